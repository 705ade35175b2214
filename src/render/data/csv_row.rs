//! A table of comma-separated values, row by row, by the rules of RFC 4180.
//!
//! Spreadsheets take a cell for a formula that begins with one of some signs, so text of a record never begins with one.

use std::borrow::Cow;

/// A row that is being written.
#[derive(Debug)]
pub struct CsvRow<'a> {
    out: &'a mut Vec<u8>,
    is_first: bool,
}

impl<'a> CsvRow<'a> {
    /// Begins a row.
    pub fn new(out: &'a mut Vec<u8>) -> Self {
        Self { out, is_first: true }
    }

    /// A cell with text of a record, which no spreadsheet takes for a formula.
    pub fn text(&mut self, text: &str) {
        self.cell(&plain(text));
    }

    /// A cell with a number, or with words of our own.
    pub fn number(&mut self, text: &str) {
        self.cell(text);
    }

    fn cell(&mut self, text: &str) {
        if !std::mem::take(&mut self.is_first) {
            self.out.push(b',');
        }
        if !text.contains(['"', ',', '\n', '\r']) {
            return self.out.extend_from_slice(text.as_bytes());
        }
        self.out.push(b'"');
        self.out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        self.out.push(b'"');
    }

    /// Ends the row; the next cell is the first of another one.
    pub fn end(&mut self) {
        self.out.extend_from_slice(b"\r\n");
        self.is_first = true;
    }
}

/// A text with an apostrophe before a sign that begins a formula.
fn plain(text: &str) -> Cow<'_, str> {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if is_formula { format!("'{text}").into() } else { text.into() }
}
