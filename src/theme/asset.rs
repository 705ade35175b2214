//! Builds the assets: joins style sheets and scripts, and puts a fingerprint of the content into each file name.

use std::collections::{BTreeMap, BTreeSet};

use super::file_list::{FileList, ThemeFile};
use super::icon::icons;
use super::light::LightColors;
use super::minify::minify;
use super::palette::{Backgrounds, Palette, pair};
use super::{AssetPaths, Statics, brand, bundle};
use crate::diag::{Diagnostics, without_mark};
use crate::discover::Sources;
use crate::resolve::Settings;

/// Builds every file of `static/`: the embedded ones, in which the site's own replace those of the same name.
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
                // Joined to others, a byte order mark would stand in the midst of a file.
                *bytes = without_mark(&file.bytes).to_vec();
                own.insert(name);
            }
            None => {
                files.push(ThemeFile { path: name, source: file.path.clone(), bytes: file.bytes[..].into() });
            }
        }
    }
    let mut assets = bundle_assets(&mut statics, settings, &mut FileList::new(&mut files), diags);
    brand::add_files(settings, &mut assets, &mut files, diags);
    assets.icons = icons(&statics, &own, settings, assets.logo.as_ref(), &mut FileList::new(&mut files));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    (assets, files)
}

fn bundle_assets(
    statics: &mut BTreeMap<String, Vec<u8>>,
    settings: &Settings,
    list: &mut FileList<'_>,
    diags: &mut Diagnostics,
) -> AssetPaths {
    let mut fonts = BTreeMap::new();
    for (name, bytes) in statics.iter().filter(|(name, _)| name.starts_with("font/") && !settings.system_font)
    {
        fonts.insert(name.clone(), list.add(name, bytes));
    }
    if settings.system_font {
        statics.remove("css/font.css");
    }
    let mut sheet = bundle::sheet(statics, "css/");
    let mut light = LightColors::read(&sheet);
    if let Some(accent) = settings.accent {
        let palette = Palette::of(accent, &Backgrounds::read(&sheet));
        diags.extend(brand::contrast_warning(accent, &palette, settings));
        light = light.branded(&palette.light);
        recolor(statics, &sheet, &palette);
        sheet.push_str(&palette.css());
    }
    let (css, sheets) = style_sheets(statics, &sheet, &fonts, list);
    let (theme, scripts, bundles) = scripts(statics, list);
    let speculation = list.add("speculation.json", &statics["speculation.json"]);
    let font = fonts.into_iter().find(|(name, _)| !name.contains("LICENSE")).map(|(_, path)| path);
    AssetPaths { css, sheets, theme, scripts, bundles, font, speculation, light, ..AssetPaths::default() }
}

/// The style sheets that pages load beside their own, by their folders in `css/`.
const BESIDE: [&str; 4] = ["offers", "palette", "price_map", "workload"];

/// The style sheet of most pages, those of other pages, which extend it, and those that pages load beside their own.
fn style_sheets(
    statics: &BTreeMap<String, Vec<u8>>,
    base: &str,
    fonts: &BTreeMap<String, String>,
    list: &mut FileList<'_>,
) -> (String, BTreeMap<String, String>) {
    let mut add = |name: &str, extension: &str| {
        let sheet = fonts.iter().fold(format!("{base}{extension}"), |sheet, (font, path)| {
            sheet.replace(&format!("../{font}"), path.rsplit('/').next().unwrap_or(path))
        });
        list.add(&format!("{name}.css"), minify(&sheet).as_bytes())
    };
    let css = add("site", "");
    let sheets = bundle::names(statics, "css/")
        .filter(|name| !BESIDE.contains(name))
        .map(|name| (name.to_owned(), add(name, &bundle::sheet(statics, &format!("css/{name}/")))));
    let mut sheets: BTreeMap<String, String> = sheets.collect();
    for name in BESIDE {
        let sheet = minify(&bundle::sheet(statics, &format!("css/{name}/")));
        sheets.insert(name.to_owned(), list.add(&format!("{name}.css"), sheet.as_bytes()));
    }
    (css, sheets)
}

/// The script of the head, those of all pages, and those of some pages.
fn scripts(
    statics: &BTreeMap<String, Vec<u8>>,
    list: &mut FileList<'_>,
) -> (String, Vec<String>, BTreeMap<String, String>) {
    let mut add =
        |name: &str, script: &[u8]| list.add(&format!("{name}.js"), &bundle::minified(statics, name, script));
    let theme = add("theme", &statics["js/theme.js"]);
    let site = add("site", &bundle::script(statics, "js/"));
    let bundles = bundle::names(statics, "js/")
        .map(|name| (name.to_owned(), add(name, &bundle::script(statics, &format!("js/{name}/")))));
    (theme, vec![site], bundles.collect())
}

/// Replaces the colors of the theme in the icon by those of the brand.
fn recolor(statics: &mut BTreeMap<String, Vec<u8>>, sheet: &str, palette: &Palette) {
    let (Some((light, dark)), Some(icon)) = (pair(sheet, "--accent"), statics.get_mut("favicon.svg")) else {
        return;
    };
    let svg = String::from_utf8_lossy(icon).replace(&light.to_string(), &palette.light.accent.to_string());
    *icon = svg.replace(&dark.to_string(), &palette.dark.accent.to_string()).into_bytes();
}
