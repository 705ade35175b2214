//! The text of a file from its keys, in the style of `modelpress fmt`.

use std::fmt::Write as _;

use super::{Fields, Value};
use crate::format::{kind_below, position, write};
use crate::parse::{Kind, Schema};

/// The text of the file with these keys.
pub fn text(fields: &Fields, schema: &'static Schema) -> String {
    let mut out = String::new();
    table(&mut out, "", fields, Some(Kind::Group(schema)));
    out
}

/// The text of the keys of one table.
pub(super) fn table_text(fields: &Fields, kind: Option<Kind>) -> String {
    let mut out = String::new();
    table(&mut out, "", fields, kind);
    out
}

/// The keys of a table in the order of its kind.
fn sort_keys(fields: &Fields, kind: Option<Kind>) -> Vec<(&str, &Value)> {
    let mut keys: Vec<_> = fields.iter().collect();
    keys.sort_by_key(|(key, _)| position(kind, key));
    keys
}

/// Writes a table: its values, its texts of more than one line, the tables in it.
fn table(out: &mut String, path: &str, fields: &Fields, of: Option<Kind>) {
    let keys = sort_keys(fields, of);
    let (tables, values): (Vec<_>, Vec<_>) = keys.into_iter().partition(|(_, value)| is_table(value));
    let (long, short): (Vec<_>, Vec<_>) = values.into_iter().partition(|(_, value)| is_long(value));
    let start = out.len();
    for (key, value) in &short {
        let _ = writeln!(out, "{} = {}", write::key(key), inline(value, kind_of(of, key)));
    }
    for (key, value) in long {
        let gap = if out.len() == start { "" } else { "\n" };
        let Value::Text(text) = value else { continue };
        let _ = writeln!(out, "{gap}{} = {}", write::key(key), write::lines(text));
    }
    for (key, value) in tables {
        let inner = kind_of(of, key);
        let below = if path.is_empty() { write::key(key) } else { format!("{path}.{}", write::key(key)) };
        match value {
            Value::Table(fields) => {
                if !has_only_tables(fields) {
                    header(out, &format!("[{below}]"));
                }
                table(out, &below, fields, inner);
            }
            Value::Tables(entries) => entries.iter().for_each(|entry| {
                header(out, &format!("[[{below}]]"));
                table(out, &below, entry, inner);
            }),
            _ => {}
        }
    }
}

fn header(out: &mut String, header: &str) {
    let gap = if out.is_empty() { "" } else { "\n" };
    let _ = writeln!(out, "{gap}{header}");
}

/// Whether a value has a header of its own. A table such as `tier`, of one plain value, stands on a line.
fn is_table(value: &Value) -> bool {
    match value {
        Value::Table(fields) => !is_short(fields),
        Value::Tables(entries) => !entries.is_empty(),
        _ => false,
    }
}

/// The keys of tables that stand on one line: where a context tier begins.
fn is_short(fields: &Fields) -> bool {
    let is_plain = |value: &Value| !matches!(value, Value::Table(_) | Value::Tables(_) | Value::List(_));
    fields.iter().all(|(key, value)| matches!(key, "size" | "type") && is_plain(value)) && !fields.is_empty()
}

fn has_only_tables(fields: &Fields) -> bool {
    !fields.is_empty() && fields.iter().all(|(_, value)| is_table(value))
}

/// Whether a text has more than one line.
pub(super) fn is_long(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.trim_end_matches('\n').contains('\n'))
}

/// A value on one line.
pub(super) fn inline(value: &Value, kind: Option<Kind>) -> String {
    match value {
        Value::Text(text) => write::text(text),
        Value::Number(number) => {
            let digits = write::number(*number);
            let is_count =
                matches!(kind, Some(Kind::Count(_) | Kind::Budget)) && !digits.contains(['.', '-']);
            if is_count { write::count(&digits) } else { digits }
        }
        Value::Flag(flag) => flag.to_string(),
        Value::Date(date) if date.is_full() => date.iso(),
        Value::Date(date) => write::text(&date.iso()),
        Value::List(values) => {
            let values: Vec<String> = values.iter().map(|value| inline(value, None)).collect();
            format!("[{}]", values.join(", "))
        }
        Value::Table(fields) => inline_table(fields, kind),
        Value::Tables(entries) => {
            let entries: Vec<String> = entries.iter().map(|entry| inline_table(entry, kind)).collect();
            format!("[{}]", entries.join(", "))
        }
    }
}

fn inline_table(fields: &Fields, of: Option<Kind>) -> String {
    let keys = sort_keys(fields, of);
    if keys.is_empty() {
        return "{}".to_owned();
    }
    let keys = keys
        .into_iter()
        .map(|(key, value)| format!("{} = {}", write::key(key), inline(value, kind_of(of, key))));
    format!("{{ {} }}", keys.collect::<Vec<_>>().join(", "))
}

/// What a key takes.
pub(super) fn kind_of(table: Option<Kind>, key: &str) -> Option<Kind> {
    kind_below(table?, key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;
    use crate::domain::PartialDate;
    use crate::parse::model::MODEL;

    #[test]
    fn a_file_has_the_order_and_the_style_of_the_documentation() {
        let mut fields = Fields::default();
        let price = |digits: &str| digits.parse::<rust_decimal::Decimal>().unwrap();
        fields.set("cost.output", price("10.00"));
        fields.set("limit.context", 128_000);
        fields.set("retires", PartialDate::read("2026-05-01").unwrap());
        fields.set("knowledge", PartialDate::read("2024-04").unwrap());
        fields.set("description", "One.\n\nTwo \"quoted\".\n");
        fields.set("name", "A \"name\"");
        fields.set("reasoning_options", Value::Tables(Vec::new()));
        let mut tier = Fields::default();
        tier.set("input", price("2.5"));
        tier.set("tier.size", 200_000);
        fields.push("cost.tiers", tier);
        fields.set("cost.input", price("1.25"));
        fields.set("parameters.top p.max", 1);
        fields
            .set("modalities.input", ["text".to_owned(), "image".to_owned()].into_iter().collect::<Value>());
        assert_snapshot(
            text(&fields, &MODEL),
            snapbox::str![[r#"
name = "A \"name\""
knowledge = "2024-04"
retires = 2026-05-01
reasoning_options = []

description = """
One.

Two "quoted".
"""

[limit]
context = 128_000

[modalities]
input = ["text", "image"]

[parameters."top p"]
max = 1

[cost]
input = 1.25
output = 10

[[cost.tiers]]
tier = { size = 200_000 }
input = 2.5
"#]],
        );
    }
}
