//! What a record costs, as typed and exact prices.

use std::borrow::Cow;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::domain::{Currency, PartialDate, Price, TokenCount, Unit};
use crate::parse::Table;

/// A kind of token that has a price, per 1M tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RateKind {
    /// Input tokens.
    Input,
    /// Output tokens.
    Output,
    /// Reasoning tokens.
    Reasoning,
    /// Input read from the cache.
    CacheRead,
    /// Input written to the cache.
    CacheWrite,
    /// Input written to the cache for an hour.
    CacheWrite1h,
    /// Audio input.
    InputAudio,
    /// Audio output.
    OutputAudio,
    /// Image input.
    ImageInput,
    /// Image output.
    ImageOutput,
}

impl RateKind {
    /// Every kind with its key in files and its label on pages, in the order of the price table.
    pub const ALL: [(Self, &'static str, &'static str); 10] = [
        (Self::Input, "input", "Input"),
        (Self::Output, "output", "Output"),
        (Self::Reasoning, "reasoning", "Reasoning"),
        (Self::CacheRead, "cache_read", "Cache read"),
        (Self::CacheWrite, "cache_write", "Cache write"),
        (Self::CacheWrite1h, "cache_write_1h", "Cache write, 1 hour"),
        (Self::InputAudio, "input_audio", "Audio input"),
        (Self::OutputAudio, "output_audio", "Audio output"),
        (Self::ImageInput, "image_input", "Image input"),
        (Self::ImageOutput, "image_output", "Image output"),
    ];

    /// The key in files.
    pub fn key(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The label on pages.
    pub fn label(self) -> &'static str {
        Self::ALL[self as usize].2
    }

    /// The fact name of a record's own price: `cost.input`.
    pub fn own_fact(self) -> &'static str {
        match self {
            Self::Input => "cost.input",
            Self::Output => "cost.output",
            Self::Reasoning => "cost.reasoning",
            Self::CacheRead => "cost.cache_read",
            Self::CacheWrite => "cost.cache_write",
            Self::CacheWrite1h => "cost.cache_write_1h",
            Self::InputAudio => "cost.input_audio",
            Self::OutputAudio => "cost.output_audio",
            Self::ImageInput => "cost.image_input",
            Self::ImageOutput => "cost.image_output",
        }
    }
}

/// A price and the TOML path that it was read from: `cost.tiers[0].input`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The price as written in the file.
    pub price: Price,
    /// Its fact name.
    pub fact: Cow<'static, str>,
}

/// Prices per 1M tokens, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rates([Option<Charge>; RateKind::ALL.len()]);

impl Rates {
    /// Reads the prices of a table whose TOML path is `path`.
    pub(super) fn read(table: &Table, path: &str) -> Self {
        let charge = |(kind, key, _): (RateKind, &'static str, &'static str)| {
            let price = Price::new(table.number(key)?).ok()?;
            let fact = if path == "cost" { kind.own_fact().into() } else { format!("{path}.{key}").into() };
            Some(Charge { price, fact })
        };
        Self(RateKind::ALL.map(charge))
    }

    /// The price of a kind of token.
    pub fn get(&self, kind: RateKind) -> Option<&Charge> {
        self.0[kind as usize].as_ref()
    }

    /// The exact price of a kind of token.
    pub fn price(&self, kind: RateKind) -> Option<Price> {
        self.get(kind).map(|charge| charge.price)
    }

    /// The prices that exist, in the order of the price table.
    pub fn iter(&self) -> impl Iterator<Item = (RateKind, &Charge)> {
        RateKind::ALL.iter().filter_map(|(kind, ..)| Some((*kind, self.get(*kind)?)))
    }

    /// Whether no price is above its standard, and one is below.
    pub fn is_lower_than(&self, standard: &Self) -> bool {
        let pairs = || self.iter().filter_map(|(kind, charge)| Some((charge.price, standard.price(kind)?)));
        pairs().all(|(price, base)| price <= base) && pairs().any(|(price, base)| price < base)
    }

    /// Whether there is no price.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// These prices, with those of `newer` in place of the ones it has.
    fn overlaid(&self, newer: &Self) -> Self {
        let mut rates = self.clone();
        for (slot, charge) in rates.0.iter_mut().zip(&newer.0) {
            if charge.is_some() {
                slot.clone_from(charge);
            }
        }
        rates
    }
}

/// What a file says of its price as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PriceState {
    /// There are prices.
    Priced,
    /// The file says that nothing is charged.
    Free,
    /// A plan includes the model; its name, where the file gives it.
    Included(Option<String>),
    /// The file gives no price.
    #[default]
    Unknown,
}

/// Prices above a size of context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContextTier {
    /// The tokens above which the tier applies.
    pub above: TokenCount,
    /// The fact name of the size: `cost.tiers[0].tier.size`.
    pub fact: String,
    /// The prices.
    pub rates: Rates,
}

/// Prices of another level of service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceTier {
    /// `batch`, `flex`, `priority` or `fast`.
    pub name: String,
    /// The prices.
    pub rates: Rates,
}

/// A price that is not per token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPrice {
    /// What is counted.
    pub unit: Unit,
    /// How many of them the price is for.
    pub per: u64,
    /// The price.
    pub charge: Charge,
    /// What sets this price apart.
    pub label: Option<String>,
    /// The size, quality and resolution that select the price.
    pub selectors: Vec<String>,
}

/// Prices from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScheduledPrice {
    /// The first day.
    pub from: PartialDate,
    /// The fact name of the day: `cost.schedule[0].from`.
    pub fact: String,
    /// The prices.
    pub rates: Rates,
}

/// Prices at some hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceWindow {
    /// The hours in UTC: `16:30-00:30`.
    pub utc: String,
    /// The fact name of the hours.
    pub fact: String,
    /// The prices.
    pub rates: Rates,
}

/// What a record costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// The currency of every price here.
    pub currency: Currency,
    /// What the file says of the price as a whole.
    pub state: PriceState,
    /// The prices in force on the build's day, at the lowest context tier.
    pub rates: Rates,
    /// Prices above sizes of context, smallest first.
    pub tiers: Vec<ContextTier>,
    /// Whether a tier reprices only the tokens above its size.
    pub tiers_are_marginal: bool,
    /// Prices of other levels of service.
    pub service_tiers: Vec<ServiceTier>,
    /// Prices that are not per token.
    pub units: Vec<UnitPrice>,
    /// Announced changes that are still to come, next first.
    pub announced: Vec<ScheduledPrice>,
    /// Prices at some hours.
    pub windows: Vec<PriceWindow>,
}

impl Cost {
    /// The cost of a record that says nothing of it.
    pub fn unknown(currency: Currency) -> Self {
        Self {
            currency,
            state: PriceState::Unknown,
            rates: Rates::default(),
            tiers: Vec::new(),
            tiers_are_marginal: false,
            service_tiers: Vec::new(),
            units: Vec::new(),
            announced: Vec::new(),
            windows: Vec::new(),
        }
    }

    /// Reads `[cost]`, whose TOML path is `path`, as of a day.
    pub(super) fn read(table: &Table, path: &str, default: Currency, today: Date) -> Self {
        let mut cost =
            Self::unknown(table.text("currency").and_then(|code| code.parse().ok()).unwrap_or(default));
        cost.rates = Rates::read(table, path);
        for scheduled in schedule(table, path) {
            if scheduled.from.first_day() <= today {
                cost.rates = cost.rates.overlaid(&scheduled.rates);
            } else {
                cost.announced.push(scheduled);
            }
        }
        cost.tiers = indexed(table, path, "tiers", |tier, at| {
            let above = TokenCount(tier.integer("tier.size")?);
            Some(ContextTier { above, fact: format!("{at}.tier.size"), rates: Rates::read(tier, at) })
        });
        cost.tiers.sort_by_key(|tier| tier.above);
        cost.tiers_are_marginal = table.text("tiers_apply") == Some("marginal");
        cost.service_tiers = indexed(table, path, "service_tiers", |tier, at| {
            Some(ServiceTier { name: tier.string("name")?, rates: Rates::read(tier, at) })
        });
        cost.units = indexed(table, path, "units", unit_price);
        cost.windows = indexed(table, path, "windows", |window, at| {
            let utc = window.string("utc")?;
            Some(PriceWindow { utc, fact: format!("{at}.utc"), rates: Rates::read(window, at) })
        });
        cost.state = match table.text("state") {
            Some("free") => PriceState::Free,
            Some(_) => PriceState::Included(table.string("plan")),
            None if cost.rates.is_empty() && cost.units.is_empty() => PriceState::Unknown,
            None => PriceState::Priced,
        };
        cost
    }

    /// Whether input and output cost nothing though the file does not say free: free or included, nobody knows.
    pub fn is_doubtful_zero(&self) -> bool {
        let is_zero = |kind| self.rates.price(kind).is_none_or(Price::is_zero);
        self.state == PriceState::Priced
            && self.units.iter().all(|unit| unit.charge.price.is_zero())
            && is_zero(RateKind::Input)
            && is_zero(RateKind::Output)
    }
}

fn schedule(table: &Table, path: &str) -> Vec<ScheduledPrice> {
    let mut entries = indexed(table, path, "schedule", |entry, at| {
        Some(ScheduledPrice {
            from: entry.date("from")?,
            fact: format!("{at}.from"),
            rates: Rates::read(entry, at),
        })
    });
    entries.sort_by_key(|entry| entry.from);
    entries
}

fn unit_price(table: &Table, at: &str) -> Option<UnitPrice> {
    let charge =
        Charge { price: Price::new(table.number("price")?).ok()?, fact: format!("{at}.price").into() };
    let selectors = ["size", "quality", "resolution"].iter().filter_map(|key| table.string(key)).collect();
    Some(UnitPrice {
        unit: Unit::read(table.text("unit")?)?,
        per: table.integer("per").unwrap_or(1).max(1),
        charge,
        label: table.string("label"),
        selectors,
    })
}

/// Reads the tables of an array, telling each its TOML path.
pub(super) fn indexed<T>(
    table: &Table,
    path: &str,
    key: &str,
    read: impl Fn(&Table, &str) -> Option<T>,
) -> Vec<T> {
    let elements = table.tables(key).enumerate();
    elements.filter_map(|(index, element)| read(element, &format!("{path}.{key}[{index}]"))).collect()
}

/// A price after a mark-up in percent; exact.
pub fn marked_up(price: Price, percent: Decimal) -> Option<Price> {
    let factor = Decimal::ONE_HUNDRED.checked_add(percent)?.checked_div(Decimal::ONE_HUNDRED)?;
    Price::new(price.decimal().checked_mul(factor)?).ok()
}
