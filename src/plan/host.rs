//! Plans the files for hosts and crawlers. A file of the site's own `static` folder replaces any of them.

use super::codes::MANY_REDIRECTS;
use super::{PageKind, PlannedFile};
use crate::derive::Directory;
use crate::diag::Diagnostic;
use crate::domain::Route;

/// The most rules of `_redirects` that Cloudflare Pages reads, the host with the lower limit.
pub const MOST_REDIRECTS: usize = 2_000;

/// The most pages of a sitemap.
pub const PAGES_A_SITEMAP: usize = 50_000;

/// A file for hosts or crawlers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// `_headers`: the headers that Cloudflare Pages and Netlify send with each response.
    Headers,
    /// `_redirects`: the targets of former ids, for the same hosts.
    Redirects,
    /// `.nojekyll`: tells GitHub Pages to serve the files as they are.
    NoJekyll,
    /// `CNAME`: the site's own host name, for GitHub Pages.
    Cname,
    /// `robots.txt`.
    Robots,
    /// `sitemap.xml`: every page, or the list of its parts.
    Sitemap,
    /// A part of the sitemap, from 1.
    SitemapPart(usize),
}

/// The host files of a site that has these pages.
pub(super) fn files(directory: &Directory, items: &[PlannedFile]) -> Vec<(Route, Host)> {
    let settings = &directory.settings;
    let has_aliases = items.iter().any(|item| matches!(item.page(), Some(PageKind::Alias { .. })));
    let has_base = settings.base_url.is_some();
    let has_sitemap = settings.outputs("sitemap", true) && has_base && settings.index;
    let files = [
        (settings.outputs("headers", true), "_headers", Host::Headers),
        (settings.outputs("redirects", true) && has_aliases, "_redirects", Host::Redirects),
        (settings.outputs("nojekyll", true), ".nojekyll", Host::NoJekyll),
        (settings.outputs("cname", false) && has_base, "CNAME", Host::Cname),
        (settings.outputs("robots", true), "robots.txt", Host::Robots),
        (has_sitemap, "sitemap.xml", Host::Sitemap),
    ];
    let pages = items.iter().filter(|item| has_sitemap && is_indexed(directory, item)).count();
    let parts = if pages > PAGES_A_SITEMAP { pages.div_ceil(PAGES_A_SITEMAP) } else { 0 };
    let parts =
        (1..=parts).map(|part| (Route::file_at(format!("sitemap-{part}.xml")), Host::SitemapPart(part)));
    let files = files.into_iter().filter(|(is_enabled, ..)| *is_enabled);
    files.map(|(_, path, host)| (Route::file_at(path), host)).chain(parts).collect()
}

/// Whether search engines may list a page.
pub fn is_indexed(directory: &Directory, item: &PlannedFile) -> bool {
    let settings = &directory.settings;
    if item.route == Route::not_found() {
        return false; // Also if it is a page of the site's own.
    }
    match item.page() {
        Some(PageKind::Model(at)) => {
            let model = &directory.catalog.models[*at];
            !model.record.unlisted && model.listings.is_none()
        }
        Some(PageKind::Offer(at)) => {
            let is_listed = settings.index_offers && !directory.catalog.offers[*at].record.unlisted;
            is_listed && directory.repeated_model(*at).is_none()
        }
        Some(PageKind::Author { author, .. }) => !directory.facets.authors[*author].is_empty(),
        Some(PageKind::Provider { provider, .. }) => !directory.facets.providers[*provider].is_empty(),
        Some(PageKind::Alias { .. } | PageKind::Offers(_)) | None => false,
        Some(_) => true,
    }
}

/// Smaller files gain nothing that a packet on the network would not take anyway.
const SMALLEST: u64 = 1024;
const TEXTS: [&str; 13] =
    ["html", "css", "js", "json", "jsonl", "csv", "md", "txt", "xml", "ics", "svg", "webmanifest", "map"];

/// Whether `precompress` puts copies beside a file: it is a text of more than a kilobyte that hosts send to readers.
pub fn is_worth_compressing(path: &str, size: u64) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    size > SMALLEST && TEXTS.contains(&ending)
}

/// Reports former ids that are left out of `_redirects`, at the record of the first of them.
pub(super) fn too_many_redirects(directory: &Directory, items: &[PlannedFile]) -> Option<Diagnostic> {
    let mut aliases = items.iter().filter_map(|item| match item.page() {
        Some(PageKind::Alias { of, .. }) => Some(*of),
        _ => None,
    });
    let first = aliases.nth(MOST_REDIRECTS).filter(|_| directory.settings.outputs("redirects", true))?;
    let all = MOST_REDIRECTS + 1 + aliases.count();
    let message =
        format!("{all} former IDs exceed the {MOST_REDIRECTS} rules that hosts read in `_redirects`");
    let diagnostic = Diagnostic::new(&MANY_REDIRECTS, directory.record(first).span("aliases"), message);
    Some(diagnostic.help(
        "the others have redirect pages; remove old aliases, or set `redirects = false` in `[outputs]`",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_above_a_kilobyte_are_worth_a_copy() {
        assert!(
            is_worth_compressing("a/index.html", 1025) && is_worth_compressing("data/search.json", 9_000_000)
        );
        for (path, size) in
            [("a/index.html", 1024), ("x.woff2", 90_000), ("CNAME", 5000), ("x.html.br", 5000)]
        {
            assert!(!is_worth_compressing(path, size), "{path}");
        }
    }
}
