//! `_headers`, as Cloudflare Pages and Netlify read it. No two rules set one header of one path: hosts would join the values.

use std::fmt::Write as _;

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::{
    Content, DataFile, Export, Host, MOST_REDIRECTS, PageKind, PlannedFile, Site, markdown_route,
};
use crate::render::page::site::content_security_policy;

/// The types that hosts do not know, or know without the encoding.
const TYPES: [(&str, &str); 2] =
    [("csv", "text/csv; charset=utf-8"), ("json", "application/json; charset=utf-8")];

/// Writes the rules.
pub(super) fn text(site: &Site) -> String {
    let policy = content_security_policy(&site.directory.settings);
    let policy: String = policy.chars().filter(|letter| !letter.is_control()).collect();
    let mut text = format!(
        "/*\n  Content-Security-Policy: {policy}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: strict-origin-when-cross-origin\n  Cross-Origin-Opener-Policy: same-origin\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=()\n"
    );
    if !site.directory.settings.index {
        text.push_str("  X-Robots-Tag: noindex\n");
    }
    let speculation =
        site.routes.below("assets/speculation.").into_iter().find(|path| path.ends_with(".json"));
    if let Some(path) = speculation {
        let _ = writeln!(text, "  Speculation-Rules: \"/{path}\"");
    }
    for path in assets(site) {
        let _ = write!(text, "/{path}\n  Cache-Control: public, max-age=31536000, immutable\n");
        if Some(path.as_str()) == speculation {
            text.push_str("  Content-Type: application/speculationrules+json\n");
        }
    }
    let places = places(site);
    for (place, has_twins) in &places {
        let _ = write!(text, "/{place}\n  Cache-Control: public, max-age=300\n");
        if *has_twins {
            let _ = writeln!(text, "  Link: {TWIN}");
        }
    }
    for page in pages_with_twins(site, &places) {
        let _ = write!(text, "/{page}\n  Link: {TWIN}\n");
    }
    let license = license(site);
    for (folder, ending) in machine_files(site) {
        let kind = TYPES.iter().find(|(known, _)| *known == ending).map_or("", |(_, kind)| kind);
        let _ =
            write!(text, "/{folder}*.{ending}\n  Access-Control-Allow-Origin: *\n  Content-Type: {kind}\n");
        text.push_str(&license);
    }
    for export in alone(site) {
        let (path, kind) = (export.path(), "application/json; charset=utf-8");
        let _ = write!(text, "/{path}\n  Access-Control-Allow-Origin: *\n  Content-Type: {kind}\n");
        text.push_str(&license);
    }
    for (path, kind) in texts(site) {
        let _ = write!(text, "/{path}\n  Access-Control-Allow-Origin: *\n  Content-Type: {kind}\n");
        if path.ends_with(".md") && site.directory.settings.index {
            text.push_str("  X-Robots-Tag: noindex\n");
        }
    }
    text
}

/// Whose data it is, for formats that have no place for it: a link to the license, if its address can stand in a header.
fn license(site: &Site) -> String {
    let url = site.directory.settings.data.license_url.as_deref();
    let url = url.filter(|url| url.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"".contains(&byte)));
    url.map_or_else(String::new, |url| format!("  Link: <{url}>; rel=\"license\"\n"))
}

/// The lists for other programs that no rule for a folder and an ending reaches: those at the top, and one without an ending.
fn alone(site: &Site) -> impl Iterator<Item = Export> {
    let exports = site.items.iter().filter_map(|item| match item.content {
        Content::Data(DataFile::Export(export)) => Some(export),
        _ => None,
    });
    exports.filter(|export| !export.path().contains('/') || !export.path().contains('.'))
}

/// The files whose names tell their content, which never change.
fn assets(site: &Site) -> Vec<String> {
    let is_plain =
        |path: &&str| path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'*' && byte != b':');
    let is_hashed = |path: &&str| {
        let mut parts = path.rsplit('.').skip(1);
        parts.next().is_some_and(|hash| hash.len() == 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let paths = site.routes.below("assets/").into_iter().filter(is_hashed).filter(is_plain);
    paths.map(str::to_owned).collect()
}

/// The Markdown beside a page, relative to the page's address.
const TWIN: &str = "<index.md>; rel=\"alternate\"; type=\"text/markdown\"";

/// The first page and the folders of pages as rules, and whether each page below has a Markdown twin.
fn places(site: &Site) -> BTreeMap<String, bool> {
    let mut places: BTreeMap<&str, bool> = BTreeMap::new();
    let leads_on = leads_on(site);
    for item in site.items.iter().filter(|item| item.is_page() && !(leads_on && is_alias(item))) {
        let has_twins = places.entry(top(item)).or_insert(true);
        // Twins are not looked for once a page of the place has none.
        *has_twins = *has_twins && site.routes.contains(markdown_route(&item.route).as_str());
    }
    // Pages that are never sent stand in folders all the same.
    for item in site.items.iter().filter(|item| item.is_page()) {
        places.entry(top(item)).or_insert(false);
    }
    places.into_iter().map(|(place, has_twins)| (folder_rule(place), has_twins)).collect()
}

fn folder_rule(name: &str) -> String {
    if name.is_empty() || name.contains('.') { name.to_owned() } else { format!("{name}/*") }
}

/// The lists that have a twin in folders of which other pages have none.
fn pages_with_twins(site: &Site, places: &BTreeMap<String, bool>) -> Vec<String> {
    let folders = places.iter().filter(|(_, has_twins)| !**has_twins);
    let lists = folders.filter_map(|(rule, _)| rule.strip_suffix('*').map(str::to_owned));
    lists.filter(|list| site.routes.contains(&format!("{list}index.md"))).collect()
}

/// The folder at the top that a page is in, or the page itself.
fn top(item: &PlannedFile) -> &str {
    let route = item.route.as_str();
    route.split_once('/').map_or(route, |(folder, _)| folder)
}

/// Whether `_redirects` leads on from all former ids, so that no host sends their pages.
fn leads_on(site: &Site) -> bool {
    let is_rules = |item: &PlannedFile| item.content == Content::Data(DataFile::Host(Host::Redirects));
    site.items.iter().any(is_rules)
        && site.items.iter().filter(|item| is_alias(item)).count() <= MOST_REDIRECTS
}

fn is_alias(item: &PlannedFile) -> bool {
    matches!(item.page(), Some(PageKind::Alias { .. }))
}

/// The folders at the top that hold files for machines, and how those end.
fn machine_files(site: &Site) -> BTreeSet<(&str, &str)> {
    let is_data = |item: &&PlannedFile| matches!(item.content, Content::Data(_));
    let files = site.items.iter().filter(is_data).map(|item| item.route.as_str());
    let files = files.filter_map(|path| {
        let (_, ending) = path.rsplit_once('.')?;
        let known = TYPES.iter().any(|(known, _)| *known == ending);
        let (folder, _) = path.split_once('/')?;
        known.then(|| (&path[..=folder.len()], ending))
    });
    files.collect()
}

/// The files for agents and readers of feeds as rules, with their types.
fn texts(site: &Site) -> BTreeMap<&'static str, &'static str> {
    let below = |end: &str| site.items.iter().any(|item| item.route.as_str().ends_with(end));
    let (feed, plain) = ("application/atom+xml; charset=utf-8", "text/plain; charset=utf-8");
    let rules = [
        (site.items.iter().any(|item| item.twin_of().is_some()), "*.md", "text/markdown; charset=utf-8"),
        (site.routes.contains("feed.xml"), "feed.xml", feed),
        (below("/feed.xml"), "*/feed.xml", feed),
        (site.routes.contains("llms.txt"), "llms.txt", plain),
        (below("/llms.txt"), "*/llms.txt", plain),
        (site.routes.contains("llms-full.txt"), "llms-full.txt", plain),
        (site.routes.contains("calendar.ics"), "calendar.ics", "text/calendar; charset=utf-8"),
    ];
    rules.into_iter().filter(|(is_there, ..)| *is_there).map(|(_, rule, kind)| (rule, kind)).collect()
}
