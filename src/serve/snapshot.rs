//! One state of the site: what was compiled, and its pages as they are asked for.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;

use super::media;
use super::reply::Content;
use crate::compile::Compiled;
use crate::diag::{Diagnostic, Diagnostics, Report};
use crate::plan::PlannedFile;
use crate::render::check::tags::Tags;
use crate::render::{Fault, RenderedPage};
use crate::theme::codes::TEMPLATE;

/// The path below the host under which the preview keeps its own files.
pub(super) const OWN: &str = "/__modelpress/";

/// How many drawn pages a state keeps: the open ones, and some of the last that were looked at.
const KEPT: usize = 64;

/// A state of the site.
pub(super) struct Snapshot {
    compiled: Compiled,
    report: Report,
    strict: bool,
    /// The files that stand beside the pages, by their paths.
    files: HashMap<String, usize>,
    styles: Vec<Style>,
    drawn: Mutex<BTreeMap<Place, Drawn>>,
}

/// What stands at a path: a page or a file, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Page(usize),
    File(usize),
}

/// A page or a file, ready to be sent.
#[derive(Debug)]
pub(super) struct Page {
    /// The body of the response.
    pub(super) content: Content,
    /// Tells what a reader sees from what it was before, whatever the style sheets say.
    pub(super) identity: String,
    /// What is wrong on it, where no file of the site is at fault.
    pub(super) faults: Vec<Fault>,
    /// What is wrong on it, at the files that it comes from.
    pub(super) found: Diagnostics,
    /// The file of the site that it is the page of, if it is that of one.
    pub(super) source: Option<String>,
}

/// What came of drawing: the page, or why there is none.
pub(super) type Drawn = Result<Arc<Page>, Arc<Diagnostic>>;

/// A style sheet: its path without the fingerprint, the path that it has now, and a tag of its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Style {
    name: String,
    url: String,
    tag: String,
}

impl Snapshot {
    /// Makes the state of what was compiled.
    pub(super) fn new(compiled: Compiled, strict: bool) -> Self {
        let report = Report::new(compiled.diags.clone(), &compiled.map, &compiled.levels, strict);
        let files = compiled.pages.files().iter().enumerate();
        let files = files.map(|(at, file)| (file.path.clone(), at)).collect();
        let styles = styles(&compiled);
        Self { compiled, report, strict, files, styles, drawn: Mutex::default() }
    }

    /// What was found while it was compiled.
    pub(super) fn report(&self) -> &Report {
        &self.report
    }

    /// Returns the compiled site.
    pub(super) fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    /// The path of the site's root on its host; it begins and ends with a slash.
    pub(super) fn base(&self) -> &str {
        self.compiled.pages.base()
    }

    /// The content security policy of the site, with what only a header can say.
    pub(super) fn policy(&self) -> String {
        format!("{}; frame-ancestors 'none'", self.compiled.pages.policy())
    }

    /// Whether a default template stands in for one of the site's own.
    pub(super) fn has_broken_theme(&self) -> bool {
        self.report.findings().iter().any(|finding| finding.diagnostic.code.name == TEMPLATE.name)
    }

    /// The style sheets of the site.
    pub(super) fn styles(&self) -> &[Style] {
        &self.styles
    }

    /// A tag of all style sheets.
    pub(super) fn styles_tag(&self) -> String {
        let mut hash = blake3::Hasher::new();
        for part in self.styles.iter().flat_map(|style| [&style.name, &style.tag]) {
            hash.update(part.as_bytes()).update(b"\n");
        }
        hash.finalize().to_hex()[..16].to_owned()
    }

    /// Whether the file that a page is of is still among the sources.
    pub(super) fn has_source(&self, page: &Page) -> bool {
        let source = page.source.as_ref();
        source.is_none_or(|source| self.compiled.map.files().any(|(_, path)| path == source))
    }

    /// What stands at a path below the root, such as `models/index.html`.
    pub(super) fn place(&self, path: &str) -> Option<Place> {
        let pages = &self.compiled.pages;
        let page = pages.find_item(path).map(Place::Page);
        page.or_else(|| self.files.get(path).copied().map(Place::File))
    }

    /// The page or file at a place, drawn now unless it was before.
    pub(super) fn draw(&self, place: Place) -> Drawn {
        let drawn = || self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = drawn().get(&place) {
            return known.clone();
        }
        let new = match place {
            Place::Page(at) => self.page(at),
            Place::File(at) => Ok(Arc::new(self.file(at))),
        };
        let mut drawn = drawn();
        if drawn.len() >= KEPT {
            drawn.clear();
        }
        drawn.entry(place).or_insert(new).clone()
    }

    /// A report of findings, as this site judges them.
    pub(super) fn judge(&self, found: Diagnostics) -> Report {
        Report::new(found, &self.compiled.map, &self.compiled.levels, self.strict)
    }

    fn page(&self, at: usize) -> Drawn {
        let item = &self.compiled.pages.items()[at];
        let mut bytes = Vec::new();
        let checked = self.compiled.pages.render(item, &mut bytes, &self.compiled.map);
        if let Some(failure) = &checked.failure {
            return Err(Arc::new((**failure).clone()));
        }
        let (faults, found) = self.faults(item, &checked);
        let media_type = media::of(&item.route.file());
        if !item.is_page() {
            let identity = tag(&bytes);
            let content = Content::new(bytes, media_type);
            return Ok(Arc::new(Page { content, identity, faults, found, source: None }));
        }
        let source = self.compiled.pages.source(item).map(str::to_owned);
        let is_draft = source.as_ref().is_some_and(|source| self.compiled.drafts.contains(source));
        let mut identity = self.identity(&bytes);
        if is_draft {
            identity.push_str("-draft");
        }
        let script = self.script(&identity, is_draft);
        let content = Content::new(with_script(bytes, &script), media_type);
        Ok(Arc::new(Page { content, identity, faults, found, source }))
    }

    fn file(&self, at: usize) -> Page {
        let file = &self.compiled.pages.files()[at];
        let content = Content::new(file.bytes.to_vec(), media::of(&file.path));
        let (faults, found) = (Vec::new(), Diagnostics::default());
        Page { content, identity: tag(&file.bytes), faults, found, source: None }
    }

    /// The faults of a page that come from no file of the site, and the findings at the files that the others come from.
    fn faults(&self, item: &PlannedFile, checked: &RenderedPage) -> (Vec<Fault>, Diagnostics) {
        let origins = self.compiled.pages.origins(&self.compiled.map);
        let (mut faults, mut found) = (Vec::new(), Diagnostics::default());
        for fault in &checked.faults {
            match origins.of(item, checked.template, fault) {
                Some(span) => found.push(Diagnostic::new(fault.code(), span, fault.message())),
                None => faults.push(fault.clone()),
            }
        }
        (faults, found)
    }

    /// The script that keeps a page up to date.
    pub(super) fn script(&self, identity: &str, is_draft: bool) -> String {
        let styles = self.styles_tag();
        let draft = if is_draft { " data-draft" } else { "" };
        format!(
            "<script src=\"{OWN}live.js\" data-page=\"{identity}\" data-styles=\"{styles}\"{draft} defer></script>"
        )
    }

    /// A tag of what a reader sees of a page: its text and the files that it names, without the style sheets, which are
    /// exchanged on the open page.
    fn identity(&self, page: &[u8]) -> String {
        let mut text = String::from_utf8_lossy(page).into_owned();
        for style in &self.styles {
            text = text.replace(&style.url, &style.name);
        }
        let mut hash = blake3::Hasher::new();
        hash.update(text.as_bytes());
        let files = self.compiled.pages.files().iter();
        // A name with a fingerprint changes with its file.
        let named = files.filter(|file| !is_fingerprinted(&file.path) && !is_style(&file.path));
        for file in named.filter(|file| text.contains(&file.path)) {
            hash.update(blake3::hash(&file.bytes).as_bytes());
        }
        hash.finalize().to_hex()[..16].to_owned()
    }
}

/// A page with the script before the end of its body, or at its end where the template has none.
pub(super) fn with_script(mut page: Vec<u8>, script: &str) -> Vec<u8> {
    let text = str::from_utf8(&page).unwrap_or_default();
    let end = Tags::new(text).filter(|tag| tag.ends("body")).last();
    let at = end.map_or(page.len(), |tag| tag.start);
    page.splice(at..at, script.bytes());
    page
}

fn styles(compiled: &Compiled) -> Vec<Style> {
    let files = compiled.pages.files().iter().filter(|file| is_style(&file.path));
    let style = |file: &crate::theme::ThemeFile| Style {
        name: without_fingerprint(&file.path),
        url: file.path.clone(),
        tag: tag(&file.bytes),
    };
    files.map(style).collect()
}

fn is_style(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("css"))
}

fn is_fingerprinted(path: &str) -> bool {
    without_fingerprint(path) != path
}

/// `assets/site.css` for `assets/site.0f3a….css`.
fn without_fingerprint(path: &str) -> String {
    let parts = path.rsplit_once('.').and_then(|(stem, ending)| Some((stem.rsplit_once('.')?, ending)));
    match parts {
        Some(((stem, mark), ending))
            if mark.len() == 12 && mark.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
        {
            format!("{stem}.{ending}")
        }
        _ => path.to_owned(),
    }
}

/// A short tag of some bytes.
pub(super) fn tag(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        let with = |page: &str| String::from_utf8(with_script(page.into(), "<x>")).unwrap();
        assert_eq!(with("<body>a</body></html>"), "<body>a<x></body></html>");
        assert_eq!(with("<pre></body></pre>b</BODY>"), "<pre></body></pre>b<x></BODY>");
        assert_eq!(with("<body>a</body\n><!-- </body> -->"), "<body>a<x></body\n><!-- </body> -->");
        assert_eq!(with("a</body><script>\"</body>\"</script>"), "a<x></body><script>\"</body>\"</script>");
        assert_eq!(with("a<p title=\"</body>\">"), "a<p title=\"</body>\"><x>");
        assert_eq!(with("no body"), "no body<x>");
        assert_eq!(with(""), "<x>");
    }

    #[test]
    fn a_fingerprint_is_taken_from_a_name() {
        assert_eq!(without_fingerprint("assets/site.0123456789ab.css"), "assets/site.css");
        assert_eq!(without_fingerprint("brand/own.css"), "brand/own.css");
        assert_eq!(without_fingerprint("own.min.css"), "own.min.css");
    }
}
