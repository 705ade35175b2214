//! Assets: style sheets joined in their order, every file of the theme under a name that tells its content.

use std::collections::{BTreeMap, BTreeSet};

use super::icon::icons;
use super::minify::minify;
use super::palette::{Grounds, Palette, pair};
use super::{AssetPaths, Statics, brand, bundle};
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
    let mut assets = bundled(&mut statics, settings, &mut Keep { files: &mut files }, diags);
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

fn bundled(
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
    if settings.system_font {
        statics.remove("css/font.css");
    }
    let mut sheet = bundle::sheet(statics, "css/");
    if let Some(accent) = settings.accent {
        let palette = Palette::of(accent, &Grounds::read(&sheet));
        diags.extend(brand::changed(accent, &palette, settings));
        recolor(statics, &sheet, &palette);
        sheet.push_str(&palette.css());
    }
    let (css, sheets) = style_sheets(statics, &sheet, &fonts, keep);
    let (theme, scripts, bundles) = scripts(statics, keep);
    let speculation = keep.fingerprinted("speculation.json", &statics["speculation.json"]);
    let font = fonts.into_iter().find(|(name, _)| !name.contains("LICENSE")).map(|(_, path)| path);
    AssetPaths { css, sheets, theme, scripts, bundles, font, speculation, ..AssetPaths::default() }
}

/// The style sheet of all pages, and for some pages the same with more.
fn style_sheets(
    statics: &BTreeMap<String, Vec<u8>>,
    base: &str,
    fonts: &BTreeMap<String, String>,
    keep: &mut Keep<'_>,
) -> (String, BTreeMap<String, String>) {
    let mut published = |name: &str, more: &str| {
        let named = fonts.iter().fold(format!("{base}{more}"), |sheet, (font, path)| {
            sheet.replace(&format!("../{font}"), path.rsplit('/').next().unwrap_or(path))
        });
        keep.fingerprinted(&format!("{name}.css"), minify(&named).as_bytes())
    };
    let css = published("site", "");
    let sheets = bundle::names(statics, "css/")
        .map(|name| (name.to_owned(), published(name, &bundle::sheet(statics, &format!("css/{name}/")))));
    (css, sheets.collect())
}

/// The script of the head, those of all pages, and those of some.
fn scripts(
    statics: &BTreeMap<String, Vec<u8>>,
    keep: &mut Keep<'_>,
) -> (String, Vec<String>, BTreeMap<String, String>) {
    let mut published = |name: &str, script: &[u8]| {
        keep.fingerprinted(&format!("{name}.js"), &bundle::minified(statics, name, script))
    };
    let theme = published("theme", &statics["js/theme.js"]);
    let site = published("site", &bundle::script(statics, "js/"));
    let bundles = bundle::names(statics, "js/")
        .map(|name| (name.to_owned(), published(name, &bundle::script(statics, &format!("js/{name}/")))));
    (theme, vec![site], bundles.collect())
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
