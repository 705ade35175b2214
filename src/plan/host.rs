//! The files that hosts and crawlers read beside the pages. A file of the site's own `static` folder takes the place of any.

use super::codes::MANY_REDIRECTS;
use super::{PageKind, PlannedFile};
use crate::derive::Directory;
use crate::diag::Diagnostic;
use crate::domain::Route;

/// How many rules of `_redirects` the stricter host, Cloudflare Pages, reads.
pub const MOST_REDIRECTS: usize = 2_000;

/// How many pages a sitemap may list.
pub const PAGES_A_SITEMAP: usize = 50_000;

/// A file for hosts or crawlers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// `_headers`: what Cloudflare Pages and Netlify send with each answer.
    Headers,
    /// `_redirects`: where former ids lead, for the same hosts.
    Redirects,
    /// `.nojekyll`: GitHub Pages takes the files as they are.
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
    let wanted = |key: &str| settings.outputs(key, true);
    let has_aliases = items.iter().any(|item| matches!(item.page(), Some(PageKind::Alias { .. })));
    let has_base = settings.base_url.is_some();
    let mut files = Vec::new();
    let mut file = |is_there: bool, path: &str, host: Host| {
        if is_there {
            files.push((Route::file_at(path), host));
        }
    };
    file(wanted("headers"), "_headers", Host::Headers);
    file(wanted("redirects") && has_aliases, "_redirects", Host::Redirects);
    file(wanted("nojekyll"), ".nojekyll", Host::NoJekyll);
    file(settings.outputs("cname", false) && has_base, "CNAME", Host::Cname);
    file(wanted("robots"), "robots.txt", Host::Robots);
    if wanted("sitemap") && has_base && settings.index {
        file(true, "sitemap.xml", Host::Sitemap);
        let pages = items.iter().filter(|item| is_indexed(directory, item)).count();
        let parts = if pages > PAGES_A_SITEMAP { pages.div_ceil(PAGES_A_SITEMAP) } else { 0 };
        for part in 1..=parts {
            file(true, &format!("sitemap-{part}.xml"), Host::SitemapPart(part));
        }
    }
    files
}

/// Whether search engines may list a page.
pub fn is_indexed(directory: &Directory, item: &PlannedFile) -> bool {
    let settings = &directory.settings;
    if item.route == Route::not_found() {
        return false; // A page of the site's own may stand there.
    }
    match item.page() {
        Some(PageKind::Model(at)) => !directory.catalog.models[*at].record.unlisted,
        Some(PageKind::Offer(at)) => settings.index_offers && !directory.catalog.offers[*at].record.unlisted,
        Some(PageKind::Alias { .. }) | None => false,
        Some(_) => true,
    }
}

/// Says that former ids are left out of `_redirects`, at the first record of one.
pub(super) fn too_many_redirects(directory: &Directory, items: &[PlannedFile]) -> Option<Diagnostic> {
    let mut aliases = items.iter().filter_map(|item| match item.page() {
        Some(PageKind::Alias { of, .. }) => Some(*of),
        _ => None,
    });
    let first = aliases.nth(MOST_REDIRECTS).filter(|_| directory.settings.outputs("redirects", true))?;
    let all = MOST_REDIRECTS + 1 + aliases.count();
    let message =
        format!("{all} former ids are more than the {MOST_REDIRECTS} rules that hosts read in `_redirects`");
    let diagnostic = Diagnostic::new(&MANY_REDIRECTS, directory.record(first).span("aliases"), message);
    Some(diagnostic.help("the pages of the others lead on; take old aliases away, or set `redirects = false` under `[outputs]`"))
}
