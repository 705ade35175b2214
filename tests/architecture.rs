//! The structure that `docs/ARCHITECTURE.md` describes, held by the compiler's own words.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The modules that a file declares, in order.
fn modules(file: &str) -> Vec<String> {
    let text = fs::read_to_string(file).unwrap();
    let names = text.lines().map(|line| line.strip_prefix("pub ").unwrap_or(line));
    names.filter_map(|line| Some(line.strip_prefix("mod ")?.strip_suffix(';')?.to_owned())).collect()
}

fn sources(folder: &Path) -> impl Iterator<Item = (String, String)> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    files.map(|entry| (entry.path().display().to_string(), fs::read_to_string(entry.path()).unwrap()))
}

/// The code of every module but tests, by its path: `render::page::home`.
fn code() -> BTreeMap<String, String> {
    let is_test =
        |file: &str| file.contains("test") || file.ends_with("fixture.rs") || file.ends_with("bless.rs");
    let files = sources(Path::new("src")).filter(|(file, _)| !is_test(file));
    let module = |file: &str| {
        let path = file.strip_prefix("src/").unwrap().strip_suffix(".rs").unwrap();
        path.strip_suffix("/mod").unwrap_or(path).replace('/', "::")
    };
    files
        .map(|(file, text)| {
            let lines = without_tests(&text).lines().map(|line| line.split("//").next().unwrap_or(line));
            (module(&file), without_visibility(&lines.collect::<Vec<_>>().join("\n")))
        })
        .collect()
}

/// The code without the rooms in which items can be seen, which their modules do not use.
fn without_visibility(text: &str) -> String {
    let mut parts = text.split("pub(in ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |code, part| code + part.split_once(')').map_or(part, |(_, rest)| rest))
}

/// The code before the first block that is compiled for tests alone.
fn without_tests(text: &str) -> &str {
    let blocks = text.match_indices("#[cfg(test)]\n");
    let is_block = |at: &usize| text[*at..].lines().nth(1).is_some_and(|line| line.ends_with('{'));
    &text[..blocks.map(|(at, _)| at).find(is_block).unwrap_or(text.len())]
}

/// The paths that a module names with `crate::` and `super::`, from the root of the crate; a tree in braces is many paths.
fn paths(module: &str, code: &str) -> Vec<String> {
    let is_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let mut paths = Vec::new();
    for (at, start) in code.match_indices("crate::").chain(code.match_indices("super::")) {
        if code[..at].ends_with(is_path) {
            continue;
        }
        let mut base: Vec<&str> = if start == "super::" { module.split("::").collect() } else { Vec::new() };
        let mut rest = code[at..].strip_prefix("crate::").unwrap_or(&code[at..]);
        while let Some(above) = rest.strip_prefix("super::") {
            base.pop();
            rest = above;
        }
        let base = base.into_iter().flat_map(|part| [part, "::"]).collect();
        expand(base, rest, &mut paths);
    }
    paths
}

/// Adds the paths of a use tree: `a::{b, c::d}` is two.
fn expand(base: String, tree: &str, paths: &mut Vec<String>) -> usize {
    let end = tree.find(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == ':'));
    let end = end.unwrap_or(tree.len());
    let path = base + &tree[..end];
    if !path.ends_with("::") || !tree[end..].starts_with('{') {
        paths.push(path);
        return end;
    }
    let mut at = end + 1;
    while !tree[at..].starts_with('}') {
        let is_name = tree[at..].starts_with(|letter: char| letter.is_alphabetic());
        at += if is_name { expand(path.clone(), &tree[at..], paths) } else { 1 };
        let as_name = tree[at..].strip_prefix(" as ");
        at += as_name.map_or(0, |name| 4 + name.find([',', '}', ' ']).unwrap_or(0));
    }
    at + 1
}

/// Holds the modules of one module to the order in which it declares them.
#[track_caller]
fn hold_order(parent: &str, file: &str) {
    let order = modules(file);
    let place = |path: &str| {
        let name = path.strip_prefix(parent)?.split("::").next()?;
        order.iter().position(|known| known == name)
    };
    let mut wrong = Vec::new();
    for (module, code) in code() {
        let Some(at) = place(&module) else { continue };
        let below =
            paths(&module, &code).into_iter().filter(|path| place(path).is_some_and(|used| used > at));
        wrong.extend(below.map(|path| format!("{module} uses {path}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(order.len() > 8, "the modules were found: {order:?}");
}

#[test]
fn a_room_uses_only_what_stands_above_it() {
    hold_order("", "src/lib.rs");
}

#[test]
fn a_part_of_render_uses_only_what_stands_above_it() {
    hold_order("render::", "src/render/mod.rs");
}

/// What a page reads is noted for the thread that makes it, and what the lists of the directory do not note is for the compiler alone.
#[test]
fn a_page_is_made_on_one_thread_of_what_is_noted() {
    let code = code();
    let makes_pages =
        |name: &str| name.starts_with("render::page::") || name.starts_with("render::data::record");
    let modules: Vec<_> = code.iter().filter(|(name, _)| makes_pages(name)).collect();
    assert!(modules.len() > 40, "the modules were found");
    for (name, text) in modules {
        for word in
            ["rayon", "std::thread", "catalog.absent", "catalog.failed", ".unpublished", ".organizations()"]
        {
            assert!(!text.contains(word), "`{name}` uses `{word}`");
        }
    }
}

/// Whether a way from a module leads back to it. A module uses its children.
#[test]
fn no_modules_of_render_use_each_other_in_a_circle() {
    let code = code();
    let module = |path: &str| {
        let ends = path.match_indices("::").map(|(end, _)| end).chain([path.len()]);
        ends.map(|end| &path[..end]).filter(|part| code.contains_key(*part)).last().map(str::to_owned)
    };
    let is_child = |name: &str, of: &str| name.rsplit_once("::").is_some_and(|(parent, _)| parent == of);
    let uses: BTreeMap<&str, BTreeSet<String>> = code
        .iter()
        .map(|(name, text)| {
            let named = paths(name, text).into_iter().filter_map(|path| module(&path));
            let children = code.keys().filter(|other| is_child(other, name)).cloned();
            (name.as_str(), named.chain(children).filter(|used| used != name).collect())
        })
        .collect();
    let leads_back = |start: &str| {
        let (mut open, mut seen) = (vec![start], BTreeSet::new());
        while let Some(name) = open.pop() {
            for used in &uses[name] {
                if used == start {
                    return true;
                }
                if seen.insert(used.as_str()) {
                    open.push(used);
                }
            }
        }
        false
    };
    let render: Vec<&str> = uses.keys().copied().filter(|name| name.starts_with("render")).collect();
    assert!(render.len() > 50, "the modules were found");
    let circles: Vec<&str> = render.into_iter().filter(|name| leads_back(name)).collect();
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn the_core_touches_neither_clock_nor_network_nor_environment() {
    let rim = ["command", "write", "serve", "discover", "cli", "main"];
    let mut wrong = Vec::new();
    for (file, text) in sources(Path::new("src")) {
        let is_rim = rim.iter().any(|room| file.starts_with(&format!("src/{room}")));
        let code = without_tests(&text);
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
