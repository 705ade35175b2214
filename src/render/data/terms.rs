//! Whose data the site shows, in files for programs.

use schemars::JsonSchema;
use serde::Serialize;

use super::form::day;
use crate::domain::PartialDate;
use crate::render::markdown::plain;
use crate::resolve::Settings;

/// License and source, as `[data]` of the settings names them.
#[derive(Serialize, JsonSchema)]
pub(super) struct Terms<'a> {
    /// The license of the data.
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    /// The address of the license text.
    #[serde(skip_serializing_if = "Option::is_none")]
    license_url: Option<&'a str>,
    /// The source of the data.
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<String>,
    /// The date on which the data was taken from there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "day")]
    as_of: Option<String>,
}

/// What the settings say; `None` if they say nothing.
pub(super) fn terms(settings: &Settings) -> Option<Terms<'_>> {
    let data = &settings.data;
    (!data.is_empty()).then(|| Terms {
        license: data.license.as_deref(),
        license_url: data.license_url.as_deref(),
        credit: data.credit.as_deref().map(plain),
        as_of: data.as_of.map(PartialDate::iso),
    })
}

/// Whose data it is, and its license, in a line: for formats that have room for some words.
pub(super) fn words(settings: &Settings) -> Option<String> {
    let data = &settings.data;
    let license = data.license.as_ref().or(data.license_url.as_ref());
    let credit = data.credit.as_deref().map(plain);
    let words: Vec<String> =
        credit.into_iter().chain(license.map(|name| format!("Data license: {name}"))).collect();
    (!words.is_empty()).then(|| words.join(". "))
}

/// Writes `LICENSE.txt`, which stands beside the files whose formats have no place for a license.
pub(super) fn write(settings: &Settings, buffer: &mut Vec<u8>) {
    let data = &settings.data;
    let lines = [
        data.license.as_ref().map(|name| format!("License: {name}")),
        data.license_url.clone(),
        data.credit.as_deref().map(|credit| format!("Source: {}", plain(credit))),
        data.as_of.map(|day| format!("As of: {}", day.iso())),
    ];
    let title = format!("The data of {}, on its pages and in all of its files for programs", settings.title);
    for line in std::iter::once(title).chain(lines.into_iter().flatten()) {
        // A text of the settings stays on its line.
        let line: Vec<&str> = line.split_whitespace().collect();
        buffer.extend_from_slice(line.join(" ").as_bytes());
        buffer.push(b'\n');
    }
}
