//! A custom page: its Markdown, the pages beside it, and where it stands among the links of the frame.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Serialize;

use super::common::{description, head, link, outside_link};
use super::list::follow;
use super::not_found::base_path;
use super::{extra, web};
use crate::derive::Directory;
use crate::domain::Route;
use crate::plan::Site;
use crate::render::context::RenderContext;
use crate::render::markdown::{MarkdownPlace, first_paragraph};
use crate::render::page::extra::Extra;
use crate::render::view::{Html, Link, Page};
use crate::resolve::CustomPage;

/// A custom page; templates see it as `custom`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Custom {
    /// The Markdown of its file, rendered, without the heading.
    pub text: Html,
    /// The pages of its folder; absent for a page that stands alone.
    pub sidebar: Option<Sidebar>,
    /// The page before it in its folder.
    pub previous: Option<Link>,
    /// The page after it in its folder.
    pub next: Option<Link>,
    /// Where its file is edited.
    pub edit: Option<Link>,
    /// The values of `[extra]` of its front matter.
    pub extra: Extra,
}

/// The pages of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Sidebar {
    /// What the folder is called.
    pub title: String,
    /// Its own pages, then those of each folder in it.
    pub groups: Vec<SidebarGroup>,
}

/// Pages that stand together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct SidebarGroup {
    /// What they are called; absent for the pages of the folder itself.
    pub title: Option<String>,
    /// Links to them, in order.
    pub links: Vec<Link>,
}

/// The page of a file below `pages/`, by its index in the catalog.
pub(super) fn view(site: &Site, at: usize, context: &RenderContext) -> (Page, Custom) {
    let directory = &site.directory;
    let (settings, page) = (&directory.settings, &directory.catalog.pages[at]);
    let mut frame = head(settings, &page.route, page.heading.as_str());
    if page.route == Route::not_found() {
        frame =
            Page { root: base_path(settings), canonical: None, robots: Some("noindex".to_owned()), ..frame };
    }
    let (routes, path) = (Arc::clone(&site.routes), page.path.clone());
    let markdown = context.markdown.of_page(Arc::new(move |target| routes.resolve_from(&path, target)));
    let place = MarkdownPlace { prefix: "", root: &frame.root, level: 1 };
    let (text, sections) = markdown.document(&page.body, place);
    frame.title.clone_from(&page.title);
    frame.description = describe(page, &settings.title);
    frame.sections = sections;
    follow(&mut frame, settings, trail(directory, page), None);
    let folder = Folder::of(directory, page);
    let steps = folder.as_ref().map(|folder| folder.steps(page)).unwrap_or_default();
    let edit = settings.edit_url.as_ref().map(|pattern| pattern.replace("{path}", &web::path(&page.path)));
    let custom = Custom {
        text,
        sidebar: folder.as_ref().map(Folder::sidebar),
        previous: steps.0,
        next: steps.1,
        edit: edit.and_then(|url| outside_link("Edit this page", &url)),
        extra: extra::of(&page.source),
    };
    (frame, custom)
}

/// The links that pages of the site's own ask for in the header or the footer, in order.
pub(super) fn navigation_links(
    directory: &Directory,
    words: impl Fn(&CustomPage) -> Option<&str>,
) -> Vec<Link> {
    let mut pages: Vec<&CustomPage> = directory.catalog.pages.iter().collect();
    pages.sort_by_cached_key(|page| {
        let (_, without, order, title) = rank(page);
        (without, order, title)
    });
    pages.into_iter().filter_map(|page| Some(link(words(page)?, &page.route))).collect()
}

/// The words for search engines: those of the front matter, else the sentences of the first paragraph that fit, else its title.
fn describe(page: &CustomPage, site: &str) -> String {
    if let Some(given) = &page.description {
        return given.clone();
    }
    let first = first_paragraph(&page.body);
    if first.is_empty() {
        return format!("{}, a page of {site}.", page.title);
    }
    let sentences: Vec<&str> = first.split_inclusive(". ").map(str::trim).collect();
    description(&sentences)
}

/// The way to a page through the pages of the folders above it.
fn trail(directory: &Directory, page: &CustomPage) -> Vec<Link> {
    let above = page.path.match_indices('/').map(|(at, _)| format!("{}/index.md", &page.path[..at]));
    let above = above.filter_map(|path| directory.catalog.page(&path));
    let above = above.filter(|other| other.path != page.path && other.path != "pages/index.md");
    above.chain([page]).map(|page| link(page.title.as_str(), &page.route)).collect()
}

/// The pages of a folder directly below `pages/`.
struct Folder<'a> {
    name: &'a str,
    /// Its pages in order, each with the folder in it that it belongs to.
    pages: Vec<(Option<&'a str>, &'a CustomPage)>,
}

impl<'a> Folder<'a> {
    /// The folder of a page; nothing where the page stands alone.
    fn of(directory: &'a Directory, page: &'a CustomPage) -> Option<Self> {
        let (name, _) = page.path.strip_prefix("pages/")?.split_once('/')?;
        let prefix = format!("pages/{name}/");
        let below = |page: &'a CustomPage| {
            let rest = page.path.strip_prefix(&prefix)?;
            Some((rest.split_once('/').map(|(inner, _)| inner), page))
        };
        let mut pages: Vec<_> = directory.catalog.pages.iter().filter_map(below).collect();
        let entry = |inner: &str| {
            let index = format!("{prefix}{inner}/index.md");
            directory.catalog.page(&index)
        };
        pages.sort_by_cached_key(|(inner, page)| {
            let group = inner.and_then(entry).map(rank);
            (inner.is_some(), group.is_none(), group, *inner, rank(page))
        });
        (pages.len() > 1).then_some(Self { name, pages })
    }

    fn sidebar(&self) -> Sidebar {
        let mut groups: Vec<(Option<&str>, Vec<&CustomPage>)> = Vec::new();
        for (inner, page) in &self.pages {
            match groups.last_mut() {
                Some((last, pages)) if last == inner => pages.push(page),
                _ => groups.push((*inner, vec![page])),
            }
        }
        let group = |(inner, pages): (Option<&str>, Vec<&CustomPage>)| SidebarGroup {
            title: inner.map(|inner| folder_title(inner, &pages)),
            links: pages.iter().map(|page| link(page.title.as_str(), &page.route)).collect(),
        };
        let own: Vec<&CustomPage> =
            self.pages.iter().filter(|(inner, _)| inner.is_none()).map(|(_, page)| *page).collect();
        Sidebar { title: folder_title(self.name, &own), groups: groups.into_iter().map(group).collect() }
    }

    /// The pages before and after a page.
    fn steps(&self, page: &CustomPage) -> (Option<Link>, Option<Link>) {
        let at = self.pages.iter().position(|(_, other)| other.path == page.path).unwrap_or_default();
        let step = |at: usize| self.pages.get(at).map(|(_, page)| link(page.title.as_str(), &page.route));
        (at.checked_sub(1).and_then(step), step(at + 1))
    }
}

/// What a folder is called: as its first page, or by its name in words.
fn folder_title(name: &str, pages: &[&CustomPage]) -> String {
    if let Some(index) = pages.iter().find(|page| is_index(page)) {
        return index.nav.clone().unwrap_or_else(|| index.title.clone());
    }
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn is_index(page: &CustomPage) -> bool {
    page.path.ends_with("/index.md")
}

/// The place of a page among others: the first page of a folder, then by `order`, then by title.
fn rank(page: &CustomPage) -> (bool, bool, Option<Decimal>, String) {
    (!is_index(page), page.order.is_none(), page.order, page.title.to_lowercase())
}
