//! Everything that follows from the catalogue: rows in order, the offer that speaks for a model, estimated costs, related
//! models, questions, lists. In comes the catalogue, out goes the [`Directory`]; exact, typed and total, with nothing
//! formatted. The next stage is `plan`.
//!
//! What a page asks of a directory costs the same in a small and in a large catalogue: related models come from indexes
//! that are made once.

pub mod alternative;
pub mod benchmark_scale;
pub mod calculator;
mod candidate;
pub mod comparison;
pub mod deprecation;
pub mod estimate;
pub mod facet;
pub mod faq;
pub mod featured;
#[cfg(test)]
pub(crate) mod fixture;
mod namesake;
mod offer;
pub mod price;
mod price_neighbours;
pub mod quickstart;
pub mod row;
pub mod serving_provider;
mod threshold_index;
mod variant;

use std::sync::Arc;

use jiff::civil::Date;

pub use alternative::{Alternative, Reason};
pub use benchmark_scale::{BenchmarkScale, is_higher_better};
pub use comparison::Comparison;
pub use deprecation::Deprecation;
pub use estimate::{Estimate, Estimates, NoEstimate, Quantity, Work};
pub use facet::{Facets, Tag};
pub use faq::{Question, Topic};
pub use featured::{DirectoryCounts, Featured};
pub use quickstart::NoCall;
pub use row::{LISTED_CAPABILITIES, Row};
pub use serving_provider::ServingProvider;

use crate::change::Changes;
use crate::domain::Price;
use crate::resolve::catalog::{Catalog, Place};
use crate::resolve::cost::{Charge, RateKind, add_markup};
use crate::resolve::{Record, Settings};
use benchmark_scale::BenchmarkScales;
use candidate::Candidates;
use namesake::Namesakes;
use price_neighbours::PriceNeighbours;
use variant::Variants;

/// The whole catalogue with everything that is computed from it.
#[derive(Debug)]
pub struct Directory {
    /// Every record.
    pub catalog: Arc<Catalog>,
    /// The settings of the site.
    pub settings: Settings,
    /// The day of the build.
    pub today: Date,
    /// Whether the site compares providers.
    pub many_providers: bool,
    /// The index in its default order: newest first, unknown days last, then by name, then by key. Unlisted records and
    /// variants that are folded into another record are left out.
    pub rows: Vec<Row>,
    /// A row for each listed offer, in the same order, where the rows of the index are models of many providers.
    pub every_offer: Vec<Row>,
    /// By the index of a model, the indexes of its listed offers: lowest price first, those without a comparable price
    /// after them, retired ones last.
    pub offers: Vec<Vec<usize>>,
    /// The rows by capability, type, tag and author, and the offers by provider.
    pub facets: Facets,
    /// Every listed record that ends or has ended, in the order of [`Directory::deprecations_of`].
    pub deprecations: Vec<Deprecation>,
    /// What changed in the past, the latest day first.
    pub changes: Vec<Changes>,
    /// The comparisons that the settings name, in their order.
    pub comparisons: Vec<Comparison>,
    benchmark_scales: BenchmarkScales,
    price_sources: Vec<Place>,
    folded: Variants,
    candidates: Candidates,
    price_neighbours: PriceNeighbours,
    namesakes: Namesakes,
    /// How much the site lists.
    pub counts: DirectoryCounts,
    /// Whether there are enough listed models to draw charts of them.
    pub has_charts: bool,
}

/// Computes the directory of a catalogue as of a day. `has_providers` says whether the site has a `providers` folder.
pub fn derive(
    catalog: impl Into<Arc<Catalog>>,
    settings: Settings,
    today: Date,
    has_providers: bool,
) -> Directory {
    let catalog = catalog.into();
    let folded = Variants::new(&catalog);
    let offers = offer::ordered(&catalog);
    let price_sources = offer::price_sources(&catalog, &offers);
    let comparisons = comparison::comparisons(&catalog, &settings.comparisons);
    let mut directory = Directory {
        catalog,
        settings,
        today,
        many_providers: has_providers,
        rows: Vec::new(),
        every_offer: Vec::new(),
        offers,
        facets: Facets::default(),
        deprecations: Vec::new(),
        changes: Vec::new(),
        comparisons,
        benchmark_scales: BenchmarkScales::default(),
        price_sources,
        folded,
        candidates: Candidates::default(),
        price_neighbours: PriceNeighbours::default(),
        namesakes: Namesakes::default(),
        counts: DirectoryCounts::default(),
        has_charts: false,
    };
    let rows = || (row::rows(&directory), row::every_offer(&directory));
    let indexes = || (Candidates::new(&directory), PriceNeighbours::new(&directory));
    let ((rows, every_offer), (candidates, price_neighbours)) = rayon::join(rows, indexes);
    (directory.rows, directory.every_offer) = (rows, every_offer);
    (directory.candidates, directory.price_neighbours) = (candidates, price_neighbours);
    directory.facets = facet::facets(&directory);
    directory.benchmark_scales = BenchmarkScales::new(&directory);
    directory.deprecations = deprecation::all(&directory);
    directory.namesakes = Namesakes::new(&directory);
    directory.counts = featured::counts(&directory);
    directory.has_charts = has_charts(&directory);
    directory
}

/// The fewest models that a chart shows.
pub const CHART_MINIMUM: usize = 5;

/// Whether enough listed models have a real price of input in dollars and a context window to draw them.
fn has_charts(directory: &Directory) -> bool {
    let rows = directory.rows.iter().filter(|row| {
        let has_context = directory.record(row.place).limit.context.known().is_some();
        has_context && directory.real_rate(row.place, RateKind::Input).is_some()
    });
    rows.take(CHART_MINIMUM).count() == CHART_MINIMUM
}

impl Directory {
    /// The record at a place.
    pub fn record(&self, place: Place) -> &Record {
        self.catalog.at(place)
    }

    /// The record whose price stands for the one at a place.
    ///
    /// That is the record itself when it says anything of its price or has no offers. Else it is its `primary_offer`, else
    /// the offer of the author's own provider, else the lowest real price in dollars; never a plan of $0, a retired offer
    /// or another currency. Without any of these it is the record itself.
    pub fn price_source(&self, place: Place) -> Place {
        match place {
            Place::Model(at) => self.price_sources[at],
            Place::Offer(_) => place,
        }
    }

    /// The record whose price stands for the one at a place; see [`Directory::price_source`].
    pub fn priced_record(&self, place: Place) -> &Record {
        self.catalog.at(self.price_source(place))
    }

    /// What the reader pays where the settings say that prices in files are the provider's and a mark-up is added; `None`
    /// where the price in the file is what the reader pays.
    pub fn charged(&self, charge: &Charge) -> Option<Price> {
        add_markup(charge.price, self.markup()?)
    }

    /// What the reader pays for a charge, with the mark-up where there is one.
    pub fn paid(&self, charge: &Charge) -> Price {
        self.charged(charge).unwrap_or(charge.price)
    }

    fn markup(&self) -> Option<rust_decimal::Decimal> {
        let gateway = self.settings.gateway.as_ref().filter(|_| !self.many_providers);
        gateway.and_then(|gateway| gateway.markup_percent)
    }

    /// Whether a record stands in lists: not unlisted, not folded into another one.
    pub fn is_listed(&self, place: Place) -> bool {
        !self.record(place).unlisted && !self.folded.is_folded(place)
    }
}
