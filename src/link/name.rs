//! A name in words that can be compared, however it is spelled: `claude-3.5-sonnet`, `Claude_3_5_Sonnet`, `claude3p5-sonnet`.

use super::date_tag::DateTag;
use super::vocabulary::{class, is_number, is_whole};

/// The words of a name, in order and without its date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// Letters, numbers and versions: `claude`, `3.5`, `70b`.
    pub(super) words: Vec<String>,
    /// The date, and how it is written.
    pub(super) date: Option<(DateTag, String)>,
}

/// A part of a name between separators, and the single character before it.
struct Field {
    text: String,
    separator: Option<char>,
}

impl Name {
    /// Reads a name: one segment of an id, or a display name.
    pub(super) fn read(text: &str) -> Self {
        let fields = fields(text);
        let Some((tag, dated)) = date(&fields) else { return Self { words: words(&fields), date: None } };
        let written: Vec<&str> = fields[dated.clone()].iter().map(|field| field.text.as_str()).collect();
        let mut all = words(&fields[..dated.start]);
        all.extend(words(&fields[dated.end..]));
        Self { words: all, date: Some((tag, written.join("-"))) }
    }

    /// The date.
    pub(super) fn tag(&self) -> Option<DateTag> {
        self.date.as_ref().map(|(tag, _)| *tag)
    }

    /// The words in an order that does not depend on how the name puts them.
    pub(super) fn sorted(&self) -> Vec<String> {
        sorted(&self.words)
    }
}

/// Words in one order.
pub(super) fn sorted(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    words.sort_unstable();
    words
}

/// The sorted words that name a model, without those that say how it is served or in which form.
pub(super) fn core(sorted: &[String]) -> Vec<String> {
    sorted.iter().filter(|word| class(word).is_none()).cloned().collect()
}

/// The parts between separators, in lower case. A point between digits separates nothing, and a `p` there is a point; `+` is a word.
fn fields(text: &str) -> Vec<Field> {
    let letters: Vec<char> = text.to_lowercase().chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    let mut fields = Vec::new();
    let mut field = Field { text: String::new(), separator: None };
    let mut between: Vec<char> = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        let is_point = matches!(letter, '.' | 'p') && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
        if is_point || letter.is_alphanumeric() {
            if field.text.is_empty() {
                field.separator = if let [only] = between[..] { Some(only) } else { None };
                between.clear();
            }
            field.text.push(if is_point { '.' } else { *letter });
            continue;
        }
        if !field.text.is_empty() {
            fields.push(std::mem::replace(&mut field, Field { text: String::new(), separator: None }));
        }
        if *letter == '+' {
            fields.push(Field { text: "plus".to_owned(), separator: None });
        }
        between.push(*letter);
    }
    if !field.text.is_empty() {
        fields.push(field);
    }
    fields
}

/// The last date among the fields, and the fields that it takes. The first field is part of a name.
fn date(fields: &[Field]) -> Option<(DateTag, std::ops::Range<usize>)> {
    let texts: Vec<&str> = fields.iter().map(|field| field.text.as_str()).collect();
    (2..=fields.len()).rev().find_map(|end| {
        let (tag, length) = DateTag::at_end(&texts[1..end])?;
        Some((tag, end - length..end))
    })
}

/// The words of fields. Numbers that a hyphen or an underscore joins are a version: `3-5` is `3.5`, and `4.0` is `4`.
fn words(fields: &[Field]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        let is_joined = at > 0 && matches!(field.separator, Some('-' | '_'));
        // A month and a day, `05-06`, are no version.
        let may_be_major = |last: &str| is_short_number(last) && !(last.len() == 2 && last.starts_with('0'));
        let major = words.last_mut().filter(|last| is_joined && may_be_major(without_letter(last)));
        match major {
            Some(major) if is_minor(&field.text) => {
                major.push('.');
                major.push_str(&field.text);
            }
            _ => words.extend(runs(&field.text)),
        }
    }
    words.into_iter().map(without_zero).collect()
}

/// The letters and the numbers of a field. A single letter before a number and letters after it belong to it: `qwen3` is two words,
/// `v3`, `70b` and `4o` are one.
fn runs(field: &str) -> Vec<String> {
    if is_whole(field) {
        return vec![field.to_owned()];
    }
    let mut runs: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for letter in field.chars() {
        let starts_number = letter.is_ascii_digit() && before.is_none_or(char::is_alphabetic);
        match runs.last_mut() {
            Some(run) if !starts_number || run.len() == 1 => run.push(letter),
            _ => runs.push(letter.to_string()),
        }
        before = Some(letter);
    }
    runs
}

/// Whether a word is a size: `70b`, `1.5b`.
pub(super) fn is_size(word: &str) -> bool {
    word.strip_suffix('b').is_some_and(|size| size.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// A word without the single letter in front of its number: `v3` is `3`.
pub(super) fn without_letter(word: &str) -> &str {
    match word.strip_prefix(|letter: char| letter.is_alphabetic()) {
        Some(rest) if rest.starts_with(|digit: char| digit.is_ascii_digit()) => rest,
        _ => word,
    }
}

fn is_short_number(word: &str) -> bool {
    word.len() <= 2 && is_number(word)
}

/// Whether a field can be the second number of a version: `5`, `5v`, but no size or window, as `8b` and `32k` are.
fn is_minor(field: &str) -> bool {
    let number = field.strip_suffix(|letter: char| letter.is_ascii_lowercase() && !"bkm".contains(letter));
    is_short_number(number.unwrap_or(field))
}

/// A version without a minor number of zero: `4.0` is `4`.
fn without_zero(word: String) -> String {
    let Some((major, rest)) = word.split_once(".0") else { return word };
    let is_zero = rest.chars().all(|letter| letter.is_ascii_lowercase()) && is_number(without_letter(major));
    if is_zero { format!("{major}{rest}") } else { word }
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn names_are_equal_however_they_are_spelled() {
        let rows: [&[&str]; 7] = [
            &["claude-3-5-haiku", "Claude 3.5 Haiku", "claude_3_5_haiku", "haiku-claude3p5"],
            &["claude-sonnet-4-0", "claude-sonnet-4", "claude-4.0-sonnet"],
            &["kimi-k2.6", "Kimi K2p6", "kimi-k2-6", "kimi_k2_6"],
            &["MiniMax-M2.5", "minimax-m2-5", "minimax-m2p5"],
            &["glm-4.5v", "GLM-4-5V"],
            &["deepseek-v4-flash", "DeepSeek V4 Flash", "deepseek_v4.0_flash"],
            &["command-r+", "Command R Plus"],
        ];
        for row in rows {
            for name in row {
                assert_eq!(Name::read(name).sorted(), Name::read(row[0]).sorted(), "{name}");
            }
        }
    }

    #[test]
    fn other_numbers_make_other_names() {
        let pairs = [
            ("gemma-3-4b", "gemma-4-3b"),
            ("nova-2-lite-v1", "nova-1-lite-v2"),
            ("llama-3-3b", "llama-3.3b"),
            ("model-k1-m2", "model-k2-m1"),
            ("gpt-4o", "gpt-4"),
            ("qwen3-30b", "qwen3-3.0b"),
            ("glm-4.50", "glm-4.5"),
            ("command-r+", "command-r"),
        ];
        for (one, other) in pairs {
            assert_ne!(Name::read(one).sorted(), Name::read(other).sorted(), "{one}");
        }
    }
}
