//! Indexes the records that can be alternatives: a list by price and [`ThresholdIndex`]es by context window and score, for
//! each type and each combination of required capabilities that occurs.

use foldhash::{HashMap, HashSet};
use rust_decimal::Decimal;

use super::Directory;
use super::featured::plausible_context;
use super::price::Comparable;
use super::row::newest_first;
use super::threshold_index::ThresholdIndex;
use crate::domain::{Capability, ModelType, PartialDate, Price, TokenCount};
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::cost::RateKind;

/// An alternative must have each of these capabilities that the page's model has.
const REQUIRED: [Capability; 5] = [
    Capability::Vision,
    Capability::AudioInput,
    Capability::ToolCalling,
    Capability::StructuredOutput,
    Capability::Reasoning,
];

/// Records that can be alternatives, newest first, and the indexes that find them.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub(super) all: Vec<Candidate>,
    groups: HashMap<(ModelType, Mask), [Group; 2]>,
}

/// A bit set of the required capabilities.
type Mask = u8;

#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) place: Place,
    pub(super) name: String,
    mask: Mask,
    pub(super) since: Option<PartialDate>,
    pub(super) figures: Figures,
    /// How good its ranked scores are, by the indexes of their sets.
    pub(super) scores: Vec<(usize, Decimal)>,
}

/// The values of a record that are compared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures {
    pub(super) kind: ModelType,
    pub(super) comparable: Option<Comparable>,
    pub(super) input: Option<Price>,
    pub(super) output: Option<Price>,
    pub(super) context: Option<TokenCount>,
}

/// The candidates of one type with certain capabilities: models, or offers without a model.
#[derive(Debug)]
pub(super) struct Group {
    /// By price, lowest first.
    pub(super) by_price: Vec<(Comparable, u32)>,
    /// By context window, for candidates with a price.
    pub(super) contexts: ThresholdIndex<TokenCount>,
    /// By how good scores are, for each set.
    pub(super) scores: HashMap<usize, ThresholdIndex<Decimal>>,
}

impl Candidates {
    /// Indexes every listed model, and every listed offer without a model, that is neither deprecated nor retired.
    pub(super) fn new(directory: &Directory) -> Self {
        let mut candidates = Self::default();
        let catalog = &directory.catalog;
        let models = (0..catalog.models.len()).map(Place::Model);
        let offers =
            (0..catalog.offers.len()).filter(|at| catalog.offers[*at].model().is_none()).map(Place::Offer);
        let places = models.chain(offers).filter(|place| directory.is_listed_and_active(*place));
        for place in newest_first(directory, places.collect()) {
            let record = directory.record(place);
            candidates.all.push(Candidate {
                place,
                name: record.name.to_lowercase(),
                mask: mask(record),
                since: record.since(),
                figures: Figures::of(directory, place),
                scores: directory.ranked_scores(place),
            });
        }
        let keys = catalog.records().map(|record| (record.kind, mask(record))).collect();
        candidates.groups = groups(&candidates.all, &keys);
        candidates
    }

    /// The candidates of a record's type that have its required capabilities: models, then offers without a model.
    pub(super) fn groups(&self, record: &Record) -> &[Group] {
        self.groups.get(&(record.kind, mask(record))).map_or(&[], |groups| groups)
    }
}

impl Figures {
    pub(super) fn of(directory: &Directory, place: Place) -> Self {
        let priced_record = directory.priced_record(place);
        let record = directory.record(place);
        Self {
            kind: record.kind,
            comparable: directory.comparable(place),
            input: priced_record.cost.prices.rates.price(RateKind::Input),
            output: priced_record.cost.prices.rates.price(RateKind::Output),
            context: plausible_context(record),
        }
    }
}

fn groups(all: &[Candidate], keys: &HashSet<(ModelType, Mask)>) -> HashMap<(ModelType, Mask), [Group; 2]> {
    let mut cheapest_first: Vec<(u32, &Candidate)> = (0u32..).zip(all).collect();
    cheapest_first.sort_by_key(|(_, candidate)| {
        let comparable = candidate.figures.comparable;
        (comparable.is_none(), comparable)
    });
    let groups = keys.iter().map(|&(kind, mask)| {
        let (models, offers): (Vec<_>, Vec<_>) = cheapest_first
            .iter()
            .filter(|(_, candidate)| candidate.figures.kind == kind && candidate.mask & mask == mask)
            .partition(|(_, candidate)| matches!(candidate.place, Place::Model(_)));
        ((kind, mask), [Group::new(&models), Group::new(&offers)])
    });
    groups.collect()
}

impl Group {
    /// Indexes the members, which come cheapest first.
    fn new(members: &[(u32, &Candidate)]) -> Self {
        let mut scores: HashMap<usize, Vec<(Decimal, u32)>> = HashMap::default();
        for (index, member) in members {
            for (benchmark, score) in &member.scores {
                scores.entry(*benchmark).or_default().push((*score, *index));
            }
        }
        let priced = members.iter().filter(|(_, member)| member.figures.comparable.is_some());
        let contexts = priced.filter_map(|(index, member)| Some((member.figures.context?, *index)));
        Self {
            by_price: members
                .iter()
                .filter_map(|(index, member)| Some((member.figures.comparable?, *index)))
                .collect(),
            contexts: ThresholdIndex::new(contexts),
            scores: scores.into_iter().map(|(at, records)| (at, ThresholdIndex::new(records))).collect(),
        }
    }
}

/// The required capabilities that a record has.
fn mask(record: &Record) -> Mask {
    REQUIRED.iter().enumerate().fold(0, |mask, (bit, capability)| {
        if record.capabilities.has(*capability) { mask | 1 << bit } else { mask }
    })
}
