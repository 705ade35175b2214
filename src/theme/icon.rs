//! Builds the icons of a site: for the browser's tab, the home screen of a phone, and an installed app.
//!
//! The default pictures show the theme's mark in the theme's color. A site with its own mark or color (`brand.logo`,
//! `static/favicon.svg`, `brand.accent`) has only the pictures in its own `static/`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::Logo;
use super::file_list::FileList;
use crate::resolve::Settings;

/// The paths of the icons below the root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Icons {
    /// The icon as SVG.
    pub favicon: String,
    /// The icon for browsers without support for SVG icons, at the default path: `favicon.ico`.
    pub fallback: Option<String>,
    /// The icon on a phone's home screen, 180 pixels wide.
    pub touch: Option<String>,
    /// The web app manifest: name, icons, colors.
    pub manifest: String,
}

/// Adds the icons and the web app manifest to the files of the theme.
pub(super) fn icons(
    statics: &BTreeMap<String, Vec<u8>>,
    own: &BTreeSet<String>,
    settings: &Settings,
    logo: Option<&Logo>,
    list: &mut FileList<'_>,
) -> Icons {
    let logo = logo.filter(|_| !own.contains("favicon.svg"));
    let is_own = logo.is_some() || settings.accent.is_some() || own.contains("favicon.svg");
    let picture = |name: &str| statics.get(name).filter(|_| !is_own || own.contains(name));
    let fallback = picture("favicon.ico").map(|bytes| list.add_at("favicon.ico", "favicon.ico", bytes));
    let mut add = |name: &str| picture(name).map(|bytes| list.add(name, bytes));
    let touch = add("apple-touch-icon.png");
    let pictures = [("icon-192.png", "192x192"), ("icon-512.png", "512x512")];
    let pictures: Vec<(String, &str)> =
        pictures.into_iter().filter_map(|(name, sizes)| Some((add(name)?, sizes))).collect();
    let favicon = match logo {
        Some(logo) => logo.path.clone(),
        None => list.add("favicon.svg", &statics["favicon.svg"]),
    };
    let manifest = serde_json::to_vec(&manifest(settings, &favicon, &pictures)).expect("a value is JSON");
    let manifest = list.add_at("site.webmanifest", "site.webmanifest", &manifest);
    Icons { favicon, fallback, touch, manifest }
}

/// The web app manifest. It is at the root, so its paths are relative to the root.
fn manifest(settings: &Settings, favicon: &str, pictures: &[(String, &str)]) -> Value {
    let mut icons = vec![json!({ "src": favicon, "sizes": "any", "purpose": "any" })];
    icons.extend(pictures.iter().map(
        |(src, sizes)| json!({ "src": src, "sizes": sizes, "type": "image/png", "purpose": "any maskable" }),
    ));
    json!({
        "name": settings.title,
        "short_name": settings.brand_name.as_ref().unwrap_or(&settings.title),
        "lang": settings.language.to_string(),
        "dir": settings.language.direction(),
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": BACKGROUND,
        "theme_color": BACKGROUND,
        "icons": icons,
    })
}

/// The light background of the theme, as in `static/css/token.css`.
const BACKGROUND: &str = "#fcfcfa";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::discover::{SourceFile, Sources};
    use crate::parse::Table;
    use crate::theme::asset::assets;

    const SVG: &[u8] = b"<svg xmlns='http://www.w3.org/2000/svg'/>";

    fn build(settings: &Settings, own: &[&str]) -> (Icons, Value) {
        let file = |path: &&str| SourceFile { path: format!("static/{path}"), bytes: SVG.into() };
        let sources = Sources { statics: own.iter().map(file).collect(), ..Sources::default() };
        let (paths, files) = assets(&sources, settings, &mut Diagnostics::default());
        let manifest = files.iter().find(|file| file.path == "site.webmanifest").unwrap();
        (paths.icons, serde_json::from_slice(&manifest.bytes).unwrap())
    }

    fn settings() -> Settings {
        Settings { title: "All \"models\"".to_owned(), ..Settings::read(Table::default()) }
    }

    #[test]
    fn a_site_without_a_mark_has_the_whole_set() {
        let (icons, manifest) = build(&settings(), &[]);
        assert!(icons.favicon.starts_with("assets/favicon.") && icons.favicon.ends_with(".svg"));
        assert_eq!(icons.fallback.as_deref(), Some("favicon.ico"));
        assert!(icons.touch.unwrap().starts_with("assets/apple-touch-icon."));
        assert_eq!(
            (&manifest["name"], &manifest["theme_color"]),
            (&json!("All \"models\""), &json!("#fcfcfa"))
        );
        let sizes: Vec<_> = manifest["icons"]
            .as_array()
            .unwrap()
            .iter()
            .map(|icon| icon["sizes"].as_str().unwrap())
            .collect();
        assert_eq!(sizes, ["any", "192x192", "512x512"]);
    }

    #[test]
    fn a_mark_of_the_site_stands_alone() {
        let branded = Settings { brand_logo: Some("logo.svg".to_owned()), ..settings() };
        let (icons, manifest) = build(&branded, &["logo.svg"]);
        assert!(icons.favicon.starts_with("logo.") && icons.favicon.ends_with(".svg"), "{}", icons.favicon);
        assert_eq!((icons.fallback, icons.touch), (None, None));
        assert_eq!(manifest["icons"].as_array().unwrap().len(), 1);
        let (icons, _) = build(&settings(), &["favicon.svg", "favicon.ico"]);
        assert_eq!((icons.fallback.as_deref(), icons.touch), (Some("favicon.ico"), None));
    }

    #[test]
    fn the_color_of_the_manifest_is_the_background() {
        let sheet = include_str!("../../static/css/token.css");
        assert!(sheet.contains(&format!("--background: light-dark({BACKGROUND}, ")), "{BACKGROUND}");
    }
}
