//! The list of all models, or of all offers where the settings say so.

use serde::Serialize;
use serde_json::{Value, json};

use super::browse::{BrowseBy, further_pages};
use super::common::{absolute, counted, description, item_list, link, structured_data};
use super::filter_form::{Scope, filters};
use super::image_address;
use super::list::ListPage;
use super::listing::{counts, date_label, source_label, with_offers, words};
use super::row::Rows;
use crate::derive::Directory;
use crate::domain::{PartialDate, Route};
use crate::render::context::RenderContext;
use crate::render::markdown::plain;
use crate::render::page::list::ModelList;
use crate::render::view::{Link, Page, Phrase};

/// A page of the list of all models; templates see it as `index`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Index {
    /// One sentence with the counts.
    pub lead: Phrase,
    /// What the prices of the rows are for, and whose they are.
    pub note: &'static str,
    /// Where else to look: the lists to browse by, charts, what is deprecated.
    pub links: Vec<Link>,
    /// The models.
    pub list: ModelList,
}

/// A page of the list of all models.
pub(super) fn view(
    directory: &Directory,
    page: usize,
    shared: &Rows,
    context: &RenderContext,
) -> (Page, Index) {
    let settings = &directory.settings;
    let route = Route::models();
    let rows: Vec<usize> = (0..directory.rows.len()).collect();
    let part = ListPage { route: &route, page, words: words(directory), rows: &rows };
    let records = part.first_records(directory, |at| directory.rows[at].place);
    let mut head = part.head(settings, "Models", vec![link("Models", &route)], &records);
    head.title = part.title("AI models: prices, context windows and capabilities");
    head.description = describe(directory);
    if page == 1 {
        let items = item_list(settings, &records, 0, rows.len());
        head.json_ld = structured_data(dataset(directory, context).into_iter().chain(items));
    }
    let ways = BrowseBy::all(directory).into_iter().map(|way| way.all_of(directory));
    let body = Index {
        lead: counts(directory).into(),
        note: units(directory),
        links: ways.chain(further_pages(directory)).collect(),
        list: all(directory, &part, shared),
    };
    (head, body)
}

/// What figures in lists are for.
fn units(directory: &Directory) -> &'static str {
    if with_offers(directory) {
        "Prices per 1M tokens: the author's own price first, then the lowest comparable offer. Sorting \
         and filters use the lowest."
    } else {
        "Prices are per 1M tokens unless noted."
    }
}

/// The list of all rows, with its columns.
pub(super) fn all(directory: &Directory, part: &ListPage<'_>, shared: &Rows) -> ModelList {
    ModelList {
        source_label: Some(source_label(directory).to_owned()),
        with_offers: with_offers(directory),
        date_label: date_label(directory).to_owned(),
        filters: filters(directory, part, &Scope::Index),
        ..part.list(|at| shared.at(directory, at))
    }
}

fn describe(directory: &Directory) -> String {
    let (one, many) = words(directory);
    let rows = counted(directory.rows.len(), one, many);
    description(&[
        format!(
            "{rows} in one list, with prices per 1M tokens, context windows, output limits and capabilities."
        ),
        counts(directory),
    ])
}

/// The files that hold the data: the rows of the list, and every offer where rows are models.
fn distributions(directory: &Directory) -> Vec<Value> {
    let every_offer = (!directory.every_offer.is_empty()).then_some("offers");
    let file = |name: &str| {
        json!({
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": absolute(&directory.settings, &Route::data(name, 1)),
        })
    };
    ["search"].into_iter().chain(every_offer).map(file).collect()
}

fn dataset(directory: &Directory, context: &RenderContext) -> Vec<Value> {
    let settings = &directory.settings;
    let Some(address) = absolute(settings, &Route::models()) else { return Vec::new() };
    let publisher = settings.brand_name.as_deref().unwrap_or(&settings.title);
    let mut dataset = json!({
        "@type": "Dataset",
        "name": format!("{}: AI models", settings.title),
        "description": format!(
            "Prices, context windows, output limits and capabilities of AI models. {}",
            counts(directory)
        ),
        "url": address,
        "isAccessibleForFree": true,
        "distribution": distributions(directory),
        "creator": { "@type": "Organization", "name": publisher, "url": settings.base_url },
    });
    let data = &settings.data;
    let terms = [
        ("license", data.license_url.clone().or_else(|| data.license.clone())),
        ("creditText", data.credit.as_deref().map(plain)),
        ("dateModified", data.as_of.map(PartialDate::iso)),
        ("image", image_address::of_site(directory, context)),
    ];
    for (key, value) in terms {
        if let Some(value) = value {
            dataset[key] = json!(value);
        }
    }
    vec![dataset]
}
