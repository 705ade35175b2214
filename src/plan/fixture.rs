//! Plans small sites for tests, from paths and TOML.

use jiff::civil::{Date, date};

use super::{OutputFile, Site, plan};
use crate::derive::derive;
use crate::diag::{Diagnostics, SourceMap};
use crate::discover::{SourceFile, Sources};
use crate::link::link;
use crate::parse::site::SITE;
use crate::parse::{Table, add, parse, parse_file};
use crate::resolve::{Settings, resolve};

/// The day of every test.
pub(crate) const TODAY: Date = date(2026, 11, 23);

/// A planned site and its diagnostics.
pub(crate) struct Planned {
    pub(crate) site: Site,
    /// `code path:line:column message | help`, in the order of reporting.
    pub(crate) findings: Vec<String>,
}

/// Plans a site of files, given by their paths and texts.
pub(crate) fn plan_site(files: &[(&str, &str)]) -> Planned {
    plan_site_with(files, &[])
}

/// Plans a site with files of its `static` folder, each copied to its path there.
pub(crate) fn plan_site_with(files: &[(&str, &str)], statics: &[&str]) -> Planned {
    let mut sources = Sources::default();
    let mut map = SourceMap::default();
    let mut diags = Diagnostics::default();
    let mut settings = Table::default();
    for (path, text) in files {
        let file = SourceFile { path: (*path).to_owned(), bytes: text.as_bytes().to_vec().into() };
        if *path == "site.toml" {
            let id = add(&mut map, &file);
            settings = parse_file(map.text(id), id, &SITE, &mut diags).table;
        } else if path.starts_with("pages/") {
            sources.pages.push(file);
        } else if path.ends_with("logo.svg") {
            sources.logos.push(file);
        } else {
            sources.has_providers |= path.starts_with("providers/");
            sources.records.push(file);
        }
    }
    sources.records.sort_by(|a, b| a.path.cmp(&b.path));
    let raw = parse(&sources, &mut map, &mut diags);
    let mut catalog = resolve(raw, TODAY, &mut diags);
    let settings = Settings::read(settings);
    link(&mut catalog, &settings.linking, TODAY);
    let directory = derive(catalog, settings, TODAY, sources.has_providers);
    let files: Vec<OutputFile> = statics
        .iter()
        .map(|path| OutputFile {
            path: (*path).to_owned(),
            source: format!("static/{path}"),
            file: map.add(format!("static/{path}"), ""),
        })
        .collect();
    let site = plan(directory.into(), &files, &map, &mut diags);
    let findings = diags.iter().map(|finding| {
        let position = map.position(finding.span.file, finding.span.start);
        let help = finding.help.as_deref().unwrap_or_default();
        let (path, line, column) = (map.path(finding.span.file), position.line, position.column);
        format!("{} {path}:{line}:{column} {} | {help}", finding.code.name, finding.message)
    });
    Planned { findings: findings.collect(), site }
}
