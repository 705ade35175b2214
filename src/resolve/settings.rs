//! The typed settings of a site, with their defaults.

use rust_decimal::Decimal;

use super::link::Degree;
use crate::diag::Span;
use crate::domain::{Color, Language, PartialDate, TokenCount};
use crate::parse::site::{HOME_SECTIONS, SECTIONS};
use crate::parse::{Node, Table};

/// The settings of a site. Everything has a default, so a folder with nothing but `models/` is a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The name of the site.
    pub title: String,
    /// The tagline: one line about the site.
    pub tagline: Option<String>,
    /// The description, in Markdown.
    pub description: Option<String>,
    /// A line at the top of every page, in Markdown.
    pub notice: Option<String>,
    /// The URL of the published site, with a trailing slash.
    pub base_url: Option<String>,
    /// Whose data the site shows.
    pub data: DataSource,
    /// The language of the site's own texts.
    pub language: Language,
    /// The only provider of a site without `providers/`.
    pub gateway: Option<Gateway>,
    /// The workloads for cost estimates.
    pub estimates: Vec<Workload>,
    /// The share of the input that cached estimates read from the cache, in percent.
    pub cached_share: u64,
    /// The languages of the code examples, in order.
    pub languages: Vec<String>,
    /// The prompt of the code examples.
    pub prompt: String,
    /// The sections of the home page, in order.
    pub home_sections: Vec<String>,
    /// Whether scores are ranked.
    pub shows_ranks: bool,
    /// Whether there are maps.
    pub shows_maps: bool,
    /// Whether the lowest of several prices is marked.
    pub shows_lowest: bool,
    /// The sections of a model page, in order.
    pub sections: Vec<String>,
    /// Whether a row of the index is an offer.
    pub rows_are_offers: bool,
    /// How the models of offers are found.
    pub linking: Linking,
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
    /// The brand color.
    pub accent: Option<Color>,
    /// Whether pages use a system font, so that the font file is left out.
    pub system_font: bool,
    /// A style sheet of the site's own, below `static/`.
    pub brand_css: Option<String>,
    /// A script of the site's own on every page.
    pub analytics: Option<Analytics>,
    /// The URL that edits a file, with the placeholder `{path}`.
    pub edit_url: Option<String>,
    /// The comparison pages.
    pub comparisons: Vec<NamedComparison>,
    /// Whether search engines may index the site.
    pub index: bool,
    /// Whether search engines may index offer pages.
    pub index_offers: bool,
    /// Whether pages carry structured data of questions.
    pub faq_markup: bool,
    /// Whether someone else maintains the records: there is no `site.toml`, or `[lints]` has the profile for such data.
    pub is_foreign: bool,
    /// All values as written, for templates and for values without a field of their own.
    pub source: Table,
}

/// How the models of offers are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linking {
    /// How uncertain a link may be, where neither the offer nor its provider says.
    pub level: Degree,
    /// The id of an author, by the id of a provider that is its own; `none` where a provider is nobody's.
    pub own_providers: Vec<(String, String)>,
}

/// The gateway of a one-vendor site.
#[derive(Clone, Debug, PartialEq)]
pub struct Gateway {
    /// The ID.
    pub id: String,
    /// The display name.
    pub name: String,
    /// The base URL of its API.
    pub api: Option<String>,
    /// The npm package of the AI SDK for it.
    pub npm: Option<String>,
    /// The environment variables for its API keys.
    pub env: Vec<String>,
    /// The documentation.
    pub doc: Option<String>,
    /// The markup in percent; `None` if the prices in files are what the reader pays.
    pub markup_percent: Option<Decimal>,
    /// Additional fees, in Markdown.
    pub fees: Option<String>,
    /// The text of the call to action.
    pub cta_label: Option<String>,
    /// The URL of the call to action, with the placeholder `{id}`.
    pub cta_url: Option<String>,
}

/// A script of the site's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analytics {
    /// Its URL.
    pub script: String,
    /// Its `data-` attributes: name without `data-`, and value.
    pub data: Vec<(String, String)>,
}

/// A workload: the total tokens of many requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workload {
    /// Input tokens.
    pub input: TokenCount,
    /// Output tokens.
    pub output: TokenCount,
    /// Its name on pages.
    pub label: Option<String>,
}

/// A link of the header or the footer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLink {
    /// The text.
    pub label: String,
    /// A path from the site's root with a leading `/`, or a URL.
    pub url: String,
}

/// A comparison page from the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedComparison {
    /// Its name, from which its path is made.
    pub name: String,
    /// The span of the name.
    pub span: Span,
    /// The ids or keys of what it compares, in the order of its columns.
    pub models: Vec<String>,
}

/// Whose data a site shows, and under which license. What is `None` is not claimed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DataSource {
    /// The name of the license.
    pub license: Option<String>,
    /// The address of its text.
    pub license_url: Option<String>,
    /// Where the data comes from, in Markdown.
    pub credit: Option<String>,
    /// The day on which it was taken from there.
    pub as_of: Option<PartialDate>,
}

impl DataSource {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Settings {
    /// Reads the values of `site.toml`; an empty table gives the defaults.
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
            data: DataSource {
                license: t.string("data.license"),
                license_url: t.string("data.license_url"),
                credit: t.string("data.credit"),
                as_of: t.date("data.as_of"),
            },
            language: t.text("language").and_then(Language::read).unwrap_or_else(Language::english),
            gateway: t.node("gateway").and_then(Node::table).map(gateway),
            estimates: estimates(t),
            cached_share: t.integer("cached_share").unwrap_or(80).min(100),
            languages: or_default(languages, &["python", "javascript", "curl"]),
            prompt: t
                .string("quickstart.prompt")
                .unwrap_or_else(|| "Why is the sky blue? Answer in one sentence.".to_owned()),
            home_sections: or_default(t.texts("home.sections"), &HOME_SECTIONS),
            shows_ranks: t.boolean("show.ranks") != Some(false),
            shows_maps: t.boolean("show.maps") != Some(false),
            shows_lowest: t.boolean("show.lowest") != Some(false),
            sections: or_default(sections, &SECTIONS),
            rows_are_offers: t.text("index.rows") == Some("offers"),
            linking: linking(t),
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
            is_foreign: t.text("lints.profile") == Some("foreign"),
            source,
        }
    }

    /// Whether model pages have a section.
    pub fn has_section(&self, section: &str) -> bool {
        self.sections.iter().any(|wanted| wanted == section)
    }

    /// Whether a list of words below `[outputs]` has a word; `default` if the settings do not have the list.
    pub fn outputs_word(&self, key: &str, word: &str, default: bool) -> bool {
        let path = format!("outputs.{key}");
        let listed = || self.source.texts(&path).iter().any(|listed| listed == word);
        if self.source.node(&path).is_some() { listed() } else { default }
    }

    /// Whether an output is enabled, by its key below `[outputs]`; `default` if the settings do not say.
    pub fn outputs(&self, key: &str, default: bool) -> bool {
        self.source.boolean(&format!("outputs.{key}")).unwrap_or(default)
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self::read(Table::default())
    }
}

/// Adds a trailing slash to a URL.
pub fn with_slash(mut url: String) -> String {
    if !url.ends_with('/') {
        url.push('/');
    }
    url
}

fn or_default(words: Vec<String>, default: &[&str]) -> Vec<String> {
    if words.is_empty() { default.iter().map(|&word| word.to_owned()).collect() } else { words }
}

impl Default for Linking {
    fn default() -> Self {
        Self { level: Degree::Matched, own_providers: Vec::new() }
    }
}

/// A level that could not be read allows no more than the least.
fn linking(table: &Table) -> Linking {
    let level = table.text("linking.level").and_then(Degree::read);
    let is_unclear = table.is_left_out("linking.level");
    let own = table.node("linking.own_providers").and_then(Node::table);
    let entries = own.into_iter().flat_map(|table| &table.0);
    Linking {
        level: level.unwrap_or(if is_unclear { Degree::Declared } else { Degree::Matched }),
        own_providers: entries
            .filter_map(|(provider, entry)| Some((provider.to_string(), entry.node.text()?.to_owned())))
            .collect(),
    }
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
    let data = entries.filter_map(|(name, entry)| Some((name.to_string(), entry.node.text()?.to_owned())));
    Some(Analytics { script, data: data.collect() })
}

fn estimates(table: &Table) -> Vec<Workload> {
    if table.node("estimates").is_some() {
        return table.tables("estimates").filter_map(workload).collect();
    }
    let defaults = [(100_000, 10_000), (1_000_000, 100_000), (10_000_000, 1_000_000)];
    defaults
        .map(|(input, output)| Workload { input: TokenCount(input), output: TokenCount(output), label: None })
        .into()
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
