//! The site's own logo, style sheet and accent color.

use super::file_list::with_fingerprint;
use super::palette::Palette;
use super::picture::view_box;
use super::{AssetPaths, Logo, ThemeFile, codes, picture};
use crate::diag::{Diagnostic, Diagnostics, FileId, Span, closest};
use crate::domain::Color;
use crate::resolve::Settings;

/// Adds the logo and the style sheet of the settings, with fingerprints in their names.
pub(super) fn add_files(
    settings: &Settings,
    assets: &mut AssetPaths,
    files: &mut Vec<ThemeFile>,
    diags: &mut Diagnostics,
) {
    if let Some(file) = find_file(settings, "logo", settings.brand_logo.as_deref(), files, diags) {
        if !picture::has_extension(&file.path) {
            let message = format!("`{}` is not an image", file.source);
            let broken = Diagnostic::new(&codes::BROKEN_PICTURE, span(settings, "logo"), message);
            diags.push(broken.help("use an SVG, PNG, JPEG, GIF, WebP or AVIF file"));
        } else if picture::flaw(&file.path, &file.bytes).is_none() {
            let width = width(&file.bytes).unwrap_or(HEIGHT);
            assets.logo = Some(Logo { path: add_copy(file, files), width });
        }
    }
    if let Some(file) = find_file(settings, "css", settings.brand_css.as_deref(), files, diags) {
        assets.brand_css = Some(add_copy(file, files));
    }
}

/// The file below `static/` at the path of a setting. Reports a file that does not exist.
fn find_file(
    settings: &Settings,
    key: &str,
    path: Option<&str>,
    files: &[ThemeFile],
    diags: &mut Diagnostics,
) -> Option<ThemeFile> {
    let name = below_static(path?);
    let file = files.iter().find(|file| below_static(&file.source) == name).cloned();
    if file.is_none() {
        let message = format!("there is no file `static/{name}`");
        let missing = Diagnostic::new(&codes::MISSING_FILE, span(settings, key), message);
        let near = closest(name, files.iter().map(|file| below_static(&file.source)));
        diags.push(match near {
            Some(near) => missing.help(format!("did you mean `{near}`?")),
            None => missing.help(format!("`{key}` is a path in the site's `static` folder")),
        });
    }
    file
}

/// Adds a copy of a file with a fingerprint in its name, in the same folder so that its relative links work.
fn add_copy(file: ThemeFile, files: &mut Vec<ThemeFile>) -> String {
    if file.path.starts_with("assets/") {
        return file.path;
    }
    let path = with_fingerprint(&file.path, &file.bytes);
    files.push(ThemeFile { path: path.clone(), ..file });
    path
}

/// Reports a brand color that is not readable as the color of text.
pub(super) fn contrast_warning(brand: Color, palette: &Palette, settings: &Settings) -> Option<Diagnostic> {
    let accent = palette.light.accent;
    if accent == brand {
        return None;
    }
    let message = format!("`{brand}` is too light for text; links are written in `{accent}`");
    let warning = Diagnostic::new(&codes::ACCENT_CONTRAST, span(settings, "accent"), message);
    Some(warning.help("choose a darker color, or write `accent-contrast = \"allow\"` in `[lints]`"))
}

fn span(settings: &Settings, key: &str) -> Span {
    settings.source.span(&format!("brand.{key}")).unwrap_or(Span::whole(FileId(0)))
}

fn below_static(path: &str) -> &str {
    let path = path.trim_start_matches("./").trim_start_matches('/');
    path.strip_prefix("static/").unwrap_or(path)
}

/// The height of the logo in the header, in pixels.
const HEIGHT: u32 = 24;

/// The maximum width of the logo at its height, in pixels.
const WIDEST: u32 = 200;

/// The width of an SVG picture at the height of the logo, by its `viewBox`.
fn width(svg: &[u8]) -> Option<u32> {
    let (width, height) = view_box(svg)?;
    let width = (width / height * f64::from(HEIGHT)).round();
    (1..=WIDEST).find(|pixels| f64::from(*pixels) >= width).or(Some(WIDEST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;
    use crate::diag::SourceMap;
    use crate::discover::{SourceFile, Sources};
    use crate::parse::parse_file;
    use crate::parse::site::SITE;
    use crate::testing::draw;
    use crate::theme::{Theme, theme};

    fn load(text: &str) -> (Theme, String) {
        let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
        let file = map.add("site.toml", text);
        let settings = Settings::read(parse_file(text, file, &SITE, &mut diags).table);
        let statics = ["brand/logo.svg", "own.css"].map(|name| SourceFile {
            path: format!("static/{name}"),
            bytes: b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 16'/>".to_vec().into(),
        });
        let sources = Sources { statics: statics.to_vec(), ..Sources::default() };
        let theme = theme(&sources, &settings, &mut map, &mut diags);
        (theme, draw(diags, &map))
    }

    #[test]
    fn own_files_are_found_below_static_and_keep_their_folder() {
        for path in ["brand/logo.svg", "/brand/logo.svg", "static/brand/logo.svg"] {
            let (theme, findings) = load(&format!("[brand]\nlogo = \"{path}\"\ncss = \"own.css\""));
            assert_eq!(findings, "");
            let logo = theme.assets.logo.unwrap();
            assert!(logo.path.starts_with("brand/logo.") && logo.path.ends_with(".svg"), "{}", logo.path);
            assert_eq!(logo.width, 72);
            let css = theme.assets.brand_css.unwrap();
            assert_ne!(css, "own.css");
            assert!(theme.files.iter().any(|file| file.path == css));
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_reported_at_its_setting() {
        let (_, findings) = load("[brand]\nlogo = \"brand/lgoo.svg\"\ncss = \"style/site.css\"");
        assert_snapshot(
            findings,
            snapbox::file!["snapshots/brand-a_file_that_is_not_there_is_reported_at_its_setting.txt"],
        );
    }

    #[test]
    fn a_light_brand_is_darkened_for_text_and_the_icon_follows() {
        let (theme, findings) = load("[brand]\naccent = \"#ffcc00\"");
        assert_snapshot(
            findings,
            snapbox::file!["snapshots/brand-a_light_brand_is_darkened_for_text_and_the_icon_follows.txt"],
        );
        let file = |path: &str| {
            let file = theme.files.iter().find(|file| file.path == path).unwrap();
            String::from_utf8(file.bytes.to_vec()).unwrap()
        };
        assert!(file(&theme.assets.css).contains("--fill:light-dark(#ffcc00,#ffcc00);"));
        assert!(file(&theme.assets.icons.favicon).contains("#ffcc00"));
        assert_eq!(load("[brand]\naccent = \"#08664a\"").1, "");
    }
}
