//! What preview images show: the site, or a model, in a few words and figures. Texts are as pages have them; `render::image` draws them.

use std::fmt::Write as _;

use serde::Serialize;

/// What a preview image shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Card {
    /// Who made the model: the name, or else the id.
    pub author: Vec<String>,
    /// The name of the model or the site, or else what can stand for it.
    pub name: Vec<String>,
    /// The exact id of the model.
    pub id: Option<String>,
    /// The tagline of the site.
    pub tagline: Option<String>,
    /// Where the model is in its life, if it is not simply active.
    pub status: Option<CardStatus>,
    /// The figures, four at most.
    pub figures: Vec<CardFigure>,
    /// What the model can do.
    pub capabilities: Vec<String>,
    /// The name of the site at the foot of a model's image, or else its host.
    pub site: Vec<String>,
    /// Where the site is: `models.example.org/list`.
    pub address: String,
}

/// Where a model is in its life.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CardStatus {
    /// The word: "Deprecated".
    pub label: String,
    /// Whether it ends.
    pub is_warning: bool,
}

/// A figure with its label and what stands below.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CardFigure {
    /// "Context window".
    pub label: String,
    /// "128K".
    pub text: String,
    /// "128,000 tokens".
    pub note: Option<String>,
}

/// Most figures that have room.
pub const FIGURES: usize = 4;

impl Card {
    /// What the image shows, in one line: "Small by Acme: Input $0.15, Context window 128K".
    pub fn words(&self) -> String {
        let name = self.name.first().map_or("", String::as_str);
        let mut words = match (self.author.first(), &self.tagline) {
            (Some(author), _) => format!("{name} by {author}"),
            (None, Some(tagline)) => format!("{name}: {tagline}"),
            (None, None) => name.to_owned(),
        };
        for (at, figure) in self.figures.iter().enumerate() {
            let start = if at == 0 { ": " } else { ", " };
            let start = if at == 0 && words.ends_with(['.', '!', '?']) { " " } else { start };
            let _ = write!(words, "{start}{} {}", figure.label, figure.text);
        }
        words
    }
}
