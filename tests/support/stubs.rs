//! Stand-ins for programs that a test cannot run as they are: they reach other machines, compile the project or do not end.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

use super::program;

/// The stand-ins by their names. Each adds what it was asked to a file beside it.
const PROGRAMS: [(&str, &str); 6] = [
    // Installing, testing and the like do nothing; running is the program that was built.
    (
        "cargo",
        "[ \"$1\" = run ] || exit 0\nwhile [ \"$1\" != -- ]; do shift; done\nshift\nexec modelpress \"$@\"\n",
    ),
    // It has what lies in `releases` in its home, by the last part of an address: `curl … -o FILE ADDRESS`.
    (
        "curl",
        "for last; do :; done\nwhile [ \"$1\" != -o ]; do shift; done\ncp \"$HOME/releases/${last##*/}\" \"$2\"\n",
    ),
    // It copies what it is asked to send, so there has to be a site.
    ("rsync", "for last; do from=${to:-}; to=$last; done\ntest -e \"$from/index.html\"\n"),
    // It knows one pull request.
    ("gh", "[ \"$1\" != api ] || { [ \"$2\" = repos/o/r/pulls/7 ] && echo abc; }\n"),
    ("xdg-open", "exit 0\n"),
    // A preview ends once it says that it serves.
    (
        "modelpress",
        "[ \"$1\" = serve ] || exec $MODELPRESS \"$@\"\nsaid=$(mktemp)\n$MODELPRESS \"$@\" --port 0 2>\"$said\" & served=$!\n\
         until grep -q '^serving ' \"$said\"; do kill -0 $served || { cat \"$said\" >&2; exit 9; }; sleep 0.02; done\n\
         kill -INT $served\nwait $served\n",
    ),
];

pub struct Stubs {
    folder: TempDir,
}

impl Stubs {
    pub fn new() -> Self {
        let stubs = Self { folder: TempDir::new().unwrap() };
        for (name, script) in PROGRAMS {
            let path = stubs.folder.path().join(name);
            let log = stubs.log(name);
            program::write(&path, format!("#!/bin/sh\necho \"$@\" >>'{}'\n{script}", log.display()));
        }
        stubs
    }

    /// What a stand-in was asked, a line each time.
    pub fn asked(&self, name: &str) -> String {
        fs::read_to_string(self.log(name)).unwrap_or_default()
    }

    /// Takes a stand-in away.
    pub fn remove(&self, name: &str) {
        fs::remove_file(self.folder.path().join(name)).unwrap();
    }

    /// Puts a file into the release that `curl` finds.
    pub fn release(&self, name: &str, bytes: &[u8]) {
        let folder = self.folder.path().join("releases");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(name), bytes).unwrap();
    }

    fn log(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.log"))
    }

    /// Runs a command with the stand-ins first on its path, on the day of the example, with nothing of the test's own host.
    pub fn output(&self, command: &mut Command) -> Output {
        let path = format!("{}:{}", self.folder.path().display(), std::env::var("PATH").unwrap());
        command
            .env("PATH", path)
            .env("MODELPRESS", env!("CARGO_BIN_EXE_modelpress"))
            .env("HOME", self.folder.path())
            .env("SOURCE_DATE_EPOCH", "1795392000") // 2026-11-23
            .env_remove("GITHUB_STEP_SUMMARY")
            .env_remove("GITHUB_OUTPUT")
            .env_remove("XDG_CACHE_HOME")
            .env_remove("MODELPRESS_EDITOR")
            .env("BROWSER", "true")
            .output()
            .unwrap()
    }
}
