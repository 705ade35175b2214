//! Resolves the site's own pages: their routes, titles and settings from the front matter.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use rust_decimal::Decimal;

use super::absent::Absent;
use super::codes;
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};
use crate::domain::Route;
use crate::domain::route::{RouteError, path_of};
use crate::parse::page::RawPage;
use crate::parse::{Table, codes as mistakes};

/// A page of the site's own, from a Markdown file below `pages/`.
#[derive(Clone, Debug)]
pub struct CustomPage {
    /// The path below the site: `pages/docs/index.md`.
    pub path: String,
    /// Its file.
    pub file: FileId,
    /// Its route: `docs/`.
    pub route: Route,
    /// The title.
    pub title: String,
    /// The heading that the page shows.
    pub heading: String,
    /// A sentence or two for search engines.
    pub description: Option<String>,
    /// The words of its link in the header.
    pub nav: Option<String>,
    /// The words of its link in the footer.
    pub footer: Option<String>,
    /// Its position among other pages: low numbers come first.
    pub order: Option<Decimal>,
    /// Its Markdown, without the heading.
    pub body: String,
    /// The offset of the Markdown in the file, in bytes.
    pub start: usize,
    /// The values of its front matter.
    pub source: Table,
}

/// Resolves the pages that are not drafts, and notes those that are missing because of a mistake.
pub(super) fn pages(raw: Vec<RawPage>, absent: &mut Absent, diags: &mut Diagnostics) -> Vec<CustomPage> {
    let mut pages = Vec::with_capacity(raw.len());
    for page in raw {
        let path = page.path.clone();
        if page.parsed.table.boolean("draft") == Some(true) && !page.parsed.failed {
            continue;
        }
        match Some(page).filter(|page| !page.parsed.failed).and_then(|page| resolve_page(page, diags)) {
            Some(page) => pages.push(page),
            None => absent.add_failed_page(&path, route(&path).ok().as_ref()),
        }
    }
    pages
}

fn resolve_page(raw: RawPage, diags: &mut Diagnostics) -> Option<CustomPage> {
    let RawPage { path, parsed, start, body } = raw;
    let (file, source) = (parsed.file, parsed.table);
    let (first, length) = heading(&body).unwrap_or_default();
    let written = source.string("title").or_else(|| Some(first.clone()).filter(|first| !first.is_empty()));
    let title = written.or_else(|| source.is_left_out("title").then(|| stem(&path).to_owned()));
    let Some(title) = title else {
        let missing = Diagnostic::new(&mistakes::MISSING_KEY, Span::whole(file), "a page needs a title");
        diags.push(
            missing.help("start it with a heading `# …`, or write `title = \"…\"` between lines of `+++`"),
        );
        return None;
    };
    let route = match route(&path) {
        Ok(route) => route,
        Err(error) => {
            let mistake = Diagnostic::new(&codes::BAD_ID, Span::whole(file), error.to_string());
            diags.push(mistake.help("rename the file: its path becomes the address of the page"));
            return None;
        }
    };
    Some(CustomPage {
        heading: if first.is_empty() { title.clone() } else { first },
        description: source.string("description"),
        nav: source.string("nav"),
        footer: source.string("footer"),
        order: source.number("order"),
        body: body[length..].to_owned(),
        start: start + length,
        path,
        file,
        route,
        title,
        source,
    })
}

/// The route of a page: `docs/` for `pages/docs/index.md`; `pages/404.md` replaces the page for paths that do not exist.
fn route(path: &str) -> Result<Route, RouteError> {
    let below = stem(path);
    match below.strip_suffix("index").filter(|folder| folder.is_empty() || folder.ends_with('/')) {
        Some("") => Ok(Route::home()),
        Some(folder) => path_of(folder.trim_end_matches('/')).map(Route::folder),
        None if below == "404" => Ok(Route::not_found()),
        None => path_of(below).map(Route::folder),
    }
}

/// The path of a page below `pages/`, without its extension.
fn stem(path: &str) -> &str {
    let below = path.strip_prefix("pages/").unwrap_or(path);
    below.rsplit_once('.').map_or(below, |(stem, _)| stem)
}

/// The level 1 heading at the start of a text, as plain text, and the offset of what follows it.
fn heading(text: &str) -> Option<(String, usize)> {
    let mut events = Parser::new(text).into_offset_iter();
    let (Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }), range) = events.next()? else {
        return None;
    };
    let inside =
        events.map(|(event, _)| event).take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    let words: String = inside
        .filter_map(|event| match event {
            // Raw HTML shows as text, here as elsewhere.
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => Some(text.into_string()),
            Event::SoftBreak => Some(" ".to_owned()),
            _ => None,
        })
        .collect();
    Some((words.trim().to_owned(), range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_a_file_is_its_address() {
        let cases = [
            ("pages/index.md", ""),
            ("pages/about.md", "about/"),
            ("pages/docs/index.md", "docs/"),
            ("pages/docs/Getting Started.md", "docs/getting-started/"),
            ("pages/docs/reindex.md", "docs/reindex/"),
            ("pages/404.md", "404.html"),
            ("pages/con.md", "con-5011fd/"),
        ];
        for (path, expected) in cases {
            assert_eq!(route(path).unwrap().as_str(), expected, "{path}");
        }
        assert!(route("pages/a//b.md").is_err());
    }

    #[test]
    fn a_text_may_begin_with_its_heading() {
        assert_eq!(heading("# The *one* `x`\n\nRest"), Some(("The one x".to_owned(), 16)));
        assert_eq!(heading("\nTitle\n=====\nRest"), Some(("Title".to_owned(), 13)));
        assert_eq!(heading("# <a href=\"x\">"), Some(("<a href=\"x\">".to_owned(), 14)));
        assert_eq!(heading("Text\n\n# Later"), None);
        assert_eq!(heading("## Second"), None);
    }
}
