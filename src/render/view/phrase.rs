use serde::{Serialize, Serializer};

use super::figure::Figure;
use super::html::{Html, push_escaped};

/// A line of plain text with figures in it, such as "50% less than input"; printed like any text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Code(String),
    Figure(Figure),
}

impl Phrase {
    /// Starts an empty line.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends plain text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Text(text.into()));
        self
    }

    /// Appends text in the type of code: an id, a key, an address.
    #[must_use]
    pub fn code(mut self, text: impl Into<String>) -> Self {
        self.parts.push(Part::Code(text.into()));
        self
    }

    /// Appends a figure.
    #[must_use]
    pub fn figure(mut self, figure: Figure) -> Self {
        self.parts.push(Part::Figure(figure));
        self
    }

    /// Returns the words alone.
    pub fn plain(&self) -> String {
        self.parts.iter().map(Part::words).collect()
    }

    /// Draws the line.
    pub fn to_html(&self) -> Html {
        let mut markup = String::new();
        for part in &self.parts {
            part.push_html(&mut markup);
        }
        Html::from_safe(markup)
    }
}

impl Part {
    fn words(&self) -> &str {
        match self {
            Self::Text(text) | Self::Code(text) => text,
            Self::Figure(figure) => &figure.text,
        }
    }

    fn push_html(&self, markup: &mut String) {
        match self {
            Self::Text(text) => push_escaped(markup, text),
            Self::Figure(figure) => figure.push_html(markup),
            Self::Code(text) => {
                markup.push_str("<code>");
                push_escaped(markup, text);
                markup.push_str("</code>");
            }
        }
    }
}

impl<T: Into<String>> From<T> for Phrase {
    fn from(text: T) -> Self {
        Self::new().text(text)
    }
}

impl Serialize for Phrase {
    /// Reaches a template as markup that is safe to print.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_html().serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_figures_are_drawn() {
        let saving = Figure::data("computed.cache_saving", "0.5", "50%");
        let line = Phrase::new().figure(saving).text(" less than <input>, as ").code("a&b");
        let drawn = r#"<data value="0.5" data-fact="computed.cache_saving">50%</data> less than &lt;input&gt;, as <code>a&amp;b</code>"#;
        assert_eq!(line.to_html().as_str(), drawn);
        assert_eq!(line.plain(), "50% less than <input>, as a&b");
    }
}
