//! The folder of the last site is kept beside the output, and becomes the next one: what is in it is used only if it is the output's
//! own, whatever somebody has done to it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{MODEL, Site, tree};

const KEPT: &str = ".dist.modelpress-kept";

/// A site with a price, built.
fn site() -> Site {
    let site = Site::plain().file("models/acme/other.toml", MODEL.replace("Plain", "Other"));
    site.put("precious/file", "mine");
    site.build().exits(0);
    site
}

/// Builds with another price.
fn edit(site: &Site, price: usize) {
    site.put("models/acme/plain.toml", MODEL.replace("0.60", &format!("0.{price}")));
    site.build().exits(0).says(" new or changed");
    assert!(site.page("models/acme/plain/index.html").contains(&format!("0.{price}")));
}

/// A site of which a folder is kept.
fn site_with_kept() -> Site {
    let site = site();
    for price in [61, 62] {
        edit(&site, price);
    }
    assert!(kept(&site).is_dir());
    site
}

fn kept(site: &Site) -> PathBuf {
    site.path(KEPT).join("site")
}

/// What a clean build of the site gives.
fn clean(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::TempDir::new().unwrap();
    let output = folder.path().join("site");
    site.run(&["build", "--today", "2026-11-23", "--output", output.to_str().unwrap()]).exits(0);
    tree(&output)
}

/// Holds a site to a clean one, byte for byte, and to the modes and kinds of all that it is made of.
#[track_caller]
fn is_clean(site: &Site, why: &str) {
    assert!(tree(&site.path("dist")) == clean(site), "{why}: not as a clean build");
    let root = site.path("dist");
    for entry in walkdir::WalkDir::new(&root).into_iter().map(Result::unwrap) {
        let meta = entry.metadata().unwrap();
        assert!(meta.is_dir() || meta.is_file(), "{why}: {}", entry.path().display());
        let mode = if meta.is_dir() { 0o755 } else { 0o644 };
        assert_eq!(meta.permissions().mode() & 0o7777, mode, "{why}: {}", entry.path().display());
        let is_empty = meta.is_dir() && fs::read_dir(entry.path()).unwrap().next().is_none();
        assert!(!is_empty, "{why}: {} is empty", entry.path().display());
    }
}

/// What else of ours lies beside the output.
fn left(site: &Site) -> Vec<String> {
    let names = fs::read_dir(site.path("")).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let stays = [KEPT, ".dist.modelpress-state"];
    names.filter(|name| name.contains("modelpress") && !stays.contains(&name.as_str())).collect()
}

fn number(path: &Path) -> u64 {
    fs::symlink_metadata(path).unwrap().ino()
}

#[test]
fn the_folders_of_two_sites_take_turns_and_unchanged_files_are_shared() {
    let site = site();
    let dist = || site.path("dist");
    let (first, mark) = (number(&dist()), "404.html");
    let (file, time) =
        (number(&dist().join(PAGE)), fs::metadata(dist().join(mark)).unwrap().modified().unwrap());
    assert!(!site.path(KEPT).exists(), "a first site leaves nothing beside it");
    edit(&site, 61);
    let second = number(&dist());
    assert_eq!(number(&kept(&site)), first);
    let folder = number(&kept(&site).join("models/acme/other"));
    for (price, output, spare) in [(62, first, second), (63, second, first), (64, first, second)] {
        edit(&site, price);
        assert_eq!((number(&dist()), number(&kept(&site))), (output, spare));
        assert_eq!(number(&dist().join(PAGE)), file);
        assert_eq!(number(&kept(&site).join(PAGE)), file);
        assert_eq!(fs::metadata(dist().join(mark)).unwrap().modified().unwrap(), time);
        is_clean(&site, "taking turns");
        assert!(left(&site).is_empty(), "{:?}", left(&site));
    }
    assert_eq!(number(&dist().join("models/acme/other")), folder, "folders stay, too");
    assert_eq!(fs::read_to_string(site.path(KEPT).join(".gitignore")).unwrap(), "*\n");
}

#[test]
fn an_unchanged_build_and_one_that_fails_leave_the_kept_folder_as_it_is() {
    let site = site_with_kept();
    let state = || {
        let entries =
            walkdir::WalkDir::new(site.path(KEPT)).sort_by_file_name().into_iter().map(Result::unwrap);
        let state = |entry: walkdir::DirEntry| {
            let meta = entry.metadata().unwrap();
            (entry.path().to_owned(), meta.ino(), meta.mtime_nsec(), meta.ctime_nsec())
        };
        entries.map(state).collect::<Vec<_>>()
    };
    let before = state();
    site.build().exits(0).says(" 0 new or changed");
    assert!(state() == before);
    site.put("models/acme/broken.toml", "name = ");
    site.run(&["build", "--today", "2026-11-23", "--strict"]).exits(1);
    site.put("models/acme/broken.toml", MODEL);
    site.put("dist/models/acme/broken", "mine");
    site.build().exits(2).says("did not write");
    assert!(state() == before);
    fs::remove_file(site.path("dist/models/acme/broken")).unwrap();
    site.build().exits(0);
    is_clean(&site, "after a failure");
}

/// What somebody does to a kept folder: its site, and the folder of a site with other files.
type Spoil = fn(&Path, &Path);

/// A file that does not change, and that the kept folder therefore shares with the output.
const PAGE: &str = "models/acme/other/index.json";
const CHANGED: &str = "models/acme/plain/index.html";

const SPOILS: &[(&str, Spoil)] = &[
    ("a byte of a page that was changed last", |kept, _| flip(&kept.join(CHANGED))),
    ("a byte of a page that the output shares", |kept, _| flip(&kept.join(PAGE))),
    ("a page with the same bytes in another file", |kept, _| {
        let bytes = fs::read(kept.join(PAGE)).unwrap();
        fs::remove_file(kept.join(PAGE)).unwrap();
        fs::write(kept.join(PAGE), bytes).unwrap();
    }),
    ("a page of the same size and time", |kept, _| {
        let (bytes, time) =
            (fs::read(kept.join(PAGE)).unwrap(), fs::metadata(kept.join(PAGE)).unwrap().modified().unwrap());
        fs::remove_file(kept.join(PAGE)).unwrap();
        fs::write(kept.join(PAGE), vec![b'x'; bytes.len()]).unwrap();
        fs::File::options().write(true).open(kept.join(PAGE)).unwrap().set_modified(time).unwrap();
    }),
    ("another page in a folder whose time is set back", |kept, _| {
        let folder = kept.join(PAGE).parent().unwrap().to_owned();
        let time = fs::metadata(&folder).unwrap().modified().unwrap();
        fs::remove_file(kept.join(PAGE)).unwrap();
        fs::write(kept.join(PAGE), "forged").unwrap();
        fs::File::open(folder).unwrap().set_modified(time).unwrap();
    }),
    ("a byte of a page of which the output has a copy", |kept, _| {
        let page = kept.join("../../dist").join(PAGE);
        fs::copy(&page, page.with_extension("new")).unwrap();
        fs::rename(page.with_extension("new"), page).unwrap();
        flip(&kept.join(PAGE));
    }),
    ("foreign files", |kept, _| {
        for path in ["forged.html", "models/acme/other/forged.html", "build.json.bak", ".hidden"] {
            fs::write(kept.join(path), "forged").unwrap();
        }
    }),
    ("foreign folders", |kept, _| {
        fs::create_dir_all(kept.join("forged/deep/deeper")).unwrap();
        fs::create_dir_all(kept.join("models/forged")).unwrap();
        fs::write(kept.join("forged/deep/file"), "forged").unwrap();
    }),
    ("a link in the place of a page", |kept, elsewhere| {
        fs::remove_file(kept.join(PAGE)).unwrap();
        symlink(elsewhere.join("file"), kept.join(PAGE)).unwrap();
    }),
    ("a link in the place of a page that is written", |kept, elsewhere| {
        fs::remove_file(kept.join(CHANGED)).unwrap();
        symlink(elsewhere.join("file"), kept.join(CHANGED)).unwrap();
    }),
    ("a link to the page of the output", |kept, _| {
        fs::remove_file(kept.join(PAGE)).unwrap();
        symlink(kept.join("../../dist").join(PAGE), kept.join(PAGE)).unwrap();
    }),
    ("links in the place of folders", |kept, elsewhere| {
        for folder in ["models/acme/other", "assets", "models/acme/plain"] {
            fs::remove_dir_all(kept.join(folder)).unwrap();
            symlink(elsewhere, kept.join(folder)).unwrap();
        }
    }),
    ("a link to a folder of the output", |kept, _| {
        fs::remove_dir_all(kept.join("models")).unwrap();
        symlink("../../dist/models", kept.join("models")).unwrap();
    }),
    ("foreign links", |kept, elsewhere| {
        symlink(elsewhere, kept.join("link")).unwrap();
        symlink("nowhere", kept.join("models/dangling")).unwrap();
    }),
    ("a second name of another file", |kept, elsewhere| {
        for page in [PAGE, CHANGED] {
            fs::remove_file(kept.join(page)).unwrap();
            fs::hard_link(elsewhere.join("file"), kept.join(page)).unwrap();
        }
    }),
    ("a second name of another page of the output", |kept, _| {
        fs::remove_file(kept.join(PAGE)).unwrap();
        fs::hard_link(kept.join("404.html"), kept.join(PAGE)).unwrap();
    }),
    ("missing files", |kept, _| {
        for page in [PAGE, CHANGED, "build.json", "404.html"] {
            fs::remove_file(kept.join(page)).unwrap();
        }
    }),
    ("missing folders", |kept, _| fs::remove_dir_all(kept.join("models/acme")).unwrap()),
    ("a folder in the place of pages", |kept, _| {
        for page in [PAGE, CHANGED, "build.json"] {
            fs::remove_file(kept.join(page)).unwrap();
            fs::create_dir(kept.join(page)).unwrap();
            fs::write(kept.join(page).join("forged"), "forged").unwrap();
        }
    }),
    ("a file in the place of folders", |kept, _| {
        for folder in ["models/acme/other", "assets"] {
            fs::remove_dir_all(kept.join(folder)).unwrap();
            fs::write(kept.join(folder), "forged").unwrap();
        }
    }),
    ("a pipe and a socket", |kept, _| {
        fs::remove_file(kept.join(PAGE)).unwrap();
        assert!(Command::new("mkfifo").arg(kept.join(PAGE)).status().unwrap().success());
        std::os::unix::net::UnixListener::bind(kept.join("socket")).unwrap();
    }),
    ("other modes of folders", |kept, _| {
        set_mode(&kept.join("models/acme/other"), 0o700);
        set_mode(&kept.join("assets"), 0o1777);
        set_mode(kept, 0o711);
    }),
    ("another mode of a file that the output shares", |kept, _| set_mode(&kept.join(PAGE), 0o600)),
    ("names that are no Unicode", |kept, _| {
        fs::write(kept.join(OsStr::from_bytes(b"models/\xff.html")), "forged").unwrap();
        fs::create_dir(kept.join(OsStr::from_bytes(b"\xfe"))).unwrap();
        fs::rename(kept.join(PAGE), kept.join(OsStr::from_bytes(b"models/acme/other/\xff"))).unwrap();
    }),
    ("nothing", |kept, _| {
        fs::remove_dir_all(kept).unwrap();
        fs::create_dir(kept).unwrap();
    }),
    ("a forged list", |kept, _| {
        fs::write(kept.join("build.json"), "{\"generator\":\"modelpress 9\",\"files\":{}}").unwrap();
    }),
    ("no folder", |kept, _| fs::remove_dir_all(kept.parent().unwrap()).unwrap()),
    ("no site in the folder", |kept, _| fs::remove_dir_all(kept).unwrap()),
    ("a file in the place of the site", |kept, _| {
        fs::remove_dir_all(kept).unwrap();
        fs::write(kept, "forged").unwrap();
    }),
    ("a link in the place of the site", |kept, elsewhere| {
        fs::remove_dir_all(kept).unwrap();
        symlink(elsewhere, kept).unwrap();
    }),
    ("a link to the output in the place of the site", |kept, _| {
        fs::remove_dir_all(kept).unwrap();
        symlink("../dist", kept).unwrap();
    }),
    ("a file in the place of the folder", |kept, _| {
        fs::remove_dir_all(kept.parent().unwrap()).unwrap();
        fs::write(kept.parent().unwrap(), "mine").unwrap();
    }),
    ("a link in the place of the folder", |kept, elsewhere| {
        fs::rename(kept, elsewhere.join("site")).unwrap();
        fs::remove_dir_all(kept.parent().unwrap()).unwrap();
        symlink("precious", kept.parent().unwrap()).unwrap();
    }),
    ("a link in the place of what git reads", |kept, elsewhere| {
        let ignore = kept.with_file_name(".gitignore");
        fs::remove_file(&ignore).unwrap();
        symlink(elsewhere.join("new"), ignore).unwrap();
    }),
];

fn flip(path: &Path) {
    let mut bytes = fs::read(path).unwrap();
    bytes[0] ^= 1;
    fs::write(path, bytes).unwrap();
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn whatever_is_done_to_the_kept_folder_the_site_is_a_clean_one() {
    let site = site_with_kept();
    let mut price = 62;
    let mut edit_again = || {
        price = 63 + price % 2;
        edit(&site, price);
    };
    for (what, spoil) in SPOILS {
        let kept = kept(&site);
        if !kept.is_dir() {
            let _ = fs::remove_file(site.path(KEPT));
            edit_again();
        }
        assert_eq!(number(&kept.join(PAGE)), number(&site.path("dist").join(PAGE)), "{what}: it is shared");
        assert_ne!(
            number(&kept.join(CHANGED)),
            number(&site.path("dist").join(CHANGED)),
            "{what}: it is not"
        );
        spoil(&kept, &site.path("precious"));
        let elsewhere = tree(&site.path("precious"));
        for _ in 0..2 {
            edit_again();
            is_clean(&site, what);
            assert!(tree(&site.path("precious")) == elsewhere, "{what}: other files were touched");
            assert!(left(&site).is_empty(), "{what}: {:?}", left(&site));
        }
        let _ = fs::remove_dir_all(site.path("precious/site"));
    }
}

#[test]
fn what_stands_in_the_place_of_the_kept_folder_and_is_not_ours_stays() {
    let site = site_with_kept();
    fs::remove_dir_all(site.path(KEPT)).unwrap();
    fs::write(site.path(KEPT), "mine").unwrap();
    edit(&site, 71);
    assert_eq!(fs::read_to_string(site.path(KEPT)).unwrap(), "mine");
    fs::remove_file(site.path(KEPT)).unwrap();
    symlink("precious", site.path(KEPT)).unwrap();
    edit(&site, 72);
    assert_eq!(fs::read_link(site.path(KEPT)).unwrap(), Path::new("precious"));
    assert_eq!(tree(&site.path("precious")).len(), 1);
    assert!(left(&site).is_empty(), "{:?}", left(&site));
}

#[test]
fn a_kept_folder_is_never_the_last_site() {
    let site = site_with_kept();
    fs::write(kept(&site).join("forged.html"), "forged").unwrap();
    fs::remove_dir_all(site.path("dist")).unwrap();
    site.put("models/acme/broken.toml", "name = ");
    site.run(&["build", "--today", "2026-11-23", "--strict"]).exits(1);
    assert!(!site.path("dist").exists(), "nothing is put back");
    fs::remove_file(site.path("models/acme/broken.toml")).unwrap();
    site.build().exits(0);
    is_clean(&site, "without an output");
    assert!(!kept(&site).exists(), "a site that shares nothing with the output is of no use");
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let site = site();
    let states: [&[(&str, &str)]; 4] = [
        &[("a", "file")],
        &[("a/b/c", "deep")],
        &[("a/b", "file")],
        &[("a/b/c/d", "deeper"), ("a/e", "beside")],
    ];
    for round in 0..12 {
        let _ = fs::remove_file(site.path("static/a")).or_else(|_| fs::remove_dir_all(site.path("static/a")));
        for (path, text) in states[(round * 3 + round / 4) % 4] {
            site.put(&format!("static/{path}"), text);
        }
        edit(&site, 10 + round);
        is_clean(&site, &format!("round {round}"));
    }
}

#[test]
fn records_that_come_and_go_leave_nothing_behind() {
    let site = site();
    for round in 0..8 {
        for name in ["x", "y", "z"] {
            let _ = fs::remove_file(site.path(&format!("models/acme/{name}.toml")));
        }
        for name in ["x", "y", "z"].iter().take(round % 4) {
            site.put(&format!("models/acme/{name}.toml"), MODEL.replace("Plain", name));
        }
        edit(&site, 10 + round);
        is_clean(&site, &format!("round {round}"));
    }
}

#[test]
fn files_of_others_follow_their_owners_over_many_builds_and_are_never_kept() {
    let site = site();
    let notes = || fs::read_to_string(site.path("dist/notes/todo")).ok();
    fs::create_dir_all(site.path("dist/empty/folder")).unwrap();
    symlink("../precious", site.path("dist/link")).unwrap();
    for round in 0..9 {
        let text = match round % 3 {
            0 => Some(format!("written in round {round}")),
            1 => notes().map(|text| text + ", and appended to"),
            _ => None,
        };
        match &text {
            Some(text) => site.put("dist/notes/todo", text),
            None => fs::remove_dir_all(site.path("dist/notes")).unwrap(),
        }
        edit(&site, 10 + round);
        assert_eq!(notes(), text, "round {round}");
        assert_eq!(site.path("dist/notes").exists(), text.is_some());
        assert!(site.path("dist/empty/folder").is_dir());
        assert_eq!(fs::read_link(site.path("dist/link")).unwrap(), Path::new("../precious"));
        assert!(!kept(&site).join("notes/todo").exists() && !kept(&site).join("link").is_symlink());
    }
    assert_eq!(tree(&site.path("precious")).len(), 1);
}

#[test]
fn a_file_that_comes_into_a_folder_that_had_not_changed_stays_until_it_is_removed() {
    let site = site_with_kept();
    for (round, folder) in ["models/acme/other", "models/acme", "assets"].iter().enumerate() {
        let path = format!("{folder}/mine");
        site.put(&format!("dist/{path}"), folder);
        for price in [71, 72, 73] {
            edit(&site, price + 3 * round);
            assert_eq!(&site.page(&path), folder);
            assert!(!kept(&site).join(&path).exists());
        }
        fs::remove_file(site.path("dist").join(&path)).unwrap();
        edit(&site, 74 + 3 * round);
        is_clean(&site, folder);
    }
}

#[test]
fn what_is_written_into_the_kept_folder_is_not_published_and_the_output_loses_nothing() {
    let site = site_with_kept();
    site.put("dist/notes", "mine");
    fs::write(kept(&site).join("notes"), "forged").unwrap();
    fs::create_dir(kept(&site).join("uploads")).unwrap();
    site.put("dist/uploads", "a file of mine");
    edit(&site, 71);
    assert_eq!((site.page("notes"), site.page("uploads")), ("mine".into(), "a file of mine".into()));
}

#[test]
fn many_changes_at_once_and_few_after_them_are_clean() {
    let site = site();
    for round in 0..4 {
        site.put("site.toml", format!("title = \"Round {round}\""));
        site.build().exits(0);
        is_clean(&site, "every page changed");
        edit(&site, 20 + round);
        is_clean(&site, "one page changed");
    }
}

#[test]
fn two_outputs_beside_each_other_keep_a_folder_each() {
    let site = site();
    let build = |output: &str| site.run(&["build", "--today", "2026-11-23", "--output", output]).exits(0);
    for price in 10..14 {
        site.put("models/acme/plain.toml", MODEL.replace("0.60", &format!("0.{price}")));
        for output in ["dist", "dist2", "deep/er/dist"] {
            build(output);
        }
        let clean = clean(&site);
        for output in ["dist", "dist2", "deep/er/dist"] {
            assert!(tree(&site.path(output)) == clean, "{output}");
        }
    }
    for kept in [KEPT, ".dist2.modelpress-kept", "deep/er/.dist.modelpress-kept"] {
        assert!(site.path(kept).join("site/index.html").is_file(), "{kept}");
    }
}

#[test]
fn a_kept_folder_of_another_user_is_neither_used_nor_removed() {
    let site = site_with_kept();
    let chown = |path: &Path| std::os::unix::fs::lchown(path, Some(65_534), None).is_ok();
    if !chown(&site.path(KEPT)) {
        return; // Only root can give a folder away.
    }
    let before = tree(&site.path(KEPT));
    edit(&site, 71);
    assert!(tree(&site.path(KEPT)) == before);
    is_clean(&site, "another user's folder");
    assert!(left(&site).is_empty(), "{:?}", left(&site));
    fs::remove_dir_all(site.path(KEPT)).unwrap();
    edit(&site, 72);
    assert!(chown(&kept(&site).join("models/acme")));
    edit(&site, 73);
    is_clean(&site, "another user's folder in the kept one");
    assert_eq!(
        fs::metadata(site.path("dist/models/acme")).unwrap().uid(),
        fs::metadata(site.path("dist")).unwrap().uid()
    );
}

#[test]
fn git_sees_nothing_of_the_kept_folder() {
    let site = site_with_kept();
    let git = |args: &[&str]| {
        let output = Command::new("git").args(args).current_dir(site.path("")).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    git(&["init", "--quiet"]);
    let status = git(&["status", "--short"]);
    assert!(status.contains("models/") && !status.contains("modelpress-kept"), "{status}");
}
