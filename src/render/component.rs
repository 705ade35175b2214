//! Components of the theme, drawn for many pages at once.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use tera::{Context, Tera, Value};

use super::view::Html;

/// What every component may take of the page that it stands on: it is the same for all pages, or for all at one depth.
const SHARED: [&str; 2] = ["root", "site"];

/// The components of a theme.
pub struct Components {
    tera: Arc<Tera>,
    /// Whether a component, be it one that others draw, takes more of its page than what is shared.
    sees_pages: bool,
    /// Those that the site's own templates define.
    own: BTreeSet<String>,
}

impl Components {
    /// Takes the components of compiled templates, and the names of those that are the site's own.
    pub fn new(tera: Arc<Tera>, own: BTreeSet<String>) -> Self {
        let sees_page = |name: &str| {
            tera.get_component_definition(name).is_some_and(|component| {
                component.args().iter().any(|arg| arg.is_implicit() && !SHARED.contains(&arg.name()))
            })
        };
        let sees_pages = tera.get_component_names().any(sees_page);
        Self { tera, sees_pages, own }
    }

    /// Whether a component is the default one, of which it is known what it draws of its arguments.
    pub fn is_default(&self, name: &str) -> bool {
        !self.own.contains(name)
    }

    /// Draws a component for all pages with this way to the root.
    ///
    /// Returns `None` if the theme has a component that takes more of its page, or if drawing fails. Then each page draws the component for
    /// itself, and a mistake is reported there.
    pub fn draw(&self, name: &str, arguments: &[(&'static str, &Value)], root: &str) -> Option<Html> {
        if self.sees_pages {
            return None;
        }
        let (mut given, mut page) = (Context::new(), Context::new());
        for (argument, value) in arguments {
            given.insert_value(*argument, (*value).clone());
        }
        page.insert_value("root", Value::normal_string(root));
        let markup = self.tera.render_component_with_implicits(name, &given, &page, None, true);
        markup.ok().map(Html::from_safe)
    }
}

impl fmt::Debug for Components {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Components").field("sees_pages", &self.sees_pages).finish_non_exhaustive()
    }
}
