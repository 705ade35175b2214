//! The fonts of preview images, and how texts fit: what can be drawn of a text, how wide it is, and where its lines break.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization as _;

/// The family of words and figures.
pub(super) const SANS: &str = "Geist";

/// A font that is part of the program; `font/subset.sh` makes the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Font {
    Regular,
    Bold,
    /// For ids.
    Mono,
}

static FACES: LazyLock<[FontRef<'static>; 3]> =
    LazyLock::new(|| Font::ALL.map(|font| FontRef::new(font.bytes()).expect("a font of the program")));

/// The longest text that is looked at, in characters: more has no room.
const LONGEST: usize = 400;

impl Font {
    pub(super) const ALL: [Self; 3] = [Self::Regular, Self::Bold, Self::Mono];

    pub(super) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("font/geist-regular.ttf"),
            Self::Bold => include_bytes!("font/geist-semibold.ttf"),
            Self::Mono => include_bytes!("font/geist-mono.ttf"),
        }
    }

    /// The attributes of a text that is set in it.
    pub(super) fn attributes(self) -> &'static str {
        match self {
            Self::Regular => r#"font-family="Geist""#,
            Self::Bold => r#"font-family="Geist" font-weight="600""#,
            Self::Mono => r#"font-family="Geist Mono""#,
        }
    }

    fn has(self, letter: char) -> bool {
        FACES[self as usize].charmap().map(letter).is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// The width of a text at a size, without kerning, which makes most pairs narrower.
    pub(super) fn width(self, text: &str, size: f32) -> f32 {
        let face = &FACES[self as usize];
        let (letters, metrics) =
            (face.charmap(), face.glyph_metrics(Size::new(size), LocationRef::default()));
        let advance = |letter| metrics.advance_width(letters.map(letter)?);
        text.chars().filter_map(advance).sum()
    }

    /// What can be drawn of a text on one line. `None` if it has a letter or digit that the font lacks, or if nothing is left; other
    /// signs that the font lacks, such as emoji, are left out.
    pub(super) fn drawable(self, text: &str) -> Option<String> {
        let mut drawn = String::new();
        for letter in text.nfc().take(LONGEST) {
            match letter {
                _ if letter.is_whitespace() => drawn.push(' '),
                _ if self.has(letter) => drawn.push(letter),
                _ if letter.is_alphanumeric() => return None,
                _ => {}
            }
        }
        let drawn = drawn.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        (!drawn.is_empty()).then_some(drawn)
    }

    /// The first of some texts that can be drawn.
    pub(super) fn first_drawable<T: AsRef<str>>(self, texts: &[T]) -> Option<String> {
        texts.iter().find_map(|text| self.drawable(text.as_ref()))
    }

    /// A text that is cut at its end if it is wider than there is room.
    pub(super) fn fit(self, text: &str, size: f32, room: f32) -> String {
        self.fit_around(text, size, room, 0)
    }

    /// The same, with the last characters kept: the end of an id tells it from others.
    pub(super) fn fit_around(self, text: &str, size: f32, room: f32, kept: usize) -> String {
        if self.width(text, size) <= room {
            return text.to_owned();
        }
        let letters: Vec<char> = text.chars().collect();
        let (start, end) = letters.split_at(letters.len().saturating_sub(kept));
        let end: String = end.iter().collect();
        let cut = |length: usize| {
            let start: String = start[..length].iter().collect();
            format!("{}…{end}", start.trim_end_matches([' ', ',', '.', '-', '/', '(']))
        };
        let lengths = (0..start.len()).rev().map(cut);
        lengths.into_iter().find(|text| self.width(text, size) <= room).unwrap_or_else(|| "…".to_owned())
    }

    /// The lines of a text, and whether all of it is there. Lines break at spaces, behind hyphens and slashes, and in a word only
    /// where it is longer than a line.
    pub(super) fn lines(self, text: &str, size: f32, room: f32, most: usize) -> (Vec<String>, bool) {
        let mut lines = Vec::new();
        let mut rest = text;
        while !rest.is_empty() && lines.len() < most {
            let length = self.line(rest, size, room);
            if length < rest.len() && lines.len() + 1 == most {
                lines.push(self.fit(rest, size, room));
                return (lines, false);
            }
            lines.push(rest[..length].trim_end().to_owned());
            rest = rest[length..].trim_start();
        }
        (lines, rest.is_empty())
    }

    /// How many bytes of a text stand on its first line.
    fn line(self, text: &str, size: f32, room: f32) -> usize {
        let (mut end, mut width) = (0, 0.0);
        let mut fitting = 0;
        for (at, letter) in text.char_indices() {
            width += self.width(letter.encode_utf8(&mut [0; 4]), size);
            if letter == ' ' {
                end = at;
            }
            if width > room && letter != ' ' {
                return if end > 0 { end } else { fitting.max(letter.len_utf8()) };
            }
            fitting = at + letter.len_utf8();
            if matches!(letter, '-' | '/' | ':') {
                end = fitting;
            }
        }
        text.len()
    }
}
