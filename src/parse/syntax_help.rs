//! Says what to write in place of a line that is not TOML.

use super::correction;
use super::proposal::{self, Proposal};
use super::schema::{Kind, Schema};
use super::unclosed::{Unclosed, begins_key, is_bare};
use crate::domain::text::is_typographic_quote;

/// A better account of a syntax error than the parser's own.
pub(super) struct Advice {
    /// What is wrong, where the parser's message does not say it.
    pub(super) message: Option<String>,
    /// What to write.
    pub(super) help: String,
}

impl Advice {
    fn help(help: impl Into<String>) -> Self {
        Self { message: None, help: help.into() }
    }

    fn new(message: &str, help: impl Into<String>) -> Self {
        Self { message: Some(message.to_owned()), help: help.into() }
    }
}

/// Where a line stands.
pub(super) struct Place<'a> {
    /// The array or the inline table that is open where the line begins.
    pub(super) within: Option<Unclosed>,
    /// The keys of the file.
    pub(super) schema: &'static Schema,
    /// The path of the table, as its header has it.
    pub(super) path: Vec<&'a str>,
}

impl Place<'_> {
    fn kind(&self, key: &str) -> Option<Kind> {
        self.schema.kind_at(&self.path, key)
    }

    /// What to write for a value.
    fn propose(&self, key: &str, text: &str) -> Proposal {
        let text = text.trim();
        let kind = self.kind(key).unwrap_or(Kind::Free);
        let whole = format!("x = {text}").parse::<toml::Table>().ok().and_then(|mut table| table.remove("x"));
        match whole {
            Some(toml::Value::String(inner)) if !kind.is_line() => proposal::propose(&inner, &kind, key),
            Some(toml::Value::String(_)) => Proposal::Value(text.to_owned()),
            Some(value) if kind.is_line() && !value.is_array() && !value.is_table() => {
                Proposal::Value(proposal::quote_text(text))
            }
            Some(_) if !matches!(kind, Kind::Texts | Kind::Choices(_)) || text.starts_with('[') => {
                Proposal::Value(text.to_owned())
            }
            _ => proposal::propose(text, &kind, key),
        }
    }
}

/// What to say about a line with a syntax error.
pub(super) fn advise(line: &str, message: &str, place: &Place<'_>) -> Option<Advice> {
    let line = line.trim();
    if message == "duplicate key" {
        return None;
    }
    if let Some(advice) = comment(line) {
        return Some(advice);
    }
    if let Some(within) = place.within.as_ref().filter(|within| within.open == "{" || !begins_key(line)) {
        return element(line, within);
    }
    header(line).or_else(|| colon(line, place)).or_else(|| no_statement(line)).or_else(|| {
        let (key, value) = line.split_once('=')?;
        let key = key.trim();
        if is_key(key) { value_mistake(key, value.trim(), place) } else { key_mistake(key) }
    })
}

fn comment(line: &str) -> Option<Advice> {
    let start = ["//", "/*", "--", "<!--", ";", "%"].into_iter().find(|start| line.starts_with(start))?;
    let is_yaml_marker = line.trim_matches('-').is_empty();
    (!is_yaml_marker)
        .then(|| Advice::new(&format!("comments do not start with `{start}`"), "start it with `#`"))
}

/// A line of an array or an inline table that an earlier line opens.
fn element(line: &str, within: &Unclosed) -> Option<Advice> {
    match within.open {
        "[" if line.contains(is_typographic_quote) => {
            Some(Advice::new(WRONG_QUOTES, "write each text in straight quotes: `\"a\", \"b\"`"))
        }
        "[" => {
            let message = line.starts_with(char::is_alphabetic).then(|| UNQUOTED.to_owned());
            Some(Advice { message, help: "put quotes around text and a comma after each element".to_owned() })
        }
        "{" => Some(Advice::help("write a comma after each `key = value`")),
        _ => None,
    }
}

const WRONG_QUOTES: &str = "these quotes are not the straight ones that TOML takes";

const UNQUOTED: &str = "text must be in quotes";

fn header(line: &str) -> Option<Advice> {
    let brackets = if line.starts_with("[[") { 2 } else { usize::from(line.starts_with('[')) };
    let name = line.trim_start_matches('[').split([']', '#']).next().unwrap_or_default().trim();
    let name = name.replace(' ', "_");
    if brackets == 0 || !is_key(&name) {
        return None;
    }
    let header = format!("{}{name}{}", "[".repeat(brackets), "]".repeat(brackets));
    Some(Advice::help(format!("write `{header}`, alone on its line")))
}

/// The message on a line of YAML.
pub(super) const COLON: &str = "TOML puts `=`, not `:`, between a key and its value";

/// A line as YAML and JSON have it.
fn colon(line: &str, place: &Place<'_>) -> Option<Advice> {
    let (key, value) = line.trim_start_matches("- ").split_once(':').filter(|(key, _)| is_key(key))?;
    if value.starts_with('=') {
        return None;
    }
    let (key, value) = (key.trim().trim_matches('"'), value.trim().trim_end_matches(','));
    if value.is_empty() {
        return Some(Advice::new(
            COLON,
            match place.kind(key) {
                Some(Kind::Group(_) | Kind::Named(_) | Kind::Map(_)) => {
                    format!("write `[{key}]`, and its keys below")
                }
                Some(Kind::Groups(_)) => format!("write `[[{key}]]` above each entry"),
                _ => format!("write `{key} = …`"),
            },
        ));
    }
    Some(Advice::new(COLON, place.propose(key, value).help(key)))
}

/// A line without `=`.
fn no_statement(line: &str) -> Option<Advice> {
    if line.contains('=') {
        return None;
    }
    if matches!(line.chars().next(), Some('{' | '}')) {
        return Some(Advice::new("this is JSON, not TOML", "a line is `key = value`, as in `name = \"…\"`"));
    }
    Some(Advice::help("a line is `key = value`, a `[table]` or a comment that starts with `#`"))
}

fn is_key(key: &str) -> bool {
    is_bare(key.trim().trim_matches('"'))
}

fn key_mistake(key: &str) -> Option<Advice> {
    if let Some(plain) = key.strip_suffix(':').filter(|plain| is_key(plain)) {
        return Some(Advice::help(format!("write `{} =`, without `:`", plain.trim())));
    }
    let joined = key.split_whitespace().collect::<Vec<_>>().join("_");
    (joined != key && is_key(&joined))
        .then(|| Advice::new("a key has no spaces", format!("write `{} = …`", joined.to_lowercase())))
}

fn value_mistake(key: &str, value: &str, place: &Place<'_>) -> Option<Advice> {
    if let Some(value) = value.strip_prefix(['=', '>']) {
        let help = place.propose(key, value.trim()).help(key);
        return Some(Advice::new("a key and its value are separated by one `=`", help));
    }
    if value.is_empty() || value.starts_with('#') {
        return Some(Advice::new("the key has no value", "write one, or remove the line"));
    }
    if let Some(advice) = quotes(key, value, place) {
        return Some(advice);
    }
    if let Some(advice) = after_value(key, value) {
        return Some(advice);
    }
    if value.starts_with(['[', '{']) {
        return Some(collection(key, value, place));
    }
    let bare = value.split(" #").next().unwrap_or(value).trim_end_matches([',', ';']).trim();
    if correction::is_nothing(bare) {
        return Some(Advice::new("TOML has no null value", "leave the key out"));
    }
    if bare.starts_with(['"', '\'']) {
        return None;
    }
    let is_day =
        bare.len() == "YYYY-MM-DD".len() && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_day && correction::date(bare).is_none() {
        return Some(Advice::new("this date does not exist", "write an existing date, as YYYY-MM-DD"));
    }
    let message = match place.kind(key) {
        Some(kind) if kind.is_line() || matches!(kind, Kind::Choice(_)) => UNQUOTED.to_owned(),
        Some(kind) if !matches!(kind, Kind::Free) => format!("`{key}` takes {}", kind.describe()),
        _ => "a value is a text in quotes, a number, a date, `true` or `false`".to_owned(),
    };
    Some(Advice::new(&message, place.propose(key, bare).help(key)))
}

/// Quotes that a word processor made, and quotes that are not closed.
fn quotes(key: &str, value: &str, place: &Place<'_>) -> Option<Advice> {
    let begins = value.starts_with(is_typographic_quote);
    let text = value.split(" #").next().unwrap_or(value).trim().trim_end_matches([',', ';']);
    let plain: String = text.chars().filter(|c| !is_typographic_quote(*c) && *c != '"').collect();
    let straight = match place.kind(key) {
        Some(kind) if !kind.is_line() => proposal::propose(&plain, &kind, key).help(key),
        _ => format!("write `{key} = {}`", proposal::quote_text(plain.trim())),
    };
    if begins || (value.starts_with('"') && !value[1..].contains('"') && value.contains(is_typographic_quote))
    {
        return Some(Advice::new(WRONG_QUOTES, straight));
    }
    let first = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    if value.starts_with("\"\"\"") || value.starts_with("'''") {
        return Some(Advice::new("this text is never closed", format!("close it with `{}`", &value[..3])));
    }
    let body = &value[1..];
    if !body.contains(first) {
        return Some(Advice::new("the text has no closing quote", format!("close it with `{first}`")));
    }
    let is_escape = first == '"' && body.contains('\\');
    is_escape.then(|| {
        Advice::new(
            "`\\` begins an escape in a text",
            "write `\\\\` for it, or put the text in single quotes: `'…'`",
        )
    })
}

/// What stands behind a value that is right by itself.
fn after_value(key: &str, value: &str) -> Option<Advice> {
    let is_whole = |text: &str| format!("x = {text}").parse::<toml::Table>().is_ok();
    let plain = value.trim_end_matches([',', ';']).trim_end();
    if plain != value && is_whole(plain) {
        let sign = &value[plain.len()..].trim();
        return Some(Advice::new(
            &format!("a line does not end with `{sign}`"),
            format!("write `{key} = {plain}`"),
        ));
    }
    let (before, _) = value.split_once("//")?;
    is_whole(before.trim()).then(|| Advice::new("comments do not start with `//`", "start it with `#`"))
}

/// An array or an inline table on one line.
fn collection(key: &str, value: &str, place: &Place<'_>) -> Advice {
    let list = value.split(" #").next().unwrap_or(value).trim();
    let plain = list.replace(is_typographic_quote, "\"");
    let elements = match place.kind(key) {
        Some(kind @ (Kind::Texts | Kind::Variables | Kind::Sources | Kind::Choices(_)))
            if list.ends_with(']') =>
        {
            Some(proposal::propose(&plain, &kind, key).help(key))
        }
        _ => None,
    };
    let (open, close, what) =
        if value.starts_with('[') { ('[', ']', "array") } else { ('{', '}', "inline table") };
    if value.contains(is_typographic_quote) {
        return Advice::new(
            WRONG_QUOTES,
            elements.unwrap_or_else(|| "write each text in straight quotes: `[\"a\", \"b\"]`".to_owned()),
        );
    }
    if value.matches(open).count() > value.matches(close).count() {
        return Advice::new(&format!("this {what} is never closed"), format!("close it with `{close}`"));
    }
    if open == '{' {
        return Advice::new("the inline table cannot be read", "write `{ key = value, key = value }`");
    }
    let help = elements.unwrap_or_else(|| {
        "write texts in quotes, and commas between the elements: `[\"a\", \"b\"]`".to_owned()
    });
    Advice::new("the texts of an array must be in quotes, with commas between them", help)
}

/// A message of the parser in plain words.
pub(super) fn in_plain_words(message: &str) -> &str {
    let words = [
        ("unexpected key or value", "unexpected text after the value"),
        ("key with no value", "the line has no `=`"),
        ("unclosed table", "the header of the table is never closed"),
        ("unclosed array table", "the header of the table is never closed"),
        ("missing comma", "a comma is missing between the elements"),
        ("string values must be quoted", UNQUOTED),
        ("invalid float", "this is not a number"),
        ("invalid integer", "this is not a number"),
        ("invalid boolean", "this is neither `true` nor `false`"),
        ("invalid datetime", "this is not a date"),
        ("invalid basic string", "the text contains a character that is not allowed in quotes"),
    ];
    let plain = words.iter().find(|(start, _)| message.starts_with(start)).map(|(_, plain)| *plain);
    plain.unwrap_or_else(|| message.split(", expected").next().unwrap_or(message))
}
