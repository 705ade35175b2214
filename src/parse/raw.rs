//! Parses every file of a site and sorts the results by the kind of record.

use std::sync::Arc;

use bytestring::ByteString;
use rayon::prelude::*;

use super::cache::{Cache, Cached};
use super::page::{RawPage, read_page};
use super::raw_file::{ParsedRecord, RawFile, RecordKind};
use super::{Parsed, Schema, Table, codes, parse_file};
use crate::diag::{Diagnostic, Diagnostics, FileId, SourceMap, Span, closest};
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

/// Parses every record of a site, in parallel, in the order of paths. Skipped files are reported too.
pub fn parse(sources: &Sources, map: &mut SourceMap, diags: &mut Diagnostics) -> Raw {
    parse_incremental(sources, &mut Cache::default(), map, diags)
}

/// Parses the records of a site that are not in the cache, and puts them there.
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
    let tasks: Vec<ParseTask<'_>> = sources.records.iter().map(|file| add_task(file, cache, map)).collect();
    let parsed_ids: Vec<Option<FileId>> =
        tasks.iter().map(|task| task.cached.is_none().then_some(task.id)).collect();
    let pages = sources.pages.iter().map(|file| parse_page(file, map, diags)).collect();
    let parsed: Vec<(ParsedRecord, Diagnostics)> = {
        let map = &*map;
        let parse =
            |task: ParseTask<'_>| task.cached.unwrap_or_else(|| parse_record(task.file, task.id, map));
        tasks.into_par_iter().map(parse).collect()
    };
    let mut raw =
        Raw { pages, logos: sources.logos.iter().map(|logo| logo.path.clone()).collect(), ..Raw::default() };
    if cache.is_enabled() {
        fill_cache(cache, sources, &parsed_ids, &parsed, map);
    }
    for (record, mistakes) in parsed {
        diags.merge(mistakes);
        if let Some((kind, file)) = record {
            raw.files_mut(kind).push(file);
        }
    }
    raw
}

impl Raw {
    /// Every file but pages and logos.
    pub fn records(&self) -> impl Iterator<Item = &RawFile> {
        [&self.authors, &self.providers, &self.models, &self.offers].into_iter().flatten()
    }

    fn files_mut(&mut self, kind: RecordKind) -> &mut Vec<RawFile> {
        match kind {
            RecordKind::Author => &mut self.authors,
            RecordKind::Provider => &mut self.providers,
            RecordKind::Model => &mut self.models,
            RecordKind::Offer => &mut self.offers,
        }
    }
}

/// A file to parse, unless its result is cached.
struct ParseTask<'a> {
    file: &'a SourceFile,
    id: FileId,
    cached: Option<(ParsedRecord, Diagnostics)>,
}

/// Adds a file to the map. A cached result is valid only if the file has the same id as before, since spans name it.
fn add_task<'a>(file: &'a SourceFile, cache: &Cache, map: &mut SourceMap) -> ParseTask<'a> {
    let Some(cached) = cache.find(file) else {
        return ParseTask { file, id: add(map, file), cached: None };
    };
    let id = map.add(&file.path, cached.text.clone());
    let cached = (id == cached.file).then(|| (cached.record.clone(), cached.mistakes.clone()));
    ParseTask { file, id, cached }
}

/// Puts the results of the files that were parsed into the cache: those that have an id here.
fn fill_cache(
    cache: &mut Cache,
    sources: &Sources,
    parsed_ids: &[Option<FileId>],
    parsed: &[(ParsedRecord, Diagnostics)],
    map: &SourceMap,
) {
    let results = sources.records.iter().zip(parsed).zip(parsed_ids).filter_map(|((file, parsed), id)| {
        let (file_id, (record, mistakes)) = ((*id)?, parsed.clone());
        let text = map.shared_text(file_id);
        Some((file.path.clone(), Cached { file: file_id, text, record, mistakes }))
    });
    cache.update(results.collect(), &sources.records);
}

/// Adds a file's text to the map. Invalid UTF-8 becomes replacement characters.
pub fn add(map: &mut SourceMap, file: &SourceFile) -> FileId {
    map.add(&file.path, text_of(file))
}

/// The text of a file; where it is UTF-8, the bytes themselves.
fn text_of(file: &SourceFile) -> ByteString {
    let text = ByteString::try_from(file.bytes.clone());
    text.unwrap_or_else(|_| String::from_utf8_lossy(&file.bytes).into_owned().into())
}

fn parse_page(file: &SourceFile, map: &mut SourceMap, diags: &mut Diagnostics) -> RawPage {
    let id = add(map, file);
    read_page(&file.path, std::str::from_utf8(&file.bytes).is_ok(), id, map, diags)
}

fn parse_record(file: &SourceFile, id: FileId, map: &SourceMap) -> (ParsedRecord, Diagnostics) {
    let mut diags = Diagnostics::default();
    let Some((kind, owner, rest)) = split_path(&file.path) else {
        let misplaced =
            Diagnostic::new(&codes::MISPLACED_FILE, Span::whole(id), "there can be no record here");
        diags.push(misplaced.help(right_place(&file.path)));
        return (None, diags);
    };
    let parsed = Arc::new(read(file, id, map, kind.schema(), &mut diags));
    (Some((kind, RawFile { path: file.path.clone(), owner, rest, parsed })), diags)
}

/// Where a record that cannot stand at its path belongs.
fn right_place(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        [.., name] if !name.ends_with(".toml") => {
            let stem = name.rsplit_once('.').map_or(*name, |(stem, _)| stem);
            format!("rename it to `{stem}.toml`, with a lower-case ending")
        }
        ["models", name] => format!("a model belongs in its author's folder: `models/<author>/{name}`"),
        ["providers", name] => {
            format!(
                "an offer is `providers/<provider>/models/{name}`, a provider `providers/<provider>/provider.toml`"
            )
        }
        ["providers", provider, name] => {
            format!(
                "an offer is `providers/{provider}/models/{name}`, the provider's own file `provider.toml`"
            )
        }
        ["providers", provider, folder, rest @ ..] if closest(folder, ["models"]).is_some() => {
            format!("did you mean `providers/{provider}/models/{}`?", rest.join("/"))
        }
        _ => "a model is `models/<author>/<id>.toml`, an offer `providers/<provider>/models/<id>.toml`"
            .to_owned(),
    }
}

/// Parses a file that is in the map already. Invalid UTF-8 is a mistake.
pub fn read(
    file: &SourceFile,
    id: FileId,
    map: &SourceMap,
    schema: &'static Schema,
    diags: &mut Diagnostics,
) -> Parsed {
    let Some(mistake) = not_utf8(file, id) else {
        return parse_file(map.text(id), id, schema, diags);
    };
    diags.push(mistake);
    Parsed { file: id, table: Table::default(), failed: true }
}

/// The mistake of a file that is in the map and is not UTF-8, at the first byte that is none; `None` if the file is UTF-8.
pub fn not_utf8(file: &SourceFile, id: FileId) -> Option<Diagnostic> {
    let at = std::str::from_utf8(&file.bytes).err()?.valid_up_to();
    let span = Span::new(id, at, at + char::REPLACEMENT_CHARACTER.len_utf8());
    Some(Diagnostic::new(&codes::NOT_UTF8, span, "the file is not UTF-8 text").help("save it as UTF-8"))
}

/// The kind of the record at a path, its owner's folder and its path below that.
fn split_path(path: &str) -> Option<(RecordKind, String, String)> {
    let below = path.strip_suffix(".toml")?;
    let (folder, below) = below.split_once('/')?;
    let (owner, rest) = below.split_once('/')?;
    let (kind, rest) = match (folder, rest) {
        ("models", "author") => (RecordKind::Author, ""),
        ("models", rest) => (RecordKind::Model, rest),
        ("providers", "provider") => (RecordKind::Provider, ""),
        ("providers", rest) => (RecordKind::Offer, rest.strip_prefix("models/")?),
        _ => return None,
    };
    Some((kind, owner.to_owned(), rest.to_owned()))
}
