use schemars::JsonSchema;
use serde::Serialize;

use crate::derive::Directory;
use crate::derive::calculator::{
    Basis, Level, NoTariff, Service, ServiceName, TYPICAL, Tariff, UnitRate, Usage,
};
use crate::domain::{Currency, TokenCount, Unit};
use crate::render::page::words::capital;
use crate::resolve::{Place, Record};

/// One record in a calculator, as its script sees it: prices are exact decimals in texts.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CalculatorSubject {
    /// The record's key, where the page compares records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The record's name, where the page compares records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The currency of every price.
    pub currency: String,
    /// The most tokens that a request can have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context: Option<u64>,
    /// The words for a request with more tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub over: Option<String>,
    /// The levels of service with prices per 1M tokens, the standard one first; empty where units are counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<CalculatorService>,
    /// The prices of units; empty where tokens are counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub units: Vec<CalculatorUnit>,
    /// The record's prices as they are typed.
    #[serde(skip)]
    pub(super) tariff: Tariff,
}

/// One level of service.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CalculatorService {
    /// "Standard", "Batch".
    pub name: String,
    /// Whether a level reprices only the tokens above its size.
    pub marginal: bool,
    /// The prices by the size of a request's input.
    pub levels: Vec<CalculatorLevel>,
}

/// Prices per 1M tokens from a size of input on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CalculatorLevel {
    /// The input tokens above which they apply.
    pub above: u64,
    /// The same in short: "200K".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    /// The price of input.
    pub input: String,
    /// The price of output.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
    /// The price of input from the cache.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache: Option<String>,
    /// What to know where the level is reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What to know where a share of the input would come from the cache, which has no price here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncached: Option<String>,
}

/// The price of a unit.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CalculatorUnit {
    /// "1024×1024, standard".
    pub name: String,
    /// One of them and more: "image", "images".
    pub words: [String; 2],
    /// How many the price is for.
    pub per: u64,
    /// The price.
    pub price: String,
}

impl CalculatorSubject {
    /// Makes the subject of the record at a place.
    ///
    /// # Errors
    /// If the record has no prices to calculate with.
    pub fn new(directory: &Directory, place: Place) -> Result<Self, NoTariff> {
        let tariff = directory.tariff(place)?;
        let (record, priced_record) = (directory.record(place), directory.priced_record(place));
        let (mut services, mut units) = (Vec::new(), Vec::new());
        match &tariff.basis {
            Basis::Tokens(found) => services = found.iter().map(|it| service(it, &found[0])).collect(),
            Basis::Units(found) => units = found.iter().map(|rate| unit(rate, priced_record)).collect(),
        }
        let context = record.limit.context.known().filter(|_| !services.is_empty());
        Ok(Self {
            key: None,
            name: None,
            currency: tariff.currency.to_string(),
            context: context.map(|context| context.0),
            over: context.map(|context| over(context, &services)),
            services,
            units,
            tariff,
        })
    }

    /// The same with the name and the key by which a page that compares tells it from others.
    #[must_use]
    pub fn with_name(self, directory: &Directory, place: Place) -> Self {
        let record = directory.record(place);
        let (key, name) = (record.key.as_str().to_owned(), record.name.clone());
        Self { key: Some(key), name: Some(name), ..self }
    }

    /// Whether input from the cache has a price somewhere.
    pub(super) fn has_cache(&self) -> bool {
        self.services.iter().flat_map(|service| &service.levels).any(|level| level.cache.is_some())
    }

    /// Whether output has a price.
    pub(super) fn has_output(&self) -> bool {
        writes(&self.services)
    }

    pub(super) fn currency(&self) -> Currency {
        self.tariff.currency
    }

    /// How many units a month may have.
    pub(super) fn typical_quantity(&self) -> Option<u64> {
        let Basis::Units(units) = &self.tariff.basis else { return None };
        Some(match units.first()?.unit {
            Unit::Image | Unit::VideoSecond | Unit::AudioMinute => 1_000,
            Unit::AudioSecond | Unit::Request | Unit::Search | Unit::Page => 10_000,
            Unit::Character => 1_000_000,
            Unit::GbDay | Unit::Session | Unit::Hour => 100,
        })
    }
}

fn writes(services: &[CalculatorService]) -> bool {
    services.iter().flat_map(|service| &service.levels).any(|level| level.output.is_some())
}

/// What is said where a request has more tokens than fit.
fn over(context: TokenCount, services: &[CalculatorService]) -> String {
    let what = if writes(services) { "Input and output together exceed" } else { "The input exceeds" };
    format!("{what} the {} context window.", context.short())
}

fn service(service: &Service, standard: &Service) -> CalculatorService {
    let mut levels: Vec<CalculatorLevel> =
        service.levels.iter().map(|it| level(it, service, standard)).collect();
    if let (1, Some(size)) = (levels.len(), standard.levels.get(1)) {
        let note = format!(
            "No price above {} input tokens is listed for {}.",
            size.above.short(),
            service_phrase(&service.name)
        );
        levels.push(CalculatorLevel {
            above: size.above.0,
            note: Some(note),
            size: None,
            ..levels[0].clone()
        });
    }
    CalculatorService { name: name(&service.name), marginal: service.is_marginal, levels }
}

fn level(level: &Level, service: &Service, standard: &Service) -> CalculatorLevel {
    let has_cache = standard.levels[0].cache_read.is_some() || service.levels[0].cache_read.is_some();
    let size = (level.above.0 > 0).then(|| level.above.short());
    let note = size
        .as_ref()
        .filter(|_| !service.is_marginal)
        .map(|size| format!("Requests above {size} input tokens are billed entirely at the higher price."));
    let uncached = (has_cache && level.cache_read.is_none()).then(|| {
        let above = |size| format!("requests above {size} input tokens");
        let place = size.as_ref().map_or_else(|| service_phrase(&service.name), above);
        format!("No cached input price is listed for {place}: all input is billed at the input price.")
    });
    CalculatorLevel {
        above: level.above.0,
        size: size.filter(|_| service.is_marginal),
        input: level.input.value(),
        output: level.output.map(crate::domain::money::Price::value),
        cache: level.cache_read.map(crate::domain::money::Price::value),
        note,
        uncached,
    }
}

fn name(name: &ServiceName) -> String {
    match name {
        ServiceName::Standard => "Standard".to_owned(),
        ServiceName::Tier(tier) => capital(tier),
        ServiceName::Hours(hours, is_lower) => {
            let words = if *is_lower { "Off-peak, " } else { "From " };
            format!("{words}{}{}", hours.utc_words(), hours.rest())
        }
        ServiceName::Mode(mode) => format!("{} mode", capital(mode)),
    }
}

/// The name within a sentence.
fn service_phrase(name: &ServiceName) -> String {
    match name {
        ServiceName::Standard => "standard service".to_owned(),
        ServiceName::Tier(tier) => format!("{tier} service"),
        ServiceName::Hours(..) => "these hours".to_owned(),
        ServiceName::Mode(mode) => format!("{mode} mode"),
    }
}

fn unit(rate: &UnitRate, record: &Record) -> CalculatorUnit {
    CalculatorUnit {
        name: record.cost.prices.units[rate.index].title(),
        words: [rate.unit.quantity(1), rate.unit.plural().to_owned()],
        per: rate.per,
        price: rate.price.value(),
    }
}

/// What a month holds at first: small requests for models that read little.
pub(super) fn usage(subjects: &[CalculatorSubject]) -> Usage {
    let smallest = subjects.iter().filter_map(|subject| subject.context).min();
    let (input, output) = if smallest.is_some_and(|context| context < 2_500) {
        (200, 50)
    } else {
        (TYPICAL.input, TYPICAL.output)
    };
    let quantity = subjects.iter().find_map(CalculatorSubject::typical_quantity).unwrap_or(TYPICAL.quantity);
    Usage { input, output, quantity, ..TYPICAL }
}

/// The words beside the number of units: "Images per month".
pub(super) fn quantity_label(subjects: &[CalculatorSubject]) -> String {
    let mut many: Vec<&str> =
        subjects.iter().filter_map(|subject| Some(subject.units.first()?.words[1].as_str())).collect();
    many.dedup();
    match many[..] {
        [many] => format!("{} per month", capital(many)),
        _ => "Units per month".to_owned(),
    }
}

/// "Input", "Cached input above 200K".
pub(super) fn above(label: &str, size: TokenCount) -> String {
    if size.0 == 0 { label.to_owned() } else { format!("{label} above {}", size.short()) }
}
