use serde::Serialize;

use super::subject::RecordPage;
use crate::fact::{RECORD, Statement, Value};
use crate::render::page::cell;
use crate::render::page::common::{counted, listed};
use crate::render::page::words::count;
use crate::render::view::{Cell, CellState, Figure, Phrase};
use crate::resolve::{Agreement, Listings as Votes, Place};

/// What the offers of a model without a file say of it; `component/listings.html` draws the section.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Listings {
    /// The quiet mark in the head: "From 34 providers".
    pub mark: String,
    /// What the page is made of.
    pub note: Phrase,
    /// How to write the file that the model lacks.
    pub invitation: Phrase,
    /// The sentence above the table: whether providers agree, and whether the author is one of them.
    pub lead: String,
    /// The facts.
    pub rows: Vec<ListedFact>,
}

/// A fact that offers state.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ListedFact {
    /// Its label: "Context window".
    pub label: String,
    /// The value that the page uses; a dash where as many say yes as no.
    pub value: Cell,
    /// How far they agree: "Most agree".
    pub verdict: &'static str,
    /// How many say what: "131,072: 13 of 36 · 128,000: 10".
    pub counts: Phrase,
    /// Who says what; empty if all that state it agree.
    pub sayings: Vec<Saying>,
}

/// A value and who says it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Saying {
    /// The value.
    pub value: String,
    /// The providers.
    pub providers: String,
}

/// What the offers of a model without a file say of it; nothing on other pages.
pub(super) fn listings(subject: &RecordPage<'_>) -> Option<Listings> {
    let listings = subject.listings()?;
    let name = &subject.record.name;
    let providers = counted(listings.providers, "provider", "providers");
    let is_of_author = author_speaks(subject);
    let disagree = listings.agreements.iter().any(|agreement| agreement.values.len() > 1);
    let by_author =
        if is_of_author { "one of them is the author's own" } else { "not confirmed by the author" };
    let agreement = if disagree { "Listings disagree" } else { "Listings agree" };
    let command = "modelpress link --model-files";
    Some(Listings {
        mark: format!("From {providers}"),
        note: format!(
            "{name} has no file in this directory. Its facts come from {providers}, with the number that state each."
        )
        .into(),
        invitation: Phrase::new()
            .text("To add a file at ")
            .code(&subject.record.path)
            .text(", run ")
            .code(command)
            .text("."),
        lead: format!("One vote per provider. {agreement}; {by_author}."),
        rows: in_order(listings).filter_map(|agreement| row(subject, agreement, listings.providers)).collect(),
    })
}

/// The facts in the order of specifications, which is not that of a file.
fn in_order(listings: &Votes) -> impl Iterator<Item = &Agreement> {
    let said = |path: &str| listings.agreements.iter().find(|agreement| agreement.path == path);
    RECORD.iter().filter_map(move |entry| said(entry.fact.path))
}

/// Whether a provider that is the author's own lists the model.
fn author_speaks(subject: &RecordPage<'_>) -> bool {
    let catalog = &subject.directory.catalog;
    let Place::Model(model) = subject.place else { return false };
    let author = catalog.models[model].author;
    subject.offers().iter().any(|at| catalog.providers[catalog.offers[*at].provider].author == Some(author))
}

fn row(subject: &RecordPage<'_>, agreement: &Agreement, providers: usize) -> Option<ListedFact> {
    let fact = &RECORD.iter().find(|entry| entry.fact.path == agreement.path)?.fact;
    let (_, first) = agreement.values.first()?;
    let value = match subject.directory.catalog.stating_record(subject.place, agreement.path) {
        Some(_) => Cell::known(figure(subject, agreement.path, *first.first()?)?),
        None => Cell::dash(CellState::Unknown, "No majority"),
    };
    Some(ListedFact {
        label: fact.label.to_owned(),
        value,
        verdict: verdict(agreement, providers),
        counts: counts(subject, agreement, providers),
        sayings: if agreement.values.len() > 1 { sayings(subject, agreement) } else { Vec::new() },
    })
}

/// How far providers agree on a fact.
fn verdict(agreement: &Agreement, providers: usize) -> &'static str {
    let votes = agreement.votes();
    let of = |rank: usize| agreement.values.get(rank).map_or(0, |(_, offers)| offers.len());
    match of(0) {
        _ if votes * 2 < providers => "Often not stated",
        most if most == votes => "All agree",
        most if most == of(1) => "No majority",
        most if most * 3 >= votes * 2 => "Most agree",
        most if most * 5 >= votes * 2 => "About half",
        _ => "No majority",
    }
}

/// How many values are counted one by one.
const SHOWN: usize = 4;

/// "131,072: 13 of 36 · 128,000: 10 · 3 other values: 5 · not stated: 2".
fn counts(subject: &RecordPage<'_>, agreement: &Agreement, providers: usize) -> Phrase {
    let shown = agreement.values.iter().take(SHOWN).enumerate();
    let phrase = shown.fold(Phrase::new(), |phrase, (rank, (text, offers))| {
        let phrase = if rank == 0 { phrase } else { phrase.text(" · ") };
        let figure = offers.first().and_then(|at| figure(subject, agreement.path, *at));
        let phrase = match figure {
            Some(figure) => phrase.figure(figure),
            None => phrase.text(text),
        };
        let of = if rank == 0 { format!(" of {}", count(providers as u64)) } else { String::new() };
        phrase.text(format!(": {}{of}", count(offers.len() as u64)))
    });
    let others = agreement.values.get(SHOWN..).unwrap_or_default();
    let votes: usize = others.iter().map(|(_, offers)| offers.len()).sum();
    let phrase = match others.len() {
        0 => phrase,
        many => phrase.text(format!(
            " · {}: {}",
            counted(many, "other value", "other values"),
            count(votes as u64)
        )),
    };
    match providers.saturating_sub(agreement.votes()) {
        0 => phrase,
        silent => phrase.text(format!(" · not stated: {}", count(silent as u64))),
    }
}

fn sayings(subject: &RecordPage<'_>, agreement: &Agreement) -> Vec<Saying> {
    let directory = subject.directory;
    let saying = |(text, offers): &(String, Vec<usize>)| {
        let names = offers.iter().map(|at| directory.catalog.organization(Place::Offer(*at)).name.as_str());
        let value = offers.first().and_then(|at| figure(subject, agreement.path, *at));
        Saying {
            value: value.map_or_else(|| text.clone(), |figure| figure.text),
            providers: listed(&names.collect::<Vec<_>>()),
        }
    };
    agreement.values.iter().map(saying).collect()
}

/// What an offer says of a fact, as a figure that names the offer; numbers of tokens in full. `None` if its record says nothing that
/// can be read.
fn figure(subject: &RecordPage<'_>, path: &str, offer: usize) -> Option<Figure> {
    let record = subject.directory.record(Place::Offer(offer));
    let entry = RECORD.iter().find(|entry| entry.fact.path == path)?;
    let statement: Statement<'_> = entry.statements(record).into_iter().next()?;
    let figure = cell::of_statement(&statement).figure?;
    let text = match &statement.value {
        Value::Tokens(number) => number.number(),
        _ => figure.text,
    };
    Some(Figure { text, title: None, ..figure }.of(record.key.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;
    use crate::derive::Directory;
    use crate::render::page::fixture::{directory, shown};

    /// A model that five providers list, and no file describes.
    fn site(extra: &[(&str, &str)]) -> Directory {
        let provider = |id: &str| (format!("providers/{id}/provider.toml"), format!("name = \"{id}\""));
        let offer = |id: &str, text: &str| {
            (format!("providers/{id}/models/lab/x-1.toml"), format!("name = \"X 1\"\n{text}"))
        };
        let mut files = vec![("models/lab/y.toml".to_owned(), "name = \"Y\"".to_owned())];
        let facts = [
            (
                "a",
                "tool_call = true\nreasoning = true\nknowledge = \"2025-01\"\nlimit = { context = 131072, output = 8192 }",
            ),
            ("b", "tool_call = true\nreasoning = false\nlimit = { context = 131072, output = 4096 }"),
            ("c", "tool_call = true\nreasoning = true\nlimit = { context = 128000, output = 2048 }"),
            ("d", "tool_call = true\nreasoning = false\nlimit = { context = 131072, output = 1024 }"),
            ("e", "tool_call = true\nlimit = { context = 131072, output = 512 }"),
        ];
        for (id, text) in facts {
            files.extend([provider(id), offer(id, text)]);
        }
        let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        directory(&files.chain(extra.iter().copied()).collect::<Vec<_>>())
    }

    fn of_listed(directory: &Directory) -> Listings {
        let key = crate::domain::RecordKey::of_path("models/lab/x-1");
        listings(&RecordPage::new(directory, directory.catalog.place(&key).unwrap())).unwrap()
    }

    #[test]
    fn each_fact_says_how_many_say_what() {
        let listings = of_listed(&site(&[]));
        let row = |row: &ListedFact| {
            let said =
                row.sayings.iter().map(|saying| format!("\n    {} {}", saying.value, saying.providers));
            let said: String = said.collect();
            format!(
                "{} | {} | {} | {}{said}\n",
                row.label,
                shown(&row.value),
                row.verdict,
                row.counts.plain()
            )
        };
        let rows: String = listings.rows.iter().map(row).collect();
        let head =
            [&listings.mark, listings.note.plain(), listings.invitation.plain(), &listings.lead].join("\n");
        assert_snapshot(
            format!("{head}\n{rows}"),
            snapbox::file!["snapshots/listings-each_fact_says_how_many_say_what.txt"],
        );
    }

    #[test]
    fn the_authors_own_listing_is_named() {
        let own = [
            ("providers/lab/provider.toml", "name = \"Lab\"\nauthor = \"lab\""),
            ("providers/lab/models/x-1.toml", "name = \"X 1\"\nlimit = { context = 131072, output = 8192 }"),
        ];
        assert!(of_listed(&site(&[])).lead.ends_with("Listings disagree; not confirmed by the author."));
        assert!(of_listed(&site(&own)).lead.ends_with("Listings disagree; one of them is the author's own."));
        // The id of a provider does not say whose own it is if its file does.
        let nobodys = [("providers/lab/provider.toml", "name = \"Lab\"\nauthor = \"none\""), own[1]];
        assert!(of_listed(&site(&nobodys)).lead.ends_with("Listings disagree; not confirmed by the author."));
    }

    #[test]
    fn the_order_of_a_list_is_no_disagreement() {
        let own = |words: &str| {
            format!("name = \"Z 1\"\nmodalities = {{ input = [{words}], output = [\"text\"] }}")
        };
        let (one, other) = (own("\"text\", \"image\""), own("\"image\", \"text\""));
        let directory = directory(&[
            ("models/lab/y.toml", "name = \"Y\""),
            ("providers/a/provider.toml", "name = \"A\""),
            ("providers/a/models/lab/z-1.toml", &one),
            ("providers/b/provider.toml", "name = \"B\""),
            ("providers/b/models/lab/z-1.toml", &other),
        ]);
        let key = crate::domain::RecordKey::of_path("models/lab/z-1");
        let listings =
            listings(&RecordPage::new(&directory, directory.catalog.place(&key).unwrap())).unwrap();
        assert_eq!(listings.rows[0].counts.plain(), "Text, images: 2 of 2");
        assert!(listings.lead.contains("Listings agree"), "{}", listings.lead);
    }

    #[test]
    fn a_model_with_a_file_has_no_votes() {
        let directory = site(&[]);
        assert_eq!(listings(&RecordPage::new(&directory, Place::Model(0))), None);
    }
}
