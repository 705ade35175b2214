//! A page after it was drawn: what it links to and what is wrong on it.

use super::fault::Fault;
use super::link_checker::Anchors;
use crate::diag::Diagnostic;

/// A page that was drawn. Its bytes are in the buffer that it was drawn into.
#[derive(Debug, Default)]
pub struct RenderedPage {
    /// The route of the page.
    pub route: String,
    /// The title, if no other page should have the same.
    pub title: Option<String>,
    /// The template that draws the page; `None` for a file for programs.
    pub template: Option<&'static str>,
    /// The links and ids of the page.
    pub anchors: Anchors,
    /// What is wrong on the page by itself: links to nothing, ids that stand twice.
    pub faults: Vec<Fault>,
    /// Why the page could not be drawn.
    pub failure: Option<Box<Diagnostic>>,
}

impl RenderedPage {
    /// Whether the buffer holds a page.
    pub fn is_drawn(&self) -> bool {
        self.failure.is_none()
    }

    /// Whether nothing was found on the page that has to be said again in the next build.
    pub fn is_sound(&self) -> bool {
        self.failure.is_none() && self.faults.is_empty()
    }
}
