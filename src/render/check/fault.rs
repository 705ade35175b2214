//! What can be wrong on a finished page.

use crate::diag::{Code, Level};
use crate::domain::text::count;
use crate::plan::codes::HOST_LIMIT;

/// The kinds of findings on finished pages, in the order of the documentation.
pub static CODES: [&Code; 4] = [&BROKEN_PAGE, &PAGE_WITHOUT_METADATA, &REPEATED_TITLE, &ORPHAN_PAGE];

/// A link that leads nowhere, or an id that stands twice.
pub static BROKEN_PAGE: Code = Code::lint(
    "broken-page",
    Level::Deny,
    Level::Warn,
    "A page has a dead link, or uses an ID twice.",
    "Readers would reach a missing page or the wrong section. The finding names the template, record, page or setting that the link or the ID comes from.",
    "<a href=\"{{ root }}contact/\">Contact</a>",
    "<a href=\"{{ root }}models/\">Models</a>",
);

/// A page without what every page needs.
pub static PAGE_WITHOUT_METADATA: Code = Code::lint(
    "page-without-metadata",
    Level::Warn,
    Level::Hint,
    "A page has no title or no description, or an image on it has no `alt`.",
    "Search results show the title and description, and screen readers announce the `alt` text; `alt=\"\"` marks an image as decorative.",
    "<img src=\"{{ root }}map.svg\">",
    "<img src=\"{{ root }}map.svg\" alt=\"Regions by price\">",
);

/// Two pages with one title.
pub static REPEATED_TITLE: Code = Code::lint(
    "repeated-title",
    Level::Warn,
    Level::Hint,
    "Two record or list pages have the same title.",
    "They cannot be told apart in tabs, bookmarks and search results.",
    "# models/acme/small.toml and models/acme/small-2.toml\nseo_title = \"Small\"",
    "# models/acme/small-2.toml\nseo_title = \"Small 2\"",
);

/// A page that no link leads to.
pub static ORPHAN_PAGE: Code = Code::lint(
    "orphan-page",
    Level::Warn,
    Level::Hint,
    "No page links to a page.",
    "Readers and search engines find pages by following links from the home page.",
    "# pages/terms.md, which nothing links to",
    "# site.toml\n[footer]\nlinks = [{ label = \"Terms\", url = \"/terms/\" }]",
);

/// Something that is wrong on a finished page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A link to what is not on the site, as it is written.
    DeadLink(String),
    /// A link to a fragment that its own page lacks.
    DeadFragment(String),
    /// A link to a fragment that another page lacks.
    LostFragment {
        /// The route of the other page.
        route: String,
        /// The fragment.
        fragment: String,
    },
    /// An id that stands twice.
    RepeatedId(String),
    /// No title.
    NoTitle {
        /// Whether the template was given one.
        was_given: bool,
    },
    /// No description.
    NoDescription {
        /// Whether the template was given one.
        was_given: bool,
    },
    /// An image without `alt`.
    NoAlt {
        /// The tag as it is written.
        tag: String,
        /// The address of the image.
        src: String,
    },
    /// The title of another page.
    RepeatedTitle {
        /// The title.
        title: String,
        /// The route of the other page.
        other: String,
    },
    /// No link leads to the page.
    Orphan,
    /// The file is larger than some hosts take.
    Large {
        /// Its size in bytes.
        size: usize,
        /// What to switch off.
        help: &'static str,
    },
}

impl Fault {
    /// The kind of finding that it is reported as.
    pub fn code(&self) -> &'static Code {
        match self {
            Self::DeadLink(_) | Self::DeadFragment(_) | Self::LostFragment { .. } | Self::RepeatedId(_) => {
                &BROKEN_PAGE
            }
            Self::NoTitle { .. } | Self::NoDescription { .. } | Self::NoAlt { .. } => &PAGE_WITHOUT_METADATA,
            Self::RepeatedTitle { .. } => &REPEATED_TITLE,
            Self::Orphan => &ORPHAN_PAGE,
            Self::Large { .. } => &HOST_LIMIT,
        }
    }

    /// Returns the message of the finding.
    pub fn message(&self) -> String {
        match self {
            Self::DeadLink(link) => format!("the page links to `{link}`, which is not on the site"),
            Self::DeadFragment(fragment) => {
                format!("the page links to `#{fragment}`, which is not on the page")
            }
            Self::LostFragment { route, fragment } => {
                format!("the page links to `{route}#{fragment}`, which does not exist")
            }
            Self::RepeatedId(id) => format!("the ID `{id}` is used twice on the page"),
            Self::NoTitle { .. } => "the page has no title".to_owned(),
            Self::NoDescription { .. } => "the page has no description".to_owned(),
            Self::NoAlt { tag, .. } => format!("an image has no `alt`: `{tag}`"),
            Self::RepeatedTitle { title, other } => {
                format!("`/{other}` has the same title, \"{title}\"")
            }
            Self::Orphan => "no page links to it".to_owned(),
            Self::Large { size, .. } => {
                format!("{} bytes exceed the 25 MiB file limit of Cloudflare Pages", count(*size as u64))
            }
        }
    }

    /// Returns how to fix it.
    pub(crate) fn help(&self) -> Option<&'static str> {
        match self {
            Self::DeadFragment(_) | Self::LostFragment { .. } => {
                Some("the ID of a heading is its text in lower case, with `-` between words")
            }
            Self::Orphan => Some("link to it from a page, or in `[[nav]]` or `[footer]` of `site.toml`"),
            Self::Large { help, .. } => Some(help),
            _ => None,
        }
    }

    /// What to look for in the file that the fault comes from. A link of the 404 page begins with `base`.
    pub(crate) fn clue(&self, base: &str) -> Option<String> {
        let clue = match self {
            Self::DeadLink(link) | Self::NoAlt { src: link, .. } => {
                let path = link.split(['?', '#']).next().unwrap_or(link);
                path.strip_prefix(base).unwrap_or(path).trim_start_matches(['.', '/']).to_owned()
            }
            Self::DeadFragment(fragment) | Self::LostFragment { fragment, .. } => format!("#{fragment}"),
            Self::RepeatedId(id) => id.clone(),
            _ => return None,
        };
        Some(clue).filter(|clue| !clue.is_empty())
    }
}
