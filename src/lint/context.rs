//! What rules look at, and how they point at what they find.

use jiff::civil::Date;

use crate::diag::{Code, Diagnostic, SourceMap, Span};
use crate::domain::PartialDate;
use crate::fact::{price_points, price_sections};
use crate::parse::{Node, Table, Value};
use crate::resolve::cost::{Charge, Rates};
use crate::resolve::{Catalog, Record, Settings};

/// What a rule on one record or one text may know beside it. Findings on a record are remembered until the record or the
/// day changes, so nothing else can be reached from here: no other record and no setting.
#[derive(Clone, Copy)]
pub(super) struct RecordContext<'a> {
    pub(super) today: Date,
    sources: &'a SourceMap,
}

/// What a rule on the whole catalog knows. Its findings are never remembered.
#[derive(Clone, Copy)]
pub(super) struct CatalogContext<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) settings: &'a Settings,
}

impl<'a> RecordContext<'a> {
    pub(super) fn new(today: Date, sources: &'a SourceMap) -> Self {
        Self { today, sources }
    }

    /// Whether a date is after the build's day.
    pub(super) fn is_future(&self, date: PartialDate) -> bool {
        PartialDate::day(self.today).is_before(date)
    }

    /// Returns a value as its file writes it, quotes and escapes included.
    pub(super) fn source_text(&self, span: Span) -> &'a str {
        &self.sources.text(span.file)[span.range()]
    }
}

/// Makes the finding that two values of a record contradict each other. It stands in the record's own file: a value that
/// was inherited is at most the label.
pub(super) fn conflict(
    code: &'static Code,
    record: &Record,
    [mut at, mut other]: [&str; 2],
    message: String,
) -> Diagnostic {
    let is_own = |path| record.span(path).file == record.file;
    if !is_own(at) && is_own(other) {
        (at, other) = (other, at);
    }
    Diagnostic::new(code, record.span(at), message).label(record.span(other), "the other value")
}

/// The place of a value in the record's own file: where it was written, or else where the record names its base.
pub(super) fn own_span(record: &Record, path: &str) -> Span {
    let places = [path, "base_model"].into_iter().filter_map(|path| record.source.span(path));
    places.into_iter().find(|span| span.file == record.file).unwrap_or_else(|| Span::whole(record.file))
}

/// Every set of prices per token of a record.
pub(super) fn rates(record: &Record) -> impl Iterator<Item = &Rates> {
    price_sections(record).into_iter().map(|section| &section.prices.rates)
}

/// Every price of a record.
pub(super) fn charges(record: &Record) -> impl Iterator<Item = &Charge> {
    price_points(record).map(|point| point.charge)
}

/// Every text of a table and its place, in file order.
pub(super) fn texts<'a>(table: &'a Table, visit: &mut dyn FnMut(&'a str, Span)) {
    for entry in table.0.values() {
        texts_of(&entry.node, visit);
    }
}

fn texts_of<'a>(node: &'a Node, visit: &mut dyn FnMut(&'a str, Span)) {
    match &node.value {
        Value::Text(text) => visit(text, node.span),
        Value::Array(elements) => elements.iter().for_each(|element| texts_of(element, visit)),
        Value::Table(table) => texts(table, visit),
        _ => {}
    }
}
