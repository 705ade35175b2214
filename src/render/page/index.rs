//! The list of all models, or of all offers where the settings say so.

use super::browse::Way;
use super::common::{absolute, counted, description, link, listed, structured_data};
use super::filters::filters;
use super::home;
use super::list::Part;
use super::row::Rows;
use crate::derive::{Counts, Directory};
use crate::domain::Route;
use crate::render::view::{Body, Index, ModelList, PageKind, View};
use serde_json::{Value, json};

/// A page of the list of all models.
pub(super) fn view(directory: &Directory, page: usize, shared: &Rows) -> View {
    let settings = &directory.settings;
    let route = Route::models();
    let rows: Vec<usize> = (0..directory.rows.len()).collect();
    let part = Part { route: &route, page, words: words(directory), rows: &rows };
    let mut head = part.head(settings, PageKind::Index, "Models", vec![link("Models", &route)]);
    head.title = part.title("AI models: prices, context windows and capabilities");
    head.description = described(directory);
    if page == 1 {
        head.json_ld = structured_data(dataset(directory));
    }
    let ways = Way::all(directory).into_iter().map(|way| way.all_of(directory));
    let body = Index {
        lead: format!("{} {}", counts(directory), units(directory)).into(),
        links: ways.chain(home::links(directory)).collect(),
        list: all(directory, &part, shared),
    };
    View { page: head, body: Body::Index(body) }
}

/// What figures in lists are for.
fn units(directory: &Directory) -> &'static str {
    if with_offers(directory) {
        "Prices are the lowest of each model's offers, per 1M tokens unless a row names another unit."
    } else {
        "Prices are per 1M tokens unless a row names another unit."
    }
}

/// The list of all rows, with its columns.
pub(super) fn all(directory: &Directory, part: &Part<'_>, shared: &Rows) -> ModelList {
    ModelList {
        source_label: Some(source_label(directory).to_owned()),
        with_offers: with_offers(directory),
        filters: if part.page == 1 { filters(directory) } else { None },
        ..part.list(|at| shared.at(directory, at))
    }
}

/// What a row of the index is: a model, or an offer.
pub(super) fn words(directory: &Directory) -> (&'static str, &'static str) {
    if are_offers(directory) { ("offer", "offers") } else { ("model", "models") }
}

/// Who stands beside each row.
pub(super) fn source_label(directory: &Directory) -> &'static str {
    match directory.counts {
        Counts { offer_rows: 0, .. } => "Author",
        Counts { offer_rows, rows, .. } if offer_rows == rows => "Provider",
        _ => "From",
    }
}

/// Whether rows say how many offers a model has.
pub(super) fn with_offers(directory: &Directory) -> bool {
    directory.many_providers && !are_offers(directory)
}

fn are_offers(directory: &Directory) -> bool {
    directory.many_providers && directory.settings.rows_are_offers
}

/// How much the site lists, in a sentence: "2,723 models from 20 authors and 133 providers, with 3,759 offers."
pub(super) fn counts(directory: &Directory) -> String {
    let counts = directory.counts;
    let (one, many) = words(directory);
    let rows = counted(counts.rows, one, many);
    let parties = [(counts.authors, "author", "authors"), (counts.providers, "provider", "providers")];
    let known = parties.into_iter().filter(|(count, ..)| *count > 0);
    let parties: Vec<String> = known.map(|(count, one, many)| counted(count, one, many)).collect();
    let from = if parties.is_empty() { String::new() } else { format!(" from {}", listed(&parties)) };
    if counts.offers == 0 || are_offers(directory) {
        return format!("{rows}{from}.");
    }
    format!("{rows}{from}, with {}.", counted(counts.offers, "offer", "offers"))
}

fn described(directory: &Directory) -> String {
    let (one, many) = words(directory);
    let rows = counted(directory.rows.len(), one, many);
    description(&[
        format!(
            "{rows} in one list, with prices per 1M tokens, context windows, output limits and capabilities."
        ),
        counts(directory),
    ])
}

fn dataset(directory: &Directory) -> Vec<Value> {
    let settings = &directory.settings;
    let Some(address) = absolute(settings, &Route::models()) else { return Vec::new() };
    let publisher = settings.brand_name.as_deref().unwrap_or(&settings.title);
    let dataset = json!({
        "@type": "Dataset",
        "name": format!("{}: AI models", settings.title),
        "description": format!(
            "Prices, context windows, output limits and capabilities of AI models. {}",
            counts(directory)
        ),
        "url": address,
        "isAccessibleForFree": true,
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "application/json",
            "contentUrl": absolute(settings, &Route::data("search", 1)),
        },
        "creator": { "@type": "Organization", "name": publisher, "url": settings.base_url },
    });
    vec![dataset]
}
