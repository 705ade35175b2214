//! Compiles the embedded templates together with a site's own.

use std::collections::BTreeMap;

use tera::{ErrorKind, Tera};

use super::{Templates, codes};
use crate::diag::{Diagnostic, Diagnostics, FileId, SourceMap, Span};
use crate::discover::Sources;
use crate::parse::add;

/// The text of a template, and its file if it is one of the site.
pub(super) struct Source {
    text: String,
    file: Option<FileId>,
}

type Snippets = Vec<(String, String)>;

/// Every template by its name below `templates/`, and separately the templates of code examples.
pub(super) fn texts(
    sources: &Sources,
    map: &mut SourceMap,
    diags: &mut Diagnostics,
) -> (BTreeMap<String, Source>, Snippets) {
    let mut templates: BTreeMap<String, Source> =
        Templates::iter().map(|name| embedded_template(&name)).collect();
    for name in Templates::iter().filter(|name| is_page(name)) {
        templates.insert(format!("builtin/{name}"), embedded_template(&name).1);
    }
    for file in &sources.templates {
        let id = add(map, file);
        if std::str::from_utf8(&file.bytes).is_err() {
            diags.push(Diagnostic::new(&codes::TEMPLATE, Span::whole(id), "the template is not UTF-8 text"));
            continue;
        }
        let name = file.path.trim_start_matches("templates/").to_owned();
        let own = Source { text: map.text(id).to_owned(), file: Some(id) };
        templates.insert(name, own);
    }
    let (snippets, pages): (Vec<_>, Vec<_>) =
        templates.into_iter().partition(|(name, _)| name.starts_with("snippets/"));
    let snippets = snippets.into_iter().map(|(name, source)| (below(&name), source.text)).collect();
    (pages.into_iter().collect(), snippets)
}

/// A hash of all templates.
pub(super) fn hash(templates: &BTreeMap<String, Source>, snippets: &Snippets) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let pages = templates.iter().map(|(name, source)| (name, &source.text));
    for (name, text) in pages.chain(snippets.iter().map(|(name, text)| (name, text))) {
        for part in [name, text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize()
}

/// The default templates of code examples, by their names below `templates/snippets/`.
pub fn default_snippets() -> Snippets {
    let names = Templates::iter().filter(|name| name.starts_with("snippets/"));
    names.map(|name| (below(&name), embedded_template(&name).1.text)).collect()
}

fn below(name: &str) -> String {
    name.trim_start_matches("snippets/").to_owned()
}

fn embedded_template(name: &str) -> (String, Source) {
    let file = Templates::get(name).expect("an embedded file is there");
    let text = String::from_utf8(file.data.into_owned()).expect("the default templates are UTF-8");
    (name.to_owned(), Source { text, file: None })
}

/// Whether a template renders whole pages. The default one is also in `builtin/`, so that a site's own can extend it.
fn is_page(name: &str) -> bool {
    name.starts_with("page/") || name == "base.html"
}

/// Compiles the templates. A broken one of the site is reported and replaced by the default one, or by an empty one, so that
/// one run reports all mistakes.
pub(super) fn compile(
    mut templates: BTreeMap<String, Source>,
    map: &SourceMap,
    diags: &mut Diagnostics,
) -> Tera {
    loop {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".htm", ".xml"]);
        let texts = templates.iter().map(|(name, source)| (name.as_str(), source.text.as_str()));
        let Err(mistake) = tera.add_raw_templates(texts.collect::<Vec<_>>()) else { return tera };
        let mistakes = diagnostics(&mistake, &templates, map);
        assert!(!mistakes.is_empty(), "the default theme compiles: {mistake}");
        for (name, diagnostic) in mistakes {
            diags.push(diagnostic);
            let default = Templates::get(&name).map(|_| embedded_template(&name).1);
            templates.insert(name, default.unwrap_or(Source { text: String::new(), file: None }));
        }
    }
}

/// The diagnostics for an error, by the names of templates of the site. A default template fails only because of those.
fn diagnostics(
    mistake: &tera::Error,
    templates: &BTreeMap<String, Source>,
    map: &SourceMap,
) -> Vec<(String, Diagnostic)> {
    let own_file = |name: &str| templates.get(name).and_then(|source| source.file);
    if let ErrorKind::Msg(text) = mistake.kind() {
        let reports = text.split("error: ").filter_map(Report::read);
        let diagnostics = reports.filter_map(|Report { message, template, line, column }| {
            let span = map.character(own_file(template)?, line, column);
            Some((template.to_owned(), Diagnostic::new(&codes::TEMPLATE, span, message)))
        });
        let diagnostics: Vec<_> = diagnostics.collect();
        if !diagnostics.is_empty() {
            return diagnostics;
        }
    }
    let text = mistake.to_string();
    let reported = match mistake.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.filename(),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl,
        ErrorKind::MissingParent { current, .. } => current,
        _ => "",
    };
    let mut own = templates.iter().filter(|(_, source)| source.file.is_some()).map(|(name, _)| name.as_str());
    let name = own_file(reported).map(|_| reported);
    let name = name.or_else(|| own.clone().find(|name| text.contains(name))).or_else(|| own.next());
    name.map(|name| (name.to_owned(), error(mistake, own_file(name), map))).into_iter().collect()
}

/// One of the mistakes that the template engine reports together, as text.
struct Report<'a> {
    message: &'a str,
    template: &'a str,
    line: u32,
    column: u32,
}

impl<'a> Report<'a> {
    /// Reads a report: the message on one line, the position on the next after an arrow.
    fn read(text: &'a str) -> Option<Self> {
        let (message, rest) = text.split_once('\n')?;
        let place = rest.split_once("--> ")?.1.lines().next()?;
        let (place, column) = place.rsplit_once(':')?;
        let (template, line) = place.rsplit_once(':')?;
        let (line, column) = (line.parse().ok()?, column.trim().parse().ok()?);
        Some(Self { message, template, line, column })
    }
}

/// The diagnostic for an error of the template engine, with its span if the template is a file of the site.
pub fn error(mistake: &tera::Error, file: Option<FileId>, map: &SourceMap) -> Diagnostic {
    match mistake.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let own = file.filter(|file| map.path(*file).ends_with(report.filename()));
            let span = own.map(|file| {
                let range = report.span().range.clone();
                Span::new(file, range.start, range.end.max(range.start + 1))
            });
            let message = report.message().to_owned();
            let message = if own.is_some() { message } else { format!("{}: {message}", report.filename()) };
            Diagnostic::new(
                &codes::TEMPLATE,
                span.unwrap_or_else(|| Span::whole(file.unwrap_or(FileId(0)))),
                message,
            )
        }
        _ => Diagnostic::new(&codes::TEMPLATE, Span::whole(file.unwrap_or(FileId(0))), mistake.to_string()),
    }
}
