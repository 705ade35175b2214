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
    let key = line.split('=').next().filter(|_| line.contains('=')).map(str::trim);
    let is_key = key.is_some_and(|key| {
        !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
    });
    let is_header = line.starts_with('[') && line.ends_with(']');
    if !(is_key || is_header || at + line.len() >= text.len()) {
        return None;
    }
    let mut open = Vec::new();
    let mut rest = &text[..at];
    while let Some(c) = rest.chars().next() {
        let offset = at - rest.len();
        let is_line_start = offset == 0 || text[..offset].ends_with('\n');
        let length = match c {
            '#' => line_length(rest),
            // The header of a table opens nothing.
            '[' if open.is_empty() && is_line_start => line_length(rest),
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
