//! Which keys a file takes, by its path, and where each key stands among the others.

use crate::discover::SETTINGS;
use crate::parse::author::{AUTHOR, PROVIDER};
use crate::parse::model::MODEL;
use crate::parse::page::CUSTOM_PAGE;
use crate::parse::site::SITE;
use crate::parse::{Kind, Schema};

/// The field table of the file at a path below the site; `None` for a path that no record, page or settings have.
pub fn schema_of(path: &str) -> Option<&'static Schema> {
    let parts: Vec<&str> = path.split('/').collect();
    let is_toml = path.ends_with(".toml");
    match parts.as_slice() {
        [SETTINGS] => Some(&SITE),
        ["models", _, "author.toml"] => Some(&AUTHOR),
        ["providers", _, "provider.toml"] => Some(&PROVIDER),
        ["models", _, ..] | ["providers", _, "models", ..] if is_toml => Some(&MODEL),
        ["pages", ..] if path.ends_with(".md") => Some(&CUSTOM_PAGE),
        _ => None,
    }
}

/// Where a key stands in a table of a kind: keys that it does not have come last, and names of the author's choice are in no order.
pub fn position(table: Option<Kind>, key: &str) -> usize {
    let Some(Kind::Group(schema) | Kind::Groups(schema) | Kind::Switch(schema)) = table else { return 0 };
    let name = |key: &str| schema.fields().position(|field| field.key == key);
    let is_cache_write = key.starts_with("cache_write_") && schema.has_rates();
    let place = name(key).or_else(|| name("cache_write").filter(|_| is_cache_write));
    place.unwrap_or(usize::MAX)
}

/// What a key takes in a table of a kind.
pub fn kind_below(table: Kind, key: &str) -> Option<Kind> {
    match table {
        Kind::Group(schema) | Kind::Groups(schema) | Kind::Switch(schema) => {
            schema.field(key).map(|field| field.kind)
        }
        Kind::Named(schema) => Some(Kind::Group(schema)),
        Kind::Map(kind) => Some(*kind),
        _ => None,
    }
}
