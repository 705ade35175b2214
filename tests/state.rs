//! What a build leaves for the next one: a build of an unchanged site says the same and reads nothing, and no state makes a wrong site.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;

use support::{MODEL, Run, Site, cache, run_with_cache, tree};

/// A site with findings of all kinds: in records, on a finished page, on files that are skipped, with labels and with a secret.
fn site_with_findings() -> Site {
    let site = Site::plain()
        .file("site.toml", "base_url = \"https://example.org/\"\n[lints]\nprofile = \"foreign\"\nbroken-page = \"warn\"\n")
        .file("models/acme/linking.toml", format!("description = \"[x](/nowhere/) költ\"\n{MODEL}"))
        .file("models/acme/secret.toml", format!("api_key = \"sk-12345678901234567890123456789012\"\n{MODEL}"))
        .file("models/acme/notes.csv", "a,b")
        .file("models/acme/broken.toml", "name = \"Broken\"\n[cost]\ninput = \"much\"\n")
        .file("Models.toml", "x")
        .file(
            "templates/page/not_found.html",
            "{% extends \"base.html\" %}{% block main %}<h1>Gone</h1><a href=\"{{ root }}gone/\">x</a>{% endblock %}",
        );
    for at in 0..6 {
        site.put(&format!("models/acme/m{at}.toml"), format!("contxt = {at}\n{MODEL}"));
    }
    site
}

const BUILD: [&str; 3] = ["build", "--today", "2026-11-23"];

fn build(site: &Site, flags: &[&str]) -> Run {
    site.run(&[&BUILD, flags].concat())
}

/// What a run said, without its last line, which tells times and counts.
fn said(run: &Run) -> (i32, String, Vec<String>) {
    let lines = run.stderr.lines().filter(|line| !line.starts_with("built "));
    (run.code, run.stdout.clone(), lines.map(str::to_owned).collect())
}

/// The last line without the time.
fn last_line(run: &Run) -> String {
    let line = run.stderr.lines().last().unwrap_or_default();
    let (before, after) = line.split_once(" in ").unwrap_or((line, ""));
    format!("{before} {}", after.split_once(" into ").map_or("", |(_, after)| after))
}

fn clean(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::TempDir::new().unwrap();
    let output = folder.path().join("dist");
    build(site, &["--output", output.to_str().unwrap()]).exits(0);
    tree(&output)
}

/// Builds and compares the site with a clean one.
#[track_caller]
fn builds_right(site: &Site) -> Run {
    let run = site.build().exits(0);
    let (built, clean) = (tree(&site.path("dist")), clean(site));
    assert_eq!(built.keys().collect::<Vec<_>>(), clean.keys().collect::<Vec<_>>());
    for (path, bytes) in clean {
        assert!(built[&path] == bytes, "`{path}` differs from a clean build");
    }
    run
}

#[test]
fn a_build_of_the_same_prints_the_same_in_every_format() {
    let site = site_with_findings();
    let formats: [&[&str]; 6] = [
        &[],
        &["--all"],
        &["--quiet"],
        &["--format", "json"],
        &["--format", "github"],
        &["--strict", "--format", "json"],
    ];
    for flags in formats {
        let _ = fs::remove_dir_all(site.path("dist"));
        let _ = fs::remove_file(site.state());
        let first = build(&site, flags);
        site.build().exits(0);
        let second = build(&site, flags);
        assert_eq!(said(&second), said(&first), "{flags:?}");
        assert!(!flags.is_empty() || first.stderr.matches('[').count() > 8, "{}", first.stderr);
        if first.code == 0 && flags != ["--quiet"] {
            assert!(second.stderr.contains(" 0 new or changed"), "{}", second.stderr);
            let total = |run: &Run| last_line(run).split_once(" files,").unwrap().0.to_owned();
            assert_eq!(total(&second), total(&first));
        }
    }
}

#[test]
fn strictness_is_that_of_the_run() {
    let site = site_with_findings();
    site.build().exits(0);
    let before = tree(&site.path("dist"));
    build(&site, &["--strict"]).exits(1).says("nothing was written");
    assert_eq!(tree(&site.path("dist")), before);
    site.build().exits(0).says(" 0 new or changed");
    let sound = Site::plain();
    build(&sound, &["--keep-going"]).exits(0);
    build(&sound, &["--keep-going"]).exits(0).says(" 0 new or changed");
}

#[test]
fn options_that_make_another_site_are_seen() {
    let site = Site::plain().file("site.toml", "[analytics]\nscript = \"https://count.example/x.js\"\n");
    let first = site.build().exits(0);
    for flags in [
        ["--base-url", "https://one.example/"].as_slice(),
        &["--no-analytics"],
        &["--base-url", "https://one.example/", "--no-analytics"],
    ] {
        let run = build(&site, flags).exits(0);
        assert!(!run.stderr.contains(" 0 new or changed"), "{flags:?}: {}", run.stderr);
        build(&site, flags).exits(0).says(" 0 new or changed");
    }
    let run = site.build().exits(0);
    assert!(!run.stderr.contains(" 0 new or changed"), "{}", run.stderr);
    assert_eq!(said(&run), said(&first));
    let day = site.run(&["build", "--today", "2027-01-01"]).exits(0);
    assert!(!day.stderr.contains(" 0 new or changed"), "{}", day.stderr);
}

/// Changes a file without another size or time of modification, as far as programs can.
fn change_unseen(path: &Path, from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let before = fs::metadata(path).unwrap().modified().unwrap();
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
    File::options().write(true).open(path).unwrap().set_modified(before).unwrap();
}

#[test]
fn a_source_that_changes_is_seen_whatever_its_size_and_time() {
    let site = Site::plain().file("models/acme/other.toml", MODEL);
    site.build().exits(0);
    // Right after a build, in the same tick of the clock perhaps.
    for (from, to) in [("0.60", "0.61"), ("0.61", "0.62"), ("0.62", "0.63")] {
        change_unseen(&site.path("models/acme/plain.toml"), from, to);
        builds_right(&site);
        assert!(site.page("models/acme/plain/index.html").contains(to));
        site.build().exits(0).says(" 0 new or changed");
    }
    fs::rename(site.path("models/acme/other.toml"), site.path("models/acme/renamed.toml")).unwrap();
    builds_right(&site);
    assert!(site.path("dist/models/acme/renamed/index.html").exists());
    site.put("models/acme/new.toml", MODEL);
    builds_right(&site);
    fs::remove_file(site.path("models/acme/new.toml")).unwrap();
    builds_right(&site);
    assert!(!site.path("dist/models/acme/new/index.html").exists());
    fs::create_dir(site.path("providers")).unwrap();
    builds_right(&site);
    fs::remove_dir(site.path("providers")).unwrap();
    builds_right(&site);
}

#[test]
fn a_file_that_is_skipped_is_seen_when_it_changes() {
    let site = Site::plain().file("models/acme/note", "just words");
    site.build().exits(0).says("[stray-file]");
    site.build().exits(0).says("[stray-file]").says(" 0 new or changed");
    change_unseen(&site.path("models/acme/note"), "just words", "name = \"A\"");
    site.build().exits(0).says("[not-toml]");
    site.put("Model.toml", "x");
    site.build().exits(0).says("[not-toml]").says("`Model.toml` is ignored");
    fs::remove_file(site.path("Model.toml")).unwrap();
    let run = site.build().exits(0);
    assert!(!run.stderr.contains("Model.toml"), "{}", run.stderr);
}

#[test]
fn a_source_that_only_looks_changed_makes_no_work() {
    let site = site_with_findings();
    let first = site.build().exits(0);
    for path in ["models/acme/plain.toml", "models/acme/notes.csv", "site.toml"] {
        let bytes = fs::read(site.path(path)).unwrap();
        fs::remove_file(site.path(path)).unwrap();
        site.put(path, bytes);
    }
    let state = fs::read(site.state()).unwrap();
    let run = site.build().exits(0).says(" 0 new or changed");
    assert_eq!(said(&run), said(&first));
    assert_ne!(fs::read(site.state()).unwrap(), state, "what the system says now is kept");
}

#[test]
fn an_output_that_changes_is_made_again_whatever_its_size_and_time() {
    let site = Site::plain();
    site.build().exits(0);
    let clean = tree(&site.path("dist"));
    let page = site.path("dist/models/acme/plain/index.html");
    change_unseen(&page, "Plain", "Plane");
    site.build().exits(0).says(" 1 new or changed");
    assert_eq!(tree(&site.path("dist")), clean);
    change_unseen(&page, "Plain", "Plane");
    site.put("models/acme/plain.toml", MODEL.replace("0.60", "0.70"));
    builds_right(&site);
    fs::remove_file(&page).unwrap();
    builds_right(&site);
    change_unseen(&site.path("dist/build.json"), "\"size\":", "\"sIze\":");
    builds_right(&site);
    fs::remove_dir_all(site.path("dist")).unwrap();
    builds_right(&site);
    fs::write(&page, fs::read(&page).unwrap()).unwrap();
    site.build().exits(0).says(" 0 new or changed");
    site.put("dist/mine", "a file of others");
    site.build().exits(0).says(" 0 new or changed");
    assert_eq!(site.page("mine"), "a file of others");
}

#[test]
fn no_state_and_no_other_state_makes_a_wrong_site() {
    let site = site_with_findings();
    let other = Site::plain();
    other.build().exits(0);
    site.build().exits(0);
    let old = fs::read(site.state()).unwrap();
    site.put("models/acme/plain.toml", MODEL.replace("0.60", "0.70"));
    let findings = said(&builds_right(&site));
    let current = fs::read(site.state()).unwrap();
    build(&site, &["--output", "public"]).exits(0);
    let mut states = vec![
        Vec::new(),
        b"modelpress state\n".to_vec(),
        old,
        fs::read(other.state()).unwrap(),
        fs::read(site.path(".public.modelpress-state")).unwrap(),
        [current.as_slice(), b"x"].concat(),
    ];
    for at in [20, 49, current.len() / 2] {
        let mut damaged = current.clone();
        damaged[at] ^= 4;
        states.extend([damaged, current[..at].to_vec()]);
    }
    for (at, state) in states.iter().enumerate() {
        fs::write(site.state(), state).unwrap();
        let run = builds_right(&site);
        assert_eq!(said(&run), findings, "state {at}");
        assert!(run.stderr.contains(" 0 new or changed"), "state {at}: {}", run.stderr);
    }
    for (at, state) in states.into_iter().enumerate() {
        fs::write(site.state(), state).unwrap();
        let price = format!("0.{at}1");
        site.put("models/acme/plain.toml", MODEL.replace("0.60", &price));
        builds_right(&site);
        assert!(site.page("models/acme/plain/index.html").contains(&price), "state {at}");
    }
    fs::remove_file(site.state()).unwrap();
    site.build().exits(0).says(" 0 new or changed");
    assert!(site.state().is_file());
}

#[test]
fn what_stands_at_the_path_of_the_state_and_is_not_ours_stays() {
    let site = Site::plain();
    site.put(".dist.modelpress-state", "mine");
    for _ in 0..2 {
        site.build().exits(0);
        assert_eq!(fs::read_to_string(site.state()).unwrap(), "mine");
    }
    site.build().exits(0).says(" 0 new or changed");
    fs::remove_file(site.state()).unwrap();
    site.put(".dist.modelpress-state/inside", "mine");
    builds_right(&site);
    assert_eq!(fs::read_to_string(site.state().join("inside")).unwrap(), "mine");
}

#[test]
fn a_state_of_another_user_s_key_is_none_and_without_a_cache_folder_there_is_none() {
    let site = site_with_findings();
    let caches = tempfile::TempDir::new().unwrap();
    let first = site.build().exits(0);
    let another = site.build_with_cache(&caches.path().join("another")).exits(0).says(" 0 new or changed");
    assert_eq!(said(&another), said(&first));
    let left = fs::read(site.state()).unwrap();
    fs::write(caches.path().join("file"), "").unwrap();
    for none in [caches.path().join("file"), "/dev/null/none".into(), "relative".into()] {
        let run = site.build_with_cache(&none).exits(0).says(" 0 new or changed");
        assert_eq!(said(&run), said(&first));
        assert_eq!(fs::read(site.state()).unwrap(), left, "nobody could check what would stand there");
        assert!(!site.path("relative").exists());
    }
    fs::remove_file(site.state()).unwrap();
    site.build_with_cache(&caches.path().join("file")).exits(0);
    assert!(!site.state().exists());
}

#[test]
fn a_build_that_fails_leaves_the_last_state() {
    let site = Site::own();
    site.build().exits(0);
    site.build().exits(0).says(" 0 new or changed");
    let state = fs::read(site.state()).unwrap();
    site.put("models/acme/wrong.toml", "name = 7");
    site.build().exits(1);
    assert_eq!(fs::read(site.state()).unwrap(), state);
    fs::remove_file(site.path("models/acme/wrong.toml")).unwrap();
    site.build().exits(0).says(" 0 new or changed");
}

#[test]
fn a_site_with_files_left_out_says_so_in_every_build() {
    let site = Site::own().file("models/acme/wrong.toml", "name = 7");
    let first = build(&site, &["--keep-going"]).exits(1).says("1 file with errors left out");
    let second = build(&site, &["--keep-going"]).exits(1).says("1 file with errors left out");
    assert_eq!(said(&second), said(&first));
    second.says(" 0 new or changed");
}

#[test]
fn nothing_of_the_state_is_published_or_carried_along() {
    let site = Site::plain();
    for price in ["0.60", "0.70", "0.70"] {
        site.put("models/acme/plain.toml", MODEL.replace("0.60", price));
        site.build().exits(0);
        assert!(tree(&site.path("dist")).keys().all(|path| !path.contains("state")));
    }
    assert!(site.beside().is_empty(), "{:?}", site.beside());
}

#[test]
fn a_relative_and_a_whole_path_name_one_state() {
    let site = Site::plain();
    let state = || fs::read(site.state()).ok();
    // The state changes until its files are old enough to show a later change.
    let settled = loop {
        let before = state();
        site.build().exits(0);
        if state() == before {
            break before;
        }
    };
    let (root, whole) = (site.path(""), site.path("dist"));
    let paths = ["build", root.to_str().unwrap(), "--output", whole.to_str().unwrap()];
    let args = [&paths[..], &["--today", "2026-11-23"]].concat();
    run_with_cache(Path::new("/"), &args, &cache()).exits(0).says(" 0 new or changed");
    assert!(state() == settled, "another state was written");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn a_state_is_for_its_owner_alone_and_so_is_the_key() {
        let site = Site::plain();
        let folder = tempfile::TempDir::new().unwrap();
        site.build_with_cache(folder.path()).exits(0);
        let mode = |path: &Path| fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&site.state()), 0o600);
        let key = walkdir::WalkDir::new(folder.path()).into_iter().map(Result::unwrap);
        let keys: Vec<_> = key.filter(|entry| entry.file_name() == "key").collect();
        assert_eq!(keys.len(), 1);
        assert_eq!(mode(keys[0].path()), 0o600);
    }

    #[test]
    fn a_link_at_the_path_of_the_state_is_neither_read_nor_written() {
        let site = Site::plain().file("precious", "mine");
        site.build().exits(0);
        site.build().exits(0);
        fs::rename(site.state(), site.path("moved")).unwrap();
        let moved = fs::read(site.path("moved")).unwrap();
        for target in ["moved", "precious", "nowhere", "models"] {
            symlink(target, site.state()).unwrap();
            site.put("models/acme/plain.toml", MODEL.replace("Plain", target));
            builds_right(&site);
            assert_eq!(fs::read_link(site.state()).unwrap(), Path::new(target));
            fs::remove_file(site.state()).unwrap();
        }
        assert_eq!(fs::read(site.path("moved")).unwrap(), moved);
        assert_eq!(fs::read_to_string(site.path("precious")).unwrap(), "mine");
        assert!(!site.path("nowhere").exists());
        support::pipe(&site.state());
        builds_right(&site);
    }

    #[test]
    fn a_source_that_becomes_a_link_is_looked_at_as_what_it_leads_to() {
        let site = Site::plain().file("models/acme/other.toml", MODEL.replace("0.60", "0.90"));
        site.build().exits(0);
        let plain = site.path("models/acme/plain.toml");
        for (target, is_read) in
            [("other.toml", true), ("../../../gone.toml", false), ("/etc/hostname", false)]
        {
            let _ = fs::remove_file(&plain);
            symlink(target, &plain).unwrap();
            builds_right(&site);
            assert_eq!(site.path("dist/models/acme/plain/index.html").exists(), is_read, "{target}");
            site.build().exits(0).says(" 0 new or changed");
        }
    }

    #[test]
    fn a_folder_of_the_site_that_becomes_a_link_is_not_ours() {
        let site = Site::plain();
        site.build().exits(0);
        site.build().exits(0).says(" 0 new or changed");
        fs::rename(site.path("dist/models"), site.path("moved")).unwrap();
        symlink("../moved", site.path("dist/models")).unwrap();
        site.build().exits(2).says("did not write");
        assert!(site.path("dist/models").is_symlink());
    }

    #[test]
    fn a_page_that_others_may_not_read_is_made_again() {
        let site = Site::plain();
        site.build().exits(0);
        fs::set_permissions(site.path("dist/404.html"), fs::Permissions::from_mode(0o600)).unwrap();
        site.build().exits(0).says(" 1 new or changed");
        let mode = fs::metadata(site.path("dist/404.html")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o644);
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::process::Command;

    use super::*;

    /// How many bytes a build reads, as the system counts them.
    fn bytes_read(site: &Site, flags: &[&str]) -> u64 {
        let script = "\"$@\" >report 2>&1 || exit; grep rchar /proc/$$/io";
        let run = Command::new("sh")
            .args(["-c", script, "sh", env!("CARGO_BIN_EXE_modelpress")])
            .args(BUILD)
            .args(flags)
            .current_dir(site.path(""))
            .env("XDG_CACHE_HOME", cache())
            .output()
            .unwrap();
        let report = fs::read_to_string(site.path("report")).unwrap();
        assert!(report.contains(" 0 new or changed"), "{report}");
        String::from_utf8(run.stdout).unwrap().trim().trim_start_matches("rchar: ").parse().unwrap()
    }

    #[test]
    fn a_build_of_the_same_reads_no_file_and_can_be_asked_to() {
        const SIZE: usize = 4 << 20;
        let site = Site::plain().file("static/large.txt", "x".repeat(SIZE));
        site.build().exits(0);
        // Files that are as young as the state are read once more.
        let reads = (0..100).map(|_| bytes_read(&site, &[]));
        let least = reads.take_while(|read| *read > SIZE as u64).count();
        assert!(least < 100, "every build reads the files");
        assert!(bytes_read(&site, &["--verify-output"]) > 2 * SIZE as u64);
        assert!(bytes_read(&site, &[]) < SIZE as u64, "a file that was compared is known again");
    }

    #[test]
    fn where_nothing_can_be_written_beside_the_output_the_state_is_in_the_cache() {
        let site = Site::plain().file("static/large.txt", "x".repeat(4 << 20));
        fs::create_dir(site.path("dist")).unwrap();
        let script = "set -e; mount --bind . .; cd \"$PWD\"; mount -t tmpfs -o size=64m dist dist
            mount -o remount,ro,bind .; $BUILD; $BUILD 2>&1 | grep ' 0 new or changed'
            ls -A; ls \"$XDG_CACHE_HOME/modelpress\"";
        let folder = tempfile::TempDir::new().unwrap();
        let program = format!("{} build --today 2026-11-23", env!("CARGO_BIN_EXE_modelpress"));
        let output = Command::new("unshare")
            .args(["-rm", "sh", "-c", script])
            .current_dir(site.path(""))
            .env("BUILD", program)
            .env("XDG_CACHE_HOME", folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
        assert!(said.contains("state-") && !said.contains(".modelpress-state"), "{said}");
    }
}
