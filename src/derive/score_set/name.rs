//! Names of sets: as much as tells one from the others, and always who measured.

use foldhash::HashMap;

use super::draft::{Draft, SetName};
use crate::resolve::record::Benchmark;

/// The names of sets, in their order. What the scores measure is part of a name only if two sets differ by nothing else.
pub(super) fn names(drafts: &[Draft<'_>]) -> Vec<SetName> {
    let mut counts: HashMap<String, usize> = HashMap::default();
    for draft in drafts {
        *counts.entry(parts(draft, false).join(", ").to_lowercase()).or_default() += 1;
    }
    let mut slugs: HashMap<String, usize> = HashMap::default();
    let name = |draft: &Draft<'_>| {
        let is_alone = counts[&parts(draft, false).join(", ").to_lowercase()] == 1;
        let parts = parts(draft, !is_alone);
        let host = draft.example().host.as_deref().unwrap_or_default();
        let slug = slug(&format!("{} {host}", parts[..parts.len() - 1].join(" ")));
        let count = slugs.entry(slug.clone()).or_default();
        *count += 1;
        SetName {
            full: parts.join(", "),
            benchmark: benchmark(draft.example()),
            slug: if *count == 1 { slug } else { format!("{slug}-{count}") },
        }
    };
    drafts.iter().map(name).collect()
}

/// Letters and digits in lower case, and one hyphen in the place of all between them.
fn slug(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// The benchmark, what tells the set from others, and who measured.
fn parts(draft: &Draft<'_>, has_metric: bool) -> Vec<String> {
    let example = draft.example();
    let source = match (&example.host, draft.is_of_authors()) {
        (None, _) => "source not stated".to_owned(),
        (Some(host), true) => format!("published by the authors on {host}"),
        (Some(host), false) => format!("measured by {host}"),
    };
    let metric = has_metric.then(|| example.metric.clone().unwrap_or_else(|| "metric not stated".to_owned()));
    let dataset = example.dataset.as_deref().map(dataset);
    let parts = [Some(benchmark(example)), dataset, example.variant.clone(), example.harness.clone(), metric];
    parts.into_iter().flatten().chain([source]).collect()
}

fn benchmark(example: &Benchmark) -> String {
    match &example.version {
        Some(version) => format!("{} {version}", example.name),
        None => example.name.clone(),
    }
}

/// "public set" for `public`.
fn dataset(dataset: &str) -> String {
    let says_so =
        dataset.to_lowercase().split(' ').any(|word| ["set", "dataset", "subset", "split"].contains(&word));
    if says_so { dataset.to_owned() } else { format!("{dataset} set") }
}
