//! `modelpress cost MODEL`: what requests cost, step by step, by the calculator of the pages.

mod find;
mod print;
mod quote;

use std::io::{self, Write};

use super::query::{organization, say_left_out};
use super::{Failure, Outcome, run};
use crate::cli::{CostArgs, CostFormat};
use crate::compile::{Options, compile};
use crate::diag::Report;
use find::find;
use quote::Quote;

/// Prints the costs of models.
pub(super) fn cost(args: &CostArgs) -> Result<Outcome, Failure> {
    let common = args.common();
    let today = run::today(&common)?;
    run::on_threads(&common, || {
        let compiled = compile(&run::sources(&common)?, &Options::new(today));
        say_left_out(&Report::new(compiled.diags, &compiled.map, &compiled.levels, false), &common);
        let directory = &compiled.pages.site().directory;
        let find_provider = |name: &String| organization(&directory.catalog.providers, name, "provider");
        let provider = args.provider.as_ref().map(find_provider).transpose()?;
        let places = args.models.iter().map(|name| find(directory, name, provider));
        let places = places.collect::<Result<Vec<_>, Failure>>()?;
        let quotes: Vec<_> = places.into_iter().map(|place| Quote::new(directory, place, args)).collect();
        if quotes.iter().all(Result::is_err) {
            let reasons: Vec<String> =
                quotes.into_iter().filter_map(Result::err).map(|none| none.line()).collect();
            return Err(Failure::Usage(reasons.join("\n")));
        }
        let text = match args.format {
            CostFormat::Text => print::text(&quotes, args),
            CostFormat::Json => print::json(&quotes, args),
        };
        Failure::printing(io::stdout().lock().write_all(text.as_bytes()))
    })?
}
