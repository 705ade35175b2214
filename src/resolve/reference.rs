//! Resolves references between records: the model of an offer, successors and variants. Reports ids that two files have.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::catalog::{Catalog, Place};
use super::codes;
use super::record::Record;
use crate::diag::{Diagnostic, Diagnostics, Proposals};
use crate::domain::RecordKey;

/// Fills in every reference of a catalogue.
pub(super) fn link(catalog: &mut Catalog, diags: &mut Diagnostics) {
    let models: Vec<Option<usize>> =
        (0..catalog.offers.len()).into_par_iter().map(|at| model_of(catalog, at)).collect();
    for (offer, model) in catalog.offers.iter_mut().zip(models) {
        offer.model = model;
    }
    let finder = Finder::new(catalog);
    let places: Vec<Place> = finder.places().collect();
    let mut references = Vec::with_capacity(places.len());
    let mut proposals = Proposals::default();
    for place in &places {
        let successor = finder.reference(*place, "successor", &mut proposals, diags);
        let variant_of = finder.reference(*place, "variant_of", &mut proposals, diags);
        references.push((successor, variant_of));
    }
    for (place, (successor, variant_of)) in places.iter().zip(references) {
        if successor.is_some() || variant_of.is_some() {
            let record = catalog.at_mut(*place);
            (record.successor, record.variant_of) = (successor, variant_of);
        }
    }
    break_circles(catalog, "successor", |record| record.successor.as_ref(), diags);
    break_circles(catalog, "variant_of", |record| record.variant_of.as_ref(), diags);
}

/// The model of an offer: its base, or the model at exactly the same path. It is never guessed.
fn model_of(catalog: &Catalog, at: usize) -> Option<usize> {
    let offer = &catalog.offers[at];
    let place = if let Some(base) = offer.record.source.text("base_model") {
        catalog.base(base)
    } else {
        let below = offer.record.key.as_str().splitn(4, '/').nth(3)?;
        catalog.place(&RecordKey::of_model(&format!("{}/{below}", catalog.providers[offer.provider].id)))
    };
    match place? {
        Place::Model(model) => Some(model),
        Place::Offer(_) => None,
    }
}

/// Finds records by the values of references: an id, a path below `models/`, a key, or an alias.
struct Finder<'a> {
    catalog: &'a Catalog,
    by_offer: HashMap<(usize, &'a str), Place>,
}

impl<'a> Finder<'a> {
    fn new(catalog: &'a Catalog) -> Self {
        let offers = || catalog.offers.iter().enumerate();
        let mut by_offer: HashMap<(usize, &str), Place> = offers()
            .map(|(at, offer)| ((offer.provider, offer.record.id.as_str()), Place::Offer(at)))
            .collect();
        for (at, offer) in offers() {
            for alias in &offer.record.aliases {
                by_offer.entry((offer.provider, alias)).or_insert(Place::Offer(at));
            }
        }
        Self { catalog, by_offer }
    }

    fn places(&self) -> impl Iterator<Item = Place> {
        let models = (0..self.catalog.models.len()).map(Place::Model);
        models.chain((0..self.catalog.offers.len()).map(Place::Offer))
    }

    fn ids(&self) -> impl Iterator<Item = &'a str> {
        self.catalog.models.iter().map(|model| model.record.id.as_str())
    }

    /// The record that the value of a key refers to. Reports a reference to a record that does not exist.
    fn reference(
        &self,
        from: Place,
        key: &str,
        proposals: &mut Proposals<'a>,
        diags: &mut Diagnostics,
    ) -> Option<RecordKey> {
        let record = self.catalog.at(from);
        let name = record.source.text(key)?;
        let own = match from {
            Place::Offer(at) => self.by_offer.get(&(self.catalog.offers[at].provider, name)).copied(),
            Place::Model(at) => {
                let author = &self.catalog.authors[self.catalog.models[at].author].id;
                self.catalog.place(&RecordKey::of_model(&format!("{author}/{name}")))
            }
        };
        let target = own.or_else(|| self.catalog.find(name));
        let below = format!("{}/{name}", self.catalog.organization(from).id);
        let is_absent = || [name, &below].iter().any(|name| self.catalog.absent.has_name(name));
        if target.is_none() && !is_absent() {
            let diagnostic = Diagnostic::new(
                &codes::UNKNOWN_REFERENCE,
                record.span(key),
                format!("there is no model `{name}`"),
            );
            diags.push(match proposals.closest(name, || self.ids()) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help(format!("`{key}` is the id of another record")),
            });
        }
        target.map(|place| self.catalog.at(place).key.clone())
    }
}

/// Reports every circle of references once, at the first of its records, and removes its references.
fn break_circles(
    catalog: &mut Catalog,
    key: &'static str,
    next: impl Fn(&Record) -> Option<&RecordKey>,
    diags: &mut Diagnostics,
) {
    for circle in circles(catalog, next) {
        let members: Vec<&str> = circle.iter().map(RecordKey::as_str).collect();
        let message = format!("`{key}` leads back to this record: {}", members.join(" -> "));
        if let Some(first) = catalog.record(&circle[0]) {
            diags.push(
                Diagnostic::new(&codes::REFERENCE_CYCLE, first.span(key), message)
                    .help(format!("take one `{key}` away")),
            );
        }
        for place in circle.iter().filter_map(|member| catalog.place(member)).collect::<Vec<_>>() {
            let record = catalog.at_mut(place);
            match key {
                "successor" => record.successor = None,
                _ => record.variant_of = None,
            }
        }
    }
}

/// The circles of a reference, each starting at its smallest key. Every record is visited once.
fn circles(catalog: &Catalog, next: impl Fn(&Record) -> Option<&RecordKey>) -> Vec<Vec<RecordKey>> {
    let mut circles = Vec::new();
    let mut visited = HashSet::new();
    for start in catalog.records() {
        let mut walk: Vec<&RecordKey> = Vec::new();
        let mut steps = HashMap::new();
        let mut at = Some(start);
        while let Some(record) = at.filter(|record| !visited.contains(&record.key)) {
            if let Some(begin) = steps.insert(&record.key, walk.len()) {
                let circle = &mut walk[begin..];
                let least = (0..circle.len()).min_by_key(|step| circle[*step]).unwrap_or_default();
                circle.rotate_left(least);
                circles.push(circle.iter().map(|key| (*key).clone()).collect());
                break;
            }
            walk.push(&record.key);
            at = next(record).and_then(|key| catalog.record(key));
        }
        visited.extend(walk);
    }
    circles
}
