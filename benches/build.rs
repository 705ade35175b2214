//! Where the time of a build goes: reading, parsing, compiling, drawing every page, and a whole build.
//!
//! `cargo bench` measures the example catalogue, or the one that `MODELPRESS_REAL_CATALOGUE` names.

use std::collections::BTreeSet;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;
use modelpress::compile::{self, Compiled, compile};
use modelpress::diag::{Diagnostics, SourceMap};
use modelpress::discover::{Sources, discover};
use modelpress::parse::parse;
use modelpress::write::{Facts, Options, Stage};

fn catalogue() -> PathBuf {
    std::env::var_os("MODELPRESS_REAL_CATALOGUE").map_or_else(|| ".".into(), PathBuf::from)
}

fn compiled(sources: &Sources) -> Compiled {
    compile(
        sources,
        &compile::Options { today: date(2026, 11, 23), base_url: None, left_out: BTreeSet::new() },
    )
}

/// Builds as `modelpress build` does, on one thread.
fn write(sources: &Sources, output: &Path) {
    let Compiled { pages, map, .. } = compiled(sources);
    let stage = Stage::open(output, pages.names(), |link| pages.answers(link), Options::default());
    let stage = stage.expect("the folder can be written to");
    let mut buffer = Vec::new();
    for item in pages.items() {
        let (path, draft) = (item.route.file(), pages.draft(item));
        let inputs = pages.fingerprint(&draft, &mut buffer);
        if stage.keep(&path, inputs).expect("the folder can be read").is_none() {
            let checked = pages.draw(item, &draft, &mut buffer, &map);
            let facts = Facts { inputs, anchors: checked.anchors().clone() };
            stage.write(&path, &buffer, facts).expect("the folder can be written to");
        }
    }
    for file in pages.files() {
        stage.write(&file.path, &file.bytes, Facts::default()).expect("the folder can be written to");
    }
    stage.finish().expect("the folder can be written to");
}

fn build(bench: &mut Criterion) {
    let root = catalogue();
    let sources = discover(&root).expect("the catalogue can be read");
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
    group.bench_function("whole build on one thread", |b| {
        b.iter_batched(|| fs::remove_dir_all(&output), |_| write(&sources, &output), BatchSize::PerIteration);
    });
    group.bench_function("build of an unchanged site on one thread", |b| b.iter(|| write(&sources, &output)));
    group.finish();
}

criterion_group!(benches, build);
criterion_main!(benches);
