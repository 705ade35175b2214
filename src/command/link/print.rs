//! How links, and what is written, are printed.

use std::io::{self, Write};

use serde::Serialize;

use super::plan::{FoundLink, KeyEdit, Plan, Request};
use crate::change::{FactChange, count_words};
use crate::diag::one_line;
use crate::resolve::{Degree, Link, NameSource, Offer};

/// What is printed, and whether it was written.
pub(super) struct Printer<'a> {
    pub(super) plan: &'a Plan,
    pub(super) request: Request,
    pub(super) is_written: bool,
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
    fn new(plan: &Plan) -> Self {
        let mut counts = Self { offers: plan.links.len(), ..Self::default() };
        for found in &plan.links {
            *match found.as_ref().map(|found| found.link.degree) {
                Some(Degree::Declared) => &mut counts.declared,
                Some(Degree::Exact) => &mut counts.exact,
                Some(Degree::Matched) => &mut counts.matched,
                None => &mut counts.none,
            } += 1;
        }
        counts
    }
}

impl<'a> Printer<'a> {
    /// Prints one offer a line, each with what changes, then the files of models and a summary.
    pub(super) fn text(&self, out: &mut impl Write) -> io::Result<()> {
        for (offer, found) in self.offers_without_model() {
            let path = &offer.record.path;
            let link = found.map(|found| format!("{} ({})", found.model, how(&found.link)));
            writeln!(out, "{}", one_line(&format!("{path}: {}", link.as_deref().unwrap_or("none"))))?;
            if let Some(edit) = self.plan.keys.get(path).filter(|_| self.request.key == "base_model") {
                facts(edit, out)?;
            }
        }
        for (path, file) in &self.plan.model_files {
            let line = format!("{path}: a file for `{}`, from {} offers", file.model, file.listings);
            writeln!(out, "{}", one_line(&line))?;
        }
        let Counts { offers, declared, exact, matched, none } = Counts::new(self.plan);
        let noun = if offers == 1 { "offer" } else { "offers" };
        writeln!(out, "{offers} {noun}: {declared} declared, {exact} exact, {matched} matched, {none} none")?;
        writeln!(out, "{}", self.summary())
    }

    /// Prints one document.
    pub(super) fn json(&self, out: &mut impl Write) -> io::Result<()> {
        let Plan { keys, model_files, left_alone, .. } = self.plan;
        let document = Document {
            version: VERSION,
            counts: Counts::new(self.plan),
            links: self.offers_without_model().map(|(offer, found)| self.row(offer, found)).collect(),
            is_written: self.is_written,
            keys: keys.iter().map(|(file, edit)| self.key_row(file, edit)).collect(),
            model_files: model_files
                .iter()
                .map(|(file, made)| ModelFileRow { file, model: &made.model, listings: made.listings })
                .collect(),
            left_alone: left_alone.iter().map(|(file, reason)| LeftAloneRow { file, reason }).collect(),
        };
        serde_json::to_writer_pretty(&mut *out, &document)?;
        writeln!(out)
    }

    /// The offers that do not name their model, and their links.
    fn offers_without_model(&self) -> impl Iterator<Item = (&'a Offer, Option<&'a FoundLink>)> {
        let pairs = self.plan.before.offers.iter().zip(self.plan.links.iter().map(Option::as_ref));
        pairs.filter(|(_, found)| found.is_none_or(|found| found.link.degree != Degree::Declared))
    }

    /// What was written, or would be.
    fn summary(&self) -> String {
        let key = self.request.key;
        let offers = count_words(self.plan.keys.len(), "offer", "offers");
        let offers = offers.map(|offers| format!("`{key}` into {offers}"));
        let files = count_words(self.plan.model_files.len(), "model file", "model files");
        let parts: Vec<String> = offers.into_iter().chain(files).collect();
        match (parts.is_empty(), self.is_written) {
            (true, _) => "nothing to write".to_owned(),
            (_, true) => format!("wrote {}", parts.join(" and ")),
            (_, false) => format!("`--write` would write {}", parts.join(" and ")),
        }
    }

    fn row(&self, offer: &'a Offer, found: Option<&'a FoundLink>) -> Row<'a> {
        let link = found.map(|found| &found.link);
        Row {
            file: &offer.record.path,
            provider: &self.plan.before.providers[offer.provider].id,
            id: &offer.record.id,
            model: found.map(|found| found.model.as_str()),
            linked_by: link.map(|link| link.degree.as_str()),
            found_by: link.map(|link| link.found_by.as_str()),
            dropped: link.map_or(&[], |link| &link.dropped),
            assumed: link.map_or(&[], |link| &link.assumed),
        }
    }

    fn key_row(&self, file: &'a str, edit: &'a KeyEdit) -> KeyRow<'a> {
        let facts = edit.facts.iter().map(|fact| FactRow {
            fact: &fact.fact,
            old: fact.old.as_ref().map(|value| value.value.as_str()),
            new: fact.new.as_ref().map(|value| value.value.as_str()),
        });
        KeyRow { file, key: self.request.key, value: &edit.model, facts: facts.collect() }
    }
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

/// Prints the facts of an offer that change, one a line.
fn facts(edit: &KeyEdit, out: &mut impl Write) -> io::Result<()> {
    if edit.facts.is_empty() {
        return writeln!(out, "  no fact changes");
    }
    for FactChange { fact, old, new, .. } in &edit.facts {
        let [old, new] =
            [old, new].map(|value| value.as_ref().map_or("nothing", |value| value.value.as_str()));
        writeln!(out, "  {}", one_line(&format!("{fact}: {old} -> {new}")))?;
    }
    Ok(())
}

/// The document of `--format json`.
#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    counts: Counts,
    links: Vec<Row<'a>>,
    #[serde(rename = "written")]
    is_written: bool,
    keys: Vec<KeyRow<'a>>,
    model_files: Vec<ModelFileRow<'a>>,
    left_alone: Vec<LeftAloneRow<'a>>,
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

/// A key that an offer gets.
#[derive(Serialize)]
struct KeyRow<'a> {
    file: &'a str,
    key: &'static str,
    value: &'a str,
    facts: Vec<FactRow<'a>>,
}

/// A fact that changes with a key.
#[derive(Serialize)]
struct FactRow<'a> {
    fact: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

/// A file that a model gets.
#[derive(Serialize)]
struct ModelFileRow<'a> {
    file: &'a str,
    model: &'a str,
    listings: usize,
}

/// A file that is not written, and why.
#[derive(Serialize)]
struct LeftAloneRow<'a> {
    file: &'a str,
    reason: &'a str,
}

/// The version of the document; a change that readers must know of raises it.
const VERSION: u32 = 1;
