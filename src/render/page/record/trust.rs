use serde::Serialize;

use super::subject::RecordPage;
use crate::render::page::cell;
use crate::render::page::web;
use crate::render::view::{Figure, Link};

/// Where figures come from: "Price checked Nov 20, 2026 · source · edit this file"; `component/trust.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Trust {
    /// The words before the date: "Price checked".
    pub label: String,
    /// The day of the check.
    pub checked: Option<Figure>,
    /// The page that the figures were read from.
    pub source: Option<Link>,
    /// Where the record's file can be edited.
    pub edit: Option<Link>,
}

/// Where the prices come from: those of the record whose price is shown.
pub(super) fn trust(subject: &RecordPage<'_>) -> Trust {
    let source = &subject.priced_record.sources.cost;
    let edit = subject.edit_url(subject.priced_record);
    Trust {
        label: "Price checked".to_owned(),
        checked: source.checked.map(|day| cell::date("sources.cost.checked", day)),
        source: source.url.as_deref().and_then(|url| web::link("source", url)),
        edit: edit.and_then(|url| web::link("edit this file", &url)),
    }
}

/// When the record's own data was last checked: the latest of its sources.
pub(super) fn check_date(subject: &RecordPage<'_>) -> Option<Figure> {
    let days: Vec<_> = subject.record.sources.checks().collect();
    let latest = days.into_iter().rev().max_by_key(|(_, day)| *day);
    latest.map(|(fact, day)| cell::date(fact, day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::directory;
    use crate::resolve::Place;

    #[test]
    fn the_trust_line_names_day_source_and_file() {
        let directory = directory(&[
            ("site.toml", "[repo]\nedit_url = \"https://git.example/edit/main/{path}\""),
            (
                "models/lab/a:b.toml",
                "name = \"A\"\n[sources.cost]\nurl = \"https://lab.example/prices\"\nchecked = 2026-11-20\n\
                 [sources.limit]\nchecked = 2026-10-01",
            ),
        ]);
        let subject = RecordPage::new(&directory, Place::Model(0));
        let trust = trust(&subject);
        let day = trust.checked.unwrap();
        assert_eq!((&*day.fact, day.text.as_str()), ("sources.cost.checked", "Nov 20, 2026"));
        assert_eq!(trust.source.unwrap().url, "https://lab.example/prices");
        assert_eq!(trust.edit.unwrap().url, "https://git.example/edit/main/models/lab/a%3Ab.toml");
        assert_eq!(check_date(&subject).unwrap(), day);
    }
}
