//! The JSON Schemas that a site publishes, of the files that it writes and of TOML files. Those of our own files follow from the types
//! that write them and from the tables of facts and fields; those of other systems' formats say what is written in them.

mod build;
mod facts;
mod litellm;
mod models_dev;
mod openai;
mod openrouter;
mod shape;

use schemars::JsonSchema;
use schemars::generate::{Contract, SchemaSettings};
use serde_json::{Map, Value, json};

use super::list::{ListFile, Party, WEBSITE};
use super::{record, search};
use crate::fact::{ORGANIZATION, RECORD};
use crate::parse::author::{AUTHOR, PROVIDER};
use crate::parse::json_schema::json_schema;
use crate::parse::model::MODEL;
use crate::parse::site::SITE;
use crate::plan::SchemaFile;
use crate::resolve::Settings;

/// Writes a schema, with its address if the site has one.
pub(super) fn write(settings: &Settings, file: SchemaFile, buffer: &mut Vec<u8>) {
    let Value::Object(schema) = schema_of(file) else { return };
    let mut named = Map::new();
    for (key, value) in schema {
        let is_dialect = key == "$schema";
        named.insert(key, value);
        if let Some(address) = file.address(settings).filter(|_| is_dialect) {
            named.insert("$id".to_owned(), address.into());
        }
    }
    serde_json::to_writer(buffer, &named).expect("writing to memory does not fail");
}

/// A schema without an address.
fn schema_of(file: SchemaFile) -> Value {
    match file {
        SchemaFile::Record => {
            let mut schema = of_type::<record::RecordFile<'_>>("A model or an offer");
            let mut tree = facts::tree(&RECORD, &[&MODEL], |fact| !record::is_elsewhere(fact));
            // Modes have settings of their own for calls.
            tree.repeat("provider", "experimental.modes.*.provider");
            facts::add(&mut schema["$defs"]["Served"], tree.take("provider"));
            facts::add(&mut schema, tree);
            schema
        }
        SchemaFile::Author => party("An author and its models"),
        SchemaFile::Provider => party("A provider and its offers"),
        SchemaFile::List => list(),
        SchemaFile::Search => of_type::<search::SearchFile<'_>>("The rows of a list by columns"),
        SchemaFile::Build => build::schema(),
        SchemaFile::Api => models_dev::api(),
        SchemaFile::Models => models_dev::models(),
        SchemaFile::Catalog => models_dev::catalog(),
        SchemaFile::OpenAi => openai::schema(),
        SchemaFile::LiteLlm => litellm::schema(),
        SchemaFile::OpenRouter => openrouter::schema(),
        SchemaFile::ModelToml => json_schema(&MODEL),
        SchemaFile::AuthorToml => json_schema(&AUTHOR),
        SchemaFile::ProviderToml => json_schema(&PROVIDER),
        SchemaFile::SiteToml => json_schema(&SITE),
    }
}

fn party(title: &str) -> Value {
    let mut schema = of_type::<Party<'_>>(title);
    let mut tree = facts::tree(&ORGANIZATION, &[&PROVIDER, &AUTHOR], |fact| fact.path != "name");
    let website = tree.take("url");
    tree.put(WEBSITE, website);
    facts::add(&mut schema, tree);
    schema
}

/// Entries of authors and providers have some of their facts.
fn list() -> Value {
    let mut schema = of_type::<ListFile<'_>>("A list");
    let shown = facts::tree(&ORGANIZATION, &[&PROVIDER, &AUTHOR], |fact| {
        super::list::is_shown(fact.group, fact.path)
    });
    facts::add(&mut schema["$defs"]["Named"], shown);
    schema
}

/// The schema of what a type is written as.
fn of_type<T: JsonSchema>(title: &str) -> Value {
    let mut settings = SchemaSettings::draft2020_12();
    settings.contract = Contract::Serialize;
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    close(&mut schema);
    schema["title"] = json!(title);
    schema
}

/// Allows no keys but those that are named, and leaves out formats that only say how a number is stored.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            if object.get("properties").is_some_and(Value::is_object)
                && !object.contains_key("additionalProperties")
            {
                object.insert("additionalProperties".to_owned(), json!(false));
            }
            let is_of_storage = |format: &Value| format.as_str().is_some_and(|it| it.contains("int"));
            if object.get("format").is_some_and(is_of_storage) {
                object.shift_remove("format");
            }
            object.values_mut().for_each(close);
        }
        Value::Array(values) => values.iter_mut().for_each(close),
        _ => {}
    }
}
