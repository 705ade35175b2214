use super::subject::RecordPage;
use crate::derive::price::cache_saving;
use crate::domain::{Modality, ModelType, Unit};
use crate::render::page::cell;
use crate::render::page::common::listed;
use crate::render::page::words::{capital, count, percent};
use crate::render::view::{Cell, CellState, Figure, KeyFigure, Phrase};
use crate::resolve::cost::{PriceState, RateKind, UnitPrice};
use crate::resolve::record::Measure;

/// The big figures below the head, chosen by the type of the model.
pub(super) fn facts(subject: &RecordPage<'_>) -> Vec<KeyFigure> {
    of_kind(subject).into_iter().map(|fact| with_votes(subject, fact)).collect()
}

/// Of a model without a file, who says so and how many of the listings.
fn with_votes(subject: &RecordPage<'_>, fact: KeyFigure) -> KeyFigure {
    let votes = fact.cell.figure.as_ref().and_then(|figure| subject.votes(&figure.fact));
    let Some(votes) = votes else { return fact };
    let cell = cell::attribute_cell(subject.directory, subject.place, fact.cell);
    let note = fact.note.filter(|note| !note.is_empty()).map(|note| note.text(", "));
    KeyFigure { cell, note: Some(note.unwrap_or_default().text(format!("say {votes}"))), ..fact }
}

fn of_kind(subject: &RecordPage<'_>) -> Vec<KeyFigure> {
    use ModelType as T;
    let facts = match subject.record.kind {
        T::Chat | T::Completion | T::Responses | T::Realtime => return conversation(subject),
        T::Embedding => embedding(subject),
        T::Rerank => rerank(subject),
        T::Image | T::ImageEdit => image(subject),
        T::Video => video(subject),
        T::Speech => speech(subject),
        T::Transcription => transcription(subject),
        T::Moderation | T::Evaluation | T::Ocr | T::Search | T::Decision => other(subject),
    };
    facts.into_iter().flatten().collect()
}

/// Six figures that stand on every page of their kind, known or not; three of them where there is no price.
fn conversation(subject: &RecordPage<'_>) -> Vec<KeyFigure> {
    let limit = &subject.record.limit;
    let mut facts = Vec::with_capacity(6);
    if has_price(subject) {
        facts.extend([
            rate(subject, RateKind::Input),
            rate(subject, RateKind::Output),
            cached_input(subject),
        ]);
    }
    facts.extend([
        tokens("Context window", "limit.context", limit.context),
        tokens("Max output", "limit.output", limit.output),
        knowledge(subject),
    ]);
    facts
}

/// Whether anything is known of the price. Where it is not, the section on prices says so, and nothing else does.
pub(super) fn has_price(subject: &RecordPage<'_>) -> bool {
    subject.priced_record.cost.state != PriceState::Unknown
}

fn embedding(subject: &RecordPage<'_>) -> Vec<Option<KeyFigure>> {
    let limit = &subject.record.limit;
    vec![
        price(subject, &[]),
        limit.other.dimensions.map(|number| {
            let figure = Figure::data("limit.dimensions", number.to_string(), count(number));
            known_cell("Dimensions", figure, "numbers per vector")
        }),
        known_tokens("Max input", "limit.input", limit.input),
        known_tokens("Context window", "limit.context", limit.context),
    ]
}

fn rerank(subject: &RecordPage<'_>) -> Vec<Option<KeyFigure>> {
    let limit = &subject.record.limit;
    vec![
        price(subject, &[Unit::Search, Unit::Request]),
        known_tokens("Max input", "limit.input", limit.input),
        known_tokens("Context window", "limit.context", limit.context),
    ]
}

fn image(subject: &RecordPage<'_>) -> Vec<Option<KeyFigure>> {
    let units = &[Unit::Image];
    let mut facts = vec![price(subject, units)];
    let first = facts.iter().flatten().map(|fact| fact.label.clone()).next();
    let tokens = [RateKind::Input, RateKind::ImageInput, RateKind::ImageOutput].map(|kind| {
        let exists = subject.priced_record.cost.prices.rates.get(kind).is_some();
        let fact = exists.then(|| rate(subject, kind));
        fact.filter(|fact| Some(&fact.label) != first.as_ref())
    });
    facts.extend(tokens);
    facts.extend([sizes(subject, units, "Sizes"), reads(subject)]);
    facts
}

fn video(subject: &RecordPage<'_>) -> Vec<Option<KeyFigure>> {
    let units = &[Unit::VideoSecond];
    vec![price(subject, units), sizes(subject, units, "Resolutions"), reads(subject), duration(subject)]
}

fn speech(subject: &RecordPage<'_>) -> Vec<Option<KeyFigure>> {
    vec![price(subject, &[Unit::Character]), languages(subject), reads(subject), max_input(subject)]
}

fn transcription(subject: &RecordPage<'_>) -> Vec<Option<KeyFigure>> {
    vec![
        price(subject, &[Unit::AudioMinute, Unit::AudioSecond, Unit::Hour]),
        languages(subject),
        subject.record.limit.other.file_mb.map(|size| {
            let figure = Figure::data("limit.file_mb", size.to_string(), format!("{} MB", count(size)));
            known_cell("Max file size", figure, "per request")
        }),
        duration(subject),
        max_output(subject),
    ]
}

fn other(subject: &RecordPage<'_>) -> Vec<Option<KeyFigure>> {
    vec![
        price(subject, &[]),
        max_input(subject),
        known_tokens("Context window", "limit.context", subject.record.limit.context),
        max_output(subject),
        reads(subject),
    ]
}

/// The price per 1M tokens of a kind, in whatever state it is.
fn rate(subject: &RecordPage<'_>, kind: RateKind) -> KeyFigure {
    let cell = cell::rate_of(subject.directory, subject.place, kind);
    let note = price_note(subject, &cell, "per 1M tokens".into());
    KeyFigure { label: kind.label().into_owned(), cell, note: Some(note) }
}

/// What the price of cached input is called.
pub(super) const CACHED_INPUT: &str = "Cached input";

fn cached_input(subject: &RecordPage<'_>) -> KeyFigure {
    let fact = rate(subject, RateKind::CacheRead);
    let saving = cache_saving(&subject.priced_record.cost).filter(|_| fact.cell.state == CellState::Known);
    let note = saving.map(|saving| {
        let figure = Figure::data("computed.cache_saving", saving.to_string(), percent(saving));
        let figure = Figure { record: subject.foreign_key(), ..figure };
        price_note(subject, &fact.cell, Phrase::new().text("per 1M, ").figure(figure).text(" less"))
    });
    KeyFigure { label: CACHED_INPUT.to_owned(), note: note.or(fact.note), cell: fact.cell }
}

/// The first price: the lowest for one of some units, else of input tokens, else whatever there is, else its state.
fn price(subject: &RecordPage<'_>, units: &[Unit]) -> Option<KeyFigure> {
    if !has_price(subject) {
        return None;
    }
    let cost = &subject.priced_record.cost;
    let fitting = || cost.prices.units.iter().filter(|price| units.contains(&price.unit));
    if let Some(lowest) = fitting().min_by_key(|price| per_one(price)) {
        return Some(unit_price(subject, lowest, fitting().count() > 1));
    }
    if let Some((kind, _)) = cost.prices.rates.iter().next() {
        return Some(rate(subject, kind));
    }
    if let Some(first) = cost.prices.units.first() {
        return Some(unit_price(subject, first, false));
    }
    let cell = cell::first_price_of(subject.directory, subject.place);
    let note = price_note(subject, &cell, Phrase::new());
    Some(KeyFigure { label: "Price".to_owned(), cell, note: Some(note) })
}

fn per_one(price: &UnitPrice) -> rust_decimal::Decimal {
    price.charge.price.decimal() / rust_decimal::Decimal::from(price.per)
}

fn unit_price(subject: &RecordPage<'_>, unit: &UnitPrice, has_others: bool) -> KeyFigure {
    let words = format!("per {}", unit.unit.quantity(unit.per));
    let mut cell = cell::price(&subject.priced_record.cost, &unit.charge, &|charge| subject.charged(charge));
    if let Some(key) = subject.foreign_key() {
        cell.figure = cell.figure.map(|figure| figure.of(key));
    }
    let remark = if has_others { "the lowest of several".to_owned() } else { words.clone() };
    let note = price_note(subject, &cell, remark.into());
    let label = if has_others { capital(&words) } else { "Price".to_owned() };
    KeyFigure { label, cell, note: Some(note) }
}

/// What stands below a price: its unit where there is one, else what its state means; and whose price it is.
fn price_note(subject: &RecordPage<'_>, cell: &Cell, unit: Phrase) -> Phrase {
    let words = match cell.state {
        CellState::Known => unit,
        CellState::Free => "no charge per token".into(),
        CellState::Included => "no price of its own".into(),
        CellState::Varies => "varies by request".into(),
        CellState::Unknown => return "not stated".into(),
        CellState::NotApplicable => return "not applicable".into(),
        CellState::Unsupported => return "not supported".into(),
    };
    match subject.price_provider() {
        None => words,
        Some(seller) if words.is_empty() => format!("from {}", seller.name).into(),
        Some(seller) => words.text(format!(", from {}", seller.name)),
    }
}

fn tokens(label: &str, fact: &'static str, measure: Measure) -> KeyFigure {
    let note = match measure {
        Measure::Known(number) => number.exact(),
        Measure::NotApplicable => "not applicable".to_owned(),
        Measure::Unknown => "not stated".to_owned(),
    };
    KeyFigure { label: label.to_owned(), cell: cell::tokens(fact, measure), note: Some(note.into()) }
}

fn known_tokens(label: &str, fact: &'static str, measure: Measure) -> Option<KeyFigure> {
    measure.known().map(|_| tokens(label, fact, measure))
}

fn max_input(subject: &RecordPage<'_>) -> Option<KeyFigure> {
    known_tokens("Max input", "limit.input", subject.record.limit.input)
}

fn max_output(subject: &RecordPage<'_>) -> Option<KeyFigure> {
    known_tokens("Max output", "limit.output", subject.record.limit.output)
}

fn knowledge(subject: &RecordPage<'_>) -> KeyFigure {
    let label = "Knowledge cutoff";
    match subject.record.knowledge {
        Some(day) => known_cell(label, cell::date("knowledge", day), "training data"),
        None => KeyFigure {
            label: label.to_owned(),
            cell: Cell::dash(CellState::Unknown, cell::UNKNOWN),
            note: Some("not stated".into()),
        },
    }
}

/// What selects between prices: sizes of images, resolutions of video.
fn sizes(subject: &RecordPage<'_>, units: &[Unit], label: &str) -> Option<KeyFigure> {
    let mut words: Vec<&str> = Vec::new();
    for price in subject.priced_record.cost.prices.units.iter().filter(|price| units.contains(&price.unit)) {
        words.extend(price.selectors.first().map(String::as_str).filter(|word| !words.contains(word)));
    }
    let cell = match words.as_slice() {
        [] => return None,
        few if few.len() <= 2 => Cell::words(CellState::Known, few.join(", ")),
        many => Cell::words(CellState::Known, many.len().to_string()),
    };
    let note = (words.len() > 2).then(|| words.join(", ").into());
    Some(KeyFigure { label: label.to_owned(), cell, note })
}

fn reads(subject: &RecordPage<'_>) -> Option<KeyFigure> {
    let words: Vec<&str> = subject.record.input.as_deref()?.iter().copied().map(Modality::plural).collect();
    let codes: Vec<&str> = subject.record.input.as_deref()?.iter().copied().map(Modality::word).collect();
    if words.is_empty() {
        return None;
    }
    let figure = Figure::data("modalities.input", codes.join(","), capital(&listed(&words)));
    Some(KeyFigure { label: "Input modalities".to_owned(), cell: Cell::known(figure), note: None })
}

fn languages(subject: &RecordPage<'_>) -> Option<KeyFigure> {
    let languages = &subject.record.architecture.languages;
    let (text, note) = match languages.len() {
        0 => return None,
        1 | 2 => (languages.join(", "), None),
        many => (many.to_string(), Some(shorten(languages).into())),
    };
    let figure = Figure::data("architecture.languages", languages.join(","), text);
    Some(KeyFigure { label: "Languages".to_owned(), cell: Cell::known(figure), note })
}

/// The first few of a list, and how many more there are.
fn shorten(words: &[String]) -> String {
    const SHOWN: usize = 3;
    match words.len().checked_sub(SHOWN) {
        None | Some(0) => words.join(", "),
        Some(more) => format!("{} and {more} more", words[..SHOWN].join(", ")),
    }
}

fn duration(subject: &RecordPage<'_>) -> Option<KeyFigure> {
    let seconds = subject.record.limit.other.duration_seconds?;
    let figure = Figure::data("limit.duration_seconds", seconds.to_string(), format!("{} s", count(seconds)));
    Some(known_cell("Max length", figure, "per request"))
}

fn known_cell(label: &str, figure: Figure, note: &str) -> KeyFigure {
    KeyFigure { label: label.to_owned(), cell: Cell::known(figure), note: Some(note.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;
    use crate::derive::Directory;
    use crate::render::page::fixture::{directory, shown};
    use crate::resolve::Place;

    fn lines(directory: &Directory, place: Place) -> String {
        let facts = facts(&RecordPage::new(directory, place));
        let line = |fact: &KeyFigure| {
            let note = fact.note.as_ref().map(Phrase::plain).unwrap_or_default();
            format!("{} | {} | {note}", fact.label, shown(&fact.cell))
        };
        facts.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn model(text: &str) -> String {
        let text = format!("name = \"M\"\n{text}");
        lines(&directory(&[("models/lab/m.toml", &text)]), Place::Model(0))
    }

    #[test]
    fn the_model_that_inspired_the_project() {
        let text = include_str!("../../../../models/openai/gpt-4o-mini.toml");
        let directory = directory(&[("models/openai/gpt-4o-mini.toml", text)]);
        assert_snapshot(
            lines(&directory, Place::Model(0)),
            snapbox::str![[r#"
Input | $0.15 cost.input=0.15 | per 1M tokens
Output | $0.60 cost.output=0.6 | per 1M tokens
Cached input | $0.075 cost.cache_read=0.075 | per 1M, 50% less
Context window | 128K limit.context=128000 | 128,000 tokens
Max output | 16K limit.output=16384 | 16,384 tokens
Knowledge cutoff | Sep 2023 knowledge=2023-09 | training data
"#]],
        );
    }

    #[test]
    fn what_a_chat_model_does_not_say_is_a_dash_with_a_word() {
        assert_snapshot(
            model("[limit]\noutput = 0\n[capabilities]\nprompt_caching = false"),
            snapbox::str![[r#"
Context window | – (Not stated) | not stated
Max output | – (Not applicable) | not applicable
Knowledge cutoff | – (Not stated) | not stated
"#]],
        );
    }

    #[test]
    fn free_and_included_are_words() {
        let free = model("[cost]\nstate = \"free\"");
        assert!(free.starts_with("Input | Free cost.state=free | no charge per token\n"), "{free}");
        let included = model("[cost]\nstate = \"included\"\nplan = \"Pro\"");
        let line = "Input | Included in Pro cost.plan=Pro | no price of its own\n";
        assert!(included.starts_with(line), "{included}");
    }

    #[test]
    fn each_type_has_its_own_row() {
        let embedding =
            "type = \"embedding\"\n[limit]\ninput = 8191\ndimensions = 1536\n[cost]\ninput = 0.02";
        assert_snapshot(
            model(embedding),
            snapbox::str![[r#"
Input | $0.02 cost.input=0.02 | per 1M tokens
Dimensions | 1,536 limit.dimensions=1536 | numbers per vector
Max input | 8.2K limit.input=8191 | 8,191 tokens
"#]],
        );
        let rerank = "type = \"rerank\"\n[[cost.units]]\nunit = \"search\"\nper = 1000\nprice = 2";
        assert_snapshot(
            model(rerank),
            snapbox::str![[r#"Price | $2.00 cost.units[0].price=2 | per 1,000 searches"#]],
        );
        let image = "type = \"image\"\n[modalities]\ninput = [\"text\", \"image\"]\n[[cost.units]]\nunit = \"image\"\nprice = 0.04\nsize = \"1024x1024\"\n[[cost.units]]\nunit = \"image\"\nprice = 0.02\nsize = \"512x512\"";
        assert_snapshot(
            model(image),
            snapbox::str![[r#"
Per image | $0.02 cost.units[1].price=0.02 | the lowest of several
Sizes | 1024x1024, 512x512 | 
Input modalities | Text and images modalities.input=text,image | 
"#]],
        );
        let tokens = "type = \"image\"\n[cost]\ninput = 5\nimage_output = 30";
        assert_snapshot(
            model(tokens),
            snapbox::str![[r#"
Input | $5.00 cost.input=5 | per 1M tokens
Image output | $30.00 cost.image_output=30 | per 1M tokens
"#]],
        );
        let speech = "type = \"speech\"\n[[cost.units]]\nunit = \"character\"\nper = 1000000\nprice = 15";
        assert_snapshot(
            model(speech),
            snapbox::str![[r#"Price | $15.00 cost.units[0].price=15 | per 1M characters"#]],
        );
        let transcription = "type = \"transcription\"\n[limit]\nfile_mb = 25\n[[cost.units]]\nunit = \"audio_minute\"\nprice = 0.006\n[architecture]\nlanguages = [\"English\", \"French\", \"German\", \"Welsh\"]";
        assert_snapshot(
            model(transcription),
            snapbox::str![[r#"
Price | $0.006 cost.units[0].price=0.006 | per minute of audio
Languages | 4 architecture.languages=English,French,German,Welsh | English, French, German and 1 more
Max file size | 25 MB limit.file_mb=25 | per request
"#]],
        );
        assert_snapshot(
            model("type = \"moderation\"\n[cost]\nstate = \"free\""),
            snapbox::str![[r#"Price | Free cost.state=free | no charge per token"#]],
        );
    }

    #[test]
    fn the_price_of_an_offer_names_its_provider() {
        let directory = directory(&[
            ("models/lab/m.toml", "name = \"M\"\n[limit]\ncontext = 8000"),
            ("providers/acme/provider.toml", "name = \"Acme\""),
            (
                "providers/acme/models/m.toml",
                "base_model = \"lab/m\"\n[cost]\ninput = 2\noutput = 3\ncache_read = 1",
            ),
        ]);
        assert_snapshot(
            lines(&directory, Place::Model(0)),
            snapbox::str![[r#"
Input | $2.00 cost.input=2 of providers/acme/models/m | per 1M tokens, from Acme
Output | $3.00 cost.output=3 of providers/acme/models/m | per 1M tokens, from Acme
Cached input | $1.00 cost.cache_read=1 of providers/acme/models/m | per 1M, 50% less, from Acme
Context window | 8K limit.context=8000 | 8,000 tokens
Max output | – (Not stated) | not stated
Knowledge cutoff | – (Not stated) | not stated
"#]],
        );
    }
}
