//! The whole compiler: sources and a day in, pages ready to be drawn and diagnostics out.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::derive::derive;
use crate::diag::{Code, Diagnostic, Diagnostics, Level, Levels, SourceMap, Span};
use crate::discover::Sources;
use crate::lint::{levels, lint};
use crate::parse::site::SITE;
use crate::parse::{Raw, Table, add, parse, read};
use crate::plan::plan;
use crate::render::Pages;
use crate::resolve::settings::with_slash;
use crate::resolve::{Settings, resolve};
use crate::theme::theme;

/// What a compilation depends on beside the sources.
#[derive(Clone, Debug)]
pub struct Options {
    /// The build's day.
    pub today: Date,
    /// Where the site will stand; overrides the setting.
    pub base_url: Option<String>,
    /// Paths of records to go without.
    pub left_out: BTreeSet<String>,
}

/// What came of a site.
pub struct Compiled {
    /// Every file that a diagnostic can speak of.
    pub map: SourceMap,
    /// What was found so far; drawing the pages may add to it.
    pub diags: Diagnostics,
    /// How grave each finding is here.
    pub levels: Levels,
    /// The pages, ready to be drawn.
    pub pages: Pages,
}

/// No base URL.
pub static NO_BASE_URL: Code = Code::lint(
    "no-base-url",
    Level::Hint,
    Level::Allow,
    "The site has no base URL.",
    "Canonical addresses and previews need to know where the site stands; they are left out.",
    "title = \"Models\"",
    "title = \"Models\"\nbase_url = \"https://models.example.org/\"",
);

/// Compiles a site. Every stage goes on with the records that survived, so that one run shows every mistake.
pub fn compile(sources: &Sources, options: &Options) -> Compiled {
    let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
    let settings = settings(sources, options, &mut map, &mut diags);
    let levels = levels(sources.site.is_some().then_some(&settings), &mut diags);
    let mut raw = parse(sources, &mut map, &mut diags);
    leave_out(&mut raw, &options.left_out);
    let catalog = resolve(&raw, options.today, &mut diags);
    drop(raw);
    lint(&catalog, &settings, options.today, &mut diags);
    let theme = theme(sources, &settings, &mut map, &mut diags);
    let directory = derive(catalog, settings, options.today, sources.has_providers);
    let extra: Vec<(String, String)> =
        theme.files.iter().map(|file| (file.path.clone(), file.source.clone())).collect();
    let site = plan(directory, &extra, &mut diags);
    let pages = Pages::new(site, theme);
    let diags = without(diags, &options.left_out, &map);
    Compiled { map, diags, levels, pages }
}

fn settings(sources: &Sources, options: &Options, map: &mut SourceMap, diags: &mut Diagnostics) -> Settings {
    let table = sources.site.as_ref().map_or_else(Table::default, |file| {
        let id = add(map, file);
        let table = read(file, id, map, &SITE, diags).table;
        if table.node("base_url").is_none() && options.base_url.is_none() {
            diags.push(
                Diagnostic::new(&NO_BASE_URL, Span::whole(id), "the site has no base URL")
                    .help("set `base_url`, or pass --base-url; canonical addresses are left out without it"),
            );
        }
        table
    });
    let mut settings = Settings::read(table);
    if let Some(url) = &options.base_url {
        settings.base_url = Some(with_slash(url.clone()));
    }
    settings
}

/// Treats records as failed, so that nobody is blamed for naming them.
fn leave_out(raw: &mut Raw, paths: &BTreeSet<String>) {
    if paths.is_empty() {
        return;
    }
    for list in [&mut raw.authors, &mut raw.providers, &mut raw.models, &mut raw.offers] {
        for file in list.iter_mut().filter(|file| paths.contains(&file.path)) {
            file.parsed.failed = true;
        }
    }
}

fn without(diags: Diagnostics, paths: &BTreeSet<String>, map: &SourceMap) -> Diagnostics {
    diags.into_iter().filter(|found| !paths.contains(map.path(found.span.file))).collect()
}
