//! The files of a new site. They stand in `site/` as a site that builds, which a test does.

use jiff::civil::Date;

use crate::parse::author::{AUTHOR, PROVIDER};
use crate::parse::json_schema::json_schema;
use crate::parse::model::MODEL;
use crate::parse::schema::Schema;
use crate::parse::site::SITE;

/// A file by its path below the site, and what it is for, in words.
pub(super) struct NewFile {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) purpose: &'static str,
}

/// The day that stands in the files for the day on which they are made.
const DAY: &str = "2026-01-15";

/// Paths, texts and purposes, in the order in which a reader wants them.
pub(super) const FILES: [(&str, &str, &str); 11] = [
    ("site.toml", include_str!("site/site.toml"), "settings"),
    ("models/acme/author.toml", include_str!("site/models/acme/author.toml"), "an author"),
    ("models/acme/small.toml", include_str!("site/models/acme/small.toml"), "a model"),
    ("models/acme/large.toml", include_str!("site/models/acme/large.toml"), "a model with more facts"),
    ("pages/guide.md", include_str!("site/pages/guide.md"), "a page of your own"),
    ("AGENTS.md", include_str!("site/AGENTS.md"), "how to add a record, for people and programs"),
    (
        ".github/workflows/site.yml",
        include_str!("site/.github/workflows/site.yml"),
        "checks changes and publishes on GitHub Pages",
    ),
    (".gitignore", include_str!("site/.gitignore"), "leaves the built site out of git"),
    (".taplo.toml", include_str!("site/.taplo.toml"), "schemas for Taplo"),
    ("tombi.toml", include_str!("site/tombi.toml"), "schemas for Tombi"),
    (".vscode/extensions.json", include_str!("site/.vscode/extensions.json"), "the extension for VS Code"),
];

/// The schemas that editors read.
const SCHEMAS: [&Schema; 4] = [&SITE, &AUTHOR, &PROVIDER, &MODEL];

/// All files, with the day on which they are made.
pub(super) fn new_files(day: Date) -> impl Iterator<Item = NewFile> {
    let day = day.to_string();
    let files = FILES.into_iter().map(move |(path, text, purpose)| NewFile {
        path: path.to_owned(),
        text: text.replace(DAY, &day),
        purpose,
    });
    files.chain(SCHEMAS.into_iter().map(|schema| NewFile {
        path: format!(".schema/{}.json", schema.name),
        text: format!("{:#}\n", json_schema(schema)),
        purpose: "",
    }))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_file_of_the_folder_is_part_of_a_new_site() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/command/init/site");
        let entries = walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().is_file());
        let mut paths: Vec<String> = files
            .map(|file| file.path().strip_prefix(&root).unwrap().display().to_string().replace('\\', "/"))
            .collect();
        let mut known = FILES.map(|(path, ..)| path.to_owned());
        paths.sort();
        known.sort();
        assert_eq!(paths, known);
    }
}
