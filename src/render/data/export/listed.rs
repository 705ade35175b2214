//! What several lists ask of an offer.

use crate::derive::Directory;
use crate::domain::{ModelType, PartialDate};
use crate::resolve::Record;
use crate::resolve::catalog::Place;

/// The record of the model that an offer is of, if it is another one.
pub(super) fn model_of(directory: &Directory, place: Place) -> Option<&Record> {
    let is_offer = matches!(place, Place::Offer(_));
    directory.catalog.model_of(place).filter(|_| is_offer).map(|model| &*model.record)
}

/// The first of these that a file states: the release date, that of the model, the day on which it was listed, the day of its last
/// change.
pub(super) fn release_date(directory: &Directory, place: Place) -> Option<PartialDate> {
    let record = directory.record(place);
    let of_model = || model_of(directory, place).and_then(|model| model.release_date);
    record.release_date.or_else(of_model).or(record.added).or(record.last_updated)
}

/// The first second of the release date, in seconds since 1970.
pub(super) fn created(directory: &Directory, place: Place) -> Option<i64> {
    let day = release_date(directory, place)?.first_day();
    let start = day.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(start.timestamp().as_second())
}

/// Whether it is called with messages or a prompt and answers with text.
pub(super) fn is_chat(record: &Record) -> bool {
    let kinds = [ModelType::Chat, ModelType::Responses, ModelType::Completion];
    !record.is_kind_unknown && kinds.contains(&record.kind)
}

/// The id of an offer in a list of all providers: that of the gateway's model, or the provider and the id there.
pub(super) fn id_of(directory: &Directory, seller: &str, place: Place) -> String {
    let id = &directory.record(place).id;
    if directory.many_providers { format!("{seller}/{id}") } else { id.clone() }
}
