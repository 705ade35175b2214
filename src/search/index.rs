//! What rows are searched by, made once; see `static/js/search_index.js`.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::spelling::{letters_of, spell};
use super::subject::Subject;

/// A row as the search compares it; a line for each text.
#[derive(Debug)]
pub(super) struct Indexed {
    pub(super) ids: String,
    pub(super) names: String,
    pub(super) own_words: String,
    pub(super) words: String,
    pub(super) letters: String,
    pub(super) source: u8,
    /// The place among rows that match alike.
    pub(super) standing: usize,
}

/// Makes the index of rows.
pub(super) fn index(rows: &[Subject]) -> Vec<Indexed> {
    let standings = standings(rows);
    rows.iter().zip(standings).map(|(row, standing)| indexed(row, standing)).collect()
}

fn indexed(row: &Subject, standing: usize) -> Indexed {
    let own = unique([row.name.as_str(), plain_name(&row.name), &row.id]);
    let others = row.ids.iter().chain(&row.parties).map(String::as_str);
    let all: Vec<String> = unique(own.iter().copied().chain(others)).into_iter().map(spell).collect();
    let named = own.iter().copied().chain([row.ids[0].as_str()]);
    Indexed {
        ids: lines(row.ids.iter().map(String::as_str)).to_lowercase(),
        names: lines(named.map(|text| letters_of(&spell(text)))),
        own_words: lines(&all[..own.len()]),
        words: lines(&all),
        letters: lines(all.iter().map(|words| letters_of(words))),
        source: row.source,
        standing,
    }
}

/// Each text once, in the order in which they come first.
fn unique<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut known = Vec::new();
    for text in texts {
        if !known.contains(&text) {
            known.push(text);
        }
    }
    known
}

/// Each text on a line of its own.
pub(super) fn lines<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let mut lines = String::from("\n");
    let mut texts = texts.into_iter().peekable();
    while let Some(text) = texts.next() {
        lines.push_str(text.as_ref());
        if texts.peek().is_some() {
            lines.push('\n');
        }
    }
    lines.push('\n');
    lines
}

/// A name without the remark behind it: `Claude Sonnet 4.5 (latest)`.
fn plain_name(name: &str) -> &str {
    let remark = name.strip_suffix(')').and_then(|name| name.rsplit_once('('));
    remark.filter(|(_, remark)| !remark.contains(')')).map_or(name, |(name, _)| name.trim_end_matches(' '))
}

/// The place of each row among rows that match alike: by the line of models with the most offers, in it the newest version, of that
/// the row with the most offers. A line are models whose names differ in numbers alone.
fn standings(rows: &[Subject]) -> Vec<usize> {
    let versions: Vec<String> = rows.iter().map(|row| plain_name(&row.name).to_lowercase()).collect();
    let groups: Vec<String> = versions.iter().map(|version| without_numbers(version)).collect();
    let mut by_offers: Vec<usize> = (0..rows.len()).collect();
    by_offers.sort_by_key(|at| Reverse(rows[*at].offers));
    let leading = |groups: &[String]| {
        let mut leading: HashMap<String, usize> = HashMap::new();
        for at in &by_offers {
            leading.entry(groups[*at].clone()).or_insert(*at);
        }
        groups.iter().map(|group| leading[group]).collect::<Vec<_>>()
    };
    let (of_line, of_version) = (leading(&groups), leading(&versions));
    let key =
        |at: usize| (rows[of_line[at]].offers, &rows[of_version[at]].added, rows[at].offers, &rows[at].added);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|one, other| key(*other).cmp(&key(*one)));
    let mut standings = vec![0; rows.len()];
    order.into_iter().enumerate().for_each(|(place, row)| standings[row] = place);
    standings
}

/// A version with a sign in the place of each number.
fn without_numbers(version: &str) -> String {
    let mut text = String::with_capacity(version.len());
    for letter in version.chars() {
        match letter {
            '0'..='9' | '.' if text.ends_with('#') => {}
            '0'..='9' | '.' => text.push('#'),
            letter => text.push(letter),
        }
    }
    text
}
