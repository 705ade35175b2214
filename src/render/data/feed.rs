//! `feed.xml`: new models, and changes of prices and status, as Atom (RFC 4287). Every date is one of the data, so that the file of one
//! catalog is always the same.

mod change;
mod entry;

use std::collections::HashSet;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};

use super::terms::words;
use crate::derive::Directory;
use crate::plan::{Scope, Site};
use entry::{Entry, Facts, Kind, address};

const SPACE: &str = "http://www.w3.org/2005/Atom";

/// The most entries of a feed: the newest.
const MOST_ENTRIES: usize = 100;

/// Writes the feed of a site, an author or a provider.
pub(super) fn write(site: &Site, scope: Scope, buffer: &mut Vec<u8>) {
    let directory = &site.directory;
    let Some(base) = base(directory) else { return };
    let mut entries = entries(directory, scope, &base);
    entries.truncate(MOST_ENTRIES);
    let page = scope.page(directory);
    let own = page.beside("feed.xml");
    let mut xml = Xml(Writer::new(buffer));
    xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    xml.line();
    let mut start = BytesStart::new("feed");
    start.push_attribute(("xmlns", SPACE));
    start.push_attribute(("xml:lang", "en"));
    xml.event(Event::Start(start.borrow()));
    xml.line();
    xml.leaf("title", &title(directory, scope));
    xml.leaf("id", &address(&base, &own));
    xml.link("self", "application/atom+xml", &address(&base, &own));
    xml.link("alternate", "text/html", &address(&base, &page));
    xml.leaf("updated", entries.first().map_or("1970-01-01T00:00:00Z", |entry| &entry.updated));
    xml.author(directory.settings.brand_name.as_deref().unwrap_or(&directory.settings.title));
    if let Some(rights) = words(&directory.settings) {
        xml.leaf("rights", &rights);
    }
    xml.leaf("generator", concat!("modelpress ", env!("CARGO_PKG_VERSION")));
    for entry in &entries {
        xml.entry(entry);
    }
    xml.event(Event::End(start.to_end()));
    xml.line();
}

/// The entries of a feed, the newest first. What a stored change and a date of the record both tell stands once.
fn entries(directory: &Directory, scope: Scope, base: &url::Url) -> Vec<Entry> {
    let facts = Facts { directory, scope, base };
    let mut entries = facts.dated();
    let told: HashSet<(Kind, String)> = entries.iter().map(|entry| (entry.kind, entry.key.clone())).collect();
    let changes = change::entries(&facts);
    entries.extend(changes.filter(|entry| !told.contains(&(entry.kind, entry.key.clone()))));
    entries.sort_by(|one, other| {
        let newest = other.day.cmp(&one.day);
        newest.then_with(|| (&one.key, one.kind).cmp(&(&other.key, other.kind)))
    });
    let mut ids = HashSet::new();
    entries.retain(|entry| ids.insert(entry.id.clone()));
    entries
}

/// The address of the site's root.
fn base(directory: &Directory) -> Option<url::Url> {
    directory.settings.base_url.as_deref().and_then(|base| url::Url::parse(base).ok())
}

fn title(directory: &Directory, scope: Scope) -> String {
    let site = &directory.settings.title;
    match scope.organization(directory) {
        None => format!("{site}: new models, prices and status"),
        Some(organization) => format!("{}: new models, prices and status ({site})", organization.name),
    }
}

/// The document that is written, an element a line.
struct Xml<'a>(Writer<&'a mut Vec<u8>>);

impl Xml<'_> {
    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("writing to memory does not fail");
    }

    fn line(&mut self) {
        self.event(Event::Text(BytesText::new("\n")));
    }

    /// An element with a text, from which the characters go that XML does not have.
    fn leaf(&mut self, name: &str, text: &str) {
        let text: String = text.chars().filter(|letter| is_xml(*letter)).collect();
        self.event(Event::Start(BytesStart::new(name)));
        self.event(Event::Text(BytesText::new(&text)));
        self.event(Event::End(BytesStart::new(name).to_end()));
        self.line();
    }

    fn link(&mut self, relation: &str, media_type: &str, address: &str) {
        let mut link = BytesStart::new("link");
        link.extend_attributes([("rel", relation), ("type", media_type), ("href", address)]);
        self.event(Event::Empty(link));
        self.line();
    }

    fn author(&mut self, name: &str) {
        self.event(Event::Start(BytesStart::new("author")));
        self.leaf("name", name);
        self.event(Event::End(BytesStart::new("author").to_end()));
        self.line();
    }

    fn entry(&mut self, entry: &Entry) {
        self.event(Event::Start(BytesStart::new("entry")));
        self.line();
        self.leaf("title", &entry.title);
        self.leaf("id", &entry.id);
        if let Some(page) = &entry.page {
            self.link("alternate", "text/html", page);
        }
        self.leaf("updated", &entry.updated);
        let mut category = BytesStart::new("category");
        category.push_attribute(("term", entry.kind.term()));
        self.event(Event::Empty(category));
        self.line();
        self.leaf("summary", &entry.summary);
        self.event(Event::End(BytesStart::new("entry").to_end()));
        self.line();
    }
}

/// Whether a character may stand in XML 1.0.
fn is_xml(letter: char) -> bool {
    !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}')
}
