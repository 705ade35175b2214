//! A site in a temporary folder and the command run on it.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test file uses its own part")]

#[path = "../../src/bless.rs"]
pub mod bless;
#[cfg(unix)]
pub mod cost;
pub mod fixture;
pub mod large;
#[cfg(unix)]
pub mod program;
#[cfg(unix)]
pub mod stubs;
#[cfg(unix)]
pub mod workflow;
pub mod yaml;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use tempfile::TempDir;

/// A site made file by file.
pub struct Site {
    folder: TempDir,
}

/// What a command left behind.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// A model that has what every model needs.
pub const MODEL: &str =
    "name = \"Plain\"\n[limit]\ncontext = 128_000\noutput = 16_384\n[cost]\ninput = 0.15\noutput = 0.60\n";

impl Site {
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A site with one plain model.
    pub fn plain() -> Self {
        Self::new().file("models/acme/plain.toml", MODEL)
    }

    /// A site of one's own with one plain model: mistakes in records are errors there.
    pub fn own() -> Self {
        Self::plain().file("site.toml", "base_url = \"https://example.org/\"\n")
    }

    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.put(path, bytes);
        self
    }

    pub fn put(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let full = self.path(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, bytes).unwrap();
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs the tool in the site's folder.
    pub fn run(&self, args: &[&str]) -> Run {
        run_in(self.folder.path(), args)
    }

    /// Builds with a cache folder of its own.
    pub fn build_with_cache(&self, cache: &Path) -> Run {
        run_with_cache(self.folder.path(), &["build", "--today", "2026-11-23"], cache)
    }

    /// What the last build into `dist` left for the next one.
    pub fn state(&self) -> PathBuf {
        self.path(".dist.modelpress-state")
    }

    /// What lies beside the output and is neither the state nor the kept folder of a build that is over.
    pub fn beside(&self) -> Vec<String> {
        let names = fs::read_dir(self.path("")).unwrap().map(|entry| entry.unwrap().file_name());
        let names = names.map(|name| name.to_string_lossy().into_owned());
        let stays = [".dist.modelpress-state", ".dist.modelpress-kept"];
        names.filter(|name| name.contains("modelpress") && !stays.contains(&name.as_str())).collect()
    }

    pub fn build(&self) -> Run {
        self.run(&["build", "--today", "2026-11-23"])
    }

    pub fn check(&self) -> Run {
        self.run(&["check", "--today", "2026-11-23"])
    }

    /// A file of the built site.
    pub fn page(&self, path: &str) -> String {
        let full = self.path("dist").join(path);
        fs::read_to_string(&full).unwrap_or_else(|error| panic!("{}: {error}", full.display()))
    }
}

impl Run {
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "standard error lacks {text:?}:\n{}", self.stderr);
        self
    }

    /// The findings of a run with `--format json`.
    pub fn findings(&self) -> Vec<serde_json::Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// The list of a build with a checksum that fits it, after a test has changed it.
pub fn forge(list: &str) -> String {
    let key = ",\"checksum\":\"";
    let at = list.find(key).unwrap() + key.len();
    let zeros = format!("{}{}{}", &list[..at], "0".repeat(64), &list[at + 64..]);
    zeros.replacen(&"0".repeat(64), &blake3::hash(zeros.as_bytes()).to_hex(), 1)
}

/// Longer than any command takes on any machine.
const LONG: Duration = Duration::from_mins(5);

/// The cache folder of the user as whom the tests run.
pub fn cache() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache")
}

/// Runs the tool; one that waits for something that never comes is ended, and the test has failed.
pub fn run_in(folder: &Path, args: &[&str]) -> Run {
    run_with_cache(folder, args, &cache())
}

/// Runs the tool as [`run_in`] does, for a user with a cache folder.
pub fn run_with_cache(folder: &Path, args: &[&str], cache: &Path) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_modelpress"));
    command.args(args).current_dir(folder).env_remove("SOURCE_DATE_EPOCH");
    // Systems name the folder in one of these ways.
    command.env("XDG_CACHE_HOME", cache).env("LOCALAPPDATA", cache).env("HOME", cache);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let id = child.id().to_string();
    let (sender, ended) = channel();
    std::thread::spawn(move || sender.send(child.wait_with_output()));
    let Ok(output) = ended.recv_timeout(LONG) else {
        let _ = Command::new("kill").args(["-KILL", &id]).status();
        panic!("`modelpress {}` does not end", args.join(" "));
    };
    let output = output.unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Makes a pipe that nobody writes into.
#[cfg(unix)]
pub fn pipe(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// The fenced blocks of a page: their language, which may be nothing, and their text. Blocks in lists are indented.
pub fn fences(page: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for line in page.lines() {
        let text = line.trim_start();
        let (indent, ticks) = (line.len() - text.len(), text.len() - text.trim_start_matches('`').len());
        match open {
            None if ticks >= 3 => {
                open = Some((indent, ticks));
                blocks.push((text[ticks..].trim().to_owned(), String::new()));
            }
            Some((_, fence)) if ticks >= fence && text.trim() == "`".repeat(ticks) => open = None,
            Some((indent, _)) => {
                let block = &mut blocks.last_mut().expect("a block is open").1;
                block.push_str(line.get(indent..).unwrap_or(""));
                block.push('\n');
            }
            None => {}
        }
    }
    assert!(open.is_none(), "a block has no end");
    blocks
}

/// The pages of the documentation with their texts.
pub fn pages() -> Vec<(String, String)> {
    let folders = [".", "docs"].map(|folder| fs::read_dir(folder).unwrap());
    let paths = folders.into_iter().flatten().map(|entry| entry.unwrap().path());
    let pages = paths.filter(|path| path.extension().is_some_and(|ending| ending == "md"));
    let name = |path: &Path| path.display().to_string().trim_start_matches("./").to_owned();
    pages.map(|path| (name(&path), fs::read_to_string(&path).unwrap())).collect()
}

/// Every file below a folder, by its path there.
pub fn tree(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}
