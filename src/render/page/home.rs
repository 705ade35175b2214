//! The first page: the whole list on a small site; short lists and the ways to browse on a larger one.

use serde::Serialize;
use serde_json::{Value, json};

use super::browse::{BrowseBy, Counted, further_pages};
use super::common::{counted, description, head, link, number, structured_data};
use super::index::all;
use super::invitation;
use super::list::ListPage;
use super::listing::{counts, words};
use super::price_changes::PriceChange;
use super::row::Rows;
use super::{image_address, price_changes, price_map};
use crate::derive::Directory;
use crate::derive::quick_filter::QuickFilter;
use crate::domain::{Capability, Route};
use crate::render::context::RenderContext;
use crate::render::markdown::{MarkdownPlace, plain};
use crate::render::page::browse::Browse;
use crate::render::page::invitation::CallToAction;
use crate::render::page::list::ModelList;
use crate::render::page::price_map::Map;
use crate::render::page::row::ModelRow;
use crate::render::view::{Html, Link, Page, Phrase, Shared};

/// The first page; templates see it as `home`.
///
/// A small site (below 60 models) shows the whole list there; a larger one shows short lists and the ways to browse.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Home {
    /// The sections below the head that have something to show, in order: `list`, `map`, `price_changes`, `highlights`, `browse`.
    pub sections: Vec<String>,
    /// Whether the head has a search field.
    pub has_search: bool,
    /// The latest changes to listed prices.
    pub price_changes: Vec<PriceChange>,
    /// One line with the counts.
    pub lead: Option<Phrase>,
    /// Filters of the list that many readers begin with, each with the number of models that it leaves; on a large site.
    pub quick_filters: Vec<Counted>,
    /// The publisher's description of the site, rendered.
    pub description: Option<Html>,
    /// The whole list, on a small site.
    pub list: Option<ModelList>,
    /// The map of the largest score set.
    pub map: Option<Map>,
    /// Short lists: newest, lowest price with vision, largest context window, open weights.
    pub highlights: Vec<Highlight>,
    /// The ways to browse: authors or providers, capabilities, types, tags.
    pub browse: Vec<Browse>,
    /// Further pages of the whole site: what ends.
    pub links: Vec<Link>,
    /// The box at the end.
    pub call_to_action: Option<CallToAction>,
}

/// A short list on the first page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Highlight {
    /// The fragment: `newest`.
    pub id: String,
    /// The heading: "Largest context window".
    pub title: String,
    /// The rows, five at most.
    pub rows: Vec<Shared<ModelRow>>,
    /// The list that has them all.
    pub more: Option<Link>,
}

/// From this number of rows on, the first page shows short lists.
const SMALL: usize = 60;

/// How many entries each way to browse shows on a small site, and on a large one.
const BROWSED: usize = 8;
const BROWSED_AT_LENGTH: usize = 24;

/// The first page.
pub(super) fn view(directory: &Directory, shared: &Rows, context: &RenderContext) -> (Page, Home) {
    let settings = &directory.settings;
    let is_small = directory.rows.len() < SMALL;
    let place = MarkdownPlace { prefix: "description", root: "./", level: 2 };
    let most = if is_small { BROWSED } else { BROWSED_AT_LENGTH };
    let rows: Vec<usize> = (0..directory.rows.len()).collect();
    let part = ListPage { route: &Route::models(), page: 1, words: words(directory), rows: &rows };
    let has = |section: &str| settings.home_sections.iter().any(|wanted| wanted == section);
    let mut body = Home {
        lead: Some(counts(directory).into()),
        has_search: !is_small && has("search"),
        description: settings.description.as_ref().map(|text| context.markdown.block(text, place)),
        quick_filters: if is_small || !has("search") { Vec::new() } else { quick_filters(directory) },
        list: (is_small && has("list")).then(|| all(directory, &part, shared)),
        map: if has("map") { price_map::main_map(directory) } else { None },
        price_changes: if has("price_changes") { price_changes::latest(directory) } else { Vec::new() },
        highlights: if is_small || !has("highlights") { Vec::new() } else { highlights(directory, shared) },
        browse: BrowseBy::all(directory).into_iter().map(|way| way.browse(directory, most)).collect(),
        links: further_pages(directory),
        call_to_action: invitation::call(directory, "these models"),
        ..Home::default()
    };
    body.sections = settings.home_sections.iter().filter(|section| body.shows(section)).cloned().collect();
    (page(directory, context), body)
}

impl Home {
    /// Whether a section has something to show below the head.
    fn shows(&self, section: &str) -> bool {
        match section {
            "list" => self.list.is_some(),
            "map" => self.map.is_some(),
            "price_changes" => !self.price_changes.is_empty(),
            "highlights" => !self.highlights.is_empty(),
            "browse" => !self.browse.is_empty(),
            _ => false,
        }
    }
}

fn page(directory: &Directory, context: &RenderContext) -> Page {
    let settings = &directory.settings;
    let heading = settings.tagline.as_ref().unwrap_or(&settings.title);
    let about = settings.description.as_deref().map(plain).unwrap_or_default();
    Page {
        title: settings.title.clone(),
        description: description(&[
            about,
            settings.tagline.clone().unwrap_or_default(),
            counts(directory),
            "Prices, context windows, limits and benchmarks of AI models side by side.".to_owned(),
            "With sources and dates, and code to call each model.".to_owned(),
        ]),
        json_ld: structured_data(publisher(directory, image_address::of_site(directory, context))),
        ..head(settings, &Route::home(), heading.as_str())
    }
}

/// The language of the interface, and that of the site's own texts.
fn languages(settings: &crate::resolve::Settings) -> Vec<String> {
    let own = settings.language.to_string();
    if settings.language.is_english() { vec![own] } else { vec!["en".to_owned(), own] }
}

/// The site and who publishes it, for machines.
fn publisher(directory: &Directory, image: Option<String>) -> [Value; 2] {
    let settings = &directory.settings;
    let name = settings.brand_name.as_ref().unwrap_or(&settings.title);
    let mut site = json!({ "@type": "WebSite", "name": settings.title, "inLanguage": languages(settings) });
    let mut organization = json!({ "@type": "Organization", "name": name });
    if let Some(base) = &settings.base_url {
        site["url"] = json!(base);
        organization["url"] = json!(base);
    }
    if let Some(tagline) = &settings.tagline {
        site["description"] = json!(tagline);
    }
    if let Some(image) = image {
        site["image"] = json!(image);
    }
    [site, organization]
}

fn quick_filters(directory: &Directory) -> Vec<Counted> {
    let counted = |(filter, count): (QuickFilter, usize)| Counted {
        text: filter.text.to_owned(),
        url: format!("{}?{}", Route::models().as_str(), filter.query()),
        count: number(count),
        description: None,
    };
    directory.quick_filters().into_iter().map(counted).collect()
}

fn highlights(directory: &Directory, shared: &Rows) -> Vec<Highlight> {
    let found = directory.featured();
    let of = |capability: Capability| {
        let rows = directory.facets.capabilities.iter().find(|(of, _)| *of == capability);
        let more = |count| format!("All {}", counted(count, "model", "models"));
        rows.map(|(_, rows)| link(more(rows.len()), &Route::capability(capability.words().slug)))
    };
    let index = || Some(link("All models, newest first", &Route::models()));
    let lists = [
        ("newest", "Newest", found.newest, index()),
        (
            "lowest-price-with-vision",
            "Lowest price with vision",
            found.cheapest_with_vision,
            of(Capability::Vision),
        ),
        ("longest-context", "Largest context window", found.longest_context, None),
        ("open-weights", "Open weights", found.open_weights, of(Capability::OpenWeights)),
    ];
    lists
        .into_iter()
        .filter(|(_, _, rows, _)| !rows.is_empty())
        .map(|list| highlight(directory, shared, list))
        .collect()
}

fn highlight(
    directory: &Directory,
    shared: &Rows,
    (id, title, rows, more): (&str, &str, Vec<usize>, Option<Link>),
) -> Highlight {
    let rows = rows.into_iter().map(|at| shared.at(directory, at)).collect();
    Highlight { id: id.to_owned(), title: title.to_owned(), rows, more }
}
