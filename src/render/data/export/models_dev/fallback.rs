//! What stands for a fact that clients require and the record does not state: what its model says, then what the format has for
//! "unknown".

use crate::derive::Directory;
use crate::domain::{Capability, Modality, ModelType, PartialDate};
use crate::render::data::export::listed::{model_of, release_date};
use crate::render::markdown::plain;
use crate::resolve::Record;
use crate::resolve::catalog::Place;

/// The day of the last change, or of the release.
pub(super) fn last_updated(directory: &Directory, place: Place) -> Option<PartialDate> {
    let of_model = || model_of(directory, place).and_then(|model| model.last_updated);
    directory.record(place).last_updated.or_else(of_model).or_else(|| release_date(directory, place))
}

/// The description without its markup, or that of the model, or the name.
pub(super) fn description(model: Option<&Record>, record: &Record) -> String {
    let text = record.description.as_deref().or_else(|| model?.description.as_deref());
    text.map(plain).filter(|text| !text.is_empty()).unwrap_or_else(|| record.name.clone())
}

/// Whether it can do something; no if neither the record nor its model says so, since the format has no "unknown".
pub(super) fn can(model: Option<&Record>, record: &Record, capability: Capability) -> bool {
    let known = record.capabilities.get(capability);
    known.or_else(|| model?.capabilities.get(capability)).unwrap_or(false)
}

/// What it reads and writes; what models of its type do if nothing says so.
pub(super) fn modalities(model: Option<&Record>, record: &Record) -> [Vec<&'static str>; 2] {
    let (input, output) = of_type(record.kind);
    let known = |own: &Option<Vec<Modality>>, of_model: Option<&Option<Vec<Modality>>>, other: Modality| {
        let known = own.as_ref().or_else(|| of_model?.as_ref());
        known.map_or_else(|| vec![other.word()], |known| known.iter().map(|kind| kind.word()).collect())
    };
    [
        known(&record.input, model.map(|model| &model.input), input),
        known(&record.output, model.map(|model| &model.output), output),
    ]
}

/// What a model of a type reads and writes at least.
fn of_type(kind: ModelType) -> (Modality, Modality) {
    match kind {
        ModelType::Image => (Modality::Text, Modality::Image),
        ModelType::ImageEdit => (Modality::Image, Modality::Image),
        ModelType::Video => (Modality::Text, Modality::Video),
        ModelType::Speech => (Modality::Text, Modality::Audio),
        ModelType::Transcription => (Modality::Audio, Modality::Text),
        ModelType::Realtime => (Modality::Audio, Modality::Audio),
        ModelType::Ocr => (Modality::Pdf, Modality::Text),
        _ => (Modality::Text, Modality::Text),
    }
}
