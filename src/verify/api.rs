//! The files of models.dev.

use std::collections::{BTreeMap, HashSet};

use super::json::Json;
use super::known::{Known, Truth};
use super::report::{Format, Report, Side};

/// Prices that the format can say.
const PRICES: [&str; 7] =
    ["input", "output", "reasoning", "cache_read", "cache_write", "input_audio", "output_audio"];

/// The file being read, and the records by provider and ID.
pub(super) struct Api<'a> {
    pub(super) path: &'a str,
    pub(super) truth: &'a Truth,
    pub(super) sold: &'a Sold<'a>,
}

/// What is sold, by the ID of the provider and that of the offer.
pub(super) type Sold<'a> = BTreeMap<(String, &'a str), &'a Known>;

/// Everything that a provider, or the gateway, sells.
pub(super) fn sold(truth: &Truth) -> Sold<'_> {
    let seller = |known: &Known| {
        let provider = known.provider.as_deref().and_then(|key| key.strip_prefix("providers/"));
        provider.or_else(|| truth.gateway.as_deref().filter(|_| !truth.has_providers)).map(str::to_owned)
    };
    let records =
        truth.records.values().filter_map(|known| Some(((seller(known)?, known.id.as_str()), known)));
    records.collect()
}

/// The record of the model of an offer.
fn model_of<'a>(truth: &'a Truth, known: &Known) -> Option<&'a Known> {
    truth.records.get(known.model.as_ref()?)
}

/// The date by which the lists say when something was released.
pub(super) fn release<'a>(truth: &'a Truth, known: &'a Known) -> Option<&'a str> {
    let own = known.fact("release_date");
    let of_model = || model_of(truth, known).and_then(|model| model.fact("release_date"));
    own.or_else(of_model).or_else(|| known.fact("added")).or_else(|| known.fact("last_updated"))
}

pub(super) fn is_chat(known: &Known) -> bool {
    ["chat", "responses", "completion"].contains(&known.kind.as_str())
}

impl Api<'_> {
    /// `api.json`, `api-all.json` and the providers of `catalog.json`.
    pub(super) fn providers(&self, json: &Json, at: &str, is_all: bool, report: &mut Report) {
        let mut seen = HashSet::new();
        for (provider, fields) in json.members() {
            for (id, offer) in fields.get("models").map_or(&[][..], Json::members) {
                let at = format!("{at}{provider}.models.{id}");
                if let Some(known) = self.sold.get(&(provider.clone(), id.as_str())) {
                    seen.insert(known.key.as_str());
                    self.offer(offer, known, &at, report);
                } else {
                    let found = Side::new(self.path, at, Some(id));
                    report.differs(Format::Api, found, Side::new("providers", id.as_str(), None));
                }
            }
        }
        for known in self.sold.values().filter(|known| self.is_wanted(known, is_all)) {
            report.hold(Format::Api, seen.contains(known.key.as_str()), || {
                (Side::new(self.path, format!("{at}…"), None), Side::new(&known.file, "id", Some(&known.id)))
            });
        }
    }

    /// Whether the file must have an offer.
    fn is_wanted(&self, known: &Known, is_all: bool) -> bool {
        let truth = self.truth;
        if truth.is_foreign {
            return truth.is_from_files && (is_all || !truth.is_chat_only || is_chat(known));
        }
        known.is_unlisted == Some(false)
            && known.status != "retired"
            && release(truth, known).is_some()
            && (is_all || !truth.is_chat_only || is_chat(known))
    }

    /// `models.json` and the models of `catalog.json`.
    pub(super) fn models(&self, json: &Json, at: &str, report: &mut Report) {
        let models =
            self.truth.records.values().filter(|known| known.provider.is_none() && !known.has_no_file);
        let by_id: BTreeMap<&str, &Known> = models.map(|known| (known.id.as_str(), known)).collect();
        let mut seen = HashSet::new();
        for (id, model) in json.members() {
            if let Some(known) = by_id.get(id.as_str()) {
                seen.insert(id.as_str());
                self.facts(model, known, false, &format!("{at}{id}"), report);
            } else {
                let found = Side::new(self.path, format!("{at}{id}"), Some(id));
                report.differs(Format::Api, found, Side::new("models", id.as_str(), None));
            }
        }
        let is_wanted = |known: &&&Known| match known.is_unlisted {
            Some(is_unlisted) => self.truth.is_foreign || !is_unlisted,
            None => false,
        };
        for known in by_id.values().filter(is_wanted) {
            report.hold(Format::Api, seen.contains(known.id.as_str()), || {
                (Side::new(self.path, format!("{at}…"), None), Side::new(&known.file, "id", Some(&known.id)))
            });
        }
    }

    fn offer(&self, json: &Json, known: &Known, at: &str, report: &mut Report) {
        self.facts(json, known, true, at, report);
        let cost = json.get("cost");
        let priced = self.truth.priced(known);
        let state = priced.cost.get("state").map_or("", String::as_str);
        let has_tokens = ["input", "output"].iter().any(|key| priced.cost.contains_key(*key));
        let is_said = priced.is_in_dollars()
            && (state == "free" || state == "included" || (state == "priced" && has_tokens));
        if !self.truth.is_foreign && (is_said != cost.is_some()) {
            let word = |is_there| Some(if is_there { "a price" } else { "no price" });
            let found = Side::new(self.path, format!("{at}.cost"), word(cost.is_some()));
            report.differs(Format::Api, found, Side::new(&priced.file, "cost", word(is_said)));
        }
        if cost.is_none() && !(self.truth.is_foreign && is_said) {
            return;
        }
        self.list(cost, priced, "", &format!("{at}.cost"), report);
        let has_tiers =
            priced.cost.get("tiers_apply").is_some_and(|rule| self.truth.is_foreign || rule != "marginal");
        let tiers = cost.and_then(|cost| cost.get("tiers")).map_or(&[][..], Json::elements);
        let known_tiers = (0..=priced.cost.len())
            .take_while(|index| priced.cost.contains_key(&format!("tiers[{index}].above")))
            .count();
        for index in 0..tiers.len().max(if has_tiers { known_tiers } else { 0 }) {
            let size = |json: &Json| json.at("tier.size").and_then(Json::scalar);
            let above = priced.cost.get(&format!("tiers[{index}].above"));
            // The files of someone else keep the order of their tiers.
            let tier = tiers.iter().find(|tier| size(tier).as_ref() == above);
            let found = tier.or(tiers.get(index)).and_then(size);
            let found = Side::new(self.path, format!("{at}.cost.tiers[{index}].tier.size"), found.as_deref());
            let expected =
                Side::new(&priced.file, format!("cost.tiers[{index}].tier.size"), above.map(String::as_str));
            report.compare(Format::Api, found, expected);
            self.list(
                tier,
                priced,
                &format!("tiers[{index}]."),
                &format!("{at}.cost.tiers[{index}]"),
                report,
            );
        }
        if let Some(over) = cost.and_then(|cost| cost.get("context_over_200k")) {
            self.list(Some(over), priced, "tiers[0].", &format!("{at}.cost.context_over_200k"), report);
        }
    }

    /// Prices per 1M tokens; clients require those of input and output, so that one alone is written with a 0 beside it.
    fn list(&self, json: Option<&Json>, priced: &Known, before: &str, at: &str, report: &mut Report) {
        for key in PRICES {
            let found = json.and_then(|json| json.get(key)).and_then(Json::scalar);
            let mut expected = priced.cost.get(&format!("{before}{key}")).map(String::as_str);
            if expected.is_none() && !self.truth.is_foreign && (key == "input" || key == "output") {
                expected = Some("0");
            }
            let fact = format!("cost.{before}{key}");
            let found = Side::new(self.path, format!("{at}.{key}"), found.as_deref());
            report.compare(Format::Api, found, Side::new(&priced.file, fact, expected));
        }
    }

    fn facts(&self, json: &Json, known: &Known, is_offer: bool, at: &str, report: &mut Report) {
        let truth = self.truth;
        // Models stand as their files say; what is offered has every field that clients require.
        let is_filled = !truth.is_foreign && is_offer;
        let model = model_of(truth, known).filter(|_| is_filled);
        for path in ["limit.context", "limit.input", "limit.output"] {
            let own = known.fact(path);
            let fallback = (is_filled && path != "limit.input").then_some("0");
            let own = own.filter(|value| !is_filled || path != "limit.input" || *value != "0");
            self.hold(json, at, path, own.or(fallback), known, report);
        }
        for path in
            ["attachment", "reasoning", "tool_call", "open_weights", "structured_output", "temperature"]
        {
            let of_model = || model.and_then(|model| model.fact(path));
            let required = !["structured_output", "temperature"].contains(&path);
            let expected = if required { known.fact(path).or_else(of_model) } else { known.fact(path) };
            let fallback = (is_filled && required).then_some("false");
            self.hold(json, at, path, expected.or(fallback), known, report);
        }
        for path in ["release_date", "last_updated", "knowledge"] {
            let odd = known.odd.get(path).map(String::as_str);
            let own = odd.or_else(|| known.fact(path));
            let expected = match path {
                "release_date" if is_filled => release(truth, known),
                "last_updated" if is_filled => {
                    let of_model = || model.and_then(|model| model.fact(path));
                    own.or_else(of_model).or_else(|| release(truth, known))
                }
                _ => own,
            };
            self.hold(json, at, path, expected, known, report);
        }
        self.hold(json, at, "id", Some(&known.id), known, report);
        if !(truth.is_foreign && json.get("name").is_none()) {
            let odd = known.odd.get("name").filter(|_| truth.is_foreign);
            self.hold(json, at, "name", Some(odd.unwrap_or(&known.name)), known, report);
        }
    }

    fn hold(
        &self,
        json: &Json,
        at: &str,
        path: &str,
        expected: Option<&str>,
        known: &Known,
        report: &mut Report,
    ) {
        let value = json.at(path).and_then(Json::scalar);
        let found = Side::new(self.path, format!("{at}.{path}"), value.as_deref());
        report.compare(Format::Api, found, Side::new(&known.file, path, expected));
    }
}
