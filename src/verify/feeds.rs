//! Lists for other systems, with their own units: dollars per token, seconds since 1970.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::api::{Sold, is_chat, release};
use super::exact::{days, decimal, is_same, per_million};
use super::json::Json;
use super::known::{Known, Truth};
use super::report::{Format, Report, Side};

/// A list, and the records that are sold.
pub(super) struct Feed<'a> {
    pub(super) path: &'a str,
    pub(super) truth: &'a Truth,
    pub(super) sold: &'a Sold<'a>,
}

/// The keys of `LiteLLM` for prices per token.
const LITELLM: [(&str, &str); 11] = [
    ("input_cost_per_token", "input"),
    ("output_cost_per_token", "output"),
    ("cache_read_input_token_cost", "cache_read"),
    ("cache_creation_input_token_cost", "cache_write"),
    ("output_cost_per_reasoning_token", "reasoning"),
    ("input_cost_per_audio_token", "input_audio"),
    ("output_cost_per_audio_token", "output_audio"),
    ("input_cost_per_image_token", "image_input"),
    ("output_cost_per_image_token", "image_output"),
    ("cache_read_input_audio_token_cost", "cache_read_audio"),
    ("cache_read_input_image_token_cost", "cache_read_image"),
];

/// Its keys for prices of other units, and how many of them the unit of the file has.
const UNITS: [(&str, &[(&str, u32)]); 6] = [
    ("output_cost_per_image", &[("image", 1)]),
    ("output_cost_per_second", &[("video_second", 1)]),
    ("input_cost_per_second", &[("audio_second", 1), ("audio_minute", 60)]),
    ("input_cost_per_character", &[("character", 1)]),
    ("input_cost_per_query", &[("search", 1)]),
    ("ocr_cost_per_page", &[("page", 1)]),
];

/// The endings of its keys for service tiers.
const SERVICES: [(&str, &str); 3] = [("batch", "_batches"), ("flex", "_flex"), ("priority", "_priority")];

impl Feed<'_> {
    /// The record of an ID in the list: `provider/id`, or the ID alone where there is one provider.
    fn find(&self, id: &str, has_seller: bool) -> Option<&Known> {
        let (seller, id) =
            match self.truth.gateway.as_ref().filter(|_| !has_seller && !self.truth.has_providers) {
                Some(gateway) => (gateway.as_str(), id),
                None => id.split_once('/')?,
            };
        self.sold.get(&(seller.to_owned(), id)).copied()
    }

    fn unknown(&self, id: &str, report: &mut Report) {
        report.differs(Format::Feeds, Side::new(self.path, id, Some(id)), Side::new("providers", id, None));
    }

    fn hold(
        &self,
        at: &str,
        found: Option<&str>,
        of: &Known,
        fact: &str,
        expected: Option<&str>,
        report: &mut Report,
    ) {
        let found = Side::new(self.path, at, found);
        report.compare(Format::Feeds, found, Side::new(&of.file, fact, expected));
    }

    /// Every record that must be in the list is there.
    fn complete(&self, seen: &HashSet<&str>, is_wanted: impl Fn(&Known) -> bool, report: &mut Report) {
        let is_shown = |known: &&&Known| known.is_unlisted == Some(false) && known.status != "retired";
        for known in self.sold.values().filter(is_shown).filter(|known| is_wanted(known)) {
            report.hold(Format::Feeds, seen.contains(known.key.as_str()), || {
                (Side::new(self.path, "…", None), Side::new(&known.file, "id", Some(&known.id)))
            });
        }
    }

    /// The entries of a list in `data`, each with its id and its record; those of no record are reported.
    fn listed<'j>(&self, json: &'j Json, report: &mut Report) -> Vec<(&'j str, &'j Json, &Known)> {
        let entries = json.get("data").map_or(&[][..], Json::elements).iter();
        let known = entries.filter_map(|entry| {
            let id = entry.get("id").and_then(Json::text).unwrap_or_default();
            let known = self.find(id, false);
            if known.is_none() {
                self.unknown(id, report);
            }
            Some((id, entry, known?))
        });
        known.collect()
    }

    /// The list of models of `OpenAI`'s API.
    pub(super) fn openai(&self, json: &Json, report: &mut Report) {
        let mut seen = HashSet::new();
        for (id, entry, known) in self.listed(json, report) {
            seen.insert(known.key.as_str());
            self.created(entry, id, known, report);
        }
        self.complete(&seen, |_| true, report);
    }

    fn created(&self, entry: &Json, id: &str, known: &Known, report: &mut Report) {
        let created = entry.get("created").and_then(Json::scalar);
        let day = release(self.truth, known);
        let seconds = day.and_then(seconds).unwrap_or_else(|| "0".to_owned());
        self.hold(
            &format!("{id}: created"),
            created.as_deref(),
            known,
            "release_date",
            Some(&seconds),
            report,
        );
    }

    /// The cost map of `LiteLLM`.
    pub(super) fn litellm(&self, json: &Json, report: &mut Report) {
        let mut seen = HashSet::new();
        for (id, entry) in json.members() {
            let Some(known) = self.find(id, true) else {
                self.unknown(id, report);
                continue;
            };
            seen.insert(known.key.as_str());
            self.litellm_entry(id, entry, known, report);
        }
        let is_priced = |known: &Known| {
            let priced = self.truth.priced(known);
            let state = priced.cost.get("state").map_or("", String::as_str);
            let has_rate = LITELLM
                .iter()
                .any(|(_, key)| priced.cost.get(*key).is_some_and(|price| !is_same(price, "0")));
            let is_marginal = priced.cost.get("tiers_apply").is_some_and(|rule| rule == "marginal");
            let has_both = ["input", "output"]
                .iter()
                .any(|key| priced.cost.get(*key).is_some_and(|price| !is_same(price, "0")));
            priced.is_in_dollars()
                && !known.kind.is_empty()
                && !is_marginal
                && state == "priced"
                && has_rate
                && has_both
        };
        self.complete(&seen, is_priced, report);
    }

    fn litellm_entry(&self, id: &str, entry: &Json, known: &Known, report: &mut Report) {
        let priced = self.truth.priced(known);
        let has_rates = LITELLM.iter().any(|(key, _)| entry.get(key).is_some());
        for (name, key) in LITELLM.iter().filter(|_| has_rates) {
            let found =
                entry.get(name).and_then(Json::scalar).map(|price| per_million(&price).unwrap_or(price));
            let zero = (*key == "input" || *key == "output").then_some("0");
            let expected = priced.cost.get(*key).map(String::as_str).or(zero);
            self.hold(
                &format!("{id}: {name}, times 1M"),
                found.as_deref(),
                priced,
                &format!("cost.{key}"),
                expected,
                report,
            );
        }
        for (name, value) in entry.members() {
            if LITELLM.iter().all(|(known, _)| known != name) {
                self.litellm_tier(id, name, value, priced, report);
                self.litellm_unit(id, name, value, priced, report);
            }
        }
        let limit = |path: &str| known.fact(path).filter(|value| *value != "0");
        let input = if limit("limit.input").is_some() { "limit.input" } else { "limit.context" };
        for (name, fact) in [("max_input_tokens", input), ("max_output_tokens", "limit.output")] {
            let found = entry.get(name).and_then(Json::scalar);
            self.hold(&format!("{id}: {name}"), found.as_deref(), known, fact, limit(fact), report);
        }
        let end = known.fact("retires").filter(|day| day.len() == 10);
        let found = entry.get("deprecation_date").and_then(Json::scalar);
        self.hold(&format!("{id}: deprecation_date"), found.as_deref(), known, "retires", end, report);
    }

    /// Prices of tiers: `input_cost_per_token_above_200k_tokens_batches`.
    fn litellm_tier(&self, id: &str, name: &str, value: &Json, priced: &Known, report: &mut Report) {
        let Some((start, key)) = LITELLM[..4].iter().find(|(start, _)| name.starts_with(start)) else {
            return;
        };
        let rest = &name[start.len()..];
        let (rest, service) = SERVICES
            .iter()
            .find_map(|(service, end)| Some((rest.strip_suffix(end)?, Some(*service))))
            .unwrap_or((rest, None));
        let size = rest.strip_prefix("_above_").and_then(|rest| rest.strip_suffix("_tokens"));
        let size = size.map(|size| {
            size.strip_suffix('k').map_or(size.to_owned(), |thousands| format!("{thousands}000"))
        });
        let at = |before: &str, array: &str, entry: &str, wanted: Option<&str>| -> Option<String> {
            let Some(wanted) = wanted else { return Some(before.to_owned()) };
            let index = (0..1_000).find(|index| {
                priced
                    .cost
                    .get(&format!("{before}{array}[{index}].{entry}"))
                    .is_some_and(|value| value == wanted)
            })?;
            Some(format!("{before}{array}[{index}]."))
        };
        let before = at("", "service_tiers", "name", service);
        let below = before.clone();
        let before = before.and_then(|before| at(&before, "tiers", "above", size.as_deref()));
        let price =
            |before: &Option<String>, key: &str| priced.cost.get(&format!("{}{key}", before.as_ref()?));
        // A tier without a price of cached input charges it as other input.
        let instead =
            || (*key == "cache_read").then(|| price(&before, "input").or_else(|| price(&below, "input")))?;
        let expected = price(&before, key).or_else(instead).map(String::as_str);
        let found = value.scalar().map(|price| per_million(&price).unwrap_or(price));
        let fact = format!("cost.{}{key}", before.as_deref().unwrap_or_default());
        self.hold(&format!("{id}: {name}, times 1M"), found.as_deref(), priced, &fact, expected, report);
    }

    fn litellm_unit(&self, id: &str, name: &str, value: &Json, priced: &Known, report: &mut Report) {
        let Some((_, units)) = UNITS.iter().find(|(key, _)| *key == name) else { return };
        let cost = |key: &str| priced.cost.get(&format!("units[0].{key}")).map(String::as_str);
        let parts = units.iter().find(|(unit, _)| cost("unit") == Some(unit)).map(|(_, parts)| *parts);
        let whole = |price: String| {
            let per = decimal(cost("per")?)?.checked_mul(Decimal::from(parts?))?;
            Some(decimal(&price)?.checked_mul(per)?.normalize().to_string())
        };
        let found = value.scalar().and_then(whole);
        let at = format!("{id}: {name}, in the unit of the file");
        self.hold(&at, found.as_deref(), priced, "cost.units[0].price", cost("price"), report);
    }

    /// The list that `OpenRouter` asks of hosts.
    pub(super) fn openrouter(&self, json: &Json, report: &mut Report) {
        let mut seen = HashSet::new();
        for (id, entry, known) in self.listed(json, report) {
            seen.insert(known.key.as_str());
            self.created(entry, id, known, report);
            let priced = self.truth.priced(known);
            for (name, key) in
                [("prompt", "input"), ("completion", "output"), ("input_cache_read", "cache_read")]
            {
                let found = entry.at(&format!("pricing.{name}")).and_then(Json::scalar);
                let found = found.map(|price| per_million(&price).unwrap_or(price));
                let zero = (key != "cache_read").then_some("0");
                let expected = priced.cost.get(key).map(String::as_str).or(zero);
                let at = format!("{id}: pricing.{name}, times 1M");
                self.hold(&at, found.as_deref(), priced, &format!("cost.{key}"), expected, report);
            }
            for (name, fact) in [("context_length", "limit.context"), ("max_output_length", "limit.output")] {
                let found = entry.get(name).and_then(Json::scalar);
                self.hold(&format!("{id}: {name}"), found.as_deref(), known, fact, known.fact(fact), report);
            }
            let end = known.fact("retires").filter(|day| day.len() == 10);
            let found = entry.get("deprecation_date").and_then(Json::scalar);
            self.hold(&format!("{id}: deprecation_date"), found.as_deref(), known, "retires", end, report);
        }
        self.complete(&seen, |known| self.is_for_openrouter(known), report);
    }

    /// Whether the list must have a record: one for chat with nothing but flat prices of input, output and cached input.
    fn is_for_openrouter(&self, known: &Known) -> bool {
        let priced = self.truth.priced(known);
        let plain = ["state", "currency", "input", "output", "cache_read"];
        let is_flat = priced.cost.keys().all(|key| plain.contains(&key.as_str()));
        let has = |key: &str| priced.cost.get(key).is_some_and(|price| !is_same(price, "0"));
        let has_limits = ["limit.context", "limit.output"]
            .iter()
            .all(|path| known.fact(path).is_some_and(|limit| limit != "0"));
        is_chat(known)
            && has_limits
            && is_flat
            && has("input")
            && has("output")
            && priced.cost.get("state").is_some_and(|state| state == "priced")
            && priced.is_in_dollars()
            && release(self.truth, known).is_some()
    }
}

/// The first second of a date since 1970.
fn seconds(day: &str) -> Option<String> {
    let first = days(day)?.0.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(first.timestamp().as_second().to_string())
}
