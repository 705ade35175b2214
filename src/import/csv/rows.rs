//! The rows of a table: what separates its cells, and on which line each row begins.

use csv::{ReaderBuilder, StringRecord};

use crate::import::ImportError;

/// A row below the header.
pub(super) struct Row {
    /// The line of the file on which it begins.
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

/// Reads the header and the rows. Commas, semicolons or tabs stand between cells: whichever the header has most.
///
/// # Errors
/// Where the table has no header, or quotes without an end.
pub(super) fn read(text: &str) -> Result<(Vec<String>, Vec<Row>), ImportError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = ReaderBuilder::new()
        .delimiter(separator(text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut header = None;
    let (mut line, mut counted) = (1, 0);
    for record in reader.records() {
        let record = record.map_err(|error| ImportError(format!("it is not a table: {error}")))?;
        let start = start(text, &record);
        line += breaks(&text.as_bytes()[counted.min(start)..start]);
        counted = start;
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match header {
            None => header = Some(cells.iter().map(|cell| cell.trim().to_owned()).collect()),
            Some(_) => rows.push(Row { line, cells }),
        }
    }
    if let Some(line) = open_quote(text) {
        return Err(ImportError(format!("the quote on line {line} has no end")));
    }
    header.map(|header| (header, rows)).ok_or_else(|| ImportError("it has no header row".to_owned()))
}

/// Where the first cell of a row begins: the reader counts the line breaks before it to the row.
fn start(text: &str, record: &StringRecord) -> usize {
    let at = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    let rest = text.get(at..).unwrap_or("");
    at.min(text.len()) + (rest.len() - rest.trim_start_matches(['\r', '\n']).len())
}

fn breaks(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}

/// What stands between the cells of the first line, outside of quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted && counts.iter().any(|(_, count)| *count > 0) => break,
            byte if !is_quoted => {
                counts.iter_mut().filter(|(known, _)| *known == byte).for_each(|(_, count)| *count += 1);
            }
            _ => {}
        }
    }
    // Of equal counts the first one wins.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(separator, _)| *separator)
}

/// The line of the last quote, where their number is odd: a reader would take the rest of the file as one cell.
fn open_quote(text: &str) -> Option<usize> {
    let quotes = text.bytes().filter(|byte| *byte == b'"').count();
    let last = text.rfind('"').filter(|_| quotes % 2 == 1)?;
    Some(text[..last].bytes().filter(|byte| *byte == b'\n').count() + 1)
}
