//! The output folder: what is taken over, what is refused, and that nothing is ever lost.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::fs;
use std::path::Path;

use support::{MODEL, Site, forge, tree};

#[test]
fn a_folder_without_our_mark_is_refused_and_left_alone() {
    let site = Site::plain().file("dist/CNAME", "models.example.org").file("dist/.git/HEAD", "ref");
    site.build().exits(2).says("`.git/HEAD`, `CNAME`").says("empty `build.json`");
    assert_eq!(tree(&site.path("dist")).len(), 2);
    site.put("dist/build.json", "{\"scripts\": {}}");
    site.build().exits(2).says("no `build.json` from modelpress");
}

#[test]
fn an_empty_mark_lets_a_site_be_added() {
    let site = Site::plain().file("dist/CNAME", "models.example.org").file("dist/.git/HEAD", "ref");
    site.put("dist/build.json", "");
    site.build().exits(0);
    assert_eq!((site.page("CNAME"), site.page(".git/HEAD")), ("models.example.org".into(), "ref".into()));
    assert!(site.page("index.html").contains("Plain"));
}

#[test]
fn what_is_not_ours_is_carried_along_unchanged() {
    let site = Site::plain();
    site.build().exits(0);
    site.put("dist/.git/objects/ab/cd", "object");
    site.put("dist/models/acme/plain/notes.txt", "mine");
    fs::create_dir_all(site.path("dist/empty/folder")).unwrap();
    let time = fs::metadata(site.path("dist/.git/objects/ab/cd")).unwrap().modified().unwrap();
    site.put("models/acme/plain.toml", MODEL.replace("Plain", "Changed"));
    site.build().exits(0);
    assert!(site.page("models/acme/plain/index.html").contains("Changed"));
    assert_eq!(site.page(".git/objects/ab/cd"), "object");
    assert_eq!(site.page("models/acme/plain/notes.txt"), "mine");
    assert!(site.path("dist/empty/folder").is_dir());
    assert_eq!(fs::metadata(site.path("dist/.git/objects/ab/cd")).unwrap().modified().unwrap(), time);
    fs::remove_file(site.path("models/acme/plain.toml")).unwrap();
    site.put("models/acme/other.toml", MODEL);
    site.build().exits(0);
    assert!(!site.path("dist/models/acme/plain/index.html").exists(), "what was ours is pruned");
    assert_eq!(site.page("models/acme/plain/notes.txt"), "mine");
    assert!(site.beside().is_empty(), "{:?}", site.beside());
}

#[test]
fn a_page_never_takes_the_place_of_what_is_not_ours() {
    let site = Site::plain();
    site.build().exits(0);
    for foreign in ["dist/models/acme/other/index.html", "dist/models/acme/other"] {
        site.put(foreign, "mine");
        site.put("models/acme/other.toml", MODEL);
        let before = tree(&site.path("dist"));
        site.build().exits(2).says("did not write").says("static");
        assert_eq!(tree(&site.path("dist")), before);
        assert!(site.beside().is_empty(), "{:?}", site.beside());
        let _ = fs::remove_dir_all(site.path("dist/models/acme/other"));
    }
}

#[test]
fn a_damaged_mark_still_marks_the_folder() {
    let site = Site::plain();
    site.build().exits(0);
    let clean = tree(&site.path("dist"));
    let whole = fs::read(site.path("dist/build.json")).unwrap();
    for cut in [0, 1, 30, whole.len() / 2, whole.len() - 4] {
        site.put("dist/build.json", &whole[..cut]);
        site.put("dist/unlisted.txt", "mine");
        site.put("dist/index.html", "damaged too");
        site.build().exits(0);
        assert_eq!(site.page("unlisted.txt"), "mine");
        fs::remove_file(site.path("dist/unlisted.txt")).unwrap();
        assert_eq!(tree(&site.path("dist")), clean, "cut at {cut}");
    }
}

#[test]
fn a_damaged_list_that_can_still_be_read_is_noticed() {
    let site = Site::plain();
    site.build().exits(0);
    let clean = tree(&site.path("dist"));
    let list = site.page("build.json");
    let digits: Vec<usize> = list.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let digit = |at: usize| {
        let mut bytes = list.clone().into_bytes();
        bytes[at] = if bytes[at] == b'7' { b'3' } else { b'7' };
        String::from_utf8(bytes).unwrap()
    };
    let mut damaged: Vec<String> = digits.iter().step_by(digits.len() / 12).map(|at| digit(*at)).collect();
    damaged.extend([
        list.replacen("\"404.html\"", "\"unlisted.txt\"", 1),
        list.replacen("\"hash\"", "\"hAsh\"", 1),
        list.replacen("\"size\"", "\"sIze\"", 1),
        list.replacen("\"checksum\"", "\"cheksum\"", 1),
        list.trim_end().to_owned(),
    ]);
    for damaged in damaged {
        assert_ne!(damaged, list);
        site.put("dist/build.json", &damaged);
        site.put("dist/unlisted.txt", "mine");
        site.build().exits(0);
        assert_eq!(site.page("unlisted.txt"), "mine", "{damaged}");
        fs::remove_file(site.path("dist/unlisted.txt")).unwrap();
        assert_eq!(tree(&site.path("dist")), clean, "{damaged}");
    }
    site.put("dist/build.json", forge(&list));
    site.build().exits(0).says(" 0 new or changed");
}

#[test]
fn files_of_others_that_come_and_go_fail_no_build() {
    let site = Site::plain();
    site.build().exits(0);
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                for at in 0..20 {
                    let folder = site.path(&format!("dist/uploads/{at}/deep"));
                    // The folder may have been exchanged for the new one just now.
                    let _ = fs::create_dir_all(&folder);
                    let _ = fs::write(folder.join("file"), "mine");
                }
                let _ = fs::remove_dir_all(site.path("dist/uploads"));
            }
        });
        for round in 0..12 {
            site.put("models/acme/plain.toml", MODEL.replace("0.60", &format!("0.7{round}")));
            let run = site.build();
            if run.code != 0 {
                done.store(true, std::sync::atomic::Ordering::Relaxed);
            }
            run.exits(0);
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    assert!(site.beside().is_empty(), "{:?}", site.beside());
}

#[test]
fn unchanged_files_keep_their_time_and_changed_ones_are_new_files() {
    let site = Site::plain();
    site.build().exits(0);
    let time = |path: &str| fs::metadata(site.path(path)).unwrap().modified().unwrap();
    let other = "dist/404.html";
    let plain = "dist/models/acme/plain/index.html";
    let (before, mark) = (time(other), time("dist/build.json"));
    fs::hard_link(site.path(plain), site.path("kept")).unwrap();
    let kept = fs::read(site.path("kept")).unwrap();
    site.build().exits(0).says(" 0 new or changed");
    assert_eq!(time("dist/build.json"), mark);
    site.put("models/acme/plain.toml", MODEL.replace("0.60", "0.70"));
    site.build().exits(0);
    assert_eq!(time(other), before);
    assert!(site.page("models/acme/plain/index.html").contains("0.70"));
    assert_eq!(fs::read(site.path("kept")).unwrap(), kept, "no file is rewritten in its place");
}

#[test]
fn an_unchanged_site_says_its_findings_again_and_another_address_is_a_change() {
    let site =
        Site::plain().file("models/acme/linking.toml", "name = \"L\"\ndescription = \"[x](/nowhere/)\"\n");
    let at = |address: &str| site.run(&["build", "--today", "2026-11-23", "--base-url", address]).exits(0);
    at("https://one.example/").says("[dead-link]");
    at("https://one.example/").says("[dead-link]").says(" 0 new or changed");
    let run = at("https://two.example/").says("[dead-link]");
    assert!(!run.stderr.contains(" 0 new or changed"), "{}", run.stderr);
    assert!(site.page("index.html").contains("https://two.example/"));
}

#[test]
fn a_file_that_somebody_changed_is_made_again() {
    let site = Site::plain();
    site.build().exits(0);
    let clean = tree(&site.path("dist"));
    let page = site.path("dist/models/acme/plain/index.html");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("Plain", "Plane")).unwrap();
    fs::remove_file(site.path("dist/404.html")).unwrap();
    site.build().exits(0).says(" 2 new or changed");
    assert_eq!(tree(&site.path("dist")), clean);
}

#[test]
fn the_list_says_nothing_of_the_machine() {
    let site = Site::plain();
    site.build().exits(0);
    let list = site.page("build.json");
    let parsed: serde_json::Value = serde_json::from_str(&list).unwrap();
    assert!(!list.contains(&*site.path("").to_string_lossy()) && !list.contains("2026-"), "{list}");
    let files = parsed["files"].as_object().unwrap();
    let there: Vec<String> =
        tree(&site.path("dist")).into_keys().filter(|path| path != "build.json").collect();
    assert_eq!(files.keys().cloned().collect::<Vec<_>>(), there);
    for (path, file) in files {
        let bytes = fs::read(site.path("dist").join(path)).unwrap();
        assert_eq!(file["size"], bytes.len());
        assert_eq!(file["hash"].as_str().unwrap(), blake3::hash(&bytes).to_hex().as_str());
    }
    let keys: Vec<&String> = parsed.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["generator", "checksum", "files"]);
    for file in files.values() {
        assert_eq!(file.as_object().unwrap().keys().collect::<Vec<_>>(), ["hash", "size"]);
    }
}

/// Hosts refuse files of more than 25 MB. A site of 50,000 offers has less than 120,000 files.
#[test]
fn the_list_of_a_large_site_is_no_file_that_hosts_refuse() {
    let site = Site::plain();
    site.build().exits(0);
    let list: serde_json::Value = serde_json::from_str(&site.page("build.json")).unwrap();
    for (path, file) in list["files"].as_object().unwrap() {
        let bytes = path.len() + file.to_string().len() + 4;
        assert!(bytes * 120_000 < 25_000_000, "{path}: {bytes} bytes");
    }
}

#[test]
fn a_forged_list_names_nothing_outside_of_its_folder() {
    let site = Site::plain().file("precious", "mine");
    site.build().exits(0);
    let list = site.page("build.json").replace("\"404.html\"", "\"../precious\"");
    site.put("dist/build.json", forge(&list));
    site.build().exits(0);
    assert!(site.path("precious").exists());
}

#[test]
fn a_folder_that_no_build_set_aside_is_no_last_site() {
    let site = Site::plain();
    site.build().exits(0);
    let clean = tree(&site.path("dist"));
    fs::rename(site.path("dist"), site.path(".dist.modelpress-1-old")).unwrap();
    site.put(".dist.modelpress-1-old/index.html", "forged");
    site.put(".dist.modelpress-1-old/forged.html", "forged");
    let brought = tree(&site.path(".dist.modelpress-1-old"));
    for _ in 0..2 {
        site.build().exits(0).says("`./.dist.modelpress-1-old`").says("no build recorded it");
        assert_eq!(tree(&site.path("dist")), clean);
        assert_eq!(tree(&site.path(".dist.modelpress-1-old")), brought, "it stays as it is");
    }
}

#[test]
fn the_list_of_a_stage_beside_the_output_takes_nothing_away() {
    let site = Site::plain();
    site.build().exits(0);
    let list = site.page("build.json").replace("\"404.html\"", "\"CNAME\"");
    site.put("dist/CNAME", "models.example.org");
    site.put(".dist.modelpress-1/build.json", forge(&list));
    site.put("models/acme/plain.toml", MODEL.replace("0.60", "0.70"));
    site.build().exits(0);
    assert_eq!(site.page("CNAME"), "models.example.org");
    assert!(site.beside().is_empty(), "{:?}", site.beside());
}

#[test]
fn an_output_among_stored_changes_is_refused() {
    let site = Site::plain();
    site.run(&["build", "--output", "changes"]).exits(2).says("is inside the site's sources");
    site.run(&["build", "--output", "changes/site"]).exits(2).says("is inside the site's sources");
}

#[test]
fn what_stands_at_the_path_of_the_lock_and_is_not_ours_stays() {
    let site = Site::plain();
    let lock = ".dist.modelpress-lock";
    for content in ["mine", "modelpress set aside", "modelpress set aside 1:2 x\nmine\n", " "] {
        site.put(lock, content);
        site.build().exits(2).says(lock).says("with content").says("move it away");
        assert_eq!(fs::read_to_string(site.path(lock)).unwrap(), content);
    }
    fs::remove_file(site.path(lock)).unwrap();
    site.put(&format!("{lock}/inside"), "mine");
    site.build().exits(2).says("is a folder");
    assert_eq!(fs::read_to_string(site.path(lock).join("inside")).unwrap(), "mine");
    fs::remove_dir_all(site.path(lock)).unwrap();
    assert!(!site.path("dist").exists());
    site.put(lock, "");
    site.build().exits(0);
    assert!(site.beside().is_empty(), "the empty lock of a killed build is taken over");
}

#[test]
fn a_list_of_addresses_is_no_source_and_replaces_only_a_file() {
    let site = Site::plain();
    let list = |path: &str| site.run(&["check", "--today", "2026-11-23", "--external-links", path]);
    list("models/acme/plain.toml").exits(2).says("is inside the site's sources");
    assert_eq!(fs::read_to_string(site.path("models/acme/plain.toml")).unwrap(), MODEL);
    list("lists/new/links.txt").exits(0);
    list("lists/new/links.txt").exits(0);
    list("lists").exits(2).says("is a folder");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    #[test]
    fn everything_is_world_readable_whatever_the_mask_and_nothing_is_a_link() {
        let site = Site::plain();
        let program = env!("CARGO_BIN_EXE_modelpress");
        let script = format!("umask 077; exec '{program}' build --today 2026-11-23");
        let status = Command::new("sh").args(["-c", &script]).current_dir(site.path("")).status().unwrap();
        assert!(status.success());
        for entry in walkdir::WalkDir::new(site.path("dist")).into_iter().map(Result::unwrap) {
            let meta = entry.metadata().unwrap();
            let mode = if meta.is_dir() { 0o755 } else { 0o644 };
            assert_eq!(meta.permissions().mode() & 0o7777, mode, "{}", entry.path().display());
            assert!(meta.is_dir() || meta.is_file());
        }
    }

    #[test]
    fn links_and_files_are_no_output() {
        let site = Site::plain().file("file", "x").file("elsewhere/x", "x");
        symlink(site.path("elsewhere"), site.path("link")).unwrap();
        site.run(&["build", "--output", "file"]).exits(2).says("is a file");
        site.run(&["build", "--output", "link"]).exits(2).says("symbolic link");
        site.run(&["build", "--output", "models/acme"]).exits(2).says("is inside the site's sources");
        assert_eq!(tree(&site.path("elsewhere")).len(), 1);
    }

    #[test]
    fn a_link_at_the_path_of_the_lock_is_not_followed() {
        let site = Site::plain().file("precious", "mine");
        let lock = site.path(".dist.modelpress-lock");
        for target in ["precious", "nowhere", "models", ".dist.modelpress-lock"] {
            symlink(target, &lock).unwrap();
            site.build().exits(2).says("is a symbolic link").says("move it away");
            assert_eq!(fs::read_link(&lock).unwrap(), Path::new(target));
            fs::remove_file(&lock).unwrap();
        }
        assert_eq!(fs::read_to_string(site.path("precious")).unwrap(), "mine");
        assert!(!site.path("nowhere").exists() && !site.path("dist").exists());
    }

    #[test]
    fn a_second_name_of_a_file_is_no_lock() {
        let site = Site::plain().file("precious", "mine").file("empty", "");
        for file in ["precious", "empty"] {
            fs::hard_link(site.path(file), site.path(".dist.modelpress-lock")).unwrap();
            site.build().exits(2).says("another hard link");
            assert!(site.path(".dist.modelpress-lock").exists());
            fs::remove_file(site.path(".dist.modelpress-lock")).unwrap();
        }
        assert_eq!(fs::read_to_string(site.path("precious")).unwrap(), "mine");
    }

    #[test]
    fn a_pipe_or_a_socket_at_the_path_of_the_lock_is_refused_at_once() {
        let site = Site::plain();
        let lock = site.path(".dist.modelpress-lock");
        assert!(Command::new("mkfifo").arg(&lock).status().unwrap().success());
        site.build().exits(2).says("no plain file");
        fs::remove_file(&lock).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(&lock).unwrap();
        site.build().exits(2).says("no plain file");
        assert!(fs::symlink_metadata(&lock).is_ok());
    }

    #[test]
    fn a_stage_that_is_a_link_is_left_alone_with_what_it_leads_to() {
        let site = Site::plain().file("elsewhere/build.json", "").file("elsewhere/index.html", "mine");
        for name in [".dist.modelpress-1", ".dist.modelpress-1-old"] {
            symlink("elsewhere", site.path(name)).unwrap();
        }
        site.build().exits(0);
        assert_eq!(tree(&site.path("elsewhere")).len(), 2);
        assert!(site.path(".dist.modelpress-1").is_symlink() && !site.path("dist").is_symlink());
    }

    #[test]
    fn a_forged_list_takes_no_link_and_nothing_behind_one() {
        let site = Site::plain().file("elsewhere/precious", "mine").file("elsewhere/404.html", "mine");
        site.build().exits(0);
        symlink("../elsewhere", site.path("dist/link")).unwrap();
        symlink("../elsewhere/precious", site.path("dist/file")).unwrap();
        let list = site.page("build.json");
        let start = list.find("\"404.html\":").unwrap();
        let entry = &list[start + "\"404.html\":".len()..list[start..].find('\n').unwrap() + start];
        let forged = format!("\"link/precious\":{entry}\n\"file\":{entry}\n\"404.html\":");
        site.put("dist/build.json", forge(&list.replacen("\"404.html\":", &forged, 1)));
        site.put("models/acme/plain.toml", MODEL.replace("0.60", "0.70"));
        site.build().exits(0);
        assert_eq!(tree(&site.path("elsewhere")).len(), 2);
        assert_eq!(fs::read_link(site.path("dist/link")).unwrap(), Path::new("../elsewhere"));
        assert_eq!(fs::read_link(site.path("dist/file")).unwrap(), Path::new("../elsewhere/precious"));
        assert!(!site.page("build.json").contains("precious"));
    }

    #[test]
    fn a_link_in_the_place_of_a_page_is_not_written_through() {
        let site = Site::plain().file("precious", "mine");
        site.build().exits(0);
        fs::remove_file(site.path("dist/index.html")).unwrap();
        symlink("../precious", site.path("dist/index.html")).unwrap();
        site.put("models/acme/plain.toml", MODEL.replace("0.60", "0.70"));
        site.build().exits(2).says("did not write");
        assert_eq!(fs::read_to_string(site.path("precious")).unwrap(), "mine");
        assert!(site.path("dist/index.html").is_symlink());
    }

    #[test]
    fn a_list_of_addresses_is_not_written_through_a_link() {
        let site = Site::plain().file("precious", "mine");
        symlink("precious", site.path("links.txt")).unwrap();
        site.run(&["check", "--external-links", "links.txt"]).exits(2).says("is a symbolic link");
        assert_eq!(fs::read_to_string(site.path("precious")).unwrap(), "mine");
    }

    #[test]
    fn links_of_others_are_carried_along() {
        let site = Site::plain();
        site.build().exits(0);
        symlink("../elsewhere", site.path("dist/link")).unwrap();
        fs::set_permissions(site.path("dist/404.html"), fs::Permissions::from_mode(0o600)).unwrap();
        site.put("models/acme/plain.toml", MODEL.replace("0.60", "0.70"));
        site.build().exits(0);
        assert_eq!(fs::read_link(site.path("dist/link")).unwrap(), Path::new("../elsewhere"));
        assert_eq!(fs::metadata(site.path("dist/404.html")).unwrap().permissions().mode() & 0o777, 0o644);
    }
}
