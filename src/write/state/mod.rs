//! The state: what a build leaves for the next one, and where it stands.

mod build_state;
mod key;
mod pages;
mod place;

pub(super) use build_state::FileRecord;
pub use build_state::{BuildRecord, State};
pub use place::StateFile;
