//! `modelpress link [SITE]`: the model of each offer that names none, and how it was found.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::{Failure, Outcome, report, run};
use crate::cli::{LinkArgs, LinkFormat};
use crate::compile::{Options, catalog};
use crate::diag::{Diagnostics, SourceMap, one_line};
use crate::resolve::{Catalog, Degree, Link, NameSource, Offer};

/// Prints the links.
pub(super) fn link(args: &LinkArgs) -> Result<Outcome, Failure> {
    let common = args.common();
    let today = run::today(&common)?;
    let catalog = run::on_threads(&common, || -> Result<_, Failure> {
        let sources = run::sources(&common)?;
        Ok(catalog(&sources, &Options::new(today), &mut SourceMap::default(), &mut Diagnostics::default()))
    })??;
    if !catalog.failed.is_empty() {
        let note = "note: records with mistakes are left out; `modelpress check` reports them";
        report::line(&common, note);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let written = match args.format {
        LinkFormat::Text => text(&catalog, &mut out),
        LinkFormat::Json => json(&catalog, &mut out),
    };
    Failure::printing(written.and_then(|()| out.flush()))
}

/// How many offers have a link of each degree.
#[derive(Default, Serialize)]
struct Counts {
    offers: usize,
    declared: usize,
    exact: usize,
    matched: usize,
    none: usize,
}

impl Counts {
    fn new(catalog: &Catalog) -> Self {
        let mut counts = Self { offers: catalog.offers.len(), ..Self::default() };
        for offer in &catalog.offers {
            *match offer.link.as_ref().map(|link| link.degree) {
                Some(Degree::Declared) => &mut counts.declared,
                Some(Degree::Exact) => &mut counts.exact,
                Some(Degree::Matched) => &mut counts.matched,
                None => &mut counts.none,
            } += 1;
        }
        counts
    }
}

/// The offers that do not name their model, and their links.
fn unnamed(catalog: &Catalog) -> impl Iterator<Item = (&Offer, Option<&Link>)> {
    let pairs = catalog.offers.iter().map(|offer| (offer, offer.link.as_ref()));
    pairs.filter(|(_, link)| link.is_none_or(|link| link.degree != Degree::Declared))
}

fn text(catalog: &Catalog, out: &mut impl Write) -> io::Result<()> {
    for (offer, link) in unnamed(catalog) {
        let path = &offer.record.path;
        let found = link.map(|link| format!("{} ({})", model(catalog, link), how(link)));
        let line = format!("{path}: {}", found.as_deref().unwrap_or("none"));
        writeln!(out, "{}", one_line(&line))?;
    }
    let Counts { offers, declared, exact, matched, none } = Counts::new(catalog);
    let noun = if offers == 1 { "offer" } else { "offers" };
    writeln!(out, "{offers} {noun}: {declared} declared, {exact} exact, {matched} matched, {none} none")
}

/// ``matched, dropped `free`, by the name of its weights``
fn how(link: &Link) -> String {
    let mut parts = vec![link.degree.as_str().to_owned()];
    for (verb, words) in [("dropped", &link.dropped), ("assumed", &link.assumed)] {
        if !words.is_empty() {
            parts.push(format!("{verb} `{}`", words.join("`, `")));
        }
    }
    match link.found_by {
        NameSource::Id => {}
        NameSource::Weights => parts.push("by the name of its weights".to_owned()),
        NameSource::DisplayName => parts.push("by its display name".to_owned()),
    }
    parts.join(", ")
}

fn model<'a>(catalog: &'a Catalog, link: &Link) -> &'a str {
    &catalog.models[link.model].record.id
}

/// The document of `--format json`.
#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    counts: Counts,
    links: Vec<Row<'a>>,
}

/// An offer that does not name its model.
#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    provider: &'a str,
    id: &'a str,
    model: Option<&'a str>,
    linked_by: Option<&'static str>,
    found_by: Option<&'static str>,
    dropped: &'a [String],
    assumed: &'a [String],
}

/// The version of the document; a change that readers must know of raises it.
const VERSION: u32 = 1;

fn json(catalog: &Catalog, out: &mut impl Write) -> io::Result<()> {
    let rows: Vec<_> = unnamed(catalog).map(|(offer, link)| row(catalog, offer, link)).collect();
    let document = Document { version: VERSION, counts: Counts::new(catalog), links: rows };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn row<'a>(catalog: &'a Catalog, offer: &'a Offer, link: Option<&'a Link>) -> Row<'a> {
    Row {
        file: &offer.record.path,
        provider: &catalog.providers[offer.provider].id,
        id: &offer.record.id,
        model: link.map(|link| model(catalog, link)),
        linked_by: link.map(|link| link.degree.as_str()),
        found_by: link.map(|link| link.found_by.as_str()),
        dropped: link.map_or(&[], |link| &link.dropped),
        assumed: link.map_or(&[], |link| &link.assumed),
    }
}
