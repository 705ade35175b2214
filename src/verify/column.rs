//! The columns of search data that have several values: who offers a model, what it reads and writes, its tags and its scores.

use std::collections::BTreeSet;

use super::exact::is_same;
use super::json::Json;
use super::known::{Known, Truth};
use super::list::slugs;
use super::report::{Format, Report, Side};
use super::rows::{Rows, has_bit};

/// A row that is compared.
pub(super) struct Row<'a> {
    pub(super) rows: &'a Rows<'a>,
    pub(super) at: usize,
    pub(super) known: &'a Known,
}

impl Row<'_> {
    /// Holds the columns of the row against what is known.
    pub(super) fn compare(&self, is_models: bool, truth: &Truth, report: &mut Report) {
        self.modalities("reads", "modalities.input", report);
        self.modalities("writes", "modalities.output", report);
        self.tags(is_models, report);
        self.scores(report);
        if is_models && truth.is_from_files && truth.has_providers {
            self.providers(truth, report);
        }
    }

    fn hold(
        &self,
        column: &str,
        found: Option<&str>,
        fact: &str,
        expected: Option<&str>,
        report: &mut Report,
    ) {
        let found = Side::new(self.rows.path, format!("row {}: {column}", self.at), found);
        report.compare(Format::Search, found, Side::new(&self.known.file, fact, expected));
    }

    fn elements(&self, column: &str) -> &[Json] {
        self.rows.cell(column, self.at).map_or(&[], Json::elements)
    }

    /// The modalities whose bits are set, in the order of the table; words that the table lacks have no bit.
    fn modalities(&self, column: &str, fact: &str, report: &mut Report) {
        let table = self.rows.tables.get("modalities").map_or(&[][..], Json::elements);
        let words: Vec<&str> = table.iter().filter_map(Json::text).collect();
        let joined = |has: &dyn Fn(usize, &str) -> bool| {
            let set = words.iter().enumerate().filter(|(at, word)| has(*at, word)).map(|(_, word)| *word);
            let set: Vec<&str> = set.collect();
            (!set.is_empty()).then(|| set.join(","))
        };
        let bits = self.rows.cell(column, self.at).and_then(Json::index).unwrap_or(0);
        let found = joined(&|at, _| has_bit(bits, at));
        let own: Vec<&str> = self.known.fact(fact).map_or_else(Vec::new, |text| text.split(',').collect());
        let expected = joined(&|_, word| own.contains(&word));
        self.hold(column, found.as_deref(), fact, expected.as_deref(), report);
    }

    /// The tags by the paths of their pages. Offers have those that some row of the list of all models has.
    fn tags(&self, is_models: bool, report: &mut Report) {
        let table = self.rows.tables.get("tags").map_or(&[][..], Json::elements);
        let path = |tag: &Json| {
            let path = tag.elements().get(1)?.text()?.strip_prefix("tags/")?;
            Some(path.trim_end_matches('/').to_owned())
        };
        let listed: BTreeSet<String> = table.iter().filter_map(path).collect();
        let numbers = self.elements("tags").iter().filter_map(Json::index);
        let found: BTreeSet<String> = numbers.filter_map(|at| table.get(at).and_then(path)).collect();
        let mut expected = slugs(self.known);
        expected.retain(|slug| is_models || listed.contains(slug));
        let joined = |slugs: BTreeSet<String>| slugs.into_iter().collect::<Vec<_>>().join(",");
        self.hold("tags", Some(&joined(found)), "tags", Some(&joined(expected)), report);
    }

    /// Each score is one of the record's own, of a benchmark whose name begins like that of the set.
    fn scores(&self, report: &mut Report) {
        let sets = self.rows.tables.get("scores").map_or(&[][..], Json::elements);
        for entry in self.elements("scores").iter().map(Json::elements) {
            let set = entry.first().and_then(Json::index).and_then(|at| sets.get(at));
            let benchmark = set.and_then(|set| set.elements().get(1)?.text()).unwrap_or_default();
            let digits = entry.get(1).and_then(Json::text);
            let expected = self.score(benchmark, digits);
            let fact = format!("score of {benchmark}");
            self.hold(&format!("scores, {benchmark}"), digits, &fact, expected, report);
        }
    }

    /// The score of a benchmark that has the digits, or else the first of the benchmark.
    fn score(&self, benchmark: &str, digits: Option<&str>) -> Option<&str> {
        let named = self.known.facts.iter().filter(|(key, name)| {
            key.starts_with("benchmarks[") && key.ends_with("].name") && benchmark.starts_with(name.as_str())
        });
        let scores: Vec<&str> = named
            .filter_map(|(key, _)| self.known.fact(&format!("{}score", key.trim_end_matches("name"))))
            .collect();
        let same = scores.iter().find(|score| digits.is_some_and(|digits| is_same(digits, score)));
        same.or(scores.first()).copied()
    }

    /// The providers with a listed offer of a model.
    fn providers(&self, truth: &Truth, report: &mut Report) {
        let numbers = self.elements("providers").iter().filter_map(Json::index);
        let found: BTreeSet<&str> = numbers
            .filter_map(|at| self.rows.named("providers", at, 1))
            .map(|path| path.trim_end_matches('/'))
            .collect();
        let offers = truth.offers_of(&self.known.key).filter(|offer| offer.is_unlisted == Some(false));
        let expected: BTreeSet<&str> = offers.filter_map(|offer| offer.provider.as_deref()).collect();
        let joined = |keys: BTreeSet<&str>| keys.into_iter().collect::<Vec<_>>().join(",");
        self.hold("providers", Some(&joined(found)), "providers", Some(&joined(expected)), report);
    }
}
