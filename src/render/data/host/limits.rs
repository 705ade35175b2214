//! What hosts take: how many files, how large, and how many rules. A site that is larger gets hints, since another host may take it.

use std::collections::HashSet;

use super::headers;
use crate::diag::{Diagnostic, Diagnostics, SourceMap, Span};
use crate::domain::text::count;
use crate::plan::codes::HOST_LIMIT;
use crate::plan::{
    Content, DataFile, Host, Images, MOST_REDIRECTS, PageKind, PlannedFile, Site, is_worth_compressing,
};
use crate::resolve::Settings;
use crate::theme::ThemeFile;

/// The most files of a deployment to Cloudflare Pages on its free plan.
const FILES: usize = 20_000;

/// The largest file that Cloudflare Pages takes, in bytes.
pub(crate) const FILE_SIZE: usize = 25 << 20;

/// The most rules of `_headers` that Cloudflare Pages reads, and the most characters of a line.
const HEADER_RULES: usize = 100;
const HEADER_LINE: usize = 2_000;

/// The most rules of `_redirects` for many paths each that Cloudflare Pages reads.
const DYNAMIC_REDIRECTS: usize = 100;

/// Reports what passes the limits of hosts, at the files that do.
pub fn check_limits(site: &Site, files: &[ThemeFile], map: &mut SourceMap) -> Diagnostics {
    let mut found: Vec<(String, String, &str)> = Vec::new();
    found.extend(too_many_files(number_of_files(site, files), what_to_switch_off(&site.directory.settings)));
    for file in files.iter().filter(|file| file.bytes.len() > FILE_SIZE) {
        let message = format!(
            "{} bytes exceed the 25 MiB file limit of Cloudflare Pages",
            count(file.bytes.len() as u64)
        );
        found.push((file.source.clone(), message, "host it elsewhere and link to it"));
    }
    let own = |path: &str| files.iter().find(|file| file.path == path);
    let is_planned =
        site.items.iter().any(|item| item.content == Content::Data(DataFile::Host(Host::Headers)));
    let rules = match own("_headers") {
        Some(file) => Some((file.source.clone(), String::from_utf8_lossy(&file.bytes).into_owned())),
        None => is_planned.then(|| ("_headers".to_owned(), headers::text(site))),
    };
    if let Some((source, text)) = rules {
        found.extend(header_limits(&text).map(|(message, help)| (source.clone(), message, help)));
    }
    if let Some(file) = own("_redirects") {
        let text = String::from_utf8_lossy(&file.bytes);
        found.extend(redirect_limits(&text).map(|(message, help)| (file.source.clone(), message, help)));
    }
    let at = |(source, message, help)| {
        Diagnostic::new(&HOST_LIMIT, Span::whole(map.add(source, "")), message).help(help)
    };
    found.into_iter().map(at).collect()
}

/// The number of files that a build writes, with the list of them and their compressed copies.
fn number_of_files(site: &Site, files: &[ThemeFile]) -> usize {
    let originals = site.items.len() + files.len() + 1;
    if !site.directory.settings.outputs("precompress", false) {
        return originals;
    }
    let given: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let copies = |path: &str| {
        ["br", "gz"].iter().filter(|ending| !given.contains(format!("{path}.{ending}").as_str())).count()
    };
    let own = files.iter().filter(|file| is_worth_compressing(&file.path, file.bytes.len() as u64));
    let own = own.map(|file| copies(&file.path));
    // How large a page is shows only when it is drawn; those that only lead on are small.
    let is_large = |item: &&PlannedFile| !matches!(item.page(), Some(PageKind::Alias { .. }));
    let planned = site.items.iter().filter(is_large).map(|item| item.route.file());
    let planned = planned.filter(|path| is_worth_compressing(path, u64::MAX)).map(|path| copies(&path));
    originals + own.sum::<usize>() + planned.sum::<usize>()
}

/// What has the most files that a site can be without.
fn what_to_switch_off(settings: &Settings) -> &'static str {
    if settings.outputs("precompress", false) {
        "set `precompress = false` in `[outputs]`; paid plans allow 100,000, and other hosts have no such limit"
    } else if Images::of(settings) == Images::Records {
        "set `og_images = \"site\"` in `[outputs]` to leave out a file for each model; paid plans allow 100,000, and other hosts and your own server have no such limit"
    } else {
        "set `markdown = false` in `[outputs]` to leave out a file for each page; paid plans allow 100,000, and other hosts and your own server have no such limit"
    }
}

fn too_many_files(all: usize, help: &'static str) -> Option<(String, String, &'static str)> {
    let message = format!(
        "{} files exceed the limit of {} on the free plan of Cloudflare Pages",
        count(all as u64),
        count(FILES as u64)
    );
    (all > FILES).then(|| ("models".to_owned(), message, help))
}

/// The limits that the rules of `_headers` pass.
fn header_limits(text: &str) -> impl Iterator<Item = (String, &'static str)> {
    let rules = rules(text).filter(|line| !line.starts_with([' ', '\t'])).count();
    let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    let many = (rules > HEADER_RULES).then(|| {
        let message = format!(
            "{rules} rules exceed the limit of {HEADER_RULES} that Cloudflare Pages reads in `_headers`"
        );
        (message, "put pages in folders, which need one rule each, or write your own `static/_headers`")
    });
    let long = (longest > HEADER_LINE).then(|| {
        let message =
            format!("a line of {longest} characters exceeds the limit of {HEADER_LINE} that Cloudflare Pages reads in `_headers`");
        (message, "list fewer hosts in `[csp]`")
    });
    many.into_iter().chain(long)
}

/// The limits that the rules of `_redirects` pass.
fn redirect_limits(text: &str) -> impl Iterator<Item = (String, &'static str)> {
    let is_dynamic =
        |line: &&str| line.split_whitespace().next().is_some_and(|from| from.contains(['*', ':']));
    let dynamic = rules(text).filter(is_dynamic).count();
    let plain = rules(text).count() - dynamic;
    [
        (
            plain,
            MOST_REDIRECTS,
            "for one path each",
            "cover many paths with one rule that uses `*` or `:name`",
        ),
        (dynamic, DYNAMIC_REDIRECTS, "with `*` or `:name`", "combine several into one"),
    ]
    .into_iter()
    .filter(|(rules, most, ..)| rules > most)
    .map(|(rules, most, kind, help)| {
        let rules = count(rules as u64);
        let most = count(most as u64);
        (
            format!(
                "{rules} rules {kind} exceed the limit of {most} that Cloudflare Pages reads in `_redirects`"
            ),
            help,
        )
    })
}

fn rules(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;
    use crate::parse::parse_file;
    use crate::parse::site::SITE;

    #[test]
    fn as_many_files_as_a_host_takes_pass_and_one_more_does_not() {
        assert!(too_many_files(20_000, "").is_none());
        let (_, message, _) = too_many_files(20_001, "").unwrap();
        assert_eq!(message, "20,001 files exceed the limit of 20,000 on the free plan of Cloudflare Pages");
    }

    #[test]
    fn what_has_the_most_files_goes_first() {
        let help = |text: &str| {
            let mut diags = Diagnostics::default();
            what_to_switch_off(&Settings::read(parse_file(text, FileId(0), &SITE, &mut diags).table))
        };
        assert!(help("").starts_with("set `markdown = false`"));
        let images = "base_url = \"https://a.example/\"\n[outputs]\nog_images = \"records\"\n";
        assert!(help(images).starts_with("set `og_images = \"site\"`"));
        assert!(help(&format!("{images}precompress = true")).starts_with("set `precompress = false`"));
    }

    #[test]
    fn rules_of_headers_are_counted_without_their_headers_and_remarks() {
        let rules = |count: usize| "# remark\n\n/a\n  X: y\n  Z: y\n".repeat(count);
        assert_eq!(header_limits(&rules(100)).count(), 0);
        assert_eq!(header_limits(&rules(101)).count(), 1);
        let line = |length: usize| format!("/*\n{}\n", "x".repeat(length));
        assert_eq!(header_limits(&line(2_000)).count(), 0);
        assert_eq!(header_limits(&line(2_001)).count(), 1);
    }

    #[test]
    fn redirects_are_counted_by_kind() {
        let many = |plain: usize, dynamic: usize| {
            let text = "# /a /b\n/a/b:80 /c 301\n".replace(":80", "").repeat(plain)
                + &"/old/* /new/:splat\n".repeat(dynamic);
            redirect_limits(&text).map(|(message, _)| message).collect::<Vec<_>>()
        };
        assert!(many(2_000, 100).is_empty());
        assert_eq!(
            many(2_001, 101),
            [
                "2,001 rules for one path each exceed the limit of 2,000 that Cloudflare Pages reads in `_redirects`",
                "101 rules with `*` or `:name` exceed the limit of 100 that Cloudflare Pages reads in `_redirects`",
            ]
        );
    }
}
