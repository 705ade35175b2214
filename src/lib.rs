//! Modelpress turns a tree of TOML files about AI models into a static website.

// The words, without I/O.
pub mod domain;

pub mod call;

pub mod diag;

// The stages, in the order of their work.
pub mod discover;

pub mod parse;

pub mod resolve;

pub mod lint;

pub mod derive;

pub mod theme;

pub mod plan;

pub mod render;

pub mod codes;

#[cfg(test)]
mod bless;

#[cfg(test)]
mod testing;
