//! The binary: the command line handed to the library.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    modelpress::command::run(&modelpress::cli::Cli::parse())
}
