//! Where the time of a build goes: reading, parsing, compiling, drawing every page, and a whole build.
//!
//! `cargo bench` measures the example catalog, or the one that `MODELPRESS_REAL_CATALOGUE` names.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;
use modelpress::compile::{self, Compiled, compile};
use modelpress::diag::{Diagnostics, SourceMap};
use modelpress::discover::{Sources, discover};
use modelpress::parse::parse;

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

criterion_group!(benches, build);
criterion_main!(benches);
