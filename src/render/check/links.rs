//! Links, fragments and ids of a finished page: the attributes of its tags ([`super::tags`]).

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use percent_encoding::percent_decode_str;

use super::fault::Fault;
use super::interner::{Interner, Symbol};
use super::tags::{Attribute, Tag, Tags};

/// What stands in the tags of a page.
#[derive(Debug, Default)]
pub struct PageTags<'a> {
    /// The values of `id` attributes.
    pub ids: Vec<Cow<'a, str>>,
    /// The addresses in attributes such as `href` and `src`.
    pub links: Vec<Cow<'a, str>>,
    /// What relative links begin at, if a template says so and the policy of the page allows it.
    base: Option<Cow<'a, str>>,
    forbids_base: bool,
    /// Whether it has a title that is not empty.
    pub has_title: bool,
    /// Whether it has a description that is not empty.
    pub has_description: bool,
    /// The images without an `alt`.
    pub images_without_alt: Vec<ImageWithoutAlt<'a>>,
}

/// An image without an `alt`.
#[derive(Debug)]
pub struct ImageWithoutAlt<'a> {
    /// The tag as it is written.
    pub tag: &'a str,
    /// The address of the image.
    pub src: Cow<'a, str>,
}

/// What is left of a page when its bytes are gone.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Anchors {
    /// The ids on the page.
    pub ids: Vec<Symbol>,
    /// The pages and files of the site that it links to, with fragments where those are of other pages.
    pub links: Vec<Symbol>,
}

impl Anchors {
    /// All of them.
    pub fn names(&self) -> impl Iterator<Item = Symbol> {
        self.ids.iter().chain(&self.links).copied()
    }
}

/// Reads the tags of a page.
pub fn scan(html: &str) -> PageTags<'_> {
    let mut found =
        PageTags { ids: Vec::with_capacity(64), links: Vec::with_capacity(128), ..PageTags::default() };
    let (mut tags, mut drawings) = (Tags::new(html), 0_usize);
    while let Some(tag) = tags.next() {
        match tag.name.len() {
            3 if tag.begins("svg") => drawings += 1,
            3 if tag.ends("svg") => drawings = drawings.saturating_sub(1),
            3 if tag.begins("img") => found.read_image(tag, &mut tags),
            4 if tag.begins("meta") => found.read_meta(&mut tags),
            _ => {}
        }
        while let Some(attribute) = tags.attribute() {
            found.read(tag, attribute);
        }
        // A drawing has a title of its own.
        if tag.begins("title") && drawings == 0 {
            found.has_title |= !tags.text().trim().is_empty();
        }
    }
    found
}

impl<'a> PageTags<'a> {
    fn read(&mut self, tag: Tag<'a>, attribute: Attribute<'a>) {
        match attribute.name.len() {
            2 if attribute.is("id") => self.ids.push(attribute.value()),
            // The first one counts.
            4 if attribute.is("href") && tag.begins("base") => {
                self.base.get_or_insert_with(|| trim(attribute.value()));
            }
            3 | 4 | 6 | 10 if is_address(tag, attribute) => self.links.push(trim(attribute.value())),
            6 | 11 if attribute.is("srcset") || attribute.is("imagesrcset") => {
                let value = attribute.value();
                self.links.extend(candidates(&value).map(|address| Cow::Owned(address.to_owned())));
            }
            _ => {}
        }
    }

    fn read_image(&mut self, tag: Tag<'a>, tags: &mut Tags<'a>) {
        let (mut src, mut has_alt) = (Cow::Borrowed(""), false);
        while let Some(attribute) = tags.attribute() {
            self.read(tag, attribute);
            has_alt |= attribute.is("alt");
            if attribute.is("src") {
                src = attribute.value();
            }
        }
        if !has_alt {
            self.images_without_alt.push(ImageWithoutAlt { tag: tags.written(tag), src });
        }
    }

    /// Reads whether a `meta` tag describes the page, or holds a policy that forbids a `base`, as that of the default frame does.
    fn read_meta(&mut self, tags: &mut Tags<'a>) {
        let (mut is_description, mut is_policy, mut content) = (false, false, Cow::Borrowed(""));
        while let Some(attribute) = tags.attribute() {
            let is = |word: &str| attribute.value().trim().eq_ignore_ascii_case(word);
            is_description |= attribute.is("name") && is("description");
            is_policy |= attribute.is("http-equiv") && is("content-security-policy");
            if attribute.is("content") {
                content = attribute.value();
            }
        }
        self.has_description |= is_description && !content.trim().is_empty();
        self.forbids_base |= is_policy
            && content
                .split(';')
                .any(|directive: &str| directive.split_ascii_whitespace().eq(["base-uri", "'none'"]));
    }

    /// The route at which the relative links of a page begin; `None` if they lead out of the site.
    fn start<'r>(&self, route: &'r str, base: &str) -> Option<Cow<'r, str>> {
        match self.base.as_deref().filter(|_| !self.forbids_base) {
            None | Some("") => Some(Cow::Borrowed(route)),
            Some(start) if is_elsewhere(start) => None,
            Some(start) => target(route, base, start).map(Cow::Owned),
        }
    }
}

/// Whether an attribute holds one address.
fn is_address(tag: Tag<'_>, attribute: Attribute<'_>) -> bool {
    const NAMES: [&str; 6] = ["href", "src", "action", "formaction", "poster", "xlink:href"];
    NAMES.iter().any(|name| attribute.is(name)) || attribute.is("data") && tag.begins("object")
}

/// An address without the white space around it, which a browser takes away.
fn trim(address: Cow<'_, str>) -> Cow<'_, str> {
    match address {
        Cow::Borrowed(address) => Cow::Borrowed(address.trim_ascii()),
        Cow::Owned(address) => Cow::Owned(address.trim_ascii().to_owned()),
    }
}

/// The addresses of a `srcset`: `a.png 1x, b.png 2x`.
fn candidates(srcset: &str) -> impl Iterator<Item = &str> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == ',');
        let end = rest.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let is_last_word = address.ends_with(',');
        rest = if is_last_word { after } else { after.split_once(',').map_or("", |(_, rest)| rest) };
        Some(address.trim_end_matches(',')).filter(|address| !address.is_empty())
    })
}

/// Checks a page that stands at `route` against the paths of the site.
///
/// `base` is the path of the site on its host, from which the 404 page links.
pub fn check(
    tags: &PageTags<'_>,
    route: &str,
    base: &str,
    interner: &Interner,
    exists: impl Fn(&str) -> bool,
) -> (Anchors, Vec<Fault>) {
    let mut hashes: Vec<u64> = tags.ids.iter().map(|id| hash(id)).collect();
    hashes.sort_unstable();
    let mut faults = Vec::new();
    if hashes.windows(2).any(|pair| pair[0] == pair[1]) {
        let mut seen = HashSet::new();
        let twice = tags.ids.iter().filter(|id| !seen.insert(&***id));
        faults.extend(twice.map(|id| Fault::RepeatedId(id.to_string())));
    }
    let has_id = |id: &str| hashes.binary_search(&hash(id)).is_ok();
    let mut links = Vec::with_capacity(tags.links.len());
    if let Some(from) = tags.start(route, base) {
        let walk = Walk { route, base, root: "../".repeat(from.matches('/').count()), from };
        for link in &tags.links {
            match walk.follow(link, &exists, has_id) {
                Ok(link) => links.extend(link),
                Err(fault) => faults.push(fault),
            }
        }
    }
    let ids = interner.intern_all(tags.ids.iter().map(|id| &**id));
    (Anchors { ids, links: interner.intern_all(links.iter().map(String::as_str)) }, faults)
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

impl Walk<'_> {
    /// The page or file of the site that a link leads to, with its fragment if that is on another page; `None` if there is
    /// nothing to keep.
    fn follow(
        &self,
        link: &str,
        exists: impl Fn(&str) -> bool,
        has_id: impl Fn(&str) -> bool,
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
            _ if has_id(&fragment) => Ok(None),
            _ => Err(Fault::DeadFragment(fragment.into_owned())),
        }
    }

    fn target<'l>(&self, path: &'l str, exists: impl Fn(&str) -> bool) -> Option<Cow<'l, str>> {
        let target = match path.strip_prefix(&*self.root) {
            Some(below) if !self.root.is_empty() && !below.starts_with('.') => Cow::Borrowed(below),
            _ => Cow::Owned(target(&self.from, self.base, path)?),
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
href="../b/" data-id="no">b</a><img alt="a > b" src="x.svg"><script type="application/ld+json">{"id":"no","a":"<a href=\"no\">"}</script><p hidden id="p">1 < 2 id="no" href="no" src='no'</p>"#;
        let tags = scan(html);
        assert_eq!(tags.ids, ["main", "p"]);
        assert_eq!(tags.links, ["../b/", "x.svg"]);
    }

    #[test]
    fn every_attribute_with_an_address_is_a_link() {
        let html = r#"<A HREF='a'><a href = b><a href=" c "><a href="d?x=1&amp;y"><img SRC=e srcset="f 1x, g 2x,h,"><link imagesrcset="i">
<form action="j"><button formaction='k'><video poster=l><object data="m"><use xlink:href="n"><p data="no" data-href="no">"#;
        assert_eq!(
            scan(html).links,
            ["a", "b", "c", "d?x=1&y", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"]
        );
    }

    const SITE: [&str; 5] = ["", "models/", "models/a/b/", "assets/x.css", "files/a b.pdf"];

    fn said(html: &str, route: &str, base: &str) -> (Vec<String>, Vec<String>) {
        let interner = Interner::default();
        let (anchors, faults) = check(&scan(html), route, base, &interner, |path| SITE.contains(&path));
        let texts = interner.texts();
        let links = anchors.links.iter().map(|name| texts[name.index()].to_string());
        (links.collect(), faults.iter().map(Fault::message).collect())
    }

    #[test]
    fn links_and_fragments_are_checked() {
        let html = r##"<p id="p"><p id="p"><a href="../../../models/#list">1</a><a href="../gone/">2</a><a href="#p">3</a><a href="#q">4</a><a href="https://a.example/x">5</a><a href="../../../">6</a><link href="../../../assets/x.css"><a href="../../../?q=1">7</a>"##;
        let (links, faults) = said(html, "models/a/b/", "/");
        assert_eq!(
            faults,
            [
                "the id `p` stands twice on the page",
                "the page links to `../gone/`, which is not on the site",
                "the page links to `#q`, which is not on it"
            ]
        );
        assert_eq!(links, ["/models/#list", "/", "/assets/x.css"]);
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
