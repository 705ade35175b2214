//! `modelpress explain CODE`: a code, or a key of a file.

use std::io::{self, Write};

use super::{Failure, Outcome};
use crate::codes::codes;
use crate::diag::{closest, explain as text, one_line};
use crate::parse::{explain_key, key_paths};

/// Explains a code or a key, or lists all codes.
pub(super) fn explain(name: Option<&str>) -> Result<Outcome, Failure> {
    let Some(name) = name else { return Failure::printing(list()) };
    let code = codes().find(|code| code.name == name).map(text);
    let Some(found) = code.or_else(|| explain_key(name)) else {
        return Err(Failure::Usage(one_line(&format!("there is no code or key `{name}`; {}", hint(name)))));
    };
    Failure::printing(io::stdout().lock().write_all(found.as_bytes()))
}

/// What may be meant: a key that stands in a table, or the nearest of all names.
fn hint(name: &str) -> String {
    let paths = key_paths();
    let ending = format!(".{name}");
    let inner: Vec<String> =
        paths.iter().filter(|path| path.ends_with(&ending)).map(|path| format!("`{path}`")).collect();
    if let [first, ..] = inner.as_slice() {
        let more = inner.len().min(MOST_NAMED);
        let named = if more == 1 { first.clone() } else { inner[..more].join(", ") };
        return format!("did you mean {named}?");
    }
    let known = codes().map(|code| code.name).chain(paths.iter().map(String::as_str));
    let near = closest(name, known);
    near.map_or_else(
        || "run `modelpress explain` for a list".to_owned(),
        |near| format!("did you mean `{near}`?"),
    )
}

/// How many keys are named that may be meant.
const MOST_NAMED: usize = 4;

fn list() -> io::Result<()> {
    let width = codes().map(|code| code.name.len()).max().unwrap_or(0);
    let mut out = io::stdout().lock();
    codes().try_for_each(|code| writeln!(out, "{:width$}  {}", code.name, code.what))
}
