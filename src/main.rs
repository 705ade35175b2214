//! The binary: the command line handed to the library.

use std::process::ExitCode;

use clap::Parser;

/// Pages are made of many small texts: a fast allocator saves a fifth of a build.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    modelpress::command::run(&modelpress::cli::Cli::parse())
}
