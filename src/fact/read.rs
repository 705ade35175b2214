//! Values that facts of every kind are read as; nothing where there is nothing.

use super::Value;
use crate::domain::PartialDate;
use crate::resolve::record::Source;

pub(super) fn date(date: Option<PartialDate>) -> Option<Value<'static>> {
    date.map(Value::Date)
}

#[expect(clippy::unnecessary_wraps, reason = "a reader of a fact returns an option")]
pub(super) fn text(text: &str) -> Option<Value<'_>> {
    Some(Value::Text(text.into()))
}

pub(super) fn optional(text: Option<&String>) -> Option<Value<'_>> {
    text.filter(|text| !text.is_empty()).map(|text| Value::Text(text.as_str().into()))
}

pub(super) fn list(words: &[String]) -> Option<Value<'_>> {
    (!words.is_empty()).then_some(Value::List(words.into(), None))
}

pub(super) fn url(source: &Source) -> Option<Value<'_>> {
    optional(source.url.as_ref())
}
