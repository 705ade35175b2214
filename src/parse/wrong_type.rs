//! Reports a value of another type than its key takes, and says how it is written.

use toml::de::DeValue;

use super::codes;
use super::correction;
use super::mistake::Mistake;
use super::schema::{Kind, quote};
use super::variable;
use crate::diag::variable_name;
use crate::domain::money::read_exact;

/// The mistake of a value that is not of the kind of its key.
pub(super) fn wrong_type(value: &DeValue<'_>, kind: &Kind, key: &str) -> Mistake {
    if let (Kind::Variables, DeValue::String(text)) = (kind, value)
        && variable_name(text).is_none()
        && let Err(mistake) = variable::read(text, key)
    {
        return mistake;
    }
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
    let help = match kind {
        Kind::Group(_) | Kind::Named(_) | Kind::Map(_) | Kind::Groups(_) => Some(table(value, kind, key)),
        Kind::Texts | Kind::Variables | Kind::Sources | Kind::Choices(_) | Kind::Markdowns => {
            Some(array(value, kind, key))
        }
        Kind::Price | Kind::Count(_) | Kind::Budget | Kind::Score | Kind::Number => number(value, kind, key),
        Kind::Boolean => boolean(value, key),
        Kind::Date => date(value, key),
        Kind::Text
        | Kind::Name
        | Kind::Path
        | Kind::Url
        | Kind::BaseUrl
        | Kind::Markdown
        | Kind::Choice(_) => Some(text(value, kind, key)),
        _ => None,
    };
    match help {
        Some(help) => mistake.help(help),
        None => mistake,
    }
}

/// What to say of a word for a value that nobody knows.
const UNKNOWN: &str = "leave the key out where nothing is known";

fn table(value: &DeValue<'_>, kind: &Kind, key: &str) -> String {
    match (kind, value) {
        (Kind::Groups(_), DeValue::Table(_)) => format!("write `[[{key}]]`, with two pairs of brackets"),
        (Kind::Groups(_), _) => format!("write each entry below a line `[[{key}]]`"),
        (_, DeValue::Array(_)) => format!("write `[{key}]`, with one pair of brackets"),
        _ => format!("write its keys below a line `[{key}]`"),
    }
}

fn array(value: &DeValue<'_>, kind: &Kind, key: &str) -> String {
    match value {
        DeValue::String(text) if matches!(kind, Kind::Variables) => {
            let name = variable_name(text);
            format!("write it in brackets: `{key} = [\"{}\"]`", name.as_deref().unwrap_or("ACME_API_KEY"))
        }
        DeValue::String(text) => format!("write it in brackets: `{key} = [\"{text}\"]`"),
        _ => format!("write texts in brackets: `{key} = [\"…\"]`"),
    }
}

fn number(value: &DeValue<'_>, kind: &Kind, key: &str) -> Option<String> {
    let unit = if let Kind::Count(unit) = kind { unit } else { "" };
    match value {
        DeValue::String(text) if correction::is_nothing(text) => Some(UNKNOWN.to_owned()),
        DeValue::String(text) => {
            let number = Some(text.trim()).filter(|text| read_exact(text).is_some()).map(str::to_owned);
            let number = number.or_else(|| correction::number(text, unit));
            let number = number.filter(|number| unit.is_empty() || !number.contains('.'))?;
            Some(format!("write it without quotes: `{key} = {number}`"))
        }
        DeValue::Float(number) if !unit.is_empty() => {
            let (whole, fraction) = number.as_str().split_once('.')?;
            let is_grouped = fraction.len() == 3 && (1..=3).contains(&whole.len());
            is_grouped.then(|| format!("write `{key} = {whole}_{fraction}`: `.` is the decimal point"))
        }
        DeValue::Boolean(_) => Some(UNKNOWN.to_owned()),
        _ => None,
    }
}

fn boolean(value: &DeValue<'_>, key: &str) -> Option<String> {
    match value {
        DeValue::String(text) if correction::is_nothing(text) => Some(UNKNOWN.to_owned()),
        DeValue::String(text) => {
            let truth = correction::boolean(text)?;
            Some(format!("write it without quotes: `{key} = {truth}`"))
        }
        DeValue::Integer(number) => {
            Some(format!("write `{key} = {}`", correction::boolean(number.as_str())?))
        }
        _ => None,
    }
}

fn date(value: &DeValue<'_>, key: &str) -> Option<String> {
    match value {
        DeValue::Boolean(true) if key == "deprecated" => Some(
            "write `status = \"deprecated\"`, or the day on which that was announced: `deprecated = \"2026-03-01\"`"
                .to_owned(),
        ),
        DeValue::Boolean(true) => Some(format!("write the day: `{key} = \"2026-03-01\"`")),
        DeValue::Boolean(false) => Some("leave the key out where there is no such day".to_owned()),
        DeValue::Float(number) => {
            Some(format!("write it in quotes: `{key} = \"{}\"`", correction::date(number.as_str())?))
        }
        _ => None,
    }
}

fn text(value: &DeValue<'_>, kind: &Kind, key: &str) -> String {
    match (value, kind) {
        (DeValue::Array(array), _) => match &array[..] {
            [only] if only.get_ref().is_str() => {
                let text = only.get_ref().as_str().unwrap_or_default();
                format!("write it without brackets: `{key} = \"{text}\"`")
            }
            _ => "write one text in quotes, without brackets".to_owned(),
        },
        (_, Kind::Choice(words)) => format!("it is one of {}", quote(words)),
        (DeValue::Integer(number), _) => format!("write it in quotes: `{key} = \"{}\"`", number.as_str()),
        (DeValue::Float(number), _) => format!("write it in quotes: `{key} = \"{}\"`", number.as_str()),
        (DeValue::Datetime(date), _) => format!("write it in quotes: `{key} = \"{date}\"`"),
        _ => format!("write a text in quotes: `{key} = \"…\"`"),
    }
}
