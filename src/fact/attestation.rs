//! The attestations of a policy, of records and organizations alike.

use super::read::{date, optional, text};
use super::{Fact, Statement, Value};
use crate::resolve::record::{Attestation, Policy};

pub(super) fn names<'a>(policy: &'a Policy, fact: &'static Fact) -> Vec<Statement<'a>> {
    attestations(policy, fact, "name", |attestation| text(&attestation.name))
}

pub(super) fn urls<'a>(policy: &'a Policy, fact: &'static Fact) -> Vec<Statement<'a>> {
    attestations(policy, fact, "url", |attestation| optional(attestation.url.as_ref()))
}

pub(super) fn dates<'a>(policy: &'a Policy, fact: &'static Fact) -> Vec<Statement<'a>> {
    attestations(policy, fact, "date", |attestation| date(attestation.date))
}

pub(super) fn ends<'a>(policy: &'a Policy, fact: &'static Fact) -> Vec<Statement<'a>> {
    attestations(policy, fact, "valid_until", |attestation| date(attestation.valid_until))
}

/// A value of each attestation, which its name tells apart.
fn attestations<'a>(
    policy: &'a Policy,
    fact: &'static Fact,
    key: &str,
    read: impl Fn(&'a Attestation) -> Option<Value<'a>>,
) -> Vec<Statement<'a>> {
    let statements = policy.attestations.iter().filter_map(|attestation| {
        let value = read(attestation)?;
        let Attestation { index, name, .. } = attestation;
        let path = format!("policy.attestations[{index}].{key}");
        let statement = fact.state_at(path, format!("policy.attestations[{name}].{key}"), value);
        // The name is the value of its own row.
        Some(if key == "name" { statement } else { statement.with_label(format!("{}, {name}", fact.label)) })
    });
    statements.collect()
}
