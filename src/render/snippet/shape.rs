use crate::endpoint::Call;
use crate::render::highlight;

use super::slot::{Piece, Slot, cut, has_mark};

/// The first line of a template that is no code: the command that installs what the code needs.
const INSTALL: &str = "install: ";

/// A template that was rendered and colored once, with places for the values of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) install: Option<String>,
    parts: Vec<ShapePart>,
}

/// The same piece as text and as HTML.
#[derive(Debug, PartialEq, Eq)]
enum ShapePart {
    Fixed { text: String, html: String },
    Value(Slot),
}

impl Shape {
    /// Reads what a template gave, and colors it.
    pub(super) fn new(rendered: &str, language: &str) -> Result<Self, String> {
        let (install, code) = split_install(rendered);
        check_install(install)?;
        Ok(Self { install: install.map(str::to_owned), parts: parts(code, language)? })
    }

    /// Writes one page's values into the shape: the code, and the code as HTML.
    pub(super) fn fill(&self, call: &Call) -> (String, String) {
        let mut text = String::with_capacity(1024);
        let mut html = String::with_capacity(2048);
        for part in &self.parts {
            match part {
                ShapePart::Fixed { text: fixed, html: colored } => {
                    text.push_str(fixed);
                    html.push_str(colored);
                }
                ShapePart::Value(slot) => {
                    let value = slot.field.value(call);
                    let quoted = slot.quoting.quote(&value);
                    text.push_str(&quoted);
                    highlight::push_text(&mut html, &quoted);
                }
            }
        }
        (text, html)
    }
}

/// Finds out whether [`Shape::new`] takes what a template gave, without coloring it.
pub(super) fn check(rendered: &str) -> Result<(), String> {
    let (install, code) = split_install(rendered);
    check_install(install)?;
    cut(code).map(|_| ())
}

fn check_install(install: Option<&str>) -> Result<(), String> {
    if install.is_some_and(has_mark) {
        return Err("the `install:` line cannot contain a value of a page".into());
    }
    Ok(())
}

/// Returns the code of a rendered template: without the line that installs, and without space around it.
#[cfg(test)]
pub(super) fn code(rendered: &str) -> &str {
    split_install(rendered).1
}

fn split_install(rendered: &str) -> (Option<&str>, &str) {
    let rendered = rendered.trim();
    let Some(rest) = rendered.strip_prefix(INSTALL) else {
        return (None, rendered);
    };
    let (install, code) = rest.split_once('\n').unwrap_or((rest, ""));
    (Some(install.trim()), code.trim_start())
}

fn parts(code: &str, language: &str) -> Result<Vec<ShapePart>, String> {
    let mut painter =
        Painter { runs: highlight::runs(code, language).unwrap_or_default(), ..Painter::default() };
    for (piece, length) in cut(code)? {
        match piece {
            Piece::Code(code) => painter.paint(code),
            Piece::Slot(slot) => painter.leave(slot, length),
        }
    }
    Ok(painter.finish())
}

/// Walks along runs and pieces at once.
#[derive(Default)]
struct Painter {
    runs: Vec<highlight::Run>,
    next: usize,
    open: bool,
    text: String,
    html: String,
    parts: Vec<ShapePart>,
}

impl Painter {
    fn paint(&mut self, mut code: &str) {
        while !code.is_empty() {
            let (piece, rest) = code.split_at(self.start(code.len()));
            self.text.push_str(piece);
            highlight::push_text(&mut self.html, piece);
            self.go_on(piece.len());
            code = rest;
        }
    }

    fn leave(&mut self, slot: Slot, length: usize) {
        let mut left = length;
        let mut is_written = false;
        while left > 0 {
            let step = self.start(left);
            if !is_written {
                self.flush();
                self.parts.push(ShapePart::Value(slot));
                is_written = true;
            }
            self.go_on(step);
            left -= step;
        }
    }

    /// Opens the run that comes next, where it has a class, and returns how far it reaches.
    fn start(&mut self, most: usize) -> usize {
        let Some(run) = self.runs.get(self.next) else { return most };
        if let (false, Some(class)) = (self.open, run.class) {
            highlight::push_start(&mut self.html, class);
            self.open = true;
        }
        run.length.min(most)
    }

    fn go_on(&mut self, length: usize) {
        let Some(run) = self.runs.get_mut(self.next) else { return };
        run.length -= length;
        if run.length == 0 {
            self.next += 1;
            if std::mem::take(&mut self.open) {
                self.html.push_str(highlight::END);
            }
        }
    }

    fn flush(&mut self) {
        if !self.text.is_empty() || !self.html.is_empty() {
            let (text, html) = (std::mem::take(&mut self.text), std::mem::take(&mut self.html));
            self.parts.push(ShapePart::Fixed { text, html });
        }
    }

    fn finish(mut self) -> Vec<ShapePart> {
        self.flush();
        self.parts
    }
}
