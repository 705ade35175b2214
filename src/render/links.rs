//! Links, fragments and ids of a finished page.
//!
//! The pages are our own well-formed output, in which templates escape every text, so a search for three attributes is
//! enough: a few microseconds a page, where a general HTML rewriter takes a hundred times as long.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use memchr::{memchr, memmem};

use super::names::{Name, Names};

/// What a page refers to and can be referred to by.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found<'a> {
    /// The values of `id` attributes.
    pub ids: Vec<&'a str>,
    /// The values of `href` and `src` attributes.
    pub links: Vec<&'a str>,
}

/// What is left of a page when its bytes are gone.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Anchors {
    /// The ids on the page.
    pub ids: Vec<Name>,
    /// The pages and files of the site that it links to, with fragments where those are of other pages.
    pub links: Vec<Name>,
}

impl Anchors {
    /// All of them.
    pub fn names(&self) -> impl Iterator<Item = Name> {
        self.ids.iter().chain(&self.links).copied()
    }
}

/// Reads the ids and links of a page.
///
/// A quote in text or in structured data is escaped, so a name and `="` after white space is an attribute.
pub fn scan(html: &str) -> Found<'_> {
    let mut found = Found { ids: Vec::with_capacity(64), links: Vec::with_capacity(128) };
    attributes(html, "id=\"", &mut found.ids);
    attributes(html, "href=\"", &mut found.links);
    attributes(html, "src=\"", &mut found.links);
    found
}

fn attributes<'a>(html: &'a str, name: &str, values: &mut Vec<&'a str>) {
    for at in memmem::find_iter(html.as_bytes(), name) {
        let is_attribute = at > 0 && html.as_bytes()[at - 1].is_ascii_whitespace();
        let value = &html[at + name.len()..];
        if let Some(end) = memchr(b'"', value.as_bytes()).filter(|_| is_attribute) {
            values.push(&value[..end]);
        }
    }
}

/// Checks a page that stands at `route` against the paths of the site. Problems come back in words.
///
/// `base` is the path of the site on its host, from which the 404 page links.
pub fn check(
    html: &str,
    route: &str,
    base: &str,
    names: &Names,
    exists: impl Fn(&str) -> bool,
) -> (Anchors, Vec<String>) {
    let found = scan(html);
    let mut hashes: Vec<u64> = found.ids.iter().map(|id| hash(id)).collect();
    hashes.sort_unstable();
    let mut problems = Vec::new();
    if hashes.windows(2).any(|pair| pair[0] == pair[1]) {
        let mut seen = HashSet::new();
        let twice = found.ids.iter().filter(|id| !seen.insert(**id));
        problems.extend(twice.map(|id| format!("the id `{id}` stands twice on the page")));
    }
    let root = "../".repeat(route.matches('/').count());
    let mut links = Vec::with_capacity(found.links.len());
    for link in found.links {
        let (path, fragment) =
            link.split_once('#').map_or((link, None), |(path, fragment)| (path, Some(fragment)));
        let path = path.split('?').next().unwrap_or(path);
        if is_elsewhere(path) {
            continue;
        }
        let target = match path.strip_prefix(&root) {
            _ if path.is_empty() => Some(Cow::Borrowed(route)),
            Some(below) if !root.is_empty() && !below.starts_with('.') => Some(Cow::Borrowed(below)),
            _ => target(route, base, path).map(Cow::Owned),
        };
        let Some(target) = target.filter(|target| path.is_empty() || exists(target)) else {
            problems.push(format!("the page links to `{link}`, which is not on the site"));
            continue;
        };
        match fragment.filter(|fragment| !fragment.is_empty()) {
            Some(fragment) if target != route => links.push(format!("/{target}#{fragment}")),
            Some(fragment) if hashes.binary_search(&hash(fragment)).is_err() => {
                problems.push(format!("the page links to `#{fragment}`, which is not on it"));
            }
            Some(_) => {}
            None => links.push(format!("/{target}")),
        }
    }
    let anchors = Anchors { ids: names.keep(found.ids), links: names.keep(links.iter().map(String::as_str)) };
    (anchors, problems)
}

fn is_elsewhere(path: &str) -> bool {
    let scheme = path.split(['/', '?']).next().unwrap_or("");
    path.starts_with("//") || scheme.contains(':')
}

/// The site path that a link on a page leads to; `None` where it leaves the site.
fn target(route: &str, base: &str, link: &str) -> Option<String> {
    if let Some(absolute) = link.strip_prefix('/') {
        let below = base.trim_start_matches('/');
        return absolute.strip_prefix(below).map(str::to_owned);
    }
    let mut parts: Vec<&str> = route.split('/').collect();
    parts.pop();
    let mut last_is_folder = false;
    for part in link.split('/') {
        last_is_folder = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    Some(if last_is_folder && !path.is_empty() { format!("{path}/") } else { path })
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_and_texts_are_not() {
        let html = r#"<!doctype html><main id="main" tabindex="-1"><a class="x"
href="../b/" data-id="no">b</a><img alt="a > b" src="x.svg"><script type="application/ld+json">{"id":"no","a":"<a href=\"no\">"}</script><p hidden id="p">1 < 2 id=&quot;no&quot;</p>"#;
        let found = scan(html);
        assert_eq!(found.ids, ["main", "p"]);
        assert_eq!(found.links, ["../b/", "x.svg"]);
    }

    #[test]
    fn links_and_fragments_are_checked() {
        let site = ["", "models/", "models/a/b/", "assets/x.css"];
        let exists = |path: &str| site.contains(&path);
        let html = r##"<p id="p"><p id="p"><a href="../../../models/#list">1</a><a href="../gone/">2</a><a href="#p">3</a><a href="#q">4</a><a href="https://a.example/x">5</a><a href="../../../">6</a><link href="../../../assets/x.css"><a href="../../../?q=1">7</a>"##;
        let names = Names::default();
        let (anchors, problems) = check(html, "models/a/b/", "/", &names, exists);
        assert_eq!(
            problems,
            [
                "the id `p` stands twice on the page",
                "the page links to `../gone/`, which is not on the site",
                "the page links to `#q`, which is not on it"
            ]
        );
        let texts = names.texts();
        let links: Vec<&str> = anchors.links.iter().map(|name| &*texts[name.index()]).collect();
        assert_eq!(links, ["/models/#list", "/", "/assets/x.css"]);
    }

    #[test]
    fn the_missing_page_links_from_the_base_path() {
        let exists = |path: &str| path == "models/";
        let (_, problems) =
            check(r#"<a href="/sub/models/">x</a>"#, "404.html", "/sub/", &Names::default(), exists);
        assert!(problems.is_empty(), "{problems:?}");
    }
}
