//! `modelpress check`: everything that a build does, but nothing is written.

use jiff::civil::Date;

use super::report::{self, Progress, group_digits};
use super::{Failure, Outcome, fix, revision, run};
use crate::cli::{CheckArgs, ReviewArgs};
use crate::compile::{Compiled, Options, compile};
use crate::diag::{Baseline, Report};
use crate::discover::Sources;
use crate::lint::stale::stale;
use crate::write;

/// Checks a site.
pub(super) fn check(args: &ReviewArgs) -> Result<Outcome, Failure> {
    let common = &args.common;
    let today = run::today(common)?;
    if let Some(path) = &args.external_links {
        write::check_file(&common.site, path).map_err(Failure::usage)?;
    }
    run::on_threads(common, || {
        let mut sources = run::sources(common)?;
        run::say_read(common, &sources, today);
        let baseline = baseline(args, today)?;
        let mut found = new_findings(&sources, today, args, baseline.as_ref())?;
        if args.fix {
            let (compiled, report, _) = &found;
            let mended = fix::mend(&sources, report, &compiled.map, args.guesses);
            if args.diff {
                fix::show(&mended, common)?;
                return Ok(outcome(report));
            }
            fix::write(&mended, &compiled.map, common);
            sources = run::sources(common)?;
            found = new_findings(&sources, today, args, baseline.as_ref())?;
        }
        let (compiled, report, known) = found;
        report::findings(&report, &compiled.map, common)?;
        report::table(&report, common);
        let pages = group_digits(compiled.pages.items().iter().filter(|item| item.is_page()).count());
        let known = if known == 0 { String::new() } else { format!(", {} known", group_digits(known)) };
        let line = format!("checked {pages} pages: {}{known}", report.counts());
        report::summary(&report, &compiled.map, &line, common)?;
        report::line(common, &line);
        report::strictness(&report, &compiled, common);
        external_links(&compiled, args)?;
        Ok(outcome(&report))
    })?
}

fn outcome(report: &Report) -> Outcome {
    if report.has_errors() { Outcome::Mistakes } else { Outcome::Done }
}

/// What is found that was not there before, and how much was.
fn new_findings(
    sources: &Sources,
    today: Date,
    args: &ReviewArgs,
    baseline: Option<&Baseline>,
) -> Result<(Compiled, Report, usize), Failure> {
    let (compiled, report) = reviewed(sources, today, args)?;
    let (report, known) = match baseline {
        Some(baseline) => report.since(baseline, &compiled.map),
        None => (report, 0),
    };
    Ok((compiled, report, known))
}

/// Everything that is found in a site, also on its pages.
pub(super) fn checked(
    sources: &Sources,
    today: Date,
    args: &CheckArgs,
) -> Result<(Compiled, Report), Failure> {
    let options = Options { base_url: args.base_url.clone(), ..Options::new(today) };
    let mut compiled = compile(sources, &options);
    run::render(&mut compiled, None, &Progress::new(args))?;
    let report = Report::new(compiled.diags.clone(), &compiled.map, &compiled.levels, args.strict);
    Ok((compiled, report))
}

/// Everything that is found in a site, with what has to be looked at again where that was asked for.
fn reviewed(sources: &Sources, today: Date, args: &ReviewArgs) -> Result<(Compiled, Report), Failure> {
    let (compiled, report) = checked(sources, today, &args.common)?;
    let Some(days) = args.stale else { return Ok((compiled, report)) };
    let catalog = &compiled.pages.site().directory.catalog;
    let found = stale(catalog, today, days);
    let found = Report::in_order(found, &compiled.map, &compiled.levels, args.common.strict);
    Ok((compiled, report.followed_by(found)))
}

/// Lists the addresses outside of the site, where that was asked for.
fn external_links(compiled: &Compiled, args: &ReviewArgs) -> Result<(), Failure> {
    let Some(path) = &args.external_links else { return Ok(()) };
    let links: String =
        compiled.pages.external_links(&compiled.map).into_iter().map(|link| link + "\n").collect();
    Ok(write::replace(path, links.as_bytes())?)
}

/// What was found before: at a revision, or in a file.
fn baseline(args: &ReviewArgs, today: Date) -> Result<Option<Baseline>, Failure> {
    if let Some(revision) = &args.changed_since {
        let sources = revision::sources(&args.common.site, revision)?;
        let (compiled, report) = reviewed(&sources, today, args)?;
        return Ok(Some(Baseline::from_report(&report, &compiled.map)));
    }
    let Some(path) = &args.baseline else { return Ok(None) };
    let read = Baseline::read(&run::text(path)?);
    read.map(Some)
        .map_err(|error| Failure::usage(format_args!("`{}` is not a baseline: {error}", path.display())))
}
