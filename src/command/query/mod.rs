//! `modelpress query [WORDS]`: the rows that match words and filters, as a table, JSON or CSV.

mod column;
mod print;

use std::cmp::Ordering;
use std::io::{self, Write};

use super::{Failure, Outcome, report, run};
use crate::cli::{CheckArgs, QueryArgs, QueryFormat};
use crate::compile::{Options, compile};
use crate::derive::{Directory, Row};
use crate::diag::{Report, closest, one_line};
use crate::domain::{ModelType, Status};
use crate::resolve::cost::RateKind;
use crate::resolve::{Organization, Place};
use crate::search::{Filter, Reading, Searcher, capability, passes, read, subjects};
use column::Column;

/// Rows that were found, in their order.
struct Answer {
    /// Indexes of rows.
    rows: Vec<usize>,
    reading: Reading,
}

/// Prints the rows that match.
pub(super) fn query(args: &QueryArgs) -> Result<Outcome, Failure> {
    let common = args.common();
    let today = run::today(&common)?;
    let columns = columns(args)?;
    run::on_threads(&common, || {
        let compiled = compile(&run::sources(&common)?, &Options::new(today));
        say_left_out(&Report::new(compiled.diags, &compiled.map, &compiled.levels, false), &common);
        let directory = &compiled.pages.site().directory;
        if args.offers && !directory.many_providers {
            return Err(Failure::Usage("this site has no offers: there is no `providers` folder".to_owned()));
        }
        let has_more = args.offers && !directory.every_offer.is_empty();
        let rows = if has_more { &directory.every_offer } else { &directory.rows };
        let answer = answer(directory, rows, args)?;
        let limit = args.limit.unwrap_or(answer.rows.len());
        let shown: Vec<&Row> = answer.rows.iter().take(limit).map(|at| &rows[*at]).collect();
        let text = match args.format {
            QueryFormat::Table => print::table(directory, &shown, &columns),
            QueryFormat::Json => print::json(directory, &shown, &columns, &answer.reading),
            QueryFormat::Csv => print::csv(directory, &shown, &columns),
        };
        say_found(&answer, shown.len(), rows.len(), &common);
        Failure::printing(io::stdout().lock().write_all(text.as_bytes()))
    })?
}

/// Says that records are missing, if any are.
pub(super) fn say_left_out(report: &Report, common: &CheckArgs) {
    if report.has_errors() {
        report::line(common, "note: records with errors are left out; run `modelpress check` to see them");
    }
}

/// Says what was read as a filter, whether the rows are only near to the words, and how many there are.
fn say_found(answer: &Answer, shown: usize, all: usize, common: &CheckArgs) {
    let Answer { rows, reading } = answer;
    let mut parts = Vec::new();
    if reading.is_near {
        parts.push(format!("nothing is called `{}`; the nearest names", reading.words));
    }
    let filters: Vec<String> = reading.filters.iter().map(Filter::label).collect();
    if !filters.is_empty() {
        parts.push(filters.join(", "));
    }
    let number = report::group_digits;
    let more = if shown < rows.len() { format!(", {} shown", number(shown)) } else { String::new() };
    parts.push(format!("{} of {}{more}", number(rows.len()), number(all)));
    report::line(common, &one_line(&parts.join(": ")));
}

fn columns(args: &QueryArgs) -> Result<Vec<Column>, Failure> {
    let names = args.columns.iter().map(String::as_str);
    let names: Vec<&str> = if args.columns.is_empty() { column::USUAL.to_vec() } else { names.collect() };
    names.into_iter().map(|name| Column::named(name).map_err(Failure::Usage)).collect()
}

/// The rows that match, in the order that was asked for.
fn answer(directory: &Directory, rows: &[Row], args: &QueryArgs) -> Result<Answer, Failure> {
    let reading = read(&Searcher::new(&subjects(directory, rows)), &args.words.join(" "));
    let filters: Vec<Filter> = filters(args)?.into_iter().chain(reading.filters.iter().cloned()).collect();
    let (author, provider) = (author(directory, args)?, provider(directory, args)?);
    let (kind, status) = (kind(args)?, status(args)?);
    let wanted = |row: &Row| {
        let record = directory.record(row.place);
        author.is_none_or(|author| {
            directory.catalog.model_of(row.place).is_some_and(|model| model.author == author)
        }) && provider.is_none_or(|provider| is_offered(directory, row, provider))
            && kind.is_none_or(|kind| !record.is_kind_unknown && record.kind == kind)
            && status.is_none_or(|status| record.status == status)
            && filters.iter().all(|filter| passes(directory, row, filter))
    };
    let found = reading.rows.clone().unwrap_or_else(|| (0..rows.len()).collect());
    let mut found: Vec<usize> = found.into_iter().filter(|at| wanted(&rows[*at])).collect();
    if let Some(key) = &args.sort {
        sort(directory, rows, &mut found, key)?;
    }
    Ok(Answer { rows: found, reading })
}

fn filters(args: &QueryArgs) -> Result<Vec<Filter>, Failure> {
    let abilities = args.capability.iter().map(|word| capability(word).map(Filter::Capability));
    let mut filters = abilities.collect::<Result<Vec<_>, _>>().map_err(Failure::usage)?;
    filters.extend(args.max_input.map(|most| Filter::Price(RateKind::Input, most)));
    filters.extend(args.max_output.map(|most| Filter::Price(RateKind::Output, most)));
    filters.extend(args.min_context.map(Filter::Context));
    Ok(filters)
}

fn is_offered(directory: &Directory, row: &Row, provider: usize) -> bool {
    let provider_of = |offer: usize| directory.catalog.offers[offer].provider;
    match row.place {
        Place::Offer(at) => provider_of(at) == provider,
        Place::Model(at) => directory.offers[at].iter().any(|offer| provider_of(*offer) == provider),
    }
}

/// The author that is asked for.
fn author(directory: &Directory, args: &QueryArgs) -> Result<Option<usize>, Failure> {
    let find = |name: &String| organization(&directory.catalog.authors, name, "author");
    args.author.as_ref().map(find).transpose()
}

fn provider(directory: &Directory, args: &QueryArgs) -> Result<Option<usize>, Failure> {
    let find = |name: &String| organization(&directory.catalog.providers, name, "provider");
    args.provider.as_ref().map(find).transpose()
}

/// An author or a provider by its ID or name, in any case.
pub(super) fn organization(all: &[Organization], name: &str, noun: &str) -> Result<usize, Failure> {
    let is_it = |one: &Organization| {
        one.id.eq_ignore_ascii_case(name) || one.name.to_lowercase() == name.to_lowercase()
    };
    all.iter().position(is_it).ok_or_else(|| {
        let names = all.iter().flat_map(|one| [one.id.as_str(), one.name.as_str()]);
        let near = closest(name, names).map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        Failure::Usage(one_line(&format!("there is no {noun} `{name}`{near}")))
    })
}

fn kind(args: &QueryArgs) -> Result<Option<ModelType>, Failure> {
    let find = |name: &String| {
        let found = ModelType::read(&name.to_lowercase());
        found.ok_or_else(|| Failure::Usage(unknown_word("type", name, &ModelType::WORDS)))
    };
    args.kind.as_ref().map(find).transpose()
}

fn status(args: &QueryArgs) -> Result<Option<Status>, Failure> {
    let find = |name: &String| {
        let found = Status::read(&name.to_lowercase());
        found.ok_or_else(|| Failure::Usage(unknown_word("status", name, &Status::WORDS)))
    };
    args.status.as_ref().map(find).transpose()
}

fn unknown_word(noun: &str, name: &str, words: &[&str]) -> String {
    one_line(&format!("there is no {noun} `{name}`; it is one of {}", words.join(", ")))
}

/// Sorts by a key; a value that is not known comes last in both directions.
fn sort(directory: &Directory, rows: &[Row], found: &mut [usize], key: &str) -> Result<(), Failure> {
    let (name, is_descending) = key.strip_prefix('-').map_or((key, false), |name| (name, true));
    let column = Column::named(name).map_err(Failure::Usage)?;
    let mut keyed: Vec<_> = found.iter().map(|at| (column.order(directory, &rows[*at]), *at)).collect();
    keyed.sort_by(|(one, at), (other, beside)| {
        let by_key = match (one, other) {
            (Some(one), Some(other)) if is_descending => other.cmp(one),
            (Some(one), Some(other)) => one.cmp(other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        by_key.then_with(|| at.cmp(beside))
    });
    keyed.into_iter().zip(found).for_each(|((_, at), place)| *place = at);
    Ok(())
}
