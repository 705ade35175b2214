//! Where the time of a build goes: reading, parsing, compiling, drawing every page, and a whole build.
//!
//! `cargo bench` measures the example catalogue, or the one that `MODELPRESS_REAL_CATALOGUE` names.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;
use modelpress::compile::{Compiled, Options, compile};
use modelpress::diag::{Diagnostics, SourceMap};
use modelpress::discover::{Sources, discover};
use modelpress::parse::parse;
use modelpress::write::Stage;

fn catalogue() -> PathBuf {
    std::env::var_os("MODELPRESS_REAL_CATALOGUE").map_or_else(|| ".".into(), PathBuf::from)
}

fn compiled(sources: &Sources) -> Compiled {
    compile(sources, &Options { today: date(2026, 11, 23), base_url: None, left_out: BTreeSet::new() })
}

fn write(sources: &Sources, output: &Path) {
    let compiled = compiled(sources);
    let stage = Stage::open(output).expect("the folder can be written to");
    let mut page = Vec::new();
    for item in compiled.pages.items() {
        page.clear();
        compiled.pages.render(item, &mut page, &compiled.map);
        stage.write(&item.route.file(), &page).expect("the folder can be written to");
    }
    stage.finish("bench").expect("the folder can be written to");
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
    group.bench_function("whole build on one thread", |b| b.iter(|| write(&sources, &output)));
    group.finish();
}

criterion_group!(benches, build);
criterion_main!(benches);
