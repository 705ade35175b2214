//! Pages: the directory comes in, the [`View`](super::view::View) of one page goes out, ready for its template.

pub mod cell;
pub mod common;
#[cfg(test)]
mod fixture;
