//! The list for machines that models.dev and compatible sites publish, `api.json`: which facts it can hold.

/// Whether a list for machines can hold a fact.
pub(super) fn knows(fact: &str) -> bool {
    const FACTS: [&str; 19] = [
        "cost.input",
        "cost.output",
        "cost.reasoning",
        "cost.cache_read",
        "cost.cache_write",
        "cost.input_audio",
        "cost.output_audio",
        "limit.context",
        "limit.input",
        "limit.output",
        "release_date",
        "last_updated",
        "knowledge",
        "attachment",
        "reasoning",
        "tool_call",
        "structured_output",
        "open_weights",
        "name",
    ];
    FACTS.contains(&fact)
        || ["cost.tiers[", "modalities.", "provider."].iter().any(|start| fact.starts_with(start))
}
