//! Characters of ids and names that look like nothing or like others.

use std::collections::HashMap;

use unicode_normalization::is_nfc;
use unicode_security::GeneralSecurityProfile;

use super::prelude::*;
use crate::diag::FileId;
use crate::domain::text::{is_unseen, look_alike};

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "unseen-character",
        Level::Deny,
        Level::Warn,
        "An ID or a name has an invisible character, or one that looks like another.",
        "Two IDs that look the same are two models to a program, and a search finds neither. Zero-width characters, direction marks and no-break spaces come from text copied from web pages, decomposed letters from some file systems, and Cyrillic or Greek letters in Latin words from impersonators.",
        "name = \"Аcme\" # begins with the Cyrillic А",
        "name = \"Acme\"",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let catalog = context.catalog;
    let mut first_files: HashMap<&str, FileId> = HashMap::new();
    for record in catalog.records_of_files() {
        first_files.entry(folder(record.key.as_str())).or_insert(record.file);
    }
    for organization in catalog.organizations() {
        let file = organization.file.or_else(|| first_files.get(organization.key.as_str()).copied());
        if let Some(file) = file {
            report(code, "id", &organization.id, Span::whole(file), diags);
        }
        if let Some(span) = organization.source.span("name") {
            report(code, "name", &organization.name, span, diags);
        }
    }
    for record in catalog.records_of_files() {
        let id = record.id.rsplit_once('/').map_or(record.id.as_str(), |(_, id)| id);
        report(code, "id", id, Span::whole(record.file), diags);
        if let Some(span) = record.source.span("name").filter(|span| span.file == record.file) {
            report(code, "name", &record.name, span, diags);
        }
    }
}

/// The key of the organization of a record: `models/acme` of `models/acme/one`.
fn folder(key: &str) -> &str {
    let end = key.match_indices('/').nth(1).map_or(key.len(), |(at, _)| at);
    &key[..end]
}

fn report(code: &'static Code, what: &str, text: &str, span: Span, diags: &mut Diagnostics) {
    // A name was read as it looks, so what is not seen in it shapes other characters.
    let doubt = if what == "id" { doubt_of_id(text) } else { look_alike(text).map(disguise) };
    if let Some(doubt) = doubt {
        let message = format!("the {what} `{text}` contains {doubt}");
        let help = if what == "id" { "rename the file or folder" } else { "retype the name" };
        diags.push(Diagnostic::new(code, span, message).help(help));
    }
}

/// What of an id is not as it looks.
fn doubt_of_id(id: &str) -> Option<String> {
    if id.is_ascii() {
        return None;
    }
    if let Some(unseen) = id.chars().find(|letter| is_unseen(*letter)) {
        return Some(format!("an invisible character (U+{:04X})", u32::from(unseen)));
    }
    if !is_nfc(id) {
        return Some("decomposed Unicode letters".to_owned());
    }
    // Signs, letters of other widths and styles, and dashes: none of them belongs in names for programs (UTS 39).
    let odd = id.chars().find(|letter| !letter.is_ascii() && !letter.identifier_allowed());
    odd.or_else(|| look_alike(id)).map(disguise)
}

fn disguise(letter: char) -> String {
    format!("U+{:04X}, which looks like another character", u32::from(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn what_is_not_seen_or_looks_like_something_else_is_found_in_ids_and_names() {
        let files = [
            ("models/acme/a\u{200b}b.toml", "name = \"Zero width\"\n"),
            ("models/acme/a\u{ad}b.toml", "name = \"Soft hyphen\"\n"),
            ("models/acme/a\u{a0}b.toml", "name = \"No break\"\n"),
            ("models/acme/a\u{200f}b.toml", "name = \"Direction\"\n"),
            ("models/acme/cafe\u{301}.toml", "name = \"Decomposed\"\n"),
            ("models/acme/gpt-\u{43e}ne.toml", "name = \"GPT \u{41e}ne\"\n"),
            ("models/a\u{441}me/two.toml", "name = \"Two\"\n"),
            ("models/acme/tag\u{e0041}.toml", "name = \"C\u{585}de\"\n"),
            ("models/acme/wide-\u{ff21}.toml", "name = \"Alph\u{3b1}\"\n"),
            ("models/acme/dash\u{2011}4.toml", "name = \"Dash\"\n"),
            ("models/acme/liga\u{fb01}.toml", "name = \"Liga\"\n"),
        ];
        assert_snapshot(findings(&RULE, &files), snapbox::file!["../snapshots/unseen-character.txt"]);
    }

    #[test]
    fn other_languages_are_fine() {
        let files = [
            ("models/acme/café.toml", "name = \"Café Łódź β 2\"\n"),
            ("models/acme/ru.toml", "name = \"Яндекс GPT\"\n"),
            ("models/acme/fa.toml", "name = \"می\u{200c}خواهم\"\n"),
            ("models/acme/tr.toml", "name = \"Yapı Türkçe\"\n"),
            ("models/acme/zh.toml", "name = \"通义千问 Max\"\n"),
        ];
        assert_eq!(findings(&RULE, &files), "");
    }
}
