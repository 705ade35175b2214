//! `modelpress outputs [SITE]`: what a build writes for programs and hosts, where, and which offers each list leaves out.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::report::group_digits;
use super::{Failure, Outcome, run};
use crate::cli::{OutputsArgs, OutputsFormat};
use crate::compile::{Options, compile};
use crate::derive::Directory;
use crate::diag::one_line;
use crate::plan::{Content, DataFile, Export, PageKind, PlannedFile, SchemaFile, Site, has_json};
use crate::render::{LeftOut, offers_in};
use crate::write::MARKER;

/// The version of the document.
const VERSION: u32 = 1;

/// A kind of output.
#[derive(Serialize)]
struct Row {
    /// What `[outputs]` calls it; missing for what cannot be switched off.
    #[serde(skip_serializing_if = "Option::is_none")]
    setting: Option<String>,
    /// Its path below the site's root.
    path: String,
    /// Its address, if the site has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// Whether a build writes it.
    is_on: bool,
    /// Whether the settings ask for it: without it, there is nothing to write.
    #[serde(skip)]
    is_wanted: bool,
    /// How many files it has.
    files: usize,
    /// The addresses of the schemas that its files keep to, or their paths; missing if they have none or it is not published.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    schemas: Vec<String>,
    #[serde(flatten)]
    offers: Option<Offers>,
}

/// What a list of offers holds.
#[derive(Serialize)]
struct Offers {
    #[serde(rename = "offers")]
    held: usize,
    /// How many it leaves out, by the reason.
    left_out: BTreeMap<&'static str, usize>,
    #[serde(skip)]
    reasons: BTreeMap<LeftOut, usize>,
}

#[derive(Serialize)]
struct Document {
    version: u32,
    outputs: Vec<Row>,
}

/// Prints the outputs of a site.
pub(super) fn outputs(args: &OutputsArgs) -> Result<Outcome, Failure> {
    let common = args.common();
    let today = run::today(&common)?;
    let rows = run::on_threads(&common, || -> Result<_, Failure> {
        let options = Options { base_url: args.base_url.clone(), ..Options::new(today) };
        let compiled = compile(&run::sources(&common)?, &options);
        Ok(rows(compiled.pages.site()))
    })??;
    let mut out = BufWriter::new(io::stdout().lock());
    let printed = match args.format {
        OutputsFormat::Text => rows.iter().try_for_each(|row| row.print(&mut out)),
        OutputsFormat::Json => {
            let document = Document { version: VERSION, outputs: rows };
            serde_json::to_writer_pretty(&mut out, &document)
                .map_err(io::Error::from)
                .and_then(|()| writeln!(out))
        }
    };
    Failure::printing(printed.and_then(|()| out.flush()))
}

/// The outputs beside the lists of offers: what `[outputs]` calls each, and its path. A `*` stands for a part of a name.
///
/// The third value is whether it is written where the settings do not say.
const FILES: [(Option<&str>, &str, bool); 22] = [
    (Some("markdown"), "*index.md", true),
    (Some("offer_markdown"), "*index.md", false),
    (Some("llms"), "*llms.txt", true),
    (Some("llms"), "llms-full.txt", true),
    (Some("feed"), "feed.xml", true),
    (Some("party_feeds"), "*/feed.xml", false),
    (Some("calendar"), "calendar.ics", true),
    (None, "data/LICENSE.txt", true),
    (Some("og_images"), "og.png", true),
    (Some("og_images = \"records\""), "*/og.png", false),
    (None, "*/index.json", true),
    (Some("json"), "*/index*.json", true),
    (Some("json"), "schema/*.json", true),
    (None, "build.json", true),
    (None, "data/search*.json", true),
    (None, "data/offers*.json", true),
    (Some("headers"), "_headers", true),
    (Some("redirects"), "_redirects", true),
    (Some("nojekyll"), ".nojekyll", true),
    (Some("cname"), "CNAME", false),
    (Some("robots"), "robots.txt", true),
    (Some("sitemap"), "sitemap*.xml", true),
];

fn rows(site: &Site) -> Vec<Row> {
    let lists = Export::ALL.into_iter().map(|export| list(site, export));
    let files = FILES.into_iter().map(|(setting, pattern, default)| {
        let is_it = |item: &&PlannedFile| match (&item.content, setting) {
            (Content::Markdown(PageKind::Offer(_)), Some(setting)) => setting == "offer_markdown",
            (_, Some("offer_markdown")) => false,
            // Records have the same names as lists, authors and providers.
            (Content::Data(data @ (DataFile::Record(_) | DataFile::List { .. })), setting) => {
                pattern.ends_with("json")
                    && matches!(data, DataFile::List { .. }) == (setting == Some("json"))
                    && is_named(item.route.as_str(), pattern)
            }
            _ => is_named(item.route.as_str(), pattern),
        };
        let count = site.items.iter().filter(|item| !item.is_page()).filter(is_it).count();
        // The list of the build is written beside what is planned.
        let count = if pattern == MARKER { 1 } else { count };
        let is_wanted = setting.is_none_or(|key| site.directory.settings.outputs(key, default));
        let schemas = schemas_of(setting, pattern);
        Row {
            is_wanted,
            schemas: published(site, schemas),
            ..row(site, setting.map(str::to_owned), pattern, count)
        }
    });
    let is_on = site.directory.settings.outputs("precompress", false);
    let copies = row(site, Some("precompress".to_owned()), "*.br", 0);
    lists.chain(files).chain([Row { is_on, is_wanted: is_on, ..copies }]).collect()
}

fn row(site: &Site, setting: Option<String>, path: &str, files: usize) -> Row {
    let base = site.directory.settings.base_url.as_ref().filter(|_| !path.contains('*'));
    let url = base.map(|base| format!("{base}{path}"));
    let (path, is_on) = (path.to_owned(), files > 0);
    Row { setting, path, url, is_on, is_wanted: true, files, schemas: Vec::new(), offers: None }
}

/// The schemas of the files that are no lists of offers.
fn schemas_of(setting: Option<&str>, pattern: &str) -> &'static [SchemaFile] {
    match (setting, pattern) {
        (None, "*/index.json") => &[SchemaFile::Record],
        (_, "*/index*.json") => &[SchemaFile::List, SchemaFile::Author, SchemaFile::Provider],
        (_, "data/search*.json" | "data/offers*.json") => &[SchemaFile::Search],
        (_, MARKER) => &[SchemaFile::Build],
        _ => &[],
    }
}

/// Where schemas are, if the site publishes them.
fn published(site: &Site, schemas: &[SchemaFile]) -> Vec<String> {
    let settings = &site.directory.settings;
    let all = schemas.iter().filter(|_| has_json(settings));
    all.map(|schema| schema.address(settings).unwrap_or_else(|| schema.path().to_owned())).collect()
}

fn list(site: &Site, export: Export) -> Row {
    let is_planned = site.items.iter().any(|item| item.content == Content::Data(DataFile::Export(export)));
    let setting = match export.setting() {
        (key, Some(word)) => format!("{key}: {word}"),
        (key, None) => key.to_owned(),
    };
    let offers = has_offers(export).then(|| Offers::of(&site.directory, export));
    let is_wanted = export.is_on(&site.directory.settings);
    let schemas = published(site, export.schema().as_slice());
    Row { is_wanted, schemas, offers, ..row(site, Some(setting), export.path(), usize::from(is_planned)) }
}

/// Whether a list is of offers, some of which it may leave out.
fn has_offers(export: Export) -> bool {
    !matches!(export, Export::Models | Export::ModelsTable | Export::OffersTable)
}

/// Whether a path has a name with at most one `*` in it.
fn is_named(path: &str, pattern: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => {
            path.len() >= start.len() + end.len() && path.starts_with(start) && path.ends_with(end)
        }
        None => path == pattern,
    }
}

impl Offers {
    fn of(directory: &Directory, export: Export) -> Self {
        let (held, reasons) = offers_in(directory, export);
        let left_out = reasons.iter().map(|(reason, count)| (reason.code(), *count)).collect();
        Self { held, left_out, reasons }
    }
}

impl Row {
    /// Prints the path, whether it is written, and what it holds and leaves out.
    fn print(&self, out: &mut impl Write) -> io::Result<()> {
        let state = match &self.setting {
            _ if self.is_on => "on".to_owned(),
            Some(setting) if !self.is_wanted => format!("off (`{setting}` in `[outputs]`)"),
            _ => "none".to_owned(),
        };
        let address = self.url.as_deref().unwrap_or(&self.path);
        let files =
            if self.files > 1 { format!(", {} files", group_digits(self.files)) } else { String::new() };
        let offers = self.offers.as_ref().map_or_else(String::new, Offers::words);
        writeln!(out, "{}", one_line(&format!("{address}: {state}{files}{offers}")))
    }
}

impl Offers {
    fn words(&self) -> String {
        let noun = if self.held == 1 { "offer" } else { "offers" };
        let held = format!(", {} {noun}", group_digits(self.held));
        let count =
            |(reason, count): (&LeftOut, &usize)| format!("{} {}", group_digits(*count), reason.words());
        let reasons: Vec<String> = self.reasons.iter().map(count).collect();
        if reasons.is_empty() { held } else { format!("{held}; left out: {}", reasons.join(", ")) }
    }
}
