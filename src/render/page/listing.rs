//! What the rows of the site's lists are: models or offers, whose, and how many.

use super::common::{counted, listed};
use crate::derive::{Directory, DirectoryCounts};

/// What a row of the index is: a model, or an offer.
pub(super) fn words(directory: &Directory) -> (&'static str, &'static str) {
    if are_offers(directory) { ("offer", "offers") } else { ("model", "models") }
}

/// Who stands beside each row.
pub(super) fn source_label(directory: &Directory) -> &'static str {
    match directory.counts {
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

/// How much the site lists, in a sentence: "2,723 models from 20 authors and 133 providers, with 3,759 offers."
pub(super) fn counts(directory: &Directory) -> String {
    let counts = directory.counts;
    let (one, many) = words(directory);
    let rows = counted(counts.rows, one, many);
    let organizations = [(counts.authors, "author", "authors"), (counts.providers, "provider", "providers")];
    let known = organizations.into_iter().filter(|(count, ..)| *count > 0);
    let organizations: Vec<String> = known.map(|(count, one, many)| counted(count, one, many)).collect();
    let from =
        if organizations.is_empty() { String::new() } else { format!(" from {}", listed(&organizations)) };
    if counts.offers == 0 || are_offers(directory) {
        return format!("{rows}{from}.");
    }
    format!("{rows}{from}, with {}.", counted(counts.offers, "offer", "offers"))
}
