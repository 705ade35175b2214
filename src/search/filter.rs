//! What words and flags ask of a row beside its name; see `static/js/query_filters.js` and `static/js/list/tests.js`.

use rust_decimal::Decimal;

use super::subject::{context, known_price};
use crate::derive::{Directory, LISTED_CAPABILITIES, Row};
use crate::diag::closest;
use crate::domain::Capability;
use crate::domain::money::read_exact;
use crate::fact::ListedPrice;
use crate::resolve::cost::RateKind;

/// A filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Can do something, or one of its offers can.
    Capability(Capability),
    /// Nothing is charged.
    Free,
    /// The most that 1M tokens of a kind may cost, in dollars.
    Price(RateKind, Decimal),
    /// The fewest tokens of context.
    Context(u64),
}

impl Filter {
    /// The filter in words: `Vision`, `input up to $1`, `200000 tokens of context or more`.
    pub fn label(&self) -> String {
        match self {
            Self::Capability(capability) => capability.words().label.to_owned(),
            Self::Free => "free".to_owned(),
            Self::Price(RateKind::Output, most) => format!("output up to ${most}"),
            Self::Price(_, most) => format!("input up to ${most}"),
            Self::Context(tokens) => {
                format!("{} context or more", crate::domain::TokenCount(*tokens).short())
            }
        }
    }
}

/// Words for capabilities beside their own ones.
const WORDS: [(&str, Capability); 8] = [
    ("audio", Capability::AudioInput),
    ("cache", Capability::PromptCaching),
    ("json", Capability::StructuredOutput),
    ("open", Capability::OpenWeights),
    ("pdf", Capability::PdfInput),
    ("tool", Capability::ToolCalling),
    ("video", Capability::VideoInput),
    ("weights", Capability::OpenWeights),
];

/// A word that is no capability.
#[derive(Debug, thiserror::Error)]
#[error("there is no capability `{word}`{}", near.as_ref().map_or_else(String::new, |near| format!("; did you mean `{near}`?")))]
pub struct UnknownWord {
    word: String,
    near: Option<&'static str>,
}

/// The capability that a word stands for: its name in addresses, its short name in lists, or another word for it.
///
/// # Errors
/// If it stands for none.
pub fn capability(word: &str) -> Result<Capability, UnknownWord> {
    let word = word.to_lowercase();
    // A word of a later capability stands for that one, also if it is another word for an earlier one.
    let own = Capability::all().filter(|capability| {
        let words = capability.words();
        words.slug == word || (LISTED_CAPABILITIES.contains(capability) && words.short.to_lowercase() == word)
    });
    let other = WORDS.iter().find(|(other, _)| *other == word).map(|(_, capability)| *capability);
    own.last().or(other).ok_or_else(|| {
        let near = closest(&word, Capability::all().map(|capability| capability.words().slug));
        UnknownWord { word, near }
    })
}

/// `<$1`, `<=0.5`, `$0.15`: the most that 1M input tokens may cost.
pub(super) fn price(word: &str) -> Option<Filter> {
    let below = word.strip_prefix('<').map(|rest| rest.strip_prefix('=').unwrap_or(rest));
    let digits = match below {
        Some(rest) => rest.strip_prefix('$').unwrap_or(rest),
        None => word.strip_prefix('$')?,
    };
    Some(Filter::Price(RateKind::Input, number(digits, 6, 12)?.normalize()))
}

/// `>200k`, `>=1m`, `128k+`: the fewest tokens of context.
pub(super) fn context_filter(word: &str) -> Option<Filter> {
    let above = word.strip_prefix('>').map(|rest| rest.strip_prefix('=').unwrap_or(rest));
    let rest = above.unwrap_or(word);
    let (rest, more) = rest.strip_suffix('+').map_or((rest, false), |rest| (rest, true));
    if above.is_some() == more {
        return None;
    }
    let (digits, unit) = match rest.char_indices().last()? {
        (at, 'k' | 'K') => (&rest[..at], 1_000),
        (at, 'm' | 'M') => (&rest[..at], 1_000_000),
        _ => (rest, 1),
    };
    let size = number(digits, 9, 2)? * Decimal::from(unit);
    let rounded = size.round_dp_with_strategy(0, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    let tokens = u64::try_from(rounded).ok()?;
    (size <= Decimal::from(1_000_000_000)).then_some(Filter::Context(tokens))
}

/// Digits, with at most so many before and behind a point.
fn number(digits: &str, whole: usize, fraction: usize) -> Option<Decimal> {
    let (before, behind) =
        digits.split_once('.').map_or((digits, None), |(before, behind)| (before, Some(behind)));
    let is_run =
        |run: &str, most: usize| (1..=most).contains(&run.len()) && run.bytes().all(|b| b.is_ascii_digit());
    let is_number = is_run(before, whole) && behind.is_none_or(|behind| is_run(behind, fraction));
    read_exact(digits).filter(|_| is_number)
}

/// Whether a row passes a filter.
pub fn passes(directory: &Directory, row: &Row, filter: &Filter) -> bool {
    match filter {
        Filter::Capability(capability) => row.can(directory, *capability),
        Filter::Free => {
            matches!(ListedPrice::first(directory.priced_record(row.place)), ListedPrice::Free(_))
        }
        Filter::Price(kind, most) => known_price(directory, row, *kind).is_some_and(|price| price <= *most),
        Filter::Context(fewest) => context(directory.record(row.place)) >= *fewest,
    }
}
