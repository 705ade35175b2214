//! What readers and search engines need of finished pages: a title of its own, a description, words for images, a way there.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use memchr::memmem;

use super::links::scan;
use super::names::Name;
use super::pages::Checked;
use crate::diag::{Code, Level};

/// A page without what every page needs.
pub static POOR_PAGE: Code = Code::lint(
    "poor-page",
    Level::Warn,
    Level::Hint,
    "A finished page has no title or no description, or an image on it has no `alt`.",
    "Search results show title and description, and a screen reader says what `alt` says; `alt=\"\"` says that an image is decoration.",
    "<img src=\"{{ root }}map.svg\">",
    "<img src=\"{{ root }}map.svg\" alt=\"Regions by price\">",
);

/// Two pages with one title.
pub static REPEATED_TITLE: Code = Code::lint(
    "repeated-title",
    Level::Warn,
    Level::Hint,
    "Two pages of records or lists have the same title.",
    "In tabs, bookmarks and search results nobody can tell them apart.",
    "# models/acme/small.toml and models/acme/small-2.toml\nseo_title = \"Small\"",
    "# models/acme/small-2.toml\nseo_title = \"Small 2\"",
);

/// A page that no link leads to.
pub static ORPHAN_PAGE: Code = Code::lint(
    "orphan-page",
    Level::Warn,
    Level::Hint,
    "No link leads to a page.",
    "Readers and search engines find pages by following links from the first one.",
    "# pages/terms.md, which no page, list or navigation names",
    "# site.toml\n[footer]\nlinks = [{ label = \"Terms\", url = \"/terms/\" }]",
);

/// All of them, in the order of the documentation.
pub static ALL: [&Code; 3] = [&POOR_PAGE, &REPEATED_TITLE, &ORPHAN_PAGE];

/// What a finished page lacks, in words.
pub(super) fn lacks(html: &str) -> Vec<String> {
    let mut lacks = Vec::new();
    if text_after(html, "<title>", '<').is_none_or(|title| title.trim().is_empty()) {
        lacks.push("the page has no title".to_owned());
    }
    let description = text_after(html, "<meta name=\"description\" content=\"", '"');
    if description.is_none_or(|description| description.trim().is_empty()) {
        lacks.push("the page has no description".to_owned());
    }
    let images = memmem::find_iter(html.as_bytes(), "<img").filter_map(|at| html[at..].split('>').next());
    let wordless = images.filter(|image| !image.contains(" alt=") && !image.contains("\nalt="));
    lacks.extend(wordless.map(|image| format!("an image has no `alt`: `{image}>`")));
    lacks
}

fn text_after<'a>(html: &'a str, start: &str, end: char) -> Option<&'a str> {
    let at = memmem::find(html.as_bytes(), start.as_bytes())?;
    html[at + start.len()..].split(end).next()
}

/// The addresses outside of the site that a page links to, as they are requested.
pub(super) fn external(html: &str) -> BTreeSet<String> {
    let links = scan(html).links.into_iter();
    let outside = links.filter(|link| link.starts_with("https://") || link.starts_with("http://"));
    outside.map(|link| link.split('#').next().unwrap_or(link).replace("&amp;", "&")).collect()
}

/// The pages whose title another one has too: route and message.
pub(super) fn repeated_titles(checked: &[Checked]) -> Vec<(String, String)> {
    let mut by_title: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for page in checked {
        if let Some(title) = page.title() {
            by_title.entry(title).or_default().push(page.route());
        }
    }
    let twice = by_title.into_iter().filter(|(_, routes)| routes.len() > 1);
    let message = |(title, routes): (&str, Vec<&str>)| {
        (routes[1].to_owned(), format!("the title \"{title}\" is that of `/{}` too", routes[0]))
    };
    twice.map(message).collect()
}

/// The pages that cannot be reached from the first one by links. `texts` are the texts of names, and `wanted` says which
/// pages should be reached.
pub(super) fn orphans(checked: &[Checked], texts: &[Box<str>], wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let links: HashMap<&str, &[Name]> =
        checked.iter().map(|page| (page.route(), page.anchors().links.as_slice())).collect();
    let mut reached: HashSet<&str> = HashSet::from([""]);
    let mut open: Vec<&str> = vec![""];
    while let Some(route) = open.pop() {
        for link in links.get(route).into_iter().copied().flatten() {
            let Some(target) = texts[link.index()].strip_prefix('/') else { continue };
            let target = target.split('#').next().unwrap_or(target);
            if reached.insert(target) {
                open.push(target);
            }
        }
    }
    let lost = checked.iter().map(Checked::route).filter(|route| !reached.contains(route) && wanted(route));
    lost.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_lacks_is_said() {
        let whole =
            "<title>A | Site</title><meta name=\"description\" content=\"B\"><img src=\"a\" alt=\"\">";
        assert_eq!(lacks(whole), [] as [&str; 0]);
        let poor = "<title> </title><meta name=\"description\" content=\"\"><img src=\"a.svg\">";
        let said = [
            "the page has no title",
            "the page has no description",
            "an image has no `alt`: `<img src=\"a.svg\">`",
        ];
        assert_eq!(lacks(poor), said);
        assert_eq!(lacks("").len(), 2);
    }
}
