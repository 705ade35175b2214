//! Finds the line of a request that names the model, before and after a change of models.

use super::subject::RecordPage;
use super::succession::{CodeChange, CodeLine};
use crate::derive::{Directory, ServingProvider};
use crate::domain::{Place, Status};
use crate::endpoint::Call;
use crate::render::context::RenderContext;
use crate::render::snippet::Snippet;
use crate::render::view::Phrase;

/// What changes in a request; `None` where one of the two is called by nobody that is known.
pub(super) fn code_change(
    subject: &RecordPage<'_>,
    other: &RecordPage<'_>,
    context: &RenderContext,
) -> Option<CodeChange> {
    let directory = subject.directory;
    let own = directory.serving_provider(subject.place)?;
    let target = same_provider(directory, own.record, other.place).unwrap_or(other.place);
    let there = directory.serving_provider(target)?;
    let [before, after] = [subject.place, target].map(|place| snippets(directory, place, context));
    let id = there.id_there.to_owned();
    let lines = after.iter().filter_map(|snippet| {
        let old = before.iter().find(|old| old.language == snippet.language);
        line(snippet, old, own.id_there, there.id_there)
    });
    let mut lines: Vec<CodeLine> = lines.collect();
    if lines.is_empty() {
        let (before, after) = (own.id_there.to_owned(), there.id_there.to_owned());
        lines.push(CodeLine { label: "Model ID".to_owned(), before, after });
    }
    Some(CodeChange { lead: lead(directory, &own, &there, subject.place, target), id, lines })
}

/// The offer of a model at the provider that serves the page's own.
fn same_provider(directory: &Directory, own: Place, other: Place) -> Option<Place> {
    let (Place::Offer(own), Place::Model(model)) = (own, other) else { return None };
    let provider = directory.catalog.offers[own].provider;
    let offers = directory.offers[model].iter().copied();
    let mut of_it = offers.filter(|at| {
        let offer = &directory.catalog.offers[*at];
        offer.provider == provider && offer.record.status != Status::Retired
    });
    of_it.next().map(Place::Offer)
}

fn snippets(directory: &Directory, place: Place, context: &RenderContext) -> Vec<Snippet> {
    let written = |call: Call| context.snippets.quickstart(&call, &directory.settings.languages).ok();
    directory.call(place).ok().and_then(written).map(|found| found.snippets).unwrap_or_default()
}

/// The line with the id of the new model, and the line that it takes the place of.
fn line(snippet: &Snippet, old: Option<&Snippet>, own_id: &str, id: &str) -> Option<CodeLine> {
    let with =
        |text: &str, id: &str| text.lines().find(|line| line.contains(id)).map(|line| line.trim().to_owned());
    let after = with(&snippet.text, id)?;
    let before = old.and_then(|old| with(&old.text, own_id)).unwrap_or_else(|| after.replace(id, own_id));
    (before != after).then(|| CodeLine { label: snippet.label.clone(), before, after })
}

/// Whether anything changes beside the model.
fn lead(
    directory: &Directory,
    own: &ServingProvider<'_>,
    there: &ServingProvider<'_>,
    own_place: Place,
    target: Place,
) -> Phrase {
    let base = |provider: &ServingProvider<'_>, place| {
        let call = directory.call(place).ok().map(|call| call.access.address.base);
        call.or_else(|| provider.overrides.api.as_deref().or(provider.api).map(str::to_owned))
    };
    let (before, after) = (base(own, own_place), base(there, target));
    if own.name == there.name {
        return match (before, after) {
            (Some(before), Some(after)) if before != after => {
                Phrase::new().text("The key stays the same. The base URL becomes ").code(after).text(".")
            }
            _ => format!("Base URL and key stay the same on {}.", there.name).into(),
        };
    }
    let words = Phrase::new().text(format!("It is called on {} instead of {}.", there.name, own.name));
    let words = match after {
        Some(after) => words.text(" The base URL becomes ").code(after).text("."),
        None => words,
    };
    match there.env.first() {
        Some(variable) => words.text(" Put your API key in ").code(variable).text("."),
        None => words,
    }
}
