//! The kinds of tokens with a price per 1M tokens. The schema, prices, labels and documents are made from this table.

use std::borrow::Cow;
use std::fmt;

/// A kind of token that has a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RateKind {
    /// Input tokens.
    Input,
    /// Output tokens.
    Output,
    /// Reasoning tokens.
    Reasoning,
    /// Input read from the cache.
    CacheRead,
    /// Input written to the cache, for as long as the provider keeps it by default.
    CacheWrite,
    /// Input written to the cache for a time to live.
    CacheWriteFor(TimeToLive),
    /// Audio input.
    InputAudio,
    /// Audio output.
    OutputAudio,
    /// Image input.
    ImageInput,
    /// Image output.
    ImageOutput,
    /// Video input.
    InputVideo,
    /// Video output.
    OutputVideo,
    /// Audio input read from the cache.
    CacheReadAudio,
    /// Image input read from the cache.
    CacheReadImage,
    /// Video input read from the cache.
    CacheReadVideo,
    /// Tokens of a fine-tuning job.
    Training,
}

/// How a kind of token is written and named.
#[derive(Debug)]
pub struct Rate {
    /// The kind.
    pub kind: RateKind,
    /// The key in files: `cache_read`.
    pub key: &'static str,
    /// The path of a record's own price: `cost.cache_read`.
    pub path: &'static str,
    /// The label on pages: "Cached input".
    pub label: &'static str,
    /// What it means, in a sentence.
    pub doc: &'static str,
    /// Other keys that people write for it.
    pub aliases: &'static [&'static str],
    /// Whether the key belongs to the models.dev format.
    pub is_shared: bool,
}

macro_rules! rate {
    ($kind:ident, $key:literal, $label:literal, $doc:literal, $aliases:expr, $is_shared:literal) => {
        Rate {
            kind: RateKind::$kind,
            key: $key,
            path: concat!("cost.", $key),
            label: $label,
            doc: $doc,
            aliases: &$aliases,
            is_shared: $is_shared,
        }
    };
}

/// Every kind but cache writes for a time to live, in the order of the price table.
#[rustfmt::skip]
pub const RATES: [Rate; 15] = [
    rate!(Input, "input", "Input", "Input tokens.", ["prompt", "input_price", "prompt_price", "input_cost", "input_cost_per_token", "prompt_tokens"], true),
    rate!(Output, "output", "Output", "Output tokens.", ["completion", "output_price", "completion_price", "output_cost", "output_cost_per_token"], true),
    rate!(Reasoning, "reasoning", "Reasoning", "Reasoning tokens, if they are not billed as output.", [], true),
    rate!(CacheRead, "cache_read", "Cached input", "Input tokens read from the cache.", ["cache_input", "cached_input", "cached_read", "cache"], true),
    rate!(CacheWrite, "cache_write", "Cache write", "Input tokens written to the cache.", ["cached_write", "cache_creation"], true),
    rate!(InputAudio, "input_audio", "Audio input", "Audio input tokens.", ["audio_input", "audio"], true),
    rate!(OutputAudio, "output_audio", "Audio output", "Audio output tokens.", ["audio_output"], true),
    rate!(ImageInput, "image_input", "Image input", "Image input tokens.", ["input_image", "image"], false),
    rate!(ImageOutput, "image_output", "Image output", "Image output tokens.", ["output_image"], false),
    rate!(InputVideo, "input_video", "Video input", "Video input tokens.", ["video_input", "video"], false),
    rate!(OutputVideo, "output_video", "Video output", "Video output tokens.", ["video_output"], false),
    rate!(CacheReadAudio, "cache_read_audio", "Cached audio input", "Audio input tokens read from the cache.", ["cached_audio"], false),
    rate!(CacheReadImage, "cache_read_image", "Cached image input", "Image input tokens read from the cache.", ["cached_image"], false),
    rate!(CacheReadVideo, "cache_read_video", "Cached video input", "Video input tokens read from the cache.", ["cached_video"], false),
    rate!(Training, "training", "Training", "Tokens of a fine-tuning job, counted once per epoch.", ["fine_tuning", "finetune"], false),
];

impl RateKind {
    /// The kind that a key in a file names.
    pub fn of_key(key: &str) -> Option<Self> {
        let rate = RATES.iter().find(|rate| rate.key == key).map(|rate| rate.kind);
        rate.or_else(|| TimeToLive::read(key.strip_prefix("cache_write_")?).map(Self::CacheWriteFor))
    }

    /// Its row of the table; `None` for cache writes for a time to live, which have no fixed key.
    fn rate(self) -> Option<&'static Rate> {
        RATES.iter().find(|rate| rate.kind == self)
    }

    /// The key in files: `cache_write_1h`.
    pub fn key(self) -> Cow<'static, str> {
        match self {
            Self::CacheWriteFor(time) => format!("cache_write_{}", time.key()).into(),
            _ => self.rate().map_or("", |rate| rate.key).into(),
        }
    }

    /// The label on pages: "Cache write, 1 hour".
    pub fn label(self) -> Cow<'static, str> {
        match self {
            Self::CacheWriteFor(time) => format!("Cache write, {time}").into(),
            _ => self.rate().map_or("", |rate| rate.label).into(),
        }
    }

    /// The path of a record's own price: `cost.input`.
    pub fn own_path(self) -> Cow<'static, str> {
        match self {
            Self::CacheWriteFor(_) => format!("cost.{}", self.key()).into(),
            _ => self.rate().map_or("", |rate| rate.path).into(),
        }
    }
}

/// How long a cache keeps what is written to it, in whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeToLive(u32);

const HOUR: u32 = 60;
const DAY: u32 = 24 * HOUR;

impl TimeToLive {
    /// Reads `5m`, `1h` or `7d`; `None` for anything else. `60m` is read too, but written as `1h`.
    pub fn read(text: &str) -> Option<Self> {
        let (digits, minutes) = [("m", 1), ("h", HOUR), ("d", DAY)]
            .into_iter()
            .find_map(|(unit, minutes)| Some((text.strip_suffix(unit)?, minutes)))?;
        let is_number = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
        let count: u32 = digits.parse().ok().filter(|_| is_number)?;
        count.checked_mul(minutes).map(Self)
    }

    /// The time in a key: `1h`. Whole days up to one are written in hours, as providers do.
    fn key(self) -> String {
        match self.0 {
            minutes if minutes % DAY == 0 && minutes > DAY => format!("{}d", minutes / DAY),
            minutes if minutes % HOUR == 0 => format!("{}h", minutes / HOUR),
            minutes => format!("{minutes}m"),
        }
    }
}

impl fmt::Display for TimeToLive {
    /// Writes "1 hour", "5 minutes", "7 days".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self.0 {
            minutes if minutes % DAY == 0 && minutes > DAY => (minutes / DAY, "day"),
            minutes if minutes % HOUR == 0 => (minutes / HOUR, "hour"),
            minutes => (minutes, "minute"),
        };
        write!(f, "{count} {unit}{}", if count == 1 { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cache_write_names_any_time_to_live() {
        let cases = [
            ("cache_write_5m", "Cache write, 5 minutes"),
            ("cache_write_1h", "Cache write, 1 hour"),
            ("cache_write_12h", "Cache write, 12 hours"),
            ("cache_write_24h", "Cache write, 24 hours"),
            ("cache_write_7d", "Cache write, 7 days"),
        ];
        for (key, label) in cases {
            let kind = RateKind::of_key(key).unwrap();
            assert_eq!((kind.key().as_ref(), kind.label().as_ref()), (key, label));
        }
        for other in ["cache_write_", "cache_write_h", "cache_write_0h", "cache_write_1", "cache_write_x1h"] {
            assert_eq!(RateKind::of_key(other), None, "{other}");
        }
    }

    #[test]
    fn every_key_leads_back_to_its_kind() {
        for rate in &RATES {
            assert_eq!(RateKind::of_key(rate.key), Some(rate.kind));
            assert_eq!(rate.kind.own_path(), format!("cost.{}", rate.key));
        }
    }
}
