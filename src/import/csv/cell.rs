//! The cells of a table, as values of keys.

use rust_decimal::Decimal;

use crate::domain::Price;
use crate::import::by_field::scalar;
use crate::import::{Json, Value};
use crate::parse::limit;
use crate::parse::schema::Kind;

/// A cell as the value of a key.
///
/// # Errors
/// Why it is none.
pub(super) fn value(cell: &str, kind: &Kind, path: &str) -> Result<Value, String> {
    let key = path.rsplit('.').next().unwrap_or(path);
    let one = |json: &Json, kind: &Kind| scalar(json, kind, key, limit::of_kind(kind));
    let element = match kind {
        Kind::Texts => Some(Kind::Text),
        Kind::Markdowns => Some(Kind::Markdown),
        Kind::Variables => Some(Kind::Variable),
        Kind::Sources => Some(Kind::Source),
        Kind::Choices(words) => Some(Kind::Choice(words)),
        _ => None,
    };
    if let Some(kind) = element {
        let parts = cell.split([',', ';', '|']).map(str::trim).filter(|part| !part.is_empty());
        let values = parts.map(|part| one(&Json::Text(part.to_owned()), &kind));
        return values.collect::<Result<_, _>>().map(Value::List);
    }
    match kind {
        Kind::Boolean | Kind::Switch(_) => flag(cell).map(Value::Flag),
        Kind::Count(_) | Kind::Budget | Kind::Number | Kind::Price => one(&Json::Number(number(cell)?), kind),
        Kind::Score if !cell.ends_with('%') => one(&Json::Number(number(cell)?), kind),
        _ => one(&Json::Text(cell.to_owned()), kind),
    }
}

/// A price of so many tokens, as one of 1M.
///
/// # Errors
/// Why it is none.
pub(super) fn per_million(cell: &str, tokens: u64, key: &str) -> Result<Value, String> {
    let factor = Decimal::from(1_000_000 / tokens);
    let price = digits(cell)?.checked_mul(factor).ok_or("the number is too large")?;
    check_price(price, key)
}

/// A price.
///
/// # Errors
/// Why it is none.
pub(super) fn price(cell: &str, key: &str) -> Result<Value, String> {
    check_price(digits(cell)?, key)
}

fn check_price(price: Decimal, key: &str) -> Result<Value, String> {
    let price = price.normalize();
    Price::new(price).map_err(|error| format!("`{key}`: {error}"))?;
    Ok(Value::Number(price))
}

fn digits(cell: &str) -> Result<Decimal, String> {
    let number = number(cell)?;
    crate::domain::money::read_exact(&number).ok_or_else(|| format!("`{cell}` has more than 28 digits"))
}

/// The digits of a number, with a point before its decimals.
fn number(cell: &str) -> Result<String, String> {
    let plain = cell.replace('_', "");
    let body = plain.strip_prefix('-').unwrap_or(&plain);
    let (mantissa, exponent) = body.split_once(['e', 'E']).unwrap_or((body, "0"));
    let (whole, decimals) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    if is_digits(whole) && is_digits(decimals) && is_digits(exponent) {
        let zeros = whole.len() - whole.trim_start_matches('0').len();
        // A number of TOML has no zeros before its first digit.
        let extra = if zeros == whole.len() { zeros - 1 } else { zeros };
        return Ok(plain.replacen(whole, &whole[extra..], 1));
    }
    Err(if cell.contains(',') {
        format!(
            "`{cell}` has a comma, which can be a decimal point or stand between thousands: write `0.15` and `128000`"
        )
    } else if cell.contains(['$', '€', '£', '¥']) {
        format!(
            "`{cell}` has the sign of a currency: write the number alone, and the code in a column `currency`"
        )
    } else {
        format!("`{cell}` is not a number; an empty cell means unknown")
    })
}

fn flag(cell: &str) -> Result<bool, String> {
    match cell.to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" => Ok(true),
        "false" | "no" | "n" | "0" => Ok(false),
        _ => Err(format!("`{cell}` is neither yes nor no; an empty cell means unknown")),
    }
}
