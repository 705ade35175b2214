//! The latest changes to listed prices, for the home page.

use serde::Serialize;

use super::cell;
use super::common::link;
use crate::change::{ChangeKind, FactChange, RecordChange};
use crate::derive::Directory;
use crate::domain::{PartialDate, RecordKey};
use crate::fact::Group;
use crate::render::view::{Figure, Link};

/// A listed price that changed. It says what the listing says, not why: a corrected file is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PriceChange {
    /// The record's key, for `data-record`.
    pub key: String,
    /// The model or offer.
    pub name: Link,
    /// Its author or provider.
    pub source: String,
    /// Which price: "Input".
    pub label: String,
    /// The price before.
    pub old: Figure,
    /// The price after.
    pub new: Figure,
    /// How far it moved: "-40%".
    pub percent: String,
    /// The day on which the listing was updated.
    pub day: Figure,
}

/// How many changes the home page shows.
const MOST_CHANGES: usize = 8;

/// The latest changes: the first price of each record that rose or fell, latest first. What was zero before did neither.
pub(super) fn latest(directory: &Directory) -> Vec<PriceChange> {
    let all = directory
        .changes
        .iter()
        .flat_map(|changes| changes.records.iter().map(move |record| (changes.date.as_str(), record)));
    all.filter_map(|(date, record)| change(directory, date, record)).take(MOST_CHANGES).collect()
}

fn change(directory: &Directory, date: &str, record: &RecordChange) -> Option<PriceChange> {
    let key = RecordKey::of_path(&record.key);
    let is_news = record.kind == ChangeKind::Changed && !record.is_correction;
    let here = directory.catalog.record(&key).filter(|_| is_news)?;
    let fact = record.facts.iter().find(|fact| fact.group == Group::Price && is_moved(fact))?;
    let (old, new) = (fact.old.as_ref()?, fact.new.as_ref()?);
    let figure = |when: &str, value: &str, text: &str| {
        Figure::data(format!("computed.{when}.{}", fact.fact), value, text)
    };
    Some(PriceChange {
        key: record.key.clone(),
        name: link(record.name.as_str(), &here.route),
        source: record.party.clone(),
        label: fact.label.clone(),
        old: figure("before", &old.value, &old.text),
        new: figure("after", &new.value, &new.text),
        percent: fact.signed_percent()?,
        day: cell::date("computed.changed", PartialDate::read(date)?),
    })
}

fn is_moved(fact: &FactChange) -> bool {
    fact.old.is_some() && fact.new.is_some()
}
