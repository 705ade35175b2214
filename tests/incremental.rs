//! A build on top of another one equals a clean build, byte for byte, whatever was edited in between.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use support::{Run, Site, tree};

/// Something that changes between two builds.
#[derive(Clone, Debug)]
enum Edit {
    Price(u8, u8),
    Name(u8, u8),
    Rename(u8, u8),
    Delete(u8),
    Model(u8),
    Offer(u8),
    Alias(u8, u8),
    Settings(u8),
    Template(bool),
    Static(u8, bool),
    Provider(u8),
    PageChanged(u8),
    PageGone(u8),
    ListCut(u8),
    ListForeign,
    ListOld,
    Life(u8, u8),
    Day(u8),
    Address(u8),
    Logo(u8),
    Own(u8),
    State(StateEdit),
    Kept(Spoil, u8),
    Nested(u8),
    Foreign(u8),
}

/// What may happen to the state between two builds.
#[derive(Clone, Debug)]
enum StateEdit {
    Cut(u8),
    Foreign,
    Old,
    Gone,
}

/// Something that is done to the folder that is kept for the next build.
#[derive(Clone, Copy, Debug)]
enum Spoil {
    Changed,
    Gone,
    Folder,
    Forged,
    Linked,
    Moved,
    Emptied,
    Replaced,
    Removed,
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => (0..6u8, 1..90u8).prop_map(|(at, price)| Edit::Price(at, price)),
        2 => (0..6u8, 0..9u8).prop_map(|(at, name)| Edit::Name(at, name)),
        2 => (0..6u8, 0..4u8).prop_map(|(at, name)| Edit::Rename(at, name)),
        2 => (0..6u8).prop_map(Edit::Delete),
        2 => (0..5u8).prop_map(Edit::Model),
        2 => (0..5u8).prop_map(Edit::Offer),
        1 => (0..6u8, 0..3u8).prop_map(|(at, alias)| Edit::Alias(at, alias)),
        2 => (0..9u8).prop_map(Edit::Settings),
        1 => any::<bool>().prop_map(Edit::Template),
        1 => (0..3u8, any::<bool>()).prop_map(|(at, there)| Edit::Static(at, there)),
        1 => (0..3u8).prop_map(Edit::Provider),
        1 => any::<u8>().prop_map(Edit::PageChanged),
        1 => any::<u8>().prop_map(Edit::PageGone),
        1 => any::<u8>().prop_map(Edit::ListCut),
        1 => Just(Edit::ListForeign),
        1 => Just(Edit::ListOld),
        2 => (0..6u8, 0..4u8).prop_map(|(at, life)| Edit::Life(at, life)),
        2 => (0..4u8).prop_map(Edit::Day),
        1 => (0..3u8).prop_map(Edit::Address),
        1 => (0..4u8).prop_map(Edit::Logo),
        2 => (0..4u8).prop_map(Edit::Own),
        1 => any::<u8>().prop_map(|at| Edit::State(StateEdit::Cut(at))),
        1 => Just(Edit::State(StateEdit::Foreign)),
        2 => Just(Edit::State(StateEdit::Old)),
        1 => Just(Edit::State(StateEdit::Gone)),
        4 => (spoil(), any::<u8>()).prop_map(|(spoil, at)| Edit::Kept(spoil, at)),
        2 => (0..4u8).prop_map(Edit::Nested),
        1 => (0..3u8).prop_map(Edit::Foreign),
    ]
}

fn spoil() -> impl Strategy<Value = Spoil> {
    use Spoil::{Changed, Emptied, Folder, Forged, Gone, Linked, Moved, Removed, Replaced};
    prop::sample::select(vec![Changed, Gone, Folder, Forged, Linked, Moved, Emptied, Replaced, Removed])
}

fn model(name: &str, price: u8) -> String {
    format!(
        "name = \"{name}\"\ntags = [\"tag-{price}\"]\n[limit]\ncontext = 128_000\n[cost]\ninput = 0.{price:02}\noutput = 1.{price:02}\n"
    )
}

/// A small site that compares providers.
fn site() -> Site {
    let mut site = Site::new().file("providers/one/provider.toml", "name = \"One\"");
    for at in 0..3 {
        site = site.file(&format!("models/acme/m{at}.toml"), model(&format!("Model {at}"), at));
    }
    site.file("providers/one/models/m0.toml", "base_model = \"acme/m0\"\n[cost]\ninput = 1\noutput = 2\n")
        .file("models/other/x.toml", model("X", 9))
}

/// The records of a site, in order.
fn records(site: &Site) -> Vec<String> {
    let files = tree(&site.path("")).into_keys();
    let is_record = |path: &String| {
        (path.starts_with("models/") || path.starts_with("providers/")) && !path.ends_with("provider.toml")
    };
    files.filter(|path| !path.starts_with("dist")).filter(is_record).collect()
}

/// What `site.toml` says in turn.
const SETTINGS: [&str; 9] = [
    "title = \"One\"",
    "title = \"Two\"\nbase_url = \"https://two.example/sub/\"",
    "base_url = \"https://one.example/\"",
    "[seo]\nindex = false",
    "[footer]\ntext = \"See [all](/models/).\"",
    "[outputs]\nprecompress = true",
    "base_url = \"https://one.example/\"\n[outputs]\nog_images = \"records\"",
    "base_url = \"https://one.example/\"\n[brand]\naccent = \"#a00\"\n[outputs]\nog_images = \"records\"",
    "[lints]\nbroken-page = \"warn\"",
];

fn apply(site: &Site, edit: &Edit) {
    let records = records(site);
    let at = |at: u8| records.get(usize::from(at) % records.len().max(1)).cloned();
    let text = |path: &str| fs::read_to_string(site.path(path)).unwrap();
    match *edit {
        Edit::Price(record, price) => {
            let Some(path) = at(record) else { return };
            let lines: Vec<String> = text(&path)
                .lines()
                .map(|line| if line.starts_with("input =") { format!("input = 0.{price:02}") } else { line.to_owned() })
                .collect();
            site.put(&path, lines.join("\n"));
        }
        Edit::Name(record, name) => {
            let Some(path) = at(record) else { return };
            let rest: Vec<String> = text(&path).lines().filter(|line| !line.starts_with("name =")).map(str::to_owned).collect();
            site.put(&path, format!("name = \"Name {name}\"\n{}", rest.join("\n")));
        }
        Edit::Rename(record, name) => {
            let Some(path) = at(record) else { return };
            let folder = path.rsplit_once('/').unwrap().0;
            fs::rename(site.path(&path), site.path(&format!("{folder}/renamed-{name}.toml"))).unwrap();
        }
        Edit::Delete(record) => {
            if let Some(path) = at(record) {
                fs::remove_file(site.path(&path)).unwrap();
            }
        }
        Edit::Model(at) => site.put(&format!("models/new/n{at}.toml"), model(&format!("New {at}"), at)),
        Edit::Offer(at) => site.put(
            &format!("providers/one/models/n{at}.toml"),
            format!("name = \"Offer {at}\"\n[cost]\ninput = 0.{at}1\noutput = 2\n"),
        ),
        Edit::Alias(record, alias) => {
            let Some(path) = at(record) else { return };
            let text = text(&path);
            if !text.contains("aliases") {
                site.put(&path, format!("aliases = [\"old-{alias}\"]\n{text}"));
            }
        }
        Edit::Settings(which) => site.put("site.toml", SETTINGS[usize::from(which)]),
        Edit::Template(true) => site.put(
            "templates/page/not_found.html",
            "{% extends \"base.html\" %}{% block main %}<h1>Gone</h1><a href=\"{{ root }}models/acme/m0/\">m0</a>{% endblock %}",
        ),
        Edit::Template(false) => {
            let _ = fs::remove_file(site.path("templates/page/not_found.html"));
        }
        Edit::Static(at, true) => site.put(&format!("static/file-{at}.txt"), format!("static {at}")),
        Edit::Static(at, false) => {
            let _ = fs::remove_file(site.path(&format!("static/file-{at}.txt")));
        }
        Edit::Provider(name) => site.put("providers/one/provider.toml", format!("name = \"Provider {name}\"")),
        Edit::Nested(which) => {
            let _ = fs::remove_dir_all(site.path("static/nest")).or_else(|_| fs::remove_file(site.path("static/nest")));
            let paths: &[&str] = [&["nest"][..], &["nest/a"], &["nest/a/b", "nest/c"], &[]][usize::from(which)];
            for path in paths {
                site.put(&format!("static/{path}"), path);
            }
        }
        Edit::Life(record, life) => {
            let Some(path) = at(record) else { return };
            let days = ["retires =", "deprecated =", "release_date =", "added ="];
            let text = text(&path);
            let rest = text.lines().filter(|line| !days.iter().any(|day| line.starts_with(day)));
            let rest: Vec<&str> = rest.collect();
            let day = format!("{} 2026-12-0{}\n", days[usize::from(life)], 1 + record);
            site.put(&path, day + &rest.join("\n"));
        }
        Edit::Day(day) => site.put("day", ["2026-11-23", "2026-12-02", "2026-12-04", "2027-02-01"][usize::from(day)]),
        Edit::Address(address) => {
            site.put("address", ["", "https://a.example/", "https://a.example/b/"][usize::from(address)]);
        }
        Edit::Logo(logo) => match logo {
            0 => drop(fs::remove_file(site.path("providers/one/logo.svg"))),
            1 => site.put("providers/one/logo.svg", "no picture"),
            color => site.put(
                "providers/one/logo.svg",
                format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path fill=\"#{color}{color}8\" d=\"M0 0h9v9z\"/></svg>"),
            ),
        },
        Edit::Own(page) => match page {
            0 => drop(fs::remove_dir_all(site.path("pages"))),
            page => site.put(
                "pages/own.md",
                format!("# Own {page}\n\n[m{page}](/models/acme/m{page}/), [renamed](/models/acme/renamed-{page}/), [x](../models/other/x.toml)\n"),
            ),
        },
        _ => apply_to_output(site, edit),
    }
}

/// What a site is built with: its day, its address, and this many threads.
fn arguments(site: &Site, threads: &str) -> Vec<String> {
    let kept = |name: &str| fs::read_to_string(site.path(name)).unwrap_or_default();
    let (day, address) = (kept("day"), kept("address"));
    let day = if day.is_empty() { "2026-11-23" } else { day.as_str() };
    let mut arguments = vec!["build", "--today", day, "--threads", threads];
    if !address.is_empty() {
        arguments.extend(["--base-url", &address]);
    }
    arguments.into_iter().map(str::to_owned).collect()
}

fn build(site: &Site, threads: &str, more: &[&str]) -> Run {
    let arguments = arguments(site, threads);
    site.run(&[&arguments.iter().map(String::as_str).collect::<Vec<_>>()[..], more].concat())
}

/// Does what somebody does to the folders of built sites.
fn apply_to_output(site: &Site, edit: &Edit) {
    let dist = |path: &str| site.path("dist").join(path);
    let page = |at: u8| {
        let pages: Vec<String> =
            if dist("").exists() { tree(&dist("")).into_keys().collect() } else { Vec::new() };
        pages.get(usize::from(at) % pages.len().max(1)).map(|path| dist(path))
    };
    match *edit {
        Edit::PageChanged(at) => {
            if let Some(page) = page(at).filter(|page| !page.ends_with("build.json")) {
                let mut bytes = fs::read(&page).unwrap();
                bytes.reverse();
                fs::write(page, bytes).unwrap();
            }
        }
        Edit::PageGone(at) => {
            if let Some(page) = page(at).filter(|page| !page.ends_with("build.json")) {
                fs::remove_file(page).unwrap();
            }
        }
        Edit::ListCut(share) => {
            if let Ok(list) = fs::read(dist("build.json")) {
                fs::write(dist("build.json"), &list[..list.len() * usize::from(share) / 256]).unwrap();
            }
        }
        Edit::ListForeign => {
            if dist("").exists() {
                let other = Site::plain();
                other.build().exits(0);
                fs::copy(other.path("dist/build.json"), dist("build.json")).unwrap();
            }
        }
        Edit::ListOld => {
            if dist("").exists() && site.path("old.json").exists() {
                fs::copy(site.path("old.json"), dist("build.json")).unwrap();
            }
        }
        Edit::State(ref edit) => apply_to_state(site, edit),
        Edit::Kept(spoil, at) => apply_to_kept(&site.path(".dist.modelpress-kept/site"), spoil, at),
        Edit::Foreign(at) => {
            if dist("").exists() {
                site.put(&format!("dist/notes/{at}"), "mine");
            }
        }
        _ => unreachable!("{edit:?} is an edit of the sources"),
    }
}

fn apply_to_state(site: &Site, edit: &StateEdit) {
    match *edit {
        StateEdit::Cut(at) => {
            if let Ok(state) = fs::read(site.state()) {
                fs::write(site.state(), &state[..state.len() * usize::from(at) / 255]).unwrap();
            }
        }
        StateEdit::Foreign => {
            let other = Site::plain();
            other.build().exits(0);
            fs::copy(other.state(), site.state()).unwrap();
        }
        StateEdit::Old => {
            if site.path("old.state").exists() {
                fs::copy(site.path("old.state"), site.state()).unwrap();
            }
        }
        StateEdit::Gone => {
            let _ = fs::remove_file(site.state());
        }
    }
}

fn apply_to_kept(kept: &Path, spoil: Spoil, at: u8) {
    if !kept.is_dir() {
        return;
    }
    let pages: Vec<String> = tree(kept).into_keys().collect();
    let Some(page) = pages.get(usize::from(at) % pages.len().max(1)).map(|page| kept.join(page)) else {
        return;
    };
    match spoil {
        Spoil::Changed => {
            let mut bytes = fs::read(&page).unwrap();
            bytes.reverse();
            fs::write(page, bytes).unwrap();
        }
        Spoil::Gone => fs::remove_file(page).unwrap(),
        Spoil::Folder => {
            fs::remove_file(&page).unwrap();
            fs::create_dir(&page).unwrap();
            fs::write(page.join("forged"), "forged").unwrap();
        }
        Spoil::Forged => {
            fs::remove_file(&page).unwrap();
            fs::write(page, "forged").unwrap();
            fs::write(kept.join("forged.html"), "forged").unwrap();
        }
        #[cfg(unix)]
        Spoil::Linked => {
            let folder =
                page.parent().filter(|folder| *folder != kept).map_or(kept.join("assets"), Path::to_owned);
            let _ = fs::remove_dir_all(&folder);
            std::os::unix::fs::symlink(kept.join("../../dist"), folder).unwrap();
        }
        #[cfg(not(unix))]
        Spoil::Linked => {}
        Spoil::Moved => fs::rename(page, kept.join(&pages[0])).unwrap(),
        Spoil::Emptied => fs::remove_dir_all(kept).and_then(|()| fs::create_dir(kept)).unwrap(),
        Spoil::Replaced => fs::remove_dir_all(kept).and_then(|()| fs::write(kept, "forged")).unwrap(),
        Spoil::Removed => fs::remove_dir_all(kept.parent().unwrap()).unwrap(),
    }
}

fn listed(site: &Site) -> BTreeSet<String> {
    let list = fs::read(site.path("dist/build.json")).ok();
    let list = list.and_then(|list| serde_json::from_slice::<serde_json::Value>(&list).ok());
    let files = list.and_then(|list| list["files"].as_object().cloned());
    files.into_iter().flatten().map(|(path, _)| path).collect()
}

/// The findings of a run, without its last line, which tells times and counts.
fn findings(run: &Run) -> Vec<String> {
    let lines = run.stderr.lines().filter(|line| !line.starts_with("built "));
    lines.map(str::to_owned).collect()
}

/// Builds on top of the last site on so many threads, and cleanly on one, and compares.
fn agree(site: &Site, threads: &str) -> Result<(), TestCaseError> {
    let dist = site.path("dist");
    let before = if dist.exists() { tree(&dist) } else { BTreeMap::new() };
    let listed_before = listed(site);
    let clean = tempfile::TempDir::new().unwrap();
    let output = clean.path().join("dist");
    let expected = build(site, "1", &["--output", output.to_str().unwrap()]);
    for (last, kept) in [(dist.join("build.json"), "old.json"), (site.state(), "old.state")] {
        let _ = fs::copy(last, site.path(kept));
    }
    let run = build(site, threads, &[]);
    if run.code == 2 {
        prop_assert!(run.stderr.contains("did not write"), "{}", run.stderr);
        prop_assert_eq!(tree(&dist), before, "a refused build changes nothing");
        fs::write(dist.join("build.json"), "").unwrap();
        return agree(site, threads);
    }
    prop_assert_eq!(run.code, expected.code, "{}", run.stderr);
    prop_assert_eq!(findings(&run), findings(&expected), "every build reports the same");
    if run.code != 0 {
        prop_assert!(!dist.exists() || tree(&dist) == before, "a failed build changes nothing");
        return Ok(());
    }
    let (mut built, clean) = (tree(&dist), tree(&output));
    let unlisted: Vec<String> = built.keys().filter(|path| !clean.contains_key(*path)).cloned().collect();
    for path in unlisted {
        prop_assert!(!listed_before.contains(&path), "`{}` was ours and is not pruned", path);
        prop_assert_eq!(built.remove(&path), before.get(&path).cloned());
        fs::remove_file(dist.join(&path)).unwrap();
    }
    for (path, bytes) in &clean {
        prop_assert!(built.get(path) == Some(bytes), "`{}` differs from a clean build", path);
    }
    prop_assert_eq!(built.len(), clean.len());
    let again = build(site, threads, &[]);
    prop_assert!(again.stderr.contains(" 0 new or changed"), "{}", again.stderr);
    prop_assert_eq!(findings(&again), findings(&expected), "a build without changes reports the same");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn a_build_after_any_edits_equals_a_clean_one(edits in prop::collection::vec(prop::collection::vec(edit(), 1..3), 3..7)) {
        let site = site();
        agree(&site, "2")?;
        for (edits, threads) in edits.into_iter().zip(["1", "2", "8"].into_iter().cycle()) {
            for edit in &edits {
                apply(&site, edit);
            }
            agree(&site, threads)?;
        }
    }
}

/// How many sequences are tried; `MODELPRESS_CASES` names another number.
fn cases() -> u32 {
    std::env::var("MODELPRESS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(16)
}

#[test]
fn a_page_with_a_finding_is_reported_in_every_build() {
    let site = Site::plain().file("site.toml", "[lints]\nbroken-page = \"warn\"").file(
        "templates/page/not_found.html",
        "{% extends \"base.html\" %}{% block main %}<h1>Gone</h1><a href=\"{{ root }}models/acme/gone/\">x</a>\
         <a href=\"{{ root }}models/acme/plain/#nowhere\">x</a>{% endblock %}",
    );
    for _ in 0..2 {
        site.build().exits(0).says("which is not on the site").says("#nowhere`, which does not exist");
    }
    site.put("models/acme/gone.toml", support::MODEL);
    let run = site.build().exits(0);
    assert!(!run.stderr.contains("not on the site") && run.stderr.contains("#nowhere"), "{}", run.stderr);
    fs::remove_file(site.path("models/acme/gone.toml")).unwrap();
    site.build().exits(0).says("which is not on the site");
}
