//! Models to use instead: over all authors, of the same type, able to do what the page's model can.
//!
//! A page has up to five, each with one reason: the successor; up to three that cost less; the cheapest with a context
//! window at least half as long again; the cheapest with a higher score on a benchmark that both have. Cheaper ones are
//! looked for among the nearest lower prices, where models of like size stand, and the newest of these are taken: the
//! cheapest of all would be the same tiny models on every page. Models come first; offers that stand alone fill what
//! they leave, since many of them are second listings of a model.
//!
//! Abilities that count are few, so are their combinations. For each combination that occurs, lists by price and
//! [`Ladder`]s by context window and by score are made once; a page then takes a bounded number of steps.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::Directory;
use super::highlight::plausible_context;
use super::ladder::Ladder;
use super::price::{Comparable, less};
use super::row::newest_first;
use crate::domain::{Capability, ModelType, PartialDate, Price, TokenCount, Unit};
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::cost::RateKind;
use crate::resolve::record::Benchmark;

/// A model to use instead, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The other record.
    pub place: Place,
    /// Why it is worth a look.
    pub reason: Reason,
}

/// Why another model is worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It takes the model's place.
    Successor,
    /// It costs less per token, by so many percent; `None` where that price is within one percent, or neither has one.
    Cheaper {
        /// Less for input.
        input: Option<Decimal>,
        /// Less for output.
        output: Option<Decimal>,
    },
    /// It costs less per unit, by so many percent.
    CheaperUnit {
        /// What is counted.
        unit: Unit,
        /// How much less.
        percent: Decimal,
    },
    /// Its context window is longer.
    LongerContext {
        /// The page's model.
        own: TokenCount,
        /// This one.
        other: TokenCount,
    },
    /// Its score is higher on a benchmark that both have.
    HigherScore {
        /// The benchmark, with what sets its results apart.
        benchmark: String,
        /// The score of the page's model.
        own: Decimal,
        /// Its own.
        other: Decimal,
    },
}

/// How many alternatives a page shows.
const SHOWN: usize = 5;
/// How many of them cost less.
const CHEAPER: usize = 3;
/// How many lower prices are looked at.
const LOOKED_AT: usize = 64;
/// Among how many of those that fit the newest are taken.
const NEAR: usize = 8;

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
    all: Vec<Candidate>,
    boards: HashMap<String, usize>,
    groups: HashMap<(ModelType, Mask), [Group; 2]>,
}

/// A combination of the required capabilities.
type Mask = u8;

#[derive(Debug)]
struct Candidate {
    place: Place,
    name: String,
    mask: Mask,
    since: Option<PartialDate>,
    figures: Figures,
    /// The best score on each board.
    scores: Vec<(usize, Decimal)>,
}

/// What is compared of a record.
#[derive(Clone, Copy, Debug)]
struct Figures {
    kind: ModelType,
    comparable: Option<Comparable>,
    input: Option<Price>,
    output: Option<Price>,
    context: Option<TokenCount>,
}

/// The candidates of one type that have all of some abilities: models, or offers that stand alone.
#[derive(Debug)]
struct Group {
    /// By price, lowest first.
    by_price: Vec<(Comparable, u32)>,
    /// Of those with a price.
    contexts: Ladder<TokenCount>,
    /// By board.
    scores: HashMap<usize, Ladder<Decimal>>,
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
        let mut scores: Vec<(usize, Decimal)> = Vec::new();
        for benchmark in benchmarks.iter().filter(|benchmark| is_higher_better(benchmark)) {
            let next = self.boards.len();
            let board = *self.boards.entry(board_key(benchmark)).or_insert(next);
            match scores.iter_mut().find(|(known, _)| *known == board) {
                Some((_, score)) => *score = benchmark.score.max(*score),
                None => scores.push((board, benchmark.score)),
            }
        }
        scores
    }
}

impl Figures {
    fn of(directory: &Directory, place: Place) -> Self {
        let speaker = directory.speaker(place);
        let record = directory.record(place);
        Self {
            kind: record.kind,
            comparable: directory.comparable(place),
            input: speaker.cost.rates.price(RateKind::Input),
            output: speaker.cost.rates.price(RateKind::Output),
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
            contexts: Ladder::new(members.iter().filter_map(context)),
            scores: scores.into_iter().map(|(board, records)| (board, Ladder::new(records))).collect(),
        }
    }
}

impl Directory {
    /// Up to five records to use instead, in the order of reasons: successor, lower prices, longer context, higher score.
    ///
    /// None of them is deprecated, retired, unlisted, a variant, or a record of the same name, the successor aside.
    pub fn alternatives(&self, place: Place) -> Vec<Alternative> {
        Search::new(self, place).run()
    }
}

/// The search for one page.
struct Search<'a> {
    directory: &'a Directory,
    /// Models, then offers that stand alone.
    groups: &'a [Group],
    place: Place,
    record: &'a Record,
    figures: Figures,
    /// The records that stand for the page's own in lists.
    own: [Option<Place>; 2],
    /// The names that are not to be shown again.
    names: Vec<String>,
    found: Vec<Alternative>,
}

impl<'a> Search<'a> {
    fn new(directory: &'a Directory, place: Place) -> Self {
        let record = directory.record(place);
        let root = directory.folded.root(place);
        let model = match place {
            Place::Offer(at) => directory.catalog.offers[at].model.map(Place::Model),
            Place::Model(_) => None,
        };
        Self {
            directory,
            groups: directory
                .candidates
                .groups
                .get(&(record.kind, mask(record)))
                .map_or(&[], |groups| groups),
            place,
            record,
            figures: Figures::of(directory, place),
            names: vec![record.name.to_lowercase()],
            own: [Some(root), model.map(|model| directory.folded.root(model))],
            found: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<Alternative> {
        self.successor();
        for group in self.groups {
            self.cheaper(group);
        }
        if let Some(longer) = self.groups.iter().find_map(|group| self.longer_context(group)) {
            self.show(longer.place, longer.reason);
        }
        if let Some(better) = self.record.benchmarks.iter().find_map(|benchmark| self.better_at(benchmark)) {
            self.show(better.place, better.reason);
        }
        self.found.truncate(SHOWN);
        self.found
    }

    /// The first record along the successors that still has no end.
    fn successor(&mut self) {
        let directory = self.directory;
        let next = |record: &Record| record.successor.as_ref().and_then(|key| directory.catalog.place(key));
        let chain = std::iter::successors(next(self.record), |place| next(directory.record(*place)));
        let can_be =
            |place: &Place| directory.is_listed(*place) && !directory.record(*place).status.is_ending();
        let found = chain.take(LOOKED_AT).find(can_be).filter(|place| !self.own.contains(&Some(*place)));
        if let Some(place) = found {
            self.show(place, Reason::Successor);
        }
    }

    /// The newest of the nearest lower prices, as many as are still wanted.
    fn cheaper(&mut self, group: &Group) {
        let Some(limit) = self.figures.comparable.and_then(ten_percent_less) else { return };
        let end = group.by_price.partition_point(|(price, _)| *price <= limit);
        let lower = group.by_price[..end].iter().rev().take(LOOKED_AT);
        let lower =
            lower.map(|(_, index)| self.candidate(*index)).filter(|candidate| self.is_other(candidate));
        let fitting = lower.filter_map(|candidate| Some((candidate, self.saving(candidate)?)));
        let mut near: Vec<(&Candidate, Reason)> = fitting.take(NEAR).collect();
        near.sort_by_key(|(candidate, _)| Reverse(candidate.since));
        for (candidate, reason) in near {
            let shown = self.found.iter().filter(|found| found.reason != Reason::Successor).count();
            if shown < CHEAPER && self.is_other(candidate) {
                self.show(candidate.place, reason);
            }
        }
    }

    /// How much less a candidate costs, where neither of its prices is higher and its context window is not less than
    /// half as long.
    fn saving(&self, other: &Candidate) -> Option<Reason> {
        let (own, other_figures) = (&self.figures, &other.figures);
        if own.context.is_some_and(|own| other_figures.context.is_none_or(|other| other.0 < own.0 / 2)) {
            return None;
        }
        match (own.comparable?, other_figures.comparable?) {
            (Comparable::Tokens(_), Comparable::Tokens(_)) => {
                let fits = |own: Option<Price>, other: Option<Price>| match (own, other) {
                    (Some(own), Some(other)) => other <= own,
                    (own, other) => own.is_none() && other.is_none(),
                };
                let fit = fits(own.input, other_figures.input) && fits(own.output, other_figures.output);
                fit.then(|| Reason::Cheaper {
                    input: less(other_figures.input, own.input),
                    output: less(other_figures.output, own.output),
                })
            }
            (Comparable::Units(unit, own), Comparable::Units(other_unit, price)) => {
                let is_same = unit == other_unit && self.unit_terms_agree(other);
                let percent = less(Price::new(price).ok(), Price::new(own).ok()).filter(|_| is_same)?;
                Some(Reason::CheaperUnit { unit, percent })
            }
            _ => None,
        }
    }

    /// Whether the first unit prices of both are for the same size, quality and the like.
    fn unit_terms_agree(&self, other: &Candidate) -> bool {
        let terms = |record: &'a Record| record.cost.units.first().map(|unit| (&unit.label, &unit.selectors));
        terms(self.directory.speaker(self.place)) == terms(self.directory.speaker(other.place))
    }

    fn longer_context(&self, group: &Group) -> Option<Alternative> {
        let own = self.figures.context?;
        let longer = TokenCount(own.0.saturating_add(own.0.div_ceil(2)));
        let found = self.first_other(group.contexts.from(longer))?;
        let reason = Reason::LongerContext { own, other: found.figures.context? };
        Some(Alternative { place: found.place, reason })
    }

    fn better_at(&self, benchmark: &Benchmark) -> Option<Alternative> {
        let board = *self.directory.candidates.boards.get(&board_key(benchmark))?;
        let is_same = |other: &&Benchmark| board_key(other) == board_key(benchmark);
        let own = self.record.benchmarks.iter().filter(is_same).map(|same| same.score).max()?;
        let mut ladders = self.groups.iter().filter_map(|group| group.scores.get(&board));
        let found = ladders.find_map(|ladder| self.first_other(ladder.above(own)))?;
        let (_, other) = *found.scores.iter().find(|(known, _)| *known == board)?;
        let words = std::iter::once(&benchmark.name).chain(&benchmark.details);
        let benchmark = words.map(String::as_str).collect::<Vec<_>>().join(", ");
        Some(Alternative { place: found.place, reason: Reason::HigherScore { benchmark, own, other } })
    }

    fn first_other(&self, indexes: &[u32]) -> Option<&'a Candidate> {
        indexes.iter().map(|index| self.candidate(*index)).find(|candidate| self.is_other(candidate))
    }

    fn show(&mut self, place: Place, reason: Reason) {
        self.names.push(self.directory.record(place).name.to_lowercase());
        self.found.push(Alternative { place, reason });
    }

    fn candidate(&self, index: u32) -> &'a Candidate {
        &self.directory.candidates.all[index as usize]
    }

    /// Whether a candidate is another model that the page does not show yet.
    fn is_other(&self, candidate: &Candidate) -> bool {
        !self.own.contains(&Some(candidate.place)) && !self.names.contains(&candidate.name)
    }
}

fn mask(record: &Record) -> Mask {
    REQUIRED.iter().enumerate().fold(0, |mask, (bit, capability)| {
        if record.capabilities.has(*capability) { mask | 1 << bit } else { mask }
    })
}

fn ten_percent_less(price: Comparable) -> Option<Comparable> {
    let part = Decimal::new(9, 1);
    Some(match price {
        Comparable::Tokens(price) => Comparable::Tokens(price.checked_mul(part)?),
        Comparable::Units(unit, price) => Comparable::Units(unit, price.checked_mul(part)?),
    })
}

/// What must agree for two scores to be comparable: the name, the metric, the version, the variant and so on.
fn board_key(benchmark: &Benchmark) -> String {
    let metric = benchmark.metric.as_deref().unwrap_or_default();
    let words = [&*benchmark.name, metric].into_iter().chain(benchmark.details.iter().map(String::as_str));
    words.collect::<Vec<_>>().join("\n").to_lowercase()
}

/// Whether more is better, as far as the words tell; error rates, times and ranks are none.
fn is_higher_better(benchmark: &Benchmark) -> bool {
    const LESS_IS_BETTER: [&str; 12] = [
        "error",
        "errors",
        "wer",
        "cer",
        "latency",
        "seconds",
        "time",
        "loss",
        "perplexity",
        "rank",
        "cost",
        "hallucination",
    ];
    let key = board_key(benchmark);
    !key.split(|c: char| !c.is_alphanumeric()).any(|word| LESS_IS_BETTER.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::Site;

    fn model(day: u8, input: &str, output: &str, more: &str) -> String {
        format!(
            "added = 2026-01-{day:02}\ntool_call = true\n{more}\ncost = {{ input = {input}, output = {output} }}"
        )
    }

    fn reasons(directory: &Directory, key: &str) -> Vec<String> {
        let line = |alternative: &Alternative| {
            let name = &directory.record(alternative.place).name;
            let percent =
                |less: Option<Decimal>| less.map_or("-".into(), |less| less.round_dp(1).to_string());
            match &alternative.reason {
                Reason::Successor => format!("{name} successor"),
                Reason::Cheaper { input, output } => {
                    format!("{name} {}% {}%", percent(*input), percent(*output))
                }
                Reason::CheaperUnit { percent: less, .. } => format!("{name} {}%", percent(Some(*less))),
                Reason::LongerContext { own, other } => format!("{name} {} {}", own.0, other.0),
                Reason::HigherScore { benchmark, own, other } => format!("{name} {benchmark} {own} {other}"),
            }
        };
        directory.alternatives(directory.find(key)).iter().map(line).collect()
    }

    #[test]
    fn reasons_come_in_order() {
        let mmlu = |score: &str| format!("[[benchmarks]]\nname = \"MMLU\"\nscore = {score}");
        let model = |day, input, output, context: u32, score| {
            model(day, input, output, &format!("limit = {{ context = {context} }}\n")) + "\n" + &mmlu(score)
        };
        let own =
            model(1, "2", "8", 128_000, "70.5").replacen("tool_call", "successor = \"b/next\"\ntool_call", 1);
        let directory = Site::new()
            .model("a/own", &own)
            .model("b/next", &model(9, "2", "8", 128_000, "60"))
            .model("b/less", &model(2, "1.50", "8", 128_000, "60"))
            .model("c/long", &model(3, "3", "8", 192_000, "60"))
            .model("c/longer", &model(3, "4", "8", 1_000_000, "60"))
            .model("c/nearly-long", &model(3, "2", "8", 191_999, "60"))
            .model("d/better", &model(3, "6", "8", 100_000, "70.6"))
            .model("d/best", &model(3, "9", "8", 100_000, "99"))
            .model("e/unpriced", "tool_call = true\nlimit = { context = 900000 }")
            .derive();
        let expected =
            ["b/next successor", "b/less 25% -%", "c/long 128000 192000", "d/better MMLU 70.5 70.6"];
        assert_eq!(reasons(&directory, "models/a/own"), expected);
    }

    #[test]
    fn neither_price_of_a_cheaper_one_is_higher() {
        let directory = Site::new()
            .model("a/own", &model(1, "10", "10", ""))
            .model("b/output-higher", &model(1, "1", "10.01", ""))
            .model("b/input-higher", &model(1, "10.01", "1", ""))
            .model("b/too-near", &model(1, "9.10", "9.10", ""))
            .model("b/ten-percent", &model(1, "9", "9", ""))
            .model("b/free", "tool_call = true\ncost = { state = \"free\" }")
            .model("b/zero", &model(1, "0", "0", ""))
            .derive();
        assert_eq!(reasons(&directory, "models/a/own"), ["b/ten-percent 10% 10%"]);
    }

    #[test]
    fn the_newest_three_that_cost_less_are_shown() {
        let site = Site::new().model("a/own", &model(1, "10", "10", ""));
        let days = [3, 9, 5, 7, 1];
        let site = days
            .iter()
            .fold(site, |site, day| site.model(&format!("b/day-{day}"), &model(*day, "8", "8", "")));
        let expected = ["b/day-9 20% 20%", "b/day-7 20% 20%", "b/day-5 20% 20%"];
        assert_eq!(reasons(&site.derive(), "models/a/own"), expected);
    }

    #[test]
    fn an_alternative_can_do_what_the_model_can() {
        let directory = Site::new()
            .model("a/own", &model(1, "10", "10", "reasoning = true\nlimit = { context = 100 }"))
            .model("b/cannot", &model(1, "1", "1", "limit = { context = 1000 }"))
            .model("b/short", &model(1, "1", "1", "reasoning = true\nlimit = { context = 49 }"))
            .model("b/can", &model(1, "1", "1", "reasoning = true\nlimit = { context = 50 }"))
            .model("b/other-type", &model(1, "1", "1", "type = \"completion\"\nreasoning = true"))
            .derive();
        assert_eq!(reasons(&directory, "models/a/own"), ["b/can 90% 90%"]);
    }

    #[test]
    fn models_that_end_and_variants_are_no_alternatives() {
        let directory = Site::new()
            .model("a/own", &model(1, "10", "10", "successor = \"b/deprecated\""))
            .model("a/own-eu", &model(1, "1", "1", "variant_of = \"a/own\""))
            .model("b/deprecated", &model(1, "1", "1", "status = \"deprecated\"\nsuccessor = \"b/after\""))
            .model("b/retired", &model(1, "1", "1", "status = \"retired\""))
            .model("b/hidden", &model(1, "1", "1", "unlisted = true"))
            .model("b/after", &model(1, "20", "20", ""))
            .derive();
        assert_eq!(reasons(&directory, "models/a/own"), ["b/after successor"]);
        assert_eq!(reasons(&directory, "models/b/after")[0], "a/own 50% 50%");
        assert!(reasons(&directory, "models/a/own-eu").iter().all(|line| !line.starts_with("a/own ")));
    }

    #[test]
    fn an_offer_is_no_alternative_to_its_own_model() {
        let directory = Site::new()
            .provider("p", "name = \"P\"")
            .model("a/own", "")
            .model("a/less", "")
            .offer("p", "own-dear", "base_model = \"a/own\"\ncost = { input = 9, output = 9 }")
            .offer("p", "own-cheap", "base_model = \"a/own\"\ncost = { input = 5, output = 5 }")
            .offer("p", "less", "base_model = \"a/less\"\ncost = { input = 3, output = 3 }")
            .derive();
        assert_eq!(reasons(&directory, "providers/p/models/own-dear"), ["a/less 66.7% 66.7%"]);
        assert_eq!(reasons(&directory, "models/a/own"), ["a/less 40% 40%"]);
    }

    #[test]
    fn offers_that_stand_alone_fill_what_models_leave() {
        let site = Site::new().provider("p", "name = \"P\"").model("a/own", &model(1, "10", "10", ""));
        let site = site.model("b/less", &model(1, "8", "8", ""));
        let site =
            (1..5).fold(site, |site, day| site.offer("p", &format!("x{day}"), &model(day, "9", "9", "")));
        let directory = site.offer("p", "b/less", &model(9, "9", "9", "")).derive();
        let expected = ["b/less 20% 20%", "x4 10% 10%", "x3 10% 10%"];
        assert_eq!(reasons(&directory, "models/a/own"), expected);
    }

    #[test]
    fn a_model_has_one_reason() {
        let with = |more: &str| format!("limit = {{ context = 1000 }}\n{more}");
        let directory = Site::new()
            .model("a/own", &model(1, "10", "10", &with("successor = \"b/next\"")))
            .model("b/next", &model(1, "1", "1", "limit = { context = 9000 }"))
            .derive();
        assert_eq!(reasons(&directory, "models/a/own"), ["b/next successor"]);
    }

    #[test]
    fn scores_are_compared_on_the_same_terms() {
        let with = |terms: &str| format!("[[benchmarks]]\nname = \"X\"\n{terms}");
        let own = with("score = 10\nmetric = \"index\"\nversion = \"2\"");
        let directory = Site::new()
            .model("a/own", &own)
            .model("b/other-metric", &with("score = 90\nmetric = \"percent\"\nversion = \"2\""))
            .model("b/other-version", &with("score = 90\nmetric = \"index\"\nversion = \"3\""))
            .model("b/same", &with("score = 12.6\nmetric = \"Index\"\nversion = \"2\""))
            .model("c/errors", &with("score = 10\nmetric = \"word error rate\""))
            .model("c/more-errors", &with("score = 20\nmetric = \"word error rate\""))
            .derive();
        assert_eq!(reasons(&directory, "models/a/own"), ["b/same X, 2 10 12.6"]);
        assert!(reasons(&directory, "models/c/errors").is_empty());
    }

    #[test]
    fn prices_per_unit_are_compared_on_the_same_terms() {
        let unit = |price: &str, more: &str| {
            format!("type = \"image\"\n[[cost.units]]\nunit = \"image\"\nprice = {price}\n{more}")
        };
        let directory = Site::new()
            .model("a/own", &unit("0.04", ""))
            .model("b/less", &unit("0.02", ""))
            .model("b/small", &unit("0.01", "size = \"256x256\""))
            .derive();
        assert_eq!(reasons(&directory, "models/a/own"), ["b/less 50%"]);
    }
}
