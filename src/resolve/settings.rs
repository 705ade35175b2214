//! The settings of a site, typed, with their defaults.

use rust_decimal::Decimal;

use crate::diag::Span;
use crate::domain::{Color, TokenCount};
use crate::parse::site::SECTIONS;
use crate::parse::{Node, Table};

/// The settings of a site. Everything has a default, so a folder with nothing but `models/` is a site.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The name of the site.
    pub title: String,
    /// What it is, in a line.
    pub tagline: Option<String>,
    /// What it is, in Markdown.
    pub description: Option<String>,
    /// A line at the top of every page, in Markdown.
    pub notice: Option<String>,
    /// Where the site will stand, with a trailing slash.
    pub base_url: Option<String>,
    /// The language of the pages.
    pub language: String,
    /// The one provider of a site without `providers/`.
    pub gateway: Option<Gateway>,
    /// The workloads of the estimated costs.
    pub estimates: Vec<Workload>,
    /// The share of the input that cached estimates read from the cache, in percent.
    pub cached_share: u64,
    /// The languages of the code examples, in order.
    pub languages: Vec<String>,
    /// The prompt of the code examples.
    pub prompt: String,
    /// The sections of a model page, in order.
    pub sections: Vec<String>,
    /// Whether a row of the index is an offer.
    pub rows_are_offers: bool,
    /// The links of the header; `None` for the default ones.
    pub nav: Option<Vec<NavLink>>,
    /// The footer's text, in Markdown.
    pub footer_text: Option<String>,
    /// The footer's links.
    pub footer_links: Vec<NavLink>,
    /// The name in the header.
    pub brand_name: Option<String>,
    /// The logo's path below `static/`.
    pub brand_logo: Option<String>,
    /// The brand colour.
    pub accent: Option<Color>,
    /// Whether the font file is left out.
    pub system_font: bool,
    /// A style sheet of the site's own, below `static/`.
    pub brand_css: Option<String>,
    /// A script of the site's own on every page.
    pub analytics: Option<Analytics>,
    /// The address that edits a file, with `{path}`.
    pub edit_url: Option<String>,
    /// The comparison pages.
    pub comparisons: Vec<NamedComparison>,
    /// Whether search engines may index the site.
    pub index: bool,
    /// Whether search engines may index offer pages.
    pub index_offers: bool,
    /// Whether pages carry structured data of questions.
    pub faq_markup: bool,
    /// The table as written, for what is not typed yet and for templates.
    pub source: Table,
}

/// The gateway of a one-vendor site.
#[derive(Clone, Debug)]
pub struct Gateway {
    /// Its id.
    pub id: String,
    /// Its display name.
    pub name: String,
    /// The base URL of its API.
    pub api: Option<String>,
    /// The AI SDK package that talks to it.
    pub npm: Option<String>,
    /// The environment variables that hold its keys.
    pub env: Vec<String>,
    /// Its documentation.
    pub doc: Option<String>,
    /// The mark-up in percent, where prices in files are upstream prices.
    pub markup_percent: Option<Decimal>,
    /// Fees beside the prices, in Markdown.
    pub fees: Option<String>,
    /// The text of the call to action.
    pub cta_label: Option<String>,
    /// Where the call to action leads, with `{id}`.
    pub cta_url: Option<String>,
}

/// A script of the site's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analytics {
    /// Its address.
    pub script: String,
    /// Its `data-` attributes: name without `data-`, and value.
    pub data: Vec<(String, String)>,
}

/// A workload: tokens in all, over many requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workload {
    /// Input tokens.
    pub input: TokenCount,
    /// Output tokens.
    pub output: TokenCount,
    /// What it is called.
    pub label: Option<String>,
}

/// A link of the header or the footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// Its text.
    pub label: String,
    /// A path from the site's root with a leading `/`, or an address.
    pub url: String,
}

/// A comparison page that the settings name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedComparison {
    /// Its name, which is its path.
    pub name: String,
    /// Where the name was written.
    pub span: Span,
    /// The ids or keys of what it compares, in the order of its columns.
    pub models: Vec<String>,
}

impl Settings {
    /// Types the values of `site.toml`; an empty table gives the defaults.
    pub fn read(source: Table) -> Self {
        let t = &source;
        let languages = t.texts("quickstart.languages");
        let sections = t.texts("page.sections");
        Self {
            title: t.string("title").unwrap_or_else(|| "Model directory".to_owned()),
            tagline: t.string("tagline"),
            description: t.string("description"),
            notice: t.string("notice"),
            base_url: t.string("base_url").map(with_slash),
            language: t.string("language").unwrap_or_else(|| "en".to_owned()),
            gateway: t.node("gateway").and_then(Node::table).map(gateway),
            estimates: estimates(t),
            cached_share: t.integer("cached_share").unwrap_or(80).min(100),
            languages: or_default(languages, &["python", "javascript", "curl"]),
            prompt: t
                .string("quickstart.prompt")
                .unwrap_or_else(|| "Why is the sky blue? Answer in one sentence.".to_owned()),
            sections: or_default(sections, &SECTIONS),
            rows_are_offers: t.text("index.rows") == Some("offers"),
            nav: t.node("nav").map(|_| nav_links(t, "nav")),
            footer_text: t.string("footer.text"),
            footer_links: nav_links(t, "footer.links"),
            brand_name: t.string("brand.name"),
            brand_logo: t.string("brand.logo"),
            accent: t.text("brand.accent").and_then(|text| text.parse().ok()),
            system_font: t.text("brand.font") == Some("system"),
            brand_css: t.string("brand.css"),
            analytics: t.node("analytics").and_then(Node::table).and_then(analytics),
            edit_url: t.string("repo.edit_url"),
            comparisons: t.tables("compare").filter_map(comparison).collect(),
            index: t.boolean("seo.index") != Some(false),
            index_offers: t.boolean("seo.index_offers") != Some(false),
            faq_markup: t.boolean("seo.faq_markup") != Some(false),
            source,
        }
    }

    /// Whether an output is wanted, by its key below `[outputs]`; `default` where the settings do not say.
    pub fn outputs(&self, key: &str, default: bool) -> bool {
        self.source.boolean(&format!("outputs.{key}")).unwrap_or(default)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::read(Table::default())
    }
}

/// An address with a slash at its end.
pub fn with_slash(mut url: String) -> String {
    if !url.ends_with('/') {
        url.push('/');
    }
    url
}

fn or_default(given: Vec<String>, default: &[&str]) -> Vec<String> {
    if given.is_empty() { default.iter().map(|&word| word.to_owned()).collect() } else { given }
}

fn gateway(table: &Table) -> Gateway {
    let id = table.string("id").or_else(|| table.string("name")).unwrap_or_else(|| "gateway".to_owned());
    let upstream = table.text("cost_basis") == Some("upstream");
    Gateway {
        name: table.string("name").unwrap_or_else(|| id.clone()),
        id,
        api: table.string("api"),
        npm: table.string("npm"),
        env: table.texts("env"),
        doc: table.string("doc"),
        markup_percent: table.number("markup_percent").filter(|_| upstream),
        fees: table.string("fees"),
        cta_label: table.string("cta_label"),
        cta_url: table.string("cta_url"),
    }
}

fn analytics(table: &Table) -> Option<Analytics> {
    let script = table.string("script")?;
    let data = table.node("data").and_then(Node::table);
    let entries = data.into_iter().flat_map(|table| &table.0);
    let data = entries.filter_map(|(name, entry)| Some((name.clone(), entry.node.text()?.to_owned())));
    Some(Analytics { script, data: data.collect() })
}

fn estimates(table: &Table) -> Vec<Workload> {
    let given: Vec<Workload> = table.tables("estimates").filter_map(workload).collect();
    if table.node("estimates").is_some() {
        return given;
    }
    let default =
        |input, output| Workload { input: TokenCount(input), output: TokenCount(output), label: None };
    vec![default(100_000, 10_000), default(1_000_000, 100_000), default(10_000_000, 1_000_000)]
}

fn workload(table: &Table) -> Option<Workload> {
    Some(Workload {
        input: TokenCount(table.integer("input")?),
        output: TokenCount(table.integer("output")?),
        label: table.string("label"),
    })
}

fn comparison(table: &Table) -> Option<NamedComparison> {
    let name = table.node("name")?;
    Some(NamedComparison { name: name.text()?.to_owned(), span: name.span, models: table.texts("models") })
}

fn nav_links(table: &Table, path: &str) -> Vec<NavLink> {
    let link = |table: &Table| Some(NavLink { label: table.string("label")?, url: table.string("url")? });
    table.tables(path).filter_map(link).collect()
}
