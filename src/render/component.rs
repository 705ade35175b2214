//! Components of the theme, drawn for many pages at once.

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
}

impl Components {
    /// Takes the components of compiled templates.
    pub fn new(tera: Arc<Tera>) -> Self {
        let sees_page = |name: &str| {
            tera.get_component_definition(name).is_some_and(|component| {
                component.args().iter().any(|arg| arg.is_implicit() && !SHARED.contains(&arg.name()))
            })
        };
        let sees_pages = tera.get_component_names().any(sees_page);
        Self { tera, sees_pages }
    }

    /// Draws a component with one argument for all pages with this way to the root.
    ///
    /// Returns `None` if the theme has a component that takes more of its page, or if drawing fails. Then each page draws the component for
    /// itself, and a mistake is reported there.
    pub fn draw(&self, name: &str, argument: (&'static str, &Value), root: &str) -> Option<Html> {
        if self.sees_pages {
            return None;
        }
        let (mut given, mut page) = (Context::new(), Context::new());
        given.insert_value(argument.0, argument.1.clone());
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
