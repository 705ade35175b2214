//! Resolves references between records: the model of an offer, successors and variants. Reports ids that two files have.

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;

use super::catalog::{Catalog, Offer, Place};
use super::codes;
use super::link::{Degree, Link};
use super::record::Record;
use crate::diag::{Diagnostic, Diagnostics, Proposals};
use crate::domain::RecordKey;
use crate::parse::codes::MISPLACED_KEY;

/// Fills in every reference of a catalog.
pub(super) fn link(catalog: &mut Catalog, diags: &mut Diagnostics) {
    let links: Vec<Option<Link>> =
        catalog.offers.par_iter().map(|offer| declared_link(catalog, offer)).collect();
    for (offer, link) in catalog.offers.iter_mut().zip(links) {
        offer.link = link;
    }
    let finder = Finder::new(catalog);
    let places: Vec<Place> = finder.places().collect();
    let mut references = Vec::with_capacity(places.len());
    let mut proposals = Proposals::default();
    for place in &places {
        let successor = finder.reference(*place, "successor", &mut proposals, diags);
        let variant_of = finder.reference(*place, "variant_of", &mut proposals, diags);
        finder.check_model(*place, &mut proposals, diags);
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

/// The model that the file of an offer names: in `model`, or as its base.
fn declared_link(catalog: &Catalog, offer: &Offer) -> Option<Link> {
    let source = &offer.record.source;
    let name = source.text("model").or_else(|| source.text("base_model"))?;
    match catalog.base(name)? {
        Place::Model(model) => Some(Link::named(model, Degree::Declared)),
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
            self.report(record, key, name, proposals, diags);
        }
        target.map(|place| self.catalog.at(place).key.clone())
    }

    /// Reports the `model` of an offer if there is none of that name, and that of a model, which says nothing.
    fn check_model(&self, of: Place, proposals: &mut Proposals<'a>, diags: &mut Diagnostics) {
        let at = match of {
            Place::Offer(at) => at,
            Place::Model(at) => {
                diags.extend(misplaced_keys(&self.catalog.models[at].record));
                return;
            }
        };
        let offer = &self.catalog.offers[at];
        let Some(name) = offer.record.source.text("model") else { return };
        if offer.link.is_none() && !self.catalog.absent.has_name(name) {
            self.report(&offer.record, "model", name, proposals, diags);
        }
    }

    fn report(
        &self,
        record: &Record,
        key: &str,
        name: &str,
        proposals: &mut Proposals<'a>,
        diags: &mut Diagnostics,
    ) {
        let message = format!("there is no model `{name}`");
        let diagnostic = Diagnostic::new(&codes::UNKNOWN_REFERENCE, record.span(key), message);
        diags.push(match proposals.closest(name, || self.ids()) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None if key == "model" => diagnostic.help(
                "`model` must be the ID of a model that has a file; `modelpress link --model-files` writes one",
            ),
            None => diagnostic.help(format!("`{key}` must be the ID of a record that has a file")),
        });
    }
}

/// The keys in the file of a model that only an offer has.
fn misplaced_keys(record: &Record) -> impl Iterator<Item = Diagnostic> {
    let written =
        ["model", "linking"].into_iter().filter_map(|key| Some((key, record.source.entry(key)?.key)));
    written.map(|(key, span)| {
        let message = format!("`{key}` has no meaning in a model's file");
        let help = if key == "model" {
            "remove it, or write `base_model` to inherit facts or `variant_of` to name the model that this is a variant of"
        } else {
            "remove it; it belongs in the file of an offer or a provider"
        };
        Diagnostic::new(&MISPLACED_KEY, span, message).help(help)
    })
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
                    .help(format!("remove one `{key}`")),
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
    let mut visited = HashSet::default();
    for start in catalog.records() {
        let mut walk: Vec<&RecordKey> = Vec::new();
        let mut steps = HashMap::default();
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
