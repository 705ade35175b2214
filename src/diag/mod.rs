//! Diagnostics: mistakes in files as values, with a code, a place, a message and help.
//!
//! Every stage pushes [`Diagnostic`]s and goes on. At the end a [`Report`] decides their severities by [`Levels`] and
//! puts them in one order, and [`write_human`] or [`write_json`] shows it. Texts and paths come from files that
//! nobody here wrote: both writers show what a terminal or a build log would obey as visible escapes.

mod baseline;
pub mod code;
mod escape;
mod excerpt;
pub mod explain;
pub mod fix;
mod fold;
pub mod github;
pub mod human;
pub mod json;
pub mod levels;
pub mod report;
pub mod sarif;
mod secret;
pub mod span;
mod stored;
pub mod suggest;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use self::baseline::Baseline;
pub use self::code::{Code, Level, UnknownLevel};
pub use self::explain::{explain, lints_page};
pub use self::fix::Fix;
pub use self::github::{code_span, github_summary, write_github};
pub use self::human::{Style, drawing, plain, write_human};
pub use self::json::write_json;
pub use self::levels::Levels;
pub use self::report::{Finding, Report, SeverityCounts};
pub use self::sarif::write_sarif;
pub use self::span::{FileId, FileIds, Position, SourceMap, Span, without_mark};
pub use self::stored::StoredReport;
pub use self::suggest::{Proposals, closest, is_slip};

/// Returns a text on one line as a terminal or a build log may show it: whatever acts or hides is an escape.
pub fn one_line(text: &str) -> String {
    escape::line(text)
}

/// How a finding is reported, from the mildest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Severity {
    /// A proposal; it never stops anything.
    Hint,
    /// A doubtful case.
    Warning,
    /// A mistake: nothing is written.
    Error,
}

impl Severity {
    /// Returns the word that stands before a message.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hint => "hint",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Describes one mistake in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The kind of mistake.
    pub code: &'static Code,
    /// The place of the mistake.
    pub span: Span,
    /// What is wrong: lower case, backticks around the author's text, no final dot.
    pub message: String,
    /// Words at places: one with the span of the mistake stands at its caret, others at their own.
    pub labels: Vec<(Span, String)>,
    /// How to fix it, for example what to write instead.
    pub help: Option<String>,
    /// The one exact edit that the help means, if it is one.
    pub fix: Option<Box<Fix>>,
    /// Whether what stands at the place must not be shown: excerpts of the file end up in public logs.
    pub is_secret: bool,
}

impl Diagnostic {
    /// Makes a diagnostic without labels and help.
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            span,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            fix: None,
            is_secret: false,
        }
    }

    /// Says what to type instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Proposes to write a text in the place of what stands at a span. It is safe if nothing else can be meant.
    #[must_use]
    pub fn fix(mut self, span: Span, text: impl Into<String>, is_safe: bool) -> Self {
        self.fix = Some(Box::new(Fix { span, text: text.into(), is_safe }));
        self
    }

    /// Says that what stands at the place must not be shown.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }

    /// Puts words at a place, in the same file or another.
    #[must_use]
    pub fn label(mut self, span: Span, label: impl Into<String>) -> Self {
        self.labels.push((span, label.into()));
        self
    }
}

/// Collects the diagnostics of a stage, in any order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all that another worker collected.
    pub fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Lists the diagnostics in the order of addition.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Whether there are no diagnostics.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.0.extend(diagnostics);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}

impl FromIterator<Self> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Self>>(parts: I) -> Self {
        parts.into_iter().flatten().collect()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
