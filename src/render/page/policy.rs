//! What happens to the data of requests, as rows: on the page of a record, an author and a provider alike.

use super::common::counted;
use crate::render::view::{Cell, Figure, Specification};
use crate::resolve::record::Policy;

/// A row for each fact of a policy that is known.
pub(super) fn rows(policy: &Policy) -> Vec<Specification> {
    let retention = policy.retention_days.map(|days| ("policy.retention_days", days.to_string(), kept(days)));
    let location = policy.location;
    let location =
        location.map(|country| ("policy.location", country.code().to_owned(), country.name().to_owned()));
    let regions = (!policy.regions.is_empty()).then(|| policy.regions.join(","));
    let regions = regions.map(|regions| ("policy.regions", regions, policy.regions.join(", ")));
    let scope = policy.scope.as_ref().map(|scope| ("policy.scope", scope.clone(), format!("The {scope}")));
    let zero = answer("policy.zero_retention", policy.zero_retention, ["Available", "Not available"]);
    let training = answer("policy.used_for_training", policy.used_for_training, ["Yes", "No"]);
    let rows = [
        ("Data retention", retention),
        ("Zero retention", zero),
        ("Used for training", training),
        ("Provider location", location),
        ("Regions", regions),
        ("Policy of", scope),
    ];
    rows.into_iter().filter_map(|(label, fact)| Some(row(label, fact?))).collect()
}

/// A fact's name, its exact value and its words.
type Fact = (&'static str, String, String);

fn answer(name: &'static str, value: Option<bool>, [yes, no]: [&str; 2]) -> Option<Fact> {
    value.map(|value| (name, value.to_string(), if value { yes } else { no }.to_owned()))
}

fn kept(days: u64) -> String {
    match usize::try_from(days) {
        Ok(0) => "None".to_owned(),
        Ok(days) => counted(days, "day", "days"),
        Err(_) => format!("{days} days"),
    }
}

fn row(label: &str, (name, value, text): Fact) -> Specification {
    let cell = Some(Cell::known(Figure::data(name, value, text)));
    Specification { label: label.to_owned(), cell, ..Specification::default() }
}
