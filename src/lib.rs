//! Modelpress turns a tree of TOML files about AI models into a static website.

pub mod diag;
pub mod parse;
pub mod domain;
pub mod render;
