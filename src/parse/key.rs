//! A key of a file by its path, for the terminal: what it means, what it takes, and in which files it stands.

use std::fmt::Write as _;

use super::author::{AUTHOR, PROVIDER};
use super::model::MODEL;
use super::page::CUSTOM_PAGE;
use super::schema::{Field, Kind, Schema};
use super::site::SITE;

/// The tables of the files, with the paths of these.
static FILES: [(&Schema, &str); 5] = [
    (&MODEL, "models/<author>/<id>.toml, providers/<provider>/models/<id>.toml"),
    (&AUTHOR, "models/<author>/author.toml"),
    (&PROVIDER, "providers/<id>/provider.toml"),
    (&SITE, "site.toml"),
    (&CUSTOM_PAGE, "pages/<path>.md"),
];

/// Returns the text of `modelpress explain KEY` for a path such as `cost.tiers.input`; `None` if no file has the key.
pub fn explain_key(path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('.').map(|part| part.trim_end_matches("[]")).collect();
    let found: Vec<(&Field, &str)> =
        FILES.iter().filter_map(|(schema, file)| Some((find(schema, &parts)?, *file))).collect();
    let mut text = String::new();
    for (at, (field, _)) in found.iter().enumerate() {
        // Several files share most keys.
        let is_same = |other: &&(&Field, &str)| other.0.doc == field.doc;
        if found[..at].iter().any(|other| is_same(&other)) {
            continue;
        }
        let files: Vec<&str> = found.iter().filter(is_same).map(|(_, file)| *file).collect();
        push(&mut text, path, field, &files.join(", "));
    }
    (!text.is_empty()).then_some(text)
}

/// Adds what is said of one key.
fn push(text: &mut String, path: &str, field: &Field, files: &str) {
    let blank = if text.is_empty() { "" } else { "\n" };
    let required = if field.required { " It is required." } else { "" };
    let (doc, takes) = (field.doc, field.kind.describe());
    let _ = write!(text, "{blank}{path}: {doc}\n\nIt takes {takes}.{required}\nFiles: {files}\n");
    if !field.aliases.is_empty() {
        let _ = writeln!(text, "Not: {}", field.aliases.join(", "));
    }
    if let Some(schema) = table(&field.kind) {
        let keys: Vec<&str> = schema.fields().map(|field| field.key).collect();
        let _ = writeln!(text, "Keys: {}", keys.join(", "));
    }
}

/// The paths of all keys, in the order of the documentation.
pub fn key_paths() -> Vec<String> {
    let mut paths = Vec::new();
    for (schema, _) in &FILES {
        add_paths(schema, "", &mut paths);
    }
    paths
}

fn add_paths(schema: &'static Schema, above: &str, paths: &mut Vec<String>) {
    for field in schema.fields() {
        let path = format!("{above}{}", field.key);
        if let Some(inner) = table(&field.kind).filter(|inner| !std::ptr::eq(*inner, schema)) {
            add_paths(inner, &format!("{path}."), paths);
        }
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
}

/// The field at a path. A table under names of the author's choice takes any name, or none.
fn find(schema: &'static Schema, parts: &[&str]) -> Option<&'static Field> {
    let (first, rest) = parts.split_first()?;
    let field = schema.field(first).or_else(|| schema.alias(first))?;
    if rest.is_empty() {
        return Some(field);
    }
    let inner = table(&field.kind)?;
    let named = matches!(field.kind, Kind::Named(_)).then(|| find(inner, &rest[1..])).flatten();
    named.or_else(|| find(inner, rest))
}

/// The table that a kind holds.
fn table(kind: &Kind) -> Option<&'static Schema> {
    match kind {
        Kind::Group(schema) | Kind::Groups(schema) | Kind::Named(schema) | Kind::Switch(schema) => {
            Some(schema)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_found_by_its_path() {
        let paths = key_paths();
        assert!(paths.len() > 150, "{}", paths.len());
        for path in paths {
            let text = explain_key(&path).unwrap_or_else(|| panic!("{path}"));
            assert!(text.starts_with(&format!("{path}: ")) && text.contains("It takes "), "{text}");
        }
    }

    #[test]
    fn a_name_of_the_authors_choice_may_stand_in_a_path() {
        for path in ["parameters.temperature.min", "parameters.min", "cost.tiers[].input", "gateway.api"] {
            assert!(explain_key(path).is_some(), "{path}");
        }
        assert_eq!(explain_key("cost.nonsense"), None);
        assert_eq!(explain_key("name.x"), None);
    }
}
