//! `modelpress diff OLD [NEW]`: what changed between two states of a catalog, and whether it may.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum as _;
use jiff::civil::Date;

use super::{Failure, Outcome, import as import_command, report, revision, run};
use crate::change::{Changes, FORMAT, markdown, text};
use crate::cli::{DiffArgs, DiffFormat, site};
use crate::compile::{Compiled, Options, compile};
use crate::diag::{Report, Severity};
use crate::diff::gate::{Gate, Objection, check_gate};
use crate::diff::{Scope, State, diff as compare};
use crate::discover::Sources;
use crate::import::models_dev::{Place, read_to};
use crate::import::{self, Layout, Source};
use crate::lint;
use crate::write;

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Side {
    Folder(PathBuf),
    Revision(String),
    List(PathBuf),
    Import(Source, PathBuf),
}

/// Compares two states, prints the changes, and says why they do not pass.
pub(super) fn diff(args: &DiffArgs) -> Result<Outcome, Failure> {
    let (old, new) = (side(&args.old), side(&args.new));
    let here = site();
    let folder = [&new, &old].into_iter().find_map(Side::folder).unwrap_or(&here);
    let common = args.common();
    let output = args.output.as_deref();
    for side in [&old, &new, &Side::Folder(folder.to_owned())] {
        refuse_input(output, side)?;
    }
    let setting = Setting { folder, today: run::today(&common)?, output };
    let changes = run::on_threads(&common, || -> Result<Result<Changes, Outcome>, Failure> {
        let (new_sources, old_sources) = (setting.sources_of(&new, &old)?, setting.sources_of(&old, &new)?);
        let (new_side, old_side) = (setting.compile(&new_sources), setting.compile(&old_sources));
        if let Some(outcome) = mistakes(&new_side, args)? {
            return Ok(Err(outcome));
        }
        let scope = scope(&old, &new);
        let unread = unread(&old_side);
        let before = State { site: old_side.pages.site(), sources: &old_sources };
        let after = State { site: new_side.pages.site(), sources: &new_sources };
        Ok(Ok(compare(before, after, scope, &unread)))
    })??;
    match changes {
        Ok(changes) => judge(&changes, args),
        Err(outcome) => Ok(outcome),
    }
}

impl Side {
    fn folder(&self) -> Option<&Path> {
        if let Self::Folder(path) = self { Some(path) } else { None }
    }
}

/// What is compared.
fn scope(old: &Side, new: &Side) -> Scope {
    let is_import = |side: &Side| matches!(side, Side::Import(..));
    let is_list = |side: &Side| matches!(side, Side::List(_));
    match [is_import(old), is_import(new)] {
        [false, false] if is_list(old) || is_list(new) => Scope::Listed,
        [false, false] => Scope::Sites,
        [old, new] => Scope::Imported { old, new },
    }
}

fn side(text: &str) -> Side {
    if let Some(revision) = text.strip_prefix("git:") {
        return Side::Revision(revision.to_owned());
    }
    let source =
        text.split_once(':').and_then(|(word, file)| Some((Source::from_str(word, false).ok()?, file)));
    match source {
        Some((Source::ModelsDev, file)) => return Side::List(file.into()),
        Some((source, file)) => return Side::Import(source, file.into()),
        None => {}
    }
    let path = PathBuf::from(text);
    let is_list = path.extension().is_some_and(|ending| ending == "json");
    if is_list { Side::List(path) } else { Side::Folder(path) }
}

/// Refuses to write over what is compared.
fn refuse_input(output: Option<&Path>, side: &Side) -> Result<(), Failure> {
    let Some(output) = output else { return Ok(()) };
    match side {
        Side::Folder(folder) => write::check_file(folder, output).map_err(Failure::usage),
        Side::List(file) | Side::Import(_, file) if is_same_file(file, output) => Err(Failure::usage(
            format_args!("`{}` is one of the two sides; choose another file with --output", output.display()),
        )),
        Side::List(_) | Side::Import(..) | Side::Revision(_) => Ok(()),
    }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// What both sides are read with.
struct Setting<'a> {
    /// The folder whose repository is meant.
    folder: &'a Path,
    today: Date,
    /// The file that will hold the changes.
    output: Option<&'a Path>,
}

impl Setting<'_> {
    fn compile(&self, sources: &Sources) -> Compiled {
        compile(sources, &Options::new(self.today))
    }

    fn sources_of(&self, side: &Side, other: &Side) -> Result<Sources, Failure> {
        match side {
            Side::List(path) => self.list(path, other),
            Side::Import(source, path) => self.import(*source, path, other),
            _ => self.sources(side),
        }
    }

    fn sources(&self, side: &Side) -> Result<Sources, Failure> {
        match side {
            Side::Folder(path) => Ok(self.without_output(run::read(path)?, path)),
            Side::Revision(revision) => revision::sources(self.folder, revision),
            Side::List(_) | Side::Import(..) => Ok(Sources::default()),
        }
    }

    /// Reads the catalog of another tool as the same kind of site as the other side.
    fn import(&self, source: Source, path: &Path, other: &Side) -> Result<Sources, Failure> {
        let layout = match other {
            Side::List(_) | Side::Import(..) => Layout::Providers,
            _ if self.sources(other)?.has_providers => Layout::Providers,
            _ => Layout::Models,
        };
        let options = import::Options { layout: Some(layout), ..import::Options::default() };
        import_command::sources(source, path, &options)
    }

    /// Takes out what an earlier run wrote, whole or not: it is no input of this one. A day without changes stands for it, so
    /// that the page of changes is there.
    fn without_output(&self, mut sources: Sources, site: &Path) -> Sources {
        let Some(output) = self.output else { return sources };
        let nothing = Changes { format: FORMAT, date: self.today.to_string(), ..Changes::default() };
        for file in &mut sources.changes {
            if is_same_file(&site.join(&file.path), output) {
                file.bytes = json(&nothing).into();
            }
        }
        sources
    }

    /// Reads a list for machines as the same kind of site as the other side.
    fn list(&self, path: &Path, other: &Side) -> Result<Sources, Failure> {
        let json = run::text(path)?;
        let site = if let Side::List(_) = other { None } else { Some(self.sources(other)?) };
        let gateway = site.filter(|site| !site.has_providers).map(|site| {
            let gateway =
                compile(&site, &Options::new(Date::MIN)).pages.site().directory.settings.gateway.clone();
            gateway.map(|gateway| gateway.id).unwrap_or_default()
        });
        let place = gateway.as_deref().map_or(Place::Providers, Place::Gateway);
        let import = read_to(&json, place, &[]).map_err(|error| {
            Failure::Mistake(format!("`{}` is not a list of models: {error}", path.display()))
        })?;
        Ok(import.sources())
    }
}

/// The findings of a side. A foreign tree builds without what is wrong; here that would look removed.
fn hard_report(side: &Compiled) -> Report {
    Report::new(side.diags.clone(), &side.map, &side.levels.clone().with_hard_records(), false)
}

/// Reports the errors of the new side: without the records that have them, the rest would look removed.
fn mistakes(new: &Compiled, args: &DiffArgs) -> Result<Option<Outcome>, Failure> {
    let report = hard_report(new);
    if !report.has_errors() {
        return Ok(None);
    }
    let errors = report.filtered(|finding| finding.severity == Severity::Error);
    report::findings(&errors, &new.map, &args.common())?;
    report::line(&args.common(), &format!("nothing was compared: {}", errors.counts()));
    Ok(Some(Outcome::Mistakes))
}

/// The files of the old side that could not be read as they are meant. What a lint doubts was read; templates, logos and
/// past changes hold no facts.
fn unread(old: &Compiled) -> BTreeSet<String> {
    let report = hard_report(old);
    let errors = report.findings().iter().filter(|found| found.severity == Severity::Error);
    let is_lint = |code: &str| lint::rule::ALL.iter().any(|rule| rule.code.name == code);
    let errors = errors.map(|found| &found.diagnostic).filter(|found| !is_lint(found.code.name));
    let paths = errors.map(|found| old.map.path(found.span.file));
    let holds_facts = |path: &&str| {
        let is_below = ["models/", "providers/", "pages/"].iter().any(|folder| path.starts_with(folder));
        *path == "site.toml" || (is_below && !path.ends_with(".svg"))
    };
    paths.filter(holds_facts).map(str::to_owned).collect()
}

fn judge(changes: &Changes, args: &DiffArgs) -> Result<Outcome, Failure> {
    let gate = Gate {
        refused: args.fail_on.clone(),
        max_price_change: args.max_price_change,
        allow_removed: args.allow_removed,
    };
    let objections = check_gate(changes, &gate);
    say(changes, &objections, args)?;
    for objection in &objections {
        report::objection(&objection.text());
    }
    Ok(if objections.is_empty() { Outcome::Done } else { Outcome::Mistakes })
}

/// Writes the changes to where they are wanted.
fn say(changes: &Changes, objections: &[Objection], args: &DiffArgs) -> Result<(), Failure> {
    let shown = match args.format {
        DiffFormat::Text => text(changes),
        DiffFormat::Markdown => {
            let reasons: Vec<String> = objections.iter().map(Objection::markdown).collect();
            markdown(changes, &reasons)
        }
        DiffFormat::Json => json(changes),
    };
    let Some(path) = &args.output else {
        return Failure::printing(io::stdout().lock().write_all(shown.as_bytes())).map(|_| ());
    };
    write::replace(path, shown.as_bytes())?;
    report::line(&args.common(), &format!("wrote {}: {}", path.display(), changes.summary()));
    Ok(())
}

fn json(changes: &Changes) -> String {
    serde_json::to_string_pretty(changes).expect("changes are plain data") + "\n"
}
