//! Computes everything that follows from the catalog: rows in order, the price source of each model, estimated costs,
//! related models, questions, lists. The result is the [`Directory`], with typed and unformatted values; this stage has no
//! errors. The next stage is `plan`.
//!
//! A page's queries take the same time in a small and in a large catalog: related models come from prebuilt indexes.

pub mod alternative;
pub mod benchmark_scale;
mod blended_price;
pub mod calculator;
mod candidate;
pub mod choice;
pub mod comparison;
pub mod deprecation;
mod ending;
pub mod estimate;
pub mod facet;
pub mod faq;
pub mod featured;
pub mod filter_options;
mod firm;
#[cfg(test)]
pub(crate) mod fixture;
mod namesake;
mod offer;
mod order;
pub mod price;
pub mod price_level;
pub mod price_map;
mod price_neighbors;
pub mod quick_filter;
pub mod quickstart;
pub mod row;
pub mod score_set;
pub mod served;
pub mod serving_provider;
pub mod succession;
mod suggested;
mod threshold_index;
mod variant;

use std::sync::Arc;

use jiff::civil::Date;

pub use alternative::{Alternative, Reason, SharedScore};
pub use benchmark_scale::BenchmarkScale;
pub use calculator::NoEstimate;
pub use choice::{Choices, Role};
pub use comparison::Comparison;
pub use deprecation::Deprecation;
pub use ending::{Ending, EndingKind};
pub use estimate::{Estimate, Estimates, Quantity, Work};
pub use facet::{Facets, Tag};
pub use faq::{Question, Topic};
pub use featured::{DirectoryCounts, Featured};
pub use filter_options::FilterOptions;
pub use quickstart::NoCall;
pub use row::{LISTED_CAPABILITIES, Row};
pub use score_set::{ScoreSet, SetScore, Standing};
pub use served::{Lowest, Served};
pub use serving_provider::ServingProvider;
pub use succession::Succession;

use crate::change::Changes;
use crate::domain::{PartialDate, Price};
use crate::resolve::catalog::{Catalog, Place};
use crate::resolve::cost::{Charge, add_markup};
use crate::resolve::{Record, Settings};
use crate::trace::{self, List, Note, Noted, Shelf, Total};
use benchmark_scale::BenchmarkScales;
use candidate::Candidates;
use filter_options::OptionsOfLists;
use namesake::Namesakes;
use order::Order;
use price_map::PriceMap;
use price_neighbors::PriceNeighbors;
use score_set::ScoreSets;
use variant::Variants;

/// The whole catalog with everything that is computed from it.
#[derive(Debug)]
pub struct Directory {
    /// Every record.
    pub catalog: Arc<Catalog>,
    /// The settings of the site.
    pub settings: Settings,
    today: Date,
    order: Order,
    /// Whether the site compares providers.
    pub many_providers: bool,
    /// The index in its default order: newest first, unknown days last, then by name, then by key. Unlisted records and
    /// variants that are folded into another record are left out.
    pub rows: Shelf<Row>,
    /// A row for each listed offer, in the same order, if the rows of the index are models of many providers.
    pub every_offer: Shelf<Row>,
    /// By the index of a model, the indexes of its listed offers: lowest price first, those without a comparable price
    /// after them, retired ones last.
    pub offers: Shelf<Vec<usize>>,
    /// The rows by capability, type, tag and author, and the offers by provider.
    pub facets: Facets,
    /// Every listed record that is deprecated or retired, in the order of [`Directory::deprecations_of`].
    pub deprecations: Shelf<Deprecation>,
    /// Past changes to the catalog, the latest day first.
    pub changes: Shelf<Changes>,
    /// The comparisons from the settings, in their order.
    pub comparisons: Shelf<Comparison>,
    benchmark_scales: BenchmarkScales,
    score_sets: ScoreSets,
    price_maps: Vec<PriceMap>,
    filter_options: OptionsOfLists,
    price_sources: Shelf<Place>,
    is_comparable: Shelf<bool>,
    served: Shelf<served::Served>,
    variants: Variants,
    candidates: Candidates,
    price_neighbors: PriceNeighbors,
    namesakes: Namesakes,
    /// How many records of each kind the site lists.
    pub counts: Noted<DirectoryCounts>,
    /// Whether there are enough listed models to draw charts of them.
    pub has_charts: Noted<bool>,
}

/// Computes the directory of a catalog as of a day. `has_providers` says whether the site has a `providers` folder.
pub fn derive(
    catalog: impl Into<Arc<Catalog>>,
    settings: Settings,
    today: Date,
    has_providers: bool,
) -> Directory {
    let catalog = catalog.into();
    let ((variants, order), offers) = rayon::join(
        || rayon::join(|| Variants::new(&catalog), || Order::new(&catalog)),
        || offer::sort_offers(&catalog),
    );
    let is_comparable = offer::comparable_offers(&catalog, &offers);
    let price_sources = offer::price_sources(&catalog, &offers, &is_comparable);
    let mut served = served::served(&catalog, &offers, &is_comparable);
    let comparisons = comparison::comparisons(&catalog, &settings.comparisons);
    let mut directory = Directory {
        catalog,
        settings,
        today,
        order,
        many_providers: has_providers,
        rows: Shelf::new(List::Rows, Vec::new()),
        every_offer: Shelf::new(List::EveryOffer, Vec::new()),
        offers: Shelf::new(List::OffersOfModels, offers),
        facets: Facets::default(),
        deprecations: Shelf::new(List::Deprecations, Vec::new()),
        changes: Shelf::new(List::Changes, Vec::new()),
        comparisons: Shelf::new(List::Comparisons, comparisons),
        benchmark_scales: BenchmarkScales::default(),
        score_sets: ScoreSets::default(),
        price_maps: Vec::new(),
        filter_options: OptionsOfLists::default(),
        price_sources: Shelf::new(List::PriceSources, price_sources),
        served: Shelf::new(List::Served, Vec::new()),
        is_comparable: Shelf::new(List::Comparable, is_comparable),
        variants,
        candidates: Candidates::default(),
        price_neighbors: PriceNeighbors::default(),
        namesakes: Namesakes::default(),
        counts: Noted::new(Total::Counts, DirectoryCounts::default()),
        has_charts: Noted::new(Total::HasCharts, false),
    };
    let (choices, score_sets) = rayon::join(|| choice::choices(&directory), || ScoreSets::new(&directory));
    for (served, choices) in served.iter_mut().zip(choices) {
        served.choices = choices;
    }
    directory.served = Shelf::new(List::Served, served);
    directory.score_sets = score_sets;
    let ((rows, every_offer), (candidates, price_neighbors)) = rayon::join(
        || (row::rows(&directory), row::every_offer(&directory)),
        || (Candidates::new(&directory), PriceNeighbors::new(&directory)),
    );
    directory.rows = Shelf::new(List::Rows, rows);
    directory.every_offer = Shelf::new(List::EveryOffer, every_offer);
    (directory.candidates, directory.price_neighbors) = (candidates, price_neighbors);
    directory.facets = facet::facets(&directory);
    let (filter_options, (benchmark_scales, deprecations, namesakes)) = rayon::join(
        || OptionsOfLists::new(&directory),
        || (BenchmarkScales::new(&directory), deprecation::all(&directory), Namesakes::new(&directory)),
    );
    (directory.filter_options, directory.benchmark_scales) = (filter_options, benchmark_scales);
    directory.deprecations = Shelf::new(List::Deprecations, deprecations);
    directory.namesakes = namesakes;
    directory.counts = Noted::new(Total::Counts, featured::counts(&directory));
    if directory.settings.shows_maps {
        directory.price_maps = price_map::maps(&directory);
    }
    directory.has_charts = Noted::new(Total::HasCharts, !directory.price_maps.is_empty());
    directory
}

/// The fewest models of the map of context windows.
const CHART_MINIMUM: usize = 5;

impl Directory {
    /// The day of the build. A page that reads it is made again every day: see [`Directory::has_begun`].
    pub fn today(&self) -> Date {
        trace::note(|| Note::Total(Total::Today));
        self.today
    }

    /// Whether a day has begun; the first day of a month or year, if that is all that is known.
    pub fn has_begun(&self, day: PartialDate) -> bool {
        trace::note(|| Note::Day(day));
        day.has_begun(self.today)
    }

    /// Whether a day has passed; the last day of a month or year, if that is all that is known.
    pub fn has_happened(&self, day: PartialDate) -> bool {
        trace::note(|| Note::Day(day));
        day.has_happened(self.today)
    }

    /// The record at a place.
    pub fn record(&self, place: Place) -> &Record {
        self.catalog.at(place)
    }

    /// The record whose price is shown for the one at a place.
    ///
    /// It is the record itself if its file has a price or it has no offers. Otherwise it is the first of these that exists:
    /// its `primary_offer`, the offer of the author's own provider, the lowest comparable offer (see
    /// [`Directory::is_comparable_offer`]), the lowest price in dollars above zero of an offer that is not retired, the first offer that says
    /// anything of its price, the record itself.
    pub fn price_source(&self, place: Place) -> Place {
        match place {
            Place::Model(at) => self.price_sources[at],
            Place::Offer(_) => place,
        }
    }

    /// The record whose price is shown for the one at a place; see [`Directory::price_source`].
    pub fn priced_record(&self, place: Place) -> &Record {
        self.catalog.at(self.price_source(place))
    }

    /// A price with the markup of the settings; `None` if the price in the file is what the reader pays.
    pub fn price_with_markup(&self, charge: &Charge) -> Option<Price> {
        add_markup(charge.price, self.markup()?)
    }

    /// What the reader pays: the price in the file, with the markup if the settings have one.
    pub fn price_to_pay(&self, charge: &Charge) -> Price {
        self.paid(charge.price)
    }

    /// What the reader pays for a price of a file.
    pub fn paid(&self, price: Price) -> Price {
        self.markup().and_then(|markup| add_markup(price, markup)).unwrap_or(price)
    }

    fn markup(&self) -> Option<rust_decimal::Decimal> {
        let gateway = self.settings.gateway.as_ref().filter(|_| !self.many_providers);
        gateway.and_then(|gateway| gateway.markup_percent)
    }

    /// Whether lists show a record: it is neither unlisted nor folded into another one.
    pub fn is_listed(&self, place: Place) -> bool {
        !self.record(place).unlisted && self.base(place).is_none()
    }

    /// Whether a record is listed and neither deprecated nor retired.
    fn is_listed_and_active(&self, place: Place) -> bool {
        self.is_listed(place) && !self.record(place).status.is_ending()
    }
}
