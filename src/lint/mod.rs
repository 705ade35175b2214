//! Doubtful facts: a table of named rules over the catalog, one file each. In comes the catalog, out come findings
//! that a site may silence or sharpen; nothing is changed. The next stage is `derive`.

mod cache;
mod context;
mod dates;
mod offsets;
mod prose;
pub mod rule;
pub mod stale;
#[cfg(test)]
mod testing;

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

pub use self::cache::FindingsCache;
use self::context::{CatalogContext, RecordContext};
use self::prose::Prose;
use crate::diag::{Code, Diagnostics, SourceMap, Span};
use crate::fact::{Entry, Form, ORGANIZATION, RECORD, Statement};
use crate::parse::Table;
use crate::resolve::{Catalog, Record, Settings};

/// A lint: what it is called and how it is found.
pub struct Rule {
    /// Its name, level, reason and examples.
    pub code: Code,
    check: Check,
}

/// What a rule looks at.
enum Check {
    /// One record by itself.
    Record(fn(&'static Code, &Record, RecordContext<'_>, &mut Diagnostics)),
    /// A fact of one of some forms that a record, an author or a provider states, and the place of its value.
    Fact(&'static [Form], fn(&'static Code, &Statement<'_>, Span, RecordContext<'_>, &mut Diagnostics)),
    /// A text that readers read, and the record that it is about; a text of an organization or the site has none.
    Prose(fn(&'static Code, &Prose<'_>, Option<&Record>, RecordContext<'_>, &mut Diagnostics)),
    /// The values of a record, an author, a provider or the settings.
    Values(fn(&'static Code, &Table, &mut Diagnostics)),
    /// Records beside each other, or the settings.
    Catalog(fn(&'static Code, CatalogContext<'_>, &mut Diagnostics)),
}

/// Runs every rule as of a day. The findings come in the order of rules and records, on any number of threads.
pub fn lint(
    catalog: &Catalog,
    settings: &Settings,
    sources: &SourceMap,
    today: Date,
    diags: &mut Diagnostics,
) {
    lint_incremental(catalog, settings, sources, today, &mut FindingsCache::default(), diags);
}

/// Runs every rule, but for what is remembered.
pub fn lint_incremental(
    catalog: &Catalog,
    settings: &Settings,
    sources: &SourceMap,
    today: Date,
    cache: &mut FindingsCache,
    diags: &mut Diagnostics,
) {
    let (catalog, record) = (CatalogContext { catalog, settings }, RecordContext::new(today, sources));
    run(&rule::ALL, catalog, record, cache, diags);
}

fn run(
    rules: &[&'static Rule],
    context: CatalogContext<'_>,
    record_context: RecordContext<'_>,
    cache: &mut FindingsCache,
    diags: &mut Diagnostics,
) {
    cache.start(record_context.today);
    let CatalogContext { catalog, settings } = context;
    let records: Vec<&Arc<Record>> = catalog.records_of_files().collect();
    let findings = |record: &&Arc<Record>| match cache.get(record) {
        Some(findings) => findings.clone(),
        None => check_record(rules, record, record_context),
    };
    let by_record: Vec<Diagnostics> = records.par_iter().map(findings).collect();
    cache.store(records.into_iter().zip(&by_record));
    diags.extend(by_record.into_iter().flatten());
    let organizations = catalog.organizations();
    for organization in organizations.clone() {
        let place = |path: &str| organization.source.span(path);
        check_facts(rules, &ORGANIZATION, organization, place, record_context, diags);
    }
    for table in organizations.clone().map(|organization| &organization.source).chain([&settings.source]) {
        check_values(rules, table, diags);
    }
    let settings = prose::read_table(&settings.source, &["tagline", "description", "notice"]);
    let texts = organizations
        .flat_map(|organization| prose::read_table(&organization.source, &["description"]))
        .chain(settings);
    for text in texts {
        check_prose(rules, &text, None, record_context, diags);
    }
    for rule in rules {
        if let Check::Catalog(check) = rule.check {
            check(&rule.code, context, diags);
        }
    }
}

fn check_record(rules: &[&'static Rule], record: &Record, context: RecordContext<'_>) -> Diagnostics {
    let mut findings = Diagnostics::default();
    for rule in rules {
        if let Check::Record(check) = rule.check {
            check(&rule.code, record, context, &mut findings);
        }
    }
    check_values(rules, &record.source, &mut findings);
    let place = |path: &str| Some(record.span(path));
    check_facts(rules, &RECORD, record, place, context, &mut findings);
    for text in prose::read_record(record) {
        check_prose(rules, &text, Some(record), context, &mut findings);
    }
    findings
}

fn check_values(rules: &[&'static Rule], table: &Table, diags: &mut Diagnostics) {
    for rule in rules {
        if let Check::Values(check) = rule.check {
            check(&rule.code, table, diags);
        }
    }
}

fn check_facts<T: 'static>(
    rules: &[&'static Rule],
    facts: &'static [Entry<T>],
    subject: &T,
    place: impl Fn(&str) -> Option<Span>,
    context: RecordContext<'_>,
    diags: &mut Diagnostics,
) {
    for rule in rules {
        let Check::Fact(forms, check) = rule.check else { continue };
        let facts = facts.iter().filter(|entry| forms.contains(&entry.fact.form));
        for statement in facts.flat_map(|entry| entry.statements(subject)) {
            if let Some(span) = place(&statement.path) {
                check(&rule.code, &statement, span, context, diags);
            }
        }
    }
}

fn check_prose(
    rules: &[&'static Rule],
    text: &Prose<'_>,
    record: Option<&Record>,
    context: RecordContext<'_>,
    diags: &mut Diagnostics,
) {
    for rule in rules {
        if let Check::Prose(check) = rule.check {
            check(&rule.code, text, record, context, diags);
        }
    }
}
