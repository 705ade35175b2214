//! The tables `[policy]` and `[sources]`, which models, authors and providers share.

use super::schema::{Kind, Schema, ours};

/// `[policy]`: what happens to the data of requests.
pub static POLICY: Schema = Schema {
    name: "policy",
    doc: "What happens to the data of requests. In an author's or a provider's file it is the default of its records.",
    strict: false,
    fields: &[
        ours("retention_days", Kind::Count("days"), "How long requests are kept; 0 for not at all.")
            .aliases(&["retention"]),
        ours("zero_retention", Kind::Boolean, "Whether no retention can be had."),
        ours("used_for_training", Kind::Boolean, "Whether requests train models.").aliases(&["training"]),
        ours("location", Kind::Country, "Where requests are processed, as a country of ISO 3166."),
        ours("regions", Kind::Texts, "Regions that can be chosen."),
        ours("scope", Kind::Choice(&["provider", "gateway"]), "Whose policy this is."),
    ],
};

/// `[sources]`: where facts come from.
pub static SOURCES: Schema = Schema {
    name: "sources",
    doc: "Where facts come from and when they were checked.",
    strict: false,
    fields: &[
        ours("cost", Kind::Group(&SOURCE), "Where the prices come from."),
        ours("limit", Kind::Group(&SOURCE), "Where the limits come from."),
        ours("policy", Kind::Group(&SOURCE), "Where the policy comes from."),
        ours("performance", Kind::Group(&SOURCE), "Who measured the performance."),
    ],
};

static SOURCE: Schema = Schema {
    name: "source",
    doc: "Where a fact comes from.",
    strict: false,
    fields: &[
        ours("url", Kind::Url, "The page that says so."),
        ours("checked", Kind::Date, "When it was read."),
    ],
};
