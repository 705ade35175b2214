//! Compiles the embedded templates together with a site's own.

use std::collections::{BTreeMap, BTreeSet};

use tera::{ErrorKind, Tera};

use super::markdown;
use super::tag;
use super::{DefaultTemplates, Templates, codes};
use crate::diag::{Diagnostic, Diagnostics, FileId, SourceMap, Span, closest, without_mark};
use crate::discover::{SourceFile, Sources};

/// The text of a template, and its file if it is one of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) text: String,
    pub(super) file: Option<FileId>,
}

type Snippets = Vec<(String, String)>;

/// Every template by its name below `templates/`.
pub(super) fn read(
    sources: &Sources,
    map: &mut SourceMap,
    diags: &mut Diagnostics,
) -> BTreeMap<String, Source> {
    let mut templates: BTreeMap<String, Source> =
        DefaultTemplates::iter().map(|name| embedded_template(&name)).collect();
    for name in DefaultTemplates::iter().filter(|name| is_page(name)) {
        templates.insert(builtin(&name), embedded_template(&name).1);
    }
    for file in &sources.templates {
        let id = add_text(map, file);
        if std::str::from_utf8(&file.bytes).is_err() {
            diags.push(Diagnostic::new(&codes::TEMPLATE, Span::whole(id), "the template is not UTF-8 text"));
            continue;
        }
        let name = file.path.trim_start_matches("templates/").to_owned();
        let own = Source { text: map.text(id).to_owned(), file: Some(id) };
        templates.insert(name, own);
    }
    templates
}

/// Makes the templates of a site. Mistakes in its own ones are reported.
pub(super) fn make(sources: BTreeMap<String, Source>, map: &SourceMap, diags: &mut Diagnostics) -> Templates {
    let (pages, snippets) = split(sources);
    let (hash, own_components) = (hash(&pages, &snippets), own_components(&pages));
    let (markdown, pages) = pages.into_iter().partition(|(name, _)| is_markdown(name));
    let pages = compile(pages, &|tera| tera.autoescape_on(vec![".html", ".htm", ".xml"]), map, diags);
    let markdown = compile(markdown, &markdown::prepare, map, diags);
    Templates { tera: pages, markdown, snippets, own_components, hash }
}

/// The components that templates of the site define.
fn own_components(templates: &BTreeMap<String, Source>) -> BTreeSet<String> {
    let own = templates.values().filter(|source| source.file.is_some());
    own.flat_map(|source| tag::names(&source.text, "component")).map(str::to_owned).collect()
}

/// The templates of pages, and separately those of code examples.
fn split(templates: BTreeMap<String, Source>) -> (BTreeMap<String, Source>, Snippets) {
    let (snippets, pages): (Vec<_>, Vec<_>) =
        templates.into_iter().partition(|(name, _)| name.starts_with("snippets/"));
    let snippets = snippets.into_iter().map(|(name, source)| (below(&name), source.text)).collect();
    (pages.into_iter().collect(), snippets)
}

/// Adds the text of a template to the map as the template engine reads it: without a byte order mark, with lines that end in `\n`.
fn add_text(map: &mut SourceMap, file: &SourceFile) -> FileId {
    let text = String::from_utf8_lossy(without_mark(&file.bytes));
    map.add(file.path.clone(), text.replace("\r\n", "\n"))
}

/// A hash of all templates.
fn hash(templates: &BTreeMap<String, Source>, snippets: &Snippets) -> blake3::Hash {
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
    let names = DefaultTemplates::iter().filter(|name| name.starts_with("snippets/"));
    names.map(|name| (below(&name), embedded_template(&name).1.text)).collect()
}

fn below(name: &str) -> String {
    name.trim_start_matches("snippets/").to_owned()
}

fn embedded_template(name: &str) -> (String, Source) {
    let file = DefaultTemplates::get(name).expect("an embedded file is there");
    let text = String::from_utf8(file.data.into_owned()).expect("the default templates are UTF-8");
    (name.to_owned(), Source { text, file: None })
}

/// The name of the default template of a page beside one of the site that has its name.
fn builtin(name: &str) -> String {
    format!("builtin/{name}")
}

/// Whether a template renders whole pages. The default one is also in `builtin/`, so that a site's own can extend it.
fn is_page(name: &str) -> bool {
    let is_twin = name.starts_with(MARKDOWN) && !name.starts_with("markdown/component/");
    name.starts_with("page/") || name == "base.html" || is_twin
}

/// The folder of the templates of Markdown.
pub(super) const MARKDOWN: &str = "markdown/";

/// Whether a template writes Markdown; those know only each other.
fn is_markdown(name: &str) -> bool {
    name.trim_start_matches("builtin/").starts_with(MARKDOWN)
}

/// Compiles the templates. A broken one of the site is reported and replaced by the default one, or by an empty one, so that
/// one run reports all mistakes.
fn compile(
    mut templates: BTreeMap<String, Source>,
    prepare: &dyn Fn(&mut Tera),
    map: &SourceMap,
    diags: &mut Diagnostics,
) -> Tera {
    loop {
        let mut tera = Tera::new();
        prepare(&mut tera);
        let texts = templates.iter().map(|(name, source)| (name.as_str(), source.text.as_str()));
        let Err(mistake) = tera.add_raw_templates(texts.collect::<Vec<_>>()) else { return tera };
        let mistakes = diagnostics(&mistake, &templates, map);
        assert!(!mistakes.is_empty(), "the default theme compiles: {mistake}");
        for (name, diagnostic) in mistakes {
            diags.push(diagnostic);
            let default = DefaultTemplates::get(&name).map(|_| embedded_template(&name).1);
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
            let file = own_file(template)?;
            let span = map.character(file, line, column);
            let diagnostic = open_tag_mistake(message, file, map)
                .unwrap_or_else(|| Diagnostic::new(&codes::TEMPLATE, span, message));
            Some((template.to_owned(), with_name(diagnostic, message, templates)))
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
    let diagnostic = |name: &str| match mistake.kind() {
        ErrorKind::CircularExtend { .. } if is_page(name) => extends_itself(name, own_file(name)?, map),
        ErrorKind::MissingParent { parent, .. } => {
            Some(missing_parent(parent, own_file(name)?, templates, map))
        }
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let file = own_file(name)?;
            Some(
                open_tag_mistake(report.message(), file, map)
                    .unwrap_or_else(|| error(mistake, Some(file), map)),
            )
        }
        _ => Some(error(mistake, own_file(name), map)),
    };
    name.and_then(|name| Some((name.to_owned(), diagnostic(name)?))).into_iter().collect()
}

/// The tag that is still open at the end of a template.
fn open_tag_mistake(message: &str, file: FileId, map: &SourceMap) -> Option<Diagnostic> {
    let tag = tag::open(map.text(file)).filter(|_| message.starts_with("Unexpected end of"))?;
    let span = Span::new(file, tag.start, tag.start + tag.text.len());
    let message = format!("`{}` is not closed", tag.text);
    Some(
        Diagnostic::new(&codes::TEMPLATE, span, message)
            .help(format!("add `{{% end{} %}}` where it ends", tag.word)),
    )
}

/// A template of the site that extends the default one by its own name.
fn extends_itself(name: &str, file: FileId, map: &SourceMap) -> Option<Diagnostic> {
    let text = map.text(file);
    let quoted = ['"', '\''].map(|quote| format!("{quote}{name}{quote}"));
    let at = quoted.iter().find_map(|quoted| text.find(quoted.as_str()))?;
    let span = Span::new(file, at, at + name.len() + 2);
    let help = format!("write `{{% extends \"{}\" %}}` to extend the default one", builtin(name));
    Some(Diagnostic::new(&codes::TEMPLATE, span, "the template extends itself").help(help))
}

/// A template that extends one that is not there.
fn missing_parent(
    parent: &str,
    file: FileId,
    templates: &BTreeMap<String, Source>,
    map: &SourceMap,
) -> Diagnostic {
    let quoted = ['"', '\''].map(|quote| format!("{quote}{parent}{quote}"));
    let at = quoted.iter().find_map(|quoted| map.text(file).find(quoted.as_str()));
    let span = at.map_or(Span::whole(file), |at| Span::new(file, at, at + parent.len() + 2));
    let diagnostic = Diagnostic::new(&codes::TEMPLATE, span, format!("there is no template `{parent}`"));
    let near = closest(parent, templates.keys().map(String::as_str));
    diagnostic.help(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "extend `base.html`, or the default template of a page as `builtin/page/…`".to_owned(),
    })
}

/// Adds the template or the block that was probably meant to a message on one that is not there.
fn with_name(diagnostic: Diagnostic, message: &str, templates: &BTreeMap<String, Source>) -> Diagnostic {
    let unknown = |start: &str| message.strip_prefix(start).and_then(|rest| rest.split('`').next());
    let help = if let Some(name) = unknown("Unknown template `") {
        closest(name, templates.keys().map(String::as_str)).map(|near| format!("did you mean `{near}`?"))
    } else if let Some(name) = unknown("Block `") {
        let base = embedded_template("base.html").1.text;
        let blocks: Vec<&str> = tag::names(&base, "block").collect();
        let names = || blocks.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        Some(match closest(name, blocks.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the blocks of `base.html` are {}", names()),
        })
    } else {
        None
    };
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
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
