//! The commands: arguments in, stages run, a report out. One file each.

mod build;
mod check;
mod completions;
mod cost;
mod diff;
mod explain;
mod fix;
mod fmt;
mod import;
mod init;
mod interrupt;
mod link;
mod man;
mod new;
mod outputs;
mod query;
mod report;
mod repository;
mod revision;
mod run;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod verify;

use std::process::ExitCode;

use crate::cli::{Cli, Command};
use crate::write::WriteError;

/// How a command ended, as its exit code says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done: 0.
    Done,
    /// There are mistakes in the files: 1.
    Mistakes,
}

/// A failure that is nobody's mistake in a file.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The command was asked for something that it cannot do: 2.
    #[error("{0}")]
    Usage(String),
    /// A file that the command line names cannot be used as it is: 1.
    #[error("{0}")]
    Mistake(String),
    /// The disk or the system failed: 3.
    #[error("{0:#}")]
    World(#[from] anyhow::Error),
    /// The user or the system asked for an end; the process ends as the signal would have ended it.
    #[error("interrupted; nothing was written")]
    Interrupted,
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Interrupted => Self::Interrupted,
            WriteError::Taken(_) | WriteError::Occupied { .. } => Self::usage(error),
            _ => Self::world(error),
        }
    }
}

impl Failure {
    fn usage(error: impl std::fmt::Display) -> Self {
        Self::Usage(error.to_string())
    }

    /// A failure to print: nobody is left to tell when the reader of a pipe is gone.
    fn printing(printed: std::io::Result<()>) -> Result<Outcome, Self> {
        match printed {
            Err(error) if !report::is_reader_gone(&error, &std::io::stdout()) => Err(Self::world(error)),
            _ => Ok(Outcome::Done),
        }
    }

    fn world(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::World(error.into())
    }
}

/// Runs a command and says how it ended.
pub fn run(cli: &Cli) -> ExitCode {
    report::color(cli.color);
    let outcome = match &cli.command {
        Command::Build(args) => build::build(args),
        Command::Check(args) => check::check(args),
        Command::Completions { shell } => completions::completions(*shell),
        Command::Cost(args) => cost::cost(args),
        Command::Diff(args) => diff::diff(args),
        Command::Explain { code } => explain::explain(code.as_deref()),
        Command::Fmt(args) => fmt::fmt(args),
        Command::Import(args) => import::import(args),
        Command::Init(args) => init::init(args),
        Command::Link(args) => link::link(args),
        Command::Man { dir } => man::man(dir),
        Command::New(args) => new::new(args),
        Command::Outputs(args) => outputs::outputs(args),
        Command::Query(args) => query::query(args),
        Command::Schema { kind } => schema::schema(*kind),
        Command::Verify(args) => verify::verify(args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::serve(args),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Mistakes) => ExitCode::from(1),
        Err(failure) => {
            report::failure(&failure);
            match failure {
                Failure::Mistake(_) => ExitCode::from(1),
                Failure::Usage(_) => ExitCode::from(2),
                Failure::World(_) => ExitCode::from(3),
                Failure::Interrupted => interrupt::end(),
            }
        }
    }
}
