//! Which providers are an author's own: what files and settings say, else names that can mean only one author.

use std::collections::BTreeSet;

use foldhash::{HashMap, HashSet};

use super::name::Name;
use super::prefixes::{Certainty, Meaning, Prefixes};
use crate::resolve::settings::Linking;
use crate::resolve::{Catalog, Organization};

/// The word for a provider that is nobody's own.
const NOBODY: &str = "none";

/// Says of each provider whose own it is.
pub(super) fn assign(catalog: &mut Catalog, prefixes: &Prefixes, linking: &Linking) {
    let served = served_models(catalog);
    let authors: HashMap<&str, usize> =
        catalog.authors.iter().map(|author| author.id.as_str()).zip(0..).collect();
    let set: HashMap<&str, &str> =
        linking.own_providers.iter().map(|(provider, author)| (provider.as_str(), author.as_str())).collect();
    let from_ids = catalog.authors.iter().enumerate().filter(|(_, author)| author.is_from_ids);
    let from_ids: HashMap<&str, usize> = from_ids.map(|(at, author)| (author.id.as_str(), at)).collect();
    let own = catalog.providers.iter().zip(&served).map(|(provider, served)| {
        let written = provider.source.text("author").or_else(|| set.get(provider.id.as_str()).copied());
        match written {
            Some(NOBODY) => None,
            Some(author) => authors.get(author).copied(),
            None if provider.source.is_left_out("author") => None,
            None => find_by_name(provider, prefixes, &from_ids).filter(|author| served.contains(author)),
        }
    });
    let own: Vec<Option<usize>> = own.collect();
    for (provider, author) in catalog.providers.iter_mut().zip(own) {
        provider.author = author;
    }
}

/// The authors whose models each provider serves, by links that conclude nothing from what is left out.
fn served_models(catalog: &Catalog) -> Vec<HashSet<usize>> {
    let mut served = vec![HashSet::default(); catalog.providers.len()];
    for offer in &catalog.offers {
        if let Some(link) = offer.link.as_ref().filter(|link| link.is_firm()) {
            served[offer.provider].insert(catalog.models[link.model].author);
        }
    }
    served
}

/// The one author whom the id or the name of a provider names. A name that holds two authors', such as `google-vertex-anthropic`, tells
/// nothing.
fn find_by_name(
    provider: &Organization,
    prefixes: &Prefixes,
    from_ids: &HashMap<&str, usize>,
) -> Option<usize> {
    let names = [&provider.id, &provider.name].map(|name| Name::read(name).words);
    let parts = names.iter().flat_map(|words| parts(&words[..words.len().min(LONGEST_NAME)]));
    let authors: BTreeSet<usize> = parts
        .filter_map(|part| match prefixes.meaning(&part) {
            Meaning::Author(author, Certainty::Certain) => Some(author),
            _ => from_ids.get(part.as_str()).copied(),
        })
        .collect();
    authors.first().copied().filter(|_| authors.len() == 1)
}

/// The most words of a provider's name that are read.
const LONGEST_NAME: usize = 8;

/// The rows of neighboring words, joined by hyphens and written as one.
fn parts(words: &[String]) -> Vec<String> {
    let rows = (0..words.len()).flat_map(|from| (from + 1..=words.len()).map(move |to| &words[from..to]));
    rows.flat_map(|row| [row.join("-"), row.concat()]).collect()
}
