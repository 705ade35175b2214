//! The style of values by what their keys take.

use toml_edit::Key;

use super::order::kind_below;
use super::scan::end_of;
use super::write;
use crate::domain::PartialDate;
use crate::parse::Kind;

/// The parts of a key with dots.
pub(super) fn path(key: &str) -> Vec<String> {
    Key::parse(key)
        .map_or_else(|_| vec![key.to_owned()], |keys| keys.iter().map(|key| key.get().to_owned()).collect())
}

/// A key with dots, without quotes where it needs none.
pub(super) fn plain_key(key: &str) -> String {
    path(key).iter().map(|part| write::key(part)).collect::<Vec<_>>().join(".")
}

/// A value in the style of its kind. What stands on several lines stays as it is.
pub(super) fn value(raw: &str, kind: Option<Kind>) -> String {
    if raw.contains('\n') {
        return raw.to_owned();
    }
    match (raw.as_bytes().first(), kind) {
        (Some(b'['), _) => array(raw, kind),
        (Some(b'{'), _) => table(raw, kind),
        (_, Some(Kind::Count(_) | Kind::Budget)) => count(raw),
        (_, Some(Kind::Date)) => date(raw),
        _ => raw.to_owned(),
    }
}

/// Puts the thousands of a long whole number apart.
fn count(raw: &str) -> String {
    let digits = raw.replace('_', "");
    let is_long = digits.len() > 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if is_long { write::count(&digits) } else { raw.to_owned() }
}

/// Takes a full date out of its quotes.
fn date(raw: &str) -> String {
    let quoted = |quote| raw.strip_prefix(quote).and_then(|raw| raw.strip_suffix(quote));
    let Some(text) = quoted('"').or_else(|| quoted('\'')) else { return raw.to_owned() };
    let is_full = PartialDate::read(text).is_some_and(|date| date.is_full() && date.iso() == text);
    if is_full { text.to_owned() } else { raw.to_owned() }
}

fn array(raw: &str, kind: Option<Kind>) -> String {
    let of = match kind {
        Some(Kind::Groups(schema)) => Some(Kind::Group(schema)),
        _ => None,
    };
    let elements: Vec<String> = elements(raw).map(|element| value(element, of)).collect();
    format!("[{}]", elements.join(", "))
}

fn table(raw: &str, kind: Option<Kind>) -> String {
    let pairs = elements(raw).map(|pair| {
        let equals = end_of(pair, 0, |byte| byte == b'=');
        let (key, raw) = (pair[..equals].trim(), pair[equals..].trim_start_matches('=').trim());
        let inner = path(key).iter().try_fold(kind?, |kind, key| kind_below(kind, key));
        Some((key, value(raw, inner)))
    });
    // Without a kind, the values are as they were.
    let pairs: Option<Vec<String>> =
        pairs.map(|pair| pair.map(|(key, value)| format!("{} = {value}", plain_key(key)))).collect();
    match pairs {
        None => raw.to_owned(),
        Some(pairs) if pairs.is_empty() => "{}".to_owned(),
        Some(pairs) => format!("{{ {} }}", pairs.join(", ")),
    }
}

/// What stands between the brackets, without the commas.
fn elements(raw: &str) -> impl Iterator<Item = &str> {
    let inner = &raw[1..raw.len().saturating_sub(1).max(1)];
    let mut at = 0;
    std::iter::from_fn(move || {
        (at < inner.len()).then(|| {
            let end = end_of(inner, at, |byte| byte == b',');
            let element = inner[at..end].trim();
            at = end + 1;
            element
        })
    })
    .filter(|element| !element.is_empty())
}
