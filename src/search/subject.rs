//! A row of a list as the search sees it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::derive::{Directory, Row};
use crate::domain::{Currency, PartialDate};
use crate::fact::{ListedPrice, statement};
use crate::resolve::cost::RateKind;
use crate::resolve::{Place, Record};

/// What a row is found by and ordered by.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The name of the record.
    pub name: String,
    /// The last part of its ID.
    pub id: String,
    /// All its IDs: the whole one, the short one of a model, and other ones of a model.
    pub ids: Vec<String>,
    /// The names of its author and of those who offer it.
    pub parties: Vec<String>,
    /// 0 for a model, 1 for an offer of its author's own provider, 2 for any other offer.
    pub source: u8,
    /// How many offers it has.
    pub offers: usize,
    /// The date on which the directory listed it, or else its release date; empty if neither is known.
    pub added: String,
}

/// The subjects of rows, in their order.
pub fn subjects(directory: &Directory, rows: &[Row]) -> Vec<Subject> {
    rows.iter().map(|row| subject(directory, row)).collect()
}

fn subject(directory: &Directory, row: &Row) -> Subject {
    let (catalog, record) = (&directory.catalog, directory.record(row.place));
    let author = catalog.model_of(row.place).map(|model| model.author);
    let short = record.id.rsplit('/').next().unwrap_or(&record.id).to_owned();
    let mut ids = vec![record.id.clone()];
    let mut parties: Vec<String> = author.iter().map(|at| catalog.authors[*at].name.clone()).collect();
    let mut source = 0;
    match row.place {
        Place::Model(at) => {
            ids.push(short.clone());
            ids.extend(other_ids(directory, record, at));
            let offers = directory.offers[at].iter().map(|offer| catalog.offers[*offer].provider);
            let providers: BTreeSet<usize> = offers.collect();
            parties.extend(providers.into_iter().map(|at| catalog.providers[at].name.clone()));
        }
        Place::Offer(at) => {
            let provider = &catalog.providers[catalog.offers[at].provider];
            parties.push(provider.name.clone());
            source = if author.is_some() && provider.author == author { 1 } else { 2 };
        }
    }
    let offers = if directory.many_providers && source == 0 { row.offers } else { 1 };
    let added = record.added.or(record.release_date).map(PartialDate::iso).unwrap_or_default();
    Subject { name: record.name.clone(), id: short, ids, parties, source, offers, added }
}

/// The other IDs of a model, each once: former ones, dated ones, and those by which it is offered.
fn other_ids(directory: &Directory, record: &Record, model: usize) -> Vec<String> {
    let offers = directory.offers[model].iter().map(|offer| &directory.catalog.offers[*offer].record.id);
    let others = record.aliases.iter().chain(&record.snapshots).chain(offers);
    let short = record.id.rsplit('/').next();
    let mut known: BTreeSet<String> =
        short.into_iter().chain([record.id.as_str()]).map(str::to_lowercase).collect();
    others.filter(|id| known.insert(id.to_lowercase())).cloned().collect()
}

/// The lowest price in dollars per 1M tokens that a row shows. Free is zero; a zero that nobody explains is not known.
pub fn known_price(directory: &Directory, row: &Row, kind: RateKind) -> Option<Decimal> {
    let shown = directory.record(row.lowest_shown());
    let first = |record| ListedPrice::first(record);
    let price = if kind == RateKind::Input { first(shown) } else { ListedPrice::of_rate(shown, kind) };
    if row.lowest.is_none() && matches!(first(shown), ListedPrice::Zero(_)) {
        return None;
    }
    match price {
        ListedPrice::Free(_) => Some(Decimal::ZERO),
        ListedPrice::Amount(charge, None) if shown.cost.currency == Currency::USD => {
            Some(directory.price_with_markup(charge).unwrap_or(charge.price).decimal())
        }
        _ => None,
    }
}

/// The context window that a record states; 0 if there is none.
pub(super) fn context(record: &Record) -> u64 {
    let context = statement(record, "limit.context");
    context.and_then(|context| context.value.exact().parse().ok()).unwrap_or(0)
}
