//! The same input gives the same bytes, whatever the machine is like.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use support::{MODEL, Site, tree};

fn files() -> Vec<(String, String)> {
    let mut files = vec![
        (
            "site.toml".to_owned(),
            "base_url = \"https://a.example/\"\n[outputs]\nprecompress = true\nog_images = \"records\""
                .to_owned(),
        ),
        ("providers/one/provider.toml".to_owned(), "name = \"One\"".to_owned()),
        ("static/x.txt".to_owned(), "x".to_owned()),
    ];
    for at in 0..8 {
        let model = MODEL.replace("Plain", &format!("Model {at}"));
        files.push((
            format!("models/acme/m{at}.toml"),
            format!("aliases = [\"old-{at}\"]\ntags = [\"a\", \"b\"]\n{model}"),
        ));
        files.push((
            format!("providers/one/models/m{at}.toml"),
            format!("base_model = \"acme/m{at}\"\n[cost]\ninput = {at}\noutput = 2\n"),
        ));
    }
    files
}

fn site(files: impl IntoIterator<Item = (String, String)>) -> Site {
    files.into_iter().fold(Site::new(), |site, (path, text)| site.file(&path, text))
}

fn built(site: &Site, args: &[&str], environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let _ = fs::remove_dir_all(site.path("dist"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_modelpress"));
    command.arg("build").args(args).current_dir(site.path("")).env_remove("SOURCE_DATE_EPOCH");
    let output = command.envs(environment.iter().copied()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    tree(&site.path("dist"))
}

const TODAY: [&str; 2] = ["--today", "2026-11-23"];

#[test]
fn threads_time_zone_and_language_change_nothing() {
    let site = site(files());
    let expected = built(&site, &TODAY, &[]);
    assert!(expected.contains_key("build.json") && expected.contains_key("index.html.br"));
    for threads in ["1", "2", "8"] {
        let args = [TODAY[0], TODAY[1], "--threads", threads];
        assert_eq!(built(&site, &args, &[]), expected, "{threads} threads");
    }
    for environment in
        [("TZ", "Pacific/Kiritimati"), ("TZ", "America/Adak"), ("LC_ALL", "tr_TR.UTF-8"), ("LANG", "C")]
    {
        assert_eq!(built(&site, &TODAY, &[environment]), expected, "{environment:?}");
    }
}

#[test]
fn the_folder_and_the_order_of_its_files_change_nothing() {
    let (one, other) = (site(files()), site(files().into_iter().rev()));
    assert_eq!(built(&one, &TODAY, &[]), built(&other, &TODAY, &[]));
}

#[test]
fn the_day_of_the_environment_is_that_of_the_flag() {
    let site = site(files());
    let flag = built(&site, &TODAY, &[]);
    // 2026-11-23 23:59:59 UTC, which is another day in other zones.
    let epoch = [("SOURCE_DATE_EPOCH", "1795478399"), ("TZ", "Pacific/Kiritimati")];
    assert_eq!(built(&site, &[], &epoch), flag);
}
