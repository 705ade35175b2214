//! What the columns of a table are, by their names: keys of a record with or without their table, names that are often written
//! instead, and prices with what they are for: `input per 1M tokens`.

use std::collections::BTreeMap;

use crate::domain::{Currency, Unit};
use crate::import::ImportError;
use crate::parse::Kind;
use crate::parse::model::MODEL;
use crate::parse::schema::{Field, Schema};

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    /// Its name in the header.
    pub(super) name: String,
    pub(super) meaning: Meaning,
    /// The currency that the header names.
    pub(super) currency: Option<String>,
}

/// What the cells of a column say.
#[derive(Clone, Debug)]
pub(super) enum Meaning {
    Id,
    Author,
    Provider,
    /// A key of a record, by its path.
    Key(String, Kind),
    /// A price per so many tokens, by its key in `cost`.
    Rate(String, u64),
    /// A price of so many of a unit.
    Unit(&'static str, u64),
    Unknown,
}

impl PartialEq for Meaning {
    /// Whether both say the same of a record.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Key(one, _), Self::Key(other, _)) | (Self::Rate(one, _), Self::Rate(other, _)) => {
                one == other
            }
            (Self::Unit(one, per), Self::Unit(other, of)) => one == other && per == of,
            (Self::Id, Self::Id) | (Self::Author, Self::Author) | (Self::Provider, Self::Provider) => true,
            _ => false,
        }
    }
}

/// The tables whose keys may stand in a header by themselves, in the order in which a name is looked up.
const TABLES: [&str; 8] =
    ["", "cost", "limit", "capabilities", "modalities", "architecture", "policy", "performance"];

/// Names that would be a guess alone: a price, a limit, or what a model reads.
const UNCLEAR: [&str; 10] =
    ["image", "audio", "video", "pdf", "vision", "multimodal", "cache", "search", "citation", "tier"];

/// Reads a header.
///
/// # Errors
/// Where a column of prices does not say what they are for, two columns say the same, or a unit is given for no column.
pub(super) fn columns(
    header: &[String],
    units: &BTreeMap<String, String>,
) -> Result<Vec<Column>, ImportError> {
    let mut columns: Vec<Column> = Vec::new();
    let has_id = header.iter().any(|name| matches!(key_of(name).as_str(), "id" | "model_id"));
    for (at, name) in header.iter().enumerate() {
        let meaning = meaning(name, has_id, units)
            .map_err(|why| ImportError(format!("line 1, column {} (`{name}`): {why}", at + 1)))?;
        if let Some(other) = columns.iter().find(|column| column.meaning == meaning) {
            return Err(ImportError(format!(
                "line 1, column {} (`{name}`): it says the same as the column `{}`",
                at + 1,
                other.name
            )));
        }
        columns.push(Column { name: name.clone(), meaning, currency: currency(name) });
    }
    for unit in units.keys() {
        let is_column = |column: &Column| matches!(&column.meaning, Meaning::Rate(key, _) if is_named(&column.name, key, unit));
        if !columns.iter().any(is_column) {
            return Err(ImportError(format!("`--unit {unit}=…` names no column of prices per token")));
        }
    }
    Ok(columns)
}

/// A name in the form of a key: `Release Date` is `release_date`.
fn key_of(name: &str) -> String {
    let parts = name.split(|c: char| !(c.is_alphanumeric() || c == '.')).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("_").to_lowercase()
}

fn meaning(name: &str, has_id: bool, units: &BTreeMap<String, String>) -> Result<Meaning, String> {
    let key = key_of(name);
    match key.as_str() {
        "id" | "model_id" => return Ok(Meaning::Id),
        "model" if !has_id => return Ok(Meaning::Id),
        "author" | "maker" | "vendor" | "developer" => return Ok(Meaning::Author),
        "provider" => return Ok(Meaning::Provider),
        _ => {}
    }
    let (what, per) = parts(name);
    if let Some((amount, unit)) = per.as_deref().and_then(quantity) {
        return match unit {
            Quantity::Tokens => match rate(&what) {
                Some(rate) => {
                    Ok(Meaning::Rate(rate.clone(), find_quantity(name, &rate, Some(amount), units)?))
                }
                None => Ok(Meaning::Unknown),
            },
            // What is priced is the unit itself: `price per image`.
            Quantity::Unit(unit) if what.is_empty() => Ok(Meaning::Unit(unit, amount)),
            Quantity::Unit(_) => Ok(Meaning::Unknown),
        };
    }
    let Some((path, field)) = field(&key) else {
        return match rate(&what).filter(|_| per.is_none() && what != key_words(&key)) {
            Some(rate) => Ok(Meaning::Rate(rate.clone(), find_quantity(name, &rate, None, units)?)),
            None => Ok(Meaning::Unknown),
        };
    };
    match (path.strip_prefix("cost."), &field.kind) {
        (Some(rate), Kind::Price) => {
            Ok(Meaning::Rate(rate.to_owned(), find_quantity(name, rate, None, units)?))
        }
        (_, kind) if is_cell(kind) => Ok(Meaning::Key(path, *kind)),
        _ => Ok(Meaning::Unknown),
    }
}

/// Whether a cell can hold what a key takes.
fn is_cell(kind: &Kind) -> bool {
    !matches!(
        kind,
        Kind::Group(_)
            | Kind::Groups(_)
            | Kind::Named(_)
            | Kind::Map(_)
            | Kind::Free
            | Kind::Rates
            | Kind::Price
    )
}

/// The field of a name: a path with dots, or a key or a common other name of one of the tables.
fn field(key: &str) -> Option<(String, &'static Field)> {
    if key.contains('.') {
        return MODEL
            .field_at(key)
            .filter(|field| key.ends_with(field.key))
            .map(|field| (key.to_owned(), field));
    }
    if UNCLEAR.contains(&key) {
        return None;
    }
    let tables = || TABLES.iter().filter_map(|table| Some((*table, schema(table)?)));
    let by_key = tables().find_map(|(table, schema)| Some((table, schema.field(key)?)));
    let (table, field) =
        by_key.or_else(|| tables().find_map(|(table, schema)| Some((table, schema.alias(key)?))))?;
    let own = if field.key == key || field.aliases.contains(&key) { field.key } else { key };
    Some((if table.is_empty() { own.to_owned() } else { format!("{table}.{own}") }, field))
}

fn schema(table: &str) -> Option<&'static Schema> {
    if table.is_empty() {
        return Some(&MODEL);
    }
    match MODEL.field(table)?.kind {
        Kind::Group(schema) => Some(schema),
        _ => None,
    }
}

/// The key of a price per token that some words name.
fn rate(what: &str) -> Option<String> {
    let cost = schema("cost")?;
    let field =
        cost.field(what).or_else(|| cost.alias(what)).filter(|field| matches!(field.kind, Kind::Price))?;
    // A key such as `cache_write_1h` has no field of its own.
    Some(if field.key == what || field.aliases.contains(&what) { field.key } else { what }.to_owned())
}

/// Words that say no more than that a column has prices.
const PRICE_WORDS: [&str; 8] = ["price", "prices", "pricing", "cost", "costs", "token", "tokens", "rate"];

fn key_words(key: &str) -> String {
    key.replace('.', "_")
}

/// What a price is of, and what for: `Cached input (USD per 1M tokens)` is `cached_input` and `1m tokens`.
fn parts(name: &str) -> (String, Option<String>) {
    let is_code =
        |word: &str| word.parse::<Currency>().is_ok() && word.chars().all(|c| c.is_ascii_uppercase());
    let spaced = name.replace('/', " per ").replace("1,000,000", "1000000").replace("1,000", "1000");
    let words: Vec<&str> = spaced
        .split(|c: char| !(c.is_alphanumeric() || c == '.'))
        .filter(|word| !word.is_empty() && !is_code(word))
        .collect();
    let words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let at = words.iter().position(|word| word == "per");
    let (what, per) = words.split_at(at.unwrap_or(words.len()));
    let what: Vec<&str> =
        what.iter().map(String::as_str).filter(|word| !PRICE_WORDS.contains(word)).collect();
    let what = what.join("_");
    let what = what.strip_prefix("cost.").unwrap_or(&what).to_owned();
    (what, at.map(|_| per[1..].join(" ")))
}

/// The currency that a header names by its code, in capital letters.
fn currency(name: &str) -> Option<String> {
    let words = name.split(|c: char| !c.is_alphanumeric());
    let mut codes = words.filter(|word| word.len() == 3 && word.chars().all(|c| c.is_ascii_uppercase()));
    codes.find(|word| word.parse::<Currency>().is_ok()).map(str::to_owned)
}

enum Quantity {
    Tokens,
    Unit(&'static str),
}

/// A number of tokens or of another unit: `1m tokens`, `token`, `1000 images`.
fn quantity(text: &str) -> Option<(u64, Quantity)> {
    let words: Vec<&str> = text.split(' ').collect();
    let (number, unit) = match words[..] {
        [unit] => amount(unit).map_or((None, unit), |number| (Some(number), "tokens")),
        [number, unit] => (Some(amount(number)?), unit),
        _ => return None,
    };
    let unit = match unit {
        "token" | "tokens" | "tok" => Quantity::Tokens,
        "mtok" if number.is_none() => return Some((1_000_000, Quantity::Tokens)),
        "ktok" if number.is_none() => return Some((1_000, Quantity::Tokens)),
        unit => {
            let is_word = |word: &&&str| **word == unit || unit.strip_suffix('s') == Some(**word);
            Quantity::Unit(Unit::WORDS.iter().find(is_word)?)
        }
    };
    Some((number.unwrap_or(1), unit))
}

/// A quantity that prices are for.
fn amount(word: &str) -> Option<u64> {
    match word.to_lowercase().as_str() {
        "1" | "one" => Some(1),
        "1k" | "1000" | "thousand" => Some(1_000),
        "1m" | "1000000" | "million" | "m" => Some(1_000_000),
        _ => None,
    }
}

/// Whether a unit is given for a column: by its name in the header, or by its key.
fn is_named(name: &str, key: &str, unit: &str) -> bool {
    unit.eq_ignore_ascii_case(name) || unit == key || unit.strip_prefix("cost.") == Some(key)
}

/// The number of tokens that the prices of a column are for.
fn find_quantity(
    name: &str,
    key: &str,
    in_header: Option<u64>,
    units: &BTreeMap<String, String>,
) -> Result<u64, String> {
    let given = units.iter().find(|(unit, _)| is_named(name, key, unit));
    let given = given.map(|(_, text)| {
        amount(text).ok_or_else(|| format!("`--unit {key}={text}`: it must be 1, 1K or 1M"))
    });
    match (in_header, given.transpose()?) {
        (Some(header), Some(given)) if header != given => Err(format!(
            "its name and `--unit` differ on what the prices are for: {header} and {given} tokens"
        )),
        (Some(tokens), _) | (None, Some(tokens)) => Ok(tokens),
        (None, None) => Err(format!(
            "what are its prices for? Add `--unit {key}=1M` for prices per 1M tokens, `1K` or `1` for others, or name the column \
             `{key} per 1M tokens`"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(name: &str) -> String {
        match meaning(name, true, &BTreeMap::new()) {
            Ok(Meaning::Key(path, _)) => path,
            Ok(Meaning::Rate(key, unit)) => format!("{key} for {unit}"),
            Ok(Meaning::Unit(unit, per)) => format!("{per} {unit}"),
            Ok(other) => format!("{other:?}"),
            Err(_) => "no unit".to_owned(),
        }
    }

    #[test]
    fn columns_are_found_by_their_names() {
        for (name, expected) in [
            ("ID", "Id"),
            ("Release Date", "release_date"),
            ("context", "limit.context"),
            ("context_window", "limit.context"),
            ("limit.output", "limit.output"),
            ("max_tokens", "limit.output"),
            ("function calling", "tool_call"),
            ("web_search", "capabilities.web_search"),
            ("input_modalities", "modalities.input"),
            ("currency", "cost.currency"),
            ("input", "no unit"),
            ("Input price", "no unit"),
            ("cost.cache_read", "no unit"),
            ("input per 1M tokens", "input for 1000000"),
            ("Input Price ($/1M tokens)", "input for 1000000"),
            ("Cached input (USD per 1,000 tokens)", "cache_read for 1000"),
            ("cache_write_1h per million", "cache_write_1h for 1000000"),
            ("input_cost_per_token", "input for 1"),
            ("output/Mtok", "output for 1000000"),
            ("price per image", "1 image"),
            ("cost per 1K requests", "1000 request"),
            ("image", "Unknown"),
            ("benchmarks", "Unknown"),
            ("input per furlong", "Unknown"),
            ("shine", "Unknown"),
        ] {
            assert_eq!(means(name), expected, "{name}");
        }
    }
}
