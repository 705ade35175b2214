//! Asks for every page of a site, one after the other.

use std::collections::HashSet;

use rayon::prelude::*;

use super::claims::{Claimant, Claims, FilePath};
use super::{Content, DataFile, OutputFile, PageKind, PlannedFile, pages, parts};
use crate::derive::Directory;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::domain::Route;
use crate::domain::route::path_of;
use crate::parse::Node;
use crate::resolve::catalog::{Party, Place};
use crate::resolve::{Record, codes};

/// The pages of a site whose paths are free, and reports of those whose paths are not.
pub(super) fn items(
    directory: &Directory,
    files: &[OutputFile],
    diags: &mut Diagnostics,
) -> Vec<PlannedFile> {
    let own = directory.catalog.pages.iter().map(|page| page.route.as_str()).collect();
    let mut planner =
        Planner { directory, own, claims: Claims::default(), others: Vec::new(), items: Vec::new() };
    planner.own_pages();
    planner.lists();
    planner.parties();
    planner.records();
    planner.aliases(diags);
    planner.comparisons(diags);
    planner.files(files);
    planner.about();
    planner.host(files);
    planner.claims.report(|producer| planner.claimant(producer), diags);
    planner.items
}

struct Planner<'a> {
    directory: &'a Directory,
    /// The routes of the site's own pages, which stand in place of some of ours.
    own: HashSet<&'a str>,
    claims: Claims<Producer>,
    /// The producers that are no records.
    others: Vec<Claimant>,
    items: Vec<PlannedFile>,
}

/// Who asks for a path: the page of a record, its file for machines, or another by its index.
#[derive(Clone, Copy, Debug)]
enum Producer {
    Record(Place),
    Twin(Place),
    Other(usize),
}

impl Planner<'_> {
    fn own_pages(&mut self) {
        for (at, page) in self.directory.catalog.pages.iter().enumerate() {
            let span = Some(Span::whole(page.file));
            let claimant = Claimant { name: page.path.clone(), span, record: None, alias: None };
            self.page(page.route.clone(), PageKind::Custom(at), claimant);
        }
    }

    fn lists(&mut self) {
        let (facets, counts) = (&self.directory.facets, self.directory.counts);
        self.page(Route::home(), PageKind::Home, made("the home page"));
        self.page(Route::missing(), PageKind::NotFound, made("the page for what is missing"));
        self.data("search", counts.rows, |part| DataFile::Search { part });
        if !self.directory.every_offer.is_empty() {
            self.data("offers", self.directory.every_offer.len(), |part| DataFile::Offers { part });
        }
        self.list(&Route::models(), counts.rows, |page| PageKind::Index { page }, made("the list of models"));
        let endings = self.directory.endings.len();
        if endings > 0 {
            let what = |page| PageKind::Deprecations { page };
            self.list(&Route::deprecations(), endings, what, made("the list of what ends"));
        }
        let changes = self.directory.changes.iter().map(|changes| changes.rows().count()).sum();
        if !self.directory.changes.is_empty() {
            let what = |page| PageKind::Changes { page };
            self.list(&Route::changes(), changes, what, made("the list of changes"));
        }
        if self.directory.has_charts {
            self.page(Route::charts(), PageKind::Charts, made("the charts"));
        }
        let overviews = [
            (counts.authors > 0, Route::authors(), PageKind::Authors, "the list of authors"),
            (counts.providers > 0, Route::providers(), PageKind::Providers, "the list of providers"),
            (
                !facets.capabilities.is_empty(),
                Route::capabilities(),
                PageKind::Capabilities,
                "the list of capabilities",
            ),
            (!facets.types.is_empty(), Route::types(), PageKind::Types, "the list of types"),
            (!facets.tags.is_empty(), Route::tags(), PageKind::Tags, "the list of tags"),
        ];
        for (_, route, what, name) in overviews.into_iter().filter(|(exists, ..)| *exists) {
            self.page(route, what, made(name));
        }
        for (index, (capability, rows)) in facets.capabilities.iter().enumerate() {
            let route = Route::capability(capability.words().slug);
            self.list(
                &route,
                rows.len(),
                |page| PageKind::Capability { index, page },
                made("the list of a capability"),
            );
        }
        for (index, (kind, rows)) in facets.types.iter().enumerate() {
            let route = Route::kind(kind.word());
            self.list(&route, rows.len(), |page| PageKind::Type { index, page }, made("the list of a type"));
        }
        for (index, tag) in facets.tags.iter().enumerate() {
            let name = format!("the list of the tag `{}`", tag.name);
            self.list(
                &Route::tag(&tag.slug),
                tag.rows.len(),
                |page| PageKind::Tag { index, page },
                made(&name),
            );
        }
    }

    fn parties(&mut self) {
        let (catalog, facets) = (&self.directory.catalog, &self.directory.facets);
        let first = first_of(catalog.authors.len(), catalog.models.iter().map(|it| (it.author, &*it.record)));
        for (author, (party, record)) in catalog.authors.iter().zip(first).enumerate() {
            let rows = facets.authors[author].len();
            self.list(&party.route, rows, |page| PageKind::Author { author, page }, owner(party, record));
        }
        let offers = catalog.offers.iter().map(|it| (it.provider, &*it.record));
        let first = first_of(catalog.providers.len(), offers);
        for (provider, (party, record)) in catalog.providers.iter().zip(first).enumerate() {
            let rows = facets.providers[provider].len();
            self.list(&party.route, rows, |page| PageKind::Provider { provider, page }, owner(party, record));
        }
    }

    /// The page of each record and its file for machines; the paths are made on all threads.
    fn records(&mut self) {
        let catalog = &self.directory.catalog;
        let models = (0..catalog.models.len()).map(Place::Model);
        let places: Vec<Place> = models.chain((0..catalog.offers.len()).map(Place::Offer)).collect();
        let paths = |place: &Place| {
            let page = catalog.at(*place).route.clone();
            let twin = page.beside("index.json");
            [page, twin].map(|route| (FilePath::new(route.file()), route))
        };
        let paths: Vec<_> = places.par_iter().map(paths).collect();
        self.claims.reserve(2 * places.len());
        self.items.reserve(2 * places.len());
        for (place, [(page, route), (twin, beside)]) in places.into_iter().zip(paths) {
            let kind = match place {
                Place::Model(at) => PageKind::Model(at),
                Place::Offer(at) => PageKind::Offer(at),
            };
            if self.claims.take(page, Producer::Record(place)) {
                self.items.push(PlannedFile { route, content: Content::Page(kind) });
                if self.claims.take(twin, Producer::Twin(place)) {
                    self.items
                        .push(PlannedFile { route: beside, content: Content::Data(DataFile::Record(place)) });
                }
            }
        }
    }

    /// A producer as messages speak of it.
    fn claimant(&self, producer: Producer) -> Claimant {
        match producer {
            Producer::Other(at) => self.others[at].clone(),
            Producer::Twin(place) => Claimant { record: None, ..self.claimant(Producer::Record(place)) },
            Producer::Record(place) => {
                let record = self.directory.catalog.at(place);
                let (route, party) = (record.route.as_str(), self.directory.catalog.party(place));
                let below = route.strip_prefix(party.route.as_str()).unwrap_or(route);
                let written = record.source.span("slug").or_else(|| record.source.span("id"));
                Claimant {
                    name: record.path.clone(),
                    span: Some(written.unwrap_or_else(|| Span::whole(record.file))),
                    record: Some((below.trim_end_matches('/').to_owned(), record.id.clone())),
                    alias: None,
                }
            }
        }
    }

    fn comparisons(&mut self, diags: &mut Diagnostics) {
        if !self.directory.has_comparisons() {
            return;
        }
        self.page(Route::compare(), PageKind::Compare, made("the page for comparing"));
        for (at, comparison) in self.directory.comparisons.iter().enumerate() {
            let (name, span) = (comparison.name.clone(), Some(comparison.span));
            match path_of(&name) {
                Ok(path) => {
                    let name = format!("[[compare]] {name}");
                    let claimant = Claimant { name, span, record: None, alias: None };
                    self.page(Route::comparison(&path), PageKind::Comparison(at), claimant);
                }
                Err(error) => {
                    let diagnostic = Diagnostic::new(&codes::BAD_ID, comparison.span, error.to_string());
                    diags.push(
                        diagnostic
                            .help("give the comparison a name that can be a path, such as `small-models`"),
                    );
                }
            }
        }
    }

    fn aliases(&mut self, diags: &mut Diagnostics) {
        let catalog = &self.directory.catalog;
        let models = (0..catalog.models.len()).map(Place::Model);
        for of in models.chain((0..catalog.offers.len()).map(Place::Offer)) {
            let record = catalog.at(of);
            for (id, span) in aliases(record) {
                match path_of(below(&id, of, catalog.party(of))) {
                    Ok(path) => {
                        let route = Route::folder(format_args!("{}{path}", catalog.party(of).route));
                        let (name, alias) = (record.path.clone(), Some(id.clone()));
                        let claimant = Claimant { name, span: Some(span), record: None, alias };
                        self.page(route, PageKind::Alias { of, id }, claimant);
                    }
                    Err(error) => {
                        let diagnostic = Diagnostic::new(&codes::BAD_ID, span, error.to_string());
                        diags.push(diagnostic.help("take the alias away: it cannot be a page"));
                    }
                }
            }
        }
    }

    fn files(&mut self, files: &[OutputFile]) {
        for file in files {
            let span = Some(Span::whole(file.file));
            let claimant = Claimant { name: file.source.clone(), span, record: None, alias: None };
            let producer = self.other(claimant);
            self.claims.take(FilePath::new(file.path.clone()), producer);
        }
    }

    /// Plans the page on the data, where the site has none of its own.
    fn about(&mut self) {
        let route = Route::about();
        if self.claims.is_free(&route.file()) {
            self.page(route, PageKind::About, made("the page on the data"));
        }
    }

    /// Plans the pages of a list; the further ones only where the first one is free.
    fn list(&mut self, route: &Route, rows: usize, kind: impl Fn(usize) -> PageKind, claimant: Claimant) {
        let producer = self.other(claimant);
        for page in 1..=pages(rows) {
            if !self.claim(route.page(page), Content::Page(kind(page)), producer) {
                return;
            }
        }
    }

    /// Plans the parts of a data file.
    fn data(&mut self, name: &str, rows: usize, data: impl Fn(usize) -> DataFile) {
        for part in 1..=parts(rows) {
            self.data_file(Route::data(name, part), data(part), made("the rows of the index as data"));
        }
    }

    /// The files for hosts and crawlers, where the site does not bring its own.
    fn host(&mut self, files: &[OutputFile]) {
        for (route, host) in super::host::files(self.directory, &self.items) {
            if !files.iter().any(|file| file.path.eq_ignore_ascii_case(route.as_str())) {
                self.data_file(route, DataFile::Host(host), made("a file for hosts"));
            }
        }
    }

    fn page(&mut self, route: Route, kind: PageKind, claimant: Claimant) {
        let producer = self.other(claimant);
        self.claim(route, Content::Page(kind), producer);
    }

    fn data_file(&mut self, route: Route, data: DataFile, claimant: Claimant) {
        let producer = self.other(claimant);
        self.claim(route, Content::Data(data), producer);
    }

    fn other(&mut self, claimant: Claimant) -> Producer {
        self.others.push(claimant);
        Producer::Other(self.others.len() - 1)
    }

    fn claim(&mut self, route: Route, content: Content, producer: Producer) -> bool {
        let gives_way = matches!(&content, Content::Page(kind) if kind.gives_way());
        if gives_way && self.own.contains(route.as_str()) {
            return false;
        }
        let is_free = self.claims.take(FilePath::new(route.file()), producer);
        if is_free {
            self.items.push(PlannedFile { route, content });
        }
        is_free
    }
}

/// A page that no single file asks for.
fn made(name: &str) -> Claimant {
    Claimant { name: name.to_owned(), span: None, record: None, alias: None }
}

/// The page of an author or a provider; its mistakes stand in its file, else in one of its records.
/// The first record of each party.
fn first_of<'a>(
    parties: usize,
    records: impl Iterator<Item = (usize, &'a Record)>,
) -> Vec<Option<&'a Record>> {
    let mut first = vec![None; parties];
    for (party, record) in records {
        first[party].get_or_insert(record);
    }
    first
}

fn owner(party: &Party, record: Option<&Record>) -> Claimant {
    let file = party.file.or_else(|| record.map(|record| record.file));
    Claimant { name: party.key.to_string(), span: file.map(Span::whole), record: None, alias: None }
}

/// The aliases of a record and where each was written.
fn aliases(record: &Record) -> impl Iterator<Item = (String, Span)> {
    let written = record.source.node("aliases").into_iter().flat_map(Node::elements);
    written.filter_map(|node| Some((node.text()?.to_owned(), node.span)))
}

/// An id below the page of its author or provider, as for the ids of records.
fn below<'a>(id: &'a str, of: Place, party: &Party) -> &'a str {
    let own = id.strip_prefix(party.id.as_str()).and_then(|rest| rest.strip_prefix('/'));
    own.filter(|_| matches!(of, Place::Model(_))).unwrap_or(id)
}
