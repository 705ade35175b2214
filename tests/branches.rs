//! Each component, each page template and each branch of the default templates is drawn for some page of the fixture sites.
#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::date;
use modelpress::compile::{Options, compile};
use modelpress::discover::discover;
use support::fixture::{FIXTURES, Fixture};
use support::tree;

/// Conditions on fields that are always there: a site's own templates need not rely on that, and a later field may be missing.
const ALWAYS_THERE: [&str; 33] = [
    "base.html: not: if page.description",
    "component/benchmarks.html: not: elif benchmarks.empty",
    "component/benchmarks.html: not: if benchmarks.caption",
    "component/browse.html: not: if way.more",
    "component/estimates.html: not: elif estimates.absent",
    "component/estimates.html: not: if estimates.caption",
    "component/estimates.html: not: if row.cached_formula",
    "component/filters.html: not: if filters.ways",
    "component/footer.html: not: if page.twins or footer.links",
    "component/highlight.html: not: if row.source",
    "component/offer_table.html: not: if offers.lead",
    "component/quickstart.html: not: if quickstart.lead",
    "component/related.html: not: if related.compare",
    "component/related.html: not: if related.compare or related.more",
    "component/replacements.html: not: if table.compare",
    "markdown/base.md: not: if page.description",
    "markdown/component/benchmarks.md: not: elif benchmarks.empty",
    "markdown/component/highlight.md: not: if row.source",
    "markdown/component/related.md: not: if related.compare",
    "markdown/component/replacements.md: not: if table.compare",
    "markdown/home.md: not: if way.more",
    "markdown/model.md: not: if model.author",
    "markdown/offer.md: not: if model.provider",
    "markdown/provider.md: not: if provider.all_deprecations",
    "page/compare.html: not: if compare.calculator",
    "page/home.html: not: if home.lead",
    "page/home.html: not: if way.more",
    "page/index.html: not: if index.links",
    "page/model.html: not: if model.author",
    "page/offer.html: not: if model.provider",
    "page/overview.html: not: if overview.lead",
    "page/provider.html: not: if provider.all_deprecations",
    "page/provider.html: not: if provider.facts",
];

/// Branches that no page takes for another reason.
const NOT_TAKEN: [(&str, &str); 19] = [
    (
        "base.html: if page.drawn_breadcrumb",
        "the marked templates are the site's own, and each page draws a breadcrumb of the site's own",
    ),
    (
        "base.html: if page.frame?.header",
        "the marked templates are the site's own, and each page draws a header of the site's own",
    ),
    (
        "base.html: not: if page.frame?.links",
        "tests/components.rs has a component that takes something of its page",
    ),
    (
        "base.html: not: if page.frame?.scripts",
        "tests/components.rs has a component that takes something of its page",
    ),
    (
        "component/bill.html: not: if not bill.notes",
        "a script fills it, for larger requests than the first ones",
    ),
    (
        "component/bill.html: not: if not bill.warning",
        "a script fills it, for larger requests than the first ones",
    ),
    (
        "component/footer.html: not: if page.frame?.footer_links",
        "tests/components.rs has a component that takes something of its page",
    ),
    (
        "component/footer.html: not: if page.frame?.footer_words",
        "tests/components.rs has a component that takes something of its page",
    ),
    ("component/contents.html: not: if twins", "only a site with `markdown = false` has such pages"),
    ("component/icon.html: not: elif name == \"system-messages\"", "each capability has a symbol"),
    (
        "component/offer_table.html: for row in offers.rows",
        "tests/components.rs has a component that takes something of its page",
    ),
    (
        "component/offer_table.html: not: if offers.drawn_rows",
        "tests/components.rs has a component that takes something of its page",
    ),
    ("component/related.html: not: if related.more", "no fixture has two models of an author without a page"),
    (
        "markdown/component/related.md: not: if related.more",
        "no fixture has two models of an author without a page",
    ),
    (
        "markdown/component/llms_row.md: not: if row.source",
        "a provider of a large site has models of unknown authors",
    ),
    ("markdown/model.md: not: if model.pricing", "only a site that leaves the section out has none"),
    ("markdown/model.md: not: elif section.id == \"faq\"", "each section has a component"),
    (
        "page/model.html: not: if model.drawn_badges",
        "tests/components.rs has a component that takes something of its page",
    ),
    ("page/model.html: not: elif section.id == \"faq\"", "each section has a component"),
];

/// What stands around the number of a branch in the text of a page; it is in no text of a template or a record.
const MARK: [char; 2] = ['\u{e000}', '\u{e001}'];

#[test]
fn every_component_and_every_branch_of_a_template_is_drawn() {
    let (templates, branches) = marked_templates();
    let mut drawn = BTreeSet::new();
    for fixture in FIXTURES {
        drawn.extend(drawn_by(&fixture, &templates));
    }
    let missing: BTreeSet<&str> =
        (0..branches.len()).filter(|at| !drawn.contains(at)).map(|at| branches[at].as_str()).collect();
    let known: BTreeSet<&str> = NOT_TAKEN.iter().map(|(branch, _)| *branch).chain(ALWAYS_THERE).collect();
    let lines = |branches: BTreeSet<&&str>| branches.into_iter().copied().collect::<Vec<_>>().join("\n");
    let (lost, stale) =
        (lines(missing.difference(&known).collect()), lines(known.difference(&missing).collect()));
    assert!(lost.is_empty(), "no fixture site draws\n{lost}");
    assert!(stale.is_empty(), "these are drawn, take them off the list\n{stale}");
}

/// The default templates with a mark in each component and branch, by their paths in a site, and what the marks stand for.
fn marked_templates() -> (BTreeMap<String, String>, Vec<String>) {
    let mut branches = Vec::new();
    let is_drawn = |path: &str| path.ends_with(".html") || path.ends_with(".md");
    let files = tree(Path::new("templates")).into_iter().filter(|(path, _)| is_drawn(path));
    let templates = files.map(|(path, bytes)| {
        let text = String::from_utf8(bytes).unwrap();
        // A template that builds on another one takes the marked one.
        let marked = mark(&path, &text, &mut branches).replace("\"builtin/", "\"");
        (format!("templates/{path}"), marked)
    });
    (templates.collect(), branches)
}

/// A template with a mark at the beginning of each component, of each loop and of both branches of each condition.
fn mark(path: &str, template: &str, branches: &mut Vec<String>) -> String {
    let mut marked = String::new();
    let mut add = |marked: &mut String, branch: String| {
        write!(marked, "{}{}{}", MARK[0], branches.len(), MARK[1]).unwrap();
        branches.push(format!("{path}: {branch}"));
    };
    // The conditions that are open; none for other blocks and where an `else` has been.
    let mut open: Vec<Option<String>> = Vec::new();
    let mut rest = template;
    while let Some(start) = rest.find("{%") {
        let length = rest[start..].find("%}").unwrap() + 2;
        let (before, tag) = (&rest[..start], &rest[start..start + length]);
        rest = &rest[start + length..];
        let code = tag.trim_matches(['{', '}', '%', '-']).trim();
        marked.push_str(before);
        if let ("endif", Some(Some(condition))) = (code, open.last()) {
            marked.push_str("{% else %}");
            add(&mut marked, format!("not: {condition}"));
        }
        marked.push_str(tag);
        match code.split(' ').next().unwrap() {
            "if" => {
                open.push(Some(code.to_owned()));
                add(&mut marked, code.to_owned());
            }
            "elif" => {
                *open.last_mut().unwrap() = Some(code.to_owned());
                add(&mut marked, code.to_owned());
            }
            "else" => {
                let condition = open.last_mut().unwrap().take();
                add(&mut marked, format!("not: {}", condition.unwrap_or_else(|| "an entry".to_owned())));
            }
            "for" | "component" => {
                open.push(None);
                add(&mut marked, code.to_owned());
            }
            "endif" | "endfor" | "endcomponent" => drop(open.pop().unwrap()),
            _ => {}
        }
    }
    assert!(open.is_empty(), "{path}: {open:?}");
    marked + rest
}

/// The marks on all pages of a site that has these templates.
fn drawn_by(fixture: &Fixture, templates: &BTreeMap<String, String>) -> BTreeSet<usize> {
    let site = fixture.sources();
    for (path, text) in templates {
        site.put(path, text);
    }
    let sources = discover(&site.path("")).unwrap();
    let options = Options::new(date(2026, 11, 23));
    let compiled = compile(&sources, &options);
    let (mut page, mut marks) = (Vec::new(), BTreeSet::new());
    for item in compiled.pages.items() {
        let checked = compiled.pages.render(item, &mut page, &compiled.map);
        assert!(checked.failure.as_ref().is_none(), "{}: {:?}", checked.route, checked.failure.as_ref());
        // An image has no marks.
        let html = std::str::from_utf8(&page).unwrap_or_default();
        marks.extend(html.split(MARK[0]).skip(1).map(|mark| {
            let (number, _) = mark.split_once(MARK[1]).unwrap();
            number.parse::<usize>().unwrap()
        }));
    }
    marks
}
