//! What the last import of a source wrote: without it, nobody knows which values are its own. It stands in the site, as a text that a
//! version control system keeps and compares: a line for each file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::leaf::leaves;
use crate::import::{Fields, Import, Source};

/// The version of the form.
const FORMAT: u32 = 1;

/// The values that an import wrote, by the paths of files and of keys.
#[derive(Debug, Default, Serialize, Deserialize, PartialEq, Eq)]
pub struct Memory {
    format: u32,
    /// The files.
    pub files: BTreeMap<String, BTreeMap<String, String>>,
}

impl Memory {
    /// Where it stands below the site.
    pub fn path(source: Source) -> String {
        format!(".import/{}.json", source.word())
    }

    /// What an import says.
    pub fn of(import: &Import) -> Self {
        let files = import.files.iter().map(|(path, fields): (_, &Fields)| (path.clone(), leaves(fields)));
        Self { format: FORMAT, files: files.collect() }
    }

    /// Reads it again.
    ///
    /// # Errors
    /// Where the text is not what an import wrote.
    pub fn read(text: &str) -> Result<Self, String> {
        let memory: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if memory.format == FORMAT {
            Ok(memory)
        } else {
            Err("another version of modelpress wrote it".to_owned())
        }
    }

    /// Its text: a line for each file.
    pub fn text(&self) -> String {
        let lines: Vec<String> =
            self.files.iter().map(|(path, keys)| format!("{}: {}", json(path), json(keys))).collect();
        format!("{{\n\"format\": {},\n\"files\": {{\n{}\n}}\n}}\n", self.format, lines.join(",\n"))
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts are plain data")
}
