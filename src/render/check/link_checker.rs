//! Whether the links of finished pages lead to what is there.

use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::{Arc, RwLock};

use foldhash::fast::FixedState;
use foldhash::{HashMap, HashSet, HashSetExt as _};
use percent_encoding::percent_decode_str;

use super::fault::Fault;
use super::interner::{Interner, Symbol};
use super::links::PageTags;

/// What is left of a page when its bytes are gone. Copies share it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Anchors {
    /// The ids on the page.
    pub ids: Arc<[Symbol]>,
    /// The pages and files of the site that it links to, with fragments where those are of other pages.
    pub links: Arc<[Symbol]>,
}

impl Anchors {
    /// Returns the ids and the targets of links.
    pub fn names(&self) -> impl Iterator<Item = Symbol> {
        self.ids.iter().chain(&*self.links).copied()
    }
}

/// What checks the links of a site's pages.
#[derive(Debug)]
pub struct LinkChecker {
    base: String,
    interner: Arc<Interner>,
    /// The links that were followed, by their addresses below the root of the site: pages share most of theirs. Only those are kept that
    /// are written as the path of a page or file, perhaps with a fragment, so that equal addresses lead to the same.
    followed: RwLock<HashMap<Box<str>, Symbol>>,
}

impl LinkChecker {
    /// Makes one for a site. `base` is the path of the site on its host, from which the 404 page links.
    pub fn new(base: String) -> Self {
        Self { base, interner: Arc::default(), followed: RwLock::default() }
    }

    /// The path of the site on its host; it begins and ends with a slash.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The ids and links of the pages that were checked.
    pub fn interner(&self) -> &Arc<Interner> {
        &self.interner
    }

    /// Checks a page that stands at `route` against the paths of the site.
    pub fn check(
        &self,
        tags: &PageTags<'_>,
        route: &str,
        exists: impl Fn(&str) -> bool,
    ) -> (Anchors, Vec<Fault>) {
        let ids = PageIds::new(&tags.ids);
        let mut faults = ids.repeated_ids();
        let links = match start(tags.base(), route, &self.base) {
            Some(from) => {
                self.follow(&Walk::new(route, &self.base, from), &tags.links, exists, &ids, &mut faults)
            }
            None => Vec::new(),
        };
        let ids = self.interner.intern_all(tags.ids.iter().map(|id| &**id));
        (Anchors { ids: in_order(ids), links: in_order(links) }, faults)
    }

    /// Follows links to pages and files of the site.
    fn follow(
        &self,
        walk: &Walk<'_>,
        links: &[Cow<'_, str>],
        exists: impl Fn(&str) -> bool,
        ids: &PageIds<'_>,
        faults: &mut Vec<Fault>,
    ) -> Vec<Symbol> {
        let mut symbols = Vec::with_capacity(links.len());
        let mut found = Vec::new();
        {
            let followed = self.followed.read().expect("nobody panics with the lock");
            for link in links {
                if let Some(symbol) = walk.below_root(link).and_then(|address| followed.get(address)) {
                    symbols.push(*symbol);
                    continue;
                }
                match walk.follow(link, &exists, ids) {
                    Ok(target) => found.extend(target.map(|target| (&**link, target))),
                    Err(fault) => faults.push(fault),
                }
            }
        }
        if !found.is_empty() {
            symbols.extend(self.keep(walk, &found));
        }
        symbols
    }

    /// Keeps what links lead to.
    fn keep(&self, walk: &Walk<'_>, found: &[(&str, String)]) -> Vec<Symbol> {
        let symbols = self.interner.intern_all(found.iter().map(|(_, target)| target.as_str()));
        let mut followed = self.followed.write().expect("nobody panics with the lock");
        for ((link, target), symbol) in found.iter().zip(&symbols) {
            let address = walk.below_root(link);
            if let Some(address) = address.filter(|address| target.strip_prefix('/') == Some(address)) {
                followed.insert(address.into(), *symbol);
            }
        }
        symbols
    }
}

fn in_order(mut symbols: Vec<Symbol>) -> Arc<[Symbol]> {
    symbols.sort_unstable();
    symbols.dedup();
    symbols.into()
}

/// The ids of a page, by their hashes.
struct PageIds<'a> {
    ids: &'a [Cow<'a, str>],
    hashes: Vec<u64>,
}

impl<'a> PageIds<'a> {
    fn new(ids: &'a [Cow<'a, str>]) -> Self {
        let mut hashes: Vec<u64> = ids.iter().map(|id| hash(id)).collect();
        hashes.sort_unstable();
        Self { ids, hashes }
    }

    fn has(&self, id: &str) -> bool {
        self.hashes.binary_search(&hash(id)).is_ok()
    }

    /// What is said of ids that stand twice.
    fn repeated_ids(&self) -> Vec<Fault> {
        if self.hashes.windows(2).all(|pair| pair[0] != pair[1]) {
            return Vec::new();
        }
        let mut seen = HashSet::new();
        let twice = self.ids.iter().filter(|id| !seen.insert(&***id));
        twice.map(|id| Fault::RepeatedId(id.to_string())).collect()
    }
}

fn hash(id: &str) -> u64 {
    FixedState::default().hash_one(id)
}

/// The route at which the relative links of a page begin, which may say so itself; `None` if they lead out of the site.
fn start<'r>(said: Option<&str>, route: &'r str, base: &str) -> Option<Cow<'r, str>> {
    match said {
        None | Some("") => Some(Cow::Borrowed(route)),
        Some(start) if is_elsewhere(start) => None,
        Some(start) => target(route, base, start).map(Cow::Owned),
    }
}

/// The way from a page to what it links to.
struct Walk<'a> {
    route: &'a str,
    base: &'a str,
    /// Where relative links begin: at the page, unless it has a `base`.
    from: Cow<'a, str>,
    /// The way from there to the root of the site.
    root: String,
}

impl<'a> Walk<'a> {
    fn new(route: &'a str, base: &'a str, from: Cow<'a, str>) -> Self {
        Self { route, base, root: "../".repeat(from.matches('/').count()), from }
    }

    /// The address of a link below the root of the site, where it goes up to the root first and does not lead to the page itself.
    fn below_root<'l>(&self, link: &'l str) -> Option<&'l str> {
        let below = self.strip_root(link)?;
        let leads_here = below.strip_prefix(self.route).is_some_and(|rest| rest.starts_with('#'));
        (!leads_here).then_some(below)
    }

    /// The rest of a link that goes up to the root of the site first.
    fn strip_root<'l>(&self, link: &'l str) -> Option<&'l str> {
        link.strip_prefix(&*self.root).filter(|below| !self.root.is_empty() && !below.starts_with('.'))
    }

    /// The page or file of the site that a link leads to, with its fragment if that is on another page; `None` if there is
    /// nothing to keep.
    fn follow(
        &self,
        link: &str,
        exists: impl Fn(&str) -> bool,
        ids: &PageIds<'_>,
    ) -> Result<Option<String>, Fault> {
        let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
        let path = path.split('?').next().unwrap_or(path);
        if is_elsewhere(path) {
            return Ok(None);
        }
        let target = if path.is_empty() { Some(self.from.clone()) } else { self.target(path, exists) };
        let target = target.ok_or_else(|| Fault::DeadLink(link.to_owned()))?;
        let fragment = fragment.split(":~:").next().unwrap_or(fragment);
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        match &*fragment {
            // Without such an id, `#top` is the top of the page.
            "" | "top" => Ok(Some(format!("/{target}"))),
            _ if target != self.route => Ok(Some(format!("/{target}#{fragment}"))),
            _ if ids.has(&fragment) => Ok(None),
            _ => Err(Fault::DeadFragment(fragment.into_owned())),
        }
    }

    fn target<'l>(&self, path: &'l str, exists: impl Fn(&str) -> bool) -> Option<Cow<'l, str>> {
        let target = match self.strip_root(path) {
            Some(below) => Cow::Borrowed(below),
            None => Cow::Owned(target(&self.from, self.base, path)?),
        };
        if exists(&target) {
            return Some(target);
        }
        let decoded = percent_decode_str(&target).decode_utf8().ok()?;
        exists(&decoded).then(|| Cow::Owned(decoded.into_owned()))
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::check::links::scan;

    const SITE: [&str; 5] = ["", "models/", "models/a/b/", "assets/x.css", "files/a b.pdf"];

    fn said(html: &str, route: &str, base: &str) -> (Vec<String>, Vec<String>) {
        let checker = LinkChecker::new(base.to_owned());
        let (anchors, faults) = checker.check(&scan(html), route, |path| SITE.contains(&path));
        let names = checker.interner().names();
        let links = anchors.links.iter().map(|name| names.text(*name).to_owned());
        (links.collect(), faults.iter().map(Fault::message).collect())
    }

    #[test]
    fn links_and_fragments_are_checked() {
        let html = r##"<p id="p"><p id="p"><a href="../../../models/#list">1</a><a href="../gone/">2</a><a href="#p">3</a><a href="#q">4</a><a href="https://a.example/x">5</a><a href="../../../">6</a><link href="../../../assets/x.css"><a href="../../../?q=1">7</a>"##;
        let (links, faults) = said(html, "models/a/b/", "/");
        assert_eq!(
            faults,
            [
                "the ID `p` is used twice on the page",
                "the page links to `../gone/`, which is not on the site",
                "the page links to `#q`, which is not on the page"
            ]
        );
        assert_eq!(links, ["/models/#list", "/", "/assets/x.css"]);
    }

    #[test]
    fn a_link_that_was_followed_leads_to_the_same_from_every_page() {
        let checker = LinkChecker::new("/".to_owned());
        let said = |html: &str, route: &str| {
            let (anchors, faults) = checker.check(&scan(html), route, |path| SITE.contains(&path));
            let names = checker.interner().names();
            let links = anchors.links.iter().map(|name| names.text(*name).to_owned()).collect::<Vec<_>>();
            (links, faults.iter().map(Fault::message).collect::<Vec<_>>())
        };
        let links = |root: &str| {
            format!(
                "<a href=\"{root}models/\"><a href=\"{root}models/#p\"><a href=\"{root}gone/\"><a href=\"{root}files/a%20b.pdf\">"
            )
        };
        let expected = ["/files/a b.pdf", "/models/", "/models/#p"];
        for (route, root) in [("models/a/b/", "../../../"), ("x/y/", "../../"), ("z/", "../")] {
            let (mut found, faults) = said(&links(root), route);
            found.sort_unstable();
            assert_eq!(found, expected, "{route}");
            assert_eq!(faults, [format!("the page links to `{root}gone/`, which is not on the site")]);
        }
        let own = said(&links("../"), "models/");
        assert!(own.1.contains(&"the page links to `#p`, which is not on the page".to_owned()), "{own:?}");
        assert_eq!(said("<a href=\"../models/#p\"><p id=p>", "models/"), (vec![], vec![]));
    }

    #[test]
    fn links_are_read_as_a_browser_reads_them() {
        for link in [
            "files/a b.pdf",
            "files/a%20b.pdf",
            "#top",
            "#",
            "",
            "#h%C3%A9",
            "#h&eacute;",
            "#hé:~:text=x",
            "mailto:a@b.example",
            "//b.example/x",
            "https&colon;//b.example",
        ] {
            let html = format!("<p id=\"hé\"><a href=\"{link}\">x</a>");
            assert_eq!(said(&html, "", "/").1, [] as [&str; 0], "{link}");
        }
    }

    #[test]
    fn the_missing_page_links_from_the_base_path() {
        assert_eq!(said("<a href=\"/sub/models/\">x</a>", "404.html", "/sub/").1, [] as [&str; 0]);
    }

    #[test]
    fn a_base_moves_links_where_the_policy_allows_it() {
        let link = "<base href=\"../../\"><a href=\"models/\">x</a><a href=\"#p\">y</a>";
        let (links, faults) = said(link, "models/a/", "/");
        assert_eq!((links, faults.len()), (vec!["/models/".to_owned(), "/#p".to_owned()], 0));
        assert_eq!(said(&link.replace("../../", "https://a.example/"), "models/a/", "/").0, [] as [&str; 0]);
        let policy =
            "<meta http-equiv='Content-Security-Policy' content='img-src x; base-uri &#39;none&#39;'>";
        let faults = said(&format!("{policy}{link}"), "models/a/", "/").1;
        assert_eq!(faults.len(), 2, "{faults:?}");
    }
}
