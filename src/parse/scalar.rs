//! Reads single values by the rules of their kinds.

use toml::de::DeValue;
use toml::value::Offset;

use super::codes;
use super::mistake::Mistake;
use super::schema::{Kind, quote};
use super::value::Value;
use crate::diag::closest;
use crate::domain::money::read_exact;
use crate::domain::text::{as_seen, is_bidi, is_blank, is_direction};
use crate::domain::web_address::check_url;
use crate::domain::{Color, Country, Currency, Language, PartialDate, Price};

/// Reads a value that is neither an array nor a table. White space around a text is removed.
pub(super) fn read(value: &DeValue<'_>, kind: &Kind, key: &str) -> Result<Value, Mistake> {
    match (kind, value) {
        (kind, DeValue::String(text)) => read_text(text.trim_matches(is_blank), kind, key),
        (Kind::Boolean | Kind::Switch(_) | Kind::Flag(_) | Kind::Scalar, DeValue::Boolean(value)) => {
            Ok(Value::Boolean(*value))
        }
        (Kind::Count(_), DeValue::Integer(number)) => count(number.as_str(), number.radix(), key),
        (Kind::Number | Kind::Scalar, DeValue::Integer(number)) => {
            whole(number.as_str(), number.radix(), key)
        }
        (Kind::Number | Kind::Scalar, DeValue::Float(number)) => decimal(number.as_str(), key),
        (Kind::Price, DeValue::Integer(number)) if number.radix() == 10 => price(number.as_str(), key),
        (Kind::Price, DeValue::Float(number)) => price(number.as_str(), key),
        (Kind::Date, DeValue::Datetime(when)) => datetime(when, key),
        (Kind::Date, DeValue::Integer(year)) if year.radix() == 10 => date(year.as_str(), key),
        (kind, value) => Err(wrong_type(value, kind, key)),
    }
}

fn read_text(text: &str, kind: &Kind, key: &str) -> Result<Value, Mistake> {
    match kind {
        Kind::Text | Kind::Path | Kind::Scalar => line(text, key),
        Kind::Name => line(&as_seen(text), key),
        Kind::Markdown => prose(text, key),
        Kind::Url => url(text, key),
        Kind::Date => date(text, key),
        Kind::Choice(words) | Kind::Flag(words) => choice(text, words, key),
        Kind::Currency => code(text, |code| code.parse::<Currency>().is_ok(), kind, key),
        Kind::Country => code(text, |code| Country::read(code).is_some(), kind, key),
        Kind::Language => word(text, Language::read(text).is_some(), kind, key),
        Kind::Color => word(text, text.parse::<Color>().is_ok(), kind, key),
        Kind::Source => word(text, is_source(text), kind, key),
        Kind::Window => word(text, is_window(text), kind, key),
        _ => Err(wrong_type(&DeValue::String(text.into()), kind, key)),
    }
}

fn wrong_type(value: &DeValue<'_>, kind: &Kind, key: &str) -> Mistake {
    let actual = match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    };
    let mistake =
        Mistake::new(&codes::WRONG_TYPE, format!("`{key}` takes {}, not {actual}", kind.describe()));
    match (kind, value) {
        (Kind::Price | Kind::Count(_) | Kind::Number, DeValue::String(text))
            if read_exact(text).is_some() =>
        {
            mistake.help(format!("write it without quotes: `{key} = {text}`"))
        }
        (Kind::Texts | Kind::Sources | Kind::Choices(_), DeValue::String(text)) => {
            mistake.help(format!("write it in brackets: `{key} = [\"{text}\"]`"))
        }
        (Kind::Boolean, DeValue::String(text)) if matches!(&**text, "true" | "false") => {
            mistake.help(format!("write it without quotes: `{key} = {text}`"))
        }
        _ => mistake,
    }
}

fn line(text: &str, key: &str) -> Result<Value, Mistake> {
    if text.is_empty() {
        return Err(Mistake::new(&codes::BAD_TEXT, format!("`{key}` is empty"))
            .help("leave the key out where nothing is known"));
    }
    if text.chars().any(|c| c.is_control() || is_bidi(c)) {
        let message = format!("`{key}` holds a line break, a control or a direction character");
        return Err(Mistake::new(&codes::BAD_TEXT, message).help("write it as one line of plain text"));
    }
    Ok(Value::Text(text.to_owned()))
}

pub(super) fn prose(text: &str, key: &str) -> Result<Value, Mistake> {
    if text.chars().any(|c| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || is_bidi(c)) {
        let message = format!("`{key}` holds a control or a direction character");
        return Err(Mistake::new(&codes::BAD_TEXT, message).help("remove it"));
    }
    Ok(Value::Text(text.to_owned()))
}

/// The mistake of a name that a file gives to an entry of a table: it is one line of plain text, as other names are.
pub(super) fn key_mistake(key: &str, table: &str) -> Option<Mistake> {
    let what = if key.trim_matches(is_blank).is_empty() {
        "is empty"
    } else if key.chars().any(|c| c.is_control() || is_direction(c)) {
        "holds a line break, a control or a direction character"
    } else {
        return None;
    };
    Some(
        Mistake::new(&codes::BAD_TEXT, format!("a key of `{table}` {what}"))
            .help("write it as one line of plain text"),
    )
}

fn url(text: &str, key: &str) -> Result<Value, Mistake> {
    let without_placeholders = text.replace("${", "x").replace(['{', '}'], "x");
    let checked = if text.starts_with("${") && url::Url::parse(&without_placeholders).is_err() {
        // The placeholder stands for the scheme and the host, or for a part of them.
        check_url(&format!("https://{without_placeholders}"))
    } else {
        check_url(&without_placeholders)
    };
    match checked {
        Ok(()) => Ok(Value::Text(text.to_owned())),
        Err(error) => Err(Mistake::new(&codes::BAD_URL, format!("`{key}` {error}")).help(error.help())),
    }
}

fn count(digits: &str, radix: u32, key: &str) -> Result<Value, Mistake> {
    match i64::from_str_radix(digits, radix) {
        Ok(number) if number >= 0 => Ok(Value::Integer(number)),
        Ok(_) => Err(Mistake::new(&codes::BAD_NUMBER, format!("`{key}` is negative"))
            .help("leave the key out where nothing is known; 0 means not applicable")),
        Err(_) => Err(too_large(key)),
    }
}

fn whole(digits: &str, radix: u32, key: &str) -> Result<Value, Mistake> {
    i64::from_str_radix(digits, radix).map(Value::Integer).map_err(|_| too_large(key))
}

fn too_large(key: &str) -> Mistake {
    Mistake::new(&codes::BAD_NUMBER, format!("`{key}` is too large"))
}

fn decimal(digits: &str, key: &str) -> Result<Value, Mistake> {
    read_exact(digits).map(Value::Number).ok_or_else(|| {
        Mistake::new(&codes::BAD_NUMBER, format!("`{key}` is no finite number of at most 28 digits"))
    })
}

fn price(digits: &str, key: &str) -> Result<Value, Mistake> {
    match Price::read(digits) {
        Ok(price) => Ok(Value::Number(price.decimal())),
        Err(error) => Err(Mistake::new(&codes::BAD_NUMBER, format!("`{key}`: {error}"))
            .help("leave the key out where the price is not known")),
    }
}

fn date(text: &str, key: &str) -> Result<Value, Mistake> {
    PartialDate::read(text).map(Value::Date).ok_or_else(|| {
        Mistake::new(&codes::BAD_DATE, format!("`{key}` is no date"))
            .help("write YYYY-MM-DD, or YYYY-MM where the day is not known")
    })
}

fn datetime(when: &toml::value::Datetime, key: &str) -> Result<Value, Mistake> {
    if when.time.is_some()
        || when.offset.is_some_and(|offset| matches!(offset, Offset::Z | Offset::Custom { .. }))
    {
        return Err(Mistake::new(&codes::BAD_DATE, format!("`{key}` has a time of day"))
            .help("write the date alone: YYYY-MM-DD"));
    }
    date(&when.to_string(), key)
}

fn choice(text: &str, words: &'static [&'static str], key: &str) -> Result<Value, Mistake> {
    if let Some(word) = words.iter().find(|word| word.eq_ignore_ascii_case(text)) {
        return Ok(Value::Text((*word).to_owned()));
    }
    let mistake = Mistake::new(&codes::UNKNOWN_VALUE, format!("`{key}` cannot be \"{text}\""));
    Err(match closest(text, words.iter().copied()) {
        Some(near) => mistake.help(format!("did you mean \"{near}\"?")),
        None => mistake.help(format!("it is one of {}", quote(words))),
    })
}

/// A code in upper case; files may write it in lower case.
fn code(text: &str, is_known: impl Fn(&str) -> bool, kind: &Kind, key: &str) -> Result<Value, Mistake> {
    let capital = text.to_ascii_uppercase();
    if is_known(&capital) { Ok(Value::Text(capital)) } else { word(text, false, kind, key) }
}

fn word(text: &str, is_valid: bool, kind: &Kind, key: &str) -> Result<Value, Mistake> {
    if is_valid {
        return Ok(Value::Text(text.to_owned()));
    }
    Err(Mistake::new(&codes::UNKNOWN_VALUE, format!("`{key}` cannot be \"{text}\""))
        .help(format!("it takes {}", kind.describe())))
}

/// Whether a text is one source of a content security policy: it can end neither its directive nor the policy.
fn is_source(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !b";,\"".contains(&byte))
}

fn is_window(text: &str) -> bool {
    text.split_once('-').is_some_and(|(from, to)| is_time(from) && is_time(to) && from != to)
}

/// Whether a text is a time such as `16:30`.
fn is_time(text: &str) -> bool {
    matches!(
        text.as_bytes(),
        [b'0' | b'1', b'0'..=b'9', b':', b'0'..=b'5', b'0'..=b'9']
            | [b'2', b'0'..=b'3', b':', b'0'..=b'5', b'0'..=b'9']
    )
}
