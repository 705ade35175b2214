//! What requests cost with one record.

use std::borrow::Cow;

use super::find::title;
use crate::cli::{Cached, CostArgs};
use crate::derive::Directory;
use crate::derive::calculator::{
    Basis, Bill, LARGEST, NoEstimate, NoTariff, Service, ServiceName, UnitRate, Usage, bill, bill_with_cached,
};
use crate::domain::Currency;
use crate::render::CalculatorSubject;
use crate::resolve::Place;

/// The costs with one record, with the parts that add up to them.
pub(super) struct Quote {
    /// The ID of the model, or of the offer with its provider in front.
    pub(super) title: String,
    pub(super) key: String,
    pub(super) name: String,
    /// Whose prices these are, where several providers sell the model.
    pub(super) provider: Option<String>,
    pub(super) currency: Currency,
    /// The service: `standard`, `batch`.
    pub(super) service: String,
    /// What is counted in the place of tokens: one of them and more.
    pub(super) unit: Option<[String; 2]>,
    pub(super) bill: Bill,
    /// The totals of the other services.
    pub(super) others: Vec<(String, Bill)>,
    /// What to know of the prices.
    pub(super) notes: Vec<String>,
}

/// A record with which nothing can be computed.
pub(super) struct NoQuote {
    /// The same as of a quote.
    pub(super) title: String,
    /// Why: "it is free".
    pub(super) why: String,
}

impl Quote {
    pub(super) fn new(directory: &Directory, place: Place, args: &CostArgs) -> Result<Self, NoQuote> {
        let title = title(directory, place);
        let fail = |why: &str| NoQuote { title: title.clone(), why: why.to_owned() };
        let tariff = directory.tariff(place).map_err(|reason| fail(none(reason)))?;
        let subject = CalculatorSubject::new(directory, place).map_err(|reason| fail(none(reason)))?;
        let source = directory.price_source(place);
        let provider = match source {
            Place::Offer(at) => {
                Some(directory.catalog.providers[directory.catalog.offers[at].provider].id.clone())
            }
            Place::Model(_) => None,
        };
        let record = directory.record(place);
        let mut quote = Self {
            title: title.clone(),
            key: record.key.as_str().to_owned(),
            name: record.name.clone(),
            provider,
            currency: tariff.currency,
            service: STANDARD.to_owned(),
            unit: None,
            bill: Bill { total: crate::domain::Amount::ZERO, request: None, lines: Vec::new() },
            others: Vec::new(),
            notes: Vec::new(),
        };
        match &tariff.basis {
            Basis::Tokens(services) => {
                quote.count_tokens(services, &subject, args).map_err(|why| fail(&why))?;
            }
            Basis::Units(units) => quote.count_units(units, &subject, args).map_err(|why| fail(&why))?,
        }
        Ok(quote)
    }

    fn count_tokens(
        &mut self,
        services: &[Service],
        subject: &CalculatorSubject,
        args: &CostArgs,
    ) -> Result<(), String> {
        if args.input.is_none() && args.output.is_none() {
            return Err("its prices are per token: say how many with `--input N` and `--output N`".to_owned());
        }
        let at = choose(services, args)?;
        self.service = name(&services[at].name).into_owned();
        self.bill = compute(&services[at], args).ok_or(TOO_LARGE)?;
        for (other, service) in services.iter().enumerate().filter(|(other, _)| *other != at) {
            let words = subject
                .services
                .get(other)
                .map_or_else(|| name(&service.name).into_owned(), |it| it.name.clone());
            self.others.push((words, compute(service, args).ok_or(TOO_LARGE)?));
        }
        let input = args.input.unwrap_or(0);
        let levels = subject.services.get(at).map(|service| service.levels.as_slice()).unwrap_or_default();
        if let Some(level) = levels.iter().rfind(|level| level.above == 0 || input > level.above) {
            let uncached = level.uncached.clone().filter(|_| args.cached.is_some());
            self.notes.extend([level.note.clone(), uncached].into_iter().flatten());
        }
        let tokens = input + args.output.unwrap_or(0);
        self.notes
            .extend(subject.over.clone().filter(|_| subject.context.is_some_and(|context| tokens > context)));
        Ok(())
    }

    fn count_units(
        &mut self,
        units: &[UnitRate],
        subject: &CalculatorSubject,
        args: &CostArgs,
    ) -> Result<(), String> {
        let named = |at: usize| subject.units.get(at);
        let Some(quantity) = args.quantity else {
            let many = named(0).map_or_else(|| "units".to_owned(), |unit| unit.words[1].clone());
            return Err(format!("its price is not per token: say how many {many} with `--quantity N`"));
        };
        self.bill = units.first().and_then(|unit| unit.bill(quantity)).ok_or(TOO_LARGE)?;
        self.unit = named(0).map(|unit| unit.words.clone());
        if let Some(unit) = named(0) {
            self.service.clone_from(&unit.name);
        }
        for (at, unit) in units.iter().enumerate().skip(1) {
            let words = named(at).map_or_else(String::new, |unit| unit.name.clone());
            self.others.push((words, unit.bill(quantity).ok_or(TOO_LARGE)?));
        }
        Ok(())
    }
}

/// The name of the service with a record's own prices.
const STANDARD: &str = "standard";

const TOO_LARGE: &str = "the numbers are too large for an exact sum";

fn compute(service: &Service, args: &CostArgs) -> Option<Bill> {
    let (input, output) = (args.input.unwrap_or(0), args.output.unwrap_or(0));
    let usage = Usage { requests: args.requests, input, output, cached: 0, quantity: 0 };
    match args.cached {
        Some(Cached::Percent(cached)) => bill(service, &Usage { cached, ..usage }),
        Some(Cached::Tokens(cached)) => bill_with_cached(service, &usage, cached.min(input).min(LARGEST)),
        None => bill(service, &usage),
    }
}

/// The service that is asked for, by the name in the file.
fn choose(services: &[Service], args: &CostArgs) -> Result<usize, String> {
    let wanted = if args.batch { "batch" } else { args.service.as_deref().unwrap_or(STANDARD) };
    let found = services.iter().position(|service| name(&service.name).eq_ignore_ascii_case(wanted));
    found.ok_or_else(|| {
        let names: Vec<String> =
            services.iter().map(|service| format!("`{}`", name(&service.name))).collect();
        format!("no price is listed for `{wanted}`, only for {}", names.join(", "))
    })
}

fn name(name: &ServiceName) -> Cow<'_, str> {
    match name {
        ServiceName::Standard => STANDARD.into(),
        ServiceName::Hours(hours, _) => hours.to_string().into(),
        ServiceName::Tier(name) | ServiceName::Mode(name) => name.into(),
    }
}

/// Why nothing can be computed.
fn none(reason: NoTariff) -> &'static str {
    match reason {
        NoTariff::Retired => "it is retired",
        NoTariff::Price(NoEstimate::Unknown) => "its price is unknown",
        NoTariff::Price(NoEstimate::Free) => "it is free",
        NoTariff::Price(NoEstimate::Included) => "a plan includes it",
        NoTariff::Price(NoEstimate::Varies) => "its price varies from request to request",
        NoTariff::Price(NoEstimate::Zero) => {
            "its price is zero, and nothing says whether it is free or part of a plan"
        }
        NoTariff::Price(NoEstimate::NoWorkload) => "the price of input or output is missing",
    }
}
