//! Reports a value of another type than its key takes, and says how it is written.

use toml::de::DeValue;

use super::codes;
use super::correction;
use super::mistake::Mistake;
use super::proposal::{Proposal, UNKNOWN, propose, quote_text, whole_number};
use super::schema::{Kind, Schema};
use super::variable;
use crate::domain::variable_name;

/// The mistake of a value that is not of the kind of its key.
pub(super) fn wrong_type(value: &DeValue<'_>, kind: &Kind, key: &str) -> Mistake {
    if let (Kind::Variables, DeValue::String(text)) = (kind, value)
        && variable_name(text).is_none()
        && let Err(mistake) = variable::read(text, key)
    {
        return mistake;
    }
    let mistake = mistake(value, kind, key);
    let help = match kind {
        _ if value.is_str() && !kind.is_line() => correct(value, kind, key),
        Kind::Texts | Kind::Variables | Kind::Sources | Kind::Choices(_) | Kind::Markdowns => {
            Some(array(key))
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
    let mistake = match fix(value, kind, key) {
        Some((text, is_safe)) => mistake.fix(text, is_safe),
        None => mistake,
    };
    match help {
        Some(help) => mistake.help(help),
        None => mistake,
    }
}

/// The value to write for a text in quotes that should be something else. It is safe if nothing but the quotes goes, or brackets
/// come around them.
fn fix(value: &DeValue<'_>, kind: &Kind, key: &str) -> Option<(String, bool)> {
    if kind.is_line() || matches!(kind, Kind::Variables) {
        return None;
    }
    let text = value.as_str()?;
    let Proposal::Value(meant) = propose(text, kind, key) else { return None };
    let is_same = meant.replace('_', "") == text.trim() || meant == format!("[{}]", quote_text(text.trim()));
    Some((meant, is_same))
}

/// What to write for a text in quotes that should be something else.
fn correct(value: &DeValue<'_>, kind: &Kind, key: &str) -> Option<String> {
    Some(match propose(value.as_str()?, kind, key) {
        Proposal::Value(value) if value.starts_with('[') => {
            format!("write it in brackets: `{key} = {value}`")
        }
        Proposal::Value(value) if value.starts_with('"') => format!("write `{key} = {value}`"),
        Proposal::Value(value) => format!("write it without quotes: `{key} = {value}`"),
        Proposal::Sentence(sentence) => sentence,
    })
}

/// The mistake of a value in place of a table, or of one table in place of several. `header` is the path of the table.
pub(super) fn wrong_table(value: &DeValue<'_>, kind: &Kind, key: &str, header: &str) -> Mistake {
    let help = match (kind, value) {
        (Kind::Groups(_), DeValue::Table(_)) => format!("write `[[{header}]]`, with two pairs of brackets"),
        (Kind::Groups(_), _) => format!("write each entry below a line `[[{header}]]`"),
        (_, DeValue::Array(_)) => format!("write `[{header}]`, with one pair of brackets"),
        (Kind::Group(schema), DeValue::Integer(number)) => match only_count(schema) {
            Some(count) => {
                format!("write `{key} = {{ {count} = {} }}`", correction::group_digits(number.as_str()))
            }
            None => format!("write its keys below a line `[{header}]`"),
        },
        _ => format!("write its keys below a line `[{header}]`"),
    };
    mistake(value, kind, key).help(help)
}

/// The one key of a table that is required, if it counts something.
fn only_count(schema: &Schema) -> Option<&'static str> {
    let mut required = schema.fields().filter(|field| field.required);
    let field = required.next().filter(|field| matches!(field.kind, Kind::Count(_)))?;
    required.next().is_none().then_some(field.key)
}

fn mistake(value: &DeValue<'_>, kind: &Kind, key: &str) -> Mistake {
    let actual = match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "an array",
        DeValue::Table(_) => "a table",
    };
    Mistake::new(&codes::WRONG_TYPE, format!("`{key}` takes {}, not {actual}", kind.describe()))
}

fn array(key: &str) -> String {
    format!("write texts in brackets: `{key} = [\"…\"]`")
}

fn number(value: &DeValue<'_>, kind: &Kind, key: &str) -> Option<String> {
    match value {
        DeValue::Float(number) => {
            let unit = match kind {
                Kind::Count(unit) => unit,
                Kind::Budget => "tokens",
                _ => return None,
            };
            let thousands = correction::thousands(number.as_str());
            Some(thousands.map_or_else(|| whole_number(unit, key), |number| with_thousands(&number, key)))
        }
        DeValue::Boolean(_) => Some(UNKNOWN.to_owned()),
        _ => None,
    }
}

/// What to write for a number with a point between thousands.
pub(super) fn with_thousands(number: &str, key: &str) -> String {
    format!("write `{key} = {number}`: TOML uses `.` only for decimals")
}

fn boolean(value: &DeValue<'_>, key: &str) -> Option<String> {
    match value {
        DeValue::Integer(number) => {
            Some(format!("write `{key} = {}`", correction::boolean(number.as_str())?))
        }
        _ => None,
    }
}

fn date(value: &DeValue<'_>, key: &str) -> Option<String> {
    match value {
        DeValue::Boolean(true) if key == "deprecated" => Some(
            "write `status = \"deprecated\"`, or the date of the announcement: `deprecated = \"2026-03-01\"`"
                .to_owned(),
        ),
        DeValue::Boolean(true) => Some(format!("write the day: `{key} = \"2026-03-01\"`")),
        DeValue::Boolean(false) => Some("leave the key out if there is no such date".to_owned()),
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
                format!("write it without brackets: `{key} = {}`", quote_text(text))
            }
            _ => "write one text in quotes, without brackets".to_owned(),
        },
        (_, Kind::Choice(words)) => {
            format!("write one of them in quotes, such as `{key} = \"{}\"`", words[0])
        }
        (DeValue::Integer(number), _) => format!("write it in quotes: `{key} = \"{}\"`", number.as_str()),
        (DeValue::Float(number), _) => format!("write it in quotes: `{key} = \"{}\"`", number.as_str()),
        (DeValue::Datetime(date), _) => format!("write it in quotes: `{key} = \"{date}\"`"),
        _ => format!("write a text in quotes: `{key} = \"…\"`"),
    }
}
