//! What views are made of, whatever the page: links, figures, markup, cells. The structure of a page stands beside the code
//! that fills it, in [`super::page`].
//!
//! Three conventions hold for every field:
//!
//! - A field without a value is `null`, never absent, so `{% if model.faq %}` never meets an undefined name.
//! - Text is plain and escaped by the template; [`Html`], [`Figure`] and [`Phrase`] are safe markup already, and a
//!   template prints them like text. Serializing a view to a [`tera::Value`] keeps that mark.
//! - Addresses of the site are paths without a root; templates print `{{ root }}{{ url }}`.

mod badge;
mod cell;
mod figure;
mod html;
mod key_figure;
mod link;
mod page;
mod page_frame;
mod phrase;
mod root_relative;
mod shared;
mod status;
#[cfg(test)]
mod tests;

pub use badge::Badge;
pub use cell::{Cell, CellState};
pub use figure::{Element, Figure};
pub use html::Html;
pub use key_figure::KeyFigure;
pub use link::Link;
pub use page::{Page, PreviewImage, Section, Twin};
pub use page_frame::PageFrame;
pub use phrase::Phrase;
pub use root_relative::RootRelative;
pub use shared::Shared;
pub use status::StatusMark;
