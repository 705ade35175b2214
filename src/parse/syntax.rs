//! Reports syntax errors, and drops the other findings of a file that they make doubtful.

use toml::de::Error;

use super::codes;
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};

/// A file with more syntax errors is probably not TOML at all, so the rest are not reported.
const MOST_ERRORS: usize = 100;

/// Adds the syntax errors of a file to its other findings: one per line, since one mistake often causes several.
///
/// The TOML parser recovers by guessing, so other findings on a broken line are dropped, and so are unknown and missing
/// keys below a broken table header.
pub(super) fn errors(text: &str, file: FileId, errors: Vec<Error>, others: Diagnostics) -> Diagnostics {
    let lines = broken_lines(text, errors);
    let header =
        lines.iter().map(|line| line.start).find(|start| text[*start..].trim_start().starts_with('['));
    let is_trusted = |finding: &Diagnostic| {
        let start = finding.span.start as usize;
        let before = lines.partition_point(|line| line.start <= start);
        let is_on_broken_line = before.checked_sub(1).is_some_and(|at| start <= lines[at].end);
        let is_below_header = header.is_some_and(|header| start > header) && is_about_key(finding);
        !finding.span.is_whole() && !is_on_broken_line && !is_below_header
    };
    let mut findings: Diagnostics = others.into_iter().filter(is_trusted).collect();
    findings.extend(lines.iter().take(MOST_ERRORS).map(|line| {
        let (start, end) = line.error.span().map_or((0, 0), |span| (span.start, span.end));
        Diagnostic::new(&codes::SYNTAX, Span::new(file, start, end), line.error.message())
    }));
    findings
}

/// A line with a syntax error: its range in bytes, without the line break, and the first error on it.
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
fn is_about_key(finding: &Diagnostic) -> bool {
    let codes = [&codes::UNKNOWN_KEY, &codes::MISSPELT_KEY, &codes::UNKNOWN_PRICE_KEY, &codes::MISSING_KEY];
    codes.iter().any(|code| code.name == finding.code.name)
}
