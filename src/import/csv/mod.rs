//! A table with a header row. Columns are found by their names, and what a price is for is said by the header or the user, never
//! guessed. A row with a cell that cannot be read is left out, with the line and the column of the cell.

mod cell;
mod column;
mod rows;

use std::collections::{BTreeMap, BTreeSet};

use super::place::folder;
use super::{Fields, Import, ImportError, Layout, Options, Value, Why};
use crate::domain::route::below_author;
use column::{Column, Meaning};
use rows::Row;

/// Reads a table.
///
/// # Errors
/// Where it has no header, no column of IDs, a column of prices without a unit, or quotes without an end.
pub(super) fn read(text: &str, options: &Options) -> Result<Import, ImportError> {
    let (header, rows) = rows::read(text)?;
    let columns = column::columns(&header, &options.units)?;
    let has = |wanted: &Meaning| columns.iter().any(|column| column.meaning == *wanted);
    if !has(&Meaning::Id) {
        return Err(ImportError(format!(
            "no column has the IDs: name one `id`, of {}",
            list_columns(&header)
        )));
    }
    let layout =
        options.layout.unwrap_or(if has(&Meaning::Provider) { Layout::Providers } else { Layout::Models });
    if layout == Layout::Providers && !has(&Meaning::Provider) {
        return Err(ImportError(
            "no column has the providers: name one `provider`, or use `--layout models`".to_owned(),
        ));
    }
    let mut table = Table {
        columns,
        layout,
        only: &options.only,
        names: BTreeMap::new(),
        seen: BTreeSet::new(),
        import: Import::default(),
    };
    for row in &rows {
        if let Err(why) = table.row(row) {
            table.import.report.skipped.push((format!("line {}", row.line), why));
        }
    }
    Ok(table.finish())
}

/// Names for a message.
fn list_columns(header: &[String]) -> String {
    let names: Vec<String> = header.iter().take(20).map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

struct Table<'a> {
    columns: Vec<Column>,
    layout: Layout,
    only: &'a [String],
    /// The organizations by their folders, with their names.
    names: BTreeMap<String, String>,
    /// The IDs so far, with their organizations.
    seen: BTreeSet<(String, String)>,
    import: Import,
}

impl Table<'_> {
    /// Reads a row.
    ///
    /// # Errors
    /// Why it becomes no record.
    fn row(&mut self, row: &Row) -> Result<(), String> {
        if row.cells.len() > self.columns.len() {
            let (cells, columns) = (row.cells.len(), self.columns.len());
            return Err(format!("it has {cells} cells, and the header has {columns}"));
        }
        let id = self.cell(row, &Meaning::Id).ok_or("it has no ID")?.to_owned();
        let owner = self.owner(row, &id)?;
        let home = folder(&owner.to_lowercase()).map_err(|error| format!("`{owner}`: {error}"))?;
        if !self.only.is_empty() && !self.only.iter().any(|wanted| *wanted == owner || *wanted == home) {
            return Ok(());
        }
        let fields = self.fields(row, &id)?;
        if !self.seen.insert((home.clone(), id.clone())) {
            return Err(format!("`{id}` is already in a row above"));
        }
        self.place(&id, &home, fields)?;
        self.import.report.entries += 1;
        self.names.entry(home).or_insert(owner);
        Ok(())
    }

    fn cell<'r>(&self, row: &'r Row, meaning: &Meaning) -> Option<&'r str> {
        let at = self.columns.iter().position(|column| column.meaning == *meaning)?;
        row.cells.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// The provider or author of a row.
    fn owner(&self, row: &Row, id: &str) -> Result<String, String> {
        let provider = || self.cell(row, &Meaning::Provider);
        if self.layout == Layout::Providers {
            return provider().map(str::to_owned).ok_or_else(|| "it names no provider".to_owned());
        }
        let in_id = || id.split_once('/').map(|(author, _)| author);
        let author = self.cell(row, &Meaning::Author).or_else(provider).or_else(in_id);
        author.map(str::to_owned).ok_or_else(|| {
            "it names no author: add a column `author`, or IDs such as `acme/large`".to_owned()
        })
    }

    /// The keys of a row's record.
    fn fields(&mut self, row: &Row, id: &str) -> Result<Fields, String> {
        let mut fields = Fields::default();
        let cells = self.columns.iter().zip(&row.cells).enumerate();
        let cells =
            cells.map(|(at, (column, cell))| (at, column, cell.trim())).filter(|(.., cell)| !cell.is_empty());
        let mut unknown = Vec::new();
        for (at, column, cell) in cells {
            let place = |why: String| format!("column {} (`{}`): {why}", at + 1, column.name);
            match &column.meaning {
                Meaning::Id | Meaning::Author | Meaning::Provider => {}
                Meaning::Unknown => unknown.push((column.name.clone(), cell)),
                Meaning::Key(path, kind) => fields.set(path, cell::value(cell, kind, path).map_err(place)?),
                Meaning::Rate(key, unit) => {
                    let price = cell::per_million(cell, *unit, key).map_err(place)?;
                    fields.set(&format!("cost.{key}"), price);
                }
                Meaning::Unit(unit, per) => {
                    let mut entry = Fields::default();
                    entry.set("unit", *unit);
                    if *per != 1 {
                        entry.set("per", *per);
                    }
                    entry.set("price", cell::price(cell, unit).map_err(place)?);
                    fields.push("cost.units", entry);
                }
            }
            if let (Some(currency), Meaning::Rate(..) | Meaning::Unit(..)) =
                (&column.currency, &column.meaning)
            {
                match fields.get("cost.currency") {
                    Some(Value::Text(other)) if other != currency => {
                        return Err(place(format!(
                            "it is in {currency}, and other prices of the line are in {other}"
                        )));
                    }
                    _ => fields.set("cost.currency", currency.as_str()),
                }
            }
        }
        for (name, cell) in unknown {
            self.import.report.leave_out(Why::UnknownKey, id, &name, cell);
        }
        // A currency without a price says nothing.
        if let Some(Value::Table(cost)) = fields.get("cost")
            && cost.iter().all(|(key, _)| key == "currency")
        {
            fields.0.shift_remove("cost");
        }
        if fields.get("name").is_none() {
            fields.set("name", cell::value(id, &crate::parse::Kind::Name, "name")?);
        }
        Ok(fields)
    }

    fn place(&mut self, id: &str, home: &str, mut fields: Fields) -> Result<(), String> {
        let placed = if self.layout == Layout::Providers {
            self.import.place(&format!("providers/{home}/models"), id, fields)
        } else {
            let below = below_author(id, home);
            let path = format!("{home}/{below}");
            if below != id && path != id {
                fields.set("id", id);
            }
            self.import.place("models", &path, fields)
        };
        placed.map_err(|error| format!("`{id}`: {error}"))
    }

    /// Adds the files of authors or providers.
    fn finish(mut self) -> Import {
        for (home, name) in &self.names {
            let mut fields = Fields::default();
            fields.set("name", name.as_str());
            let path = match self.layout {
                Layout::Providers => format!("providers/{home}/provider.toml"),
                Layout::Models => format!("models/{home}/author.toml"),
            };
            self.import.files.insert(path, fields);
        }
        self.import
    }
}
