use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::json::json;
use crate::derive::Directory;
use crate::fact::RECORD;
use crate::resolve::{Agreement, Place};

/// What the offers of a model without a file say of it, one vote for each provider.
#[derive(Serialize, JsonSchema)]
pub(super) struct Votes {
    /// How many providers have a vote.
    providers: usize,
    /// In the order of a file.
    facts: Vec<FactVotes>,
}

#[derive(Serialize, JsonSchema)]
struct FactVotes {
    /// The path in the files: `limit.context`.
    fact: &'static str,
    /// What is said, most votes first.
    values: Vec<Said>,
}

#[derive(Serialize, JsonSchema)]
struct Said {
    /// The value.
    value: Value,
    /// How many providers say so.
    votes: usize,
    /// The keys of the offers that say so.
    offers: Vec<String>,
}

pub(super) fn listings(directory: &Directory, place: Place) -> Option<Votes> {
    let Place::Model(model) = place else { return None };
    let listings = directory.catalog.models[model].listings.as_ref()?;
    let facts = listings.agreements.iter().map(|agreement| fact(directory, agreement)).collect();
    Some(Votes { providers: listings.providers, facts })
}

fn fact(directory: &Directory, agreement: &Agreement) -> FactVotes {
    let said = |(text, offers): &(String, Vec<usize>)| Said {
        value: offers
            .first()
            .and_then(|offer| value(directory, agreement.path, *offer))
            .unwrap_or_else(|| text.as_str().into()),
        votes: offers.len(),
        offers: offers.iter().map(|at| directory.catalog.offers[*at].record.key.to_string()).collect(),
    };
    FactVotes { fact: agreement.path, values: agreement.values.iter().map(said).collect() }
}

/// What the record of an offer says of a fact, if it can be read.
fn value(directory: &Directory, path: &str, offer: usize) -> Option<Value> {
    let entry = RECORD.iter().find(|entry| entry.fact.path == path)?;
    let statement = entry.statements(&directory.catalog.offers[offer].record).into_iter().next()?;
    Some(json(statement.fact, &statement.value))
}
