//! Small sites for tests: files in memory, read by the real stages.

use std::fmt::Write as _;

use jiff::civil::{Date, date};

use super::{Directory, derive};
use crate::diag::{Diagnostics, SourceMap};
use crate::discover::{SourceFile, Sources};
use crate::domain::RecordKey;
use crate::parse::site::SITE;
use crate::resolve::Settings;
use crate::resolve::catalog::Place;

/// A site in memory. Its day is 2026-11-23.
#[derive(Default)]
pub(crate) struct Site {
    settings: String,
    sources: Sources,
}

impl Site {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn settings(mut self, text: &str) -> Self {
        writeln!(self.settings, "{text}").unwrap();
        self
    }

    pub(crate) fn file(mut self, path: impl Into<String>, text: &str) -> Self {
        let path = path.into();
        self.sources.has_providers |= path.starts_with("providers/");
        self.sources.records.push(SourceFile { path, bytes: text.to_owned().into() });
        self
    }

    /// A model: its name is its path.
    pub(crate) fn model(self, path: &str, text: &str) -> Self {
        self.file(format!("models/{path}.toml"), &format!("name = \"{path}\"\n{text}"))
    }

    /// An offer: its name is its path.
    pub(crate) fn offer(self, provider: &str, path: &str, text: &str) -> Self {
        self.file(format!("providers/{provider}/models/{path}.toml"), &format!("name = \"{path}\"\n{text}"))
    }

    pub(crate) fn provider(self, id: &str, text: &str) -> Self {
        self.file(format!("providers/{id}/provider.toml"), text)
    }

    /// Reads the files; a mistake in one of them fails the test.
    pub(crate) fn derive(mut self) -> Directory {
        let today: Date = date(2026, 11, 23);
        self.sources.records.sort_by(|a, b| a.path.cmp(&b.path));
        let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
        let raw = crate::parse::parse(&self.sources, &mut map, &mut diags);
        let file = map.add("site.toml", self.settings);
        let settings = crate::parse::parse_file(map.text(file), file, &SITE, &mut diags).table;
        let settings = Settings::read(settings);
        let mut catalog = crate::resolve::resolve(raw, today, &mut diags);
        crate::link::link(&mut catalog, &settings.linking, today);
        let mistakes: Vec<_> = diags.iter().filter(|diagnostic| diagnostic.code.fixed).collect();
        assert!(mistakes.is_empty(), "{mistakes:#?}");
        derive(catalog, settings, today, self.sources.has_providers)
    }
}

impl Directory {
    /// The place of the record at a path of the site, without `.toml`.
    pub(crate) fn find(&self, key: &str) -> Place {
        self.catalog.place(&RecordKey::of_path(key)).unwrap_or_else(|| panic!("there is no {key}"))
    }

    /// The keys of records.
    pub(crate) fn keys(&self, places: impl IntoIterator<Item = Place>) -> Vec<&str> {
        places.into_iter().map(|place| self.record(place).key.as_str()).collect()
    }
}
