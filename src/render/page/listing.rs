//! What the rows of the site's lists are: models or offers, whose, and how many.

use super::common::{counted, listed};
use crate::derive::{Directory, DirectoryCounts};

/// What a row of the index is: a model, or an offer.
pub(super) fn words(directory: &Directory) -> (&'static str, &'static str) {
    if are_offers(directory) { ("offer", "offers") } else { ("model", "models") }
}

/// Who stands beside each row.
pub(super) fn source_label(directory: &Directory) -> &'static str {
    match *directory.counts {
        DirectoryCounts { offer_rows: 0, .. } => "Author",
        DirectoryCounts { offer_rows, rows, .. } if offer_rows == rows => "Provider",
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

/// What the dates of lists are: those of the directory, those of the authors, or one or the other.
pub(super) fn date_label(directory: &Directory) -> &'static str {
    let (has_added, has_released) = (directory.counts.added > 0, directory.counts.released > 0);
    match (has_added, has_released) {
        (true, true) => "Dated",
        (false, true) => "Released",
        _ => "Added",
    }
}

/// How much the site lists, in a sentence: "1,050 models, 3,759 offers and 133 providers." Authors are counted where all models have one
/// with a page.
pub(super) fn counts(directory: &Directory) -> String {
    let counts = *directory.counts;
    let (one, many) = words(directory);
    let rows = counted(counts.rows, one, many);
    let authors = if counts.rows_of_authors == counts.rows { counts.authors } else { 0 };
    if !with_offers(directory) {
        let organizations = [(authors, "author", "authors"), (counts.providers, "provider", "providers")];
        let known = organizations.into_iter().filter(|(count, ..)| *count > 0);
        let organizations: Vec<String> = known.map(|(count, one, many)| counted(count, one, many)).collect();
        let from = if organizations.is_empty() {
            String::new()
        } else {
            format!(" from {}", listed(&organizations))
        };
        return format!("{rows}{from}.");
    }
    let from =
        if authors > 0 { format!(" from {}", counted(authors, "author", "authors")) } else { String::new() };
    let offers = counted(counts.offers, "offer", "offers");
    format!("{rows}{from}, {offers}, {}.", counted(counts.providers, "provider", "providers"))
}
