//! The rows that match what is typed, those that people mean first; see `static/js/search.js`.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use regex::Regex;

use super::index::{Indexed, index};
use super::spelling::{is_letter, is_near, letters_of, pattern_of, spell};
use super::subject::Subject;

/// No more is searched for.
const MOST_LETTERS: usize = 200;
pub(super) const MOST_WORDS: usize = 12;

/// A search in rows.
#[derive(Debug)]
pub struct Searcher {
    index: Vec<Indexed>,
    /// The words of the rows that a typed word may be near to.
    known: OnceCell<BTreeSet<Vec<char>>>,
}

/// The rows that were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The numbers of the rows, best first.
    pub rows: Vec<usize>,
    /// Whether they are only near to what was typed.
    pub is_near: bool,
}

impl Searcher {
    /// Makes the index of rows.
    pub fn new(rows: &[Subject]) -> Self {
        Self { index: index(rows), known: OnceCell::new() }
    }

    /// Finds the rows that have every word of a text, best first; `None` for a text without words.
    pub fn search(&self, text: &str) -> Option<Found> {
        let typed = text.chars().take(MOST_LETTERS).collect::<String>().to_lowercase();
        let spelled = spell(&typed);
        let words: Vec<&str> = spelled.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
        if words.is_empty() {
            return None;
        }
        let exact: Vec<Vec<String>> = words.iter().map(|word| vec![(*word).to_owned()]).collect();
        let rows = self.ranked(&typed, &exact);
        if !rows.is_empty() {
            return Some(Found { rows, is_near: false });
        }
        let near = |word: &&str| [vec![(*word).to_owned()], self.near_to(word)].concat();
        let rows = self.ranked(&typed, &words.iter().map(near).collect::<Vec<_>>());
        Some(Found { is_near: !rows.is_empty(), rows })
    }

    /// The words of the rows to which a typed one is near.
    fn near_to(&self, word: &str) -> Vec<String> {
        let typed: Vec<char> = word.chars().collect();
        if typed.len() < 5 || !typed.iter().all(|letter| is_letter(*letter)) {
            return Vec::new();
        }
        let known = self.known.get_or_init(|| {
            let texts = self.index.iter().map(|row| row.words.replace('^', ""));
            texts.flat_map(|text| letter_runs(&text)).collect()
        });
        known.iter().filter(|other| is_near(&typed, other)).map(|other| other.iter().collect()).collect()
    }

    /// The rows with one of the readings of every word. The first difference decides: the exact ID, whole words before the starts of
    /// words, the model and its author before others, the exact name, words of the name before those of a party, and the standing.
    fn ranked(&self, typed: &str, words: &[Vec<String>]) -> Vec<usize> {
        let tests: Vec<WordTest> = words.iter().map(|readings| WordTest::new(readings)).collect();
        let id = format!("\n{}\n", typed.trim());
        let name = format!("\n{}\n", letters_of(&spell(typed)));
        let found = self.index.iter().enumerate().filter(|(_, row)| tests.iter().all(|test| test.is_in(row)));
        let mut places: Vec<_> = found
            .map(|(at, row)| {
                let parts = tests.iter().filter(|test| !test.whole.is_match(&row.words)).count();
                let others = tests.iter().filter(|test| !test.is_own(row)).count();
                let rank = (!row.ids.contains(&id), parts, row.source, !row.names.contains(&name), others);
                (rank, row.standing, at)
            })
            .collect();
        places.sort_unstable();
        places.into_iter().map(|(.., at)| at).collect()
    }
}

/// Runs of four letters and more.
fn letter_runs(text: &str) -> Vec<Vec<char>> {
    let letters: Vec<char> = text.chars().collect();
    let runs = letters.split(|letter| !is_letter(*letter)).filter(|run| run.len() >= 4);
    runs.map(<[char]>::to_vec).collect()
}

/// How the readings of a typed word are found in the words of a row.
struct WordTest {
    letters: Vec<String>,
    start: Regex,
    whole: Regex,
}

impl WordTest {
    fn new(readings: &[String]) -> Self {
        let patterns: Vec<String> = readings.iter().map(|word| pattern_of(word)).collect();
        let pattern = format!("(?:{})", patterns.join("|"));
        let regex = |text: String| Regex::new(&text).expect("spelled words are letters, digits and points");
        Self {
            letters: readings.iter().map(|word| letters_of(word)).collect(),
            start: regex(format!(r"[\n |^.]{pattern}")),
            whole: regex(format!(r"[\n |]{pattern}[\n |]")),
        }
    }

    fn is_in(&self, row: &Indexed) -> bool {
        self.letters.iter().any(|letters| row.letters.contains(letters)) && self.start.is_match(&row.words)
    }

    fn is_own(&self, row: &Indexed) -> bool {
        let test = if self.whole.is_match(&row.words) { &self.whole } else { &self.start };
        test.is_match(&row.own_words)
    }
}
