use super::class::Class;

/// So many bytes of code of one class, or of none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The length in bytes.
    pub length: usize,
    /// The class of the text; `None` for plain text.
    pub class: Option<Class>,
}

/// Appends a run, merged with its neighbor of the same class.
#[cfg(any(test, feature = "fancy", feature = "onig"))]
pub(super) fn push_run(runs: &mut Vec<Run>, length: usize, class: Option<Class>) {
    match runs.last_mut() {
        _ if length == 0 => {}
        Some(last) if last.class == class => last.length += length,
        _ => runs.push(Run { length, class }),
    }
}

/// Writes runs in one word: `k6.8s12` is a keyword of 6 bytes, 8 plain ones and a string of 12.
#[cfg(test)]
pub(super) fn encode(runs: &[Run]) -> String {
    use std::fmt::Write as _;
    let mut word = String::new();
    for run in runs {
        let letter = run.class.map_or('.', Class::letter);
        write!(word, "{letter}{}", run.length).expect("writing to a string does not fail");
    }
    word
}

/// Reads what [`encode`] wrote, or nothing where the word is no such thing.
pub(super) fn decode(word: &str) -> Option<Vec<Run>> {
    let mut runs = Vec::new();
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        let class = if letter == '.' { None } else { Some(Class::of_letter(letter)?) };
        let digits = rest.get(1..)?;
        let end = digits.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(digits.len());
        runs.push(Run { length: digits[..end].parse().ok()?, class });
        rest = &digits[end..];
    }
    Some(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbors_merge_and_survive_the_word() {
        let mut runs = Vec::new();
        for (length, class) in [(2, None), (0, Some(Class::String)), (3, None), (4, Some(Class::Keyword))] {
            push_run(&mut runs, length, class);
        }
        assert_eq!(encode(&runs), ".5k4");
        assert_eq!(decode(".5k4"), Some(runs));
        assert_eq!(decode("k"), None);
        assert_eq!(decode("?3"), None);
        assert_eq!(decode("é3"), None);
    }
}
