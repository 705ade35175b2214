//! Render: one planned item becomes bytes.

pub mod audit;
pub mod chart;
pub mod data;
mod fault;
mod fingerprint;
pub mod highlight;
pub mod links;
pub mod markdown;
mod names;
mod origin;
pub mod page;
mod pages;
pub mod snippet;
pub mod tags;
pub mod tools;
pub mod view;

pub use fault::{CODES, Fault};
pub use fingerprint::Fingerprint;
pub use links::Anchors;
pub use names::{Name, Names};
pub use pages::{BROKEN_PAGE, Checked, Draft, Pages};
