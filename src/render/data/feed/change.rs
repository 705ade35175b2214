//! The entries of a feed that stored changes tell of. A listing that was updated is no more than that: a cut or a rise in price is said only
//! where the record names the page and the day that its prices were read on, and corrections are left out.

use rust_decimal::Decimal;

use super::entry::{Entry, Facts, Kind};
use crate::change::{ChangeKind, FactChange, RecordChange};
use crate::domain::{PartialDate, RecordKey};
use crate::fact::Group;
use crate::resolve::{Place, Record};

/// The entries of all stored changes that are no corrections.
pub(super) fn entries<'a>(facts: &'a Facts<'a>) -> impl Iterator<Item = Entry> + 'a {
    let days = facts.directory.changes.iter();
    let records = days.flat_map(|changes| {
        let day = PartialDate::read(&changes.date);
        changes.records.iter().filter_map(move |record| Some((day?, record)))
    });
    records
        .filter(|(_, change)| !change.is_correction)
        .flat_map(|(day, change)| of_record(facts, day, change))
}

/// What happened to a record that is still listed.
fn of_record(facts: &Facts<'_>, day: PartialDate, change: &RecordChange) -> Vec<Entry> {
    let key = RecordKey::of_path(&change.key);
    let place = facts.directory.catalog.place(&key);
    let Some(place) = place.filter(|place| facts.covers(*place) && !facts.directory.record(*place).unlisted)
    else {
        return Vec::new();
    };
    let name = facts.name(place);
    let single = |kind, word: &str, summary: String| {
        vec![facts.entry(place, kind, day, format!("{word}: {name}"), summary)]
    };
    match change.kind {
        ChangeKind::Added => single(Kind::New, "New", facts_in_words(change.facts.iter(), FactChange::after)),
        ChangeKind::Retired => single(Kind::Retired, "Retired", format!("Retired {day}.")),
        ChangeKind::Changed => [price(facts, place, day, change), status(facts, place, day, change)]
            .into_iter()
            .flatten()
            .collect(),
        ChangeKind::Removed | ChangeKind::Renamed => Vec::new(),
    }
}

fn price(facts: &Facts<'_>, place: Place, day: PartialDate, change: &RecordChange) -> Option<Entry> {
    let prices: Vec<&FactChange> = change.prices().collect();
    let first = prices.first()?;
    let word = if is_sourced(facts.directory.record(place), change) { direction(&prices) } else { None };
    let word = word.unwrap_or("Listing updated");
    let title = format!("{word}: {}, {}", facts.name(place), moved(first));
    let summary = prices.iter().map(|fact| moved(fact)).collect::<Vec<_>>().join("; ");
    Some(facts.entry(place, Kind::Price, day, title, format!("{word}: {summary}.")))
}

/// Whether the listing says where and when its prices were read, and did when they changed.
fn is_sourced(record: &Record, change: &RecordChange) -> bool {
    let source = &record.sources.cost;
    !change.is_unsourced && source.url.is_some() && source.checked.is_some()
}

/// Whether all prices fell or rose.
fn direction(prices: &[&FactChange]) -> Option<&'static str> {
    let percents: Option<Vec<Decimal>> =
        prices.iter().map(|fact| fact.percent.as_ref()?.parse::<Decimal>().ok()).collect();
    let percents = percents?;
    if percents.iter().all(|percent| *percent < Decimal::ZERO) {
        Some("Price cut")
    } else if percents.iter().all(|percent| *percent > Decimal::ZERO) {
        Some("Price increase")
    } else {
        None
    }
}

fn status(facts: &Facts<'_>, place: Place, day: PartialDate, change: &RecordChange) -> Option<Entry> {
    let is_status = |fact: &&FactChange| fact.group == Group::Lifecycle && fact.fact == "status";
    let status = change.facts.iter().find(is_status)?;
    let kind = match status.new.as_ref().map(|new| new.value.as_str()) {
        Some("deprecated") => Kind::Deprecated,
        Some("retired") => Kind::Retired,
        _ => Kind::Status,
    };
    let word = if kind == Kind::Status { "Status" } else { status.after() };
    let title = format!("{word}: {}", facts.name(place));
    Some(facts.entry(place, kind, day, title, format!("{}.", moved(status))))
}

/// A fact before and after: "Input $0.15 to $0.10 (-33.3%)".
fn moved(fact: &FactChange) -> String {
    let percent = fact.signed_percent().map(|percent| format!(" ({percent})")).unwrap_or_default();
    format!("{} {} to {}{percent}", fact.label, fact.before(), fact.after())
}

fn facts_in_words<'a>(
    facts: impl Iterator<Item = &'a FactChange>,
    value: impl Fn(&FactChange) -> &str,
) -> String {
    let words: Vec<String> = facts.map(|fact| format!("{}: {}", fact.label, value(fact))).collect();
    if words.is_empty() { "No facts yet.".to_owned() } else { words.join(", ") + "." }
}
