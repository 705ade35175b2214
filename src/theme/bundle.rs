//! Style sheets and scripts of several files: which files each is made of, and in what order.

use std::collections::{BTreeMap, BTreeSet};

type Statics = BTreeMap<String, Vec<u8>>;

/// The folders below one, `css/` or `js/`, that are published files of their own: those with an `order.txt`.
pub(super) fn names<'a>(statics: &'a Statics, above: &'a str) -> impl Iterator<Item = &'a str> {
    let below = statics.keys().filter_map(move |name| name.strip_prefix(above)?.strip_suffix("/order.txt"));
    below.filter(|name| !name.contains('/'))
}

/// One style sheet of the files of a folder in their order.
pub(super) fn sheet(statics: &Statics, folder: &str) -> String {
    ordered(statics, folder).iter().map(|name| String::from_utf8_lossy(&statics[name])).collect()
}

/// One script of the files of a folder in their order, in a scope of its own: what a file declares, the files after it see.
pub(super) fn script(statics: &Statics, folder: &str) -> Vec<u8> {
    let mut script = b"(() => {\n\"use strict\";\n".to_vec();
    for name in ordered(statics, folder) {
        script.extend_from_slice(&statics[&name]);
    }
    script.extend_from_slice(b"})();\n");
    script
}

/// A script with short names and without comments, from `minified/<name>.js`, which begins with the hash of what it was made of.
/// A script that a site changed stays as it is.
pub(super) fn minified<'a>(statics: &'a Statics, name: &str, script: &'a [u8]) -> std::borrow::Cow<'a, [u8]> {
    let made = statics.get(&format!("minified/{name}.js")).map(Vec::as_slice).unwrap_or_default();
    let mark = format!("// {}\n", blake3::hash(script).to_hex());
    made.strip_prefix(mark.as_bytes()).unwrap_or(script).into()
}

/// The files of a folder in the order of its `order.txt`. `../` at the beginning of a line stands for the folder above; `*` at
/// its end for the rest of a folder, without what the order of another published file names.
fn ordered(statics: &Statics, folder: &str) -> Vec<String> {
    let top = folder.find('/').map_or("", |at| &folder[..=at]);
    let of_others: BTreeSet<String> = names(statics, top)
        .map(|name| format!("{top}{name}/"))
        .filter(|other| other != folder)
        .flat_map(|other| lines(statics, &other))
        .collect();
    let mut names: Vec<String> = Vec::new();
    for line in lines(statics, folder) {
        match line.strip_suffix('*') {
            None => names.extend(statics.contains_key(&line).then_some(line)),
            Some(prefix) => {
                let is_rest = |name: &&String| {
                    name.starts_with(prefix) && !of_others.contains(*name) && !names.contains(name)
                };
                let rest: Vec<String> = statics.keys().filter(is_rest).cloned().collect();
                names.extend(rest);
            }
        }
    }
    names
}

/// The lines of a folder's `order.txt` as paths below `static/`.
fn lines(statics: &Statics, folder: &str) -> Vec<String> {
    let order = statics.get(&format!("{folder}order.txt"));
    let order = order.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
    let above = folder.trim_end_matches('/').rfind('/').map_or("", |at| &folder[..=at]);
    let lines = order.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let path = |line: &str| match line.strip_prefix("../") {
        Some(line) => format!("{above}{line}"),
        None => format!("{folder}{line}"),
    };
    lines.map(path).collect()
}
