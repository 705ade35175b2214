//! The prices of a record while they are read: one list for the model, and one for each level of service and size of context.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Fields, Value};
use crate::domain::RateKind;

/// The longest list that a file takes.
const MOST: usize = 200;

/// The most times in the cache that a list takes.
const CACHE_WRITES: usize = 20;

/// Which side of a request is charged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Input,
    Output,
    Neither,
}

/// The prices that apply under one condition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    rates: BTreeMap<RateKind, Decimal>,
    rows: Vec<Row>,
    tiers: BTreeMap<u64, Sheet>,
    services: BTreeMap<String, Sheet>,
}

/// A price that is not per token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The word of `[[cost.units]]`, or the unit in words.
    pub(super) unit: String,
    /// Whether the unit is in words.
    pub(super) is_other: bool,
    /// The number of units that the price is for.
    pub(super) per: u64,
    pub(super) side: Side,
    pub(super) label: Option<String>,
    /// The size or resolution that selects the price, with its key.
    pub(super) selector: Option<(&'static str, String)>,
    /// The number of free units, and the period after which they start again.
    pub(super) free: Option<(u64, String)>,
    pub(super) price: Decimal,
}

/// What a price is for in the list that it stands in.
#[derive(Clone, Debug)]
pub(super) enum Slot {
    Rate(RateKind, Decimal),
    Row(Row),
}

impl Sheet {
    /// Puts a price under its conditions. `false` where another price stands already, or files have no place for it.
    pub(super) fn put(&mut self, service: Option<&str>, above: Option<u64>, slot: Slot) -> bool {
        // A tier has no prices with a unit in words.
        if above.is_some() && matches!(&slot, Slot::Row(row) if row.is_other) {
            return false;
        }
        let is_full = |known: bool, length: usize| !known && length >= MOST;
        if service.is_some_and(|name| is_full(self.services.contains_key(name), self.services.len())) {
            return false;
        }
        let level = match service {
            Some(name) => self.services.entry(name.to_owned()).or_default(),
            None => self,
        };
        if above.is_some_and(|size| is_full(level.tiers.contains_key(&size), level.tiers.len())) {
            return false;
        }
        let list = match above {
            Some(size) => level.tiers.entry(size).or_default(),
            None => level,
        };
        match slot {
            Slot::Rate(kind, _) if list.is_full(kind) => false,
            Slot::Row(_) if list.rows.len() >= MOST => false,
            Slot::Rate(kind, price) => *list.rates.entry(kind).or_insert(price) == price,
            Slot::Row(row) => {
                if let Some(other) = list.rows.iter().find(|other| other.is_like(&row)) {
                    other.price == row.price
                } else {
                    list.rows.push(row);
                    true
                }
            }
        }
    }

    /// Whether there is no room for another time in the cache.
    fn is_full(&self, kind: RateKind) -> bool {
        let times = self.rates.keys().filter(|kind| matches!(kind, RateKind::CacheWriteFor(_))).count();
        matches!(kind, RateKind::CacheWriteFor(_)) && times >= CACHE_WRITES && !self.rates.contains_key(&kind)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rates.is_empty() && self.rows.is_empty() && self.tiers.is_empty() && self.services.is_empty()
    }

    /// Whether there are prices per token.
    pub(super) fn has_rates(&self) -> bool {
        !self.rates.is_empty()
    }

    /// Whether there are prices of a level of service.
    pub(super) fn has_service(&self, name: &str) -> bool {
        self.services.contains_key(name)
    }

    /// Adds the prices of a level of service. `false` where there are some, or no room.
    pub(super) fn put_service(&mut self, name: &str, prices: Self) -> bool {
        self.services.len() < MOST && self.services.insert(name.to_owned(), prices).is_none()
    }

    /// Whether another list has tiers for a kind of tokens for which this one has no price.
    pub(super) fn leaves_tiers_to(&self, standard: &Self) -> bool {
        standard.tiers.values().flat_map(|tier| tier.rates.keys()).any(|rate| !self.rates.contains_key(rate))
    }

    /// Takes the prices of such kinds, and their tiers: the tiers of a file's list are its own.
    pub(super) fn take_tiers_of(&mut self, standard: &Self) {
        let said: Vec<RateKind> = self.rates.keys().copied().collect();
        for (size, tier) in &standard.tiers {
            for (rate, price) in tier.rates.iter().filter(|(rate, _)| !said.contains(rate)) {
                if let Some(base) = standard.rates.get(rate) {
                    self.rates.insert(*rate, *base);
                }
                self.tiers.entry(*size).or_default().rates.insert(*rate, *price);
            }
        }
    }

    /// Adds to a complete set of prices what is charged in it for things that only the set before it has a price for: a tier costs
    /// what is charged without it, and the cache what input costs. `false` where nothing follows.
    pub(super) fn complete(&mut self, before: &Self) -> bool {
        let input = self.rates.get(&RateKind::Input).copied();
        for rate in
            before.rates.keys().filter(|rate| !self.rates.contains_key(rate)).copied().collect::<Vec<_>>()
        {
            let Some(price) = input.filter(|_| is_cached_text(rate)) else { return false };
            self.rates.insert(rate, price);
        }
        for (size, old) in &before.tiers {
            let below = self.tiers.range(..size).next_back().map(|(_, tier)| tier.rates.clone());
            let tier = self.tiers.entry(*size).or_default();
            for rate in old.rates.keys() {
                let below = below.as_ref().and_then(|rates| rates.get(rate)).or_else(|| self.rates.get(rate));
                let Some(price) = below.copied() else { return false };
                tier.rates.entry(*rate).or_insert(price);
            }
            if !old.rows.is_empty() {
                return false;
            }
        }
        before.rows.iter().all(|row| self.rows.iter().any(|own| own.is_like(row)))
    }

    /// Writes the prices as the keys of `[cost]`, for a type of model.
    pub(super) fn write(&self, kind: Option<&str>, fields: &mut Fields) {
        for (rate, price) in &self.rates {
            fields.set(&rate.key(), *price);
        }
        for (size, sheet) in &self.tiers {
            let mut tier = Fields::default();
            tier.set("tier.size", *size);
            tier.set("tier.type", "context");
            sheet.write(kind, &mut tier);
            fields.push("tiers", tier);
        }
        for (name, sheet) in &self.services {
            let mut service = Fields::default();
            service.set("name", name.as_str());
            sheet.write(kind, &mut service);
            fields.push("service_tiers", service);
        }
        for row in &self.rows {
            let other = self.rows.iter().any(|other| other.unit == row.unit && other.side != row.side);
            fields.push(if row.is_other { "other" } else { "units" }, row.fields(kind, other));
        }
    }
}

/// Whether tokens without a price of their own are charged as input.
fn is_cached_text(rate: RateKind) -> bool {
    matches!(rate, RateKind::CacheRead | RateKind::CacheWrite | RateKind::CacheWriteFor(_))
}

impl Row {
    /// Whether two prices are for the same thing.
    fn is_like(&self, other: &Self) -> bool {
        (&self.unit, self.side, &self.label, &self.selector)
            == (&other.unit, other.side, &other.label, &other.selector)
    }

    fn fields(&self, kind: Option<&str>, has_other_side: bool) -> Fields {
        let mut fields = Fields::default();
        let label = self.label.as_deref().or_else(|| self.side_label(kind, has_other_side));
        if self.is_other {
            let quantity = if self.per == 1 { String::new() } else { "1M ".to_owned() };
            fields.set("amount", self.price);
            fields.set("unit", format!("{quantity}{}", self.unit));
        } else {
            fields.set("unit", self.unit.as_str());
            if self.per != 1 {
                fields.set("per", self.per);
            }
            fields.set("price", self.price);
        }
        if let Some((key, word)) = &self.selector {
            fields.set(key, word.as_str());
        }
        if let Some(label) = label {
            fields.set("label", label);
        }
        if let Some((count, period)) = &self.free {
            fields.set("free", *count);
            fields.set("free_per", Value::Text(period.clone()));
        }
        fields
    }

    /// The side of a request that is charged, where it does not follow from the type: an image model makes images.
    fn side_label(&self, kind: Option<&str>, has_other_side: bool) -> Option<&'static str> {
        let is_plain = match kind.unwrap_or_default() {
            "image" | "image_edit" => matches!(&*self.unit, "image" | "pixels"),
            "video" => self.unit == "video_second",
            "speech" => matches!(&*self.unit, "character" | "audio_second" | "image"),
            "transcription" => self.unit == "audio_second",
            "embedding" | "rerank" | "moderation" | "evaluation" | "decision" => true,
            _ => false,
        };
        match self.side {
            Side::Input if !is_plain || has_other_side => Some("Input"),
            Side::Output if !is_plain || has_other_side => Some("Output"),
            _ => None,
        }
    }
}
