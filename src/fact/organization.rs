//! The facts of authors and providers, and of the gateway, the one provider of a site without `providers/`.

use super::read::{date, list, optional, text};
use super::record::{retention, scope, zero_retention};
use super::{Entry, Fact, Form, Group, Value, attestation, several, value};
use crate::parse::Table;
use crate::resolve::Organization;
use crate::resolve::settings::Gateway;

/// Every fact of an author or a provider, in the order of their pages.
#[rustfmt::skip]
pub static ORGANIZATION: [Entry<Organization>; 42] = {
    use Form::{Code, Count, Country, Date, Flag, List, PastDate, Prose, Text, Url, Word};
    use Group as G;
    [
        value(Fact::new("api", "Base URL", G::Address, Url), |p| optional(p.api.as_ref())),
        value(Fact::new("env", "Environment variables", G::Address, Code), |p| list(&p.env)),
        value(Fact::new("npm", "npm package", G::Address, Code), |p| optional(p.npm.as_ref())),
        value(Fact::new("location", "Location", G::Model, Country), |p| p.location.map(Value::Country)),
        value(Fact::new("founded", "Founded", G::Date, PastDate), |p| date(p.founded)),
        value(Fact::new("policy.retention_days", "Data retention", G::Policy, Count), |p| retention(&p.policy)),
        value(Fact::new("policy.zero_retention", "Zero retention", G::Policy, Flag), |p| zero_retention(&p.policy)),
        value(Fact::new("policy.used_for_training", "Used for training", G::Policy, Flag), |p| p.policy.used_for_training.map(Value::Flag)),
        value(Fact::new("policy.location", "Provider location", G::Policy, Country), |p| p.policy.location.map(Value::Country)),
        value(Fact::new("policy.regions", "Regions", G::Policy, List), |p| list(&p.policy.regions)),
        value(Fact::new("policy.scope", "Policy of", G::Policy, Word), |p| scope(&p.policy)),
        several(Fact::new("policy.attestations[].name", "Attestation", G::Policy, Text), |p, fact| attestation::names(&p.policy, fact)),
        several(Fact::new("policy.attestations[].date", "Attested", G::Policy, PastDate).identity(&["name"]), |p, fact| attestation::dates(&p.policy, fact)),
        several(Fact::new("policy.attestations[].valid_until", "Attestation valid until", G::Policy, Date).identity(&["name"]), |p, fact| attestation::ends(&p.policy, fact)),
        several(Fact::new("policy.attestations[].url", "Attestation source", G::Policy, Url).identity(&["name"]), |p, fact| attestation::urls(&p.policy, fact)),
        value(Fact::new("name", "Name", G::Address, Text), |p| text(&p.name)),
        value(Fact::new("url", "Website", G::Address, Url), |p| source_text(&p.source, "url")),
        value(Fact::new("docs", "Documentation", G::Address, Url), |p| source_text(&p.source, "docs")),
        value(Fact::new("doc", "Model documentation", G::Address, Url), |p| source_text(&p.source, "doc")),
        value(Fact::new("status_page", "Status page", G::Text, Url), |p| source_text(&p.source, "status_page")),
        value(Fact::new("pricing_url", "Pricing page", G::Address, Url), |p| source_text(&p.source, "pricing_url")),
        value(Fact::new("terms", "Terms of use", G::Text, Url), |p| source_text(&p.source, "terms")),
        value(Fact::new("description", "Description", G::Text, Prose), |p| optional(p.description.as_ref())),
        value(Fact::new("currency", "Currency", G::Price, Text), |p| source_text(&p.source, "currency")),
        value(Fact::new("sources.policy.url", "Policy source", G::Source, Url), |p| source_text(&p.source, "sources.policy.url")),
        value(Fact::new("sources.policy.checked", "Policy checked", G::Source, PastDate), |p| date(p.source.date("sources.policy.checked"))),
        value(Fact::new("sources.cost.url", "Price source", G::Source, Url), |p| source_text(&p.source, "sources.cost.url")),
        value(Fact::new("sources.cost.checked", "Price checked", G::Source, PastDate), |p| date(p.source.date("sources.cost.checked"))),
        value(Fact::new("sources.limit.url", "Limits source", G::Source, Url), |p| source_text(&p.source, "sources.limit.url")),
        value(Fact::new("sources.limit.checked", "Limits checked", G::Source, PastDate), |p| date(p.source.date("sources.limit.checked"))),
        value(Fact::new("sources.performance.url", "Performance source", G::Source, Url), |p| source_text(&p.source, "sources.performance.url")),
        value(Fact::new("sources.performance.checked", "Measured", G::Source, PastDate), |p| date(p.source.date("sources.performance.checked"))),
        value(Fact::new("sources.capabilities.url", "Capabilities source", G::Source, Url), |p| source_text(&p.source, "sources.capabilities.url")),
        value(Fact::new("sources.capabilities.checked", "Capabilities checked", G::Source, PastDate), |p| date(p.source.date("sources.capabilities.checked"))),
        value(Fact::new("sources.dates.url", "Dates source", G::Source, Url), |p| source_text(&p.source, "sources.dates.url")),
        value(Fact::new("sources.dates.checked", "Dates checked", G::Source, PastDate), |p| date(p.source.date("sources.dates.checked"))),
        value(Fact::new("sources.architecture.url", "Architecture source", G::Source, Url), |p| source_text(&p.source, "sources.architecture.url")),
        value(Fact::new("sources.architecture.checked", "Architecture checked", G::Source, PastDate), |p| date(p.source.date("sources.architecture.checked"))),
        value(Fact::new("sources.benchmarks.url", "Scores source", G::Source, Url), |p| source_text(&p.source, "sources.benchmarks.url")),
        value(Fact::new("sources.benchmarks.checked", "Scores checked", G::Source, PastDate), |p| date(p.source.date("sources.benchmarks.checked"))),
        value(Fact::new("sources.description.url", "Description source", G::Source, Url), |p| source_text(&p.source, "sources.description.url")),
        value(Fact::new("sources.description.checked", "Description checked", G::Source, PastDate), |p| date(p.source.date("sources.description.checked"))),
    ]
};

/// Every fact of a gateway.
#[rustfmt::skip]
pub static GATEWAY: [Entry<Gateway>; 9] = {
    use Form::{Code, Number, Prose, Text, Url};
    use Group as G;
    [
        value(Fact::new("gateway.api", "Base URL", G::Address, Url), |g| optional(g.api.as_ref())),
        value(Fact::new("gateway.env", "Environment variables", G::Address, Code), |g| list(&g.env)),
        value(Fact::new("gateway.npm", "npm package", G::Address, Code), |g| optional(g.npm.as_ref())),
        value(Fact::new("gateway.markup_percent", "Markup", G::Price, Number), |g| g.markup_percent.map(|percent| Value::Number(percent, "%"))),
        value(Fact::new("gateway.fees", "Fees", G::Price, Prose), |g| optional(g.fees.as_ref())),
        value(Fact::new("gateway.name", "Name", G::Address, Text), |g| text(&g.name)),
        value(Fact::new("gateway.doc", "Documentation", G::Address, Url), |g| optional(g.doc.as_ref())),
        value(Fact::new("gateway.cta_label", "Call to action", G::Text, Text), |g| optional(g.cta_label.as_ref())),
        value(Fact::new("gateway.cta_url", "Link of the call to action", G::Address, Url), |g| optional(g.cta_url.as_ref())),
    ]
};

/// A text of the file that has no typed field.
fn source_text<'a>(source: &'a Table, path: &str) -> Option<Value<'a>> {
    source.text(path).map(|text| Value::Text(text.into()))
}
