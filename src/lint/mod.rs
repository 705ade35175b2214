//! Doubtful facts: a table of named rules over the catalogue, one file each. In comes the catalogue, out come findings
//! that a site may silence or sharpen; nothing is changed. The next stage is `derive`.

mod context;
mod dates;
mod memory;
mod prose;
pub mod rule;
#[cfg(test)]
mod testing;
mod written;

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use self::context::Context;
pub use self::memory::Memory;
use self::prose::Prose;
use crate::diag::{Code, Diagnostics, SourceMap};
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
    Record(fn(&'static Code, &Record, &Context<'_>, &mut Diagnostics)),
    /// A text that readers read, and the record that it price_source of; an organization or the site has none.
    Prose(fn(&'static Code, &Prose<'_>, Option<&Record>, &Context<'_>, &mut Diagnostics)),
    /// Records beside each other, or the settings.
    Catalog(fn(&'static Code, &Context<'_>, &mut Diagnostics)),
}

/// Runs every rule as of a day. The findings come in the order of rules and records, on any number of threads.
pub fn lint(
    catalog: &Catalog,
    settings: &Settings,
    sources: &SourceMap,
    today: Date,
    diags: &mut Diagnostics,
) {
    lint_again(catalog, settings, sources, today, &mut Memory::default(), diags);
}

/// Runs every rule, but for what is remembered.
pub fn lint_again(
    catalog: &Catalog,
    settings: &Settings,
    sources: &SourceMap,
    today: Date,
    memory: &mut Memory,
    diags: &mut Diagnostics,
) {
    run(&rule::ALL, &Context { catalog, settings, sources, today }, memory, diags);
}

fn run(rules: &[&'static Rule], context: &Context<'_>, memory: &mut Memory, diags: &mut Diagnostics) {
    memory.begin(context);
    let records: Vec<&Arc<Record>> = context.catalog.shared_records().collect();
    let found = |record: &&Arc<Record>| match memory.find(record) {
        Some(found) => found.clone(),
        None => of_record(rules, record, context),
    };
    let by_record: Vec<Diagnostics> = records.par_iter().map(found).collect();
    memory.keep(records.into_iter().zip(&by_record));
    diags.extend(by_record.into_iter().flatten());
    let organizations = context.catalog.authors.iter().chain(&context.catalog.providers);
    let settings = prose::of_table(&context.settings.source, &["tagline", "description", "notice"]);
    let texts = organizations
        .flat_map(|organization| prose::of_table(&organization.source, &["description"]))
        .chain(settings);
    for text in texts {
        of_prose(rules, &text, None, context, diags);
    }
    for rule in rules {
        if let Check::Catalog(check) = rule.check {
            check(&rule.code, context, diags);
        }
    }
}

fn of_record(rules: &[&'static Rule], record: &Record, context: &Context<'_>) -> Diagnostics {
    let mut found = Diagnostics::default();
    for rule in rules {
        if let Check::Record(check) = rule.check {
            check(&rule.code, record, context, &mut found);
        }
    }
    for text in prose::of_record(record) {
        of_prose(rules, &text, Some(record), context, &mut found);
    }
    found
}

fn of_prose(
    rules: &[&'static Rule],
    text: &Prose<'_>,
    record: Option<&Record>,
    context: &Context<'_>,
    diags: &mut Diagnostics,
) {
    for rule in rules {
        if let Check::Prose(check) = rule.check {
            check(&rule.code, text, record, context, diags);
        }
    }
}
