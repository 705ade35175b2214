//! The size of preview images, in pixels: what networks and chats show without cutting.

/// The width.
pub const WIDTH: usize = 1200;

/// The height.
pub const HEIGHT: usize = 630;
