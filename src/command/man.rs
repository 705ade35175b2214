//! `modelpress man DIR`: a man page for the program and one for each command.

use std::path::Path;

use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::{Failure, Outcome, report};
use crate::cli::Cli;
use crate::write;

/// Writes the pages, over those of an earlier version.
pub(super) fn man(dir: &Path) -> Result<Outcome, Failure> {
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build(); // gives each command its name with the program in front
    let pages: Vec<&Command> = [&program].into_iter().chain(program.get_subcommands()).collect();
    for page in &pages {
        let name = page.get_display_name().unwrap_or(page.get_name());
        let mut text = Vec::new();
        Man::new((*page).clone()).render(&mut text).map_err(Failure::world)?;
        write::replace(&dir.join(format!("{name}.1")), &text)?;
    }
    report::always(&format!("wrote {} man pages into {}", pages.len(), dir.display()));
    Ok(Outcome::Done)
}
