//! The site's own pages: TOML between two lines of `+++`, then Markdown.

use std::ops::Range;

use super::schema::{Kind, Schema, ours};
use super::{Parsed, Table, codes, parse_file};
use crate::diag::{Diagnostic, Diagnostics, FileId, SourceMap, Span};

/// The front matter of a page.
pub static CUSTOM_PAGE: Schema = Schema {
    name: "page",
    doc: "The front matter of a custom page, as TOML between two lines of `+++` before the Markdown.",
    strict: false,
    fields: &[
        ours("title", Kind::Text, "The title. Without it, the page must start with a heading `# …`."),
        ours(
            "description",
            Kind::Text,
            "One or two sentences for search engines. Defaults to the first paragraph.",
        ),
        ours("nav", Kind::Text, "The text of its header link. Without it, there is no link."),
        ours("footer", Kind::Text, "The text of its footer link. Without it, there is no link."),
        ours(
            "order",
            Kind::Number,
            "The position among other pages: low numbers come first; pages without a number come last, by title.",
        )
        .aliases(&["weight", "position", "sidebar_position"]),
        ours("draft", Kind::Boolean, "`true` leaves the page out."),
        ours("extra", Kind::Free, "Your own data, passed to templates unchanged."),
    ],
};

/// A parsed page.
#[derive(Debug)]
pub struct RawPage {
    /// The path below the site: `pages/docs/index.md`.
    pub path: String,
    /// Its front matter.
    pub parsed: Parsed,
    /// The offset of its Markdown in the file, in bytes.
    pub start: usize,
    /// Its Markdown.
    pub body: String,
}

/// Reads a page that is in the map already.
pub(super) fn read_page(
    path: &str,
    is_text: bool,
    id: FileId,
    map: &SourceMap,
    diags: &mut Diagnostics,
) -> RawPage {
    let text = map.text(id);
    let mut mistakes = Diagnostics::default();
    if !is_text {
        let mistake = Diagnostic::new(&codes::NOT_UTF8, Span::whole(id), "the file is not UTF-8 text");
        mistakes.push(mistake.help("save it as UTF-8"));
    }
    let (front, start) = split(text, id, &mut mistakes);
    let mut parsed = Parsed { file: id, table: Table::default(), failed: !mistakes.is_empty() };
    if let Some(front) = front.filter(|_| !parsed.failed) {
        parsed = parse_file(&front_matter(text, &front), id, &CUSTOM_PAGE, &mut mistakes);
    }
    diags.merge(mistakes);
    RawPage { path: path.to_owned(), parsed, start, body: text[start..].to_owned() }
}

/// The range of the front matter, if there is one, and the offset of the Markdown.
fn split(text: &str, id: FileId, diags: &mut Diagnostics) -> (Option<Range<usize>>, usize) {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut lines = text[start..].split_inclusive('\n').scan(start, |at, line| {
        let from = *at;
        *at += line.len();
        Some((from..*at, line.trim_end()))
    });
    let Some((first, fence)) = lines.next() else { return (None, start) };
    let (message, help) = match fence {
        "+++" => {
            if let Some((last, _)) = lines.find(|(_, line)| *line == "+++") {
                return (Some(first.end..last.start), last.end);
            }
            ("the front matter is not closed", "end it with a line of `+++`")
        }
        "---" if lines.any(|(_, line)| line == "---") => (
            "front matter is TOML between two lines of `+++`, not YAML between `---`",
            "write `+++` and lines such as `title = \"…\"`",
        ),
        _ => return (None, start),
    };
    let span = Span::new(id, first.start, first.start + 3);
    diags.push(Diagnostic::new(&codes::FRONT_MATTER, span, message).help(help));
    (None, text.len())
}

/// The front matter with blanks in place of the text before it, so that every span is right.
fn front_matter(text: &str, front: &Range<usize>) -> String {
    let before = text[..front.start].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
    before.chain(text[front.clone()].chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;
    use crate::testing::draw;

    fn read(text: &str) -> (RawPage, String) {
        let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
        let id = map.add("pages/x.md", text);
        let page = read_page("pages/x.md", true, id, &map, &mut diags);
        (page, draw(diags, &map))
    }

    #[test]
    fn front_matter_is_between_lines_of_plus_signs() {
        for text in ["+++\ntitle = \"T\"\n+++\nBody", "\u{feff}+++\r\ntitle = \"T\"\r\n+++\r\nBody"] {
            let (page, mistakes) = read(text);
            assert_eq!((page.parsed.table.text("title"), mistakes.as_str()), (Some("T"), ""));
            assert_eq!((page.body.as_str(), &text[page.start..]), ("Body", "Body"));
        }
        let (page, mistakes) = read("# Title\n\nBody");
        assert_eq!((page.start, page.body.as_str(), mistakes.as_str()), (0, "# Title\n\nBody", ""));
        assert_eq!(read("---\n\nA line, then text").1, "");
    }

    #[test]
    fn mistakes_are_reported_at_their_spans() {
        let mistakes = [
            "+++\ntitle = 1\nnva = \"N\"\n+++\n",
            "+++\ntitle = \"T\"\n",
            "---\ntitle: T\n---\n",
            "+++\ntitle = \"T\n+++\n",
        ]
        .map(|text| read(text).1);
        assert_snapshot(
            mistakes.join("\n\n"),
            snapbox::file!["snapshots/page-mistakes_stand_at_their_places.txt"],
        );
    }
}
