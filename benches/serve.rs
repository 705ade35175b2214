//! From save to served: a file of a catalog is edited and the preview is polled until it answers with the new bytes.
//!
//! `cargo bench --bench serve` edits a copy of the example catalog, or of the one that `MODELPRESS_REAL_CATALOGUE` names.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How often each kind of file is edited.
const ROUNDS: usize = 15;

/// What is edited, and the page that shows it.
struct Subject {
    name: &'static str,
    file: PathBuf,
    page: String,
    /// Makes the text of a round of the first text and of a word that no other round has.
    edited: fn(&str, &str) -> String,
}

fn main() {
    let from = std::env::var_os("MODELPRESS_REAL_CATALOGUE").map_or_else(|| ".".into(), PathBuf::from);
    let folder = TempDir::new().expect("there is a folder for temporary files");
    copy(&from, folder.path());
    let model = first_model(folder.path());
    let page = format!("/{}/", model.with_extension("").display());
    fs::create_dir_all(folder.path().join("templates/page")).expect("a folder can be made");
    fs::copy("templates/page/model.html", folder.path().join("templates/page/model.html"))
        .expect("a template can be copied");
    fs::create_dir_all(folder.path().join("static/css")).expect("a folder can be made");
    fs::copy("static/css/token.css", folder.path().join("static/css/token.css"))
        .expect("a style sheet can be copied");

    let start = Instant::now();
    let (mut child, host) = serve(folder.path());
    get(&host, "/models/");
    println!("start to the first page: {} ms", start.elapsed().as_millis());
    let subjects = [
        Subject { name: "a record", file: model, page: page.clone(), edited: |text, word| named(text, word) },
        Subject {
            name: "a template",
            file: "templates/page/model.html".into(),
            page: page.clone(),
            edited: |text, word| {
                text.replacen("{% block main -%}", &format!("{{% block main -%}}<!-- {word} -->"), 1)
            },
        },
        Subject {
            name: "a style sheet",
            file: "static/css/token.css".into(),
            page,
            edited: |text, word| format!("{text}.{word} {{ color: red }}\n"),
        },
    ];
    for subject in subjects {
        let mut times: Vec<Duration> =
            (0..ROUNDS).map(|round| time(&host, folder.path(), &subject, round)).collect();
        times.sort();
        let (least, middle, most) = (times[0], times[ROUNDS / 2], times[ROUNDS - 1]);
        println!(
            "save to served, {}: median {} ms ({} to {})",
            subject.name,
            middle.as_millis(),
            least.as_millis(),
            most.as_millis()
        );
    }
    child.kill().expect("the preview can be ended");
    child.wait().expect("the preview has ended");
}

/// A record with another name.
fn named(text: &str, word: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("name ="));
    std::iter::once(format!("name = \"Name {word}\""))
        .chain(lines.map(str::to_owned))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Saves an edit and asks for the page until it is other than before.
fn time(host: &str, root: &Path, subject: &Subject, round: usize) -> Duration {
    let file = root.join(&subject.file);
    let first = fs::read_to_string(&file).expect("the file is there");
    let before = get(host, &subject.page);
    let text = (subject.edited)(&first, &format!("w{round}x{}", first.len()));
    std::thread::sleep(Duration::from_millis(300));
    let start = Instant::now();
    fs::write(&file, text).expect("the file can be written");
    while get(host, &subject.page) == before {
        assert!(start.elapsed() < Duration::from_secs(30), "{} was never served", subject.name);
        std::thread::sleep(Duration::from_millis(1));
    }
    start.elapsed()
}

fn serve(root: &Path) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_modelpress"))
        .args(["serve", "--port", "0", "--today", "2026-11-23"])
        .current_dir(root)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut lines = BufReader::new(child.stderr.take().expect("standard error is piped")).lines();
    let url = lines.by_ref().map_while(Result::ok).find_map(|line| {
        line.strip_prefix("serving http://").map(|rest| rest.split('/').next().unwrap_or_default().to_owned())
    });
    std::thread::spawn(move || lines.for_each(drop));
    (child, url.expect("the preview says its address"))
}

fn get(host: &str, path: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(host).expect("the preview listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
        .expect("a request can be sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer comes");
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n").expect("an answer has a head");
    assert!(answer.starts_with(b"HTTP/1.1 200"), "{path}: {}", String::from_utf8_lossy(&answer[..end]));
    answer.split_off(end)
}

fn first_model(root: &Path) -> PathBuf {
    let files = walkdir::WalkDir::new(root.join("models")).sort_by_file_name().into_iter().flatten();
    let is_model = |path: &Path| {
        path.extension().is_some_and(|ending| ending == "toml") && !path.ends_with("author.toml")
    };
    let found = files.map(walkdir::DirEntry::into_path).find(|path| is_model(path));
    found.expect("the catalog has a model").strip_prefix(root).expect("it is below the root").to_owned()
}

fn copy(from: &Path, to: &Path) {
    for folder in ["models", "providers", "labs"].into_iter().filter(|folder| from.join(folder).is_dir()) {
        let copied = Command::new("cp").arg("-a").arg(from.join(folder)).arg(to).status();
        assert!(copied.is_ok_and(|status| status.success()), "the catalog can be copied");
    }
    let _ = fs::copy(from.join("site.toml"), to.join("site.toml"));
}
