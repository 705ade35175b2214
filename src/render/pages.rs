//! The pages of a site, ready to be drawn: one at a time, in any order, on any number of threads.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use indexmap::IndexMap;
use rayon::prelude::*;
use tera::{Tera, Value};

use super::audit;
use super::fault::Fault;
use super::fingerprint::Fingerprint;
use super::links::{Anchors, check, scan};
use super::markdown::Markdown;
use super::names::{Name, Names};
use super::origin::{Origins, templates};
use super::page;
use super::snippet::SnippetError;
use super::tools::Tools;
use super::view::{PageKind, View};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Level, SourceMap, Span};
use crate::plan::{Item, Site, What};
use crate::resolve::Place;
use crate::theme::{Theme, ThemeFile, codes, picture_size, template_error};

/// A link that leads nowhere, or an id that stands twice.
pub static BROKEN_PAGE: Code = Code::lint(
    "broken-page",
    Level::Deny,
    Level::Warn,
    "A finished page links to nothing, or has an id twice.",
    "Readers would get lost. The finding names the template, record, page or setting that the link or the id comes from.",
    "<a href=\"{{ root }}contact/\">Contact</a>",
    "<a href=\"{{ root }}models/\">Models</a>",
);

/// The pages of a site and what they are drawn with.
pub struct Pages {
    site: Site,
    rows: page::Rows,
    tera: Tera,
    tools: Tools,
    files: Vec<ThemeFile>,
    base: String,
    policy: String,
    names: Arc<Names>,
    /// What all pages are drawn with: the tool, the theme, the frame.
    shared: Fingerprint,
}

/// A page before it is drawn: what stands on it.
pub struct Draft(Option<View>);

impl Draft {
    /// The page, where people should find and read it: none that leads on or stands for what is missing.
    fn read(&self) -> Option<&View> {
        let is_read = |view: &&View| !matches!(view.page.kind, PageKind::Alias | PageKind::Missing);
        self.0.as_ref().filter(is_read)
    }

    /// The title that no other page should have; a lint looks at those of the site's own pages.
    fn title(&self) -> Option<String> {
        self.read().filter(|view| view.page.kind != PageKind::Own).map(|view| view.page.title.clone())
    }
}

/// What is left of a page that was drawn.
pub struct Checked {
    route: String,
    /// The title of a page that should have one of its own.
    title: Option<String>,
    /// The template that draws it.
    template: Option<&'static str>,
    anchors: Anchors,
    faults: Vec<Fault>,
    failure: Option<Diagnostic>,
}

impl Checked {
    /// A page that is known from an earlier build, where it had no problem.
    pub fn known(item: &Item, draft: &Draft, anchors: Anchors) -> Self {
        let route = item.route.as_str().to_owned();
        let template = draft.0.as_ref().map(View::template);
        Self { route, title: draft.title(), template, anchors, faults: Vec::new(), failure: None }
    }

    /// Where the page stands.
    pub fn route(&self) -> &str {
        &self.route
    }

    /// The title that no other page should have.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Why the page could not be drawn.
    pub fn failure(&self) -> Option<&Diagnostic> {
        self.failure.as_ref()
    }

    /// The template that draws the page.
    pub fn template(&self) -> Option<&'static str> {
        self.template
    }

    /// What is wrong on the page by itself: links to nothing, ids that stand twice.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Whether the buffer holds a page.
    pub fn is_drawn(&self) -> bool {
        self.failure.is_none()
    }

    /// Whether nothing was found on the page that has to be said again in the next build.
    pub fn is_sound(&self) -> bool {
        self.failure.is_none() && self.faults.is_empty()
    }

    /// The links and ids of the page.
    pub fn anchors(&self) -> &Anchors {
        &self.anchors
    }
}

impl Pages {
    /// Makes the tools of a site and hands the shared data to its templates, once.
    pub fn new(site: Site, theme: Theme, map: &SourceMap, diags: &mut Diagnostics) -> Self {
        let Theme { mut tera, snippets, assets, files, templates, .. } = theme;
        let routes = Arc::clone(&site.routes);
        let markdown = Markdown::new(Arc::new(move |path| routes.resolve(path)), super::highlight::highlight);
        let sizes = files.iter().filter_map(|file| Some((file.path.clone(), picture_size(file)?)));
        let has_pictures = !site.directory.catalog.pages.is_empty();
        let markdown = if has_pictures { markdown.with_sizes(sizes.collect()) } else { markdown };
        let (tools, mistakes) = Tools::new(markdown, snippets);
        diags.extend(mistakes.iter().map(|mistake| snippet_error(mistake, map)));
        let shared = page::site::view(&site, &assets, &tools);
        tera.global_context().insert_value("site", Value::from_serializable(&shared));
        let base = site.directory.settings.base_url.as_deref().and_then(|url| url::Url::parse(url).ok());
        let base = base.map_or_else(|| "/".to_owned(), |url| url.path().to_owned());
        let rows = page::Rows::new(&site.directory);
        let parts = [crate::TOOL.as_bytes(), templates.as_bytes(), base.as_bytes()];
        let policy = shared.csp.clone();
        let shared = Fingerprint::of_parts(parts).with(&shared, &mut Vec::new());
        Self { site, rows, tera, tools, files, base, policy, names: Arc::default(), shared }
    }

    /// The plan of the site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The pages, in the order of their paths.
    pub fn items(&self) -> &[Item] {
        &self.site.items
    }

    /// The path of the site's root on its host; it begins and ends with a slash.
    pub fn base(&self) -> &str {
        &self.base
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
    pub fn names(&self) -> &Arc<Names> {
        &self.names
    }

    /// Whether a link of a page leads to a page or file of the site; its fragment is not looked at.
    pub fn answers(&self, link: &str) -> bool {
        let path = link.split('#').next().unwrap_or(link);
        path.strip_prefix('/').is_some_and(|route| self.site.routes.contains(route))
    }

    /// Makes what stands on a page, without drawing it.
    pub fn draft(&self, item: &Item) -> Draft {
        let is_data = matches!(item.what, What::Data(_));
        Draft((!is_data).then(|| page::view(&self.site, item, &self.rows, &self.tools)))
    }

    /// The fingerprint of all that a page is drawn from; `None` for a file for machines, which is cheaper to make than to
    /// compare. The buffer is overwritten.
    pub fn fingerprint(&self, draft: &Draft, buffer: &mut Vec<u8>) -> Option<Fingerprint> {
        draft.0.as_ref().map(|view| self.shared.with(view, buffer))
    }

    /// Draws a page into a buffer and looks at its links.
    pub fn render(&self, item: &Item, buffer: &mut Vec<u8>, map: &SourceMap) -> Checked {
        self.draw(item, &self.draft(item), buffer, map)
    }

    /// Draws the draft of a page into a buffer and looks at its links. The buffer is overwritten.
    pub fn draw(&self, item: &Item, draft: &Draft, buffer: &mut Vec<u8>, map: &SourceMap) -> Checked {
        buffer.clear();
        if let What::Data(data) = item.what {
            super::data::write(&self.site, data, buffer);
        }
        let Some(view) = &draft.0 else { return Checked::known(item, draft, Anchors::default()) };
        let route = item.route.as_str().to_owned();
        if let Err(mistake) = self.tera.render_to(view.template(), &view.context(), &mut *buffer) {
            let file = own_template(&mistake, map);
            let failure = Some(template_error(&mistake, file, map));
            return Checked { failure, ..Checked::known(item, draft, Anchors::default()) };
        }
        let html = std::str::from_utf8(buffer).expect("templates and views are UTF-8");
        let exists = |path: &str| self.site.routes.contains(path);
        let found = scan(html);
        let (anchors, mut faults) = check(&found, &route, &self.base, &self.names, exists);
        if let Some(view) = draft.read() {
            faults.extend(audit::lacks(&found, &view.page));
        }
        Checked { faults, ..Checked::known(item, draft, anchors) }
    }

    /// Checks the links to fragments of other pages, and reports all that was found on the pages.
    pub fn check_links(&self, checked: Vec<Checked>, map: &mut SourceMap) -> Diagnostics {
        let faults = self.faults(&checked);
        let mut diags: Diagnostics = checked.into_iter().filter_map(|page| page.failure).collect();
        let mut placed = IndexMap::new();
        let mut at_pages = Vec::new();
        let origins = self.origins(map);
        for (route, template, fault) in faults {
            match self.item(&route).and_then(|item| origins.of(item, template, &fault)) {
                Some(span) => {
                    let place = (span, fault.code().name, fault.clue(&self.base));
                    let (_, _, pages) = placed.entry(place).or_insert_with(|| (route, fault, 0_usize));
                    *pages += 1;
                }
                None => at_pages.push((route, fault)),
            }
        }
        for ((span, ..), (route, fault, pages)) in placed {
            let others = match pages - 1 {
                0 => String::new(),
                1 => " and 1 other page".to_owned(),
                others => format!(" and {others} other pages"),
            };
            let message = format!("{} (on `/{route}`{others})", fault.message());
            diags.push(Diagnostic::new(fault.code(), span, message));
        }
        for (route, fault) in at_pages {
            let file = map.add(if route.is_empty() { "index.html".to_owned() } else { route }, "");
            diags.push(Diagnostic::new(fault.code(), Span::whole(file), fault.message()));
        }
        diags
    }

    /// What finds the files that faults of pages come from.
    pub fn origins<'a>(&'a self, map: &'a SourceMap) -> Origins<'a> {
        Origins::new(&self.site, map, &self.base)
    }

    /// Every fault of the pages, with the route of its page and the template that drew it.
    fn faults(&self, checked: &[Checked]) -> Vec<(String, Option<&'static str>, Fault)> {
        let lost = self.lost_fragments(checked);
        let mut faults = Vec::new();
        for page in checked {
            let lost = page.anchors.links.iter().filter_map(|link| lost.get(link));
            let all = page.faults.iter().chain(lost).cloned();
            faults.extend(all.map(|fault| (page.route.clone(), page.template, fault)));
        }
        let titles = audit::repeated_titles(checked);
        let orphans = audit::orphans(checked, &self.names.texts(), |route| self.should_be_found(route));
        let orphans = orphans.into_iter().map(|route| (route, Fault::Orphan));
        faults.extend(titles.into_iter().chain(orphans).map(|(route, fault)| (route, None, fault)));
        faults
    }

    /// The item that stands at a route.
    fn item(&self, route: &str) -> Option<&Item> {
        let at = self.site.items.binary_search_by(|item| item.route.as_str().cmp(route));
        at.ok().map(|at| &self.site.items[at])
    }

    /// Whether readers should come to a page by links: not to former ids, to what is missing, to what no list shows.
    fn should_be_found(&self, route: &str) -> bool {
        let record = |place| self.site.directory.record(place);
        self.item(route).is_some_and(|item| match &item.what {
            What::Alias { .. } | What::Missing | What::Data(_) => false,
            What::Model(at) => !record(Place::Model(*at)).unlisted,
            What::Offer(at) => !record(Place::Offer(*at)).unlisted,
            What::Author { author, .. } => !self.site.directory.facets.authors[*author].is_empty(),
            What::Provider { provider, .. } => !self.site.directory.facets.providers[*provider].is_empty(),
            _ => true,
        })
    }

    /// Every address outside of the site that pages link to, in order.
    pub fn external_links(&self, map: &SourceMap) -> BTreeSet<String> {
        let links = self.site.items.par_iter().map_init(Vec::new, |buffer, item| {
            self.render(item, buffer, map);
            let html = std::str::from_utf8(buffer).expect("templates and views are UTF-8");
            audit::external(html)
        });
        links.reduce(BTreeSet::new, |mut all, page| {
            all.extend(page);
            all
        })
    }

    /// What is wrong with each link to a fragment that its page does not have.
    fn lost_fragments(&self, checked: &[Checked]) -> BTreeMap<Name, Fault> {
        let texts = self.names.texts();
        let ids: HashMap<&str, &[Name]> =
            checked.iter().map(|page| (page.route.as_str(), page.anchors.ids.as_slice())).collect();
        let links: HashSet<Name> = checked.iter().flat_map(|page| &page.anchors.links).copied().collect();
        let fragments = links.into_iter().filter_map(|link| {
            let (route, fragment) = texts[link.index()].strip_prefix('/')?.split_once('#')?;
            let ids = ids.get(route)?;
            let is_there = ids.binary_search(&self.names.keep_one(fragment)).is_ok();
            let fault = || Fault::LostFragment { route: route.to_owned(), fragment: fragment.to_owned() };
            (!is_there).then(|| (link, fault()))
        });
        fragments.collect()
    }
}

/// The site's own template that an error speaks of.
fn own_template(mistake: &tera::Error, map: &SourceMap) -> Option<FileId> {
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
    Diagnostic::new(&codes::TEMPLATE, span, mistake.message.clone())
}
