//! One model, or one offer that stands for itself, as a row of a list.

use serde::Serialize;

use super::cell;
use super::common::organization_link;
use super::shared_views::SharedViews;
use crate::derive::{Directory, LISTED_CAPABILITIES, Row};
use crate::domain::Capability;
use crate::domain::money::thousands;
use crate::fact::ListedPrice;
use crate::render::view::{Cell, CellState, Figure, Link, Phrase, Shared, StatusMark};
use crate::resolve::catalog::Place;
use crate::resolve::cost::RateKind;

/// One model, or one offer that stands for itself. Its figures are bare texts: the columns say what they are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ModelRow {
    /// The record's key.
    pub key: String,
    /// Whether the address of its page and the id say the key; where they do not, the row has a `data-record`.
    pub says_key: bool,
    /// The path of its page below the root.
    pub url: String,
    /// Its name.
    pub name: String,
    /// The first part of the exact id, which a narrow column cuts short: all but the last dozen characters.
    pub id_start: String,
    /// The rest of the exact id, which always shows.
    pub id_end: String,
    /// Author or provider, as the list's heading says.
    pub source: Option<Link>,
    /// A mark such as "Deprecated".
    pub status: Option<StatusMark>,
    /// The context window.
    pub context: Cell,
    /// The context window in full: "128,000 tokens".
    pub context_exact: Option<String>,
    /// The longest response.
    pub max_output: Cell,
    /// The longest response in full.
    pub max_output_exact: Option<String>,
    /// The input price per 1M tokens, or the first price there is with its unit.
    pub input: Cell,
    /// The output price.
    pub output: Cell,
    /// The price of cached input.
    pub cached: Cell,
    /// Whose price it is where it is not the author's own: "at Acme"; or where it costs less: "from $3.00 at Acme".
    pub price_note: Option<Phrase>,
    /// What it can do: "Vision, Tools, Reasoning".
    pub capabilities: String,
    /// What it can do at some providers only: "Caching".
    pub at_some: String,
    /// The same as classes, by which the style sheet draws symbols: "can-vision some-prompt-caching".
    pub marks: String,
    /// When it was added, or else released, as the heading says.
    pub added: Cell,
    /// The number of providers.
    pub providers: Cell,
    /// Whether the page of the model has its offers, to which the number of providers leads.
    pub opens: bool,
}

/// The rows of the index, each made once for all the lists that it stands in, when the first of them is drawn.
#[derive(Debug, Default)]
pub struct Rows(SharedViews<usize, ModelRow>);

impl Rows {
    /// The row at an index of the directory's rows.
    pub(super) fn at(&self, directory: &Directory, index: usize) -> Shared<ModelRow> {
        self.0.of(index, || of_index(directory, &directory.rows[index]))
    }
}

/// A row of the index: who stands behind the record, and how many offers it has.
fn of_index(directory: &Directory, row: &Row) -> ModelRow {
    let organization = directory.catalog.organization(row.place);
    let source = Some(organization_link(organization));
    let own = row_of(directory, row.place, row.price_source, source);
    let at_some = |capability: Capability| row.at_some & (1 << capability as u32) != 0;
    ModelRow {
        providers: providers(row.providers),
        opens: !row.is_listing() && row.offers > 0 && directory.settings.has_section("offers"),
        price_note: price_note(directory, row),
        marks: [own.marks.as_str(), marks("some", at_some).as_str()].join(" ").trim().to_owned(),
        at_some: short_names(at_some),
        ..own
    }
}

/// Whose price a row shows, and who asks less for the same thing.
fn price_note(directory: &Directory, row: &Row) -> Option<Phrase> {
    let name = |place| directory.catalog.organization(place).name.as_str();
    if let Some(lowest) = row.lowest {
        let price = cell::first_price_from(directory, row.place, lowest).figure?;
        return Some(Phrase::from("from ").figure(price).text(format!(" at {}", name(lowest))));
    }
    let price = ListedPrice::first(directory.record(row.price_source));
    let is_known =
        !matches!(price, ListedPrice::Unknown | ListedPrice::NotApplicable | ListedPrice::Unsupported);
    let seller = directory.seller(row.place).filter(|_| is_known)?;
    Some(Phrase::from(format!("at {}", seller.name)))
}

/// The short names of the capabilities that lists show.
fn short_names(has: impl Fn(Capability) -> bool) -> String {
    listed_capabilities(has).map(|capability| capability.words().short).collect::<Vec<_>>().join(", ")
}

/// A class for each capability that lists show.
fn marks(kind: &str, has: impl Fn(Capability) -> bool) -> String {
    listed_capabilities(has)
        .map(|capability| format!("{kind}-{}", capability.words().slug))
        .collect::<Vec<_>>()
        .join(" ")
}

fn listed_capabilities(has: impl Fn(Capability) -> bool) -> impl Iterator<Item = Capability> {
    Capability::all().filter(move |capability| LISTED_CAPABILITIES.contains(capability) && has(*capability))
}

/// A row of a provider's list: who made the model.
pub(super) fn of_provider(directory: &Directory, offer: usize) -> ModelRow {
    let model = directory.catalog.offers[offer].model().map(|model| &directory.catalog.models[model]);
    let author = model.map(|model| &directory.catalog.authors[model.author]);
    let source = author.map(organization_link);
    row_of(directory, Place::Offer(offer), Place::Offer(offer), source)
}

fn row_of(directory: &Directory, place: Place, price_source: Place, source: Option<Link>) -> ModelRow {
    let record = directory.record(place);
    let [input, output, cached] = prices(directory, place, price_source);
    let (context, max_output) = (cell::context(record), cell::max_output(record));
    let (start, end) = split(&record.id);
    ModelRow {
        key: record.key.as_str().to_owned(),
        says_key: key_beside(record.route.as_str(), &record.id) == record.key.as_str(),
        url: record.route.as_str().to_owned(),
        name: record.name.clone(),
        id_start: start.to_owned(),
        id_end: end.to_owned(),
        source,
        status: cell::status(record),
        context_exact: cell::exact(&context),
        context: context.bare(),
        max_output_exact: cell::exact(&max_output),
        max_output: max_output.bare(),
        input: input.bare(),
        output: output.bare(),
        cached: cached.bare(),
        price_note: None,
        capabilities: short_names(|capability| record.capabilities.has(capability)),
        at_some: String::new(),
        marks: marks("can", |capability| record.capabilities.has(capability)),
        added: cell::added(record).bare(),
        providers: Cell::default(),
        opens: false,
    }
}

/// The key of a record by the address of its page and its id, as scripts read a row: `providers/acme/large/` with `Large` is
/// `providers/acme/models/Large`.
fn key_beside(route: &str, id: &str) -> String {
    let provider = route.strip_prefix("providers/").and_then(|path| path.split_once('/'));
    provider
        .map_or_else(|| format!("models/{id}"), |(provider, _)| format!("providers/{provider}/models/{id}"))
}

/// The prices of a row: input or the first one there is, output, cached input.
fn prices(directory: &Directory, place: Place, price_source: Place) -> [Cell; 3] {
    [
        cell::first_price_from(directory, place, price_source),
        cell::rate_from(directory, place, price_source, RateKind::Output),
        cell::rate_from(directory, place, price_source, RateKind::CacheRead),
    ]
}

fn providers(count: usize) -> Cell {
    if count == 0 {
        return Cell::dash(CellState::NotApplicable, "None");
    }
    let count = count.to_string();
    Cell::known(Figure::data("computed.providers", count.as_str(), thousands(&count)).bare())
}

/// The lengths of an id's end, in bytes, among which a separator is looked for.
const SHORTEST_END: usize = 4;
const LONGEST_END: usize = 11;

/// Cuts an id in two, so that a narrow column can shorten its middle: the end, which tells ids apart, begins at a
/// separator where there is one.
fn split(id: &str) -> (&str, &str) {
    if id.len() <= LONGEST_END {
        return ("", id);
    }
    let from = id.ceil_char_boundary(id.len() - LONGEST_END);
    let to = id.floor_char_boundary(id.len() - SHORTEST_END);
    let separator = id[from..to].find(['/', '-', ':', '@', '.', '_']).map(|at| from + at);
    id.split_at(separator.unwrap_or_else(|| id.floor_char_boundary(id.len() - LONGEST_END / 2)))
}

#[cfg(test)]
mod tests {
    use super::super::fixture::shown;
    use super::*;
    use crate::plan::fixture::plan_site;

    #[test]
    fn an_id_is_cut_where_its_end_begins() {
        for (id, start, end) in [
            ("gpt-4o-mini", "", "gpt-4o-mini"),
            ("openai/gpt-4o-mini", "openai/gpt", "-4o-mini"),
            ("anthropic/claude-sonnet-4-5-20250929", "anthropic/claude-sonnet-4", "-5-20250929"),
            ("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstu", "vwxyz"),
            ("ÄÄÄÄÄÄÄÄÄÄÄÄ", "ÄÄÄÄÄÄÄÄÄ", "ÄÄÄ"),
        ] {
            assert_eq!(split(id), (start, end), "{id}");
        }
    }

    #[test]
    fn an_address_and_an_id_say_the_key_of_a_record() {
        for (route, id, key) in [
            ("models/acme/large-3/", "acme/Large:3", "models/acme/Large:3"),
            ("providers/acme/large/", "Large", "providers/acme/models/Large"),
            ("providers/acme/lab/large/", "lab/large", "providers/acme/models/lab/large"),
        ] {
            assert_eq!(key_beside(route, id), key);
        }
    }

    #[test]
    fn a_row_shows_the_price_that_speaks_and_whose_it_is() {
        let site = plan_site(&[
            (
                "models/openai/gpt-4o.toml",
                "name = \"GPT-4o\"\nrelease_date = \"2024-05\"\nattachment = true\ntool_call = true\n\
                 [limit]\ncontext = 128_000\noutput = 0\n[modalities]\ninput = [\"text\", \"image\"]\noutput = [\"text\"]",
            ),
            ("providers/openai/provider.toml", "name = \"OpenAI\""),
            (
                "providers/openai/models/gpt-4o.toml",
                "base_model = \"openai/gpt-4o\"\n[cost]\ninput = 2.5\noutput = 10",
            ),
        ])
        .site;
        let row = of_index(&site.directory, &site.directory.rows[0]);
        assert_eq!((row.key.as_str(), row.url.as_str()), ("models/openai/gpt-4o", "models/openai/gpt-4o/"));
        assert_eq!(row.source, Some(Link::internal("OpenAI", "models/openai/")));
        assert_eq!(
            (row.capabilities.as_str(), row.marks.as_str()),
            ("Vision, Tools", "can-vision can-tool-calling")
        );
        let cells =
            [&row.context, &row.max_output, &row.input, &row.output, &row.cached, &row.added, &row.providers];
        assert_eq!(
            cells.map(shown),
            [
                "128K limit.context=128000",
                "– (Not applicable)",
                "$2.50 cost.input=2.5 of providers/openai/models/gpt-4o",
                "$10.00 cost.output=10 of providers/openai/models/gpt-4o",
                "– (Not stated)",
                "May 2024 release_date=2024-05",
                "1 computed.providers=1",
            ]
        );
        let row = of_provider(&site.directory, 0);
        assert_eq!(row.key, "providers/openai/models/gpt-4o");
        assert_eq!(row.source, Some(Link::internal("OpenAI", "models/openai/")));
        assert_eq!(shown(&row.input), "$2.50 cost.input=2.5");
    }
}
