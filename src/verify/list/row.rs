//! A model or an offer in a list.

use std::collections::BTreeSet;

use super::entry::Entry;
use super::listed::{Listed, first, plan_of, rate};
use super::member::Members;
use super::record_of;
use crate::domain::Capability;
use crate::verify::exact::{decimal, shows};
use crate::verify::json::Json;
use crate::verify::known::{Known, Truth};
use crate::verify::report::{Format, Report, Side};

/// Holds a row against its record. The lists of providers have the offers themselves, without what is known of others.
pub(super) fn compare(
    entry: &Entry<'_>,
    is_of_provider: bool,
    members: &Members<'_>,
    truth: &Truth,
    report: &mut Report,
) {
    let Some(known) = record_of(entry, truth, report) else { return };
    facts(entry, known, truth, report);
    // An offer speaks for itself.
    let source = known.cost_of.as_deref().filter(|_| !is_of_provider);
    entry.hold("price.record", known, "cost.record", source, report);
    price(entry, "price", known, truth, report);
    if entry.json.get("lowest").is_some() {
        price(entry, "lowest", known, truth, report);
        is_lower(entry, report);
    }
    if truth.is_from_files {
        counts(entry, is_of_provider, known, members, truth, report);
    }
}

fn facts(entry: &Entry<'_>, known: &Known, truth: &Truth, report: &mut Report) {
    for path in [
        "id",
        "name",
        "status",
        "provider",
        "model",
        "limit.context",
        "limit.output",
        "added",
        "release_date",
    ] {
        entry.hold(path, known, path, known.fact(path), report);
    }
    entry.hold("url", known, "url", Some(&known.url), report);
    // Documents of records have a type where none is known, and no author without a page.
    if truth.is_from_files || entry.json.get("type").is_some() {
        entry.hold("type", known, "type", Some(known.kind.as_str()).filter(|kind| !kind.is_empty()), report);
    }
    if truth.is_from_files || known.author.is_some() {
        entry.hold("author", known, "author", known.author.as_deref(), report);
    }
    let can = slugs(|slug| known.capabilities.get(slug).copied().flatten() == Some(true));
    entry.hold("capabilities", known, "capabilities", Some(&can), report);
}

/// The capabilities of which something is true, in the order of all lists.
fn slugs(is_true: impl Fn(&str) -> bool) -> String {
    let all = Capability::all().map(|capability| capability.words().slug);
    all.filter(|slug| is_true(slug)).collect::<Vec<_>>().join(",")
}

fn counts(
    entry: &Entry<'_>,
    is_of_provider: bool,
    known: &Known,
    members: &Members<'_>,
    truth: &Truth,
    report: &mut Report,
) {
    let is_model = known.provider.is_none();
    let some = slugs(|slug| !is_of_provider && members.is_at_some(known, slug));
    entry.hold("at_some", known, "capabilities", Some(some.as_str()).filter(|it| !it.is_empty()), report);
    let counted = |count: usize, is_said: bool| is_said.then(|| count.to_string());
    let offers = members.offers_of(known);
    let providers: BTreeSet<&Option<String>> = offers.iter().map(|offer| &offer.provider).collect();
    let (variants, is_many) = (members.variants(known), is_model && truth.has_providers);
    for (key, expected) in [
        ("offers", counted(offers.len(), is_many)),
        ("providers", counted(providers.len(), is_many)),
        ("variants", counted(variants, variants > 0 && !is_of_provider)),
    ] {
        entry.hold(key, known, key, expected.as_deref(), report);
    }
}

/// The record whose prices stand at a key: one of the offers of the model, or the record itself.
fn priced<'t>(entry: &Entry<'_>, at: &str, known: &'t Known, truth: &'t Truth) -> Option<&'t Known> {
    let Some(key) = entry.text(&format!("{at}.record")) else { return Some(known) };
    truth.records.get(key).filter(|offer| offer.model.as_ref() == Some(&known.key))
}

fn price(entry: &Entry<'_>, at: &str, known: &Known, truth: &Truth, report: &mut Report) {
    let Some(priced) = priced(entry, at, known, truth) else {
        let expected = Side::new(&known.file, "offers", None);
        report.differs(Format::Json, entry.side(&format!("{at}.record")), expected);
        return;
    };
    let currency = priced.cost.get("currency").map(String::as_str);
    entry.hold(&format!("{at}.currency"), priced, "cost.currency", currency, report);
    let listed = [
        ("input", first(priced)),
        ("output", rate(priced, "output")),
        ("cached", rate(priced, "cache_read")),
    ];
    for (column, price) in &listed {
        let fact = format!("cost.{}", price.fact);
        entry.hold(&format!("{at}.{column}"), priced, &fact, price.digits, report);
        entry.hold(&format!("{at}.states.{column}"), priced, "cost.state", price.state, report);
    }
    unit(entry, &format!("{at}.unit"), priced, &listed[0].1, report);
    let is_included = listed.iter().any(|(_, price)| price.state == Some("included"));
    let plan = is_included.then(|| plan_of(priced));
    entry.hold(&format!("{at}.plan"), priced, "cost.plan", plan.as_deref(), report);
}

/// What the first price is for, where that is not input.
fn unit(entry: &Entry<'_>, at: &str, priced: &Known, price: &Listed<'_>, report: &mut Report) {
    let said = entry.text(at);
    let is_equal = match (said, &price.unit) {
        (None, None) => return,
        (Some(text), Some(per)) if text.contains(|letter: char| letter.is_ascii_digit()) => {
            shows(text, per, false)
        }
        (Some(_), Some(per)) => decimal(per).is_none_or(|per| per == rust_decimal::Decimal::ONE),
        _ => false,
    };
    report.hold(Format::Json, is_equal, || {
        (entry.side(at), Side::new(&priced.file, format!("cost.{}", price.fact), price.unit.as_deref()))
    });
}

/// The lower price is not above the other one.
fn is_lower(entry: &Entry<'_>, report: &mut Report) {
    let digits = |at: &str| entry.json.at(at).and_then(Json::text).and_then(decimal);
    let (Some(low), Some(shown)) = (digits("lowest.input"), digits("price.input")) else { return };
    let is_same_money = entry.text("lowest.currency") == entry.text("price.currency");
    if is_same_money && entry.json.at("price.unit").is_none() {
        report.hold(Format::Json, low <= shown, || (entry.side("lowest.input"), entry.side("price.input")));
    }
}
