//! Reads single values by the rules of their kinds.

use toml::de::DeValue;
use toml::value::Offset;

use super::codes;
use super::correction;
use super::mistake::Mistake;
use super::proposal::{DATE, UNKNOWN, quote_text};
use super::schema::{Kind, quote};
use super::site::{LEVELS, levels_of};
use super::value::Value;
use super::variable;
use super::wrong_type::{with_thousands, wrong_type};
use crate::diag::{closest, is_slip};
use crate::domain::base_url::{self, BaseUrlError};
use crate::domain::money::read_exact;
use crate::domain::text::{as_seen, is_bidi, is_blank, is_direction, is_hidden};
use crate::domain::web_address::{check_url, with_plain_host};
use crate::domain::{Color, Country, Currency, Language, PartialDate, Period, Price};

/// Reads a value that is neither an array nor a table. White space around a text is removed.
pub(super) fn read(value: &DeValue<'_>, kind: &Kind, key: &str) -> Result<Value, Mistake> {
    match (kind, value) {
        (kind, DeValue::String(text)) => read_text(text.trim_matches(is_blank), kind, key),
        (Kind::Boolean | Kind::Switch(_) | Kind::Flag(_) | Kind::Scalar, DeValue::Boolean(value)) => {
            Ok(Value::Boolean(*value))
        }
        (Kind::Count(_), DeValue::Integer(number)) => count(number.as_str(), number.radix(), 0, key),
        (Kind::Budget, DeValue::Integer(number)) => count(number.as_str(), number.radix(), -1, key),
        (Kind::Count(_) | Kind::Budget, DeValue::Float(number)) => {
            let least = if matches!(kind, Kind::Budget) { -1 } else { 0 };
            if let Some(meant) =
                correction::thousands(number.as_str()).filter(|_| number.as_str().ends_with(".000"))
            {
                let message = format!("`{key}` is {number} with a fraction of zeros: were thousands meant?");
                return Err(Mistake::new(&codes::BAD_NUMBER, message).help(with_thousands(&meant, key)));
            }
            match read_exact(number.as_str()) {
                // `1e6` and `128_000.0` are whole numbers to models.dev, whose numbers have one type.
                Some(number) if number.is_integer() => count(&number.normalize().to_string(), 10, least, key),
                None if number.as_str().bytes().any(|byte| byte.is_ascii_digit()) => Err(too_large(key)),
                _ => Err(wrong_type(value, kind, key)),
            }
        }
        (Kind::Number | Kind::Score | Kind::Scalar, DeValue::Integer(number)) => {
            whole(number.as_str(), number.radix(), key)
        }
        (Kind::Number | Kind::Score | Kind::Scalar, DeValue::Float(number)) => decimal(number.as_str(), key),
        (Kind::Price, DeValue::Integer(number)) if number.radix() == 10 => price(number.as_str(), key),
        (Kind::Price, DeValue::Float(number)) => price(number.as_str(), key),
        (Kind::Date, DeValue::Datetime(when)) => datetime(when, key),
        (Kind::Date, DeValue::Integer(year)) if year.radix() == 10 => date(year.as_str(), key),
        (kind, value) => Err(wrong_type(value, kind, key)),
    }
}

fn read_text(text: &str, kind: &Kind, key: &str) -> Result<Value, Mistake> {
    match kind {
        Kind::Text | Kind::Scalar => line(text, key),
        Kind::Name => line(&as_seen(text), key),
        Kind::Path => path(text, key),
        Kind::Markdown => prose(text, key),
        Kind::Url => url(text, key),
        Kind::BaseUrl => base_url(text, key),
        Kind::Variable => variable::read(text, key).map(|text| Value::Text(text.into())),
        Kind::Date => date(text, key),
        Kind::Choice(words) | Kind::Flag(words) => choice(text, words, key),
        Kind::Currency => code(text, |code| code.parse::<Currency>().is_ok(), kind, key),
        Kind::Country => code(text, |code| Country::read(code).is_some(), kind, key),
        Kind::Language => word(text, Language::read(text).is_some(), kind, key),
        Kind::Color => word(text, text.parse::<Color>().is_ok(), kind, key),
        Kind::Source => word(text, is_source(text), kind, key),
        Kind::Window => word(text, is_window(text), kind, key),
        Kind::Period => word(text, Period::read(text).is_some(), kind, key),
        Kind::Score => score(text, key),
        _ => Err(wrong_type(&DeValue::String(text.into()), kind, key)),
    }
}

fn line(text: &str, key: &str) -> Result<Value, Mistake> {
    if text.is_empty() {
        return Err(Mistake::new(&codes::BAD_TEXT, format!("`{key}` is empty")).help(UNKNOWN));
    }
    if text.chars().any(|c| c.is_control() || is_bidi(c)) {
        let message = format!("`{key}` contains a line break, a control character or a direction mark");
        return Err(Mistake::new(&codes::BAD_TEXT, message).help("write it as one line of plain text"));
    }
    Ok(Value::Text(text.into()))
}

pub(super) fn prose(text: &str, key: &str) -> Result<Value, Mistake> {
    if text.chars().any(|c| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || is_bidi(c)) {
        let message = format!("`{key}` contains a control character or a direction mark");
        return Err(Mistake::new(&codes::BAD_TEXT, message).help("remove it"));
    }
    Ok(Value::Text(text.into()))
}

/// The mistake of a name that a file gives to an entry of a table: it is one line of plain text, as other names are.
pub(super) fn key_mistake(key: &str, table: &str) -> Option<Mistake> {
    let what = if key.trim_matches(is_blank).is_empty() {
        "is empty"
    } else if key.chars().any(|c| c.is_control() || is_direction(c) || is_hidden(c)) {
        "contains a line break, a control character or a hidden character"
    } else {
        return None;
    };
    Some(
        Mistake::new(&codes::BAD_TEXT, format!("a key of `{table}` {what}"))
            .help("write it as one line of plain text"),
    )
}

/// A path or an address; an address that looks like another one is refused.
fn path(text: &str, key: &str) -> Result<Value, Mistake> {
    if let Err(error) = check_url(text)
        && error.is_disguise()
    {
        return Err(Mistake::new(&codes::BAD_URL, format!("`{key}` {error}")).help(error.help()));
    }
    line(&with_plain_host(text), key)
}

fn url(text: &str, key: &str) -> Result<Value, Mistake> {
    let without_placeholders = text.replace("${", "x").replace(['{', '}'], "x");
    let checked = if text.starts_with("${") && url::Url::parse(&without_placeholders).is_err() {
        // The placeholder stands for the scheme and the host, or for a part of them.
        check_url(&format!("https://{without_placeholders}"))
    } else {
        check_url(&without_placeholders)
    };
    let Err(error) = checked else { return Ok(Value::Text(with_plain_host(text).into())) };
    let is_host = text.contains('.') && !text.contains("//") && !text.contains(':');
    let help = if is_host && check_url(&format!("https://{text}")).is_ok() {
        format!("write `{key} = \"https://{text}\"`")
    } else {
        error.help().to_owned()
    };
    Err(Mistake::new(&codes::BAD_URL, format!("`{key}` {error}")).help(help))
}

fn base_url(text: &str, key: &str) -> Result<Value, Mistake> {
    base_url::read(text).map(|text| Value::Text(text.into())).map_err(|error| {
        let mistake = Mistake::new(&codes::BAD_URL, format!("`{key}` {error}"));
        let mistake = mistake.help(base_url::help(text, error));
        if error == BaseUrlError::Password { mistake.secret() } else { mistake }
    })
}

fn count(digits: &str, radix: u32, least: i64, key: &str) -> Result<Value, Mistake> {
    match i64::from_str_radix(digits, radix) {
        Ok(number) if number >= least => Ok(Value::Integer(number)),
        Ok(_) => Err(Mistake::new(&codes::BAD_NUMBER, format!("`{key}` is negative"))
            .help(format!("{UNKNOWN}; 0 means not applicable"))),
        Err(_) => Err(too_large(key)),
    }
}

fn whole(digits: &str, radix: u32, key: &str) -> Result<Value, Mistake> {
    i64::from_str_radix(digits, radix).map(Value::Integer).map_err(|_| too_large(key))
}

fn too_large(key: &str) -> Mistake {
    Mistake::new(&codes::BAD_NUMBER, format!("`{key}` is too large"))
}

/// A score as text: a number, or a percentage, which stays text so that its unit is not lost.
fn score(text: &str, key: &str) -> Result<Value, Mistake> {
    let number = text.strip_suffix('%').map_or(text, str::trim_end);
    match read_exact(number) {
        Some(_) if number.len() < text.len() => Ok(Value::Text(format!("{number}%").into())),
        Some(score) => Ok(Value::Number(score)),
        None => Err(wrong_type(&DeValue::String(text.into()), &Kind::Score, key)),
    }
}

fn decimal(digits: &str, key: &str) -> Result<Value, Mistake> {
    read_exact(digits).map(Value::Number).ok_or_else(|| {
        Mistake::new(&codes::BAD_NUMBER, format!("`{key}` is not a finite number of at most 28 digits"))
    })
}

fn price(digits: &str, key: &str) -> Result<Value, Mistake> {
    match Price::read(digits) {
        Ok(price) => Ok(Value::Number(price.decimal())),
        Err(error) => Err(Mistake::new(&codes::BAD_NUMBER, format!("`{key}`: {error}"))
            .help("leave the key out if the price is unknown")),
    }
}

fn date(text: &str, key: &str) -> Result<Value, Mistake> {
    PartialDate::read(text).map(Value::Date).ok_or_else(|| {
        let mistake = Mistake::new(&codes::BAD_DATE, format!("`{key}` is not a date"));
        match correction::date(text) {
            Some(date) => mistake.help(format!("write `{key} = \"{date}\"`")).fix(quote_text(&date), false),
            None if correction::is_nothing(text) => mistake.help(UNKNOWN),
            None => mistake.help(DATE),
        }
    })
}

fn datetime(when: &toml::value::Datetime, key: &str) -> Result<Value, Mistake> {
    if when.time.is_some()
        || when.offset.is_some_and(|offset| matches!(offset, Offset::Z | Offset::Custom { .. }))
    {
        let mistake = Mistake::new(&codes::BAD_DATE, format!("`{key}` has a time of day"));
        return Err(match when.date {
            Some(date) => mistake
                .help(format!("write the date alone: `{key} = \"{date}\"`"))
                .fix(date.to_string(), true),
            None => mistake.help(DATE),
        });
    }
    date(&when.to_string(), key)
}

fn choice(text: &str, words: &'static [&'static str], key: &str) -> Result<Value, Mistake> {
    let words = if std::ptr::eq(words, LEVELS.as_slice()) { levels_of(key) } else { words };
    if let Some(word) = words.iter().find(|word| word.eq_ignore_ascii_case(text)) {
        return Ok(Value::Text((*word).into()));
    }
    let mistake = Mistake::new(&codes::UNKNOWN_VALUE, format!("`{key}` cannot be \"{text}\""));
    Err(match closest(text, words.iter().copied()) {
        Some(near) => {
            mistake.help(format!("did you mean \"{near}\"?")).fix(quote_text(near), is_slip(text, near))
        }
        None => mistake.help(format!("it is one of {}", quote(words))),
    })
}

/// A code in upper case; files may write it in lower case.
fn code(text: &str, is_known: impl Fn(&str) -> bool, kind: &Kind, key: &str) -> Result<Value, Mistake> {
    let capital = text.to_ascii_uppercase();
    if is_known(&capital) { Ok(Value::Text(capital.into())) } else { word(text, false, kind, key) }
}

fn word(text: &str, is_valid: bool, kind: &Kind, key: &str) -> Result<Value, Mistake> {
    if is_valid {
        return Ok(Value::Text(text.into()));
    }
    let meant = match kind {
        Kind::Currency => correction::currency_of(text),
        Kind::Country => country(text),
        _ => None,
    };
    let mistake = Mistake::new(&codes::UNKNOWN_VALUE, format!("`{key}` cannot be \"{text}\""));
    Err(match meant {
        Some(meant) => mistake.help(format!("did you mean \"{meant}\"?")).fix(quote_text(meant), false),
        None => mistake.help(format!("it takes {}", kind.describe())),
    })
}

/// The code of a country that a longer code or a name means.
fn country(text: &str) -> Option<&'static str> {
    if text.eq_ignore_ascii_case("UK") {
        return Some("GB");
    }
    Country::of_name(text).map(Country::code)
}

/// Whether a text is one source of a content security policy: it can end neither its directive nor the policy.
fn is_source(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && !b";,\"".contains(&byte))
}

fn is_window(text: &str) -> bool {
    let is_end = |to: &str| to == "24:00" || is_time(to);
    text.split_once('-').is_some_and(|(from, to)| is_time(from) && is_end(to) && from != to)
}

/// Whether a text is a time such as `16:30`.
fn is_time(text: &str) -> bool {
    matches!(
        text.as_bytes(),
        [b'0' | b'1', b'0'..=b'9', b':', b'0'..=b'5', b'0'..=b'9']
            | [b'2', b'0'..=b'3', b':', b'0'..=b'5', b'0'..=b'9']
    )
}
