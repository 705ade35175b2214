//! Prices in the words of the format: dollars per 1M tokens.

use rust_decimal::Decimal;

use super::written::{AS_WRITTEN, members};
use crate::derive::Directory;
use crate::domain::Currency;
use crate::parse::model::MODEL;
use crate::parse::schema::Kind;
use crate::parse::{Node, Table};
use crate::render::data::export::json::Json;
use crate::resolve::cost::{Cost, PriceList, PriceState, RateKind, Rates};

/// From this size on, the only context tier is repeated in the key that older clients read.
const REPEATED_FROM: u64 = 200_000;

/// Writes prices as the file has them. The only tier, from 200,000 tokens on, stands a second time as `context_over_200k`.
pub(super) fn as_written(json: &mut Json<'_>, source: &Table) {
    let Some(Kind::Group(schema)) = MODEL.field("cost").map(|field| field.kind) else { return };
    let Some(cost) = source.node("cost").and_then(Node::table) else { return };
    json.key("cost").object(|json| {
        members(json, cost, schema, &["tiers"], AS_WRITTEN);
        let tiers: Vec<&Table> = cost.tables("tiers").collect();
        let Some(Kind::Groups(of_tier)) = schema.field("tiers").map(|field| field.kind) else { return };
        if let [tier] = tiers[..]
            && tier.integer("tier.size").is_some_and(|size| size >= REPEATED_FROM)
        {
            json.key("context_over_200k").object(|json| members(json, tier, of_tier, &["tier"], AS_WRITTEN));
        }
        if !tiers.is_empty() {
            json.key("tiers").array(tiers, |json, tier| {
                json.object(|json| {
                    members(json, tier, of_tier, &["tier"], AS_WRITTEN);
                    size(json, tier.integer("tier.size").unwrap_or(0));
                });
            });
        }
    });
}

/// Writes what the reader pays. Nothing is written for a price that the format cannot say: one that is not known, varies, is not in
/// dollars, or is for something else than tokens.
pub(super) fn paid(json: &mut Json<'_>, directory: &Directory, cost: &Cost) {
    let is_per_token = |kind| cost.prices.rates.get(kind).is_some();
    let is_zero = matches!(cost.state, PriceState::Free | PriceState::Included(_));
    let is_priced =
        cost.state == PriceState::Priced && (is_per_token(RateKind::Input) || is_per_token(RateKind::Output));
    if cost.currency != Currency::USD || !(is_zero || is_priced) {
        return;
    }
    let pay = |rates: &Rates, kind| Some(directory.price_to_pay(rates.get(kind)?).decimal());
    let list = |json: &mut Json<'_>, prices: &PriceList| {
        // Clients require both; a kind that is not charged costs nothing.
        json.key("input").number(pay(&prices.rates, RateKind::Input).unwrap_or(Decimal::ZERO));
        json.key("output").number(pay(&prices.rates, RateKind::Output).unwrap_or(Decimal::ZERO));
        for kind in OTHERS {
            if let Some(price) = pay(&prices.rates, kind) {
                json.key(&kind.key()).number(price);
            }
        }
    };
    json.key("cost").object(|json| {
        list(json, &cost.prices);
        // Clients reprice the whole request, which marginal tiers do not.
        let tiers = if cost.tiers_are_marginal { &[] } else { &cost.prices.tiers[..] };
        if let [tier] = tiers
            && tier.above.0 >= REPEATED_FROM
        {
            json.key("context_over_200k").object(|json| list(json, &tier.prices));
        }
        if !tiers.is_empty() {
            json.key("tiers").array(tiers, |json, tier| {
                json.object(|json| {
                    list(json, &tier.prices);
                    size(json, tier.above.0);
                });
            });
        }
    });
}

/// Where a tier begins. There is one type, which files may leave out.
fn size(json: &mut Json<'_>, tokens: u64) {
    json.key("tier").object(|json| {
        json.key("type").text("context");
        json.key("size").count(tokens);
    });
}

/// The other kinds of tokens that the format has a price for.
const OTHERS: [RateKind; 5] = [
    RateKind::Reasoning,
    RateKind::CacheRead,
    RateKind::CacheWrite,
    RateKind::InputAudio,
    RateKind::OutputAudio,
];
