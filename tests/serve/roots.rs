//! How a preview learns of changes: by events or by polling, and through whatever happens to the site's own folder.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::PAGE;
use super::preview::Preview;
use super::support::{MODEL, Site};

/// By events, and by polling.
const WAYS: [&[&str]; 2] = [&["--port", "0"], &["--port", "0", "--poll=20ms"]];

fn price(price: &str) -> String {
    MODEL.replace("0.15", price)
}

/// A folder with a site in `current`, and another one in `next`.
fn two_sites() -> Site {
    Site::new()
        .file("current/models/acme/plain.toml", price("0.1111"))
        .file("next/models/acme/plain.toml", price("0.2222"))
}

/// Saves of all kinds are followed in the folder that stands at the site's path now.
#[track_caller]
fn follows(preview: &Preview, site: &Site, current: &str) {
    site.put(&format!("{current}/models/acme/plain.toml"), price("0.3333"));
    preview.until_page(PAGE, "0.3333");
    site.put(&format!("{current}/models/new/deep/one.toml"), price("0.4444"));
    preview.until_page("/models/new/deep/one/", "0.4444").is(200);
    fs::remove_dir_all(site.path(current).join("models/new")).unwrap();
    preview.until(|preview| (preview.get("/models/new/deep/one/").status == 404).then_some(()));
}

#[test]
fn a_folder_that_is_replaced_by_rename_is_followed() {
    for way in WAYS {
        let site = two_sites();
        let preview = Preview::with(&site.path("current"), way);
        preview.until_page(PAGE, "0.1111");
        fs::rename(site.path("current"), site.path("before")).unwrap();
        fs::rename(site.path("next"), site.path("current")).unwrap();
        // The folder in which the command was started is another one now.
        site.put("before/models/acme/plain.toml", price("0.9999"));
        preview.until_page(PAGE, "0.2222");
        follows(&preview, &site, "current");
    }
}

#[test]
fn a_folder_that_is_deleted_and_comes_back_is_followed() {
    for way in WAYS {
        let site = two_sites();
        let preview = Preview::with(&site.path("current"), way);
        fs::remove_dir_all(site.path("current")).unwrap();
        preview.until_said("the site's folder is missing");
        site.put("current/models/acme/plain.toml", price("0.2222"));
        preview.until_page(PAGE, "0.2222");
        follows(&preview, &site, "current");
    }
}

#[test]
fn a_file_in_the_place_of_the_folder_is_no_empty_site() {
    for way in WAYS {
        let site = two_sites();
        let preview = Preview::with(&site.path("current"), way);
        preview.until_page(PAGE, "Plain");
        // In one step: a folder that is emptied file by file is an empty site meanwhile.
        fs::rename(site.path("current"), site.path("elsewhere")).unwrap();
        fs::write(site.path("current"), "").unwrap();
        preview.until_said("the site's folder is missing");
        preview.until_page(PAGE, "Plain");
        fs::remove_file(site.path("current")).unwrap();
        site.put("current/models/acme/plain.toml", price("0.2222"));
        preview.until_page(PAGE, "0.2222");
    }
}

#[test]
fn a_folder_that_is_deleted_and_made_again_at_once_is_followed() {
    for way in WAYS {
        let site = two_sites();
        let preview = Preview::with(&site.path("current"), way);
        for round in ["0.51", "0.52", "0.53"] {
            fs::remove_dir_all(site.path("current")).unwrap();
            site.put("current/models/acme/plain.toml", price(round));
            preview.until_page(PAGE, round);
        }
        follows(&preview, &site, "current");
    }
}

#[test]
fn a_folder_above_that_is_renamed_and_back_is_followed() {
    for way in WAYS {
        let site = Site::new().file("above/current/models/acme/plain.toml", MODEL);
        let preview = Preview::with(&site.path("above/current"), way);
        fs::rename(site.path("above"), site.path("elsewhere")).unwrap();
        preview.until_said("the site's folder is missing");
        site.put("elsewhere/current/models/acme/plain.toml", price("0.2222"));
        fs::rename(site.path("elsewhere"), site.path("above")).unwrap();
        preview.until_page(PAGE, "0.2222");
        follows(&preview, &site, "above/current");
    }
}

#[cfg(unix)]
#[test]
fn a_link_to_the_site_that_leads_to_another_one_is_followed() {
    for way in WAYS {
        let site = two_sites();
        let link = |target: &str| {
            std::os::unix::fs::symlink(target, site.path("new-link")).unwrap();
            fs::rename(site.path("new-link"), site.path("link")).unwrap();
        };
        link("current");
        let preview = Preview::with(&site.path("."), &[way, &["link"]].concat());
        preview.until_page(PAGE, "0.1111");
        link("next");
        preview.until_page(PAGE, "0.2222");
        follows(&preview, &site, "next");
    }
}

#[test]
fn polling_follows_what_links_lead_to() {
    let site = Site::plain().file("shared/one.toml", price("0.1111"));
    #[cfg(unix)]
    std::os::unix::fs::symlink("../../shared/one.toml", site.path("models/acme/one.toml")).unwrap();
    #[cfg(not(unix))]
    return;
    let preview = Preview::with(&site.path("."), WAYS[1]);
    preview.until_page("/models/acme/one/", "0.1111");
    site.put("shared/one.toml", price("0.2222"));
    preview.until_page("/models/acme/one/", "0.2222");
}

#[test]
fn an_interval_that_is_none_is_refused() {
    let site = Site::plain();
    for wrong in ["--poll=0", "--poll=2", "--poll=-1s", "--poll=1ms", "--poll=9h", "--poll=fast", "--poll="] {
        site.run(&["serve", wrong]).exits(2).says("10ms to 1h");
    }
}

/// Runs a preview where the system has room for so many watches; nothing where such a limit cannot be set.
#[cfg(target_os = "linux")]
fn with_watches(most: u32, folder: &Path, args: &str) -> Option<Preview> {
    let limit = format!("echo {most} > /proc/sys/user/max_inotify_watches");
    let unshare = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--user", "--map-root-user", "sh", "-c", script, env!("CARGO_BIN_EXE_modelpress")]);
        command
    };
    if !unshare(&limit).output().is_ok_and(|output| output.status.success()) {
        assert!(std::env::var_os("CI").is_none(), "no user namespace, so the limit cannot be tried");
        return None;
    }
    Some(Preview::run(folder, unshare(&format!("{limit} && exec \"$0\" serve --port 0 {args}"))))
}

#[cfg(target_os = "linux")]
#[test]
fn without_room_to_watch_it_looks_by_itself() {
    let site = Site::plain();
    let Some(preview) = with_watches(1, &site.path("."), "") else { return };
    preview.until_said("sysctl fs.inotify.max_user_watches");
    site.put("models/acme/plain.toml", price("0.1777"));
    preview.until_page(PAGE, "0.1777");
}

#[cfg(target_os = "linux")]
#[test]
fn where_the_room_ends_later_it_looks_by_itself_from_then_on() {
    let site = Site::plain();
    let Some(preview) = with_watches(5, &site.path("."), "") else { return };
    for number in 0..5 {
        site.put(&format!("models/new{number}/deep/one.toml"), price("0.1111"));
    }
    preview.until_said("sysctl fs.inotify.max_user_watches");
    site.put("models/new4/deep/one.toml", price("0.1777"));
    preview.until_page("/models/new4/deep/one/", "0.1777");
}

#[cfg(target_os = "linux")]
#[test]
fn polling_takes_no_events() {
    let site = Site::plain();
    let Some(preview) = with_watches(0, &site.path("."), "--poll=20ms") else { return };
    site.put("models/acme/plain.toml", price("0.1777"));
    preview.until_page(PAGE, "0.1777");
    assert!(!preview.said().contains("note:"), "{}", preview.said());
}
