//! The table of rules, by name. A rule is one file: what it finds, why that matters, an example, the check and its test.

mod absurd_number;
mod ageing_word;
mod base_model_hint;
mod benchmark_in_prose;
mod cache_read_above_input;
mod cache_read_zero;
mod cutoff_after_release;
mod deprecated_without_successor;
mod duplicate_name;
mod empty_price;
mod float_dust;
mod free_with_price;
mod future_date;
mod input_exceeds_context;
mod markup_without_upstream;
mod mojibake;
mod no_base_url;
mod output_exceeds_context;
mod parameter_range;
mod plan_without_included;
mod price_in_prose;
mod price_outlier;
mod reasoning_cost_without_reasoning;
mod retires_before_deprecated;
mod successor_retired;
mod tier_below_base;
mod tier_beyond_context;
mod tier_order;
mod unknown_comparison;
mod unknown_primary_offer;
mod updated_before_release;
mod zero_price;

use super::Rule;

/// Every rule.
pub static ALL: [&Rule; 32] = [
    &absurd_number::RULE,
    &ageing_word::RULE,
    &base_model_hint::RULE,
    &benchmark_in_prose::RULE,
    &cache_read_above_input::RULE,
    &cache_read_zero::RULE,
    &cutoff_after_release::RULE,
    &deprecated_without_successor::RULE,
    &duplicate_name::RULE,
    &empty_price::RULE,
    &float_dust::RULE,
    &free_with_price::RULE,
    &future_date::RULE,
    &input_exceeds_context::RULE,
    &markup_without_upstream::RULE,
    &mojibake::RULE,
    &no_base_url::RULE,
    &output_exceeds_context::RULE,
    &parameter_range::RULE,
    &plan_without_included::RULE,
    &price_in_prose::RULE,
    &price_outlier::RULE,
    &reasoning_cost_without_reasoning::RULE,
    &retires_before_deprecated::RULE,
    &successor_retired::RULE,
    &tier_below_base::RULE,
    &tier_beyond_context::RULE,
    &tier_order::RULE,
    &unknown_comparison::RULE,
    &unknown_primary_offer::RULE,
    &updated_before_release::RULE,
    &zero_price::RULE,
];

/// What rules are written with.
mod prelude {
    pub(super) use crate::diag::{Code, Diagnostic, Diagnostics, Level, Span, closest};
    pub(super) use crate::domain::{RecordKey, TokenCount};
    pub(super) use crate::lint::context::{Context, charges, conflict, own_span, rates, texts};
    pub(super) use crate::lint::dates::is_before;
    #[cfg(test)]
    pub(super) use crate::lint::testing::{findings, in_model};
    pub(super) use crate::lint::{Check, Rule};
    pub(super) use crate::resolve::Record;
    pub(super) use crate::resolve::cost::RateKind;
}
