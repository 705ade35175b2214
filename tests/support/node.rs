//! The theme's scripts, run by Node on cases whose answers Rust knows.
#![allow(unreachable_pub, clippy::unwrap_used, reason = "each test file uses its own part")]

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

/// A function of a script, its arguments and what it has to answer.
pub type Case = (String, Vec<Value>, Value);

/// Runs cases on an object of functions, an expression in terms of the scripts; stops where an answer differs.
#[track_caller]
pub fn agrees(name: &str, scripts: &[&str], cases: &[Case]) {
    let mut node = Command::new("node")
        .arg("tests/script/run.mjs")
        .arg(name)
        .args(scripts)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs the theme's scripts; install it with: sh tests/tools.sh node");
    let cases_text = serde_json::to_vec(cases).unwrap();
    node.stdin.take().unwrap().write_all(&cases_text).unwrap();
    let output = node.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains(&format!("ran {} cases, 0 differ", cases.len())), "{said}");
}
