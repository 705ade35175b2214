//! How ids are spelled that are made of words: `qwen`, `3` and `235b` become `qwen3-235b`, `gpt` and `5` become `gpt-5`.

use foldhash::HashMap;

use super::date_tag::DateTag;
use super::name::{Name, is_size};
use super::prefixes::model_id;
use super::vocabulary::is_number;
use crate::resolve::Catalog;

/// Which words numbers are written to without a hyphen, as the files of models show: more often joined than not. Offers do not count, so
/// that a new one never changes an id.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    joined: HashMap<String, i64>,
}

impl Spelling {
    /// Learns from the ids of models.
    pub(super) fn learn(catalog: &Catalog) -> Self {
        let mut joined: HashMap<String, i64> = HashMap::default();
        for model in &catalog.models {
            let id = model_id(&model.record).to_lowercase();
            for pair in
                Name::read(&id).words.windows(2).filter(|pair| is_number_after_letters(&pair[0], &pair[1]))
            {
                let first = pair[1].split('.').next().unwrap_or_default();
                let is_joined = id.contains(&format!("{}{first}", pair[0]));
                *joined.entry(pair[0].clone()).or_default() += if is_joined { 1 } else { -1 };
            }
        }
        Self { joined }
    }

    /// The id of words and a date.
    pub(super) fn id(&self, words: &[String], date: Option<DateTag>) -> String {
        let mut id = String::new();
        for (at, word) in words.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &words[before]);
            let is_joined = before.is_some_and(|before| {
                let is_written_so = || self.joined.get(before).is_some_and(|votes| *votes > 0);
                is_number_after_letters(before, word) && is_written_so()
                    || (is_count(before) && is_size(word))
            });
            if at > 0 && !is_joined {
                id.push('-');
            }
            id.push_str(word);
        }
        if let Some(date) = date {
            id.push('-');
            id.push_str(&date.to_string());
        }
        id
    }
}

fn is_number_after_letters(letters: &str, number: &str) -> bool {
    let is_counted = number.ends_with(['b', 'k', 'm']);
    let starts_with_digit = number.starts_with(|letter: char| letter.is_ascii_digit());
    letters.chars().all(char::is_alphabetic) && starts_with_digit && !is_counted
}

/// Whether a word counts what the next one measures: `8x` in `8x22b`.
fn is_count(word: &str) -> bool {
    word.strip_suffix('x').is_some_and(is_number)
}
