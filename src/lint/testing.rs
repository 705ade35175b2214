//! Files in, findings out, for the tests of rules.

use jiff::civil::date;

use super::{Rule, context::Context, run};
use crate::diag::{Diagnostics, Levels, Report, SourceMap, write_json};
use crate::discover::{SourceFile, Sources};
use crate::parse::site::SITE;
use crate::parse::{self, Table, parse_file};
use crate::resolve::{Settings, resolve};

/// What a rule finds in a site of files, as lines of `path:line:column-column message` and `help: …`. The day is
/// 2026-11-23, and the files themselves have to be right.
pub(super) fn findings(rule: &'static Rule, files: &[(&str, &str)]) -> String {
    let mut sources = SourceMap::default();
    let mut diags = Diagnostics::default();
    let mut settings = Table::default();
    let mut site = Sources::default();
    for (path, text) in files {
        if *path == "site.toml" {
            let file = sources.add(*path, *text);
            settings = parse_file(text, file, &SITE, &mut diags).table;
        } else {
            site.records.push(SourceFile { path: (*path).to_owned(), bytes: text.as_bytes().to_vec() });
        }
    }
    site.records.sort_by(|a, b| a.path.cmp(&b.path));
    let today = date(2026, 11, 23);
    let raw = parse::parse(&site, &mut sources, &mut diags);
    let catalog = resolve(&raw, today, &mut diags);
    assert!(diags.is_empty(), "{diags:#?}");
    let settings = Settings::read(settings);
    run(&[rule], &Context { catalog: &catalog, settings: &settings, sources: &sources, today }, &mut diags);
    draw(diags, &sources)
}

/// What a rule finds in the one model of a site, whose name is on the first line.
pub(super) fn in_model(rule: &'static Rule, text: &str) -> String {
    findings(rule, &[("models/acme/one.toml", &format!("name = \"One\"\n{text}"))])
}

fn draw(diags: Diagnostics, sources: &SourceMap) -> String {
    let mut levels = Levels::own_site();
    for diagnostic in &diags {
        levels.set(diagnostic.code.name, crate::diag::Level::Warn);
    }
    let mut json = Vec::new();
    write_json(&Report::new(diags, sources, &levels, false), sources, &mut json).unwrap();
    let json = String::from_utf8(json).unwrap();
    let lines = json.lines().map(|line| {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let place = if finding["line"].is_null() {
            text("file")
        } else {
            format!("{}:{}:{}-{}", text("file"), finding["line"], finding["column"], finding["end_column"])
        };
        let help = text("help");
        let help = if help.is_empty() { help } else { format!("\n  help: {help}") };
        format!("{place} {}{help}", text("message"))
    });
    lines.collect::<Vec<_>>().join("\n")
}
