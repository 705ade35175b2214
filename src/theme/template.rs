//! Templates: the embedded ones and a site's own, compiled together.

use std::collections::BTreeMap;

use tera::{ErrorKind, Tera};

use super::{Templates, codes};
use crate::diag::{Diagnostic, Diagnostics, FileId, SourceMap, Span};
use crate::discover::Sources;
use crate::parse::add;

/// A template's text and the file of the site that it comes from.
pub(super) struct Source {
    text: String,
    file: Option<FileId>,
}

type Snippets = Vec<(String, String)>;

/// Every template by its name below `templates/`, and the templates of code examples apart.
pub(super) fn texts(
    sources: &Sources,
    map: &mut SourceMap,
    diags: &mut Diagnostics,
) -> (BTreeMap<String, Source>, Snippets) {
    let mut templates: BTreeMap<String, Source> = Templates::iter().map(|name| embedded(&name)).collect();
    for name in Templates::iter().filter(|name| is_page(name)) {
        templates.insert(format!("builtin/{name}"), embedded(&name).1);
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

/// A hash of all that pages are drawn with.
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
    names.map(|name| (below(&name), embedded(&name).1.text)).collect()
}

fn below(name: &str) -> String {
    name.trim_start_matches("snippets/").to_owned()
}

fn embedded(name: &str) -> (String, Source) {
    let file = Templates::get(name).expect("an embedded file is there");
    let text = String::from_utf8(file.data.into_owned()).expect("the default templates are UTF-8");
    (name.to_owned(), Source { text, file: None })
}

/// Whether a template draws whole pages. The default one stands under `builtin/` too, for a site's own to build on.
fn is_page(name: &str) -> bool {
    name.starts_with("page/") || name == "base.html"
}

/// Compiles the templates. A broken one of the site is reported and the default stands in, or nothing where there is none, so
/// that one run shows all.
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
        let found = found(&mistake, &templates, map);
        assert!(!found.is_empty(), "the default theme compiles: {mistake}");
        for (name, diagnostic) in found {
            diags.push(diagnostic);
            let stand_in = Templates::get(&name).map(|_| embedded(&name).1);
            templates.insert(name, stand_in.unwrap_or(Source { text: String::new(), file: None }));
        }
    }
}

/// What an error says of templates of the site. A default template fails only because of one of those.
fn found(
    mistake: &tera::Error,
    templates: &BTreeMap<String, Source>,
    map: &SourceMap,
) -> Vec<(String, Diagnostic)> {
    let own = |name: &str| templates.get(name).and_then(|source| source.file);
    if let ErrorKind::Msg(text) = mistake.kind() {
        let reports = text.split("error: ").filter_map(Report::read);
        let placed = reports.filter_map(|report| Some((own(report.template)?, report)));
        let found: Vec<_> = placed
            .map(|(file, Report { message, template, line, column })| {
                let span = map.character(file, line, column);
                (template.to_owned(), Diagnostic::new(&codes::TEMPLATE, span, message))
            })
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    let text = mistake.to_string();
    let blamed = match mistake.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.filename(),
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => tpl,
        ErrorKind::MissingParent { current, .. } => current,
        _ => "",
    };
    let all = || templates.iter().filter(|(_, source)| source.file.is_some()).map(|(name, _)| name.as_str());
    let name = own(blamed).map(|_| blamed).or_else(|| all().find(|name| text.contains(name)));
    let name = name.or_else(|| all().next());
    name.map(|name| (name.to_owned(), error(mistake, own(name), map))).into_iter().collect()
}

/// One of the mistakes that the template engine tells together, as a text.
struct Report<'a> {
    message: &'a str,
    template: &'a str,
    line: u32,
    column: u32,
}

impl<'a> Report<'a> {
    /// Reads a report: the message on a line, the place on the next after an arrow.
    fn read(text: &'a str) -> Option<Self> {
        let (message, rest) = text.split_once('\n')?;
        let place = rest.split_once("--> ")?.1.lines().next()?;
        let (place, column) = place.rsplit_once(':')?;
        let (template, line) = place.rsplit_once(':')?;
        let (line, column) = (line.parse().ok()?, column.trim().parse().ok()?);
        Some(Self { message, template, line, column })
    }
}

/// The diagnostic for an error of the template engine, at its place where the template is a file of the site.
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
