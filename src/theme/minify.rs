//! Minifies style sheets.

/// The characters beside which a space has no meaning.
const PUNCTUATION: [char; 4] = ['{', '}', ';', ','];

/// Removes comments, indentation, spaces beside punctuation and after colons, and last semicolons from a style sheet. Quoted strings stay
/// as they are.
pub(super) fn minify(css: &str) -> String {
    let mut minified = String::with_capacity(css.len());
    let (mut rest, mut gap) = (css, false);
    while let Some(letter) = rest.chars().next() {
        let is_comment = rest.starts_with("/*");
        let length = match letter {
            _ if is_comment => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
            '"' | '\'' => string_length(rest, letter),
            _ => letter.len_utf8(),
        };
        if is_comment || letter.is_ascii_whitespace() {
            gap = !minified.is_empty();
        } else {
            let is_needless = minified.ends_with(PUNCTUATION) || minified.ends_with(':');
            if gap && !is_needless && !PUNCTUATION.contains(&letter) {
                minified.push(' ');
            }
            if letter == '}' && minified.ends_with(';') {
                minified.pop();
            }
            minified.push_str(&rest[..length]);
            gap = false;
        }
        rest = &rest[length..];
    }
    minified
}

/// The length in bytes of the quoted string at the start of a text, with its quotes; the whole text if it is not closed.
fn string_length(text: &str, quote: char) -> usize {
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
        assert_eq!(minify(sheet), "@media (width < 560px){.a > .b,.c :hover{color:light-dark(#fff,#000)}}");
        assert_eq!(minify("a/* not */b /**/ c /*/ still */d"), "a b c d");
    }

    #[test]
    fn texts_in_quotes_stay() {
        for sheet in [
            r#"a::after{content:" <" attr(href) ">"}"#,
            r#"a::after{content:"/* { , } */" / ""}"#,
            r"a{content:'\'  \\'}",
            "a{content:\"open  ",
            "a{background:url(data:image/svg+xml;base64,AA==)}",
        ] {
            assert_eq!(minify(sheet), sheet);
        }
    }

    #[test]
    fn an_open_comment_ends_the_sheet() {
        assert_eq!(minify("a{b: c}/* d"), "a{b:c}");
    }
}
