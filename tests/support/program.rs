//! Programs that a test makes and then runs.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Writes a file that may be run. Another process writes it: a file that this one has open is inherited by whatever the
/// other threads start meanwhile, and nobody may run a file that is open for writing ("Text file busy").
#[track_caller]
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    let script = "cat >\"$1\" && chmod 755 \"$1\"";
    let mut child =
        Command::new("sh").args(["-c", script, "sh"]).arg(path).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(bytes.as_ref()).unwrap();
    assert!(child.wait().unwrap().success(), "{} is not written", path.display());
}
