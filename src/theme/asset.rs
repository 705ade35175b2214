//! Assets: style sheets joined in their order, every file of the theme under a name that tells its content.

use std::collections::{BTreeMap, BTreeSet};

use super::icon::icons;
use super::palette::{Grounds, Palette, pair};
use super::squeeze::squeeze;
use super::{AssetPaths, Statics, brand};
use crate::diag::Diagnostics;
use crate::discover::Sources;
use crate::resolve::Settings;

/// A file beside the pages.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Its path below the site's root.
    pub path: String,
    /// Where it comes from, for messages.
    pub source: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Every file of `static/`: the embedded ones, with the site's own in place of those of the same name.
pub(super) fn assets(
    sources: &Sources,
    settings: &Settings,
    diags: &mut Diagnostics,
) -> (AssetPaths, Vec<ThemeFile>) {
    let mut statics: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for name in Statics::iter() {
        let file = Statics::get(&name).expect("an embedded file is there");
        statics.insert(name.into_owned(), file.data.into_owned());
    }
    let (mut files, mut own) = (Vec::new(), BTreeSet::new());
    for file in &sources.statics {
        let name = file.path.trim_start_matches("static/").to_owned();
        match statics.get_mut(&name) {
            Some(bytes) => {
                bytes.clone_from(&file.bytes);
                own.insert(name);
            }
            None => {
                files.push(ThemeFile { path: name, source: file.path.clone(), bytes: file.bytes.clone() });
            }
        }
    }
    let mut assets = bundle(&mut statics, settings, &mut Keep { files: &mut files }, diags);
    brand::place(settings, &mut assets, &mut files, diags);
    assets.icons = icons(&statics, &own, settings, assets.logo.as_ref(), &mut Keep { files: &mut files });
    files.sort_by(|a, b| a.path.cmp(&b.path));
    (assets, files)
}

/// Takes in what goes beside the pages, and says where.
pub(super) struct Keep<'a> {
    files: &'a mut Vec<ThemeFile>,
}

impl Keep<'_> {
    /// Keeps a file under a name that tells its content.
    pub(super) fn fingerprinted(&mut self, name: &str, bytes: &[u8]) -> String {
        self.under(name, &fingerprinted(name, bytes), bytes)
    }

    /// Keeps a file at a path of its own.
    pub(super) fn under(&mut self, name: &str, path: &str, bytes: &[u8]) -> String {
        let file =
            ThemeFile { path: path.to_owned(), source: format!("static/{name}"), bytes: bytes.to_owned() };
        self.files.push(file);
        path.to_owned()
    }
}

fn bundle(
    statics: &mut BTreeMap<String, Vec<u8>>,
    settings: &Settings,
    keep: &mut Keep<'_>,
    diags: &mut Diagnostics,
) -> AssetPaths {
    let mut fonts = BTreeMap::new();
    for (name, bytes) in statics.iter().filter(|(name, _)| name.starts_with("font/") && !settings.system_font)
    {
        fonts.insert(name.clone(), keep.fingerprinted(name, bytes));
    }
    let mut sheet = String::new();
    for name in ordered(statics, "css/") {
        if settings.system_font && name == "css/font.css" {
            continue;
        }
        sheet.push_str(&String::from_utf8_lossy(&statics[&name]));
    }
    if let Some(accent) = settings.accent {
        let palette = Palette::of(accent, &Grounds::read(&sheet));
        diags.extend(brand::changed(accent, &palette, settings));
        recolor(statics, &sheet, &palette);
        sheet.push_str(&palette.css());
    }
    for (name, path) in &fonts {
        let file = path.rsplit('/').next().unwrap_or(path);
        sheet = sheet.replace(&format!("../{name}"), file);
    }
    let css = keep.fingerprinted("site.css", squeeze(&sheet).as_bytes());
    let theme = keep.fingerprinted("theme.js", &statics["js/theme.js"]);
    let scripts = vec![keep.fingerprinted("site.js", &script(statics, "js/"))];
    let bundles = bundles(statics)
        .map(|name| {
            let script = script(statics, &format!("js/{name}/"));
            (name.to_owned(), keep.fingerprinted(&format!("{name}.js"), &script))
        })
        .collect();
    let speculation = keep.fingerprinted("speculation.json", &statics["speculation.json"]);
    let font = fonts.into_iter().find(|(name, _)| !name.contains("LICENSE")).map(|(_, path)| path);
    AssetPaths { css, theme, scripts, bundles, font, speculation, ..AssetPaths::default() }
}

/// Draws the icon in the brand's colours where it is drawn in those of the theme.
fn recolor(statics: &mut BTreeMap<String, Vec<u8>>, sheet: &str, palette: &Palette) {
    let (Some((light, dark)), Some(icon)) = (pair(sheet, "--accent"), statics.get_mut("favicon.svg")) else {
        return;
    };
    let drawn = String::from_utf8_lossy(icon).into_owned();
    let drawn = drawn.replace(&light.to_string(), &palette.light.accent.to_string());
    *icon = drawn.replace(&dark.to_string(), &palette.dark.accent.to_string()).into_bytes();
}

/// The folders of `static/js` that are scripts of their own: those with an `order.txt`.
fn bundles(statics: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = &str> {
    let below = statics.keys().filter_map(|name| name.strip_prefix("js/")?.strip_suffix("/order.txt"));
    below.filter(|name| !name.contains('/'))
}

/// One script of the files of a folder in their order, in a scope of its own: what a file declares, the files after it see.
fn script(statics: &BTreeMap<String, Vec<u8>>, folder: &str) -> Vec<u8> {
    let mut script = b"(() => {\n\"use strict\";\n".to_vec();
    for name in ordered(statics, folder) {
        let is_ours = Statics::get(&name).is_some_and(|file| *file.data == *statics[&name]);
        if is_ours && !name.starts_with("js/vendor/") {
            push_lean(&mut script, &statics[&name]);
        } else {
            script.extend_from_slice(&statics[&name]);
        }
    }
    script.extend_from_slice(b"})();\n");
    script
}

/// Appends a script of the theme without indentation and without the lines that are comments: a fifth of what readers load.
fn push_lean(script: &mut Vec<u8>, text: &[u8]) {
    for line in text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii) {
        if !line.is_empty() && !line.starts_with(b"//") {
            script.extend_from_slice(line);
            script.push(b'\n');
        }
    }
}

/// The files of a folder in the order of its `order.txt`; `*` at the end of a line stands for the rest of a folder, `../` at
/// its beginning for the folder above.
fn ordered(statics: &BTreeMap<String, Vec<u8>>, folder: &str) -> Vec<String> {
    let order =
        statics.get(&format!("{folder}order.txt")).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let mut names: Vec<String> = Vec::new();
    for line in order
        .unwrap_or_default()
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        let above = folder.trim_end_matches('/').rfind('/').map_or("", |at| &folder[..=at]);
        let wanted = match line.strip_prefix("../") {
            Some(line) => format!("{above}{line}"),
            None => format!("{folder}{line}"),
        };
        let is_listed = |name: &&String| match wanted.strip_suffix('*') {
            Some(prefix) => name.starts_with(prefix),
            None => **name == wanted,
        };
        let new: Vec<String> =
            statics.keys().filter(is_listed).filter(|name| !names.contains(name)).cloned().collect();
        names.extend(new);
    }
    names
}

/// A name with twelve hexadecimal digits of its content's hash: `assets/site.0f3a….css`.
fn fingerprinted(name: &str, bytes: &[u8]) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    format!("assets/{}", marked(file, bytes))
}

/// A path with twelve hexadecimal digits of its content's hash before its ending.
pub(super) fn marked(path: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, "bin"));
    format!("{stem}.{}.{ending}", &hash[..12])
}
