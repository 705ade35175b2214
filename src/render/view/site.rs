use std::collections::BTreeMap;

use serde::Serialize;

use super::link::Link;
use super::rooted::Rooted;

/// What is the same on every page. It is serialised once and stands in Tera's global context under `site`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Site {
    /// The site's name, in the header and at the end of each title.
    pub title: String,
    /// One sentence on what the directory is for.
    pub tagline: Option<String>,
    /// The language of the texts, as BCP 47: `en`.
    pub language: String,
    /// The links of the header, in order; `url` ends in `/`.
    pub nav: Vec<Link>,
    /// The foot of every page.
    pub footer: Footer,
    /// Name, logo and colours of the publisher.
    pub brand: Brand,
    /// The gateway that a one-vendor site sells; absent in a pure comparison directory.
    pub gateway: Option<Gateway>,
    /// A notice above every page, such as that the site is an example.
    pub notice: Option<Rooted>,
    /// The language with its country, as Open Graph writes it: `en_US`.
    pub locale: String,
    /// The path of the site's description for machines, where it has one: `llms.txt`.
    pub described_by: Option<String>,
    /// Whether search engines are asked to stay away from the whole site.
    pub noindex: bool,
    /// Whether the site compares providers: model pages list offers, and there are provider pages.
    pub many_providers: bool,
    /// Where the theme's files lie.
    pub assets: Assets,
    /// A script of the publisher's own, such as one that counts visits.
    pub analytics: Option<Analytics>,
    /// The content security policy for the `meta` element, without `frame-ancestors`.
    pub csp: String,
    /// Name and version of the tool, for the `generator` element.
    pub generator: String,
}

/// The foot of every page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Footer {
    /// The publisher's own words.
    pub text: Option<Rooted>,
    /// What the prices are in: "Prices in US dollars."
    pub note: Option<String>,
    /// The publisher's links, and the site's machine-readable files.
    pub links: Vec<Link>,
}

/// Name, logo and colours of the publisher.
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
    /// The same with more for some pages, by name, such as `list`: each folder of `static/css` with an `order.txt` of its own.
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
