//! The page on the data: how much is listed, what the figures mean, where they come from.

use serde::Serialize;

use super::common::{counted, description, link, number};
use super::listing::{counts, words};
use super::{cell, list};
use crate::derive::{Directory, DirectoryCounts};
use crate::domain::{PartialDate, Route};
use crate::render::context::RenderContext;
use crate::render::markdown::MarkdownPlace;
use crate::render::page::common::head;
use crate::render::view::{Cell, Figure, Html, KeyFigure, Page, Phrase, Section};
use crate::resolve::cost::PriceState;

/// The page on the data: what is listed and what the figures mean; templates see it as `about`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct About {
    /// One sentence with the counts.
    pub lead: Phrase,
    /// The publisher's description of the site, rendered.
    pub description: Option<Html>,
    /// How much is listed, in big figures.
    pub facts: Vec<KeyFigure>,
    /// What the reader pays: the price in the file, or that price and a markup; only where the settings say it.
    pub basis: Option<Phrase>,
    /// How often each state of a price occurs.
    pub states: PriceStates,
    /// How many prices name the day on which they were checked, and the first and last of these days.
    pub checked: Option<Phrase>,
    /// The day for which the pages were made: what is deprecated or retired depends on it.
    pub today: Figure,
    /// Whether pages of models link to their files, to put a mistake right.
    pub can_edit: bool,
}

/// The number of rows of the index with each state of a price.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct PriceStates {
    /// With a price.
    pub priced: Figure,
    /// Without charge, as the file says.
    pub free: Figure,
    /// Part of a plan.
    pub included: Figure,
    /// Prices that vary by request; absent where there is none.
    pub varies: Option<Figure>,
    /// Without a price in this directory.
    pub unknown: Figure,
}

/// The page on the data.
pub(super) fn view(directory: &Directory, context: &RenderContext) -> (Page, About) {
    let settings = &directory.settings;
    let place = MarkdownPlace { prefix: "description", root: "../", level: 2 };
    let today = PartialDate::day(directory.today());
    let about = About {
        lead: counts(directory).into(),
        description: settings.description.as_ref().map(|text| context.markdown.block(text, place)),
        facts: facts(directory),
        basis: basis(directory),
        states: states(directory),
        checked: check_dates(directory),
        today: cell::date("computed.today", today),
        can_edit: settings.edit_url.is_some(),
    };
    (page(directory), about)
}

fn page(directory: &Directory) -> Page {
    let settings = &directory.settings;
    let mut page = Page {
        title: "About the data: what prices, limits and dates mean".to_owned(),
        ..head(settings, &Route::about(), "About the data")
    };
    page.description = description(&[
        "What the figures mean: prices per 1M tokens, estimates, limits, dates and scores, where they come from and how to report an error.".to_owned(),
        format!("On {}.", settings.title),
    ]);
    page.sections = SECTIONS
        .iter()
        .map(|(id, title)| Section { id: (*id).to_owned(), title: (*title).to_owned() })
        .collect();
    list::follow(
        &mut page,
        settings,
        vec![link("Models", &Route::models()), link("About the data", &Route::about())],
        None,
    );
    page
}

/// The sections of the template.
const SECTIONS: [(&str, &str); 7] = [
    ("prices", "Prices"),
    ("estimates", "Estimated costs"),
    ("limits", "Limits"),
    ("dates", "Dates and lifecycle"),
    ("scores", "Scores"),
    ("capabilities", "Capabilities"),
    ("mistakes", "Sources and corrections"),
];

fn facts(directory: &Directory) -> Vec<KeyFigure> {
    let DirectoryCounts { models, offers, authors, providers, .. } = *directory.counts;
    let all = [
        ("Models", "computed.models", models),
        ("Authors", "computed.authors", authors),
        ("Providers", "computed.providers", providers),
        ("Offers", "computed.offers", offers),
    ];
    let known = all.into_iter().filter(|(.., count)| *count > 0);
    let fact = |(label, fact, count): (&str, &'static str, usize)| KeyFigure {
        label: label.to_owned(),
        cell: Cell::known(figure(fact, count)),
        note: None,
    };
    known.map(fact).collect()
}

fn figure(fact: &'static str, count: usize) -> Figure {
    Figure::data(fact, count.to_string(), number(count))
}

/// What the reader pays, where the settings say what the prices in the files are.
fn basis(directory: &Directory) -> Option<Phrase> {
    let gateway = directory.settings.gateway.as_ref().filter(|_| !directory.many_providers)?;
    let percent =
        gateway.markup_percent.filter(|percent| !percent.is_zero()).map(|percent| percent.normalize());
    if let Some(percent) = percent {
        let share = Figure::data("gateway.markup_percent", percent.to_string(), format!("{percent}%"));
        let start = format!("{} adds ", gateway.name);
        return Some(
            Phrase::new().text(start).figure(share).text(" to each provider's price. Pages show both."),
        );
    }
    let says = directory.settings.source.text("gateway.cost_basis").is_some();
    says.then(|| format!("Prices include everything {} charges.", gateway.name).into())
}

fn states(directory: &Directory) -> PriceStates {
    let mut counted = [0; 5];
    for row in &directory.rows {
        let cost = &directory.record(row.price_source).cost;
        let state = match &cost.state {
            PriceState::Priced => 0,
            PriceState::Free => 1,
            PriceState::Included(_) => 2,
            PriceState::Varies => 3,
            PriceState::Unknown => 4,
        };
        counted[state] += 1;
    }
    let [priced, free, included, varies, unknown] = counted;
    PriceStates {
        priced: figure("computed.priced", priced),
        free: figure("computed.free", free),
        included: figure("computed.included", included),
        varies: (varies > 0).then(|| figure("computed.varies", varies)),
        unknown: figure("computed.unknown", unknown),
    }
}

/// How many prices were checked, and when.
fn check_dates(directory: &Directory) -> Option<Phrase> {
    let days =
        directory.rows.iter().filter_map(|row| directory.record(row.price_source).sources.cost.checked);
    let days: Vec<PartialDate> = days.collect();
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    let (one, many) = words(directory);
    let of = counted(directory.rows.len(), one, many);
    let phrase = Phrase::new()
        .text("Prices of ")
        .figure(figure("computed.checked", days.len()))
        .text(format!(" of {of} have a check date: "))
        .figure(cell::date("computed.first_checked", *first));
    if first == last {
        return Some(phrase.text("."));
    }
    Some(phrase.text(" to ").figure(cell::date("computed.last_checked", *last)).text("."))
}
