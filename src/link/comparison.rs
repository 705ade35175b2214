//! Whether the name of an offer and the name of a model mean the same, and what sets them apart.

use super::date_tag::DateTag;
use super::index::{Index, ModelName};
use super::name::is_size;
use super::offer_id::OfferId;
use super::prefixes::{Certainty, Meaning, Prefixes};
use super::vocabulary::{EFFORTS, FAST, TERMS_OF_REQUESTS, WordClass, class, is_number};
use crate::domain::{Capability, PartialDate};
use crate::resolve::{Catalog, Model, Offer};

/// What sets an offer's name apart from a model's that means the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    /// What the offer's id says beside the model's name.
    pub(super) dropped: Vec<String>,
    /// What the model's name says and the offer's id leaves out.
    pub(super) assumed: Vec<String>,
}

impl Difference {
    /// In how many words the names differ.
    pub(super) fn size(&self) -> usize {
        self.dropped.len() + self.assumed.len()
    }
}

/// An offer's id beside a name of a model, with what is known of both.
pub(super) struct Comparison<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) models: &'a [Model],
    pub(super) index: &'a Index,
    pub(super) prefixes: &'a Prefixes,
    pub(super) offer: &'a Offer,
    pub(super) id: &'a OfferId,
    /// The words that are left out in front of the name.
    pub(super) lead: &'a [String],
    /// The other words of the name, sorted.
    pub(super) words: &'a [String],
    pub(super) candidate: &'a ModelName,
}

impl Comparison<'_> {
    /// What sets the names apart; `None` if they mean different models.
    pub(super) fn difference(&self) -> Option<Difference> {
        let (extra, missing) = differences(self.words, &self.candidate.words);
        let mut difference = Difference::default();
        for word in extra {
            self.may_drop(word).then(|| difference.dropped.push(word.clone()))?;
        }
        for option in &self.id.options {
            self.may_drop_option(option).then(|| difference.dropped.push(option.clone()))?;
        }
        difference.dropped.extend(self.id.version.clone());
        for word in &missing {
            self.may_assume(word).then(|| difference.assumed.push((*word).clone()))?;
        }
        let is_moving = missing.iter().any(|word| class(word) == Some(WordClass::Moving));
        self.compare_dates(is_moving, &mut difference)?;
        self.compare_lead(&mut difference)?;
        self.compare_namespaces(&mut difference)?;
        Some(difference)
    }

    fn model(&self) -> &Model {
        &self.models[self.candidate.model]
    }

    fn can(&self, capability: Capability) -> bool {
        self.model().record.capabilities.has(capability)
    }

    /// Whether a word of the offer's id says only how the model is served.
    fn may_drop(&self, word: &str) -> bool {
        match class(word) {
            Some(WordClass::Precision | WordClass::Moving) => true,
            // What no host can do to closed weights is the author's name for another model.
            Some(WordClass::Terms) if self.index.is_of_listings() && word == FAST => {
                self.can(Capability::OpenWeights) && !self.is_word_of_author(word)
            }
            Some(WordClass::Terms) => !self.is_word_of_author(word),
            Some(WordClass::Reasoning) => self.may_drop_reasoning(),
            Some(WordClass::Speed) => self.can(Capability::OpenWeights) && !self.is_word_of_author(word),
            Some(WordClass::Window) => self.can(Capability::OpenWeights) && self.is_within_context(word),
            Some(WordClass::Stage) => self.id.name.date.is_some() && self.candidate.name.date.is_some(),
            Some(WordClass::Form | WordClass::ActiveSize) | None => false,
        }
    }

    /// Whether a window such as `128k` is not longer than the model's own.
    fn is_within_context(&self, window: &str) -> bool {
        let (number, thousands) = window.split_at(window.len() - 1);
        let factor = if thousands == "m" { 1_000_000 } else { 1_000 };
        let tokens = number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor));
        let context = self.model().record.limit.context.known();
        context.is_none_or(|context| tokens.is_some_and(|tokens| tokens <= context.0))
    }

    /// Whether thinking is a switch: the model reasons, and its name does not say that it does not.
    fn may_drop_reasoning(&self) -> bool {
        let is_told_apart = self.index.tells_thinking_apart(self.candidate);
        let is_without = self.candidate.words.iter().any(|word| word == "non");
        self.can(Capability::Reasoning) && !is_told_apart && !is_without
    }

    fn may_drop_option(&self, option: &str) -> bool {
        if DateTag::at_end(&[option]).is_some_and(|(date, _)| date.is_certain()) {
            return false;
        }
        if EFFORTS.contains(&option) || is_number(option) {
            return self.may_drop_reasoning();
        }
        TERMS_OF_REQUESTS.contains(&option) || self.may_drop(option)
    }

    /// Whether the author names models with a word, so that it does not only say how fast a host is.
    fn is_word_of_author(&self, word: &str) -> bool {
        self.index.is_word_of_author(word, self.model().author)
    }

    /// Whether an offer's id may leave a word of the model's name out.
    fn may_assume(&self, word: &str) -> bool {
        match class(word) {
            Some(WordClass::Moving) => true,
            Some(WordClass::Form) => self.index.is_only(self.candidate),
            // The size in all tells models apart; the active part of it follows.
            Some(WordClass::ActiveSize) => {
                self.words.iter().any(|word| is_size(word)) && self.index.is_only(self.candidate)
            }
            _ => false,
        }
    }

    /// Dates are the same, or the one that only one name has is the date of the model's release.
    fn compare_dates(&self, is_moving: bool, difference: &mut Difference) -> Option<()> {
        match (&self.id.name.date, &self.candidate.name.date) {
            (Some((offered, _)), Some((tag, _))) => offered.is_same(*tag).then_some(()),
            (Some((offered, written)), None) => {
                let record = &self.model().record;
                let is_of_model = record.release_date.is_some_and(|date| offered.is_release(date))
                    || record.last_updated.is_some_and(|date| offered.is_update(date));
                let is_kept_apart = is_moving || self.index.tells_dates_apart(&self.candidate.words);
                (is_of_model && !is_kept_apart).then(|| difference.dropped.push(written.clone()))
            }
            // Whichever listing leaves the date out names the page, so that a new one with a date never moves it.
            (None, Some(_)) if self.index.is_of_listings() => None,
            (None, Some((_, written))) => {
                self.is_of_one_time().then(|| difference.assumed.push(written.clone()))
            }
            (None, None) if is_moving => self.is_of_one_time().then_some(()),
            (None, None) => Some(()),
        }
    }

    /// Whether the release that the offer states is not another one than the model's.
    fn is_of_one_time(&self) -> bool {
        let (offer, model) = (&self.offer.record, &self.model().record);
        let full = |date: Option<PartialDate>| date.filter(|date| date.is_full());
        let (Some(offered), Some(released)) = (full(offer.release_date), full(model.release_date)) else {
            return true;
        };
        let apart = offered.first_day().duration_since(released.first_day()).abs();
        apart <= TIME_OF_A_RELEASE || model.last_updated == Some(offered)
    }

    /// The words in front of the name are prefixes of the author, of the provider or of a region.
    fn compare_lead(&self, difference: &mut Difference) -> Option<()> {
        let lead = self.prefixes.without_own(self.lead, self.offer.provider);
        if lead.is_empty() {
            return Some(());
        }
        let author = self.model().author;
        let written = lead.join("-");
        match self.prefixes.meaning(&written) {
            Meaning::Author(of, _) if of == author => return Some(()),
            Meaning::Author(_, Certainty::Certain) if !self.is_quantized() => return None,
            _ if written == self.provider() => return Some(()),
            Meaning::Neutral => {}
            _ if self.prefixes.is_provider(lead) || self.prefixes.is_row(lead, author) => {}
            _ => return None,
        }
        difference.dropped.push(written);
        Some(())
    }

    /// The segments in front of the name say the author. Another author stands there only where it changed the precision.
    fn compare_namespaces(&self, difference: &mut Difference) -> Option<()> {
        let Some(last) = self.id.namespaces.last() else { return Some(()) };
        let author = self.model().author;
        let is_author = |meaning| matches!(meaning, Meaning::Author(of, _) if of == author);
        if self.id.namespaces.iter().any(|segment| is_author(self.prefixes.meaning(segment))) {
            let foreign = |segment: &&String| self.prefixes.is_foreign(segment, self.offer.provider);
            difference.dropped.extend(self.id.namespaces.iter().filter(foreign).cloned());
            return Some(());
        }
        let is_own = self.catalog.authors.get(author).is_some_and(|author| author.id == self.provider());
        match self.prefixes.meaning(last) {
            Meaning::Neutral => return Some(()),
            Meaning::Author(_, Certainty::Certain) if !self.is_quantized() && !is_own => return None,
            Meaning::Author(..) | Meaning::Unknown => {}
        }
        difference.dropped.push(self.id.namespaces.join("/"));
        Some(())
    }

    fn provider(&self) -> &str {
        &self.catalog.providers[self.offer.provider].id
    }

    fn is_quantized(&self) -> bool {
        self.id.name.words.iter().any(|word| class(word) == Some(WordClass::Precision))
    }
}

/// Releases under one name are further apart than the days that hosts state for one of them.
const TIME_OF_A_RELEASE: jiff::SignedDuration = jiff::SignedDuration::from_hours(45 * 24);

/// The words that only one of two sorted rows has: of the first, and of the second.
fn differences<'a>(one: &'a [String], other: &'a [String]) -> (Vec<&'a String>, Vec<&'a String>) {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let (mut extra, mut missing) = (Vec::new(), Vec::new());
    loop {
        match (left.peek(), right.peek()) {
            (Some(a), Some(b)) if a == b => {
                left.next();
                right.next();
            }
            (Some(a), Some(b)) if a < b => extra.extend(left.next()),
            (Some(_), None) => extra.extend(left.next()),
            (_, Some(_)) => missing.extend(right.next()),
            (None, None) => return (extra, missing),
        }
    }
}
