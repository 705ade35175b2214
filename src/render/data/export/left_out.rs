//! Which offers a list leaves out, and why.

use super::listed::{is_chat, release_date};
use super::litellm_price::prices;
use super::token_price;
use crate::derive::Directory;
use crate::domain::{Currency, Status};
use crate::plan::Export;
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::cost::{Cost, PriceState};

/// Why a list does not have an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Its file says that no list shows it.
    Unlisted,
    /// It no longer works.
    Retired,
    /// It is not for chat.
    NotChat,
    /// Its type could not be read.
    Type,
    /// Neither it nor its model has a release date.
    NoReleaseDate,
    /// A limit that the format requires is not known.
    NoLimit,
    /// Its price is not known.
    PriceUnknown,
    /// Each request has a price of its own.
    PriceVaries,
    /// It is part of a plan, which the format would read as free.
    PriceIncluded,
    /// It is listed at zero, and nothing says that it is free.
    PriceZero,
    /// Its price is not in dollars.
    Currency,
    /// It has prices that the format cannot say, or that it would read as something else.
    Price,
}

impl LeftOut {
    /// The word in data: `no-release-date`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unlisted => "unlisted",
            Self::Retired => "retired",
            Self::NotChat => "not-chat",
            Self::Type => "type",
            Self::NoReleaseDate => "no-release-date",
            Self::NoLimit => "no-limit",
            Self::PriceUnknown => "price-unknown",
            Self::PriceVaries => "price-varies",
            Self::PriceIncluded => "price-included",
            Self::PriceZero => "price-zero",
            Self::Currency => "currency",
            Self::Price => "price",
        }
    }

    /// The reason in words: "no release date".
    pub fn words(self) -> &'static str {
        match self {
            Self::Unlisted => "unlisted",
            Self::Retired => "retired",
            Self::NotChat => "not for chat",
            Self::Type => "type unknown",
            Self::NoReleaseDate => "no release date",
            Self::NoLimit => "no limit",
            Self::PriceUnknown => "price unknown",
            Self::PriceVaries => "price varies",
            Self::PriceIncluded => "included in a plan",
            Self::PriceZero => "listed at $0, not as free",
            Self::Currency => "not in US dollars",
            Self::Price => "prices that the format cannot say",
        }
    }
}

/// Why a list does not have an offer; `None` if it has it.
pub fn left_out(directory: &Directory, export: Export, place: Place) -> Option<LeftOut> {
    let settings = &directory.settings;
    let record = directory.record(place);
    match export {
        Export::Models | Export::ModelsTable | Export::OffersTable => None,
        Export::Api | Export::Catalog => of_api(directory, place).or_else(|| {
            let is_chat_only = settings.outputs("api_chat_only", !settings.is_foreign);
            (is_chat_only && !is_chat(record)).then_some(LeftOut::NotChat)
        }),
        Export::ApiAll => of_api(directory, place),
        Export::OpenAi => unlisted_or_retired(record),
        Export::LiteLlm => unlisted_or_retired(record).or_else(|| {
            let priced = directory.priced_record(place);
            let no_type = || record.is_kind_unknown.then_some(LeftOut::Type);
            let no_keys = || prices(directory, &priced.cost).is_none().then_some(LeftOut::Price);
            unpriced(&priced.cost).or_else(no_type).or_else(no_keys)
        }),
        Export::OpenRouter => of_openrouter(directory, place),
    }
}

/// A tree of someone else has all of its offers there, as its own generator writes them.
fn of_api(directory: &Directory, place: Place) -> Option<LeftOut> {
    if directory.settings.is_foreign {
        return None;
    }
    let no_date = || release_date(directory, place).is_none().then_some(LeftOut::NoReleaseDate);
    unlisted_or_retired(directory.record(place)).or_else(no_date)
}

fn of_openrouter(directory: &Directory, place: Place) -> Option<LeftOut> {
    let record = directory.record(place);
    let cost = &directory.priced_record(place).cost;
    unlisted_or_retired(record)
        .or_else(|| (!is_chat(record)).then_some(LeftOut::NotChat))
        .or_else(|| release_date(directory, place).is_none().then_some(LeftOut::NoReleaseDate))
        .or_else(|| {
            let limits = [record.limit.context, record.limit.output];
            limits.iter().any(|limit| limit.known().is_none()).then_some(LeftOut::NoLimit)
        })
        .or_else(|| unpriced(cost))
        .or_else(|| (!token_price::is_flat(cost)).then_some(LeftOut::Price))
}

fn unlisted_or_retired(record: &Record) -> Option<LeftOut> {
    let unlisted = record.unlisted.then_some(LeftOut::Unlisted);
    unlisted.or_else(|| (record.status == Status::Retired).then_some(LeftOut::Retired))
}

/// Why a price cannot be said in dollars. What reads such a list takes a price of zero for free.
fn unpriced(cost: &Cost) -> Option<LeftOut> {
    match &cost.state {
        PriceState::Unknown => Some(LeftOut::PriceUnknown),
        PriceState::Varies => Some(LeftOut::PriceVaries),
        PriceState::Included(_) => Some(LeftOut::PriceIncluded),
        PriceState::Priced if cost.is_doubtful_zero() => Some(LeftOut::PriceZero),
        PriceState::Priced | PriceState::Free => {
            (cost.currency != Currency::USD).then_some(LeftOut::Currency)
        }
    }
}
