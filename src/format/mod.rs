//! The one way in which files are written: the order of keys, the style of numbers and dates, the space between tables. In comes a text,
//! out goes the text that says the same in that way. A text between quotes is never touched, and comments stay with their key.

mod order;
pub mod write;

pub use order::{kind_below, position, schema_of};
