use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::figure::Figure;
use super::html::{Html, draw, push_escaped};

/// One value in a table or in the facts row, in the state that it is in.
///
/// A template prints it whole: `{{ row.input }}` draws the figure, `<span class="free">Free</span>`, or a dash that says to a
/// screen reader what it means: `<span class="unknown dash">Not stated</span>`. Free, unknown and not applicable are different
/// words, never the same dash in silence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// The state, which is the class of the element.
    pub state: CellState,
    /// The figure, when there is one; a free price may have one too (`value="0"`, text "Free").
    pub figure: Option<Figure>,
    /// What is printed where there is no figure: "Free", "Included in Pro", "–".
    pub text: Cow<'static, str>,
    /// What a screen reader hears instead of a dash: "Not stated".
    pub spoken: Option<Cow<'static, str>>,
    /// What the figure is for, where it is not what its column says: "per image".
    pub unit: Option<String>,
}

/// What is known of a value: `known`, `free`, `included`, `varies`, `unknown`, `not_applicable` or `unsupported`. A price that has a figure is `known`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// The file gives the value.
    Known,
    /// The file says that there is no charge.
    Free,
    /// The price is part of a named plan.
    Included,
    /// Each request has a price of its own.
    Varies,
    /// The file does not give the value.
    #[default]
    Unknown,
    /// The value makes no sense here: the output price of an embedding model.
    NotApplicable,
    /// The model or its provider does not offer it.
    Unsupported,
}

impl Cell {
    /// Makes a cell with a figure.
    pub fn known(figure: Figure) -> Self {
        Self { state: CellState::Known, figure: Some(figure), ..Self::default() }
    }

    /// Makes a dash that says to a screen reader what it means.
    pub fn dash(state: CellState, spoken: impl Into<Cow<'static, str>>) -> Self {
        Self { state, text: "–".into(), spoken: Some(spoken.into()), ..Self::default() }
    }

    /// Makes a cell of words, such as "Free" or "Included in Pro".
    pub fn words(state: CellState, text: impl Into<Cow<'static, str>>) -> Self {
        Self { state, text: text.into(), ..Self::default() }
    }

    /// Draws the figure without its element.
    #[must_use]
    pub fn bare(self) -> Self {
        Self { figure: self.figure.map(Figure::bare), ..self }
    }

    /// Draws the cell.
    pub fn to_html(&self) -> Html {
        let mut markup = String::with_capacity(96);
        self.push_html(&mut markup);
        Html::from_safe(markup)
    }

    fn push_html(&self, markup: &mut String) {
        let Some(class) = self.state.class() else { return self.push_content(markup) };
        let dash = if self.figure.is_none() && self.spoken.is_some() { " dash" } else { "" };
        markup.extend(["<span class=\"", class, dash, "\">"]);
        self.push_content(markup);
        markup.push_str("</span>");
    }

    fn push_content(&self, markup: &mut String) {
        if let Some(figure) = &self.figure {
            figure.push_html(markup);
            self.push_unit(markup);
        } else {
            push_escaped(markup, self.spoken.as_ref().unwrap_or(&self.text));
        }
    }

    fn push_unit(&self, markup: &mut String) {
        if let Some(unit) = &self.unit {
            markup.push_str(" <small>");
            push_escaped(markup, unit);
            markup.push_str("</small>");
        }
    }
}

impl CellState {
    fn class(self) -> Option<&'static str> {
        match self {
            Self::Known => None,
            Self::Free => Some("free"),
            Self::Included => Some("included"),
            Self::Varies => Some("varies"),
            Self::Unknown => Some("unknown"),
            Self::NotApplicable => Some("not-applicable"),
            Self::Unsupported => Some("unsupported"),
        }
    }
}

impl Serialize for Cell {
    /// Reaches a template as markup that is safe to print.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        draw(|markup| self.push_html(markup)).serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(cell: &Cell) -> String {
        cell.to_html().as_str().to_owned()
    }

    #[test]
    fn a_known_value_is_its_figure() {
        let figure = Figure::data("cost.input", "0.15", "$0.15");
        assert_eq!(drawn(&Cell::known(figure.clone())), figure.to_html().as_str());
    }

    #[test]
    fn a_unit_stands_beside_its_figure() {
        let price = Cell {
            unit: Some("per image".to_owned()),
            ..Cell::known(Figure::data("cost.units[0].price", "0.04", "$0.04"))
        };
        assert_eq!(
            drawn(&price),
            r#"<data value="0.04" data-fact="cost.units[0].price">$0.04</data> <small>per image</small>"#
        );
    }

    #[test]
    fn free_keeps_its_exact_zero() {
        let free = Cell {
            state: CellState::Free,
            figure: Some(Figure::data("cost.input", "0", "Free")),
            ..Cell::default()
        };
        assert_eq!(
            drawn(&free),
            r#"<span class="free"><data value="0" data-fact="cost.input">Free</data></span>"#
        );
    }

    #[test]
    fn a_dash_speaks() {
        assert_eq!(
            drawn(&Cell::dash(CellState::NotApplicable, "Not <applicable>")),
            r#"<span class="not-applicable dash">Not &lt;applicable&gt;</span>"#
        );
    }

    #[test]
    fn words_are_escaped() {
        assert_eq!(
            drawn(&Cell::words(CellState::Included, "Included in A&B")),
            r#"<span class="included">Included in A&amp;B</span>"#
        );
    }
}
