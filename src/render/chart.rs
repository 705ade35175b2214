//! Charts: exact numbers come in, places in a drawing come out. Places are whole tenths of a unit, made by exact decimals, so that a
//! drawing is the same on every machine.

mod axis;
mod frame;
mod label;
mod tenths;

pub use axis::{Axis, Growth};
pub use frame::{Frame, NARROW, WIDE};
pub use label::{Dot, Label, Obstacle, labels, text_width};
pub use tenths::{Tenths, written};
