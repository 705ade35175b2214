//! Modelpress turns a tree of TOML files about AI models into a static website: a small compiler with records in and
//! pages or diagnostics out. The rooms stand here in the order of their dependencies; each uses only what is above it.

// The words, without I/O.
pub mod domain;

pub mod trace;

pub mod memo;

pub mod endpoint;

pub mod diag;

// The stages, in the order of their work.
pub mod discover;

pub mod parse;

pub mod format;

pub mod import;

pub mod resolve;

pub mod link;

pub mod fact;

pub mod verify;

pub mod change;

pub mod lint;

pub mod derive;

pub mod search;

pub mod theme;

pub mod plan;

pub mod render;

pub mod codes;

pub mod compile;

pub mod diff;

// The rim: disk, terminal, clock.
pub mod write;

#[cfg(feature = "serve")]
pub mod serve;

pub mod cli;

pub mod command;

#[cfg(test)]
mod bless;

#[cfg(test)]
mod testing;

/// Name and version of the tool, for the pages that it makes.
pub const GENERATOR: &str = concat!("modelpress ", env!("CARGO_PKG_VERSION"));

/// This very tool: its version and a hash of what it is made of. Another tool may make other pages of the same files.
pub const TOOL: &str = concat!("modelpress ", env!("CARGO_PKG_VERSION"), " ", env!("MODELPRESS_SOURCES"));
