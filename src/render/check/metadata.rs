//! What readers and search engines need of finished pages: a title of its own, a description, words for images, a way there.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use super::fault::Fault;
use super::interner::Names;
use super::links::{ImageWithoutAlt, PageTags, scan};
use super::rendered::RenderedPage;
use crate::render::view::Page;

/// What a finished page lacks of what its template was given.
pub(crate) fn missing_metadata(tags: &PageTags<'_>, given: &Page) -> Vec<Fault> {
    let is_given = |text: &str| !text.trim().is_empty();
    let title = || Fault::NoTitle { was_given: is_given(&given.title) };
    let description = || Fault::NoDescription { was_given: is_given(&given.description) };
    let image =
        |image: &ImageWithoutAlt<'_>| Fault::NoAlt { tag: image.tag.to_owned(), src: image.src.to_string() };
    let frame = (!tags.has_title).then(title).into_iter();
    let frame = frame.chain((!tags.has_description).then(description));
    frame.chain(tags.images_without_alt.iter().map(image)).collect()
}

/// The addresses outside of the site that a page links to, as they are requested.
pub(crate) fn external(html: &str) -> BTreeSet<String> {
    let is_outside = |link: &&Cow<'_, str>| {
        let scheme = link.split_once("://").map_or("", |(scheme, _)| scheme);
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
    };
    let found = scan(html);
    let outside = found.links.iter().filter(is_outside);
    outside.map(|link| link.split('#').next().unwrap_or(link).to_owned()).collect()
}

/// The pages whose title another one has too, by their routes.
pub(crate) fn repeated_titles(rendered: &[RenderedPage]) -> Vec<(String, Fault)> {
    let mut by_title: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for page in rendered {
        if let Some(title) = &page.title {
            by_title.entry(title).or_default().push(&*page.route);
        }
    }
    let twice = by_title.into_iter().filter(|(_, routes)| routes.len() > 1);
    let fault = |(title, routes): (&str, Vec<&str>)| {
        let fault = Fault::RepeatedTitle { title: title.to_owned(), other: routes[0].to_owned() };
        (routes[1].to_owned(), fault)
    };
    twice.map(fault).collect()
}

/// The pages that cannot be reached from the first one by links. `wanted` says which pages should be reached.
pub(crate) fn orphans(
    rendered: &[RenderedPage],
    names: &Names<'_>,
    wanted: impl Fn(&str) -> bool,
) -> Vec<String> {
    let pages: HashMap<&str, usize> =
        rendered.iter().enumerate().map(|(at, page)| (&*page.route, at)).collect();
    let mut is_reached = vec![false; rendered.len()];
    // Pages have most of their links in common, so each link is followed once.
    let mut is_followed = vec![false; names.len()];
    let mut open: Vec<usize> = pages.get("").copied().into_iter().collect();
    while let Some(page) = open.pop() {
        is_reached[page] = true;
        for link in &*rendered[page].anchors.links {
            if std::mem::replace(&mut is_followed[link.index()], true) {
                continue;
            }
            let Some(target) = names.text(*link).strip_prefix('/') else { continue };
            let target = pages.get(target.split('#').next().unwrap_or(target));
            open.extend(target.filter(|page| !is_reached[**page]));
        }
    }
    let lost = rendered.iter().zip(is_reached).filter(|(_, is_reached)| !is_reached);
    lost.map(|(page, _)| page.route.as_str())
        .filter(|route| !route.is_empty() && wanted(route))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(html: &str) -> Vec<String> {
        missing_metadata(&scan(html), &Page::default()).iter().map(Fault::message).collect()
    }

    #[test]
    fn what_a_page_lacks_is_said() {
        let whole =
            "<title>A | Site</title><meta name=\"description\" content=\"B\"><img src=\"a\" alt=\"\">";
        assert_eq!(faults(whole), [] as [&str; 0]);
        let poor = "<title> </title><meta name=\"description\" content=\"\"><img src=\"a.svg\">";
        let lacking = [
            "the page has no title",
            "the page has no description",
            "an image has no `alt`: `<img src=\"a.svg\">`",
        ];
        assert_eq!(faults(poor), lacking);
        assert_eq!(faults("").len(), 2);
    }

    #[test]
    fn a_page_is_read_by_its_tags_and_not_by_its_words() {
        let spelled =
            "<TITLE\n>A</TITLE><META content='B' name=Description><img alt src='a'><img\nalt=x src=b>";
        assert_eq!(faults(spelled), [] as [&str; 0]);
        let words = "<svg><title>A</title></svg><!-- <title>A</title> --><p>&lt;img src=\"a\"> <textarea><img src=b></textarea>\
                     <p title='<meta name=\"description\" content=\"B\">'><img src=\"a > b\" title=\" alt=\">";
        assert_eq!(
            faults(words),
            [
                "the page has no title",
                "the page has no description",
                "an image has no `alt`: `<img src=\"a > b\" title=\" alt=\">`"
            ]
        );
    }

    #[test]
    fn addresses_outside_are_those_that_tags_have() {
        let html =
            "<a href='HTTPS://a.example/?x=1&amp;y#z'>href=\"https://no.example\"<img src=http://b.example>";
        let found: Vec<String> = external(html).into_iter().collect();
        assert_eq!(found, ["HTTPS://a.example/?x=1&y", "http://b.example"]);
    }
}
