//! The files of models.dev: `api.json`, `api-all.json`, `models.json` and `catalog.json`.
//!
//! What someone else maintains is written as models.dev's own generator would. In a site of one's own, fields that clients
//! require get a fallback, or the offer is left out. `docs/data.md` lists the fallbacks.

mod cost;
mod fallback;
mod model;
mod offer;
mod written;

use super::json::Json;
use super::left_out::left_out;
use super::seller::{Seller, sellers};
use crate::derive::Directory;
use crate::endpoint::safe_variable;
use crate::parse::Table;
use crate::parse::author::PROVIDER;
use crate::plan::Export;
use written::{AS_WRITTEN, members};

pub(in crate::render::data) use model::KEYS as MODEL_KEYS;
pub(in crate::render::data) use offer::{OF_MODELS as NOT_OF_OFFERS, type_word};

/// Writes one of the files into a buffer.
pub(super) fn write(directory: &Directory, export: Export, buffer: &mut Vec<u8>) {
    let mut json = Json::new(buffer);
    match export {
        Export::Models => models(&mut json, directory),
        Export::Catalog => json.object(|json| {
            models(json.key("models"), directory);
            providers(json.key("providers"), directory, Export::Api);
        }),
        _ => providers(&mut json, directory, export),
    }
}

/// Every model that has a file, by its id.
fn models(json: &mut Json<'_>, directory: &Directory) {
    let is_foreign = directory.settings.is_foreign;
    let models = directory.catalog.models.iter().filter(|model| model.listings.is_none());
    json.object(|json| {
        for record in models.map(|model| &model.record).filter(|record| is_foreign || !record.unlisted) {
            model::write(json.key(&record.id), record, is_foreign);
        }
    });
}

/// Every provider with its offers.
fn providers(json: &mut Json<'_>, directory: &Directory, export: Export) {
    let fields = offer::Fields::new(&directory.settings);
    json.object(|json| {
        for seller in sellers(directory) {
            json.key(seller.id).object(|json| {
                match seller.source.filter(|_| directory.settings.is_foreign) {
                    Some(source) => as_written(json, &seller, source),
                    None => with_fallbacks(json, directory, &seller),
                }
                json.key("models").object(|json| offers(json, directory, export, &seller, fields));
            });
        }
    });
}

fn offers(
    json: &mut Json<'_>,
    directory: &Directory,
    export: Export,
    seller: &Seller<'_>,
    fields: offer::Fields,
) {
    for place in &seller.offers {
        if left_out(directory, export, *place).is_none() {
            offer::write(json.key(&directory.record(*place).id), directory, *place, fields);
        }
    }
}

fn as_written(json: &mut Json<'_>, seller: &Seller<'_>, source: &Table) {
    json.key("id").text(seller.id);
    members(json, source, &PROVIDER, &[], AS_WRITTEN);
}

/// The provider with what clients require: a package, a variable for the key and an address of documentation.
fn with_fallbacks(json: &mut Json<'_>, directory: &Directory, seller: &Seller<'_>) {
    json.key("id").text(seller.id);
    json.key("name").text(seller.name);
    json.key("npm").text(seller.npm.unwrap_or(ANY_PACKAGE));
    match seller.env {
        [] => json.key("env").texts(&[format!("{}_API_KEY", safe_variable(seller.id).to_uppercase())]),
        names => json.key("env").texts(names),
    }
    if let Some(api) = seller.api {
        json.key("api").text(api);
    }
    let page = directory.settings.base_url.as_ref().map(|base| format!("{base}{}", seller.route));
    json.key("doc").text(seller.doc.or(page.as_deref()).or(seller.api).unwrap_or_default());
}

/// The package of the AI SDK for every API that speaks as `OpenAI`'s does.
const ANY_PACKAGE: &str = "@ai-sdk/openai-compatible";
