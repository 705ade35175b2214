//! The one way in which files are written: the order of keys, the style of numbers and dates, the space between tables. In comes a text,
//! out goes the text that says the same in that way. A text between quotes is never touched, and comments stay with their key.

mod order;
mod page;
mod same;
mod scan;
mod section;
#[cfg(test)]
mod tests;
mod value;
pub mod write;

use std::collections::HashMap;

pub use order::{kind_below, position, schema_of};
pub use page::format_page;

use crate::parse::{Kind, Schema};
use same::is_same;
use scan::scan;
use section::{Header, Item, Pair, Section, sections};

/// Why a text is left as it is.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum FormatError {
    /// It is no TOML: what is wrong, and on which line.
    #[error("line {line} is not valid TOML: {message}")]
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// In the style of the tool it would say something else.
    #[error("it cannot be written in another way without a change to what it says")]
    Other,
}

/// Writes the file at a path below the site in the style of the tool. `None` for a path that no file of a site has.
///
/// # Errors
/// Where the text is no TOML.
pub fn format_file(path: &str, text: &str) -> Option<Result<String, FormatError>> {
    let schema = schema_of(path)?;
    Some(if path.ends_with(".md") { format_page(text, schema) } else { format(text, schema) })
}

/// Writes a text in the style of the tool.
///
/// # Errors
/// Where it is no TOML.
pub fn format(text: &str, schema: &'static Schema) -> Result<String, FormatError> {
    let (mark, body) = text.split_at(text.len() - text.trim_start_matches('\u{feff}').len());
    let breaks = body.matches('\n').count();
    let has_returns = breaks > 0 && body.matches("\r\n").count() == breaks;
    let plain = if has_returns { body.replace("\r\n", "\n") } else { body.to_owned() };
    let before = read(&plain)?;
    let formatted = lay_out(&plain, schema);
    match read(&formatted) {
        Ok(after) if is_same(&before, &after) => {}
        _ => return Err(FormatError::Other),
    }
    let formatted = if has_returns { formatted.replace('\n', "\r\n") } else { formatted };
    Ok(format!("{mark}{formatted}"))
}

fn read(text: &str) -> Result<toml::Table, FormatError> {
    text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().map_or("", |span| text.get(..span.start).unwrap_or_default());
        FormatError::Syntax {
            line: before.matches('\n').count() + 1,
            message: error.message().replace('\n', " "),
        }
    })
}

fn lay_out(text: &str, schema: &'static Schema) -> String {
    let (mut tables, end) = sections(&scan(text));
    let root = Kind::Group(schema);
    let mut counts = HashMap::new();
    let mut keyed: Vec<_> = tables.drain(..).map(|table| (place(&table, root, &mut counts), table)).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    let mut out = String::new();
    for (_, table) in keyed {
        write_section(&mut out, table, root);
    }
    write_block(&mut out, &end);
    out
}

/// Where a table stands: for each part of its path, the place of the key, when a table of that name came first, and which entry of an
/// array it is in.
fn place(table: &Section<'_>, root: Kind, seen: &mut HashMap<String, usize>) -> Vec<(usize, usize, usize)> {
    let Some(header) = &table.header else { return Vec::new() };
    let (mut place, mut kind, mut name) = (Vec::new(), Some(root), String::new());
    let parts = value::path(header.path);
    for (at, part) in parts.iter().enumerate() {
        name = format!("{name}.{}", write::key(part));
        let rank = position(kind, part);
        let next = seen.len();
        let first = *seen.entry(format!("first{name}")).or_insert(next);
        let entry = seen.entry(format!("entry{name}")).or_default();
        if header.is_entry && at + 1 == parts.len() {
            *entry += 1;
        }
        let entry = *entry;
        name = format!("{name}[{entry}]");
        place.push((rank, if rank == 0 || rank == usize::MAX { first } else { 0 }, entry));
        kind = kind.and_then(|kind| kind_below(kind, part));
    }
    place
}

fn write_section(out: &mut String, table: Section<'_>, root: Kind) {
    let mut kind = Some(root);
    if let Some(Header { path, is_entry, comment }) = table.header {
        write_block(out, &table.lead);
        if table.lead.is_empty() && !out.is_empty() {
            out.push('\n');
        }
        let (open, close) = if is_entry { ("[[", "]]") } else { ("[", "]") };
        push_line(out, &format!("{open}{}{close}", value::plain_key(path)), comment);
        kind = value::path(path).iter().fold(kind, |kind, part| kind_below(kind?, part));
    }
    let start = out.len();
    for item in sort_items(table.items, kind) {
        if item.has_gap && out.len() > start {
            out.push('\n');
        }
        item.lead.iter().for_each(|line| push_line(out, line, ""));
        if let Some(Pair { key, value, comment }) = item.pair {
            let inner = value::path(key).iter().fold(kind, |kind, part| kind_below(kind?, part));
            push_line(out, &format!("{} = {}", value::plain_key(key), value::value(value, inner)), comment);
        }
    }
}

/// The keys of a table in the order of its kind. A blank line, or a comment that stands alone, ends what is put in order.
fn sort_items(items: Vec<Item<'_>>, kind: Option<Kind>) -> Vec<Item<'_>> {
    let mut groups: Vec<Vec<Item<'_>>> = Vec::new();
    for item in items {
        let is_first = item.has_gap || item.pair.is_none();
        match groups.last_mut() {
            Some(group) if !is_first && group.last().is_some_and(|last| last.pair.is_some()) => {
                group.push(item);
            }
            _ => groups.push(vec![item]),
        }
    }
    for group in &mut groups {
        let has_gap = std::mem::take(&mut group[0].has_gap);
        group.sort_by_cached_key(|item| item.pair.map(|pair| places(pair.key, kind)));
        group[0].has_gap = has_gap;
    }
    groups.into_iter().flatten().collect()
}

/// The places of the parts of a key.
fn places(key: &str, mut kind: Option<Kind>) -> Vec<usize> {
    let place = |part: &String| {
        let place = position(kind, part);
        kind = kind.and_then(|kind| kind_below(kind, part));
        place
    };
    value::path(key).iter().map(place).collect()
}

/// Writes comments with a blank line above.
fn write_block(out: &mut String, lines: &[&str]) {
    if !lines.is_empty() && !out.is_empty() {
        out.push('\n');
    }
    for line in lines {
        push_line(out, line, "");
    }
}

fn push_line(out: &mut String, line: &str, comment: &str) {
    out.push_str(line);
    // Comments in a column stay in it.
    if comment.starts_with('#') {
        out.push(' ');
    }
    out.push_str(comment);
    out.push('\n');
}
