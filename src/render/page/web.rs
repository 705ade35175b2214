use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::domain::web_address::WebPlace;
use crate::render::view::Link;
use crate::resolve::Catalog;

/// What does not stand bare in a path: all but letters, digits and `-._~/`.
const PATH: &AsciiSet = &COMPONENT.remove(b'/');

/// What does not stand bare in a part of a path or in a query.
const COMPONENT: &AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What would end an attribute or is no part of an address.
const ADDRESS: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'\\');

/// A link out of the site; nothing where the address is none of the web.
pub(super) fn link(text: impl Into<String>, url: &str) -> Option<Link> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web.then(|| Link::external(text, utf8_percent_encode(url, ADDRESS).to_string()))
}

/// A path with everything encoded that an address would take for its own.
pub(super) fn path(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// A word, such as an id, as one part of an address.
pub(super) fn component(word: &str) -> String {
    utf8_percent_encode(word, COMPONENT).to_string()
}

/// Whose site an address is on: the name of the author or provider whose id is the domain (`OpenAI` for `openai.com`),
/// else the host without `www.`.
pub(super) fn owner(catalog: &Catalog, url: &str) -> String {
    let host = WebPlace::read(url).map_or_else(|| url.to_owned(), |place| place.host);
    let id = host.rsplit('.').nth(1).unwrap_or_default();
    catalog.organization_of_id(id).map_or_else(|| host.clone(), |party| party.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::directory;

    #[test]
    fn a_site_is_named_by_its_owner_or_its_host() {
        let directory = directory(&[
            ("models/openai/author.toml", "name = \"OpenAI\""),
            ("models/openai/m.toml", "name = \"M\""),
        ]);
        let owner = |url| owner(&directory.catalog, url);
        assert_eq!(owner("https://openai.com/index/launch/"), "OpenAI");
        assert_eq!(owner("https://developers.openai.com/docs"), "OpenAI");
        assert_eq!(owner("https://aider.chat/docs/leaderboards/"), "aider.chat");
        assert_eq!(owner("https://www.swebench.com"), "swebench.com");
        assert_eq!(owner("https://user@localhost:80/x"), "localhost");
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(link("x", "javascript:alert(1)").is_none());
        assert_eq!(link("x", "https://a.example/\"onclick").unwrap().url, "https://a.example/%22onclick");
    }

    #[test]
    fn ids_and_paths_are_encoded() {
        assert_eq!(component("openai/gpt 4:b"), "openai%2Fgpt%204%3Ab");
        assert_eq!(path("models/a b/c:d.toml"), "models/a%20b/c%3Ad.toml");
    }
}
