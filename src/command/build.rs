//! `modelpress build`: the whole way from files to a site on disk.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use super::report::{self, Progress, grouped, size, time};
use super::{Failure, Outcome, run};
use crate::cli::BuildArgs;
use crate::compile::{Compiled, Options, compile};
use crate::diag::{Diagnostics, Report, Severity};
use crate::discover::Sources;
use crate::write::{self, Published};

/// Builds a site.
pub(super) fn build(args: &BuildArgs) -> Result<Outcome, Failure> {
    let start = Instant::now();
    let output = args.output.clone().unwrap_or_else(|| args.common.site.join("dist"));
    let today = run::today(&args.common)?;
    write::check(&args.common.site, &output).map_err(Failure::usage)?;
    run::on_threads(&args.common, || {
        let sources = run::sources(&args.common)?;
        let options = Options { today, base_url: args.common.base_url.clone(), left_out: BTreeSet::new() };
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
                Ok(Outcome::Mistakes)
            }
        }
    }

    /// Builds again without the records that have errors, until none is left that has.
    fn without_the_broken(
        &self,
        mut options: Options,
        first: &Compiled,
        report: &Report,
    ) -> Result<Outcome, Failure> {
        let mut broken = records_with_errors(first, report);
        let counts = report.counts();
        while !broken.is_empty() {
            options.left_out.extend(broken);
            let mut compiled = compile(&self.sources, &options);
            let before = self.judge(&compiled, compiled.diags.clone());
            broken = records_with_errors(&compiled, &before);
            if !broken.is_empty() {
                continue;
            }
            if before.has_errors() {
                break;
            }
            let stage = run::stage(&compiled, self.output, &self.args.common)?;
            run::render(&mut compiled, Some(&stage), &Progress::new(&self.args.common))?;
            if self.judge(&compiled, compiled.diags.clone()).has_errors() {
                break;
            }
            let left_out = options.left_out.len();
            let files = if left_out == 1 { "file" } else { "files" };
            let published = stage.finish(None)?;
            self.done(published, &compiled, &format!("{counts}, {left_out} {files} with errors left out"));
            return Ok(Outcome::Mistakes);
        }
        self.say(&format!("nothing was written: {counts}"));
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

/// The records that have errors, by path; templates and settings cannot be left out.
fn records_with_errors(compiled: &Compiled, report: &Report) -> BTreeSet<String> {
    let errors = report.findings().iter().filter(|finding| finding.severity == Severity::Error);
    let paths = errors.map(|finding| compiled.map.path(finding.diagnostic.span.file).to_owned());
    paths.filter(|path| path.starts_with("models/") || path.starts_with("providers/")).collect()
}
