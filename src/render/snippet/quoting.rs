use std::borrow::Cow;
use std::fmt::Write as _;

/// How a value is written in code; each is a filter of the templates.
///
/// A filter gives the *contents* of a literal and the template writes the quotes around them: `"{{ model_id | py }}"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quoting {
    /// `py`: in a Python string of double quotes.
    Python,
    /// `js`: in a JavaScript or TypeScript string of double quotes.
    JavaScript,
    /// `json`: in a JSON string; also right for Java and C#.
    Json,
    /// `sh`: in a shell word of single quotes.
    Shell,
    /// `json_sh`: in a JSON string that stands in a shell word of single quotes.
    JsonInShell,
    /// `ruby`: in a Ruby string of double quotes.
    Ruby,
    /// `php`: in a PHP string of double quotes.
    Php,
    /// `name`: as a name, without quotes; for `key_env` alone, which is a safe name already.
    Name,
    /// `number`: as a number; for `max_tokens` alone.
    Number,
}

impl Quoting {
    /// Every quoting, in the order in which slots count them.
    pub const ALL: [Self; 9] = [
        Self::Python,
        Self::JavaScript,
        Self::Json,
        Self::Shell,
        Self::JsonInShell,
        Self::Ruby,
        Self::Php,
        Self::Name,
        Self::Number,
    ];

    /// The filter's name in templates.
    pub fn filter(self) -> &'static str {
        match self {
            Self::Python => "py",
            Self::JavaScript => "js",
            Self::Json => "json",
            Self::Shell => "sh",
            Self::JsonInShell => "json_sh",
            Self::Ruby => "ruby",
            Self::Php => "php",
            Self::Name => "name",
            Self::Number => "number",
        }
    }

    /// Returns the value as it stands in code. Nothing that could end the literal, hide in it or look like something
    /// else is left as it is: control characters, spaces that are no space, marks that turn the direction of text.
    pub fn quote(self, value: &str) -> Cow<'_, str> {
        if self.is_plain(value) {
            return Cow::Borrowed(value);
        }
        let mut quoted = String::with_capacity(value.len() + 16);
        for letter in value.chars() {
            self.push(&mut quoted, letter);
        }
        Cow::Owned(quoted)
    }

    fn is_plain(self, value: &str) -> bool {
        matches!(self, Self::Name | Self::Number)
            || value.bytes().all(|byte| matches!(byte, b' '..=b'~') && !b"\"'\\$#".contains(&byte))
    }

    fn push(self, quoted: &mut String, letter: char) {
        match (self, letter) {
            (Self::Shell, '\'') => quoted.push_str("'\\''"),
            (Self::JsonInShell, '\'') => quoted.push_str("\\u0027"),
            (Self::Shell, _) if is_hidden(letter) => push_shell_bytes(quoted, letter),
            (Self::Shell, _) => quoted.push(letter),
            (_, '"' | '\\') | (Self::Ruby, '#') | (Self::Php, '$') => quoted.extend(['\\', letter]),
            (_, '\n') => quoted.push_str("\\n"),
            (_, '\r') => quoted.push_str("\\r"),
            (_, '\t') => quoted.push_str("\\t"),
            _ if is_hidden(letter) => self.push_code(quoted, letter),
            _ => quoted.push(letter),
        }
    }

    fn push_code(self, quoted: &mut String, letter: char) {
        let code = u32::from(letter);
        let written = match self {
            Self::Python if code > 0xffff => write!(quoted, "\\U{code:08x}"),
            Self::Ruby | Self::Php => write!(quoted, "\\u{{{code:x}}}"),
            Self::JavaScript if code > 0xffff => write!(quoted, "\\u{{{code:x}}}"),
            _ => letter.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(quoted, "\\u{unit:04x}")),
        };
        written.expect("writing to a string does not fail");
    }
}

/// Closes the single quotes for the bytes of one character, which every locale reads alike, and opens them again.
fn push_shell_bytes(quoted: &mut String, letter: char) {
    quoted.push_str("'$'");
    for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
        write!(quoted, "\\x{byte:02x}").expect("writing to a string does not fail");
    }
    quoted.push_str("''");
}

/// Whether a reader cannot see this character for what it is.
fn is_hidden(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_control();
    }
    letter.is_control()
        || letter.is_whitespace()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_language_gets_its_own_escapes() {
        let value = "a\"b\\c'd\n$(e)`f`#{g}\u{2028}\u{1}";
        let quoted = |quoting: Quoting| quoting.quote(value).into_owned();
        assert_eq!(quoted(Quoting::Python), "a\\\"b\\\\c'd\\n$(e)`f`#{g}\\u2028\\u0001");
        assert_eq!(quoted(Quoting::JavaScript), quoted(Quoting::Python));
        assert_eq!(quoted(Quoting::JsonInShell), "a\\\"b\\\\c\\u0027d\\n$(e)`f`#{g}\\u2028\\u0001");
        let shell = "a\"b\\c'\\''d'$'\\x0a''$(e)`f`#{g}'$'\\xe2\\x80\\xa8'''$'\\x01''";
        assert_eq!(quoted(Quoting::Shell), shell);
        assert_eq!(quoted(Quoting::Ruby), "a\\\"b\\\\c'd\\n$(e)`f`\\#{g}\\u{2028}\\u{1}");
        assert_eq!(quoted(Quoting::Php), "a\\\"b\\\\c'd\\n\\$(e)`f`#{g}\\u{2028}\\u{1}");
    }

    #[test]
    fn ordinary_ids_are_left_alone() {
        for quoting in Quoting::ALL {
            assert!(matches!(quoting.quote("openai/gpt-4o-mini:free@1"), Cow::Borrowed(_)));
        }
        assert_eq!(Quoting::Python.quote("千问-é"), "千问-é");
    }

    #[test]
    fn a_character_beyond_the_first_plane_is_written_by_each_rule() {
        assert_eq!(Quoting::Python.quote("\u{e0041}"), "\\U000e0041");
        assert_eq!(Quoting::JavaScript.quote("\u{e0041}"), "\\u{e0041}");
        assert_eq!(Quoting::Json.quote("\u{e0041}"), "\\udb40\\udc41");
    }

    proptest! {
        #[test]
        fn json_reads_back_what_was_quoted(value in any::<String>()) {
            let literal = format!("\"{}\"", Quoting::Json.quote(&value));
            prop_assert_eq!(serde_json::from_str::<String>(&literal).unwrap(), value.clone());
            let inside = Quoting::JsonInShell.quote(&value);
            prop_assert!(!inside.contains('\''));
            prop_assert_eq!(serde_json::from_str::<String>(&format!("\"{inside}\"")).unwrap(), value);
        }

        #[test]
        fn nothing_hidden_is_left(value in any::<String>()) {
            for quoting in Quoting::ALL.into_iter().filter(|quoting| !matches!(quoting, Quoting::Name | Quoting::Number)) {
                prop_assert!(!quoting.quote(&value).chars().any(is_hidden));
            }
        }
    }
}
