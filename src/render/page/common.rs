//! What every page needs: its head, its addresses, its structured data, and numbers in words.

use serde::Serialize;
use serde_json::{Value, json};

use crate::domain::money::thousands;
use crate::domain::{ModelType, Route};
use crate::render::markdown::is_foreign;
use crate::render::view::{Html, Link, Page, Phrase};
use crate::resolve::{Organization, Settings};

/// The head of a page, in which the words for search engines, breadcrumbs and structured data are still to be filled.
pub fn head(settings: &Settings, route: &Route, heading: impl Into<String>) -> Page {
    let heading = heading.into();
    Page {
        root: route.to_root(),
        url: route.as_str().to_owned(),
        title: heading.clone(),
        heading,
        canonical: absolute(settings, route),
        ..Page::default()
    }
}

/// The whole address of a page. Returns `None` if the site has no base URL.
pub fn absolute(settings: &Settings, route: &Route) -> Option<String> {
    settings.base_url.as_ref().map(|base| format!("{base}{route}"))
}

/// A link to a page of this site.
pub fn link(text: impl Into<String>, route: &Route) -> Link {
    Link::internal(text, route.as_str())
}

/// A link to the page of an author or a provider, or only the name if there is no such page.
pub fn organization_link(organization: &Organization) -> Link {
    if organization.is_from_ids {
        Link::plain(organization.name.as_str())
    } else {
        link(organization.name.as_str(), &organization.route)
    }
}

/// A link out of the site. Returns `None` if the scheme of the address is not allowed.
pub fn outside_link(text: impl Into<String>, url: &str) -> Option<Link> {
    is_foreign(url).then(|| Link::external(text, url))
}

/// The breadcrumbs for machines. Returns `None` if the site has no base URL, since they hold whole addresses.
pub fn breadcrumb_list(settings: &Settings, crumbs: &[Link]) -> Option<Value> {
    let base = settings.base_url.as_ref()?;
    let item = |(index, crumb): (usize, &Link)| {
        json!({
            "@type": "ListItem",
            "position": index + 1,
            "name": crumb.text,
            "item": format!("{base}{}", crumb.url),
        })
    };
    let items: Vec<Value> = crumbs.iter().enumerate().map(item).collect();
    (!items.is_empty()).then(|| json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// The first records of a list for machines, counted from a row of it. Returns `None` if there are none, or the site has no base URL.
pub fn item_list(settings: &Settings, records: &[Link], from: usize, all: usize) -> Option<Value> {
    let base = settings.base_url.as_ref().filter(|_| !records.is_empty())?;
    let item = |(index, record): (usize, &Link)| {
        json!({
            "@type": "ListItem",
            "position": from + index + 1,
            "url": format!("{base}{}", record.url),
        })
    };
    let items: Vec<Value> = records.iter().enumerate().map(item).collect();
    Some(json!({ "@type": "ItemList", "numberOfItems": all, "itemListElement": items }))
}

/// One JSON-LD document of several things, safe inside a `script` element. Returns `None` if there are no things.
pub fn structured_data(things: impl IntoIterator<Item = Value>) -> Option<Html> {
    let things: Vec<Value> = things.into_iter().collect();
    if things.is_empty() {
        return None;
    }
    Some(json_ld(&things))
}

/// One JSON-LD document with a graph of things, safe inside a `script` element.
pub fn json_ld(graph: &impl Serialize) -> Html {
    Html::from_safe(safe_json(&Document { context: "https://schema.org", graph }))
}

/// JSON in which no text can end a `script` element or a line of JavaScript.
pub fn safe_json(value: &impl Serialize) -> String {
    let mut json = Vec::with_capacity(4096);
    serde_json::to_writer(&mut json, value).expect("writing to memory does not fail");
    escape_json(std::str::from_utf8(&json).expect("JSON is UTF-8"))
}

/// Data for a script, safe inside a `script` element.
pub fn json_data(data: &impl Serialize) -> Html {
    let json = serde_json::to_string(data).expect("plain data becomes JSON");
    Html::from_safe(escape_json(&json))
}

#[derive(Serialize)]
struct Document<'a, T> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: &'a T,
}

/// Escapes what could end a `script` element or a line of JavaScript. In JSON these characters stand in strings alone.
fn escape_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len() + 64);
    let (mut kept, mut at) = (0, 0);
    for chunk in json.as_bytes().chunks(CHUNK) {
        if chunk.iter().fold(false, |found, byte| found | is_special(*byte)) {
            for (index, byte) in (at..).zip(chunk).filter(|(_, byte)| is_special(**byte)) {
                let Some((escape, length)) = escape(*byte, &json.as_bytes()[index..]) else { continue };
                safe.push_str(&json[kept..index]);
                safe.push_str(escape);
                kept = index + length;
            }
        }
        at += chunk.len();
    }
    safe.push_str(&json[kept..]);
    safe
}

/// How many bytes are looked at together: most of them hold nothing special.
const CHUNK: usize = 64;

/// Whether a byte begins what is to be escaped: `<`, `>`, `&`, or the line separators U+2028 and U+2029.
fn is_special(byte: u8) -> bool {
    matches!(byte, b'<' | b'>' | b'&' | 0xe2)
}

/// The escape of what begins here, and how many bytes it stands for.
fn escape(byte: u8, rest: &[u8]) -> Option<(&'static str, usize)> {
    match byte {
        b'<' => Some(("\\u003c", 1)),
        b'>' => Some(("\\u003e", 1)),
        b'&' => Some(("\\u0026", 1)),
        _ if rest.starts_with("\u{2028}".as_bytes()) => Some(("\\u2028", 3)),
        _ if rest.starts_with("\u{2029}".as_bytes()) => Some(("\\u2029", 3)),
        _ => None,
    }
}

/// A number with commas between its thousands: `5,276`.
pub fn number(count: usize) -> String {
    thousands(&count.to_string())
}

/// A number of things in words: `1 model`, `5,276 models`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count), if count == 1 { one } else { many })
}

/// How many types are named beside the number of models.
const NAMED_TYPES: usize = 3;

/// How many models there are, and of which types: `31 models: 24 chat, 4 image, 2 speech and 1 other.`
pub fn by_kind(kinds: impl IntoIterator<Item = ModelType>) -> String {
    let mut counts: Vec<(ModelType, usize)> = ModelType::all().map(|kind| (kind, 0)).collect();
    for kind in kinds {
        counts[kind as usize].1 += 1;
    }
    counts.retain(|(_, count)| *count > 0);
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let models = counted(counts.iter().map(|(_, count)| count).sum(), "model", "models");
    let named = counts.iter().take(NAMED_TYPES);
    let mut parts: Vec<String> =
        named.map(|(kind, count)| format!("{} {}", number(*count), kind.word())).collect();
    let others: usize = counts.iter().skip(NAMED_TYPES).map(|(_, count)| count).sum();
    parts.extend((others > 0).then(|| counted(others, "other", "others")));
    if parts.len() > 1 { format!("{models}: {}.", listed(&parts)) } else { format!("{models}.") }
}

/// Words in a row: `text`, `text and images`, `text, images and audio`.
pub fn listed<T: AsRef<str>>(words: &[T]) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// The longest description that search engines show in full, in characters.
const LONGEST_DESCRIPTION: usize = 160;

/// A description for search engines: the sentences that fit, in order; the first one always stands.
pub fn description<T: AsRef<str>>(sentences: &[T]) -> String {
    let mut text = String::new();
    for sentence in sentences.iter().map(AsRef::as_ref).filter(|sentence| !sentence.is_empty()) {
        let length = text.chars().count() + 1 + sentence.chars().count();
        if text.is_empty() {
            text.push_str(sentence);
        } else if length <= LONGEST_DESCRIPTION {
            text.push(' ');
            text.push_str(sentence);
        }
    }
    text
}

/// A line of plain text without figures. Returns `None` if it is empty.
pub fn phrase(text: impl Into<String>) -> Option<Phrase> {
    let text = text.into();
    (!text.is_empty()).then(|| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Table;

    fn settings(base: Option<&str>) -> Settings {
        Settings { base_url: base.map(str::to_owned), ..Settings::read(Table::default()) }
    }

    #[test]
    fn canonical_addresses_keep_the_sub_path() {
        let page =
            head(&settings(Some("https://example.com/catalogue/")), &Route::models().page(2), "Models");
        assert_eq!(page.canonical.as_deref(), Some("https://example.com/catalogue/models/page/2/"));
        assert_eq!((page.root.as_str(), page.url.as_str()), ("../../../", "models/page/2/"));
    }

    #[test]
    fn without_a_base_url_there_are_no_whole_addresses() {
        assert_eq!(absolute(&settings(None), &Route::models()), None);
        assert_eq!(breadcrumb_list(&settings(None), &[link("Models", &Route::models())]), None);
    }

    #[test]
    fn structured_data_never_ends_its_element() {
        let hostile = json!({ "name": "</script><!--<script>&\u{2028}" });
        let drawn = structured_data([hostile]).unwrap();
        assert_eq!(
            drawn.as_str(),
            r#"{"@context":"https://schema.org","@graph":[{"name":"\u003c/script\u003e\u003c!--\u003cscript\u003e\u0026\u2028"}]}"#
        );
        let read: Value = serde_json::from_str(drawn.as_str()).unwrap();
        assert_eq!(read["@graph"][0]["name"], "</script><!--<script>&\u{2028}");
    }

    #[test]
    fn numbers_in_words_know_one_from_many() {
        assert_eq!(counted(1, "model", "models"), "1 model");
        assert_eq!(counted(0, "model", "models"), "0 models");
        assert_eq!(counted(5276, "model", "models"), "5,276 models");
        assert_eq!(listed(&["text", "images", "audio"]), "text, images and audio");
    }

    #[test]
    fn types_are_counted_from_the_most_frequent() {
        use ModelType::{Chat, Embedding, Image, Speech, Video};
        assert_eq!(
            by_kind([Chat, Embedding, Image, Image, Chat, Chat]),
            "6 models: 3 chat, 2 image and 1 embedding."
        );
        assert_eq!(
            by_kind([Chat, Chat, Embedding, Image, Speech, Video]),
            "6 models: 2 chat, 1 embedding, 1 image and 2 others."
        );
        assert_eq!(by_kind([Chat]), "1 model.");
    }

    #[test]
    fn a_description_takes_the_sentences_that_fit() {
        let long = "x".repeat(150);
        assert_eq!(description(&["One.", &long, "Three."]), format!("One. {long}"));
        assert_eq!(description(&[&*"y".repeat(200), "No."]), "y".repeat(200));
    }
}
