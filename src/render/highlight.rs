//! Highlighting: code comes in, HTML with classes of one letter goes out; colors live in `css/component/code.css`.
//!
//! The grammars are syntect's and bat's; without the features `fancy` and `onig` only the tool's own snippets are colored. Neighbors of one class are merged, plain text has no class, and the text of
//! the HTML is the code itself, so what is copied is what is seen. The name of a language never reaches the HTML.

mod class;
#[cfg(any(feature = "fancy", feature = "onig"))]
mod grammar;
mod language;
mod prepared;
mod run;
#[cfg(any(feature = "fancy", feature = "onig"))]
mod scope;

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

pub use class::Class;
pub use run::Run;

/// The most blocks of code in the cache; a description is shown by every offer of its model.
const CACHE_SIZE: usize = 512;

/// Colors the code of one site. It keeps the blocks that it colored last.
#[derive(Debug, Default)]
pub struct Highlighter {
    cache: RwLock<HashMap<(String, String), String>>,
}

impl Highlighter {
    /// Colors a block of code from Markdown. An unknown language, or code of more than 32 KiB, is escaped and left plain.
    pub fn highlight(&self, code: &str, language: &str) -> String {
        let key = (language::canonical(language), code.to_owned());
        if let Some(html) = self.cache.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return html.clone();
        }
        let html = paint(code, &runs(code, language).unwrap_or_default());
        let mut cache = self.cache.write().unwrap_or_else(PoisonError::into_inner);
        if cache.len() >= CACHE_SIZE {
            cache.clear();
        }
        cache.insert(key, html.clone());
        html
    }
}

/// Returns what the code is made of, or nothing where no grammar knows the language. The runs cover the code.
pub fn runs(code: &str, language: &str) -> Option<Vec<Run>> {
    let canonical = language::canonical(language);
    prepared::find(code, &canonical).or_else(|| colored(code, &canonical))
}

#[cfg(any(feature = "fancy", feature = "onig"))]
use grammar::runs as colored;

/// Without an engine for regular expressions there are no grammars.
#[cfg(not(any(feature = "fancy", feature = "onig")))]
fn colored(_code: &str, _canonical: &str) -> Option<Vec<Run>> {
    None
}

/// Appends text to HTML; `&`, `<` and `>` are escaped, which is enough between tags.
pub fn push_text(html: &mut String, text: &str) {
    let mut done = 0;
    for (place, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => continue,
        };
        html.push_str(&text[done..place]);
        html.push_str(escaped);
        done = place + 1;
    }
    html.push_str(&text[done..]);
}

/// Appends the tag that starts a run of a class.
pub fn push_start(html: &mut String, class: Class) {
    html.push_str("<span class=\"");
    html.push(class.letter());
    html.push_str("\">");
}

/// The tag that ends a run.
pub const END: &str = "</span>";

fn paint(code: &str, runs: &[Run]) -> String {
    let mut html = String::with_capacity(code.len() * 2);
    let mut rest = code;
    for run in runs {
        let (piece, after) = rest.split_at(run.length);
        if let Some(class) = run.class {
            push_start(&mut html, class);
            push_text(&mut html, piece);
            html.push_str(END);
        } else {
            push_text(&mut html, piece);
        }
        rest = after;
    }
    push_text(&mut html, rest);
    html
}

/// The lines of `prepared.txt` for these pieces of code and their languages, sorted.
#[cfg(all(test, any(feature = "fancy", feature = "onig")))]
pub(crate) fn prepared_lines<'a>(codes: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut lines = std::collections::BTreeSet::new();
    for (code, language) in codes {
        let canonical = language::canonical(language);
        let runs = grammar::runs(code, &canonical).expect("the default languages have grammars");
        lines.insert(prepared::line(code, &canonical, &runs));
    }
    lines.into_iter().map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn highlight(code: &str, language: &str) -> String {
        Highlighter::default().highlight(code, language)
    }

    fn text_of(html: &str) -> String {
        let mut text = String::new();
        for piece in html.split('<') {
            text.push_str(piece.split_once('>').map_or(piece, |(_, text)| text));
        }
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    }

    #[test]
    fn json_is_colored_and_merged() {
        let html = highlight("{\"a\": [1, true]} // <&>", "json");
        assert!(html.contains("<span class=\"s\">\"a\"</span>: ["), "{html}");
        assert!(html.contains("<span class=\"n\">true</span>"), "{html}");
        assert_eq!(text_of(&html), "{\"a\": [1, true]} // <&>");
    }

    #[test]
    fn variables_of_a_shell_are_colored_and_options_are_plain() {
        let code = "curl -H \"Bearer $KEY\" 'https://x'\n";
        let html = highlight(code, "curl");
        assert!(html.contains("<span class=\"v\">$KEY</span>"), "{html}");
        assert!(!html.contains("-H</span>"), "{html}");
        assert_eq!(text_of(&html), code);
        assert_eq!(highlight(code, "SHELL"), html);
    }

    #[test]
    fn an_unknown_language_is_plain_and_leaves_no_trace() {
        let hostile = "py\"><script>alert(1)</script>";
        assert_eq!(highlight("a < b & c", hostile), "a &lt; b &amp; c");
        assert_eq!(highlight("a < b", ""), "a &lt; b");
        assert_eq!(highlight("x = 1", "text"), "x = 1");
    }

    #[test]
    fn every_class_has_a_color() {
        let sheet = include_str!("../../static/css/component/code.css");
        for class in Class::ALL {
            assert!(sheet.contains(&format!(":where(.code) .{} {{", class.letter())), "{class:?}");
        }
    }

    #[test]
    fn long_code_is_left_plain() {
        let long = "[1,\n".repeat(9000);
        assert_eq!(highlight(&long, "json"), long);
        let line = format!("[{}]", "1,".repeat(600));
        assert_eq!(highlight(&line, "json"), line);
    }

    #[test]
    fn broken_code_keeps_its_text() {
        for code in ["{\"a\": ", "\"\\u12", "\r\n\t", "", "é𝄞\u{202e}\u{0}x"] {
            assert_eq!(text_of(&highlight(code, "json")), code);
        }
    }
}
