//! Finds keys and passwords in lines of files and in messages, so that no terminal, build log or preview shows them.

use std::borrow::Cow;
use std::ops::Range;

/// Stands in a message for what is not shown.
const HIDDEN: &str = "…";

/// Returns a message or its help without the keys that it quotes.
pub(super) fn hide_in_message(text: &str) -> Cow<'_, str> {
    let ranges: Vec<_> = text
        .split('`')
        .flat_map(|piece| {
            let start = piece.as_ptr() as usize - text.as_ptr() as usize;
            let scan = Scan { colons: false, is_secret: false };
            scan.secrets(piece).into_iter().map(move |range| range.start + start..range.end + start)
        })
        .collect();
    if ranges.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut end = 0;
    for range in ranges {
        shown.push_str(&text[end..range.start]);
        shown.push_str(HIDDEN);
        end = range.end;
    }
    Cow::Owned(shown + &text[end..])
}

/// Returns a line of a file with a `*` in place of every byte of a key, so that all other bytes keep their places.
///
/// `is_secret` says that the line goes on with a value that must not be shown.
pub(super) fn hide_in_line(line: &str, is_secret: bool) -> Cow<'_, str> {
    let ranges = Scan { colons: true, is_secret }.secrets(line);
    hide_ranges(line, &ranges)
}

/// Returns a line of a file that has no settings, such as a template, without what begins as keys of services do.
pub(super) fn hide_known_keys(line: &str) -> Cow<'_, str> {
    hide_ranges(line, &known_keys(line))
}

fn hide_ranges<'a>(line: &'a str, ranges: &[Range<usize>]) -> Cow<'a, str> {
    if ranges.is_empty() {
        return Cow::Borrowed(line);
    }
    let mut shown = String::with_capacity(line.len());
    let mut end = 0;
    for range in ranges {
        shown.push_str(&line[end..range.start]);
        shown.extend(std::iter::repeat_n('*', range.len()));
        end = range.end;
    }
    Cow::Owned(shown + &line[end..])
}

/// Whether a line begins a value that must not be shown; `None` if it has no key, so that it goes on with the line above.
pub(super) fn begins_secret(line: &str) -> Option<bool> {
    let start = line.trim_start();
    let first = tokens(line).next()?;
    let rest = line[first.end..].trim_start_matches(['"', '\'']).trim_start();
    let is_header = start.starts_with('[') && start.trim_end().ends_with(']') && !start.contains(['"', ',']);
    if is_header {
        return Some(false);
    }
    rest.starts_with(['=', ':']).then(|| is_secret_key(&line[first.range()]))
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

/// The quotes that begin a text, and those that end it. Word processors write others than TOML.
const QUOTES: [(char, &str); 11] = [
    ('"', "\"“”"),
    ('\'', "'‘’"),
    ('`', "`´"),
    ('´', "`´"),
    ('“', "”\""),
    ('”', "”\""),
    ('„', "“”\""),
    ('‘', "’'"),
    ('’', "’'"),
    ('«', "»"),
    ('»', "«"),
];

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

/// Whether a key is one whose value may be a password.
fn is_secret_key(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    let is_part = |part: &str| key.contains(part);
    key != "tokenizer" && ["env", "key", "token", "secret", "passw", "credential"].into_iter().any(is_part)
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

/// Returns the name of an environment variable that a text is or spells: `ACME_API_KEY` for `${acme-api-key}`. `None` for all that
/// may be a key itself.
pub fn variable_name(text: &str) -> Option<String> {
    if is_variable(text) {
        return (!is_random(text)).then(|| text.to_owned());
    }
    if !known_keys(text).is_empty() {
        return None;
    }
    let name = text.trim_start_matches(['$', '{']).trim_end_matches('}');
    let name = ["process.env.", "import.meta.env.", "env.", "env:"]
        .iter()
        .find_map(|start| name.strip_prefix(start))
        .unwrap_or(name);
    let name = name.to_ascii_uppercase().replace(['-', ' '], "_");
    let parts: Vec<&str> = name.split('_').collect();
    let is_word = |part: &&str| {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        part.len() <= LONGEST_WORD && (digits == 0 || part.len() <= 5)
    };
    let is_usual = parts.len() > 1 && parts.iter().all(is_word) && USUAL.contains(parts.last()?);
    (is_variable(&name) && is_usual).then_some(name)
}

/// The words that names of variables end in.
const USUAL: [&str; 24] = [
    "KEY",
    "KEYS",
    "APIKEY",
    "TOKEN",
    "SECRET",
    "PASSWORD",
    "API",
    "ID",
    "URL",
    "URI",
    "REGION",
    "PROJECT",
    "ENDPOINT",
    "BASE",
    "HOST",
    "NAME",
    "ACCOUNT",
    "VERSION",
    "LOCATION",
    "ORG",
    "ORGANIZATION",
    "DEPLOYMENT",
    "CREDENTIALS",
    "RESOURCE",
];

/// Words of names are not longer.
const LONGEST_WORD: usize = 16;

/// `302AI_API_KEY` is a name in public catalogues, though no shell takes it.
fn is_variable(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    text.bytes().all(is_part) && text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// From this length on, letters and digits without `_` are no name that people think of.
const LONG: usize = 12;

/// Whether a part of a name looks random: long, with digits amid letters.
fn is_random(name: &str) -> bool {
    name.split('_').any(|part| {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        let changes =
            part.as_bytes().windows(2).filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit());
        let limit = if name.contains('_') { 20 } else { LONG };
        part.len() >= limit && digits > 0 && digits < part.len() && changes.count() >= 2
    }) || !known_keys(name).is_empty()
}

/// How the keys of services begin, and how many letters and digits follow at least.
const STARTS: [(&str, usize); 36] = [
    ("sk-", 5),
    ("sk_", 5),
    ("pk-", 5),
    ("pk_", 5),
    ("rk_", 5),
    ("rk-", 8),
    ("gsk_", 5),
    ("csk-", 5),
    ("hf_", 8),
    ("r8_", 8),
    ("fw_", 8),
    ("tgp_", 8),
    ("nvapi-", 5),
    ("ghp_", 5),
    ("gho_", 5),
    ("ghu_", 5),
    ("ghs_", 5),
    ("ghr_", 5),
    ("github_pat_", 5),
    ("glpat-", 5),
    ("xoxb-", 5),
    ("xoxp-", 5),
    ("xoxa-", 5),
    ("xoxs-", 5),
    ("xapp-", 5),
    ("AIza", 8),
    ("ya29.", 8),
    ("npm_", 20),
    ("dop_v1_", 8),
    ("Bearer ", 8),
    // The ids of some models begin so too, but they have no long parts.
    ("pplx-", RUN),
    ("xai-", RUN),
    ("sess-", RUN),
    ("eyJ", RUN),
    ("AKIA", RUN),
    ("ASIA", RUN),
];

/// A part of a key that is at least so long is no word.
const RUN: usize = 12;

/// The parts of a text that begin as the keys of services do.
fn known_keys(text: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-_.+/=~".contains(c);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    let mut is_within = false;
    for (at, c) in text.char_indices() {
        let is_start = !std::mem::replace(&mut is_within, c.is_alphanumeric() || matches!(c, '-' | '_'));
        if at < end || !is_start || !c.is_ascii_alphabetic() {
            continue;
        }
        let known = STARTS.iter().find_map(|(start, least)| Some((text[at..].strip_prefix(start)?, *least)));
        let Some((rest, least)) = known else { continue };
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let run = rest[..length].split(|c: char| !c.is_ascii_alphanumeric()).map(str::len).max();
        if if least == RUN { run.unwrap_or_default() >= RUN } else { length >= least } {
            end = text.len() - rest.len() + length;
            found.push(at..end);
        }
    }
    found
}

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

    #[test]
    fn names_are_told_from_keys() {
        for (text, name) in [
            ("OPENAI_API_KEY", "OPENAI_API_KEY"),
            ("302AI_API_KEY", "302AI_API_KEY"),
            ("AZURE_COGNITIVE_SERVICES_RESOURCE_NAME", "AZURE_COGNITIVE_SERVICES_RESOURCE_NAME"),
            ("ASIA_API_KEY", "ASIA_API_KEY"),
            ("A1", "A1"),
            ("openai_api_key", "OPENAI_API_KEY"),
            ("$OPENAI_API_KEY", "OPENAI_API_KEY"),
            ("${OPENAI_API_KEY}", "OPENAI_API_KEY"),
            ("process.env.OPENAI_API_KEY", "OPENAI_API_KEY"),
            ("openai-api-key", "OPENAI_API_KEY"),
            ("aws-region", "AWS_REGION"),
        ] {
            assert_eq!(variable_name(text).as_deref(), Some(name), "{text}");
        }
        for key in [
            "sk-live-1234567890abcdef",
            "AIzaSyA1b2C3d4E5f6G7h8I9j0",
            "gsk_abcdefgh",
            "0f3a9c1b2d4e5f60718293a4b5c6d7e8",
            "ACME_API_KEY=sk-live-1234567890",
            "A3B4C5D6E7F8G9H0I1J2",
            "AB12CD34EF56GH78",
            "AKIAIOSFODNN7EXAMPLE",
            "Bearer abcdefgh",
            "pplx-0123456789abcdef",
            "nvapi-abcdef",
            "hunter2",
            "123e4567-e89b-12d3-a456-426614174000",
            "P@ssw0rd!",
            "c2VjcmV0IHZhbHVl",
            "sk-my-key",
            "a8f5f167f44f4964e6c998dee827110c-key",
        ] {
            assert_eq!(variable_name(key), None, "{key}");
        }
    }
}
