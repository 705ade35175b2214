//! What offers say of a model that has no file.

/// What the listings of a model say: one vote for each provider, by the offer whose id says least beside the model's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listings {
    /// How many providers have a vote.
    pub providers: usize,
    /// What they say, fact by fact, in the order in which a file has them.
    pub agreements: Vec<Agreement>,
}

/// What providers say of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The fact, as its path in the files: `limit.context`.
    pub path: &'static str,
    /// What is said, as text, and the indexes of the offers that say so; most votes first.
    pub values: Vec<(String, Vec<usize>)>,
}

impl Agreement {
    /// How many providers say anything.
    pub fn votes(&self) -> usize {
        self.values.iter().map(|(_, offers)| offers.len()).sum()
    }
}
