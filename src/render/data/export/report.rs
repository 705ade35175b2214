//! What lists leave out, for those who maintain the records.

use std::collections::BTreeMap;

use super::left_out::{LeftOut, left_out};
use super::seller::sellers;
use crate::derive::Directory;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::plan::Export;
use crate::plan::codes::NOT_IN_API;
use crate::resolve::catalog::Place;

/// Reports the offers that the models.dev files leave out, and which client would fail with them.
pub fn check_exports(directory: &Directory) -> Diagnostics {
    if directory.settings.is_foreign || !Export::ApiAll.is_on(&directory.settings) {
        return Diagnostics::default();
    }
    let offers = sellers(directory).into_iter().flat_map(|seller| seller.offers);
    offers.filter_map(|place| finding(directory, place)).collect()
}

fn finding(directory: &Directory, place: Place) -> Option<Diagnostic> {
    let record = directory.record(place);
    let (message, key, help) = match left_out(directory, Export::ApiAll, place)? {
        // A date that cannot be read is reported already.
        LeftOut::NoReleaseDate if record.source.is_left_out("release_date") => return None,
        LeftOut::NoReleaseDate => (
            "it is not in `api.json`: it has no `release_date`",
            "name",
            "add `release_date`; opencode and @opencode-ai/models fail without it",
        ),
        LeftOut::Retired => (
            "it is not in `api.json`: it is retired",
            "retires",
            "opencode refuses the whole file with such a status; remove the record when nobody looks for it any more",
        ),
        _ => return None,
    };
    let span = record.source.span(key).unwrap_or_else(|| Span::whole(record.file));
    let span = if span.file == record.file { span } else { Span::whole(record.file) };
    Some(Diagnostic::new(&NOT_IN_API, span, message).help(help))
}

/// How many offers a list has, and how many it leaves out for each reason.
pub fn offers_in(directory: &Directory, export: Export) -> (usize, BTreeMap<LeftOut, usize>) {
    let (mut held, mut reasons) = (0, BTreeMap::new());
    for place in sellers(directory).into_iter().flat_map(|seller| seller.offers) {
        match left_out(directory, export, place) {
            None => held += 1,
            Some(reason) => *reasons.entry(reason).or_insert(0) += 1,
        }
    }
    (held, reasons)
}
