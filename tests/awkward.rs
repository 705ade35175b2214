//! Files as nobody should write them: each is reported at its place, nothing panics, and the other files count.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use support::{MODEL, Run, Site, tree};
#[cfg(unix)]
use {modelpress::discover::roots, support::pipe};

/// The plain model beside a file, in a site of one's own.
fn beside(path: &str, bytes: impl AsRef<[u8]>) -> Run {
    Site::own().file(path, bytes).check()
}

#[test]
fn marks_and_line_ends_of_other_systems_are_read() {
    beside("models/acme/mark.toml", format!("\u{feff}{MODEL}")).exits(0);
    beside("models/acme/lines.toml", MODEL.replace('\n', "\r\n")).exits(0);
    let wrong = MODEL.replace('\n', "\r\n").replace("0.15", "x");
    beside("models/acme/lines.toml", wrong).exits(1).says("models/acme/lines.toml:6:9");
}

#[test]
fn bytes_that_are_no_text_are_an_error_at_their_place() {
    let latin = MODEL.replace("Plain", "Caf#").into_bytes();
    let latin: Vec<u8> = latin.into_iter().map(|byte| if byte == b'#' { 0xe9 } else { byte }).collect();
    beside("models/acme/latin.toml", latin).exits(1).says("not-utf8").says("models/acme/latin.toml:1:12");
    beside("models/acme/nul.toml.toml", format!("{MODEL}\0")).exits(1);
    let wide: Vec<u8> = MODEL.encode_utf16().flat_map(u16::to_le_bytes).collect();
    beside("models/acme/wide.toml", wide).exits(1).says("models/acme/wide.toml:");
}

#[test]
fn input_that_is_no_utf8_is_a_mistake_in_the_files_wherever_it_is_read_as_text() {
    let bad = |text: &str| [text.as_bytes(), b"\xe9\n"].concat();
    for (path, text) in [
        ("site.toml", "title = \"Caf"),
        ("models/acme/author.toml", "name = \"Caf"),
        ("providers/cloud/provider.toml", "name = \"Caf"),
        ("providers/cloud/models/x.toml", "base_model = \"acme/plain"),
        ("pages/guide.md", "# Caf"),
        ("templates/page/model.html", "Caf"),
        ("templates/component/facts.html", "Caf"),
        ("templates/snippets/go/http-chat.txt", "Caf"),
        ("templates/icon/vision.svg", "<svg>"),
        ("static/css/token.css", "/* Caf"),
        ("static/css/order.txt", "# Caf"),
        ("static/js/theme.js", "// Caf"),
        ("static/favicon.svg", "<svg>"),
        ("changes/2026-11-20.json", "{\"format\":1,\"date\":\"2026-11-20\",\"title\":\"Caf"),
    ] {
        let site = Site::plain().file("site.toml", "title = \"T\"\n").file(path, bad(text));
        let run = site.check().exits(1).says("UTF-8").says(path);
        assert!(!run.stderr.contains("failed"), "{path}: {}", run.stderr);
        site.build().exits(1);
        assert!(!site.path("dist").exists(), "{path}");
    }
    // A file that is published as it is may hold anything.
    let site = Site::plain().file("static/photo.bin", bad("")).file("static/own.css", bad("/* Caf"));
    site.build().exits(0);
    assert_eq!(std::fs::read(site.path("dist/own.css")).unwrap(), bad("/* Caf"));
}

#[test]
fn a_file_on_the_command_line_that_is_no_utf8_is_a_mistake_in_it() {
    let site = Site::plain().file("list.json", b"{\"models\": \"\xff\"}");
    for args in
        [&["check", "--baseline", "list.json"][..], &["diff", "list.json"], &["diff", ".", "list.json"]]
    {
        site.run(args).exits(1).says("`list.json` is not UTF-8 text, from byte 12 on");
    }
}

#[cfg(unix)]
#[test]
fn an_environment_that_is_no_utf8_is_wrong_usage() {
    use std::os::unix::ffi::OsStrExt as _;
    let site = Site::plain();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_modelpress"));
    command.arg("check").current_dir(site.path("."));
    let output = command.env("SOURCE_DATE_EPOCH", std::ffi::OsStr::from_bytes(b"1\xff")).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn an_empty_file_and_one_of_megabytes_are_errors() {
    beside("models/acme/empty.toml", "").exits(1).says("a model needs a `name`");
    let large = format!("{MODEL}# {}", "a".repeat(2 << 20));
    beside("models/acme/large.toml", large).exits(1).says("file-too-large").says("models/acme/large.toml");
}

#[test]
fn a_file_larger_than_its_kind_may_be_is_an_error() {
    const MIB: u64 = 1 << 20;
    for (path, largest) in [
        ("site.toml", MIB),
        ("models/acme/logo.svg", MIB),
        ("pages/guide.md", MIB),
        ("templates/base.html", MIB),
        ("changes/2026-11-20.json", 16 * MIB),
        ("static/video.mp4", 100 * MIB),
    ] {
        let site = Site::own().file(path, "");
        let file = std::fs::OpenOptions::new().write(true).open(site.path(path)).unwrap();
        file.set_len(largest + 1).unwrap();
        let run = site.check().exits(1).says("file-too-large").says(path);
        assert!(run.stderr.contains(&format!("larger than {} MiB", largest / MIB)), "{}", run.stderr);
    }
    beside("changes/2026-11-20.json", " ".repeat(2 << 20)).exits(1).says("bad-changes");
}

#[test]
fn a_site_without_a_record_says_so() {
    let site = Site::new();
    std::fs::create_dir(site.path("models")).unwrap();
    site.build().exits(1).says("there are no records to build");
}

#[test]
fn depth_without_end_is_an_error_and_no_overflow() {
    let tables = format!("{MODEL}[extra{}]\nx = 1\n", ".a".repeat(1000));
    let inline = format!("x = {}1{}\n{MODEL}", "{a=".repeat(1000), "}".repeat(1000));
    let arrays = format!("x = {}{}\n{MODEL}", "[".repeat(50_000), "]".repeat(50_000));
    for text in [tables, inline, arrays] {
        beside("models/acme/deep.toml", text).exits(1).says("models/acme/deep.toml");
    }
    for open in [">", "[", "![", "*", "- "] {
        let text = format!("description = \"{}\"\n{MODEL}", open.repeat(10_000));
        Site::new().file("models/acme/deep.toml", text).build().exits(0);
    }
}

#[test]
fn a_chain_of_bases_ends() {
    let chained = |count: usize| {
        let site = Site::own();
        for at in 0..count {
            let base = format!("base_model = \"acme/m{}\"\n", at + 1);
            let base = if at + 1 < count { base } else { String::new() };
            site.put(&format!("models/acme/m{at}.toml"), format!("{base}{MODEL}"));
        }
        site.check()
    };
    chained(32).exits(0);
    chained(200).exits(1).says("reference-cycle");
}

#[test]
fn cycles_of_every_reference_are_errors() {
    for key in ["base_model", "variant_of", "successor"] {
        let status = if key == "successor" { "status = \"deprecated\"\n" } else { "" };
        let file = |other: &str| format!("{status}{key} = \"acme/{other}\"\n{MODEL}");
        let site = Site::own().file("models/acme/a.toml", file("b")).file("models/acme/b.toml", file("a"));
        site.check().exits(1).says("reference-cycle");
    }
}

#[test]
fn ids_that_leave_their_folder_are_errors() {
    for id in ["..", "../../../etc/x", "/etc/x", "%2e%2e/x", "a//b", "a/../b"] {
        for key in ["slug", "id"] {
            let run = beside("models/acme/a.toml", format!("{key} = \"{id}\"\n{MODEL}")).exits(1);
            run.says("bad-id").says("models/acme/a.toml:1:");
        }
    }
}

/// Paths have no case, so an id that begins with its author in capitals does not name the author twice in its path.
#[test]
fn the_author_of_an_id_is_known_in_any_case() {
    let site = Site::own().file("models/acme/a.toml", format!("id = \"ACME/Large\"\n{MODEL}"));
    site.build().exits(0);
    let json: serde_json::Value = serde_json::from_str(&site.page("models/acme/large/index.json")).unwrap();
    assert_eq!(json["id"], "ACME/Large");
}

/// A backslash leads nowhere in an address, but to another folder on some disks.
#[test]
fn backslashes_are_no_part_of_paths() {
    for key in ["slug", "id"] {
        let site = Site::own().file("models/acme/a.toml", format!("{key} = \"x\\\\..\\\\y\"\n{MODEL}"));
        site.build().exits(0);
        let pages = support::tree(&site.path("dist/models/acme"));
        let pages: Vec<&String> = pages.keys().filter(|path| path.ends_with("index.json")).collect();
        assert_eq!(pages, ["index.json", "plain/index.json", "x-..-y/index.json"], "{key}");
    }
}

#[test]
fn ids_that_fit_no_disk_get_a_path_with_a_mark() {
    let long = "x".repeat(300);
    let deep = "x/".repeat(150) + "x";
    let site = Site::own().file("models/con/x.toml", MODEL);
    for (at, id) in ["con", "a/NUL.txt", "a.", "通义千问", "qwen-通义", "::", &long, &deep].iter().enumerate()
    {
        site.put(&format!("models/acme/m{at}.toml"), format!("id = \"acme/{id}\"\n{MODEL}"));
        site.put(&format!("models/acme/s{at}.toml"), format!("slug = \"s/{id}\"\n{MODEL}"));
    }
    site.build().exits(0);
    let pages: Vec<String> =
        tree(&site.path("dist")).into_keys().filter(|path| path.ends_with("/index.html")).collect();
    let of_models =
        pages.iter().filter_map(|path| path.strip_prefix("models/acme/")?.strip_suffix("/index.html"));
    let of_models: Vec<&str> = of_models.filter(|path| *path != "plain").collect();
    assert_eq!(of_models.len(), 16, "{of_models:#?}");
    let is_portable = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-/".contains(c);
    for path in of_models {
        let (_, mark) = path.rsplit_once(['-', '/']).unwrap_or(("", path));
        assert!(mark.len() == 6 && mark.bytes().all(|byte| byte.is_ascii_hexdigit()), "{path}");
        assert!(path.chars().all(is_portable) && !path.contains("--") && path.len() <= 180, "{path}");
    }
    assert!(pages.iter().any(|path| path.starts_with("models/con-")), "{pages:#?}");
}

#[test]
fn two_sources_of_one_path_are_an_error_that_names_both() {
    let site = Site::own().file("models/acme/a@b.toml", MODEL).file("models/acme/A+B.toml", MODEL);
    site.check().exits(1).says("duplicate-path").says("models/acme/A+B.toml").says("models/acme/a@b.toml");
    let alias = format!("aliases = [\"acme/plain\"]\n{MODEL}");
    beside("models/acme/b.toml", alias).exits(1).says("alias-taken").says("models/acme/b.toml:1:12");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn links_that_lead_out_or_nowhere_are_left_with_a_warning() {
        let site = Site::plain();
        symlink("/etc/passwd", site.path("models/acme/out.toml")).unwrap();
        symlink("/etc", site.path("models/etc")).unwrap();
        symlink("..", site.path("models/acme/up")).unwrap();
        symlink("two.toml", site.path("models/acme/one.toml")).unwrap();
        symlink("one.toml", site.path("models/acme/two.toml")).unwrap();
        let run = site.check().exits(0);
        let run = run.says("models/acme/out.toml").says("models/etc").says("models/acme/up");
        run.says("models/acme/one.toml").says("models/acme/two.toml");
    }

    #[test]
    fn a_link_to_a_hidden_file_is_not_read() {
        for hidden in [".env", ".git/config", "models/.private/x.toml"] {
            for place in PLACES.iter().filter(|place| **place != "site.toml") {
                let site = Site::plain().file(hidden, "secret_key = 1\nsecret_line = \n");
                link(&site, site.path(hidden).to_str().unwrap(), place);
                let run = site.check().exits(0).says(place).says("hidden file or folder");
                assert!(!run.stderr.contains("secret_"), "{place}: {}", run.stderr);
            }
        }
        let site = Site::plain().file(".git/x/provider.toml", "name = \"X\"\n");
        link(&site, ".git", "providers");
        site.check().exits(0).says("hidden file or folder");
    }

    #[test]
    fn links_in_linked_folders_make_no_tree_without_end() {
        let site = Site::plain();
        for at in 0..30 {
            site.put(&format!("models/acme/d{at}/m{at}.toml"), MODEL);
            for name in ["a", "b"] {
                symlink(format!("../d{}", (at + 1) % 30), site.path(&format!("models/acme/d{at}/{name}")))
                    .unwrap();
            }
        }
        let run = site.check().exits(0).says("is inside a linked folder itself");
        run.says("models/acme/d0/a/a");
    }

    #[test]
    fn no_file_is_written_behind_a_link_of_the_site() {
        let site = Site::plain().file("else/kept", "kept");
        symlink("else", site.path("public")).unwrap();
        site.run(&["check", "--external-links", "public/links.txt"])
            .exits(2)
            .says("`public`")
            .says("symbolic link");
        let write = ["diff", ".", ".", "--format", "json", "--output", "public/deep/x.json"];
        site.run(&write).exits(2).says("symbolic link");
        assert_eq!(std::fs::read_dir(site.path("else")).unwrap().count(), 1);
    }

    /// A file of every kind that a site can hold.
    const PLACES: [&str; 13] = [
        "site.toml",
        "models/acme/one.toml",
        "models/acme/author.toml",
        "models/acme/logo.svg",
        "models/acme/notes",
        "labs/acme/logo.svg",
        "providers/cloud/provider.toml",
        "providers/cloud/models/one.toml",
        "pages/guide.md",
        "templates/base.html",
        "templates/snippets/chat/python.py",
        "static/brand.css",
        "changes/2026-11-20.json",
    ];

    fn link(site: &Site, target: &str, place: &str) {
        let place = site.path(place);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        symlink(target, place).unwrap();
    }

    #[test]
    fn the_places_are_all_there_are() {
        for root in roots() {
            assert!(PLACES.iter().any(|place| place.split('/').next() == Some(root)), "{root}");
        }
    }

    #[test]
    fn a_pipe_is_an_error_and_never_waited_for() {
        for place in PLACES {
            let site = Site::plain();
            pipe(&site.path(place));
            site.check().exits(1).says(place).says("neither a file nor a folder");

            let site = Site::plain();
            pipe(&site.path("elsewhere/pipe"));
            link(&site, site.path("elsewhere/pipe").to_str().unwrap(), place);
            site.check().exits(1).says(place).says("neither a file nor a folder");

            let site = Site::plain().file(place, "");
            std::fs::remove_file(site.path(place)).unwrap();
            let socket = std::os::unix::net::UnixListener::bind(site.path(place)).unwrap();
            site.check().exits(1).says(place).says("neither a file nor a folder");
            drop(socket);
        }
    }

    #[test]
    fn a_link_out_of_the_site_is_never_read() {
        let outside = Site::new().file("secret", "secret_key = 1\nsecret_line = \n");
        let secret = outside.path("secret");
        for target in [secret.to_str().unwrap(), outside.path(".").to_str().unwrap(), "/dev/zero"] {
            for place in PLACES {
                let site = Site::plain();
                link(&site, target, place);
                let run = site.check().says(place).says("link-outside");
                assert!(!run.stderr.contains("secret_"), "{place}: {}", run.stderr);
                assert_eq!(run.code, i32::from(place == "site.toml"), "{place}: {}", run.stderr);
            }
        }
    }

    #[test]
    fn settings_that_are_not_read_are_an_error_and_never_a_foreign_tree() {
        let outside = Site::new().file("site.toml", "title = \"Another site\"\n");
        let outside = outside.path("site.toml");
        let misspelled = format!("{MODEL}[limits]\ncontext = 1\n");
        for target in [outside.to_str().unwrap(), "nowhere.toml", "site.toml", "static"] {
            let site = Site::plain().file("static/a.txt", "").file("models/acme/two.toml", &misspelled);
            link(&site, target, "site.toml");
            for args in [&["build", "--keep-going"][..], &["check"], &["diff", ".", "."]] {
                let run = site.run(args).exits(1).says("error[unread-settings]").says("site.toml");
                // In a foreign tree it would be a warning.
                run.says("error[misspelled-key]")
                    .says("make `site.toml` a regular file in the site's folder, or remove it");
            }
            assert!(!site.path("dist").exists(), "{target}");
        }
        let site = Site::plain().file("config/site.toml", "title = \"My site\"\n");
        link(&site, "config/site.toml", "site.toml");
        site.build().exits(0);
        assert!(site.page("index.html").contains("My site"), "a link that stays inside is followed");
        let site = Site::plain().file("site.toml/x", "");
        site.check().exits(1).says("unread-settings");
    }

    #[test]
    fn names_of_files_are_shown_and_never_obeyed() {
        beside("models/acme/a\n::error::x.toml", "bad").exits(1).says("models/acme/a\\n::error::x.toml");
        beside("models/acme/a\u{1b}[31m.toml", MODEL).exits(1).says("models/acme/a\\u{1b}[31m.toml");
        let site = Site::plain();
        let name = std::ffi::OsStr::from_bytes(b"models/acme/\xff.toml");
        std::fs::write(site.path("").join(name), MODEL).unwrap();
        site.check().exits(1).says("its name is not UTF-8");
    }
}
