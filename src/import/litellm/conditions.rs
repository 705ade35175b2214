//! When and where other prices apply: regions that cost more by a factor, and hours that cost less.

use super::charge::{Charge, amount, key_of, put};
use super::entry::{Entry, MOST};
use crate::import::sheet::Sheet;
use crate::import::{Fields, Json, Report, Value, Why};

/// Keys with the factor of a region, and what the region is called. `regional_processing_uplift_multiplier_` stands before others.
const FACTORS: [(&str, &str); 2] =
    [("fedramp_uplift_multiplier", "FedRAMP"), ("regional_endpoint_uplift_multiplier", "Regional endpoints")];
const REGION: &str = "regional_processing_uplift_multiplier_";

/// Settings of single providers, and among them factors of regions.
const SPECIFIC: &str = "provider_specific_entry";
const OFF_PEAK: &str = "off_peak_pricing";

/// What `provider_specific_entry` tells the client alone.
const CLIENT: [&str; 6] = [
    "bedrock_invocation_schema",
    "dashscope_video_reference_input",
    "realtime_ga_only",
    "transcription_json_or_text_only",
    "transcription_usage_duration",
    "volcengine_video_frames",
];

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Whether a key is read here.
pub(super) fn takes(key: &str) -> bool {
    factor_of(key).is_some() || key == SPECIFIC || key == OFF_PEAK
}

/// The region whose factor a key has.
fn factor_of(key: &str) -> Option<&str> {
    let fixed = FACTORS.iter().find(|(known, _)| *known == key).map(|(_, name)| *name);
    fixed.or_else(|| key.strip_prefix(REGION).filter(|region| !region.is_empty()))
}

/// The regions where all prices are multiplied. Without prices there is nothing to multiply.
pub(super) fn regions(entry: Entry<'_>, sheet: &Sheet, fields: &mut Fields, report: &mut Report) {
    for (key, json) in entry.keys {
        match factor_of(key) {
            Some(name) => region(entry, sheet, (key, name, json), fields, report),
            None if key == SPECIFIC => specific(entry, sheet, json, fields, report),
            None => {}
        }
    }
}

fn region(
    entry: Entry<'_>,
    sheet: &Sheet,
    (key, name, json): (&str, &str, &Json),
    fields: &mut Fields,
    report: &mut Report,
) {
    if *json == Json::Null {
        return;
    }
    let Some(factor) = amount(json).filter(|factor| !factor.is_zero() && !sheet.is_empty()) else {
        entry.cannot_write(report, key, json);
        return;
    };
    let mut region = Fields::default();
    region.set("name", name);
    region.set("factor", factor);
    fields.push("regions", region);
}

/// `{"us": 1.1}` is the factor of a country; a factor for speed, such as `fast`, is no region, and files have prices for it only.
fn specific(entry: Entry<'_>, sheet: &Sheet, json: &Json, fields: &mut Fields, report: &mut Report) {
    let Json::Object(members) = json else {
        entry.cannot_write(report, SPECIFIC, json);
        return;
    };
    for (key, json) in members {
        let name = format!("{SPECIFIC}.{key}");
        let is_country = key.len() == 2 && key.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_country {
            region(entry, sheet, (&name, key, json), fields, report);
        } else {
            let is_fact = matches!(&**key, "fast" | "minimax_free_input_images");
            let why = match (CLIENT.contains(&&**key), is_fact) {
                (true, _) => Why::NotAFact,
                (_, true) => Why::CannotBeWritten,
                _ => Why::UnknownKey,
            };
            report.leave_out(why, entry.id, &name, json);
        }
    }
}

/// The hours with other prices. If one of their prices cannot be read, none is written.
pub(super) fn windows(entry: Entry<'_>, fields: &mut Fields, report: &mut Report) {
    let Some(json) = entry.get(OFF_PEAK) else { return };
    let hours = if is_in_utc(json) { hours(json) } else { None };
    let Some((prices, hours)) =
        prices(entry, json).zip(hours).filter(|(_, hours)| (1..=MOST).contains(&hours.len()))
    else {
        entry.cannot_write(report, OFF_PEAK, json);
        return;
    };
    for (utc, days) in hours {
        let mut window = Fields::default();
        window.set("utc", utc);
        if !days.is_empty() {
            window.set("days", days.iter().map(|day| (*day).to_owned()).collect::<Value>());
        }
        prices.write(entry.kind, &mut window);
        fields.push("windows", window);
    }
}

/// Whether days are those of UTC. Those of another clock begin in the middle of the hours that are written.
fn is_in_utc(json: &Json) -> bool {
    json.get("weekday_timezone").is_none_or(|zone| matches!(zone.text(), Some("UTC" | "Etc/UTC")))
}

fn prices(entry: Entry<'_>, json: &Json) -> Option<Sheet> {
    let Json::Object(members) = json else { return None };
    let mut sheet = Sheet::default();
    let others = ["windows", "hours_utc", "weekdays", "weekday_timezone"];
    for (name, json) in members.iter().filter(|(name, _)| !others.contains(&&***name)) {
        let key = key_of(entry, name).filter(|key| key.service.is_none())?;
        let charge = Charge { name: OFF_PEAK, key, amount: amount(json)?, label: None };
        put(&mut sheet, entry, &charge).then_some(())?;
    }
    (!sheet.is_empty()).then_some(sheet)
}

/// Hours such as `16:30-00:30`, each with the days on which they begin; no days are all of them.
type Hours = Vec<(String, Vec<&'static str>)>;

fn hours(json: &Json) -> Option<Hours> {
    let mut hours = Vec::new();
    let own = json.get("hours_utc").map(|_| json);
    let windows = json.get("windows").map(|windows| match windows {
        Json::List(list) => Some(list.as_slice()),
        _ => None,
    });
    for rule in own.into_iter().chain(windows.unwrap_or(Some(&[]))?) {
        let days = days(rule)?;
        for text in times(rule.get("hours_utc")?)? {
            hours.push((whole_day(text), days.clone()));
        }
    }
    Some(hours)
}

/// `00:00-00:00` is a whole day.
fn whole_day(hours: &str) -> String {
    if hours == "00:00-00:00" { "00:00-24:00".to_owned() } else { hours.to_owned() }
}

fn times(json: &Json) -> Option<Vec<&str>> {
    let list = match json {
        Json::List(list) => list.iter().map(Json::text).collect::<Option<Vec<_>>>()?,
        json => vec![json.text()?],
    };
    list.iter().all(|text| is_hours(text)).then_some(list)
}

fn is_hours(text: &str) -> bool {
    let is_time = |text: &str| {
        let (hour, minute) = text.split_once(':')?;
        let is_digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        let is_in_day = hour.parse::<u8>().ok()? < 24 && minute.parse::<u8>().ok()? < 60;
        (is_digits(hour) && is_digits(minute) && is_in_day).then_some(())
    };
    let halves = text.split_once('-');
    halves.is_some_and(|(from, to)| {
        is_time(from).is_some() && is_time(to).is_some() && (from != to || from == "00:00")
    })
}

/// The days of a rule: 1 is Monday.
fn days(rule: &Json) -> Option<Vec<&'static str>> {
    let Some(json) = rule.get("weekdays") else { return Some(Vec::new()) };
    let Json::List(list) = json else { return None };
    let at = |day: &Json| usize::try_from(day.count()?).ok()?.checked_sub(1);
    list.iter().map(|day| DAYS.get(at(day)?).copied()).collect()
}
