//! `sitemap.xml`: the pages that search engines may list, with the day on which each last changed by the data's own dates.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};

use crate::domain::PartialDate;
use crate::plan::{PAGES_A_SITEMAP, PageKind, PlannedFile, Site, is_indexed};
use crate::resolve::{Model, Place, Record};

const SPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Writes every page, or the list of the parts where a sitemap may not list so many.
pub(super) fn whole(site: &Site, buffer: &mut Vec<u8>) {
    let pages = pages(site);
    if pages.len() <= PAGES_A_SITEMAP {
        return write(site, &pages, buffer);
    }
    let parts = 1..=pages.len().div_ceil(PAGES_A_SITEMAP);
    let entries = parts.map(|part| (format!("sitemap-{part}.xml"), None)).collect::<Vec<_>>();
    document("sitemapindex", "sitemap", site, &entries, buffer);
}

/// Writes the pages of one part.
pub(super) fn part(site: &Site, part: usize, buffer: &mut Vec<u8>) {
    let pages = pages(site);
    let from = (part - 1) * PAGES_A_SITEMAP;
    write(site, &pages[from.min(pages.len())..pages.len().min(from + PAGES_A_SITEMAP)], buffer);
}

fn pages(site: &Site) -> Vec<&PlannedFile> {
    site.items.iter().filter(|item| is_indexed(&site.directory, item)).collect()
}

fn write(site: &Site, pages: &[&PlannedFile], buffer: &mut Vec<u8>) {
    let days = Days::new(site);
    let entries = pages.iter().map(|item| (item.route.to_string(), days.of(item)));
    document("urlset", "url", site, &entries.collect::<Vec<_>>(), buffer);
}

fn document(
    root: &str,
    entry: &str,
    site: &Site,
    entries: &[(String, Option<PartialDate>)],
    buffer: &mut Vec<u8>,
) {
    let base = site.directory.settings.base_url.as_deref().unwrap_or("/");
    let base = url::Url::parse(base).map_or_else(|_| base.to_owned(), |url| url.to_string());
    let mut writer = Writer::new(buffer);
    let mut event = |event: Event<'_>| writer.write_event(event).expect("writing to memory does not fail");
    event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let mut start = BytesStart::new(root);
    start.push_attribute(("xmlns", SPACE));
    event(Event::Start(start.borrow()));
    for (path, day) in entries {
        event(Event::Text(BytesText::new("\n")));
        event(Event::Start(BytesStart::new(entry)));
        let mut leaf = |name: &str, text: &str| {
            event(Event::Start(BytesStart::new(name)));
            event(Event::Text(BytesText::new(text)));
            event(Event::End(BytesStart::new(name).to_end()));
        };
        leaf("loc", &format!("{base}{path}"));
        if let Some(day) = day {
            leaf("lastmod", &day.iso());
        }
        event(Event::End(BytesStart::new(entry).to_end()));
    }
    event(Event::Text(BytesText::new("\n")));
    event(Event::End(start.to_end()));
    event(Event::Text(BytesText::new("\n")));
}

/// When the content or a price of each record last changed, up to the build's day.
struct Days<'a> {
    site: &'a Site,
    /// By the index of a model; a change of an offer is one of its model.
    models: Vec<Option<PartialDate>>,
    offers: Vec<Option<PartialDate>>,
}

impl<'a> Days<'a> {
    fn new(site: &'a Site) -> Self {
        let directory = &site.directory;
        let offers: Vec<_> =
            directory.catalog.offers.iter().map(|offer| of_record(site, &offer.record)).collect();
        let of_model = |(at, model): (usize, &Model)| {
            let of_offers = directory.offers[at].iter().map(|offer| offers[*offer]);
            of_offers.chain([of_record(site, &model.record)]).max().flatten()
        };
        let models = directory.catalog.models.iter().enumerate().map(of_model).collect();
        Self { site, models, offers }
    }

    /// The day of a page; a list changes with any of its rows, since each can move the others. Pages of no records have none.
    fn of(&self, item: &PlannedFile) -> Option<PartialDate> {
        let facets = &self.site.directory.facets;
        match item.page()? {
            PageKind::Model(at) => self.models[*at],
            PageKind::Offer(at) => self.offers[*at],
            PageKind::Home | PageKind::Index { .. } => self.of_rows(0..self.site.directory.rows.len()),
            PageKind::Author { author, .. } => self.of_rows(facets.authors[*author].iter().copied()),
            PageKind::Provider { provider, .. } => {
                facets.providers[*provider].iter().map(|offer| self.offers[*offer]).max().flatten()
            }
            PageKind::Capability { index, .. } => self.of_rows(facets.capabilities[*index].1.iter().copied()),
            PageKind::Type { index, .. } => self.of_rows(facets.types[*index].1.iter().copied()),
            PageKind::Tag { index, .. } => self.of_rows(facets.tags[*index].rows.iter().copied()),
            _ => None,
        }
    }

    fn of_rows(&self, rows: impl Iterator<Item = usize>) -> Option<PartialDate> {
        let days = rows.map(|row| match self.site.directory.rows[row].place {
            Place::Model(at) => self.models[at],
            Place::Offer(at) => self.offers[at],
        });
        days.max().flatten()
    }
}

/// The latest day up to the build's on which a record was listed, changed, repriced, deprecated or retired.
fn of_record(site: &Site, record: &Record) -> Option<PartialDate> {
    let today = site.directory.today();
    let prices = record.source.tables("cost.schedule").map(|change| change.date("from"));
    let days = [record.release_date, record.last_updated, record.added].into_iter().chain(prices).flatten();
    let ends = [record.deprecated, record.retires].into_iter().flatten();
    days.filter(|day| day.has_begun(today)).chain(ends.filter(|day| day.has_happened(today))).max()
}
