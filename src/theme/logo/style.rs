//! What is declared for an element: by its attributes, by its `style`, and by the style sheets of the file.

use roxmltree::{Document, Node};
use simplecss::{AttributeOperator, DeclarationTokenizer, Element, PseudoClass, StyleSheet};

use super::{Flaw, start};
use crate::theme::css::without_comments;

/// The style sheets of a logo.
pub(super) struct Styles<'a> {
    sheet: StyleSheet<'a>,
}

/// A property and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Declaration<'a> {
    /// The property, or the local name of the attribute.
    pub name: &'a str,
    /// Its value.
    pub value: &'a str,
    /// Whether it stands in CSS, where sizes and positions are properties as well.
    pub is_css: bool,
}

impl<'a> Styles<'a> {
    /// Reads the style sheets of a file.
    ///
    /// # Errors
    /// An at-rule that changes what a reader sees.
    pub(super) fn read(document: &'a Document) -> Result<Self, Flaw> {
        let mut sheet = StyleSheet::new();
        for node in document.descendants().filter(|node| node.tag_name().name() == "style") {
            let text = node.text().unwrap_or_default();
            let plain = without_comments(text);
            let media = node.attribute("media").unwrap_or("all").trim();
            let is_split = node.children().any(|child| !child.is_text());
            let split = is_split.then(|| "<!--".to_owned());
            if let Some(part) = split.or_else(|| part_that_is_not_read(&plain, media)) {
                return Err(Flaw {
                    at: start(&node),
                    message: format!("this logo depends on `{part}` in its style sheet"),
                    help: "export it with presentation attributes instead of a style sheet",
                });
            }
            sheet.parse_more(text);
        }
        Ok(Self { sheet })
    }

    /// Returns all that is declared for an element.
    pub(super) fn declarations(&self, node: Node<'a, '_>) -> Vec<Declaration<'a>> {
        let attributes = node.attributes().filter(|attribute| attribute.name() != "style");
        let mut declared: Vec<_> = attributes
            .map(|attribute| Declaration { name: attribute.name(), value: attribute.value(), is_css: false })
            .collect();
        let matching = self.sheet.rules.iter().filter(|rule| rule.selector.matches(&Selected(node)));
        let inline = node.attribute("style").map(DeclarationTokenizer::from).into_iter().flatten();
        let css = matching.flat_map(|rule| rule.declarations.iter().copied()).chain(inline);
        declared.extend(css.map(|found| Declaration { name: found.name, value: found.value, is_css: true }));
        declared
    }
}

/// The ids in the `url(#…)` of a value.
pub(super) fn local_urls(value: &str) -> impl Iterator<Item = &str> {
    urls(value).filter_map(|target| target.strip_prefix('#'))
}

/// What stands in each `url(…)` of a value.
pub(super) fn urls(value: &str) -> impl Iterator<Item = &str> {
    value.split("url(").skip(1).map(|rest| {
        let target = rest.split(')').next().unwrap_or_default();
        target.trim_matches(|letter: char| letter.is_whitespace() || "\"'".contains(letter))
    })
}

/// What of a style sheet without comments changes what a reader sees, and is not read: rules for a medium, at-rules, and selectors
/// beyond elements, classes, ids and attributes.
fn part_that_is_not_read(css: &str, media: &str) -> Option<String> {
    if !matches!(media, "" | "all" | "screen") {
        return Some(format!("media=\"{media}\""));
    }
    if css.contains("<!--") {
        return Some("<!--".to_owned());
    }
    let name = |rule: &str| {
        rule.split(|letter: char| letter.is_whitespace() || letter == '{').next().map(str::to_owned)
    };
    let rule = css.match_indices('@').map(|(at, _)| &css[at..]).find(|rule| !is_without_effect(rule));
    rule.and_then(name).or_else(|| {
        selectors(css).find(|selector| !is_plain(selector)).map(|selector| selector.trim().to_owned())
    })
}

/// Whether a picture without an at-rule looks the same: names of spaces and fonts, and what is for dark pages and paper, since a logo
/// stands on a light ground.
fn is_without_effect(rule: &str) -> bool {
    let until_block = rule.split(['{', ';']).next().unwrap_or_default().to_ascii_lowercase();
    let query = until_block.strip_prefix("@media").map(|query| query.replace(char::is_whitespace, ""));
    ["@charset", "@namespace", "@font-face"].iter().any(|name| until_block.starts_with(name))
        || query.is_some_and(|query| {
            matches!(
                query.as_str(),
                "print" | "(prefers-color-scheme:dark)" | "screenand(prefers-color-scheme:dark)"
            )
        })
}

/// The selectors of the rules outside of at-rules.
fn selectors(css: &str) -> impl Iterator<Item = &str> {
    let mut found = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    for (at, letter) in css.char_indices() {
        match letter {
            '{' => {
                let prelude = css[from..at].trim();
                if depth == 0 && !prelude.starts_with('@') {
                    found.push(prelude);
                }
                depth += 1;
            }
            '}' => {
                depth = depth.saturating_sub(1);
                from = at + 1;
            }
            ';' if depth == 0 => from = at + 1,
            _ => {}
        }
    }
    found.into_iter()
}

/// Whether a selector is read as browsers read it. States such as `:hover` never hold in a picture.
fn is_plain(selector: &str) -> bool {
    let is_known = |rest: &str| {
        let name: String =
            rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '-').collect();
        matches!(name.as_str(), "first-child" | "hover" | "active" | "focus" | "link" | "visited")
    };
    let outside: String =
        selector.split('[').map(|part| part.rsplit(']').next().unwrap_or_default()).collect();
    !outside.contains(['~', '(', '\\']) && outside.split(':').skip(1).all(is_known)
}

/// An element as selectors see it.
struct Selected<'a, 'input>(Node<'a, 'input>);

impl Element for Selected<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Self)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Self)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.0.attribute(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        matches!(class, PseudoClass::FirstChild) && self.0.prev_sibling_element().is_none()
    }
}
