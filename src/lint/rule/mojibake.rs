//! Text that was read in the wrong encoding on its way.

use super::prelude::*;
use crate::parse::Table;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "mojibake",
        Level::Deny,
        Level::Warn,
        "A text has characters in the wrong encoding, such as `â€™` for an apostrophe.",
        "Readers see garbage. The text was UTF-8, and a tool read it as another encoding.",
        "description = \"Acmeâ€™s small model\"",
        "description = \"Acme’s small model\"",
    ),
    check: Check::Values(check),
};

/// What the bytes from 0x80 to 0x9F are in Windows-1252.
const WINDOWS: &str = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

fn check(code: &'static Code, table: &Table, diags: &mut Diagnostics) {
    texts(table, &mut |text, span| {
        if let Some(at) = garbage_in(text) {
            let message = format!("`{}` is text in the wrong encoding", around(text, at));
            let found = Diagnostic::new(code, span, message);
            diags.push(found.help("retype the character and save the file as UTF-8"));
        }
    });
}

/// Where the first garbage of a text begins.
fn garbage_in(text: &str) -> Option<usize> {
    if text.is_ascii() {
        return None;
    }
    text.char_indices().map(|(at, _)| at).find(|at| is_garbage(&text[*at..]))
}

/// Whether a text begins with garbage.
fn is_garbage(text: &str) -> bool {
    let mut characters = text.chars();
    let (first, second) = (characters.next(), characters.next().unwrap_or(' '));
    let is_high = || matches!(second, '\u{80}'..='\u{bf}') || WINDOWS.contains(second);
    match first {
        Some('\u{fffd}') => true,
        Some('Ã') => is_high(),
        Some('Â') => matches!(second, '\u{80}'..='\u{bf}'),
        Some('â') => {
            matches!(second, '\u{80}'..='\u{9f}' | '€' | '‚' | '„' | '†' | 'ˆ' | '‰' | '™' | 'œ' | 'ž')
        }
        Some('ð' | 'π') => matches!(second, 'Ÿ' | '\u{9f}'),
        Some('β') => second == '€',
        Some('ï') => text.starts_with("ï»¿"),
        _ => false,
    }
}

/// The garbage and what stands beside it, to recognize it by.
fn around(text: &str, at: usize) -> String {
    let before = text[..at].chars().rev().take_while(|c| !c.is_whitespace()).take(10).count();
    let before = text[..at].chars().count() - before;
    text.chars().skip(before).take(20).take_while(|c| !matches!(c, '\n' | '\r')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn garbage_is_found_in_every_text() {
        let bad = "description = \"πŸ‘Vision β€” and more\"\ntags = [\"modÃ¨le\"]\n\
                   [[links]]\nlabel = \"Acmeâ€™s\"\nurl = \"https://a.b/\"\n[extra]\nx = \"broken \u{fffd}\"\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:2:15-39 mojibake: `πŸ‘Vision β€” and mo` is text in the wrong encoding
  help: retype the character and save the file as UTF-8
models/acme/one.toml:3:9-18 mojibake: `modÃ¨le` is text in the wrong encoding
  help: retype the character and save the file as UTF-8
models/acme/one.toml:5:9-19 mojibake: `Acmeâ€™s` is text in the wrong encoding
  help: retype the character and save the file as UTF-8
models/acme/one.toml:8:5-15 mojibake: `�` is text in the wrong encoding
  help: retype the character and save the file as UTF-8
"#]],
        );
    }

    #[test]
    fn accents_signs_and_other_scripts_are_no_garbage() {
        let good =
            "description = \"São Paulo, SÃO PAULO, pâté, β-test, π≈3, Ångström, €5, 日本語 👍 naïve «ï»\"\n";
        assert_eq!(in_model(&RULE, good), "");
    }
}
