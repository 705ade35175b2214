//! What changed between two states of a catalog: plain data that is printed, stored as JSON and read back for the page of
//! changes. The room `diff` finds it.

mod markdown;
mod text;

use rust_decimal::{Decimal, RoundingStrategy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diag::without_mark;
use crate::domain::PartialDate;
use crate::fact::Group;

pub use markdown::markdown;
pub use text::text;

/// The version of the JSON form.
pub const FORMAT: u32 = 1;

/// Everything that changed, the most important first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The version of this form.
    pub format: u32,
    /// The day that both states were looked at: `2026-11-24`.
    pub date: String,
    /// The authors and providers that changed, and the site's settings as `site.toml`.
    #[serde(default)]
    pub providers: Vec<RecordChange>,
    /// Files that have mistakes in the old state: what changed in them is unknown.
    #[serde(default)]
    pub unknown: Vec<String>,
    /// The records that changed.
    pub records: Vec<RecordChange>,
    /// Files that changed although no fact did: comments, order, white space, keys that are no facts.
    #[serde(default)]
    pub files_without_fact_changes: Vec<String>,
    /// Paths of pages that are gone and that no alias leads on from, below the site's root.
    pub pages_removed: Vec<String>,
}

/// A model, an offer or a provider that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordChange {
    /// Its key; of a removed record the old one.
    pub key: String,
    /// Its exact id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its author or provider, in words.
    pub party: String,
    /// Whether it was added, removed, renamed, retired or changed.
    #[serde(rename = "what")]
    pub kind: ChangeKind,
    /// The key that it had before, of a renamed record.
    pub renamed_from: Option<String>,
    /// The facts that changed; of a new record where it is called, its prices and its limits.
    pub facts: Vec<FactChange>,
    /// Whether no file describes it: a model that only offers tell of.
    #[serde(default)]
    pub has_no_file: bool,
    /// Whether a price changed though neither the source nor the day of its check did.
    pub is_unsourced: bool,
    /// Whether the old values were wrong: people set it in a file of `changes/`, and the home page then leaves the record out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_correction: bool,
}

/// What happened to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another key.
    Renamed,
    /// It stopped answering.
    Retired,
    /// Some of its facts changed.
    Changed,
}

/// One fact, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactChange {
    /// Its name: `cost.input`, `limit.context`.
    pub fact: String,
    /// What it is called: "Input".
    pub label: String,
    /// What kind of fact it is.
    pub group: Group,
    /// The value before; `None` if there was none.
    pub old: Option<FactValue>,
    /// The value after; `None` if there is none.
    pub new: Option<FactValue>,
    /// How much a price rose or fell, in percent, to at most six decimals: `-50`, `33.333333`.
    pub percent: Option<String>,
}

/// A value for people and for machines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FactValue {
    /// The exact value: `0.075`.
    pub value: String,
    /// The value as pages print it: `$0.075`.
    pub text: String,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.rows().next().is_none()
            && [&self.unknown, &self.files_without_fact_changes, &self.pages_removed]
                .into_iter()
                .all(Vec::is_empty)
    }

    /// Everything that changed: authors, providers and settings, then records.
    pub fn rows(&self) -> impl Iterator<Item = &RecordChange> {
        self.providers.iter().chain(&self.records)
    }

    /// The addresses that changed, with what they belong to.
    pub fn addresses(&self) -> impl Iterator<Item = (&RecordChange, &FactChange)> {
        self.rows().flat_map(|record| record.addresses().map(move |fact| (record, fact)))
    }

    /// The prices that changed, with what they belong to.
    pub fn prices(&self) -> impl Iterator<Item = (&RecordChange, &FactChange)> {
        self.all_prices().filter(|(record, _)| record.kind != ChangeKind::Added)
    }

    /// The prices of what is new.
    pub fn new_prices(&self) -> impl Iterator<Item = (&RecordChange, &FactChange)> {
        self.all_prices().filter(|(record, _)| record.kind == ChangeKind::Added)
    }

    fn all_prices(&self) -> impl Iterator<Item = (&RecordChange, &FactChange)> {
        self.rows().flat_map(|record| record.prices().map(move |fact| (record, fact)))
    }

    /// The records to which something label.
    pub fn with_kind(&self, kind: ChangeKind) -> impl Iterator<Item = &RecordChange> {
        self.records.iter().filter(move |record| record.kind == kind)
    }

    /// How much changed, in words: "3 prices changed, 1 record added", or "nothing changed".
    pub fn summary(&self) -> String {
        let count = |kind| self.with_kind(kind).count();
        let has_others = |record: &&RecordChange| record.other_facts().next().is_some();
        let others = self.with_kind(ChangeKind::Changed).filter(has_others).count();
        let organizations = self.providers.iter().filter(has_others).count();
        let parts = [
            (self.addresses().count(), "address or key changed", "addresses or keys changed"),
            (self.unknown.len(), "file unknown before", "files unknown before"),
            (self.prices().count(), "price changed", "prices changed"),
            (count(ChangeKind::Added), "record added", "records added"),
            (count(ChangeKind::Removed), "record removed", "records removed"),
            (count(ChangeKind::Renamed), "record renamed", "records renamed"),
            (count(ChangeKind::Retired), "record retired", "records retired"),
            (others, "record with other changes", "records with other changes"),
            (
                organizations,
                "author, provider or setting with other changes",
                "authors, providers or settings with other changes",
            ),
            (
                self.files_without_fact_changes.len(),
                "file changed without changing facts",
                "files changed without changing facts",
            ),
            (self.pages_removed.len(), "removed page", "removed pages"),
        ];
        let words: Vec<String> =
            parts.into_iter().filter_map(|(count, one, many)| count_words(count, one, many)).collect();
        if words.is_empty() { "nothing changed".to_owned() } else { words.join(", ") }
    }
}

impl RecordChange {
    /// The addresses that changed.
    pub fn addresses(&self) -> impl Iterator<Item = &FactChange> {
        self.facts.iter().filter(|fact| fact.group == Group::Address)
    }

    /// The prices that changed.
    pub fn prices(&self) -> impl Iterator<Item = &FactChange> {
        self.facts.iter().filter(|fact| fact.group == Group::Price)
    }

    /// The other facts that changed.
    pub fn other_facts(&self) -> impl Iterator<Item = &FactChange> {
        self.facts.iter().filter(|fact| !matches!(fact.group, Group::Address | Group::Price))
    }
}

impl FactChange {
    /// Returns by how much the price changed, in percent of the old one and without its sign; `None` if one of the two is not
    /// a price, or the old one is zero.
    pub fn size(&self) -> Option<Decimal> {
        self.percent.as_ref().and_then(|percent| percent.parse::<Decimal>().ok()).map(|percent| percent.abs())
    }

    /// The value before, in words.
    pub fn before(&self) -> &str {
        display(self.old.as_ref())
    }

    /// The value after, in words.
    pub fn after(&self) -> &str {
        display(self.new.as_ref())
    }

    /// The percentage for people, with its sign and at most one decimal: `+12.5%`, `-50%`, `under +0.1%`.
    pub fn signed_percent(&self) -> Option<String> {
        let percent = self.percent.as_ref()?.parse::<Decimal>().ok()?;
        let sign = if percent.is_sign_negative() { "-" } else { "+" };
        let size =
            percent.abs().round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize();
        Some(if size.is_zero() { format!("under {sign}0.1%") } else { format!("{sign}{size}%") })
    }
}

fn display(value: Option<&FactValue>) -> &str {
    value.map_or("not stated", |value| value.text.as_str())
}

/// Returns how much `new` is above or below `old`, in percent, to six decimals; `None` if `old` is zero.
pub fn percent_change(old: Decimal, new: Decimal) -> Option<Decimal> {
    let share = new.checked_sub(old)?.checked_div(old)?.checked_mul(Decimal::ONE_HUNDRED)?;
    Some(share.round_dp_with_strategy(6, RoundingStrategy::MidpointAwayFromZero).normalize())
}

/// Why a file holds no changes that this version can read: where and what, lines and columns counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// The line; 0 where the whole file is meant.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The error message.
    pub message: String,
}

/// Returns a number with its noun: "1 price changed"; `None` for zero.
pub fn count_words(count: usize, one: &str, many: &str) -> Option<String> {
    (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
}

/// Reads stored changes.
///
/// # Errors
/// Where the text is no such JSON, has a form that this version does not know, or names no day.
pub fn read(json: &str) -> Result<Changes, ReadError> {
    let whole = |message| ReadError { line: 0, column: 0, message };
    let changes: Changes =
        serde_json::from_slice(without_mark(json.as_bytes())).map_err(|error| ReadError {
            line: error.line(),
            column: error.column(),
            message: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
        })?;
    if changes.format != FORMAT {
        let form = changes.format;
        return Err(whole(format!("the file has format {form}, but this version reads format {FORMAT}")));
    }
    if PartialDate::read(&changes.date).is_none_or(|date| !date.is_full()) {
        return Err(whole(format!("`{}` is not a date such as 2026-11-24", changes.date)));
    }
    Ok(changes)
}
