use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;

use super::faq::Answered;
use super::subject::RecordPage;
use crate::domain::{Currency, PartialDate};
use crate::render::page::cell;
use crate::render::page::common::{self, breadcrumb_list};
use crate::render::page::words::capital;
use crate::render::view::{Html, Page};
use crate::resolve::cost::{Charge, PriceState};

/// What the page says, for machines: breadcrumbs, the page, the model with its prices, and the questions that show.
/// Whole addresses stand in it only where the site has a base URL.
pub(super) fn json_ld(
    subject: &RecordPage<'_>,
    page: &Page,
    questions: &[Answered],
    image: Option<&str>,
) -> Html {
    let settings = &subject.directory.settings;
    let crumbs = breadcrumb_list(settings, &page.breadcrumbs).map(Thing::Breadcrumbs);
    let shows_faq = page.sections.iter().any(|section| section.id == "faq");
    let faq = (shows_faq && settings.faq_markup).then(|| Thing::FaqPage(faq_page(questions)));
    let things = [
        crumbs,
        Some(Thing::WebPage(web_page(page, image))),
        Some(Thing::Application(application(subject, page))),
        faq,
    ];
    common::json_ld(&things.into_iter().flatten().collect::<Vec<_>>())
}

#[derive(Serialize)]
#[serde(untagged)]
enum Thing<'a> {
    Breadcrumbs(Value),
    WebPage(WebPage<'a>),
    Application(Application<'a>),
    FaqPage(FaqPage<'a>),
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct WebPage<'a> {
    name: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<&'a str>,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity: Option<Reference>,
}

#[derive(Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

fn web_page<'a>(page: &'a Page, image: Option<&'a str>) -> WebPage<'a> {
    let address = page.canonical.as_deref();
    WebPage {
        name: &page.title,
        description: &page.description,
        date_modified: page.checked.as_ref().map(|checked| checked.value.as_str()),
        id: address,
        url: address,
        image,
        main_entity: model_id(page).map(|id| Reference { id }),
    }
}

/// The address by which the model is named within the page.
fn model_id(page: &Page) -> Option<String> {
    page.canonical.as_ref().map(|address| format!("{address}#model"))
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "SoftwareApplication", rename_all = "camelCase")]
struct Application<'a> {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    name: &'a str,
    identifier: &'a str,
    #[serde(rename = "applicationCategory")]
    category: &'static str,
    operating_system: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Organization<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offers: Option<Offer<'a>>,
}

fn application<'a>(subject: &RecordPage<'a>, page: &'a Page) -> Application<'a> {
    let record = subject.record;
    // What only listings say of a model nobody has confirmed.
    let is_confirmed = subject.listings().is_none();
    let author = subject.author().filter(|_| is_confirmed);
    let released = record.release_date.filter(|_| is_confirmed);
    Application {
        id: model_id(page),
        name: &record.name,
        identifier: &record.id,
        category: "DeveloperApplication",
        operating_system: "Any (HTTP API)",
        author: author.map(|author| Organization { name: &author.name }),
        date_published: released.map(PartialDate::iso),
        offers: offer(subject, page),
    }
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Organization<'a> {
    name: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct Offer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seller: Option<Organization<'a>>,
    price_currency: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    price_specification: Vec<UnitPrice<'a>>,
}

/// The price that stands for the record; nothing where there is none, or it is part of a plan.
fn offer<'a>(subject: &RecordPage<'a>, page: &'a Page) -> Option<Offer<'a>> {
    let cost = &subject.priced_record.cost;
    let (price, price_specification) = match cost.state {
        PriceState::Free => (Some("0"), Vec::new()),
        PriceState::Priced if !cost.is_doubtful_zero() => (None, prices(subject)),
        _ => return None,
    };
    let seller = subject.provider().or_else(|| subject.price_provider());
    Some(Offer {
        url: page.canonical.as_deref(),
        seller: seller.map(|organization| Organization { name: &organization.name }),
        price_currency: cost.currency.code(),
        price,
        price_specification,
    })
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "UnitPriceSpecification", rename_all = "camelCase")]
struct UnitPrice<'a> {
    name: Cow<'a, str>,
    price: String,
    price_currency: &'a str,
    reference_quantity: Quantity,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "QuantitativeValue", rename_all = "camelCase")]
struct Quantity {
    value: Cow<'static, str>,
    unit_text: Cow<'static, str>,
}

fn prices<'a>(subject: &RecordPage<'a>) -> Vec<UnitPrice<'a>> {
    let cost = &subject.priced_record.cost;
    let rates = cost.prices.rates.iter().map(|(kind, charge)| {
        let quantity = Quantity { value: "1000000".into(), unit_text: "tokens".into() };
        unit_price(subject, kind.label(), charge, &cost.currency, quantity)
    });
    let units = cost.prices.units.iter().map(|unit| {
        let words = unit.unit.quantity(1);
        let name = unit.label.as_deref().map_or_else(|| capital(&words).into(), Cow::Borrowed);
        let quantity = Quantity { value: unit.per.to_string().into(), unit_text: words.into() };
        unit_price(subject, name, &unit.charge, &cost.currency, quantity)
    });
    rates.chain(units).collect()
}

/// A price with the digits that the page shows.
fn unit_price<'a>(
    subject: &RecordPage<'_>,
    name: Cow<'a, str>,
    charge: &Charge,
    currency: &'a Currency,
    reference_quantity: Quantity,
) -> UnitPrice<'a> {
    let (price, _) = cell::paid(charge, &|charge| subject.charged(charge));
    let decimals = price.decimal().scale().max(2) as usize;
    let price = format!("{:.decimals$}", price.decimal());
    UnitPrice { name, price, price_currency: currency.code(), reference_quantity }
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "FAQPage", rename_all = "camelCase")]
struct FaqPage<'a> {
    main_entity: Vec<Question<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct Question<'a> {
    name: &'a str,
    accepted_answer: Answer<'a>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct Answer<'a> {
    text: &'a str,
}

fn faq_page(questions: &[Answered]) -> FaqPage<'_> {
    FaqPage { main_entity: questions.iter().map(with_question).collect() }
}

fn with_question(entry: &Answered) -> Question<'_> {
    Question { name: &entry.question, accepted_answer: Answer { text: &entry.plain } }
}
