//! What a theme was made of before, so that only what changed is made again.

use std::collections::BTreeMap;
use std::sync::Arc;

use foldhash::HashMap;
use rayon::prelude::*;

use super::asset::assets;
use super::logo::{self, Drawing, Flaw};
use super::template::{self, Source};
use super::usage::report_unused;
use super::{AssetPaths, Templates, ThemeFile, report_pictures};
use crate::diag::{Diagnostics, SourceMap, without_mark};
use crate::discover::{SourceFile, Sources, digest};
use crate::memo::Memo;
use crate::resolve::Settings;

/// The templates, assets and logos of the last compilation. The default cache remembers nothing.
#[derive(Debug, Default)]
pub struct Cache {
    is_enabled: bool,
    templates: Memo<BTreeMap<String, Source>, (Arc<Templates>, Diagnostics)>,
    assets: Memo<(blake3::Hash, Settings), (AssetPaths, Vec<ThemeFile>, Diagnostics)>,
    /// Logos by their bytes: reading one takes it apart and writes it anew.
    logos: HashMap<blake3::Hash, Result<Drawing, Flaw>>,
}

impl Cache {
    /// Returns an empty cache that remembers.
    pub fn enabled() -> Self {
        Self {
            is_enabled: true,
            templates: Memo::enabled(),
            assets: Memo::enabled(),
            logos: HashMap::default(),
        }
    }

    /// Makes the templates of a site.
    pub(super) fn templates(
        &mut self,
        sources: BTreeMap<String, Source>,
        map: &SourceMap,
        diags: &mut Diagnostics,
    ) -> Arc<Templates> {
        let make = |sources| {
            let mut mistakes = Diagnostics::default();
            report_unused(&sources, &mut mistakes);
            let templates = template::make(sources, map, &mut mistakes);
            (Arc::new(templates), mistakes)
        };
        let (templates, mistakes) = self.templates.get_or_make(sources.clone(), || make(sources));
        diags.merge(mistakes);
        templates
    }

    /// Makes the assets of a site, and looks through its pictures.
    pub(super) fn assets(
        &mut self,
        sources: &Sources,
        settings: &Settings,
        map: &mut SourceMap,
        diags: &mut Diagnostics,
    ) -> (AssetPaths, Vec<ThemeFile>) {
        let input = (digest(&sources.statics), settings.clone());
        let (assets, files, mistakes) = self.assets.get_or_make(input, || {
            let mut mistakes = Diagnostics::default();
            let (assets, files) = assets(sources, settings, &mut mistakes);
            report_pictures(&sources.statics, map, &mut mistakes);
            (assets, files, mistakes)
        });
        diags.merge(mistakes);
        (assets, files)
    }

    /// Reads logos, and forgets those that are not among them.
    pub(super) fn logos(&mut self, files: &[SourceFile]) -> Vec<Result<Drawing, Flaw>> {
        let hashed = files.par_iter().map(|file| {
            let hash = blake3::hash(&file.bytes);
            let known = self.logos.get(&hash).cloned();
            (hash, known.unwrap_or_else(|| logo::read(without_mark(&file.bytes))))
        });
        let read: Vec<(blake3::Hash, Result<Drawing, Flaw>)> = hashed.collect();
        if self.is_enabled {
            self.logos = read.iter().cloned().collect();
        }
        read.into_iter().map(|(_, read)| read).collect()
    }
}
