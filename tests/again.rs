//! Looking again equals looking anew: after any edits, the sources that a preview keeps are those on disk, and what it
//! compiles of them, with all that it remembers, is what a fresh compilation gives.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::Path;

use jiff::civil::date;
use modelpress::compile::{Cache, Compiled, Options, compile, compile_incremental};
use modelpress::diag::FileId;
use modelpress::discover::{SETTINGS, Sources, roots, scan};
use proptest::prelude::*;
use support::Site;

/// What is done to a site.
#[derive(Clone, Debug)]
enum Edit {
    Write(usize, usize),
    Remove(usize),
    Move(usize, usize),
    AddFolder(usize),
    RemoveFolder(usize),
    MoveFolder(usize, usize),
    Link(usize, usize),
}

const FILES: [&str; 24] = [
    "models/acme/base.toml",
    "models/acme/child.toml",
    "models/acme/grandchild.toml",
    "models/other/one.toml",
    "models/acme/author.toml",
    "models/acme/logo.svg",
    "models/acme/notes.csv",
    "providers/cloud/provider.toml",
    "providers/cloud/models/base.toml",
    "providers/cloud/models/acme/base.toml",
    "site.toml",
    "templates/page/not_found.html",
    "static/css/token.css",
    "static/.well-known/security.txt",
    "models/.hidden/x.toml",
    "labs/acme/logo.svg",
    "pages/guide.md",
    "pages/docs/index.md",
    "pages/docs/first.md",
    "pages/docs/picture.png",
    "templates/snippets/chat/python.py",
    "changes/2026-11-20.json",
    "changes/old/2026-11-19.json",
    "notes/beside.md",
];

const FOLDERS: [&str; 15] = [
    "models/acme",
    "models/other",
    "models",
    "providers/cloud",
    "providers",
    "static",
    "static/css",
    "labs",
    "labs/acme",
    "pages",
    "pages/docs",
    "templates",
    "changes",
    "changes/old",
    "notes",
];

const TEXTS: [&str; 18] = [
    "name = \"One\"\n[cost]\ninput = 1\noutput = 2\n",
    "name = \"Two\"\ndescription = \"See [one](/models/acme/base/), the newest.\"\nsuccessor = \"acme/base\"\n",
    "base_model = \"acme/base\"\nname = \"Child\"\n",
    "base_model = \"acme/child\"\n",
    "base_model = \"acme/base\"\n[cost]\ninput = 3\noutput = 4\n",
    "name = \"Later\"\npublish_from = 2027-01-01\n",
    "name = \"Wrong\"\n[cost]\ninput = \"1\"\nbad_key = 1\n",
    "name = \n",
    "title = \"A site\"\n[lints]\nprofile = \"own\"\n",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\"><path d=\"M0 0h12v12z\"/></svg>",
    "{% extends \"base.html\" %}{% block main %}x{% endblock %}",
    "+++\nnav = \"Guide\"\n+++\n# Guide\n\n[First](docs/first.md) and [one](/models/other/one/).\n",
    "# First\n\nSee the [guide](../guide.md#none).\n",
    ":root { color: red }\n.a { background: url(../none.png)\n",
    "title = \"Another\"\ntagline = \"The newest.\"\n[brand]\naccent = \"#ffee00\"\ncss = \"css/token.css\"\n[estimates]\n",
    "{% extends \"base.html\" %}{% block main %}{{ nope | nofilter }}{% endblock %}",
    "{ \"format\": 1, \"date\": \"2026-11-20\", \"records\": [], \"pages_removed\": [] }",
    "",
];

fn edit() -> impl Strategy<Value = Edit> {
    let (file, folder) = (0..FILES.len(), 0..FOLDERS.len());
    prop_oneof![
        8 => (file.clone(), 0..TEXTS.len()).prop_map(|(file, text)| Edit::Write(file, text)),
        2 => file.clone().prop_map(Edit::Remove),
        2 => (file.clone(), file.clone()).prop_map(|(from, to)| Edit::Move(from, to)),
        1 => folder.clone().prop_map(Edit::AddFolder),
        1 => folder.clone().prop_map(Edit::RemoveFolder),
        1 => (folder.clone(), folder).prop_map(|(from, to)| Edit::MoveFolder(from, to)),
        1 => (file.clone(), file).prop_map(|(at, target)| Edit::Link(at, target)),
    ]
}

/// Does an edit and returns the paths that a watch would tell of. One that cannot be done changes nothing.
fn perform(root: &Path, edit: &Edit) -> Vec<String> {
    let full = |path: &str| root.join(path);
    let above = |path: &str| fs::create_dir_all(full(path).parent().unwrap());
    let (done, paths) = match edit {
        Edit::Write(file, text) => (
            above(FILES[*file]).and_then(|()| fs::write(full(FILES[*file]), TEXTS[*text])),
            vec![FILES[*file]],
        ),
        Edit::Remove(file) => (fs::remove_file(full(FILES[*file])), vec![FILES[*file]]),
        Edit::Move(from, to) => (
            above(FILES[*to]).and_then(|()| fs::rename(full(FILES[*from]), full(FILES[*to]))),
            vec![FILES[*from], FILES[*to]],
        ),
        Edit::AddFolder(folder) => (fs::create_dir_all(full(FOLDERS[*folder])), vec![FOLDERS[*folder]]),
        Edit::RemoveFolder(folder) => (fs::remove_dir_all(full(FOLDERS[*folder])), vec![FOLDERS[*folder]]),
        Edit::MoveFolder(from, to) => (
            above(FOLDERS[*to]).and_then(|()| fs::rename(full(FOLDERS[*from]), full(FOLDERS[*to]))),
            vec![FOLDERS[*from], FOLDERS[*to]],
        ),
        Edit::Link(at, target) => (
            above(FILES[*at]).and_then(|()| link(&full(FILES[*target]), &full(FILES[*at]))),
            vec![FILES[*at]],
        ),
    };
    drop(done);
    // What is written through a link is told at the link's target; of files below a folder the folder is told.
    let base = root.canonicalize().unwrap();
    let told = |path: &str| {
        let target = full(path).canonicalize().ok();
        let target =
            target.and_then(|target| Some(target.strip_prefix(&base).ok()?.to_string_lossy().into_owned()));
        let above = path.rsplit_once('/').map_or(path, |(above, _)| above);
        [above.to_owned(), path.to_owned()].into_iter().chain(target)
    };
    paths.into_iter().flat_map(told).collect()
}

#[cfg(unix)]
fn link(target: &Path, at: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(target, at)
}

#[cfg(not(unix))]
fn link(target: &Path, at: &Path) -> std::io::Result<()> {
    fs::copy(target, at).map(drop)
}

fn options() -> Options {
    Options::new(date(2026, 11, 23))
}

/// The options of a step: as before, on another day, with drafts, or at another address.
fn options_of(step: usize) -> Options {
    match step {
        1 => Options::new(date(2026, 11, 24)),
        2 => Options::new(date(2027, 1, 2)),
        3 => Options { drafts: true, ..options() },
        4 => Options { base_url: Some("https://a.example/below".to_owned()), ..options() },
        _ => options(),
    }
}

/// Everything that a compilation says and draws.
fn outcome(compiled: &Compiled) -> Vec<String> {
    let found = compiled.diags.iter().map(|found| {
        let at = compiled.map.position(found.span.file, found.span.start);
        format!(
            "{} {}:{} {} {:?} {:?}",
            compiled.map.path(found.span.file),
            at.line,
            at.column,
            found.message,
            found.help,
            found.labels.len()
        )
    });
    let pages = compiled.pages.items().iter().map(|item| {
        let mut page = Vec::new();
        let checked = compiled.pages.render(item, &mut page, &compiled.map);
        format!(
            "{} {:?} {:?} {}",
            item.route.file(),
            &checked.faults,
            &checked.failure,
            String::from_utf8_lossy(&page)
        )
    });
    let files = compiled.pages.files().iter().map(|file| format!("{} {:?}", file.path, hash(&file.bytes)));
    found.chain(pages).chain(files).collect()
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

fn differing<'a>(one: &'a [String], other: &'a [String]) -> Option<(&'a String, &'a String)> {
    one.iter().zip(other).find(|(one, other)| one != other)
}

fn shown(sources: &Sources) -> String {
    format!("{sources:#?}")
}

#[test]
fn every_folder_of_a_site_is_edited() {
    for root in roots() {
        let is_in = |path: &&str| path.split('/').next() == Some(root);
        assert!(FILES.iter().any(is_in), "no file of `{root}` is edited");
        assert!(root == SETTINGS || FOLDERS.contains(&root), "`{root}` is not moved");
    }
}

/// A file that a link of the site leads to, beside its folders, is one of what is watched.
#[cfg(unix)]
#[test]
fn what_links_lead_to_is_known() {
    let site = Site::plain().file("notes/beside.md", "# Beside").file("docs/first.md", "# First");
    fs::create_dir(site.path("pages")).unwrap();
    link(Path::new("../notes/beside.md"), &site.path("pages/beside.md")).unwrap();
    link(Path::new("../notes/later.md"), &site.path("pages/later.md")).unwrap();
    link(Path::new("../docs"), &site.path("pages/docs")).unwrap();
    link(Path::new("acme"), &site.path("models/apex")).unwrap();
    let root = site.path(".").canonicalize().unwrap();
    let targets = scan(&root).unwrap().targets(&root);
    assert_eq!(Vec::from_iter(targets), ["docs", "notes/beside.md", "notes/later.md"]);
}

/// A preview remembers the findings on single records. Those that depend on anything else follow it.
#[test]
fn a_finding_follows_another_record_the_settings_and_the_day() {
    let ended = "name = \"One\"\nstatus = \"retired\"\nsuccessor = \"acme/two\"\nrelease_date = 2026-11-20\n";
    let site =
        Site::new().file("models/acme/one.toml", ended).file("models/acme/two.toml", "name = \"Two\"\n");
    let mut memory = Cache::enabled();
    let mut compile_both = |today| {
        let sources = scan(&site.path(".")).unwrap();
        let options = Options { today, ..options() };
        let again = outcome(&compile_incremental(&sources, &options, &mut memory));
        let anew = outcome(&compile(&sources, &options));
        assert_eq!(differing(&again, &anew), None);
        again.concat()
    };
    let retired = "the successor, `acme/two`, is itself retired";
    assert!(!compile_both(date(2026, 11, 23)).contains(retired));
    site.put("models/acme/two.toml", "name = \"Two\"\nstatus = \"retired\"\n");
    assert!(compile_both(date(2026, 11, 23)).contains(retired));
    site.put("site.toml", "tagline = \"The newest models.\"\n");
    assert!(compile_both(date(2026, 11, 23)).contains("`newest` will be out of date"));
    let early = compile_both(date(2026, 11, 19));
    assert!(early.contains("`release_date` is after the build date, 2026-11-19"), "{early}");
    assert!(!compile_both(date(2026, 11, 23)).contains("is after the build date"));
}

/// The files of a site whose offers are linked by their ids, and join to models without a file.
const LINKED: [&str; 13] = [
    "models/acme/nova-7b.toml",
    "models/acme/nova-70b.toml",
    "models/other/orb.toml",
    "models/acme/author.toml",
    "providers/one/provider.toml",
    "providers/two/provider.toml",
    "providers/acme/models/nova-7b.toml",
    "providers/one/models/nova-7b.toml",
    "providers/two/models/nova-7b-20260105.toml",
    "providers/one/models/acme/comet-3.toml",
    "providers/two/models/acme/comet-3.toml",
    "providers/two/models/acme/comet-3-fast.toml",
    "site.toml",
];

/// What stands in such a file: of each group one line, or none.
const LINES: [&[&str]; 16] = [
    &["description = \"Longer or shorter, which moves all that follows.\"", "description = \"Short.\""],
    &["name = \"Nova 7B\"", "name = \"Comet 3\"", "name = \"nova-7b-20260105\""],
    &["id = \"acme/comet-3\"", "id = \"nova-7b\""],
    &["aliases = [\"comet-3\"]", "aliases = [\"acme/comet-3\", \"nova-7b-20260105\"]"],
    &["snapshots = [\"nova-7b-20260105\"]"],
    &["release_date = 2026-01-05", "release_date = 2025-03-01"],
    &["last_updated = 2026-01-05"],
    &["open_weights = true", "open_weights = false"],
    &["reasoning = true"],
    &["family = \"nova\"", "family = \"comet\""],
    &["model = \"acme/nova-70b\"", "base_model = \"acme/nova-7b\""],
    &["linking = \"declared\"", "linking = \"exact\"", "linking = \"x\""],
    &["unlisted = true", "draft = true"],
    &["author = \"acme\"", "author = \"none\""],
    &["weights = [{ label = \"W\", url = \"https://huggingface.co/acme/nova-7b\" }]"],
    &["limit = { context = 128_000 }", "limit = { context = 64_000 }", "cost = { input = 1, output = 2 }"],
];

/// Writes a file of some lines, by the number of the line in each group, or removes it.
fn write_lines(site: &Site, file: usize, lines: Option<&[usize; LINES.len()]>) {
    let Some(lines) = lines else { return drop(fs::remove_file(site.path(LINKED[file]))) };
    let lines: Vec<&str> =
        LINES.iter().zip(lines).filter_map(|(group, at)| group.get(*at)).copied().collect();
    site.put(LINKED[file], lines.join("\n"));
}

/// The lines with which ids are linked: names, and of what no file describes a date, a family and a window.
fn usual_lines(file: usize) -> [usize; LINES.len()] {
    let mut lines = [usize::MAX; LINES.len()];
    if LINKED[file].contains("/models/") || LINKED[file].starts_with("models/") {
        lines[1] = usize::from(LINKED[file].contains("comet"));
    }
    if LINKED[file].contains("comet") {
        (lines[5], lines[9], lines[15]) = (0, 1, 0);
    }
    lines
}

/// Everything that is linked, with places in files by the paths of the files.
fn linked(compiled: &Compiled) -> Vec<String> {
    let catalog = &compiled.pages.site().directory.catalog;
    let models = catalog.models.iter().map(|model| format!("{model:?}"));
    let offers = catalog.offers.iter().map(|offer| format!("{offer:?}"));
    let parties = catalog.authors.iter().chain(&catalog.providers).map(|party| format!("{party:?}"));
    let with_paths = |text: String| {
        let mut parts = text.split("FileId(");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| {
            let (id, rest) = part.split_once(')').unwrap();
            text + compiled.map.path(FileId(id.parse().unwrap())) + rest
        })
    };
    let found = compiled.diags.iter().map(|found| format!("{} {found:?}", found.code.name));
    models.chain(offers).chain(parties).chain(found).map(with_paths).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_update_equals_a_fresh_look(steps in prop::collection::vec(prop::collection::vec(edit(), 1..5), 1..12)) {
        let site = Site::new();
        let root = site.path(".");
        let mut sources = scan(&root).unwrap();
        for edits in steps {
            let paths: BTreeSet<String> = edits.iter().flat_map(|edit| perform(&root, edit)).collect();
            sources.update(&root, &paths);
            prop_assert_eq!(shown(&sources), shown(&scan(&root).unwrap()));
        }
    }

    #[test]
    fn compiling_again_equals_compiling_anew(
        steps in prop::collection::vec((prop::collection::vec(edit(), 0..4), 0..9_usize), 1..8),
    ) {
        let site = Site::new();
        let root = site.path(".");
        for file in [0, 1, 3, 7, 8] {
            site.put(FILES[file], TEXTS[file % 5]);
        }
        site.put("pages/guide.md", TEXTS[11]);
        site.put("pages/docs/first.md", TEXTS[12]);
        let mut sources = scan(&root).unwrap();
        let mut cache = Cache::enabled();
        compile_incremental(&sources, &options(), &mut cache);
        for (edits, step) in steps {
            let paths: BTreeSet<String> = edits.iter().flat_map(|edit| perform(&root, edit)).collect();
            sources.update(&root, &paths);
            let options = options_of(step);
            let again = outcome(&compile_incremental(&sources, &options, &mut cache));
            let anew = outcome(&compile(&sources, &options));
            prop_assert!(again.len() == anew.len() && differing(&again, &anew).is_none(), "{:#?}", differing(&again, &anew));
        }
    }

    /// Each step gives one file a line or two that it had not, and the next edit of it takes them away again.
    #[test]
    fn linking_again_equals_linking_anew(
        edits in prop::collection::vec(
            (0..LINKED.len(), prop::option::weighted(0.95, prop::collection::vec((0..LINES.len(), 0..4_usize), 1..3))),
            8..24,
        ),
    ) {
        let site = Site::new();
        let root = site.path(".");
        for file in 0..LINKED.len() {
            write_lines(&site, file, Some(&usual_lines(file)));
        }
        let mut cache = Cache::enabled();
        for (file, edit) in edits {
            let mut lines = usual_lines(file);
            for (group, line) in edit.iter().flatten() {
                lines[*group] = *line;
            }
            write_lines(&site, file, edit.is_some().then_some(&lines));
            let sources = scan(&root).unwrap();
            let again = linked(&compile_incremental(&sources, &options(), &mut cache));
            let anew = linked(&compile(&sources, &options()));
            prop_assert!(again.len() == anew.len() && differing(&again, &anew).is_none(), "{:#?}", differing(&again, &anew));
        }
    }
}
