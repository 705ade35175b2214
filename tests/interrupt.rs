//! A build that is killed, interrupted, or let down by the disk: the last site stays whole, and the next build works.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use support::{MODEL, Site, cache, program, tree};

const PROGRAM: &str = env!("CARGO_BIN_EXE_modelpress");

/// The files of a site.
type Tree = BTreeMap<String, Vec<u8>>;

/// A site of a few dozen pages, whose every page differs between two versions.
fn site() -> Site {
    let site = Site::new();
    version(&site, 1);
    site
}

fn version(site: &Site, version: u32) {
    site.put("site.toml", format!("title = \"Version {version}\""));
    for at in 0..40 {
        let text = MODEL.replace("Plain", &format!("Model {at}")).replace("0.15", &format!("0.1{version}"));
        site.put(&format!("models/acme/m{at}.toml"), text);
    }
}

fn started(site: &Site) -> Child {
    Command::new(PROGRAM)
        .args(["build", "--today", "2026-11-23"])
        .current_dir(site.path(""))
        .env("XDG_CACHE_HOME", cache())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Runs a shell script in the site's folder; `$BUILD` builds it.
fn script(site: &Site, wrapper: &[&str], text: &str) -> Output {
    let build = format!("{PROGRAM} build --today 2026-11-23");
    let (program, args) = wrapper.split_first().unwrap();
    let mut command = Command::new(program);
    command.args(args).args(["sh", "-c", text]).current_dir(site.path("")).env("BUILD", build);
    command.env("XDG_CACHE_HOME", cache());
    command.output().unwrap_or_else(|error| panic!("`{program}` is needed for this test: {error}"))
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What a clean build of the site gives.
fn clean(site: &Site) -> Tree {
    let folder = tempfile::TempDir::new().unwrap();
    let output = folder.path().join("site");
    site.run(&["build", "--today", "2026-11-23", "--output", output.to_str().unwrap()]).exits(0);
    tree(&output)
}

/// Kills a build. What is left is one of these sites or the next one, whole; returns both that may be left next time.
#[track_caller]
fn kill(site: &Site, mut build: Child, sites: &[Tree]) -> Vec<Tree> {
    build.kill().unwrap();
    build.wait().unwrap();
    let (left, next) = (tree(&site.path("dist")), clean(site));
    assert!(sites.contains(&left) || left == next, "a part of a site is left");
    vec![left, next]
}

#[track_caller]
fn the_next_build_works(site: &Site) {
    site.build().exits(0);
    assert_eq!(tree(&site.path("dist")), clean(site));
    assert!(site.beside().is_empty(), "{:?}", site.beside());
}

#[test]
fn a_build_that_is_killed_at_any_time_leaves_a_whole_site() {
    let site = site();
    let start = Instant::now();
    site.build().exits(0);
    let whole = start.elapsed();
    let mut sites = vec![tree(&site.path("dist"))];
    for round in 0..12u32 {
        version(&site, 2 + round % 2);
        let build = started(&site);
        sleep(whole * (1 + round) / 11);
        sites = kill(&site, build, &sites);
    }
    the_next_build_works(&site);
}

/// The folders in which a site is made, or was when a build was killed.
fn stages(site: &Site) -> Vec<String> {
    let mut names = site.beside();
    names.retain(|name| name.ends_with(|end: char| end.is_ascii_digit()));
    names
}

#[test]
fn a_build_that_is_killed_while_it_publishes_leaves_a_whole_site() {
    let site = site();
    for number in [1, 2, 3] {
        version(&site, number);
        site.build().exits(0);
    }
    let mut sites = vec![tree(&site.path("dist"))];
    for round in 0..12u32 {
        version(&site, 4 + round % 2);
        if round % 4 == 0 {
            site.build().exits(0);
            version(&site, 6);
            sites.push(tree(&site.path("dist")));
        }
        let mut build = started(&site);
        // A second one stands there once the kept folder is brought up to date.
        while stages(&site).len() < 2 && build.try_wait().unwrap().is_none() {}
        sleep(Duration::from_micros(u64::from(round) * 300));
        sites = kill(&site, build, &sites);
    }
    the_next_build_works(&site);
}

#[test]
fn what_a_killed_build_made_of_the_kept_folder_is_removed() {
    let site = site();
    for number in [1, 2, 3] {
        version(&site, number);
        site.build().exits(0);
    }
    let kept = site.path(".dist.modelpress-kept/site");
    let half_done = || {
        fs::rename(&kept, site.path(".dist.modelpress-77")).unwrap();
        fs::remove_file(site.path(".dist.modelpress-77/build.json")).unwrap();
        fs::remove_dir_all(site.path(".dist.modelpress-77/models/acme/m3")).unwrap();
        site.put(".dist.modelpress-77/models/acme/m4/index.html", "half");
        site.put(".dist.modelpress-78/models/acme/m5/index.html", "new");
    };
    let exchanged = || fs::rename(&kept, site.path(".dist.modelpress-77")).unwrap();
    let states: [&dyn Fn(); 2] = [&half_done, &exchanged];
    for (number, killed) in (4..).zip(states) {
        killed();
        version(&site, number);
        site.build().exits(0);
        assert_eq!(tree(&site.path("dist")), clean(&site));
        assert!(site.beside().is_empty(), "{:?}", site.beside());
        assert!(kept.is_dir(), "the next build has one again");
    }
}

#[test]
fn a_build_that_is_asked_to_end_cleans_up() {
    let site = site();
    site.build().exits(0);
    for (signal, number) in [("-INT", 2), ("-TERM", 15), ("-HUP", 1)] {
        let before = tree(&site.path("dist"));
        version(&site, number);
        let build = started(&site);
        let until = Instant::now() + Duration::from_secs(20);
        while site.beside().len() < 2 && Instant::now() < until {
            sleep(Duration::from_millis(2));
        }
        Command::new("kill").args([signal, &build.id().to_string()]).status().unwrap();
        let output = build.wait_with_output().unwrap();
        if output.status.success() {
            continue; // It was done before the signal came.
        }
        assert_eq!(output.status.signal(), Some(i32::try_from(number).unwrap()), "{}", stderr(&output));
        assert!(stderr(&output).contains("interrupted; nothing was written"), "{}", stderr(&output));
        assert_eq!(tree(&site.path("dist")), before);
        assert!(site.beside().is_empty(), "{:?}", site.beside());
    }
    site.build().exits(0);
}

#[test]
fn a_closed_terminal_does_not_end_a_build_that_ignores_it() {
    let site = site();
    site.build().exits(0);
    version(&site, 2);
    let build = Command::new("sh")
        .args(["-c", &format!("trap '' HUP; exec {PROGRAM} build --today 2026-11-23")])
        .current_dir(site.path(""))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let until = Instant::now() + Duration::from_secs(20);
    while site.beside().len() < 2 && Instant::now() < until {
        sleep(Duration::from_millis(2));
    }
    Command::new("kill").args(["-HUP", &build.id().to_string()]).status().unwrap();
    let output = build.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(tree(&site.path("dist")), clean(&site));
}

#[test]
fn two_builds_at_once_do_not_meet() {
    let site = site();
    let folder = site.path(".dist.modelpress-lock");
    let held = fs::File::create(&folder).unwrap();
    held.lock().unwrap();
    site.build().exits(3).says("another build is writing to");
    drop(held);
    site.build().exits(0);
    assert!(!folder.exists());
    version(&site, 2);
    let builds: Vec<Child> = (0..4).map(|_| started(&site)).collect();
    let codes: Vec<Option<i32>> =
        builds.into_iter().map(|build| build.wait_with_output().unwrap().status.code()).collect();
    assert!(codes.contains(&Some(0)) && codes.iter().all(|code| matches!(code, Some(0 | 3))), "{codes:?}");
    assert_eq!(tree(&site.path("dist")), clean(&site));
}

#[test]
fn a_full_disk_leaves_the_last_site_whole() {
    let site = site();
    let text = "set -e; mkdir disk; mount -t tmpfs -o size=64m disk disk; $BUILD -o disk/dist
        (cd disk/dist && find . -type f | sort | xargs cat | sha256sum) > before
        echo 'title = \"Changed\"' > site.toml
        for size in 400k 200k 100k 30k 0; do
            dd if=/dev/zero of=disk/fill bs=1k count=$((65536 - $(du -sk disk | cut -f1) )) 2>/dev/null || true
            [ $size = 0 ] || truncate -s -$size disk/fill
            if $BUILD -o disk/dist; then echo \"a build succeeded with $size left\" >&2; exit 9; else code=$?; fi
            [ $code = 3 ] || { echo \"exit code $code\" >&2; exit 8; }
            (cd disk/dist && find . -type f | sort | xargs cat | sha256sum) > after
            cmp before after
            [ \"$(LC_ALL=C ls -A disk)\" = \"$(printf '.dist.modelpress-state\\ndist\\nfill')\" ] || { ls -A disk >&2; exit 7; }
            rm disk/fill
        done
        $BUILD -o disk/dist; grep -q Changed disk/dist/index.html
        for round in $(seq 6); do
            echo \"title = '$round'\" > site.toml; $BUILD -o disk/dist
            (cd disk/dist && find . -type f | sort | xargs cat | sha256sum) > before
            echo \"title = 'Again $round'\" > site.toml
            dd if=/dev/zero of=disk/fill bs=1k count=$((65536 - $(du -sk disk | cut -f1) )) 2>/dev/null || true
            truncate -s -$((round * 120))k disk/fill
            if $BUILD -o disk/dist; then rm disk/fill; continue; else code=$?; fi
            [ $code = 3 ] || { echo \"exit code $code with a kept folder\" >&2; exit 6; }
            (cd disk/dist && find . -type f | sort | xargs cat | sha256sum) > after
            cmp before after; rm disk/fill; $BUILD -o disk/dist; $BUILD -o clean; diff -r disk/dist clean
        done";
    let output = script(&site, &["unshare", "-rm"], text);
    assert!(output.status.success(), "{} (needs `unshare` and a mount of its own)", stderr(&output));
    assert!(stderr(&output).contains("No space left on device"), "{}", stderr(&output));
}

#[test]
fn a_mount_point_is_filled_file_by_file() {
    let site = site();
    let text =
        "set -e; mkdir dist; mount -t tmpfs -o size=64m dist dist; $BUILD; $BUILD; echo mine > dist/notes
        rm models/acme/m3.toml; echo 'title = \"Changed\"' > site.toml; $BUILD; $BUILD -o clean
        rm dist/notes; diff -r dist clean; ls -A dist | grep modelpress && exit 9; mkdir dist/.modelpress-1
        cp dist/build.json dist/.modelpress-1; echo '{' > dist/build.json; $BUILD; diff -r dist clean";
    let output = script(&site, &["unshare", "-rm"], text);
    assert!(output.status.success(), "{} (needs `unshare` and a mount of its own)", stderr(&output));
}

#[test]
fn want_of_rights_leaves_the_last_site_whole() {
    let site = site();
    site.build().exits(0);
    let before = tree(&site.path("dist"));
    version(&site, 2);
    program::write(&site.path("program"), fs::read(PROGRAM).unwrap()); // The other user may not reach the one that was built.
    let build = "exec ./program build --today 2026-11-23";
    let is_root = fs::metadata(site.path("dist")).unwrap();
    let is_root = std::os::unix::fs::MetadataExt::uid(&is_root) == 0;
    let other: &[&str] = &["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let wrapper = if is_root { other } else { &["env"] };
    let mode = |path: &str, mode: u32| {
        fs::set_permissions(site.path(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    if is_root {
        let owned =
            Command::new("chown").args(["-R", "65534:65534", "."]).current_dir(site.path("")).status();
        assert!(owned.unwrap().success());
    }
    mode("dist", 0o555);
    let output = script(&site, wrapper, build);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("failed to write `./dist`"), "{}", stderr(&output));
    assert_eq!(tree(&site.path("dist")), before);
    mode("dist", 0o755);
    for (number, mode_of_kept) in (2..).zip([0o755, 0o555, 0o000, 0o755, 0o755]) {
        version(&site, number);
        let output = script(&site, wrapper, build);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(tree(&site.path("dist")), clean(&site));
        mode(".dist.modelpress-kept", mode_of_kept);
    }
    mode(".dist.modelpress-kept/site/models", 0o000);
    version(&site, 7);
    let output = script(&site, wrapper, build);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(tree(&site.path("dist")), clean(&site));
    version(&site, 8);
    mode("", 0o555);
    let output = script(&site, wrapper, build);
    mode("", 0o755);
    assert_eq!(output.status.code(), Some(0), "a read-only parent: file by file: {}", stderr(&output));
    assert_eq!(tree(&site.path("dist")), clean(&site));
}

#[test]
fn few_open_files_are_enough() {
    let site = site();
    let output = script(&site, &["env"], "ulimit -n 32; exec $BUILD --threads 8");
    let code = output.status.code();
    assert!(code == Some(0) || (code == Some(3) && !site.path("dist").exists()), "{}", stderr(&output));
    assert!(site.beside().is_empty());
    site.build().exits(0);
}

#[test]
fn a_closed_pipe_stops_no_build() {
    let site = site();
    let output = script(&site, &["env"], "$BUILD 2>&1 --format json | true; test -f dist/index.html");
    assert!(output.status.success(), "{}", stderr(&output));
}
