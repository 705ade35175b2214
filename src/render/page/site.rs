//! What is the same on every page: header, footer, brand, policy.

use std::collections::BTreeMap;

use serde::Serialize;

use super::browse::BrowseBy;
use super::common::{link, outside_link};
use super::{cell, custom};
use crate::derive::Directory;
use crate::domain::{Currency, Language, Route};
use crate::plan;
use crate::render::context::RenderContext;
use crate::render::markdown::MarkdownPlace;
use crate::render::view::{Figure, Html, Link, RootRelative};
use crate::resolve::Settings;
use crate::resolve::settings::NavLink;
use crate::theme::AssetPaths;

/// What is the same on every page. It is serialized once and stands in Tera's global context under `site`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Site {
    /// The site's name, in the header and at the end of each title.
    pub title: String,
    /// One sentence on what the directory is for.
    pub tagline: Option<String>,
    /// The language of the interface, as BCP 47: `en`.
    pub language: String,
    /// The language of the site's own texts, where it is not that of the interface.
    pub text_language: Option<TextLanguage>,
    /// The links of the header, in order; `url` ends in `/`.
    pub nav: Vec<Link>,
    /// The foot of every page.
    pub footer: Footer,
    /// Name, logo and colors of the publisher.
    pub brand: Brand,
    /// The gateway that a one-vendor site sells; absent in a pure comparison directory.
    pub gateway: Option<Gateway>,
    /// A notice above every page, such as that the site is an example.
    pub notice: Option<RootRelative>,
    /// The language with its country, as Open Graph writes it: `en_US`.
    pub locale: String,
    /// The path of the site's description for machines, where it has one: `llms.txt`.
    pub described_by: Option<String>,
    /// Whether search engines are asked to stay away from the whole site.
    pub noindex: bool,
    /// Whether the site compares providers: model pages list offers, and there are provider pages.
    pub many_providers: bool,
    /// The path of the rows as data, which the palette searches.
    pub search: String,
    /// The path of the page that compares records.
    pub compare: String,
    /// Where the theme's files lie.
    pub assets: Assets,
    /// A script of the publisher's own, such as one that counts visits.
    pub analytics: Option<Analytics>,
    /// The content security policy for the `meta` element, without `frame-ancestors`.
    pub csp: String,
    /// Name and version of the tool, for the `generator` element.
    pub generator: String,
}

/// Whose data the site shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct DataNote {
    /// Where it comes from, in the publisher's words.
    pub credit: Option<RootRelative>,
    /// The name of its license.
    pub license: Option<String>,
    /// The address of the license text.
    pub license_url: Option<String>,
    /// The day on which it was taken from there.
    pub as_of: Option<Figure>,
}

/// A language of texts other than that of the interface.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct TextLanguage {
    /// Its tag, for `lang`: `de`.
    pub tag: String,
    /// Its direction, for `dir`: `ltr` or `rtl`.
    pub direction: String,
}

/// The foot of every page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Footer {
    /// The publisher's own words.
    pub text: Option<RootRelative>,
    /// What the prices are in: "Prices in US dollars."
    pub note: Option<String>,
    /// Whose data the site shows; absent where the settings do not say.
    pub data: Option<DataNote>,
    /// The publisher's links, and the site's machine-readable files.
    pub links: Vec<Link>,
}

/// Name, logo and colors of the publisher.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Brand {
    /// The name beside the mark; the site's title when none is set.
    pub name: String,
    /// The logo; the theme's own mark stands in when there is none.
    pub logo: Option<Logo>,
    /// The path of the publisher's own style sheet, loaded after the theme's.
    pub css: Option<String>,
}

/// The publisher's logo.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Logo {
    /// Its path below the root.
    pub path: String,
    /// Its width in pixels at a height of 24.
    pub width: u32,
}

/// A script of the publisher's own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Analytics {
    /// Its address.
    pub script: String,
    /// Its `data-` attributes.
    pub data: Vec<Attribute>,
}

/// An attribute of an element.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Attribute {
    /// Its name, which needs no escaping: `data-website-id`.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// The gateway that a one-vendor site sells.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Gateway {
    /// The name in words: "Requesty".
    pub name: String,
    /// The base URL of the API, as readers type it.
    pub api: Option<String>,
    /// The gateway's documentation.
    pub docs: Option<Link>,
}

/// Paths of the theme's files below the root, with a fingerprint in each name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Assets {
    /// The style sheet of pages that need no more: `static/css`, in the order of its `order.txt`.
    pub css: String,
    /// The same with more for some pages, by name, such as `list`: each folder of `static/css` with an `order.txt` of its own. That of the
    /// palette stands alone; a page loads it beside its own.
    pub sheets: BTreeMap<String, String>,
    /// The classic script in the head that applies a saved theme before the first paint.
    pub theme: String,
    /// The scripts that run when the page is read: all of `static/js`, in the order of `order.txt`.
    pub scripts: Vec<String>,
    /// The scripts of some pages by name, such as `index`: each folder of `static/js` with an `order.txt` of its own.
    pub bundles: BTreeMap<String, String>,
    /// The font that is preloaded; absent when the publisher chose the system's.
    pub font: Option<String>,
    /// The icon of the browser's tab, as a drawing.
    pub favicon: String,
    /// The icon for browsers that draw none: `favicon.ico`.
    pub favicon_fallback: Option<String>,
    /// The icon on a phone's home screen.
    pub touch_icon: Option<String>,
    /// The web app manifest.
    pub manifest: String,
}

impl Site {
    /// The policy that the default theme needs: nothing but the site's own files, and no string becomes markup.
    pub const CONTENT_SECURITY_POLICY: &'static str = "default-src 'none'; script-src 'self'; style-src 'self'; \
        img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
        form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
}

/// The frame of a site's pages, made once.
pub fn view(site: &plan::Site, assets: &AssetPaths, context: &RenderContext) -> Site {
    let directory = &site.directory;
    let settings = &directory.settings;
    Site {
        title: settings.title.clone(),
        tagline: settings.tagline.clone(),
        language: interface_language(&settings.language),
        text_language: text_language(&settings.language),
        nav: {
            let links = match &settings.nav {
                Some(links) => nav_link(links, &site.routes),
                None => navigation(directory),
            };
            with_pages(links, custom::navigation_links(directory, |page| page.nav.as_deref()))
        },
        footer: footer(site, context),
        brand: brand(settings, assets),
        gateway: settings.gateway.as_ref().map(|gateway| Gateway {
            name: gateway.name.clone(),
            api: gateway.api.clone(),
            docs: gateway
                .doc
                .as_deref()
                .and_then(|url| outside_link(format!("{} documentation", gateway.name), url)),
        }),
        notice: settings.notice.as_ref().map(|text| {
            root_relative(|root| {
                context.markdown.inline(text, MarkdownPlace { prefix: "notice", root, level: 2 })
            })
        }),
        locale: locale(&interface_language(&settings.language)),
        described_by: site.routes.contains("llms.txt").then(|| "llms.txt".to_owned()),
        noindex: !settings.index,
        many_providers: directory.many_providers,
        search: Route::data("search", 1).as_str().to_owned(),
        compare: Route::compare().as_str().to_owned(),
        assets: Assets {
            css: assets.css.clone(),
            theme: assets.theme.clone(),
            scripts: assets.scripts.clone(),
            sheets: assets.sheets.clone(),
            bundles: assets.bundles.clone(),
            font: assets.font.clone(),
            favicon: assets.icons.favicon.clone(),
            favicon_fallback: assets.icons.fallback.clone(),
            touch_icon: assets.icons.touch.clone(),
            manifest: assets.icons.manifest.clone(),
        },
        analytics: analytics(settings),
        csp: content_security_policy(settings),
        generator: concat!("modelpress ", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}

/// The interface is in English: of the country of the site's own texts, where these are in English, too.
fn interface_language(own: &Language) -> String {
    if own.is_english() { own.to_string() } else { "en".to_owned() }
}

/// A language as Open Graph writes it: with an underscore, and with the country that it takes for English without one.
fn locale(language: &str) -> String {
    if language == "en" { "en_US".to_owned() } else { language.replace('-', "_") }
}

fn text_language(language: &Language) -> Option<TextLanguage> {
    (!language.is_english())
        .then(|| TextLanguage { tag: language.to_string(), direction: language.direction().to_owned() })
}

/// The links of the header where the settings name none: models, who makes or serves them, what they can do.
fn navigation(directory: &Directory) -> Vec<Link> {
    let ways = BrowseBy::all(directory);
    let organization = ways.iter().find(|way| matches!(way, BrowseBy::Authors | BrowseBy::Providers));
    let capabilities = ways.iter().find(|way| **way == BrowseBy::Capabilities);
    let lists = organization.into_iter().chain(capabilities).map(|way| link(way.title(), &way.route()));
    let compare = directory.has_comparisons().then(|| link("Compare", &Route::compare()));
    [link("Models", &Route::models())].into_iter().chain(lists).chain(compare).collect()
}

/// Links of the settings; one to a page that does not exist is left out, as it was reported.
fn nav_link(links: &[NavLink], routes: &plan::Routes) -> Vec<Link> {
    let link = |given: &NavLink| match routes.resolve(&given.url) {
        Some(route) => Some(Link::internal(given.label.as_str(), route)),
        None => outside_link(given.label.as_str(), &given.url),
    };
    links.iter().filter_map(link).collect()
}

/// Links with those that pages of the site's own ask for; one that is there already stands once.
fn with_pages(mut links: Vec<Link>, pages: Vec<Link>) -> Vec<Link> {
    let new: Vec<Link> = pages
        .into_iter()
        .filter(|page: &Link| links.iter().all(|link| link.external || link.url != page.url))
        .collect();
    links.extend(new);
    links
}

fn footer(site: &plan::Site, context: &RenderContext) -> Footer {
    let settings = &site.directory.settings;
    let text = settings.footer_text.as_ref();
    Footer {
        text: text.map(|text| {
            root_relative(|root| {
                context.markdown.block(text, MarkdownPlace { prefix: "footer", root, level: 2 })
            })
        }),
        note: currencies(&site.directory),
        data: data_note(settings, context),
        links: {
            let links = nav_link(&settings.footer_links, &site.routes);
            let asked = custom::navigation_links(&site.directory, |page| page.footer.as_deref());
            with_pages(with_pages(links, asked), our_pages(site))
        },
    }
}

fn data_note(settings: &Settings, context: &RenderContext) -> Option<DataNote> {
    let data = &settings.data;
    let credit = data.credit.as_ref().map(|text| {
        root_relative(|root| context.markdown.inline(text, MarkdownPlace { prefix: "data", root, level: 2 }))
    });
    (!data.is_empty()).then(|| DataNote {
        credit,
        license: data.license.clone().or_else(|| data.license_url.clone()),
        license_url: data.license_url.clone(),
        as_of: data.as_of.map(|day| cell::date("data.as_of", day)),
    })
}

/// Our pages on what ends and on the data, where no page of the site's own stands in their place.
fn our_pages(site: &plan::Site) -> Vec<Link> {
    let pages = [
        ("Maps of prices", Route::charts()),
        ("Deprecations", Route::deprecations()),
        ("Changes", Route::changes()),
        ("About the data", Route::about()),
    ];
    let is_ours = |route: &Route| site.directory.catalog.pages.iter().all(|page| page.route != *route);
    let is_there = |route: &Route| site.routes.contains(route.as_str()) && is_ours(route);
    pages.into_iter().filter(|(_, route)| is_there(route)).map(|(text, route)| link(text, &route)).collect()
}

/// What the prices of the site are in.
fn currencies(directory: &Directory) -> Option<String> {
    let priced = directory
        .catalog
        .records()
        .filter(|record| !record.cost.prices.rates.is_empty() || !record.cost.prices.units.is_empty());
    let mut currencies: Vec<Currency> = priced.map(|record| record.cost.currency).collect();
    currencies.sort_unstable();
    currencies.dedup();
    match currencies.as_slice() {
        [] => None,
        [Currency::USD] => Some("Prices in US dollars.".to_owned()),
        [only] => Some(format!("Prices in {only}.")),
        _ => Some("Prices in US dollars unless noted.".to_owned()),
    }
}

fn brand(settings: &Settings, assets: &AssetPaths) -> Brand {
    Brand {
        name: settings.brand_name.clone().unwrap_or_else(|| settings.title.clone()),
        logo: assets.logo.as_ref().map(|logo| Logo { path: logo.path.clone(), width: logo.width }),
        css: assets.brand_css.clone(),
    }
}

/// The script of the site's own, with its attributes; names that are none are left out.
fn analytics(settings: &Settings) -> Option<Analytics> {
    let given = settings.analytics.as_ref()?;
    let is_name = |name: &str| {
        !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || b"-0123456789".contains(&byte))
    };
    let data = given.data.iter().filter(|(name, _)| is_name(name));
    let data = data.map(|(name, value)| Attribute { name: format!("data-{name}"), value: value.clone() });
    Some(Analytics { script: given.script.clone(), data: data.collect() })
}

/// Stands in for the way to the root while a text is rendered that is shown at every depth.
const ROOT: &str = "\u{f8ff}root\u{f8ff}";

fn root_relative(render: impl Fn(&str) -> Html) -> RootRelative {
    let markup = render(ROOT);
    RootRelative {
        pieces: markup.as_str().split(ROOT).map(|piece| Html::from_safe(piece.to_owned())).collect(),
    }
}

/// The theme's policy with the hosts that the settings add.
/// The content security policy of a site, without what only a header can say.
pub fn content_security_policy(settings: &Settings) -> String {
    let mut directives: Vec<String> = Site::CONTENT_SECURITY_POLICY.split("; ").map(str::to_owned).collect();
    let counted = settings.analytics.as_ref().and_then(|given| url::Url::parse(&given.script).ok());
    let host = counted.map(|url| url.origin().ascii_serialization());
    let named = |key: &str| {
        let host = host.clone().filter(|_| matches!(key, "script" | "connect"));
        host.into_iter().chain(settings.source.texts(&format!("csp.{key}"))).collect::<Vec<_>>()
    };
    for key in ["script", "style", "img", "font", "connect", "frame"] {
        add(&mut directives, &format!("{key}-src"), &named(key));
    }
    add(&mut directives, "trusted-types", &named("trusted_types"));
    directives.join("; ")
}

/// Adds words to a directive, in place of `'none'`.
fn add(directives: &mut Vec<String>, name: &str, words: &[String]) {
    if words.is_empty() {
        return;
    }
    match directives.iter_mut().find(|directive: &&mut String| directive.split(' ').next() == Some(name)) {
        Some(directive) => {
            let kept = directive.trim_end_matches(" 'none'");
            *directive = format!("{kept} {}", words.join(" "));
        }
        None => directives.push(format!("{name} {}", words.join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::plan::fixture::plan_site;
    use crate::render::context::prepare_snippets;
    use crate::render::markdown::Markdown;

    fn site(files: &[(&str, &str)]) -> Site {
        let site = plan_site(files).site;
        let assets = AssetPaths { css: "assets/site.css".to_owned(), ..AssetPaths::default() };
        let routes = Arc::clone(&site.routes);
        let markdown = Markdown::new(Arc::new(move |path| routes.resolve(path)));
        view(
            &site,
            &assets,
            &RenderContext { markdown, snippets: prepare_snippets(Vec::new()).0, images: BTreeMap::new() },
        )
    }

    fn shown(links: &[Link]) -> Vec<String> {
        links.iter().map(|link| format!("{} -> {}", link.text, link.url)).collect()
    }

    const MODEL: (&str, &str) =
        ("models/a/b.toml", "name = \"B\"\nattachment = true\n[cost]\ninput = 1\noutput = 1");

    #[test]
    fn the_header_names_the_lists_that_exist() {
        let one_vendor = site(&[MODEL]);
        assert_eq!(
            shown(&one_vendor.nav),
            ["Models -> models/", "Authors -> authors/", "Capabilities -> capabilities/"]
        );
        let many = site(&[
            ("models/a/b.toml", "name = \"B\""),
            ("providers/p/provider.toml", "name = \"P\""),
            ("providers/p/models/c.toml", "name = \"C\""),
        ]);
        assert_eq!(shown(&many.nav), ["Models -> models/", "Providers -> providers/", "Compare -> compare/"]);
        assert_eq!(shown(&site(&[]).nav), ["Models -> models/"]);
    }

    #[test]
    fn the_settings_replace_the_header_and_fill_the_footer() {
        let site = site(&[
            MODEL,
            (
                "site.toml",
                "nav = [{ label = \"B\", url = \"/models/a/b\" }, { label = \"Gone\", url = \"/gone/\" }, \
                 { label = \"Out\", url = \"https://out.example/\" }]\n\
                 [footer]\ntext = \"See [B](/models/a/b/).\"\nlinks = [{ label = \"Types\", url = \"/types/\" }]",
            ),
        ]);
        assert_eq!(shown(&site.nav), ["B -> models/a/b/", "Out -> https://out.example/"]);
        assert_eq!(shown(&site.footer.links), ["Types -> types/", "About the data -> about/"]);
        let text = site.footer.text.unwrap();
        let pieces: Vec<&str> = text.pieces.iter().map(Html::as_str).collect();
        assert_eq!(pieces, ["<p>See <a href=\"", "models/a/b/\">B</a>.</p>"]);
        assert_eq!(site.footer.note.as_deref(), Some("Prices in US dollars."));
    }

    #[test]
    fn a_script_of_the_site_brings_its_host() {
        let site = site(&[(
            "site.toml",
            "[analytics]\nscript = \"https://stats.example/js/x.js?a=b\"\ndata = { website-id = \"1\", \"on x\" = \"2\" }",
        )]);
        let analytics = site.analytics.unwrap();
        assert_eq!(analytics.script, "https://stats.example/js/x.js?a=b");
        let data: Vec<_> =
            analytics.data.iter().map(|data| (data.name.as_str(), data.value.as_str())).collect();
        assert_eq!(data, [("data-website-id", "1")]);
        assert!(site.csp.contains("script-src 'self' https://stats.example;"), "{}", site.csp);
        assert!(site.csp.contains("connect-src 'self' https://stats.example;"), "{}", site.csp);
    }

    #[test]
    fn hosts_are_added_to_the_policy() {
        let site = site(&[(
            "site.toml",
            "[csp]\nscript = [\"https://stats.example\", \"https://a.example\"]\nframe = [\"https://video.example\"]\ntrusted_types = [\"stats\"]",
        )]);
        assert!(
            site.csp.contains("; script-src 'self' https://stats.example https://a.example; "),
            "{}",
            site.csp
        );
        assert!(site.csp.ends_with("; trusted-types stats; frame-src https://video.example"), "{}", site.csp);
        assert!(site.csp.starts_with("default-src 'none'; "), "{}", site.csp);
    }
}
