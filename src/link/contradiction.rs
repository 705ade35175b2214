//! Whether the numbers in an id contradict those of the model that its file names.

use super::date_tag::DateTag;
use super::index::names_of;
use super::name::{Name, is_size, without_letter};
use super::offer_id::OfferId;
use super::prefixes::model_id;
use super::vocabulary::class;
use crate::resolve::Record;

/// What the id of an offer says, and what the model's says in its place: `4` and `4.5`, `8b` and `70b`. `None` if the model's id has the
/// same versions, sizes and date or leaves them out, or another of its names has the same.
pub(crate) fn contradiction(offer: &Record, model: &Record) -> Option<(String, String)> {
    let offered = OfferId::read(&offer.id).name;
    let found = contradict(&offered, &Name::read(model_id(model)))?;
    // The other names are read only where they are needed: most ids say the same.
    let others = names_of(0, model);
    let agrees = |known: &Name| {
        let has_number = [false, true].iter().any(|of_sizes| !numbers(known, *of_sizes).is_empty());
        has_number && contradict(&offered, known).is_none()
    };
    (!others.iter().any(|other| agrees(&other.name))).then_some(found)
}

fn contradict(offered: &Name, known: &Name) -> Option<(String, String)> {
    differ(&numbers(offered, false), &numbers(known, false))
        .or_else(|| differ(&numbers(offered, true), &numbers(known, true)))
        .or_else(|| differ_in_date(offered.tag()?, known.tag()?))
}

/// The sizes in a name, or its other numbers, without those that say how the model is served.
fn numbers(name: &Name, of_sizes: bool) -> Vec<&str> {
    let named = name.words.iter().filter(|word| class(word).is_none());
    let numbers = named
        .map(|word| without_letter(word))
        .filter(|word| word.starts_with(|first: char| first.is_ascii_digit()));
    numbers.filter(|word| is_size(word) == of_sizes).collect()
}

/// The first words that only one of two lists has, if both have such a word. Ids leave points out: `35` is `3.5`.
fn differ(one: &[&str], other: &[&str]) -> Option<(String, String)> {
    let digits = |word: &str| word.replace('.', "");
    let is_in = |word: &str, words: &[&str]| words.iter().any(|other| digits(word) == digits(other));
    let only = |words: &[&str], others: &[&str]| {
        words.iter().find(|word| !is_in(word, others)).map(|word| (*word).to_owned())
    };
    Some((only(one, other)?, only(other, one)?))
}

fn differ_in_date(one: DateTag, other: DateTag) -> Option<(String, String)> {
    (!one.is_same(other)).then(|| (one.to_string(), other.to_string()))
}
