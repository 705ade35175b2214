//! Languages by their BCP 47 tags.

use std::fmt;

use unic_langid::{CharacterDirection, LanguageIdentifier};

/// The language of texts: `en`, `pt-BR`, `zh-Hant`. <https://www.rfc-editor.org/info/bcp47>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language(LanguageIdentifier);

impl Language {
    /// Reads a tag of language, script, region and variants; `None` for anything else.
    pub fn read(tag: &str) -> Option<Self> {
        tag.parse().ok().map(Self).filter(is_registered)
    }

    /// English, which the interface speaks.
    pub fn english() -> Self {
        Self::read("en").expect("a tag")
    }

    /// Whether it is English of any country.
    pub fn is_english(&self) -> bool {
        self.0.language.as_str() == "en"
    }

    /// The direction in which it is written, as the `dir` attribute of HTML has it: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        match self.0.character_direction() {
            CharacterDirection::RTL => "rtl",
            _ => "ltr",
        }
    }
}

/// Whether the language has a code of ISO 639. Longer words, such as `german`, are well-formed and mean nothing.
fn is_registered(language: &Language) -> bool {
    let code = language.0.language.as_str();
    code.len() <= 3 && code != "und"
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_their_direction() {
        let read =
            |tag: &str| Language::read(tag).map(|language| (language.to_string(), language.direction()));
        assert_eq!(read("de"), Some(("de".to_owned(), "ltr")));
        assert_eq!(read("pt_br"), Some(("pt-BR".to_owned(), "ltr")));
        assert_eq!(read("ar"), Some(("ar".to_owned(), "rtl")));
        assert_eq!(read("he-IL"), Some(("he-IL".to_owned(), "rtl")));
        assert_eq!(read("az-Arab"), Some(("az-Arab".to_owned(), "rtl")));
        for text in ["", "German", "deutsch!", "e", "und", "en us"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn english_of_any_country_is_english() {
        assert!(Language::read("en-GB").unwrap().is_english() && Language::english().is_english());
        assert!(!Language::read("de").unwrap().is_english());
    }
}
