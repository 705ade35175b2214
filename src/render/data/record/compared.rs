//! The column of a record in a comparison, as `static/js/compare` reads it. What has its usual value is left out.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::render::page::record::column::{Column, ComparedFact};
use crate::render::view::{CellState, Element, StatusMark};

/// A column: its head, its notes and its rows in groups.
#[derive(Serialize, JsonSchema)]
pub(super) struct Compared<'a> {
    /// The name with its provider, and with its ID where the same name stands twice.
    title: &'a str,
    /// Who made the model, or who offers it.
    source: &'a str,
    /// A mark such as "Deprecated".
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'a StatusMark>,
    /// What takes no part in being best, and whose prices these are.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
    /// The rows, in groups.
    groups: Vec<Group<'a>>,
}

/// Rows that belong together.
#[derive(Serialize, JsonSchema)]
struct Group<'a> {
    /// The heading.
    title: &'static str,
    /// Whether a row stands only where two columns have it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    shared: bool,
    /// The rows.
    rows: Vec<Row<'a>>,
}

/// A fact.

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ComparedRow")]
struct Row<'a> {
    /// The place among all rows; within one place rows stand as the columns name them.
    order: u16,
    /// Its name.
    label: &'a str,
    /// What makes it the same row as another record's; the label without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// What it is measured in.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    /// The state; `known` without it.
    #[serde(skip_serializing_if = "is_known")]
    state: CellState,
    /// What is printed.
    text: &'a str,
    /// What a screen reader hears instead of a dash.
    #[serde(skip_serializing_if = "Option::is_none")]
    spoken: Option<&'a str>,
    /// The fact's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    fact: Option<&'a str>,
    /// The exact value.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    /// Whether the value is a date.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    date: bool,
    /// The longer form.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    /// The key of the record that the fact is of, where that is another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    /// What the best value of the row is called, where this one takes part.
    #[serde(skip_serializing_if = "Option::is_none")]
    best: Option<&'static str>,
    /// The exact number that is compared, where that is not the value.
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<Cow<'a, str>>,
    /// Of a price above a size of context: the size in tokens, and the id of the price below every size.
    #[serde(skip_serializing_if = "Option::is_none")]
    above: Option<(u64, &'a str)>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_known(state: &CellState) -> bool {
    *state == CellState::Known
}

impl<'a> Compared<'a> {
    /// Takes a column apart.
    pub(super) fn new(column: &'a Column) -> Self {
        let mut groups: Vec<Group<'a>> = Vec::new();
        for fact in &column.facts {
            let title = fact.group.title();
            if groups.last().is_none_or(|group| group.title != title) {
                groups.push(Group { title, shared: fact.is_shared(), rows: Vec::new() });
            }
            groups.last_mut().expect("one was just added").rows.push(row(fact));
        }
        Self {
            title: &column.title,
            source: &column.source,
            mark: column.status.as_ref(),
            notes: &column.notes,
            groups,
        }
    }
}

fn row(fact: &ComparedFact) -> Row<'_> {
    let figure = fact.cell.figure.as_ref();
    let value = figure.map(|figure| figure.value.as_str());
    let rank = fact.rank.map(|(_, rank)| rank.to_string()).filter(|rank| Some(rank.as_str()) != value);
    Row {
        order: fact.order(),
        label: &fact.label,
        id: Some(&*fact.id).filter(|id| **id != *fact.label),
        unit: fact.unit.as_deref(),
        state: fact.cell.state,
        text: figure.map_or(&fact.cell.text, |figure| &figure.text),
        spoken: fact.cell.spoken.as_deref(),
        fact: figure.map(|figure| &*figure.fact),
        value,
        date: figure.is_some_and(|figure| figure.element == Element::Time),
        detail: figure.and_then(|figure| figure.title.as_deref()),
        record: figure.and_then(|figure| figure.record.as_deref()),
        best: fact.rank.map(|(mark, _)| mark.word()),
        rank: rank.map(Cow::Owned),
        above: fact.threshold.as_ref().map(|tier| (tier.above, tier.base.as_str())),
    }
}
