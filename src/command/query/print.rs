//! The forms of the answer.

use serde_json::{Map, Number, Value, json};
use unicode_width::UnicodeWidthStr;

use super::column::{Cell, Column};
use crate::derive::{Directory, Row};
use crate::diag::one_line;
use crate::render::CsvRow;
use crate::search::{Filter, Reading};

/// The version of the document.
const VERSION: u32 = 1;

/// A table for people: columns in line, numbers to the right. A column without any value is left out.
pub(super) fn table(directory: &Directory, rows: &[&Row], columns: &[Column]) -> String {
    let mut drawn: Vec<Vec<(String, bool)>> = Vec::new();
    for column in columns {
        let cells = rows.iter().map(|row| text(&column.cell(directory, row)));
        let cells: Vec<(String, bool)> = cells.collect();
        if cells.iter().any(|(text, _)| text != UNKNOWN) {
            let is_number = cells.iter().any(|(_, is_number)| *is_number);
            drawn.push([(column.name.to_owned(), is_number)].into_iter().chain(cells).collect());
        }
    }
    let widths: Vec<usize> =
        drawn.iter().map(|cells| cells.iter().map(|(text, _)| text.width()).max().unwrap_or(0)).collect();
    let lines = if drawn.is_empty() { 0 } else { rows.len() + 1 };
    let mut table = String::new();
    for line in 0..lines {
        let mut text = String::new();
        for (cells, width) in drawn.iter().zip(&widths) {
            let (cell, is_number) = (&cells[line].0, cells[0].1);
            let blank = " ".repeat(width - cell.width());
            let (before, behind) = if is_number { (blank.as_str(), "") } else { ("", blank.as_str()) };
            let gap = if text.is_empty() { "" } else { "  " };
            text = [text.as_str(), gap, before, cell, behind].concat();
        }
        table.push_str(text.trim_end());
        table.push('\n');
    }
    table
}

const UNKNOWN: &str = "-";

/// A cell for people, and whether it is a number.
fn text(cell: &Cell) -> (String, bool) {
    match cell {
        Cell::Missing => (UNKNOWN.to_owned(), false),
        Cell::Text(text) => (one_line(text), false),
        Cell::Number(_, text) | Cell::Decimal(_, text) => (one_line(text), true),
        Cell::Flag(flag) => (if *flag { "yes" } else { "no" }.to_owned(), false),
        Cell::List(words) => (one_line(&words.join(",")), false),
    }
}

/// One document. Decimals are texts with their exact digits.
pub(super) fn json(directory: &Directory, rows: &[&Row], columns: &[Column], reading: &Reading) -> String {
    let value = |cell: Cell| match cell {
        Cell::Missing => Value::Null,
        Cell::Text(text) | Cell::Decimal(text, _) => text.into(),
        Cell::Number(digits, _) => {
            digits.parse::<i64>().map_or(Value::Null, |number| Number::from(number).into())
        }
        Cell::Flag(flag) => flag.into(),
        Cell::List(words) => words.into(),
    };
    let row = |row: &&Row| -> Map<String, Value> {
        columns.iter().map(|column| (column.name.to_owned(), value(column.cell(directory, row)))).collect()
    };
    let rows: Vec<Map<String, Value>> = rows.iter().map(row).collect();
    let filters: Vec<String> = reading.filters.iter().map(Filter::label).collect();
    let document = json!({ "version": VERSION, "filters": filters, "near": reading.is_near, "rows": rows });
    format!("{document:#}\n")
}

/// Comma-separated values, with the names of the columns in the first line.
pub(super) fn csv(directory: &Directory, rows: &[&Row], columns: &[Column]) -> String {
    let mut bytes = Vec::new();
    let mut out = CsvRow::new(&mut bytes);
    for column in columns {
        out.number(column.name);
    }
    out.end();
    for row in rows {
        for column in columns {
            match column.cell(directory, row) {
                Cell::Missing => out.number(""),
                Cell::Text(text) => out.text(&text),
                Cell::Number(digits, _) | Cell::Decimal(digits, _) => out.number(&digits),
                Cell::Flag(flag) => out.number(&flag.to_string()),
                Cell::List(words) => out.text(&words.join(",")),
            }
        }
        out.end();
    }
    String::from_utf8(bytes).expect("cells are text")
}
