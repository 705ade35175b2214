//! The front matter of a page.

use super::{FormatError, format};
use crate::parse::Schema;

/// The line above and below the front matter.
const FENCE: &str = "+++";

/// Writes the front matter of a page in the style of the tool; its Markdown stays as it is.
///
/// # Errors
/// Where the front matter is no TOML.
pub fn format_page(text: &str, schema: &'static Schema) -> Result<String, FormatError> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut at = start;
    let mut fences = text[start..].split_inclusive('\n').filter_map(|line| {
        let from = at;
        at += line.len();
        (line.trim_end() == FENCE).then_some((from, at))
    });
    let (Some((first, above)), Some((below, _))) = (fences.next(), fences.next()) else {
        return Ok(text.to_owned());
    };
    if first != start {
        return Ok(text.to_owned());
    }
    let front = format(&text[above..below], schema).map_err(|error| match error {
        FormatError::Syntax { line, message } => FormatError::Syntax { line: line + 1, message },
        FormatError::Other => error,
    })?;
    Ok([&text[..above], &*front, &text[below..]].concat())
}
