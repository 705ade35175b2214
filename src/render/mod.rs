//! Render: one planned item becomes bytes.

pub mod highlight;
pub mod links;
pub mod markdown;
pub mod page;
pub mod snippet;
pub mod tools;
pub mod view;
