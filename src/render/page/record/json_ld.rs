use serde_json::{Map, Value, json};

use super::faq::Answered;
use super::subject::Subject;
use crate::render::page::cell;
use crate::render::page::common::{breadcrumb_list, structured_data};
use crate::render::view::{Html, Page};
use crate::resolve::cost::{Charge, PriceState};

/// What the page says, for machines: breadcrumbs, the page, the model with its prices, and the questions that show.
/// Whole addresses stand in it only where the site has a base URL.
pub(super) fn json_ld(subject: &Subject<'_>, page: &Page, questions: &[Answered]) -> Option<Html> {
    let settings = &subject.directory.settings;
    let crumbs = breadcrumb_list(settings, &page.breadcrumbs);
    let faq = page.sections.iter().any(|section| section.id == "faq") && settings.faq_markup;
    let faq = faq.then(|| faq_page(questions));
    let things = [crumbs, Some(web_page(page)), Some(application(subject, page)), faq];
    structured_data(things.into_iter().flatten())
}

fn web_page(page: &Page) -> Value {
    let mut thing = typed("WebPage");
    thing.insert("name".into(), page.title.as_str().into());
    thing.insert("description".into(), page.description.as_str().into());
    if let Some(checked) = &page.checked {
        thing.insert("dateModified".into(), checked.value.as_str().into());
    }
    if let Some(address) = &page.canonical {
        thing.insert("@id".into(), address.as_str().into());
        thing.insert("url".into(), address.as_str().into());
        thing.insert("mainEntity".into(), json!({ "@id": format!("{address}#model") }));
    }
    thing.into()
}

fn application(subject: &Subject<'_>, page: &Page) -> Value {
    let record = subject.record;
    let mut thing = typed("SoftwareApplication");
    if let Some(address) = &page.canonical {
        thing.insert("@id".into(), format!("{address}#model").into());
    }
    thing.insert("name".into(), record.name.as_str().into());
    thing.insert("identifier".into(), record.id.as_str().into());
    thing.insert("applicationCategory".into(), "DeveloperApplication".into());
    thing.insert("operatingSystem".into(), "Any (HTTP API)".into());
    if let Some(author) = subject.author() {
        thing.insert("author".into(), organization(&author.name));
    }
    if let Some(released) = record.release_date {
        thing.insert("datePublished".into(), released.iso().into());
    }
    if let Some(offer) = offer(subject, page) {
        thing.insert("offers".into(), offer);
    }
    thing.into()
}

/// The price that stands for the record; nothing where there is none, or it is part of a plan.
fn offer(subject: &Subject<'_>, page: &Page) -> Option<Value> {
    let cost = &subject.speaker.cost;
    let mut thing = typed("Offer");
    if let Some(address) = &page.canonical {
        thing.insert("url".into(), address.as_str().into());
    }
    if let Some(seller) = subject.provider().or_else(|| subject.seller()) {
        thing.insert("seller".into(), organization(&seller.name));
    }
    thing.insert("priceCurrency".into(), cost.currency.code().into());
    match cost.state {
        PriceState::Free => {
            thing.insert("price".into(), "0".into());
        }
        PriceState::Priced if !cost.is_doubtful_zero() => {
            thing.insert("priceSpecification".into(), prices(subject).into());
        }
        PriceState::Priced | PriceState::Included(_) | PriceState::Unknown => return None,
    }
    Some(thing.into())
}

fn prices(subject: &Subject<'_>) -> Vec<Value> {
    let cost = &subject.speaker.cost;
    let price = |name: String, charge: &Charge, quantity: u64, unit: &str| {
        let (price, _) = cell::paid(charge, &|charge| subject.charged(charge));
        let decimals = price.decimal().scale().max(2) as usize;
        json!({
            "@type": "UnitPriceSpecification",
            "name": name,
            "price": format!("{:.decimals$}", price.decimal()),
            "priceCurrency": cost.currency.code(),
            "referenceQuantity": {
                "@type": "QuantitativeValue",
                "value": quantity.to_string(),
                "unitText": unit,
            },
        })
    };
    let rates =
        cost.rates.iter().map(|(kind, charge)| price(kind.label().into(), charge, 1_000_000, "tokens"));
    let units = cost.units.iter().map(|unit| {
        let words = unit.unit.counted(1);
        let label = unit.label.clone().unwrap_or_else(|| super::words::capital(&words));
        price(label, &unit.charge, unit.per, &words)
    });
    rates.chain(units).collect()
}

fn faq_page(questions: &[Answered]) -> Value {
    let entity = |entry: &Answered| {
        json!({
            "@type": "Question",
            "name": entry.question,
            "acceptedAnswer": { "@type": "Answer", "text": entry.plain },
        })
    };
    json!({ "@type": "FAQPage", "mainEntity": questions.iter().map(entity).collect::<Vec<_>>() })
}

fn organization(name: &str) -> Value {
    json!({ "@type": "Organization", "name": name })
}

fn typed(name: &str) -> Map<String, Value> {
    let mut thing = Map::new();
    thing.insert("@type".into(), name.into());
    thing
}
