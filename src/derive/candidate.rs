//! The index of records that can be alternatives: lists by price and [`ThresholdIndex`]s by context window and by score, made once
//! for each type and each combination of required abilities that occurs.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::Directory;
use super::benchmark_scale::is_higher_better;
use super::featured::plausible_context;
use super::price::Comparable;
use super::row::newest_first;
use super::threshold_index::ThresholdIndex;
use crate::domain::{Capability, ModelType, PartialDate, Price, TokenCount};
use crate::fact::benchmark_id;
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::cost::RateKind;
use crate::resolve::record::Benchmark;

/// What the page's model can do must be among the abilities of an alternative.
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
    benchmark_scales: HashMap<String, usize>,
    groups: HashMap<(ModelType, Mask), [Group; 2]>,
}

/// A combination of the required capabilities.
type Mask = u8;

#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) place: Place,
    pub(super) name: String,
    mask: Mask,
    pub(super) since: Option<PartialDate>,
    pub(super) figures: Figures,
    /// The best score on each board.
    pub(super) scores: Vec<(usize, Decimal)>,
}

/// What is compared of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures {
    pub(super) kind: ModelType,
    pub(super) comparable: Option<Comparable>,
    pub(super) input: Option<Price>,
    pub(super) output: Option<Price>,
    pub(super) context: Option<TokenCount>,
}

/// The candidates of one type that have all of some abilities: models, or offers that stand alone.
#[derive(Debug)]
pub(super) struct Group {
    /// By price, lowest first.
    pub(super) by_price: Vec<(Comparable, u32)>,
    /// Of those with a price.
    pub(super) contexts: ThresholdIndex<TokenCount>,
    /// By board.
    pub(super) scores: HashMap<usize, ThresholdIndex<Decimal>>,
}

impl Candidates {
    /// Indexes every listed model, and every offer that stands alone, whose end is not announced.
    pub(super) fn new(directory: &Directory) -> Self {
        let mut candidates = Self::default();
        let catalog = &directory.catalog;
        let models = (0..catalog.models.len()).map(Place::Model);
        let offers =
            (0..catalog.offers.len()).filter(|at| catalog.offers[*at].model.is_none()).map(Place::Offer);
        let can_be =
            |place: &Place| directory.is_listed(*place) && !directory.record(*place).status.is_ending();
        for place in newest_first(directory, models.chain(offers).filter(can_be).collect()) {
            let record = directory.record(place);
            let scores = candidates.scores(&record.benchmarks);
            candidates.all.push(Candidate {
                place,
                name: record.name.to_lowercase(),
                mask: mask(record),
                since: record.since(),
                figures: Figures::of(directory, place),
                scores,
            });
        }
        let asked: HashSet<(ModelType, Mask)> =
            catalog.records().map(|record| (record.kind, mask(record))).collect();
        candidates.groups = groups(&candidates.all, &asked);
        candidates
    }

    fn scores(&mut self, benchmarks: &[Benchmark]) -> Vec<(usize, Decimal)> {
        let mut scores: IndexMap<usize, Decimal> = IndexMap::new();
        for benchmark in benchmarks.iter().filter(|benchmark| is_higher_better(benchmark)) {
            let next = self.benchmark_scales.len();
            let board = *self.benchmark_scales.entry(benchmark_id(benchmark)).or_insert(next);
            let score = scores.entry(board).or_insert(benchmark.score);
            *score = benchmark.score.max(*score);
        }
        scores.into_iter().collect()
    }
}

impl Candidates {
    /// The candidates of a record's type that can do what it can: models, then offers that stand alone.
    pub(super) fn groups(&self, record: &Record) -> &[Group] {
        self.groups.get(&(record.kind, mask(record))).map_or(&[], |groups| groups)
    }

    /// The board that a score stands on.
    pub(super) fn board(&self, benchmark: &Benchmark) -> Option<usize> {
        self.benchmark_scales.get(&benchmark_id(benchmark)).copied()
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

fn groups(all: &[Candidate], asked: &HashSet<(ModelType, Mask)>) -> HashMap<(ModelType, Mask), [Group; 2]> {
    let mut cheapest_first: Vec<(u32, &Candidate)> = (0u32..).zip(all).collect();
    cheapest_first.sort_by_key(|(_, candidate)| {
        let comparable = candidate.figures.comparable;
        (comparable.is_none(), comparable)
    });
    let group = |&(kind, mask): &(ModelType, Mask)| {
        let fits = |candidate: &Candidate| candidate.figures.kind == kind && candidate.mask & mask == mask;
        let members = cheapest_first.iter().copied().filter(|(_, candidate)| fits(candidate));
        let (models, offers): (Vec<_>, Vec<_>) =
            members.partition(|(_, candidate)| matches!(candidate.place, Place::Model(_)));
        ((kind, mask), [Group::new(&models), Group::new(&offers)])
    };
    asked.iter().map(group).collect()
}

impl Group {
    /// Indexes the members, which come cheapest first.
    fn new(members: &[(u32, &Candidate)]) -> Self {
        let mut scores: HashMap<usize, Vec<(Decimal, u32)>> = HashMap::new();
        for (index, member) in members {
            for (board, score) in &member.scores {
                scores.entry(*board).or_default().push((*score, *index));
            }
        }
        let price = |(index, member): &(u32, &Candidate)| Some((member.figures.comparable?, *index));
        let context = |(index, member): &(u32, &Candidate)| {
            Some((member.figures.context?, *index)).filter(|_| member.figures.comparable.is_some())
        };
        Self {
            by_price: members.iter().filter_map(price).collect(),
            contexts: ThresholdIndex::new(members.iter().filter_map(context)),
            scores: scores
                .into_iter()
                .map(|(board, records)| (board, ThresholdIndex::new(records)))
                .collect(),
        }
    }
}

/// The required abilities that a record has.
fn mask(record: &Record) -> Mask {
    REQUIRED.iter().enumerate().fold(0, |mask, (bit, capability)| {
        if record.capabilities.has(*capability) { mask | 1 << bit } else { mask }
    })
}
