//! What records say, as one table: each fact with its path in the file, its label, its unit and how it is read from the typed
//! record. Pages, comparisons, data files, changes, lints and documents read this table. The next stage is `lint`.

mod docs;
mod listed;
mod organization;
mod price;
mod record;
#[cfg(test)]
pub(crate) mod tests;
mod value;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub use docs::terms_page;
pub use listed::{ListedPrice, included_in};
pub use organization::{GATEWAY, ORGANIZATION};
pub use price::{Conditions, Item, PER_TOKENS, PricePoint, Section, price_points, price_sections};
pub use record::{RECORD, benchmark_id, statement, statements};
pub use value::Value;

/// One thing that a file can say.
#[derive(Debug)]
pub struct Fact {
    /// The path in the TOML file. `[]` stands for an entry of an array, `*` for a name: `benchmarks[].score`, `parameters.*.min`.
    pub path: &'static str,
    /// What pages call it: "Context window".
    pub label: &'static str,
    /// What it belongs to.
    pub group: Group,
    /// How it is written.
    pub form: Form,
    /// Which way it gets better, for facts that comparisons rank.
    pub better: Option<Better>,
    /// Whether it is a row of comparisons.
    pub is_compared: bool,
    /// The keys that tell entries of its array apart, and that are no facts of their own.
    pub identity: &'static [&'static str],
}

/// How a fact is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A price and its currency.
    Price,
    /// A number of tokens, short on pages.
    Tokens,
    /// A whole number.
    Count,
    /// A number with its digits as written.
    Number,
    /// A date of something that has happened.
    PastDate,
    /// A date of something that may be to come.
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

/// Which way a fact gets better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// Less is better: prices, error rates.
    Lower,
    /// More is better: limits, most scores.
    Higher,
}

/// What facts belong to, in the order of their weight for somebody who relies on a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Where readers send requests, keys and money.
    Address,
    /// What it costs.
    Price,
    /// The stage of life, and when it ends.
    Lifecycle,
    /// How much it takes.
    Limit,
    /// What happens to the data of requests.
    Policy,
    /// What it can do.
    Capability,
    /// What it reads and writes.
    Modality,
    /// How requests set it.
    Parameter,
    /// Published scores.
    Benchmark,
    /// Measured speed.
    Performance,
    /// Days of its past.
    Date,
    /// What it is: name, type, family, weights.
    Model,
    /// Where facts come from, and when they were checked.
    Source,
    /// Texts and links for readers.
    Text,
}

/// What a record says of one fact.
#[derive(Clone, Debug)]
pub struct Statement<'a> {
    /// The fact.
    pub fact: &'static Fact,
    /// The path in the file, with positions: `benchmarks[2].score`; `computed.…` if the value follows from others.
    pub path: Cow<'a, str>,
    /// The path with what tells entries apart instead of their positions, the same in every file.
    pub id: Cow<'a, str>,
    /// What pages call it here: the fact's label, or the name of the entry.
    pub label: Cow<'a, str>,
    /// What it is measured in, or how, if that sets it apart: "percent correct".
    pub unit: Option<Cow<'a, str>>,
    /// The value.
    pub value: Value<'a>,
}

/// A fact of a kind of thing, and how it is read.
#[derive(Debug)]
pub struct Entry<T: 'static> {
    /// The fact.
    pub fact: Fact,
    read: Read<T>,
}

#[derive(Debug)]
enum Read<T> {
    /// A value at the fact's own path.
    One(for<'a> fn(&'a T) -> Option<Value<'a>>),
    /// Statements of entries, or with paths of their own.
    Many(for<'a> fn(&'a T, &'static Fact) -> Vec<Statement<'a>>),
}

const fn one<T>(fact: Fact, read: for<'a> fn(&'a T) -> Option<Value<'a>>) -> Entry<T> {
    Entry { fact, read: Read::One(read) }
}

const fn many<T>(fact: Fact, read: for<'a> fn(&'a T, &'static Fact) -> Vec<Statement<'a>>) -> Entry<T> {
    Entry { fact, read: Read::Many(read) }
}

impl<T> Entry<T> {
    /// What is said of the fact.
    pub fn statements<'a>(&'static self, of: &'a T) -> Vec<Statement<'a>> {
        match self.read {
            Read::One(read) => read(of).map(|value| self.fact.state(value)).into_iter().collect(),
            Read::Many(read) => read(of, &self.fact),
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

    const fn compared(mut self) -> Self {
        self.is_compared = true;
        self
    }

    const fn better(mut self, better: Better) -> Self {
        self.better = Some(better);
        self
    }

    const fn identified_by(mut self, keys: &'static [&'static str]) -> Self {
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
    fn labelled(self, label: impl Into<Cow<'a, str>>) -> Self {
        Self { label: label.into(), ..self }
    }
}
