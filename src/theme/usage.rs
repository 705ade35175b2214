//! Finds the site's own templates that no page uses, and the languages of examples that do not exist.

use std::collections::{BTreeMap, BTreeSet};

use super::template::{MARKDOWN, Source};
use super::{DefaultTemplates, codes, tag};
use crate::diag::{Diagnostic, Diagnostics, Span, closest};
use crate::parse::codes::UNKNOWN_VALUE;
use crate::resolve::Settings;

/// Reports templates of the site that replace no default one and that no other template names.
pub(super) fn report_unused(templates: &BTreeMap<String, Source>, diags: &mut Diagnostics) {
    for (name, Source { text, file }) in templates {
        let Some(file) = file.filter(|_| !is_used(name, text, templates)) else { continue };
        let unused =
            Diagnostic::new(&codes::UNUSED_TEMPLATE, Span::whole(file), "no page uses this template");
        diags.push(unused.help(match similar_template(name) {
            Some(near) => format!("did you mean `templates/{near}`?"),
            None if !is_markup(name) => "put files that pages load in `static/`".to_owned(),
            None => "extend or include it from a template that a page uses, or remove it".to_owned(),
        }));
    }
}

fn is_used(name: &str, text: &str, templates: &BTreeMap<String, Source>) -> bool {
    if DefaultTemplates::get(name).is_some() || is_document(name) || is_example(name) {
        return true;
    }
    let quoted = [format!("\"{name}\""), format!("'{name}'")];
    let calls: Vec<String> = tag::names(text, "component").map(|component| format!("<{component}")).collect();
    let names = |text: &str| quoted.iter().chain(&calls).any(|word| text.contains(word));
    templates.iter().filter(|(other, _)| *other != name).any(|(_, other)| names(&other.text))
}

/// A read-me file and the like.
fn is_document(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let upper = file.to_ascii_uppercase();
    let is_text = upper.ends_with(".MD") && !name.starts_with(MARKDOWN);
    upper.starts_with("README") || upper.starts_with("LICENSE") || is_text
}

/// A template of code examples; those that no call asks for are reported when they are tried.
fn is_example(name: &str) -> bool {
    name.starts_with("snippets/") && name.ends_with(".txt")
}

fn is_markup(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    !["css", "js", "mjs", "svg", "png", "jpg", "jpeg", "webp", "ico", "woff2"].contains(&extension)
}

/// The default template that was probably meant: one with a similar name, or one of a similar file name elsewhere.
fn similar_template(name: &str) -> Option<String> {
    let all: Vec<String> = DefaultTemplates::iter().map(std::borrow::Cow::into_owned).collect();
    let path = |name: &str| name.rsplit_once('.').map_or(name, |(path, _)| path).to_owned();
    let file = |name: &str| name.rsplit_once('/').map_or_else(|| path(name), |(_, file)| path(file));
    let pages: Vec<&String> =
        all.iter().filter(|name| name.starts_with("page/") || !name.contains('/')).collect();
    closest_by(name, &all.iter().collect::<Vec<_>>(), path).or_else(|| closest_by(name, &pages, file))
}

/// The template nearest by a part of its name.
fn closest_by(name: &str, all: &[&String], part: impl Fn(&str) -> String) -> Option<String> {
    let parts: Vec<String> = all.iter().map(|name| part(name)).collect();
    let near = closest(&part(name), parts.iter().map(String::as_str))?;
    let at = parts.iter().position(|part| part == near)?;
    Some(all[at].clone())
}

/// Reports languages of `[quickstart]` that have no templates, or stand twice.
pub(super) fn report_languages(settings: &Settings, snippets: &[(String, String)], diags: &mut Diagnostics) {
    let folders: BTreeSet<&str> =
        snippets.iter().filter_map(|(name, _)| Some(name.split_once('/')?.0)).collect();
    let Some(node) = settings.source.node("quickstart.languages") else { return };
    let mut seen = BTreeSet::new();
    for language in node.elements() {
        let Some(word) = language.text() else { continue };
        let (message, help) = if !folders.contains(word) {
            let known = folders.iter().map(|folder| format!("`{folder}`")).collect::<Vec<_>>().join(", ");
            let help = match closest(word, folders.iter().copied()) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => {
                    format!(
                        "there are {known}; to add another, put its templates in `templates/snippets/{word}/`"
                    )
                }
            };
            (format!("there are no examples in `{word}`"), help)
        } else if seen.insert(word) {
            continue;
        } else {
            (format!("`{word}` appears twice"), "remove one of the two".to_owned())
        };
        diags.push(Diagnostic::new(&UNKNOWN_VALUE, language.span, message).help(help));
    }
}
