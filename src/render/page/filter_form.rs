//! The form that searches, filters and sorts a list of models: what it asks of the rows of that list.

use super::common::link;
use super::filters::{Chip, Choice, Filters, Select};
use super::list::ListPage;
use super::listing::{date_label, source_label, with_offers};
use crate::derive::{Directory, FilterOptions, LISTED_CAPABILITIES};
use crate::domain::{Capability, Modality, Route, Status};
use crate::render::page::row::ModelRow;
use crate::render::page::words::count;
use crate::render::view::{Cell, CellState, Link};
use crate::resolve::settings::Workload;

/// The rows that a form is for.
pub(super) enum Scope<'a> {
    /// All rows of the index.
    Index,
    /// Those rows of the index that share the value of a field.
    Rows(&'static str, &'a str),
    /// The offers of a provider, by its id.
    Offers(&'a str),
}

impl Scope<'_> {
    /// What all rows share: a field and its value.
    fn preset(&self) -> Option<(&str, &str)> {
        match self {
            Self::Index => None,
            Self::Rows(field, value) => Some((field, value)),
            Self::Offers(provider) => Some(("provider", provider)),
        }
    }

    fn are_offers(&self) -> bool {
        matches!(self, Self::Offers(_))
    }

    /// Whether the form asks for a field: all rows of the list share that of the preset.
    fn asks(&self, field: &str) -> bool {
        self.preset().is_none_or(|(preset, _)| preset != field)
    }

    /// Whether the form asks for a capability. It can ask for others beside that of the preset.
    fn asks_for(&self, capability: Capability) -> bool {
        self.preset() != Some(("capability", capability.words().slug))
    }
}

/// The form on the first page of a list; nothing where there is too little to search in.
pub(super) fn filters(directory: &Directory, part: &ListPage<'_>, scope: &Scope<'_>) -> Option<Filters> {
    if part.page > 1 || part.rows.len() < 2 {
        return None;
    }
    let options = directory.filter_options(part.route.as_str())?;
    let (one, many) = part.words;
    let every_offer =
        (!directory.every_offer.is_empty()).then(|| Route::data("offers", 1).as_str().to_owned());
    let rows = Route::data("search", 1).as_str().to_owned();
    let (data, every_offer) =
        if scope.are_offers() { (every_offer.unwrap_or(rows), None) } else { (rows, every_offer) };
    let asked = options.capabilities().filter(|capability| scope.asks_for(*capability));
    let (first, other): (Vec<_>, Vec<_>) = asked.partition(|capability| FIRST.contains(capability));
    let mut organizations = organizations(directory, scope).into_iter();
    Some(Filters {
        action: part.route.as_str().to_owned(),
        data,
        preset: scope.preset().map(|(field, value)| format!("{field}={value}")),
        with_authors: scope.are_offers(),
        every_offer,
        compare: Route::compare().as_str().to_owned(),
        words: format!("{one} {many}"),
        rows: u32::try_from(part.rows.len()).unwrap_or(u32::MAX),
        placeholder: placeholder(directory, scope),
        selects: organizations.next().into_iter().chain([contexts(), input_prices(options)]).collect(),
        more: organizations.chain(more(options).filter(|select| scope.asks(&select.name))).collect(),
        capabilities: first.into_iter().map(chip).collect(),
        more_capabilities: other.into_iter().map(chip).collect(),
        policies: policies(options),
        has_scores: options.has_scores,
        date_label: date_label(directory).to_owned(),
        orders: orders(directory),
        ways: ways(directory),
        blank: ModelRow {
            source: Some(Link::default()),
            opens: directory.settings.has_section("offers"),
            ..blank_row()
        },
    })
}

/// A row without figures, which the script fills.
fn blank_row() -> ModelRow {
    let empty = || Cell::words(CellState::Known, "");
    ModelRow {
        context: empty(),
        max_output: empty(),
        input: empty(),
        output: empty(),
        cached: empty(),
        added: empty(),
        providers: empty(),
        ..ModelRow::default()
    }
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

fn placeholder(directory: &Directory, scope: &Scope<'_>) -> String {
    let has_providers = with_offers(directory) || source_label(directory) == "Provider";
    let organization = if has_providers && !scope.are_offers() { "provider" } else { "author" };
    format!("Search by name, ID or {organization}")
}

/// Authors and providers, the more telling of the two first; their names come with the data.
fn organizations(directory: &Directory, scope: &Scope<'_>) -> Vec<Select> {
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
    let asked = selects.into_iter().filter(|(exists, select)| *exists && scope.asks(&select.name));
    asked.map(|(_, select)| select).collect()
}

fn contexts() -> Select {
    let choices = CONTEXTS.map(|(value, text)| choice(value, format!("{text} or more"))).to_vec();
    select("context", "Context", "Any context", choices)
}

/// Prices to choose from. What no row has, free or an unexplained zero, is no choice.
fn input_prices(options: &FilterOptions) -> Select {
    let free = options.has_free.then(|| choice("free", "Free"));
    let zero = options.has_zero.then(|| choice("zero", "Listed at $0"));
    let prices = PRICES.map(|(value, text)| choice(value, format!("Up to {text}")));
    select("price", "Input price", "Any price", free.into_iter().chain(prices).chain(zero).collect())
}

/// What fewer readers ask for; a field with one entry asks nothing.
fn more(options: &FilterOptions) -> impl Iterator<Item = Select> {
    let modality = |modality: &Modality| choice(modality.word(), capital(modality.plural()));
    let types = options.types.iter().map(|kind| choice(kind.word(), kind.label())).collect();
    let reads = options.reads.iter().map(modality).collect();
    let writes = options.writes.iter().map(modality).collect();
    let statuses = options.statuses.iter().copied().map(status).collect();
    let regions = options.regions.iter().map(|region| choice(region, region)).collect();
    let locations = options.locations.iter().map(|(name, code)| choice(code, *name)).collect();
    let selects = [
        select("type", "Type", "Any type", types),
        select("reads", "Input", "Any input", reads),
        select("writes", "Output", "Any output", writes),
        select("status", "Status", "Any status", statuses),
        select("location", "Processed in", "Anywhere", locations),
        select("region", "Region", "Any region", regions),
    ];
    let selects = selects.into_iter().filter(|select| select.choices.len() > 1);
    // Of these, rows may say nothing, so that one entry tells them apart.
    let bounds = [
        select("retention", "Data retention", "Any time", retention(options)),
        select("checked", "Price checked", "Any time", price_ages(options)),
    ];
    selects.chain(bounds.into_iter().filter(|select| !select.choices.is_empty()))
}

/// The most different times that are asked for.
const MOST_TIMES: usize = 6;

/// For how long requests are kept, as far as any row says.
fn retention(options: &FilterOptions) -> Vec<Choice> {
    let text = |days: u64| match days {
        0 => "Not kept".to_owned(),
        1 => "Up to 1 day".to_owned(),
        days => format!("Up to {} days", count(days)),
    };
    let days = options.retention.iter().take(MOST_TIMES);
    days.map(|days| choice(&days.to_string(), text(*days))).collect()
}

fn price_ages(options: &FilterOptions) -> Vec<Choice> {
    let ages = options.price_ages.iter();
    ages.map(|days| choice(&days.to_string(), format!("In the last {days} days"))).collect()
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
fn policies(options: &FilterOptions) -> Vec<Choice> {
    let policies = [
        (options.knows_training, "training", "Not used for training"),
        (options.has_zero_retention, "zero", "Zero retention"),
    ];
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

fn chip(capability: Capability) -> Chip {
    let words = capability.words();
    let has_symbol = LISTED_CAPABILITIES.contains(&capability) || capability == Capability::Attachments;
    Chip { value: words.slug.to_owned(), text: words.label.to_owned(), has_symbol }
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

    fn form_of(directory: &Directory) -> Option<Filters> {
        let rows: Vec<usize> = (0..directory.rows.len()).collect();
        let part = ListPage { route: &Route::models(), page: 1, words: ("model", "models"), rows: &rows };
        filters(directory, &part, &Scope::Index)
    }

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
        let form = form_of(&one_vendor).unwrap();
        assert_eq!(names(&form.selects), ["author", "context", "price"]);
        assert_eq!(names(&form.more), ["type", "reads", "status"]);
        assert_eq!((form.placeholder.as_str(), form.every_offer), ("Search by name, ID or author", None));
        assert_eq!(
            form.policies.iter().map(|policy| policy.value.as_str()).collect::<Vec<_>>(),
            ["training"]
        );
        assert!(form_of(&directory(&[("models/lab/a.toml", "name = \"A\"")])).is_none());
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
        let form = form_of(&many).unwrap();
        assert_eq!(form.every_offer.as_deref(), Some("data/offers.json"));
        assert_eq!(names(&form.selects), ["provider", "context", "price"]);
        assert_eq!(form.orders.last().unwrap().value, "cost-10000000-1000000");
    }
}
