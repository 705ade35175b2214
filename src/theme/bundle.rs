//! Joins files to style sheets and scripts, in the order of the `order.txt` of each folder.

use std::collections::{BTreeMap, BTreeSet};

type Statics = BTreeMap<String, Vec<u8>>;

/// The folders in `css/` or `js/` that become files of their own: those with an `order.txt`.
pub(super) fn names<'a>(statics: &'a Statics, above: &'a str) -> impl Iterator<Item = &'a str> {
    let below = statics.keys().filter_map(move |name| name.strip_prefix(above)?.strip_suffix("/order.txt"));
    below.filter(|name| !name.contains('/'))
}

/// Joins the files of a folder to one style sheet.
pub(super) fn sheet(statics: &Statics, folder: &str) -> String {
    files_in_order(statics, folder).iter().map(|name| String::from_utf8_lossy(&statics[name])).collect()
}

/// Joins the files of a folder to one script with its own scope, in which later files see the declarations of earlier ones.
pub(super) fn script(statics: &Statics, folder: &str) -> Vec<u8> {
    let mut script = b"(() => {\n\"use strict\";\n".to_vec();
    for name in files_in_order(statics, folder) {
        script.extend_from_slice(&statics[&name]);
    }
    script.extend_from_slice(b"})();\n");
    script
}

/// The minified script in `minified/<name>.js`, if it begins with the hash of this script; otherwise the script itself, which is
/// then one that the site changed.
pub(super) fn minified<'a>(statics: &'a Statics, name: &str, script: &'a [u8]) -> std::borrow::Cow<'a, [u8]> {
    let file = statics.get(&format!("minified/{name}.js")).map(Vec::as_slice).unwrap_or_default();
    let hash = format!("// {}\n", blake3::hash(script).to_hex());
    file.strip_prefix(hash.as_bytes()).unwrap_or(script).into()
}

/// The files of a folder in the order of its `order.txt`. `../` at the start of a line is the folder above; `*` at the end is
/// the rest of a folder, without the files in the order of another folder.
fn files_in_order(statics: &Statics, folder: &str) -> Vec<String> {
    let top = folder.find('/').map_or("", |at| &folder[..=at]);
    let elsewhere: BTreeSet<String> = names(statics, top)
        .map(|name| format!("{top}{name}/"))
        .filter(|path| path != folder)
        .flat_map(|path| lines(statics, &path))
        .collect();
    let mut names: Vec<String> = Vec::new();
    for line in lines(statics, folder) {
        match line.strip_suffix('*') {
            None => names.extend(statics.contains_key(&line).then_some(line)),
            Some(prefix) => {
                let files = statics.keys().filter(|name| name.starts_with(prefix));
                let rest = files.filter(|name| !elsewhere.contains(*name) && !names.contains(name));
                let rest: Vec<String> = rest.cloned().collect();
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
    let paths = lines.map(|line| match line.strip_prefix("../") {
        Some(line) => format!("{above}{line}"),
        None => format!("{folder}{line}"),
    });
    paths.collect()
}
