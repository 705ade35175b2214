//! Where a new file goes and what it says.

use jiff::civil::Date;

use super::Failure;
use crate::cli::{NewArgs, NewKind};
use crate::diag::one_line;
use crate::domain::text::capital;

/// A file that is to be written: its path below the site, and its text.
#[derive(Debug)]
pub(super) struct NewFile {
    pub(super) path: String,
    pub(super) text: String,
}

/// Names that files of the tool have in the folder of an author.
const TAKEN: [&str; 1] = ["author"];

impl NewFile {
    /// The file for an ID. A mistake in the ID is one of usage.
    pub(super) fn new(args: &NewArgs, today: Date) -> Result<Self, Failure> {
        let (id, kind) = (args.id.trim_matches('/'), args.kind);
        let parts: Vec<&str> = id.split('/').collect();
        refuse_parts(id, &parts, kind)?;
        let (path, text) = match kind {
            NewKind::Model => (format!("models/{id}.toml"), include_str!("text/model.toml")),
            NewKind::Author => (format!("models/{id}/author.toml"), include_str!("text/author.toml")),
            NewKind::Provider => {
                (format!("providers/{id}/provider.toml"), include_str!("text/provider.toml"))
            }
            NewKind::Page => (format!("pages/{id}.md"), include_str!("text/page.md")),
        };
        let name = args.name.clone().unwrap_or_else(|| name_of(parts.last().unwrap_or(&id)));
        let text = text.replace("{today}", &today.to_string()).replace("{id}", id);
        let text = text.replace("{variable}", &id.to_uppercase().replace(['-', '.'], "_"));
        Ok(Self { path, text: put_name(&text, &name, kind) })
    }
}

/// Puts the name in quotes as TOML has it, and plainly into the heading of a page.
fn put_name(text: &str, name: &str, kind: NewKind) -> String {
    let quoted = toml::Value::from(name).to_string();
    let text = text.replace("\"{name}\"", &quoted);
    if kind == NewKind::Page { text.replace("{name}", &one_line(name)) } else { text }
}

/// A name to begin with: `Large v2` for `large-v2`.
fn name_of(id: &str) -> String {
    let words = id.split(['-', '_']).filter(|word| !word.is_empty());
    let is_version =
        |word: &str| word.starts_with('v') && word[1..].starts_with(|c: char| c.is_ascii_digit());
    let words = words.map(|word| if is_version(word) { word.to_owned() } else { capital(word) });
    words.collect::<Vec<_>>().join(" ")
}

fn refuse_parts(id: &str, parts: &[&str], kind: NewKind) -> Result<(), Failure> {
    let refuse = |why: &str| Err(Failure::Usage(one_line(&format!("`{id}` is no ID: {why}"))));
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    if let Some(part) = parts.iter().find(|part| !part.chars().all(is_plain) || part.starts_with('.')) {
        return refuse(&format!(
            "`{part}` has characters that not every disk takes; letters, digits, `-`, `_` and `.` are fine, and `id = \"…\"` in the file has the exact ID"
        ));
    }
    if parts.iter().any(|part| part.is_empty()) {
        return refuse("a part of it is empty");
    }
    match (kind, parts) {
        (NewKind::Model, [_]) => refuse("a model has one such as `acme/small`, with its author"),
        (NewKind::Model, [.., last]) if TAKEN.contains(last) => {
            refuse("`author.toml` is the file of the author")
        }
        (NewKind::Author, [_, _, ..]) => refuse("an author has one such as `acme`"),
        (NewKind::Provider, [_, _, ..]) => refuse("a provider has one such as `northwind`"),
        _ => Ok(()),
    }
}
