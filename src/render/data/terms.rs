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
