//! Folding: hundreds of findings of one code become three and a count.

use std::collections::HashMap;

use super::{Code, Finding, Report, Severity};

/// How many findings of a folded code are shown.
const MAX_SHOWN: usize = 3;

/// One thing to print.
#[derive(Debug)]
pub(super) enum Item<'a> {
    /// A finding in full.
    Finding(&'a Finding),
    /// The count of the findings of a code that are not shown; it stands after the last one that is.
    Rest { code: &'static Code, severity: Severity, count: usize },
}

/// Returns how many findings of one code may stand in full.
fn fold_limit(severity: Severity) -> usize {
    match severity {
        Severity::Hint | Severity::Warning => MAX_SHOWN,
        Severity::Error => 20,
    }
}

/// Lists what to print, the gravest first: everything with `all`, else with the codes folded that exceed their limit.
pub(super) fn fold(report: &Report, all: bool) -> Vec<Item<'_>> {
    let findings = report.gravest_first();
    let mut totals = HashMap::<_, usize>::new();
    for finding in &findings {
        *totals.entry(finding.diagnostic.code.name).or_default() += 1;
    }
    let mut seen = HashMap::<_, usize>::new();
    let mut items = Vec::new();
    for finding in findings {
        let Finding { severity, diagnostic } = finding;
        let total = totals[diagnostic.code.name];
        let seen = seen.entry(diagnostic.code.name).or_default();
        *seen += 1;
        let is_folded = !all && total > fold_limit(*severity);
        if is_folded && *seen > MAX_SHOWN {
            continue;
        }
        items.push(Item::Finding(finding));
        if is_folded && *seen == MAX_SHOWN {
            items.push(Item::Rest { code: diagnostic.code, severity: *severity, count: total - MAX_SHOWN });
        }
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostic, Diagnostics, Level, Levels, SourceMap, Span};

    static DENY: Code = Code::error("wrong-type", "", "", "", "");
    static WARN: Code = Code::lint("unknown-key", Level::Warn, Level::Warn, "", "", "", "");

    /// Draws findings as the first letter of their code and a rest as its count.
    fn folded(codes: &[&'static Code], all: bool) -> String {
        let mut sources = SourceMap::default();
        let file = sources.add("a.toml", "");
        let diagnostic =
            |(at, code): (usize, &&'static Code)| Diagnostic::new(code, Span::new(file, at, at + 1), "x");
        let diagnostics: Diagnostics = codes.iter().enumerate().map(diagnostic).collect();
        let report = Report::new(diagnostics, &sources, &Levels::own_site(), false);
        let draw = |item: &Item<'_>| match item {
            Item::Finding(finding) => finding.diagnostic.code.name[..1].to_owned(),
            Item::Rest { count, .. } => format!("+{count}"),
        };
        fold(&report, all).iter().map(draw).collect()
    }

    #[test]
    fn three_warnings_stand_and_the_fourth_folds() {
        assert_eq!(folded(&[&WARN; 3], false), "uuu");
        assert_eq!(folded(&[&WARN; 4], false), "uuu+1");
        assert_eq!(folded(&[&WARN; 290], false), "uuu+287");
    }

    #[test]
    fn errors_fold_over_twenty() {
        assert_eq!(folded(&[&DENY; 20], false), "w".repeat(20));
        assert_eq!(folded(&[&DENY; 21], false), "www+18");
    }

    #[test]
    fn each_code_folds_after_its_own_third_and_errors_come_first() {
        let codes = [&WARN, &WARN, &DENY, &WARN, &DENY, &WARN, &WARN];
        assert_eq!(folded(&codes, false), "wwuuu+2");
    }

    #[test]
    fn all_shows_all() {
        assert_eq!(folded(&[&WARN; 5], true), "uuuuu");
    }
}
