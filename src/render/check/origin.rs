//! Where a fault of a finished page comes from: the record, the page of the site's own, the template or the setting to mend.

use super::fault::Fault;
use crate::diag::{FileId, SourceMap, Span};
use crate::parse::{Node, Table, Value};
use crate::plan::{PageKind, PlannedFile, Site};
use crate::resolve::Place;

/// Finds the files that faults come from.
pub struct Origins<'a> {
    site: &'a Site,
    map: &'a SourceMap,
    /// The path of the site on its host, from which the 404 page links.
    base: &'a str,
    /// The site's own templates that draw pages, by their names below `templates/`.
    templates: Vec<(FileId, &'a str)>,
}

/// The templates of the site, by their names below `templates/` and in the order of these.
pub(crate) fn templates(map: &SourceMap) -> impl Iterator<Item = (FileId, &str)> {
    let files = map.files().filter_map(|(file, path)| Some((file, path.strip_prefix("templates/")?)));
    let mut templates: Vec<(FileId, &str)> = files.collect();
    templates.sort_unstable_by_key(|(_, name)| *name);
    templates.into_iter()
}

/// What a page is made of.
enum Source<'a> {
    /// The values of a record, an author or a provider.
    Values { table: &'a Table, file: Option<FileId> },
    /// The text of a page of the site's own.
    Text(FileId),
    /// Nothing that stands in one file.
    Many,
}

impl<'a> Origins<'a> {
    /// Looks at the files of a site.
    pub(crate) fn new(site: &'a Site, map: &'a SourceMap, base: &'a str) -> Self {
        let templates = templates(map).filter(|(_, name)| !name.starts_with("snippets/")).collect();
        Self { site, map, base, templates }
    }

    /// Where a fault comes from, on the page of an item that a template drew; `None` if no file of the site is at fault.
    pub fn of(&self, item: &PlannedFile, template: Option<&str>, fault: &Fault) -> Option<Span> {
        let source = self.source(item);
        match fault {
            Fault::RepeatedTitle { .. } | Fault::Orphan => whole(&source),
            Fault::Large { .. } => None,
            Fault::NoTitle { was_given } | Fault::NoDescription { was_given } => {
                let drawn_away = was_given.then(|| self.frame(template)).flatten();
                drawn_away.or_else(|| whole(&source))
            }
            _ => {
                let clue = fault.clue(self.base);
                let clue = clue.as_deref();
                clue.and_then(|clue| self.in_templates(fault, template, clue))
                    .or_else(|| matches!(fault, Fault::RepeatedId(_)).then(|| text(&source)).flatten())
                    .or_else(|| clue.and_then(|clue| self.in_source(&source, clue)))
                    .or_else(|| {
                        clue.and_then(|clue| self.in_table(&self.site.directory.settings.source, clue))
                    })
                    .or_else(|| self.frame(template))
                    .or_else(|| whole(&source))
            }
        }
    }

    fn source(&self, item: &PlannedFile) -> Source<'a> {
        let catalog = &self.site.directory.catalog;
        let record = |place| {
            let record = catalog.at(place);
            Source::Values { table: &record.source, file: Some(record.file) }
        };
        match item.page() {
            Some(PageKind::Model(at) | PageKind::Offers(at)) => record(Place::Model(*at)),
            Some(PageKind::Offer(at)) => record(Place::Offer(*at)),
            Some(PageKind::Alias { of, .. }) => record(*of),
            Some(PageKind::Author { author: at, .. }) => {
                let organization = &catalog.authors[*at];
                Source::Values { table: &organization.source, file: organization.file }
            }
            Some(PageKind::Provider { provider: at, .. }) => {
                let organization = &catalog.providers[*at];
                Source::Values { table: &organization.source, file: organization.file }
            }
            Some(PageKind::Custom(at)) => Source::Text(catalog.pages[*at].file),
            _ => Source::Many,
        }
    }

    /// Where a template writes the clue: that of the page before those of all pages before those of other pages.
    fn in_templates(&self, fault: &Fault, template: Option<&str>, clue: &str) -> Option<Span> {
        let rank = |name: &str| (Some(name) != template, name.starts_with("page/"));
        let mut templates = self.templates.clone();
        templates.sort_by_key(|(_, name)| rank(name));
        let is_id = matches!(fault, Fault::RepeatedId(_));
        templates.into_iter().find_map(|(file, _)| {
            let text = self.map.text(file);
            let at = occurrences(text, clue).find(|at| !is_id || is_value_of_id(&text[..*at]))?;
            Some(Span::new(file, at, at + clue.len()))
        })
    }

    /// The site's own template that draws a page, or the frame of all pages.
    fn frame(&self, template: Option<&str>) -> Option<Span> {
        let mut names = template.into_iter().chain(["base.html"]);
        names
            .find_map(|name: &str| self.templates.iter().find(|(_, own)| *own == name))
            .or(if let [only] = self.templates.as_slice() { Some(only) } else { None })
            .map(|(file, _)| Span::whole(*file))
    }

    fn in_source(&self, source: &Source<'_>, clue: &str) -> Option<Span> {
        match source {
            Source::Values { table, .. } => self.in_table(table, clue),
            Source::Text(file) => {
                let at = occurrences(self.map.text(*file), clue).next()?;
                Some(Span::new(*file, at, at + clue.len()))
            }
            Source::Many => None,
        }
    }

    fn in_table(&self, table: &Table, clue: &str) -> Option<Span> {
        table.0.values().find_map(|entry| self.in_node(&entry.node, clue))
    }

    fn in_node(&self, node: &Node, clue: &str) -> Option<Span> {
        match &node.value {
            Value::Table(table) => self.in_table(table, clue),
            Value::Array(nodes) => nodes.iter().find_map(|node| self.in_node(node, clue)),
            Value::Text(text) => {
                occurrences(text, clue).next()?;
                let range = node.span.range();
                let written = self.map.text(node.span.file).get(range.clone()).unwrap_or_default();
                let at = occurrences(written, clue).next().map(|at| range.start + at);
                Some(at.map_or(node.span, |at| Span::new(node.span.file, at, at + clue.len())))
            }
            _ => None,
        }
    }
}

fn whole(source: &Source<'_>) -> Option<Span> {
    match source {
        Source::Values { file, .. } => file.map(Span::whole),
        Source::Text(file) => Some(Span::whole(*file)),
        Source::Many => None,
    }
}

/// The file of a page of the site's own, whose headings become ids.
fn text(source: &Source<'_>) -> Option<Span> {
    if let Source::Text(file) = source { Some(Span::whole(*file)) } else { None }
}

/// Where a text holds an address or an id that is not part of a longer one.
fn occurrences<'t>(text: &'t str, clue: &'t str) -> impl Iterator<Item = usize> {
    let is_part = |letter: char| letter.is_alphanumeric() || "-_~%".contains(letter);
    let goes_on = move |letter: char| is_part(letter) || letter == '/';
    let is_whole = move |at: &usize| {
        let (before, after) = (&text[..*at], &text[at + clue.len()..]);
        let begins = clue.starts_with('#') || !before.ends_with(is_part);
        let goes_on = after.starts_with(goes_on)
            || after.strip_prefix('.').is_some_and(|rest| rest.starts_with(is_part));
        begins && !goes_on
    };
    text.match_indices(clue).map(|(at, _)| at).filter(is_whole)
}

/// Whether a text ends where the value of an `id` begins.
fn is_value_of_id(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'']).trim_end();
    let name = text.strip_suffix('=').map(str::trim_end).unwrap_or_default();
    let letters = name.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    name[letters.len()..].eq_ignore_ascii_case("id")
}
