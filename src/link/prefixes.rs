//! What stands before the name of a model in ids: authors, providers, regions. Which prefix stands for which author is learned from the
//! offers that name their model, and from where the weights of models are.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use super::name::Name;
use super::offer_id::{OfferId, namespace};
use crate::resolve::{Catalog, Model, Offer, Record};

/// Regions in front of an id.
pub(super) const REGIONS: [&str; 8] = ["apac", "au", "ca", "eu", "global", "jp", "uk", "us"];

/// What is known of prefixes.
#[derive(Debug, Default)]
pub(super) struct Prefixes {
    votes: HashMap<String, Votes>,
    /// The words that all ids of a provider begin with.
    common: Vec<Vec<String>>,
    /// Providers by their folders, and by the first words of them, in words joined by hyphens.
    providers: HashSet<String>,
    /// By segments in front of names, how many ids of each provider have them.
    segments: HashMap<String, HashMap<usize, usize>>,
    /// How many ids of each provider have a segment in front of the name.
    sizes: Vec<usize>,
}

/// The authors that a prefix was seen with.
#[derive(Debug, Default)]
struct Votes {
    authors: BTreeMap<usize, usize>,
    providers: HashSet<usize>,
    /// Whether a model's own file says so.
    is_certain: bool,
}

/// What a prefix stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// An author, and whether more than one provider says so.
    Author(usize, Certainty),
    /// No author: it was seen with several.
    Neutral,
    /// It was never seen with a model.
    Unknown,
}

/// How well it is known for which author a prefix stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    /// A model's file says so, or two providers.
    Certain,
    /// One provider uses it so.
    Likely,
}

impl Prefixes {
    /// Learns from the models, from the offers that name one, and from how providers write their ids. `ids` are those of the offers.
    pub(super) fn learn(catalog: &Catalog, ids: &[Arc<OfferId>]) -> Self {
        let sizes = vec![0; catalog.providers.len()];
        let mut learned = Self { common: common_words(catalog), sizes, ..Self::default() };
        learned.count_segments(catalog, ids);
        let named = catalog.models.iter().flat_map(|model| Name::read(model_id(&model.record)).words);
        let named: HashSet<String> = named.collect();
        for provider in &catalog.providers {
            let words = Name::read(&provider.id).words;
            // A word of which models are made never stands for a provider: `mini`.
            let own = [words.join("-"), words.into_iter().next().unwrap_or_default()];
            learned.providers.extend(own.into_iter().filter(|word| !named.contains(word)));
        }
        for model in &catalog.models {
            learned.add_certain(&catalog.authors[model.author].id, model.author, WEIGHT_OF_A_FOLDER);
            for organization in weights(&model.record).map(|(organization, _)| organization) {
                learned.add_certain(organization, model.author, 1);
            }
        }
        let seen = catalog.offers.par_iter().filter_map(|offer| {
            let model = &catalog.models[offer.model()?];
            Some((prefixes_of(offer, model), model.author, offer.provider))
        });
        for (prefixes, author, provider) in seen.collect::<Vec<_>>() {
            for prefix in prefixes {
                learned.add(prefix, author, provider);
            }
        }
        learned
    }

    fn count_segments(&mut self, catalog: &Catalog, ids: &[Arc<OfferId>]) {
        for (offer, id) in catalog.offers.iter().zip(ids) {
            self.sizes[offer.provider] += usize::from(!id.namespaces.is_empty());
            for segment in &id.namespaces {
                *self.segments.entry(segment.clone()).or_default().entry(offer.provider).or_default() += 1;
            }
        }
    }

    fn add_certain(&mut self, prefix: &str, author: usize, weight: usize) {
        let votes = self.votes.entry(prefix.to_lowercase()).or_default();
        *votes.authors.entry(author).or_default() += weight;
        votes.is_certain = true;
    }

    fn add(&mut self, prefix: String, author: usize, provider: usize) {
        let votes = self.votes.entry(prefix).or_default();
        *votes.authors.entry(author).or_default() += 1;
        votes.providers.insert(provider);
    }

    /// What a prefix stands for: the author of more than three quarters of what was seen with it.
    pub(super) fn meaning(&self, prefix: &str) -> Meaning {
        let Some(votes) = self.votes.get(prefix) else { return Meaning::Unknown };
        let all: usize = votes.authors.values().sum();
        let Some((author, _)) = votes.authors.iter().find(|(_, count)| **count * 4 > all * 3) else {
            return Meaning::Neutral;
        };
        let is_certain = votes.is_certain || votes.providers.len() > 1;
        Meaning::Author(*author, if is_certain { Certainty::Certain } else { Certainty::Likely })
    }

    /// Whether a model's own file says what a prefix stands for.
    pub(super) fn is_of_file(&self, prefix: &str) -> bool {
        self.votes.get(prefix).is_some_and(|votes| votes.is_certain)
    }

    /// Whether several providers write a segment in front of names.
    pub(super) fn is_told(&self, segment: &str) -> bool {
        self.segments.get(segment).is_some_and(|providers| providers.len() > 1)
    }

    /// Whether a segment is a provider's way of writing ids: most that have one in front of the name have it, and more than one.
    pub(super) fn is_usual(&self, segment: &str, provider: usize) -> bool {
        let count = self.segments.get(segment).and_then(|providers| providers.get(&provider)).copied();
        count.is_some_and(|count| count > 1 && count * 2 > self.sizes[provider])
    }

    /// Whether a segment in front of a name is neither an author's, nor a provider's, nor a region, nor the provider's way of writing ids.
    pub(super) fn is_foreign(&self, segment: &str, provider: usize) -> bool {
        let words = Name::read(segment).words;
        let is_region = words.iter().all(|word| REGIONS.contains(&word.as_str()));
        self.meaning(segment) == Meaning::Unknown
            && !is_region
            && !self.is_provider(&words)
            && !self.is_usual(segment, provider)
    }

    /// Whether words are a provider's.
    pub(super) fn is_provider(&self, words: &[String]) -> bool {
        self.providers.contains(&words.join("-"))
    }

    /// Whether words are a row of prefixes, each of the author or of a provider.
    pub(super) fn is_row(&self, words: &[String], author: usize) -> bool {
        words.iter().all(|word| {
            matches!(self.meaning(word), Meaning::Author(of, _) if of == author)
                || self.is_provider(std::slice::from_ref(word))
        })
    }

    /// Words in front of a name without regions and without what all ids of the provider begin with.
    pub(super) fn without_own<'a>(&self, lead: &'a [String], provider: usize) -> &'a [String] {
        let regions = lead.iter().take_while(|word| REGIONS.contains(&word.as_str())).count();
        let lead = &lead[regions..];
        lead.strip_prefix(self.common[provider].as_slice()).unwrap_or(lead)
    }
}

/// A model's folder counts more than a single offer.
const WEIGHT_OF_A_FOLDER: usize = 3;

/// The last segment of a model's id.
pub(super) fn model_id(record: &Record) -> &str {
    record.id.rsplit('/').next().unwrap_or_default()
}

/// The repositories of a model's weights: the organization and the name.
pub(super) fn weights(record: &Record) -> impl Iterator<Item = (&str, &str)> {
    record.weights.iter().filter_map(|link| {
        let path = link.url.split_once("://huggingface.co/")?.1.trim_end_matches('/');
        path.split_once('/').filter(|(_, name)| !name.contains('/'))
    })
}

/// The words of an offer's id before those of its model: `openai` in `openai-gpt-4.1`.
fn lead(id: &str, model: &str) -> Vec<String> {
    let (mut words, model) = (Name::read(id).words, Name::read(model).words);
    let start = model.first().and_then(|first| words.iter().position(|word| word == first));
    words.truncate(start.unwrap_or(0));
    if words.len() > LONGEST_LEAD { Vec::new() } else { words }
}

/// The most words that are learned, and left out, in front of a name.
pub(super) const LONGEST_LEAD: usize = 4;

/// What stands in the id of an offer before the name of its model.
fn prefixes_of(offer: &Offer, model: &Model) -> Vec<String> {
    let mut segments: Vec<&str> = offer.record.id.split('/').collect();
    let last = segments.pop().unwrap_or_default();
    let lead = lead(last, model_id(&model.record));
    let namespaces = segments.iter().map(|segment| namespace(segment));
    namespaces.chain((!lead.is_empty()).then(|| lead.join("-"))).collect()
}

/// The words that all ids of each provider begin with, where it has enough ids to tell.
fn common_words(catalog: &Catalog) -> Vec<Vec<String>> {
    let mut names: Vec<Vec<Vec<String>>> = vec![Vec::new(); catalog.providers.len()];
    let read = |offer: &Offer| {
        let id = offer.record.id.rsplit('/').next().unwrap_or_default();
        (offer.provider, Name::read(id).words)
    };
    for (provider, words) in catalog.offers.par_iter().map(read).collect::<Vec<_>>() {
        names[provider].push(words);
    }
    names.into_iter().map(|names| common(&names)).collect()
}

fn common(names: &[Vec<String>]) -> Vec<String> {
    let Some(first) = names.first().filter(|_| names.len() >= ENOUGH_IDS) else { return Vec::new() };
    let length = (0..first.len())
        .take_while(|at| names.iter().all(|words| words.len() > at + 1 && words[*at] == first[*at]))
        .count();
    first[..length].to_vec()
}

/// Fewer ids share words by chance.
const ENOUGH_IDS: usize = 3;
