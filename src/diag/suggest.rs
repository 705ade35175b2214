//! "Did you mean": the nearest known word.

/// Longer words are no slips of the finger, and comparing them costs the product of the lengths.
const LONGEST_WORD: usize = 200;

/// Returns the candidate nearest to a word, or nothing when none is close; case does not count.
///
/// Close is a Damerau-Levenshtein distance of at most a third of the word's characters, and at least 1. Of equals the
/// first in the alphabet wins, so that every run proposes the same.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    if length > LONGEST_WORD {
        return None;
    }
    let word = word.to_lowercase();
    let limit = (length / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| {
            *distance <= limit && *distance < length.max(candidate.chars().count())
        })
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 6] = ["input", "output", "cache_read", "cache_write", "context", "id"];

    #[test]
    fn a_slip_finds_its_word() {
        for (word, expected) in [
            ("cache_raed", "cache_read"),
            ("cached_read", "cache_read"),
            ("cacheread", "cache_read"),
            ("Cache_Write", "cache_write"),
            ("inptu", "input"),
            ("ouput", "output"),
            ("ids", "id"),
        ] {
            assert_eq!(closest(word, KEYS), Some(expected), "{word}");
        }
    }

    #[test]
    fn a_word_far_from_all_finds_none() {
        for word in ["", "x", "price", "cash", &"input".repeat(100)] {
            assert_eq!(closest(word, KEYS), None, "{word}");
        }
    }

    #[test]
    fn of_equally_near_words_the_first_in_the_alphabet_wins() {
        for near in [["cat", "bar", "hat"], ["hat", "cat", "bar"]] {
            assert_eq!(closest("bat", near), Some("bar"), "in any order");
        }
        assert_eq!(closest("bar", ["bat", "bar"]), Some("bar"));
    }

    #[test]
    fn one_letter_is_not_near_another() {
        assert_eq!(closest("a", ["b"]), None);
    }
}
