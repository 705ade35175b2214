//! What the preview image of a model shows: the same figures as the head of its page.

use super::facts;
use super::subject::RecordPage;
use crate::derive::Directory;
use crate::domain::Status;
use crate::render::page::card::{Card, CardFigure, CardStatus, FIGURES};
use crate::render::view::KeyFigure;
use crate::resolve::Place;

/// The card of a model, without what it says of the site.
pub fn card(directory: &Directory, model: usize) -> Card {
    let subject = &RecordPage::new(directory, Place::Model(model));
    let record = subject.record;
    let author = subject.author();
    Card {
        author: author.map(|author| vec![author.name.clone(), author.id.clone()]).unwrap_or_default(),
        name: vec![record.name.clone(), record.id.clone(), record.route.last_folder().to_owned()],
        id: Some(record.id.clone()),
        status: (record.status != Status::Active).then(|| CardStatus {
            label: record.status.label().to_owned(),
            is_warning: matches!(record.status, Status::Deprecated | Status::Retired),
        }),
        figures: facts::facts(subject).into_iter().filter_map(figure).take(FIGURES).collect(),
        capabilities: record.capabilities.iter().map(|it| it.words().short.to_owned()).collect(),
        ..Card::default()
    }
}

/// A figure that is known. The price of cached input has no room beside what more readers ask for.
fn figure(fact: KeyFigure) -> Option<CardFigure> {
    if fact.label == facts::CACHED_INPUT {
        return None;
    }
    let text = fact.cell.figure?.text;
    Some(CardFigure { label: fact.label, text, note: fact.note.map(|note| note.plain().to_owned()) })
}
