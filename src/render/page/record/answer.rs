use std::collections::HashSet;

use super::quickstart::Calling;
use super::subject::RecordPage;
use crate::derive::Topic;
use crate::derive::price::cache_saving;
use crate::domain::{Capability, Modality, ModelType, PartialDate, Status, TokenCount};
use crate::fact::statement;
use crate::render::page::cell;
use crate::render::page::common::{counted, listed};
use crate::render::page::words::{count, percent};
use crate::render::view::{Figure, Phrase};
use crate::resolve::Place;
use crate::resolve::cost::{Charge, PriceState, RateKind, Rates, UnitPrice};

/// The answer to a question, made of the same typed values as the tables.
pub(super) fn answer(subject: &RecordPage<'_>, calling: Option<&Calling<'_>>, topic: Topic) -> Phrase {
    match topic {
        Topic::Cost => cost(subject),
        Topic::FreeOfCharge => free_of_charge(subject),
        Topic::ContextWindow => context_window(subject),
        Topic::Abilities => abilities(subject),
        Topic::HowToCall => how_to_call(subject, calling),
        Topic::Offers => offers(subject),
        Topic::PromptCaching => prompt_caching(subject),
        Topic::KnowledgeCutoff => knowledge(subject),
        Topic::Retirement => retirement(subject),
        Topic::License => license(subject),
        Topic::DataPolicy => data_policy(subject),
    }
}

/// The figure of what the record says of a fact, in words of the sentence; `None` if it says nothing.
fn figure_of(subject: &RecordPage<'_>, path: &str, words: impl Into<String>) -> Option<Figure> {
    let statement = statement(subject.record, path)?;
    let figure = cell::attribute(subject.directory, subject.place, cell::of_statement(&statement).figure?);
    Some(Figure { text: words.into(), title: None, ..figure })
}

/// A price that stands for the record, as a figure that names another record where it is of one.
fn price(subject: &RecordPage<'_>, charge: &Charge) -> Figure {
    let cell = cell::price(&subject.priced_record.cost, charge, &|charge| subject.charged(charge));
    let figure = cell.figure.unwrap_or_default();
    Figure { record: subject.foreign_key(), ..figure }
}

/// What the model costs, in the sentence that page, search results and structured data share.
pub(super) fn main_price(subject: &RecordPage<'_>, name: &str) -> Phrase {
    let cost = &subject.priced_record.cost;
    let start = Phrase::new().text(format!("{name} costs "));
    let per = |kind: RateKind, words: &str| {
        let charge = cost.prices.rates.get(kind)?;
        Some((price(subject, charge), format!(" per 1M {words} tokens")))
    };
    let first = per(RateKind::Input, "input");
    let last = per(RateKind::Output, "output")
        .or_else(|| per(RateKind::ImageOutput, "image output"))
        .or_else(|| per(RateKind::OutputAudio, "audio output"));
    let words = match (first, last, cost.prices.rates.iter().next()) {
        (Some((input, per_input)), Some((output, per_output)), _) => {
            start.figure(input).text(per_input).text(" and ").figure(output).text(per_output)
        }
        (Some((figure, per)), None, _) | (None, Some((figure, per)), _) => start.figure(figure).text(per),
        (None, None, Some((kind, charge))) => {
            let words = format!(" per 1M tokens of {}", kind.label().to_lowercase());
            start.figure(price(subject, charge)).text(words)
        }
        (None, None, None) => units(subject, start, &cost.prices.units),
    };
    match subject.price_provider() {
        Some(seller) => words.text(format!(" at {}.", seller.name)),
        None => words.text("."),
    }
}

fn cost(subject: &RecordPage<'_>) -> Phrase {
    let cost = &subject.priced_record.cost;
    let name = &subject.record.name;
    let mut words = match subject.provider() {
        Some(provider) => main_price(subject, &format!("{name} on {}", provider.name)),
        None => main_price(subject, name),
    };
    // A saving has a question of its own.
    if let (Some(charge), None) = (cost.prices.rates.get(RateKind::CacheRead), cache_saving(cost)) {
        words = words.text(" Cached input costs ").figure(price(subject, charge)).text(" per 1M tokens.");
    }
    if let Some(tier) = cost.prices.tiers.first() {
        words = above(subject, words, tier.above, &tier.fact, &tier.prices.rates);
    }
    if !cost.prices.rates.is_empty() && !cost.prices.units.is_empty() {
        words = units(subject, words.text(" It also costs "), &cost.prices.units).text(".");
    }
    words
}

fn above(subject: &RecordPage<'_>, words: Phrase, size: TokenCount, fact: &str, rates: &Rates) -> Phrase {
    let (Some(input), Some(output)) = (rates.get(RateKind::Input), rates.get(RateKind::Output)) else {
        return words;
    };
    let figure = Figure::data(fact.to_owned(), size.0.to_string(), size.short());
    let figure = Figure { record: subject.foreign_key(), ..figure };
    let words = words.text(" Prompts above ").figure(figure).text(" tokens cost ");
    let words = words.figure(price(subject, input)).text(" (input) and ");
    words.figure(price(subject, output)).text(" (output).")
}

/// "$0.04 per image (standard), $0.08 per image (HD)"; three at most.
fn units(subject: &RecordPage<'_>, start: Phrase, units: &[UnitPrice]) -> Phrase {
    const SHOWN: usize = 3;
    let shown = units.iter().take(SHOWN).enumerate();
    let words = shown.fold(start, |words, (at, unit)| {
        let comma = if at == 0 { "" } else { ", " };
        let own: Vec<&str> = unit.selectors.iter().chain(&unit.label).map(String::as_str).collect();
        let own = if own.is_empty() { String::new() } else { format!(" ({})", own.join(", ")) };
        let unit_words = format!(" per {}{own}", unit.unit.quantity(unit.per));
        words.text(comma).figure(price(subject, &unit.charge)).text(unit_words)
    });
    if units.len() > SHOWN { words.text(", and more") } else { words }
}

fn saving(subject: &RecordPage<'_>) -> Figure {
    let exact = cache_saving(&subject.priced_record.cost).unwrap_or_default();
    let figure = Figure::data("computed.cache_saving", exact.to_string(), percent(exact));
    Figure { record: subject.foreign_key(), ..figure }
}

fn free_of_charge(subject: &RecordPage<'_>) -> Phrase {
    let at = subject.price_provider().map(|seller| format!(" at {}", seller.name)).unwrap_or_default();
    let of = |figure: Figure| Figure { record: subject.foreign_key(), ..figure };
    match &subject.priced_record.cost.state {
        PriceState::Included(Some(plan)) => Phrase::new()
            .text(format!("It is included{at} in "))
            .figure(of(Figure::data("cost.plan", plan.as_str(), plan.as_str())))
            .text(" and has no price of its own."),
        PriceState::Included(None) => {
            format!("It is included in a plan{at} and has no price of its own.").into()
        }
        _ => Phrase::new()
            .text("It is ")
            .figure(of(Figure::data("cost.state", "free", "free")))
            .text(format!("{at}. The provider charges nothing for it.")),
    }
}

fn context_window(subject: &RecordPage<'_>) -> Phrase {
    let limit = &subject.record.limit;
    let tokens = |path, number: TokenCount| figure_of(subject, path, number.number());
    let Some((context, figure)) =
        limit.context.known().and_then(|context| Some((context, tokens("limit.context", context)?)))
    else {
        return Phrase::new();
    };
    let shared = if subject.record.kind.is_conversation() { ", shared by input and output" } else { "" };
    let mut words = Phrase::new().figure(figure).text(format!(" tokens{shared}."));
    let input = limit.input.known().filter(|input| *input < context);
    if let Some((input, figure)) = input.and_then(|input| Some((input, tokens("limit.input", input)?))) {
        words = words.text(" The input can be up to ").figure(figure).text(long(input));
    }
    let output = limit.output.known().filter(|_| subject.record.kind.is_conversation());
    if let Some((output, figure)) = output.and_then(|output| Some((output, tokens("limit.output", output)?)))
    {
        words = words.text(" One response can be up to ").figure(figure).text(long(output));
    }
    let english = context.words();
    words
        .text(format!(" As a rule of thumb, {} are about ", context.exact()))
        .figure(Figure::data("computed.words", english.to_string(), count(english)))
        .text(" English words.")
}

fn long(tokens: TokenCount) -> String {
    format!(" {} long.", tokens.unit())
}

fn abilities(subject: &RecordPage<'_>) -> Phrase {
    let record = subject.record;
    let supports: Vec<&str> =
        record.capabilities.iter().map(|capability| capability.words().phrase).collect();
    let supports: Vec<&str> = supports.into_iter().filter(|phrase| !phrase.is_empty()).collect();
    let supports = (!supports.is_empty()).then(|| format!("It supports {}.", listed(&supports)));
    let weights = record.capabilities.has(Capability::OpenWeights);
    let weights = weights.then(|| "You can download its weights.".to_owned());
    let sentences: Vec<String> =
        [reads_and_writes(subject), supports, weights].into_iter().flatten().collect();
    sentences.join(" ").into()
}

fn reads_and_writes(subject: &RecordPage<'_>) -> Option<String> {
    let words = |list: &Option<Vec<Modality>>| {
        let words: Vec<&str> = list.as_ref()?.iter().map(|modality| modality.plural()).collect();
        (!words.is_empty()).then(|| listed(&words))
    };
    let record = subject.record;
    let input = words(&record.input);
    match record.kind {
        ModelType::Embedding => return input.map(|input| format!("It turns {input} into vectors.")),
        ModelType::Rerank => return Some("It ranks documents by how well they answer a query.".to_owned()),
        ModelType::Speech => return input.map(|input| format!("It turns {input} into speech.")),
        ModelType::Transcription => return input.map(|input| format!("It turns {input} into text.")),
        ModelType::Evaluation => return input.map(|input| format!("It scores {input}.")),
        ModelType::Moderation => {
            return input.map(|input| format!("It detects harmful content in {input}."));
        }
        _ => {}
    }
    match (input, words(&record.output)) {
        (Some(input), Some(output)) => Some(format!("It takes {input} as input and returns {output}.")),
        (Some(input), None) => Some(format!("It takes {input} as input.")),
        (None, Some(output)) => Some(format!("It returns {output}.")),
        (None, None) => None,
    }
}

/// Base URL, environment variable and model id, then the languages of the examples that exist.
fn how_to_call(subject: &RecordPage<'_>, calling: Option<&Calling<'_>>) -> Phrase {
    let Some(calling) = calling else { return Phrase::new() };
    let Some(lead) = calling.lead() else { return calling.by_hand(Phrase::new()) };
    let languages = calling.languages();
    if languages.is_empty() || !subject.wants("quickstart") {
        return lead;
    }
    lead.text(format!(" The quickstart has examples in {}.", listed(&languages)))
}

/// Who offers the model, and at which price of input: by the offers whose file or id names it, each provider once.
fn offers(subject: &RecordPage<'_>) -> Phrase {
    const NAMED: usize = 5;
    let Place::Model(model) = subject.place else { return Phrase::new() };
    let names = providers(subject, subject.directory.firm_offers(model));
    let number = names.len();
    let figure = Figure::data("computed.providers", number.to_string(), count(number as u64));
    let words = Phrase::new().figure(figure);
    let shown = shorten(&names, NAMED);
    let all = subject.served().map_or(0, |served| served.providers.len());
    let words = match all - number {
        0 => words.text(format!(" providers: {shown}.")),
        1 => words.text(format!(
            " providers list this model: {shown}. 1 more offer was matched by ID and is not confirmed by its provider."
        )),
        more => words.text(format!(
            " providers list this model: {shown}. {} more offers were matched by ID and are not confirmed by their providers.",
            count(more as u64)
        )),
    };
    lowest_input(subject, model, words)
}

/// The names of the providers of some offers, in their order.
fn providers<'a>(subject: &RecordPage<'a>, offers: impl IntoIterator<Item = usize>) -> Vec<&'a str> {
    let catalog = &subject.directory.catalog;
    let mut known = HashSet::new();
    let new = offers.into_iter().filter(|at| known.insert(catalog.offers[*at].provider));
    new.map(|at| catalog.organization(Place::Offer(at)).name.as_str()).collect()
}

/// The first few of some names, and how many more there are.
fn shorten(names: &[&str], most: usize) -> String {
    let mut shown: Vec<String> = names.iter().take(most).map(|name| (*name).to_owned()).collect();
    if names.len() > most {
        shown.push(format!("{} more", names.len() - most));
    }
    listed(&shown)
}

/// The lowest price of input, and who asks it; providers that tie are counted.
fn lowest_input(subject: &RecordPage<'_>, model: usize, words: Phrase) -> Phrase {
    const NAMED: usize = 3;
    let directory = subject.directory;
    let same = directory.firm_offers(model).filter(|at| directory.is_comparable_offer(*at));
    let Some((place, charge)) = directory.lowest(RateKind::Input, same.map(Place::Offer)) else {
        return words;
    };
    let record = directory.record(place);
    let figure = cell::price(&record.cost, charge, &|_| None).figure.unwrap_or_default();
    let figure = figure.of(record.key.as_str());
    let ties = directory.firm_offers(model).filter(|at| {
        let other = directory.real_rate(Place::Offer(*at), RateKind::Input);
        let other = other.filter(|_| directory.is_comparable_offer(*at));
        other.is_some_and(|other| other.price == charge.price)
    });
    let names = providers(subject, ties);
    if names.len() > NAMED {
        let words = words.text(format!(" {} providers charge the lowest input price, ", names.len()));
        return words.figure(figure).text(" per 1M tokens.");
    }
    let words = words.text(" The lowest input price is ").figure(figure);
    words.text(format!(" per 1M tokens, at {}.", listed(&names)))
}

fn prompt_caching(subject: &RecordPage<'_>) -> Phrase {
    let rates = &subject.priced_record.cost.prices.rates;
    let (Some(read), Some(input)) = (rates.get(RateKind::CacheRead), rates.get(RateKind::Input)) else {
        return Phrase::new();
    };
    let at = subject.price_provider().map(|seller| format!(" at {}", seller.name)).unwrap_or_default();
    let words = Phrase::new().text("Cached input costs ");
    let words = words.figure(price(subject, read)).text(" instead of ").figure(price(subject, input));
    words.text(format!(" per 1M tokens{at}, ")).figure(saving(subject)).text(" less.")
}

fn knowledge(subject: &RecordPage<'_>) -> Phrase {
    let Some(day) = subject.record.knowledge else { return Phrase::new() };
    let figure = figure_of(subject, "knowledge", day.to_string()).unwrap_or_default();
    Phrase::new().text("Its training data goes up to ").figure(figure).text(".")
}

fn on_date(subject: &RecordPage<'_>, words: &str, path: &str, day: PartialDate) -> Phrase {
    let figure = figure_of(subject, path, day.to_string()).unwrap_or_default();
    Phrase::new().text(format!("{words}{} ", day.on())).figure(figure).text(".")
}

fn retirement(subject: &RecordPage<'_>) -> Phrase {
    let record = subject.record;
    let name = &record.name;
    let words = match (record.status, record.retires) {
        (Status::Retired, Some(day)) => {
            on_date(subject, &format!("No. {name} was retired "), "retires", day).text(" Requests now fail.")
        }
        (Status::Retired, None) => format!("No. {name} is retired. Requests now fail.").into(),
        (_, Some(day)) => on_date(subject, &format!("{name} shuts down "), "retires", day)
            .text(format!(" Requests will fail after that {}.", day.unit())),
        (_, None) => format!("{name} is deprecated. No shutdown date yet.").into(),
    };
    match record.successor.as_ref().and_then(|key| subject.name_and_route(key)) {
        Some((successor, _)) => words.text(format!(" Its successor is {successor}.")),
        None => words,
    }
}

fn license(subject: &RecordPage<'_>) -> Phrase {
    let record = subject.record;
    let is_open = record.capabilities.has(Capability::OpenWeights);
    let license = record.license.as_ref().and_then(|license| figure_of(subject, "license", license));
    let Some(figure) = license else {
        return "Yes. You can download the weights. Their license is not stated here.".into();
    };
    let noun =
        if record.license.as_ref().is_some_and(|name| name.ends_with("License")) { "." } else { " license." };
    let words = Phrase::new().text("It is released under the ").figure(figure).text(noun);
    if is_open { words.text(" You can download the weights.") } else { words }
}

/// Retention, zero retention, training and scope, a sentence for each that is known.
fn data_policy(subject: &RecordPage<'_>) -> Phrase {
    let policy = &subject.record.policy;
    let flag = |value: Option<bool>, yes, no| value.map(|value| if value { yes } else { no });
    let kept = policy.retention_days.map(|days| match days {
        0 => ("Requests are ", "not kept".to_owned()),
        _ => ("Requests are kept for ", counted(usize::try_from(days).unwrap_or(usize::MAX), "day", "days")),
    });
    let zero = flag(policy.zero_retention, "available", "not available");
    let trains = flag(policy.used_for_training, "are used", "are not used");
    let scope = policy.scope.clone();
    let sentences = [
        kept.map(|(start, words)| (start, "policy.retention_days", words, ".")),
        zero.map(|words| ("Zero data retention is ", "policy.zero_retention", words.to_owned(), ".")),
        trains.map(|words| ("Requests ", "policy.used_for_training", words.to_owned(), " to train models.")),
        scope.map(|scope| ("This policy applies to the ", "policy.scope", scope, ".")),
    ];
    sentences.into_iter().flatten().fold(Phrase::new(), |phrase, (start, path, words, end)| {
        let phrase = if phrase.is_empty() { phrase } else { phrase.text(" ") };
        let figure = figure_of(subject, path, words).unwrap_or_default();
        phrase.text(start).figure(figure).text(end)
    })
}
