//! Checks the links in texts: each must be a whole address or lead to a page of the site.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::codes::{DEAD_LINK, PICTURE};
use super::routes::{Routes, relative};
use crate::derive::Directory;
use crate::diag::{Diagnostic, Diagnostics, Proposals, SourceMap, Span, closest};
use crate::domain::Route;
use crate::domain::route::path_of;
use crate::domain::web_address::{AddressError, check_link};
use crate::parse::{Node, Table};
use crate::resolve::CustomPage;

/// Fragments of a record's page besides its sections, and prefixes of fragments.
const FRAGMENTS: [&str; 7] = ["main", "prices", "estimates", "description", "notes", "faq", "snippets"];

/// Reports dead links of records, authors, providers, settings and the site's own pages.
pub(super) fn check(directory: &Directory, routes: &Routes, sources: &SourceMap, diags: &mut Diagnostics) {
    let catalog = &directory.catalog;
    let (records, proposals) = (OnceCell::new(), Proposals::default());
    let comparisons = absent_comparisons(directory);
    let mut checker =
        Checker { directory, routes, sources, comparisons, records, proposals, seen: HashSet::new(), diags };
    for record in catalog.records() {
        checker.texts(&record.source, "description");
        checker.texts(&record.source, "notes");
        for question in record.source.tables("faq") {
            checker.texts(question, "answer");
        }
    }
    for organization in catalog.authors.iter().chain(&catalog.providers) {
        checker.texts(&organization.source, "description");
    }
    checker.settings(&directory.settings.source);
    for page in &catalog.pages {
        checker.page(page);
    }
}

struct Checker<'a> {
    directory: &'a Directory,
    routes: &'a Routes,
    sources: &'a SourceMap,
    /// The routes of comparisons that have no page, since a record of theirs is missing.
    comparisons: HashSet<String>,
    /// The routes of records; computed for the first link with a fragment.
    records: OnceCell<HashSet<&'a str>>,
    proposals: Proposals<'a>,
    /// The texts that were checked already, since records inherit texts from each other.
    seen: HashSet<Span>,
    diags: &'a mut Diagnostics,
}

/// The routes of the comparisons in the settings that have no page because a record of theirs is missing.
fn absent_comparisons(directory: &Directory) -> HashSet<String> {
    let has_page = |span: Span| directory.comparisons.iter().any(|comparison| comparison.span == span);
    let named = directory.settings.comparisons.iter().filter(|named| !has_page(named.span));
    let absent =
        named.filter(|named| named.models.iter().any(|name| directory.catalog.absent.has_name(name)));
    let paths = absent.filter_map(|named| path_of(&named.name).ok());
    paths.map(|path| Route::comparison(&path).as_str().trim_matches('/').to_owned()).collect()
}

/// After so many failed searches in a text, its further links are reported at the whole text.
const MAX_FAILED: usize = 100;

/// The state of the search for the links of a text.
struct Search {
    /// The end of the last link, as an offset in the file.
    from: usize,
    failed: usize,
}

impl Checker<'_> {
    fn settings(&mut self, settings: &Table) {
        for path in ["description", "notice", "footer.text", "gateway.fees"] {
            self.texts(settings, path);
        }
        for path in ["nav", "footer.links"] {
            for link in settings.tables(path) {
                if let Some(node) = link.node("url")
                    && let Some(url) = node.text()
                {
                    self.link(url, node.span);
                }
            }
        }
    }

    /// Checks a Markdown text, or an array of them.
    fn texts(&mut self, table: &Table, path: &str) {
        let Some(node) = table.node(path) else { return };
        for node in std::iter::once(node).chain(node.elements()) {
            self.markdown(node);
        }
    }

    fn markdown(&mut self, node: &Node) {
        let Some(text) = node.text().filter(|text| may_link(text)) else { return };
        if !self.seen.insert(node.span) {
            return;
        }
        let mut search = Search { from: node.span.range().start, failed: 0 };
        for target in targets(text) {
            let span = self.find_target(node.span, &target, &mut search).unwrap_or(node.span);
            self.link(&target, span);
        }
    }

    /// The span of a link's target in the file; `None` if it is escaped there, or after too many failed searches.
    fn find_target(&self, span: Span, target: &str, search: &mut Search) -> Option<Span> {
        let (range, text) = (span.range(), self.sources.text(span.file));
        for start in [search.from, range.start] {
            let rest = text.get(start..range.end).filter(|_| search.failed < MAX_FAILED)?;
            let mut matches = rest.match_indices(target).map(|(at, _)| at + target.len());
            if let Some(end) = matches.find(|end| !rest[*end..].starts_with(is_of_address)) {
                search.from = start + end;
                return Some(Span::new(span.file, start + end - target.len(), start + end));
            }
            search.failed += 1;
        }
        None
    }

    /// Checks the links and pictures of a page of the site's own.
    fn page(&mut self, page: &CustomPage) {
        let mut picture: Option<(String, Span, String)> = None;
        for (event, range) in Parser::new_ext(&page.body, OPTIONS).into_offset_iter() {
            match event {
                Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => {}
                Event::Start(Tag::Link { link_type, dest_url, .. })
                    if link_type != LinkType::Autolink || disguise(&dest_url).is_some() =>
                {
                    let span = target_span(page, &range, &dest_url);
                    if let Some((message, help)) = self.page_mistake(page, &dest_url) {
                        self.diags.push(Diagnostic::new(&DEAD_LINK, span, message).help(help));
                    }
                }
                Event::Start(Tag::Image { dest_url, .. }) => {
                    picture =
                        Some((dest_url.to_string(), target_span(page, &range, &dest_url), String::new()));
                }
                Event::Text(text) | Event::Code(text) => {
                    if let Some((_, _, words)) = &mut picture {
                        words.push_str(&text);
                    }
                }
                Event::End(TagEnd::Image) => {
                    let (target, span, words) = picture.take().expect("a picture ends where one began");
                    self.picture(page, &target, span, &words);
                }
                _ => {}
            }
        }
    }

    fn page_mistake(&mut self, page: &CustomPage, target: &str) -> Option<(String, String)> {
        let is_whole = is_address(target) || disguise(target).is_some();
        if target.starts_with('/') || target.starts_with('#') || is_whole {
            return self.mistake(target);
        }
        if let Some(route) = self.routes.resolve_from(&page.path, target) {
            return self.section(&route);
        }
        let path = target.split(['?', '#']).next().unwrap_or(target);
        let file = relative(&page.path, path).unwrap_or_else(|| path.to_owned());
        let names = [file.clone(), format!("{file}.md"), format!("{file}/index.md")];
        if names.iter().any(|name| self.directory.catalog.absent.has_file(name)) {
            return None;
        }
        let routes = self.routes;
        let help = match self.proposals.closest(&file, || routes.sources()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "use another file, a path from the site's root such as `/models/`, or a full URL".to_owned()
            }
        };
        Some((format!("the file `{file}` has no page"), help))
    }

    fn picture(&mut self, page: &CustomPage, target: &str, span: Span, words: &str) {
        if is_address(target) {
            let mistake = Diagnostic::new(&PICTURE, span, format!("`{target}` is on another host"));
            self.diags.push(mistake.help("put the image in `static`, or link to it"));
        } else if self.routes.resolve_from(&page.path, target).is_none() {
            let mistake = Diagnostic::new(&PICTURE, span, format!("there is no image `{target}`"));
            let help =
                "write its path in `static` with a leading `/`, such as `/plan.svg` for `static/plan.svg`";
            self.diags.push(mistake.help(help));
        }
        if words.trim().is_empty() {
            let message = "the image has no alternative text";
            let help = "describe it between the brackets: `![Prices since 2024](…)`";
            self.diags.push(Diagnostic::new(&PICTURE, span, message).help(help));
        }
    }

    fn link(&mut self, target: &str, span: Span) {
        if let Some((message, help)) = self.mistake(target) {
            self.diags.push(Diagnostic::new(&DEAD_LINK, span, message).help(help));
        }
    }

    fn mistake(&mut self, target: &str) -> Option<(String, String)> {
        if target.starts_with('#') || is_address(target) {
            return None;
        }
        if let Some(disguise) = disguise(target) {
            return Some(disguise);
        }
        if !target.starts_with('/') || target.starts_with("//") {
            let help = "write a full URL, or a path from the site's root such as `/models/`";
            return Some((
                format!("`{target}` is neither a URL nor a path from the site's root"),
                help.to_owned(),
            ));
        }
        match self.routes.resolve(target) {
            None if self.is_to_failed(target) => None,
            None => Some((format!("there is no page `{target}`"), self.suggest(target))),
            Some(route) => self.section(&route),
        }
    }

    /// Whether the page is missing because of a mistake in a file, which is reported there already.
    fn is_to_failed(&self, target: &str) -> bool {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let path = percent_decode_str(path).decode_utf8_lossy();
        let path = path.strip_suffix("index.html").unwrap_or(&path).trim_matches('/');
        self.directory.catalog.absent.has_route(path) || self.comparisons.contains(path)
    }

    /// The help for a dead link: the page that was probably meant.
    fn suggest(&mut self, target: &str) -> String {
        let path = target.trim_start_matches('/').split(['?', '#']).next().unwrap_or("");
        let folder = path.trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder);
        match self.proposals.take().and_then(|()| closest(path, self.routes.below(folder))) {
            Some(near) => format!("did you mean `/{near}`?"),
            None => "link to a page of this site, or remove the link".to_owned(),
        }
    }

    /// The mistake in the fragment of a record's page; other pages are checked when they are rendered.
    fn section(&self, route: &str) -> Option<(String, String)> {
        let (page, fragment) = route.split_once('#')?;
        let records = || self.directory.catalog.records().map(|record| record.route.as_str()).collect();
        let is_record = self.records.get_or_init(records).contains(page);
        let sections = self.directory.settings.sections.iter().map(String::as_str);
        let is_known = sections.clone().chain(FRAGMENTS).any(|section| {
            fragment.strip_prefix(section).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        });
        if !is_record || fragment.is_empty() || is_known {
            return None;
        }
        let help = if let Some(near) = closest(fragment, sections.clone()) {
            format!("did you mean `#{near}`?")
        } else {
            let sections: Vec<_> = sections.map(|id| format!("`#{id}`")).collect();
            format!("its sections are {}", sections.join(", "))
        };
        Some((format!("the page `/{page}` has no section `#{fragment}`"), help))
    }
}

/// The span of a link's target in the file of a page; that of the whole link if the target is escaped there.
fn target_span(page: &CustomPage, link: &Range<usize>, target: &str) -> Span {
    let offset = page.body[link.clone()].rfind(target).filter(|_| !target.is_empty());
    let (start, end) =
        offset.map_or((link.start, link.end), |at| (link.start + at, link.start + at + target.len()));
    Span::new(page.file, page.start + start, page.start + end)
}

/// The extensions of Markdown that matter for finding links.
const OPTIONS: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_STRIKETHROUGH).union(Options::ENABLE_TASKLISTS);

/// Whether a text can have links at all; most have none.
fn may_link(text: &str) -> bool {
    text.contains("](") || text.contains("]:") || text.contains('<')
}

/// The targets of the links of a Markdown text, in order.
fn targets(text: &str) -> Vec<String> {
    let targets = Parser::new_ext(text, OPTIONS).filter_map(|event| match event {
        Event::Start(Tag::Link { link_type: LinkType::Email, .. }) => None,
        // Any other one is a whole address.
        Event::Start(Tag::Link { link_type: LinkType::Autolink, dest_url, .. }) => {
            disguise(&dest_url).map(|_| dest_url.into_string())
        }
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    });
    targets.collect()
}

fn is_address(target: &str) -> bool {
    check_link(target).is_ok()
}

/// The mistake of an address that leads elsewhere than it seems to.
fn disguise(target: &str) -> Option<(String, String)> {
    let error = check_link(target).err().filter(AddressError::is_disguise)?;
    Some((format!("`{target}` {error}"), error.help().to_owned()))
}

/// Whether a character can be part of an address.
fn is_of_address(letter: char) -> bool {
    letter.is_alphanumeric() || "/.-_~%#?&=:@+".contains(letter)
}
