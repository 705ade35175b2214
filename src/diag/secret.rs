//! Finds keys and passwords in lines of files and in messages, so that no terminal, build log or preview shows them.

use std::borrow::Cow;
use std::ops::Range;

use crate::domain::text::QUOTES;
use crate::domain::variable::{known_keys, variable_name};

/// Stands in a message for what is not shown.
const HIDDEN: &str = "…";

/// Returns a message or its help without the keys that it quotes.
pub(super) fn hide_in_message(text: &str) -> Cow<'_, str> {
    let ranges: Vec<_> = text
        .split('`')
        .flat_map(|piece| {
            let start = piece.as_ptr() as usize - text.as_ptr() as usize;
            let scan = Scan { colons: false, is_secret: false };
            scan.secrets(piece).into_iter().map(move |range| shift(&range, start))
        })
        .collect();
    replace(text, &ranges, |_| HIDDEN.to_owned())
}

/// Returns a line of a file with a `*` in place of every byte of a key, so that all other bytes keep their places.
///
/// `is_secret` says that the line goes on with a value that must not be shown.
pub(super) fn hide_in_line(line: &str, is_secret: bool) -> Cow<'_, str> {
    let ranges = Scan { colons: true, is_secret }.secrets(line);
    replace(line, &ranges, stars)
}

/// Returns a line of a file that has no settings, such as a template, without what begins as keys of services do.
pub(super) fn hide_known_keys(line: &str) -> Cow<'_, str> {
    replace(line, &known_keys(line), stars)
}

fn stars(range: &Range<usize>) -> String {
    "*".repeat(range.len())
}

fn replace<'a>(text: &'a str, ranges: &[Range<usize>], by: impl Fn(&Range<usize>) -> String) -> Cow<'a, str> {
    if ranges.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut end = 0;
    for range in ranges {
        shown.push_str(&text[end..range.start]);
        shown.push_str(&by(range));
        end = range.end;
    }
    Cow::Owned(shown + &text[end..])
}

/// Whether a line begins a value that must not be shown; `None` if it has no key, so that it goes on with the line above.
pub(super) fn begins_secret(line: &str) -> Option<bool> {
    let start = line.trim_start();
    let first = tokens(line).next()?;
    let is_header = start.starts_with('[') && start.trim_end().ends_with(']') && !start.contains(['"', ',']);
    if is_header {
        return Some(false);
    }
    behind(&first, line).starts_with(['=', ':']).then(|| is_secret_key(&line[first.range()]))
}

/// Says how the words of a line are read.
struct Scan {
    /// Whether `:` stands behind keys too, as in YAML and JSON.
    colons: bool,
    /// Whether the line begins within a value that must not be shown.
    is_secret: bool,
}

impl Scan {
    /// The parts of a line that must not be shown, in order.
    fn secrets(mut self, line: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for (index, token) in tokens(line).enumerate() {
            let text = &line[token.range()];
            let is_key = self.is_key(&token, line) || index == 0 && self.colons && lacks_sign(&token, line);
            if is_key {
                self.is_secret = is_secret_key(text);
            }
            if self.is_secret && !is_key && !is_harmless(text) {
                found.push(token.range());
            } else {
                found.extend(known_keys(text).into_iter().map(|range| shift(&range, token.start)));
            }
        }
        found
    }

    /// Whether a word stands before `=`, which is not the end of a value in base64.
    fn is_key(&self, token: &Token, line: &str) -> bool {
        let rest = behind(token, line);
        let Some(value) = rest.strip_prefix('=') else { return self.colons && rest.starts_with(':') };
        let value = value.trim_start();
        !self.is_secret
            || token.is_quoted
            || !(value.is_empty() || value.starts_with(['=', ']', ',', '#', '}']))
    }
}

/// What stands behind a word and the quotes that close it.
fn behind<'a>(token: &Token, line: &'a str) -> &'a str {
    let rest = &line[token.end..];
    let quote = rest.chars().next().filter(|_| token.is_quoted).map_or(0, char::len_utf8);
    rest[quote..].trim_start()
}

/// Whether the first word of a line names a key without a sign between it and its value.
fn lacks_sign(token: &Token, line: &str) -> bool {
    let rest = behind(token, line);
    let begins_value = rest.starts_with(|c| "[{".contains(c) || QUOTES.iter().any(|(quote, _)| *quote == c));
    is_secret_key(&line[token.range()]) && (begins_value || tokens(line).count() == 2)
}

fn shift(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// A word of a line, or what stands between quotes.
struct Token {
    start: usize,
    end: usize,
    is_quoted: bool,
}

impl Token {
    fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// What ends a word without quotes.
fn is_boundary(c: char) -> bool {
    c.is_whitespace() || "=,:;[]{}()#".contains(c) || QUOTES.iter().any(|(quote, _)| *quote == c)
}

fn tokens(line: &str) -> impl Iterator<Item = Token> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let c = line[at..].chars().next()?;
            if let Some((quote, ends)) = QUOTES.iter().find(|(quote, _)| *quote == c) {
                let start = at + quote.len_utf8();
                let end = line[start..].find(|c| ends.contains(c)).map_or(line.len(), |end| start + end);
                at = line[end..].chars().next().map_or(end, |quote| end + quote.len_utf8());
                if start < end {
                    return Some(Token { start, end, is_quoted: true });
                }
            } else if is_boundary(c) {
                at += c.len_utf8();
            } else {
                let start = at;
                at = line[start..].find(is_boundary).map_or(line.len(), |end| start + end);
                return Some(Token { start, end: at, is_quoted: false });
            }
        }
    })
}

/// Whether a key is one whose value may be a password: a whole word of it says so.
fn is_secret_key(key: &str) -> bool {
    words(key).any(|word| SECRET_WORDS.iter().any(|secret| secret.eq_ignore_ascii_case(word)))
}

/// The words of keys that hold passwords. `tokens` is none: they are counted.
const SECRET_WORDS: [&str; 22] = [
    "env",
    "envs",
    "key",
    "keys",
    "apikey",
    "apikeys",
    "accesskey",
    "privatekey",
    "secretkey",
    "token",
    "apitoken",
    "accesstoken",
    "authtoken",
    "secret",
    "secrets",
    "password",
    "passwords",
    "passwd",
    "passphrase",
    "credential",
    "credentials",
    // A slip that is often made.
    "evn",
];

/// The words of a key, which signs, digits or capitals divide: `api` and `Key` of `apiKey`.
fn words(key: &str) -> impl Iterator<Item = &str> {
    key.split(|c: char| !c.is_alphabetic()).flat_map(|part| {
        let is_lower = |at: usize| part[at..].starts_with(char::is_lowercase);
        let starts = part.char_indices().skip(1).filter(move |(at, c)| {
            let next = at + c.len_utf8();
            let after_lower = part[..*at].ends_with(char::is_lowercase);
            c.is_uppercase() && (after_lower || part[..*at].ends_with(char::is_uppercase) && is_lower(next))
        });
        let starts: Vec<usize> = std::iter::once(0).chain(starts.map(|(at, _)| at)).collect();
        let ends: Vec<usize> = starts.iter().skip(1).copied().chain([part.len()]).collect();
        starts.into_iter().zip(ends).map(move |(start, end)| &part[start..end])
    })
}

/// Whether a value beside the name of a key may be shown: the name of a variable, a count or a truth value.
fn is_harmless(text: &str) -> bool {
    let is_count = |c: char| c.is_ascii_digit() || "._,-%kKM".contains(c);
    let words = ["true", "false", "null", "none", "unknown", "tokens", "yes", "no", "value", HIDDEN, "..."];
    words.contains(&text.to_ascii_lowercase().as_str())
        || text.len() <= LONGEST_COUNT && text.chars().all(is_count)
        || variable_name(text).is_some()
}

/// A longer number is no count that anybody writes.
const LONGEST_COUNT: usize = 9;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_beside_names_of_keys_are_hidden() {
        for (line, shown) in [
            ("env = [\"hunter2\"]", "env = [\"*******\"]"),
            ("env = [\"ACME_API_KEY\"]", "env = [\"ACME_API_KEY\"]"),
            ("env: \"hunter2\"", "env: \"*******\""),
            ("\"env\": [\"hunter2\"]", "\"env\": [\"*******\"]"),
            ("ENV = hunter2", "ENV = *******"),
            ("api_key = 'P@ssw0rd!'", "api_key = '*********'"),
            ("env = “hunter2”", "env = “*******”"),
            ("env = [[\"hunter2\"], [\"other2\"]]", "env = [[\"*******\"], [\"******\"]]"),
            (
                "gateway = { env = [\"hunter2\"], name = \"North\" }",
                "gateway = { env = [\"*******\"], name = \"North\" }",
            ),
            ("env = [\"hunter2]", "env = [\"********"),
            ("env [\"hunter2\"]", "env [\"*******\"]"),
            ("env hunter2", "env *******"),
            ("env = [aHVudGVyMg==, aHVudGVyMj=]", "env = [**********==, **********=]"),
            ("env = [] # was hunter2", "env = [] # *** *******"),
            ("name = \"One\" # sk-live-1234", "name = \"One\" # ************"),
            ("tokens_per_minute = 128k", "tokens_per_minute = 128k"),
            ("environment = \"cloud\"", "environment = \"cloud\""),
            ("keywords = [\"fast\", \"cheap\"]", "keywords = [\"fast\", \"cheap\"]"),
            ("monkey = \"business\"", "monkey = \"business\""),
            ("max_output_tokens = \"many\"", "max_output_tokens = \"many\""),
            ("evn = \"hunter2\"", "evn = \"*******\""),
            ("apiKey = \"hunter2\"", "apiKey = \"*******\""),
            ("OpenAIKey = \"hunter2\"", "OpenAIKey = \"*******\""),
            ("x-api-key2 = \"hunter2\"", "x-api-key2 = \"*******\""),
            ("DB_PASSWD = \"hunter2\"", "DB_PASSWD = \"*******\""),
            ("name = \"pplx-70b-online\"", "name = \"pplx-70b-online\""),
        ] {
            assert_eq!(hide_in_line(line, false), shown);
        }
        assert_eq!(hide_in_line("  \"hunter2\",", true), "  \"*******\",");
    }

    #[test]
    fn messages_do_not_quote_keys() {
        for (message, shown) in [
            ("write `env = \"hunter2\"`", "write `env = \"…\"`"),
            ("write `env = [\"ACME_API_KEY\"]`", "write `env = [\"ACME_API_KEY\"]`"),
            ("`name` cannot be \"ghp_abcdefgh\"", "`name` cannot be \"…\""),
            ("a line is `key = value`", "a line is `key = value`"),
            ("leave the key out: nothing is known", "leave the key out: nothing is known"),
        ] {
            assert_eq!(hide_in_message(message), shown);
        }
    }
}
