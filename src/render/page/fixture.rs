//! Small sites for the tests of pages: paths and TOML in, a catalogue out.

use jiff::civil::{Date, date};

use crate::diag::{Diagnostics, SourceMap};
use crate::discover::{SourceFile, Sources};
use crate::parse::parse;
use crate::resolve::{Catalog, Record, resolve};

/// The day of every test.
pub(super) const TODAY: Date = date(2026, 11, 23);

/// Makes a catalogue of files: paths below the site and their texts.
pub(super) fn catalog(files: &[(&str, &str)]) -> Catalog {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.records.push(SourceFile { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() });
    }
    sources.records.sort_by(|one, other| one.path.cmp(&other.path));
    let mut diags = Diagnostics::default();
    let raw = parse(&sources, &mut SourceMap::default(), &mut diags);
    resolve(&raw, TODAY, &mut diags)
}

/// Makes one model of a text that needs no name.
pub(super) fn record(text: &str) -> Record {
    let text = format!("name = \"Test\"\n{text}");
    catalog(&[("models/lab/test.toml", &text)]).models.remove(0).record
}
