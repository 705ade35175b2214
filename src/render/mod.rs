//! Render: one planned item becomes bytes.

pub mod view;
