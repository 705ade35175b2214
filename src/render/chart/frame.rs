//! The sizes of a drawing.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::tenths::Tenths;

/// The size of a drawing and of the space around what it draws.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// Its name: `wide`, `narrow`.
    pub name: &'static str,
    /// Its width.
    pub width: Tenths,
    /// Its height.
    pub height: Tenths,
    /// The space for the labels at the left.
    pub left: Tenths,
    /// The radius of the area around a dot that answers a pointer.
    pub reach: Tenths,
}

/// The drawing for wide screens.
pub const WIDE: Frame = Frame { name: "wide", width: 11_600, height: 4_800, left: 460, reach: 170 };
/// The drawing for phones.
pub const NARROW: Frame = Frame { name: "narrow", width: 3_580, height: 4_000, left: 400, reach: 150 };

/// The empty space at the right and above, and the space for the labels below.
const RIGHT: Tenths = 160;
const TOP: Tenths = 180;
const BOTTOM: Tenths = 340;

impl Frame {
    /// The same with room for labels of this width at the left.
    #[must_use]
    pub fn with_labels(self, width: Tenths) -> Self {
        Self { left: self.left.max(width + 140), ..self }
    }

    /// How wide the part is in which dots stand.
    pub fn plot_width(&self) -> Tenths {
        self.width - self.left - RIGHT
    }

    /// How high that part is.
    pub fn plot_height(&self) -> Tenths {
        self.height - TOP - BOTTOM
    }

    /// The right end of that part.
    pub fn right(&self) -> Tenths {
        self.width - RIGHT
    }

    /// Its upper end.
    pub fn top(&self) -> Tenths {
        TOP
    }

    /// Its lower end.
    pub fn bottom(&self) -> Tenths {
        self.height - BOTTOM
    }

    /// The place of a share of the way from left to right.
    pub fn x(&self, share: Decimal) -> Tenths {
        self.left + part(share, self.plot_width())
    }

    /// The place of a share of the way from below to above.
    pub fn y(&self, share: Decimal) -> Tenths {
        self.bottom() - part(share, self.plot_height())
    }
}

fn part(share: Decimal, length: Tenths) -> Tenths {
    (share * Decimal::from(length)).round().to_i32().unwrap_or(0)
}
