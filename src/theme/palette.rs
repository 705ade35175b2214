//! Derives the colors of the theme from a brand color, readable in light and dark.

use std::fmt::Write as _;

use crate::domain::{Color, Oklch};

/// The minimum contrast of text: <https://www.w3.org/TR/WCAG22/#contrast-minimum>.
pub(super) const READABLE: f64 = 4.5;

/// The contrast of a shade that replaces a brand color that is not readable.
const COMFORTABLE: f64 = 5.5;

/// The minimum distance of a button's fill from the page, in Oklab.
const VISIBLE: f64 = 0.15;

/// The colors of a brand, for light and dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Palette {
    pub(super) light: Shades,
    pub(super) dark: Shades,
}

/// The colors of one scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shades {
    /// Text and links.
    pub(super) accent: Color,
    /// Text on the accent.
    pub(super) on_accent: Color,
    /// Buttons: the brand color itself, unless it is too close to the page.
    pub(super) fill: Color,
    /// Text on the fill.
    pub(super) on_fill: Color,
    /// The fill of a button under the pointer.
    pub(super) fill_hover: Color,
    /// The background of slightly emphasized boxes.
    pub(super) tint: Color,
}

/// The backgrounds of the theme: the page, boxes on it and code, for light and dark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Backgrounds {
    light: Vec<Color>,
    dark: Vec<Color>,
}

impl Backgrounds {
    /// Reads the backgrounds from the style sheet of the theme.
    pub(super) fn read(sheet: &str) -> Self {
        let names = ["--background", "--surface", "--sunken"];
        let (light, dark) = names.iter().filter_map(|name| pair(sheet, name)).unzip();
        Self { light, dark }
    }
}

/// The two values of a color of the theme: `--accent: light-dark(#08664a, #63d5a7)`.
pub(super) fn pair(sheet: &str, name: &str) -> Option<(Color, Color)> {
    let (_, rest) = sheet.split_once(&format!("{name}: light-dark("))?;
    let (light, dark) = rest.split_once(')')?.0.split_once(',')?;
    Some((light.trim().parse().ok()?, dark.trim().parse().ok()?))
}

impl Palette {
    /// Derives the colors of a brand.
    pub(super) fn of(brand: Color, backgrounds: &Backgrounds) -> Self {
        let hue = brand.oklch();
        let light = hue.with_lightness(0.955).at_most(0.03).color();
        let dark = hue.with_lightness(0.265).at_most(0.035).color();
        Self {
            light: Shades::of(brand, &backgrounds.light, light, Color::WHITE, -STEP),
            dark: Shades::of(brand, &backgrounds.dark, dark, Color::BLACK, STEP),
        }
    }

    /// The colors as custom properties, to follow those of the theme in its style sheet.
    pub(super) fn css(&self) -> String {
        let mut css = "@layer base {\n  :root {\n".to_owned();
        for ((name, light), (_, dark)) in self.light.properties().into_iter().zip(self.dark.properties()) {
            let _ = writeln!(css, "    --{name}: light-dark({light}, {dark});");
        }
        css.push_str("  }\n\n  @supports not (color: light-dark(red, red)) {\n    :root {\n");
        for (name, light) in self.light.properties() {
            let _ = writeln!(css, "      --{name}: {light};");
        }
        css.push_str("    }\n  }\n}\n");
        css
    }
}

impl Shades {
    fn of(brand: Color, backgrounds: &[Color], tint: Color, page: Color, step: f64) -> Self {
        let page = backgrounds.first().copied().unwrap_or(page);
        let all: Vec<Color> = backgrounds.iter().copied().chain([page, tint]).collect();
        let accent = readable(brand, &all, step);
        let fill = if brand.distance(page) >= VISIBLE { brand } else { accent };
        let on_fill = on(fill);
        let away = if on_fill == Color::WHITE { Color::BLACK } else { Color::WHITE };
        Self { accent, on_accent: on(accent), fill, on_fill, fill_hover: fill.mix(away, 0.12), tint }
    }

    fn properties(&self) -> [(&'static str, Color); 6] {
        [
            ("accent", self.accent),
            ("on-accent", self.on_accent),
            ("fill", self.fill),
            ("on-fill", self.on_fill),
            ("fill-hover", self.fill_hover),
            ("tint", self.tint),
        ]
    }
}

/// The step by which the lightness changes.
const STEP: f64 = 0.01;

/// The color itself, or the next lighter or darker one of its hue that is readable on all backgrounds.
fn readable(color: Color, backgrounds: &[Color], step: f64) -> Color {
    let has_contrast =
        |color: Color, ratio: f64| backgrounds.iter().all(|background| color.contrast(*background) >= ratio);
    if has_contrast(color, READABLE) {
        return color;
    }
    let start = color.oklch();
    let steps = (1..=100_u8).map(|count| start.lightness + f64::from(count) * step);
    let mut shades = steps.map(|lightness| start.with_lightness(lightness.clamp(0.0, 1.0)).color());
    let end = if step < 0.0 { Color::BLACK } else { Color::WHITE };
    shades.find(|shade| has_contrast(*shade, COMFORTABLE)).unwrap_or(end)
}

/// The color of text on a fill: the first readable one of white, a dark shade of the fill's hue, and black. White or black
/// always has a contrast of at least 4.58, the square root of 21.
fn on(fill: Color) -> Color {
    let dark = Oklch { lightness: 0.2, ..fill.oklch() }.at_most(0.05).color();
    let choices = [Color::WHITE, dark];
    choices.into_iter().find(|color| color.contrast(fill) >= READABLE).unwrap_or(Color::BLACK)
}

#[cfg(test)]
mod tests {
    use crate::bless::assert_snapshot;
    use proptest::prelude::*;

    use super::*;
    use crate::theme::Statics;

    fn sheet() -> String {
        String::from_utf8(Statics::get("css/token.css").unwrap().data.into_owned()).unwrap()
    }

    fn palette(brand: &str) -> Palette {
        Palette::of(brand.parse().unwrap(), &Backgrounds::read(&sheet()))
    }

    #[test]
    fn the_grounds_are_those_of_the_theme() {
        let backgrounds = Backgrounds::read(&sheet());
        assert_eq!((backgrounds.light.len(), backgrounds.dark.len()), (3, 3));
        assert!(backgrounds.light.iter().all(|background| background.luminance() > 0.8));
        assert!(backgrounds.dark.iter().all(|background| background.luminance() < 0.1));
    }

    #[test]
    fn a_brand_becomes_custom_properties() {
        assert_snapshot(
            palette("#ffcc00").css(),
            snapbox::file!["snapshots/palette-a_brand_becomes_custom_properties.txt"],
        );
        assert_snapshot(
            palette("#0a2540").css(),
            snapbox::file!["snapshots/palette-a_brand_becomes_custom_properties-2.txt"],
        );
    }

    #[test]
    fn the_color_itself_stays_where_it_can() {
        let yellow = palette("#ffcc00");
        assert_eq!(yellow.light.fill.to_string(), "#ffcc00");
        assert_eq!(yellow.dark.accent.to_string(), "#ffcc00");
        let navy = palette("#0a2540");
        assert_eq!(navy.light.accent.to_string(), "#0a2540");
        assert_eq!(navy.dark.fill, navy.dark.accent, "navy cannot be told from a dark page");
    }

    proptest! {
        #[test]
        fn text_can_be_read_in_every_brand(red in any::<u8>(), green in any::<u8>(), blue in any::<u8>()) {
            let brand: Color = format!("#{red:02x}{green:02x}{blue:02x}").parse().unwrap();
            let sheet = sheet();
            let backgrounds = Backgrounds::read(&sheet);
            let (text, muted) = (pair(&sheet, "--text").unwrap(), pair(&sheet, "--muted").unwrap());
            let palette = Palette::of(brand, &backgrounds);
            let schemes = [
                (palette.light, &backgrounds.light, [text.0, muted.0]),
                (palette.dark, &backgrounds.dark, [text.1, muted.1]),
            ];
            for (shades, backgrounds, texts) in schemes {
                for background in backgrounds.iter().chain([&shades.tint]) {
                    prop_assert!(shades.accent.contrast(*background) >= READABLE, "{} on {}", shades.accent, background);
                }
                for text in texts {
                    prop_assert!(text.contrast(shades.tint) >= READABLE, "{} on {}", text, shades.tint);
                }
                prop_assert!(shades.on_accent.contrast(shades.accent) >= READABLE);
                prop_assert!(shades.on_fill.contrast(shades.fill) >= READABLE);
                prop_assert!(shades.on_fill.contrast(shades.fill_hover) >= READABLE);
                prop_assert!(shades.fill.distance(backgrounds[0]) >= VISIBLE);
            }
        }
    }
}
