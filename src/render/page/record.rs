//! The page of a model, and of one provider's offer of it: one file for each part that templates draw.

pub mod all_offers;
mod answer;
mod badges;
mod benchmarks;
mod call_to_action;
pub mod card;
mod code_change;
pub mod column;
pub mod difference;
mod estimates;
mod facts;
mod faq;
mod head;
mod json_ld;
mod lifecycle;
mod listings;
pub mod model;
mod model_link;
pub mod offer_choice;
mod offer_difference;
pub(super) mod offer_row;
mod offers;
mod parameters;
mod price_table;
mod pricing;
mod quickstart;
mod related;
pub(super) mod related_row;
mod replacement_table;
pub mod replacements;
mod specifications;
mod subject;
pub mod succession;
mod succession_table;
#[cfg(test)]
mod tests;
mod trust;

use super::cell;
use super::common::{link, organization_link};
use super::parts::Parts;
use crate::derive::Directory;
use crate::render::context::RenderContext;
use crate::render::markdown::MarkdownPlace;
use crate::render::page::image_address;
use crate::render::page::record::quickstart::Quickstart;
use crate::render::view::{Figure, Html, Page};
use crate::resolve::Place;
use model::{Added, Model};
use subject::RecordPage;

/// Makes the page of a model or an offer.
pub fn view(directory: &Directory, place: Place, parts: &Parts, context: &RenderContext) -> (Page, Model) {
    let subject = &RecordPage::new(directory, place);
    let record = subject.record;
    let calling = quickstart::calling(subject, context);
    let calling = calling.as_ref();
    let has_questions = subject.wants("faq") && !subject.is_repetition();
    let questions = if has_questions { faq::questions(subject, calling, context) } else { Vec::new() };
    let badges = badges::badges(subject, parts);
    let replaces = subject.wants("alternatives") && !subject.is_repetition();
    let succession = if replaces { directory.succession(place) } else { None };
    let model = Model {
        key: record.key.as_str().to_owned(),
        id: Figure::data("id", record.id.as_str(), record.id.as_str()),
        author: subject.author().map(organization_link),
        provider: subject.provider().map(|provider| link(&provider.name, &provider.route)),
        link: model_link::model_link(subject),
        base: subject.base().map(|base| link(&base.name, &base.route)),
        added: added_on(subject),
        status: record.status.word(),
        lifecycle: lifecycle::lifecycle(subject),
        listings: listings::listings(subject),
        description: description(subject, context),
        drawn_badges: badges::draw(subject, &badges, parts),
        badges,
        actions: call_to_action::actions(subject),
        facts: facts::facts(subject),
        pricing: subject.wants("pricing").then(|| pricing::pricing(subject)),
        offers: if subject.wants("offers") { offers::offers(subject, parts) } else { None },
        quickstart: calling.filter(|_| subject.wants("quickstart")).map(|calling| Quickstart {
            action: call_to_action::invitation(subject),
            ..calling.quickstart()
        }),
        specifications: (subject.wants("specifications") && subject.listings().is_none())
            .then(|| specifications::specifications(subject, context)),
        benchmarks: subject.wants("benchmarks").then(|| benchmarks::benchmarks(subject)),
        alternatives: if replaces {
            replacement_table::replacements(subject, parts, succession.map(|found| found.to))
        } else {
            None
        },
        succession: succession.map(|found| succession_table::succession(subject, found, context)),
        others: if subject.wants("others") { related::others(subject, parts) } else { None },
        faq: questions.iter().map(faq::Answered::view).collect(),
        call_to_action: call_to_action::call_to_action(subject),
        extra: crate::render::page::extra::extra(record),
    };
    let image = image_address::of_record(directory, place, context);
    let page = head::page(subject, &model, &questions, calling, image.as_deref());
    (page, model)
}

fn added_on(subject: &RecordPage<'_>) -> Option<Added> {
    let label = if subject.record.added.is_some() { "Added" } else { "Released" };
    let date = cell::attribute(subject.directory, subject.place, cell::added(subject.record).figure?);
    Some(Added { label: label.to_owned(), votes: subject.votes(&date.fact), date })
}

fn description(subject: &RecordPage<'_>, context: &RenderContext) -> Option<Html> {
    let root = subject.record.route.to_root();
    let place = MarkdownPlace { prefix: "description", root: &root, level: 2 };
    subject.record.description.as_deref().map(|text| context.markdown.block(text, place))
}
