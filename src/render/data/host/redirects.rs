//! `_redirects`: former ids lead to their records before any page is sent. The pages of former ids stand all the same, for
//! hosts that do not read the file.

use std::fmt::Write as _;

use crate::plan::{MOST_REDIRECTS, PageKind, Site};

/// Writes a rule for each alias, as many as hosts read; the rest is left to the pages of former ids.
pub(super) fn text(site: &Site) -> String {
    let aliases = site.items.iter().filter_map(|item| match item.page() {
        Some(PageKind::Alias { of, .. }) => Some((&item.route, &site.directory.catalog.at(*of).route)),
        _ => None,
    });
    let mut text = String::new();
    for (from, to) in aliases.take(MOST_REDIRECTS) {
        let _ = writeln!(text, "/{from} /{to} 301");
    }
    text
}
