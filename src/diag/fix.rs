//! Edits that mend what was found: a range of a file and what belongs there.

use serde::Serialize;

use super::{Position, SourceMap, Span};

/// One exact edit that a finding proposes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fix {
    /// What is replaced.
    pub span: Span,
    /// What is written there.
    pub text: String,
    /// Whether it can be nothing else; an edit that is not safe is a guess, for a person to look at.
    pub is_safe: bool,
}

/// An edit as tools read it.
#[derive(Serialize)]
pub(super) struct FixObject<'a> {
    start: u32,
    end: u32,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
    text: &'a str,
    safe: bool,
}

impl<'a> FixObject<'a> {
    pub(super) fn new(fix: &'a Fix, sources: &SourceMap) -> Self {
        let position = |offset: u32| -> Position { sources.position(fix.span.file, offset) };
        let (from, to) = (position(fix.span.start), position(fix.span.end));
        Self {
            start: fix.span.start,
            end: fix.span.end,
            line: from.line,
            column: from.column,
            end_line: to.line,
            end_column: to.column,
            text: &fix.text,
            safe: fix.is_safe,
        }
    }
}

/// Applies edits of one file to its text; all other bytes stay. They are in the order of their places and do not overlap.
pub fn apply<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for fix in fixes {
        let range = fix.span.range();
        out.push_str(&text[at..range.start]);
        out.push_str(&fix.text);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// Puts edits in the order of their places and leaves out each that overlaps one before it.
pub fn without_overlaps(mut fixes: Vec<Fix>) -> Vec<Fix> {
    fixes.sort_by(|a, b| (a.span.start, a.span.end, &a.text).cmp(&(b.span.start, b.span.end, &b.text)));
    let mut end = 0;
    fixes.retain(|fix| {
        let is_free = fix.span.start >= end;
        if is_free {
            end = fix.span.end;
        }
        is_free
    });
    fixes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    fn fix(start: usize, end: usize, text: &str) -> Fix {
        Fix { span: Span::new(FileId(0), start, end), text: text.to_owned(), is_safe: true }
    }

    #[test]
    fn edits_keep_every_other_byte_and_the_first_of_two_wins() {
        let fixes = without_overlaps(vec![fix(6, 9, "zzz"), fix(0, 2, "ä"), fix(1, 4, "x"), fix(0, 2, "ä")]);
        assert_eq!(fixes, [fix(0, 2, "ä"), fix(6, 9, "zzz")]);
        assert_eq!(apply("abcd\r\n123 # ü", &fixes), "äcd\r\nzzz # ü");
    }
}
