//! Diagnostics for tools: one JSON object per line.

use std::io::{self, Write};

use serde::Serialize;

use super::fix::FixObject;
use super::{Finding, Position, Report, SourceMap, Span, escape};

/// Writes each finding as a JSON object on a line of its own, all of them, in the order of the report.
///
/// The keys are `code severity message file line column end_line end_column help`. Lines and columns start at 1, columns
/// count characters, ends are exclusive; the four are null when the finding names no place in its file, and `help` is
/// null when there is none. A finding whose help is one exact edit also has `fix`: `start end line column end_line end_column
/// text safe`, where `start` and `end` are bytes of the file.
///
/// # Errors
/// If writing to `out` fails.
pub fn write_json(report: &Report, sources: &SourceMap, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.findings() {
        let object = serde_json::to_string(&Object::new(finding, sources))?;
        writeln!(out, "{}", escape::json(&object))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Object<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    file: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    end_line: Option<u32>,
    end_column: Option<u32>,
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixObject<'a>>,
}

impl<'a> Object<'a> {
    fn new(finding: &'a Finding, sources: &'a SourceMap) -> Self {
        let diagnostic = &finding.diagnostic;
        let (start, end) = ends(diagnostic.span, sources).unzip();
        Self {
            code: diagnostic.code.name,
            severity: finding.severity.as_str(),
            message: &diagnostic.message,
            file: sources.path(diagnostic.span.file),
            line: start.map(|start| start.line),
            column: start.map(|start| start.column),
            end_line: end.map(|end| end.line),
            end_column: end.map(|end| end.column),
            help: diagnostic.help.as_deref(),
            fix: diagnostic.fix.as_ref().map(|fix| FixObject::new(fix, sources)),
        }
    }
}

/// Returns the positions of a span's start and end, or nothing when it names its file as a whole.
fn ends(span: Span, sources: &SourceMap) -> Option<(Position, Position)> {
    let position = |offset| sources.position(span.file, offset);
    (!span.is_whole()).then(|| (position(span.start), position(span.end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Diagnostic, Diagnostics, Level, Levels};

    static DENY: Code = Code::error("wrong-type", "", "", "", "");
    static WARN: Code = Code::lint("unknown-key", Level::Warn, Level::Warn, "", "", "", "");
    static HINT: Code = Code::lint("unused-file", Level::Hint, Level::Hint, "", "", "", "");

    #[test]
    fn a_line_is_one_object_with_the_keys_in_order() {
        let mut sources = SourceMap::default();
        let file = sources.add("models/a/b.toml", "\u{feff}näme = 1\r\nb = \"\"\"\nx\"\"\"\n");
        let extra = sources.add("models/a/notes", "");
        let diagnostics = [
            Diagnostic::new(&DENY, Span::new(file, 11, 12), "expected a string").help("write `\"1\"`"),
            Diagnostic::new(&WARN, Span::new(file, 18, 26), "two\nlines"),
            Diagnostic::new(&HINT, Span::whole(extra), "not read: \u{1b}[31m\u{202e}"),
        ];
        let report = Report::new(diagnostics.into_iter().collect(), &sources, &Levels::own_site(), false);
        let mut out = Vec::new();
        write_json(&report, &sources, &mut out).unwrap();
        let expected = concat!(
            r#"{"code":"wrong-type","severity":"error","message":"expected a string","file":"models/a/b.toml","#,
            r#""line":1,"column":8,"end_line":1,"end_column":9,"help":"write `\"1\"`"}"#,
            "\n",
            r#"{"code":"unknown-key","severity":"warning","message":"two\nlines","file":"models/a/b.toml","#,
            r#""line":2,"column":5,"end_line":3,"end_column":5,"help":null}"#,
            "\n",
            r#"{"code":"unused-file","severity":"hint","message":"not read: \u001b[31m\u202e","file":"models/a/notes","#,
            r#""line":null,"column":null,"end_line":null,"end_column":null,"help":null}"#,
            "\n",
        );
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn findings_are_never_folded() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.toml", "");
        let found = (1..=300).map(|at| Diagnostic::new(&WARN, Span::new(file, at, at + 1), "x"));
        let report = Report::new(found.collect::<Diagnostics>(), &sources, &Levels::own_site(), false);
        let mut out = Vec::new();
        write_json(&report, &sources, &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap().lines().count(), 300);
    }
}
