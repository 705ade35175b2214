//! Diagnostics as annotations of GitHub Actions, and as the summary of a step.
//!
//! The form is that of GitHub's workflow commands: `::error file=…,line=…,col=…,title=…::message`. A command ends with its
//! line, so text of files is written with `%`, line ends and, in properties, `:` and `,` as escapes.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::{Finding, Report, Severity, SourceMap, escape};

/// How many findings of one severity GitHub shows for a step.
pub const MAX_SHOWN: usize = 10;

/// How many findings a summary lists.
const MAX_SUMMARIZED: usize = 100;

/// Writes a command for each finding, the most severe first, because only the first ten of a severity are shown.
///
/// `folder` is the way from the repository's root to the site, empty or with a slash at its end.
///
/// # Errors
/// If writing to `out` fails.
pub fn write_github(
    report: &Report,
    sources: &SourceMap,
    folder: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    for finding in report.gravest_first() {
        writeln!(out, "{}", command(finding, sources, folder))?;
    }
    Ok(())
}

fn command(finding: &Finding, sources: &SourceMap, folder: &str) -> String {
    let diagnostic = &finding.diagnostic;
    let mut command = format!("::{} ", command_name(finding.severity));
    let file = escape_property(&format!("{folder}{}", sources.path(diagnostic.span.file)));
    let _ = write!(command, "file={file},");
    if !diagnostic.span.is_whole() {
        let start = sources.position(diagnostic.span.file, diagnostic.span.start);
        let end = sources.position(diagnostic.span.file, diagnostic.span.end);
        let _ = write!(command, "line={},col={},endLine={},", start.line, start.column, end.line);
        if end.line == start.line {
            let _ = write!(command, "endColumn={},", end.column);
        }
    }
    let _ = write!(command, "title={}::", diagnostic.code.name);
    let help = diagnostic.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    command + &escape_message(&format!("{}{help}", diagnostic.message))
}

fn command_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    }
}

/// Text behind the second `::`, where a line end is the one structure that a message has.
fn escape_message(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| escape::line(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

fn escape_property(text: &str) -> String {
    escape::line(text).replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

/// The summary of a step in Markdown: counts, and a table of the most severe findings. Text of files stands in code spans.
pub fn github_summary(report: &Report, sources: &SourceMap, checked: &str) -> String {
    let mut out = format!("### modelpress: {}\n\n{checked}\n", report.counts());
    if report.is_empty() {
        return out;
    }
    out.push_str("\n| | place | finding |\n| --- | --- | --- |\n");
    let findings = report.gravest_first();
    for finding in findings.iter().take(MAX_SUMMARIZED) {
        let diagnostic = &finding.diagnostic;
        let mut place = sources.path(diagnostic.span.file).to_owned();
        if !diagnostic.span.is_whole() {
            let _ = write!(place, ":{}", sources.position(diagnostic.span.file, diagnostic.span.start).line);
        }
        let text = format!("{}: {}", diagnostic.code.name, diagnostic.message);
        let _ = writeln!(out, "| {} | {} | {} |", finding.severity, code_span(&place), code_span(&text));
    }
    if findings.len() > MAX_SUMMARIZED {
        let _ = writeln!(out, "\n{} more are in the log.", findings.len() - MAX_SUMMARIZED);
    }
    out
}

/// Text in a Markdown code span that it cannot leave, also inside a table.
pub fn code_span(text: &str) -> String {
    let plain = escape::line(text).replace('|', "\u{2502}");
    let longest = plain.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let touches = plain.starts_with('`') || plain.ends_with('`') || plain.trim().is_empty();
    let space = if touches { " " } else { "" };
    format!("{fence}{space}{plain}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;
    use crate::diag::{Code, Diagnostic, Level, Levels, Span};

    static DENY: Code = Code::error("wrong-type", "", "", "", "");
    static WARN: Code = Code::lint("unknown-key", Level::Warn, Level::Warn, "", "", "", "");
    static HINT: Code = Code::lint("unused-file", Level::Hint, Level::Hint, "", "", "", "");

    fn sample() -> (Report, SourceMap) {
        let mut sources = SourceMap::default();
        let file = sources.add("models/a,b/c:d.toml", "name = 1\nx = \"\"\"\ny\"\"\"\n");
        let diagnostics = [
            Diagnostic::new(&HINT, Span::whole(file), "not `read` | 100%"),
            Diagnostic::new(&WARN, Span::new(file, 9, 20), "x\n::error::forged\r\n##[error]forged too"),
            Diagnostic::new(&DENY, Span::new(file, 7, 8), "no text").help("write `\"1\"`"),
        ];
        (Report::new(diagnostics.into_iter().collect(), &sources, &Levels::own_site(), false), sources)
    }

    #[test]
    fn the_most_severe_comes_first_and_no_text_forges_a_command() {
        let (report, sources) = sample();
        let mut out = Vec::new();
        write_github(&report, &sources, "sites/", &mut out).unwrap();
        let lines = String::from_utf8(out).unwrap();
        assert_snapshot(
            &lines,
            snapbox::str![[r#"
::error file=sites/models/a%2Cb/c%3Ad.toml,line=1,col=8,endLine=1,endColumn=9,title=wrong-type::no text%0Ahelp: write `"1"`
::warning file=sites/models/a%2Cb/c%3Ad.toml,line=2,col=1,endLine=3,title=unknown-key::x%0A::error::forged%0A#\u{23}[error]forged too
::notice file=sites/models/a%2Cb/c%3Ad.toml,title=unused-file::not `read` | 100%25
"#]],
        );
        assert_eq!(lines.lines().filter(|line| line.starts_with("::")).count(), report.findings().len());
    }

    #[test]
    fn a_summary_keeps_text_in_code() {
        let (report, sources) = sample();
        assert_snapshot(
            github_summary(&report, &sources, "Checked 12 pages."),
            snapbox::str![[r#"
### modelpress: 1 error, 1 warning, 1 hint

Checked 12 pages.

| | place | finding |
| --- | --- | --- |
| error | `models/a,b/c:d.toml:1` | `wrong-type: no text` |
| warning | `models/a,b/c:d.toml:2` | `unknown-key: x\n::error::forged\r\n#\u{23}[error]forged too` |
| hint | `models/a,b/c:d.toml` | ``unused-file: not `read` │ 100%`` |
"#]],
        );
    }
}
