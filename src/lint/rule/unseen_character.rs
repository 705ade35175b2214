//! Characters of ids and names that look like nothing or like others.

use unicode_normalization::is_nfc;

use super::prelude::*;
use crate::domain::text::is_unseen;
use crate::resolve::Catalog;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "unseen-character",
        Level::Deny,
        Level::Warn,
        "An id or a name holds a character that is not seen, or that looks like another one.",
        "Two ids that look the same are two models to a program, and a search for what is seen finds neither. Zero-width characters, direction marks and no-break spaces come with text from web pages, letters in two parts from some file systems, and Cyrillic or Greek letters within Latin words from those who want to be taken for somebody else.",
        "name = \"Аcme\" # begins with the Cyrillic А",
        "name = \"Acme\"",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let Catalog { authors, providers, .. } = context.catalog;
    for organization in authors.iter().chain(providers) {
        let span = organization.file.map(Span::whole);
        let first = || {
            context
                .catalog
                .records()
                .find(|record| record.key.as_str().starts_with(organization.key.as_str()))
        };
        if let Some(span) = span.or_else(|| first().map(|record| Span::whole(record.file))) {
            report(code, "id", &organization.id, span, diags);
        }
        if let Some(span) = organization.source.span("name") {
            report(code, "name", &organization.name, span, diags);
        }
    }
    for record in context.catalog.records() {
        let id = record.id.rsplit_once('/').map_or(record.id.as_str(), |(_, id)| id);
        report(code, "id", id, Span::whole(record.file), diags);
        if let Some(span) = record.source.span("name").filter(|span| span.file == record.file) {
            report(code, "name", &record.name, span, diags);
        }
    }
}

fn report(code: &'static Code, what: &str, text: &str, span: Span, diags: &mut Diagnostics) {
    if let Some(doubt) = doubt(text) {
        let message = format!("the {what} `{text}` holds {doubt}");
        let help = if what == "id" { "rename the file or folder" } else { "type the name anew" };
        diags.push(Diagnostic::new(code, span, message).help(help));
    }
}

/// What of a text is not as it looks.
fn doubt(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    if let Some(unseen) = text.chars().find(|letter| is_unseen(*letter)) {
        return Some(format!("a character that is not seen (U+{:04X})", u32::from(unseen)));
    }
    if !is_nfc(text) {
        return Some("letters in two parts (decomposed Unicode)".to_owned());
    }
    let words = text.split(|letter: char| !letter.is_alphabetic());
    words.filter(|word| word.chars().any(|letter| letter.is_ascii_alphabetic())).find_map(|word| {
        let (letter, script) = word.chars().find_map(|letter| Some((letter, script(letter)?)))?;
        Some(format!("the {script} letter U+{:04X} within a Latin word", u32::from(letter)))
    })
}

/// The script of letters that look like Latin ones. Signs such as the micro sign and lone letters such as α are none of them.
fn script(letter: char) -> Option<&'static str> {
    match letter {
        'Α'..='Ω' | 'ο' | 'ν' | 'ι' | 'κ' => Some("Greek"),
        '\u{400}'..='\u{52f}' => Some("Cyrillic"),
        _ => None,
    }
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
        ];
        assert_snapshot(findings(&RULE, &files), snapbox::file!["../snapshots/unseen-character.txt"]);
    }

    #[test]
    fn other_languages_are_fine() {
        let files = [
            ("models/acme/café.toml", "name = \"Café Łódź β 2\"\n"),
            ("models/acme/ru.toml", "name = \"Яндекс GPT\"\n"),
            ("models/acme/zh.toml", "name = \"通义千问 Max\"\n"),
        ];
        assert_eq!(findings(&RULE, &files), "");
    }
}
