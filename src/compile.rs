//! The whole compiler: sources and a day in, pages ready to be drawn and diagnostics out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::change::{self, Changes};
use crate::codes::{BAD_CHANGES, EMPTY_CATALOGUE, levels};
use crate::derive::{Directory, derive};
use crate::diag::{Diagnostic, Diagnostics, FileId, FileIds, Levels, Severity, SourceMap, Span};
use crate::discover::{SourceFile, Sources, digest};
use crate::link::{self, link_incremental};
use crate::lint::{self, lint_incremental};
use crate::memo::{Memo, SameObject};
use crate::parse::site::SITE;
use crate::parse::{self, Parsed, Raw, Table, add, not_utf8, parse_incremental, read};
use crate::plan::{self, OutputFile, Site, plan};
use crate::render::{self, Fingerprint, Pages, check_exports, check_limits};
use crate::resolve::catalog::Logo;
use crate::resolve::settings::with_slash;
use crate::resolve::{self, Catalog, Settings, is_unpublished, resolve_incremental};
use crate::theme::{self, Drawing, Theme, ThemeFile, logos_incremental, theme_incremental};

/// What a compilation depends on beside the sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The date to build for; it decides what is retired, published and in force.
    pub today: Date,
    /// Where the site will stand; overrides the setting.
    pub base_url: Option<String>,
    /// Paths of records to go without.
    pub left_out: BTreeSet<String>,
    /// Whether drafts, and what is to be published on a later day, are compiled too.
    pub drafts: bool,
    /// Whether to leave out what counts the visits of readers, as in a preview.
    pub no_analytics: bool,
}

impl Options {
    /// What a site is published with on a day: at the address of its settings, with everything that counts as published.
    pub fn new(today: Date) -> Self {
        Self { today, base_url: None, left_out: BTreeSet::new(), drafts: false, no_analytics: false }
    }

    /// The fingerprint of all that the site is made of beside the sources: the tool, the day and the address.
    ///
    /// Where the settings name no script, the same site comes out with `no_analytics` and without it.
    pub fn fingerprint(&self, names_script: bool) -> Fingerprint {
        let Self { today, base_url, left_out, drafts, no_analytics } = self;
        let left_out: Vec<_> = left_out.iter().collect();
        let leaves_script_out = *no_analytics && names_script;
        Fingerprint::of_parts([crate::TOOL.as_bytes()]).with(&(
            today.to_string(),
            base_url,
            left_out,
            drafts,
            leaves_script_out,
        ))
    }
}

/// The outcome of a compilation.
pub struct Compiled {
    /// Every file that a diagnostic can speak of.
    pub map: SourceMap,
    /// What was found so far; drawing the pages may add to it.
    pub diags: Diagnostics,
    /// How grave each finding is here.
    pub levels: Levels,
    /// The pages, ready to be drawn.
    pub pages: Pages,
    /// The paths of the files that are here although they are drafts, or for a later day.
    pub drafts: BTreeSet<String>,
}

/// Compiles a site. Every stage goes on with the records that survived, so that one run shows every mistake.
pub fn compile(sources: &Sources, options: &Options) -> Compiled {
    compile_incremental(sources, options, &mut Cache::default())
}

/// What a stage came to, and what it found.
type Outcome<T> = (T, Diagnostics);

/// What earlier compilations of a site came to. The default one remembers nothing.
#[derive(Debug, Default)]
pub struct Cache {
    ids: FileIds,
    parsed: parse::Cache,
    records: resolve::Cache,
    links: link::Cache,
    catalog: Memo<CatalogInput, Outcome<Arc<Catalog>>>,
    findings_of_records: lint::FindingsCache,
    findings: Memo<SameObject<Catalog>, Diagnostics>,
    directory: Memo<DirectoryInput, Outcome<SameObject<Directory>>>,
    theme: theme::Cache,
    site: Memo<SiteInput, Outcome<Arc<Site>>>,
    pages: render::Cache,
}

impl Cache {
    /// A cache that remembers, for a site that is compiled time and again.
    pub fn enabled() -> Self {
        Self {
            ids: FileIds::default(),
            parsed: parse::Cache::enabled(),
            records: resolve::Cache::enabled(),
            links: link::Cache::enabled(),
            catalog: Memo::enabled(),
            findings_of_records: lint::FindingsCache::enabled(),
            findings: Memo::enabled(),
            directory: Memo::enabled(),
            theme: theme::Cache::enabled(),
            site: Memo::enabled(),
            pages: render::Cache::enabled(),
        }
    }
}

/// All that a site is planned of: the directory, and the files that stand beside the pages.
type SiteInput = (SameObject<Directory>, Vec<OutputFile>);

/// All that a catalog is made of.
#[derive(Debug, PartialEq)]
struct CatalogInput {
    records: Vec<SameObject<Parsed>>,
    pages: blake3::Hash,
    /// The paths of the logos that can be shown, and whether each is light.
    logos: Vec<(String, bool)>,
    settings: Settings,
    has_settings: bool,
    options: Options,
}

/// All that a directory is made of: the settings and the day are those of the catalog.
#[derive(Debug, PartialEq)]
struct DirectoryInput {
    catalog: SameObject<Catalog>,
    changes: blake3::Hash,
    has_providers: bool,
}

impl CatalogInput {
    fn new(raw: &Raw, logos: &Logos, sources: &Sources, settings: &Settings, options: &Options) -> Self {
        Self {
            records: raw.records().map(|file| SameObject(Arc::clone(&file.parsed))).collect(),
            pages: digest(&sources.pages),
            logos: logos.iter().map(|(path, drawing)| (path.clone(), drawing.is_light)).collect(),
            settings: settings.clone(),
            has_settings: sources.has_settings(),
            options: options.clone(),
        }
    }
}

/// The logos that can be shown, by their paths below the site.
type Logos = BTreeMap<String, Drawing>;

/// Compiles a site that was compiled before: what comes out is the same as from [`compile`], sooner.
pub fn compile_incremental(sources: &Sources, options: &Options, cache: &mut Cache) -> Compiled {
    let mut map = SourceMap::with_ids(cache.ids.clone());
    let mut diags = Diagnostics::default();
    let settings = settings(sources, options, &mut map, &mut diags);
    let levels = levels(sources.has_settings().then_some(&settings), &mut diags);
    let mut raw = parse_incremental(sources, &mut cache.parsed, &mut map, &mut diags);
    let logos = logos_incremental(&sources.logos, &mut cache.theme, &mut map, &mut diags);
    let input = CatalogInput::new(&raw, &logos, sources, &settings, options);
    leave_out(&mut raw, &broken_files(&diags, &levels, &map));
    leave_out(&mut raw, &options.left_out);
    let drafts = if options.drafts { publish_drafts(&mut raw, options.today) } else { BTreeSet::new() };
    let mut theme_diags = Diagnostics::default();
    let (theme, (catalog, found)) = rayon::join(
        || theme_incremental(sources, &settings, &mut cache.theme, &mut map, &mut theme_diags),
        || {
            cache.catalog.get_or_make(input, || {
                let mut found = Diagnostics::default();
                let mut catalog = resolve_incremental(raw, options.today, &mut cache.records, &mut found);
                link_incremental(&mut catalog, &settings.linking, options.today, &mut cache.links);
                place_logos(&mut catalog, &logos);
                (Arc::new(catalog), found)
            })
        },
    );
    diags.merge(found);
    if catalog.records().next().is_none() {
        report_empty_catalog(options, &levels, &mut map, &mut diags);
    }
    diags.merge(theme_diags);
    let changes: Vec<FileId> = sources.changes.iter().map(|file| add(&mut map, file)).collect();
    let Theme { templates, assets, mut files } = theme;
    files.extend(logo_files(&catalog, &logos));
    let output: Vec<OutputFile> = files.iter().map(|file| output_file(file, &mut map)).collect();
    let catalog = SameObject(catalog);
    let (found, (directory, site)) = rayon::join(
        || {
            cache.findings.get_or_make(catalog.clone(), || {
                let mut found = Diagnostics::default();
                let cache = &mut cache.findings_of_records;
                lint_incremental(&catalog.0, &settings, &map, options.today, cache, &mut found);
                found
            })
        },
        || {
            let has_providers = sources.has_providers;
            let changes_digest = digest(&sources.changes);
            let input = DirectoryInput { catalog: catalog.clone(), changes: changes_digest, has_providers };
            let directory = cache.directory.get_or_make(input, || {
                let mut found = Diagnostics::default();
                let mut changes = read_changes(&sources.changes, &changes, &map, &mut found);
                hide_unpublished(&mut changes, &catalog.0);
                let mut directory =
                    derive(Arc::clone(&catalog.0), settings.clone(), options.today, has_providers);
                *directory.changes.elements_mut() = changes;
                (SameObject(Arc::new(directory)), found)
            });
            let site = cache.site.get_or_make((directory.0.clone(), output.clone()), || {
                let mut found = Diagnostics::default();
                let site = plan(Arc::clone(&directory.0.0), &output, &map, &mut found);
                (Arc::new(site), found)
            });
            (directory, site)
        },
    );
    for found in [directory.1, site.1, found] {
        diags.merge(found);
    }
    let theme = Theme { templates, assets, files };
    let pages = Pages::new(site.0, theme, &mut cache.pages, &map, &mut diags);
    diags.merge(check_limits(pages.site(), pages.files(), &mut map));
    diags.merge(check_exports(&pages.site().directory));
    let diags = without(diags, &options.left_out, &map);
    cache.ids = map.ids().clone();
    Compiled { map, diags, levels, pages, drafts }
}

/// Reports that there is no record, unless that follows from mistakes.
fn report_empty_catalog(options: &Options, levels: &Levels, map: &mut SourceMap, diags: &mut Diagnostics) {
    let is_mistaken = |found: &Diagnostic| {
        let path = map.path(found.span.file);
        let is_error = levels.severity(found.code, path, false) == Some(Severity::Error);
        is_error && !options.left_out.contains(path)
    };
    if !diags.iter().any(is_mistaken) {
        let folder = map.add("models", "");
        let empty = Diagnostic::new(&EMPTY_CATALOGUE, Span::whole(folder), "there are no records to build");
        diags.push(empty.help("add a model as `models/<author>/<id>.toml`"));
    }
}

/// Reads what changed in the past, the latest day first.
fn read_changes(
    files: &[SourceFile],
    ids: &[FileId],
    map: &SourceMap,
    diags: &mut Diagnostics,
) -> Vec<Changes> {
    let mut read = Vec::new();
    for (file, id) in files.iter().zip(ids.iter().copied()) {
        if let Some(mistake) = not_utf8(file, id) {
            diags.push(mistake);
            continue;
        }
        match change::read(map.text(id)) {
            Ok(changes) => read.push(changes),
            Err(error) => diags.push(bad_changes(&error, id, map)),
        }
    }
    read.sort_by(|a, b| b.date.cmp(&a.date));
    read
}

/// Takes out what changed about authors and providers of whom nothing is published.
fn hide_unpublished(changes: &mut [Changes], catalog: &Catalog) {
    let hidden: Vec<&str> = catalog.unpublished.iter().map(|party| party.key.as_str()).collect();
    for change in changes {
        change.providers.retain(|party| !hidden.contains(&party.key.as_str()));
    }
}

fn bad_changes(error: &change::ReadError, file: FileId, map: &SourceMap) -> Diagnostic {
    let line = u32::try_from(error.line).ok().filter(|line| *line > 0);
    let column = u32::try_from(error.column).unwrap_or(1);
    let span = line.map_or(Span::whole(file), |line| map.character(file, line, column));
    Diagnostic::new(&BAD_CHANGES, span, error.message.clone())
        .help("create such files with `modelpress diff OLD NEW --format json`")
}

/// Puts a monogram in the place of each logo that cannot be shown.
fn place_logos(catalog: &mut Catalog, logos: &Logos) {
    for organization in catalog.authors.iter_mut().chain(&mut catalog.providers) {
        let Logo::Picture { path, is_light } = &mut organization.logo else { continue };
        match logos.get(path) {
            Some(drawing) => *is_light = drawing.is_light,
            None => organization.logo = Logo::Monogram,
        }
    }
}

/// The logos that stand beside the pages of their owners.
fn logo_files(catalog: &Catalog, logos: &Logos) -> Vec<ThemeFile> {
    let files = catalog.authors.iter().chain(&catalog.providers).filter_map(|organization| {
        let Logo::Picture { path: source, .. } = &organization.logo else { return None };
        let path = plan::logo(organization).expect("a picture has a place");
        let bytes = Arc::clone(&logos.get(source)?.svg);
        Some(ThemeFile { path, source: source.clone(), bytes })
    });
    files.collect()
}

fn output_file(file: &ThemeFile, map: &mut SourceMap) -> OutputFile {
    OutputFile {
        path: file.path.clone(),
        source: file.source.clone(),
        file: map.add(file.source.clone(), ""),
    }
}

fn settings(sources: &Sources, options: &Options, map: &mut SourceMap, diags: &mut Diagnostics) -> Settings {
    let mut settings = written_settings(sources, map, diags);
    settings.is_foreign |= !sources.has_settings();
    if let Some(url) = &options.base_url {
        settings.base_url = Some(with_slash(url.clone()));
    }
    if options.no_analytics {
        settings.analytics = None;
    }
    // Where providers are compared, none of them is the site's own; the lint `unused-gateway` says so.
    if sources.has_providers {
        settings.gateway = None;
    }
    settings
}

/// The settings as they are written.
fn written_settings(sources: &Sources, map: &mut SourceMap, diags: &mut Diagnostics) -> Settings {
    let table = sources.site.as_ref().map_or_else(Table::default, |file| {
        let id = add(map, file);
        read(file, id, map, &SITE, diags).table
    });
    Settings::read(table)
}

/// Whether the settings name a script that counts visits.
pub fn names_script(sources: &Sources) -> bool {
    written_settings(sources, &mut SourceMap::default(), &mut Diagnostics::default()).analytics.is_some()
}

/// The files with hard mistakes. In a site of one's own, which is not built with them, their records are left out, so that one
/// mistake has no consequences to report.
fn broken_files(diags: &Diagnostics, levels: &Levels, map: &SourceMap) -> BTreeSet<String> {
    let hard = diags.iter().filter(|found| found.code.fixed);
    let paths = hard.map(|found| (found.code, map.path(found.span.file)));
    let errors = paths.filter(|(code, path)| levels.severity(code, path, false) == Some(Severity::Error));
    errors.map(|(_, path)| path.to_owned()).collect()
}

/// Treats records as failed, so that nobody is blamed for naming them.
fn leave_out(raw: &mut Raw, paths: &BTreeSet<String>) {
    if paths.is_empty() {
        return;
    }
    for list in [&mut raw.authors, &mut raw.providers, &mut raw.models, &mut raw.offers] {
        for file in list.iter_mut().filter(|file| paths.contains(&file.path)) {
            Arc::make_mut(&mut file.parsed).failed = true;
        }
    }
    for page in raw.pages.iter_mut().filter(|page| paths.contains(&page.path)) {
        page.parsed.failed = true;
    }
}

/// Takes away what keeps files from being published, and returns the paths of those files.
fn publish_drafts(raw: &mut Raw, today: Date) -> BTreeSet<String> {
    let mut drafts = BTreeSet::new();
    for file in raw.models.iter_mut().chain(&mut raw.offers) {
        if is_unpublished(&file.parsed.table, today) {
            publish(&mut Arc::make_mut(&mut file.parsed).table);
            drafts.insert(file.path.clone());
        }
    }
    for page in raw.pages.iter_mut().filter(|page| is_unpublished(&page.parsed.table, today)) {
        publish(&mut page.parsed.table);
        drafts.insert(page.path.clone());
    }
    drafts
}

fn publish(table: &mut Table) {
    for key in ["draft", "publish_from"] {
        table.0.shift_remove(key);
    }
}

fn without(diags: Diagnostics, paths: &BTreeSet<String>, map: &SourceMap) -> Diagnostics {
    diags.into_iter().filter(|found| !paths.contains(map.path(found.span.file))).collect()
}
