//! A build beside one of Hugo, of the same records on the same disk: `cargo bench --bench peers`, with the catalog that
//! `MODELPRESS_REAL_CATALOGUE` names. Add `--profile dist` to measure what is installed.
//!
//! Hugo gets templates that do the least: each record's facts as a table, the prices of ten other offers, and lists of 100. Its pages
//! have a fraction of the bytes, and no JSON, Markdown, search, feeds or checks.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use support::cost::{Cost, of, of_program};
use tempfile::TempDir;
use toml::{Table, Value};

/// How often each is measured, in turn; the median counts.
const ROUNDS: usize = 5;

const RECORD: &str = r#"{{ define "main" }}{{ $base := .Site.GetPage (printf "/models/%s" .Params.record.base_model) }}
<h1>{{ .Title }}</h1><p><a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.Title }}</a></p>
{{ with .Params.record.description }}<p>{{ . }}</p>{{ end }}
<table>{{ range $key, $value := .Params.record }}<tr><th>{{ $key }}</th><td>{{ template "value" $value }}</td></tr>{{ end }}
{{ with $base }}{{ range $key, $value := .Params.record }}<tr><th>{{ $key }}</th><td>{{ template "value" $value }}</td></tr>{{ end }}{{ end }}</table>
{{ $offers := .Params.offers }}{{ with $base }}{{ $offers = .Params.offers }}{{ end }}
<table>{{ with $offers }}{{ range first 10 . }}{{ with site.GetPage . }}<tr><td><a href="{{ .RelPermalink }}">{{ .Title }}</a></td>
<td>{{ .Params.record.cost.input }}</td><td>{{ .Params.record.cost.output }}</td><td>{{ .Params.record.limit.context }}</td></tr>{{ end }}{{ end }}{{ end }}</table>
{{ end }}{{ define "value" }}{{ if reflect.IsMap . }}<dl>{{ range $key, $value := . }}<dt>{{ $key }}</dt><dd>{{ template "value" $value }}</dd>{{ end }}</dl>
{{ else if reflect.IsSlice . }}{{ range . }}{{ template "value" . }}, {{ end }}{{ else }}{{ . }}{{ end }}{{ end }}"#;

const LIST: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1><table>{{ range (.Paginate .RegularPagesRecursive).Pages }}<tr><td><a href="{{ .RelPermalink }}">{{ .Title }}</a></td>
<td>{{ .Params.record.cost.input }}</td><td>{{ .Params.record.cost.output }}</td><td>{{ .Params.record.limit.context }}</td></tr>{{ end }}</table>
{{ template "_internal/pagination.html" . }}{{ end }}"#;

const BASE: &str = r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title><link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="/">Models</a></header><main>{{ block "main" . }}{{ end }}</main><footer>Models</footer></body></html>"#;

const CONFIG: &str = "baseURL = \"https://models.example/\"\ntitle = \"Models\"\npaginate = 100\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\"]\n";

fn main() {
    let site = std::env::var_os("MODELPRESS_REAL_CATALOGUE")
        .expect("MODELPRESS_REAL_CATALOGUE names a folder with models and providers");
    let folder = TempDir::new().expect("there is a folder for temporary files");
    let peer = folder.path().join("hugo");
    assert!(Command::new("hugo").arg("version").output().is_ok(), "install Hugo: apt-get install hugo");
    make(Path::new(&site), &peer);
    let (ours, theirs) = (folder.path().join("modelpress"), peer.join("public"));
    let words = ["build", "--quiet", "--today", "2026-11-23", "--output"].map(OsString::from);
    let words: Vec<OsString> = words.into_iter().chain([ours.join("dist").into(), site]).collect();
    let run = || measure(&ours, || of(folder.path(), &words));
    let run_peer = || measure(&theirs, || of_program(&peer, "hugo", &["--quiet".into()]));
    let (one, other): (Vec<Run>, Vec<Run>) = (0..ROUNDS).map(|_| (run(), run_peer())).unzip();
    println!("| | pages | bytes a page | CPU a page | wall |\n| --- | --: | --: | --: | --: |");
    let said = fs::read_to_string(peer.join("report")).unwrap_or_default();
    assert!(!said.to_lowercase().contains("error"), "{said}");
    print("modelpress", &ours, one);
    print("Hugo", &theirs, other);
}

/// The processor's time of a build and how long it took, in seconds.
type Run = (f64, f64);

fn measure(output: &Path, build: impl FnOnce() -> Cost) -> Run {
    let _ = fs::remove_dir_all(output);
    fs::create_dir_all(output).expect("a folder can be made");
    let start = Instant::now();
    let cost = build();
    (cost.user + cost.system, start.elapsed().as_secs_f64())
}

#[expect(clippy::cast_precision_loss, reason = "a site has fewer pages and bytes")]
fn print(name: &str, output: &Path, mut runs: Vec<Run>) {
    runs.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (cpu, wall) = runs[runs.len() / 2];
    let files = walkdir::WalkDir::new(output).into_iter().flatten();
    let sizes = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "html"));
    let sizes: Vec<u64> = sizes.map(|file| file.metadata().expect("the file is there").len()).collect();
    let pages = sizes.len() as f64;
    let bytes = sizes.iter().sum::<u64>() as f64 / pages / 1000.0;
    println!("| {name} | {pages} | {bytes:.1} KB | {:.0} µs | {wall:.2} s |", cpu * 1e6 / pages);
}

/// Makes a site for Hugo of the records of a catalog.
fn make(site: &Path, peer: &Path) {
    let records: BTreeMap<String, Table> =
        ["models", "providers"].iter().flat_map(|folder| read(site, folder)).collect();
    let name = |key: &str| key.rsplit('/').next().unwrap_or_default().to_owned();
    let models = records.keys().filter(|key| key.starts_with("models/"));
    let by_name: BTreeMap<String, String> =
        models.map(|key| (name(key), key["models/".len()..].to_owned())).collect();
    // An offer that names no model is of the one whose file has its name.
    let base = |key: &str, record: &Table| {
        let named = record.get("base_model").and_then(Value::as_str).map(str::to_owned);
        named.or_else(|| by_name.get(&name(key)).filter(|_| key.starts_with("providers/")).cloned())
    };
    let mut offers: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (key, record) in &records {
        if let Some(base) = base(key, record) {
            offers.entry(format!("models/{base}")).or_default().push(format!("/{key}").into());
        }
    }
    for (key, mut record) in records {
        let title = record.get("name").cloned().unwrap_or_else(|| key.as_str().into());
        record.insert("base_model".to_owned(), base(&key, &record).unwrap_or_default().into());
        let of_model = offers.remove(&key).unwrap_or_default();
        let page = Table::from_iter([
            ("title".to_owned(), title),
            ("offers".to_owned(), of_model.into()),
            ("record".to_owned(), record.into()),
        ]);
        put(&peer.join("content").join(format!("{key}.md")), &format!("+++\n{page}+++\n"));
    }
    for (path, text) in [
        ("config.toml", CONFIG),
        ("layouts/_default/baseof.html", BASE),
        ("layouts/_default/single.html", RECORD),
        ("layouts/_default/list.html", LIST),
    ] {
        put(&peer.join(path), text);
    }
}

/// The records below a folder, by their keys.
fn read(site: &Path, folder: &str) -> Vec<(String, Table)> {
    let files = walkdir::WalkDir::new(site.join(folder)).follow_links(true).into_iter().flatten();
    let record = |file: walkdir::DirEntry| {
        let key = file.path().strip_prefix(site).ok()?.to_str()?.strip_suffix(".toml")?.to_owned();
        let is_record = !matches!(file.path().file_stem()?.to_str()?, "author" | "provider");
        let table = fs::read_to_string(file.path()).ok()?.parse().ok()?;
        is_record.then_some((key, table))
    };
    files.filter_map(record).collect()
}

fn put(path: &PathBuf, text: &str) {
    fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("a folder can be made");
    fs::write(path, text).expect("a file can be written");
}
