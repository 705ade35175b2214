//! Checks of finished pages: links, ids, and what readers and search engines need. A fault is reported at the file that it comes
//! from.

pub mod fault;
pub mod interner;
pub mod link_checker;
pub mod links;
pub mod metadata;
pub mod origin;
pub mod rendered;
pub mod tags;
