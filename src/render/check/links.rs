//! Links, fragments and ids of a finished page: the attributes of its tags ([`super::tags`]).

use std::borrow::Cow;

use super::tags::{Attribute, Tag, Tags};

/// What stands in the tags of a page.
#[derive(Debug, Default)]
pub struct PageTags<'a> {
    /// The values of `id` attributes.
    pub ids: Vec<Cow<'a, str>>,
    /// The addresses in attributes such as `href` and `src`.
    pub links: Vec<Cow<'a, str>>,
    /// What relative links begin at, if a template says so and the policy of the page allows it.
    base: Option<Cow<'a, str>>,
    forbids_base: bool,
    /// Whether it has a title that is not empty.
    pub has_title: bool,
    /// Whether it has a description that is not empty.
    pub has_description: bool,
    /// The images without an `alt`.
    pub images_without_alt: Vec<ImageWithoutAlt<'a>>,
}

/// An image without an `alt`.
#[derive(Debug)]
pub struct ImageWithoutAlt<'a> {
    /// The tag as it is written.
    pub tag: &'a str,
    /// The address of the image.
    pub src: Cow<'a, str>,
}

/// Reads the tags of a page.
pub fn scan(html: &str) -> PageTags<'_> {
    let mut found =
        PageTags { ids: Vec::with_capacity(64), links: Vec::with_capacity(128), ..PageTags::default() };
    let (mut tags, mut drawings) = (Tags::new(html), 0_usize);
    while let Some(tag) = tags.next() {
        if tag.is_end {
            drawings = drawings.saturating_sub(usize::from(tag.ends("svg")));
            continue;
        }
        match tag.name.len() {
            3 if tag.begins("svg") => drawings += 1,
            3 if tag.begins("img") => found.read_image(tag, &mut tags),
            4 if tag.begins("meta") => found.read_meta(&mut tags),
            _ => {}
        }
        while let Some(attribute) = tags.attribute() {
            found.read(tag, attribute);
        }
        // A drawing has a title of its own.
        if tag.begins("title") && drawings == 0 {
            found.has_title |= !tags.text().trim().is_empty();
        }
    }
    found
}

impl<'a> PageTags<'a> {
    fn read(&mut self, tag: Tag<'a>, attribute: Attribute<'a>) {
        match attribute.name.len() {
            2 if attribute.is("id") => self.ids.push(attribute.value()),
            // The first one counts.
            4 if attribute.is("href") && tag.begins("base") => {
                self.base.get_or_insert_with(|| trim(attribute.value()));
            }
            3 | 4 | 6 | 10 if is_address(tag, attribute) => self.links.push(trim(attribute.value())),
            6 | 11 if attribute.is("srcset") || attribute.is("imagesrcset") => {
                let value = attribute.value();
                self.links.extend(candidates(&value).map(|address| Cow::Owned(address.to_owned())));
            }
            _ => {}
        }
    }

    fn read_image(&mut self, tag: Tag<'a>, tags: &mut Tags<'a>) {
        let (mut src, mut has_alt) = (Cow::Borrowed(""), false);
        while let Some(attribute) = tags.attribute() {
            self.read(tag, attribute);
            has_alt |= attribute.is("alt");
            if attribute.is("src") {
                src = attribute.value();
            }
        }
        if !has_alt {
            self.images_without_alt.push(ImageWithoutAlt { tag: tags.source(tag), src });
        }
    }

    /// Reads whether a `meta` tag describes the page, or holds a policy that forbids a `base`, as that of the default frame does.
    fn read_meta(&mut self, tags: &mut Tags<'a>) {
        let (mut is_description, mut is_policy, mut content) = (false, false, Cow::Borrowed(""));
        while let Some(attribute) = tags.attribute() {
            let is = |word: &str| attribute.value().trim().eq_ignore_ascii_case(word);
            is_description |= attribute.is("name") && is("description");
            is_policy |= attribute.is("http-equiv") && is("content-security-policy");
            if attribute.is("content") {
                content = attribute.value();
            }
        }
        self.has_description |= is_description && !content.trim().is_empty();
        self.forbids_base |= is_policy
            && content
                .split(';')
                .any(|directive: &str| directive.split_ascii_whitespace().eq(["base-uri", "'none'"]));
    }

    /// What relative links begin at, where the page says so.
    pub(super) fn base(&self) -> Option<&str> {
        self.base.as_deref().filter(|_| !self.forbids_base)
    }
}

/// Whether an attribute holds one address.
fn is_address(tag: Tag<'_>, attribute: Attribute<'_>) -> bool {
    const NAMES: [&str; 6] = ["href", "src", "action", "formaction", "poster", "xlink:href"];
    NAMES.iter().any(|name| attribute.is(name)) || attribute.is("data") && tag.begins("object")
}

/// An address without the white space around it, which a browser takes away.
fn trim(address: Cow<'_, str>) -> Cow<'_, str> {
    match address {
        Cow::Borrowed(address) => Cow::Borrowed(address.trim_ascii()),
        Cow::Owned(address) => Cow::Owned(address.trim_ascii().to_owned()),
    }
}

/// The addresses of a `srcset`: `a.png 1x, b.png 2x`.
fn candidates(srcset: &str) -> impl Iterator<Item = &str> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == ',');
        let end = rest.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let is_last_word = address.ends_with(',');
        rest = if is_last_word { after } else { after.split_once(',').map_or("", |(_, rest)| rest) };
        Some(address.trim_end_matches(',')).filter(|address| !address.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_and_texts_are_not() {
        let html = r#"<!doctype html><main id="main" tabindex="-1"><a class="x"
href="../b/" data-id="no">b</a><img alt="a > b" src="x.svg"><script type="application/ld+json">{"id":"no","a":"<a href=\"no\">"}</script><p hidden id="p">1 < 2 id="no" href="no" src='no'</p>"#;
        let tags = scan(html);
        assert_eq!(tags.ids, ["main", "p"]);
        assert_eq!(tags.links, ["../b/", "x.svg"]);
    }

    #[test]
    fn every_attribute_with_an_address_is_a_link() {
        let html = r#"<A HREF='a'><a href = b><a href=" c "><a href="d?x=1&amp;y"><img SRC=e srcset="f 1x, g 2x,h,"><link imagesrcset="i">
<form action="j"><button formaction='k'><video poster=l><object data="m"><use xlink:href="n"><p data="no" data-href="no">"#;
        assert_eq!(
            scan(html).links,
            ["a", "b", "c", "d?x=1&y", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"]
        );
    }
}
