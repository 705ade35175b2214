//! "Did you mean": the nearest known word.
//!
//! Close is a Damerau-Levenshtein distance of at most a third of the word's characters, and at least 1; case does not
//! count. The exact distance costs the product of the lengths, so it is computed for the words alone whose letters come
//! near, the nearest first, and not without end. Of equals the first in the alphabet wins: every run proposes the same.

/// Longer words are no slips of the finger.
const MAX_WORD: usize = 200;

/// How many proposals are looked for among many words. Whoever renamed a folder sees what is meant from the first ones.
const MAX_PROPOSALS: usize = 100;

/// How many steps of the exact comparison a word is worth.
const MAX_STEPS: usize = 1 << 19;

/// How many words are compared exactly in any case.
const MIN_COMPARED: usize = 8;

/// Returns the candidate nearest to a word, or nothing when none is close.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = Query::new(word)?;
    let may_be = |candidate: &&str| word.fits(candidate.chars().count());
    let known: Vec<Candidate<'a>> = candidates.into_iter().filter(may_be).map(Candidate::new).collect();
    word.closest(&known)
}

/// Whether a word is another with one letter too many, missing, wrong or in the wrong place. Short words are near too many.
pub fn is_slip(word: &str, meant: &str) -> bool {
    const SHORTEST: usize = 4;
    let is_long = |word: &str| word.chars().count() >= SHORTEST;
    is_long(word)
        && is_long(meant)
        && strsim::damerau_levenshtein(&word.to_lowercase(), &meant.to_lowercase()) <= 1
}

/// Proposals from the same words for many unknown ones, of which the first hundred get one.
#[derive(Debug)]
pub struct Proposals<'a> {
    known: Option<Vec<Candidate<'a>>>,
    left: usize,
}

impl Default for Proposals<'_> {
    fn default() -> Self {
        Self { known: None, left: MAX_PROPOSALS }
    }
}

impl<'a> Proposals<'a> {
    /// Returns the candidate nearest to a word, as [`closest`] does. The candidates are asked for once.
    pub fn closest<I: IntoIterator<Item = &'a str>>(
        &mut self,
        word: &str,
        candidates: impl FnOnce() -> I,
    ) -> Option<&'a str> {
        self.take()?;
        let known = || candidates().into_iter().map(Candidate::new).collect();
        Query::new(word)?.closest(self.known.get_or_insert_with(known))
    }

    /// Takes one of the proposals; nothing where all are taken.
    pub fn take(&mut self) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        Some(())
    }
}

/// A word that nobody knows.
struct Query {
    lower: String,
    length: usize,
    /// The largest distance of a close word.
    limit: usize,
    letters: Letters,
}

/// A known word.
#[derive(Debug)]
struct Candidate<'a> {
    text: &'a str,
    lower: String,
    length: usize,
    letters: Letters,
}

impl<'a> Candidate<'a> {
    fn new(text: &'a str) -> Self {
        let lower = text.to_lowercase();
        Self { text, length: text.chars().count(), letters: Letters::count(&lower), lower }
    }
}

impl Query {
    fn new(word: &str) -> Option<Self> {
        let length = word.chars().count();
        if length > MAX_WORD {
            return None;
        }
        let lower = word.to_lowercase();
        Some(Self { length, limit: (length / 3).max(1), letters: Letters::count(&lower), lower })
    }

    fn fits(&self, length: usize) -> bool {
        length.abs_diff(self.length) <= self.limit
    }

    fn closest<'a>(&self, known: &[Candidate<'a>]) -> Option<&'a str> {
        let near = known.iter().filter(|known| self.fits(known.length));
        let near = near.map(|known| (self.letters.distance(&known.letters), known));
        let mut near: Vec<_> = near.filter(|(least, _)| *least <= self.limit).collect();
        near.sort_unstable_by_key(|(least, known)| (*least, known.text));
        let most = (MAX_STEPS / (self.length * self.length).max(1)).max(MIN_COMPARED);
        let mut best: Option<(usize, &str)> = None;
        for (least, known) in near.into_iter().take(most) {
            if best.is_some_and(|(distance, _)| least > distance) {
                break;
            }
            let distance = strsim::damerau_levenshtein(&self.lower, &known.lower);
            let is_close = distance <= self.limit && distance < self.length.max(known.length);
            if is_close && best.is_none_or(|best| (distance, known.text) < best) {
                best = Some((distance, known.text));
            }
        }
        best.map(|(_, text)| text)
    }
}

/// How often each letter stands in a word; rare letters share a place.
#[derive(Debug)]
struct Letters([u8; 64]);

impl Letters {
    fn count(lower: &str) -> Self {
        let mut letters = [0_u8; 64];
        for letter in lower.chars() {
            let place = match letter {
                'a'..='z' => letter as usize - 'a' as usize,
                '0'..='9' => 26 + letter as usize - '0' as usize,
                letter => 36 + letter as usize % 28,
            };
            letters[place] = letters[place].saturating_add(1);
        }
        Self(letters)
    }

    /// The least distance that two words of these letters have: each step adds one letter at most and takes one away at most.
    fn distance(&self, other: &Self) -> usize {
        let (mut more, mut less) = (0, 0);
        for (mine, theirs) in self.0.iter().zip(&other.0) {
            more += u32::from(mine.saturating_sub(*theirs));
            less += u32::from(theirs.saturating_sub(*mine));
        }
        more.max(less) as usize
    }
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

    /// The definition: the exact distance to every candidate.
    fn by_definition<'a>(word: &str, candidates: &[&'a str]) -> Option<&'a str> {
        let (length, lower) = (word.chars().count(), word.to_lowercase());
        let limit = (length / 3).max(1);
        let distance = |candidate: &str| strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
        let all = candidates.iter().map(|candidate| (distance(candidate), *candidate));
        let is_close = |(distance, candidate): &(usize, &str)| {
            *distance <= limit && *distance < length.max(candidate.chars().count())
        };
        all.filter(is_close).min().map(|(_, candidate)| candidate)
    }

    #[test]
    fn the_short_way_finds_what_the_long_one_finds() {
        let makers = ["openai", "anthropic", "mistral", "zhipuai", "google"];
        let names =
            ["gpt-4o", "gpt-4o-mini", "opus-4.5", "large-2411", "glm-4.5-air", "gemini-2.5-flash", "É"];
        let ids: Vec<String> =
            makers.iter().flat_map(|maker| names.iter().map(move |name| format!("{maker}/{name}"))).collect();
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut proposals = Proposals::default();
        for id in &ids {
            let slips = [
                id.replacen('o', "", 1),
                id.replacen("in", "ni", 1),
                id.replace('/', "x/"),
                id.chars().rev().collect(),
                id.to_uppercase(),
                format!("x{id}"),
            ];
            for slip in slips {
                let expected = by_definition(&slip, &ids);
                assert_eq!(closest(&slip, ids.iter().copied()), expected, "{slip}");
                if proposals.left > 0 {
                    assert_eq!(proposals.closest(&slip, || ids.iter().copied()), expected, "{slip}");
                }
            }
        }
        assert_eq!(proposals.closest("openai/gpt-4", || ids.iter().copied()), None, "a hundred are enough");
    }
}
