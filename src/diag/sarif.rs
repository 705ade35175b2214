//! Diagnostics as SARIF 2.1.0, which code scanning of GitHub and others reads: one document with the codes that occur and a result
//! for each finding.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Code, Finding, Report, Severity, SourceMap, escape};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes the document.
///
/// `folder` is the way from the repository's root to the site, empty or with a slash at its end.
///
/// # Errors
/// If writing to `out` fails.
pub fn write_sarif(
    report: &Report,
    sources: &SourceMap,
    folder: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    let codes = report.findings().iter().map(|finding| finding.diagnostic.code);
    let codes: BTreeMap<&str, &Code> = codes.map(|code| (code.name, code)).collect();
    let places: BTreeMap<&str, usize> = codes.keys().enumerate().map(|(at, name)| (*name, at)).collect();
    let result = |finding: &Finding| {
        let code = finding.diagnostic.code.name;
        let mut result = json!({ "ruleId": code, "ruleIndex": places[code] });
        result["level"] = level(finding.severity).into();
        result["message"] = json!({ "text": message(finding) });
        result["locations"] = json!([location(finding, sources, folder)]);
        result
    };
    let results: Vec<Value> = report.findings().iter().map(result).collect();
    let rules: Vec<Value> = codes.values().map(|code| rule(code)).collect();
    let driver = json!({ "name": "modelpress", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    let document = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    writeln!(out, "{}", escape::json(&serde_json::to_string(&document)?))
}

/// A code, with what `modelpress explain` says of it.
fn rule(code: &Code) -> Value {
    let mut rule = json!({ "id": code.name, "shortDescription": { "text": code.what } });
    if !code.why.is_empty() {
        rule["fullDescription"] = json!({ "text": code.why });
    }
    rule
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn message(finding: &Finding) -> String {
    let found = &finding.diagnostic;
    let help = found.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    format!("{}{help}", found.message)
}

/// The file, as a relative reference, and the place in it; a finding on a whole file has none.
fn location(finding: &Finding, sources: &SourceMap, folder: &str) -> Value {
    let span = finding.diagnostic.span;
    let uri = reference(&format!("{folder}{}", sources.path(span.file)));
    let mut place = json!({ "artifactLocation": { "uri": uri } });
    if !span.is_whole() {
        let [start, end] = [span.start, span.end].map(|offset| sources.position(span.file, offset));
        place["region"] = json!({
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        });
    }
    json!({ "physicalLocation": place })
}

/// A path as a relative reference: what a URI cannot hold is an escape.
fn reference(path: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const KEPT: &AsciiSet =
        &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');
    utf8_percent_encode(path, KEPT).to_string()
}
