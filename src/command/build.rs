//! `modelpress build`: the whole way from files to a site on disk.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use super::report::{self, Progress, grouped, size, time};
use super::{Failure, Outcome, run};
use crate::cli::BuildArgs;
use crate::compile::{Compiled, Options, compile};
use crate::diag::{Diagnostics, Finding, Report, Severity};
use crate::discover::Sources;
use crate::render;
use crate::write::{self, Published};

/// Builds a site.
pub(super) fn build(args: &BuildArgs) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let output = args.output.clone().unwrap_or_else(|| args.common.site.join("dist"));
    let output = write::without_steps_up(&output);
    let today = run::today(&args.common)?;
    write::check(&args.common.site, &output).map_err(Failure::usage)?;
    run::on_threads(&args.common, || {
        let sources = run::sources(&args.common)?;
        let options = Options {
            base_url: args.common.base_url.clone(),
            no_analytics: args.no_analytics,
            ..Options::new(today)
        };
        Job { args, output: &output, start, sources }.build(options)
    })?
}

struct Job<'a> {
    args: &'a BuildArgs,
    output: &'a Path,
    start: Instant,
    sources: Sources,
}

impl Job<'_> {
    fn build(&self, options: Options) -> Result<Outcome, Failure> {
        let mut compiled = compile(&self.sources, &options);
        let is_sound = !self.judge(&compiled, compiled.diags.clone()).has_errors();
        let stage =
            if is_sound { Some(run::stage(&compiled, self.output, &self.args.common)?) } else { None };
        let inputs = options.fingerprint(&self.sources);
        if let Some(published) = stage.as_ref().and_then(|stage| stage.unchanged(inputs)) {
            let report = self.judge(&compiled, compiled.diags.clone());
            report::findings(&report, &compiled.map, &self.args.common)?;
            self.done(published, &compiled, &report.counts().to_string());
            return Ok(Outcome::Done);
        }
        let progress = Progress::new(&self.args.common);
        let has_no_findings = run::render(&mut compiled, stage.as_ref(), &progress)?;
        let report = self.judge(&compiled, compiled.diags.clone());
        report::findings(&report, &compiled.map, &self.args.common)?;
        match stage.filter(|_| !report.has_errors()) {
            Some(stage) => {
                let published = stage.finish(has_no_findings.then_some(inputs))?;
                self.done(published, &compiled, &report.counts().to_string());
                Ok(Outcome::Done)
            }
            None if self.args.keep_going => self.without_the_broken(options, &compiled, &report),
            None => {
                self.say(&format!("nothing was written: {}", report.counts()));
                report::strictness(&report, &compiled, &self.args.common);
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
            let before = self.judge(&compiled, compiled.diags.clone());
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
            let stage = run::stage(&compiled, self.output, &self.args.common)?;
            run::render(&mut compiled, Some(&stage), &Progress::new(&self.args.common))?;
            let after = self.judge(&compiled, compiled.diags.clone());
            broken = files_with_errors(&compiled, &after);
            if !broken.is_subset(&options.left_out) {
                continue;
            }
            if after.filtered(|finding| !is_of_finished_page(finding)).has_errors() {
                break;
            }
            let published = stage.finish(None)?;
            let left_out = match options.left_out.len() {
                0 => String::new(),
                1 => ", 1 file with errors left out".to_owned(),
                files => format!(", {files} files with errors left out"),
            };
            self.done(published, &compiled, &format!("{counts}{left_out}"));
            report::strictness(report, first, &self.args.common);
            return Ok(Outcome::Mistakes);
        }
        self.say(&format!("nothing was written: {counts}"));
        report::strictness(report, first, &self.args.common);
        Ok(Outcome::Mistakes)
    }

    fn judge(&self, compiled: &Compiled, diags: Diagnostics) -> Report {
        Report::new(diags, &compiled.map, &compiled.levels, self.args.common.strict)
    }

    fn done(&self, published: Published, compiled: &Compiled, findings: &str) {
        let Published { files, written, bytes } = published;
        let pages = grouped(compiled.pages.items().iter().filter(|item| item.is_page()).count());
        let (files, written) = (grouped(files), grouped(written));
        let (size, time, output) = (size(bytes), time(self.start.elapsed()), self.output.display());
        self.say(&format!(
            "built {pages} pages ({files} files, {written} new or changed, {size}) in {time} into {output}: {findings}"
        ));
    }

    fn say(&self, text: &str) {
        report::line(&self.args.common, text);
    }
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
