//! Figures and cells that all pages print alike: prices in their five states, tokens, dates, lifecycle.

use std::borrow::Cow;

use crate::derive::Directory;
use crate::domain::{PartialDate, Price, Status};
use crate::fact::{ListedPrice, Statement, Value, included_in};
use crate::render::view::{Cell, CellState, Figure, StatusMark};
use crate::resolve::cost::{Charge, Cost, RateKind};
use crate::resolve::record::{Benchmark, Measure};
use crate::resolve::{Place, Record};

/// What a reader pays for a charge where that is not the price in the file: `Directory::charged`.
pub type Charged<'a> = &'a dyn Fn(&Charge) -> Option<Price>;

/// What a screen reader hears where the file does not say.
pub const UNKNOWN: &str = "Not stated";

const NOT_APPLICABLE: &str = "Not applicable";

/// The price per 1M tokens that speaks for a record; a price of another record, such as an offer's, names that record.
pub fn rate_of(directory: &Directory, place: Place, kind: RateKind) -> Cell {
    rate_from(directory, place, directory.price_source(place), kind)
}

/// The price per 1M tokens of a row, which the record at `priced_record` says.
pub fn rate_from(directory: &Directory, place: Place, priced_record: Place, kind: RateKind) -> Cell {
    from_source(directory, place, priced_record, |record| {
        rate(record, kind, &|charge| directory.price_with_markup(charge))
    })
}

/// The first price that speaks for a record, as lists show it; see [`first_price`] and [`rate_of`].
pub fn first_price_of(directory: &Directory, place: Place) -> Cell {
    first_price_from(directory, place, directory.price_source(place))
}

/// The first price of a row, which the record at `priced_record` says.
pub fn first_price_from(directory: &Directory, place: Place, priced_record: Place) -> Cell {
    from_source(directory, place, priced_record, |record| {
        first_price(record, &|charge| directory.price_with_markup(charge))
    })
}

fn from_source(
    directory: &Directory,
    place: Place,
    priced_record: Place,
    cell: impl Fn(&Record) -> Cell,
) -> Cell {
    let mut cell = cell(directory.record(priced_record));
    if priced_record != place {
        let key = directory.record(priced_record).key.as_str().to_owned();
        cell.figure = cell.figure.map(|figure| figure.of(key));
    }
    cell
}

/// A price per 1M tokens, or the state that stands in its place.
pub fn rate(record: &Record, kind: RateKind, charged: Charged<'_>) -> Cell {
    listed_price(&record.cost, ListedPrice::of_rate(record, kind), charged)
}

/// The price that a list shows for a record: that of input tokens, otherwise the first one there is, with its unit.
pub fn first_price(record: &Record, charged: Charged<'_>) -> Cell {
    listed_price(&record.cost, ListedPrice::first(record), charged)
}

/// The price of a charge as the reader pays it: free and included are words with the exact zero behind them.
pub fn price(cost: &Cost, charge: &Charge, charged: Charged<'_>) -> Cell {
    listed_price(cost, ListedPrice::of_charge(cost, charge), charged)
}

/// The state of a price as a whole, in one cell: "Free", "Included in Pro", "Not stated".
pub fn state(cost: &Cost) -> Cell {
    listed_price(cost, ListedPrice::of_state(cost), &|_| None)
}

fn listed_price(cost: &Cost, price: ListedPrice<'_>, charged: Charged<'_>) -> Cell {
    let zero = |charge: &Charge, text| Figure::data(charge.fact.clone(), charge.price.value(), text);
    let (state, figure, unit) = match price {
        ListedPrice::Amount(charge, unit) => {
            let (price, fact) = paid(charge, charged);
            (CellState::Known, Figure::data(fact, price.value(), price.text(cost.currency)), unit)
        }
        ListedPrice::Zero(charge) => (CellState::Known, zero(charge, ZERO.to_owned()), None),
        ListedPrice::Free(Some(charge)) => (CellState::Free, zero(charge, FREE.to_owned()), None),
        ListedPrice::Free(None) => (CellState::Free, Figure::data("cost.state", "free", FREE), None),
        ListedPrice::Included(plan, Some(charge)) => {
            (CellState::Included, zero(charge, included_in(plan)), None)
        }
        ListedPrice::Included(plan, None) => {
            let (fact, value) = plan.map_or(("cost.state", "included"), |plan| ("cost.plan", plan));
            (CellState::Included, Figure::data(fact, value, included_in(plan)), None)
        }
        ListedPrice::Varies => (CellState::Varies, Figure::data("cost.state", "varies", "Varies"), None),
        ListedPrice::NotApplicable => return Cell::dash(CellState::NotApplicable, NOT_APPLICABLE),
        ListedPrice::Unsupported => return Cell::dash(CellState::Unsupported, "Not supported"),
        ListedPrice::Unknown => return Cell::dash(CellState::Unknown, UNKNOWN),
    };
    Cell { state, figure: Some(figure), unit, ..Cell::default() }
}

/// The price that the reader pays, and its fact name.
pub fn paid(charge: &Charge, charged: Charged<'_>) -> (Price, Cow<'static, str>) {
    match charged(charge).filter(|price| *price != charge.price) {
        None => (charge.price, charge.fact.clone()),
        Some(price) => (price, charged_fact(&charge.fact)),
    }
}

/// A score as it is written in the file.
pub fn score(benchmark: &Benchmark) -> Figure {
    let written = benchmark.score.to_string();
    let text = if benchmark.is_percent() { format!("{written}%") } else { written.clone() };
    Figure::data(format!("benchmarks[{}].score", benchmark.index), written, text)
}

/// A number of tokens in its short form, with the exact one in the title.
pub fn tokens(fact: &'static str, measure: Measure) -> Cell {
    match measure {
        Measure::Known(count) => {
            let figure = Figure::data(fact, count.0.to_string(), count.short());
            Cell::known(figure.with_title(count.exact()))
        }
        Measure::NotApplicable => Cell::dash(CellState::NotApplicable, NOT_APPLICABLE),
        Measure::Unknown => Cell::dash(CellState::Unknown, UNKNOWN),
    }
}

/// A number of tokens in full, in words, which rows of lists show on demand.
pub fn exact(tokens: &Cell) -> Option<String> {
    tokens.figure.as_ref()?.title.clone()
}

/// Names the offer that says what a figure of a model without a file says, so that it can be checked against a file.
pub fn attribute(directory: &Directory, place: Place, figure: Figure) -> Figure {
    let stating = directory.catalog.stating_record(place, &figure.fact).filter(|_| figure.record.is_none());
    match stating {
        Some(record) => figure.of(record.key.as_str()),
        None => figure,
    }
}

/// The same for the figure of a cell.
pub fn attribute_cell(directory: &Directory, place: Place, cell: Cell) -> Cell {
    Cell { figure: cell.figure.map(|figure| attribute(directory, place, figure)), ..cell }
}

/// What a record says of a fact.
pub fn of_statement(statement: &Statement<'_>) -> Cell {
    let path = || statement.path.clone().into_owned();
    match &statement.value {
        Value::NotApplicable => Cell::dash(CellState::NotApplicable, NOT_APPLICABLE),
        Value::Date(day) => Cell::known(date(path(), *day)),
        value => {
            let figure = Figure::data(path(), value.exact(), value.text());
            Cell::known(Figure { title: value.full(), ..figure })
        }
    }
}

/// The context window.
pub fn context(record: &Record) -> Cell {
    tokens("limit.context", record.limit.context)
}

/// The longest response.
pub fn max_output(record: &Record) -> Cell {
    tokens("limit.output", record.limit.output)
}

/// When the record appeared: the day on which the directory listed it, else its release.
pub fn added(record: &Record) -> Cell {
    let fact = if record.added.is_some() { "added" } else { "release_date" };
    match record.since() {
        Some(day) => Cell::known(date(fact, day)),
        None => Cell::dash(CellState::Unknown, UNKNOWN),
    }
}

/// A date as precise as the file gives it.
pub fn date(fact: impl Into<Cow<'static, str>>, date: PartialDate) -> Figure {
    Figure::time(fact, date.iso(), date.to_string())
}

/// The mark beside a name in lists; a model in service has none.
pub fn status(record: &Record) -> Option<StatusMark> {
    let status = record.status;
    (status != Status::Active)
        .then(|| StatusMark { status: status.word().to_owned(), label: status.label().to_owned() })
}

const FREE: &str = "Free";

/// A zero that the file does not explain.
const ZERO: &str = "Listed at $0";

/// `cost.tiers[0].input` becomes `computed.charged.tiers[0].input`.
fn charged_fact(fact: &str) -> Cow<'static, str> {
    format!("computed.charged.{}", fact.strip_prefix("cost.").unwrap_or(fact)).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::{directory, record, shown};

    fn rates(cost: &str) -> [String; 3] {
        let record = record(cost);
        [RateKind::Input, RateKind::Output, RateKind::CacheRead]
            .map(|kind| shown(&rate(&record, kind, &|_| None)))
    }

    #[test]
    fn the_states_of_a_price_are_told_apart() {
        let priced = rates("[cost]\ninput = 0.15\noutput = 0.6\ncache_read = 0.075");
        assert_eq!(
            priced,
            ["$0.15 cost.input=0.15", "$0.60 cost.output=0.6", "$0.075 cost.cache_read=0.075"]
        );
        let unknown = "– (Not stated)";
        assert_eq!(rates(""), [unknown; 3]);
        let free = rates("[cost]\nstate = \"free\"");
        assert_eq!(free, ["Free cost.state=free", "Free cost.state=free", unknown]);
        let free = rates("[cost]\nstate = \"free\"\ninput = 0\noutput = 0");
        assert_eq!(free, ["Free cost.input=0", "Free cost.output=0", unknown]);
        let plan = rates("[cost]\nstate = \"included\"\nplan = \"Pro\"");
        assert_eq!(plan[0], "Included in Pro cost.plan=Pro");
        let zero = rates("[cost]\ninput = 0\noutput = 0");
        assert_eq!(zero[0], "Listed at $0 cost.input=0");
    }

    #[test]
    fn a_price_of_an_offer_names_the_offer() {
        let directory = directory(&[
            ("models/lab/m.toml", "name = \"M\""),
            ("providers/lab/provider.toml", "name = \"Lab\""),
            ("providers/lab/models/m.toml", "base_model = \"lab/m\"\n[cost]\ninput = 2\noutput = 3"),
        ]);
        let cell = rate_of(&directory, Place::Model(0), RateKind::Input);
        assert_eq!(cell.figure.unwrap().record.as_deref(), Some("providers/lab/models/m"));
        let cell = first_price_of(&directory, Place::Offer(0));
        assert_eq!(cell.figure.unwrap().record, None);
    }

    #[test]
    fn what_makes_no_sense_is_not_applicable() {
        let embedding = rates("type = \"embedding\"\n[cost]\ninput = 0.02");
        assert_eq!(embedding, ["$0.02 cost.input=0.02", "– (Not applicable)", "– (Not applicable)"]);
        let image = rates("type = \"image\"\n[[cost.units]]\nunit = \"image\"\nprice = 0.04");
        assert_eq!(image, ["– (Not applicable)"; 3]);
        let cacheless = rates("[capabilities]\nprompt_caching = false\n[cost]\ninput = 1\noutput = 2");
        assert_eq!(cacheless[2], "– (Not supported)");
    }

    #[test]
    fn the_first_price_names_its_unit() {
        let shown = |cost: &str| shown(&first_price(&record(cost), &|_| None));
        assert_eq!(shown("[cost]\ninput = 2"), "$2.00 cost.input=2");
        let image = "type = \"image\"\n[[cost.units]]\nunit = \"image\"\nprice = 0.04";
        assert_eq!(shown(image), "$0.04 cost.units[0].price=0.04 per image");
        let page = "type = \"ocr\"\n[[cost.units]]\nunit = \"page\"\nper = 1000\nprice = 4";
        assert_eq!(shown(page), "$4.00 cost.units[0].price=4 per 1,000 pages");
        assert_eq!(shown("[cost]\nimage_output = 30"), "$30.00 cost.image_output=30 image output");
        assert_eq!(shown(""), "– (Not stated)");
    }

    #[test]
    fn a_mark_up_changes_the_price_and_its_name() {
        let record = record("[cost]\ninput = 2\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 4");
        let double =
            |charge: &Charge| Price::new(charge.price.decimal() * rust_decimal::Decimal::new(105, 2)).ok();
        assert_eq!(shown(&rate(&record, RateKind::Input, &double)), "$2.10 computed.charged.input=2.1");
        let tier = record.cost.prices.tiers[0].prices.rates.get(RateKind::Input).unwrap();
        assert_eq!(paid(tier, &double).1, "computed.charged.tiers[0].input");
    }

    #[test]
    fn tokens_are_short_with_the_exact_number_beside() {
        let record = record("[limit]\ncontext = 128_000\noutput = 0");
        let context = context(&record).figure.unwrap();
        assert_eq!((context.text.as_str(), context.value.as_str()), ("128K", "128000"));
        assert_eq!(context.title.as_deref(), Some("128,000 tokens"));
        assert_eq!(shown(&max_output(&record)), "– (Not applicable)");
        assert_eq!(shown(&tokens("limit.input", record.limit.input)), "– (Not stated)");
    }

    #[test]
    fn a_date_is_as_precise_as_the_file() {
        assert_eq!(shown(&added(&record("added = 2024-07-18"))), "Jul 18, 2024 added=2024-07-18");
        assert_eq!(shown(&added(&record("release_date = \"2024-07\""))), "Jul 2024 release_date=2024-07");
    }
}
