//! The exact and typed prices of a record.

use std::borrow::Cow;
use std::cmp::Ordering;

use jiff::civil::Date;
use rust_decimal::Decimal;

pub use crate::domain::RateKind;
use crate::domain::text::capital;
use crate::domain::{Currency, Hours, PartialDate, Price, TokenCount, Unit};
use crate::parse::Table;

/// A price and the TOML path that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The price as written in the file.
    pub price: Price,
    /// Its path in the TOML file: `cost.tiers[0].input`.
    pub fact: Cow<'static, str>,
}

/// Prices per 1M tokens, in the order of their kinds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rates(Vec<(RateKind, Charge)>);

impl Rates {
    /// Reads the prices of a table whose TOML path is `path`.
    fn read(table: &Table, path: &str) -> Self {
        let mut rates: Vec<(RateKind, Charge)> = Vec::new();
        for key in table.0.keys() {
            let Some(kind) = RateKind::of_key(key) else { continue };
            let Some(price) = table.number(key).and_then(|price| Price::new(price).ok()) else { continue };
            let fact = if path == "cost" { kind.own_path() } else { format!("{path}.{key}").into() };
            rates.push((kind, Charge { price, fact }));
        }
        rates.sort_by_key(|(kind, _)| *kind);
        Self(rates)
    }

    /// The price of a kind of token.
    pub fn get(&self, kind: RateKind) -> Option<&Charge> {
        self.0.iter().find(|(known, _)| *known == kind).map(|(_, charge)| charge)
    }

    /// The exact price of a kind of token.
    pub fn price(&self, kind: RateKind) -> Option<Price> {
        self.get(kind).map(|charge| charge.price)
    }

    /// The prices that exist, in the order of the price table.
    pub fn iter(&self) -> impl Iterator<Item = (RateKind, &Charge)> {
        self.0.iter().map(|(kind, charge)| (*kind, charge))
    }

    /// Whether at least one price is below its standard price, and none is above it.
    pub fn is_lower_than(&self, standard: &Self) -> bool {
        let pairs = self.iter().filter_map(|(kind, charge)| Some((charge.price, standard.price(kind)?)));
        let orders: Vec<Ordering> = pairs.map(|(price, standard)| price.cmp(&standard)).collect();
        orders.contains(&Ordering::Less) && !orders.contains(&Ordering::Greater)
    }

    /// Whether there are no prices.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Replaces the prices of the kinds that `newer` has.
    fn overlay(&mut self, newer: &Self) {
        self.0.retain(|(kind, _)| newer.get(*kind).is_none());
        self.0.extend(newer.0.iter().cloned());
        self.0.sort_by_key(|(kind, _)| *kind);
    }
}

/// What a file says of its price as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PriceState {
    /// There are prices.
    Priced,
    /// The file says that nothing is charged.
    Free,
    /// A plan includes the model; the name of the plan, if the file gives it.
    Included(Option<String>),
    /// Each request has a price of its own: a router chooses the model.
    Varies,
    /// The file gives no price.
    #[default]
    Unknown,
}

/// The prices of a record, or those of one service tier, region, time window or scheduled change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceList {
    /// Prices per 1M tokens.
    pub rates: Rates,
    /// Prices above context sizes, smallest size first.
    pub tiers: Vec<ContextTier>,
    /// Prices of service tiers.
    pub service_tiers: Vec<ServiceTier>,
    /// Prices that are not per token.
    pub units: Vec<UnitPrice>,
    /// Prices whose unit is free text.
    pub other: Vec<OtherPrice>,
    /// Prices by region, where they differ.
    pub regions: Vec<RegionalPrice>,
}

/// Prices above a context size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextTier {
    /// The tokens above which the tier applies.
    pub above: TokenCount,
    /// The TOML path of the size: `cost.tiers[0].tier.size`.
    pub fact: String,
    /// The prices.
    pub prices: PriceList,
}

/// Prices of a service tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceTier {
    /// The tier as requests name it: `batch`, `priority`.
    pub name: String,
    /// The prices.
    pub prices: PriceList,
}

/// Prices of a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionalPrice {
    /// The region, as the provider names it.
    pub name: String,
    /// The number that every price is multiplied by there, and its TOML path.
    pub factor: Option<(Decimal, String)>,
    /// The prices that the region has of its own.
    pub prices: PriceList,
}

/// A price that is not per token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPrice {
    /// What is counted.
    pub unit: Unit,
    /// How many units the price is for.
    pub per: u64,
    /// The price.
    pub charge: Charge,
    /// What distinguishes this price from others of the same unit.
    pub label: Option<String>,
    /// The size, quality and resolution that select the price.
    pub selectors: Vec<String>,
    /// How many units are free before the price applies.
    pub free: Option<Allowance>,
}

/// A number of units that cost nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The number of free units.
    pub count: u64,
    /// The period after which the count starts again: `day`.
    pub per: Option<String>,
    /// The TOML path of the number.
    pub fact: String,
}

/// A price whose unit is free text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherPrice {
    /// The price.
    pub charge: Charge,
    /// What it is for: `provisioned unit and hour`.
    pub unit: String,
    /// What is charged.
    pub label: Option<String>,
}

/// Prices from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduledPrice {
    /// The first day on which they apply.
    pub from: PartialDate,
    /// The TOML path of the day: `cost.schedule[0].from`.
    pub fact: String,
    /// The new prices; others stay as they were.
    pub prices: PriceList,
}

/// Prices at certain hours of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceWindow {
    /// The hours, and the days on which they begin.
    pub hours: Hours,
    /// The TOML path of the hours: `cost.windows[0].utc`.
    pub fact: String,
    /// The prices.
    pub prices: PriceList,
}

/// What a record costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// The currency of every price here.
    pub currency: Currency,
    /// What the file says of the price as a whole.
    pub state: PriceState,
    /// The prices in force on the build's day.
    pub prices: PriceList,
    /// Whether a tier reprices only the tokens above its size.
    pub tiers_are_marginal: bool,
    /// Scheduled changes that are in force, oldest first; `prices` includes them.
    pub in_force: Vec<ScheduledPrice>,
    /// Scheduled changes in the future, next first.
    pub announced: Vec<ScheduledPrice>,
    /// Prices at certain hours of the day.
    pub windows: Vec<PriceWindow>,
}

impl PriceList {
    /// Reads every price of a table whose TOML path is `path`.
    fn read(table: &Table, path: &str) -> Self {
        let mut tiers = read_entries(table, path, "tiers", |tier, at| {
            let above = TokenCount(tier.integer("tier.size").filter(|_| !tier.is_left_out("tier.type"))?);
            Some(ContextTier { above, fact: format!("{at}.tier.size"), prices: Self::read(tier, at) })
        });
        tiers.sort_by_key(|tier| tier.above);
        Self {
            rates: Rates::read(table, path),
            tiers,
            service_tiers: read_entries(table, path, "service_tiers", |tier, at| {
                Some(ServiceTier { name: tier.string("name")?, prices: Self::read(tier, at) })
            }),
            units: read_entries(table, path, "units", unit_price),
            other: read_entries(table, path, "other", other_price),
            regions: read_entries(table, path, "regions", |region, at| {
                let factor = region.number("factor").map(|factor| (factor, format!("{at}.factor")));
                Some(RegionalPrice { name: region.string("name")?, factor, prices: Self::read(region, at) })
            }),
        }
    }

    /// Whether there are no prices of its own, apart from those of tiers and regions.
    pub fn is_empty(&self) -> bool {
        self.rates.is_empty() && self.units.is_empty() && self.other.is_empty()
    }

    /// Replaces the prices that `newer` has; the rest stays.
    fn overlay(&mut self, newer: &Self) {
        self.rates.overlay(&newer.rates);
        for new in &newer.tiers {
            match self.tiers.iter_mut().find(|old| old.above == new.above) {
                Some(old) => old.prices.overlay(&new.prices),
                None => self.tiers.push(new.clone()),
            }
        }
        self.tiers.sort_by_key(|tier| tier.above);
        for new in &newer.service_tiers {
            match self.service_tiers.iter_mut().find(|old| old.name == new.name) {
                Some(old) => old.prices.overlay(&new.prices),
                None => self.service_tiers.push(new.clone()),
            }
        }
        for new in &newer.units {
            match self.units.iter_mut().find(|old| old.is_same_item(new)) {
                Some(old) => old.clone_from(new),
                None => self.units.push(new.clone()),
            }
        }
        for new in &newer.other {
            match self.other.iter_mut().find(|old| old.is_same_item(new)) {
                Some(old) => old.clone_from(new),
                None => self.other.push(new.clone()),
            }
        }
        for new in &newer.regions {
            match self.regions.iter_mut().find(|old| old.name == new.name) {
                Some(old) => {
                    old.prices.overlay(&new.prices);
                    old.factor = new.factor.clone().or(old.factor.take());
                }
                None => self.regions.push(new.clone()),
            }
        }
    }
}

impl UnitPrice {
    /// What the price is for: what distinguishes it, or otherwise its unit.
    pub fn title(&self) -> String {
        let words: Vec<&str> = self.selectors.iter().chain(&self.label).map(String::as_str).collect();
        if words.is_empty() { self.unit.title().to_owned() } else { capital(&words.join(", ")) }
    }

    /// Whether two prices are for the same thing.
    pub fn is_same_item(&self, other: &Self) -> bool {
        (self.unit, &self.label, &self.selectors) == (other.unit, &other.label, &other.selectors)
    }
}

impl OtherPrice {
    /// What the price is for: its label, or otherwise its unit.
    pub fn title(&self) -> String {
        capital(self.label.as_ref().unwrap_or(&self.unit))
    }

    /// Whether two prices are for the same thing.
    pub fn is_same_item(&self, other: &Self) -> bool {
        (&self.unit, &self.label) == (&other.unit, &other.label)
    }
}

impl Cost {
    /// The cost of a record without prices.
    pub fn unknown(currency: Currency) -> Self {
        Self {
            currency,
            state: PriceState::Unknown,
            prices: PriceList::default(),
            tiers_are_marginal: false,
            in_force: Vec::new(),
            announced: Vec::new(),
            windows: Vec::new(),
        }
    }

    /// Reads `[cost]`, whose TOML path is `path`, as of a day. Without a currency of its own and a default, the cost is
    /// unknown.
    pub(super) fn read(table: &Table, path: &str, default: Option<Currency>, today: Date) -> Self {
        let written = table.text("currency").and_then(|code| code.parse().ok());
        if written.is_none() && (table.is_left_out("currency") || default.is_none()) {
            // Amounts in a currency that could not be read mean nothing.
            return Self::unknown(default.unwrap_or(Currency::USD));
        }
        let mut cost = Self::unknown(written.or(default).unwrap_or(Currency::USD));
        cost.prices = PriceList::read(table, path);
        if table.is_left_out("tiers_apply") {
            cost.prices.tiers.clear();
        }
        for scheduled in schedule(table, path) {
            if scheduled.from.has_begun(today) {
                cost.prices.overlay(&scheduled.prices);
                cost.in_force.push(scheduled);
            } else {
                cost.announced.push(scheduled);
            }
        }
        cost.tiers_are_marginal = table.text("tiers_apply") == Some("marginal");
        cost.windows = read_entries(table, path, "windows", |window, at| {
            // Without the days, it would be the price of every day.
            let utc = window.string("utc").filter(|_| !window.is_left_out("days"))?;
            let hours = Hours::new(utc, &window.texts("days"));
            Some(PriceWindow { hours, fact: format!("{at}.utc"), prices: PriceList::read(window, at) })
        });
        cost.state = match table.text("state") {
            Some("free") => PriceState::Free,
            Some("varies") => PriceState::Varies,
            Some(_) => PriceState::Included(table.string("plan")),
            None if cost.prices.is_empty() => PriceState::Unknown,
            None => PriceState::Priced,
        };
        cost
    }

    /// The same prices where something else says that a zero is meant: free of charge.
    pub(super) fn with_zero_as_free(self) -> Self {
        if self.is_doubtful_zero() { Self { state: PriceState::Free, ..self } } else { self }
    }

    /// Whether every price is zero although the file does not say `free`: it may be free or part of a plan.
    pub fn is_doubtful_zero(&self) -> bool {
        let is_zero = |kind| self.prices.rates.price(kind).is_none_or(Price::is_zero);
        self.state == PriceState::Priced
            && self.prices.units.iter().all(|unit| unit.charge.price.is_zero())
            && self.prices.other.iter().all(|price| price.charge.price.is_zero())
            && is_zero(RateKind::Input)
            && is_zero(RateKind::Output)
    }
}

fn schedule(table: &Table, path: &str) -> Vec<ScheduledPrice> {
    let mut entries = read_entries(table, path, "schedule", |entry, at| {
        Some(ScheduledPrice {
            from: entry.date("from")?,
            fact: format!("{at}.from"),
            prices: PriceList::read(entry, at),
        })
    });
    entries.sort_by_key(|entry| entry.from);
    entries
}

fn unit_price(table: &Table, at: &str) -> Option<UnitPrice> {
    // Without what the price is for, it would be the price of something else.
    if ["per", "label", "size", "quality", "resolution", "free"].iter().any(|key| table.is_left_out(key)) {
        return None;
    }
    let charge =
        Charge { price: Price::new(table.number("price")?).ok()?, fact: format!("{at}.price").into() };
    let selectors = ["size", "quality", "resolution"].iter().filter_map(|key| table.string(key)).collect();
    let free = table.integer("free").filter(|count| *count > 0).map(|count| Allowance {
        count,
        per: table.string("free_per"),
        fact: format!("{at}.free"),
    });
    Some(UnitPrice {
        unit: Unit::read(table.text("unit")?)?,
        per: table.integer("per").unwrap_or(1).max(1),
        charge,
        label: table.string("label"),
        selectors,
        free,
    })
}

fn other_price(table: &Table, at: &str) -> Option<OtherPrice> {
    let price = Price::new(table.number("amount")?).ok()?;
    let charge = Charge { price, fact: format!("{at}.amount").into() };
    Some(OtherPrice { charge, unit: table.string("unit")?, label: table.string("label") })
}

/// Reads the tables of an array; `read` gets each table and its TOML path.
fn read_entries<T>(table: &Table, path: &str, key: &str, read: impl Fn(&Table, &str) -> Option<T>) -> Vec<T> {
    let elements = table.tables(key).enumerate();
    elements.filter_map(|(index, element)| read(element, &format!("{path}.{key}[{index}]"))).collect()
}

/// Adds a markup in percent exactly; `None` on overflow.
pub fn add_markup(price: Price, percent: Decimal) -> Option<Price> {
    let factor = Decimal::ONE_HUNDRED.checked_add(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
    Price::new(price.decimal().checked_mul(factor)?).ok()
}
