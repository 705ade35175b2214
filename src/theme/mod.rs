//! Loads templates and assets: the default theme in the binary, in which a site's own files replace those of the same name.
//! The result is what pages are rendered with, and the files that are written beside them.

mod asset;
mod brand;
mod bundle;
mod cache;
pub mod codes;
mod css;
mod file_list;
mod icon;
mod light;
mod logo;
pub mod markdown;
mod minify;
mod palette;
mod picture;
mod style_check;
mod tag;
mod template;
mod usage;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_embed::RustEmbed;
use tera::Tera;

pub use cache::Cache;
pub use file_list::ThemeFile;
pub use icon::Icons;
pub use light::LightColors;
pub use logo::Drawing;
pub use picture::{size as picture_size, view_box};
pub use template::{default_snippets, error as template_error};

use crate::diag::{Diagnostic, Diagnostics, SourceMap, Span, without_mark};
use crate::discover::{SourceFile, Sources};
use crate::parse::{add, not_utf8};
use crate::resolve::Settings;

/// What the pages of a site are rendered with.
#[derive(Debug)]
pub struct Theme {
    /// The templates.
    pub templates: Arc<Templates>,
    /// The paths of the assets.
    pub assets: AssetPaths,
    /// The files that are written beside the pages.
    pub files: Vec<ThemeFile>,
}

/// The templates of a site: the default ones, and its own in their place.
#[derive(Debug)]
pub struct Templates {
    /// The page templates and their components.
    pub tera: Tera,
    /// The templates of the pages' Markdown twins and their components.
    pub markdown: Tera,
    /// The templates of code examples: name below `templates/snippets/` and text.
    pub snippets: Vec<(String, String)>,
    /// The components that the site's own templates define, in the place of the default ones or beside them.
    pub own_components: BTreeSet<String>,
    /// A hash of all templates: their names and texts.
    pub hash: blake3::Hash,
}

/// The paths of the theme's files below the root, with a fingerprint in each name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AssetPaths {
    /// The style sheet of most pages: `static/css`, in the order of its `order.txt`.
    pub css: String,
    /// The style sheets of other pages, which extend it, by name: the folders of `static/css` with an `order.txt`.
    pub sheets: BTreeMap<String, String>,
    /// The classic script in the head that applies a saved theme before the first paint.
    pub theme: String,
    /// The script of every page: all of `static/js/order.txt`, in its order.
    pub scripts: Vec<String>,
    /// The scripts of some pages by name: the folders of `static/js` with an `order.txt`.
    pub bundles: BTreeMap<String, String>,
    /// The font that is preloaded; `None` if the site uses a system font.
    pub font: Option<String>,
    /// The icons of the site.
    pub icons: Icons,
    /// The rules by which a browser loads pages in advance. Pages do not refer to them: a host sends their URL in the
    /// `Speculation-Rules` header, and the file as `application/speculationrules+json`.
    pub speculation: String,
    /// The colors of the light scheme.
    pub light: LightColors,
    /// The publisher's logo.
    pub logo: Option<Logo>,
    /// The publisher's own style sheet, loaded after the theme's.
    pub brand_css: Option<String>,
}

/// The publisher's logo, before the name in the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// Its path below the root.
    pub path: String,
    /// Its width in pixels at a height of 24 pixels.
    pub width: u32,
}

#[derive(RustEmbed)]
#[folder = "templates/"]
struct DefaultTemplates;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Statics;

/// Loads the theme of a site. Mistakes in its own templates are reported, and the default ones are used instead.
pub fn theme(sources: &Sources, settings: &Settings, map: &mut SourceMap, diags: &mut Diagnostics) -> Theme {
    theme_incremental(sources, settings, &mut Cache::default(), map, diags)
}

/// Loads the theme of a site, as [`theme`] does; templates and assets that did not change are not made again.
pub fn theme_incremental(
    sources: &Sources,
    settings: &Settings,
    cache: &mut Cache,
    map: &mut SourceMap,
    diags: &mut Diagnostics,
) -> Theme {
    let sources_of_templates = template::read(sources, map, diags);
    let templates = cache.templates(sources_of_templates, map, diags);
    usage::report_languages(settings, &templates.snippets, diags);
    check_texts(sources, map, diags);
    let (assets, files) = cache.assets(sources, settings, map, diags);
    let base = settings.base_url.as_deref().and_then(|url| url::Url::parse(url).ok());
    style_check::check(sources, &files, base.as_ref().map_or("/", |url| url.path()), map, diags);
    Theme { templates, assets, files }
}

/// Reports files that have the name of a picture and are none.
fn report_pictures(files: &[SourceFile], map: &mut SourceMap, diags: &mut Diagnostics) {
    for file in files {
        if let Some(picture::Flaw { why, help }) = picture::flaw(&file.path, &file.bytes) {
            let span = Span::whole(map.add(file.path.clone(), ""));
            let broken =
                Diagnostic::new(&codes::BROKEN_PICTURE, span, format!("this image cannot be shown: {why}"));
            diags.push(broken.help(help));
        }
    }
}

/// Reads the logos of authors and providers, and reports those that cannot be shown. The others are returned by their paths below the site.
pub fn logos_incremental(
    files: &[SourceFile],
    cache: &mut Cache,
    map: &mut SourceMap,
    diags: &mut Diagnostics,
) -> BTreeMap<String, Drawing> {
    let read = cache.logos(files);
    let mut drawings = BTreeMap::new();
    for (file, read) in files.iter().zip(read) {
        match read {
            Ok(drawing) => drop(drawings.insert(file.path.clone(), drawing)),
            Err(flaw) => {
                let id = map
                    .add(file.path.clone(), String::from_utf8_lossy(without_mark(&file.bytes)).into_owned());
                let span = Span::new(id, flaw.at.start, flaw.at.end);
                diags.push(Diagnostic::new(&codes::UNUSABLE_LOGO, span, flaw.message).help(flaw.help));
            }
        }
    }
    drawings
}

/// Reports the files of the site in the place of the theme's own texts that are not UTF-8: they are joined or changed as text.
fn check_texts(sources: &Sources, map: &mut SourceMap, diags: &mut Diagnostics) {
    for file in &sources.statics {
        let is_text =
            [".css", ".js", ".json", ".svg", ".txt"].iter().any(|ending| file.path.ends_with(ending));
        let name = file.path.trim_start_matches("static/");
        let is_read = is_text && Statics::get(name).is_some()
            || ["_headers", "_redirects", "robots.txt"].contains(&name);
        if is_read && std::str::from_utf8(&file.bytes).is_err() {
            let id = add(map, file);
            diags.extend(not_utf8(file, id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::SourceFile;

    fn load(templates: &[(&str, &str)]) -> (Theme, Vec<String>) {
        let file = |(path, text): &(&str, &str)| SourceFile {
            path: (*path).into(),
            bytes: text.as_bytes().to_vec().into(),
        };
        let sources = Sources { templates: templates.iter().map(file).collect(), ..Sources::default() };
        let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
        let theme = theme(&sources, &Settings::default(), &mut map, &mut diags);
        let place = |found: &crate::diag::Diagnostic| {
            let at = map.position(found.span.file, found.span.start);
            format!("{}:{}:{} {}", map.path(found.span.file), at.line, at.column, found.message)
        };
        (theme, diags.iter().map(place).collect())
    }

    #[test]
    fn the_default_theme_compiles_and_its_sheet_is_whole() {
        let (theme, found) = load(&[]);
        assert!(found.is_empty(), "{found:?}");
        let paths: Vec<_> = theme.assets.sheets.values().chain([&theme.assets.css]).collect();
        let sheets = theme.files.iter().filter(|file| paths.contains(&&file.path));
        let sheet: String = sheets.map(|file| String::from_utf8_lossy(&file.bytes)).collect();
        for name in Statics::iter()
            .filter(|name| name.starts_with("css/") && name.ends_with(".css") && *name != "css/font.css")
        {
            let text = Statics::get(&name).unwrap().data.into_owned();
            let text = minify::minify(&String::from_utf8_lossy(&text));
            assert!(sheet.contains(&text), "{name} is in no order.txt");
        }
        assert!(!sheet.contains("../font/"), "fonts keep their fingerprints");
    }

    #[test]
    fn every_broken_template_is_reported_at_its_place() {
        let (theme, found) = load(&[
            (
                "templates/page/home.html",
                "{% extends \"base.html\" %}\n{% block main %}{{ nope | nofilter }}{% endblock %}",
            ),
            ("templates/page/index.html", "{% if %}"),
        ]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found.contains(&"templates/page/home.html:2:27 Unknown filter `nofilter`".to_owned()),
            "{found:?}"
        );
        assert!(found.iter().any(|line| line.starts_with("templates/page/index.html:1:7")), "{found:?}");
        assert!(theme.templates.tera.get_template_names().any(|name| name == "page/index.html"));
    }

    #[test]
    fn templates_without_end_are_reported_and_end() {
        let (_, found) = load(&[
            ("templates/a.html", "{% include \"b.html\" %}"),
            ("templates/b.html", "{% include \"a.html\" %}{% include \"nowhere.html\" %}"),
            ("templates/page/home.html", "{% extends \"page/home.html\" %}"),
            (
                "templates/page/index.html",
                "{% extends \"base.html\" %}{% block main %}{% include \"a.html\" %}{% endblock %}",
            ),
            ("templates/page/custom.html", "{% extends \"nobody.html\" %}"),
        ]);
        for wanted in [
            "templates/page/home.html:1:12 the template extends itself",
            "templates/a.html:1:1 Circular include",
            "templates/b.html:1:34 Unknown template `nowhere.html`",
            "templates/page/custom.html:1:12 there is no template `nobody.html`",
        ] {
            assert!(found.iter().any(|line| line.starts_with(wanted)), "{wanted}: {found:?}");
        }
        assert_eq!(found.len(), 4, "{found:?}");
    }

    #[test]
    fn an_override_can_build_on_the_default_page() {
        let (_, found) = load(&[("templates/page/home.html", "{% extends \"builtin/page/home.html\" %}")]);
        assert!(found.is_empty(), "{found:?}");
    }
}
