//! How often the model of an offer is found, and how often a wrong one: the measure behind `docs/linking.md`.
//!
//! `cargo test --release --locked --test link -- --nocapture` prints the tables, where `MODELPRESS_REAL_CATALOGUE` names a catalog.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may stop at what it does not expect")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;

mod support;
#[path = "link/write.rs"]
mod write;

use modelpress::diag::{Diagnostics, SourceMap};
use modelpress::discover::{Sources, discover};
use modelpress::link::link;
use modelpress::parse::parse;
use modelpress::resolve::settings::Linking;
use modelpress::resolve::{Catalog, resolve};
use support::{MODEL, Site};

/// An offer: its provider and its id.
type OfferName = (String, String);

/// What came of questions.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    right: usize,
    wrong: usize,
    silent: usize,
    /// No answer where none is right.
    none: usize,
}

impl Score {
    fn add(&mut self, expected: Option<&str>, found: Option<&str>) {
        *match (expected, found) {
            (None, None) => &mut self.none,
            (Some(_), None) => &mut self.silent,
            (expected, found) if expected == found => &mut self.right,
            _ => &mut self.wrong,
        } += 1;
    }

    fn answers(&self) -> usize {
        self.right + self.wrong
    }

    fn row(&self, title: &str) -> String {
        let Self { right, wrong, silent, none } = self;
        format!("| {title} | {right} | {wrong} | {silent} | {none} |")
    }
}

impl std::iter::Sum for Score {
    fn sum<I: Iterator<Item = Self>>(scores: I) -> Self {
        scores.fold(Self::default(), |all, score| Self {
            right: all.right + score.right,
            wrong: all.wrong + score.wrong,
            silent: all.silent + score.silent,
            none: all.none + score.none,
        })
    }
}

const HEAD: &str = "| | right | wrong | silent | rightly none |\n| --- | --: | --: | --: | --: |";

fn catalog() -> Option<Sources> {
    let Some(path) = std::env::var_os("MODELPRESS_REAL_CATALOGUE").map(PathBuf::from) else {
        println!(
            "not run: set MODELPRESS_REAL_CATALOGUE to the folder of a models.dev catalog, which has `models` and `providers` in it"
        );
        return None;
    };
    Some(discover(&path).unwrap())
}

fn resolved(sources: &Sources) -> Catalog {
    let mut diags = Diagnostics::default();
    let raw = parse(sources, &mut SourceMap::default(), &mut diags);
    let today = jiff::civil::date(2026, 11, 23);
    let mut catalog = resolve(raw, today, &mut diags);
    link(&mut catalog, &Linking::default(), today);
    catalog
}

/// The model with a file of each offer, as linking finds it.
fn found(catalog: &Catalog) -> HashMap<OfferName, Option<String>> {
    let models = catalog.offers.iter().map(|offer| {
        let model = &catalog.models[offer.model()?];
        model.listings.is_none().then(|| model.record.id.clone())
    });
    let offers = catalog
        .offers
        .iter()
        .map(|offer| (catalog.providers[offer.provider].id.clone(), offer.record.id.clone()));
    offers.zip(models).collect()
}

/// The keys of all offers that name their model.
fn keys(catalog: &Catalog) -> BTreeMap<OfferName, String> {
    let declared = catalog.offers.iter().filter(|offer| offer.record.source.text("base_model").is_some());
    declared
        .map(|offer| {
            let provider = catalog.providers[offer.provider].id.clone();
            let model = &catalog.models[offer.model().unwrap()].record;
            ((provider, offer.record.id.clone()), model.id.clone())
        })
        .collect()
}

/// The rows of a table of test data.
fn table(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().map(|line| line.split('\t').collect())
}

const LABELS: &str = include_str!("link/labels.tsv");

const WRONG_KEYS: &str = include_str!("link/wrong-keys.tsv");

/// A third of the providers, another one for each split.
fn hidden_providers(keys: &BTreeMap<OfferName, String>, split: usize) -> BTreeSet<String> {
    let providers: BTreeSet<&String> = keys.keys().map(|(provider, _)| provider).collect();
    let place = |provider: &str| blake3::hash(format!("{split} {provider}").as_bytes()).to_hex();
    let mut shuffled: Vec<&String> = providers.into_iter().collect();
    shuffled.sort_by_key(|provider| place(provider).to_string());
    let third = shuffled.len().div_ceil(3);
    shuffled.into_iter().take(third).cloned().collect()
}

/// The catalog as it would be if some providers named no models.
fn without_keys(sources: &Sources, hidden: &BTreeSet<String>) -> Sources {
    let mut sources = sources.clone();
    for file in &mut sources.records {
        let mut parts = file.path.split('/');
        let is_hidden =
            parts.next() == Some("providers") && parts.next().is_some_and(|id| hidden.contains(id));
        if is_hidden {
            let text = String::from_utf8(file.bytes.to_vec()).unwrap();
            let kept = text.lines().filter(|line| !line.starts_with("base_model"));
            file.bytes = kept.flat_map(|line| [line, "\n"]).collect::<String>().into();
        }
    }
    sources
}

#[test]
fn hidden_keys_are_found_again() {
    let Some(sources) = catalog() else { return };
    let keys = keys(&resolved(&sources));
    let wrong_keys: BTreeSet<OfferName> =
        table(WRONG_KEYS).map(|row| (row[0].to_owned(), row[1].to_owned())).collect();
    for row in table(WRONG_KEYS) {
        assert_eq!(keys[&(row[0].to_owned(), row[1].to_owned())], row[2], "{row:?}");
    }
    println!("{} offers name their model\n{HEAD}", keys.len());
    let (mut scores, mut with_wrong_keys) = (Vec::new(), Score::default());
    let mut mistakes = BTreeSet::new();
    let mut silences = BTreeSet::new();
    for split in 1..=5 {
        let hidden = hidden_providers(&keys, split);
        let found = found(&resolved(&without_keys(&sources, &hidden)));
        let mut score = Score::default();
        for (offer, key) in keys.iter().filter(|(offer, _)| hidden.contains(&offer.0)) {
            let answer = found[offer].as_deref();
            with_wrong_keys.add(Some(key), answer);
            if wrong_keys.contains(offer) {
                continue;
            }
            score.add(Some(key), answer);
            match answer {
                None => _ = silences.insert((offer, key)),
                Some(answer) if answer != key => _ = mistakes.insert((offer, key, answer.to_owned())),
                Some(_) => {}
            }
        }
        println!("{}", score.row(&format!("split {split}")));
        scores.push(score);
    }
    let all: Score = scores.into_iter().sum();
    println!("{}", all.row("all splits"));
    println!("{}", with_wrong_keys.row("the same with wrong keys counted"));
    for mistake in &mistakes {
        println!("wrong: {mistake:?}");
    }
    for silence in &silences {
        println!("silent: {silence:?}");
    }
    assert!(all.wrong * 250 <= all.answers(), "{all:?}");
    assert!(all.answers() * 100 >= (all.answers() + all.silent) * 92, "{all:?}");
}

#[test]
fn labelled_offers_find_their_model_or_none() {
    let Some(sources) = catalog() else { return };
    let found = found(&resolved(&sources));
    println!("{HEAD}");
    let titles = ["labels that the rules were made with", "labels that were kept aside"];
    for (title, is_aside) in titles.into_iter().zip([false, true]) {
        let mut score = Score::default();
        for (_, row) in table(LABELS).enumerate().filter(|(at, _)| (at % 3 == 0) == is_aside) {
            let answer = found[&(row[0].to_owned(), row[1].to_owned())].as_deref();
            let expected = match row[2] {
                "?" => continue,
                "none" => None,
                model => Some(model),
            };
            score.add(expected, answer);
            if answer != expected {
                println!("{}: {row:?}, found {answer:?}", if answer.is_none() { "silent" } else { "wrong" });
            }
        }
        println!("{}", score.row(title));
        assert!(score.wrong * 100 <= score.answers(), "{score:?}");
        assert!(score.right * 100 >= (score.right + score.silent) * 85, "{score:?}");
    }
}

fn site() -> Site {
    Site::new()
        .file("models/acme/small-2.5-8b.toml", MODEL)
        .file("providers/host/provider.toml", "name = \"Host\"")
        .file("providers/host/models/known.toml", "base_model = \"acme/small-2.5-8b\"")
        .file("providers/host/models/acme-ai/small-2p5-8b-fp8.toml", "name = \"Small\"")
        .file("providers/host/models/small-2-5-8b.toml", "name = \"Small\"")
        .file("providers/host/models/small-2.5-70b.toml", "name = \"Large\"")
}

#[test]
fn each_offer_that_names_no_model_is_listed_with_its_link() {
    let run = site().run(&["link"]).exits(0);
    assert_eq!(
        run.stdout,
        "providers/host/models/acme-ai/small-2p5-8b-fp8.toml: acme/small-2.5-8b (matched, dropped `fp8`, `acme-ai`)\n\
         providers/host/models/small-2-5-8b.toml: acme/small-2.5-8b (exact)\n\
         providers/host/models/small-2.5-70b.toml: none\n\
         4 offers: 1 declared, 1 exact, 1 matched, 1 none\n\
         `--write` would write `model` into 2 offers\n"
    );
    assert_eq!(run.stderr, "");
}

#[test]
fn links_are_printed_for_programs() {
    let run = site().run(&["link", "--format", "json"]).exits(0);
    let document: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!(
        document["counts"],
        serde_json::json!({ "offers": 4, "declared": 1, "exact": 1, "matched": 1, "none": 1 })
    );
    assert_eq!(
        document["links"][0],
        serde_json::json!({
            "file": "providers/host/models/acme-ai/small-2p5-8b-fp8.toml", "provider": "host", "id": "acme-ai/small-2p5-8b-fp8",
            "model": "acme/small-2.5-8b", "linked_by": "matched", "found_by": "id",
            "dropped": ["fp8", "acme-ai"], "assumed": [],
        })
    );
    assert_eq!(document["links"][2]["model"], serde_json::Value::Null);
}

#[test]
fn a_file_with_a_mistake_is_left_out_and_said() {
    let site = site().file("providers/host/models/broken.toml", "name = ");
    let run = site.run(&["link"]).exits(0).says("note: records with errors are left out");
    assert!(run.stdout.contains("\n4 offers: 1 declared, 1 exact, 1 matched, 1 none\n"), "{}", run.stdout);
    site.run(&["link", "nowhere"]).exits(2);
}

#[test]
fn the_name_of_a_file_cannot_write_to_the_terminal() {
    let site = Site::new()
        .file("models/acme/odd\u{1b}[31m.toml", "name = \"Odd\"\nslug = \"odd\"")
        .file("providers/host/models/odd\u{1b}[31m.toml", "name = \"Odd\"\nslug = \"odd\"");
    let run = site.run(&["link"]).exits(0).says("odd\\u{1b}[31m.toml` is not changed");
    assert_eq!(
        run.stdout,
        "providers/host/models/odd\\u{1b}[31m.toml: acme/odd\\u{1b}[31m (exact)\n\
         1 offer: 0 declared, 1 exact, 0 matched, 0 none\n\
         nothing to write\n"
    );
}
