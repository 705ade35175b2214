//! What templates see of the page of a record.

use serde::Serialize;

use super::benchmarks::Benchmarks;
use super::faq::Question;
use super::lifecycle::Lifecycle;
use super::listings::Listings;
use super::model_link::ModelLink;
use super::offers::Offers;
use super::pricing::Pricing;
use super::quickstart::Quickstart;
use super::related::Related;
use super::replacements::Replacements;
use super::specifications::Specifications;
use super::succession::Succession;
use crate::render::page::extra::Extra;
use crate::render::page::invitation::CallToAction;
use crate::render::view::{Badge, Figure, Html, KeyFigure, Link, Shared};

/// The page of a model, or of one provider's offer of it; templates see it as `model`.
///
/// A section stands on the page when `page.sections` names it: `pricing`, `offers`, `quickstart`, `specifications`,
/// `benchmarks`, `alternatives`, `others`, `faq`, and before them `listings` for a model without a file and `succession` for one that ends. The call to action is the end of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Model {
    /// The record's key: `models/openai/gpt-4o-mini`.
    pub key: String,
    /// The exact id, with the fact name `id`; it stands once on the page.
    pub id: Figure,
    /// Who made the model.
    pub author: Option<Link>,
    /// Who serves this offer; absent on a model's own page.
    pub provider: Option<Link>,
    /// The page of the model that this offer is of.
    pub base: Option<Link>,
    /// How it is known that this offer is of that model.
    pub link: Option<ModelLink>,
    /// When the directory listed it; the release date where that is unknown.
    pub added: Option<Added>,
    /// Where it is in its life: `active`, `alpha`, `beta`, `deprecated`, `retired`.
    pub status: &'static str,
    /// The banner on a model that is not simply active.
    pub lifecycle: Option<Lifecycle>,
    /// What listings say of a model that has no file; it has no specifications.
    pub listings: Option<Listings>,
    /// The description, rendered.
    pub description: Option<Html>,
    /// What it can do.
    pub badges: Shared<Vec<Badge>>,
    /// The same as `component/badges.html` draws it, for all pages at once; null if a component of the site's own takes more of its page than
    /// `root` and `site`, so that each page draws its own.
    pub drawn_badges: Option<Shared<Html>>,
    /// The buttons beside the head; the first is the main one.
    pub actions: Vec<Link>,
    /// The big figures; empty where nothing of what would stand there is known.
    pub facts: Vec<KeyFigure>,
    /// Prices and estimates.
    pub pricing: Option<Pricing>,
    /// All providers of the model; on an offer's page the other ones.
    pub offers: Option<Offers>,
    /// Code to start from.
    pub quickstart: Option<Quickstart>,
    /// All that is known.
    pub specifications: Option<Specifications>,
    /// Published scores.
    pub benchmarks: Option<Benchmarks>,
    /// What a model that ends is replaced with, and what changes.
    pub succession: Option<Succession>,
    /// Similar models of all authors to use instead.
    pub alternatives: Option<Replacements>,
    /// Other models of the same author.
    pub others: Option<Related>,
    /// Questions and answers.
    pub faq: Vec<Question>,
    /// The box at the end.
    pub call_to_action: Option<CallToAction>,
    /// The record's `[extra]` table as it stands in the file, for templates of one's own.
    pub extra: Extra,
}

/// When a record appeared.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Added {
    /// "Added" or "Released".
    pub label: String,
    /// The date.
    pub date: Figure,
    /// On the page of a model without a file, how many say so: "16 of 34".
    pub votes: Option<String>,
}
