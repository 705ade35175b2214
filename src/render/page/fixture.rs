//! Small sites for the tests of pages: paths and texts in, a directory out.

use jiff::civil::{Date, date};

use crate::derive::{Directory, derive};
use crate::diag::{Diagnostics, SourceMap};
use crate::discover::{SourceFile, Sources};
use crate::parse::site::SITE;
use crate::parse::{parse, parse_file};
use crate::resolve::{Record, Settings, resolve};

/// The day of every test.
pub(super) const TODAY: Date = date(2026, 11, 23);

/// Makes a directory of files: paths below the site and their texts; `site.toml` has the settings.
pub(super) fn directory(files: &[(&str, &str)]) -> Directory {
    let mut sources = Sources::default();
    let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
    let mut settings = Settings::default();
    for (path, text) in files {
        if *path == "site.toml" {
            let file = map.add(*path, *text);
            settings = Settings::read(parse_file(text, file, &SITE, &mut diags).table);
        } else {
            sources.records.push(SourceFile { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() });
        }
    }
    sources.records.sort_by(|one, other| one.path.cmp(&other.path));
    let raw = parse(&sources, &mut map, &mut diags);
    let catalog = resolve(&raw, TODAY, &mut diags);
    let mistakes: Vec<_> = diags.iter().filter(|diagnostic| diagnostic.code.fixed).collect();
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    let has_providers = files.iter().any(|(path, _)| path.starts_with("providers/"));
    derive(catalog, settings, TODAY, has_providers)
}

/// Makes one model of a text that needs no name.
pub(super) fn record(text: &str) -> Record {
    let text = format!("name = \"Test\"\n{text}");
    directory(&[("models/lab/test.toml", &text)]).catalog.models.remove(0).record
}
