use serde::{Serialize, Serializer};
use tera::Value;

use super::figure::Figure;
use super::html::{Html, push_escaped};

/// A line of plain text with figures in it, such as "50% less than input"; printed like any text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Phrase {
    markup: String,
    words: String,
}

impl Phrase {
    /// Starts an empty line.
    pub fn new() -> Self {
        Self::default()
    }

    /// Appends plain text.
    #[must_use]
    pub fn text(mut self, text: impl AsRef<str>) -> Self {
        push_escaped(&mut self.markup, text.as_ref());
        self.words.push_str(text.as_ref());
        self
    }

    /// Appends text in the type of code: an id, a key, an address.
    #[must_use]
    pub fn code(mut self, text: impl AsRef<str>) -> Self {
        self.markup.push_str("<code>");
        push_escaped(&mut self.markup, text.as_ref());
        self.markup.push_str("</code>");
        self.words.push_str(text.as_ref());
        self
    }

    /// Appends a figure.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "a figure is made for the line that it stands in")]
    pub fn figure(mut self, figure: Figure) -> Self {
        figure.push_html(&mut self.markup);
        self.words.push_str(&figure.text);
        self
    }

    /// Whether the line has no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Returns the words alone.
    pub fn plain(&self) -> &str {
        &self.words
    }

    /// Returns the line as markup.
    pub fn markup(&self) -> &str {
        &self.markup
    }

    /// Draws the line.
    pub fn to_html(&self) -> Html {
        Html::from_safe(self.markup.clone())
    }
}

impl<T: AsRef<str>> From<T> for Phrase {
    fn from(text: T) -> Self {
        Self::new().text(text)
    }
}

impl Serialize for Phrase {
    /// Reaches a template as markup that is safe to print.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::safe_string(&self.markup).serialize(serializer)
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
