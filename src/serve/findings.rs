//! Findings for the overlay: JSON in which every text is a text, for a script that makes no markup of it.

use std::path::Path;

use serde::Serialize;

use super::Editor;
use crate::diag::{Finding, Levels, Report, Severity, SeverityCounts, SourceMap, drawing, plain};
use crate::render::Fault;

/// How many findings the overlay lists; the terminal has them all.
const MOST: usize = 300;

/// The columns of a source line in the overlay.
const WIDTH: usize = 110;

/// What was found, the gravest first.
#[derive(Debug, Serialize)]
pub(super) struct Findings {
    errors: usize,
    warnings: usize,
    hints: usize,
    /// How many are not listed.
    more: usize,
    list: Vec<Shown>,
}

#[derive(Debug, Serialize)]
struct Shown {
    severity: &'static str,
    code: &'static str,
    message: String,
    /// The place in words: `models/acme/small.toml:18:10`.
    place: String,
    /// The address that opens the place in an editor.
    link: Option<String>,
    /// The source lines, with carets below what is meant.
    excerpt: String,
    help: Option<String>,
}

/// Who shows findings: where the files are, and what opens them.
pub(super) struct OverlayFindings<'a> {
    pub(super) root: &'a Path,
    pub(super) editor: Option<&'a Editor>,
}

impl OverlayFindings<'_> {
    /// Lists the findings of some reports, whose files are in one map.
    pub(super) fn list(&self, reports: &[&Report], map: &SourceMap) -> Findings {
        let counts = reports.iter().map(|report| report.counts());
        let total = counts.fold(SeverityCounts::default(), |sum, counts| SeverityCounts {
            errors: sum.errors + counts.errors,
            warnings: sum.warnings + counts.warnings,
            hints: sum.hints + counts.hints,
        });
        let mut found: Vec<&Finding> = reports.iter().flat_map(|report| report.findings()).collect();
        found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        Findings {
            errors: total.errors,
            warnings: total.warnings,
            hints: total.hints,
            more: found.len().saturating_sub(MOST),
            list: found.into_iter().take(MOST).map(|finding| self.describe(finding, map)).collect(),
        }
    }

    fn describe(&self, finding: &Finding, map: &SourceMap) -> Shown {
        let diagnostic = &finding.diagnostic;
        let path = map.path(diagnostic.span.file);
        let at =
            (!diagnostic.span.is_whole()).then(|| map.position(diagnostic.span.file, diagnostic.span.start));
        let place = at.map_or_else(|| path.to_owned(), |at| format!("{path}:{}:{}", at.line, at.column));
        let (line, column) = at.map_or((1, 1), |at| (at.line, at.column));
        let full = self.root.join(path);
        let editor = self.editor.filter(|_| full.is_file());
        Shown {
            severity: finding.severity.as_str(),
            code: diagnostic.code.name,
            message: plain(&diagnostic.message),
            place: plain(&place),
            link: editor.map(|editor| editor.link(&full, line, column)),
            excerpt: drawing(finding, map, WIDTH),
            help: diagnostic.help.as_deref().map(plain),
        }
    }
}

impl Findings {
    /// Adds what is wrong on a page, which is no place in a file.
    pub(super) fn on_page(&mut self, path: &str, faults: &[Fault], levels: &Levels) {
        for fault in faults {
            let code = fault.code();
            let Some(severity) = levels.severity(code, path, false) else { continue };
            match severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Hint => self.hints += 1,
            }
            self.list.push(Shown {
                severity: severity.as_str(),
                code: code.name,
                message: plain(&fault.message()),
                place: plain(path),
                link: None,
                excerpt: String::new(),
                help: None,
            });
        }
    }
}
