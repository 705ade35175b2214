//! Says what to write in place of a line that is not TOML.

use super::correction;

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

/// What to say about a line with a syntax error.
pub(super) fn advise(line: &str, message: &str) -> Option<Advice> {
    let line = line.trim();
    if message == "duplicate key" {
        return None;
    }
    comment(line).or_else(|| header(line)).or_else(|| colon(line)).or_else(|| no_statement(line)).or_else(
        || {
            let (key, value) = line.split_once('=')?;
            let key = key.trim();
            if is_key(key) { value_mistake(key, value.trim()) } else { key_mistake(key) }
        },
    )
}

fn comment(line: &str) -> Option<Advice> {
    let start = ["//", "/*", "--", "<!--", ";", "%"].into_iter().find(|start| line.starts_with(start))?;
    let is_yaml_marker = line.trim_matches('-').is_empty();
    (!is_yaml_marker)
        .then(|| Advice::new(&format!("a comment does not begin with `{start}`"), "begin it with `#`"))
}

fn header(line: &str) -> Option<Advice> {
    let brackets = if line.starts_with("[[") { 2 } else { usize::from(line.starts_with('[')) };
    let name = line.trim_start_matches('[').split([']', '#']).next().unwrap_or_default().trim();
    if brackets == 0 || name.is_empty() {
        return None;
    }
    let header = format!("{}{}{}", "[".repeat(brackets), name.replace(' ', "_"), "]".repeat(brackets));
    Some(Advice::help(format!("write `{header}`, alone on its line")))
}

/// The message on a line of YAML.
pub(super) const COLON: &str = "`:` does not stand between a key and its value";

/// A line as YAML and JSON have it.
fn colon(line: &str) -> Option<Advice> {
    let (key, value) = line.trim_start_matches("- ").split_once(':').filter(|(key, _)| is_key(key))?;
    if value.starts_with('=') {
        return None;
    }
    let (key, value) = (key.trim().trim_matches('"'), value.trim().trim_end_matches(','));
    let value = if value.is_empty() { "…".to_owned() } else { as_value(key, value) };
    Some(Advice::new(COLON, format!("write `{key} = {value}`")))
}

/// A line without `=`.
fn no_statement(line: &str) -> Option<Advice> {
    if line.contains('=') {
        return None;
    }
    if matches!(line.chars().next(), Some('{' | '}')) {
        return Some(Advice::new("this is JSON, not TOML", "a line is `key = value`, as in `name = \"…\"`"));
    }
    Some(Advice::help("a line is `key = value`, a `[table]` or a comment that begins with `#`"))
}

fn is_key(key: &str) -> bool {
    let key = key.trim().trim_matches('"');
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

fn key_mistake(key: &str) -> Option<Advice> {
    if let Some(plain) = key.strip_suffix(':').filter(|plain| is_key(plain)) {
        return Some(Advice::help(format!("write `{} =`, without `:`", plain.trim())));
    }
    let joined = key.split_whitespace().collect::<Vec<_>>().join("_");
    (joined != key && is_key(&joined))
        .then(|| Advice::new("a key has no spaces", format!("write `{} = …`", joined.to_lowercase())))
}

const QUOTES: [char; 11] = ['“', '”', '„', '‟', '‘', '’', '‚', '«', '»', '`', '´'];

fn value_mistake(key: &str, value: &str) -> Option<Advice> {
    if let Some(value) = value.strip_prefix(['=', '>']) {
        let value = as_value(key, value.trim());
        return Some(Advice::new(
            "one `=` stands between a key and its value",
            format!("write `{key} = {value}`"),
        ));
    }
    if value.is_empty() || value.starts_with('#') {
        return Some(Advice::new("the key has no value", "write one, or remove the line"));
    }
    if let Some(advice) = quotes(key, value) {
        return Some(advice);
    }
    if let Some(advice) = after_value(key, value) {
        return Some(advice);
    }
    if value.starts_with(['[', '{']) {
        return Some(collection(value));
    }
    let bare = value.split(" #").next().unwrap_or(value).trim_end_matches([',', ';']).trim();
    if correction::is_nothing(bare) {
        return Some(Advice::new("TOML has no word for an unknown value", "leave the key out"));
    }
    if bare.starts_with(['"', '\'']) {
        return None;
    }
    let is_day =
        bare.len() == "YYYY-MM-DD".len() && bare.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_day && correction::date(bare).is_none() {
        return Some(Advice::new("there is no such day", "write a day that exists, as YYYY-MM-DD"));
    }
    Some(Advice::help(format!("write `{key} = {}`", as_value(key, bare))))
}

/// Quotes that a word processor made, and quotes that are not closed.
fn quotes(key: &str, value: &str) -> Option<Advice> {
    let begins = value.starts_with(QUOTES);
    let text = value.split(" #").next().unwrap_or(value).trim().trim_end_matches([',', ';']);
    let plain: String = text.chars().filter(|c| !QUOTES.contains(c) && *c != '"').collect();
    let straight = format!("write `{key} = \"{}\"`", plain.trim());
    if begins || (value.starts_with('"') && !value[1..].contains('"') && value.contains(QUOTES)) {
        return Some(Advice::new("these quotes are not the straight ones that TOML takes", straight));
    }
    let first = value.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    if value.starts_with("\"\"\"") || value.starts_with("'''") {
        return Some(Advice::new("the text has no end", format!("end it with `{}`", &value[..3])));
    }
    let body = &value[1..];
    if !body.contains(first) {
        return Some(Advice::new("the text has no closing quote", format!("end it with `{first}`")));
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
    is_whole(before.trim()).then(|| Advice::new("a comment does not begin with `//`", "begin it with `#`"))
}

/// An array or an inline table on one line.
fn collection(value: &str) -> Advice {
    let (open, close, what) =
        if value.starts_with('[') { ('[', ']', "array") } else { ('{', '}', "inline table") };
    if value.contains(QUOTES) {
        return Advice::new(
            "these quotes are not the straight ones that TOML takes",
            "write each text in straight quotes: `[\"a\", \"b\"]`",
        );
    }
    if value.matches(open).count() > value.matches(close).count() {
        return Advice::new(&format!("the {what} has no end"), format!("end it with `{close}`"));
    }
    Advice::help(if open == '[' {
        "write texts in quotes, and commas between the elements: `[\"a\", \"b\"]`"
    } else {
        "write `{ key = value, key = value }`"
    })
}

/// A value as TOML writes it: a number, a truth value, a date or a text.
fn as_value(key: &str, text: &str) -> String {
    let text = text.trim();
    if format!("x = {text}").parse::<toml::Table>().is_ok() {
        return text.to_owned();
    }
    if let Some(date) = correction::date(text) {
        return format!("\"{date}\"");
    }
    let unit = match key.rsplit(['_', '.']).next().unwrap_or(key) {
        "mb" => "megabytes",
        last => last,
    };
    if let Some(number) = correction::number(text, unit) {
        return number;
    }
    match correction::boolean(text) {
        Some(truth) => truth.to_string(),
        None => format!("\"{}\"", text.trim_matches('"').replace('\\', "\\\\").replace('"', "\\\"")),
    }
}
