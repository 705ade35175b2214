//! `modelpress completions SHELL`: what completes commands and flags.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::{Failure, Outcome};
use crate::cli::Cli;

/// Prints the script of a shell.
pub(super) fn completions(shell: Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "modelpress", &mut script);
    Failure::printing(io::stdout().lock().write_all(&script))
}
