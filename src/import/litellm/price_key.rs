//! The grammar of `LiteLLM`'s price keys: what is charged, then conditions, each behind `_`. A size, a time or a service level
//! that is new reads like those of today: `input_cost_per_token_above_512k_tokens_ultrafast`.

use crate::import::sheet::Side;

/// What a price is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// 1M tokens, by their key in `[cost]`.
    Rate(&'static str),
    /// Tokens written to the cache, whose key depends on the time that they stay there.
    CacheWrite,
    /// A unit of `[[cost.units]]`, with what tells it from others.
    Unit(&'static str, Side, Option<&'static str>),
    /// Seconds, which are of audio or video by the model's type.
    Second(Side),
    /// A query: a search for a search model, otherwise a request.
    Query,
    /// 1M characters.
    Characters(Side),
    /// 1M pixels.
    Pixels(Side),
    /// Something with a unit in words, and what is charged.
    Other(&'static str, &'static str),
    /// The same for a million, because one costs next to nothing.
    OtherMillion(&'static str, &'static str),
}

/// A key that has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PriceKey<'a> {
    pub(super) item: Item,
    /// The number of tokens above which the price applies.
    pub(super) above: Option<u64>,
    /// The hours for which the cache keeps what is written to it.
    pub(super) hours: Option<u64>,
    /// The level of service, as the key has it: `batches`, `flex`.
    pub(super) service: Option<&'a str>,
    /// A resolution or size: `1080p`, `2K`.
    pub(super) variant: Option<&'a str>,
    /// The seconds above which another interval begins.
    pub(super) interval: Option<u64>,
}

#[rustfmt::skip]
const ITEMS: [(&str, Item); 41] = [
    ("input_cost_per_token", Item::Rate("input")),
    ("output_cost_per_token", Item::Rate("output")),
    ("output_cost_per_reasoning_token", Item::Rate("reasoning")),
    ("cache_read_input_token_cost", Item::Rate("cache_read")),
    ("input_cost_per_token_cache_hit", Item::Rate("cache_read")),
    ("cache_creation_input_token_cost", Item::CacheWrite),
    ("input_cost_per_audio_token", Item::Rate("input_audio")),
    ("output_cost_per_audio_token", Item::Rate("output_audio")),
    ("input_cost_per_image_token", Item::Rate("image_input")),
    ("output_cost_per_image_token", Item::Rate("image_output")),
    ("input_cost_per_video_token", Item::Rate("input_video")),
    ("output_cost_per_video_token", Item::Rate("output_video")),
    ("cache_read_input_audio_token_cost", Item::Rate("cache_read_audio")),
    ("cache_read_input_image_token_cost", Item::Rate("cache_read_image")),
    ("cache_read_input_video_token_cost", Item::Rate("cache_read_video")),
    ("explicit_cache_read_input_token_cost", Item::OtherMillion("tokens", "Input read from the explicit cache")),
    ("cache_creation_input_audio_token_cost", Item::OtherMillion("audio tokens", "Audio written to the cache")),
    ("citation_cost_per_token", Item::OtherMillion("tokens", "Citations")),
    ("input_cost_per_image", Item::Unit("image", Side::Input, None)),
    ("output_cost_per_image", Item::Unit("image", Side::Output, None)),
    ("input_cost_per_video_per_second", Item::Unit("video_second", Side::Input, None)),
    ("output_cost_per_video_per_second", Item::Unit("video_second", Side::Output, None)),
    ("input_cost_per_audio_per_second", Item::Unit("audio_second", Side::Input, None)),
    ("output_cost_per_audio_per_second", Item::Unit("audio_second", Side::Output, None)),
    ("input_cost_per_second", Item::Second(Side::Input)),
    ("output_cost_per_second", Item::Second(Side::Output)),
    ("cost_per_second", Item::Second(Side::Neither)),
    ("input_cost_per_character", Item::Characters(Side::Input)),
    ("output_cost_per_character", Item::Characters(Side::Output)),
    ("input_cost_per_query", Item::Query),
    ("input_cost_per_request", Item::Unit("request", Side::Neither, None)),
    ("google_maps_grounding_cost_per_query", Item::Unit("search", Side::Neither, Some("Google Maps grounding"))),
    ("ocr_cost_per_page", Item::Unit("page", Side::Neither, None)),
    ("annotation_cost_per_page", Item::Unit("page", Side::Neither, Some("Annotations"))),
    ("code_interpreter_cost_per_session", Item::Unit("session", Side::Neither, Some("Code interpreter"))),
    ("file_search_cost_per_gb_per_day", Item::Unit("gb_day", Side::Neither, Some("File search"))),
    ("vector_store_cost_per_gb_per_day", Item::Unit("gb_day", Side::Neither, Some("Vector store"))),
    ("input_cost_per_pixel", Item::Pixels(Side::Input)),
    ("output_cost_per_pixel", Item::Pixels(Side::Output)),
    ("ocr_cost_per_credit", Item::Other("credit", "Documents")),
    ("input_cost_per_text_message", Item::Other("text message", "Input")),
];

/// Reads a key; `None` where it is no price, or says something that the grammar does not have.
pub(super) fn read(key: &str) -> Option<PriceKey<'_>> {
    let (item, mut rest) = item(key)?;
    let mut read = PriceKey { item, above: None, hours: None, service: None, variant: None, interval: None };
    while !rest.is_empty() {
        rest = read.condition(rest)?;
    }
    let has_time = read.hours.is_none() || item == Item::CacheWrite;
    let is_unit = matches!(item, Item::Unit(..) | Item::Second(_));
    (has_time && (is_unit || (read.variant.is_none() && read.interval.is_none()))).then_some(read)
}

/// What the start of a key says is charged, and the rest: the longest name counts.
fn item(key: &str) -> Option<(Item, &str)> {
    let rests = ITEMS.iter().filter_map(|(name, item)| Some((*item, key.strip_prefix(name)?)));
    let whole = rests.filter(|(_, rest)| rest.is_empty() || rest.starts_with('_'));
    whole.min_by_key(|(_, rest)| rest.len())
}

impl<'a> PriceKey<'a> {
    /// Takes the first condition of the rest of a key. `None` if it is none, or stands twice.
    fn condition(&mut self, rest: &'a str) -> Option<&'a str> {
        if let Some(threshold) = rest.strip_prefix("_above_") {
            let end = threshold.find(|c: char| !c.is_ascii_digit())?;
            let (digits, unit) = threshold.split_at(end);
            return self.threshold(digits.parse().ok()?, unit);
        }
        let words = rest.strip_prefix('_')?;
        let (word, rest) = words.split_at(words.find('_').unwrap_or(words.len()));
        let first = word.chars().next()?;
        let slot = if first.is_ascii_digit() { &mut self.variant } else { &mut self.service };
        slot.replace(word).is_none().then_some(rest)
    }

    fn threshold(&mut self, number: u64, unit: &'a str) -> Option<&'a str> {
        let (slot, times, rest) = if let Some(rest) = unit.strip_prefix("k_tokens") {
            (&mut self.above, 1_000, rest)
        } else if let Some(rest) = unit.strip_prefix("_tokens") {
            (&mut self.above, 1, rest)
        } else if let Some(rest) = unit.strip_prefix("hr") {
            (&mut self.hours, 1, rest)
        } else {
            (&mut self.interval, 1, unit.strip_prefix("s_interval")?)
        };
        slot.replace(number.checked_mul(times)?).is_none().then_some(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read_in_any_order_and_size() {
        let key = read("cache_creation_input_token_cost_above_12hr_above_272k_tokens_priority").unwrap();
        assert_eq!((key.item, key.above, key.hours), (Item::CacheWrite, Some(272_000), Some(12)));
        assert_eq!(key.service, Some("priority"));
        let key = read("input_cost_per_token_above_2048k_tokens_tomorrow").unwrap();
        assert_eq!(
            (key.item, key.above, key.service),
            (Item::Rate("input"), Some(2_048_000), Some("tomorrow"))
        );
        let key = read("output_cost_per_image_0.5K").unwrap();
        assert_eq!((key.item, key.variant), (Item::Unit("image", Side::Output, None), Some("0.5K")));
        assert_eq!(read("input_cost_per_image_token_batches").unwrap().item, Item::Rate("image_input"));
        assert_eq!(read("input_cost_per_token_cache_hit").unwrap().item, Item::Rate("cache_read"));
    }

    #[test]
    fn what_the_grammar_does_not_have_is_no_price() {
        for key in [
            "input_cost_per_hologram",
            "input_cost_per_tokens",
            "input_cost_per_token_above_much",
            "input_cost_per_token_above_200k_tokens_above_300k_tokens",
            "input_cost_per_token_flex_flex",
            "input_cost_per_token_above_1hr",
            "input_cost_per_token_720p",
            "input_cost_per_token_above_99999999999999999999k_tokens",
            "input_cost_per_token_",
        ] {
            assert_eq!(read(key), None, "{key}");
        }
    }
}
