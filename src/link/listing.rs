//! A listing: an offer that no model file explains, and which model its id names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use super::date_tag::DateTag;
use super::name::{Name, core, sorted};
use super::offer_id::OfferId;
use super::prefixes::{Certainty, LONGEST_LEAD, Meaning, Prefixes, model_id};
use super::vocabulary::{EFFORTS, TERMS_OF_REQUESTS, WordClass, class, is_number};
use crate::resolve::{Catalog, Offer};

/// An offer that no model file explains.
#[derive(Debug)]
pub(super) struct Listing {
    /// The index of the offer.
    pub(super) offer: usize,
    /// The words of the name in the order of the id, without what says only how the model is served.
    pub(super) words: Vec<String>,
    /// The date.
    pub(super) date: Option<DateTag>,
    /// What the id says beside the name.
    pub(super) dropped: Vec<String>,
    author: Author,
}

/// Who made the model, as far as the id tells.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Author {
    /// The id of an author.
    Plain(String),
    /// An author serves it, or seems to be named: it is its own, unless the name begins as those of another author do.
    Server(String),
    /// Nobody is named: it is the author of the other listings with the same name, or of all names that begin so.
    Open,
    /// Somebody is named who cannot be told.
    Unclear,
}

/// What a listing names: an author by its id, sorted words, and a date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct ListedName {
    pub(super) author: String,
    pub(super) words: Vec<String>,
    pub(super) date: Option<DateTag>,
}

/// The listings among some offers by what they name; those whose author is not plain are left out.
pub(super) fn by_name(reader: &Reader<'_>, listed: Vec<usize>) -> BTreeMap<ListedName, Vec<Listing>> {
    let catalog = reader.catalog;
    let mut listings: Vec<Listing> = listed.into_par_iter().filter_map(|at| reader.read(at)).collect();
    let known = Families::learn(catalog, &listings);
    for listing in &mut listings {
        if let Author::Server(author) = &listing.author {
            let is_allowed = known.allow(&listing.words, author);
            listing.author = if is_allowed { Author::Plain(author.clone()) } else { Author::Open };
        }
    }
    let families = Families::learn(catalog, &listings);
    let mut authors: HashMap<(Vec<String>, Option<DateTag>), BTreeSet<String>> = HashMap::default();
    for listing in &listings {
        if let Author::Plain(author) = &listing.author {
            let name = (sorted(&listing.words), listing.date);
            authors.entry(name).or_default().insert(author.clone());
        }
    }
    let mut names: BTreeMap<ListedName, Vec<Listing>> = BTreeMap::new();
    for listing in listings {
        let (words, date) = (sorted(&listing.words), listing.date);
        let others = authors.get(&(words.clone(), date));
        let of_others =
            || others.filter(|others| others.len() == 1).and_then(BTreeSet::first).map(String::as_str);
        let author = match &listing.author {
            Author::Plain(author) | Author::Server(author) => Some(author.as_str()),
            Author::Open => of_others().or_else(|| families.author(&listing.words)),
            Author::Unclear => None,
        };
        let Some(author) = author.map(str::to_owned) else { continue };
        names.entry(ListedName { author, words, date }).or_default().push(listing);
    }
    names
}

/// With which words authors begin the names of their models, and which words they use in them.
#[derive(Debug, Default)]
struct Families {
    authors: HashMap<String, BTreeSet<String>>,
    vocabularies: HashMap<String, HashSet<String>>,
}

impl Families {
    /// Learns from the models, and from listings whose author is plain.
    fn learn(catalog: &Catalog, listings: &[Listing]) -> Self {
        let mut families = Self::default();
        for model in &catalog.models {
            let name = Name::read(model_id(&model.record));
            families.add(&catalog.authors[model.author].id, &name.words);
        }
        for listing in listings {
            if let Author::Plain(author) = &listing.author {
                families.add(author, &listing.words);
            }
        }
        families
    }

    fn add(&mut self, author: &str, words: &[String]) {
        let Some(first) = words.first() else { return };
        self.authors.entry(first.clone()).or_default().insert(author.to_owned());
        self.vocabularies.entry(author.to_owned()).or_default().extend(words.iter().cloned());
    }

    /// Whether no other author alone begins names with the first of some words.
    fn allow(&self, words: &[String], author: &str) -> bool {
        let authors = words.first().and_then(|first| self.authors.get(first));
        authors.is_none_or(|authors| authors.contains(author))
    }

    /// The only author who begins names so, if it uses all of the words: others name what they make of a model after it.
    fn author(&self, words: &[String]) -> Option<&str> {
        let authors = self.authors.get(words.first()?).filter(|authors| authors.len() == 1)?;
        let author = authors.first()?;
        let vocabulary = &self.vocabularies[author];
        let is_known = |word: &String| {
            let has_digit = word.contains(|letter: char| letter.is_ascii_digit());
            has_digit || class(word).is_some() || vocabulary.contains(word)
        };
        words.iter().all(is_known).then_some(author.as_str())
    }
}

/// Reads ids with what is known of the words in front of names.
pub(super) struct Reader<'a> {
    catalog: &'a Catalog,
    prefixes: &'a Prefixes,
    /// The first words of each author's models, which are not prefixes: `mistral` in `mistral-large`.
    families: HashMap<String, HashSet<usize>>,
    /// The ids of the offers, in their order.
    ids: &'a [Arc<OfferId>],
}

impl<'a> Reader<'a> {
    pub(super) fn new(catalog: &'a Catalog, prefixes: &'a Prefixes, ids: &'a [Arc<OfferId>]) -> Self {
        let mut families: HashMap<String, HashSet<usize>> = HashMap::default();
        for model in &catalog.models {
            if let Some(first) = Name::read(model_id(&model.record)).words.into_iter().next() {
                families.entry(first).or_default().insert(model.author);
            }
        }
        Self { catalog, prefixes, families, ids }
    }

    /// What the id of an offer names; `None` if it holds no name.
    pub(super) fn read(&self, at: usize) -> Option<Listing> {
        let offer = &self.catalog.offers[at];
        // Signs that no word holds would be lost from the name.
        let is_lost = |letter: char| !letter.is_ascii() && !letter.is_alphanumeric();
        if offer.record.id.contains(is_lost) {
            return None;
        }
        let id = &self.ids[at];
        let (author, name) = self.author(offer, id);
        let (mut words, mut dropped) = (Vec::new(), Vec::new());
        for word in name {
            let is_format = class(word) == Some(WordClass::Precision);
            if is_format { dropped.push(word.clone()) } else { words.push(word.clone()) }
        }
        for option in &id.options {
            let says_terms =
                TERMS_OF_REQUESTS.contains(&option.as_str()) || EFFORTS.contains(&option.as_str());
            let date = DateTag::at_end(&[option]).filter(|(date, _)| date.is_certain());
            if says_terms || date.is_none() && (class(option).is_some() || is_number(option)) {
                dropped.push(option.clone());
            } else {
                words.extend(Name::read(option).words);
            }
        }
        dropped.extend(id.version.clone());
        dropped.extend(self.dropped_segments(id, offer.provider, &author));
        let has_name = !core(&sorted(&words)).is_empty();
        has_name.then(|| Listing { offer: at, words, date: id.name.tag(), dropped, author })
    }

    /// Who made the model, and the words of its name.
    fn author<'b>(&self, offer: &Offer, id: &'b OfferId) -> (Author, &'b [String]) {
        let words = self.without_own(&id.name.words, offer.provider);
        let id_of = |author: usize| Author::Plain(self.catalog.authors[author].id.clone());
        let (lead, rest) = self.lead(words);
        let authors = id.namespaces.iter().rev().filter_map(|segment| match self.prefixes.meaning(segment) {
            Meaning::Author(author, _) => Some((!self.prefixes.is_of_file(segment), author)),
            _ => None,
        });
        let known = authors.min_by_key(|(is_learned, _)| *is_learned);
        let is_quantized = id.name.words.iter().any(|word| class(word) == Some(WordClass::Precision));
        if let Some((is_learned, author)) = known {
            let words = if lead == Some(author) { rest } else { words };
            // Who quantizes a model publishes it under their own name.
            let is_plain = !is_learned && !is_quantized;
            let id = self.catalog.authors[author].id.clone();
            return (if is_plain { Author::Plain(id) } else { Author::Server(id) }, words);
        }
        if let Some(author) = lead {
            return (id_of(author), rest);
        }
        match id.namespaces.last() {
            Some(segment) if !self.is_of_provider(segment, offer.provider) => {
                let is_told = self.prefixes.is_told(segment);
                let is_neutral = self.prefixes.meaning(segment) == Meaning::Neutral;
                let author = match (is_told && !is_neutral, is_neutral || is_quantized) {
                    (true, _) if self.prefixes.is_provider(&Name::read(segment).words) => {
                        Author::Server(segment.clone())
                    }
                    (true, _) => Author::Plain(segment.clone()),
                    (_, true) => Author::Open,
                    _ => Author::Unclear,
                };
                (author, words)
            }
            _ => match self.catalog.providers[offer.provider].author {
                Some(author) => (Author::Server(self.catalog.authors[author].id.clone()), words),
                None => (Author::Open, words),
            },
        }
    }

    /// The words of a name without regions and without what all ids of the provider begin with, if that is not how models are called.
    fn without_own<'b>(&self, words: &'b [String], provider: usize) -> &'b [String] {
        let rest = self.prefixes.without_own(words, provider);
        let cut = &words[..words.len() - rest.len()];
        let is_family = cut.iter().any(|word| self.families.contains_key(word));
        if rest.is_empty() || is_family { words } else { rest }
    }

    /// The author whose prefix stands in front of a name, and the rest: `openai` in `openai-gpt-4`, `meta` in `meta-llama-3`.
    fn lead<'b>(&self, words: &'b [String]) -> (Option<usize>, &'b [String]) {
        let most = words.len().min(LONGEST_LEAD + 1);
        let leads = (1..most).filter_map(|length| match self.prefixes.meaning(&words[..length].join("-")) {
            Meaning::Author(author, Certainty::Certain) => Some((author, &words[length..])),
            _ => None,
        });
        let leads: Vec<(usize, &[String])> = leads.collect();
        let begins = |author: usize, words: &[String]| {
            self.families.get(&words[0]).is_some_and(|authors| authors.contains(&author))
        };
        if leads.iter().any(|(author, _)| begins(*author, words)) {
            return (None, words);
        }
        let before_name = leads.iter().find(|(author, rest)| begins(*author, rest));
        before_name.or(leads.last()).map_or((None, words), |(author, rest)| (Some(*author), rest))
    }

    /// What stands in front of a name and is neither an author's prefix nor the provider's way of writing ids: `tee` in `TEE/glm-5`.
    fn dropped_segments(&self, id: &OfferId, provider: usize, author: &Author) -> Vec<String> {
        let is_dropped = |segment: &&String| {
            let is_author = matches!(author, Author::Plain(id) | Author::Server(id) if id == *segment);
            !is_author && self.prefixes.is_foreign(segment, provider)
        };
        id.namespaces.iter().filter(is_dropped).cloned().collect()
    }

    /// Whether a segment in front of a name is the provider's way of writing ids: its own name, what stands in all of its ids, or terms.
    fn is_of_provider(&self, segment: &str, provider: usize) -> bool {
        let words = Name::read(segment).words;
        let says_terms = words.iter().all(|word| class(word).is_some());
        // A name that others write as well is that of a maker who serves its own models.
        let is_maker = self.prefixes.is_told(segment);
        let is_usual = self.prefixes.is_usual(segment, provider);
        is_usual || says_terms || (self.prefixes.is_provider(&words) && !is_maker)
    }
}
