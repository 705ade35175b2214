//! `_headers`, as Cloudflare Pages and Netlify read it. No two rules set one header of one path: hosts would join the values.

use std::fmt::Write as _;

use std::collections::BTreeSet;

use crate::plan::{Content, DataFile, Export, Site};
use crate::render::page::site::content_security_policy;

/// The types that hosts do not know, or know without the encoding.
const TYPES: [(&str, &str); 3] = [
    ("csv", "text/csv; charset=utf-8"),
    ("json", "application/json; charset=utf-8"),
    ("md", "text/markdown; charset=utf-8"),
];

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
    for place in places(site) {
        let _ = write!(text, "/{place}\n  Cache-Control: public, max-age=300\n");
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

/// The first page, and the folders of pages as rules.
fn places(site: &Site) -> BTreeSet<String> {
    let pages = site.items.iter().filter(|item| item.is_page()).map(|item| item.route.as_str());
    let names: BTreeSet<&str> =
        pages.map(|route: &str| route.split_once('/').map_or(route, |(folder, _)| folder)).collect();
    names.into_iter().map(folder_rule).collect()
}

fn folder_rule(name: &str) -> String {
    if name.is_empty() || name.contains('.') { name.to_owned() } else { format!("{name}/*") }
}

/// The folders at the top that hold files for machines, and how those end; the top itself is the empty folder.
fn machine_files(site: &Site) -> BTreeSet<(&str, &str)> {
    let files = site.items.iter().filter(|item| !item.is_page()).map(|item| item.route.as_str());
    let files = files.filter_map(|path| {
        let (_, ending) = path.rsplit_once('.')?;
        let known = TYPES.iter().any(|(known, _)| *known == ending);
        let (folder, _) = path.split_once('/')?;
        known.then(|| (&path[..=folder.len()], ending))
    });
    files.collect()
}
