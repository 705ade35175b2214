//! The pages of a site, ready to be drawn: one at a time, in any order, on any number of threads.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;
use tera::{Context, Tera, Value};

use super::cache::Cache;
use super::check::fault::Fault;
use super::check::interner::Interner;
use super::check::link_checker::{Anchors, LinkChecker};
use super::check::links::scan;
use super::check::metadata;
use super::check::origin::{Origins, templates};
use super::check::rendered::RenderedPage;
use super::component::Components;
use super::context::RenderContext;
use super::digest::{self, Digests, Notes, PageNotes};
use super::fingerprint::Fingerprint;
use super::image::Painter;
use super::markdown::Markdown;
use super::page;
use super::page::preview::card;
use super::page::{Values, View};
use super::snippet::SnippetError;
use super::view::Page;
use crate::diag::{Diagnostic, Diagnostics, FileId, SourceMap, Span};
use crate::domain::Route;
use crate::plan::{
    Content, DataFile, PageKind, PlannedFile, Scope, Site, TextFile, is_image, markdown_page, markdown_route,
};
use crate::resolve::Place;
use crate::theme::{Theme, ThemeFile, codes, markdown, picture_size, template_error};
use crate::trace;

/// The pages of a site and what they are drawn with.
pub struct Pages {
    site: Arc<Site>,
    parts: page::Parts,
    tera: Arc<Tera>,
    /// The templates of Markdown twins.
    markdown: Arc<Tera>,
    context: RenderContext,
    files: Vec<ThemeFile>,
    painter: Painter,
    links: LinkChecker,
    policy: String,
    /// What all pages are drawn with: the tool, the theme, the frame.
    shared: Fingerprint,
    notes: Notes,
}

/// A page before it is drawn: all that it shows. A file for programs has no view.
struct PageView<'a> {
    file: &'a PlannedFile,
    view: Option<(View, &'a PageKind)>,
    values: OnceCell<Values>,
}

impl<'a> PageView<'a> {
    fn new(file: &'a PlannedFile, view: Option<(View, &'a PageKind)>) -> Self {
        Self { file, view, values: OnceCell::new() }
    }

    /// What the templates of the page and of its twin see, made once.
    fn values(&self, view: &View) -> &Values {
        self.values.get_or_init(|| view.values())
    }

    /// Whether people should find and read the page: not an alias, nor the 404 page.
    fn is_read(&self) -> bool {
        let leads_on = |kind: &PageKind| matches!(kind, PageKind::Alias { .. } | PageKind::NotFound);
        self.view.as_ref().is_some_and(|(_, kind)| !leads_on(kind))
    }

    /// The title that no other page should have; a lint looks at those of custom pages.
    fn title(&self) -> Option<String> {
        let (view, kind) = self.view.as_ref().filter(|_| self.is_read())?;
        (!matches!(kind, PageKind::Custom(_))).then(|| view.page.title.clone())
    }
}

/// Files to draw one after the other.
pub struct Batch {
    /// Their indexes among the files of the site, in the order of their paths.
    pub items: Vec<usize>,
    /// The model that all of them are of.
    model: Option<usize>,
}

impl Pages {
    /// Makes the context of a site and hands the shared data to its templates, once.
    pub fn new(
        site: Arc<Site>,
        theme: Theme,
        cache: &mut Cache,
        map: &SourceMap,
        diags: &mut Diagnostics,
    ) -> Self {
        let Theme { templates, assets, files, .. } = theme;
        let routes = Arc::clone(&site.routes);
        let renderer = Markdown::new(Arc::new(move |path| routes.resolve(path)));
        let sizes = files.iter().filter_map(|file| Some((file.path.clone(), picture_size(file)?)));
        let has_pictures = !site.directory.catalog.pages.is_empty();
        let renderer = if has_pictures { renderer.with_sizes(sizes.collect()) } else { renderer };
        let (snippets, mistakes) = cache.snippets(&templates);
        diags.extend(mistakes.iter().map(|mistake| snippet_error(mistake, map)));
        let context = RenderContext { markdown: renderer, snippets, images: images(&files) };
        let painter = Painter::new(&assets, &files);
        let frame = page::site::view(&site, &assets, &context);
        let base = site.directory.settings.base_url.as_deref().and_then(|url| url::Url::parse(url).ok());
        let base = base.map_or_else(|| "/".to_owned(), |url| url.path().to_owned());
        let made_with = [crate::TOOL.as_bytes(), templates.hash.as_bytes(), base.as_bytes()];
        let settings = digest::of_settings(&site.directory);
        let shared = Fingerprint::of_parts(made_with).with(&(&frame, settings, &context.images));
        let policy = frame.csp.clone();
        let frame_value = Value::from_serializable(&frame);
        let (tera, markdown) = cache.tera(&templates, frame, &frame_value);
        let components = Components::new(Arc::clone(&tera), templates.own_components.clone());
        let parts = page::Parts::new(components, frame_value);
        Self {
            site,
            parts,
            tera,
            markdown,
            context,
            files,
            painter,
            links: LinkChecker::new(base),
            policy,
            shared,
            notes: Notes::default(),
        }
    }

    /// The plan of the site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The pages, in the order of their paths.
    pub fn items(&self) -> &[PlannedFile] {
        &self.site.items
    }

    /// All files: those of a model and of its offers in one batch, since they show the same rows, and every other one in its own. What
    /// takes long comes first, so that no thread is left alone with it at the end: files of the whole site, then models with many offers.
    pub fn batches(&self) -> Vec<Batch> {
        let mut batches: IndexMap<Result<usize, usize>, Vec<usize>> = IndexMap::new();
        for (at, file) in self.site.items.iter().enumerate() {
            let batch = self.model(file).ok_or(at);
            batches.entry(batch).or_default().push(at);
        }
        let mut batches: Vec<Batch> =
            batches.into_iter().map(|(key, items)| Batch { items, model: key.ok() }).collect();
        batches.sort_by_key(|batch| (batch.model.is_some(), Reverse(batch.items.len())));
        batches
    }

    /// The model of which a page shows the offers.
    fn model(&self, file: &PlannedFile) -> Option<usize> {
        match file.page().or_else(|| file.twin_of())? {
            PageKind::Model(at) | PageKind::Offers(at) => Some(*at),
            PageKind::Offer(at) => self.site.directory.catalog.offers[*at].model(),
            _ => None,
        }
    }

    /// Forgets the rows that only the files of a batch show, once these are drawn, so that memory does not hold those of all models.
    pub fn forget(&self, batch: &Batch) {
        if let Some(model) = batch.model {
            self.parts.forget_offers(&self.site.directory.offers[model]);
        }
    }

    /// Returns the index of the page that is planned at the path of a file: `models/index.html`.
    pub fn find_item(&self, path: &str) -> Option<usize> {
        let folder =
            path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let route = folder.unwrap_or(path);
        let found = self.site.items.binary_search_by(|item| item.route.as_str().cmp(route));
        found.ok().filter(|at| self.site.items[*at].route.file() == path)
    }

    /// The path of the site's root on its host; it begins and ends with a slash.
    pub fn base(&self) -> &str {
        self.links.base()
    }

    /// The content security policy that stands on every page.
    pub fn policy(&self) -> &str {
        &self.policy
    }

    /// The files that go beside them.
    pub fn files(&self) -> &[ThemeFile] {
        &self.files
    }

    /// The ids and links of the pages that were drawn.
    pub fn interner(&self) -> &Arc<Interner> {
        self.links.interner()
    }

    /// Whether a link of a page leads to a page or file of the site; its fragment is not looked at.
    pub fn answers(&self, link: &str) -> bool {
        let path = link.split('#').next().unwrap_or(link);
        path.strip_prefix('/').is_some_and(|route| self.site.routes.contains(route))
    }

    /// Makes the view of a page, without drawing it.
    fn view<'a>(&self, file: &'a PlannedFile) -> PageView<'a> {
        PageView::new(file, file.page().map(|kind| (self.view_of(kind, &file.route), kind)))
    }

    fn view_of(&self, kind: &PageKind, route: &Route) -> View {
        page::view(&self.site, kind, route, &self.parts, &self.context)
    }

    /// Draws a page into a buffer and checks it, as [`Pages::render`] does, and returns what was read for it, in the numbers of
    /// [`Pages::digests`]; `None` for a file that reads so much that it is made in every build.
    pub fn render_traced(
        &self,
        file: &PlannedFile,
        buffer: &mut Vec<u8>,
        map: &SourceMap,
    ) -> (RenderedPage, Option<PageNotes>) {
        match file.content {
            Content::Page(_) => {
                let (view, trace) = trace::record(|| self.view(file));
                (self.draw(&view, buffer, map), Some(self.notes.add(&trace)))
            }
            // The fingerprint of an image is that of all that it shows.
            Content::Data(DataFile::Image(_)) => (self.render(file, buffer, map), Some(PageNotes::default())),
            Content::Data(
                DataFile::Record(_)
                | DataFile::List { .. }
                | DataFile::Schema(_)
                | DataFile::Text(TextFile::Llms(_)),
            ) => {
                let (rendered, trace) = trace::record(|| self.render(file, buffer, map));
                (rendered, Some(self.notes.add(&trace)))
            }
            Content::Data(_) => (self.render(file, buffer, map), None),
            Content::Markdown(_) => {
                let (rendered, trace) = trace::record(|| self.render(file, buffer, map));
                (rendered, Some(self.notes.add(&trace)))
            }
        }
    }

    /// Draws a page and its Markdown twin of one view, each into its buffer, and checks the page, as [`Pages::render`] does. What
    /// was read for the view is what both were made of, in the numbers of [`Pages::digests`].
    pub fn render_with_twin(
        &self,
        file: &PlannedFile,
        [buffer, twin]: [&mut Vec<u8>; 2],
        map: &SourceMap,
    ) -> (RenderedPage, PageNotes) {
        let (page, trace) = trace::record(|| self.view(file));
        let mut rendered = self.draw(&page, buffer, map);
        if let Some((view, kind)) = &page.view {
            let draw = || self.draw_markdown(page.values(view), kind, twin, map).err().map(Box::new);
            rendered.failure = rendered.failure.or_else(draw);
        }
        (rendered, self.notes.add(&trace))
    }

    /// The Markdown twin of a page, where it has one.
    pub fn twin(&self, page: &PlannedFile) -> Option<&PlannedFile> {
        page.page()?;
        self.file(markdown_route(&page.route).as_str()).filter(|file| file.twin_of().is_some())
    }

    /// What stands in the site for what its pages read.
    pub fn digests(&self) -> Digests<'_> {
        Digests::new(&self.site, self.context.markdown.sizes(), &self.notes)
    }

    /// The fingerprint of all that a page is made of beside what it reads of the directory: the tool, the settings, the theme, the
    /// frame, and what it is about. `None` for a file that reads so much that it is made in every build.
    pub fn inputs(&self, file: &PlannedFile) -> Option<Fingerprint> {
        let key = |place| self.site.directory.record(place).key.as_str();
        let (authors, providers) =
            (&self.site.directory.catalog.authors, &self.site.directory.catalog.providers);
        let about = match &file.content {
            Content::Page(kind) | Content::Markdown(kind) => match kind {
                PageKind::Model(at) => key(Place::Model(*at)).to_owned(),
                PageKind::Offer(at) => key(Place::Offer(*at)).to_owned(),
                PageKind::Offers(at) => format!("{} offers", key(Place::Model(*at))),
                PageKind::Alias { of, id } => format!("{} {id}", key(*of)),
                PageKind::Author { author, page } => format!("{} {page}", authors[*author].key),
                PageKind::Provider { provider, page } => format!("{} {page}", providers[*provider].key),
                PageKind::Custom(at) => self.site.directory.catalog.pages[*at].path.clone(),
                kind => format!("{kind:?}"),
            },
            Content::Data(DataFile::Record(place)) => key(*place).to_owned(),
            Content::Data(DataFile::Image(image)) => {
                return Some(self.painter.fingerprint(&card(&self.site.directory, *image)));
            }
            // Its path says what it is about.
            Content::Data(
                DataFile::List { .. } | DataFile::Schema(_) | DataFile::Text(TextFile::Llms(_)),
            ) => String::new(),
            Content::Data(_) => return None,
        };
        let kind = file.page().or_else(|| file.twin_of()).map_or("data", PageKind::name);
        let parts =
            [self.shared.as_bytes(), kind.as_bytes(), about.as_bytes(), file.route.as_str().as_bytes()];
        Some(Fingerprint::of_parts(parts))
    }

    /// Makes the view of a page, draws it into a buffer and checks it.
    pub fn render(&self, file: &PlannedFile, buffer: &mut Vec<u8>, map: &SourceMap) -> RenderedPage {
        self.draw(&self.view(file), buffer, map)
    }

    /// Draws a page into a buffer and checks it. The buffer is overwritten.
    fn draw(&self, page: &PageView<'_>, buffer: &mut Vec<u8>, map: &SourceMap) -> RenderedPage {
        buffer.clear();
        let rendered = take_over(page.file, page.title(), Anchors::default());
        match &page.file.content {
            Content::Data(DataFile::Text(TextFile::Llms(scope))) => {
                let failure = self.draw_llms(*scope, buffer, map).err().map(Box::new);
                return RenderedPage { failure, ..rendered };
            }
            Content::Data(DataFile::Text(TextFile::LlmsFull)) => {
                let failure = self.draw_all(buffer, map).err().map(Box::new);
                return RenderedPage { failure, ..rendered };
            }
            Content::Data(DataFile::Image(image)) => {
                self.painter.draw(&card(&self.site.directory, *image), buffer);
                return rendered;
            }
            Content::Data(data) => {
                super::data::write(&self.site, *data, buffer);
                let size = buffer.len();
                let fault = super::data::too_large(*data, size).map(|help| Fault::Large { size, help });
                return RenderedPage { faults: fault.into_iter().collect(), ..rendered };
            }
            Content::Markdown(kind) => {
                let view = self.view_of(kind, &markdown_page(&page.file.route));
                let failure = self.draw_markdown(&view.values(), kind, buffer, map).err().map(Box::new);
                return RenderedPage { failure, ..rendered };
            }
            Content::Page(_) => {}
        }
        let Some((view, kind)) = &page.view else { return rendered };
        if let Err(error) = self.tera.render_to(kind.template(), &page.values(view).context(), &mut *buffer) {
            let failure = Some(template_error(&error, custom_template(&error, map), map).into());
            return RenderedPage { failure, ..rendered };
        }
        let html = std::str::from_utf8(buffer).expect("templates and views are UTF-8");
        let (anchors, faults) =
            self.look_through(html, &rendered.route, page.is_read().then_some(&view.page));
        RenderedPage { anchors, faults, ..rendered }
    }

    /// Looks through a finished page for its ids and links, and for what is wrong with them. `given` is what the template of a page that
    /// people should find was given for search engines.
    fn look_through(&self, html: &str, route: &str, given: Option<&Page>) -> (Anchors, Vec<Fault>) {
        let exists = |path: &str| self.site.routes.contains(path);
        let tags = scan(html);
        let (anchors, mut faults) = self.links.check(&tags, route, exists);
        faults.extend(given.into_iter().flat_map(|given| metadata::missing_metadata(&tags, given)));
        (anchors, faults)
    }

    /// Checks the links of a page that is drawn already: what every page costs after it is drawn.
    pub fn check(&self, file: &PlannedFile, html: &str) -> (Anchors, Vec<Fault>) {
        self.look_through(html, file.route.as_str(), None)
    }

    /// Draws the Markdown twin of a page into a buffer, which is overwritten.
    fn draw_markdown(
        &self,
        values: &Values,
        kind: &PageKind,
        buffer: &mut Vec<u8>,
        map: &SourceMap,
    ) -> Result<(), Diagnostic> {
        buffer.clear();
        self.push_markdown(kind.markdown_template(), &values.context_of(markdown::value), buffer, map)
    }

    /// Appends what a template of Markdown draws.
    fn push_markdown(
        &self,
        template: &str,
        context: &Context,
        buffer: &mut Vec<u8>,
        map: &SourceMap,
    ) -> Result<(), Diagnostic> {
        let drawn = self.markdown.render(template, context);
        let drawn = drawn.map_err(|error| template_error(&error, custom_template(&error, map), map))?;
        buffer.extend_from_slice(markdown::tidy(&drawn).as_bytes());
        Ok(())
    }

    /// Draws the description of the site, an author or a provider for agents.
    fn draw_llms(&self, scope: Scope, buffer: &mut Vec<u8>, map: &SourceMap) -> Result<(), Diagnostic> {
        let view = page::llms::view(&self.site, scope, &self.parts.rows);
        let root = scope.page(&self.site.directory).to_root();
        let mut context = Context::new();
        context.insert_value("root", Value::normal_string(&root));
        context.insert_value("llms", markdown::value(&Value::from_serializable(&view)));
        self.push_markdown("markdown/llms.md", &context, buffer, map)
    }

    /// Draws the Markdown of all models one below the other, with links that start from the root of the site.
    fn draw_all(&self, buffer: &mut Vec<u8>, map: &SourceMap) -> Result<(), Diagnostic> {
        let mut twin = Vec::new();
        for file in &self.site.items {
            let Some(kind @ PageKind::Model(_)) = file.page().filter(|_| self.twin(file).is_some()) else {
                continue;
            };
            let view = self.view_of(kind, &file.route);
            self.draw_markdown(&view.values(), kind, &mut twin, map)?;
            let text = std::str::from_utf8(&twin).expect("templates and views are UTF-8");
            let start = format!("]({}", view.page.root);
            buffer.extend_from_slice(text.replace(&start, "](./").as_bytes());
            buffer.push(b'\n');
        }
        Ok(())
    }

    /// Returns the path of the file that a page is of: that of a record, an author, a provider or a custom page.
    pub fn source(&self, file: &PlannedFile) -> Option<&str> {
        let catalog = &self.site.directory.catalog;
        match file.page()? {
            PageKind::Model(at) => Some(&catalog.at(Place::Model(*at)).path),
            PageKind::Offer(at) => Some(&catalog.at(Place::Offer(*at)).path),
            PageKind::Alias { of, .. } => Some(&catalog.at(*of).path),
            PageKind::Custom(at) => Some(&catalog.pages[*at].path),
            _ => None,
        }
    }

    /// What finds the files that faults of pages come from.
    pub fn origins<'a>(&'a self, map: &'a SourceMap) -> Origins<'a> {
        Origins::new(&self.site, map, self.base())
    }

    /// Returns the file that is planned at a route.
    pub(super) fn file(&self, route: &str) -> Option<&PlannedFile> {
        let at = self.site.items.binary_search_by(|item| item.route.as_str().cmp(route));
        at.ok().map(|at| &self.site.items[at])
    }

    /// Whether readers should find a page by links: not aliases, the 404 page, or what no list shows.
    pub(super) fn should_be_found(&self, route: &str) -> bool {
        let record = |place| self.site.directory.record(place);
        self.file(route).and_then(PlannedFile::page).is_some_and(|kind| match kind {
            PageKind::Alias { .. } | PageKind::NotFound => false,
            PageKind::Model(at) => !record(Place::Model(*at)).unlisted,
            PageKind::Offer(at) => !record(Place::Offer(*at)).unlisted,
            PageKind::Author { author, .. } => !self.site.directory.facets.authors[*author].is_empty(),
            PageKind::Provider { provider, .. } => {
                !self.site.directory.facets.providers[*provider].is_empty()
            }
            _ => true,
        })
    }

    /// Every address outside of the site that pages link to, in order.
    pub fn external_links(&self, map: &SourceMap) -> BTreeSet<String> {
        let pages = self.site.items.par_iter().filter(|item| item.is_page());
        let links = pages.map_init(Vec::new, |buffer, item| {
            self.render(item, buffer, map);
            let html = std::str::from_utf8(buffer).expect("templates and views are UTF-8");
            metadata::external(html)
        });
        links.reduce(BTreeSet::new, |mut all, page| {
            all.extend(page);
            all
        })
    }
}

/// The sizes of the preview images that a site has itself.
fn images(files: &[ThemeFile]) -> BTreeMap<String, [usize; 2]> {
    let own = files.iter().filter(|file| is_image(&file.path));
    let size = |file: &ThemeFile| {
        let (width, height) = picture_size(file)?;
        Some((file.path.clone(), [width.try_into().ok()?, height.try_into().ok()?]))
    };
    own.filter_map(size).collect()
}

/// Makes a page as an earlier build left it, without a fault.
pub fn take_over(file: &PlannedFile, title: Option<String>, anchors: Anchors) -> RenderedPage {
    let template = file.page().map(PageKind::template);
    RenderedPage {
        route: file.route.as_str().to_owned(),
        title,
        template,
        anchors,
        ..RenderedPage::default()
    }
}

/// The site's own template that an error speaks of.
fn custom_template(mistake: &tera::Error, map: &SourceMap) -> Option<FileId> {
    let text = mistake.to_string();
    templates(map).find(|(_, name)| text.contains(name)).map(|(file, _)| file)
}

fn snippet_error(mistake: &SnippetError, map: &SourceMap) -> Diagnostic {
    let file = templates(map).find(|(_, name)| *name == mistake.template).map(|(file, _)| file);
    let file = file.or_else(|| templates(map).next().map(|(file, _)| file)).unwrap_or(FileId(0));
    let number = |number: usize| u32::try_from(number).ok();
    let column = mistake.column.and_then(number).unwrap_or(1);
    let span = mistake.line.and_then(number);
    let span = span.map_or_else(|| Span::whole(file), |line| map.character(file, line, column));
    let diagnostic = Diagnostic::new(&codes::TEMPLATE, span, mistake.message.clone());
    match &mistake.help {
        Some(help) => diagnostic.help(help.as_ref()),
        None => diagnostic,
    }
}
