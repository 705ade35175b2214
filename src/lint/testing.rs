//! Files in, what one rule finds out, for the tests of rules.

use jiff::civil::{Date, date};

use super::context::{CatalogContext, RecordContext};
use super::{FindingsCache, Rule, run};
use crate::diag::{Diagnostics, SourceMap};
use crate::parse::site::SITE;
use crate::parse::{self, Table};
use crate::resolve::{Catalog, Settings, resolve};
use crate::testing::{draw, sources};

/// A site of files, which have to be right.
pub(super) struct Site {
    sources: SourceMap,
    catalog: Catalog,
    settings: Settings,
}

impl Site {
    pub(super) fn read(files: &[(&str, &str)]) -> Self {
        let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
        let sources = sources(files);
        let settings = sources.site.as_ref().map_or_else(Table::default, |file| {
            let id = parse::add(&mut map, file);
            parse::read(file, id, &map, &SITE, &mut diags).table
        });
        let raw = parse::parse(&sources, &mut map, &mut diags);
        let catalog = resolve(raw, TODAY, &mut diags);
        assert!(diags.is_empty(), "{diags:#?}");
        Self { sources: map, catalog, settings: Settings::read(settings) }
    }

    /// What a rule finds on a day, with what is cached of earlier days.
    pub(super) fn findings(&self, rule: &'static Rule, today: Date, cache: &mut FindingsCache) -> String {
        let mut diags = Diagnostics::default();
        let context = CatalogContext { catalog: &self.catalog, settings: &self.settings };
        run(&[rule], context, RecordContext::new(today, &self.sources), cache, &mut diags);
        draw(diags, &self.sources)
    }
}

/// The day of every test.
pub(super) const TODAY: Date = date(2026, 11, 23);

/// What a rule finds in a site of files.
pub(super) fn findings(rule: &'static Rule, files: &[(&str, &str)]) -> String {
    Site::read(files).findings(rule, TODAY, &mut FindingsCache::default())
}

/// What a rule finds in the one model of a site, whose name is on the first line.
pub(super) fn in_model(rule: &'static Rule, text: &str) -> String {
    findings(rule, &[("models/acme/one.toml", &format!("name = \"One\"\n{text}"))])
}
