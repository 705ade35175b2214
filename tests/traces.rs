//! What pages say they were made of. A page of which all of it is the same is the same page, and an edit leaves the pages alone
//! that do not show it.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use jiff::civil::{Date, date};
use modelpress::compile::{Compiled, Options, compile};
use modelpress::discover::discover;
use modelpress::plan::{Content, DataFile, PlannedFile};
use modelpress::render::Fingerprint;
use modelpress::render::digest::{NamedDigest, PageNotes};
use rayon::prelude::*;
use support::{MODEL, Site, large};

const TODAY: Date = date(2026, 11, 23);

/// Makes the new text of a file of the old one.
type Edit = fn(&str) -> String;

/// A page: what it read, what else it is made of, which is all that an image is made of, and the hash of its bytes.
type Page = (Option<PageNotes>, (Option<Fingerprint>, blake3::Hash));

/// A site that was built: its pages by their routes, and what they read.
struct Built {
    pages: BTreeMap<String, Page>,
    read: Vec<NamedDigest>,
}

fn compiled(site: &Site, day: Date) -> Compiled {
    compile(&discover(&site.path("")).unwrap(), &Options::new(day))
}

fn pages(site: &Compiled) -> BTreeMap<String, Page> {
    let make = |item| {
        let mut bytes = Vec::new();
        let (rendered, notes) = site.pages.render_traced(item, &mut bytes, &site.map);
        (rendered.route, (notes, (site.pages.inputs(item), blake3::hash(&bytes))))
    };
    site.pages.items().par_iter().map(make).collect()
}

/// The JSON of lists, of authors and of providers.
fn lists(site: &Compiled) -> BTreeSet<String> {
    let is_list = |item: &&PlannedFile| matches!(item.content, Content::Data(DataFile::List { .. }));
    site.pages.items().iter().filter(is_list).map(|item| item.route.as_str().to_owned()).collect()
}

impl Built {
    fn new(site: &Site) -> Self {
        let compiled = compiled(site, TODAY);
        let pages = pages(&compiled);
        Self { pages, read: compiled.pages.digests().all() }
    }

    /// How many pages differ after an edit, and how many would be made again. Every page that differs has to be among those.
    #[track_caller]
    fn after(&self, site: &Site, day: Date) -> (usize, usize) {
        let compiled = compiled(site, day);
        let is_same = compiled.pages.digests().find_unchanged(&self.read);
        let lists = lists(&compiled);
        let (mut changed, mut made) = (0, 0);
        for (route, (_, now)) in &pages(&compiled) {
            let Some((Some(notes), before)) = self.pages.get(route) else { continue };
            let is_current = now.0 == before.0 && notes.iter().all(|at| is_same[*at as usize].is_some());
            assert!(!is_current || now == before, "`{route}` would stay as it is");
            // A page and its Markdown are made together, and count as one, and so does the JSON of a list, which shows the same.
            let counts = !is_twin(route) && !lists.contains(route);
            changed += usize::from(now != before && counts);
            made += usize::from(!is_current && counts);
        }
        (changed, made)
    }
}

#[test]
fn an_edit_makes_the_pages_again_that_show_it_and_few_others() {
    let site = large::market(150);
    let built = Built::new(&site);
    let few = built.pages.keys().filter(|route| !is_twin(route)).count() / 8;
    let (model, offer) = (first(&site, "models"), first(&site, "providers"));
    let scored = first_with_score(&site);
    let edits: [(&str, Edit, Date); 9] = [
        (&offer, |text| format!("{text}# a comment\n"), TODAY),
        (&offer, |text| format!("notes = [\"New.\"]\n{text}"), TODAY),
        (&offer, |text| text.replace("base_model = \"", "# base_model = \""), TODAY),
        (&model, |text| format!("license = \"MIT\"\n{text}"), TODAY),
        (&model, |text| text.replace("name = \"", "name = \"Other "), TODAY),
        (&scored, |text| text.replace("score = ", "score = 1"), TODAY),
        ("models/new/new.toml", |_| MODEL.to_owned(), TODAY),
        (&offer, str::to_owned, date(2026, 11, 24)),
        (&offer, str::to_owned, date(2027, 11, 24)),
    ];
    for (path, edit, day) in edits {
        let before = fs::read_to_string(site.path(path)).ok();
        let after = edit(before.as_deref().unwrap_or_default());
        site.put(path, &after);
        let (changed, made) = built.after(&site, day);
        assert!(
            made <= changed + few,
            "{path} on {day}: {changed} pages change and {made} are made\n{after}"
        );
        assert!(made == 0 || !after.ends_with("# a comment\n"), "a comment makes {made} pages again");
        match before {
            Some(text) => site.put(path, text),
            None => fs::remove_file(site.path(path)).unwrap(),
        }
    }
}

/// Whether a file is the Markdown of a page.
fn is_twin(route: &str) -> bool {
    route.ends_with("index.md")
}

/// The first model with a score.
fn first_with_score(site: &Site) -> String {
    let files = support::tree(&site.path("models"));
    let is_scored = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("[[benchmarks]]");
    format!("models/{}", files.into_iter().find(|(_, bytes)| is_scored(bytes)).unwrap().0)
}

/// The first record below a folder.
fn first(site: &Site, folder: &str) -> String {
    let is_record = |path: &String| path.ends_with(".toml") && path.matches('/').count() > 0;
    let is_party = |path: &String| path.ends_with("/provider.toml") || path.ends_with("/author.toml");
    let mut files = support::tree(&site.path(folder)).into_keys();
    format!("{folder}/{}", files.find(|path| is_record(path) && !is_party(path)).unwrap())
}
