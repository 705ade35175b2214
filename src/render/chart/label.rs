//! Names beside dots, as far as there is room: no name touches another one, a dot, a line or the edge.

use super::frame::Frame;
use super::tenths::Tenths;

/// A dot that may have its name beside it.
#[derive(Clone, Copy, Debug)]
pub struct Dot<'a> {
    /// Its place from the left.
    pub x: Tenths,
    /// Its place from above.
    pub y: Tenths,
    /// Its name.
    pub name: &'a str,
    /// Whether its name is bold, and placed before those of others.
    pub is_bold: bool,
}

/// Where a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place of its anchor from the left.
    pub x: Tenths,
    /// The place of its base line from above.
    pub y: Tenths,
    /// Which part of it the anchor is: `start`, `middle` or `end`.
    pub anchor: &'static str,
}

/// An area that no name may touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Obstacle {
    left: Tenths,
    right: Tenths,
    top: Tenths,
    bottom: Tenths,
}

/// The height of a line of text above and below its base line.
const ASCENT: Tenths = 95;
const DESCENT: Tenths = 30;
/// How far the drawn part of a dot reaches.
const RADIUS: Tenths = 65;

/// Places for names, in the order of the dots: the bold ones are placed first, then the others in their order.
pub fn labels(frame: &Frame, dots: &[Dot<'_>], lines: &[Obstacle]) -> Vec<Option<Label>> {
    let circles = dots.iter().map(|dot| Obstacle::around(dot.x, dot.y));
    let mut taken: Vec<Obstacle> = circles.chain(lines.iter().copied()).collect();
    let mut labels = vec![None; dots.len()];
    let mut order: Vec<usize> = (0..dots.len()).collect();
    order.sort_by_key(|at| !dots[*at].is_bold);
    for at in order {
        let width = text_width(dots[at].name, dots[at].is_bold);
        let free = places(&dots[at]).into_iter().find(|label| {
            let area = Obstacle::of(label, width);
            area.is_within(frame) && !taken.iter().any(|other| other.touches(&area))
        });
        if let Some(label) = free {
            taken.push(Obstacle::of(&label, width));
            labels[at] = Some(label);
        }
    }
    labels
}

/// The places beside a dot, the best first.
fn places(dot: &Dot<'_>) -> [Label; 8] {
    let label = |x: Tenths, y: Tenths, anchor| Label { x: dot.x + x, y: dot.y + y, anchor };
    [
        label(100, 40, "start"),
        label(-100, 40, "end"),
        label(0, -100, "middle"),
        label(0, 175, "middle"),
        label(70, -100, "start"),
        label(-70, -100, "end"),
        label(70, 165, "start"),
        label(-70, 165, "end"),
    ]
}

impl Obstacle {
    /// A straight line from one point to another, level or upright.
    pub fn line(from: (Tenths, Tenths), to: (Tenths, Tenths)) -> Self {
        let gap = 10;
        Self {
            left: from.0.min(to.0) - gap,
            right: from.0.max(to.0) + gap,
            top: from.1.min(to.1) - gap,
            bottom: from.1.max(to.1) + gap,
        }
    }

    fn around(x: Tenths, y: Tenths) -> Self {
        Self { left: x - RADIUS, right: x + RADIUS, top: y - RADIUS, bottom: y + RADIUS }
    }

    fn of(label: &Label, width: Tenths) -> Self {
        let left = match label.anchor {
            "start" => label.x,
            "end" => label.x - width,
            _ => label.x - width / 2,
        };
        Self { left, right: left + width, top: label.y - ASCENT, bottom: label.y + DESCENT }
    }

    fn is_within(&self, frame: &Frame) -> bool {
        self.left >= frame.left && self.right <= frame.width && self.top >= 0 && self.bottom <= frame.bottom()
    }

    fn touches(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// About how wide a text is at 12 units, in any of the fonts that browsers fall back to: rather too wide than too narrow.
pub fn text_width(text: &str, is_bold: bool) -> Tenths {
    let width: Tenths = text.chars().map(letter_width).sum();
    if is_bold { width + width / 16 } else { width }
}

fn letter_width(letter: char) -> Tenths {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | '\'' | '|' | ' ' => 36,
        'f' | 'r' | 't' | 'I' | '-' | '(' | ')' | '/' => 52,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 112,
        'A'..='Z' => 88,
        '0'..='9' | 'a'..='z' | '$' => 74,
        letter if letter.is_ascii() => 80,
        _ => 125,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::frame::WIDE;
    use super::*;

    fn dot(x: Tenths, y: Tenths, name: &str) -> Dot<'_> {
        Dot { x, y, name, is_bold: false }
    }

    #[test]
    fn a_name_stands_right_of_its_dot_where_it_can() {
        let found = labels(&WIDE, &[dot(3_000, 2_000, "Model"), dot(11_400, 2_000, "Model")], &[]);
        assert_eq!(found[0], Some(Label { x: 3_100, y: 2_040, anchor: "start" }));
        assert_eq!(found[1], Some(Label { x: 11_300, y: 2_040, anchor: "end" }));
    }

    #[test]
    fn bold_names_are_placed_first() {
        let name = "A name that takes a lot of room beside its dot, and of which two never fit";
        let mut dots = vec![dot(3_000, 2_000, name); 12];
        dots[11].is_bold = true;
        let found = labels(&WIDE, &dots, &[]);
        assert_eq!(found[11].unwrap().anchor, "start");
        assert!(found[0].is_none_or(|label| label.anchor != "start" || label.y != found[11].unwrap().y));
    }

    proptest! {
        #[test]
        fn no_name_touches_anything(places in prop::collection::vec((500i32..11_400, 200i32..4_400), 1..60)) {
            let dots: Vec<Dot<'_>> = places.iter().map(|(x, y)| dot(*x, *y, "Some Model 4.5")).collect();
            let line = Obstacle::line((1_000, 1_500), (9_000, 1_500));
            let width = text_width("Some Model 4.5", false);
            let areas: Vec<Obstacle> =
                labels(&WIDE, &dots, &[line]).iter().flatten().map(|label| Obstacle::of(label, width)).collect();
            for (at, area) in areas.iter().enumerate() {
                prop_assert!(area.is_within(&WIDE) && !area.touches(&line));
                prop_assert!(areas[..at].iter().all(|other| !other.touches(area)));
                prop_assert!(dots.iter().all(|dot| !Obstacle::around(dot.x, dot.y).touches(area)));
            }
        }
    }
}
