//! Finds syntax that is new in TOML 1.1: inline tables over several lines or with a trailing comma, and two escapes. Many
//! other tools that read the same catalog reject it.

use super::codes::TOML_1_1;
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};

/// Reports syntax that TOML 1.0 does not allow. The text must be valid TOML 1.1.
pub(super) fn check(text: &str, file: FileId, diags: &mut Diagnostics) {
    let mut scanner = Scanner { text, file, diags, at: 0, open: Vec::new(), comma: None };
    while let Some(byte) = text.as_bytes().get(scanner.at) {
        scanner.step(*byte);
    }
}

struct Scanner<'a> {
    text: &'a str,
    file: FileId,
    diags: &'a mut Diagnostics,
    at: usize,
    /// The open brackets: the offset of an inline table's brace, `None` for an array or a header.
    open: Vec<Option<usize>>,
    /// The offset of the last comma if only white space and comments follow it so far.
    comma: Option<usize>,
}

impl Scanner<'_> {
    fn step(&mut self, byte: u8) {
        let at = self.at;
        match byte {
            b'#' => self.skip_comment(),
            b'"' | b'\'' => self.skip_string(byte),
            b'\n' => self.end_line(),
            b'{' => self.open.push(Some(at)),
            b'[' => self.open.push(None),
            b']' | b'}' => self.close(),
            _ => {}
        }
        match byte {
            b',' => self.comma = Some(at),
            b'#' | b' ' | b'\t' | b'\r' | b'\n' => {}
            _ => self.comma = None,
        }
        if self.at == at {
            self.at += 1;
        }
    }

    /// Moves to the end of the line, not past it.
    fn skip_comment(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.find('\n').unwrap_or(rest.len());
    }

    /// Reports a line break inside an inline table, once per table.
    fn end_line(&mut self) {
        if let Some(brace @ Some(_)) = self.open.last_mut()
            && let Some(start) = brace.take()
        {
            self.report(
                start,
                1,
                "an inline table over several lines",
                "write it on one line, or as a table of its own",
            );
        }
    }

    fn close(&mut self) {
        let is_table = self.text.as_bytes()[self.at] == b'}';
        if let Some(comma) = self.comma.filter(|_| is_table) {
            self.report(comma, 1, "a comma at the end of an inline table", "remove it");
        }
        self.open.pop();
    }

    /// Moves past a string of any kind.
    fn skip_string(&mut self, quote: u8) {
        let bytes = self.text.as_bytes();
        let is_long = bytes[self.at..].starts_with(&[quote; 3]);
        let length = if is_long { 3 } else { 1 };
        self.at += length;
        while let Some(byte) = bytes.get(self.at) {
            if *byte == b'\\' && quote == b'"' {
                self.check_escape();
                self.at += 2;
            } else if bytes[self.at..].starts_with(&[quote; 3][..length]) {
                break;
            } else {
                self.at += 1;
            }
        }
        let quotes = bytes.iter().skip(self.at).take(if is_long { 5 } else { 1 });
        self.at = (self.at + quotes.take_while(|byte| **byte == quote).count()).min(bytes.len());
    }

    fn check_escape(&mut self) {
        if let Some(b'e' | b'x') = self.text.as_bytes().get(self.at + 1) {
            self.report(self.at, 2, "an escape of TOML 1.1", "write it as `\\u001b`, with four digits");
        }
    }

    fn report(&mut self, at: usize, length: usize, message: &str, help: &str) {
        let span = Span::new(self.file, at, at + length);
        self.diags.push(Diagnostic::new(&TOML_1_1, span, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(text: &str) -> Vec<String> {
        let (_, errors) = toml::de::DeTable::parse_recoverable(text);
        assert!(errors.is_empty(), "{errors:?}");
        let mut diags = Diagnostics::default();
        check(text, FileId(0), &mut diags);
        diags.into_iter().map(|finding| format!("{} {}", finding.span.start, finding.message)).collect()
    }

    #[test]
    fn inline_tables_over_lines_or_with_a_trailing_comma_are_reported() {
        assert_eq!(findings("t = {\n  size = 1\n}\n"), ["4 an inline table over several lines"]);
        assert_eq!(findings("t = { size = 1, }\n"), ["14 a comma at the end of an inline table"]);
        assert_eq!(
            findings("t = { # x }\n a = 1, # y\n}\n"),
            ["4 an inline table over several lines", "18 a comma at the end of an inline table"]
        );
        assert_eq!(findings("t = { a = {\n b = 1 }, c = 2 }\n"), ["10 an inline table over several lines"]);
    }

    #[test]
    fn new_escapes_are_reported() {
        assert_eq!(findings("a = \"x\\e[0m\"\nb = \"\"\"\\x41\"\"\"\n").len(), 2);
        assert_eq!(findings("a = '\\e'\nb = \"\\\\e\"\n"), Vec::<String>::new());
    }

    #[test]
    fn toml_1_0_is_fine() {
        let text = "a = { b = [\n 1,\n 2,\n], c = \"\"\"\n}\"\"\"\"\", d = '''\n''''', e = {} }\n\
                    [[x.\"[{\"]]\nf = [{ g = 1 }, { g = \"{\\n,\" },\n]\n# {\nh = '{'\n";
        assert_eq!(findings(text), Vec::<String>::new());
    }
}
