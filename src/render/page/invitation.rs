//! The gateway's invitation to act, for one model and for a page of many.

use serde::Serialize;

use super::web;
use crate::derive::Directory;
use crate::render::view::Link;

/// The box at the end that asks the reader to act; `component/call_to_action.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CallToAction {
    /// The heading: "Call GPT-4o mini with one API key".
    pub heading: String,
    /// A sentence below it.
    pub text: Option<String>,
    /// The button.
    pub link: Link,
}

/// What stands for the model in the address.
const ID: &str = "{id}";

/// The button for one model, whose id stands in the address.
pub(super) fn to_model(directory: &Directory, id: &str) -> Option<Link> {
    let url = directory.settings.gateway.as_ref()?.cta_url.as_deref()?;
    button(directory, &url.replace(ID, &web::component(id)))
}

/// The button for a page of many models; nothing where the address means nothing without a model.
pub(super) fn to_all(directory: &Directory) -> Option<Link> {
    let url = directory.settings.gateway.as_ref()?.cta_url.as_deref()?;
    button(directory, &without_id(url)?)
}

/// The box at the end of a page of many models.
pub(super) fn call(directory: &Directory, what: &str) -> Option<CallToAction> {
    let name = &directory.settings.gateway.as_ref()?.name;
    Some(CallToAction {
        heading: format!("Call {what} through {name}"),
        text: Some("One API key works for every model in this list.".to_owned()),
        link: to_all(directory)?,
    })
}

fn button(directory: &Directory, url: &str) -> Option<Link> {
    let label = directory.settings.gateway.as_ref()?.cta_label.as_deref();
    web::link(label.unwrap_or("Get an API key"), url)
}

/// An address without the parts of its query that name a model; nothing where the model is a part of its path.
fn without_id(url: &str) -> Option<String> {
    let (url, fragment) = url.split_at(url.find('#').unwrap_or(url.len()));
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    if path.contains(ID) || fragment.contains(ID) {
        return None;
    }
    let kept: Vec<&str> = query.split('&').filter(|part| !part.is_empty() && !part.contains(ID)).collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    Some(format!("{path}{query}{fragment}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::directory;

    fn links(cta: &str) -> (Option<String>, Option<String>) {
        let settings = format!("[gateway]\nname = \"Gate\"\ncta_url = \"{cta}\"");
        let directory = directory(&[("site.toml", &settings), ("models/a/b.toml", "name = \"B\"")]);
        let url = |link: Option<Link>| link.map(|link| link.url);
        (url(to_model(&directory, "a/b: c&d")), url(to_all(&directory)))
    }

    #[test]
    fn an_id_is_one_part_of_the_address() {
        let (model, all) = links("https://gate.example/new?model={id}&ref=site#top");
        assert_eq!(model.as_deref(), Some("https://gate.example/new?model=a%2Fb%3A%20c%26d&ref=site#top"));
        assert_eq!(all.as_deref(), Some("https://gate.example/new?ref=site#top"));
    }

    #[test]
    fn a_page_of_many_models_has_no_address_that_needs_one() {
        let all = |cta| links(cta).1;
        assert_eq!(all("https://gate.example/new?model={id}").as_deref(), Some("https://gate.example/new"));
        assert_eq!(all("https://gate.example/new").as_deref(), Some("https://gate.example/new"));
        assert_eq!(all("https://gate.example/{id}/try"), None);
        assert_eq!(all("https://gate.example/#{id}"), None);
    }
}
