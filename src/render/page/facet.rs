//! The models with one capability, of one type or with one tag.

use serde::Serialize;

use super::browse::BrowseBy;
use super::common::{counted, description, link};
use super::filter_form::{Scope, filters};
use super::list::ListPage;
use super::listing::{date_label, source_label, with_offers};
use super::row::Rows;
use crate::derive::Directory;
use crate::domain::{Capability, ModelType, Route};
use crate::render::page::list::ModelList;
use crate::render::view::{Link, Page, Phrase};

/// The page of a capability, a type or a tag; templates see it as `facet`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Facet {
    /// What it means, in one sentence.
    pub definition: Option<Phrase>,
    /// How it is known: the name of the field in the file.
    pub evidence: Option<Phrase>,
    /// The models.
    pub list: ModelList,
    /// Related capabilities, types or tags.
    pub related: Vec<Link>,
}

/// A page of the models with a capability, by its index in the facets.
pub(super) fn capability(directory: &Directory, index: usize, page: usize, shared: &Rows) -> (Page, Facet) {
    let (capability, rows) = &directory.facets.capabilities[index];
    let words = capability.words();
    let subject = FacetPage {
        way: BrowseBy::Capabilities,
        field: ("capability", words.slug),
        route: Route::capability(words.slug),
        name: words.label.to_owned(),
        heading: words.heading.to_owned(),
        definition: words.definition,
        evidence: Some(evidence(*capability)),
        related: beside(&directory.facets.capabilities, index, |(capability, _)| {
            let words = capability.words();
            link(words.label, &Route::capability(words.slug))
        }),
        rows,
    };
    subject.view(directory, page, shared)
}

/// A page of the models of a type, by its index in the facets.
pub(super) fn model_type(directory: &Directory, index: usize, page: usize, shared: &Rows) -> (Page, Facet) {
    let (kind, rows) = &directory.facets.types[index];
    let of = |kind: &ModelType| link(kind.plural(), &Route::kind(kind.word()));
    let subject = FacetPage {
        way: BrowseBy::Types,
        field: ("type", kind.word()),
        route: Route::kind(kind.word()),
        name: kind.plural().to_owned(),
        heading: kind.plural().to_owned(),
        definition: kind.definition(),
        evidence: Some(
            Phrase::new()
                .text("Based on ")
                .code("type")
                .text("; if it is missing, on the output modalities."),
        ),
        related: beside(&directory.facets.types, index, |(kind, _)| of(kind)),
        rows,
    };
    subject.view(directory, page, shared)
}

/// A page of the models with a tag, by its index in the facets.
pub(super) fn tag(directory: &Directory, index: usize, page: usize, shared: &Rows) -> (Page, Facet) {
    let tag = &directory.facets.tags[index];
    let subject = FacetPage {
        way: BrowseBy::Tags,
        field: ("tag", &tag.slug),
        route: Route::tag(&tag.slug),
        name: tag.name.clone(),
        heading: format!("Models tagged “{}”", tag.name),
        definition: "",
        evidence: Some(Phrase::new().text("Based on ").code("tags").text(" in each model's file.")),
        related: if page == 1 { tags_beside(directory, index) } else { Vec::new() },
        rows: &tag.rows,
    };
    subject.view(directory, page, shared)
}

/// What the models of a list have in common.
struct FacetPage<'a> {
    way: BrowseBy,
    /// The field of the form and its value that all rows share.
    field: (&'static str, &'a str),
    route: Route,
    name: String,
    heading: String,
    definition: &'static str,
    evidence: Option<Phrase>,
    related: Vec<Link>,
    rows: &'a [usize],
}

impl FacetPage<'_> {
    fn view(self, directory: &Directory, page: usize, shared: &Rows) -> (Page, Facet) {
        let part = ListPage { route: &self.route, page, words: ("model", "models"), rows: self.rows };
        let trail = vec![link(self.way.title(), &self.way.route()), link(self.name.as_str(), &self.route)];
        let records = part.first_records(directory, |at| directory.rows[at].place);
        let mut head = part.head(&directory.settings, &self.heading, trail, &records);
        head.title = part.title(&format!("{}: prices and context windows", self.heading));
        let count = counted(self.rows.len(), "model", "models");
        head.description = description(&[
            self.definition.to_owned(),
            format!("{count} with prices per 1M tokens, context windows, output limits and release dates."),
        ]);
        let list = ModelList {
            source_label: Some(source_label(directory).to_owned()),
            with_offers: with_offers(directory),
            date_label: date_label(directory).to_owned(),
            filters: filters(directory, &part, &Scope::Rows(self.field.0, self.field.1)),
            ..part.list(|at| shared.at(directory, at))
        };
        let is_first = page == 1;
        let body = Facet {
            definition: (!self.definition.is_empty()).then(|| self.definition.into()),
            evidence: self.evidence.filter(|_| is_first),
            list,
            related: if is_first { self.related } else { Vec::new() },
        };
        (head, body)
    }
}

/// How a capability is known.
fn evidence(capability: Capability) -> Phrase {
    let mut phrase = Phrase::new().text("Based on ");
    for (at, field) in capability.words().field.split(", or a ").enumerate() {
        phrase = if at == 0 {
            phrase.code(field)
        } else {
            phrase.text(" or a ").code(field.trim_end_matches(" price")).text(" price")
        };
    }
    phrase.text(" in each model's file.")
}

/// The entries nearest to one in its list, six at most.
fn beside<T>(entries: &[T], index: usize, link: impl Fn(&T) -> Link) -> Vec<Link> {
    let most = 6;
    let from = index.saturating_sub(most / 2).min(entries.len().saturating_sub(most + 1));
    let near = entries.iter().enumerate().skip(from).filter(|(at, _)| *at != index).take(most);
    near.map(|(_, entry)| link(entry)).collect()
}

/// How many tags a tag's page leads to.
const TAGS_BESIDE: usize = 8;

/// The tags that most often stand beside one.
fn tags_beside(directory: &Directory, index: usize) -> Vec<Link> {
    let facets = &directory.facets;
    facets
        .tags_beside(index, TAGS_BESIDE)
        .into_iter()
        .map(|at: usize| link(facets.tags[at].name.as_str(), &Route::tag(&facets.tags[at].slug)))
        .collect()
}
