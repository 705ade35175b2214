//! Plans every page of a site, one after the other.

use std::collections::HashSet;

use rayon::prelude::*;

use super::path_registry::{FilePath, PathOwner, PathRegistry};
use super::{
    Content, DataFile, Export, ListOf, OutputFile, PageKind, PlannedFile, SchemaFile, has_json, has_markdown,
    list_route, markdown_route, pages, parts,
};
use crate::derive::Directory;
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::domain::Route;
use crate::domain::route::path_of;
use crate::parse::Node;
use crate::resolve::catalog::{Organization, Place};
use crate::resolve::{Record, codes};

/// Plans the pages and data files of a site, and reports those whose path is already taken.
pub(super) fn items(
    directory: &Directory,
    files: &[OutputFile],
    diags: &mut Diagnostics,
) -> Vec<PlannedFile> {
    let own = directory.catalog.pages.iter().map(|page| page.route.as_str()).collect();
    let mut planner =
        Planner { directory, own, registry: PathRegistry::default(), others: Vec::new(), items: Vec::new() };
    planner.custom_pages();
    planner.lists();
    planner.organizations();
    planner.records();
    planner.offers();
    planner.aliases(diags);
    planner.comparisons(diags);
    planner.files(files);
    planner.about();
    planner.former_ids();
    planner.exports(files);
    planner.twins(files);
    planner.images(files);
    planner.json(files);
    planner.text_files(files);
    planner.host(files);
    planner.registry.report(|owner_id| planner.path_owner(owner_id), diags);
    planner.items
}

struct Planner<'a> {
    directory: &'a Directory,
    /// The routes of the site's own pages, which replace some of the default ones.
    own: HashSet<&'a str>,
    registry: PathRegistry<OwnerId>,
    /// The owners that are not records.
    others: Vec<PathOwner>,
    items: Vec<PlannedFile>,
}

/// The owner of a path: the page of a record, its data file, or another one by its index.
#[derive(Clone, Copy, Debug)]
enum OwnerId {
    Record(Place),
    RecordJson(Place),
    Other(usize),
}

impl Planner<'_> {
    fn custom_pages(&mut self) {
        for (at, page) in self.directory.catalog.pages.iter().enumerate() {
            let span = Some(Span::whole(page.file));
            let path_owner = PathOwner { name: page.path.clone(), span, record: None, alias: None };
            self.page(page.route.clone(), PageKind::Custom(at), path_owner);
        }
    }

    fn lists(&mut self) {
        let (facets, counts) = (&self.directory.facets, *self.directory.counts);
        self.page(Route::home(), PageKind::Home, generated_owner("the home page"));
        self.page(Route::not_found(), PageKind::NotFound, generated_owner("the 404 page"));
        self.data("search", counts.rows, |part| DataFile::Search { part });
        if !self.directory.every_offer.is_empty() {
            self.data("offers", self.directory.every_offer.len(), |part| DataFile::Offers { part });
        }
        self.list(
            &Route::models(),
            counts.rows,
            |page| PageKind::Index { page },
            generated_owner("the list of models"),
        );
        let deprecations = self.directory.deprecations.len();
        if deprecations > 0 {
            let kind = |page| PageKind::Deprecations { page };
            self.list(
                &Route::deprecations(),
                deprecations,
                kind,
                generated_owner("the list of deprecations"),
            );
        }
        let changes = self.directory.changes.iter().map(|changes| changes.rows().count()).sum();
        if !self.directory.changes.is_empty() {
            let kind = |page| PageKind::Changes { page };
            self.list(&Route::changes(), changes, kind, generated_owner("the list of changes"));
        }
        if *self.directory.has_charts {
            self.page(Route::charts(), PageKind::Charts, generated_owner("the charts"));
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
        for (_, route, kind, name) in overviews.into_iter().filter(|(exists, ..)| *exists) {
            self.page(route, kind, generated_owner(name));
        }
        for (index, (capability, rows)) in facets.capabilities.iter().enumerate() {
            let route = Route::capability(capability.words().slug);
            self.list(
                &route,
                rows.len(),
                |page| PageKind::Capability { index, page },
                generated_owner("the list of a capability"),
            );
        }
        for (index, (kind, rows)) in facets.types.iter().enumerate() {
            let route = Route::kind(kind.word());
            self.list(
                &route,
                rows.len(),
                |page| PageKind::Type { index, page },
                generated_owner("the list of a type"),
            );
        }
        for (index, tag) in facets.tags.iter().enumerate() {
            let name = format!("the list of the tag `{}`", tag.name);
            self.list(
                &Route::tag(&tag.slug),
                tag.rows.len(),
                |page| PageKind::Tag { index, page },
                generated_owner(&name),
            );
        }
    }

    fn organizations(&mut self) {
        let (catalog, facets) = (&self.directory.catalog, &self.directory.facets);
        let models = catalog.models.iter().map(|model| (model.author, &*model.record));
        let first = first_records(catalog.authors.len(), models);
        let authors = catalog.authors.iter().zip(first).enumerate();
        for (author, (organization, record)) in authors.filter(|(_, (author, _))| !author.is_from_ids) {
            let rows = facets.authors[author].len();
            self.list(
                &organization.route,
                rows,
                |page| PageKind::Author { author, page },
                owner(organization, record),
            );
        }
        let offers = catalog.offers.iter().map(|offer| (offer.provider, &*offer.record));
        let first = first_records(catalog.providers.len(), offers);
        for (provider, (organization, record)) in catalog.providers.iter().zip(first).enumerate() {
            let rows = facets.providers[provider].len();
            self.list(
                &organization.route,
                rows,
                |page| PageKind::Provider { provider, page },
                owner(organization, record),
            );
        }
    }

    /// Plans the page of each record and its data file. The paths are made in parallel.
    fn records(&mut self) {
        let catalog = &self.directory.catalog;
        let models = (0..catalog.models.len()).map(Place::Model);
        let places: Vec<Place> = models.chain((0..catalog.offers.len()).map(Place::Offer)).collect();
        let paths = places.par_iter().map(|place| {
            let page = catalog.at(*place).route.clone();
            let json = page.beside("index.json");
            [page, json].map(|route| (FilePath::new(route.file()), route))
        });
        let paths: Vec<_> = paths.collect();
        self.registry.reserve(2 * places.len());
        self.items.reserve(2 * places.len());
        for (place, [(page, route), (json, beside)]) in places.into_iter().zip(paths) {
            let kind = match place {
                Place::Model(at) => PageKind::Model(at),
                Place::Offer(at) => PageKind::Offer(at),
            };
            if self.registry.take(page, OwnerId::Record(place)) {
                self.items.push(PlannedFile { route, content: Content::Page(kind) });
                if self.registry.take(json, OwnerId::RecordJson(place)) {
                    self.items
                        .push(PlannedFile { route: beside, content: Content::Data(DataFile::Record(place)) });
                }
            }
        }
    }

    /// An owner as messages name it.
    fn path_owner(&self, owner_id: OwnerId) -> PathOwner {
        match owner_id {
            OwnerId::Other(at) => self.others[at].clone(),
            OwnerId::RecordJson(place) => {
                PathOwner { record: None, ..self.path_owner(OwnerId::Record(place)) }
            }
            OwnerId::Record(place) => {
                let record = self.directory.catalog.at(place);
                let (route, organization) =
                    (record.route.as_str(), self.directory.catalog.organization(place));
                let below = route.strip_prefix(organization.route.as_str()).unwrap_or(route);
                let written = record.source.span("slug").or_else(|| record.source.span("id"));
                PathOwner {
                    name: record.path.clone(),
                    span: Some(written.unwrap_or_else(|| Span::whole(record.file))),
                    record: Some((below.trim_end_matches('/').to_owned(), record.id.clone())),
                    alias: None,
                }
            }
        }
    }

    /// Plans a page of all offers for each model that has too many for its own.
    fn offers(&mut self) {
        let directory = self.directory;
        for (at, model) in directory.catalog.models.iter().enumerate() {
            if directory.has_offers_page(at) {
                let route = Route::offers_of(&model.record.route);
                let name = format!("the offers of {}", model.record.path);
                self.page(route, PageKind::Offers(at), generated_owner(&name));
            }
        }
    }

    fn comparisons(&mut self, diags: &mut Diagnostics) {
        if !self.directory.has_comparisons() {
            return;
        }
        self.page(Route::compare(), PageKind::Compare, generated_owner("the comparison page"));
        for (at, comparison) in self.directory.comparisons.iter().enumerate() {
            let (name, span) = (comparison.name.clone(), Some(comparison.span));
            match path_of(&name) {
                Ok(path) => {
                    let name = format!("[[compare]] {name}");
                    let path_owner = PathOwner { name, span, record: None, alias: None };
                    self.page(Route::comparison(&path), PageKind::Comparison(at), path_owner);
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

    /// Plans a page for each alias. Where aliases meet, the smallest keeps the path, whatever the order of the files.
    fn aliases(&mut self, diags: &mut Diagnostics) {
        let catalog = &self.directory.catalog;
        let models = (0..catalog.models.len()).map(Place::Model);
        let places = models.chain((0..catalog.offers.len()).map(Place::Offer));
        let aliases = places.flat_map(|of| aliases(catalog.at(of)).map(move |(id, span)| (id, of, span)));
        let mut aliases: Vec<(String, Place, Span)> = aliases.collect();
        let owner_of = |of: Place| (catalog.at(of).id.as_str(), catalog.at(of).key.as_str());
        aliases.sort_by(|(a, of, _), (b, other, _)| (a, owner_of(*of)).cmp(&(b, owner_of(*other))));
        for (id, of, span) in aliases {
            let (record, organization) = (catalog.at(of), catalog.organization(of));
            let route = match path_of(organization.below(&id, of)) {
                Ok(path) => Route::folder(format_args!("{}{path}", organization.route)),
                Err(error) => {
                    let diagnostic = Diagnostic::new(&codes::BAD_ID, span, error.to_string());
                    diags.push(diagnostic.help("remove the alias: it cannot be a path"));
                    continue;
                }
            };
            // Such an alias differs from the id in case or in characters that no path has: it leads here as it is.
            if route != record.route {
                let alias = Some(id.clone());
                let path_owner =
                    PathOwner { name: record.path.clone(), span: Some(span), record: None, alias };
                self.page(route, PageKind::Alias { of, id }, path_owner);
            }
        }
    }

    /// Plans a page for each id under which a model was found without its file, where nothing else has its path.
    fn former_ids(&mut self) {
        let catalog = &self.directory.catalog;
        for (at, model) in catalog.models.iter().enumerate() {
            let (of, organization) = (Place::Model(at), &catalog.authors[model.author]);
            for id in &model.former_ids {
                let Ok(path) = path_of(organization.below(id, of)) else { continue };
                let route = Route::folder(format_args!("{}{path}", organization.route));
                if self.registry.is_free(&route.file()) {
                    let name = format!("the former id `{id}`");
                    self.page(route, PageKind::Alias { of, id: id.clone() }, generated_owner(&name));
                }
            }
        }
    }

    fn files(&mut self, files: &[OutputFile]) {
        for file in files {
            let span = Some(Span::whole(file.file));
            let path_owner = PathOwner { name: file.source.clone(), span, record: None, alias: None };
            let owner_id = self.add_owner(path_owner);
            self.registry.take(FilePath::new(file.path.clone()), owner_id);
        }
    }

    /// Plans the page about the data, unless the site has its own one.
    fn about(&mut self) {
        let route = Route::about();
        if self.registry.is_free(&route.file()) {
            self.page(route, PageKind::About, generated_owner("the about page"));
        }
    }

    /// Plans the pages of a list, up to the first one whose path is taken.
    fn list(&mut self, route: &Route, rows: usize, kind: impl Fn(usize) -> PageKind, path_owner: PathOwner) {
        let owner_id = self.add_owner(path_owner);
        for page in 1..=pages(rows) {
            if !self.claim(route.page(page), Content::Page(kind(page)), owner_id) {
                return;
            }
        }
    }

    /// Plans the parts of a data file.
    fn data(&mut self, name: &str, rows: usize, data: impl Fn(usize) -> DataFile) {
        for part in 1..=parts(rows) {
            self.data_file(
                Route::data(name, part),
                data(part),
                generated_owner("the rows of the index as data"),
            );
        }
    }

    /// Plans the lists for other programs that the settings ask for and the site does not have itself.
    fn exports(&mut self, files: &[OutputFile]) {
        let has_offers = !self.directory.catalog.offers.is_empty();
        let is_on = |export: &Export| {
            export.is_on(&self.directory.settings) && (has_offers || *export != Export::OffersTable)
        };
        for export in Export::ALL.into_iter().filter(is_on) {
            if !files.iter().any(|file| file.path.eq_ignore_ascii_case(export.path())) {
                let path_owner = generated_owner("a list for other programs");
                self.data_file(export.route(), DataFile::Export(export), path_owner);
            }
        }
    }

    /// Plans the Markdown twins of pages, where the site has no such file itself.
    fn twins(&mut self, files: &[OutputFile]) {
        let own: HashSet<String> = files.iter().map(|file| file.path.to_ascii_lowercase()).collect();
        let settings = &self.directory.settings;
        let twins = self.items.iter().filter_map(|item| {
            let kind = item.page().filter(|kind| has_markdown(settings, kind, &item.route))?;
            let route = markdown_route(&item.route);
            let is_free = !own.contains(&route.as_str().to_ascii_lowercase());
            is_free.then(|| PlannedFile { route, content: Content::Markdown(kind.clone()) })
        });
        let twins: Vec<PlannedFile> = twins.collect();
        let owner_id = self.add_owner(generated_owner("the Markdown of a page"));
        for twin in twins {
            if self.registry.take(FilePath::new(twin.route.file()), owner_id) {
                self.items.push(twin);
            }
        }
    }

    /// Plans the preview images that the site does not have itself.
    fn images(&mut self, files: &[OutputFile]) {
        let own: HashSet<String> = files.iter().map(|file| file.path.to_ascii_lowercase()).collect();
        for (route, image) in super::image::files(self.directory, &self.items) {
            if !own.contains(route.as_str()) {
                self.data_file(route, DataFile::Image(image), generated_owner("a preview image"));
            }
        }
    }

    /// Plans the JSON beside lists, authors and providers, and the schemas, where the site has no such file itself.
    fn json(&mut self, files: &[OutputFile]) {
        if !has_json(&self.directory.settings) {
            return;
        }
        let own: HashSet<String> = files.iter().map(|file| file.path.to_ascii_lowercase()).collect();
        let lists = self.items.iter().filter_map(|item| Some((&item.route, ListOf::beside(item.page()?)?)));
        let lists = lists.flat_map(|(route, list)| {
            let parts = 1..=parts(list.entries(self.directory));
            parts.map(move |part| (list_route(route, part), DataFile::List { list, part }))
        });
        let schemas = SchemaFile::ALL.into_iter().map(|schema| (schema.route(), DataFile::Schema(schema)));
        let all: Vec<(Route, DataFile)> = lists.chain(schemas).collect();
        let owner_id = self.add_owner(generated_owner("JSON of a list, or a schema"));
        for (route, data) in all {
            if !own.contains(&route.as_str().to_ascii_lowercase()) {
                self.claim(route, Content::Data(data), owner_id);
            }
        }
    }

    /// Plans the files for agents and readers of feeds that the site does not have itself.
    fn text_files(&mut self, files: &[OutputFile]) {
        for (route, file) in super::text_file::files(self.directory, &self.items) {
            if !files.iter().any(|own| own.path.eq_ignore_ascii_case(route.as_str())) {
                self.data_file(route, DataFile::Text(file), generated_owner("a file for agents or feeds"));
            }
        }
    }

    /// Plans the files for hosts and crawlers that the site does not have itself.
    fn host(&mut self, files: &[OutputFile]) {
        for (route, host) in super::host::files(self.directory, &self.items) {
            if !files.iter().any(|file| file.path.eq_ignore_ascii_case(route.as_str())) {
                self.data_file(route, DataFile::Host(host), generated_owner("a file for hosts"));
            }
        }
    }

    fn page(&mut self, route: Route, kind: PageKind, path_owner: PathOwner) {
        let owner_id = self.add_owner(path_owner);
        self.claim(route, Content::Page(kind), owner_id);
    }

    fn data_file(&mut self, route: Route, data: DataFile, path_owner: PathOwner) {
        let owner_id = self.add_owner(path_owner);
        self.claim(route, Content::Data(data), owner_id);
    }

    fn add_owner(&mut self, path_owner: PathOwner) -> OwnerId {
        self.others.push(path_owner);
        OwnerId::Other(self.others.len() - 1)
    }

    fn claim(&mut self, route: Route, content: Content, owner_id: OwnerId) -> bool {
        let is_replaceable = matches!(&content, Content::Page(kind) if kind.is_replaceable());
        if is_replaceable && self.own.contains(route.as_str()) {
            return false;
        }
        let is_free = self.registry.take(FilePath::new(route.file()), owner_id);
        if is_free {
            self.items.push(PlannedFile { route, content });
        }
        is_free
    }
}

/// The owner of a page that is not made from a single file.
fn generated_owner(name: &str) -> PathOwner {
    PathOwner { name: name.to_owned(), span: None, record: None, alias: None }
}

/// The first record of each organization.
fn first_records<'a>(
    organizations: usize,
    records: impl Iterator<Item = (usize, &'a Record)>,
) -> Vec<Option<&'a Record>> {
    let mut first = vec![None; organizations];
    for (organization, record) in records {
        first[organization].get_or_insert(record);
    }
    first
}

/// The owner of the page of an author or a provider. Its mistakes are reported at its file, or otherwise at a record.
fn owner(organization: &Organization, record: Option<&Record>) -> PathOwner {
    let file = organization.file.or_else(|| record.map(|record| record.file));
    PathOwner { name: organization.key.to_string(), span: file.map(Span::whole), record: None, alias: None }
}

/// The aliases of a record with their spans.
fn aliases(record: &Record) -> impl Iterator<Item = (String, Span)> {
    let nodes = record.source.node("aliases").into_iter().flat_map(Node::elements);
    nodes.filter_map(|node| Some((node.text()?.to_owned(), node.span)))
}
