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
    /// Whether escape sequences for colors are written.
    pub color: bool,
    /// The columns of the terminal; longer source lines are cut around their span.
    pub width: usize,
    /// Whether every finding is shown, however many are equal.
    pub all: bool,
}

impl Default for Style {
    /// Takes no colors and 100 columns, and folds equal findings.
    fn default() -> Self {
        Self { color: false, width: 100, all: false }
    }
}

/// Writes the findings one after the other, an empty line after each, with hundreds of one code folded.
///
/// # Errors
/// If writing to `out` fails.
pub fn write_human(
    report: &Report,
    sources: &SourceMap,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let renderer = FindingRenderer::new(sources, style);
    for item in fold(report, style.all) {
        match item {
            Item::Finding(finding) => writeln!(out, "{}", renderer.render(finding))?,
            Item::Rest { code, severity, count } => {
                writeln!(out, "{}\n", describe_rest(code, severity, count))?;
            }
        }
    }
    Ok(())
}

/// Draws the source lines of a finding alone, without colors: no title, no place, no help.
pub fn drawing(finding: &Finding, sources: &SourceMap, width: usize) -> String {
    let style = Style { width, ..Style::default() };
    FindingRenderer::new(sources, &style)
        .render_snippets(&level(finding.severity), &finding.diagnostic, false)
        .0
}

/// A text as it is shown to people: control characters as visible escapes.
pub fn plain(text: &str) -> String {
    escape::paragraph(text)
}

/// Says how many findings of a code are not shown.
fn describe_rest(code: &Code, severity: Severity, count: usize) -> String {
    let (plural, them) = if count == 1 { ("", "it") } else { ("s", "them") };
    format!("… and {count} more `{}` {severity}{plural} (--all shows {them})", code.name)
}

/// What all drawings of one run share.
struct FindingRenderer<'a> {
    sources: &'a SourceMap,
    renderer: Renderer,
    color: bool,
    /// The columns for a source line.
    width: usize,
}

/// The marked places of one file; the first snippet is the finding's own.
struct FileSnippet<'a> {
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

impl<'a> FindingRenderer<'a> {
    fn new(sources: &'a SourceMap, style: &Style) -> Self {
        let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
        let width = style.width.saturating_sub(FRAME).max(NARROWEST);
        Self { sources, renderer: renderer.term_width(UNLIMITED), color: style.color, width }
    }

    /// Draws a finding, every line with its end.
    fn render(&self, finding: &Finding) -> String {
        let level = level(finding.severity);
        let diagnostic = &finding.diagnostic;
        let (snippets, gutter) = self.render_snippets(&level, diagnostic, true);
        let mut drawing = self.render_title(level.clone(), diagnostic) + &snippets;
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
    fn render_snippets(
        &self,
        level: &Level<'static>,
        diagnostic: &Diagnostic,
        has_arrow: bool,
    ) -> (String, usize) {
        let snippets: Vec<_> = group_by_file(diagnostic)
            .into_iter()
            .map(|snippet| (self.read_excerpt(&snippet, diagnostic.is_secret), snippet))
            .collect();
        let last_line = snippets.iter().filter_map(|(excerpt, _)| Some(excerpt.as_ref()?.last_line)).max();
        let gutter = count_digits(last_line.unwrap_or(1));
        let mut drawing = String::new();
        for (index, (excerpt, snippet)) in snippets.iter().enumerate() {
            if index > 0 {
                drawing.push_str(&self.bar(gutter));
            }
            if index > 0 || has_arrow {
                drawing.push_str(&self.render_place(snippet.origin, gutter, index == 0));
            }
            if let Some(excerpt) = excerpt {
                drawing.push_str(&self.render_snippet(level.clone(), excerpt, snippet, gutter));
            }
        }
        (drawing, gutter)
    }

    fn render_title(&self, level: Level<'_>, diagnostic: &Diagnostic) -> String {
        let title = level.primary_title(escape::paragraph(&diagnostic.message)).id(diagnostic.code.name);
        indent(&self.renderer.render(&[Group::with_title(title)]), 0)
    }

    /// Draws the arrow to a place, or to a file as a whole.
    fn render_place(&self, span: Span, gutter: usize, is_first: bool) -> String {
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

    fn read_excerpt(&self, snippet: &FileSnippet<'_>, is_secret: bool) -> Option<Excerpt> {
        let spans: Vec<_> = snippet.marks.iter().map(|mark| mark.span).collect();
        let excerpt = (!spans.is_empty()).then(|| excerpt(self.sources, &spans, self.width));
        excerpt.map(|excerpt| if is_secret { excerpt.hide() } else { excerpt })
    }

    fn render_snippet(
        &self,
        level: Level<'_>,
        excerpt: &Excerpt,
        snippet: &FileSnippet<'_>,
        gutter: usize,
    ) -> String {
        let annotations = snippet.marks.iter().zip(&excerpt.marks).map(|(mark, place)| {
            mark.kind.span(place.clone()).label((!mark.label.is_empty()).then(|| escape::line(mark.label)))
        });
        let source = Snippet::source(excerpt.text.as_str())
            .line_start(excerpt.first_line as usize)
            .annotations(annotations);
        let drawing = self.renderer.render(&[Group::with_level(level).element(source)]);
        indent(&drawing, gutter - count_digits(excerpt.last_line))
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

    /// Colors a part of the frame as the library does.
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
fn group_by_file(diagnostic: &Diagnostic) -> Vec<FileSnippet<'_>> {
    let mut snippets = vec![FileSnippet { origin: diagnostic.span, marks: Vec::new() }];
    for mark in marks(diagnostic).into_iter().filter(|mark| !mark.span.is_whole()) {
        let is_own = |snippet: &&mut FileSnippet<'_>| {
            snippet.origin.file == mark.span.file && !snippet.origin.is_whole()
        };
        match snippets.iter_mut().find(is_own) {
            Some(snippet) => snippet.marks.push(mark),
            None => snippets.push(FileSnippet { origin: mark.span, marks: vec![mark] }),
        }
    }
    snippets
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
fn count_digits(line: u32) -> usize {
    line.checked_ilog10().map_or(1, |log| log as usize + 1)
}

/// Moves lines to the right, trims what trails them, and ends each.
fn indent(lines: &str, columns: usize) -> String {
    let indent_line = |line: &str| [&" ".repeat(columns), line.trim_end(), "\n"].concat();
    lines.lines().map(indent_line).collect()
}

#[cfg(test)]
mod tests;
