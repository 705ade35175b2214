//! Files for hosts and crawlers. Every line is made of routes, which hold no character that could end it, and of settings
//! that are checked here.

mod headers;
mod limits;
mod redirects;
mod robots;
mod sitemap;
#[cfg(test)]
mod tests;

pub(crate) use limits::FILE_SIZE;
pub use limits::check_limits;

use crate::plan::{Host, Site};

/// Writes a file for hosts or crawlers into a buffer.
pub(super) fn write(site: &Site, host: Host, buffer: &mut Vec<u8>) {
    match host {
        Host::Headers => buffer.extend(headers::text(site).into_bytes()),
        Host::Redirects => buffer.extend(redirects::text(site).into_bytes()),
        Host::NoJekyll => {}
        Host::Cname => buffer.extend(cname(site).into_bytes()),
        Host::Robots => buffer.extend(robots::text(site).into_bytes()),
        Host::Sitemap => sitemap::whole(site, buffer),
        Host::SitemapPart(part) => sitemap::part(site, part, buffer),
    }
}

/// The host name of the base URL.
fn cname(site: &Site) -> String {
    let base = site.directory.settings.base_url.as_deref().and_then(|url| url::Url::parse(url).ok());
    base.and_then(|url| url.host_str().map(|host| format!("{host}\n"))).unwrap_or_default()
}
