//! Small sites for the tests of pages: paths and texts in, a directory out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::{Date, date};
use tera::Value;

use crate::derive::{Directory, derive};
use crate::diag::{Diagnostics, SourceMap};
use crate::discover::{SourceFile, Sources};
use crate::link::link;
use crate::parse::site::SITE;
use crate::parse::{parse, parse_file};
use crate::render::component::Components;
use crate::render::context::{RenderContext, prepare_snippets};
use crate::render::markdown::Markdown;
use crate::render::page::parts::Parts;
use crate::render::view::Cell;
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
        } else if path.starts_with("pages/") {
            sources
                .pages
                .push(SourceFile { path: (*path).to_owned(), bytes: text.as_bytes().to_vec().into() });
        } else {
            sources
                .records
                .push(SourceFile { path: (*path).to_owned(), bytes: text.as_bytes().to_vec().into() });
        }
    }
    sources.records.sort_by(|one, other| one.path.cmp(&other.path));
    let raw = parse(&sources, &mut map, &mut diags);
    let mut catalog = resolve(raw, TODAY, &mut diags);
    link(&mut catalog, &settings.linking, TODAY);
    let mistakes: Vec<_> = diags.iter().filter(|diagnostic| diagnostic.code.fixed).collect();
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    let has_providers = files.iter().any(|(path, _)| path.starts_with("providers/"));
    derive(catalog, settings, TODAY, has_providers)
}

/// Makes the tools of a site in which every path is a page.
pub(super) fn tools() -> RenderContext {
    let resolve = Arc::new(|path: &str| Some(path.trim_start_matches('/').to_owned()));
    let markdown = Markdown::new(resolve);
    RenderContext {
        markdown,
        snippets: prepare_snippets(crate::theme::default_snippets()).0,
        images: BTreeMap::new(),
    }
}

/// Makes the parts that pages of a site share, where no component of a theme can draw them.
pub(super) fn parts() -> Parts {
    Parts::new(Components::new(Arc::default(), BTreeSet::new()), Value::none())
}

/// The words of markup.
pub(super) fn words(markup: &str) -> String {
    let parts = markup.split('<').enumerate();
    parts
        .map(|(at, part)| if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) })
        .collect()
}

/// Makes one model of a text that needs no name.
pub(super) fn record(text: &str) -> Record {
    let text = format!("name = \"Test\"\n{text}");
    Record::clone(&directory(&[("models/lab/test.toml", &text)]).catalog.models[0].record)
}

/// A cell as a line: what is printed, then fact and value, then the unit and the record where they are other ones.
pub(super) fn shown(cell: &Cell) -> String {
    let Some(figure) = &cell.figure else {
        return match &cell.spoken {
            Some(spoken) => format!("{} ({spoken})", cell.text),
            None => cell.text.clone().into_owned(),
        };
    };
    let record = figure.record.as_ref().map(|key| format!(" of {key}")).unwrap_or_default();
    let unit = cell.unit.as_ref().map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{} {}={}{unit}{record}", figure.text, figure.fact, figure.value)
}
