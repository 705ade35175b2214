//! `modelpress check`: everything that a build does, but nothing is written.

use std::collections::BTreeSet;

use super::report::{self, Progress, grouped};
use super::{Failure, Outcome, run};
use crate::cli::CheckArgs;
use crate::compile::{Options, compile};
use crate::diag::Report;

/// Checks a site.
pub(super) fn check(args: &CheckArgs) -> Result<Outcome, Failure> {
    let today = run::today(args)?;
    run::on_threads(args, || {
        let sources = run::sources(args)?;
        let options = Options { today, base_url: args.base_url.clone(), left_out: BTreeSet::new() };
        let mut compiled = compile(&sources, &options);
        run::render(&mut compiled, None, &Progress::new(args)).map_err(Failure::world)?;
        let report = Report::new(compiled.diags.clone(), &compiled.map, &compiled.levels, args.strict);
        report::findings(&report, &compiled.map, args)?;
        let pages = grouped(compiled.pages.items().len());
        report::line(args, &format!("checked {pages} pages: {}", report.counts()));
        Ok(if report.has_errors() { Outcome::Mistakes } else { Outcome::Done })
    })?
}
