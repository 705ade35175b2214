//! The rows of a map's table. The card of a dot shows the same.

use serde::Serialize;

use crate::derive::calculator::{Basis, Tariff};
use crate::derive::price_map::Point;
use crate::derive::{Directory, ScoreSet};
use crate::domain::{Currency, Place, Price};
use crate::render::page::cell;
use crate::render::page::common::link;
use crate::render::page::web;
use crate::render::view::{Cell, Figure, Link};
use crate::resolve::cost::RateKind;

/// A model of a map as a row of its table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct MapRow {
    /// The key of the record.
    pub key: String,
    /// The model.
    pub model: Link,
    /// Who made it.
    pub author: String,
    /// The price of input.
    pub input: Cell,
    /// The price of output.
    pub output: Cell,
    /// Whose prices these are, if not the author's own: "at Acme".
    pub seller: Option<String>,
    /// What 1M tokens of the mix cost.
    pub price: Figure,
    /// The context window and the prices by the size of a request's input, for the script: `128000|0 0.15 0.6 0.075;200000 0.3 1.2 0.15`.
    pub tariff: String,
    /// The score, or the context window.
    pub value: Cell,
    /// The context window beside a score.
    pub context: Option<Cell>,
    /// Whether the author of the model published the score.
    pub is_own: bool,
    /// Where the score was published.
    pub source: Option<Link>,
    /// When.
    pub date: Option<Figure>,
}

pub(super) fn row(directory: &Directory, set: Option<&ScoreSet>, point: &Point) -> MapRow {
    let record = directory.record(point.place);
    let score = set.map(|_| &record.benchmarks[point.entry]);
    let source = score.and_then(|score| score.source.as_deref());
    // Of context windows there are hundreds of rows, which say what they hold by their columns, as those of lists do.
    let is_list = set.is_none();
    let shown = |figure: Figure| if is_list { figure.bare() } else { figure };
    let rate = |kind| {
        let cell = cell::rate_of(directory, point.place, kind);
        Cell { figure: cell.figure.map(shown), ..cell }
    };
    let context = cell::attribute_cell(directory, point.place, cell::context(record));
    MapRow {
        key: record.key.as_str().to_owned(),
        model: link(&record.name, &record.route),
        author: author(directory, point),
        input: rate(RateKind::Input),
        output: rate(RateKind::Output),
        seller: directory.seller(point.place).map(|seller| format!("at {}", seller.name)),
        price: shown(Figure::data("computed.blended_price", point.price.to_string(), price_text(point))),
        tariff: tariff(directory, point.place),
        value: score.map_or_else(|| context.clone(), |score| Cell::known(cell::score(score))),
        context: score.map(|_| context),
        is_own: point.is_by_author,
        source: source.and_then(|url| web::link(web::owner(&directory.catalog, url), url)),
        date: score
            .and_then(|score| Some(cell::date(format!("benchmarks[{}].date", score.index), score.date?))),
    }
}

/// The context window, and the levels of the standard service: above how many tokens, input, output, cached input. A dash is no price, and
/// `~` says that a level reprices only the tokens above its size.
fn tariff(directory: &Directory, place: Place) -> String {
    let context = directory.record(place).limit.context.known();
    let mut text = context.map_or_else(String::new, |context| context.0.to_string());
    text.push('|');
    let Ok(Tariff { basis: Basis::Tokens(services), .. }) = directory.tariff(place) else { return text };
    if services[0].is_marginal {
        text.push('~');
    }
    let price = |price: Option<Price>| price.map_or_else(|| "-".to_owned(), Price::value);
    let levels = services[0].levels.iter().map(|level| {
        let prices = [Some(level.input), level.output, level.cache_read].map(price);
        format!("{} {}", level.above.0, prices.join(" "))
    });
    text.push_str(&levels.collect::<Vec<_>>().join(";"));
    text
}

/// Who made a model, or who offers what has no model.
pub(super) fn author(directory: &Directory, point: &Point) -> String {
    directory.catalog.organization(point.place).name.clone()
}

/// The price as it is printed.
pub(super) fn price_text(point: &Point) -> String {
    Price::new(point.price).map(|price| price.text(Currency::USD)).unwrap_or_default()
}
