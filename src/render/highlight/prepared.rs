use std::collections::HashMap;
use std::sync::LazyLock;

#[cfg(test)]
use super::run::encode;
use super::run::{Run, decode};

/// What the grammars said about the examples of the default templates.
///
/// Compiling the regular expressions of three grammars takes a fifth of a second and 45 MB of memory, more than a small
/// site takes to build. The default examples are known beforehand, so their colors are kept here, one line each: a
/// digest of language and code, and the runs. A test compares them with the grammars and rewrites the file on demand.
const FILE: &str = include_str!("prepared.txt");

static PREPARED: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| FILE.lines().filter_map(|line| line.split_once(' ')).collect());

/// Returns the runs of code that was colored beforehand.
pub(super) fn find(code: &str, canonical: &str) -> Option<Vec<Run>> {
    let runs = decode(PREPARED.get(digest(code, canonical).as_str())?)?;
    let covered: usize = runs.iter().map(|run| run.length).sum();
    (covered == code.len()).then_some(runs)
}

/// Returns the line of the file for this code.
#[cfg(test)]
pub(super) fn line(code: &str, canonical: &str, runs: &[Run]) -> String {
    format!("{} {}", digest(code, canonical), encode(runs))
}

fn digest(code: &str, canonical: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(canonical.as_bytes()).update(b"\0").update(code.as_bytes());
    hasher.finalize().to_hex()[..20].to_owned()
}
