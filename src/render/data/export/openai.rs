//! `openai/v1/models`: the list of models that clients of `OpenAI`'s API ask for.

use super::json::Json;
use super::left_out::left_out;
use super::listed::{created, id_of};
use super::seller::{Seller, sellers};
use crate::derive::Directory;
use crate::plan::Export;
use crate::resolve::catalog::Place;

/// Writes the list.
pub(super) fn write(directory: &Directory, buffer: &mut Vec<u8>) {
    let sellers = sellers(directory);
    let offers = sellers.iter().flat_map(|seller| seller.offers.iter().map(move |place| (seller, *place)));
    let offers = offers.filter(|(_, place)| left_out(directory, Export::OpenAi, *place).is_none());
    Json::new(buffer).object(|json| {
        json.key("object").text("list");
        json.key("data").array(offers, |json, (seller, place)| offer(json, directory, seller, place));
    });
}

/// Clients require a time; 0 where no date is known.
fn offer(json: &mut Json<'_>, directory: &Directory, seller: &Seller<'_>, place: Place) {
    json.object(|json| {
        json.key("id").text(&id_of(directory, seller.id, place));
        json.key("object").text("model");
        json.key("created").integer(created(directory, place).unwrap_or(0));
        let author =
            directory.catalog.model_of(place).map(|model| &directory.catalog.authors[model.author].id);
        json.key("owned_by").text(author.map_or(seller.id, |author| author));
    });
}
