//! The Markdown of records: untrusted text becomes markup in which nothing runs, no link leaves the known schemes and no
//! two fields clash.
//!
//! Raw HTML shows as text, images become links, links lead to http, https, mailto or a page of the site, headings take
//! their place in the page's outline and carry the field's prefix in their ids.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html,
};

use super::highlight::Highlighter;
use crate::domain::web_address::check_link;
use crate::render::view::{Html, Section};
use crate::trace::{self, Index, Note};

/// Finds the route of a root-relative path such as `/models/openai/gpt-4o/`, with its fragment; `None` for an unknown one.
pub type Resolve = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// The width and height of pictures in pixels, by their paths below the root.
pub type Sizes = BTreeMap<String, (u32, u32)>;

/// Renders Markdown for the pages of one site.
#[derive(Clone)]
pub struct Markdown {
    resolve: Resolve,
    highlighter: Arc<Highlighter>,
    /// The width and height of pictures, by their paths below the root.
    sizes: Arc<Sizes>,
    /// Whether the text is the publisher's own, which may show pictures and link relative to its file.
    is_own: bool,
}

/// Where a piece of Markdown stands.
#[derive(Clone, Copy, Debug)]
pub struct MarkdownPlace<'a> {
    /// What ids in it begin with: the field's name, `description`.
    pub prefix: &'a str,
    /// The way from the page to the site's root: `../../../`.
    pub root: &'a str,
    /// The level of the highest heading in it, from 2 to 6.
    pub level: u8,
}

impl Markdown {
    /// Makes a renderer from the site's routes.
    pub fn new(resolve: Resolve) -> Self {
        Self { resolve, highlighter: Arc::default(), sizes: Arc::default(), is_own: false }
    }

    /// Keeps room for pictures of these sizes.
    #[must_use]
    pub fn with_sizes(self, sizes: Sizes) -> Self {
        Self { sizes: sizes.into(), ..self }
    }

    /// The sizes of pictures.
    pub fn sizes(&self) -> &Sizes {
        &self.sizes
    }

    /// The size of the picture at a path below the root.
    fn size(&self, path: &str) -> Option<&(u32, u32)> {
        trace::note(|| Note::Lookup(Index::Pictures, path.to_owned()));
        self.sizes.get(path)
    }

    /// The renderer of a page of the site's own: what it links to is found from its file, and its pictures show.
    #[must_use]
    pub fn of_page(&self, resolve: Resolve) -> Self {
        Self { resolve, is_own: true, ..self.clone() }
    }

    /// Renders a whole document, with the headings of the second level for its contents.
    pub fn document(&self, text: &str, place: MarkdownPlace<'_>) -> (Html, Vec<Section>) {
        let mut events = Events::new(self, place);
        let rendered = events.run(text);
        let mut markup = String::with_capacity(text.len() * 3 / 2);
        html::push_html(&mut markup, rendered.into_iter());
        (Html::from_safe(markup.trim_end().to_owned()), events.sections)
    }

    /// Renders paragraphs, lists, tables and code.
    pub fn block(&self, text: &str, place: MarkdownPlace<'_>) -> Html {
        self.document(text, place).0
    }

    /// Renders a line: a single paragraph loses its element.
    pub fn inline(&self, text: &str, place: MarkdownPlace<'_>) -> Html {
        let block = self.block(text, place);
        let line = block.as_str().strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
        match line {
            Some(line) if !line.contains("<p>") => Html::from_safe(line.to_owned()),
            _ => block,
        }
    }
}

/// The words of a Markdown text without its marks, on one line.
pub fn plain(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for event in Parser::new_ext(text, options()) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                words.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak | Event::End(_) if !words.ends_with(' ') => words.push(' '),
            _ => {}
        }
    }
    let mut line = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        let is_mark =
            line.is_empty() || word.starts_with(['.', ',', ';', ':', '!', '?', ')']) && word.len() == 1;
        if !is_mark {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The words of the first paragraph of a text.
pub fn first_paragraph(text: &str) -> String {
    let mut events = Parser::new_ext(text, options()).into_offset_iter();
    let first = events.find(|(event, _)| matches!(event, Event::Start(Tag::Paragraph)));
    first.map(|(_, range)| plain(&text[range])).unwrap_or_default()
}

/// The parts of Markdown that records may use: tables, strike-through, task lists.
pub fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS
}

/// The pass over the events of one text.
struct Events<'a> {
    markdown: &'a Markdown,
    place: MarkdownPlace<'a>,
    /// Whether each open link was kept.
    links: Vec<bool>,
    code: Option<(String, String)>,
    ids: Ids,
    /// The address of the open picture and its words.
    picture: Option<(String, String)>,
    table: Table,
    sections: Vec<Section>,
}

/// The place in a table.
#[derive(Default)]
struct Table {
    alignments: Vec<Alignment>,
    is_head: bool,
    column: usize,
}

impl Table {
    /// The start of the next cell, if it is aligned: by a class, for a policy of the site forbids `style`.
    fn cell(&mut self) -> Option<String> {
        let alignment = self.alignments.get(self.column).copied().unwrap_or(Alignment::None);
        self.column += 1;
        let class = match alignment {
            Alignment::None => return None,
            Alignment::Left => "align-start",
            Alignment::Center => "align-center",
            Alignment::Right => "align-end",
        };
        Some(format!("<{} class=\"{class}\">", if self.is_head { "th" } else { "td" }))
    }
}

impl<'a> Events<'a> {
    fn new(markdown: &'a Markdown, place: MarkdownPlace<'a>) -> Self {
        Self {
            markdown,
            place,
            links: Vec::new(),
            code: None,
            ids: Ids::default(),
            picture: None,
            table: Table::default(),
            sections: Vec::new(),
        }
    }

    fn run<'t>(&mut self, text: &'t str) -> Vec<Event<'t>> {
        let events: Vec<Event<'t>> = Parser::new_ext(text, options()).collect();
        let mut out = Vec::with_capacity(events.len());
        for (at, event) in events.iter().enumerate() {
            self.event(event.clone(), &events[at..], &mut out);
        }
        out
    }

    fn event<'t>(&mut self, event: Event<'t>, rest: &[Event<'t>], out: &mut Vec<Event<'t>>) {
        match event {
            Event::Text(text) if self.code.is_some() => {
                if let Some((_, code)) = &mut self.code {
                    code.push_str(&text);
                }
            }
            Event::End(TagEnd::Image) if self.picture.is_some() => {
                out.extend(self.picture.take().map(|(address, words)| self.draw_image(&address, &words)));
            }
            event if self.picture.is_some() => {
                if let (Some((_, words)), Event::Text(text) | Event::Code(text)) = (&mut self.picture, event)
                {
                    words.push_str(&text);
                }
            }
            Event::Text(text) if self.links.is_empty() => push_linked(&text, out),
            Event::Html(text) | Event::InlineHtml(text) => out.push(Event::Text(text)),
            Event::Start(Tag::HtmlBlock) => out.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => out.push(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Link { dest_url, link_type, .. }) => self.open_link(&dest_url, link_type, out),
            Event::Start(Tag::Image { dest_url, .. }) if self.shows(&dest_url) => {
                self.picture = self.address(&dest_url).map(|address| (address, String::new()));
            }
            Event::Start(Tag::Image { dest_url, .. }) => self.open_link(&dest_url, LinkType::Inline, out),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if self.links.pop() == Some(true) {
                    out.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let (level, (id, title)) = (self.level(level), self.heading(rest));
                if level == 2 {
                    self.sections.push(Section { id: id.clone(), title });
                }
                out.push(raw(format!("<h{level} id=\"{id}\">")));
            }
            Event::End(TagEnd::Heading(level)) => out.push(raw(format!("</h{}>\n", self.level(level)))),
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or("").to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((language, String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((language, code)) = self.code.take() {
                    let code = self.markdown.highlighter.highlight(code.trim_end_matches('\n'), &language);
                    out.push(raw(format!("<pre class=\"code\" tabindex=\"0\"><code>{code}</code></pre>\n")));
                }
            }
            Event::Start(Tag::Table(alignments)) => {
                out.push(raw("<div class=\"scroll\" tabindex=\"0\">".to_owned()));
                out.push(Event::Start(Tag::Table(Vec::new())));
                self.table = Table { alignments, ..Table::default() };
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.table.is_head = matches!(event, Event::Start(Tag::TableHead));
                self.table.column = 0;
                out.push(event);
            }
            Event::Start(Tag::TableCell) => out.push(self.table.cell().map_or(event, raw)),
            Event::End(TagEnd::Table) => {
                out.push(event);
                out.push(raw("</div>\n".to_owned()));
            }
            event => out.push(event),
        }
    }

    fn open_link(&mut self, target: &str, kind: LinkType, out: &mut Vec<Event<'_>>) {
        let address =
            if kind == LinkType::Email { Some(format!("mailto:{target}")) } else { self.address(target) };
        let is_inside_link = self.links.contains(&true);
        let address = address.filter(|_| !is_inside_link);
        self.links.push(address.is_some());
        if let Some(address) = address {
            out.push(raw(open_tag(&address)));
        }
    }

    /// The address that a link may have; `None` shows its text alone.
    fn address(&self, target: &str) -> Option<String> {
        if target.starts_with('#') {
            return Some(target.to_owned());
        }
        let is_of_site = target.starts_with('/') || self.markdown.is_own && !is_foreign(target);
        if is_of_site && !target.starts_with("//") {
            let route = (self.markdown.resolve)(target)?;
            return Some(format!("{}{route}", self.place.root));
        }
        is_foreign(target).then(|| target.to_owned())
    }

    /// Whether a picture is shown: a file of the site on a page of its own.
    fn shows(&self, target: &str) -> bool {
        self.markdown.is_own && !is_foreign(target) && self.address(target).is_some()
    }

    /// The element of a picture, with its size where that is known.
    fn draw_image<'t>(&self, address: &str, words: &str) -> Event<'t> {
        let size = address.strip_prefix(self.place.root).and_then(|path| self.markdown.size(path));
        let size = size.map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\""));
        let (address, words) = (Html::from_text(address), Html::from_text(words.trim()));
        let (address, words, size) = (address.as_str(), words.as_str(), size.unwrap_or_default());
        raw(format!("<img src=\"{address}\" alt=\"{words}\"{size} loading=\"lazy\" decoding=\"async\">"))
    }

    /// The level of a heading on the page, whose first level is its title.
    fn level(&self, level: HeadingLevel) -> u8 {
        (self.place.level + level as u8 - 1).clamp(2, 6)
    }

    /// The id of a heading and its words.
    fn heading(&mut self, rest: &[Event<'_>]) -> (String, String) {
        let inside = rest.iter().take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
        let words: String = inside
            .filter_map(|event| {
                if let Event::Text(text) | Event::Code(text) = event { Some(text.as_ref()) } else { None }
            })
            .collect();
        let letters = words.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "-");
        let slug = letters.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        let id = match self.place.prefix {
            "" if slug.is_empty() => "section".to_owned(),
            "" => slug,
            prefix => format!("{prefix}-{slug}"),
        };
        (self.ids.take(id), words)
    }
}

/// Ids that every page has.
const OF_THE_FRAME: [&str; 4] = ["main", "contents", "announcement", "pages"];

/// The ids of the headings so far, each with the number that was last put behind it.
#[derive(Default)]
struct Ids(HashMap<String, usize>);

impl Ids {
    /// Returns the id, or the first of `id-2`, `id-3`, … that is free. Numbers are not tried again, so many equal headings
    /// cost no more than many different ones.
    fn take(&mut self, id: String) -> String {
        let last = self.0.get(&id).copied();
        let Some(last) = last.or_else(|| OF_THE_FRAME.contains(&id.as_str()).then_some(1)) else {
            self.0.insert(id.clone(), 1);
            return id;
        };
        let mut number = last + 1;
        let mut free = format!("{id}-{number}");
        while self.0.contains_key(&free) {
            number += 1;
            free = format!("{id}-{number}");
        }
        self.0.insert(free.clone(), 1);
        self.0.insert(id, number);
        free
    }
}

/// Whether an address leads out of the site by a scheme that runs nothing, to where it seems to lead.
pub fn is_foreign(target: &str) -> bool {
    check_link(target).is_ok()
}

fn raw<'t>(markup: String) -> Event<'t> {
    Event::InlineHtml(CowStr::from(markup))
}

fn open_tag(address: &str) -> String {
    let address = Html::from_text(address);
    let rel = if address.as_str().starts_with("http") { " rel=\"noopener\"" } else { "" };
    format!("<a href=\"{}\"{rel}>", address.as_str())
}

/// Passes text on, with bare addresses made links.
fn push_linked<'t>(text: &CowStr<'t>, out: &mut Vec<Event<'t>>) {
    let mut from = 0;
    while let Some(at) = text[from..].find("http").map(|at| from + at) {
        let end = text[at..]
            .find(|c: char| c.is_whitespace() || "<>\"'`".contains(c))
            .map_or(text.len(), |end| at + end);
        let address = text[at..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']']);
        let is_word = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        if !is_word
            && (address.starts_with("https://") || address.starts_with("http://"))
            && is_foreign(address)
        {
            out.push(Event::Text(text[from..at].to_owned().into()));
            out.push(raw(open_tag(address)));
            out.push(Event::Text(address.to_owned().into()));
            out.push(Event::End(TagEnd::Link));
            from = at + address.len();
        } else {
            out.push(Event::Text(text[from..end].to_owned().into()));
            from = end;
        }
    }
    out.push(Event::Text(text[from..].to_owned().into()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    fn markdown() -> Markdown {
        let resolve =
            |path: &str| path.starts_with("/models/").then(|| path.trim_start_matches('/').to_owned());
        Markdown::new(Arc::new(resolve))
    }

    fn block(text: &str) -> String {
        let place = MarkdownPlace { prefix: "description", root: "../../", level: 3 };
        markdown().block(text, place).as_str().to_owned()
    }

    #[test]
    fn raw_html_shows_as_text() {
        assert_eq!(block("a <b onclick=x>c</b>"), "<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>");
        assert_eq!(block("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    }

    #[test]
    fn links_keep_to_known_schemes_and_pages() {
        let cases = [
            ("[x](/models/a/b/)", "<p><a href=\"../../models/a/b/\">x</a></p>"),
            ("[x](/nowhere/)", "<p>x</p>"),
            ("[x](javascript:alert(1))", "<p>x</p>"),
            ("[x](JAVA&#10;SCRIPT:alert(1))", "<p>x</p>"),
            ("[x](data:text/html,x)", "<p>x</p>"),
            ("[x](//evil.example/)", "<p>x</p>"),
            (
                "[x](https://a.example/?q=\"1)",
                "<p><a href=\"https://a.example/?q=&quot;1\" rel=\"noopener\">x</a></p>",
            ),
            ("<mailto:a@b.example>", "<p><a href=\"mailto:a@b.example\">mailto:a@b.example</a></p>"),
            (
                "![alt](https://a.example/x.png)",
                "<p><a href=\"https://a.example/x.png\" rel=\"noopener\">alt</a></p>",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(block(text), expected, "{text}");
        }
    }

    #[test]
    fn bare_addresses_become_links() {
        assert_eq!(
            block("See https://a.example/x, please."),
            "<p>See <a href=\"https://a.example/x\" rel=\"noopener\">https://a.example/x</a>, please.</p>"
        );
    }

    #[test]
    fn headings_take_their_place_and_prefix() {
        assert_eq!(
            block("# One\n\n# One"),
            "<h3 id=\"description-one\">One</h3>\n<h3 id=\"description-one-2\">One</h3>"
        );
    }

    #[test]
    fn equal_headings_are_numbered() {
        let mut ids = Ids::default();
        let taken = ["a", "a", "a-3", "a", "a-2", "a", "main"].map(|id| ids.take(id.to_owned()));
        assert_eq!(taken, ["a", "a-2", "a-3", "a-4", "a-2-2", "a-5", "main-2"]);
    }

    #[test]
    fn a_fence_language_never_reaches_an_attribute() {
        assert_eq!(
            block("```\"><script>\n<x>\n```"),
            "<pre class=\"code\" tabindex=\"0\"><code>&lt;x&gt;</code></pre>"
        );
    }

    #[test]
    fn cells_are_aligned_by_classes() {
        assert_eq!(
            block("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |\n| 5 |\n"),
            "<div class=\"scroll\" tabindex=\"0\"><table><thead><tr><th>a</th><th class=\"align-start\">b</th>\
             <th class=\"align-center\">c</th><th class=\"align-end\">d</th></tr></thead><tbody>\n\
             <tr><td>1</td><td class=\"align-start\">2</td><td class=\"align-center\">3</td><td class=\"align-end\">4</td></tr>\n\
             <tr><td>5</td><td class=\"align-start\"></td><td class=\"align-center\"></td><td class=\"align-end\"></td></tr>\n\
             </tbody></table>\n</div>"
        );
    }

    #[test]
    fn a_page_of_the_site_shows_pictures_and_links_from_its_file() {
        let files = |target: &str| match target {
            "../static/plan.svg" => Some("plan.svg".to_owned()),
            "start.md#first" => Some("docs/start/#first".to_owned()),
            _ => None,
        };
        let text = "## First `x`\n\n![A *plan* \"1\"](../static/plan.svg)\n\n[s](start.md#first) [n](none.md) \
                    [j](javascript:alert(1)) ![far](https://a.example/x.png)\n\n### Deep\n\n# Main";
        let place = MarkdownPlace { prefix: "", root: "../", level: 1 };
        let (html, sections) = markdown().of_page(Arc::new(files)).document(text, place);
        assert_snapshot(
            html.as_str(),
            snapbox::file![
                "snapshots/markdown-a_page_of_the_site_shows_pictures_and_links_from_its_file.txt"
            ],
        );
        let sections: Vec<_> =
            sections.iter().map(|section| (section.id.as_str(), section.title.as_str())).collect();
        assert_eq!(sections, [("first-x", "First x"), ("main-2", "Main")]);
    }

    #[test]
    fn plain_text_is_one_line_of_words() {
        assert_eq!(
            plain("A **small** model,\nsee [GPT-4o](/x).\n\n- one\n- two"),
            "A small model, see GPT-4o. one two"
        );
    }
}
