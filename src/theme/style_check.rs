//! Looks through the site's own style sheets for files that are not there and braces that nothing closes.

use std::collections::BTreeSet;

use super::css::{addresses, tokens, without_comments};
use super::{Statics, ThemeFile, codes};
use crate::diag::{Diagnostic, Diagnostics, SourceMap, Span, closest};
use crate::discover::Sources;
use crate::parse::add;

/// Reports what is wrong in the style sheets below `static/`. `files` stand beside the pages, and `base` is the path of the site on its
/// host.
pub(super) fn check(
    sources: &Sources,
    files: &[ThemeFile],
    base: &str,
    map: &mut SourceMap,
    diags: &mut Diagnostics,
) {
    let place = Place::new(files, base);
    for file in sources.statics.iter().filter(|file| is_sheet(&file.path)) {
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        let found = mistakes(&Sheet::new(&file.path), &text, &place);
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

/// The files that a style sheet can refer to, below the site's root.
struct Place<'a> {
    base: &'a str,
    files: BTreeSet<&'a str>,
    /// Fonts by their names in the theme, by which sheets that are joined refer to them.
    fonts: BTreeSet<&'a str>,
}

impl<'a> Place<'a> {
    fn new(files: &'a [ThemeFile], base: &'a str) -> Self {
        let is_own = |file: &&ThemeFile| file.source.strip_prefix("static/") == Some(&file.path);
        let fonts = files.iter().filter(|file| !is_own(file)).map(|file| below_static(&file.source));
        Self {
            base,
            fonts: fonts.filter(|name| name.starts_with("font/")).collect(),
            files: files.iter().map(|file| file.path.as_str()).collect(),
        }
    }

    fn has(&self, path: &str, sheet: &Sheet) -> bool {
        self.files.contains(path) || sheet.is_joined() && self.fonts.contains(path)
    }

    /// The file that a path was probably meant to be.
    fn near(&self, path: &str) -> Option<&str> {
        closest(path, self.files.iter().copied().filter(|file| !file.starts_with(JOINED)))
    }
}

/// The folder of the sheets that the theme's own are joined to.
const JOINED: &str = "assets/";

/// A style sheet of the site.
struct Sheet<'a> {
    /// The folder that it stands in, below `static/`.
    folder: &'a str,
    /// The folder that its addresses begin at, below the site's root.
    published: &'a str,
}

impl<'a> Sheet<'a> {
    fn new(path: &'a str) -> Self {
        let name = below_static(path);
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        // A sheet in the place of one of the theme's is joined to others; any other is published as it is.
        let is_joined = name.starts_with("css/") && Statics::get(name).is_some();
        Self { folder, published: if is_joined { JOINED } else { folder } }
    }

    fn is_joined(&self) -> bool {
        self.published == JOINED
    }
}

fn is_sheet(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("css"))
}

fn below_static(path: &str) -> &str {
    path.strip_prefix("static/").unwrap_or(path)
}

fn mistakes(sheet: &Sheet, text: &str, place: &Place) -> Vec<StyleMistake> {
    let plain = without_comments(text);
    let lost = addresses(&plain).into_iter().filter_map(|(start, address)| {
        let path = path_of(address, sheet.published, place.base)?;
        let help = || help(sheet, place, &path_of(address, sheet.folder, place.base).unwrap_or_default());
        (!place.has(&path, sheet)).then(|| StyleMistake {
            start,
            length: address.len(),
            message: format!("there is no file `static/{path}`"),
            help: help(),
        })
    });
    lost.chain(brace(&plain)).collect()
}

/// What to write instead of an address. `path` is what it would be in the sheet's own folder.
fn help(sheet: &Sheet, place: &Place, path: &str) -> String {
    if !sheet.is_joined() {
        return match place.near(path) {
            Some(near) => {
                format!("did you mean `static/{near}`? A path starts at the folder of the style sheet")
            }
            None => "a path starts at the folder of the style sheet, which is in `static/`".to_owned(),
        };
    }
    let joined = "the style sheet is bundled into one in `assets/`";
    if place.files.contains(path) {
        return format!("{joined}: write `../{path}`");
    }
    match place.near(path) {
        Some(near) => format!("{joined}; did you mean `../{near}`?"),
        None => format!("{joined}, where paths start: `../picture.png` is `static/picture.png`"),
    }
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
    for (start, token) in tokens(text) {
        match token {
            "{" => open.push(start),
            "}" if open.pop().is_none() => {
                let message = "unmatched `}`".to_owned();
                return Some(StyleMistake { start, length: 1, message, help: "remove it".to_owned() });
            }
            _ => {}
        }
    }
    open.pop().map(|start| StyleMistake {
        start,
        length: 1,
        message: "`{` is not closed".to_owned(),
        help: "add `}` at the end of the rule".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn mistakes_of(path: &str, text: &str) -> Vec<StyleMistake> {
        let file = |path: &str, source: &str| ThemeFile {
            path: path.to_owned(),
            source: format!("static/{source}"),
            bytes: Arc::default(),
        };
        let files = [
            file("brand/back.png", "brand/back.png"),
            file("img/a b.png", "img/a b.png"),
            file("css/near.png", "css/near.png"),
            file("assets/inter.0123.woff2", "font/inter.woff2"),
        ];
        mistakes(&Sheet::new(path), text, &Place::new(&files, "/sub/"))
    }

    fn findings(text: &str) -> Vec<String> {
        mistakes_of("static/brand/own.css", text).into_iter().map(|mistake| mistake.message).collect()
    }

    #[test]
    fn a_sheet_of_the_theme_refers_to_files_from_where_it_is_joined() {
        let help = |text: &str| {
            let found = mistakes_of("static/css/token.css", text).into_iter();
            found.map(|mistake| (mistake.message, mistake.help)).next()
        };
        for text in ["url(../brand/back.png)", "url(../css/near.png)", "url(../font/inter.woff2)"] {
            assert_eq!(help(text), None, "{text}");
        }
        let (message, advice) = help("url(near.png)").unwrap();
        assert_eq!(message, "there is no file `static/assets/near.png`");
        assert_eq!(advice, "the style sheet is bundled into one in `assets/`: write `../css/near.png`");
        let (_, advice) = help("url(naer.png)").unwrap();
        assert_eq!(
            advice,
            "the style sheet is bundled into one in `assets/`; did you mean `../css/near.png`?"
        );
        assert!(help("url(../nowhere/at/all.woff2)").is_some());
        // A sheet that the theme does not have is published as it is.
        assert!(mistakes_of("static/css/own.css", "url(near.png) url(../brand/back.png)").is_empty());
        assert_eq!(mistakes_of("static/css/own.css", "url(../font/inter.woff2)").len(), 1);
    }

    #[test]
    fn strings_are_no_addresses() {
        assert_eq!(
            findings("a::before { content: \"url(nope.png) @import 'x.css'\" }"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn files_that_are_not_there_are_found() {
        assert_eq!(findings("a { background: url(nope.png) }"), ["there is no file `static/brand/nope.png`"]);
        assert_eq!(findings("@import \"x.css\";"), ["there is no file `static/brand/x.css`"]);
        assert_eq!(findings("a { b: url('/sub/img/c.png') }"), ["there is no file `static/img/c.png`"]);
    }

    #[test]
    fn files_that_are_there_and_other_hosts_are_fine() {
        for text in [
            "a { b: url( back.png ) url(\"./back.png?x#y\") url('../img/a%20b.png') }",
            "a { b: url(/sub/brand/back.png) url(data:image/png;base64,x) url(https://a.example/x.png) url(#id) }",
            "/* url(nope.png) { */ a::before { content: \"}\" } @import url(https://a.example/x.css);",
        ] {
            assert_eq!(findings(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn braces_come_in_pairs() {
        assert_eq!(findings("a { b: c; "), ["`{` is not closed"]);
        assert_eq!(findings("a { b: c; } }"), ["unmatched `}`"]);
    }
}
