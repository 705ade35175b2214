//! Comparisons: the page of one that the settings name, and the page on which readers make their own.

mod table;

use super::calculator;
use super::common::{counted, description, head, link, listed};
use super::invitation;
use super::list::follow;
use super::record::column::{Column, column};
use crate::derive::{Comparison, Directory};
use crate::domain::Route;
use crate::domain::route::path_of;
use crate::plan::parts;
use crate::render::view::{self, Body, Compare, Link, PageKind, View};
use crate::resolve::Place;

/// The most named comparisons that stand below one of them.
const MOST_OTHERS: usize = 8;

/// The page of a comparison that the settings name.
pub(super) fn named(directory: &Directory, at: usize) -> View {
    let comparison = &directory.comparisons[at];
    let columns: Vec<Column> = comparison.places.iter().map(|place| column(directory, *place)).collect();
    let table = table::table(&columns);
    let heading = heading(&columns);
    let route = route(comparison).unwrap_or_else(Route::compare);
    let mut page = head(&directory.settings, PageKind::Comparison, &route, heading.as_str());
    page.title = format!("{heading}: {TITLE}");
    page.description = described(&columns, &table);
    let trail = vec![link("Compare", &Route::compare()), link(heading, &route)];
    follow(&mut page, &directory.settings, trail);
    let others = directory.comparisons.iter().enumerate().filter(|(other, _)| *other != at);
    let body = Compare {
        lead: LEAD.into(),
        comparison: table,
        calculator: calculator::calculator(directory, &comparison.places, true),
        change: Some(Link::internal("Change the models", address(directory, &comparison.places))),
        others: others.filter_map(|(_, other)| pair(directory, other)).take(MOST_OTHERS).collect(),
        ..empty(directory)
    };
    View { page, body: Body::Comparison(Box::new(body)) }
}

/// The page on which readers choose. Without a script it lists the named comparisons.
pub(super) fn chosen(directory: &Directory) -> View {
    let route = Route::compare();
    let mut page = head(&directory.settings, PageKind::Compare, &route, "Compare models");
    "Compare AI models: prices, limits and capabilities".clone_into(&mut page.title);
    let records = counted(directory.catalog.records().count(), "model or offer", "models and offers");
    page.description = description(&[
        format!(
            "Compare up to four of {records} side by side: prices, context windows, limits, capabilities."
        ),
        "Only what is known is shown.".to_owned(),
    ]);
    let body = Compare {
        lead: "Up to four side by side. Rows that no model says anything about are left out.".into(),
        comparison: table::pattern(),
        calculator: Some(calculator::empty()),
        others: directory.comparisons.iter().filter_map(|comparison| pair(directory, comparison)).collect(),
        ..empty(directory)
    };
    View { page, body: Body::Compare(Box::new(body)) }
}

/// Where a reader can compare some records.
pub(in crate::render::page) fn address(directory: &Directory, places: &[Place]) -> String {
    let key = |place: &Place| super::record::web_path(directory.record(*place).key.as_str());
    let keys: Vec<String> = places.iter().map(|place| format!("m={}", key(place))).collect();
    format!("{}?{}", Route::compare(), keys.join("&"))
}

/// The end of every title.
const TITLE: &str = "prices, limits and capabilities compared";

/// What stands below every heading.
const LEAD: &str = "Rows in which nothing is known are left out. Prices are never converted or rounded.";

fn empty(directory: &Directory) -> Compare {
    Compare {
        names: names(directory),
        title_pattern: format!("{{names}}: {TITLE} | {}", directory.settings.title),
        call_to_action: invitation::call(directory, "these models"),
        ..Compare::default()
    }
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

fn route(comparison: &Comparison) -> Option<Route> {
    path_of(&comparison.name).ok().map(|path| Route::comparison(&path))
}

/// The link to a named comparison.
fn pair(directory: &Directory, comparison: &Comparison) -> Option<Link> {
    let names: Vec<&str> =
        comparison.places.iter().map(|place| directory.record(*place).name.as_str()).collect();
    Some(link(names.join(" vs "), &route(comparison)?))
}

/// What is compared, and what is best about whom, as far as it fits.
fn described(columns: &[Column], table: &view::Comparison) -> String {
    let titles: Vec<&str> = columns.iter().map(|column| column.title.as_str()).collect();
    let rows = || table.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row)));
    let best = rows().filter(|(group, row)| is_telling(&group.title, &row.label)).filter_map(|(_, row)| {
        let at = row
            .cells
            .iter()
            .position(|cell| cell.best.as_deref().is_some_and(|word| !word.starts_with("Joint")))?;
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
        let View { page, body: Body::Comparison(compare) } = named(&directory, 0) else { panic!() };
        assert_eq!((page.heading.as_str(), page.url.as_str()), ("One vs Two", "compare/small-ones/"));
        assert_eq!(page.title, "One vs Two: prices, limits and capabilities compared");
        assert_eq!(
            page.description,
            "One and Two side by side: prices, limits and capabilities. Lowest input: Two with $0.50. Longest context window: One with 128K."
        );
        assert_eq!(page.canonical.as_deref(), Some("https://x.example/compare/small-ones/"));
        assert!(page.json_ld.unwrap().as_str().contains("BreadcrumbList"));
        assert_eq!(compare.change.unwrap().url, "compare/?m=models/a/one&m=models/a/two");
        assert!(compare.others.is_empty());
        let View { body: Body::Compare(compare), .. } = chosen(&directory) else { panic!() };
        assert_eq!(compare.others, [Link::internal("One vs Two", "compare/small-ones/")]);
        assert_eq!(
            compare.title_pattern,
            "{names}: prices, limits and capabilities compared | Model directory"
        );
    }
}
