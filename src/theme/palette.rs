//! The colours of a brand: one colour in, the few that the theme needs out, readable in light and dark.

use std::fmt::Write as _;

use crate::domain::{Color, Oklch};

/// The contrast that text needs: <https://www.w3.org/TR/WCAG22/#contrast-minimum>.
pub(super) const READABLE: f64 = 4.5;

/// The contrast that a shade is made for where the brand's colour itself cannot be read.
const COMFORTABLE: f64 = 5.5;

/// A fill that is nearer to the page than this, in Oklab, would hide a button.
const VISIBLE: f64 = 0.15;

/// What a brand's colour becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Palette {
    pub(super) light: Shades,
    pub(super) dark: Shades,
}

/// The colours of one scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shades {
    /// Text and links.
    pub(super) accent: Color,
    /// Text on the accent.
    pub(super) on_accent: Color,
    /// Buttons: the brand's colour itself, where it can be told from the page.
    pub(super) fill: Color,
    /// Text on the fill.
    pub(super) on_fill: Color,
    /// The fill below a pointer.
    pub(super) fill_hover: Color,
    /// Boxes that stand out a little.
    pub(super) tint: Color,
}

/// What the colours of a brand stand on: the page, boxes on it, code; for light and dark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Grounds {
    light: Vec<Color>,
    dark: Vec<Color>,
}

impl Grounds {
    /// Reads what the theme's style sheet says of its backgrounds.
    pub(super) fn read(sheet: &str) -> Self {
        let names = ["--background", "--surface", "--sunken"];
        let (light, dark) = names.iter().filter_map(|name| pair(sheet, name)).unzip();
        Self { light, dark }
    }
}

/// The two values of a colour of the theme: `--accent: light-dark(#08664a, #63d5a7)`.
pub(super) fn pair(sheet: &str, name: &str) -> Option<(Color, Color)> {
    let (_, rest) = sheet.split_once(&format!("{name}: light-dark("))?;
    let (light, dark) = rest.split_once(')')?.0.split_once(',')?;
    Some((light.trim().parse().ok()?, dark.trim().parse().ok()?))
}

impl Palette {
    /// Derives the colours of a brand.
    pub(super) fn of(brand: Color, grounds: &Grounds) -> Self {
        let hue = brand.oklch();
        let light = hue.with_lightness(0.955).at_most(0.03).color();
        let dark = hue.with_lightness(0.265).at_most(0.035).color();
        Self {
            light: Shades::of(brand, &grounds.light, light, Color::WHITE, -STEP),
            dark: Shades::of(brand, &grounds.dark, dark, Color::BLACK, STEP),
        }
    }

    /// The colours as custom properties, to stand behind those of the theme in one style sheet.
    pub(super) fn css(&self) -> String {
        let mut css = "@layer base {\n  :root {\n".to_owned();
        for ((name, light), (_, dark)) in self.light.named().into_iter().zip(self.dark.named()) {
            let _ = writeln!(css, "    --{name}: light-dark({light}, {dark});");
        }
        css.push_str("  }\n\n  @supports not (color: light-dark(red, red)) {\n    :root {\n");
        for (name, light) in self.light.named() {
            let _ = writeln!(css, "      --{name}: {light};");
        }
        css.push_str("    }\n  }\n}\n");
        css
    }
}

impl Shades {
    fn of(brand: Color, grounds: &[Color], tint: Color, page: Color, step: f64) -> Self {
        let page = grounds.first().copied().unwrap_or(page);
        let all: Vec<Color> = grounds.iter().copied().chain([page, tint]).collect();
        let accent = readable(brand, &all, step);
        let fill = if brand.distance(page) >= VISIBLE { brand } else { accent };
        let on_fill = on(fill);
        let away = if on_fill == Color::WHITE { Color::BLACK } else { Color::WHITE };
        Self { accent, on_accent: on(accent), fill, on_fill, fill_hover: fill.mix(away, 0.12), tint }
    }

    fn named(&self) -> [(&'static str, Color); 6] {
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

/// How far the lightness moves at once.
const STEP: f64 = 0.01;

/// The colour itself, or the next lighter or darker one of its hue that can be read on all the grounds.
fn readable(color: Color, grounds: &[Color], step: f64) -> Color {
    let reaches = |color: Color, ratio: f64| grounds.iter().all(|ground| color.contrast(*ground) >= ratio);
    if reaches(color, READABLE) {
        return color;
    }
    let start = color.oklch();
    let steps = (1..=100_u8).map(|count| start.lightness + f64::from(count) * step);
    let mut shades = steps.map(|lightness| start.with_lightness(lightness.clamp(0.0, 1.0)).color());
    let end = if step < 0.0 { Color::BLACK } else { Color::WHITE };
    shades.find(|shade| reaches(*shade, COMFORTABLE)).unwrap_or(end)
}

/// The colour of text on a fill: white, else a dark shade of the fill's hue, else black. One of white and black always
/// has a contrast of 4.58 or more, the square root of 21.
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
        Palette::of(brand.parse().unwrap(), &Grounds::read(&sheet()))
    }

    #[test]
    fn the_grounds_are_those_of_the_theme() {
        let grounds = Grounds::read(&sheet());
        assert_eq!((grounds.light.len(), grounds.dark.len()), (3, 3));
        assert!(grounds.light.iter().all(|ground| ground.luminance() > 0.8));
        assert!(grounds.dark.iter().all(|ground| ground.luminance() < 0.1));
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
    fn the_colour_itself_stays_where_it_can() {
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
            let grounds = Grounds::read(&sheet);
            let (text, muted) = (pair(&sheet, "--text").unwrap(), pair(&sheet, "--muted").unwrap());
            let palette = Palette::of(brand, &grounds);
            let schemes = [
                (palette.light, &grounds.light, [text.0, muted.0]),
                (palette.dark, &grounds.dark, [text.1, muted.1]),
            ];
            for (shades, grounds, texts) in schemes {
                for ground in grounds.iter().chain([&shades.tint]) {
                    prop_assert!(shades.accent.contrast(*ground) >= READABLE, "{} on {}", shades.accent, ground);
                }
                for text in texts {
                    prop_assert!(text.contrast(shades.tint) >= READABLE, "{} on {}", text, shades.tint);
                }
                prop_assert!(shades.on_accent.contrast(shades.accent) >= READABLE);
                prop_assert!(shades.on_fill.contrast(shades.fill) >= READABLE);
                prop_assert!(shades.on_fill.contrast(shades.fill_hover) >= READABLE);
                prop_assert!(shades.fill.distance(grounds[0]) >= VISIBLE);
            }
        }
    }
}
