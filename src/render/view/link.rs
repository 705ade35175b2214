use serde::Serialize;

/// A link; `component/link.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize)]
pub struct Link {
    /// What the link says.
    pub text: String,
    /// A path of this site without the root (`models/openai/gpt-4o-mini/`), printed as `{{ root }}{{ link.url }}`; or, when `external`, a whole address.
    pub url: String,
    /// Whether the address leaves the site (`https:` or `mailto:` only).
    pub external: bool,
    /// Whether it is a name without a page, so that there is no address.
    pub plain: bool,
}

impl Link {
    /// Links to a page of this site.
    pub fn internal(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self { text: text.into(), url: url.into(), external: false, plain: false }
    }

    /// A name without a page.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), url: String::new(), external: false, plain: true }
    }

    /// Links to another site.
    pub fn external(text: impl Into<String>, url: impl Into<String>) -> Self {
        Self { text: text.into(), url: url.into(), external: true, plain: false }
    }
}
