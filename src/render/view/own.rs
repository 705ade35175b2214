use serde::Serialize;

use super::html::Html;
use super::link::Link;
use super::model::Extra;

/// A page of the site's own; templates see it as `own`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Own {
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
