//! Lists every price of a record with its item and the conditions under which it applies. Price tables, comparisons, data
//! files, changes and lints all use this list.

use rust_decimal::Decimal;

use crate::domain::{Currency, Hours, PartialDate, RateKind, TokenCount};
use crate::resolve::Record;
use crate::resolve::cost::{Charge, Cost, OtherPrice, PriceList, UnitPrice};

/// The conditions under which a price applies. None is set for a record's base price.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Conditions<'a> {
    /// A mode of the model, as its file names it.
    pub mode: Option<&'a str>,
    /// A service tier, as requests name it.
    pub service: Option<&'a str>,
    /// A region, as the provider names it.
    pub region: Option<&'a str>,
    /// The first day of a scheduled price, and the path of that day in the file.
    pub from: Option<(PartialDate, &'a str)>,
    /// Hours in UTC, and the path of these hours in the file.
    pub window: Option<(&'a Hours, &'a str)>,
    /// The context size above which the price applies, and the path of that size in the file.
    pub above: Option<(TokenCount, &'a str)>,
}

/// The prices that apply under the same conditions.
#[derive(Clone, Copy, Debug)]
pub struct Section<'a> {
    /// The conditions under which the price applies.
    pub at: Conditions<'a>,
    /// The cost that they are a part of.
    pub cost: &'a Cost,
    /// The prices; nested tiers and regions are sections of their own.
    pub prices: &'a PriceList,
    /// The prices that these differ from: the lowest tier, the standard service, today's price.
    pub base: Option<&'a PriceList>,
    /// The number that every base price is multiplied by, and its path in the file.
    pub factor: Option<(Decimal, &'a str)>,
}

/// What is charged.
#[derive(Clone, Copy, Debug)]
pub enum Item<'a> {
    /// 1M tokens of a kind.
    Rate(RateKind),
    /// A unit such as an image.
    Unit(&'a UnitPrice),
    /// A unit in free text.
    Other(&'a OtherPrice),
}

/// One price.
#[derive(Clone, Copy, Debug)]
pub struct PricePoint<'a> {
    /// What is charged.
    pub item: Item<'a>,
    /// The conditions under which the price applies.
    pub at: Conditions<'a>,
    /// The price and its path in the file.
    pub charge: &'a Charge,
    /// The currency of the price.
    pub currency: Currency,
}

/// Every section of a record's prices in the order of the price table: its own, those of its scheduled changes and hours,
/// then those of its modes.
pub fn price_sections(record: &Record) -> Vec<Section<'_>> {
    let mut sections = Vec::new();
    cost_sections(&record.cost, Conditions::default(), &mut sections);
    for mode in &record.modes {
        let at = Conditions { mode: Some(&mode.name), ..Conditions::default() };
        cost_sections(&mode.cost, at, &mut sections);
    }
    sections
}

/// Every price of a record, in the same order.
pub fn price_points(record: &Record) -> impl Iterator<Item = PricePoint<'_>> {
    price_sections(record).into_iter().flat_map(Section::points)
}

fn cost_sections<'a>(cost: &'a Cost, at: Conditions<'a>, sections: &mut Vec<Section<'a>>) {
    let mut add = |at, prices, base| add_sections(cost, at, (prices, None), base, sections);
    add(at, &cost.prices, None);
    for entry in &cost.announced {
        let at = Conditions { from: Some((entry.from, &entry.fact)), ..at };
        add(at, &entry.prices, Some(&cost.prices));
    }
    for window in &cost.windows {
        let at = Conditions { window: Some((&window.hours, &window.fact)), ..at };
        add(at, &window.prices, Some(&cost.prices));
    }
}

/// A number that multiplies prices, and its path in the file.
type Factor<'a> = Option<(Decimal, &'a str)>;

fn add_sections<'a>(
    cost: &'a Cost,
    at: Conditions<'a>,
    (prices, factor): (&'a PriceList, Factor<'a>),
    base: Option<&'a PriceList>,
    sections: &mut Vec<Section<'a>>,
) {
    if !prices.is_empty() || factor.is_some() {
        sections.push(Section { at, cost, prices, base, factor });
    }
    for tier in &prices.tiers {
        let at = Conditions { above: Some((tier.above, &tier.fact)), ..at };
        add_sections(cost, at, (&tier.prices, None), Some(prices), sections);
    }
    for tier in &prices.service_tiers {
        let at = Conditions { service: Some(&tier.name), ..at };
        add_sections(cost, at, (&tier.prices, None), Some(prices), sections);
    }
    for region in &prices.regions {
        let at = Conditions { region: Some(&region.name), ..at };
        let factor = region.factor.as_ref().map(|(factor, fact)| (*factor, fact.as_str()));
        add_sections(cost, at, (&region.prices, factor), Some(prices), sections);
    }
}

impl<'a> Section<'a> {
    /// The prices of the section.
    pub fn points(self) -> impl Iterator<Item = PricePoint<'a>> {
        let prices = self.prices;
        let rates = prices.rates.iter().map(|(kind, charge)| (Item::Rate(kind), charge));
        let units = prices.units.iter().map(|unit| (Item::Unit(unit), &unit.charge));
        let other = prices.other.iter().map(|other| (Item::Other(other), &other.charge));
        let (at, currency) = (self.at, self.cost.currency);
        rates.chain(units).chain(other).map(move |(item, charge)| PricePoint { item, at, charge, currency })
    }
}

impl Conditions<'_> {
    /// Whether this is a record's base price.
    pub fn is_base(&self) -> bool {
        *self == Self::default()
    }

    /// The path of the table that the prices are in, with the identity of entries instead of their positions:
    /// `cost.service_tiers[batch].tiers[200000]`.
    pub fn id(&self) -> String {
        let mut id = match self.mode {
            Some(mode) => format!("experimental.modes.{mode}.cost"),
            None => "cost".to_owned(),
        };
        let parts = [
            ("schedule", self.from.map(|(day, _)| day.iso())),
            ("windows", self.window.map(|(hours, _)| hours.to_string())),
            ("service_tiers", self.service.map(str::to_owned)),
            ("regions", self.region.map(str::to_owned)),
            ("tiers", self.above.map(|(size, _)| size.0.to_string())),
        ];
        for (key, identity) in parts {
            if let Some(identity) = identity {
                id.extend([".", key, "[", &identity, "]"]);
            }
        }
        id
    }

    /// The text after the label of a price: ", batch above 200K tokens".
    pub fn words(&self) -> String {
        let parts = [
            self.mode.map(|mode| format!(", {mode} mode")),
            self.service.map(|service| format!(", {service}")),
            self.region.map(|region| format!(", {region}")),
            self.window.map(|(hours, _)| format!(", {}{}", hours.utc_words(), hours.rest())),
            self.above.map(|(size, _)| format!(" above {} tokens", size.short())),
            self.from.map(|(day, _)| format!(" {} {day}", day.from())),
        ];
        parts.into_iter().flatten().collect()
    }
}

impl PricePoint<'_> {
    /// The identity of the price, which is the same in every file: `cost.tiers[200000].input`.
    pub fn id(&self) -> String {
        let at = self.at.id();
        match self.item {
            Item::Rate(kind) => format!("{at}.{}", kind.key()),
            Item::Unit(unit) => {
                let words = unit.label.iter().chain(&unit.selectors).map(|word| format!(", {word}"));
                format!("{at}.units[{}{}]", unit.unit.word(), words.collect::<String>())
            }
            Item::Other(other) => {
                let label = other.label.as_ref().map_or_else(String::new, |label| format!(", {label}"));
                format!("{at}.other[{}{label}]", other.unit)
            }
        }
    }

    /// The item and the conditions: "Input, batch above 200K tokens".
    pub fn label(&self) -> String {
        let words = self.at.words();
        match self.item {
            Item::Rate(kind) => format!("{}{words}", kind.label()),
            Item::Unit(unit) => format!("{}{words}", unit.title()),
            Item::Other(other) => format!("{}{words}", other.title()),
        }
    }

    /// What the price is for: "per 1M tokens", "per 1,000 searches".
    pub fn unit(&self) -> String {
        match self.item {
            Item::Rate(_) => PER_TOKENS.to_owned(),
            Item::Unit(unit) => format!("per {}", unit.unit.quantity(unit.per)),
            Item::Other(other) => format!("per {}", other.unit),
        }
    }
}

/// The unit of prices of tokens.
pub const PER_TOKENS: &str = "per 1M tokens";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;
    use crate::derive::fixture::Site;

    #[test]
    fn every_price_has_an_identity() {
        let directory = Site::new()
            .model(
                "lab/m",
                "[cost]\ninput = 1\ncache_write_12h = 2\n\
             [[cost.tiers]]\ntier.size = 200_000\ninput = 2\n\
             [[cost.service_tiers]]\nname = \"ultrafast\"\ninput = 9\nreasoning = 8\n\
             [[cost.service_tiers.tiers]]\ntier.size = 200_000\ninput = 7\n\
             [[cost.units]]\nunit = \"search\"\nper = 1000\nprice = 14\nfree = 1500\nfree_per = \"day\"\n\
             [[cost.other]]\namount = 21\nunit = \"provisioned unit and hour\"\n\
             [[cost.regions]]\nname = \"eu\"\nfactor = 1.1\n\
             [[cost.schedule]]\nfrom = 2030-01-01\ninput = 3\n\
             [[cost.schedule.units]]\nunit = \"search\"\nper = 1000\nprice = 10\n\
             [[cost.windows]]\nutc = \"16:30-00:30\"\ncache_read = 0.5\n\
             [[cost.windows]]\nutc = \"00:00-24:00\"\ndays = [\"sun\", \"sat\"]\ncache_read = 0.4\n\
             [experimental.modes.fast.cost]\ninput = 6\n",
            )
            .derive();
        let lines: Vec<String> = price_points(directory.record(directory.find("models/lab/m")))
            .map(|point| {
                format!(
                    "{} = {} | {} | {}",
                    point.id(),
                    point.charge.price.value(),
                    point.label(),
                    point.unit()
                )
            })
            .collect();
        assert_snapshot(
            lines.join("\n"),
            snapbox::str![[r#"
cost.input = 1 | Input | per 1M tokens
cost.cache_write_12h = 2 | Cache write, 12 hours | per 1M tokens
cost.units[search] = 14 | Search | per 1,000 searches
cost.other[provisioned unit and hour] = 21 | Provisioned unit and hour | per provisioned unit and hour
cost.tiers[200000].input = 2 | Input above 200K tokens | per 1M tokens
cost.service_tiers[ultrafast].input = 9 | Input, ultrafast | per 1M tokens
cost.service_tiers[ultrafast].reasoning = 8 | Reasoning, ultrafast | per 1M tokens
cost.service_tiers[ultrafast].tiers[200000].input = 7 | Input, ultrafast above 200K tokens | per 1M tokens
cost.schedule[2030-01-01].input = 3 | Input from Jan 1, 2030 | per 1M tokens
cost.schedule[2030-01-01].units[search] = 10 | Search from Jan 1, 2030 | per 1,000 searches
cost.windows[16:30-00:30].cache_read = 0.5 | Cached input, 16:30 to 00:30 UTC | per 1M tokens
cost.windows[00:00-24:00 sat,sun].cache_read = 0.4 | Cached input, 00:00 to 24:00 UTC, Sat and Sun | per 1M tokens
experimental.modes.fast.cost.input = 6 | Input, fast mode | per 1M tokens
"#]],
        );
    }
}
