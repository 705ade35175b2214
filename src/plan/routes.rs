//! The routes of a site: every target that a link can have.

use foldhash::{HashMap, HashSet};
use percent_encoding::percent_decode_str;

use crate::domain::Route;
use crate::domain::route::path_of;
use crate::trace::{self, Index, Note};

/// Every path of the site, to resolve the links of records and to check those of templates.
#[derive(Clone, Debug, Default)]
pub struct Routes {
    known: HashSet<String>,
    /// The routes of the pages that were made from files of the site, by the paths of the files.
    sources: HashMap<String, String>,
    /// The routes of records whose ids do not give them, by the exact ids behind the keys of their owners.
    ids: HashMap<String, String>,
}

impl Routes {
    /// Makes an empty set with capacity for the routes of pages.
    pub(super) fn for_pages(pages: usize) -> Self {
        let mut routes = Self::default();
        routes.known.reserve(pages);
        routes
    }

    /// Adds a page or a file.
    pub(super) fn add(&mut self, route: &Route) {
        self.known.insert(route.as_str().to_owned());
    }

    /// Adds the page that was made from a file of the site, for links to the file.
    pub(super) fn add_source(&mut self, path: &str, route: &Route) {
        self.sources.insert(path.to_owned(), route.as_str().to_owned());
    }

    /// Adds the page of a record whose route does not follow from its id.
    pub(super) fn add_id(&mut self, path: String, route: &Route) {
        self.ids.insert(path, route.as_str().to_owned());
    }

    /// The paths of the files from which pages were made.
    pub(super) fn sources(&self) -> impl Iterator<Item = &str> {
        self.sources.keys().map(String::as_str)
    }

    /// Whether the site has exactly this route: `models/openai/gpt-4o/`, `404.html`, or an empty one for the home page.
    pub fn contains(&self, route: &str) -> bool {
        trace::note(|| Note::Lookup(Index::Routes, route.to_owned()));
        self.known.contains(route)
    }

    /// The route of a path from the site's root, with its query and fragment: `/models/openai/gpt-4o#pricing` is
    /// `models/openai/gpt-4o/#pricing`. `None` if the site does not have the path.
    ///
    /// Adds a missing trailing slash, removes `index.html`, and maps an id to its path.
    pub fn resolve(&self, href: &str) -> Option<String> {
        trace::answer(|| Note::Lookup(Index::Links, href.to_owned()), || self.find(href))
    }

    fn find(&self, href: &str) -> Option<String> {
        let path = href.strip_prefix('/').filter(|path| !path.starts_with('/'))?;
        let (path, rest) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
        self.route(path).map(|route| route + rest)
    }

    /// The route of a link in a file of the site: an absolute path, or a path relative to the file as in a repository, such
    /// as `start.md#first`, `../static/plan.svg` or `../models/openai/gpt-4o.toml`.
    pub fn resolve_from(&self, file: &str, href: &str) -> Option<String> {
        let link = || Note::Lookup(Index::LinksInFiles, format!("{file}\n{href}"));
        trace::answer(link, || self.find_from(file, href))
    }

    fn find_from(&self, file: &str, href: &str) -> Option<String> {
        if href.starts_with('/') {
            return self.find(href);
        }
        let (path, rest) = href.split_at(href.find(['?', '#']).unwrap_or(href.len()));
        let path = relative(file, path)?;
        if let Some(name) = path.strip_prefix("static/") {
            return self.contains(name).then(|| format!("{name}{rest}"));
        }
        let names = [path.clone(), format!("{path}.md"), format!("{path}/index.md")];
        names.iter().find_map(|name| self.sources.get(name)).map(|route| format!("{route}{rest}"))
    }

    fn route(&self, path: &str) -> Option<String> {
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        let path =
            decoded.strip_suffix("index.html").filter(|_| !self.contains(&decoded)).unwrap_or(&decoded);
        let id = path.strip_suffix('/').unwrap_or(path);
        let existing = |route: String| Some(route).filter(|route| self.contains(route));
        let folder = existing(path.to_owned()).or_else(|| existing(format!("{path}/")));
        let of_id = || self.ids.get(id).cloned();
        folder.or_else(of_id).or_else(|| existing(path_of(id).ok()? + "/"))
    }

    /// The routes that begin with a path, in order.
    pub fn below(&self, path: &str) -> Vec<&str> {
        let mut below: Vec<&str> =
            self.known.iter().map(String::as_str).filter(|route| route.starts_with(path)).collect();
        below.sort_unstable();
        below
    }
}

/// The path below the site of a link that is relative to a file; `None` if it leaves the site.
pub(super) fn relative(file: &str, link: &str) -> Option<String> {
    let link = percent_decode_str(link).decode_utf8().ok()?;
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes() -> Routes {
        let mut routes = Routes::default();
        for route in [
            Route::home(),
            Route::models(),
            Route::folder("models/minimax/minimax-m2"),
            Route::folder("providers/x/gpt-4o-free"),
            Route::not_found(),
            Route::file_at("assets/logo.svg"),
        ] {
            routes.add(&route);
        }
        routes
    }

    #[test]
    fn paths_from_the_root_lead_to_their_pages() {
        for (href, route) in [
            ("/", ""),
            ("/#newest", "#newest"),
            ("/models/", "models/"),
            ("/models", "models/"),
            ("/models/?q=mini", "models/?q=mini"),
            ("/models/minimax/minimax-m2", "models/minimax/minimax-m2/"),
            ("/models/minimax/minimax-m2/#faq", "models/minimax/minimax-m2/#faq"),
            ("/models/minimax/minimax-m2/index.html#faq", "models/minimax/minimax-m2/#faq"),
            ("/index.html", ""),
            ("/assets/logo.svg", "assets/logo.svg"),
            ("/404.html", "404.html"),
        ] {
            assert_eq!(routes().resolve(href).as_deref(), Some(route), "{href}");
        }
    }

    #[test]
    fn an_id_is_mapped_to_its_path() {
        for (href, route) in [
            ("/models/minimax/MiniMax-M2/", "models/minimax/minimax-m2/"),
            ("/providers/x/gpt-4o:free", "providers/x/gpt-4o-free/"),
            ("/providers/x/gpt-4o%3Afree#faq", "providers/x/gpt-4o-free/#faq"),
        ] {
            assert_eq!(routes().resolve(href).as_deref(), Some(route), "{href}");
        }
    }

    #[test]
    fn links_between_files_lead_to_their_pages() {
        let mut routes = routes();
        routes.add_source("pages/docs/index.md", &Route::folder("docs"));
        routes.add_source("pages/docs/a b.md", &Route::folder("docs/a-b"));
        routes.add_source("models/minimax/MiniMax-M2.toml", &Route::folder("models/minimax/minimax-m2"));
        for (href, route) in [
            ("index.md", Some("docs/")),
            ("./index.md#x", Some("docs/#x")),
            ("a%20b.md", Some("docs/a-b/")),
            ("../docs/", Some("docs/")),
            ("a%20b", Some("docs/a-b/")),
            ("../../models/minimax/MiniMax-M2.toml", Some("models/minimax/minimax-m2/")),
            ("../../static/assets/logo.svg", Some("assets/logo.svg")),
            ("/models/", Some("models/")),
            ("../../../x.md", None),
            ("gone.md", None),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(routes.resolve_from("pages/docs/x.md", href).as_deref(), route, "{href}");
        }
    }

    #[test]
    fn other_paths_have_no_route() {
        for href in [
            "/models/x/",
            "//models/",
            "models/",
            "/../models/",
            "/models//",
            "/%ff",
            "",
            "#faq",
            "/404.html/",
        ] {
            assert_eq!(routes().resolve(href), None, "{href}");
        }
    }
}
