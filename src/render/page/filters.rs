//! The form that searches, filters and sorts the list of all models.

use std::collections::BTreeSet;

use serde::Serialize;

use super::common::link;
use super::listing::{date_label, source_label, with_offers, words};
use crate::derive::Directory;
use crate::domain::{Capability, Country, Modality, Route, Status};
use crate::fact::ListedPrice;
use crate::render::page::row::ModelRow;
use crate::render::view::{Badge, Link};
use crate::resolve::Record;
use crate::resolve::settings::Workload;

/// The form that searches, filters and sorts a list of models, with what its script draws; `component/filters.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Filters {
    /// The path of the list of all models, where the form leads.
    pub action: String,
    /// The path of the rows as data.
    pub data: String,
    /// The path of every offer as data; absent where there is no switch for them.
    pub every_offer: Option<String>,
    /// The path of the page that compares records.
    pub compare: String,
    /// What a row is, one and many: "model models".
    pub words: String,
    /// How many rows the list has.
    pub rows: u32,
    /// What the search field says while it is empty: "Search by name, ID or author".
    pub placeholder: String,
    /// The choices beside the search field.
    pub selects: Vec<Select>,
    /// The choices behind "More filters".
    pub more: Vec<Select>,
    /// The capabilities that most readers look for.
    pub capabilities: Vec<Badge>,
    /// The other capabilities.
    pub more_capabilities: Vec<Badge>,
    /// What can be asked of the policy; each is a check box.
    pub policies: Vec<Choice>,
    /// The heading of the dates: "Added", "Released", or "Dated" where some are one and some the other.
    pub date_label: String,
    /// The orders of the list, the default one first.
    pub orders: Vec<Choice>,
    /// Lists to browse without scripts: "provider", "capability".
    pub ways: Vec<Link>,
    /// An empty row, which the script fills.
    pub blank: ModelRow,
}

/// A choice of one from several in the form above a list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Select {
    /// The name of the field and of the parameter in addresses.
    pub name: String,
    /// What is chosen, for screen readers and behind "More filters": "Provider".
    pub label: String,
    /// The first entry, which chooses nothing: "All providers".
    pub any: String,
    /// The table of the data whose names are the entries, `authors` or `providers`; absent where the entries are given.
    pub table: Option<String>,
    /// The entries.
    pub choices: Vec<Choice>,
}

/// An entry of a field.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Choice {
    /// Its value in addresses; for a check box the name of its field.
    pub value: String,
    /// The text.
    pub text: String,
}

/// The capabilities that stand beside the search, as far as models have them.
const FIRST: [Capability; 6] = [
    Capability::Vision,
    Capability::ToolCalling,
    Capability::Reasoning,
    Capability::StructuredOutput,
    Capability::AudioInput,
    Capability::OpenWeights,
];

/// Context windows that readers ask for, in tokens.
const CONTEXTS: [(&str, &str); 5] =
    [("32000", "32K"), ("128000", "128K"), ("200000", "200K"), ("400000", "400K"), ("1000000", "1M")];

/// Input prices that readers ask for, in dollars per 1M tokens.
const PRICES: [(&str, &str); 5] =
    [("0.1", "$0.10"), ("0.5", "$0.50"), ("1", "$1.00"), ("3", "$3.00"), ("10", "$10.00")];

/// The form; nothing where there is too little to search in.
pub(super) fn filters(directory: &Directory) -> Option<Filters> {
    if directory.rows.len() < 2 {
        return None;
    }
    let (one, many) = words(directory);
    let organizations = organizations(directory);
    let all: Vec<Capability> =
        directory.facets.capabilities.iter().map(|(capability, _)| *capability).collect();
    let (first, other): (Vec<_>, Vec<_>) = all.into_iter().partition(|capability| FIRST.contains(capability));
    let mut organizations = organizations.into_iter();
    Some(Filters {
        action: Route::models().as_str().to_owned(),
        data: Route::data("search", 1).as_str().to_owned(),
        every_offer: (!directory.every_offer.is_empty())
            .then(|| Route::data("offers", 1).as_str().to_owned()),
        compare: Route::compare().as_str().to_owned(),
        words: format!("{one} {many}"),
        rows: u32::try_from(directory.rows.len()).unwrap_or(u32::MAX),
        placeholder: placeholder(directory),
        selects: organizations.next().into_iter().chain([contexts(), input_prices(directory)]).collect(),
        more: organizations.chain(more(directory)).collect(),
        capabilities: first.into_iter().map(badge).collect(),
        more_capabilities: other.into_iter().map(badge).collect(),
        policies: policies(directory),
        date_label: date_label(directory).to_owned(),
        orders: orders(directory),
        ways: ways(directory),
        blank: ModelRow {
            source: Some(Link::default()),
            opens: directory.settings.has_section("offers"),
            ..ModelRow::default()
        },
    })
}

fn placeholder(directory: &Directory) -> String {
    let organization =
        if with_offers(directory) || source_label(directory) == "Provider" { "provider" } else { "author" };
    format!("Search by name, ID or {organization}")
}

/// Authors and providers, the more telling of the two first; their names come with the data.
fn organizations(directory: &Directory) -> Vec<Select> {
    let counts = *directory.counts;
    let select = |name: &str, label: &str| Select {
        name: name.to_owned(),
        label: label.to_owned(),
        any: format!("All {name}s"),
        table: Some(format!("{name}s")),
        choices: Vec::new(),
    };
    let selects = [
        (counts.providers > 1, select("provider", "Provider")),
        (counts.authors > 1, select("author", "Author")),
    ];
    selects.into_iter().filter(|(exists, _)| *exists).map(|(_, select)| select).collect()
}

fn contexts() -> Select {
    let choices = CONTEXTS.map(|(value, text)| choice(value, format!("{text} or more"))).to_vec();
    select("context", "Context", "Any context", choices)
}

/// Prices to choose from. What no row has, free or an unexplained zero, is no choice.
fn input_prices(directory: &Directory) -> Select {
    let listed = |is: fn(&ListedPrice<'_>) -> bool| {
        let shown = directory.rows.iter().flat_map(|row| [row.price_source, row.lowest_shown()]);
        shown.map(|place| ListedPrice::first(directory.record(place))).any(|price| is(&price))
    };
    let free = listed(|price| matches!(price, ListedPrice::Free(_))).then(|| choice("free", "Free"));
    let zero = listed(|price| matches!(price, ListedPrice::Zero(_))).then(|| choice("zero", "Listed at $0"));
    let prices = PRICES.map(|(value, text)| choice(value, format!("Up to {text}")));
    select("price", "Input price", "Any price", free.into_iter().chain(prices).chain(zero).collect())
}

/// What fewer readers ask for; a field with one entry asks nothing.
fn more(directory: &Directory) -> Vec<Select> {
    let types = directory.facets.types.iter().map(|(kind, _)| choice(kind.word(), kind.label()));
    let modalities = |of: fn(&Record) -> Option<&[Modality]>| -> Vec<Choice> {
        let known: BTreeSet<Modality> = records(directory).filter_map(of).flatten().copied().collect();
        known.into_iter().map(|modality| choice(modality.word(), capital(modality.plural()))).collect()
    };
    let statuses: BTreeSet<Status> = records(directory).map(|record| record.status).collect();
    let locations: BTreeSet<(&str, &str)> = priced_records(directory)
        .filter_map(|record| record.policy.location)
        .map(|it| (Country::name(it), it.code()))
        .collect();
    let selects = [
        select("type", "Type", "Any type", types.collect()),
        select("reads", "Input", "Any input", modalities(|record| record.input.as_deref())),
        select("writes", "Output", "Any output", modalities(|record| record.output.as_deref())),
        select("status", "Status", "Any status", statuses.into_iter().map(status).collect()),
        select(
            "location",
            "Processed in",
            "Anywhere",
            locations.into_iter().map(|(name, code)| choice(code, name)).collect(),
        ),
    ];
    selects.into_iter().filter(|select| select.choices.len() > 1).collect()
}

fn status(status: Status) -> Choice {
    let text = match status {
        Status::Active => "In service",
        Status::Alpha => "Early preview",
        Status::Beta => "Preview",
        Status::Deprecated => "Deprecated",
        Status::Retired => "Retired",
    };
    choice(status.word(), text)
}

/// What can be asked of the policy, where any row answers.
fn policies(directory: &Directory) -> Vec<Choice> {
    let any = |is: fn(&Record) -> bool| priced_records(directory).any(is);
    let training = any(|record| record.policy.used_for_training.is_some());
    let zero =
        any(|record| record.policy.zero_retention == Some(true) || record.policy.retention_days == Some(0));
    let policies = [(training, "training", "Not used for training"), (zero, "zero", "Zero retention")];
    policies.into_iter().filter(|(known, ..)| *known).map(|(_, name, text)| choice(name, text)).collect()
}

fn orders(directory: &Directory) -> Vec<Choice> {
    let columns = [
        ("-added", "Newest first"),
        ("name", "Name"),
        ("input", "Lowest input price"),
        ("output", "Lowest output price"),
        ("-context", "Largest context window"),
        ("-max_output", "Largest output"),
    ];
    let columns = columns.into_iter().map(|(value, text)| choice(value, text));
    columns.chain(directory.settings.estimates.iter().map(workload)).collect()
}

fn workload(workload: &Workload) -> Choice {
    let label = workload
        .label
        .clone()
        .unwrap_or_else(|| format!("{} input + {} output", workload.input.short(), workload.output.short()));
    choice(&format!("cost-{}-{}", workload.input.0, workload.output.0), format!("Lowest cost of {label}"))
}

/// Where readers without scripts go.
fn ways(directory: &Directory) -> Vec<Link> {
    let counts = *directory.counts;
    let ways = [
        (counts.providers > 0, "provider", Route::providers()),
        (counts.providers == 0 && counts.authors > 0, "author", Route::authors()),
        (!directory.facets.capabilities.is_empty(), "capability", Route::capabilities()),
    ];
    ways.into_iter().filter(|(exists, ..)| *exists).map(|(_, text, route)| link(text, &route)).collect()
}

fn records(directory: &Directory) -> impl Iterator<Item = &Record> {
    directory.rows.iter().map(|row| directory.record(row.place))
}

/// The records whose prices and policies the rows show.
fn priced_records(directory: &Directory) -> impl Iterator<Item = &Record> {
    directory.rows.iter().map(|row| directory.record(row.price_source))
}

fn badge(capability: Capability) -> Badge {
    let words = capability.words();
    let url = Route::capability(words.slug).as_str().to_owned();
    Badge { label: words.label.to_owned(), icon: words.slug.to_owned(), url }
}

fn select(name: &str, label: &str, any: &str, choices: Vec<Choice>) -> Select {
    Select { name: name.to_owned(), label: label.to_owned(), any: any.to_owned(), table: None, choices }
}

fn choice(value: &str, text: impl Into<String>) -> Choice {
    Choice { value: value.to_owned(), text: text.into() }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::super::fixture::directory;
    use super::*;

    fn names(selects: &[Select]) -> Vec<&str> {
        selects.iter().map(|select| select.name.as_str()).collect()
    }

    #[test]
    fn the_form_asks_what_rows_answer() {
        let model = "attachment = true\n[modalities]\ninput = [\"text\", \"image\"]\noutput = [\"text\"]";
        let one_vendor = directory(&[
            ("models/lab/a.toml", &format!("name = \"A\"\n{model}")),
            ("models/lab/b.toml", "name = \"B\"\ntype = \"embedding\"\n[policy]\nused_for_training = false"),
            ("models/other/c.toml", "name = \"C\"\nstatus = \"retired\""),
        ]);
        let form = filters(&one_vendor).unwrap();
        assert_eq!(names(&form.selects), ["author", "context", "price"]);
        assert_eq!(names(&form.more), ["type", "reads", "status"]);
        assert_eq!((form.placeholder.as_str(), form.every_offer), ("Search by name, ID or author", None));
        assert_eq!(
            form.policies.iter().map(|policy| policy.value.as_str()).collect::<Vec<_>>(),
            ["training"]
        );
        assert!(filters(&directory(&[("models/lab/a.toml", "name = \"A\"")])).is_none());
    }

    #[test]
    fn a_site_of_many_providers_switches_to_every_offer() {
        let many = directory(&[
            ("models/lab/a.toml", "name = \"A\""),
            ("models/lab/b.toml", "name = \"B\""),
            ("providers/p/provider.toml", "name = \"P\""),
            ("providers/q/provider.toml", "name = \"Q\""),
            ("providers/p/models/a.toml", "base_model = \"lab/a\""),
            ("providers/q/models/a.toml", "base_model = \"lab/a\""),
        ]);
        let form = filters(&many).unwrap();
        assert_eq!(form.every_offer.as_deref(), Some("data/offers.json"));
        assert_eq!(names(&form.selects), ["provider", "context", "price"]);
        assert_eq!(form.orders.last().unwrap().value, "cost-10000000-1000000");
    }
}
