//! Files in, what one rule finds out, for the tests of rules.

use jiff::civil::date;

use super::context::{CatalogContext, RecordContext};
use super::{FindingsCache, Rule, run};
use crate::diag::{Diagnostics, SourceMap};
use crate::link::link;
use crate::parse::site::SITE;
use crate::parse::{self, Table};
use crate::resolve::{Settings, resolve};
use crate::testing::{draw, sources};

/// What a rule finds in a site of files. The day is 2026-11-23, and the files themselves have to be right.
pub(super) fn findings(rule: &'static Rule, files: &[(&str, &str)]) -> String {
    let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
    let sources = sources(files);
    let settings = sources.site.as_ref().map_or_else(Table::default, |file| {
        let id = parse::add(&mut map, file);
        parse::read(file, id, &map, &SITE, &mut diags).table
    });
    let today = date(2026, 11, 23);
    let raw = parse::parse(&sources, &mut map, &mut diags);
    let mut catalog = resolve(raw, today, &mut diags);
    assert!(diags.is_empty(), "{diags:#?}");
    let settings = Settings::read(settings);
    link(&mut catalog, &settings.linking, today);
    let context = CatalogContext { catalog: &catalog, settings: &settings };
    run(&[rule], context, RecordContext::new(today, &map), &mut FindingsCache::default(), &mut diags);
    draw(diags, &map)
}

/// What a rule finds in the one model of a site, whose name is on the first line.
pub(super) fn in_model(rule: &'static Rule, text: &str) -> String {
    findings(rule, &[("models/acme/one.toml", &format!("name = \"One\"\n{text}"))])
}
