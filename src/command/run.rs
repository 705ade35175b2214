//! What building and checking share: the day, the threads, the sources, and the pages drawn in parallel.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, io};

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use super::report::Progress;
use super::{Failure, interrupt, report};
use crate::cli::CheckArgs;
use crate::compile::Compiled;
use crate::diag::{SourceMap, without_mark};
use crate::discover::{self, DiscoverError, Sources, Survey, discover, read_file};
use crate::plan::PlannedFile;
use crate::render::digest::NamedDigest;
use crate::render::{Anchors, Batch, Pages, RenderedPage, report, take_over};
use crate::theme::ThemeFile;
use crate::write;
use crate::write::{FileMeta, Stage, State, WriteError};

/// The build's day: the flag, else `SOURCE_DATE_EPOCH`, else today in UTC.
pub(super) fn today(args: &CheckArgs) -> Result<Date, Failure> {
    if let Some(today) = args.today {
        return Ok(today);
    }
    let Some(epoch) = env::var_os("SOURCE_DATE_EPOCH") else {
        return Ok(Timestamp::now().to_zoned(TimeZone::UTC).date());
    };
    let epoch = epoch.to_string_lossy();
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
    discover(site).map_err(no_site)
}

/// Says which site and which day is meant, and how many files were read, if the command is to say more than usual.
pub(super) fn say_read(args: &CheckArgs, sources: &Sources, today: Date) {
    report::verbose(args, || {
        let site = args.site.canonicalize().unwrap_or_else(|_| args.site.clone());
        let Sources { records, pages, templates, statics, .. } = sources;
        format!(
            "site {}: {} records, {} custom pages, {} templates and {} static files read, as of {today}",
            site.display(),
            records.len(),
            pages.len(),
            templates.len(),
            statics.len()
        )
    });
}

/// Lists the files of the site, without reading them.
pub(super) fn survey(args: &CheckArgs) -> Result<Survey, Failure> {
    discover::survey(&args.site).map_err(no_site)
}

fn no_site(error: DiscoverError) -> Failure {
    match &error {
        DiscoverError::NoModels { .. } => Failure::usage(error),
        DiscoverError::NoSite { source, .. } if source.kind() == io::ErrorKind::NotFound => {
            Failure::usage(error)
        }
        DiscoverError::NoSite { .. } => Failure::world(error),
    }
}

/// The size from which on a file that the command line names is refused, in bytes.
pub(super) const LARGEST: u64 = 256 << 20;

/// Reads a text file that the command line names.
pub(super) fn text(path: &Path) -> Result<String, Failure> {
    let bytes = read_file(path, LARGEST)
        .with_context(|| format!("failed to read `{}`", path.display()))
        .map_err(Failure::World)?;
    utf8(path, &bytes)
}

/// The text that the bytes of a file are.
pub(super) fn utf8(path: &Path, bytes: &[u8]) -> Result<String, Failure> {
    let text = std::str::from_utf8(without_mark(bytes)).map_err(|error| {
        let at = error.valid_up_to();
        Failure::Mistake(format!(
            "`{}` is not UTF-8 text, from byte {at} on; save it as UTF-8",
            path.display()
        ))
    })?;
    Ok(text.to_owned())
}

/// Opens a stage for the pages of a site, and says which folders beside it are left alone. `last` is what the last build left.
pub(super) fn stage(
    compiled: &Compiled,
    output: &Path,
    last: Option<&State>,
    args: &CheckArgs,
) -> Result<Stage, Failure> {
    interrupt::watch()?;
    let pages = &compiled.pages;
    let is_copy = |path: &&str| path.ends_with(".br") || path.ends_with(".gz");
    let given = pages.files().iter().map(|file| file.path.as_str()).filter(is_copy);
    let options = write::Options {
        precompress: pages.site().directory.settings.outputs("precompress", false),
        given: given.map(str::to_owned).collect(),
    };
    let answers = |link: &str| pages.answers(link);
    let unchanged = |read: &[NamedDigest]| pages.digests().find_unchanged(read);
    let last = last.map(|state| write::Last { state, answers: &answers, unchanged: &unchanged });
    let stage = Stage::open(output, pages.interner(), options, last.as_ref())?;
    stage.reserve(pages.items().len() + pages.files().len());
    report::unknown_folders(stage.unknown(), args);
    Ok(stage)
}

/// Draws every page, hands the bytes to the stage where there is one, and adds what was found on them.
///
/// A page is drawn into a buffer, written and forgotten: memory does not grow with what is written. One that was made of
/// the same in the last build is taken over from there.
pub(super) fn render(
    compiled: &mut Compiled,
    stage: Option<&Stage>,
    progress: &Progress,
) -> Result<(), WriteError> {
    let (pages, map) = (&compiled.pages, &compiled.map);
    let done = AtomicUsize::new(0);
    let total = pages.items().len();
    let draw = |buffers: &mut [Vec<u8>; 2], batch: Batch| {
        let one = |at: &usize| {
            interrupt::check()?;
            let rendered = draw_file(pages, &pages.items()[*at], stage, buffers, map)?;
            progress.step(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            Ok((*at, rendered))
        };
        let drawn = batch.items.iter().map(one).collect::<Result<Vec<_>, WriteError>>();
        pages.forget(&batch);
        drawn
    };
    // A bridge, since batches take unequal times: each thread fetches one after the other.
    let drawn = pages.batches().into_iter().par_bridge().map_init(Default::default, draw);
    let drawn: Vec<Vec<(usize, RenderedPage)>> = drawn.collect::<Result<_, WriteError>>()?;
    let mut rendered: Vec<_> = drawn.into_iter().flatten().collect();
    rendered.sort_unstable_by_key(|(at, _)| *at);
    if let Some(stage) = stage {
        let write = |file: &ThemeFile| stage.write(&file.path, &file.bytes, FileMeta::default());
        pages.files().par_iter().try_for_each(write)?;
    }
    progress.clear();
    interrupt::check()?;
    let rendered = rendered.into_iter().map(|(_, rendered)| rendered).collect();
    let found = report(pages, rendered, &mut compiled.map, &compiled.diags);
    compiled.diags.merge(found);
    Ok(())
}

/// Draws one file of the site.
fn draw_file(
    pages: &Pages,
    item: &PlannedFile,
    stage: Option<&Stage>,
    [buffer, twin]: &mut [Vec<u8>; 2],
    map: &SourceMap,
) -> Result<RenderedPage, WriteError> {
    Ok(match (pages.twin(item), stage) {
        // It is drawn with its page, of the same view.
        _ if item.twin_of().is_some() => take_over(item, None, Anchors::default()),
        (Some(beside), Some(stage)) => page_with_twin(pages, [item, beside], stage, [buffer, twin], map)?,
        (Some(_), None) => pages.render_with_twin(item, [buffer, twin], map).0,
        (None, Some(stage)) => page(pages, item, stage, buffer, map)?,
        (None, None) => pages.render(item, buffer, map),
    })
}

/// Puts one page into the stage.
fn page(
    pages: &Pages,
    item: &PlannedFile,
    stage: &Stage,
    buffer: &mut Vec<u8>,
    map: &SourceMap,
) -> Result<RenderedPage, WriteError> {
    let path = item.route.file();
    let inputs = pages.inputs(item);
    if let Some(meta) = stage.keep(&path, inputs)? {
        return Ok(take_over(item, meta.title.clone(), meta.anchors.clone()));
    }
    let (rendered, notes) = pages.render_traced(item, buffer, map);
    if rendered.is_drawn() {
        let inputs = inputs.filter(|_| rendered.is_sound());
        let (title, anchors) = (rendered.title.clone(), rendered.anchors.clone());
        let notes = notes.unwrap_or_default();
        stage.write(&path, buffer, FileMeta { inputs, notes, title, anchors })?;
    }
    Ok(rendered)
}

/// Puts a page and its Markdown twin into the stage.
fn page_with_twin(
    pages: &Pages,
    items: [&PlannedFile; 2],
    stage: &Stage,
    [buffer, twin]: [&mut Vec<u8>; 2],
    map: &SourceMap,
) -> Result<RenderedPage, WriteError> {
    let [path, beside] = items.map(|item| item.route.file());
    let [inputs, inputs_of_twin] = items.map(|item| pages.inputs(item));
    let kept = stage.keep(&path, inputs)?;
    let is_twin_kept = kept.is_some() && stage.keep(&beside, inputs_of_twin)?.is_some();
    if let Some(meta) = kept.filter(|_| is_twin_kept) {
        return Ok(take_over(items[0], meta.title.clone(), meta.anchors.clone()));
    }
    let (rendered, notes) = pages.render_with_twin(items[0], [&mut *buffer, &mut *twin], map);
    if rendered.is_drawn() {
        let inputs = inputs.filter(|_| rendered.is_sound());
        let (title, anchors) = (rendered.title.clone(), rendered.anchors.clone());
        stage.write(&path, buffer, FileMeta { inputs, notes: notes.clone(), title, anchors })?;
        let meta = FileMeta { inputs: inputs_of_twin, notes, ..FileMeta::default() };
        stage.write(&beside, twin, meta)?;
    }
    Ok(rendered)
}
