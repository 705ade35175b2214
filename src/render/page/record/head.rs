use super::answer::main_price;
use super::faq::Answered;
use super::json_ld;
use super::quickstart::Calling;
use super::subject::RecordPage;
use super::trust::check_date;
use crate::domain::Route;
use crate::render::page::common::{counted, link, listed};
use crate::render::page::record::model::Model;
use crate::render::page::words::{capital, lower};
use crate::render::page::{browse, common};
use crate::render::view::{Link, Page, Section, Twin};
use crate::resolve::Place;
use crate::resolve::cost::PriceState;

/// What every page has, of the record's page.
pub(super) fn page(
    subject: &RecordPage<'_>,
    model: &Model,
    questions: &[Answered],
    calling: Option<&Calling<'_>>,
    image: Option<&str>,
) -> Page {
    let record = subject.record;
    let settings = &subject.directory.settings;
    let mut page = Page {
        title: record.seo_title.clone().unwrap_or_else(|| title(subject)),
        description: record.seo_description.clone().unwrap_or_else(|| description(subject, calling)),
        robots: robots(subject).map(str::to_owned),
        breadcrumbs: breadcrumbs(subject),
        sections: sections(subject, model),

        checked: check_date(subject),
        twins: vec![twin(&record.route)],
        ..common::head(settings, &record.route, record.name.as_str())
    };
    page.json_ld = Some(json_ld::json_ld(subject, &page, questions, image));
    page.canonical = canonical(subject);
    page
}

/// The same record for machines.
fn twin(route: &Route) -> Twin {
    Twin {
        label: "JSON".to_owned(),
        media_type: "application/json".to_owned(),
        url: route.beside("index.json").as_str().to_owned(),
    }
}

/// The name, where it stands, and what the page has: "GPT-4o mini – price, context window and API".
fn title(subject: &RecordPage<'_>) -> String {
    let has_context = subject.record.limit.context.known().is_some();
    let what = if has_context { "price, context window and API" } else { "price and API" };
    format!("{} – {what}", full_name(subject))
}

/// The name with its provider, and with its id where the same name stands twice beside it.
pub(super) fn full_name(subject: &RecordPage<'_>) -> String {
    let record = subject.record;
    let id = if subject.directory.has_namesake(subject.place) {
        format!(" ({})", record.id)
    } else {
        String::new()
    };
    match subject.provider() {
        Some(provider) => format!("{}{id} on {}", record.name, provider.name),
        None => format!("{}{id}", record.name),
    }
}

/// What search results show: the price, then as much of the rest as fits.
fn description(subject: &RecordPage<'_>, calling: Option<&Calling<'_>>) -> String {
    let record = subject.record;
    if let Some(listings) = subject.listings() {
        let providers = counted(listings.providers, "provider", "providers");
        let from = format!("Based on offers from {providers}; the model has no file of its own.");
        return common::description(&[first_sentence(subject), from]);
    }
    let capabilities: Vec<String> =
        record.capabilities.iter().take(3).map(|capability| lower(capability.words().label)).collect();
    let capabilities = (!capabilities.is_empty()).then(|| format!("{}.", capital(&listed(&capabilities))));
    let context = record.limit.context.known().map(|context| match record.limit.output.known() {
        Some(output) => format!("{} context, {} max output.", context.short(), output.short()),
        None => format!("{} context window.", context.short()),
    });
    let cutoff = record.knowledge.map(|day| format!("Knowledge cutoff {day}."));
    let languages = calling.map(Calling::languages).unwrap_or_default();
    let examples = (!languages.is_empty()).then(|| format!("Examples in {}.", listed(&languages)));
    let sentences = [
        Some(first_sentence(subject)),
        context,
        capabilities,
        cutoff,
        examples,
        Some("Specifications, limits, benchmarks and alternatives.".to_owned()),
    ];
    common::description(&sentences.into_iter().flatten().collect::<Vec<_>>())
}

fn first_sentence(subject: &RecordPage<'_>) -> String {
    let name = match (subject.provider(), subject.author()) {
        (Some(provider), _) => format!("{} on {}", subject.record.name, provider.name),
        (None, Some(author)) => format!("{} by {}", subject.record.name, author.name),
        (None, None) => subject.record.name.clone(),
    };
    let cost = &subject.priced_record.cost;
    match &cost.state {
        PriceState::Priced if !cost.is_doubtful_zero() => main_price(subject, &name).plain().to_owned(),
        PriceState::Free => format!("{name} is free of charge."),
        PriceState::Included(Some(plan)) => format!("{name} is included in {plan}."),
        _ => format!("{name}: {}.", subject.record.kind.label().to_lowercase()),
    }
}

/// Records outside of lists, offers where the settings say so, and what nobody but offers says are not for search engines.
fn robots(subject: &RecordPage<'_>) -> Option<&'static str> {
    let is_hidden_offer = subject.provider().is_some() && !subject.directory.settings.index_offers;
    let is_hidden = subject.record.unlisted || is_hidden_offer || subject.listings().is_some();
    is_hidden.then_some("noindex")
}

fn breadcrumbs(subject: &RecordPage<'_>) -> Vec<Link> {
    let organization = subject.directory.catalog.organization(subject.place);
    let top = match subject.place {
        Place::Model(_) => Some(link("Models", &Route::models())),
        Place::Offer(_) => browse::provider_list(subject.directory),
    };
    let owner = (!organization.is_from_ids).then(|| link(&organization.name, &organization.route));
    let here = link(&subject.record.name, &subject.record.route);
    top.into_iter().chain(owner).chain([here]).collect()
}

/// The address that search engines should keep: the model's, for the page of an offer that only repeats it. A page that they should
/// not list has its own, since both together contradict each other.
fn canonical(subject: &RecordPage<'_>) -> Option<String> {
    let is_repetition = subject.is_repetition() && robots(subject).is_none();
    let base = subject.base().filter(|_| is_repetition);
    common::absolute(&subject.directory.settings, &base.unwrap_or(subject.record).route)
}

/// What listings say of a model without a file, and what replaces one that ends; then the sections that the settings name and the page has, in their order.
fn sections(subject: &RecordPage<'_>, model: &Model) -> Vec<Section> {
    let listings = subject.listings().map(|listings| Section {
        id: "listings".to_owned(),
        title: format!("What {} say", counted(listings.providers, "provider", "providers")),
    });
    let succession = model.succession.as_ref().map(|succession| Section {
        id: "succession".to_owned(),
        title: format!("Replace with {}", succession.to.text),
    });
    let named = subject.directory.settings.sections.iter();
    let named =
        named.filter_map(|id| Some(Section { id: id.clone(), title: section_title(subject, model, id)? }));
    listings.into_iter().chain(succession).chain(named).collect()
}

fn section_title(subject: &RecordPage<'_>, model: &Model, id: &str) -> Option<String> {
    let is_offer = subject.provider().is_some();
    let (exists, title) = match id {
        "pricing" => (model.pricing.is_some(), "Pricing"),
        "offers" if is_offer => (model.offers.is_some(), "All providers of this model"),
        "offers" => (model.offers.is_some(), "Providers"),
        "quickstart" => (model.quickstart.is_some(), "Quickstart"),
        "specifications" => (model.specifications.is_some(), "Specifications"),
        "benchmarks" => (model.benchmarks.is_some(), "Benchmarks"),
        "alternatives" if model.succession.is_some() => (model.alternatives.is_some(), "Other replacements"),
        "alternatives" => (model.alternatives.is_some(), "Replace this model"),
        "others" => {
            let organization = subject.directory.catalog.organization(subject.place);
            return model.others.is_some().then(|| format!("Other {} models", organization.name));
        }
        "faq" => (!model.faq.is_empty(), "Frequently asked questions"),
        _ => return None,
    };
    exists.then(|| title.to_owned())
}
