use serde::Serialize;

use super::subject::RecordPage;
use crate::domain::{PartialDate, Status};
use crate::render::page::cell;
use crate::render::page::common::link;
use crate::render::view::{Link, Phrase};

/// The banner on a model that is not simply active; `component/lifecycle.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Lifecycle {
    /// The status as in the file: `alpha`, `beta`, `deprecated`, `retired`.
    pub status: String,
    /// The sentence that stands out, dates in it: "Deprecated. Shuts down Feb 27, 2027."
    pub headline: Phrase,
    /// What follows from it: "Requests will fail after that date."
    pub consequence: Phrase,
    /// The model to move to.
    pub successor: Option<Link>,
}

/// The banner on a model that is not simply active.
pub(super) fn lifecycle(subject: &RecordPage<'_>) -> Option<Lifecycle> {
    let (headline, consequence) = match subject.record.status {
        Status::Active => return None,
        Status::Alpha => ("Early preview.".into(), "May change without notice.".to_owned()),
        Status::Beta => ("Preview.".into(), "May change without notice.".to_owned()),
        Status::Deprecated => deprecated_banner(subject),
        Status::Retired => (retired_banner(subject), "Requests now fail.".to_owned()),
    };
    let successor = subject.record.successor.as_ref().and_then(|key| subject.name_and_route(key));
    Some(Lifecycle {
        status: subject.record.status.word().to_owned(),
        headline,
        consequence: consequence.into(),
        successor: successor.map(|(name, route)| link(name, route)),
    })
}

fn deprecated_banner(subject: &RecordPage<'_>) -> (Phrase, String) {
    let record = subject.record;
    if let Some(day) = record.retires {
        let words = if day.is_full() { "Deprecated. Shuts down " } else { "Deprecated. Shuts down in " };
        let consequence = format!("Requests will fail after that {}.", day.unit());
        return (with_date(words, "retires", day), consequence);
    }
    let headline = match record.deprecated {
        None => "Deprecated.".into(),
        Some(day) if subject.directory.has_happened(day) => with_date("Deprecated since ", "deprecated", day),
        Some(day) => with_date(&format!("Deprecated {} ", day.from()), "deprecated", day),
    };
    (headline, "No shutdown date yet.".to_owned())
}

fn retired_banner(subject: &RecordPage<'_>) -> Phrase {
    match subject.record.retires.filter(|day| subject.directory.has_begun(*day)) {
        Some(day) => with_date(&format!("Retired {} ", day.on()), "retires", day),
        None => "Retired.".into(),
    }
}

fn with_date(words: &str, fact: &'static str, day: PartialDate) -> Phrase {
    Phrase::new().text(words).figure(cell::date(fact, day)).text(".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::directory;
    use crate::resolve::Place;

    fn banner(text: &str) -> Option<String> {
        let text = format!("name = \"Old\"\n{text}");
        let directory = directory(&[("models/lab/a.toml", &text), ("models/lab/new.toml", "name = \"New\"")]);
        let banner = lifecycle(&RecordPage::new(&directory, Place::Model(0)))?;
        let successor = banner.successor.map(|link| format!(" -> {}", link.url)).unwrap_or_default();
        Some(format!(
            "[{}] {} {}{successor}",
            banner.status,
            banner.headline.plain(),
            banner.consequence.plain()
        ))
    }

    #[test]
    fn an_active_model_has_no_banner() {
        assert_eq!(banner(""), None);
    }

    #[test]
    fn each_stage_says_what_follows_from_it() {
        let cases = [
            ("status = \"beta\"", "[beta] Preview. May change without notice."),
            (
                "retires = 2027-02-27\nsuccessor = \"lab/new\"",
                "[deprecated] Deprecated. Shuts down Feb 27, 2027. Requests will fail after that date. -> models/lab/new/",
            ),
            ("status = \"deprecated\"", "[deprecated] Deprecated. No shutdown date yet."),
            ("deprecated = 2026-08-01", "[deprecated] Deprecated since Aug 1, 2026. No shutdown date yet."),
            ("retires = 2026-01-31", "[retired] Retired on Jan 31, 2026. Requests now fail."),
            ("retires = \"2026-01\"", "[retired] Retired in Jan 2026. Requests now fail."),
            (
                "retires = \"2026-11\"",
                "[deprecated] Deprecated. Shuts down in Nov 2026. Requests will fail after that month.",
            ),
            (
                "retires = \"2026\"",
                "[deprecated] Deprecated. Shuts down in 2026. Requests will fail after that year.",
            ),
            (
                "status = \"retired\"\nretires = \"2026-11\"",
                "[retired] Retired in Nov 2026. Requests now fail.",
            ),
            (
                "status = \"deprecated\"\ndeprecated = \"2026-11\"",
                "[deprecated] Deprecated in Nov 2026. No shutdown date yet.",
            ),
            ("status = \"retired\"", "[retired] Retired. Requests now fail."),
        ];
        for (text, shown) in cases {
            assert_eq!(banner(text).as_deref(), Some(shown), "{text}");
        }
    }
}
