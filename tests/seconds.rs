//! `./test` says at its end how long each test file took, and hides no failure.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

#[path = "support/program.rs"]
mod program;

/// Runs `./test` beside a cargo whose `cargo test` does what a script says. Returns the exit code and the standard output.
fn run(cargo_test: &str) -> (Option<i32>, String) {
    let folder = TempDir::new().unwrap();
    let script = |path: &str, text: &str| {
        let full = folder.path().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        program::write(&full, text);
    };
    script("test", &fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("test")).unwrap());
    script("tests/tools.sh", "");
    script("bin/cargo", &format!("#!/bin/sh\n[ \"$1\" = test ] || exit 0\n{cargo_test}\n"));
    let path = format!("{}:{}", folder.path().join("bin").display(), std::env::var("PATH").unwrap());
    let output = Command::new(folder.path().join("test")).env("PATH", path).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

const PASSED: &str =
    "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in";

#[test]
fn each_test_file_has_its_seconds_and_all_have_a_sum() {
    let (code, said) = run(&format!(
        "echo '     Running unittests src/lib.rs (target/release/deps/modelpress-0a)' >&2
         echo '{PASSED} 1.50s'
         echo '     Running tests/again.rs (target/release/deps/again-0b)' >&2
         echo '{PASSED} 70.25s'
         echo '   Doc-tests modelpress' >&2
         echo '{PASSED} 0.10s'
         echo '{PASSED} 0.15s'"
    ));
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(said.matches(PASSED).count(), 4, "the result lines of cargo stay: {said}");
    let (_, seconds) = said.split_once("\nSeconds per test file:\n").expect(&said);
    assert_eq!(
        seconds,
        "     1.50  src/lib.rs\n    70.25  tests/again.rs\n     0.25  doc tests\n    72.00  in all\n"
    );
}

#[test]
fn a_failure_keeps_its_exit_code_and_its_output() {
    let (code, said) = run("echo '     Running tests/again.rs (target/release/deps/again-0b)' >&2
         echo '  Running is what this test says'
         echo 'test result: FAILED. 1 passed; 1 failed; finished in 2.00s'
         echo '     Running tests/serve.rs (target/release/deps/serve-0c)' >&2
         echo 'error: test failed, to rerun pass `--test serve`' >&2
         exit 101");
    assert_eq!(code, Some(101), "{said}");
    assert!(said.contains("error: test failed, to rerun pass `--test serve`"), "{said}");
    let (_, seconds) = said.split_once("\nSeconds per test file:\n").expect(&said);
    assert_eq!(
        seconds,
        "     2.00  tests/again.rs\n        -  tests/serve.rs (did not end)\n     2.00  in all\n"
    );
}

#[test]
fn a_build_that_fails_has_no_seconds() {
    let (code, said) = run("echo 'error: could not compile' >&2; exit 101");
    assert_eq!((code, said.as_str()), (Some(101), "error: could not compile\n"));
}
