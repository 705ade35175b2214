//! Style sheets without what only their writers need.

/// Between these and anything else a space says nothing.
const GLUE: [char; 4] = ['{', '}', ';', ','];

/// Takes comments, indentation and spaces beside punctuation out of a style sheet. Texts in quotes stay as they are.
pub(super) fn minify(css: &str) -> String {
    let mut squeezed = String::with_capacity(css.len());
    let (mut rest, mut gap) = (css, false);
    while let Some(letter) = rest.chars().next() {
        let is_comment = rest.starts_with("/*");
        let length = match letter {
            _ if is_comment => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
            '"' | '\'' => quoted(rest, letter),
            _ => letter.len_utf8(),
        };
        if is_comment || letter.is_ascii_whitespace() {
            gap = !squeezed.is_empty();
        } else {
            if gap && !squeezed.ends_with(GLUE) && !GLUE.contains(&letter) {
                squeezed.push(' ');
            }
            squeezed.push_str(&rest[..length]);
            gap = false;
        }
        rest = &rest[length..];
    }
    squeezed
}

/// The length of a text in quotes, with them; up to the end of the sheet where it is not closed.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn comments_and_needless_spaces_go() {
        let sheet = "/* Head. */\n@media (width < 560px) {\n  .a > .b, .c :hover {\n    color: light-dark(#fff, #000);\n  }\n}\n";
        assert_eq!(minify(sheet), "@media (width < 560px){.a > .b,.c :hover{color: light-dark(#fff,#000);}}");
        assert_eq!(minify("a/* not */b /**/ c /*/ still */d"), "a b c d");
    }

    #[test]
    fn texts_in_quotes_stay() {
        for sheet in [
            r#"a::after{content: " <" attr(href) ">";}"#,
            r#"a::after{content: "/* { , } */" / "";}"#,
            r"a{content: '\'  \\';}",
            "a{content: \"open  ",
            "a{background: url(data:image/svg+xml;base64,AA==);}",
        ] {
            assert_eq!(minify(sheet), sheet);
        }
    }

    #[test]
    fn an_open_comment_ends_the_sheet() {
        assert_eq!(minify("a{b: c}/* d"), "a{b: c}");
    }
}
