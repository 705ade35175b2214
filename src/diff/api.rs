//! The list for machines that models.dev and compatible sites publish, `api.json`, read as the files it was made of. A number
//! keeps its digits on the way.

use std::fmt::Write;

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::value::RawValue;

use crate::discover::{SourceFile, Sources};

/// Where the models of a list belong in a site.
#[derive(Clone, Copy, Debug)]
pub enum Layout<'a> {
    /// Each provider has its folder.
    Providers,
    /// The one provider of this id is the site's own gateway, so that its models stand below `models/`.
    Gateway(&'a str),
}

/// A provider of the list.
#[derive(Deserialize)]
struct Provider<'a> {
    name: Option<String>,
    #[serde(default)]
    env: Vec<String>,
    npm: Option<String>,
    api: Option<String>,
    doc: Option<String>,
    #[serde(default, borrow)]
    models: IndexMap<String, &'a RawValue>,
}

/// Whether a list for machines can hold a fact.
pub(super) fn knows(fact: &str) -> bool {
    const FACTS: [&str; 19] = [
        "cost.input",
        "cost.output",
        "cost.reasoning",
        "cost.cache_read",
        "cost.cache_write",
        "cost.input_audio",
        "cost.output_audio",
        "limit.context",
        "limit.input",
        "limit.output",
        "release_date",
        "last_updated",
        "knowledge",
        "attachment",
        "reasoning",
        "tool_call",
        "structured_output",
        "open_weights",
        "name",
    ];
    FACTS.contains(&fact)
        || ["cost.tiers[", "modalities.", "provider."].iter().any(|start| fact.starts_with(start))
}

/// The files that a list stands for.
///
/// # Errors
/// Where the text is no such list.
pub fn sources(json: &str, layout: Layout<'_>) -> Result<Sources, serde_json::Error> {
    let providers: IndexMap<String, Provider<'_>> = serde_json::from_str(json)?;
    let mut sources = Sources { has_providers: matches!(layout, Layout::Providers), ..Sources::default() };
    for (id, provider) in &providers {
        let folder = match layout {
            Layout::Providers => format!("providers/{id}/models"),
            Layout::Gateway(gateway) if gateway == id || providers.len() == 1 => "models".to_owned(),
            Layout::Gateway(_) => continue,
        };
        if sources.has_providers {
            sources.records.push(file(format!("providers/{id}/provider.toml"), provider.table(id)));
        }
        for (model, facts) in &provider.models {
            sources.records.push(file(format!("{folder}/{model}.toml"), table(facts)?));
        }
    }
    sources.records.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn file(path: String, text: String) -> SourceFile {
    SourceFile { path, bytes: text.into_bytes() }
}

impl Provider<'_> {
    /// The keys of a provider as the lines of a file.
    fn table(&self, id: &str) -> String {
        let name = Some(self.name.as_deref().unwrap_or(id));
        let texts = [("name", name), ("npm", self.npm.as_deref()), ("api", self.api.as_deref())];
        let texts = texts.into_iter().chain([("doc", self.doc.as_deref())]);
        let mut text = String::new();
        for (key, value) in texts {
            text.extend(value.map(|value| format!("{key} = {}\n", toml_text(value))));
        }
        let env: Vec<String> = self.env.iter().map(|name| toml_text(name)).collect();
        if !env.is_empty() {
            let _ = writeln!(text, "env = [{}]", env.join(", "));
        }
        text
    }
}

/// The keys of a model as the lines of a file; its `id` is told by its path.
fn table(facts: &RawValue) -> Result<String, serde_json::Error> {
    let keys: IndexMap<String, &RawValue> = serde_json::from_str(facts.get())?;
    let mut text = String::new();
    for (key, value) in keys.iter().filter(|(key, _)| *key != "id") {
        if let Some(value) = toml(value)? {
            text.extend([&*toml_text(key), " = ", &*value, "\n"]);
        }
    }
    Ok(text)
}

/// A JSON value in TOML; nothing for `null`.
fn toml(value: &RawValue) -> Result<Option<String>, serde_json::Error> {
    let json = value.get().trim();
    Ok(match json.as_bytes().first() {
        Some(b'n') => None,
        Some(b'{') => {
            let keys: IndexMap<String, &RawValue> = serde_json::from_str(json)?;
            let mut parts = Vec::new();
            for (key, value) in &keys {
                parts.extend(toml(value)?.map(|value| format!("{} = {value}", toml_text(key))));
            }
            Some(format!("{{ {} }}", parts.join(", ")))
        }
        Some(b'[') => {
            let elements: Vec<&RawValue> = serde_json::from_str(json)?;
            let mut parts = Vec::new();
            for element in elements {
                parts.extend(toml(element)?);
            }
            Some(format!("[{}]", parts.join(", ")))
        }
        Some(b'"') => Some(toml_text(&serde_json::from_str::<String>(json)?)),
        _ => Some(json.to_owned()),
    })
}

/// A text between quotes.
fn toml_text(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
