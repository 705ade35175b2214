//! The structure that `docs/ARCHITECTURE.md` describes, held by the compiler's own words.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

use std::fs;
use std::path::Path;

/// The rooms, in the order in which `src/lib.rs` declares them.
fn rooms() -> Vec<String> {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    let names = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

fn sources(folder: &Path) -> impl Iterator<Item = (String, String)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    files.map(|entry| (entry.path().display().to_string(), fs::read_to_string(entry.path()).unwrap()))
}

fn room_files(room: &str) -> Vec<(String, String)> {
    let file = format!("src/{room}.rs");
    match fs::read_to_string(&file) {
        Ok(text) => vec![(file, text)],
        Err(_) => sources(Path::new(&format!("src/{room}"))).collect(),
    }
}

#[test]
fn a_room_uses_only_what_stands_above_it() {
    let rooms = rooms();
    let mut wrong = Vec::new();
    for (at, room) in rooms.iter().enumerate() {
        let files = room_files(room);
        for (file, text) in files {
            let code = text.split("#[cfg(test)]").next().unwrap_or(&text);
            let is_test = file.contains("test") || file.ends_with("fixture.rs");
            for used in code.split("crate::").skip(1).filter(|_| !is_test) {
                let name: String = used.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                if rooms.iter().position(|known| *known == name).is_some_and(|place| place > at) {
                    wrong.push(format!("{file} uses {name}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(rooms.len() > 12, "the rooms were found: {rooms:?}");
}

#[test]
fn the_core_touches_neither_clock_nor_network_nor_environment() {
    let rim = ["command", "write", "serve", "discover", "cli", "main"];
    let mut wrong = Vec::new();
    for (file, text) in sources(Path::new("src")) {
        let is_rim = rim.iter().any(|room| file.starts_with(&format!("src/{room}")));
        let code = text.split("#[cfg(test)]").next().unwrap_or(&text);
        let words = ["std::fs", "std::env", "std::net", "std::time", "Timestamp::now", "Zoned::now"];
        if !is_rim && !file.contains("test") {
            wrong.extend(
                words.iter().filter(|word| code.contains(**word)).map(|word| format!("{file} uses {word}")),
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_float_holds_money() {
    for room in ["domain", "parse", "resolve", "derive"] {
        for (file, text) in sources(Path::new(&format!("src/{room}"))) {
            let words = text.split(|c: char| !c.is_ascii_alphanumeric());
            assert!(
                file.contains("test")
                    || file.ends_with("domain/color.rs")
                    || !words.clone().any(|word| word == "f64" || word == "f32"),
                "{file} has a float"
            );
        }
    }
}
