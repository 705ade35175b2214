//! What building and checking share: the day, the threads, the sources, and the pages drawn in parallel.

use std::env;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::Failure;
use super::report::Progress;
use crate::cli::CheckArgs;
use crate::compile::Compiled;
use crate::discover::{DiscoverError, Sources, discover};
use crate::render::Checked;
use crate::write::{Stage, WriteError};

/// The build's day: the flag, else `SOURCE_DATE_EPOCH`, else today in UTC.
pub(super) fn today(args: &CheckArgs) -> Result<Date, Failure> {
    if let Some(today) = args.today {
        return Ok(today);
    }
    let Ok(epoch) = env::var("SOURCE_DATE_EPOCH") else {
        return Ok(Timestamp::now().to_zoned(TimeZone::UTC).date());
    };
    let seconds = epoch.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    let seconds = seconds.ok_or_else(|| {
        Failure::usage(format_args!("SOURCE_DATE_EPOCH is `{epoch}`, not a number of seconds since 1970"))
    })?;
    Ok(seconds.to_zoned(TimeZone::UTC).date())
}

/// Runs a job on as many threads as were asked for.
pub(super) fn on_threads<T: Send>(args: &CheckArgs, job: impl FnOnce() -> T + Send) -> Result<T, Failure> {
    let threads = args.threads.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(Failure::world)?;
    Ok(pool.install(job))
}

/// Reads the site's folder.
pub(super) fn sources(args: &CheckArgs) -> Result<Sources, Failure> {
    read(&args.site)
}

/// Reads a folder with a site.
pub(super) fn read(site: &Path) -> Result<Sources, Failure> {
    discover(site).map_err(|error| match &error {
        DiscoverError::NoModels(_) => Failure::usage(error),
        DiscoverError::NoSite { source, .. } if source.kind() == io::ErrorKind::NotFound => {
            Failure::usage(error)
        }
        DiscoverError::NoSite { .. } => Failure::world(error),
    })
}

/// Draws every page, hands the bytes to the stage where there is one, and adds what was found on them.
///
/// A page is drawn into a buffer, written and forgotten: memory does not grow with what is written.
pub(super) fn render(
    compiled: &mut Compiled,
    stage: Option<&Stage>,
    progress: &Progress,
) -> Result<(), WriteError> {
    let (pages, map) = (&compiled.pages, &compiled.map);
    let done = AtomicUsize::new(0);
    let total = pages.items().len();
    let drawn = pages.items().par_iter().map_init(Vec::new, |buffer, item| {
        buffer.clear();
        let checked = pages.render(item, buffer, map);
        if let (Some(stage), true) = (stage, checked.is_drawn()) {
            stage.write(&item.route.file(), buffer)?;
        }
        progress.step(done.fetch_add(1, Ordering::Relaxed) + 1, total);
        Ok(checked)
    });
    let checked: Vec<Checked> = drawn.collect::<Result<_, WriteError>>()?;
    if let Some(stage) = stage {
        pages.files().par_iter().try_for_each(|file| stage.write(&file.path, &file.bytes))?;
    }
    progress.clear();
    let found = pages.check_links(checked, &mut compiled.map);
    compiled.diags.merge(found);
    Ok(())
}
