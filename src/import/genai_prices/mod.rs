//! The data of genai-prices, `data.json`: a list of providers with their models. Prices are per 1M tokens, or per so many of
//! something else, as the end of each key says.

mod dates;
mod key;
mod prices;
mod set;

use self::set::Wrong;
use super::{Fields, Import, ImportError, Json, Layout, Options, Report, Value, Why};
use crate::domain::route;
use crate::domain::web_address::check_url;

/// The most characters of a name.
const LONGEST_NAME: usize = 200;

/// The most characters of a line of text, which an ID is.
const LONGEST_LINE: usize = 1_000;

/// The most characters of a text in Markdown.
const LONGEST_TEXT: usize = 50_000;

/// Reads the data.
///
/// # Errors
/// Where it is no JSON, or no list of providers.
pub(super) fn read(text: &str, options: &Options) -> Result<Import, ImportError> {
    let json = Json::read(text)?;
    let Json::List(providers) = json else {
        return Err(ImportError("it must be a list of providers".to_owned()));
    };
    let mut import = Import::default();
    for (at, json) in providers.iter().enumerate() {
        if let Err(reason) = provider(&mut import, json, options) {
            let id = json.get("id").and_then(Json::text).unwrap_or_default();
            let name = if id.is_empty() { format!("provider {}", at + 1) } else { id.to_owned() };
            import.report.skipped.push((name, reason));
        }
    }
    Ok(import)
}

/// Reads a provider and its models.
///
/// # Errors
/// Where it has no ID that can be a folder, or no list of models.
fn provider(import: &mut Import, json: &Json, options: &Options) -> Result<(), String> {
    let id = json.get("id").and_then(Json::text).ok_or("it has no ID")?;
    if !route::path_of(id).is_ok_and(|path| path == id && !path.contains('/')) {
        return Err("its ID cannot be a folder name".to_owned());
    }
    if !options.only.is_empty() && !options.only.iter().any(|only| only == id) {
        return Ok(());
    }
    let Some(Json::List(models)) = json.get("models") else { return Err("it has no models".to_owned()) };
    let layout = options.layout.unwrap_or(Layout::Providers);
    let (path, folder) = match layout {
        Layout::Providers => (format!("providers/{id}/provider.toml"), format!("providers/{id}/models")),
        Layout::Models => (format!("models/{id}/author.toml"), "models".to_owned()),
    };
    if import.files.contains_key(&path) {
        return Err("another provider has its ID".to_owned());
    }
    for (at, json) in models.iter().enumerate() {
        if let Err(reason) = model(import, (id, &folder, layout), json) {
            let name =
                json.get("id").and_then(Json::text).map_or_else(|| (at + 1).to_string(), str::to_owned);
            import.report.skipped.push((format!("{id}/{name}"), reason));
        }
    }
    let fields = provider_fields(json, id, &mut import.report);
    import.files.insert(path, fields);
    Ok(())
}

/// The file of a provider. How its answers are read and its models recognized is for programs that meter.
fn provider_fields(json: &Json, id: &str, report: &mut Report) -> Fields {
    let mut fields = Fields::default();
    let Json::Object(members) = json else { return fields };
    fields.set("name", name(json).unwrap_or(id));
    for (key, json) in members.iter().filter(|(_, json)| **json != Json::Null) {
        match &**key {
            "id" | "name" | "models" => {}
            "description" => text_at("description", key, id, json, &mut fields, report),
            "pricing_urls" => match pricing_url(json) {
                Some(url) => fields.set("pricing_url", url),
                None => report.leave_out(Why::CannotBeWritten, id, key, json),
            },
            "api_pattern"
            | "extractors"
            | "fallback_model_providers"
            | "model_match"
            | "price_comments"
            | "provider_match" => report.leave_out(Why::NotAFact, id, key, json),
            _ => report.leave_out(Why::UnknownKey, id, key, json),
        }
    }
    fields
}

/// The first of the pages that prices come from.
fn pricing_url(json: &Json) -> Option<&str> {
    let Json::List(list) = json else { return None };
    list.first()?.text().filter(|url| url.len() <= 2_000 && check_url(url).is_ok())
}

fn name(json: &Json) -> Option<&str> {
    let name = json.get("name").and_then(Json::text)?.trim();
    let is_name =
        !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
    is_name.then_some(name)
}

/// Sets a text in Markdown, as it is.
fn text_at(path: &str, key: &str, id: &str, json: &Json, fields: &mut Fields, report: &mut Report) {
    let is_control = |c: char| c.is_control() && c != '\n' && c != '\t';
    let text = json.text().map(str::trim).filter(|text| !text.is_empty());
    match text.filter(|text| text.len() <= LONGEST_TEXT && !text.chars().any(is_control)) {
        Some(text) => fields.set(path, text),
        None => report.leave_out(Why::CannotBeWritten, id, key, json),
    }
}

/// Reads a model.
///
/// # Errors
/// Where it has no ID, or one that can be no path.
fn model(import: &mut Import, (of, folder, layout): (&str, &str, Layout), json: &Json) -> Result<(), String> {
    let Json::Object(members) = json else { return Err("it is not an object".to_owned()) };
    let id =
        json.get("id").and_then(Json::text).filter(|id| id.len() <= LONGEST_LINE).ok_or("it has no ID")?;
    let entry = format!("{of}/{id}");
    let report = &mut import.report;
    let mut fields = Fields::default();
    let cut: String = id.chars().take(LONGEST_NAME).collect();
    fields.set("name", name(json).unwrap_or(&cut));
    for (key, json) in members.iter().filter(|(_, json)| **json != Json::Null) {
        match (&**key, json) {
            ("id" | "name" | "prices" | "price_variants", _) | ("deprecated", Json::Flag(false)) => {}
            ("description", _) => text_at("description", key, &entry, json, &mut fields, report),
            ("deprecated", Json::Flag(true)) => fields.set("status", "deprecated"),
            ("context_window", json) if json.count().is_some() => {
                fields.set("limit.context", json.count().unwrap_or_default());
            }
            // Remarks on how prices were read, and rules to recognize names.
            ("price_comments" | "match", _) => report.leave_out(Why::NotAFact, &entry, key, json),
            ("deprecated" | "context_window", _) => {
                report.leave_out(Why::CannotBeWritten, &entry, key, json);
            }
            _ => report.leave_out(Why::UnknownKey, &entry, key, json),
        }
    }
    let (cost, lost) = prices::read(json).unwrap_or_else(|wrong| (Fields::default(), vec![wrong]));
    for Wrong { key, value } in lost {
        report.leave_out(Why::CannotBeWritten, &entry, &key, &value);
    }
    if !cost.is_empty() {
        fields.set("cost", Value::Table(cost));
    }
    let path = match layout {
        Layout::Providers => id.to_owned(),
        Layout::Models if id.starts_with(&format!("{of}/")) => id.to_owned(),
        Layout::Models => format!("{of}/{id}"),
    };
    if path != id {
        fields.set("id", id);
    }
    import.place(folder, &path, fields).map_err(|error| error.to_string())?;
    import.report.entries += 1;
    Ok(())
}
