use serde::Serialize;

use crate::derive::Directory;
use crate::render::page::cell;
use crate::render::page::common::link;
use crate::render::view::{Cell, Link, Phrase, StatusMark};
use crate::resolve::Place;
use crate::resolve::cost::RateKind;

/// One other model. Its figures are those of a row of a list: the columns say what they are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RelatedRow {
    /// The record's key, for `data-record`.
    pub key: String,
    /// The model's name and page.
    pub name: Link,
    /// A mark such as "Deprecated".
    pub status: Option<StatusMark>,
    /// What is to be said of it: "Shuts down Jan 6, 2027".
    pub difference: Option<Phrase>,
    /// The context window.
    pub context: Cell,
    /// The context window in full: "128,000 tokens".
    pub context_exact: Option<String>,
    /// The input price.
    pub input: Cell,
    /// The output price.
    pub output: Cell,
}

/// A record as it stands on the pages of other ones, without what tells it from them.
pub(super) fn related_row(directory: &Directory, place: Place) -> RelatedRow {
    let record = directory.record(place);
    let has_input = directory.priced_record(place).cost.prices.rates.get(RateKind::Input).is_some();
    let context = cell::attribute_cell(directory, place, cell::context(record));
    let input = if has_input {
        cell::rate_of(directory, place, RateKind::Input)
    } else {
        cell::first_price_of(directory, place)
    };
    RelatedRow {
        key: record.key.as_str().to_owned(),
        name: link(&record.name, &record.route),
        status: cell::status(record),
        difference: None,
        context_exact: cell::exact(&context),
        context: context.bare(),
        input: input.bare(),
        output: cell::rate_of(directory, place, RateKind::Output).bare(),
    }
}
