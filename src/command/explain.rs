//! `modelpress explain CODE`.

use std::io::{self, Write};

use super::{Failure, Outcome};
use crate::codes::codes;
use crate::diag::{closest, explain as text};

/// Explains a code, or lists them all.
pub(super) fn explain(code: Option<&str>) -> Result<Outcome, Failure> {
    let Some(name) = code else { return Failure::printing(list()) };
    let Some(code) = codes().find(|code| code.name == name) else {
        let near = closest(name, codes().map(|code| code.name));
        let hint = near.map_or_else(
            || "run `modelpress explain` for a list".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(Failure::Usage(format!("there is no code `{name}`; {hint}")));
    };
    Failure::printing(io::stdout().lock().write_all(text(code).as_bytes()))
}

fn list() -> io::Result<()> {
    let width = codes().map(|code| code.name.len()).max().unwrap_or(0);
    let mut out = io::stdout().lock();
    codes().try_for_each(|code| writeln!(out, "{:width$}  {}", code.name, code.what))
}
