//! The report: diagnostics with their severities, in the one order that every run prints.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use rayon::prelude::*;

use super::secret::hide_in_message;
use super::{Diagnostic, Diagnostics, Fix, Levels, Severity, SourceMap};

/// Holds what is shown to people and tools: sorted, without duplicates and without what the site allows.
#[derive(Clone, Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
}

/// A diagnostic that is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// How it is reported.
    pub severity: Severity,
    /// The diagnostic.
    pub diagnostic: Diagnostic,
}

impl Report {
    /// Decides the severity of each diagnostic and sorts them by path, place and code.
    pub fn new(diagnostics: Diagnostics, sources: &SourceMap, levels: &Levels, strict: bool) -> Self {
        let diagnostics: Vec<Diagnostic> = diagnostics.into_iter().collect();
        let mut findings = decide(diagnostics, sources, levels, strict);
        findings.par_sort_by(|a, b| order(&a.diagnostic, &b.diagnostic, sources));
        findings.dedup();
        Self { findings }
    }

    /// Decides the severity of each diagnostic and keeps their order, which says something.
    pub fn in_order(
        diagnostics: Vec<Diagnostic>,
        sources: &SourceMap,
        levels: &Levels,
        strict: bool,
    ) -> Self {
        Self { findings: decide(diagnostics, sources, levels, strict) }
    }

    /// The findings of a report, then those of another.
    #[must_use]
    pub fn followed_by(mut self, other: Self) -> Self {
        self.findings.extend(other.findings);
        self
    }

    /// Lists the findings in their order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Lists the findings with the gravest first; those of one severity keep their order.
    pub fn gravest_first(&self) -> Vec<&Finding> {
        let mut findings: Vec<&Finding> = self.findings.iter().collect();
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        findings
    }

    /// The report of those findings alone that are wanted.
    #[must_use]
    pub fn filtered(&self, is_wanted: impl Fn(&Finding) -> bool) -> Self {
        Self { findings: self.findings.iter().filter(|finding| is_wanted(finding)).cloned().collect() }
    }

    /// Holds findings that are sorted already.
    pub(super) fn from_findings(findings: Vec<Finding>) -> Self {
        Self { findings }
    }

    /// Counts the findings by severity.
    pub fn counts(&self) -> SeverityCounts {
        let count = |severity| self.findings.iter().filter(|finding| finding.severity == severity).count();
        SeverityCounts {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            hints: count(Severity::Hint),
        }
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}

/// The findings of diagnostics, without what the levels allow.
fn decide(diagnostics: Vec<Diagnostic>, sources: &SourceMap, levels: &Levels, strict: bool) -> Vec<Finding> {
    let finding = |diagnostic: Diagnostic| {
        let severity = levels.severity(diagnostic.code, sources.path(diagnostic.span.file), strict)?;
        Some(Finding { severity, diagnostic: without_keys(diagnostic) })
    };
    diagnostics.into_par_iter().filter_map(finding).collect()
}

/// The diagnostic without the keys and passwords that its texts quote from files.
fn without_keys(mut diagnostic: Diagnostic) -> Diagnostic {
    let shows_key = |fix: &Fix| matches!(hide_in_message(&fix.text), Cow::Owned(_));
    if diagnostic.is_secret || diagnostic.fix.as_deref().is_some_and(shows_key) {
        diagnostic.fix = None;
    }
    let labels = diagnostic.labels.iter_mut().map(|(_, label)| label);
    for text in [&mut diagnostic.message].into_iter().chain(&mut diagnostic.help).chain(labels) {
        if let Cow::Owned(shown) = hide_in_message(text) {
            *text = shown;
        }
    }
    diagnostic
}

/// Orders by path, place and code, and then by all that remains, so that equal ones are neighbors.
fn order(a: &Diagnostic, b: &Diagnostic, sources: &SourceMap) -> Ordering {
    let key = |d: &Diagnostic| (d.span.start, d.code.name, d.span.end, d.span.file);
    sources
        .path(a.span.file)
        .cmp(sources.path(b.span.file))
        .then_with(|| key(a).cmp(&key(b)))
        .then_with(|| a.message.cmp(&b.message))
        .then_with(|| a.help.cmp(&b.help))
        .then_with(|| a.labels.cmp(&b.labels))
}

/// Counts findings by severity, each finding once, folded or not.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct SeverityCounts {
    /// The number of errors.
    pub errors: usize,
    /// The number of warnings.
    pub warnings: usize,
    /// The number of hints.
    pub hints: usize,
}

impl fmt::Display for SeverityCounts {
    /// Writes `2 errors, 1 warning, 3 hints`, without the parts that are 0, or `no findings`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [(self.errors, "error"), (self.warnings, "warning"), (self.hints, "hint")];
        let mut separator = "";
        for (count, word) in parts.into_iter().filter(|(count, _)| *count > 0) {
            let plural = if count == 1 { "" } else { "s" };
            write!(f, "{separator}{count} {word}{plural}")?;
            separator = ", ";
        }
        if separator.is_empty() { f.write_str("no findings") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Level, Span};

    static DENY: Code = Code::error("wrong-type", "", "", "", "");
    static WARN: Code = Code::lint("unknown-key", Level::Warn, Level::Warn, "", "", "", "");
    static HINT: Code = Code::lint("free-price", Level::Hint, Level::Hint, "", "", "", "");

    fn report(list: &[(&str, usize, &'static Code, &str)], levels: &Levels, strict: bool) -> Vec<String> {
        let mut sources = SourceMap::default();
        let files: Vec<_> = list.iter().map(|(path, ..)| sources.add(*path, "0123456789")).collect();
        let diagnostics: Diagnostics = list
            .iter()
            .map(|(path, start, code, message)| {
                let first = list.iter().position(|(other, ..)| other == path).unwrap();
                Diagnostic::new(code, Span::new(files[first], *start, start + 1), *message)
            })
            .collect();
        Report::new(diagnostics, &sources, levels, strict)
            .findings()
            .iter()
            .map(|Finding { severity, diagnostic: d }| {
                let path = sources.path(d.span.file);
                format!("{path} {} {severity} {} {}", d.span.start, d.code.name, d.message)
            })
            .collect()
    }

    #[test]
    fn findings_stand_by_path_then_place_then_code() {
        let list = [
            ("b.toml", 0, &WARN, "x"),
            ("a.toml", 7, &WARN, "x"),
            ("a.toml", 3, &DENY, "x"),
            ("a.toml", 3, &WARN, "x"),
            ("a.toml", 3, &HINT, "x"),
            ("a/a.toml", 0, &WARN, "x"),
        ];
        let expected = [
            "a.toml 3 hint free-price x",
            "a.toml 3 warning unknown-key x",
            "a.toml 3 error wrong-type x",
            "a.toml 7 warning unknown-key x",
            "a/a.toml 0 warning unknown-key x",
            "b.toml 0 warning unknown-key x",
        ];
        assert_eq!(report(&list, &Levels::own_site(), false), expected);
        let mut reversed = list;
        reversed.reverse();
        assert_eq!(report(&reversed, &Levels::own_site(), false), expected);
    }

    #[test]
    fn exact_duplicates_are_reported_once_and_near_ones_stay() {
        let list = [("a.toml", 3, &DENY, "one"), ("a.toml", 3, &DENY, "two"), ("a.toml", 3, &DENY, "one")];
        assert_eq!(
            report(&list, &Levels::own_site(), false),
            ["a.toml 3 error wrong-type one", "a.toml 3 error wrong-type two"]
        );
    }

    #[test]
    fn allowed_codes_are_dropped_and_strict_raises_warnings() {
        let mut levels = Levels::own_site();
        levels.set("free-price", Level::Allow);
        let list = [("a.toml", 1, &HINT, "x"), ("a.toml", 2, &WARN, "x")];
        assert_eq!(report(&list, &levels, false), ["a.toml 2 warning unknown-key x"]);
        assert_eq!(report(&list, &levels, true), ["a.toml 2 error unknown-key x"]);
    }

    #[test]
    fn counts_read_as_a_sentence_part() {
        let counts = |errors, warnings, hints| SeverityCounts { errors, warnings, hints }.to_string();
        assert_eq!(counts(2, 1, 3), "2 errors, 1 warning, 3 hints");
        assert_eq!(counts(0, 1, 0), "1 warning");
        assert_eq!(counts(0, 0, 0), "no findings");
    }
}
