//! The drawing of a card, as SVG. A text of a record is escaped, cut to its room, and has no say in anything else.

use std::fmt::Write as _;

use base64::Engine as _;
use quick_xml::escape::escape;

use super::font::Font;
use crate::domain::Color;
use crate::render::image_size::{HEIGHT, WIDTH};
use crate::render::page::card::{Card, CardFigure, CardStatus, FIGURES};
use crate::theme::{LightColors, view_box};

/// The margin on each side.
const MARGIN: f32 = 72.0;
/// The room between the margins.
const ROOM: f32 = 1200.0 - 2.0 * MARGIN;
/// The baseline of the foot, and the line above it.
const FOOT: f32 = 574.0;
const RULE: f32 = 516.0;
/// The sizes at which a name is tried, and on how many lines.
const NAMES: [(f32, usize); 5] = [(84.0, 1), (72.0, 1), (62.0, 2), (54.0, 2), (46.0, 2)];

struct Drawing<'a> {
    svg: String,
    colors: &'a LightColors,
}

/// Draws a card.
pub(super) fn svg(card: &Card, colors: &LightColors, mark: Option<&[u8]>) -> String {
    let mut drawing = Drawing { svg: String::with_capacity(8 << 10), colors };
    let _ = write!(
        drawing.svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"><rect width="{WIDTH}" height="{HEIGHT}" fill="{}"/>"#,
        colors.background
    );
    if card.id.is_some() {
        drawing.model(card);
    } else {
        drawing.site(card);
    }
    drawing.foot(card, mark);
    drawing.svg.push_str("</svg>");
    drawing.svg
}

impl Drawing<'_> {
    fn text(&mut self, at: [f32; 2], font: Font, size: f32, color: Color, text: &str) {
        self.anchored(at, "start", font, size, color, text);
    }

    /// A text that starts or ends at a place.
    fn anchored(&mut self, [x, y]: [f32; 2], anchor: &str, font: Font, size: f32, color: Color, text: &str) {
        let _ = write!(
            self.svg,
            r#"<text x="{x}" y="{y}" text-anchor="{anchor}" {} font-size="{size}" fill="{color}">{}</text>"#,
            font.attributes(),
            escape(text)
        );
    }

    /// A rounded box with a text in it. Returns its width.
    fn pill(&mut self, [x, y]: [f32; 2], [fill, color]: [Color; 2], text: &str) -> f32 {
        let width = pill_width(text);
        let _ =
            write!(self.svg, r#"<rect x="{x}" y="{y}" width="{width}" height="42" rx="21" fill="{fill}"/>"#);
        self.text([x + PILL, y + 28.5], Font::Regular, 21.0, color, text);
        width
    }

    fn model(&mut self, card: &Card) {
        let colors = *self.colors;
        let status = card.status.as_ref();
        let room = status.map_or(ROOM, |status| ROOM - pill_width(&status.label) - 24.0);
        if let Some(author) = Font::Regular.first_drawable(&card.author) {
            let author = Font::Regular.fit(&author, 32.0, room);
            self.text([MARGIN, 106.0], Font::Regular, 32.0, colors.muted, &author);
        }
        if let Some(status) = status {
            self.status(status);
        }
        let mut y = self.name(card, 130.0);
        let id = card.id.as_deref().and_then(|id| Font::Mono.drawable(id));
        if let Some(id) = id {
            y += 54.0;
            let id = Font::Mono.fit_around(&id, 26.0, ROOM, 14);
            self.text([MARGIN, y], Font::Mono, 26.0, colors.muted, &id);
        }
        let has_capabilities = !card.capabilities.is_empty();
        self.figures(&card.figures, if has_capabilities { 330.0 } else { 366.0 });
        self.capabilities(&card.capabilities);
    }

    fn site(&mut self, card: &Card) {
        let mut y = self.name(card, 92.0);
        let mut is_first = true;
        let tagline = card.tagline.as_deref().and_then(|tagline| Font::Regular.drawable(tagline));
        for line in tagline.into_iter().flat_map(|text| Font::Regular.lines(&text, 38.0, ROOM, 2).0) {
            y += if is_first { 62.0 } else { 50.0 };
            is_first = false;
            self.text([MARGIN, y], Font::Regular, 38.0, self.colors.muted, &line);
        }
        self.figures(&card.figures, 406.0);
    }

    /// The name at the largest size at which all of it stands there. Returns the baseline of its last line.
    fn name(&mut self, card: &Card, top: f32) -> f32 {
        let name = Font::Bold.first_drawable(&card.name).unwrap_or_default();
        let tries = NAMES.map(|(size, most)| (size, Font::Bold.lines(&name, size, ROOM, most)));
        let whole = tries.iter().find(|(_, (_, is_whole))| *is_whole);
        let (size, (lines, _)) = whole.unwrap_or(&tries[NAMES.len() - 1]);
        let mut y = top + size * 0.9 - size * 1.14;
        for line in lines {
            y += size * 1.14;
            self.text([MARGIN, y], Font::Bold, *size, self.colors.text, line);
        }
        y
    }

    fn status(&mut self, status: &CardStatus) {
        let LightColors { warning, warning_tint, accent, tint, .. } = *self.colors;
        let pair = if status.is_warning { [warning_tint, warning] } else { [tint, accent] };
        self.pill([MARGIN + ROOM - pill_width(&status.label), 74.0], pair, &status.label);
    }

    /// The figures side by side, in columns of one width. One that the font cannot draw is left out.
    fn figures(&mut self, figures: &[CardFigure], y: f32) {
        let drawable = |figure: &CardFigure| Some((figure.clone(), Font::Bold.drawable(&figure.text)?));
        let figures: Vec<(CardFigure, String)> = figures.iter().filter_map(drawable).collect();
        let column = if figures.len() < FIGURES { ROOM / 3.0 } else { ROOM / 4.0 };
        let colors = *self.colors;
        for (at, (figure, text)) in (0_u8..).zip(figures) {
            let (x, room) = (MARGIN + column * f32::from(at), column - 20.0);
            let label = Font::Regular.fit(&figure.label, 23.0, room);
            self.text([x, y], Font::Regular, 23.0, colors.muted, &label);
            let sizes = [48.0, 38.0, 30.0, 24.0];
            let size = sizes.into_iter().find(|size| Font::Bold.width(&text, *size) <= room).unwrap_or(24.0);
            self.text([x, y + 54.0], Font::Bold, size, colors.text, &Font::Bold.fit(&text, size, room));
            if let Some(note) = figure.note.as_deref().and_then(|note| Font::Regular.drawable(note)) {
                let note = Font::Regular.fit(&note, 19.0, room);
                self.text([x, y + 86.0], Font::Regular, 19.0, colors.muted, &note);
            }
        }
    }

    /// As many capabilities as have room on a line, and how many more there are.
    fn capabilities(&mut self, all: &[String]) {
        let LightColors { accent, tint, muted, .. } = *self.colors;
        let (mut x, y) = (MARGIN, 452.0);
        for (at, capability) in all.iter().enumerate() {
            let is_last = at + 1 == all.len();
            let more = if is_last { 0.0 } else { 64.0 };
            if x + pill_width(capability) + more > MARGIN + ROOM {
                let more = format!("+{}", all.len() - at);
                self.text([x + 4.0, y + 28.5], Font::Regular, 21.0, muted, &more);
                return;
            }
            x += self.pill([x, y], [tint, accent], capability) + 12.0;
        }
    }

    /// The mark and the name of the site, and where it is.
    fn foot(&mut self, card: &Card, mark: Option<&[u8]>) {
        let colors = *self.colors;
        let _ = write!(
            self.svg,
            r#"<rect x="{MARGIN}" y="{RULE}" width="{ROOM}" height="2" fill="{}"/>"#,
            colors.line
        );
        let mut x = MARGIN + mark.map_or(0.0, |mark| self.mark(mark));
        if let Some(site) = Font::Bold.first_drawable(&card.site) {
            let site = Font::Bold.fit(&site, 26.0, ROOM * 0.5);
            self.text([x, FOOT], Font::Bold, 26.0, colors.text, &site);
            x += Font::Bold.width(&site, 26.0);
        }
        let address = Font::Regular.drawable(&card.address).filter(|it| card.site.first() != Some(it));
        if let Some(address) = address {
            let address = Font::Regular.fit(&address, 24.0, MARGIN + ROOM - x - 32.0);
            self.anchored([MARGIN + ROOM, FOOT], "end", Font::Regular, 24.0, colors.muted, &address);
        }
    }

    /// The mark of the site. Returns the room that it takes.
    fn mark(&mut self, mark: &[u8]) -> f32 {
        let (width, height) = view_box(mark).unwrap_or((1.0, 1.0));
        #[expect(clippy::cast_possible_truncation, reason = "a ratio of sides, which is bounded")]
        let width = (40.0 * (width / height).clamp(0.2, 8.0)) as f32;
        let data = base64::engine::general_purpose::STANDARD.encode(mark);
        let _ = write!(
            self.svg,
            r#"<image x="{MARGIN}" y="{}" width="{width}" height="40" href="data:image/svg+xml;base64,{data}"/>"#,
            FOOT - 29.0
        );
        width + 14.0
    }
}

/// The room on both sides of a text in its box.
const PILL: f32 = 18.0;

fn pill_width(text: &str) -> f32 {
    Font::Regular.width(text, 21.0) + 2.0 * PILL
}
