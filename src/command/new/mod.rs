//! `modelpress new KIND ID [SITE]`: a file ready to fill in, and what the site then lacks.

mod file;

use super::report::{self, always};
use super::{Failure, Outcome, check, run};
use crate::cli::{NewArgs, NewKind, is_site};
use crate::compile::Compiled;
use crate::diag::{Baseline, Report, one_line};
use crate::write;
use file::NewFile;

/// Writes a file where there is none, and says what there is to fill in.
pub(super) fn new(args: &NewArgs) -> Result<Outcome, Failure> {
    let common = args.common();
    let today = run::today(&common)?;
    let file = NewFile::new(args, today)?;
    let full = args.site.join(&file.path);
    if !is_site(&args.site) {
        return Err(Failure::Usage(one_line(&format!(
            "`{}` is in no site; a site has a `site.toml` or a `models` folder: `modelpress init` makes one",
            args.site.display()
        ))));
    }
    if full.symlink_metadata().is_ok() {
        return Err(Failure::Usage(one_line(&format!(
            "`{}` is there already; it stays as it is",
            full.display()
        ))));
    }
    let check = || -> Option<(Compiled, Report)> {
        run::on_threads(&common, || check::checked(&run::sources(&common)?, today, &common)).ok()?.ok()
    };
    let before = check();
    let is_first_provider =
        args.kind == NewKind::Provider && before.as_ref().is_some_and(|(it, _)| has_gateway(it));
    let before = before.map(|(compiled, report)| Baseline::from_report(&report, &compiled.map));
    write::create(&args.site, &file.path, file.text.as_bytes())?;
    always(&one_line(&format!("wrote `{}`", full.display())));
    if let Some((compiled, report)) = check() {
        let report = before.map_or(report.clone(), |known| report.since(&known, &compiled.map).0);
        report::findings(&report, &compiled.map, &common)?;
    }
    if args.kind == NewKind::Model {
        say_missing_author(args);
    }
    if is_first_provider {
        report::line(
            &common,
            "note: the site now compares providers: `[gateway]` is used no more, and prices are those of offers",
        );
    }
    report::line(&common, "next: fill it in, then run `modelpress check`");
    Ok(Outcome::Done)
}

/// Whether a site lists the models of one gateway, which ends with the first provider.
fn has_gateway(compiled: &Compiled) -> bool {
    let directory = &compiled.pages.site().directory;
    !directory.many_providers && directory.settings.gateway.is_some()
}

/// Says that the author of a model has no file, which is no mistake.
fn say_missing_author(args: &NewArgs) {
    let author = args.id.split('/').next().unwrap_or_default();
    if !args.site.join(format!("models/{author}/author.toml")).exists() {
        let note = format!("note: `{author}` has no file yet: `modelpress new author {author}` writes it");
        report::line(&args.common(), &note);
    }
}
