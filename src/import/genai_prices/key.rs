//! What a price key of genai-prices charges: a name, and for how many of it at its end. A name that is new is a unit in words.

use rust_decimal::Decimal;

use crate::domain::RateKind;
use crate::domain::rate::TimeToLive;
use crate::import::sheet::{Row, Side, Slot};

/// Kinds of tokens with a key in `[cost]`.
const RATES: [(&str, &str); 16] = [
    ("input", "input"),
    ("output", "output"),
    ("output_reasoning", "reasoning"),
    ("cache_read", "cache_read"),
    ("cache_write", "cache_write"),
    ("input_audio", "input_audio"),
    ("output_audio", "output_audio"),
    ("input_image", "image_input"),
    ("output_image", "image_output"),
    ("input_video", "input_video"),
    ("output_video", "output_video"),
    ("cache_audio_read", "cache_read_audio"),
    ("cache_image_read", "cache_read_image"),
    ("cache_video_read", "cache_read_video"),
    ("training", "training"),
    ("fine_tuning", "training"),
];

/// Other names with a unit in `[[cost.units]]`, the number that the price is for, and a label.
const UNITS: [(&str, &str, u64, Option<&str>); 15] = [
    ("web_searches_kcount", "search", 1_000, None),
    ("social_searches_kcount", "search", 1_000, Some("Social searches")),
    ("storage_searches_kcount", "search", 1_000, Some("Storage searches")),
    ("rerank_searches_kcount", "search", 1_000, Some("Rerank searches")),
    ("requests_kcount", "request", 1_000, None),
    ("input_document_kpages", "page", 1_000, None),
    ("input_annotated_document_kpages", "page", 1_000, Some("Annotated documents")),
    ("audio_hours", "hour", 1, Some("Audio")),
    ("input_audio_hours", "hour", 1, Some("Audio input")),
    ("output_audio_hours", "hour", 1, Some("Audio output")),
    ("video_hours", "hour", 1, Some("Video")),
    ("input_video_hours", "hour", 1, Some("Video input")),
    ("output_video_hours", "hour", 1, Some("Video output")),
    ("input_mchars", "character", 1_000_000, None),
    ("output_mchars", "character", 1_000_000, Some("Output")),
];

/// Ends of keys, and the number of units that they stand for.
const ENDS: [(&str, &str, &str); 6] = [
    ("_mtok", "1M ", " tokens"),
    ("_kcount", "1,000 ", ""),
    ("_mchars", "1M ", " characters"),
    ("_kpages", "1,000 ", " pages"),
    ("_hours", "", " hours"),
    ("_gpixels", "1,000M ", " pixels"),
];

/// What a key charges at a price. `None` where it does not say for how many of what.
pub(super) fn slot(key: &str, price: Decimal) -> Option<Slot> {
    if let Some(kind) = key.strip_suffix("_mtok").and_then(rate) {
        return Some(Slot::Rate(kind, price));
    }
    let row = |unit: &str, per, label: Option<&str>, is_other| {
        let label = label.map(str::to_owned);
        Slot::Row(Row {
            unit: unit.to_owned(),
            is_other,
            per,
            side: Side::Neither,
            label,
            selector: None,
            free: None,
            price,
        })
    };
    if let Some((_, unit, per, label)) = UNITS.iter().find(|(name, ..)| *name == key) {
        return Some(row(unit, *per, *label, false));
    }
    let is_plain = key.len() <= 100
        && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit());
    let (name, (_, number, unit)) = ENDS.iter().find_map(|end| Some((key.strip_suffix(end.0)?, end)))?;
    let words = format!("{number}{}{unit}", name.replace('_', " "));
    (is_plain && !name.is_empty()).then(|| row(&words, 1, None, true))
}

/// The kind of tokens; `cache_write_1h` is one for each time.
fn rate(name: &str) -> Option<RateKind> {
    if let Some(time) = name.strip_prefix("cache_write_").and_then(TimeToLive::read) {
        return Some(RateKind::CacheWriteFor(time));
    }
    let (_, key) = RATES.iter().find(|(known, _)| *known == name)?;
    RateKind::of_key(key)
}
