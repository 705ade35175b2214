//! A report as it is kept for a build in which nothing changed: every format prints the same of it as of the first one.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::{Code, Diagnostic, FileId, Finding, Fix, Report, Severity, SourceMap, Span};

/// A report with the texts of the files that its findings name.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct StoredReport {
    /// Path and text of each file.
    files: Vec<(String, String)>,
    /// The names of codes.
    codes: Vec<String>,
    findings: Vec<StoredFinding>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredFinding {
    severity: Severity,
    /// Its place among the codes.
    code: u32,
    span: StoredSpan,
    message: String,
    labels: Vec<(StoredSpan, String)>,
    help: Option<String>,
    fix: Option<(StoredSpan, String, bool)>,
    is_secret: bool,
}

/// File, start and end.
type StoredSpan = (u32, u32, u32);

impl StoredReport {
    /// Keeps the findings of a report.
    pub fn new(report: &Report, sources: &SourceMap) -> Self {
        let (mut files, mut codes) = (Numbers::default(), Numbers::default());
        let mut stored = Self::default();
        for Finding { severity, diagnostic } in report.findings() {
            let Diagnostic { code, span, message, labels, help, fix, is_secret } = diagnostic;
            let mut store = |span: Span| (files.number(span.file), span.start, span.end);
            stored.findings.push(StoredFinding {
                severity: *severity,
                code: codes.number(code.name),
                span: store(*span),
                message: message.clone(),
                labels: labels.iter().map(|(span, label)| (store(*span), label.clone())).collect(),
                help: help.clone(),
                fix: fix.as_ref().map(|fix| (store(fix.span), fix.text.clone(), fix.is_safe)),
                is_secret: *is_secret,
            });
        }
        let file = |file: FileId| (sources.path(file).to_owned(), sources.text(file).to_owned());
        stored.files = files.keys.into_iter().map(file).collect();
        stored.codes = codes.keys.into_iter().map(str::to_owned).collect();
        stored
    }

    /// Makes the report again, and the map of its files; `None` if it names what there is not. `find` finds a code by its name.
    pub fn restore(self, find: impl Fn(&str) -> Option<&'static Code>) -> Option<(Report, SourceMap)> {
        let codes: Vec<&'static Code> = self.codes.iter().map(|name| find(name)).collect::<Option<_>>()?;
        let mut sources = SourceMap::default();
        let files: Vec<FileId> = self.files.into_iter().map(|(path, text)| sources.add(path, text)).collect();
        let read =
            |(file, start, end): StoredSpan| Some(Span { file: *files.get(file as usize)?, start, end });
        let findings = self.findings.into_iter().map(|stored| {
            let labels = stored.labels.into_iter().map(|(span, label)| Some((read(span)?, label)));
            let fix = match stored.fix {
                Some((span, text, is_safe)) => Some(Box::new(Fix { span: read(span)?, text, is_safe })),
                None => None,
            };
            let diagnostic = Diagnostic {
                fix,
                code: codes.get(stored.code as usize)?,
                span: read(stored.span)?,
                message: stored.message,
                labels: labels.collect::<Option<_>>()?,
                help: stored.help,
                is_secret: stored.is_secret,
            };
            Some(Finding { severity: stored.severity, diagnostic })
        });
        let report = Report::from_findings(findings.collect::<Option<_>>()?);
        Some((report, sources))
    }
}

/// Numbers keys in the order in which they come.
struct Numbers<K> {
    keys: Vec<K>,
    numbers: HashMap<K, u32>,
}

impl<K> Default for Numbers<K> {
    fn default() -> Self {
        Self { keys: Vec::new(), numbers: HashMap::new() }
    }
}

impl<K: Copy + Eq + std::hash::Hash> Numbers<K> {
    fn number(&mut self, key: K) -> u32 {
        *self.numbers.entry(key).or_insert_with(|| {
            self.keys.push(key);
            u32::try_from(self.keys.len() - 1).expect("a site has fewer files than there are numbers")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{
        Diagnostics, Level, Levels, Style, github_summary, write_github, write_human, write_json,
    };

    static DENY: Code = Code::error("wrong-type", "", "", "", "");
    static WARN: Code = Code::lint("unknown-key", Level::Warn, Level::Warn, "", "", "", "");

    /// A report on several files, one of them added twice, with labels, secrets and whole files.
    fn report() -> (Report, SourceMap) {
        let mut sources = SourceMap::default();
        let files = ["unused", "b.toml", "a.toml", "a.toml"].map(|path| {
            sources.add(path, format!("# {path}\nname = \"ünö\"\nkey = \"sk-12345678901234567890\"\n"))
        });
        let whole = sources.add("models/", "");
        let found = [
            Diagnostic::new(&WARN, Span::new(files[2], 9, 13), "one\u{1b}")
                .label(Span::new(files[1], 2, 4), "here"),
            Diagnostic::new(&DENY, Span::new(files[3], 9, 13), "two")
                .help("write it")
                .label(Span::whole(whole), "all"),
            Diagnostic::new(&DENY, Span::new(files[1], 25, 29), "three").secret(),
            Diagnostic::new(&WARN, Span::whole(whole), "four"),
        ];
        let found =
            found.into_iter().chain((0..5).map(|at| Diagnostic::new(&WARN, Span::new(files[1], at, 6), "x")));
        (Report::new(found.collect::<Diagnostics>(), &sources, &Levels::own_site(), false), sources)
    }

    fn print(report: &Report, sources: &SourceMap) -> Vec<u8> {
        let mut out = Vec::new();
        for (color, all, width) in [(true, true, 40), (false, false, 100)] {
            write_human(report, sources, &Style { color, width, all }, &mut out).unwrap();
        }
        write_json(report, sources, &mut out).unwrap();
        write_github(report, sources, "site/", &mut out).unwrap();
        out.extend(github_summary(report, sources, "checked").into_bytes());
        out
    }

    fn find(name: &str) -> Option<&'static Code> {
        [&DENY, &WARN].into_iter().find(|code| code.name == name)
    }

    #[test]
    fn every_format_prints_the_same_of_a_report_that_was_kept() {
        let (report, sources) = report();
        let bytes = postcard::to_stdvec(&StoredReport::new(&report, &sources)).unwrap();
        let stored: StoredReport = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(stored.files.len(), 3, "only files with findings are kept");
        let (again, map) = stored.restore(find).unwrap();
        assert_eq!(print(&again, &map), print(&report, &sources));
    }

    #[test]
    fn a_report_that_names_what_there_is_not_is_none() {
        let stored = || {
            let (report, sources) = report();
            StoredReport::new(&report, &sources)
        };
        assert!(stored().restore(|_| None).is_none());
        let mut without_files = stored();
        without_files.files.truncate(1);
        assert!(without_files.restore(find).is_none());
        let mut without_codes = stored();
        without_codes.codes.truncate(1);
        assert!(without_codes.restore(find).is_none());
    }
}
