//! Comparisons: the page of one that the settings name, and the page on which readers make their own.

pub(super) mod address;
pub(super) mod table;

use std::collections::HashSet;

use serde::Serialize;

use super::common::{counted, description, head, link, listed};
use super::list::follow;
use super::record::column::{Column, column};
use super::{calculator, invitation};
use crate::derive;
use crate::derive::Directory;
use crate::domain::route::path_of;
use crate::domain::{Route, TokenCount};
use crate::plan::parts;
use crate::render::page::calculator::Calculator;
use crate::render::page::invitation::CallToAction;
use crate::render::view::{Cell, Link, Page, Phrase};
use crate::resolve::Place;
use address::address;
use table::{Comparison, ComparisonCell};

/// The page of a comparison, and the page on which readers make their own; templates see it as `compare`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Compare {
    /// The sentence below the heading.
    pub lead: Phrase,
    /// The table. On the page on which readers choose it is the pattern that the script fills.
    pub comparison: Comparison,
    /// What a month costs with each; the script brings the subjects on the page on which readers choose.
    pub calculator: Option<Calculator>,
    /// Where the columns of a named comparison can be changed.
    pub change: Option<Link>,
    /// The named comparisons of the site; on the page of one the other ones.
    pub others: Vec<Link>,
    /// Comparisons to start from, on the page on which readers choose.
    pub suggested: Vec<Link>,
    /// The paths of the data in which the script looks for names, with spaces between them.
    pub names: String,
    /// The document's title for what the reader chose, with `{names}`.
    pub title_pattern: String,
    /// What to do with the models.
    pub call_to_action: Option<CallToAction>,
}

/// The most named comparisons that stand below one of them.
const MOST_OTHERS: usize = 8;

/// The page of a comparison that the settings name.
pub(super) fn comparison(directory: &Directory, at: usize) -> (Page, Compare) {
    let comparison = &directory.comparisons[at];
    let columns: Vec<Column> = comparison.places.iter().map(|place| column(directory, *place)).collect();
    let table = table::table(&columns);
    let heading = heading(&columns);
    let route = route(comparison).unwrap_or_else(Route::compare);
    let mut page = head(&directory.settings, &route, heading.as_str());
    page.title = format!("{heading}: {TITLE}");
    page.description = describe(&columns, &table);
    let trail = vec![link("Compare", &Route::compare()), link(heading, &route)];
    follow(&mut page, &directory.settings, trail, None);
    let others = directory.comparisons.iter().enumerate().filter(|(other, _)| *other != at);
    let calculator = calculator::calculator(directory, &comparison.places, true);
    let body = Compare {
        lead: LEAD.into(),
        comparison: with_month(table, calculator.as_ref()),
        calculator,
        change: Some(Link::internal("Edit models", address(directory, &comparison.places))),
        others: others.filter_map(|(_, other)| pair(directory, other)).take(MOST_OTHERS).collect(),
        ..empty(directory)
    };
    (page, body)
}

/// The page on which readers choose. Without a script it lists the named comparisons.
pub(super) fn choice(directory: &Directory) -> (Page, Compare) {
    let route = Route::compare();
    let mut page = head(&directory.settings, &route, "Compare models");
    "Compare AI models: prices, limits and capabilities".clone_into(&mut page.title);
    let records = counted(count_listed(directory), "model or offer", "models and offers");
    page.description = description(&[format!(
        "Compare up to 4 of {records} side by side: prices, context windows, limits and capabilities."
    )]);
    let body = Compare {
        lead: "Rows without data are hidden.".into(),
        comparison: table::pattern(),
        calculator: Some(calculator::empty(directory)),
        suggested: suggested(directory),
        others: directory.comparisons.iter().filter_map(|comparison| pair(directory, comparison)).collect(),
        ..empty(directory)
    };
    (page, body)
}

/// The table with what a month costs as its first row.
fn with_month(table: Comparison, calculator: Option<&Calculator>) -> Comparison {
    let Some(calculator) = calculator else { return table };
    let cells = table.columns.iter().zip(&calculator.bills).filter_map(|(column, bill)| {
        let value = Cell::known(bill.total.clone()?);
        let best = bill.lowest.then(|| "Lowest".to_owned());
        Some(ComparisonCell { key: column.key.clone(), value, best })
    });
    let month: Vec<ComparisonCell> = cells.collect();
    let is_whole = month.len() == table.columns.len();
    Comparison { month: if is_whole { month } else { Vec::new() }, usage: usage(calculator), ..table }
}

/// What the month of a calculator holds, in words.
fn usage(calculator: &Calculator) -> String {
    let field = |name: &str| {
        let field = calculator.fields.iter().find(|field| field.name == name && !field.hidden)?;
        field
            .value
            .replace(',', "")
            .parse()
            .ok()
            .map(|count| (field.value.as_str(), TokenCount(count).short()))
    };
    let Some((requests, _)) = field("requests") else { return String::new() };
    let tokens = [("input", "in"), ("output", "out")];
    let parts = tokens.iter().filter_map(|(name, word)| Some(format!("{} {word}", field(name)?.1)));
    format!("{requests} requests × {}", parts.collect::<Vec<_>>().join(" + "))
}

/// Links to comparisons of well-known models.
fn suggested(directory: &Directory) -> Vec<Link> {
    let names = |places: &[Place]| {
        places.iter().map(|place| directory.record(*place).name.as_str()).collect::<Vec<_>>().join(" vs ")
    };
    let all = directory.suggested_comparisons();
    all.iter().map(|places| Link::internal(names(places), address(directory, places))).collect()
}

/// The end of every title.
const TITLE: &str = "prices, limits and capabilities compared";

/// What stands below every heading.
const LEAD: &str = "Rows without data are hidden. Prices are never converted or rounded.";

fn empty(directory: &Directory) -> Compare {
    Compare {
        names: names(directory),
        title_pattern: format!("{{names}}: {TITLE} | {}", directory.settings.title),
        call_to_action: invitation::call(directory, "these models"),
        ..Compare::default()
    }
}

/// How many records the lists of names have, each once: those that readers can choose.
fn count_listed(directory: &Directory) -> usize {
    let rows = directory.rows.iter().chain(&directory.every_offer);
    rows.map(|row| row.place).collect::<HashSet<_>>().len()
}

/// The data that has the names of all records.
fn names(directory: &Directory) -> String {
    let lists = [("search", &directory.rows), ("offers", &directory.every_offer)];
    let lists = lists.into_iter().filter(|(name, rows)| *name == "search" || !rows.is_empty());
    let paths = lists.flat_map(|(name, rows)| {
        (1..=parts(rows.len())).map(move |part| Route::data(name, part).as_str().to_owned())
    });
    paths.collect::<Vec<_>>().join(" ")
}

/// "GPT-4o vs GPT-4o mini".
fn heading(columns: &[Column]) -> String {
    let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
    titles.join(" vs ")
}

fn route(comparison: &derive::Comparison) -> Option<Route> {
    path_of(&comparison.name).ok().map(|path| Route::comparison(&path))
}

/// The link to a named comparison.
fn pair(directory: &Directory, comparison: &derive::Comparison) -> Option<Link> {
    let names: Vec<&str> =
        comparison.places.iter().map(|place| directory.record(*place).name.as_str()).collect();
    Some(link(names.join(" vs "), &route(comparison)?))
}

/// What is compared, and what is best about whom, as far as it fits.
fn describe(columns: &[Column], table: &Comparison) -> String {
    let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
    let rows = || table.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row)));
    let best = rows().filter(|(group, row)| is_telling(&group.title, &row.label)).filter_map(|(_, row)| {
        let at = row
            .cells
            .iter()
            .position(|cell| cell.best.as_deref().is_some_and(|word| !word.starts_with("Tied")))?;
        let (word, text) = (row.cells[at].best.as_ref()?, &row.cells[at].value.figure.as_ref()?.text);
        Some(format!("{word} {}: {} with {text}.", row.label.to_lowercase(), titles[at]))
    });
    let first = format!("{} side by side: prices, limits and capabilities.", listed(&titles));
    description(&[first].into_iter().chain(best).collect::<Vec<_>>())
}

fn is_telling(group: &str, label: &str) -> bool {
    matches!((group, label), ("Price", "Input" | "Output") | ("Limits", "Context window"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::directory;

    #[test]
    fn a_named_comparison_is_called_after_its_models() {
        let directory = directory(&[
            (
                "site.toml",
                "base_url = \"https://x.example/\"\n[[compare]]\nname = \"Small ones\"\nmodels = [\"a/one\", \"a/two\"]",
            ),
            (
                "models/a/one.toml",
                "name = \"One\"\n[limit]\ncontext = 128_000\n[cost]\ninput = 1\noutput = 2",
            ),
            (
                "models/a/two.toml",
                "name = \"Two\"\n[limit]\ncontext = 64_000\n[cost]\ninput = 0.5\noutput = 2",
            ),
        ]);
        let (page, compare) = comparison(&directory, 0);
        assert_eq!((page.heading.as_str(), page.url.as_str()), ("One vs Two", "compare/small-ones/"));
        assert_eq!(page.title, "One vs Two: prices, limits and capabilities compared");
        assert_eq!(
            page.description,
            "One and Two side by side: prices, limits and capabilities. Lowest input: Two with $0.50. Largest context window: One with 128K."
        );
        assert_eq!(page.canonical.as_deref(), Some("https://x.example/compare/small-ones/"));
        assert!(page.json_ld.unwrap().as_str().contains("BreadcrumbList"));
        assert_eq!(compare.change.unwrap().url, "compare/?m=models/a/one&m=models/a/two");
        assert!(compare.others.is_empty());
        let (_, compare) = choice(&directory);
        assert_eq!(compare.others, [Link::internal("One vs Two", "compare/small-ones/")]);
        assert_eq!(
            compare.title_pattern,
            "{names}: prices, limits and capabilities compared | Model directory"
        );
    }

    #[test]
    fn only_what_can_be_chosen_is_counted() {
        let directory = directory(&[
            ("models/a/one.toml", "name = \"One\""),
            ("models/a/two.toml", "name = \"Two\"\nunlisted = true"),
            ("providers/p/provider.toml", "name = \"P\""),
            ("providers/p/models/one.toml", "base_model = \"a/one\""),
            ("providers/p/models/other.toml", "name = \"Other\""),
            ("providers/p/models/hidden.toml", "name = \"Hidden\"\nunlisted = true"),
        ]);
        let description = choice(&directory).0.description;
        assert!(description.contains("up to 4 of 3 models and offers side by side"), "{description}");
    }
}
