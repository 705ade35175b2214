//! The page of a model, and of one provider's offer of it: one file for each part that templates draw.

mod answer;
mod badges;
mod benchmarks;
mod call_to_action;
pub mod column;
mod estimates;
pub(super) mod extra;
mod facts;
mod faq;
mod head;
mod json_ld;
mod lifecycle;
mod offers;
mod parameters;
mod price_table;
mod pricing;
mod quickstart;
mod related;
mod specifications;
mod subject;
#[cfg(test)]
mod tests;
mod trust;
pub(super) mod web;
pub(super) mod words;

use super::cell;
use super::common::link;
use crate::derive::Directory;
use crate::render::markdown::MarkdownPlace;
use crate::render::tools::Tools;
use crate::render::view::{Added, Body, Figure, Html, Model, Quickstart, View};
use crate::resolve::Place;
use subject::Subject;

/// Makes the page of a model or an offer.
pub fn view(directory: &Directory, place: Place, tools: &Tools) -> View {
    let subject = &Subject::new(directory, place);
    let record = subject.record;
    let calling = quickstart::calling(subject, tools);
    let calling = calling.as_ref();
    let questions = if subject.wants("faq") { faq::questions(subject, calling, tools) } else { Vec::new() };
    let model = Model {
        key: record.key.as_str().to_owned(),
        id: Figure::data("id", record.id.as_str(), record.id.as_str()),
        author: subject.author().map(|author| link(&author.name, &author.route)),
        provider: subject.provider().map(|provider| link(&provider.name, &provider.route)),
        base: subject.base().map(|base| link(&base.name, &base.route)),
        added: added(subject),
        lifecycle: lifecycle::lifecycle(subject),
        description: description(subject, tools),
        badges: badges::badges(subject),
        actions: call_to_action::actions(subject),
        facts: facts::facts(subject),
        pricing: subject.wants("pricing").then(|| pricing::pricing(subject)),
        offers: if subject.wants("offers") { offers::offers(subject) } else { None },
        quickstart: calling.filter(|_| subject.wants("quickstart")).map(|calling| Quickstart {
            action: call_to_action::invitation(subject),
            ..calling.quickstart()
        }),
        specifications: subject
            .wants("specifications")
            .then(|| specifications::specifications(subject, tools)),
        benchmarks: subject.wants("benchmarks").then(|| benchmarks::benchmarks(subject)),
        alternatives: if subject.wants("alternatives") { related::alternatives(subject) } else { None },
        others: if subject.wants("others") { related::others(subject) } else { None },
        faq: questions.iter().map(faq::Answered::view).collect(),
        call_to_action: call_to_action::call_to_action(subject),
        extra: extra::extra(record),
    };
    let page = head::page(subject, &model, &questions, calling);
    let model = Box::new(model);
    let body = match place {
        Place::Model(_) => Body::Model(model),
        Place::Offer(_) => Body::Offer(model),
    };
    View { page, body }
}

/// A key as it stands in an address.
pub(super) fn web_path(key: &str) -> String {
    web::path(key)
}

fn added(subject: &Subject<'_>) -> Option<Added> {
    let label = if subject.record.added.is_some() { "Added" } else { "Released" };
    let date = cell::added(subject.record).figure?;
    Some(Added { label: label.to_owned(), date })
}

fn description(subject: &Subject<'_>, tools: &Tools) -> Option<Html> {
    let root = subject.record.route.to_root();
    let place = MarkdownPlace { prefix: "description", root: &root, level: 2 };
    subject.record.description.as_deref().map(|text| tools.markdown.block(text, place))
}
