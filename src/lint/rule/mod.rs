//! The table of rules, by name. A rule is one file: what it finds, why that matters, an example, the check and its test.

mod absurd_number;
mod ageing_word;
mod base_model_hint;
mod batch_above_standard;
mod benchmark_in_prose;
mod cache_read_above_input;
mod cache_read_zero;
mod cutoff_after_release;
mod deprecated_without_successor;
mod doubtful_link;
mod duplicate_name;
mod duplicate_price;
mod duplicate_title;
mod empty_price;
mod float_dust;
mod free_with_price;
mod future_date;
mod input_exceeds_context;
mod label_without_address;
mod markup_without_upstream;
mod mojibake;
mod no_base_url;
mod no_data_license;
mod output_exceeds_context;
mod parameter_range;
mod partial_schedule;
mod placeholder_date;
mod plan_without_included;
mod price_in_prose;
mod price_outlier;
mod price_per_token;
mod reasoning_cost_without_reasoning;
mod retires_before_deprecated;
mod small_limit;
mod stands_apart;
mod successor_retired;
mod tier_below_base;
mod tier_beyond_context;
mod tier_order;
mod unknown_author;
mod unknown_comparison;
mod unknown_package;
mod unknown_placeholder;
mod unknown_primary_offer;
mod unseen_character;
mod unused_gateway;
mod updated_before_release;
mod window_overlap;
mod zero_price;

use super::Rule;

/// Every rule.
pub static ALL: [&Rule; 49] = [
    &absurd_number::RULE,
    &ageing_word::RULE,
    &base_model_hint::RULE,
    &batch_above_standard::RULE,
    &benchmark_in_prose::RULE,
    &cache_read_above_input::RULE,
    &cache_read_zero::RULE,
    &cutoff_after_release::RULE,
    &deprecated_without_successor::RULE,
    &doubtful_link::RULE,
    &duplicate_name::RULE,
    &duplicate_price::RULE,
    &duplicate_title::RULE,
    &empty_price::RULE,
    &float_dust::RULE,
    &free_with_price::RULE,
    &future_date::RULE,
    &input_exceeds_context::RULE,
    &label_without_address::RULE,
    &markup_without_upstream::RULE,
    &mojibake::RULE,
    &no_base_url::RULE,
    &no_data_license::RULE,
    &output_exceeds_context::RULE,
    &parameter_range::RULE,
    &partial_schedule::RULE,
    &placeholder_date::RULE,
    &plan_without_included::RULE,
    &price_in_prose::RULE,
    &price_outlier::RULE,
    &price_per_token::RULE,
    &reasoning_cost_without_reasoning::RULE,
    &retires_before_deprecated::RULE,
    &small_limit::RULE,
    &stands_apart::RULE,
    &successor_retired::RULE,
    &tier_below_base::RULE,
    &tier_beyond_context::RULE,
    &tier_order::RULE,
    &unknown_author::RULE,
    &unknown_comparison::RULE,
    &unknown_package::RULE,
    &unknown_placeholder::RULE,
    &unknown_primary_offer::RULE,
    &unseen_character::RULE,
    &unused_gateway::RULE,
    &updated_before_release::RULE,
    &window_overlap::RULE,
    &zero_price::RULE,
];

/// What rules are written with.
mod prelude {
    pub(super) use crate::diag::{Code, Diagnostic, Diagnostics, Level, Proposals, Span, closest};
    pub(super) use crate::domain::TokenCount;
    pub(super) use crate::lint::context::{
        CatalogContext, RecordContext, charges, conflict, own_span, rates, texts,
    };
    pub(super) use crate::lint::dates::is_placeholder;
    #[cfg(test)]
    pub(super) use crate::lint::testing::{findings, in_model};
    pub(super) use crate::lint::{Check, Rule};
    pub(super) use crate::resolve::Record;
    pub(super) use crate::resolve::cost::RateKind;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::testing::findings;

    /// Rules whose examples need other files, which their own tests have.
    const OF_SEVERAL_FILES: [&str; 12] = [
        "base-model-hint",
        "doubtful-link",
        "duplicate-name",
        "duplicate-title",
        "no-data-license",
        "price-outlier",
        "stands-apart",
        "successor-retired",
        "unknown-author",
        "unknown-primary-offer",
        "unseen-character",
        "unused-gateway",
    ];

    /// What an example finds, as a model or as the settings of a site with the models that examples name.
    fn find(rule: &'static Rule, example: &str) -> String {
        let of_site = ["[gateway]", "[[compare]]", "title"].iter().any(|start| example.starts_with(start));
        let model = format!("name = \"One\"\n{}\n", if of_site { "" } else { example });
        let mut files = vec![("models/acme/one.toml", model.as_str())];
        let others = ["google/gemini-2.5-flash", "openai/gpt-4.1-mini", "openai/gpt-4o-mini"];
        let others = others.map(|id| (format!("models/{id}.toml"), format!("name = \"{id}\"\n")));
        files.extend(others.iter().map(|(path, text)| (path.as_str(), text.as_str())));
        if of_site {
            files.push(("site.toml", example));
        }
        findings(rule, &files)
    }

    #[test]
    fn every_example_is_as_bad_or_as_good_as_it_says() {
        for rule in ALL.iter().filter(|rule| !OF_SEVERAL_FILES.contains(&rule.code.name)) {
            assert_ne!(find(rule, rule.code.bad), "", "{} in {}", rule.code.name, rule.code.bad);
            assert_eq!(find(rule, rule.code.good), "", "{} in {}", rule.code.name, rule.code.good);
        }
    }

    #[test]
    fn rules_stand_by_name() {
        assert!(ALL.is_sorted_by_key(|rule| rule.code.name));
    }
}
