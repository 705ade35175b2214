//! Reports syntax errors, and drops the other findings of a file that they make doubtful.

use toml::de::Error;

use super::codes;
use super::schema::Schema;
use super::syntax_help::{Advice, COLON, Place, advise, in_plain_words};
use super::unclosed::{self, Unclosed};
use crate::diag::{Diagnostic, Diagnostics, FileId, Span};

/// A file with more syntax errors is probably not TOML at all, so the rest are not reported.
const MOST_ERRORS: usize = 100;

/// Adds the syntax errors of a file to its other findings: one per line, since one mistake often causes several.
///
/// The TOML parser recovers by guessing, so other findings on a broken line are dropped, and so are unknown and missing
/// keys below a broken table header.
pub(super) fn errors(
    text: &str,
    file: FileId,
    errors: Vec<Error>,
    schema: &'static Schema,
    others: Diagnostics,
) -> Diagnostics {
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
    let reports = lines.iter().take(MOST_ERRORS).map(|line| line.report(text, file, schema));
    // A file in another language has a mistake in every line, and is one mistake.
    let is_json = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    let mut has_yaml = false;
    findings.extend(
        reports
            .take(if is_json { 1 } else { MOST_ERRORS })
            .filter(|report| report.message != COLON || !std::mem::replace(&mut has_yaml, true)),
    );
    findings
}

/// A line with a syntax error: its range in bytes, without the line break, and the first error on it.
struct BrokenLine {
    start: usize,
    end: usize,
    error: Error,
    /// The bracket or the quotes on an earlier line that the error comes from; then nothing behind it can be trusted.
    unclosed: Option<Unclosed>,
}

impl BrokenLine {
    fn report(&self, text: &str, file: FileId, schema: &'static Schema) -> Diagnostic {
        if let Some(unclosed) = &self.unclosed {
            let span = Span::new(file, unclosed.start, unclosed.start + unclosed.open.len());
            let message = format!("this {} is never closed", unclosed.what());
            return Diagnostic::new(&codes::SYNTAX, span, message)
                .help(format!("close it with `{}`", unclosed.close()));
        }
        let (start, end) = self.error.span().map_or((0, 0), |span| (span.start, span.end));
        let span = Span::new(file, start, end);
        let line = &text[self.start..self.end];
        let within = unclosed::open_at(text, self.start);
        let place = Place { within, schema, path: header_above(&text[..self.start]) };
        let advice = advise(line, self.error.message(), &place);
        let message = advice.as_ref().and_then(|advice| advice.message.clone());
        let message = message.unwrap_or_else(|| in_plain_words(self.error.message()).to_owned());
        let diagnostic = Diagnostic::new(&codes::SYNTAX, span, message);
        match advice.map(|Advice { help, .. }| help).or_else(|| self.first_of_two(text)) {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }

    /// Where a key or a table that stands twice stands first.
    fn first_of_two(&self, text: &str) -> Option<String> {
        let line = text[self.start..self.end].trim();
        let is_header = line.starts_with('[');
        let name = |line: &str| {
            let line = line.trim();
            let end = if is_header && line.starts_with('[') { '#' } else { '=' };
            let name = line.split(end).next().map(|name| name.trim_matches(['[', ']', ' ', '"']).to_owned());
            name.filter(|name| !name.is_empty())
        };
        let above: Vec<&str> = text[..self.start].lines().collect();
        let is_end = |line: &&str| !is_header && line.trim_start().starts_with('[');
        let lines = above.iter().enumerate().rev().take_while(|(_, line)| !is_end(line));
        let (at, _) = lines.into_iter().find(|(_, above)| name(above) == name(line))?;
        let name = name(line)?;
        Some(if is_header {
            format!("`{name}` is already defined on line {}: put its keys there", at + 1)
        } else {
            format!("`{name}` is already set on line {}: remove one of them", at + 1)
        })
    }
}

/// The path of the table whose header stands last in a text.
fn header_above(text: &str) -> Vec<&str> {
    let header = text.lines().rev().find_map(|line| {
        let line = line.split('#').next().unwrap_or(line).trim();
        let name = line.strip_prefix('[')?.strip_suffix(']')?;
        let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
        (!name.contains(['"', ',', '=', '['])).then_some(name)
    });
    header.map(|name| name.split('.').map(str::trim).collect()).unwrap_or_default()
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
        // Only the first error can come from an earlier line: behind it nothing is read as it was meant.
        let is_first = lines.is_empty();
        let unclosed = if is_first { unclosed::before(text, start, &text[start..end]) } else { None };
        lines.push(match unclosed {
            Some(unclosed) => {
                BrokenLine { start: unclosed.start, end: text.len(), error, unclosed: Some(unclosed) }
            }
            None => BrokenLine { start, end, error, unclosed: None },
        });
    }
    lines
}

/// Whether a finding says that a key is unknown or missing.
fn is_about_key(finding: &Diagnostic) -> bool {
    let codes = [
        &codes::UNKNOWN_KEY,
        &codes::MISSPELLED_KEY,
        &codes::MISPLACED_KEY,
        &codes::UNKNOWN_PRICE_KEY,
        &codes::MISSING_KEY,
    ];
    codes.iter().any(|code| code.name == finding.code.name)
}
