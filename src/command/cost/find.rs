//! Which record a name on the command line means.

use super::Failure;
use crate::derive::Directory;
use crate::diag::{closest, one_line};
use crate::resolve::Place;

/// How many records are named that may be meant.
const MOST_NAMED: usize = 10;

/// The record of a name: the ID of a model, a key, `provider/id` of an offer, or the last part of an ID where it is one record's
/// alone. With a provider, its offer of that model.
pub(super) fn find(directory: &Directory, name: &str, provider: Option<usize>) -> Result<Place, Failure> {
    match provider {
        Some(provider) => offer_of(directory, name, provider),
        None => by_name(directory, name),
    }
}

fn by_name(directory: &Directory, name: &str) -> Result<Place, Failure> {
    if let Some(place) = directory.catalog.find(name) {
        return Ok(place);
    }
    let offers = directory.catalog.offers.iter().enumerate();
    let is_it = |at: &usize| full_id(directory, *at).eq_ignore_ascii_case(name);
    if let Some(at) = offers.map(|(at, _)| at).find(is_it) {
        return Ok(Place::Offer(at));
    }
    let models = (0..directory.catalog.models.len()).map(Place::Model);
    let lonely = directory.catalog.offers.iter().enumerate().filter(|(_, offer)| offer.model().is_none());
    let all: Vec<Place> = models.chain(lonely.map(|(at, _)| Place::Offer(at))).collect();
    one(directory, name, all.into_iter().filter(|place| has_name(directory, *place, name)).collect())
}

/// The offer of a provider for a model, or by an ID of its own.
fn offer_of(directory: &Directory, name: &str, provider: usize) -> Result<Place, Failure> {
    let catalog = &directory.catalog;
    let model = match by_name(directory, name) {
        Ok(Place::Model(at)) => Some(at),
        _ => None,
    };
    let own = (0..catalog.offers.len()).filter(|at| catalog.offers[*at].provider == provider);
    let own: Vec<usize> = own.collect();
    let exact = own.iter().find(|at| catalog.offers[**at].record.id.eq_ignore_ascii_case(name));
    if let Some(at) = exact {
        return Ok(Place::Offer(*at));
    }
    let is_of_model = |at: &usize| model.is_some() && catalog.offers[*at].model() == model;
    let of_model: Vec<Place> = own.iter().copied().filter(is_of_model).map(Place::Offer).collect();
    if !of_model.is_empty() {
        return one(directory, name, of_model);
    }
    let named =
        own.iter().map(|at| Place::Offer(*at)).filter(|place| has_name(directory, *place, name)).collect();
    let known = || own.iter().map(|at| catalog.offers[*at].record.id.as_str());
    one(directory, name, named).map_err(|failure| match model {
        Some(_) => {
            Failure::Usage(one_line(&format!("`{}` does not offer `{name}`", catalog.providers[provider].id)))
        }
        None => near(name, known()).unwrap_or(failure),
    })
}

/// The record alone of which something is true, or who may be meant.
fn one(directory: &Directory, name: &str, mut found: Vec<Place>) -> Result<Place, Failure> {
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => {
            let models = directory.catalog.models.iter().map(|model| model.record.id.as_str());
            let offers = directory.catalog.offers.iter().map(|offer| offer.record.id.as_str());
            let tails = models.clone().filter_map(|id| id.rsplit('/').next());
            let unknown = || {
                Failure::Usage(one_line(&format!(
                    "there is no model `{name}`; `modelpress query` lists them"
                )))
            };
            Err(near(name, models.chain(offers).chain(tails)).unwrap_or_else(unknown))
        }
        count => {
            let names = found.iter().take(MOST_NAMED).map(|place| format!("`{}`", title(directory, *place)));
            let more =
                if count > MOST_NAMED { format!(" and {} more", count - MOST_NAMED) } else { String::new() };
            let names: Vec<String> = names.collect();
            Err(Failure::Usage(one_line(&format!("`{name}` may be {}{more}", names.join(", ")))))
        }
    }
}

fn near<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<Failure> {
    let near = closest(name, known)?;
    Some(Failure::Usage(one_line(&format!("there is no model `{name}`; did you mean `{near}`?"))))
}

/// Whether a name is the last part of an ID.
fn has_name(directory: &Directory, place: Place, name: &str) -> bool {
    let id = &directory.record(place).id;
    id.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(name)) || id.eq_ignore_ascii_case(name)
}

/// What tells a record from all others: the ID of a model, an offer with its provider in front.
pub(super) fn title(directory: &Directory, place: Place) -> String {
    match place {
        Place::Model(_) => directory.record(place).id.clone(),
        Place::Offer(at) => full_id(directory, at),
    }
}

fn full_id(directory: &Directory, offer: usize) -> String {
    let offer = &directory.catalog.offers[offer];
    format!("{}/{}", directory.catalog.providers[offer.provider].id, offer.record.id)
}
