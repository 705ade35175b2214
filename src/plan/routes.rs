//! The routes of a site: what a link can lead to.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;

use crate::domain::Route;
use crate::domain::route::path_of;

/// Every path that the site answers, to resolve the links of records and to check those of templates.
#[derive(Clone, Debug, Default)]
pub struct Routes(HashSet<String>);

impl Routes {
    /// Adds a page or a file.
    pub(super) fn add(&mut self, route: &Route) {
        self.0.insert(route.as_str().to_owned());
    }

    /// Whether the site answers exactly this route: `models/openai/gpt-4o/`, `404.html`, or nothing for the home page.
    pub fn contains(&self, route: &str) -> bool {
        self.0.contains(route)
    }

    /// The route of a path from the site's root, with its query and fragment: `/models/openai/gpt-4o#pricing` is
    /// `models/openai/gpt-4o/#pricing`. Nothing for a path that the site does not answer.
    ///
    /// A trailing slash is supplied, `index.html` is taken away, and an id in place of its path is mapped to it.
    pub fn resolve(&self, href: &str) -> Option<String> {
        let path = href.strip_prefix('/').filter(|path| !path.starts_with('/'))?;
        let (path, rest) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
        self.route(path).map(|route| route + rest)
    }

    fn route(&self, path: &str) -> Option<String> {
        let known = |route: &str| self.contains(route).then(|| route.to_owned());
        let folder = |path: &str| known(&format!("{path}/"));
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        let path =
            decoded.strip_suffix("index.html").filter(|_| !self.contains(&decoded)).unwrap_or(&decoded);
        let id = path.strip_suffix('/').unwrap_or(path);
        known(path).or_else(|| folder(path)).or_else(|| folder(&path_of(id).ok()?))
    }

    /// The routes that begin with a path, in order.
    pub(super) fn below(&self, path: &str) -> Vec<&str> {
        let mut below: Vec<&str> =
            self.0.iter().map(String::as_str).filter(|route| route.starts_with(path)).collect();
        below.sort_unstable();
        below
    }
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
            Route::missing(),
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
    fn other_paths_lead_nowhere() {
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
