//! What an import writes: the files, and the site that they make.

use std::collections::BTreeMap;

use crate::cli::ImportArgs;
use crate::discover::{SETTINGS, SourceFile, Sources};
use crate::format::{schema_of, write};
use crate::import::{Import, text};

/// What is to be written, and what is known then.
pub(super) struct Plan {
    /// The texts of new files, by their paths.
    pub(super) new: BTreeMap<String, String>,
    /// The site with these files.
    pub(super) after: Sources,
}

impl Plan {
    /// Plans the files of a new site.
    pub(super) fn new(import: &Import, args: &ImportArgs) -> Self {
        let files = import
            .files
            .iter()
            .filter_map(|(path, fields)| Some((path.clone(), text(fields, schema_of(path)?))));
        let mut new: BTreeMap<String, String> = files.collect();
        let after = sources(&new, &settings(args));
        new.insert(SETTINGS.to_owned(), settings(args));
        Self { new, after }
    }
}

/// The site of some files.
fn sources(records: &BTreeMap<String, String>, settings: &str) -> Sources {
    let file = |path: &str, text: &str| SourceFile { path: path.to_owned(), bytes: text.into() };
    let mut records: Vec<SourceFile> = records.iter().map(|(path, text)| file(path, text)).collect();
    records.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
    let has_providers = records.iter().any(|record| record.path.starts_with("providers/"));
    Sources { site: Some(file(SETTINGS, settings)), records, has_providers, ..Sources::default() }
}

/// The settings of a new site: its title, where it comes from, and that what a lint doubts in it is the source's.
fn settings(args: &ImportArgs) -> String {
    let title = write::text(&format!("Models of {}", args.source.name()));
    let from = if args.file.as_os_str() == "-" { "standard input" } else { "a file" };
    format!(
        "# Made by `modelpress import {}` from {from}. The same command with `--update` brings in what changed.\n\n\
         title = {title}\n\n\
         # The facts are those of the source: what a lint doubts in them is a warning. Remove this to maintain them yourself.\n\
         [lints]\n\
         profile = \"foreign\"\n",
        args.source.word()
    )
}
