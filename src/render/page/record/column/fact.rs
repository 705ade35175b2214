//! One fact of a record, as a cell of a comparison.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::fact::Group;
use crate::render::view::Cell;

/// One fact of a record.
pub struct ComparedFact {
    /// What it belongs to.
    pub group: Group,
    /// Its place among the rows of its group; facts of one place stand in the order in which columns name them.
    pub place: u16,
    /// What makes it the same row as another record's fact.
    pub id: Cow<'static, str>,
    /// What it is: "Input".
    pub label: Cow<'static, str>,
    /// What it is measured in: "per 1M tokens".
    pub unit: Option<Cow<'static, str>>,
    /// The value.
    pub cell: Cell,
    /// How it is best, and the exact value by which it takes part in that.
    pub rank: Option<(BestMark, Decimal)>,
    /// Of a price above a size of context, that size.
    pub threshold: Option<Threshold>,
}

/// The size of context above which a price applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The size in tokens.
    pub above: u64,
    /// The id of the price below every size: what a record without sizes charges there too.
    pub base: String,
}

/// The groups in the order of the table.
const GROUPS: [Group; 10] = [
    Group::Price,
    Group::Limit,
    Group::Capability,
    Group::Modality,
    Group::Model,
    Group::Policy,
    Group::Lifecycle,
    Group::Date,
    Group::Performance,
    Group::Benchmark,
];

/// What the best value of a row is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is its word")]
pub enum BestMark {
    Lowest,
    Largest,
    Highest,
}

impl BestMark {
    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lowest => "Lowest",
            Self::Largest => "Largest",
            Self::Highest => "Highest",
        }
    }
}

impl ComparedFact {
    /// Whether a row stands only where two columns have it: a score alone compares nothing.
    pub fn is_shared(&self) -> bool {
        self.group == Group::Benchmark
    }

    /// The place among all rows of a table.
    pub fn order(&self) -> u16 {
        let group = GROUPS.iter().position(|group| *group == self.group).unwrap_or(GROUPS.len());
        u16::try_from(group).unwrap_or(u16::MAX) * 100 + self.place
    }
}
