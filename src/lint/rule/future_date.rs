//! What has happened cannot happen later.

use super::prelude::*;
use crate::fact::{Form, RECORD, Value};

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "future-date",
        Level::Warn,
        Level::Warn,
        "A date of something that has happened is in the future.",
        "A release, a score or a check that is still to come is a slip, or a fact that waits for `publish_from`. The future is after the build's day (`--today`).",
        "[sources.cost]\nchecked = 2206-07-02",
        "[sources.cost]\nchecked = 2026-07-02",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, context: &Context<'_>, diags: &mut Diagnostics) {
    let past = RECORD.iter().filter(|entry| entry.fact.form == Form::PastDate);
    for statement in past.flat_map(|entry| entry.statements(record)) {
        let (path, Value::Date(date)) = (&*statement.path, &statement.value) else { continue };
        if !context.is_future(*date) {
            continue;
        }
        let message = format!("`{path}` is after the build's day, {}", context.today);
        let diagnostic = Diagnostic::new(code, record.span(path), message);
        diags.push(match path {
            "release_date" | "added" => diagnostic
                .help(format!("write `publish_from = \"{}\"` to build the page from then on", date.iso())),
            _ => diagnostic,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_past_that_is_to_come_is_found() {
        let bad = "release_date = 2026-11-24\nadded = \"2027\"\n[sources.cost]\nchecked = 2206-07-02\n\
                   [[benchmarks]]\nname = \"MMLU\"\nscore = 1\ndate = \"2026-12\"\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:2:16-26 future-date: `release_date` is after the build's day, 2026-11-23
  help: write `publish_from = "2026-11-24"` to build the page from then on
models/acme/one.toml:3:9-15 future-date: `added` is after the build's day, 2026-11-23
  help: write `publish_from = "2027"` to build the page from then on
models/acme/one.toml:5:11-21 future-date: `sources.cost.checked` is after the build's day, 2026-11-23
models/acme/one.toml:9:8-17 future-date: `benchmarks[0].date` is after the build's day, 2026-11-23
"#]],
        );
    }

    #[test]
    fn today_this_month_and_announcements_are_fine() {
        let good = "release_date = 2026-11-23\nadded = \"2026-11\"\nretires = 2030-01-01\n";
        assert_eq!(in_model(&RULE, good), "");
    }
}
