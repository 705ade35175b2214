//! `modelpress build`: the whole way from files to a site on disk.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use super::report::{self, Progress, group_digits, size, time};
use super::{Failure, Outcome, interrupt, run};
use crate::cli::BuildArgs;
use crate::codes::codes;
use crate::compile::{Compiled, Options, compile, names_script};
use crate::diag::{Finding, Report, Severity, StoredReport};
use crate::discover::{Sources, Survey};
use crate::render;
use crate::write::{self, BuildRecord, Published, Stage, State, StateFile};

/// Builds a site.
pub(super) fn build(args: &BuildArgs) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let output = args.output.clone().unwrap_or_else(|| args.common.site.join("dist"));
    let output = write::without_steps_up(&output);
    let today = run::today(&args.common)?;
    write::check(&args.common.site, &output).map_err(Failure::usage)?;
    run::on_threads(&args.common, || {
        let options = Options {
            base_url: args.common.base_url.clone(),
            no_analytics: args.no_analytics,
            ..Options::new(today)
        };
        let file = StateFile::of(&output);
        let (survey, mut last) = rayon::join(|| run::survey(&args.common), || file.read());
        let survey = survey?;
        if let Some(last) = last.as_mut().filter(|_| args.verify_output) {
            last.forget_stats();
        }
        let run = Run { args, output: &output, start };
        if let Some(last) = last.as_mut().filter(|last| last.is_made_of(&options, &survey))
            && run.say_again(last, &survey, &file)?
        {
            return Ok(Outcome::Done);
        }
        let sources = survey.read();
        run::say_read(&args.common, &sources, today);
        Job { run, survey, sources, last }.build(options)
    })?
}

/// One run of the command.
#[derive(Clone, Copy)]
struct Run<'a> {
    args: &'a BuildArgs,
    output: &'a Path,
    start: Instant,
}

/// A build that compiles the site.
struct Job<'a> {
    run: Run<'a>,
    survey: Survey,
    sources: Sources,
    /// What the last build left.
    last: Option<State>,
}

impl Run<'_> {
    /// Says again what the last build found, if its site stands there whole and was made of the same.
    fn say_again(self, last: &mut State, survey: &Survey, file: &StateFile) -> Result<bool, Failure> {
        let Some((pages, stored)) = last.findings() else { return Ok(false) };
        let find = |name: &str| codes().find(|code| code.name == name);
        let Some((report, map)) = stored.restore(find) else { return Ok(false) };
        // What was a warning in the last build may be an error in this one.
        if self.args.common.strict && report.counts().warnings > 0 {
            return Ok(false);
        }
        interrupt::watch()?;
        let unchanged = write::find_unchanged(self.output, last, survey, file)?;
        interrupt::check()?;
        let Some(unchanged) = unchanged else { return Ok(false) };
        report::unknown_folders(&unchanged.unknown, &self.args.common);
        report::findings(&report, &map, &self.args.common)?;
        self.done(unchanged.published, pages, &report.counts().to_string());
        Ok(true)
    }

    fn done(self, published: Published, pages: usize, findings: &str) {
        let Published { files, written, bytes } = published;
        let (pages, files, written) = (group_digits(pages), group_digits(files), group_digits(written));
        let (size, time, output) = (size(bytes), time(self.start.elapsed()), self.output.display());
        self.say(&format!(
            "built {pages} pages ({files} files, {written} new or changed, {size}) in {time} into {output}: {findings}"
        ));
    }

    fn say(self, text: &str) {
        report::line(&self.args.common, text);
    }
}

impl Job<'_> {
    fn build(&self, options: Options) -> Result<Outcome, Failure> {
        let args = self.run.args;
        let mut compiled = compile(&self.sources, &options);
        let is_sound = !self.judge(&compiled).has_errors();
        let stage = if is_sound { Some(self.stage(&compiled)?) } else { None };
        run::render(&mut compiled, stage.as_ref(), &Progress::new(&args.common))?;
        let report = self.judge(&compiled);
        report::findings(&report, &compiled.map, &args.common)?;
        match stage.filter(|_| !report.has_errors()) {
            Some(stage) => {
                let record = self.record(&options, &compiled, &report);
                let (pages, read) = (record.pages, compiled.pages.digests().all());
                // Nothing asks for the catalog any more: it goes while the site is put in its place.
                let ((), published) = rayon::join(|| drop(compiled), || stage.finish(Some(record), read));
                self.run.done(published?, pages, &report.counts().to_string());
                Ok(Outcome::Done)
            }
            None if args.keep_going => self.without_the_broken(options, &compiled, &report),
            None => {
                self.run.say(&format!("nothing was written: {}", report.counts()));
                report::strictness(&report, &compiled, &args.common);
                Ok(Outcome::Mistakes)
            }
        }
    }

    /// Builds again without the records and pages that have errors, until none is left that has. What is wrong on a finished
    /// page and comes from none of them does not keep the site from being written.
    fn without_the_broken(
        &self,
        mut options: Options,
        first: &Compiled,
        report: &Report,
    ) -> Result<Outcome, Failure> {
        let counts = report.counts();
        let mut broken = files_with_errors(first, report);
        loop {
            options.left_out.extend(broken);
            let mut compiled = compile(&self.sources, &options);
            let before = self.judge(&compiled);
            broken = files_with_errors(&compiled, &before);
            if broken.is_subset(&options.left_out) && before.has_errors() {
                break;
            }
            if !broken.is_empty() {
                continue;
            }
            if before.has_errors() {
                break;
            }
            let stage = self.stage(&compiled)?;
            run::render(&mut compiled, Some(&stage), &Progress::new(&self.run.args.common))?;
            let after = self.judge(&compiled);
            broken = files_with_errors(&compiled, &after);
            if !broken.is_subset(&options.left_out) {
                continue;
            }
            if after.filtered(|finding| !is_of_finished_page(finding)).has_errors() {
                break;
            }
            let published = stage.finish(None, compiled.pages.digests().all())?;
            let left_out = match options.left_out.len() {
                0 => String::new(),
                1 => ", 1 file with errors left out".to_owned(),
                files => format!(", {files} files with errors left out"),
            };
            self.run.done(published, count_pages(&compiled), &format!("{counts}{left_out}"));
            report::strictness(report, first, &self.run.args.common);
            return Ok(Outcome::Mistakes);
        }
        self.run.say(&format!("nothing was written: {counts}"));
        report::strictness(report, first, &self.run.args.common);
        Ok(Outcome::Mistakes)
    }

    fn stage(&self, compiled: &Compiled) -> Result<Stage, Failure> {
        run::stage(compiled, self.run.output, self.last.as_ref(), &self.run.args.common)
    }

    fn judge(&self, compiled: &Compiled) -> Report {
        Report::new(compiled.diags.clone(), &compiled.map, &compiled.levels, self.run.args.common.strict)
    }

    /// What the next build wants to know of this one.
    fn record(&self, options: &Options, compiled: &Compiled, report: &Report) -> BuildRecord {
        let names_script = names_script(&self.sources);
        BuildRecord {
            options: options.fingerprint(names_script),
            names_script,
            sources: self.survey.inventory(&self.sources),
            pages: count_pages(compiled),
            report: StoredReport::new(report, &compiled.map),
        }
    }
}

fn count_pages(compiled: &Compiled) -> usize {
    compiled.pages.items().iter().filter(|item| item.is_page()).count()
}

/// The records and the site's own pages that have errors, by path; templates and settings cannot be left out.
fn files_with_errors(compiled: &Compiled, report: &Report) -> BTreeSet<String> {
    let errors = report.findings().iter().filter(|finding| finding.severity == Severity::Error);
    let paths = errors.map(|finding| compiled.map.path(finding.diagnostic.span.file));
    // A finding that comes from no file names the page by its route, which ends with a slash.
    let is_file = |path: &&str| !path.ends_with('/');
    let can_go =
        |path: &&str| ["models/", "providers/", "pages/"].iter().any(|folder| path.starts_with(folder));
    paths.filter(is_file).filter(can_go).map(str::to_owned).collect()
}

/// Whether a finding speaks of a page that was drawn all the same.
fn is_of_finished_page(finding: &Finding) -> bool {
    render::CODES.iter().any(|code| code.name == finding.diagnostic.code.name)
}
