//! What is typed as words and filters; see `static/js/query.js`.

use super::filter::{Filter, capability, context_filter, price};
use super::rank::{MOST_WORDS, Searcher};

/// A text, read beside the rows in which it is searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The filters.
    pub filters: Vec<Filter>,
    /// The words that are left.
    pub words: String,
    /// The rows that have those words, best first; `None` if no word is left.
    pub rows: Option<Vec<usize>>,
    /// Whether the rows are only near to the words.
    pub is_near: bool,
}

/// Reads a text. A price and a context window are always filters. The word for a capability is one where no row has it in its
/// names: somebody who types `llama vision` means the models of that name.
pub fn read(searcher: &Searcher, text: &str) -> Reading {
    let words: Vec<&str> = text.split_whitespace().take(MOST_WORDS).collect();
    let figure = |word: &&str| price(word).or_else(|| context_filter(word));
    let ability = |word: &&str| match word.to_lowercase().as_str() {
        "free" => Some(Filter::Free),
        word => capability(word).ok().map(Filter::Capability),
    };
    let figures: Vec<Filter> = words.iter().filter_map(figure).collect();
    let named: Vec<&str> = words.iter().copied().filter(|word| figure(word).is_none()).collect();
    let abilities: Vec<Filter> = named.iter().filter_map(ability).collect();
    let found = searcher.search(&named.join(" "));
    let has_names = found.as_ref().is_some_and(|found| !found.rows.is_empty() && !found.is_near);
    if abilities.is_empty() || (figures.is_empty() && has_names) {
        return reading(figures, named.join(" "), found);
    }
    let rest: Vec<&str> = named.iter().copied().filter(|word| ability(word).is_none()).collect();
    let found = searcher.search(&rest.join(" "));
    let mut filters: Vec<Filter> = Vec::new();
    for filter in figures.into_iter().chain(abilities) {
        if !filters.contains(&filter) {
            filters.push(filter);
        }
    }
    reading(filters, rest.join(" "), found)
}

fn reading(filters: Vec<Filter>, words: String, found: Option<super::Found>) -> Reading {
    let is_near = found.as_ref().is_some_and(|found| found.is_near);
    Reading { filters, words, rows: found.map(|found| found.rows), is_near }
}
