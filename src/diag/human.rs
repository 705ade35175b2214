//! Diagnostics for people: the message, the place, the source line with a caret, and help.
//!
//! This is the one file that knows the library which draws source lines.

use std::io::{self, Write};

use annotate_snippets::renderer::DEFAULT_LINE_NUM_STYLE;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::excerpt::{Excerpt, excerpt};
use super::fold::{Item, fold};
use super::{Code, Diagnostic, Finding, Report, Severity, SourceMap, Span, escape};

/// Cutting to the terminal's width is done before the library sees a line.
const UNLIMITED: usize = 1 << 20;

/// How many columns the line number, the bar and the marks of a cut take beside a source line.
const FRAME: usize = 14;

/// The fewest columns that are used for a source line.
const NARROWEST: usize = 30;

/// Says how diagnostics are drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// Whether escape sequences for colours are written.
    pub color: bool,
    /// The columns of the terminal; longer source lines are cut around their span.
    pub width: usize,
    /// Whether every finding is shown, however many are equal.
    pub all: bool,
}

impl Default for Style {
    /// Takes no colours and 100 columns, and folds equal findings.
    fn default() -> Self {
        Self { color: false, width: 100, all: false }
    }
}

/// Writes the findings one after the other, an empty line after each, with hundreds of one code folded.
pub fn write_human(
    report: &Report,
    sources: &SourceMap,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let artist = Artist::new(sources, style);
    for item in fold(report, style.all) {
        match item {
            Item::Finding(finding) => writeln!(out, "{}", artist.draw(finding))?,
            Item::Rest { code, severity, count } => writeln!(out, "{}\n", rest(code, severity, count))?,
        }
    }
    Ok(())
}

/// Draws the source lines of a finding alone, without colours: no title, no place, no help.
pub fn drawing(finding: &Finding, sources: &SourceMap, width: usize) -> String {
    let style = Style { width, ..Style::default() };
    Artist::new(sources, &style).scenes(&level(finding.severity), &finding.diagnostic, false).0
}

/// A text as it is shown to people: control characters as visible escapes.
pub fn plain(text: &str) -> String {
    escape::paragraph(text)
}

/// Says how many findings of a code are not shown.
fn rest(code: &Code, severity: Severity, count: usize) -> String {
    let (plural, them) = if count == 1 { ("", "it") } else { ("s", "them") };
    format!("… and {count} more `{}` {severity}{plural} (--all shows {them})", code.name)
}

/// What all drawings of one run share.
struct Artist<'a> {
    sources: &'a SourceMap,
    renderer: Renderer,
    color: bool,
    /// The columns for a source line.
    width: usize,
}

/// The marked places of one file; the first scene is the finding's own.
struct Scene<'a> {
    /// What stands behind the arrow.
    origin: Span,
    marks: Vec<Mark<'a>>,
}

/// A marked place.
#[derive(Clone, Copy)]
struct Mark<'a> {
    span: Span,
    kind: AnnotationKind,
    label: &'a str,
}

impl<'a> Artist<'a> {
    fn new(sources: &'a SourceMap, style: &Style) -> Self {
        let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
        let width = style.width.saturating_sub(FRAME).max(NARROWEST);
        Self { sources, renderer: renderer.term_width(UNLIMITED), color: style.color, width }
    }

    /// Draws a finding, every line with its end.
    fn draw(&self, finding: &Finding) -> String {
        let level = level(finding.severity);
        let diagnostic = &finding.diagnostic;
        let (scenes, gutter) = self.scenes(&level, diagnostic, true);
        let mut drawing = self.title(level.clone(), diagnostic) + &scenes;
        let notes = self.notes(diagnostic);
        if !notes.is_empty() {
            drawing.push_str(&self.bar(gutter));
            drawing.push_str(&indent(
                &self.renderer.render(&[Group::with_level(level).elements(notes)]),
                gutter,
            ));
        }
        drawing
    }

    /// Draws the source lines of a diagnostic, and says how wide their numbers are. The arrow to the first place may be left out.
    fn scenes(&self, level: &Level<'static>, diagnostic: &Diagnostic, has_arrow: bool) -> (String, usize) {
        let scenes: Vec<_> =
            scenes(diagnostic).into_iter().map(|scene| (self.excerpt(&scene), scene)).collect();
        let last_line = scenes.iter().filter_map(|(excerpt, _)| Some(excerpt.as_ref()?.last_line)).max();
        let gutter = digits(last_line.unwrap_or(1));
        let mut drawing = String::new();
        for (index, (excerpt, scene)) in scenes.iter().enumerate() {
            if index > 0 {
                drawing.push_str(&self.bar(gutter));
            }
            if index > 0 || has_arrow {
                drawing.push_str(&self.origin(scene.origin, gutter, index == 0));
            }
            if let Some(excerpt) = excerpt {
                drawing.push_str(&self.snippet(level.clone(), excerpt, scene, gutter));
            }
        }
        (drawing, gutter)
    }

    fn title(&self, level: Level<'_>, diagnostic: &Diagnostic) -> String {
        let title = level.primary_title(escape::paragraph(&diagnostic.message)).id(diagnostic.code.name);
        indent(&self.renderer.render(&[Group::with_title(title)]), 0)
    }

    /// Draws the arrow to a place, or to a file as a whole.
    fn origin(&self, span: Span, gutter: usize, is_first: bool) -> String {
        let arrow = self.paint(if is_first { "-->" } else { ":::" });
        let path = escape::line(self.sources.path(span.file));
        let place = if span.is_whole() {
            String::new()
        } else {
            let position = self.sources.position(span.file, span.start);
            format!(":{}:{}", position.line, position.column)
        };
        format!("{:gutter$}{arrow} {path}{place}\n", "")
    }

    fn excerpt(&self, scene: &Scene<'_>) -> Option<Excerpt> {
        let spans: Vec<_> = scene.marks.iter().map(|mark| mark.span).collect();
        (!spans.is_empty()).then(|| excerpt(self.sources, &spans, self.width))
    }

    fn snippet(&self, level: Level<'_>, excerpt: &Excerpt, scene: &Scene<'_>, gutter: usize) -> String {
        let annotations = scene.marks.iter().zip(&excerpt.marks).map(|(mark, place)| {
            mark.kind.span(place.clone()).label((!mark.label.is_empty()).then(|| escape::line(mark.label)))
        });
        let snippet = Snippet::source(excerpt.text.as_str())
            .line_start(excerpt.first_line as usize)
            .annotations(annotations);
        let drawing = self.renderer.render(&[Group::with_level(level).element(snippet)]);
        indent(&drawing, gutter - digits(excerpt.last_line))
    }

    /// Lists the labels of whole files, and the help.
    fn notes(&self, diagnostic: &Diagnostic) -> Vec<annotate_snippets::Message<'static>> {
        let labels = diagnostic.labels.iter().filter(|(span, _)| span.is_whole());
        let note = |(span, label): &(Span, String)| {
            Level::NOTE.message(format!(
                "{}: {}",
                escape::line(label),
                escape::line(self.sources.path(span.file))
            ))
        };
        let help = diagnostic.help.iter().map(|help| Level::HELP.message(escape::paragraph(help)));
        labels.map(note).chain(help).collect()
    }

    fn bar(&self, gutter: usize) -> String {
        format!("{:gutter$} {}\n", "", self.paint("|"))
    }

    /// Colours a part of the frame as the library does.
    fn paint(&self, text: &str) -> String {
        let style = DEFAULT_LINE_NUM_STYLE;
        if self.color { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::HELP.with_name(severity.as_str()),
    }
}

/// Groups the marks of a diagnostic by file; what names a file as a whole is no mark.
fn scenes(diagnostic: &Diagnostic) -> Vec<Scene<'_>> {
    let mut scenes = vec![Scene { origin: diagnostic.span, marks: Vec::new() }];
    for mark in marks(diagnostic).into_iter().filter(|mark| !mark.span.is_whole()) {
        let is_own = |scene: &&mut Scene<'_>| scene.origin.file == mark.span.file && !scene.origin.is_whole();
        match scenes.iter_mut().find(is_own) {
            Some(scene) => scene.marks.push(mark),
            None => scenes.push(Scene { origin: mark.span, marks: vec![mark] }),
        }
    }
    scenes
}

/// Lists the place of a diagnostic, with the first label that has the same, and then the other labels.
fn marks(diagnostic: &Diagnostic) -> Vec<Mark<'_>> {
    let mut marks = vec![Mark { span: diagnostic.span, kind: AnnotationKind::Primary, label: "" }];
    for (span, label) in &diagnostic.labels {
        if *span == marks[0].span && marks[0].label.is_empty() {
            marks[0].label = label;
        } else {
            marks.push(Mark { span: *span, kind: AnnotationKind::Context, label });
        }
    }
    marks
}

/// Returns how many digits a line number has.
fn digits(line: u32) -> usize {
    line.checked_ilog10().map_or(1, |log| log as usize + 1)
}

/// Moves lines to the right, trims what trails them, and ends each.
fn indent(lines: &str, columns: usize) -> String {
    let indented = |line: &str| [&" ".repeat(columns), line.trim_end(), "\n"].concat();
    lines.lines().map(indented).collect()
}

#[cfg(test)]
mod tests;
