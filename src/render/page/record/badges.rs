use super::subject::RecordPage;
use crate::domain::{Capability, Route};
use crate::render::page::parts::Parts;
use crate::render::view::{Badge, Html, Shared};

/// What the model can do, each with the page of all that can. Models that can do the same share the list.
pub(super) fn badges(subject: &RecordPage<'_>, parts: &Parts) -> Shared<Vec<Badge>> {
    let (_, capabilities) = subject.record.capabilities.bits();
    parts.badges.of(capabilities, || list(subject))
}

/// The list as markup.
pub(super) fn draw(
    subject: &RecordPage<'_>,
    badges: &Shared<Vec<Badge>>,
    parts: &Parts,
) -> Option<Shared<Html>> {
    let (_, capabilities) = subject.record.capabilities.bits();
    let root = subject.record.route.to_root();
    let draw = || parts.components.draw("ui.badges", &[("badges", badges.value())], &root);
    parts.drawn_badges.at(capabilities, &root, draw)
}

fn list(subject: &RecordPage<'_>) -> Vec<Badge> {
    subject.record.capabilities.iter().map(|capability| badge(subject, capability)).collect()
}

fn badge(subject: &RecordPage<'_>, capability: Capability) -> Badge {
    let words = capability.words();
    let has_page = subject.directory.facets.has_capability(capability);
    let route = if has_page { Route::capability(words.slug) } else { Route::models() };
    Badge { label: words.label.to_owned(), icon: words.slug.to_owned(), url: route.as_str().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::directory;
    use crate::resolve::Place;

    #[test]
    fn badges_link_to_pages_that_exist() {
        let directory = directory(&[
            ("models/lab/a.toml", "name = \"A\"\ntool_call = true\nreasoning = false"),
            ("models/lab/b.toml", "name = \"B\"\nunlisted = true\ntool_call = true\nattachment = true"),
        ]);
        let urls = |at| {
            let badges = list(&RecordPage::new(&directory, Place::Model(at)));
            badges.into_iter().map(|badge| badge.url).collect::<Vec<_>>()
        };
        assert_eq!(urls(0), ["capabilities/tool-calling/"]);
        assert_eq!(urls(1), ["capabilities/tool-calling/", "models/"]);
    }
}
