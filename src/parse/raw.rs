//! Every file of a site, read and sorted by the kind of its record.

use std::sync::Arc;

use rayon::prelude::*;

use super::author::{AUTHOR, PROVIDER};
use super::cache::{Cache, Cached};
use super::model::MODEL;
use super::page::{RawPage, read_page};
use super::{Parsed, Schema, Table, codes, parse_file};
use crate::diag::{Diagnostic, Diagnostics, FileId, SourceMap, Span};
use crate::discover::{SourceFile, Sources};

/// Parsed files by the kind of their record, each list in the order of paths.
#[derive(Debug, Default)]
pub struct Raw {
    /// `models/<author>/author.toml`.
    pub authors: Vec<RawFile>,
    /// `providers/<provider>/provider.toml`.
    pub providers: Vec<RawFile>,
    /// `models/<author>/<id>.toml`.
    pub models: Vec<RawFile>,
    /// `providers/<provider>/models/<id>.toml`.
    pub offers: Vec<RawFile>,
    /// `pages/<path>.md`.
    pub pages: Vec<RawPage>,
    /// The paths of logos.
    pub logos: Vec<String>,
}

/// A parsed file, the folder it belongs to and its path there.
#[derive(Clone, Debug)]
pub struct RawFile {
    /// The path below the site.
    pub path: String,
    /// The author's or provider's folder.
    pub owner: String,
    /// The path of a record below its folder, without `.toml`; empty for the owner's own file.
    pub rest: String,
    /// What was read.
    pub parsed: Arc<Parsed>,
}

/// What a path says of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Author,
    Provider,
    Model,
    Offer,
}

impl Kind {
    fn schema(self) -> &'static Schema {
        match self {
            Self::Author => &AUTHOR,
            Self::Provider => &PROVIDER,
            Self::Model | Self::Offer => &MODEL,
        }
    }
}

/// A parsed file and the kind of its record; nothing where no record can stand.
pub(super) type Record = Option<(Kind, RawFile)>;

/// Parses every record of a site, in parallel, in the order of paths. What was skipped is reported too.
pub fn parse(sources: &Sources, map: &mut SourceMap, diags: &mut Diagnostics) -> Raw {
    parse_incremental(sources, &mut Cache::default(), map, diags)
}

/// Parses every record of a site, but for those that are remembered.
pub fn parse_incremental(
    sources: &Sources,
    cache: &mut Cache,
    map: &mut SourceMap,
    diags: &mut Diagnostics,
) -> Raw {
    for skipped in &sources.skipped {
        let file = map.add(skipped.path.clone(), "");
        let diagnostic = Diagnostic::new(skipped.code, Span::whole(file), skipped.message.clone());
        diags.push(match &skipped.help {
            Some(help) => diagnostic.help(help.clone()),
            None => diagnostic,
        });
    }
    let files: Vec<Asked<'_>> = sources.records.iter().map(|file| asked(file, cache, map)).collect();
    let ids: Vec<FileId> = files.iter().map(|asked| asked.id).collect();
    let pages = sources.pages.iter().map(|file| custom_page(file, map, diags)).collect();
    let parsed: Vec<(Record, Diagnostics)> = {
        let map = &*map;
        files.into_par_iter().map(|asked| asked.answer(map)).collect()
    };
    let mut raw =
        Raw { pages, logos: sources.logos.iter().map(|logo| logo.path.clone()).collect(), ..Raw::default() };
    if cache.is_enabled() {
        remember(cache, sources, &ids, &parsed, map);
    }
    for (record, found) in parsed {
        diags.merge(found);
        if let Some((kind, file)) = record {
            raw.list(kind).push(file);
        }
    }
    raw
}

impl Raw {
    fn list(&mut self, kind: Kind) -> &mut Vec<RawFile> {
        match kind {
            Kind::Author => &mut self.authors,
            Kind::Provider => &mut self.providers,
            Kind::Model => &mut self.models,
            Kind::Offer => &mut self.offers,
        }
    }
}

/// A file to parse, or what it came to before.
struct Asked<'a> {
    file: &'a SourceFile,
    id: FileId,
    known: Option<(Record, Diagnostics)>,
}

/// Adds a file to the map. What it came to before holds only where it has the number that it had, since places name it.
fn asked<'a>(file: &'a SourceFile, cache: &Cache, map: &mut SourceMap) -> Asked<'a> {
    let Some(known) = cache.find(file) else {
        return Asked { file, id: add(map, file), known: None };
    };
    let id = map.add(file.path.clone(), Arc::clone(&known.text));
    let known = (id == known.file).then(|| (known.record.clone(), known.found.clone()));
    Asked { file, id, known }
}

impl Asked<'_> {
    fn answer(self, map: &SourceMap) -> (Record, Diagnostics) {
        self.known.unwrap_or_else(|| parse_record(self.file, self.id, map))
    }
}

fn remember(
    cache: &mut Cache,
    sources: &Sources,
    ids: &[FileId],
    parsed: &[(Record, Diagnostics)],
    map: &SourceMap,
) {
    let known = sources.records.iter().zip(parsed).zip(ids).map(|((file, (record, found)), &id)| {
        let known =
            Cached { file: id, text: map.shared_text(id), record: record.clone(), found: found.clone() };
        (file.path.clone(), known)
    });
    cache.keep(known);
}

/// Adds a file's text to the map; bytes that are no text become replacement characters.
pub fn add(map: &mut SourceMap, file: &SourceFile) -> FileId {
    map.add(file.path.clone(), String::from_utf8_lossy(&file.bytes).into_owned())
}

fn custom_page(file: &SourceFile, map: &mut SourceMap, diags: &mut Diagnostics) -> RawPage {
    let id = add(map, file);
    read_page(&file.path, std::str::from_utf8(&file.bytes).is_ok(), id, map, diags)
}

fn parse_record(file: &SourceFile, id: FileId, map: &SourceMap) -> (Record, Diagnostics) {
    let mut diags = Diagnostics::default();
    let Some((kind, owner, rest)) = place(&file.path) else {
        let misplaced = Diagnostic::new(&codes::MISPLACED_FILE, Span::whole(id), "no record can stand here");
        diags.push(misplaced.help(
            "a model is `models/<author>/<id>.toml`, an offer `providers/<provider>/models/<id>.toml`",
        ));
        return (None, diags);
    };
    let parsed = Arc::new(read(file, id, map, kind.schema(), &mut diags));
    (Some((kind, RawFile { path: file.path.clone(), owner, rest, parsed })), diags)
}

/// Reads one file that is in the map already; bytes that are no text are a mistake.
pub fn read(
    file: &SourceFile,
    id: FileId,
    map: &SourceMap,
    schema: &'static Schema,
    diags: &mut Diagnostics,
) -> Parsed {
    let text = map.text(id);
    let Err(error) = std::str::from_utf8(&file.bytes) else {
        return parse_file(text, id, schema, diags);
    };
    let at = error.valid_up_to();
    let span = Span::new(id, at, at + char::REPLACEMENT_CHARACTER.len_utf8());
    diags
        .push(Diagnostic::new(&codes::NOT_UTF8, span, "the file is not UTF-8 text").help("save it as UTF-8"));
    Parsed { file: id, table: Table::default(), failed: true }
}

/// The kind of the record at a path, its owner's folder and its path below that.
fn place(path: &str) -> Option<(Kind, String, String)> {
    let below = path.strip_suffix(".toml")?;
    let (folder, below) = below.split_once('/')?;
    let (owner, rest) = below.split_once('/')?;
    let (kind, rest) = match (folder, rest) {
        ("models", "author") => (Kind::Author, ""),
        ("models", rest) => (Kind::Model, rest),
        ("providers", "provider") => (Kind::Provider, ""),
        ("providers", rest) => (Kind::Offer, rest.strip_prefix("models/")?),
        _ => return None,
    };
    Some((kind, owner.to_owned(), rest.to_owned()))
}
