//! What templates see: plain data with every text formatted, one file per component.
//!
//! The typed catalogue goes in, filled structures come out, and [`View::context`] hands them to the theme. Nothing here
//! computes. Three conventions hold for every field:
//!
//! - A field without a value is `null`, never absent, so `{% if model.faq %}` never meets an undefined name.
//! - Text is plain and escaped by the template; [`Html`], [`Figure`] and [`Phrase`] are safe markup already, and a
//!   template prints them like text. Serialising a view to a [`tera::Value`] keeps that mark.
//! - Addresses of the site are paths without a root; templates print `{{ root }}{{ url }}`.

mod about;
mod alias;
mod author;
mod badge;
mod benchmarks;
mod calculator;
mod call_to_action;
mod cell;
mod changes;
mod charts;
mod compare;
mod comparison;
mod counted;
mod deprecations;
mod ending_table;
mod estimates;
mod facet;
mod fact;
mod faq;
mod figure;
mod filters;
mod home;
mod html;
mod index;
mod lifecycle;
mod link;
mod missing;
mod model;
mod model_list;
mod offers;
mod overview;
mod own;
mod page;
mod phrase;
mod pricing;
mod provider;
mod quickstart;
mod related;
mod rooted;
mod shared;
mod site;
mod specifications;
#[cfg(test)]
mod tests;

pub use about::{About, PriceStates};
pub use alias::Alias;
pub use author::Author;
pub use badge::Badge;
pub use benchmarks::{Benchmark, Benchmarks, NoBenchmarks};
pub use calculator::{BillLine, Calculator, CalculatorBill, CalculatorField};
pub use call_to_action::CallToAction;
pub use cell::{Cell, CellState};
pub use changes::{ChangeGroup, ChangeRow, ChangedFact, Changes};
pub use charts::{Chart, ChartDot, ChartTick, Charts};
pub use compare::Compare;
pub use comparison::{Comparison, ComparisonCell, ComparisonColumn, ComparisonGroup, ComparisonRow};
pub use counted::Counted;
pub use deprecations::{Deprecations, EndingPart};
pub use ending_table::{EndingGroup, EndingRow};
pub use estimates::{Estimate, Estimates};
pub use facet::Facet;
pub use fact::Fact;
pub use faq::Question;
pub use figure::{Element, Figure};
pub use filters::{Choice, Filters, Select};
pub use home::{Browse, Highlight, Home};
pub use html::Html;
pub use index::Index;
pub use lifecycle::{Lifecycle, Status};
pub use link::Link;
pub use missing::Missing;
pub use model::{Added, Extra, Model};
pub use model_list::{ModelList, ModelRow, PageLink, Pagination};
pub use offers::{OfferRow, Offers};
pub use overview::{Overview, OverviewGroup};
pub use own::{Own, Sidebar, SidebarGroup};
pub use page::{Page, PageKind, Section, Twin};
pub use phrase::Phrase;
pub use pricing::{Markup, PriceGroup, PriceRow, Pricing, Trust};
pub use provider::Provider;
pub use quickstart::{Quickstart, Snippet};
pub use related::{Related, RelatedRow};
pub use rooted::Rooted;
pub use shared::Shared;
pub use site::{Analytics, Assets, Attribute, Brand, Footer, Gateway, Logo, Site};
pub use specifications::{Specification, Specifications};

use serde::Serialize;
use tera::{Context, Value};

/// One page with all that it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct View {
    /// What every page has.
    pub page: Page,
    /// What this kind of page has.
    pub body: Body,
}

/// What is particular to a kind of page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each variant is documented at its type")]
pub enum Body {
    Home(Home),
    Index(Index),
    Model(Box<Model>),
    Offer(Box<Model>),
    Author(Box<Author>),
    Provider(Box<Provider>),
    Facet(Facet),
    Overview(Overview),
    Compare(Box<Compare>),
    Comparison(Box<Compare>),
    Alias(Alias),
    Deprecations(Deprecations),
    /// What changed in the past.
    Changes(Changes),
    About(Box<About>),
    Own(Box<Own>),
    Charts(Charts),
    Missing(Missing),
}

impl View {
    /// Returns the name of the template that draws the page.
    pub fn template(&self) -> &'static str {
        match self.body {
            Body::Home(_) => "page/home.html",
            Body::Index(_) => "page/index.html",
            Body::Model(_) => "page/model.html",
            Body::Offer(_) => "page/offer.html",
            Body::Author(_) => "page/author.html",
            Body::Provider(_) => "page/provider.html",
            Body::Facet(_) => "page/facet.html",
            Body::Overview(_) => "page/overview.html",
            Body::Compare(_) => "page/compare.html",
            Body::Comparison(_) => "page/comparison.html",
            Body::Alias(_) => "page/alias.html",
            Body::Deprecations(_) => "page/deprecations.html",
            Body::Changes(_) => "page/changes.html",
            Body::About(_) => "page/about.html",
            Body::Own(_) => "page/own.html",
            Body::Charts(_) => "page/charts.html",
            Body::Missing(_) => "page/missing.html",
        }
    }

    /// Makes what the template sees: `root`, `page`, and the body under its own name. `site` is in the global context.
    pub fn context(&self) -> Context {
        let (name, body) = self.body.value();
        let mut context = Context::new();
        context.insert_value("root", Value::normal_string(&self.page.root));
        context.insert_value("page", value(&self.page));
        context.insert_value(name, body);
        context
    }
}

impl Body {
    fn value(&self) -> (&'static str, Value) {
        match self {
            Self::Home(home) => ("home", value(home)),
            Self::Index(index) => ("index", value(index)),
            Self::Model(model) | Self::Offer(model) => ("model", value(model)),
            Self::Author(author) => ("author", value(author)),
            Self::Provider(provider) => ("provider", value(provider)),
            Self::Facet(facet) => ("facet", value(facet)),
            Self::Overview(overview) => ("overview", value(overview)),
            Self::Compare(compare) | Self::Comparison(compare) => ("compare", value(compare)),
            Self::Alias(alias) => ("alias", value(alias)),
            Self::Deprecations(deprecations) => ("deprecations", value(deprecations)),
            Self::Changes(changes) => ("changes", value(changes)),
            Self::About(about) => ("about", value(about)),
            Self::Own(own) => ("own", value(own)),
            Self::Charts(charts) => ("charts", value(charts)),
            Self::Missing(missing) => ("missing", value(missing)),
        }
    }
}

fn value(view: &impl Serialize) -> Value {
    Value::from_serializable(view)
}
