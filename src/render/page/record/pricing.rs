use serde::Serialize;

use super::price_table::groups;
use super::subject::RecordPage;
use super::{estimates, trust};
use crate::domain::Currency;
use crate::render::markdown::plain;
use crate::render::page::calculator;
use crate::render::page::calculator::Calculator;
use crate::render::page::common::counted;
use crate::render::page::record::estimates::Estimates;
use crate::render::page::record::price_table::PriceGroup;
use crate::render::page::record::trust::Trust;
use crate::render::view::{CellState, Figure, Phrase};
use crate::resolve::cost::{Cost, PriceState};
use crate::resolve::settings::Gateway;

/// The section on prices; `component/pricing.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Pricing {
    /// The key of the record that the prices are of, for `data-record`; absent where it is the page's own.
    pub record: Option<String>,
    /// The state of the price as a whole: `known` (priced), `free`, `included`, `unknown` or `not_applicable`.
    pub state: CellState,
    /// The heading of the table: "Price per 1M tokens", or "Prices" where units differ.
    pub heading: String,
    /// What is to be said where figures do not say it: "No price in this directory."
    pub statement: Option<Phrase>,
    /// The rows, in groups. The first group has no title; further ones are tiers, service tiers, announced changes and off-peak windows.
    pub groups: Vec<PriceGroup>,
    /// Whether rows have different units, so that each names its own.
    pub mixed_units: bool,
    /// Whether any row has a remark.
    pub has_notes: bool,
    /// How many columns the table has.
    pub columns: u32,
    /// List price and charged price, where the publisher adds a markup.
    pub markup: Option<Markup>,
    /// Remarks below the table: what the tiers apply to, that there is no markup.
    pub notes: Vec<Phrase>,
    /// The source of the prices.
    pub trust: Trust,
    /// What typical workloads would cost.
    pub estimates: Estimates,
    /// What the reader's own use would cost; absent where there is no price to calculate with.
    pub calculator: Option<Calculator>,
}

/// How the charged price follows from the list price.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Markup {
    /// The heading of the column with charged prices: "You pay".
    pub charged_label: String,
    /// The heading of the column with list prices: "List price".
    pub list_label: String,
    /// The sentence: "Requesty adds 5% to the provider's list price."
    pub sentence: Phrase,
}

/// Every price that exists, in groups, with what it means and where it comes from.
pub(super) fn pricing(subject: &RecordPage<'_>) -> Pricing {
    let groups = groups(subject);
    let unit = common_unit(&groups);
    let has_notes = groups.iter().flat_map(|group| &group.rows).any(|row| row.note.is_some());
    let mixed_units = unit.is_none() && !groups.is_empty();
    let markup = markup(subject).filter(|_| has_two_prices(&groups));
    Pricing {
        record: subject.foreign_key(),
        state: state(&subject.priced_record.cost),
        heading: unit.map_or_else(|| "Prices".to_owned(), |unit| format!("Price {unit}")),
        statement: statement(subject),
        columns: 2 + [markup.is_some(), mixed_units, has_notes].map(u32::from).iter().sum::<u32>(),
        mixed_units,
        has_notes,
        markup,
        notes: notes(subject, &groups),
        trust: trust::trust(subject),
        estimates: estimates::estimates(subject),
        calculator: calculator::calculator(subject.directory, &[subject.place], false),
        groups,
    }
}

/// The unit that all rows share.
fn common_unit(groups: &[PriceGroup]) -> Option<&str> {
    let mut units = groups.iter().flat_map(|group| &group.rows).map(|row| row.unit.as_str());
    let first = units.next()?;
    units.all(|unit| unit == first).then_some(first)
}

fn has_two_prices(groups: &[PriceGroup]) -> bool {
    groups.iter().flat_map(|group| &group.rows).any(|row| row.list_price.is_some())
}

fn state(cost: &Cost) -> CellState {
    match cost.state {
        PriceState::Priced => CellState::Known,
        PriceState::Free => CellState::Free,
        PriceState::Included(_) => CellState::Included,
        PriceState::Varies => CellState::Varies,
        PriceState::Unknown => CellState::Unknown,
    }
}

/// What figures do not say, and whose prices these are.
fn statement(subject: &RecordPage<'_>) -> Option<Phrase> {
    let cost = &subject.priced_record.cost;
    let words = match &cost.state {
        PriceState::Unknown => Some(unknown(subject).into()),
        PriceState::Free => {
            let free = Figure::data("cost.state", "free", "Free");
            Some(Phrase::new().figure(free).text(". The provider charges nothing for this model."))
        }
        PriceState::Included(plan) => Some(inclusion(plan.as_deref())),
        PriceState::Varies => {
            let varies = Figure::data("cost.state", "varies", "Varies");
            Some(
                Phrase::new()
                    .figure(varies)
                    .text(" by request: you pay the price of the model that answers."),
            )
        }
        PriceState::Priced if cost.is_doubtful_zero() => {
            Some("Listed at $0. The source does not say whether it is free or part of a plan.".into())
        }
        PriceState::Priced => None,
    };
    let Some(seller) = subject.price_provider() else { return words };
    let providers = subject.served().map_or(0, |served| served.providers.len());
    let whose = match providers {
        0 | 1 => format!("{}'s price.", seller.name),
        many => format!("{}'s price, one of {}.", seller.name, counted(many, "provider", "providers")),
    };
    Some(match words {
        None => whose.into(),
        Some(words) => words.text(format!(" {whose}")),
    })
}

fn unknown(subject: &RecordPage<'_>) -> &'static str {
    let is_compared = subject.provider().is_none() && !subject.offers().is_empty();
    if is_compared { "Prices vary by provider." } else { "No price in this directory." }
}

fn inclusion(plan: Option<&str>) -> Phrase {
    let figure = match plan {
        Some(plan) => Figure::data("cost.plan", plan, format!("Included in {plan}")),
        None => Figure::data("cost.state", "included", "Included in a plan"),
    };
    Phrase::new().figure(figure).text(". Requests have no price of their own.")
}

/// The gateway whose settings say what its prices are made of.
fn gateway<'a>(subject: &RecordPage<'a>) -> Option<&'a Gateway> {
    let directory = subject.directory;
    directory.settings.gateway.as_ref().filter(|_| !directory.many_providers)
}

fn markup(subject: &RecordPage<'_>) -> Option<Markup> {
    let gateway = gateway(subject)?;
    let percent = gateway.markup_percent?.normalize();
    let figure = Figure::data("gateway.markup_percent", percent.to_string(), format!("{percent}%"));
    let figure = figure.of("site");
    Some(Markup {
        charged_label: "You pay".to_owned(),
        list_label: "List price".to_owned(),
        sentence: Phrase::new()
            .text(format!("{} adds ", gateway.name))
            .figure(figure)
            .text(" to the provider's list price."),
    })
}

fn notes(subject: &RecordPage<'_>, groups: &[PriceGroup]) -> Vec<Phrase> {
    let cost = &subject.priced_record.cost;
    let tiers = (!cost.prices.tiers.is_empty()).then(|| tiers(cost));
    let currency = (cost.currency != Currency::USD && !groups.is_empty())
        .then(|| format!("Prices in {}, not converted.", cost.currency));
    let gateway = gateway(subject).filter(|_| !groups.is_empty());
    let basis = gateway.and_then(|gateway| basis(subject, gateway));
    let fees = gateway.and_then(|gateway| gateway.fees.as_deref()).map(plain);
    let retired = calculator::absent(subject.directory, subject.place).map(str::to_owned);
    let retired = retired.filter(|_| !groups.is_empty());
    let notes = [tiers.map(str::to_owned), currency, basis, fees, retired];
    notes.into_iter().flatten().map(Into::into).collect()
}

fn tiers(cost: &Cost) -> &'static str {
    if cost.tiers_are_marginal {
        "Only the tokens above the limit are billed at the higher price."
    } else {
        "If a prompt is longer than the limit, the whole request is billed at the higher price."
    }
}

/// That nothing is added, where the settings say so.
fn basis(subject: &RecordPage<'_>, gateway: &Gateway) -> Option<String> {
    let settings = &subject.directory.settings;
    let is_charged = settings.source.text("gateway.cost_basis") == Some("charged");
    let adds_nothing = gateway.markup_percent.is_some_and(|percent| percent.is_zero());
    if is_charged {
        return Some(format!("{} adds no markup.", gateway.name));
    }
    adds_nothing.then(|| format!("{} adds no markup to the provider's list price.", gateway.name))
}

#[cfg(test)]
mod tests {
    use crate::bless::assert_snapshot;
    use std::fmt::Write as _;

    use super::*;
    use crate::derive::Directory;
    use crate::render::page::fixture::{directory, shown};
    use crate::resolve::Place;

    fn lines(directory: &Directory, place: Place) -> String {
        let pricing = pricing(&RecordPage::new(directory, place));
        let mut lines = format!("{:?}: {}\n", pricing.state, pricing.heading);
        for line in pricing.statement.iter().chain(pricing.markup.as_ref().map(|markup| &markup.sentence)) {
            writeln!(lines, "> {}", line.plain()).unwrap();
        }
        for group in &pricing.groups {
            if let Some(title) = &group.title {
                writeln!(lines, "-- {}", title.plain()).unwrap();
            }
            for row in &group.rows {
                let list = row.list_price.as_ref().map(|cell| format!(" (list {})", shown(cell)));
                let note = row.note.as_ref().map(|note| format!(" | {}", note.plain()));
                let (list, note) = (list.unwrap_or_default(), note.unwrap_or_default());
                writeln!(lines, "{} | {}{list} | {}{note}", row.label, shown(&row.price), row.unit).unwrap();
            }
        }
        for note in &pricing.notes {
            writeln!(lines, "* {}", note.plain()).unwrap();
        }
        lines
    }

    fn model(settings: &str, text: &str) -> String {
        let text = format!("name = \"M\"\n{text}");
        lines(&directory(&[("site.toml", settings), ("models/lab/m.toml", &text)]), Place::Model(0))
    }

    #[test]
    fn the_model_that_inspired_the_project() {
        let text = include_str!("../../../../models/openai/gpt-4o-mini.toml");
        let directory = directory(&[("models/openai/gpt-4o-mini.toml", text)]);
        assert_snapshot(
            lines(&directory, Place::Model(0)),
            snapbox::file!["snapshots/pricing-the_model_that_inspired_the_project.txt"],
        );
    }

    #[test]
    fn every_kind_of_price_is_a_row() {
        let cost = r#"
[modalities]
input = ["text", "image", "audio"]
[cost]
input = 1.25
output = 10
reasoning = 12
cache_read = 0.31
cache_write = 1.5625
cache_write_1h = 2.5
input_audio = 1.25
tiers_apply = "marginal"
[[cost.tiers]]
tier = { size = 200_000 }
input = 2.5
output = 15
[[cost.service_tiers]]
name = "batch"
input = 0.625
output = 5
[[cost.service_tiers]]
name = "priority"
input = 2.25
[[cost.units]]
unit = "search"
per = 1000
price = 35
[[cost.schedule]]
from = 2026-12-01
input = 1
output = 10
[[cost.windows]]
utc = "16:30-00:30"
input = 0.5
[experimental.modes.fast]
cost = { input = 5, output = 40, tiers = [{ tier = { size = 100_000 }, input = 10 }] }
"#;
        assert_snapshot(
            model("", cost),
            snapbox::file!["snapshots/pricing-every_kind_of_price_is_a_row.txt"],
        );
    }

    #[test]
    fn the_states_of_a_price_have_their_own_words() {
        assert_snapshot(
            model("", ""),
            snapbox::str![[r#"
Unknown: Prices
> No price in this directory.
"#]],
        );
        assert_snapshot(
            model("", "[cost]\nstate = \"free\""),
            snapbox::str![[r#"
Free: Prices
> Free. The provider charges nothing for this model.
"#]],
        );
        assert_snapshot(
            model("", "[cost]\nstate = \"included\"\nplan = \"Pro\""),
            snapbox::str![[r#"
Included: Prices
> Included in Pro. Requests have no price of their own.
"#]],
        );
        assert_snapshot(
            model("", "[cost]\ninput = 0\noutput = 0"),
            snapbox::str![[r#"
Known: Price per 1M tokens
> Listed at $0. The source does not say whether it is free or part of a plan.
Input | $0.00 cost.input=0 | per 1M tokens
Output | $0.00 cost.output=0 | per 1M tokens | Same as input
"#]],
        );
    }

    #[test]
    fn units_set_the_heading_apart() {
        let units = "type = \"video\"\n[[cost.units]]\nunit = \"video_second\"\nprice = 0.05\nresolution = \"480p\"\n";
        assert_snapshot(
            model("", units),
            snapbox::str![[r#"
Known: Price per second of video
480p | $0.05 cost.units[0].price=0.05 | per second of video
"#]],
        );
        let mixed = format!(
            "{units}[[cost.units]]\nunit = \"image\"\nprice = 0.002\nlabel = \"picture given as input\""
        );
        assert_snapshot(
            model("", &mixed),
            snapbox::str![[r#"
Known: Prices
480p | $0.05 cost.units[0].price=0.05 | per second of video
Picture given as input | $0.002 cost.units[1].price=0.002 | per image
"#]],
        );
    }

    #[test]
    fn a_mark_up_shows_both_prices() {
        let gateway = "[gateway]\nname = \"Gate\"\ncost_basis = \"upstream\"\nmarkup_percent = 5\nfees = \"Paying by card costs *more*.\"";
        assert_snapshot(
            model(gateway, "[cost]\ninput = 2\noutput = 4"),
            snapbox::str![[r#"
Known: Price per 1M tokens
> Gate adds 5% to the provider's list price.
Input | $2.10 computed.charged.input=2.1 (list $2.00 cost.input=2) | per 1M tokens
Output | $4.20 computed.charged.output=4.2 (list $4.00 cost.output=4) | per 1M tokens | 2× input
* Paying by card costs more.
"#]],
        );
    }

    #[test]
    fn no_mark_up_is_said_only_where_the_settings_say_it() {
        let price = "[cost]\ninput = 2";
        let charged = model("[gateway]\nname = \"Gate\"\ncost_basis = \"charged\"", price);
        assert!(charged.contains("* Gate adds no markup."), "{charged}");
        assert!(!model("[gateway]\nname = \"Gate\"", price).contains("Gate"));
        let none = model("[gateway]\nname = \"Gate\"\ncost_basis = \"upstream\"\nmarkup_percent = 0", price);
        assert!(none.contains("Input | $2.00 cost.input=2 | per 1M tokens"), "{none}");
        assert!(none.contains("Gate adds no markup"), "{none}");
    }

    #[test]
    fn the_price_of_an_offer_names_its_provider() {
        let directory = directory(&[
            ("models/lab/m.toml", "name = \"M\""),
            ("providers/a/provider.toml", "name = \"Acme\""),
            (
                "providers/a/models/m.toml",
                "base_model = \"lab/m\"\n[cost]\ncurrency = \"EUR\"\ninput = 1\noutput = 2",
            ),
            ("providers/b/provider.toml", "name = \"Best\""),
            ("providers/b/models/m.toml", "base_model = \"lab/m\"\n[cost]\ninput = 2\noutput = 2"),
        ]);
        assert_snapshot(
            lines(&directory, Place::Model(0)),
            snapbox::str![[r#"
Known: Price per 1M tokens
> Best's price, one of 2 providers.
Input | $2.00 cost.input=2 | per 1M tokens
Output | $2.00 cost.output=2 | per 1M tokens | Same as input
"#]],
        );
        assert_eq!(
            pricing(&RecordPage::new(&directory, Place::Model(0))).record.as_deref(),
            Some("providers/b/models/m")
        );
        let euros = lines(&directory, Place::Offer(0));
        assert!(euros.contains("* Prices in EUR, not converted."), "{euros}");
    }
}
