//! How close the builds of a site come to copying it: a cold build, one of nothing new, one of an edited price, each beside
//! `cp -r` of the same output on the same disk, and the memory of a cold build.
//!
//! `cargo bench --bench limits` measures the example, the catalog that `MODELPRESS_REAL_CATALOGUE` names, and made-up ones of 5,000
//! and 50,000 offers (other numbers can be given: `-- 1000 200000`). It takes some minutes and 5 GB in the folder for temporary
//! files, which `TMPDIR` names: take a disk in memory. Add `--profile dist` to measure what is installed.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::cost::{Cost, of};
use support::large::market;
use tempfile::TempDir;

/// How often each thing is measured; the median counts. What takes a minute is measured once.
const ROUNDS: usize = 5;

/// From how many offers on a directory is measured once.
const LARGE: usize = 20_000;

fn main() {
    let given: Vec<usize> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let sizes = if given.is_empty() { vec![5_000, 50_000] } else { given };
    println!(
        "| catalog | pages | CPU a page | in the system | cold | nothing new | one price | memory a page | state | list |"
    );
    println!("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
    measure("the example", &copied(Path::new(".")), ROUNDS);
    if let Some(real) = std::env::var_os("MODELPRESS_REAL_CATALOGUE") {
        measure("the public one", &copied(Path::new(&real)), ROUNDS);
    }
    for offers in sizes {
        let site = market(offers);
        let rounds = if offers < LARGE { ROUNDS } else { 1 };
        measure(&format!("{offers} offers"), &site.path(""), rounds);
    }
}

/// A copy of the sources of a site.
fn copied(from: &Path) -> PathBuf {
    let folder = TempDir::new().expect("there is a folder for temporary files").keep();
    for part in ["models", "providers", "labs", "pages", "static", "site.toml"] {
        if from.join(part).exists() {
            assert!(run("cp", &["-r".into(), from.join(part).into(), folder.clone().into()]).is_some());
        }
    }
    folder
}

/// Prints a row of the table.
fn measure(name: &str, site: &Path, rounds: usize) {
    let output = site.join("dist");
    let record = priced_record(site);
    let (mut copies, mut cold, mut same, mut edited) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut costs: Vec<Cost> = Vec::new();
    remove(site);
    let memory = memory_of_build(site);
    for round in 0..rounds {
        remove(site);
        let (cost, took) = build(site);
        costs.push(cost);
        cold.push(took);
        copies.push(copy(&output));
        build(site);
        same.push(build(site).1);
        copies.push(copy(&output));
        if let Some(record) = &record {
            reprice(record, round);
            build(site);
            reprice(record, round + rounds);
            edited.push(build(site).1);
        }
    }
    let pages = count_pages(&output);
    let copy = median(&mut copies);
    let a_page = |seconds: f64| format!("{:.0} µs", seconds * 1e6 / pages);
    let ratio = |times: &mut Vec<Duration>| {
        if times.is_empty() {
            return "–".to_owned();
        }
        format!("{:.2}", median(times).as_secs_f64() / copy.as_secs_f64())
    };
    costs.sort_by(|one, other| (one.user + one.system).total_cmp(&(other.user + other.system)));
    let cost = costs[costs.len() / 2];
    println!(
        "| {name} | {pages} | {} | {} | {} | {} | {} | {:.1} KB | {} | {} |",
        a_page(cost.user + cost.system),
        a_page(cost.system),
        ratio(&mut cold),
        ratio(&mut same),
        ratio(&mut edited),
        memory / pages,
        size(&site.join(".dist.modelpress-state")),
        size(&output.join("build.json")),
    );
    fs::remove_dir_all(site).expect("what was made can be removed");
}

/// Builds a site, and returns what that cost and how long it took.
fn build(site: &Path) -> (Cost, Duration) {
    let start = Instant::now();
    let cost = of(site, &["build", "--quiet", "--today", "2026-11-23"].map(OsString::from));
    (cost, start.elapsed())
}

/// Builds a site, and returns how much memory that held at most, in KB.
fn memory_of_build(site: &Path) -> f64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_modelpress"))
        .args(["build", "--quiet", "--today", "2026-11-23"])
        .current_dir(site)
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0.0;
    while child.try_wait().expect("the program can be waited for").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        most = peak.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(most);
        std::thread::sleep(Duration::from_millis(2));
    }
    most
}

/// Copies a site and returns how long that took.
fn copy(output: &Path) -> Duration {
    let folder =
        TempDir::new_in(output.parent().expect("it stands in a site")).expect("a folder can be made");
    let words = ["-r".into(), output.into(), folder.path().join("copy").into()];
    timed(|| assert!(run("cp", &words).is_some()))
}

fn run(program: &str, words: &[OsString]) -> Option<()> {
    Command::new(program).args(words).status().ok()?.success().then_some(())
}

fn timed(job: impl FnOnce()) -> Duration {
    let start = Instant::now();
    job();
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Removes the site and what stands beside it for the next build.
fn remove(site: &Path) {
    for entry in fs::read_dir(site).expect("the site is there").flatten() {
        let name = entry.file_name();
        if name == "dist" {
            fs::remove_dir_all(entry.path()).expect("the site can be removed");
        } else if name.to_string_lossy().starts_with(".dist.") {
            let _ = fs::remove_dir_all(entry.path()).or_else(|_| fs::remove_file(entry.path()));
        }
    }
}

/// The first file with a price in a line of its own, of an offer where there are offers.
fn priced_record(site: &Path) -> Option<PathBuf> {
    let files =
        |folder: &str| walkdir::WalkDir::new(site.join(folder)).sort_by_file_name().into_iter().flatten();
    let files = files("providers").chain(files("models")).map(walkdir::DirEntry::into_path);
    let mut files = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    files.find(|path| {
        fs::read_to_string(path)
            .is_ok_and(|text| text.contains("\ninput = 0.") || text.contains("\ninput = 1"))
    })
}

/// Gives a record another price.
fn reprice(path: &Path, round: usize) {
    let text = fs::read_to_string(path).expect("the record can be read");
    let price = |line: &str| match line.strip_prefix("input = ") {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_digit()) => {
            format!("input = 1.{round:02}")
        }
        _ => line.to_owned(),
    };
    let text: Vec<String> = text.lines().map(price).collect();
    fs::write(path, text.join("\n") + "\n").expect("the record can be written");
}

#[expect(clippy::cast_precision_loss, reason = "a site has fewer pages")]
fn count_pages(output: &Path) -> f64 {
    let files = walkdir::WalkDir::new(output).into_iter().flatten();
    files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html")).count() as f64
}

fn size(path: &Path) -> String {
    let kilobytes = |meta: fs::Metadata| format!("{} KB", meta.len() / 1000);
    fs::metadata(path).map_or_else(|_| "–".to_owned(), kilobytes)
}
