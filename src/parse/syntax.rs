//! Syntax errors, and which other findings of a file can be trusted beside them.

use toml::de::Error;

use super::codes;
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};

/// A file with more syntax errors is no TOML at all, and the rest of them help nobody.
const MOST_ERRORS: usize = 100;

/// Adds the syntax errors of a file to its other findings: one for each line, since one mistake often gives several.
///
/// The reader goes on after a mistake with what it guesses, so other findings on such a line are left out, and so are
/// keys that seem unknown below a table whose header could not be read.
pub(super) fn errors(text: &str, file: FileId, errors: Vec<Error>, others: Diagnostics) -> Diagnostics {
    let lines = broken_lines(text, errors);
    let header =
        lines.iter().map(|line| line.start).find(|start| text[*start..].trim_start().starts_with('['));
    let is_trusted = |found: &Diagnostic| {
        let start = found.span.start as usize;
        let before = lines.partition_point(|line| line.start <= start);
        let is_on_broken_line = before.checked_sub(1).is_some_and(|at| start <= lines[at].end);
        let is_below_header = header.is_some_and(|header| start > header) && is_of_key(found);
        !found.span.is_whole() && !is_on_broken_line && !is_below_header
    };
    let mut found: Diagnostics = others.into_iter().filter(is_trusted).collect();
    found.extend(lines.iter().take(MOST_ERRORS).map(|line| {
        let (start, end) = line.error.span().map_or((0, 0), |span| (span.start, span.end));
        Diagnostic::new(&codes::SYNTAX, Span::new(file, start, end), line.error.message())
    }));
    found
}

/// A line with a syntax error: its bytes, without its end, and the first error on it.
struct BrokenLine {
    start: usize,
    end: usize,
    error: Error,
}

fn broken_lines(text: &str, mut errors: Vec<Error>) -> Vec<BrokenLine> {
    let start = |error: &Error| error.span().map_or(0, |span| text.floor_char_boundary(span.start));
    errors.sort_by_key(start);
    let mut lines: Vec<BrokenLine> = Vec::new();
    for error in errors {
        let at = start(&error);
        if lines.last().is_some_and(|line| at <= line.end) {
            continue;
        }
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        lines.push(BrokenLine { start, end, error });
    }
    lines
}

/// Whether a finding says that a key is unknown or missing.
fn is_of_key(found: &Diagnostic) -> bool {
    let codes = [&codes::UNKNOWN_KEY, &codes::MISSPELT_KEY, &codes::UNKNOWN_PRICE_KEY, &codes::MISSING_KEY];
    codes.iter().any(|code| code.name == found.code.name)
}
