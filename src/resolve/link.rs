//! How it is known which model an offer is of.

/// A model that is known for an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The index of the model.
    pub model: usize,
    /// How certain it is.
    pub degree: Degree,
    /// What the offer's id says beside the model's name, in lower case: `free`, `fp8`, a date.
    pub dropped: Vec<String>,
    /// What the model's name says and the offer's id leaves out: `instruct`, `a22b`, a date.
    pub assumed: Vec<String>,
    /// Which name of the model the offer's id has.
    pub found_by: NameSource,
}

impl Link {
    /// A link to a model that the file or the path of an offer names.
    pub fn named(model: usize, degree: Degree) -> Self {
        Self { model, degree, dropped: Vec::new(), assumed: Vec::new(), found_by: NameSource::Id }
    }

    /// What tells the offer from others of its model, in one text: `free`, `thinking, fp8`.
    pub fn variant(&self) -> Option<String> {
        (!self.dropped.is_empty()).then(|| self.dropped.join(", "))
    }

    /// Whether the file or the id of the offer names the model, so that nothing is concluded from what it leaves out.
    pub fn is_firm(&self) -> bool {
        self.degree <= Degree::Exact
    }
}

/// How certain a link is, the most certain first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Degree {
    /// The offer's file names the model.
    Declared,
    /// The offer's id is the model's, but for prefixes and spelling.
    Exact,
    /// The IDs differ only in how the model is served.
    Matched,
}

impl Degree {
    /// The words of all degrees.
    pub const WORDS: [&str; 3] = ["declared", "exact", "matched"];

    /// The degree as a word for people and programs.
    pub fn as_str(self) -> &'static str {
        Self::WORDS[self as usize]
    }

    /// Reads one of [`Degree::WORDS`].
    pub fn read(word: &str) -> Option<Self> {
        [Self::Declared, Self::Exact, Self::Matched].into_iter().find(|degree| degree.as_str() == word)
    }
}

/// Where a model has a name, the best source first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameSource {
    /// Its id, an alias or a snapshot.
    Id,
    /// The repository of its weights.
    Weights,
    /// The display name.
    DisplayName,
}

impl NameSource {
    /// The source as a word for programs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Weights => "weights",
            Self::DisplayName => "name",
        }
    }
}
