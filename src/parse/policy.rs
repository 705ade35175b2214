//! The tables `[policy]`, `[sources]` and `[import]`, which models, authors and providers share.

use super::schema::{Kind, Schema, ours};

/// `[policy]`: what happens to the data of requests.
pub static POLICY: Schema = Schema {
    name: "policy",
    doc: "How request data is handled. In an author's or provider's file, it is the default for its records.",
    strict: false,
    fields: &[
        ours("retention_days", Kind::Count("days"), "How many days requests are kept; 0 if not at all.")
            .aliases(&["retention"]),
        ours("zero_retention", Kind::Boolean, "Whether zero data retention is available."),
        ours("used_for_training", Kind::Boolean, "Whether requests are used for training.")
            .aliases(&["training"]),
        ours("location", Kind::Country, "Where requests are processed, as an ISO 3166 country code."),
        ours("regions", Kind::Texts, "The available regions."),
        ours("scope", Kind::Choice(&["provider", "gateway"]), "What the policy applies to."),
        ours(
            "attestations",
            Kind::Groups(&ATTESTATION),
            "Certificates and reports of auditors, each with its source.",
        )
        .aliases(&["attestation", "certifications", "compliance"]),
    ],
};

static ATTESTATION: Schema = Schema {
    name: "attestation",
    doc: "A certificate, or a report of an auditor.",
    strict: false,
    fields: &[
        ours("name", Kind::Text, "What is attested: `SOC 2 Type II`, `ISO/IEC 27001`.")
            .required()
            .aliases(&["standard", "label"]),
        ours("url", Kind::Url, "The page that says so.").aliases(&["source", "href"]),
        ours("date", Kind::Date, "The date of the report or certificate.").aliases(&["issued"]),
        ours("valid_until", Kind::Date, "The last day on which it is valid.").aliases(&["expires"]),
    ],
};

/// `[sources]`: where facts come from.
pub static SOURCES: Schema = Schema {
    name: "sources",
    doc: "Sources of facts, and when they were checked.",
    strict: false,
    fields: &[
        ours("cost", Kind::Group(&SOURCE), "The source of the prices."),
        ours("limit", Kind::Group(&SOURCE), "The source of the limits."),
        ours(
            "capabilities",
            Kind::Group(&SOURCE),
            "The source of the capabilities, the modalities and the request parameters.",
        )
        .aliases(&["modalities", "parameters"]),
        ours("dates", Kind::Group(&SOURCE), "The source of the dates, the status and the successor.")
            .aliases(&["lifecycle"]),
        ours("architecture", Kind::Group(&SOURCE), "The source of the weights, license and architecture.")
            .aliases(&["weights", "license"]),
        ours("policy", Kind::Group(&SOURCE), "The source of the policy."),
        ours("performance", Kind::Group(&SOURCE), "The source of the performance figures."),
        ours("benchmarks", Kind::Group(&SOURCE), "The source of the scores that name none themselves."),
        ours("description", Kind::Group(&SOURCE), "The source of the description."),
    ],
};

static SOURCE: Schema = Schema {
    name: "source",
    doc: "The source of a fact.",
    strict: false,
    fields: &[
        ours("url", Kind::Url, "The source page."),
        ours("checked", Kind::Date, "The date on which the source was checked."),
    ],
};

/// `[import]`: what an import leaves alone. In the settings, it is for all files.
pub static IMPORT: Schema = Schema {
    name: "import",
    doc: "Imports from other catalogs.",
    strict: false,
    fields: &[ours(
        "lock",
        Kind::Texts,
        "Keys that `modelpress import --update` does not change: `name`, `cost.output`, or `cost` with all that is in it.",
    )],
};
