//! A mistake in a value, before its place is known.

use crate::diag::{Code, Diagnostic, Span};

/// A mistake whose span is not known yet.
pub(super) struct Mistake {
    code: &'static Code,
    message: String,
    help: Option<String>,
    fix: Option<(String, bool)>,
    is_secret: bool,
}

impl Mistake {
    pub(super) fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None, fix: None, is_secret: false }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Proposes a value in the place of the one that is wrong, as TOML writes it.
    pub(super) fn fix(mut self, value: impl Into<String>, is_safe: bool) -> Self {
        self.fix = Some((value.into(), is_safe));
        self
    }

    /// The value that is proposed, and whether that is safe.
    pub(super) fn into_fix(self) -> Option<(String, bool)> {
        self.fix
    }

    /// What is wrong.
    pub(super) fn into_message(self) -> String {
        self.message
    }

    /// Says that the value must not be shown.
    pub(super) fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }

    pub(super) fn at(self, span: Span) -> Diagnostic {
        let diagnostic = Diagnostic::new(self.code, span, self.message);
        let diagnostic = if self.is_secret { diagnostic.secret() } else { diagnostic };
        let diagnostic = match self.fix {
            Some((value, is_safe)) => diagnostic.fix(span, value, is_safe),
            None => diagnostic,
        };
        match self.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}
