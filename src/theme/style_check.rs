//! Looks through the site's own style sheets for files that are not there and braces that nothing closes.

use std::collections::BTreeSet;

use super::{Statics, codes};
use crate::diag::{Diagnostic, Diagnostics, SourceMap, Span, closest};
use crate::discover::{SourceFile, Sources};
use crate::parse::add;

/// Reports what is wrong in the style sheets below `static/`. `base` is the path of the site on its host.
pub(super) fn check(sources: &Sources, base: &str, map: &mut SourceMap, diags: &mut Diagnostics) {
    let embedded: Vec<String> = Statics::iter().map(std::borrow::Cow::into_owned).collect();
    let own = sources.statics.iter().map(|file| below_static(&file.path).to_owned());
    let files: BTreeSet<String> = own.chain(embedded).collect();
    for file in sources.statics.iter().filter(|file| is_sheet(&file.path)) {
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        let found: Vec<_> = mistakes(file, &text, base, &files);
        if !found.is_empty() {
            let id = add(map, file);
            diags.extend(found.into_iter().map(|mistake| {
                let span = Span::new(id, mistake.start, mistake.start + mistake.length);
                Diagnostic::new(&codes::STYLE_SHEET, span, mistake.message).help(mistake.help)
            }));
        }
    }
}

struct StyleMistake {
    start: usize,
    length: usize,
    message: String,
    help: String,
}

fn is_sheet(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("css"))
}

fn below_static(path: &str) -> &str {
    path.strip_prefix("static/").unwrap_or(path)
}

fn mistakes(file: &SourceFile, text: &str, base: &str, files: &BTreeSet<String>) -> Vec<StyleMistake> {
    let plain = without_comments(text);
    let folder = below_static(&file.path).rsplit_once('/').map_or("", |(folder, _)| folder);
    let lost = addresses(&plain).into_iter().filter_map(|(start, address)| {
        let path = path_of(address, folder, base)?;
        if files.contains(&path) {
            return None;
        }
        let help = match closest(&path, files.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`? A path begins at the folder of the style sheet"),
            None => "a path begins at the folder of the style sheet, which stands in `static/`".to_owned(),
        };
        let message = format!("there is no file `static/{path}`");
        Some(StyleMistake { start, length: address.len(), message, help })
    });
    lost.chain(brace(&plain)).collect()
}

/// The text with blanks in place of comments, so that every offset stays.
fn without_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        let end = rest[start + 2..].find("*/").map_or(rest.len(), |end| start + end + 4);
        plain.push_str(&rest[..start]);
        plain.push_str(&" ".repeat(end - start));
        rest = &rest[end..];
    }
    plain + rest
}

/// Every address in `url()` and behind `@import`, with its offset.
fn addresses(text: &str) -> Vec<(usize, &str)> {
    let urls = text.match_indices("url(").map(|(at, word)| at + word.len());
    let imports = text.match_indices("@import").map(|(at, word)| at + word.len());
    let starts = urls.chain(imports.filter(|at| text[*at..].trim_start().starts_with(['"', '\''])));
    let mut found: Vec<_> = starts.filter_map(|start| address(text, start)).collect();
    found.sort_unstable();
    found
}

/// The address that stands at an offset, in quotes or up to the closing bracket.
fn address(text: &str, start: usize) -> Option<(usize, &str)> {
    let start = start + (text[start..].len() - text[start..].trim_start().len());
    let quote = text[start..].chars().next()?;
    if quote == '"' || quote == '\'' {
        let body = &text[start + 1..];
        return Some((start + 1, &body[..body.find(quote)?]));
    }
    let body = &text[start..];
    Some((start, body[..body.find([')', '\n'])?].trim_end()))
}

/// The path below `static/` that an address of the site means.
fn path_of(address: &str, folder: &str, base: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    if path.is_empty() || path.starts_with("//") || path.contains(':') {
        return None;
    }
    let (mut parts, rest): (Vec<&str>, &str) = match path.strip_prefix('/') {
        Some(_) => (Vec::new(), path.strip_prefix(base)?),
        None => (folder.split('/').filter(|part| !part.is_empty()).collect(), path),
    };
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some(percent_encoding::percent_decode_str(&parts.join("/")).decode_utf8_lossy().into_owned())
}

/// A brace that nothing closes, or that closes nothing.
fn brace(text: &str) -> Option<StyleMistake> {
    let mut open = Vec::new();
    let mut quote: Option<char> = None;
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match (quote, c) {
            (_, '\\') => is_escaped = true,
            (Some(end), c) if c == end || c == '\n' => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => open.push(at),
            (None, '}') if open.pop().is_none() => {
                let message = "`}` closes nothing".to_owned();
                return Some(StyleMistake { start: at, length: 1, message, help: "remove it".to_owned() });
            }
            _ => {}
        }
    }
    open.pop().map(|start| StyleMistake {
        start,
        length: 1,
        message: "`{` is not closed".to_owned(),
        help: "write `}` where the rule ends".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let file = SourceFile { path: "static/brand/own.css".to_owned(), bytes: text.into() };
        let files = ["brand/back.png", "img/a b.png"].map(str::to_owned).into();
        mistakes(&file, text, "/sub/", &files).into_iter().map(|mistake| mistake.message).collect()
    }

    #[test]
    fn files_that_are_not_there_are_found() {
        assert_eq!(found("a { background: url(nope.png) }"), ["there is no file `static/brand/nope.png`"]);
        assert_eq!(found("@import \"x.css\";"), ["there is no file `static/brand/x.css`"]);
        assert_eq!(found("a { b: url('/sub/img/c.png') }"), ["there is no file `static/img/c.png`"]);
    }

    #[test]
    fn files_that_are_there_and_other_hosts_are_fine() {
        for text in [
            "a { b: url( back.png ) url(\"./back.png?x#y\") url('../img/a%20b.png') }",
            "a { b: url(/sub/brand/back.png) url(data:image/png;base64,x) url(https://a.example/x.png) url(#id) }",
            "/* url(nope.png) { */ a::before { content: \"}\" } @import url(https://a.example/x.css);",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn braces_come_in_pairs() {
        assert_eq!(found("a { b: c; "), ["`{` is not closed"]);
        assert_eq!(found("a { b: c; } }"), ["`}` closes nothing"]);
    }
}
