//! The colors of the theme in its light scheme, for pictures that cannot follow the reader's scheme.

use super::palette::{Shades, pair};
use crate::domain::Color;

/// The colors of the light scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named as in `static/css/token.css`")]
pub struct LightColors {
    pub background: Color,
    pub line: Color,
    pub text: Color,
    pub muted: Color,
    pub accent: Color,
    pub tint: Color,
    pub warning: Color,
    pub warning_tint: Color,
}

impl LightColors {
    /// Reads the colors from the style sheet of the theme. One that a site's own sheet does not set in this form is that of the theme.
    pub(super) fn read(sheet: &str) -> Self {
        let of = |name: &str, channels: [u8; 3]| {
            pair(sheet, name).map_or(Color::from_bytes(channels), |(light, _)| light)
        };
        Self {
            background: of("--background", [0xfc, 0xfc, 0xfa]),
            line: of("--line", [0xe2, 0xe4, 0xdc]),
            text: of("--text", [0x15, 0x19, 0x17]),
            muted: of("--muted", [0x54, 0x5b, 0x56]),
            accent: of("--accent", [0x08, 0x66, 0x4a]),
            tint: of("--tint", [0xe6, 0xf2, 0xec]),
            warning: of("--warning", [0x8a, 0x4b, 0x00]),
            warning_tint: of("--warning-tint", [0xfd, 0xf1, 0xde]),
        }
    }

    /// The same with the colors of a brand.
    pub(super) fn branded(self, shades: &Shades) -> Self {
        Self { accent: shades.accent, tint: shades.tint, ..self }
    }
}

impl Default for LightColors {
    fn default() -> Self {
        Self::read("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Statics;

    #[test]
    fn the_theme_sets_each_color_as_it_is_without_it() {
        let sheet = String::from_utf8(Statics::get("css/token.css").unwrap().data.into_owned()).unwrap();
        assert_eq!(LightColors::read(&sheet), LightColors::default());
        let other = sheet.replace("--text: light-dark(#151917", "--text: light-dark(#000000");
        assert_eq!(LightColors::read(&other).text, Color::BLACK);
    }
}
