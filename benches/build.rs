//! Where the time of a build goes: reading, parsing, compiling, drawing every page, looking through finished pages, and a whole build.
//!
//! `cargo bench` measures the example catalog, or the one that `MODELPRESS_REAL_CATALOGUE` names. It fails where looking through finished
//! pages takes more than its share of the time in which they are drawn.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark says what it measured")]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use criterion::{BatchSize, Criterion, Throughput};
use jiff::civil::date;
use modelpress::compile::{self, Compiled, compile};
use modelpress::diag::{Diagnostics, SourceMap};
use modelpress::discover::{Sources, discover};
use modelpress::parse::parse;
use modelpress::plan::PlannedFile;

fn catalog() -> PathBuf {
    std::env::var_os("MODELPRESS_REAL_CATALOGUE").map_or_else(|| ".".into(), PathBuf::from)
}

fn compiled(sources: &Sources) -> Compiled {
    compile(sources, &compile::Options::new(date(2026, 11, 23)))
}

/// Runs `modelpress build`.
fn run(root: &Path, output: &Path) {
    let mut build = Command::new(env!("CARGO_BIN_EXE_modelpress"));
    build.args(["build", "--quiet", "--today", "2026-11-23", "--output"]).arg(output).arg(root);
    let status = build.stderr(Stdio::null()).status().expect("the program starts");
    assert!(status.success(), "the site is built");
}

fn build(bench: &mut Criterion) {
    let root = catalog();
    let sources = discover(&root).expect("the catalog can be read");
    let mut group = bench.benchmark_group("build");
    group.sample_size(10);
    group.throughput(Throughput::Elements(sources.records.len() as u64));
    group.bench_function("discover", |b| b.iter(|| discover(black_box(&root))));
    group.bench_function("parse", |b| {
        b.iter(|| parse(&sources, &mut SourceMap::default(), &mut Diagnostics::default()));
    });
    group.bench_function("compile", |b| b.iter(|| compiled(&sources)));

    let site = compiled(&sources);
    let items = site.pages.items();
    group.throughput(Throughput::Elements(items.len() as u64));
    group.bench_function("draw every page on one thread", |b| {
        let mut page = Vec::new();
        b.iter(|| {
            for item in items {
                page.clear();
                black_box(site.pages.render(item, &mut page, &site.map));
            }
        });
    });
    let folder = tempfile::TempDir::new().expect("there is a folder for temporary files");
    let output = folder.path().join("site");
    group.bench_function("whole build", |b| {
        b.iter_batched(|| fs::remove_dir_all(&output), |_| run(&root, &output), BatchSize::PerIteration);
    });
    group.bench_function("build of an unchanged site", |b| b.iter(|| run(&root, &output)));
    group.finish();
}

/// The most that looking through finished pages may take of the time in which they are drawn, in percent.
const SCAN_BUDGET: f64 = 15.0;

/// How often the share is measured; the median counts.
const ROUNDS: usize = 7;

/// What looking through the finished pages of a site takes of the time in which they are drawn with their Markdown twins, in percent.
fn scan_share(site: &Compiled) -> f64 {
    let pages: Vec<&PlannedFile> = site.pages.items().iter().filter(|item| item.is_page()).collect();
    let mut shares: Vec<f64> = (0..ROUNDS).map(|_| share_of(site, &pages)).collect();
    shares.sort_by(f64::total_cmp);
    shares[ROUNDS / 2]
}

/// Draws and looks through each page right after the other, so that a slow moment of the machine is one of both.
fn share_of(site: &Compiled, pages: &[&PlannedFile]) -> f64 {
    let (mut page, mut twin) = (Vec::new(), Vec::new());
    let (mut both, mut scan) = (Duration::ZERO, Duration::ZERO);
    for item in pages {
        let start = Instant::now();
        if site.pages.twin(item).is_some() {
            black_box(site.pages.render_with_twin(item, [&mut page, &mut twin], &site.map));
        } else {
            black_box(site.pages.render(item, &mut page, &site.map));
        }
        both += start.elapsed();
        let html = std::str::from_utf8(&page).expect("a page is UTF-8");
        let start = Instant::now();
        black_box(site.pages.check(item, html));
        scan += start.elapsed();
    }
    // A page is looked through as a part of being drawn.
    100.0 * scan.as_secs_f64() / both.saturating_sub(scan).as_secs_f64()
}

fn main() -> ExitCode {
    let mut criterion = Criterion::default().configure_from_args();
    build(&mut criterion);
    criterion.final_summary();
    let sources = discover(&catalog()).expect("the catalog can be read");
    let share = scan_share(&compiled(&sources));
    println!(
        "looking through finished pages: {share:.1}% of the time in which they are drawn, at most {SCAN_BUDGET:.0}%"
    );
    if share > SCAN_BUDGET {
        eprintln!("error: looking through finished pages takes more than its share");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
