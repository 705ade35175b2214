//! What is declared for an element: by its attributes, by its `style`, and by the style sheets of the file.

use roxmltree::{Document, Node};
use simplecss::{AttributeOperator, DeclarationTokenizer, Element, PseudoClass, StyleSheet};

use super::{Flaw, start};

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
            if let Some(rule) = at_rules(text).find(|rule| !is_without_effect(rule)) {
                let name: String =
                    rule.chars().take_while(|letter| !letter.is_whitespace() && *letter != '{').collect();
                return Err(Flaw {
                    at: start(&node),
                    message: format!("this logo depends on `{name}` in its style sheet"),
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

/// The at-rules of a style sheet, each from its `@`.
fn at_rules(css: &str) -> impl Iterator<Item = &str> {
    css.match_indices('@').map(|(at, _)| &css[at..])
}

/// Whether a picture without the rule looks the same: names of spaces and fonts, and what is for dark pages and paper, since a logo
/// stands on a light ground.
fn is_without_effect(rule: &str) -> bool {
    let until_block = rule.split(['{', ';']).next().unwrap_or_default().to_ascii_lowercase();
    let media = until_block.strip_prefix("@media");
    ["@charset", "@namespace", "@font-face"].iter().any(|name| until_block.starts_with(name))
        || media.is_some_and(|query| {
            query.trim() == "print" || query.replace(' ', "") == "(prefers-color-scheme:dark)"
        })
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
