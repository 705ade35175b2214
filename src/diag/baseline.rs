//! What was found before, so that a change is judged by what it adds.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Finding, Report, SourceMap};

/// Findings by code, file and message, and how often each was there. Lines are left out: they move.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline(HashMap<(String, String, String), usize>);

#[derive(Deserialize)]
struct Line {
    code: String,
    file: String,
    message: String,
}

impl Baseline {
    /// The findings of a report.
    pub fn from_report(report: &Report, sources: &SourceMap) -> Self {
        let mut baseline = Self::default();
        for finding in report.findings() {
            *baseline.0.entry(key(finding, sources)).or_default() += 1;
        }
        baseline
    }

    /// Reads what `check --format json` wrote.
    ///
    /// # Errors
    /// With the number of the line that is no finding.
    pub fn read(lines: &str) -> Result<Self, String> {
        let mut baseline = Self::default();
        for (at, text) in lines.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
            let line: Line =
                serde_json::from_str(text).map_err(|error| format!("line {}: {error}", at + 1))?;
            *baseline.0.entry((line.code, line.file, line.message)).or_default() += 1;
        }
        Ok(baseline)
    }
}

impl Report {
    /// Returns the findings that are not in a baseline, and how many are. If several are equal, the last ones are new.
    #[must_use]
    pub fn since(&self, baseline: &Baseline, sources: &SourceMap) -> (Self, usize) {
        let mut known = baseline.0.clone();
        let is_new = |finding: &&Finding| match known.get_mut(&key(finding, sources)) {
            Some(count) if *count > 0 => {
                *count -= 1;
                false
            }
            _ => true,
        };
        let new: Vec<Finding> = self.findings().iter().filter(is_new).cloned().collect();
        let old = self.findings().len() - new.len();
        (Self::from_findings(new), old)
    }
}

fn key(finding: &Finding, sources: &SourceMap) -> (String, String, String) {
    let diagnostic = &finding.diagnostic;
    (
        diagnostic.code.name.to_owned(),
        sources.path(diagnostic.span.file).to_owned(),
        diagnostic.message.clone(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Diagnostic, Diagnostics, Levels, Span, write_json};

    static DENY: Code = Code::error("wrong-type", "", "", "", "");

    fn report(sources: &SourceMap, messages: &[(usize, &str)]) -> Report {
        let file = crate::diag::FileId(0);
        let diagnostics =
            messages.iter().map(|(at, text)| Diagnostic::new(&DENY, Span::new(file, *at, at + 1), *text));
        Report::new(diagnostics.collect::<Diagnostics>(), sources, &Levels::own_site(), false)
    }

    #[test]
    fn a_finding_that_moved_is_known_and_one_more_of_it_is_new() {
        let mut sources = SourceMap::default();
        sources.add("a.toml", "0123456789");
        let before = report(&sources, &[(1, "x"), (2, "y")]);
        let after = report(&sources, &[(3, "x"), (5, "x"), (7, "z")]);
        let (new, old) = after.since(&Baseline::from_report(&before, &sources), &sources);
        let new: Vec<_> =
            new.findings().iter().map(|new| (new.diagnostic.span.start, &*new.diagnostic.message)).collect();
        assert_eq!((new, old), (vec![(5, "x"), (7, "z")], 1));
        let mut json = Vec::new();
        write_json(&before, &sources, &mut json).unwrap();
        let read = Baseline::read(std::str::from_utf8(&json).unwrap()).unwrap();
        assert_eq!(read, Baseline::from_report(&before, &sources));
        assert!(Baseline::read("{}\n").unwrap_err().starts_with("line 1: "));
    }
}
