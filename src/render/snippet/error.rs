/// A snippet template that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{template}`{}: {message}", place(*line, *column))]
pub struct SnippetError {
    /// The file under `templates/`: `snippets/ruby/openai-chat.txt`.
    pub template: String,
    /// The line of the mistake, from 1, where it is known.
    pub line: Option<usize>,
    /// The column of the mistake, from 1, where it is known.
    pub column: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead, where that is known.
    pub help: Option<Box<str>>,
    /// The mistake drawn in its place, with the names that exist there; empty where the place is not known.
    pub report: String,
}

fn place(line: Option<usize>, column: Option<usize>) -> String {
    match (line, column) {
        (Some(line), Some(column)) => format!(":{line}:{column}"),
        _ => String::new(),
    }
}

impl SnippetError {
    /// Reports a mistake of which only the file is known.
    pub(super) fn in_file(template: &str, message: impl Into<String>) -> Self {
        let template = format!("snippets/{template}");
        Self {
            template,
            line: None,
            column: None,
            message: message.into(),
            help: None,
            report: String::new(),
        }
    }

    /// Reports what Tera found.
    pub(super) fn of_tera(template: &str, error: &tera::Error) -> Self {
        use tera::ErrorKind::{RenderingError, SyntaxError};
        let (SyntaxError(found) | RenderingError(found)) = error.kind() else {
            return Self::in_file(template, error.to_string());
        };
        let file = if found.filename().is_empty() { template } else { found.filename() };
        Self {
            line: Some(found.span().start_line),
            column: Some(found.span().start_col + 1),
            report: error.to_string(),
            ..Self::in_file(file, found.message())
        }
    }
}
