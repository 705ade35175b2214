//! Render: one planned item becomes bytes.

pub mod data;
pub mod highlight;
pub mod links;
pub mod markdown;
pub mod page;
mod pages;
pub mod snippet;
pub mod tools;
pub mod view;

pub use pages::{BROKEN_PAGE, Checked, Pages};
