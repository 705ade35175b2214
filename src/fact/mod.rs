//! The table of facts: each with its path in the file, its label, its form and how it is read from the typed record. Pages,
//! comparisons, data files, changes, lints and documents are made from this table. The next stage is `lint`.

mod attestation;
mod docs;
mod listed;
mod organization;
mod price;
mod quota;
mod read;
mod record;
#[cfg(test)]
pub(crate) mod tests;
mod value;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use docs::terms_page;
pub use listed::{ListedPrice, included_in};
pub use organization::{GATEWAY, ORGANIZATION};
pub use price::{Conditions, Item, PER_TOKENS, PricePoint, Section, price_points, price_sections};
pub use record::{RECORD, score_set_id, statement, statements};
pub use value::Value;

/// A value that a file can have, apart from prices.
#[derive(Debug)]
pub struct Fact {
    /// The path in the TOML file. `[]` stands for an entry of an array, `*` for a name: `benchmarks[].score`, `parameters.*.min`.
    pub path: &'static str,
    /// Its label on pages: "Context window".
    pub label: &'static str,
    /// The group that it belongs to.
    pub group: Group,
    /// The form of its value.
    pub form: Form,
    /// Whether a higher or lower value is better, for facts that comparisons rank.
    pub better: Option<Better>,
    /// Whether comparisons have a row for it.
    pub is_compared: bool,
    /// The keys that identify an entry of its array. They are not facts themselves.
    pub identity: &'static [&'static str],
}

/// The form of a fact's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A price and its currency.
    Price,
    /// A number of tokens, short on pages.
    Tokens,
    /// A whole number.
    Count,
    /// An exact decimal.
    Number,
    /// A date in the past.
    PastDate,
    /// A date that may be in the future.
    Date,
    /// One line of text.
    Text,
    /// Markdown.
    Prose,
    /// An address.
    Url,
    /// An id or a key, in code font.
    Code,
    /// One of some words.
    Word,
    /// Yes or no.
    Flag,
    /// Some words.
    List,
    /// A country.
    Country,
}

/// Whether a higher or a lower value is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Lower is better: prices, error rates.
    Lower,
    /// Higher is better: limits, most scores.
    Higher,
}

/// A group of facts. The groups are in the order of their importance to users of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Where users send requests, keys and money.
    Address,
    /// Prices.
    Price,
    /// The lifecycle stage and its dates.
    Lifecycle,
    /// Limits of input and output.
    Limit,
    /// How request data is handled.
    Policy,
    /// What it can do.
    Capability,
    /// What it reads and writes.
    Modality,
    /// Request parameters.
    Parameter,
    /// Published scores.
    Benchmark,
    /// Measured speed.
    Performance,
    /// Dates in the past.
    Date,
    /// Name, type, family and weights.
    Model,
    /// Where facts come from, and when they were checked.
    Source,
    /// Texts and links for readers.
    Text,
}

/// The value of a fact in one record.
#[derive(Clone, Debug)]
pub struct Statement<'a> {
    /// The fact.
    pub fact: &'static Fact,
    /// The path in the file, with positions: `benchmarks[2].score`; `computed.…` if the value follows from others.
    pub path: Cow<'a, str>,
    /// The path with the identity of entries instead of their positions, so that it is the same in every file.
    pub id: Cow<'a, str>,
    /// Its label here: that of the fact, or the name of the entry.
    pub label: Cow<'a, str>,
    /// The unit or the method of measurement: "percent correct".
    pub unit: Option<Cow<'a, str>>,
    /// The value.
    pub value: Value<'a>,
}

/// A fact of records or organizations, and how it is read.
#[derive(Debug)]
pub struct Entry<T: 'static> {
    /// The fact.
    pub fact: Fact,
    read: Read<T>,
}

#[derive(Debug)]
enum Read<T> {
    /// Reads one value at the fact's own path.
    Value(for<'a> fn(&'a T) -> Option<Value<'a>>),
    /// Reads statements of entries, or with paths of their own.
    Statements(for<'a> fn(&'a T, &'static Fact) -> Vec<Statement<'a>>),
}

const fn value<T>(fact: Fact, read: for<'a> fn(&'a T) -> Option<Value<'a>>) -> Entry<T> {
    Entry { fact, read: Read::Value(read) }
}

const fn several<T>(fact: Fact, read: for<'a> fn(&'a T, &'static Fact) -> Vec<Statement<'a>>) -> Entry<T> {
    Entry { fact, read: Read::Statements(read) }
}

impl<T> Entry<T> {
    /// The statements of a record or an organization about the fact.
    pub fn statements<'a>(&'static self, source: &'a T) -> Vec<Statement<'a>> {
        match self.read {
            Read::Value(read) => read(source).map(|value| self.fact.state(value)).into_iter().collect(),
            Read::Statements(read) => read(source, &self.fact),
        }
    }
}

impl Group {
    /// The title of the group on pages.
    pub fn title(self) -> &'static str {
        match self {
            Self::Address => "Addresses",
            Self::Price => "Price",
            Self::Lifecycle => "Lifecycle",
            Self::Limit => "Limits",
            Self::Policy => "Policy",
            Self::Capability => "Capabilities",
            Self::Modality => "Modalities",
            Self::Parameter => "Parameters",
            Self::Benchmark => "Benchmarks",
            Self::Performance => "Performance",
            Self::Date => "Dates",
            Self::Model => "Model",
            Self::Source => "Sources",
            Self::Text => "Texts",
        }
    }
}

impl Fact {
    const fn new(path: &'static str, label: &'static str, group: Group, form: Form) -> Self {
        Self { path, label, group, form, better: None, is_compared: false, identity: &[] }
    }

    /// Gives the fact a row in comparisons.
    const fn in_comparisons(mut self) -> Self {
        self.is_compared = true;
        self
    }

    const fn better(mut self, better: Better) -> Self {
        self.better = Some(better);
        self
    }

    const fn identity(mut self, keys: &'static [&'static str]) -> Self {
        self.identity = keys;
        self
    }

    /// States a value at the fact's own path.
    fn state<'a>(&'static self, value: Value<'a>) -> Statement<'a> {
        self.state_at(self.path, self.path, value)
    }

    /// States a value of an entry, or one that is computed.
    fn state_at<'a>(
        &'static self,
        path: impl Into<Cow<'a, str>>,
        id: impl Into<Cow<'a, str>>,
        value: Value<'a>,
    ) -> Statement<'a> {
        Statement {
            fact: self,
            path: path.into(),
            id: id.into(),
            label: self.label.into(),
            unit: None,
            value,
        }
    }
}

impl<'a> Statement<'a> {
    fn with_label(self, label: impl Into<Cow<'a, str>>) -> Self {
        Self { label: label.into(), ..self }
    }
}
