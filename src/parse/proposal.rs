//! Proposes what to write for a text by the kind of its key, in the help of syntax errors and of values of a wrong type.

use super::correction;
use super::schema::{Kind, quote};
use crate::diag::closest;
use crate::domain::variable_name;

/// What to write in place of a text.
pub(super) enum Proposal {
    /// The value as TOML has it.
    Value(String),
    /// A sentence, where no value is certain.
    Sentence(String),
}

impl Proposal {
    /// The help that says it.
    pub(super) fn help(self, key: &str) -> String {
        match self {
            Self::Value(value) => format!("write `{key} = {value}`"),
            Self::Sentence(sentence) => sentence,
        }
    }
}

/// What to say of a word for a value that nobody knows.
pub(super) const UNKNOWN: &str = "leave the key out if the value is unknown";

/// Proposes a value for what somebody typed, without quotes around it.
pub(super) fn propose(text: &str, kind: &Kind, key: &str) -> Proposal {
    let text = text.trim();
    if correction::is_nothing(text) {
        return Proposal::Sentence(UNKNOWN.to_owned());
    }
    match kind {
        Kind::Boolean => boolean(text, key),
        Kind::Switch(_) | Kind::Flag(_) if correction::boolean(text).is_some() => boolean(text, key),
        Kind::Switch(_) => Proposal::Sentence(format!("write {}", kind.describe())),
        Kind::Count(unit) => count(text, unit, key),
        Kind::Budget => count(text, "tokens", key),
        Kind::Price => price(text, key),
        Kind::Score if text.ends_with('%') => score(text),
        Kind::Score | Kind::Number => match correction::number(text, "") {
            Some(number) => Proposal::Value(number),
            None => Proposal::Sentence("write a number such as `82.5`, without quotes".to_owned()),
        },
        Kind::Date => date(text),
        Kind::Choice(words) | Kind::Flag(words) => choice(text, words),
        Kind::Choices(words) => choices(text, words),
        Kind::Texts | Kind::Sources => list(elements(text)),
        Kind::Variables => variables(text),
        Kind::Markdowns => list(vec![unquote(text)]),
        Kind::Group(_) | Kind::Groups(_) | Kind::Named(_) | Kind::Map(_) | Kind::Rates => {
            Proposal::Sentence(format!("`{key}` takes {}", kind.describe()))
        }
        Kind::Scalar | Kind::Free => Proposal::Value(scalar(text)),
        _ => Proposal::Value(quote_text(unquote(text))),
    }
}

/// Puts a text in quotes.
pub(super) fn quote_text(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '\\' | '"' => format!("\\{c}"),
            '\n' => "\\n".to_owned(),
            '\r' => "\\r".to_owned(),
            '\t' => "\\t".to_owned(),
            c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

fn unquote(text: &str) -> &str {
    text.trim().trim_matches(['"', '\'']).trim()
}

fn boolean(text: &str, key: &str) -> Proposal {
    match correction::boolean(text) {
        Some(truth) => Proposal::Value(truth.to_string()),
        None => Proposal::Sentence(format!("write `{key} = true` or `{key} = false`")),
    }
}

fn count(text: &str, unit: &str, key: &str) -> Proposal {
    let number = correction::thousands(text).or_else(|| correction::number(text, unit));
    match number.filter(|number| !number.contains('.')) {
        Some(number) => Proposal::Value(number),
        None if is_unlimited(text) => Proposal::Sentence("leave the key out if there is no limit".to_owned()),
        None => Proposal::Sentence(whole_number(unit, key)),
    }
}

/// What to say of a key that counts something.
pub(super) fn whole_number(unit: &str, key: &str) -> String {
    let example = if unit == "tokens" { "128_000" } else { "30" };
    format!("write a whole number of {unit}, such as `{key} = {example}`")
}

fn is_unlimited(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["unlimited", "infinite", "infinity", "inf", "∞", "no limit", "any", "max"].contains(&lower.as_str())
}

fn price(text: &str, key: &str) -> Proposal {
    let is_percent = key.contains("percent");
    if !is_percent
        && ["free", "gratis", "no charge", "free of charge"].contains(&text.to_lowercase().as_str())
    {
        return Proposal::Sentence("write `state = \"free\"` in `[cost]`, without a price".to_owned());
    }
    let is_per_token = key != "price" && key != "amount" && !is_percent;
    match correction::price(text, is_per_token) {
        Some((number, None)) => Proposal::Value(number),
        Some((number, Some(currency))) => Proposal::Sentence(format!(
            "write `{key} = {number}`, and `currency = \"{currency}\"` in `[cost]`"
        )),
        None if is_percent => Proposal::Sentence(format!("write the percentage as a number: `{key} = 5`")),
        None if is_per_token => {
            Proposal::Sentence(format!("write the price per 1M tokens as a number, such as `{key} = 0.15`"))
        }
        None => Proposal::Sentence(format!("write the price as a number, such as `{key} = 0.15`")),
    }
}

fn score(text: &str) -> Proposal {
    match correction::number(text, "") {
        Some(number) => Proposal::Value(format!("\"{number}%\"")),
        None => Proposal::Sentence("write a number such as `82.5`, or text such as `\"82%\"`".to_owned()),
    }
}

fn date(text: &str) -> Proposal {
    match correction::date(text) {
        Some(date) => Proposal::Value(format!("\"{date}\"")),
        None => Proposal::Sentence(DATE.to_owned()),
    }
}

/// What a date looks like.
pub(super) const DATE: &str = "write YYYY-MM-DD, or YYYY-MM if the day is unknown, as in `\"2026-03-01\"`";

fn choice(text: &str, words: &[&str]) -> Proposal {
    match closest(unquote(text), words.iter().copied()) {
        Some(word) => Proposal::Value(quote_text(word)),
        None => Proposal::Sentence(format!("it is one of {}", quote(words))),
    }
}

fn choices(text: &str, words: &[&str]) -> Proposal {
    let parts = text
        .split(|c: char| c.is_whitespace() || ",;/|+&[]\"'".contains(c))
        .filter(|part| !part.is_empty() && !part.eq_ignore_ascii_case("and"));
    let known: Option<Vec<&str>> = parts
        .map(|part| {
            let singular = part.strip_suffix(['s', 'S']).unwrap_or(part);
            let is_word =
                |word: &&&str| word.eq_ignore_ascii_case(part) || word.eq_ignore_ascii_case(singular);
            words.iter().find(is_word).copied()
        })
        .collect();
    match known {
        Some(known) if !known.is_empty() => list(known),
        _ => Proposal::Sentence(format!("write an array of {}", quote(words))),
    }
}

/// The elements of a list as somebody typed it, with or without brackets and quotes.
fn elements(text: &str) -> Vec<&str> {
    let body = text.trim_start_matches('[').trim_end_matches(']').trim();
    let is_quoted = body.matches('"').count() >= 2;
    let parts: Vec<&str> = if is_quoted {
        body.split('"').filter(|part| !part.trim_matches([' ', ',', ';']).is_empty()).collect()
    } else if body.contains([',', ';']) {
        body.split([',', ';']).collect()
    } else if text.starts_with('[') {
        body.split_whitespace().collect()
    } else {
        vec![body]
    };
    parts.into_iter().map(unquote).filter(|part| !part.is_empty()).collect()
}

fn list(elements: Vec<&str>) -> Proposal {
    let texts: Vec<String> = elements.into_iter().map(quote_text).collect();
    Proposal::Value(format!("[{}]", texts.join(", ")))
}

fn variables(text: &str) -> Proposal {
    let names: Option<Vec<String>> = elements(text).into_iter().map(variable_name).collect();
    match names {
        Some(names) if !names.is_empty() => list(names.iter().map(String::as_str).collect()),
        _ => Proposal::Sentence(
            "write the names of the variables, not the keys that they hold: `env = [\"ACME_API_KEY\"]`"
                .to_owned(),
        ),
    }
}

/// A value as TOML writes it: a number, a truth value, a date or a text.
fn scalar(text: &str) -> String {
    if let Some(date) = correction::date(text) {
        return format!("\"{date}\"");
    }
    if let Some(number) = correction::number(text, "") {
        return number;
    }
    correction::boolean(text).map_or_else(|| quote_text(unquote(text)), |truth| truth.to_string())
}
