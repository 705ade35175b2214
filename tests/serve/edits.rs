//! Every kind of edit in every folder of a site, against the running preview: what it serves, and what it finds, is what a
//! preview shows that is started afresh.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use modelpress::discover::{FOLDERS, SETTINGS};

use super::preview::Preview;
use super::support::{MODEL, Site};

/// A file of a folder, first as it comes, then as it is edited.
struct Case {
    path: &'static str,
    texts: [&'static str; 2],
    /// Whether pages show under which name it stands.
    shows_name: bool,
}

const LOGO: [&str; 2] = [
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\"><path d=\"M0 0h12v12z\"/></svg>",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 24 24\"><path d=\"M0 0h20v20z\"/></svg>",
];

const NEW: &str = "name = \"New\"\n[limit]\ncontext = 1\noutput = 1\n[cost]\ninput = 1\noutput = 1\n";
const EDITED: &str = "name = \"Edited\"\n[limit]\ncontext = 1\noutput = 1\n[cost]\ninput = 1\noutput = 1\n";

const CASES: [Case; 9] = [
    Case {
        path: "changes/new/2026-11-20.json",
        texts: [
            "{ \"format\": 1, \"date\": \"2026-11-20\", \"records\": [], \"pages_removed\": [\"/models/gone/\"] }",
            "{ \"format\": 1, \"date\": \"2026-11-21\", \"records\": [], \"pages_removed\": [\"/models/gone/\"] }",
        ],
        shows_name: false,
    },
    Case { path: "labs/acme/logo.svg", texts: LOGO, shows_name: true },
    Case { path: "models/new/one.toml", texts: [NEW, EDITED], shows_name: true },
    Case { path: "models/acme/logo.svg", texts: LOGO, shows_name: true },
    Case {
        path: "pages/new/one.md",
        texts: ["# New\n", "# Edited\n\n[Lost](/nowhere/)\n"],
        shows_name: true,
    },
    Case { path: "providers/new/models/one.toml", texts: [NEW, EDITED], shows_name: true },
    Case { path: "static/new/one.txt", texts: ["new", "edited"], shows_name: true },
    Case {
        path: "templates/page/not_found.html",
        texts: [
            "{% extends \"base.html\" %}{% block main %}new{% endblock %}",
            "{% extends \"base.html\" %}{% block main %}edited{% endblock %}",
        ],
        shows_name: true,
    },
    Case { path: SETTINGS, texts: ["title = \"New\"\n", "title = \"Edited\"\ntypo = 1\n"], shows_name: true },
];

/// Where anything that these edits change can be seen.
const PATHS: [&str; 19] = [
    "/",
    "/models/",
    "/models/acme/",
    "/models/acme/plain/",
    "/models/acme/logo.svg",
    "/models/new/one/",
    "/models/new/renamed/",
    "/models/moved/one/",
    "/providers/cloud/plain/",
    "/providers/new/one/",
    "/providers/moved/one/",
    "/guide/",
    "/new/one/",
    "/new/renamed/",
    "/moved/one/",
    "/changes/",
    "/new/one.txt",
    "/moved/one.txt",
    "/nowhere/",
];

type Shown = BTreeMap<String, (u16, String)>;

fn shown(preview: &Preview) -> Shown {
    let paths = PATHS.iter().map(|path| (*path).to_owned());
    let findings = PATHS.iter().map(|path| format!("/__modelpress/findings?page={path}"));
    let answer = |path: String| {
        let answer = preview.get(&path);
        (path, (answer.status, answer.text()))
    };
    paths.chain(findings).map(answer).collect()
}

/// The site that is edited: every folder of it holds something that stays.
fn site() -> Site {
    Site::plain()
        .file("providers/cloud/provider.toml", "name = \"Cloud\"\n")
        .file("providers/cloud/models/plain.toml", MODEL)
        .file("pages/guide.md", "+++\nnav = \"Guide\"\n+++\n# Guide\n\n![A plan](/plan.svg)\n")
        .file("static/plan.svg", LOGO[0])
        .file("templates/component/kept.html", "kept")
        .file("labs/kept/notes.txt", "kept")
        .file(
            "changes/2026-11-01.json",
            "{ \"format\": 1, \"date\": \"2026-11-01\", \"records\": [], \"pages_removed\": [\"/models/old/\"] }",
        )
}

struct Watched<'a> {
    site: &'a Site,
    preview: &'a Preview,
    fresh: Shown,
}

impl Watched<'_> {
    /// Does an edit and waits until the running preview shows what one shows that starts now. An edit that changes nothing to be
    /// seen would be held to nothing, so there is said which do.
    #[track_caller]
    fn edit(&mut self, what: &str, is_seen: bool, edit: impl FnOnce(&Path)) {
        let before = self.preview.said().len();
        edit(&self.site.path("."));
        self.preview.until(|preview| preview.said()[before..].contains("changed ").then_some(()));
        let fresh = shown(&Preview::of(&self.site.path(".")));
        assert_eq!(fresh != self.fresh, is_seen, "what is seen of this edit: {what}");
        let mut last = Shown::new();
        let is_same = self.preview.wait(|preview| {
            last = shown(preview);
            last == fresh
        });
        let differs = fresh.iter().find(|(path, answer)| last.get(*path) != Some(*answer));
        let shown = differs.and_then(|(path, _)| last.get(path));
        assert!(is_same, "{what}: a fresh start shows {differs:#?}, and the preview {shown:#?}");
        self.fresh = fresh;
    }
}

fn write(root: &Path, path: &str, text: &str) {
    fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
    fs::write(root.join(path), text).unwrap();
}

#[test]
fn the_cases_are_all_folders_of_a_site() {
    for folder in &FOLDERS {
        assert!(CASES.iter().any(|case| case.path.split('/').next() == Some(folder.name)), "{}", folder.name);
    }
}

#[test]
fn every_edit_in_every_folder_is_followed() {
    let site = site();
    let preview = Preview::of(&site.path("."));
    let fresh = shown(&preview);
    let mut watched = Watched { site: &site, preview: &preview, fresh };
    for Case { path, texts: [new, edited], shows_name } in CASES {
        let ending = path.rsplit_once('.').unwrap().1;
        let above = path.rsplit_once('/').map_or("", |(above, _)| above);
        let renamed = Path::new(above).join(format!("renamed.{ending}"));
        let renamed = renamed.to_str().unwrap();
        watched.edit(&format!("new {path}"), true, |root| write(root, path, new));
        watched.edit(&format!("edit {path}"), true, |root| write(root, path, edited));
        if path == SETTINGS {
            // Beside the folders, another name is that of nobody.
            watched.edit("rename of the settings", true, |root| {
                fs::rename(root.join(path), root.join("other.toml")).unwrap();
            });
            watched.edit("rename to the settings", true, |root| {
                fs::rename(root.join("other.toml"), root.join(path)).unwrap();
            });
            watched.edit("delete the settings", true, |root| fs::remove_file(root.join(path)).unwrap());
            continue;
        }
        watched.edit(&format!("rename {path}"), shows_name, |root| {
            fs::rename(root.join(path), root.join(renamed)).unwrap();
        });
        watched.edit(&format!("rename {renamed}"), shows_name, |root| {
            fs::rename(root.join(renamed), root.join(path)).unwrap();
        });
        let folder = path.split('/').take(2).collect::<Vec<_>>().join("/");
        let moved = format!("{}/moved", path.split('/').next().unwrap());
        watched.edit(&format!("move {folder}"), shows_name, |root| {
            fs::rename(root.join(&folder), root.join(&moved)).unwrap();
        });
        watched.edit(&format!("move {moved}"), shows_name, |root| {
            fs::rename(root.join(&moved), root.join(&folder)).unwrap();
        });
        watched.edit(&format!("delete {path}"), true, |root| fs::remove_file(root.join(path)).unwrap());
    }
}

#[test]
fn every_folder_of_a_site_comes_and_goes() {
    let site = site().file("labs/acme/logo.svg", LOGO[0]).file(
        "templates/page/not_found.html",
        "{% extends \"base.html\" %}{% block main %}own{% endblock %}",
    );
    let preview = Preview::of(&site.path("."));
    let fresh = shown(&preview);
    let mut watched = Watched { site: &site, preview: &preview, fresh };
    for folder in FOLDERS.iter().map(|folder| folder.name) {
        watched.edit(&format!("{folder} goes"), true, |root| {
            fs::rename(root.join(folder), root.join("aside")).unwrap();
        });
        watched.edit(&format!("{folder} comes"), true, |root| {
            fs::rename(root.join("aside"), root.join(folder)).unwrap();
        });
    }
    // An empty folder says that there are providers to compare.
    watched.edit("all providers go", true, |root| fs::remove_dir_all(root.join("providers")).unwrap());
    watched.edit("an empty folder comes", true, |root| fs::create_dir(root.join("providers")).unwrap());
    // What came back is watched as before.
    watched.edit("edit a page", true, |root| write(root, "pages/guide.md", "# Another guide\n"));
    watched.edit("edit a model", true, |root| write(root, "models/acme/plain.toml", EDITED));
}

#[cfg(unix)]
#[test]
fn what_links_lead_to_beside_the_folders_is_followed() {
    let site = site().file("notes/about.md", "# About\n").file("docs/new/one.md", "# New\n");
    let link = |target: &str, at: &str| std::os::unix::fs::symlink(target, site.path(at)).unwrap();
    link("../notes/about.md", "pages/moved.md");
    link("../docs/new", "pages/new");
    link("config/site.toml", "site.toml");
    link("acme", "models/new");
    let preview = Preview::of(&site.path("."));
    let fresh = shown(&preview);
    let mut watched = Watched { site: &site, preview: &preview, fresh };
    watched.edit("settings come", true, |root| write(root, "config/site.toml", "title = \"New\"\n"));
    watched.edit("settings change", true, |root| write(root, "config/site.toml", "title = \"Edited\"\n"));
    watched.edit("a page in a linked folder", true, |root| write(root, "docs/new/one.md", "# Edited\n"));
    watched.edit("a new page there", true, |root| write(root, "docs/new/renamed.md", "# Renamed\n"));
    watched.edit("a linked page", true, |root| {
        write(root, "notes/about.md", "+++\nnav = \"About\"\n+++\n# About us\n");
    });
    watched.edit("a new model there", true, |root| write(root, "models/acme/one.toml", NEW));
    watched.edit("the linked folder goes", true, |root| {
        fs::rename(root.join("docs"), root.join("aside")).unwrap();
    });
    watched.edit("and comes back", true, |root| fs::rename(root.join("aside"), root.join("docs")).unwrap());
    watched.edit("and is edited", true, |root| write(root, "docs/new/one.md", "# Again\n"));
}

#[cfg(unix)]
#[test]
fn a_link_on_the_way_of_another_link_is_followed() {
    let site = site().file("v1/one.md", "# First version\n").file("v2/one.md", "# Second version\n");
    let link = |target: &str, at: &str| std::os::unix::fs::symlink(target, site.path(at)).unwrap();
    link("v1", "current");
    link("../current", "pages/new");
    link("..", "models/acme/up");
    let preview = Preview::of(&site.path("."));
    let fresh = shown(&preview);
    let mut watched = Watched { site: &site, preview: &preview, fresh };
    watched.edit("beside a link that leads back", true, |root| write(root, "models/acme/one.toml", NEW));
    watched.edit("the first version", true, |root| write(root, "v1/one.md", "# First version, edited\n"));
    watched.edit("another target", true, |root| {
        fs::remove_file(root.join("current")).unwrap();
        std::os::unix::fs::symlink("v2", root.join("current")).unwrap();
    });
    watched.edit("the second version", true, |root| write(root, "v2/one.md", "# Second version, edited\n"));
}

#[test]
fn the_page_of_a_removed_file_is_gone_whatever_is_wrong_elsewhere() {
    let site = site().file(SETTINGS, "title = \"Mine\"\n");
    let preview = Preview::of(&site.path("."));
    preview.get("/guide/").is(200);
    site.put("models/acme/wrong.toml", "name = \n");
    preview.until(|preview| (preview.findings("/")["errors"].as_u64() > Some(0)).then_some(()));
    preview.get("/guide/").is(200);
    fs::remove_file(site.path("pages/guide.md")).unwrap();
    preview.until(|preview| (preview.get("/guide/").status == 404).then_some(()));
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_holds_up_nothing() {
    let site = site().file(SETTINGS, "title = \"Mine\"\n");
    let preview = Preview::of(&site.path("."));
    for path in [SETTINGS, "pages/guide.md", "models/acme/plain.toml"] {
        let text = fs::read_to_string(site.path(path)).unwrap();
        fs::remove_file(site.path(path)).unwrap();
        super::support::pipe(&site.path(path));
        let count = |preview: &Preview| preview.findings("/")["errors"].as_u64().unwrap();
        preview.until(|preview| (count(preview) > 0).then_some(()));
        assert!(preview.findings("/").to_string().contains("neither a file nor a folder"), "{path}");
        fs::remove_file(site.path(path)).unwrap();
        site.put(path, text);
        preview.until(|preview| (count(preview) == 0).then_some(()));
    }
}

#[test]
fn a_picture_that_changes_is_a_page_that_changes() {
    let site = site().file("static/assets/plan.svg", LOGO[0]);
    site.put("pages/guide.md", "# Guide\n\n![A plan](/assets/plan.svg)\n");
    let preview = Preview::of(&site.path("."));
    let mut page = preview.listen("/guide/");
    let first = page.state();
    site.put("static/assets/plan.svg", LOGO[1]);
    assert_ne!(page.state()["page"], first["page"]);
}
