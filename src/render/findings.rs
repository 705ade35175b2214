//! What was found on all pages together, reported at the records, pages, templates and settings to mend.

use std::collections::BTreeMap;

use foldhash::HashMap;
use indexmap::{IndexMap, IndexSet};

use super::check::fault::Fault;
use super::check::interner::Symbol;
use super::check::metadata;
use super::check::rendered::RenderedPage;
use super::pages::Pages;
use crate::diag::{Diagnostic, Diagnostics, FileId, SourceMap, Span};
use crate::plan::codes::DEAD_LINK;

/// Checks the links to fragments of other pages, and reports all that was found on the pages at the files to mend.
///
/// `known` is what was found before: a link to a section that the compiler has reported is not reported again.
pub fn report(
    pages: &Pages,
    rendered: Vec<RenderedPage>,
    map: &mut SourceMap,
    known: &Diagnostics,
) -> Diagnostics {
    let known = DeadLinks::of(known);
    let faults = faults(pages, &rendered);
    let mut diags: Diagnostics =
        rendered.into_iter().filter_map(|page| page.failure).map(|failure| *failure).collect();
    let mut placed = IndexMap::new();
    let mut at_pages = Vec::new();
    let origins = pages.origins(map);
    for (route, template, fault) in faults {
        match pages.file(&route).and_then(|file| origins.of(file, template, &fault)) {
            Some(span) if known.hold(span) => {}
            Some(span) => {
                let place = (span, fault.code().name, fault.clue(pages.base()));
                let (_, routes) = placed.entry(place).or_insert_with(|| (fault, IndexSet::new()));
                routes.insert(route);
            }
            None => at_pages.push((route, fault)),
        }
    }
    for ((span, ..), (fault, routes)) in placed {
        let route = &routes[0];
        let others = match routes.len() - 1 {
            0 => String::new(),
            1 => " and 1 other page".to_owned(),
            others => format!(" and {others} other pages"),
        };
        let message = format!("{} (on `/{route}`{others})", fault.message());
        let diagnostic = Diagnostic::new(fault.code(), span, message);
        diags.push(match fault.help() {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        });
    }
    for (route, fault) in at_pages {
        let file = map.add(if route.is_empty() { "index.html".to_owned() } else { route }, "");
        let diagnostic = Diagnostic::new(fault.code(), Span::whole(file), fault.message());
        diags.push(match fault.help() {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        });
    }
    diags
}

/// The places of the dead links that the compiler has reported.
struct DeadLinks(BTreeMap<(FileId, u32), u32>);

impl DeadLinks {
    /// Keeps for each start in a file the last end of the links that start there or before.
    fn of(known: &Diagnostics) -> Self {
        let dead = known.iter().filter(|found| found.code.name == DEAD_LINK.name);
        let mut spans: Vec<Span> = dead.map(|found| found.span).collect();
        spans.sort_unstable_by_key(|span| (span.file, span.start));
        let mut ends = BTreeMap::new();
        let (mut file, mut last) = (None, 0);
        for span in spans {
            last = if file == Some(span.file) { span.end.max(last) } else { span.end };
            file = Some(span.file);
            ends.insert((span.file, span.start), last);
        }
        Self(ends)
    }

    /// Whether a span stands in one of the links.
    fn hold(&self, span: Span) -> bool {
        let before = self.0.range(..=(span.file, span.start)).next_back();
        before.is_some_and(|((file, _), end)| *file == span.file && span.end <= *end)
    }
}

/// Every fault of the pages, with the route of its page and the template that drew it.
fn faults(pages: &Pages, rendered: &[RenderedPage]) -> Vec<(String, Option<&'static str>, Fault)> {
    let lost = lost_fragments(pages, rendered);
    let mut faults = Vec::new();
    for page in rendered {
        let lost = page.anchors.links.iter().filter_map(|link| lost.get(link));
        let all = page.faults.iter().chain(lost).cloned();
        faults.extend(all.map(|fault| (page.route.clone(), page.template, fault)));
    }
    let titles = metadata::repeated_titles(rendered);
    let orphans =
        metadata::orphans(rendered, &pages.interner().names(), |route| pages.should_be_found(route));
    let orphans = orphans.into_iter().map(|route| (route, Fault::Orphan));
    faults.extend(titles.into_iter().chain(orphans).map(|(route, fault)| (route, None, fault)));
    faults
}

/// What is wrong with each link to a fragment that its page does not have.
fn lost_fragments(pages: &Pages, rendered: &[RenderedPage]) -> BTreeMap<Symbol, Fault> {
    let names = pages.interner().names();
    let ids: HashMap<&str, &[Symbol]> =
        rendered.iter().map(|page| (page.route.as_str(), &*page.anchors.ids)).collect();
    let mut is_linked = vec![false; names.len()];
    let mut links = Vec::new();
    for link in rendered.iter().flat_map(|page| page.anchors.links.iter()) {
        if !std::mem::replace(&mut is_linked[link.index()], true) {
            links.push(*link);
        }
    }
    let fragments = links.into_iter().filter_map(|link| {
        let (route, fragment) = names.text(link).strip_prefix('/')?.split_once('#')?;
        let ids = ids.get(route)?;
        let is_there = names.find(fragment).is_some_and(|fragment| ids.binary_search(&fragment).is_ok());
        let fault = || Fault::LostFragment { route: route.to_owned(), fragment: fragment.to_owned() };
        (!is_there).then(|| (link, fault()))
    });
    fragments.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_dead_link_is_known() {
        let span = |file, start, end| Span { file: FileId(file), start, end };
        let mut known = Diagnostics::default();
        for link in [span(0, 40, 50), span(0, 10, 30), span(0, 12, 20), span(2, 5, 9)] {
            known.push(Diagnostic::new(&DEAD_LINK, link, "dead"));
        }
        let known = DeadLinks::of(&known);
        for inside in [span(0, 10, 30), span(0, 25, 30), span(0, 41, 42), span(2, 5, 9)] {
            assert!(known.hold(inside), "{inside:?}");
        }
        for outside in [span(0, 9, 12), span(0, 25, 31), span(0, 31, 35), span(1, 12, 14), span(2, 4, 6)] {
            assert!(!known.hold(outside), "{outside:?}");
        }
    }
}
