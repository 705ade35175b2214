//! Columns side by side: rows that some column knows, in one order, with what is best in words. `static/js/compare/merge.js`
//! does the same from the records' JSON; a browser test holds the two together.

use std::borrow::Cow;
use std::collections::HashMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::render::page::cell;
use crate::render::page::record::column::{BestMark, Column, ComparedFact, Threshold};
use crate::render::view::{Cell, CellState, Link, StatusMark};

/// Up to four models or offers side by side; `component/comparison.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Comparison {
    /// What is compared, one column each.
    pub columns: Vec<ComparisonColumn>,
    /// What a month costs with each, as the calculator has it at first; empty where some have no price.
    pub month: Vec<ComparisonCell>,
    /// What that month holds: "10,000 requests × 2K in + 500 out".
    pub usage: String,
    /// How many rows only one of several models has.
    pub alone: usize,
    /// The rows, in groups: prices, limits, capabilities and so on.
    pub groups: Vec<ComparisonGroup>,
    /// What takes no part in "Lowest", and whose prices these are.
    pub notes: Vec<String>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ComparisonColumn {
    /// The record's key, for `data-record`.
    pub key: String,
    /// The name and the page.
    pub name: Link,
    /// Who made the model, or who offers it: "by `OpenAI`", "on Azure".
    pub source: String,
    /// A mark such as "Deprecated".
    pub status: Option<StatusMark>,
}

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ComparisonGroup {
    /// The title: "Price".
    pub title: String,
    /// What all rows are measured in; the rows name none then.
    pub unit: Option<String>,
    /// The rows.
    pub rows: Vec<ComparisonRow>,
}

/// One fact of all columns.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ComparisonRow {
    /// What it is: "Input".
    pub label: String,
    /// What it is measured in: "per 1M tokens".
    pub unit: Option<String>,
    /// Whether all columns say the same.
    pub same: bool,
    /// Whether only one of several columns has something; such rows are folded.
    pub alone: bool,
    /// The values, one a column.
    pub cells: Vec<ComparisonCell>,
}

/// The value of one column.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ComparisonCell {
    /// The key of the column's record, for `data-record`.
    pub key: String,
    /// The value.
    pub value: Cell,
    /// What is best about it, in words: "Lowest", "Tied largest".
    pub best: Option<String>,
}

/// Draws columns as a table.
pub(crate) fn table(columns: &[Column]) -> Comparison {
    let mut groups: Vec<ComparisonGroup> = Vec::new();
    for row in rows(columns) {
        let title = row.first.group.title();
        if groups.last().is_none_or(|group| group.title != title) {
            groups.push(ComparisonGroup { title: title.to_owned(), ..ComparisonGroup::default() });
        }
        groups.last_mut().expect("one was just added").rows.push(row.view(columns));
    }
    groups.iter_mut().for_each(share_unit);
    let notes = columns.iter().flat_map(|column| column.notes.iter().cloned());
    let alone = groups.iter().flat_map(|group| &group.rows).filter(|row| row.alone).count();
    Comparison {
        columns: columns.iter().map(head).collect(),
        alone,
        groups,
        notes: notes.collect(),
        ..Comparison::default()
    }
}

/// A table of one cell that has everything a table can have: what the script fills.
pub(super) fn pattern() -> Comparison {
    let word = || "–".to_owned();
    let status = StatusMark { status: "active".to_owned(), label: String::new() };
    let column = ComparisonColumn {
        name: Link::internal("", ""),
        status: Some(status),
        ..ComparisonColumn::default()
    };
    let cell = ComparisonCell { best: Some(word()), ..ComparisonCell::default() };
    let row = ComparisonRow { unit: Some(word()), same: true, cells: vec![cell], ..ComparisonRow::default() };
    let group = ComparisonGroup { title: String::new(), unit: Some(word()), rows: vec![row] };
    Comparison { columns: vec![column], groups: vec![group], ..Comparison::default() }
}

/// Says a unit that all rows of a group share once, beside its title.
fn share_unit(group: &mut ComparisonGroup) {
    let shared = group.rows[0].unit.clone();
    if group.rows.iter().all(|row| row.unit == shared) {
        group.unit = shared;
        group.rows.iter_mut().for_each(|row| row.unit = None);
    }
}

fn head(column: &Column) -> ComparisonColumn {
    ComparisonColumn {
        key: column.key.clone(),
        name: Link::internal(column.name.as_str(), column.url.as_str()),
        source: column.source.clone(),
        status: column.status.clone(),
    }
}

/// One row: what each column says of it.
struct Row<'a> {
    first: &'a ComparedFact,
    facts: Vec<Said<'a>>,
}

/// What a column says of a row.
#[derive(Clone, Copy)]
enum Said<'a> {
    ComparedFact(&'a ComparedFact),
    /// Requests of that size are not taken.
    NotAvailable,
    Nothing,
}

impl<'a> Said<'a> {
    fn fact(self) -> Option<&'a ComparedFact> {
        if let Self::ComparedFact(fact) = self { Some(fact) } else { None }
    }

    fn cell(self) -> Cell {
        match self {
            Self::ComparedFact(fact) => fact.cell.clone(),
            Self::NotAvailable => Cell::dash(CellState::NotApplicable, "Not available"),
            Self::Nothing => Cell::dash(CellState::Unknown, cell::UNKNOWN),
        }
    }
}

/// The rows in their order: by place, and within one place as the columns name them.
fn rows(columns: &[Column]) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (at, column) in columns.iter().enumerate() {
        for fact in &column.facts {
            let row = *known.entry(&*fact.id).or_insert_with(|| {
                rows.push(Row { first: fact, facts: vec![Said::Nothing; columns.len()] });
                rows.len() - 1
            });
            if rows[row].facts[at].fact().is_none() {
                rows[row].facts[at] = Said::ComparedFact(fact);
            }
        }
    }
    for row in &mut rows {
        row.fill(columns);
    }
    rows.sort_by_key(|row| row.first.order());
    rows.retain(Row::is_worth_it);
    rows
}

/// What a column charges above a size that its own tiers do not name: the price of the highest tier below it, else the
/// base price, if the context window is larger than that.
fn price_above<'a>(column: &'a Column, threshold: &Threshold) -> Said<'a> {
    let tiers = column.facts.iter().filter(|fact| {
        let tier = fact.threshold.as_ref();
        tier.is_some_and(|tier| tier.base == threshold.base && tier.above < threshold.above)
    });
    let tier = tiers.max_by_key(|fact| fact.threshold.as_ref().map(|tier| tier.above));
    let price = tier.or_else(|| column.facts.iter().find(|fact| *fact.id == *threshold.base));
    let context = column.facts.iter().find(|fact| fact.id == "limit.context");
    let context = context.and_then(|fact| fact.cell.figure.as_ref()?.value.parse::<u64>().ok());
    match (price, context) {
        (Some(_), Some(context)) if context <= threshold.above => Said::NotAvailable,
        (Some(price), Some(_)) => Said::ComparedFact(price),
        _ => Said::Nothing,
    }
}

impl<'a> Row<'a> {
    /// Says what columns without a tier charge at the size of another's.
    fn fill(&mut self, columns: &'a [Column]) {
        let Some(threshold) = &self.first.threshold else { return };
        for (said, column) in self.facts.iter_mut().zip(columns) {
            if matches!(said, Said::Nothing) {
                *said = price_above(column, threshold);
            }
        }
    }

    /// Whether something is known; a score has to be shared.
    fn is_worth_it(&self) -> bool {
        let known = self
            .facts
            .iter()
            .filter_map(|said| said.fact())
            .filter(|fact: &&ComparedFact| {
                !matches!(fact.cell.state, CellState::Unknown | CellState::NotApplicable)
            })
            .count();
        known > usize::from(self.first.is_shared())
    }

    fn view(&self, columns: &[Column]) -> ComparisonRow {
        let best = best(&self.facts);
        let cells = columns.iter().zip(&self.facts).zip(best).map(|((column, said), best)| ComparisonCell {
            key: column.key.clone(),
            value: said.cell(),
            best: best.map(Cow::into_owned),
        });
        ComparisonRow {
            label: self.first.label.clone().into_owned(),
            unit: self.first.unit.clone().map(Cow::into_owned),
            same: is_same(&self.facts),
            alone: is_alone(&self.facts),
            cells: cells.collect(),
        }
    }
}

/// Whether all columns but one of three or more have a dash.
fn is_alone(facts: &[Said<'_>]) -> bool {
    let is_dash = |said: &Said<'_>| {
        let cell = said.cell();
        cell.figure.is_none() && cell.spoken.is_some()
    };
    facts.len() > 2 && facts.iter().filter(|said| !is_dash(said)).count() == 1
}

/// Whether every column says the same.
fn is_same(facts: &[Said<'_>]) -> bool {
    let said = |said: Said<'_>| {
        let cell = said.cell();
        (cell.state, cell.figure.map(|figure| (figure.value, figure.text)), cell.text)
    };
    let first = said(facts[0]);
    !matches!(facts[0], Said::Nothing) && facts.iter().all(|fact| said(*fact) == first)
}

/// More than these are not each the best.
const MOST_TIED: usize = 3;

/// What is best, in words, by column. Nothing where fewer than two take part, all or more than three are equal, or one is free.
fn best(facts: &[Said<'_>]) -> Vec<Option<Cow<'static, str>>> {
    let ranks: Vec<Option<(BestMark, Decimal)>> =
        facts.iter().map(|said| said.fact().and_then(|fact| fact.rank)).collect();
    let part: Vec<(BestMark, Decimal)> = ranks.iter().flatten().copied().collect();
    let is_free = facts.iter().filter_map(|said| said.fact()).any(|fact| fact.cell.state == CellState::Free);
    let Some((mark, best)) = part.iter().copied().reduce(better).filter(|_| !is_free) else {
        return vec![None; facts.len()];
    };
    let winners = part.iter().filter(|(_, value)| *value == best).count();
    let word: Option<Cow<'static, str>> = match winners {
        all if all == part.len() || all > MOST_TIED => None,
        1 => Some(mark.word().into()),
        _ => Some(format!("Tied {}", mark.word().to_lowercase()).into()),
    };
    ranks.iter().map(|rank| word.clone().filter(|_| rank.is_some_and(|(_, value)| value == best))).collect()
}

fn better(one: (BestMark, Decimal), other: (BestMark, Decimal)) -> (BestMark, Decimal) {
    let is_better = match one.0 {
        BestMark::Lowest => other.1 < one.1,
        BestMark::Largest | BestMark::Highest => other.1 > one.1,
    };
    if is_better { other } else { one }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::directory;
    use crate::render::page::record::column::column;
    use crate::resolve::Place;

    /// The table of some models: each row as label, values with their marks, and whether all say the same.
    fn lines(models: &[&str]) -> Vec<String> {
        lines_of("", models)
    }

    fn lines_of(settings: &str, models: &[&str]) -> Vec<String> {
        let files: Vec<(String, String)> = (0..)
            .zip(models)
            .map(|(at, text)| (format!("models/lab/m{at}.toml"), format!("name = \"M{at}\"\n{text}")))
            .collect();
        let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let files: Vec<(&str, &str)> = std::iter::once(("site.toml", settings)).chain(files).collect();
        let directory = directory(&files);
        let columns: Vec<Column> = (0..models.len()).map(|at| column(&directory, Place::Model(at))).collect();
        let rows = table(&columns).groups.into_iter().flat_map(|group| group.rows);
        rows.filter(|row| !["API type", "Status"].contains(&row.label.as_str()))
            .map(|row| line(&row))
            .collect()
    }

    fn line(row: &ComparisonRow) -> String {
        let cells = row.cells.iter().map(|cell| {
            let text = cell.value.figure.as_ref().map_or(&*cell.value.text, |figure| &figure.text);
            cell.best.as_ref().map_or_else(|| text.to_owned(), |best| format!("{text} {best}"))
        });
        let cells: Vec<String> = cells.collect();
        format!("{}: {}{}", row.label, cells.join(" | "), if row.same { " (same)" } else { "" })
    }

    fn price(input: &str) -> String {
        format!("[cost]\ninput = {input}\noutput = 2")
    }

    fn first(models: &[&str]) -> String {
        lines(models).remove(0)
    }

    #[test]
    fn the_lowest_price_is_named_and_ties_are_joint() {
        let [one, two, dear] = ["0.1", "0.2", "0.25"].map(price);
        assert_eq!(first(&[&one, &two]), "Input: $0.10 Lowest | $0.20");
        assert_eq!(first(&[&dear, &two, &two]), "Input: $0.25 | $0.20 Tied lowest | $0.20 Tied lowest");
        assert_eq!(first(&[&two, &two]), "Input: $0.20 | $0.20 (same)");
        assert_eq!(lines(&[&one, &two])[1], "Output: $2.00 | $2.00 (same)");
    }

    #[test]
    fn a_site_marks_neither_the_lowest_price_nor_the_best_score() {
        let model = |price: &str, score: &str| {
            let source = "source = \"https://board.example/\"";
            format!(
                "{}\n[[benchmarks]]\nname = \"MMLU\"\nmetric = \"percent\"\nscore = {score}\n{source}",
                self::price(price)
            )
        };
        let (one, two) = (model("0.1", "82.0"), model("0.2", "88.7"));
        let marked = |settings: &str| lines_of(settings, &[&one, &two]).join("; ").matches("est").count();
        assert_eq!(marked(""), 2);
        assert_eq!(marked("[show]\nlowest = false"), 1);
        assert_eq!(marked("[show]\nlowest = false\nranks = false"), 0);
    }

    #[test]
    fn what_is_no_price_in_dollars_takes_no_part() {
        let [one, two] = ["1", "2"].map(price);
        let euro = "[cost]\ncurrency = \"EUR\"\ninput = 0.5\noutput = 1";
        assert_eq!(first(&[&one, &two, euro]), "Input: $1.00 Lowest | $2.00 | €0.50");
        assert_eq!(first(&[&one, euro]), "Input: $1.00 | €0.50");
        let zero = "[cost]\ninput = 0\noutput = 0";
        assert_eq!(first(&[&one, &two, zero]), "Input: $1.00 Lowest | $2.00 | Listed at $0");
        let retired = format!("status = \"retired\"\n{}", price("0.5"));
        assert_eq!(first(&[&one, &two, &retired]), "Input: $1.00 Lowest | $2.00 | $0.50");
        assert_eq!(first(&[&one, &two, ""]), "Input: $1.00 Lowest | $2.00 | –");
    }

    #[test]
    fn nothing_is_lower_than_free() {
        let [one, two] = ["1", "2"].map(price);
        let free = "[cost]\nstate = \"free\"";
        assert_eq!(first(&[&one, &two, free]), "Input: $1.00 | $2.00 | Free");
        assert_eq!(first(&[free, free]), "Input: Free | Free (same)");
    }

    #[test]
    fn rows_in_which_nothing_is_known_are_dropped() {
        let context = |tokens: u64| format!("[limit]\ncontext = {tokens}\noutput = 0");
        assert_eq!(lines(&[&context(128_000), &context(1_000_000)]), ["Context window: 128K | 1M Largest"]);
        assert_eq!(lines(&["tool_call = false", ""]), ["Tool calling: No | –"]);
    }

    #[test]
    fn only_shared_scores_are_compared() {
        let score = |name: &str, score: &str| {
            format!("[[benchmarks]]\nname = \"{name}\"\nmetric = \"percent\"\nscore = {score}\n")
        };
        let one = score("MMLU", "82.0") + &score("Alone", "3");
        let two = score("MMLU", "88.7") + &score("Other", "3");
        assert_eq!(lines(&[&one, &two]), ["MMLU: 82.0% | 88.7% Highest"]);
        let errors = ["3.1", "2.9"].map(|digits| {
            format!("[[benchmarks]]\nname = \"Speech\"\nmetric = \"word error rate\"\nscore = {digits}\n")
        });
        assert_eq!(lines(&[&errors[0], &errors[1]]), ["Speech: 3.1 | 2.9 Lowest"]);
        let from =
            |value: &str, host: &str| format!("{}source = \"https://{host}/\"\n", score("MMLU", value));
        assert!(lines(&[&from("1", "a.example"), &from("2", "b.example")]).is_empty());
        assert_eq!(lines(&[&from("1", "a.example"), &from("2", "lab.example")]), Vec::<String>::new());
        let own = lines(&[&from("1", "lab.example"), &from("2", "lab.example")]);
        assert_eq!(own, ["MMLU: 1% | 2%"], "scores of the author have no best");
    }

    #[test]
    fn a_model_without_a_tier_shows_what_it_charges_at_that_size() {
        let model = |context: &str, tiers: &str| format!("{}\n{tiers}\n[limit]\n{context}", price("2"));
        let tier = "[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 4";
        let tiered = model("context = 1_000_000", tier);
        let row = |other: &str| lines(&[&tiered, other])[2].clone();
        let cheap = model("context = 1_000_000", "");
        assert_eq!(row(&cheap), "Input above 200K tokens: $4.00 | $2.00 Lowest");
        assert_eq!(row(&model("context = 128_000", "")), "Input above 200K tokens: $4.00 | –");
        assert_eq!(row(&model("", "")), "Input above 200K tokens: $4.00 | –");
        let lower = model("context = 1_000_000", "[[cost.tiers]]\ntier = { size = 100_000 }\ninput = 3");
        assert_eq!(lines(&[&tiered, &lower])[2], "Input above 200K tokens: $4.00 | $3.00 Lowest");
        let marginal =
            format!("{}\ntiers_apply = \"marginal\"\n{tier}\n[limit]\ncontext = 1_000_000", price("2"));
        assert_eq!(lines(&[&cheap, &marginal])[2], "Input above 200K tokens: $2.00 | $4.00");
    }

    #[test]
    fn a_retired_model_shows_the_day_of_its_shutdown() {
        let retired = "retires = 2026-01-02";
        let found = lines(&[retired, ""]);
        assert!(found.contains(&"Shutdown: Jan 2, 2026 | –".to_owned()), "{found:?}");
    }

    #[test]
    fn more_than_three_ties_are_no_best() {
        let [low, high] = ["1", "2"].map(price);
        let four = first(&[&low, &low, &low, &low, &high]);
        assert_eq!(four, "Input: $1.00 | $1.00 | $1.00 | $1.00 | $2.00");
    }

    #[test]
    fn rows_of_one_place_stand_as_the_columns_name_them() {
        let tiers = |sizes: &[u64]| {
            let tier = |size: &u64| format!("[[cost.tiers]]\ntier = {{ size = {size} }}\ninput = 4\n");
            [price("2"), "\n".to_owned()].into_iter().chain(sizes.iter().map(tier)).collect::<String>()
        };
        let found = lines(&[&tiers(&[200_000]), &tiers(&[100_000, 200_000])]);
        assert_eq!(
            found[2..],
            ["Input above 200K tokens: $4.00 | $4.00 (same)", "Input above 100K tokens: – | $4.00"]
        );
    }
}
