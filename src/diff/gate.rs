//! What a merge is stopped for: kinds of changes, and prices that moved too far.

use rust_decimal::Decimal;

use crate::change::{ChangeKind, Changes, FactChange, RecordChange, count_words};
use crate::diag::code_span;

/// A kind of change that can be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum GateKind {
    /// Another place to which readers send requests, keys or money: an address, an environment variable, a package, a provider.
    Address,
    /// A price that changed, or that is new together with its record.
    Price,
    /// A record that is gone.
    Removed,
    /// Any change.
    Any,
}

/// The limits that a change must keep to pass.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    /// Kinds of changes that are refused.
    pub refused: Vec<GateKind>,
    /// How far a price may move, in percent of the old one.
    pub max_price_change: Option<Decimal>,
    /// Whether pages may go without an alias that leads on from them.
    pub allow_removed: bool,
}

impl Gate {
    /// Whether it stops anything.
    fn is_closed(&self) -> bool {
        !self.allow_removed || !self.refused.is_empty() || self.max_price_change.is_some()
    }
}

/// Why changes do not pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Objection {
    /// There are changes of a kind that is refused.
    Kind {
        /// The kind.
        refused: GateKind,
        /// How many there are, in words: "2 prices changed".
        count: String,
        /// The keys of their records, and the pages that are gone.
        records: Vec<String>,
    },
    /// A price moved too far.
    PriceMoved {
        /// The key of its record.
        key: String,
        /// What it is called.
        label: String,
        /// What it was and what it is, in words.
        step: [String; 2],
        /// How far it moved; `None` if there is no percentage.
        percent: Option<String>,
        /// How far it may, in percent.
        limit: Decimal,
    },
    /// A page is gone; its path.
    PageRemoved(String),
    /// A file of the old state has mistakes; its path.
    UnknownFile(String),
}

/// How many records a line names.
const MAX_LISTED: usize = 10;

/// Returns why changes do not pass; an empty list if they do.
pub fn check_gate(changes: &Changes, gate: &Gate) -> Vec<Objection> {
    let unknown = changes.unknown.iter().filter(|_| gate.is_closed()).cloned().map(Objection::UnknownFile);
    let refused = gate.refused.iter().filter_map(|refused| refuse(changes, *refused));
    let mut objections: Vec<Objection> = unknown.chain(refused).collect();
    if let Some(limit) = gate.max_price_change {
        objections.extend(find_moved_prices(changes, limit));
    }
    if !gate.allow_removed {
        objections
            .extend(changes.pages_removed.iter().map(|page| Objection::PageRemoved(format!("/{page}"))));
    }
    objections
}

impl Objection {
    /// The objection as a line for a terminal.
    pub fn text(&self) -> String {
        match self {
            Self::Kind { refused, count, records } => {
                let (kind, records) = (refused.flag(), list_records(records, str::to_owned));
                format!("{count}, which `--fail-on {kind}` does not allow: {records}")
            }
            Self::PriceMoved { key, label, step: [before, after], percent, limit } => {
                let by = parenthesize(percent.as_deref());
                format!(
                    "`{label}` of {key} went from {before} to {after}{by}, and `--max-price-change` allows {limit}%"
                )
            }
            Self::PageRemoved(page) => format!(
                "the page `{page}` was removed and has no alias; add an alias, or pass --allow-removed"
            ),
            Self::UnknownFile(path) => {
                format!("`{path}` has errors in the old state, so its changes are unknown; review it by hand")
            }
        }
    }

    /// The objection as a line of a comment, in which text of records stands in code spans.
    pub fn markdown(&self) -> String {
        match self {
            Self::Kind { refused, count, records } => {
                format!("- `--fail-on {}`: {count}: {}", refused.flag(), list_records(records, code_span))
            }
            Self::PriceMoved { key, label, step: [before, after], percent, limit } => format!(
                "- `--max-price-change {limit}%`: {} of {} went from {} to {}{}",
                code_span(label),
                code_span(key),
                code_span(before),
                code_span(after),
                parenthesize(percent.as_deref())
            ),
            Self::PageRemoved(page) => format!(
                "- {} was removed and has no alias; add an alias, or pass `--allow-removed`",
                code_span(page)
            ),
            Self::UnknownFile(path) => format!(
                "- {} has errors in the old state, so its changes are unknown; review it by hand",
                code_span(path)
            ),
        }
    }
}

impl GateKind {
    fn flag(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Price => "price",
            Self::Removed => "removed",
            Self::Any => "any",
        }
    }
}

fn list_records(records: &[String], format: impl Fn(&str) -> String) -> String {
    let shown = records.iter().take(MAX_LISTED).map(|record| format(record)).collect::<Vec<_>>().join(", ");
    let rest = records.len().saturating_sub(MAX_LISTED);
    if rest == 0 { shown } else { format!("{shown} and {rest} more") }
}

fn parenthesize(percent: Option<&str>) -> String {
    percent.map_or_else(String::new, |percent| format!(" ({percent})"))
}

fn refuse(changes: &Changes, refused: GateKind) -> Option<Objection> {
    let key = |record: &RecordChange| record.key.clone();
    let (count, mut records) = match refused {
        GateKind::Address => {
            let keys = collect_keys(changes.addresses());
            (count_words(keys.len(), "address or key changed", "addresses or keys changed"), keys)
        }
        GateKind::Price => {
            let (moved, new) = (collect_keys(changes.prices()), collect_keys(changes.new_prices()));
            let counts = [
                count_words(moved.len(), "price changed", "prices changed"),
                count_words(new.len(), "price is new", "prices are new"),
            ];
            let counts: Vec<String> = counts.into_iter().flatten().collect();
            let count = (!counts.is_empty()).then(|| counts.join(" and "));
            (count, moved.into_iter().chain(new).collect())
        }
        GateKind::Removed => {
            let removed: Vec<String> = changes.with_kind(ChangeKind::Removed).map(key).collect();
            (count_words(removed.len(), "record was removed", "records were removed"), removed)
        }
        GateKind::Any => {
            let pages = changes.pages_removed.iter().map(|page| format!("/{page}"));
            let all: Vec<String> = changes.rows().map(key).chain(pages).collect();
            (count_words(all.len(), "change", "changes"), all)
        }
    };
    records.dedup(); // Prices of one record stand side by side.
    Some(Objection::Kind { refused, count: count?, records })
}

fn collect_keys<'a>(facts: impl Iterator<Item = (&'a RecordChange, &'a FactChange)>) -> Vec<String> {
    facts.map(|(record, _)| record.key.clone()).collect()
}

/// The prices that moved too far; one that came from zero, went away or changed its currency moved farther than any number.
fn find_moved_prices(changes: &Changes, limit: Decimal) -> impl Iterator<Item = Objection> {
    let prices = changes.prices().filter(|(_, fact)| fact.old.is_some());
    let far = prices.filter(move |(_, fact)| fact.size().is_none_or(|size| size > limit));
    far.map(move |(record, fact)| Objection::PriceMoved {
        key: record.key.clone(),
        label: fact.label.clone(),
        step: [fact.before().to_owned(), fact.after().to_owned()],
        percent: fact.signed_percent(),
        limit,
    })
}
