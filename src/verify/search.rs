//! The rows of lists, stored by columns.

use super::column::Row;
use super::json::Json;
use super::known::{Known, Truth};
use super::report::{Format, Report, Side};
use super::rows::{Rows, has_bit};

/// Holds the parts of a file against what is known; the first has the tables. `is_models` tells which of the two files it is.
pub(super) fn compare(parts: &[(String, Json)], is_models: bool, truth: &Truth, report: &mut Report) {
    let Some((_, tables)) = parts.first() else { return };
    let mut rows = 0;
    for (path, json) in parts {
        let Some(columns) = json.get("columns") else { continue };
        let part = Rows { path, columns, tables };
        let count = columns.get("id").map_or(0, |ids| ids.elements().len());
        rows += count;
        (0..count).for_each(|row| part.row(row, is_models, truth, report));
    }
    let said = tables.get("rows").and_then(Json::scalar);
    let found = Side::new(&parts[0].0, "columns.id", Some(&rows.to_string()));
    report.compare(Format::Search, found, Side::new(&parts[0].0, "rows", said.as_deref()));
}

impl Rows<'_> {
    fn row(&self, row: usize, is_models: bool, truth: &Truth, report: &mut Report) {
        let key = self.key(row).unwrap_or_default();
        let Some(known) = truth.records.get(&key) else {
            let found = Side::new(self.path, format!("row {row}"), Some(&key));
            report.differs(Format::Search, found, Side::new("models", key, None));
            return;
        };
        let priced = self.priced("price_of", row, known, truth);
        for (column, fact, of) in [
            ("id", "id", known),
            ("name", "name", known),
            ("context", "limit.context", known),
            ("max_output", "limit.output", known),
            ("added", "added", known),
            ("checked", "sources.cost.checked", priced),
            ("retention_days", "policy.retention_days", priced),
            ("location", "policy.location", priced),
        ] {
            self.compare(column, row, self.scalar(column, row).as_deref(), of, fact, of.fact(fact), report);
        }
        let released = known.fact("release_date").filter(|_| known.fact("added").is_none());
        self.compare(
            "released",
            row,
            self.scalar("released", row).as_deref(),
            known,
            "release_date",
            released,
            report,
        );
        let status = self.cell("status", row).and_then(Json::index).unwrap_or(0);
        let status = self.tables.get("statuses").and_then(|words| words.elements().get(status)?.scalar());
        self.compare("status", row, status.as_deref(), known, "status", known.fact("status"), report);
        if !known.kind.is_empty() {
            let kind = self.cell("type", row).and_then(Json::index).and_then(|at| self.named("types", at, 0));
            self.compare("type", row, kind, known, "type", known.fact("type"), report);
        }
        self.capabilities(row, known, report);
        Row { rows: self, at: row, known }.compare(is_models, truth, report);
        self.prices(["input", "output", "cached"], row, priced, report);
        if is_models && self.cell("low_of", row).is_some() {
            let low = self.priced("low_of", row, known, truth);
            self.prices(["low_input", "low_output", "low_cached"], row, low, report);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "a value with both of its places")]
    fn compare(
        &self,
        column: &str,
        row: usize,
        value: Option<&str>,
        of: &Known,
        fact: &str,
        expected: Option<&str>,
        report: &mut Report,
    ) {
        let found = Side::new(self.path, format!("row {row}: {column}"), value);
        report.compare(Format::Search, found, Side::new(&of.file, fact, expected));
    }

    /// The record whose price a row shows: that of the offer by the provider in a column, or the row's own.
    fn priced<'t>(&self, column: &str, row: usize, known: &'t Known, truth: &'t Truth) -> &'t Known {
        let provider = self.cell(column, row).and_then(Json::index);
        let Some(path) = provider.and_then(|index| self.named("providers", index, 1)) else { return known };
        let provider = path.trim_end_matches('/');
        let offers =
            || truth.offers_of(&known.key).filter(|offer| offer.provider.as_deref() == Some(provider));
        let input =
            self.cell(if column == "low_of" { "low_input" } else { "input" }, row).and_then(Json::text);
        // A provider may offer a model more than once.
        let same = offers().find(|offer| is_listed(offer, "input", input));
        same.or_else(|| offers().next()).unwrap_or(known)
    }

    /// Which capabilities are known, and which of them are there.
    fn capabilities(&self, row: usize, known: &Known, report: &mut Report) {
        let bits = |column| self.cell(column, row).and_then(Json::index).unwrap_or(0);
        let (is_known, is_there) = (bits("known"), bits("yes"));
        for (at, entry) in self.tables.get("capabilities").map_or(&[][..], Json::elements).iter().enumerate()
        {
            let Some(slug) = entry.elements().first().and_then(Json::text) else { continue };
            let found = has_bit(is_known, at).then(|| has_bit(is_there, at).to_string());
            let expected = known.capabilities.get(slug).copied().flatten().map(|flag| flag.to_string());
            self.compare(
                &format!("yes, {slug}"),
                row,
                found.as_deref(),
                known,
                slug,
                expected.as_deref(),
                report,
            );
        }
    }

    fn prices(&self, columns: [&str; 3], row: usize, priced: &Known, report: &mut Report) {
        for (column, key) in columns.into_iter().zip(["input", "output", "cache_read"]) {
            let cell = self.cell(column, row);
            let is_right = match cell {
                Some(Json::Text(digits)) => is_listed(priced, key, Some(digits)),
                Some(state) => has_state(priced, key, state.index()),
                None => has_no_price(priced, key),
            };
            report.hold(Format::Search, is_right, || {
                let cell = cell.and_then(Json::scalar);
                let found = Side::new(self.path, format!("row {row}: {column}"), cell.as_deref());
                let expected = priced.cost.get(key).or_else(|| priced.cost.get("state"));
                (found, Side::new(&priced.file, format!("cost.{key}"), expected.map(String::as_str)))
            });
        }
    }
}

/// Whether digits are those of a price; for input, of the first price that there is.
fn is_listed(priced: &Known, key: &str, digits: Option<&str>) -> bool {
    if let Some(price) = priced.cost.get(key) {
        return digits.is_some_and(|digits| super::exact::is_same(digits, price));
    }
    let is_price = |name: &str| {
        (name.starts_with("units[") && name.ends_with(".price"))
            || (!name.contains(['[', '.']) && !["state", "plan", "currency", "tiers_apply"].contains(&name))
    };
    let mut others = priced.cost.iter().filter(|(name, _)| key == "input" && is_price(name));
    others.any(|(_, price)| digits.is_some_and(|digits| super::exact::is_same(digits, price)))
}

/// Whether the number of a state is that of the record.
fn has_state(priced: &Known, key: &str, state: Option<usize>) -> bool {
    let price = priced.cost.get(key);
    let is_free_of_amount = price.is_none_or(|price| price == "0");
    let of_file = priced.cost.get("state").map(String::as_str);
    is_free_of_amount
        && match state {
            Some(1) => of_file == Some("free"),
            Some(2) => of_file == Some("included"),
            Some(5) => of_file == Some("varies"),
            Some(6) => price.is_some() && of_file == Some("priced"),
            Some(3) => price.is_none(),
            Some(4) => priced.capabilities.get("prompt-caching").copied().flatten() == Some(false),
            _ => false,
        }
}

fn has_no_price(priced: &Known, key: &str) -> bool {
    !priced.cost.contains_key(key)
}
