//! Colors: sRGB as written in settings, OKLCH to change the lightness at a constant hue, and contrast by WCAG.

use std::fmt;
use std::str::FromStr;

/// An opaque color of sRGB, written `#08664a` or `#fc0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color([u8; 3]);

/// The text is not a color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write a color as `#08664a` or `#fc0`")]
pub struct NotAColor;

impl Color {
    /// Black.
    pub const BLACK: Self = Self([0; 3]);
    /// White.
    pub const WHITE: Self = Self([255; 3]);

    /// A color by its channels: red, green, blue.
    pub const fn from_bytes(channels: [u8; 3]) -> Self {
        Self(channels)
    }

    /// The relative luminance, from 0 for black to 1 for white: <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio of two colors, from 1 to 21: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
    pub fn contrast(self, other: Self) -> f64 {
        let (own, other) = (self.luminance(), other.luminance());
        (own.max(other) + 0.05) / (own.min(other) + 0.05)
    }

    /// How different two colors look: their distance in Oklab, 1 between black and white.
    pub fn distance(self, other: Self) -> f64 {
        let pairs = self.oklab().into_iter().zip(other.oklab());
        pairs.map(|(own, other)| (own - other).powi(2)).sum::<f64>().sqrt()
    }

    /// Mixes in another color, channel by channel. `share` is that of the other color, from 0 to 1.
    #[must_use]
    pub fn mix(self, other: Self, share: f64) -> Self {
        Self([0, 1, 2].map(|at| {
            let (own, other) = (f64::from(self.0[at]), f64::from(other.0[at]));
            byte((own * (1.0 - share) + other * share) / 255.0)
        }))
    }

    /// The same color as lightness, chroma and hue.
    pub fn oklch(self) -> Oklch {
        let [lightness, a, b] = self.oklab();
        Oklch { lightness, chroma: a.hypot(b), hue: b.atan2(a) }
    }

    /// The channels in linear light, from 0 to 1: <https://www.w3.org/TR/css-color-4/#color-conversion-code>.
    fn linear(self) -> [f64; 3] {
        self.0.map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Lightness and the two axes of Oklab: <https://bottosson.github.io/posts/oklab/>.
    fn oklab(self) -> [f64; 3] {
        let cones = product(&TO_CONES, self.linear()).map(f64::cbrt);
        product(&TO_LAB, cones)
    }
}

impl FromStr for Color {
    type Err = NotAColor;

    fn from_str(text: &str) -> Result<Self, NotAColor> {
        let digits = text.strip_prefix('#').ok_or(NotAColor)?;
        let digits: Vec<u32> =
            digits.chars().map(|c| c.to_digit(16).ok_or(NotAColor)).collect::<Result<_, _>>()?;
        let channels: Vec<u32> = match digits.len() {
            3 => digits.iter().map(|digit| digit * 17).collect(),
            6 => digits.chunks(2).map(|pair| pair[0] * 16 + pair[1]).collect(),
            _ => return Err(NotAColor),
        };
        Ok(Self([0, 1, 2].map(|at| u8::try_from(channels[at]).unwrap_or(u8::MAX))))
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// A color in OKLCH, in which the hue stays the same while the color gets lighter or darker.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Oklch {
    /// From 0 for black to 1 for white.
    pub lightness: f64,
    /// The strength of the color; 0 is gray, and sRGB ends below 0.33.
    pub chroma: f64,
    /// The angle of the hue, in radians.
    pub hue: f64,
}

impl Oklch {
    /// The nearest color in sRGB: the lightness and hue stay, the chroma is reduced until the color is in the gamut.
    pub fn color(self) -> Color {
        let (mut low, mut high) = (0.0, self.chroma);
        if let Some(color) = self.to_srgb() {
            return color;
        }
        for _ in 0..16 {
            let middle = f64::midpoint(low, high);
            if self.with_chroma(middle).to_srgb().is_some() { low = middle } else { high = middle }
        }
        let gray = byte(self.lightness.clamp(0.0, 1.0));
        self.with_chroma(low).to_srgb().unwrap_or(Color([gray; 3]))
    }

    /// The same lightness and hue with at most this chroma.
    #[must_use]
    pub fn at_most(self, chroma: f64) -> Self {
        self.with_chroma(self.chroma.min(chroma))
    }

    /// The same hue and chroma with another lightness.
    #[must_use]
    pub fn with_lightness(self, lightness: f64) -> Self {
        Self { lightness, ..self }
    }

    fn with_chroma(self, chroma: f64) -> Self {
        Self { chroma, ..self }
    }

    /// The color in sRGB; `None` if it is outside of the gamut.
    fn to_srgb(self) -> Option<Color> {
        let (sin, cos) = self.hue.sin_cos();
        let cones = product(&FROM_LAB, [self.lightness, self.chroma * cos, self.chroma * sin]);
        let linear = product(&FROM_CONES, cones.map(|cone| cone.powi(3)));
        let is_in_gamut = linear.iter().all(|channel| (-1e-4..=1.0 + 1e-4).contains(channel));
        is_in_gamut.then(|| Color(linear.map(|channel| byte(gamma(channel)))))
    }
}

/// Encodes a channel of linear light with the transfer function of sRGB.
fn gamma(linear: f64) -> f64 {
    if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the value is clamped to a byte")]
fn byte(channel: f64) -> u8 {
    (channel.clamp(0.0, 1.0) * 255.0).round() as u8
}

type Matrix = [[f64; 3]; 3];

fn product(matrix: &Matrix, vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(factor, value)| factor * value).sum())
}

/// From linear sRGB to the cones of the eye; this and the three below are Björn Ottosson's.
const TO_CONES: Matrix = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
];

const TO_LAB: Matrix = [
    [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
];

const FROM_LAB: Matrix = [
    [1.0, 0.396_337_777_4, 0.215_803_757_3],
    [1.0, -0.105_561_345_8, -0.063_854_172_8],
    [1.0, -0.089_484_177_5, -1.291_485_548_0],
];

const FROM_CONES: Matrix = [
    [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
    [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
    [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701_0],
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn color(text: &str) -> Color {
        text.parse().unwrap()
    }

    #[test]
    fn colors_are_read_in_two_lengths() {
        assert_eq!(color("#fc0"), color("#ffcc00"));
        assert_eq!(color("#08664A").to_string(), "#08664a");
        for wrong in ["", "#", "08664a", "#08664", "#08664ag", "#gggggg", "#08664a80", "green", "#fc0;x"] {
            assert_eq!(wrong.parse::<Color>(), Err(NotAColor), "{wrong}");
        }
    }

    #[test]
    fn contrast_agrees_with_published_pairs() {
        let cases = [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#767676", "#ffffff", 4.54),
            ("#777777", "#ffffff", 4.48),
            ("#0000ff", "#ffffff", 8.59),
            ("#ff0000", "#ffffff", 4.0),
            ("#ffff00", "#ffffff", 1.07),
        ];
        for (text, ground, expected) in cases {
            let contrast = color(text).contrast(color(ground));
            assert!((contrast - expected).abs() < 0.01, "{text} on {ground}: {contrast}");
            assert!((contrast - color(ground).contrast(color(text))).abs() < 1e-12);
        }
    }

    #[test]
    fn oklch_agrees_with_published_values() {
        let cases = [
            ("#ffffff", 1.0, 0.0, None),
            ("#000000", 0.0, 0.0, None),
            ("#ff0000", 0.628, 0.2577, Some(29.23)),
            ("#00ff00", 0.8664, 0.2948, Some(142.5)),
            ("#0000ff", 0.452, 0.3132, Some(264.05)),
        ];
        for (text, lightness, chroma, hue) in cases {
            let oklch = color(text).oklch();
            assert!((oklch.lightness - lightness).abs() < 1e-3, "{text}: {oklch:?}");
            assert!((oklch.chroma - chroma).abs() < 1e-3, "{text}: {oklch:?}");
            if let Some(hue) = hue {
                assert!((oklch.hue.to_degrees().rem_euclid(360.0) - hue).abs() < 0.1, "{text}: {oklch:?}");
            }
        }
    }

    #[test]
    fn a_color_outside_of_the_gamut_loses_only_chroma() {
        let strong = Oklch { lightness: 0.7, chroma: 0.4, hue: 1.0 };
        let nearest = strong.color().oklch();
        assert!((nearest.lightness - 0.7).abs() < 0.01 && nearest.chroma < 0.25, "{nearest:?}");
        assert!((nearest.hue - 1.0).abs() < 0.05, "{nearest:?}");
    }

    proptest! {
        #[test]
        fn a_color_survives_the_way_there_and_back(channels in any::<[u8; 3]>()) {
            prop_assert_eq!(Color(channels).oklch().color(), Color(channels));
            prop_assert_eq!(Color(channels).to_string().parse(), Ok(Color(channels)));
        }
    }
}
