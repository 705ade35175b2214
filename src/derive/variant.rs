//! Folds variants of a record, such as regions and speeds, into the record that lists show.

use foldhash::HashMap;

use super::Directory;
use crate::domain::RecordKey;
use crate::resolve::catalog::{Catalog, Place};
use crate::trace::{self, Note, Question};

/// Which records are folded into which.
#[derive(Debug, Default)]
pub(super) struct Variants {
    roots: HashMap<Place, Place>,
    members: HashMap<Place, Vec<RecordKey>>,
}

impl Variants {
    /// Folds every variant, and every variant of a variant, into the listed record that its `variant_of` leads to.
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut variants = Self::default();
        let models = (0..catalog.models.len()).map(Place::Model);
        let offers = (0..catalog.offers.len()).map(Place::Offer);
        let mut roots = HashMap::default();
        for place in models.chain(offers) {
            let Some(root) = root(catalog, place, &mut roots) else { continue };
            variants.roots.insert(place, root);
            if !catalog.at(place).unlisted {
                variants.members.entry(root).or_default().push(catalog.at(place).key.clone());
            }
        }
        variants.members.values_mut().for_each(|members| members.sort_unstable());
        variants
    }
}

/// The last listed record that a variant leads to; references never form a circle. `known` holds the results for earlier
/// variants, so that a chain is walked once.
fn root(catalog: &Catalog, place: Place, known: &mut HashMap<Place, Option<Place>>) -> Option<Place> {
    let mut chain = Vec::new();
    let mut variant = place;
    while let Some(of) = catalog.at(variant).variant_of.as_ref().and_then(|key| catalog.place(key)) {
        chain.push((variant, of));
        if known.contains_key(&of) {
            break;
        }
        variant = of;
    }
    for (variant, of) in chain.into_iter().rev() {
        let listed = (!catalog.at(of).unlisted).then_some(of);
        let root = known.get(&of).copied().flatten().or(listed);
        known.insert(variant, root);
    }
    known.get(&place).copied().flatten()
}

impl Directory {
    /// The record that lists show for this one: itself, or the one that it is folded into.
    pub(super) fn root(&self, place: Place) -> Place {
        self.base(place).unwrap_or(place)
    }

    /// The listed variants that are folded into a record, in the order of keys.
    pub fn variants(&self, place: Place) -> &[RecordKey] {
        trace::note(|| Note::Answer(Question::Variants, place));
        self.variants.members.get(&place).map_or(&[], Vec::as_slice)
    }

    /// The record that a variant is folded into; `None` for a record that is not folded.
    pub fn base(&self, place: Place) -> Option<Place> {
        trace::note(|| Note::Answer(Question::Variants, place));
        self.variants.roots.get(&place).copied()
    }
}
