use serde::Serialize;

use super::figure::Figure;

/// One value in a table or in the facts row, with the state that it is in; `component/cell.html` draws it.
///
/// Free, unknown and not applicable are different words, never the same dash in silence.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Cell {
    /// `known`, `free`, `included`, `unknown`, `not_applicable` or `unsupported`.
    pub state: CellState,
    /// The figure, when there is one; a free price may have one too (`value="0"`, text "Free").
    pub figure: Option<Figure>,
    /// What is printed where there is no figure: "Free", "Included in Pro", "–".
    pub text: String,
    /// What a screen reader hears instead of a dash: "Not published".
    pub spoken: Option<String>,
}

/// What is known of a value. A price that has a figure is `Known`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// The file gives the value.
    Known,
    /// The file says that there is no charge.
    Free,
    /// The price is part of a named plan.
    Included,
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
    pub fn dash(state: CellState, spoken: impl Into<String>) -> Self {
        Self { state, figure: None, text: "–".to_owned(), spoken: Some(spoken.into()) }
    }

    /// Makes a cell of words, such as "Free" or "Included in Pro".
    pub fn words(state: CellState, text: impl Into<String>) -> Self {
        Self { state, figure: None, text: text.into(), spoken: None }
    }
}
