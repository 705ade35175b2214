//! Every code of every stage: what `modelpress explain` knows, `[lints]` may name and `docs/lints.md` lists.

use crate::diag::{Code, Diagnostic, Diagnostics, Level, Levels, closest};
use crate::parse::{Entry, Node};
use crate::resolve::Settings;
use crate::resolve::codes::UNKNOWN_LINT;
use crate::{discover, lint, parse, plan, render, resolve, theme};

/// A catalog without records.
pub static EMPTY_CATALOGUE: Code = Code::lint(
    "empty-catalogue",
    Level::Deny,
    Level::Deny,
    "There are no records to build.",
    "An empty site would replace the last good one, for example after a failed checkout.",
    "models/",
    "models/openai/gpt-4o.toml",
);

/// A file of changes that cannot be read.
pub static BAD_CHANGES: Code = Code::error(
    "bad-changes",
    "A file in `changes/` was not written by `modelpress diff --format json`.",
    "The changes page would be missing a day.",
    "# changes/2026-11-24.json\n{}",
    "# changes/2026-11-24.json\n{ \"format\": 1, \"date\": \"2026-11-24\", \"records\": [], \"pages_removed\": [] }",
);

/// Every code, in the order of the stages. A stage that gets a code of its own adds its list here.
pub fn codes() -> impl Iterator<Item = &'static Code> {
    let rules = lint::rule::ALL.iter().map(|rule| &rule.code);
    discover::CODES
        .into_iter()
        .chain(parse::codes::ALL)
        .chain(resolve::codes::ALL)
        .chain(rules)
        .chain(lint::stale::codes::ALL)
        .chain(theme::codes::ALL)
        .chain(plan::codes::ALL)
        .chain(render::CODES)
        .chain([&EMPTY_CATALOGUE, &BAD_CHANGES])
}

/// The levels of a site: those that `[lints]` chooses, and for the rest those of a site of one's own, or of a tree that
/// others keep where there is no `site.toml` or `profile = "foreign"`.
pub fn levels(settings: Option<&Settings>, diags: &mut Diagnostics) -> Levels {
    let Some(settings) = settings else { return Levels::foreign() };
    let chosen = settings.source.node("lints").and_then(Node::table);
    let (profiles, lints): (Vec<_>, Vec<_>) =
        chosen.into_iter().flat_map(|table| &table.0).partition(|(name, _)| &***name == "profile");
    let mut levels = match profiles.first().and_then(|(_, profile)| profile.node.text()) {
        Some("foreign") => Levels::foreign().chosen_by_site(),
        Some(_) => Levels::own_site().chosen_by_site(),
        None => Levels::own_site(),
    };
    for (name, entry) in lints {
        match mistake(name, entry) {
            Some(mistake) => diags.push(mistake),
            None => levels.set(&**name, level(entry)),
        }
    }
    levels
}

/// What is wrong with the name of an entry of `[lints]`.
fn mistake(name: &str, entry: &Entry) -> Option<Diagnostic> {
    let wrong = |message, help| Some(Diagnostic::new(&UNKNOWN_LINT, entry.key, message).help(help));
    let Some(code) = codes().find(|code| code.name == name) else {
        let near = closest(name, codes().filter(|code| !code.fixed).map(|code| code.name));
        let help = near.map_or_else(
            || "run `modelpress explain` for a list".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return wrong(format!("there is no lint `{name}`"), help);
    };
    if code.fixed {
        return wrong(format!("the level of `{name}` cannot be changed"), "remove the line".to_owned());
    }
    None
}

/// The level that an entry of `[lints]` chooses. Other words were refused when the file was read.
fn level(entry: &Entry) -> Level {
    entry.node.text().and_then(|word| word.parse().ok()).expect("the reader takes levels alone")
}

#[cfg(test)]
mod tests {
    use crate::bless::assert_snapshot;
    use std::collections::BTreeSet;

    use super::*;
    use crate::diag::{FileId, lints_page};
    use crate::parse::site::SITE;
    use crate::parse::{Table, parse_file};

    fn read(text: &str) -> (Levels, Vec<String>) {
        let mut diags = Diagnostics::default();
        let table = parse_file(text, FileId(0), &SITE, &mut diags).table;
        let levels = levels(Some(&Settings::read(table)), &mut diags);
        let found = diags.into_iter().map(|found| {
            let help = found.help.unwrap_or_default();
            format!("{}: {} [{}] {help}", &text[found.span.range()], found.message, found.code.name)
        });
        (levels, found.collect())
    }

    fn level_of(levels: &Levels, name: &str) -> Level {
        levels.of(codes().find(|code| code.name == name).expect("the code is in the list"))
    }

    #[test]
    fn a_tree_without_settings_is_foreign() {
        let levels = levels(None, &mut Diagnostics::default());
        assert_eq!(level_of(&levels, "misspelled-key"), Level::Warn);
        let settings = Settings::read(Table::default());
        let levels = super::levels(Some(&settings), &mut Diagnostics::default());
        assert_eq!(level_of(&levels, "misspelled-key"), Level::Deny);
    }

    #[test]
    fn lints_choose_levels_over_a_profile() {
        let (levels, found) = read("[lints]\nzero-price = \"deny\"\nprofile = \"foreign\"\n");
        assert_eq!(found, Vec::<String>::new());
        assert_eq!(level_of(&levels, "zero-price"), Level::Deny);
        assert_eq!(level_of(&levels, "misspelled-key"), Level::Warn);
    }

    #[test]
    fn unknown_and_fixed_lints_and_words_are_reported_at_their_places() {
        let text = "[lints]\nzero-pirce = \"warn\"\nsyntax = \"allow\"\nfloat-dust = \"own\"\nprofile = \"warn\"\nx = \"warn\"\n";
        let (_, found) = read(text);
        assert_snapshot(
            found.join("\n"),
            snapbox::str![[r#"
"own": `float-dust` cannot be "own" [unknown-value] it is one of "allow", "hint", "warn", "deny"
"warn": `profile` cannot be "warn" [unknown-value] it is one of "foreign", "own"
zero-pirce: there is no lint `zero-pirce` [unknown-lint] did you mean `zero-price`?
syntax: the level of `syntax` cannot be changed [unknown-lint] remove the line
x: there is no lint `x` [unknown-lint] run `modelpress explain` for a list
"#]],
        );
    }

    #[test]
    fn names_are_unique_and_in_kebab_case() {
        let mut names = BTreeSet::new();
        for code in codes() {
            assert!(names.insert(code.name), "{} stands twice", code.name);
            assert!(
                code.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
                "{}",
                code.name
            );
        }
    }

    #[test]
    fn every_code_says_what_why_and_how() {
        for code in codes() {
            assert!(code.what.ends_with('.') && code.why.ends_with('.'), "{}", code.name);
            assert!(!code.bad.is_empty() && code.bad != code.good && !code.good.is_empty(), "{}", code.name);
        }
    }

    #[test]
    fn the_page_of_codes_is_fresh() {
        crate::bless::assert_fresh("docs/lints.md", &lints_page(codes()));
    }
}
