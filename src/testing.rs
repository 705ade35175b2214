//! Files in, findings out, for the tests of the stages.

use serde_json::Value;

use crate::diag::{Diagnostics, Level, Levels, Report, SourceMap, write_json};
use crate::discover::{SourceFile, Sources};

/// The sources of a site of files, as discovery would find them.
pub(crate) fn sources<T: AsRef<[u8]>>(files: &[(&str, T)]) -> Sources {
    let mut site = Sources::default();
    for (path, bytes) in files {
        let file = SourceFile { path: (*path).to_owned(), bytes: bytes.as_ref().to_vec().into() };
        site.has_providers |= path.starts_with("providers/");
        match *path {
            "site.toml" => site.site = Some(file),
            _ if path.starts_with("pages/") => site.pages.push(file),
            _ => site.records.push(file),
        }
    }
    site.records.sort_by(|a, b| a.path.cmp(&b.path));
    site
}

/// Findings as lines of `path:line:column-column code: message` and `help: …`, whatever their levels.
pub(crate) fn draw(diags: Diagnostics, map: &SourceMap) -> String {
    let mut levels = Levels::own_site();
    for diagnostic in &diags {
        levels.set(diagnostic.code.name, Level::Warn);
    }
    let mut json = Vec::new();
    write_json(&Report::new(diags, map, &levels, false), map, &mut json).unwrap();
    let json = String::from_utf8(json).unwrap();
    json.lines().map(|line| finding(&serde_json::from_str(line).unwrap())).collect::<Vec<_>>().join("\n")
}

fn finding(finding: &Value) -> String {
    let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let number = |key: &str| finding[key].as_u64().unwrap();
    let place = if finding["line"].is_null() {
        text("file")
    } else if number("line") == number("end_line") {
        format!("{}:{}:{}-{}", text("file"), number("line"), number("column"), number("end_column"))
    } else {
        let end = format!("{}:{}", number("end_line"), number("end_column"));
        format!("{}:{}:{}-{end}", text("file"), number("line"), number("column"))
    };
    let help = text("help");
    let help = if help.is_empty() { help } else { format!("\n  help: {help}") };
    format!("{place} {}: {}{help}", text("code"), text("message"))
}
