//! Finds the bracket or the quotes that an earlier line of a broken file opens and nothing closes.

/// An opening bracket or quotes without an end.
pub(super) struct Unclosed {
    /// Its offset in the file.
    pub(super) start: usize,
    /// The bracket or the quotes.
    pub(super) open: &'static str,
}

impl Unclosed {
    /// What it begins.
    pub(super) fn what(&self) -> &'static str {
        match self.open {
            "[" => "array",
            "{" => "inline table",
            _ => "text",
        }
    }

    /// What ends it.
    pub(super) fn close(&self) -> &'static str {
        match self.open {
            "[" => "]",
            "{" => "}",
            quotes => quotes,
        }
    }
}

/// The last bracket or quotes open where a line begins that does not go on with an array: one that begins a new key or a
/// table, or the empty end of the file.
pub(super) fn before(text: &str, at: usize, line: &str) -> Option<Unclosed> {
    let line = line.trim();
    let begins = begins_key(line) || is_header(line) || at + line.len() >= text.len();
    let unclosed = if begins { open_at(text, at) } else { None };
    // Keys stand in an inline table too, one on each line.
    unclosed.filter(|unclosed| unclosed.open != "{" || !is_closed(&text[at..]))
}

/// Whether an inline table that a text goes on with ends before the next table.
fn is_closed(rest: &str) -> bool {
    let lines = rest.lines().map(str::trim).take_while(|line| !is_header(line));
    lines.into_iter().any(|line| line.starts_with('}'))
}

/// Whether a line begins with a key and `=`.
pub(super) fn begins_key(line: &str) -> bool {
    line.split_once('=').is_some_and(|(key, _)| is_bare(key.trim()))
}

/// Whether a line is the header of a table. The first key of one is bare, unlike the first element of an array of texts.
fn is_header(line: &str) -> bool {
    let name = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
    let name = name.map(|name| name.trim_matches(['[', ']']).trim());
    name.is_some_and(|name| {
        name.split('.').next().is_some_and(is_bare) && !name.contains([',', ' ']) && !is_number(name)
    })
}

fn is_number(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Whether a text is a key without quotes, or several with points between them.
pub(super) fn is_bare(key: &str) -> bool {
    !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
}

/// The last bracket or quotes that are open at an offset, which begins a line.
pub(super) fn open_at(text: &str, at: usize) -> Option<Unclosed> {
    let mut open = Vec::new();
    let mut rest = &text[..at];
    while let Some(c) = rest.chars().next() {
        let offset = at - rest.len();
        let is_line_start = || text[..offset].trim_end_matches([' ', '\t']).ends_with(['\n', '\u{feff}']);
        let length = match c {
            '#' => line_length(rest),
            // The header of a table opens nothing.
            '[' if open.is_empty() && (offset == 0 || is_line_start()) => line_length(rest),
            '[' | '{' => {
                open.push(Unclosed { start: offset, open: if c == '[' { "[" } else { "{" } });
                1
            }
            ']' | '}' => {
                open.pop();
                1
            }
            '"' | '\'' => match string_length(rest) {
                Ok(length) => length,
                Err(open) => return Some(Unclosed { start: offset, open }),
            },
            c => c.len_utf8(),
        };
        rest = &rest[length..];
    }
    open.pop()
}

fn line_length(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}

/// The length of the text that begins here, with its quotes; its quotes if it has no end. One on a single line ends there.
fn string_length(rest: &str) -> Result<usize, &'static str> {
    for quotes in ["\"\"\"", "'''"] {
        if let Some(body) = rest.strip_prefix(quotes) {
            return body.find(quotes).map(|end| end + 2 * quotes.len()).ok_or(quotes);
        }
    }
    let quote = if rest.starts_with('"') { '"' } else { '\'' };
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '\n' => return Ok(at),
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = quote == '"',
            c if c == quote => return Ok(at + 1),
            _ => {}
        }
    }
    Ok(rest.len())
}
