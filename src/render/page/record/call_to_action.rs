use super::subject::RecordPage;
use crate::domain::Status;
use crate::render::page::common::link;
use crate::render::page::compare::address::address;
use crate::render::page::invitation::{CallToAction, to_model};
use crate::render::page::web;
use crate::render::view::Link;

/// The box at the end: the successor of a model that ends, else the gateway's own invitation.
pub(super) fn call_to_action(subject: &RecordPage<'_>) -> Option<CallToAction> {
    if let Some((name, link)) = successor(subject) {
        return Some(CallToAction { heading: format!("Move to {name}"), text: None, link });
    }
    let gateway = subject.directory.settings.gateway.as_ref()?;
    Some(CallToAction {
        heading: format!("Call {} with one API key", subject.record.name),
        text: Some(format!("The same {} key works for every model in this directory.", gateway.name)),
        link: invitation(subject)?,
    })
}

/// The buttons beside the head: what to do first, where to try the model, what to read.
pub(super) fn actions(subject: &RecordPage<'_>) -> Vec<Link> {
    let first = successor(subject).map(|(_, link)| link).or_else(|| invitation(subject));
    let playground = subject.record.playground.as_deref().filter(|_| answers(subject));
    let playground = playground.and_then(|url| web::link("Try it", url));
    let serving_provider = subject.directory.serving_provider(subject.place);
    let documentation = serving_provider.and_then(|serving_provider| {
        web::link(format!("{} documentation", serving_provider.name), serving_provider.doc?)
    });
    [first, compare(subject), playground, documentation].into_iter().flatten().collect()
}

/// Where the record is compared with others.
fn compare(subject: &RecordPage<'_>) -> Option<Link> {
    let address = || address(subject.directory, &[subject.place]);
    subject.directory.has_comparisons().then(|| Link::internal("Compare", address()))
}

/// Where to go from a model that ends.
fn successor<'a>(subject: &RecordPage<'a>) -> Option<(&'a str, Link)> {
    let key = subject.record.successor.as_ref().filter(|_| subject.record.status.is_ending())?;
    let (name, route) = subject.name_and_route(key)?;
    Some((name, link(format!("See {name}"), route)))
}

/// The gateway's button, for a model that still answers.
pub(super) fn invitation(subject: &RecordPage<'_>) -> Option<Link> {
    answers(subject).then(|| to_model(subject.directory, &subject.record.id)).flatten()
}

fn answers(subject: &RecordPage<'_>) -> bool {
    subject.record.status != Status::Retired
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::directory;
    use crate::resolve::Place;

    fn quote(settings: &str, text: &str) -> (Vec<String>, Option<String>) {
        let text = format!("name = \"Old\"\n{text}");
        let directory = directory(&[
            ("site.toml", settings),
            ("models/lab/a:b.toml", &text),
            ("models/lab/new.toml", "name = \"New\""),
        ]);
        let subject = RecordPage::new(&directory, Place::Model(0));
        let buttons = actions(&subject).into_iter().map(|link| format!("{} -> {}", link.text, link.url));
        (buttons.collect(), call_to_action(&subject).map(|call| call.heading))
    }

    const GATEWAY: &str = "[gateway]\nname = \"Gate\"\ndoc = \"https://gate.example/docs\"\ncta_label = \"Get a key\"\ncta_url = \"https://gate.example/new?model={id}\"";

    #[test]
    fn the_gateway_invites_with_the_encoded_id() {
        let (buttons, heading) = quote(GATEWAY, "");
        assert_eq!(buttons[0], "Get a key -> https://gate.example/new?model=lab%2Fa%3Ab");
        assert_eq!(buttons[1], "Compare -> compare/?m=models/lab/a%3Ab");
        assert_eq!(buttons[2], "Gate documentation -> https://gate.example/docs");
        assert_eq!(heading.as_deref(), Some("Call Old with one API key"));
    }

    #[test]
    fn a_model_that_ends_leads_to_its_successor() {
        let (buttons, heading) = quote(GATEWAY, "status = \"deprecated\"\nsuccessor = \"lab/new\"");
        assert_eq!(buttons[0], "See New -> models/lab/new/");
        assert_eq!(heading.as_deref(), Some("Move to New"));
        assert_eq!(quote(GATEWAY, "status = \"retired\"").1, None);
    }

    #[test]
    fn without_a_gateway_nobody_invites() {
        assert_eq!(
            quote("", "playground = \"https://lab.example/try\"").0,
            ["Compare -> compare/?m=models/lab/a%3Ab", "Try it -> https://lab.example/try"]
        );
        assert_eq!(quote("", "").1, None);
    }
}
