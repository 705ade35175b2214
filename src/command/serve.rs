//! `modelpress serve`: the preview, and what the terminal says of it.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::report::{self, group_digits};
use super::{Failure, Outcome, run};
use crate::cli::{CheckArgs, ServeArgs};
use crate::compile::Options;
use crate::diag::{Finding, Report, SourceMap};
use crate::serve::{self, Editor, ServeError, ServeEvent, Setup};

/// How many changed paths a line names.
const NAMED: usize = 3;

/// Serves a site until it is interrupted.
pub(super) fn serve(args: &ServeArgs) -> Result<Outcome, Failure> {
    let editor = editor(args)?;
    run::today(&args.common)?;
    let common = Arc::new(args.common.clone());
    report::verbose(&common, || {
        let site = common.site.canonicalize().unwrap_or_else(|_| common.site.clone());
        format!("site {}", site.display())
    });
    let (says, options, drafts) = (Says::new(Arc::clone(&common)), Arc::clone(&common), args.drafts);
    let setup = Setup {
        site: common.site.clone(),
        host: args.host.clone(),
        allow_hosts: args.allow_host.clone(),
        port: args.port,
        open: args.open,
        editor,
        poll: args.poll,
        strict: common.strict,
        options: Box::new(move || Options {
            base_url: options.base_url.clone(),
            drafts,
            no_analytics: true,
            ..Options::new(run::today(&options).expect("the day was read before"))
        }),
        on_event: Arc::new(move |event: ServeEvent<'_>| says.say(&event)),
    };
    if let Some(threads) = common.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into());
        pool.build_global().map_err(Failure::world)?;
    }
    serve::serve(setup).map_err(failure)?;
    report::line(&common, "stopped");
    Ok(Outcome::Done)
}

fn editor(args: &ServeArgs) -> Result<Option<Editor>, Failure> {
    if args.editor.is_some() {
        return Ok(args.editor.clone());
    }
    let Ok(text) = std::env::var("MODELPRESS_EDITOR") else { return Ok(None) };
    let refused = |why| Failure::usage(format_args!("MODELPRESS_EDITOR is `{text}`; {why}"));
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(refused) }
}

fn failure(error: ServeError) -> Failure {
    match &error {
        ServeError::NoSite { .. } | ServeError::Address(_) => Failure::usage(error),
        ServeError::Start(_) => Failure::world(error),
    }
}

/// Writes what happens: all findings at the start, later those that are new.
struct Says {
    args: Arc<CheckArgs>,
    known: Mutex<BTreeSet<String>>,
}

impl Says {
    fn new(args: Arc<CheckArgs>) -> Self {
        Self { args, known: Mutex::default() }
    }

    fn say(&self, event: &ServeEvent<'_>) {
        match event {
            ServeEvent::Built { changed, took, pages, report, map } => {
                self.findings(report, map);
                let what = words(changed);
                let pages = group_digits(*pages);
                let (took, counts) = (milliseconds(*took), report.counts());
                report::line(&self.args, &format!("{what}: {pages} pages ready in {took}: {counts}"));
            }
            ServeEvent::Listening { url } => {
                // Also when it is to be quiet: nobody could know the address of a free port otherwise.
                report::always(&format!("serving {url} (press Ctrl-C to stop)"));
            }
            ServeEvent::Failed { report, map } => {
                // Nobody is left to tell when standard error is gone.
                let _ = report::findings(report, map, &self.args);
            }
            ServeEvent::Trouble(text) => report::line(&self.args, &format!("note: {text}")),
        }
    }

    fn findings(&self, report: &Report, map: &SourceMap) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let new = report.filtered(|finding| !known.contains(&name(finding, map)));
        let _ = report::findings(&new, map, &self.args);
        *known = report.findings().iter().map(|finding| name(finding, map)).collect();
    }
}

/// What makes a finding the same one after an edit that only moved it.
fn name(finding: &Finding, map: &SourceMap) -> String {
    let found = &finding.diagnostic;
    format!("{} {} {} {}", finding.severity, map.path(found.span.file), found.code.name, found.message)
}

fn words(changed: &[String]) -> String {
    match changed {
        [] => "read".to_owned(),
        named if named.len() <= NAMED => format!("changed {}", named.join(", ")),
        [first, ..] => format!("changed {first} and {} more", changed.len() - 1),
    }
}

fn milliseconds(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}
