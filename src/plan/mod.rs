//! Plans every output path once, with the page or file that is written there: turns the directory into the [`Site`]. Two
//! owners of one path are a mistake that names both. All routes are known now, so the links of records are checked here.
//! The next stage is `render`.

pub mod codes;
mod export;
#[cfg(test)]
pub(crate) mod fixture;
mod host;
mod image;
mod json_file;
mod links;
mod path_registry;
mod planner;
mod routes;
#[cfg(test)]
mod tests;
mod text_file;
mod twin;

use std::sync::Arc;

use rayon::prelude::*;

pub use export::Export;
pub use host::{Host, MOST_REDIRECTS, PAGES_A_SITEMAP, is_indexed, is_worth_compressing};
pub use image::{Image, Images, image_route, is_image};
pub use json_file::{ListOf, SchemaFile, has_json, list_route};
pub use routes::Routes;
pub use text_file::{
    MOST_IN_FULL, MOST_LISTED, Scope, TextFile, has_calendar, has_feed, has_party_feeds, has_party_llms,
};
pub use twin::{has_markdown, markdown_page, markdown_route};

use crate::derive::Directory;
use crate::diag::{Diagnostics, FileId, SourceMap};
use crate::domain::Route;
use crate::domain::route::path_of;
use crate::resolve::catalog::{Logo, Organization, Place};

/// The most rows of a page of a list.
pub const ROWS_A_PAGE: usize = 100;

/// The most rows of a part of a data file.
pub const ROWS_A_PART: usize = 10_000;

/// The plan of a site: the directory and every page of it.
#[derive(Debug)]
pub struct Site {
    /// The data that the pages show.
    pub directory: Arc<Directory>,
    /// The pages, in the order of their paths.
    pub items: Vec<PlannedFile>,
    /// Every page and file that a link can lead to.
    pub routes: Arc<Routes>,
}

/// A file that will be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedFile {
    /// Its path below the site's root.
    pub route: Route,
    /// The content of the file.
    pub content: Content,
}

/// What is written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A page that people read.
    Page(PageKind),
    /// A file for programs.
    Data(DataFile),
    /// A page as Markdown, beside it.
    Markdown(PageKind),
}

const OVERVIEW: &str = "page/overview.html";
const FACET: &str = "page/facet.html";

/// The kind of a page, with what it is about. Pages of lists count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The first page of the site.
    Home,
    /// A page of the list of all models.
    Index {
        /// The page of the list.
        page: usize,
    },
    /// A model, by its index in the catalog.
    Model(usize),
    /// An offer, by its index in the catalog.
    Offer(usize),
    /// All offers of a model, by its index in the catalog, where its own page does not show them.
    Offers(usize),
    /// An author and its models.
    Author {
        /// The index of the author in the catalog.
        author: usize,
        /// The page of the list.
        page: usize,
    },
    /// A provider and its offers.
    Provider {
        /// The index of the provider in the catalog.
        provider: usize,
        /// The page of the list.
        page: usize,
    },
    /// All authors.
    Authors,
    /// All providers.
    Providers,
    /// All capabilities.
    Capabilities,
    /// The models with a capability.
    Capability {
        /// Its index in the facets.
        index: usize,
        /// The page of the list.
        page: usize,
    },
    /// All types.
    Types,
    /// The models of a type.
    Type {
        /// Its index in the facets.
        index: usize,
        /// The page of the list.
        page: usize,
    },
    /// All tags.
    Tags,
    /// The models with a tag.
    Tag {
        /// Its index in the facets.
        index: usize,
        /// The page of the list.
        page: usize,
    },
    /// A redirect from a second id of a record to its page.
    Alias {
        /// The record.
        of: Place,
        /// The second id.
        id: String,
    },
    /// Deprecated and retired models.
    Deprecations {
        /// The page of the list.
        page: usize,
    },
    /// Past changes to the catalog.
    Changes {
        /// The page of the list.
        page: usize,
    },
    /// The page about the data.
    About,
    /// Charts of all models.
    Charts,
    /// The page on which readers choose models to compare.
    Compare,
    /// A comparison from the settings, by its index in the directory.
    Comparison(usize),
    /// A page of the site's own, by its index in the catalog.
    Custom(usize),
    /// The page that a host serves for paths that do not exist.
    NotFound,
}

/// A file for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFile {
    /// The rows of the index as columns, for searching in the browser.
    Search {
        /// The part, from 1.
        part: usize,
    },
    /// Every offer as a row, if the rows of the index are models of many providers.
    Offers {
        /// The part, from 1.
        part: usize,
    },
    /// All facts of a record.
    Record(Place),
    /// A file for agents or for readers of feeds.
    Text(TextFile),
    /// A file for hosts or crawlers.
    Host(Host),
    /// A list of the whole catalog for other programs.
    Export(Export),
    /// A preview image.
    Image(Image),
    /// A list, an author or a provider as JSON, beside its page.
    List {
        /// What it holds.
        list: ListOf,
        /// The part, from 1.
        part: usize,
    },
    /// A JSON Schema.
    Schema(SchemaFile),
}

impl PageKind {
    /// Returns the name of the kind, and the name of its template, which some kinds share.
    fn names(&self) -> (&'static str, &'static str) {
        match self {
            Self::Home => ("home", "page/home.html"),
            Self::Index { .. } => ("index", "page/index.html"),
            Self::Model(_) => ("model", "page/model.html"),
            Self::Offer(_) => ("offer", "page/offer.html"),
            Self::Offers(_) => ("offers", "page/offers.html"),
            Self::Author { .. } => ("author", "page/author.html"),
            Self::Provider { .. } => ("provider", "page/provider.html"),
            Self::Authors => ("authors", OVERVIEW),
            Self::Providers => ("providers", OVERVIEW),
            Self::Capabilities => ("capabilities", OVERVIEW),
            Self::Types => ("types", OVERVIEW),
            Self::Tags => ("tags", OVERVIEW),
            Self::Capability { .. } => ("capability", FACET),
            Self::Type { .. } => ("type", FACET),
            Self::Tag { .. } => ("tag", FACET),
            Self::Alias { .. } => ("alias", "page/alias.html"),
            Self::Deprecations { .. } => ("deprecations", "page/deprecations.html"),
            Self::Changes { .. } => ("changes", "page/changes.html"),
            Self::About => ("about", "page/about.html"),
            Self::Charts => ("charts", "page/charts.html"),
            Self::Compare => ("compare", "page/compare.html"),
            Self::Comparison(_) => ("comparison", "page/comparison.html"),
            Self::Custom(_) => ("custom", "page/custom.html"),
            Self::NotFound => ("not_found", "page/not_found.html"),
        }
    }

    /// Returns the name that templates see as `page.kind`, such as `model`.
    pub fn name(&self) -> &'static str {
        self.names().0
    }

    /// Returns the name of the template that draws the page, such as `page/model.html`.
    pub fn template(&self) -> &'static str {
        self.names().1
    }

    /// Whether a page of the site's own may replace it: only pages without further pages or files.
    fn is_replaceable(&self) -> bool {
        matches!(
            self,
            Self::Home
                | Self::NotFound
                | Self::Authors
                | Self::Providers
                | Self::Capabilities
                | Self::Types
                | Self::Tags
                | Self::About
        )
    }
}

impl PlannedFile {
    /// Whether it is a page that people read.
    pub fn is_page(&self) -> bool {
        self.page().is_some()
    }

    /// Returns the kind of the page, or `None` for a file for programs.
    pub fn page(&self) -> Option<&PageKind> {
        match &self.content {
            Content::Page(kind) => Some(kind),
            Content::Data(_) | Content::Markdown(_) => None,
        }
    }

    /// Returns the kind of the page that the file is the Markdown twin of.
    pub fn twin_of(&self) -> Option<&PageKind> {
        match &self.content {
            Content::Markdown(kind) => Some(kind),
            Content::Page(_) | Content::Data(_) => None,
        }
    }
}

/// A file that is written as it is: a style sheet, a logo, a file of the site's `static` folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// The path below the output folder.
    pub path: String,
    /// Where it comes from, for messages: a path below the site, or words.
    pub source: String,
    /// The source in the map, to report a path that is already taken.
    pub file: FileId,
}

/// Plans a site of pages and other files. The source map helps to find the exact spans of dead links.
pub fn plan(
    directory: Arc<Directory>,
    files: &[OutputFile],
    sources: &SourceMap,
    diags: &mut Diagnostics,
) -> Site {
    let ((items, mut routes), ids) = rayon::join(
        || {
            let mut items = planner::items(&directory, files, diags);
            items.par_sort_by(|a, b| a.route.cmp(&b.route));
            let routes = routes(&items, files);
            (items, routes)
        },
        || exact_ids(&directory),
    );
    add_sources(&directory, &mut routes);
    for (path, route) in ids {
        routes.add_id(path, route);
    }
    diags.extend(host::too_many_redirects(&directory, &items));
    links::check(&directory, &routes, sources, diags);
    Site { directory, items, routes: Arc::new(routes) }
}

/// The routes of pages and other files.
fn routes(items: &[PlannedFile], files: &[OutputFile]) -> Routes {
    let mut routes = Routes::for_pages(items.len());
    for item in items {
        routes.add(&item.route);
    }
    for file in files {
        routes.add(&Route::file_at(file.path.clone()));
    }
    routes
}

/// Adds the pages of source files, to which the site's own pages can link by the paths of the files.
fn add_sources(directory: &Directory, routes: &mut Routes) {
    let catalog = &directory.catalog;
    if catalog.pages.is_empty() {
        return;
    }
    for page in &catalog.pages {
        routes.add_source(&page.path, &page.route);
    }
    for record in catalog.records_of_files() {
        routes.add_source(&record.path, &record.route);
    }
    let organizations = catalog.authors.iter().chain(&catalog.providers);
    for organization in organizations.filter(|organization| !organization.is_from_ids) {
        routes.add_source(&organization.path, &organization.route);
    }
}

/// The exact ids of records whose pages are not at the paths that follow from their ids, as paths, with the routes of those pages.
fn exact_ids(directory: &Directory) -> Vec<(String, &Route)> {
    let catalog = &directory.catalog;
    let models = (0..catalog.models.len()).map(Place::Model);
    let places: Vec<Place> = models.chain((0..catalog.offers.len()).map(Place::Offer)).collect();
    let ids = places.into_par_iter().filter_map(|place| {
        let (record, organization) = (catalog.at(place), catalog.organization(place));
        let below = organization.below(&record.id, place);
        let follows = path_of(below).is_ok_and(|path| {
            record.route.as_str().strip_suffix('/') == Some(&format!("{}/{path}", organization.key))
        });
        (!follows).then(|| (format!("{}/{below}", organization.key), &record.route))
    });
    ids.collect()
}

/// How many pages a list has, at least one.
pub fn pages(rows: usize) -> usize {
    rows.div_ceil(ROWS_A_PAGE).max(1)
}

/// How many parts a data file has, at least one.
pub fn parts(rows: usize) -> usize {
    rows.div_ceil(ROWS_A_PART).max(1)
}

/// The output path of an author's or provider's logo, beside its page; `None` if it has no logo.
pub fn logo(organization: &Organization) -> Option<String> {
    let is_picture = matches!(organization.logo, Logo::Picture { .. });
    is_picture.then(|| format!("{}logo.svg", organization.route))
}
