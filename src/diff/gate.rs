//! What a merge is stopped for: kinds of changes, and prices that moved too far.

use rust_decimal::Decimal;

use crate::change::{Changes, FactChange, RecordChange, What};
use crate::diag::code_span;

/// A kind of change that can be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Refused {
    /// Another place to which readers send requests, keys or money: an address, a key variable, a package, a provider.
    Address,
    /// A price that changed, or that is new together with its record.
    Price,
    /// A record that is gone.
    Removed,
    /// Any change.
    Any,
}

/// What is let through.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    /// Kinds of changes that are refused.
    pub refused: Vec<Refused>,
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
        refused: Refused,
        /// How many there are, in words: "2 prices changed".
        count: String,
        /// The keys of their records, and the pages that are gone.
        records: Vec<String>,
    },
    /// A price moved too far.
    TooFar {
        /// The key of its record.
        key: String,
        /// What it is called.
        label: String,
        /// What it was and what it is, in words.
        step: [String; 2],
        /// How far it moved, where that is a number.
        percent: Option<String>,
        /// How far it may, in percent.
        most: Decimal,
    },
    /// A page is gone; its path.
    Gone(String),
    /// A file of the old state has mistakes; its path.
    Unknown(String),
}

/// How many records a line names.
const NAMED: usize = 10;

/// Why changes do not pass; nothing where they do.
pub fn objections(changes: &Changes, gate: &Gate) -> Vec<Objection> {
    let unknown = changes.unknown.iter().filter(|_| gate.is_closed()).cloned().map(Objection::Unknown);
    let refused = gate.refused.iter().filter_map(|refused| refusal(changes, *refused));
    let mut objections: Vec<Objection> = unknown.chain(refused).collect();
    if let Some(most) = gate.max_price_change {
        objections.extend(too_far(changes, most));
    }
    if !gate.allow_removed {
        objections.extend(changes.pages_removed.iter().map(|page| Objection::Gone(format!("/{page}"))));
    }
    objections
}

impl Objection {
    /// The objection as a line for a terminal.
    pub fn text(&self) -> String {
        match self {
            Self::Kind { refused, count, records } => {
                let (kind, records) = (refused.flag(), listed(records, str::to_owned));
                format!("{count}, and `--fail-on {kind}` lets none pass: {records}")
            }
            Self::TooFar { key, label, step: [before, after], percent, most } => {
                let by = in_brackets(percent.as_deref());
                format!(
                    "`{label}` of {key} went from {before} to {after}{by}, and `--max-price-change` lets {most}% pass"
                )
            }
            Self::Gone(page) => format!(
                "the page `{page}` is gone and no alias leads on from it; add an alias, or pass --allow-removed"
            ),
            Self::Unknown(path) => format!(
                "`{path}` has mistakes in the old state, so what changed in it is unknown; review it by hand"
            ),
        }
    }

    /// The objection as a line of a comment, in which text of records stands in code spans.
    pub fn markdown(&self) -> String {
        match self {
            Self::Kind { refused, count, records } => {
                format!("- `--fail-on {}`: {count}: {}", refused.flag(), listed(records, code_span))
            }
            Self::TooFar { key, label, step: [before, after], percent, most } => format!(
                "- `--max-price-change {most}%`: {} of {} went from {} to {}{}",
                code_span(label),
                code_span(key),
                code_span(before),
                code_span(after),
                in_brackets(percent.as_deref())
            ),
            Self::Gone(page) => format!(
                "- {} is gone and no alias leads on from it; add an alias, or pass `--allow-removed`",
                code_span(page)
            ),
            Self::Unknown(path) => format!(
                "- {} has mistakes in the old state, so what changed in it is unknown; review it by hand",
                code_span(path)
            ),
        }
    }
}

impl Refused {
    fn flag(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Price => "price",
            Self::Removed => "removed",
            Self::Any => "any",
        }
    }
}

fn listed(records: &[String], drawn: impl Fn(&str) -> String) -> String {
    let shown = records.iter().take(NAMED).map(|record| drawn(record)).collect::<Vec<_>>().join(", ");
    let rest = records.len().saturating_sub(NAMED);
    if rest == 0 { shown } else { format!("{shown} and {rest} more") }
}

fn in_brackets(percent: Option<&str>) -> String {
    percent.map_or_else(String::new, |percent| format!(" ({percent})"))
}

fn refusal(changes: &Changes, refused: Refused) -> Option<Objection> {
    let key = |record: &RecordChange| record.key.clone();
    let (count, mut records) = match refused {
        Refused::Address => {
            let keys = keys(changes.addresses());
            (counted(keys.len(), "address or key changed", "addresses or keys changed"), keys)
        }
        Refused::Price => {
            let (changed, new) = (keys(changes.prices()), keys(changes.new_prices()));
            let counts = [
                counted(changed.len(), "price changed", "prices changed"),
                counted(new.len(), "price is new", "prices are new"),
            ];
            let counts: Vec<String> = counts.into_iter().flatten().collect();
            let count = (!counts.is_empty()).then(|| counts.join(" and "));
            (count, changed.into_iter().chain(new).collect())
        }
        Refused::Removed => {
            let removed: Vec<String> = changes.of(What::Removed).map(key).collect();
            (counted(removed.len(), "record was removed", "records were removed"), removed)
        }
        Refused::Any => {
            let pages = changes.pages_removed.iter().map(|page| format!("/{page}"));
            let all: Vec<String> = changes.rows().map(key).chain(pages).collect();
            (counted(all.len(), "change", "changes"), all)
        }
    };
    records.dedup(); // Prices of one record stand side by side.
    Some(Objection::Kind { refused, count: count?, records })
}

fn keys<'a>(facts: impl Iterator<Item = (&'a RecordChange, &'a FactChange)>) -> Vec<String> {
    facts.map(|(record, _)| record.key.clone()).collect()
}

fn counted(count: usize, one: &str, many: &str) -> Option<String> {
    (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
}

/// The prices that moved too far; one that came from zero, went away or changed its currency moved farther than any number.
fn too_far(changes: &Changes, most: Decimal) -> impl Iterator<Item = Objection> {
    let prices = changes.prices().filter(|(_, fact)| fact.old.is_some());
    let far = prices.filter(move |(_, fact)| fact.size().is_none_or(|size| size > most));
    far.map(move |(record, fact)| Objection::TooFar {
        key: record.key.clone(),
        label: fact.label.clone(),
        step: [fact.before().to_owned(), fact.after().to_owned()],
        percent: fact.signed_percent(),
        most,
    })
}
