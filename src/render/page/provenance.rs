//! Rows that say where facts come from: the source of a group of facts, and the attestations of a policy.

use super::cell;
use super::specification::Specification;
use super::web;
use crate::domain::PartialDate;
use crate::render::view::{Cell, Figure, Link, Phrase};
use crate::resolve::Catalog;
use crate::resolve::record::{Attestation, Policy};

/// The day of a check, and the page that was looked at: "Limits checked Nov 1, 2026, acme.example"; "Limits source" without a day.
pub(super) fn source(
    catalog: &Catalog,
    label: &str,
    day: Option<(&'static str, PartialDate)>,
    url: Option<&str>,
) -> Option<Specification> {
    let link = outside(catalog, url);
    let cell = day.map(|(fact, day)| Cell::known(cell::date(fact, day)));
    let label = match (&cell, label) {
        (_, "Measured") => label.to_owned(),
        (Some(_), label) => format!("{label} checked"),
        (None, label) => format!("{label} source"),
    };
    let is_known = cell.is_some() || link.is_some();
    is_known.then(|| Specification {
        label,
        is_figure: link.is_none(),
        cell,
        links: link.into_iter().collect(),
        ..Specification::default()
    })
}

/// A row for each attestation: "SOC 2 Type II, Mar 2026, valid until Mar 1, 2027, trust.example".
pub(super) fn attestations(catalog: &Catalog, policy: &Policy) -> Vec<Specification> {
    policy.attestations.iter().map(|attestation| row(catalog, attestation)).collect()
}

fn row(catalog: &Catalog, attestation: &Attestation) -> Specification {
    let at = |key: &str| format!("policy.attestations[{}].{key}", attestation.index);
    let name = Figure::data(at("name"), attestation.name.clone(), attestation.name.clone());
    let mut text = Phrase::new().figure(name);
    if let Some(day) = attestation.date {
        text = text.text(", ").figure(cell::date(at("date"), day));
    }
    if let Some(day) = attestation.valid_until {
        text = text.text(", valid until ").figure(cell::date(at("valid_until"), day));
    }
    let links = outside(catalog, attestation.url.as_deref()).into_iter().collect();
    Specification { links, ..Specification::words("Attestation", text) }
}

/// The page of a source, by whose site it is on.
fn outside(catalog: &Catalog, url: Option<&str>) -> Option<Link> {
    url.and_then(|url| web::link(web::owner(catalog, url), url))
}
