use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::html::{Html, draw, push_escaped};

/// A figure that anybody can check against the file it came from.
///
/// A template prints it whole: `{{ fact }}` draws
/// `<data value="0.075" data-fact="cost.cache_read">$0.075</data>`, a `<time>` for a date, or the text alone in a row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figure {
    /// The element that carries the figure.
    pub element: Element,
    /// The fact's name: its path in the TOML file (`limit.context`, `cost.tiers[0].input`), or `computed.…`.
    pub fact: Cow<'static, str>,
    /// The exact machine-readable value: a plain decimal in the unit of the file, or an ISO 8601 date.
    pub value: String,
    /// The text that people read.
    pub text: String,
    /// A longer form for the tooltip, such as `128,000 tokens`.
    pub title: Option<String>,
    /// The key of the record that the fact is of, where it is neither the page's own nor that of the element around it.
    pub record: Option<String>,
}

/// The HTML element of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Element {
    /// `<data value>`: numbers, words, lists.
    #[default]
    Data,
    /// `<time datetime>`: whole and partial dates.
    Time,
    /// No element: a text that is the exact value, in a row of a list whose column says what it is.
    Bare,
}

impl Figure {
    /// Makes a figure that is not a date.
    pub fn data(
        fact: impl Into<Cow<'static, str>>,
        value: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        Self {
            element: Element::Data,
            fact: fact.into(),
            value: value.into(),
            text: text.into(),
            title: None,
            record: None,
        }
    }

    /// Makes a date, whole (`2024-07-18`) or partial (`2024-07`, `2024`).
    pub fn time(
        fact: impl Into<Cow<'static, str>>,
        date: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        Self { element: Element::Time, ..Self::data(fact, date, text) }
    }

    /// Adds the longer form.
    #[must_use]
    pub fn with_title(self, title: impl Into<String>) -> Self {
        Self { title: Some(title.into()), ..self }
    }

    /// Leaves the element out.
    #[must_use]
    pub fn bare(self) -> Self {
        Self { element: Element::Bare, ..self }
    }

    /// Says which record the fact is of, where that is not the page's own: its element has the `data-record`.
    #[must_use]
    pub fn of(self, record: impl Into<String>) -> Self {
        Self { record: Some(record.into()), ..self }
    }

    /// Draws the element.
    pub fn to_html(&self) -> Html {
        let mut markup = String::with_capacity(64 + self.value.len() + self.fact.len() + self.text.len());
        self.push_html(&mut markup);
        Html::from_safe(markup)
    }

    pub(super) fn push_html(&self, markup: &mut String) {
        let (open, close) = match self.element {
            Element::Data => ("<data value=\"", "</data>"),
            Element::Time => ("<time datetime=\"", "</time>"),
            Element::Bare => return push_escaped(markup, &self.text),
        };
        markup.push_str(open);
        push_escaped(markup, &self.value);
        markup.push_str("\" data-fact=\"");
        push_escaped(markup, &self.fact);
        if let Some(title) = &self.title {
            markup.push_str("\" title=\"");
            push_escaped(markup, title);
        }
        if let Some(record) = &self.record {
            markup.push_str("\" data-record=\"");
            push_escaped(markup, record);
        }
        markup.push_str("\">");
        push_escaped(markup, &self.text);
        markup.push_str(close);
    }
}

impl Serialize for Figure {
    /// Reaches a template as its element, safe to print.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        draw(|markup| self.push_html(markup)).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_drawn_with_its_exact_value() {
        let price = Figure::data("cost.cache_read", "0.075", "$0.075");
        assert_eq!(
            price.to_html().as_str(),
            r#"<data value="0.075" data-fact="cost.cache_read">$0.075</data>"#
        );
    }

    #[test]
    fn a_date_is_drawn_as_time() {
        let date = Figure::time("knowledge", "2023-09", "Sep 2023").with_title("training data");
        let drawn = r#"<time datetime="2023-09" data-fact="knowledge" title="training data">Sep 2023</time>"#;
        assert_eq!(date.to_html().as_str(), drawn);
    }

    #[test]
    fn a_figure_of_another_record_names_it() {
        let price = Figure::data("cost.input", "2", "$2.00").of("providers/a&b/models/m");
        let drawn =
            r#"<data value="2" data-fact="cost.input" data-record="providers/a&amp;b/models/m">$2.00</data>"#;
        assert_eq!(price.to_html().as_str(), drawn);
    }

    #[test]
    fn a_bare_figure_is_its_text() {
        let price = Figure::data("cost.input", "2", "<$2.00>").of("models/a/b").with_title("two");
        assert_eq!(price.bare().to_html().as_str(), "&lt;$2.00&gt;");
    }

    #[test]
    fn no_text_leaves_its_attribute() {
        let hostile = Figure::data("a\"b", "'><script>", "<b>&</b>").to_html();
        assert_eq!(
            hostile.as_str(),
            r#"<data value="&#39;&gt;&lt;script&gt;" data-fact="a&quot;b">&lt;b&gt;&amp;&lt;/b&gt;</data>"#
        );
    }
}
