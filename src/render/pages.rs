//! The pages of a site, ready to be drawn: one at a time, in any order, on any number of threads.

use std::collections::HashMap;
use std::sync::Arc;

use tera::{Tera, Value};

use super::links::{Anchors, check};
use super::markdown::Markdown;
use super::page;
use super::snippet::SnippetError;
use super::tools::Tools;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Level, SourceMap, Span};
use crate::plan::{Item, Site, What};
use crate::theme::{Theme, ThemeFile, codes, template_error};

/// A link that leads nowhere, or an id that stands twice.
pub static BROKEN_PAGE: Code = Code::lint(
    "broken-page",
    Level::Deny,
    Level::Warn,
    "A finished page links to nothing, or has an id twice.",
    "Readers would get lost. Links of records are checked while the site is planned, so a template made this one.",
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
}

/// What is left of a page that was drawn.
pub struct Checked {
    route: String,
    anchors: Anchors,
    problems: Vec<String>,
    failure: Option<Diagnostic>,
}

impl Checked {
    fn data(route: &str) -> Self {
        Self { route: route.to_owned(), anchors: Anchors::default(), problems: Vec::new(), failure: None }
    }

    /// Why the page could not be drawn.
    pub fn failure(&self) -> Option<&Diagnostic> {
        self.failure.as_ref()
    }

    /// What is wrong on the page by itself: links to nothing, ids that stand twice.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// Whether the buffer holds a page.
    pub fn is_drawn(&self) -> bool {
        self.failure.is_none()
    }
}

impl Pages {
    /// Makes the tools of a site and hands the shared data to its templates, once.
    pub fn new(site: Site, theme: Theme, map: &SourceMap, diags: &mut Diagnostics) -> Self {
        let Theme { mut tera, snippets, assets, files, .. } = theme;
        let routes = Arc::clone(&site.routes);
        let markdown = Markdown::new(Arc::new(move |path| routes.resolve(path)), super::highlight::highlight);
        let (tools, mistakes) = Tools::new(markdown, snippets);
        diags.extend(mistakes.iter().map(|mistake| snippet_error(mistake, map)));
        let shared = page::site::view(&site, &assets, &tools);
        tera.global_context().insert_value("site", Value::from_serializable(&shared));
        let base = site.directory.settings.base_url.as_deref().and_then(|url| url::Url::parse(url).ok());
        let base = base.map_or_else(|| "/".to_owned(), |url| url.path().to_owned());
        let rows = page::Rows::new(&site.directory);
        Self { site, rows, tera, tools, files, base, policy: shared.csp }
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

    /// Draws a page into a buffer and looks at its links.
    pub fn render(&self, item: &Item, buffer: &mut Vec<u8>, map: &SourceMap) -> Checked {
        if let What::Data(data) = item.what {
            super::data::write(&self.site, data, buffer);
            return Checked::data(item.route.as_str());
        }
        let view = page::view(&self.site, item, &self.rows, &self.tools);
        let route = item.route.as_str().to_owned();
        if let Err(mistake) = self.tera.render_to(view.template(), &view.context(), &mut *buffer) {
            let file = own_template(&mistake, map);
            let failure = Some(template_error(&mistake, file, map));
            return Checked { route, anchors: Anchors::default(), problems: Vec::new(), failure };
        }
        let html = std::str::from_utf8(buffer).expect("templates and views are UTF-8");
        let (anchors, problems) = check(html, &route, &self.base, |path| self.site.routes.contains(path));
        Checked { route, anchors, problems, failure: None }
    }

    /// Checks the links to fragments of other pages, and reports all that was found on the pages.
    pub fn check_links(&self, checked: Vec<Checked>, map: &mut SourceMap) -> Diagnostics {
        let by_route: HashMap<&str, &Anchors> =
            checked.iter().map(|page| (page.route.as_str(), &page.anchors)).collect();
        let mut found = Vec::new();
        for page in &checked {
            let lost = page.anchors.fragments.iter().filter(|link| {
                by_route.get(link.route.as_str()).is_some_and(|anchors| !anchors.has(&link.fragment))
            });
            let lost = lost.map(|link| {
                format!("the page links to `{}#{}`, which is not there", link.route, link.fragment)
            });
            found.extend(
                page.problems.iter().cloned().chain(lost).map(|problem| (page.route.clone(), problem)),
            );
        }
        let mut diags: Diagnostics = checked.into_iter().filter_map(|page| page.failure).collect();
        for (route, problem) in found {
            let file = map.add(if route.is_empty() { "index.html".to_owned() } else { route }, "");
            diags.push(Diagnostic::new(&BROKEN_PAGE, Span::whole(file), problem));
        }
        diags
    }
}

/// The site's own template that an error speaks of.
fn own_template(mistake: &tera::Error, map: &SourceMap) -> Option<FileId> {
    let text = mistake.to_string();
    templates(map).find(|(_, name)| text.contains(name)).map(|(file, _)| file)
}

/// The templates of the site, by their names below `templates/`.
fn templates(map: &SourceMap) -> impl Iterator<Item = (FileId, &str)> {
    let files = (0..map.len()).map(|at| FileId(u32::try_from(at).unwrap_or(u32::MAX)));
    files.filter_map(|file| Some((file, map.path(file).strip_prefix("templates/")?)))
}

fn snippet_error(mistake: &SnippetError, map: &SourceMap) -> Diagnostic {
    let file = templates(map).find(|(_, name)| *name == mistake.template).map(|(file, _)| file);
    let file = file.or_else(|| templates(map).next().map(|(file, _)| file)).unwrap_or(FileId(0));
    let line = mistake.line.and_then(|line| u32::try_from(line).ok());
    let span = line.map_or_else(
        || Span::whole(file),
        |line| {
            let range = map.line_range(file, line);
            let column = mistake.column.unwrap_or(1).saturating_sub(1);
            let start = map.text(file)[range.clone()]
                .char_indices()
                .nth(column)
                .map_or(range.end, |(at, _)| range.start + at);
            Span::new(file, start, (start + 1).min(range.end.max(start + 1)))
        },
    );
    Diagnostic::new(&codes::TEMPLATE, span, mistake.message.clone())
}
