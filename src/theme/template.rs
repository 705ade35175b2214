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

/// Compiles the templates. A broken one of the site is reported and the default stands in, so that one run shows all.
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
        let broken = culprit(&mistake, &templates).and_then(|name| templates.remove_entry(&name));
        let Some((name, source)) = broken else { panic!("the default theme compiles: {mistake}") };
        diags.push(error(&mistake, source.file, map));
        if Templates::get(&name).is_some() {
            templates.insert(name.clone(), embedded(&name).1);
        }
    }
}

/// The template of the site that an error speaks of, or the first of its own: a default template fails only because of one of those.
fn culprit(mistake: &tera::Error, templates: &BTreeMap<String, Source>) -> Option<String> {
    let text = match mistake.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.filename().to_owned(),
        _ => mistake.to_string(),
    };
    let own = || templates.iter().filter(|(_, source)| source.file.is_some()).map(|(name, _)| name);
    own().filter(|name| text.contains(name.as_str())).chain(own()).next().cloned()
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
