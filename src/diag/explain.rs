//! Explanations of codes, for the terminal and for the documentation.

use std::fmt::Write as _;

use super::{Code, Level};

/// Returns the text of `modelpress explain CODE`.
pub fn explain(code: &Code) -> String {
    let mut text = format!("{}: {}\n\n{}\n", code.name, code.what, describe_level(code));
    if !code.why.is_empty() {
        let _ = write!(text, "\n{}\n", code.why);
    }
    for (title, example) in list_examples(code) {
        let _ = write!(text, "\n{title}:\n\n{}", indent(example));
    }
    text
}

/// Returns the generated page `docs/lints.md`: every code by name, the table first.
pub fn lints_page<'a>(codes: impl IntoIterator<Item = &'a Code>) -> String {
    let mut codes: Vec<_> = codes.into_iter().collect();
    codes.sort_by_key(|code| code.name);
    let mut page = String::from(HEAD);
    for code in &codes {
        let Code { name, what, .. } = code;
        let [level, foreign] = if code.fixed {
            ["error", fixed_in_foreign(code)]
        } else {
            [code.level.as_str(), code.foreign.as_str()]
        };
        let what = what.replace('|', "\\|");
        let _ = writeln!(page, "| [`{name}`](#{name}) | {level} | {foreign} | {what} |");
    }
    for code in &codes {
        page.push_str(&format_section(code));
    }
    page
}

const HEAD: &str = "\
<!-- Generated from the table of codes. Change the code's own text, not this page. -->

# Codes and lints

Every finding has a code. The level of an `error` cannot be changed; in data
that someone else maintains most are warnings, and the wrong value or record is left
out. The other codes have a level, which you can set in `[lints]` in `site.toml`:

```toml
[lints]
unknown-key = \"warn\"
```

`deny` is an error, `warn` a warning (an error with `--strict`), `hint` a suggestion that never fails
a build, and `allow` turns the code off. The column \"foreign\" applies to data that someone
else maintains: without a `site.toml`, or with `profile = \"foreign\"`. `modelpress explain CODE` prints the same text.

| code | level | foreign | what is found |
| --- | --- | --- | --- |
";

fn format_section(code: &Code) -> String {
    let Code { name, what, why, .. } = code;
    let mut section = format!("\n## {name}\n\n{what}\n\n{}\n", describe_level(code));
    if !why.is_empty() {
        let _ = write!(section, "\n{why}\n");
    }
    for (title, example) in list_examples(code) {
        let _ = write!(section, "\n{title}:\n\n```toml\n{}\n```\n", example.trim_end());
    }
    section
}

/// Says in one sentence which level a code has and who may change it.
fn describe_level(code: &Code) -> String {
    if code.fixed {
        return match code.foreign {
            Level::Deny => "This is always an error.".to_owned(),
            _ => "This is always an error, except in records that someone else maintains, where it is a warning."
                .to_owned(),
        };
    }
    let Code { name, level, foreign, .. } = code;
    let defaults = if level == foreign {
        format!("Level: {level}.")
    } else {
        format!("Level: {level} ({foreign} in data that someone else maintains).")
    };
    format!("{defaults} Change it with `{name} = \"…\"` in `[lints]`.")
}

fn fixed_in_foreign(code: &Code) -> &'static str {
    if code.foreign == Level::Deny { "error" } else { code.foreign.as_str() }
}

/// Returns the examples that a code has, with their titles.
fn list_examples(code: &Code) -> impl Iterator<Item = (&'static str, &'static str)> {
    [("Wrong", code.bad), ("Right", code.good)].into_iter().filter(|(_, example)| !example.is_empty())
}

/// Indents the lines of an example by four spaces and leaves empty lines empty.
fn indent(example: &str) -> String {
    let indent_line = |line: &str| [if line.is_empty() { "" } else { "    " }, line, "\n"].concat();
    example.lines().map(indent_line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;
    use crate::diag::Level;

    static LINT: Code = Code::lint(
        "unknown-key",
        Level::Deny,
        Level::Warn,
        "A key is none that modelpress knows.",
        "A misspelled price would vanish from the page.",
        "[cost]\ncache_raed = 0.075\n",
        "[cost]\ncache_read = 0.075\n",
    );
    static ERROR: Code = Code::error("duplicate-path", "Two files want one page | path.", "", "", "");

    #[test]
    fn an_explanation_says_what_why_and_how() {
        assert_snapshot(
            explain(&LINT),
            snapbox::str![[r#"
unknown-key: A key is none that modelpress knows.

Level: deny (warn in data that someone else maintains). Change it with `unknown-key = "…"` in `[lints]`.

A misspelled price would vanish from the page.

Wrong:

    [cost]
    cache_raed = 0.075

Right:

    [cost]
    cache_read = 0.075
"#]],
        );
    }

    #[test]
    fn an_explanation_leaves_out_what_the_code_lacks() {
        assert_eq!(
            explain(&ERROR),
            "duplicate-path: Two files want one page | path.\n\nThis is always an error.\n"
        );
    }

    #[test]
    fn the_page_has_a_row_and_a_section_for_every_code_by_name() {
        let page = lints_page([&LINT, &ERROR]);
        let body = page.strip_prefix(HEAD).unwrap();
        assert_snapshot(
            body,
            snapbox::str![[r#"
| [`duplicate-path`](#duplicate-path) | error | error | Two files want one page \| path. |
| [`unknown-key`](#unknown-key) | deny | warn | A key is none that modelpress knows. |

## duplicate-path

Two files want one page | path.

This is always an error.

## unknown-key

A key is none that modelpress knows.

Level: deny (warn in data that someone else maintains). Change it with `unknown-key = "…"` in `[lints]`.

A misspelled price would vanish from the page.

Wrong:

```toml
[cost]
cache_raed = 0.075
```

Right:

```toml
[cost]
cache_read = 0.075
```
"#]],
        );
    }
}
