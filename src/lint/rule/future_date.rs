//! What has happened cannot happen later.

use super::prelude::*;
use crate::fact::{Form, Statement, Value};

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "future-date",
        Level::Warn,
        Level::Warn,
        "The date of a past event is in the future.",
        "A future release, score or check is a mistake, or belongs in a record with `publish_from`. The future starts after the build date (`--today`).",
        "[sources.cost]\nchecked = 2206-07-02",
        "[sources.cost]\nchecked = 2026-07-02",
    ),
    check: Check::Fact(&[Form::PastDate], check),
};

fn check(
    code: &'static Code,
    statement: &Statement<'_>,
    span: Span,
    context: RecordContext<'_>,
    diags: &mut Diagnostics,
) {
    let Value::Date(date) = statement.value else { return };
    if !context.is_future(date) {
        return;
    }
    let path = &*statement.path;
    let message = format!("`{path}` is after the build date, {}", context.today);
    let diagnostic = Diagnostic::new(code, span, message);
    diags.push(match path {
        "release_date" | "added" if !is_placeholder(date, context.today) => diagnostic
            .help(format!("write `publish_from = \"{}\"` to publish the page from that day on", date.iso())),
        _ => diagnostic,
    });
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
models/acme/one.toml:2:16-26 future-date: `release_date` is after the build date, 2026-11-23
  help: write `publish_from = "2026-11-24"` to publish the page from that day on
models/acme/one.toml:3:9-15 future-date: `added` is after the build date, 2026-11-23
  help: write `publish_from = "2027"` to publish the page from that day on
models/acme/one.toml:5:11-21 future-date: `sources.cost.checked` is after the build date, 2026-11-23
models/acme/one.toml:9:8-17 future-date: `benchmarks[0].date` is after the build date, 2026-11-23
"#]],
        );
    }

    #[test]
    fn a_provider_and_an_author_have_a_past_too() {
        let files = [
            ("models/acme/author.toml", "name = \"Acme\"\nfounded = \"2206\"\n"),
            ("models/acme/one.toml", "name = \"One\"\n"),
            ("providers/p/provider.toml", "name = \"P\"\n[sources.cost]\nchecked = 2206-07-02\n"),
            ("providers/p/models/one.toml", "base_model = \"acme/one\"\n"),
        ];
        assert_snapshot(
            findings(&RULE, &files),
            snapbox::str![[r#"
models/acme/author.toml:2:11-17 future-date: `founded` is after the build date, 2026-11-23
providers/p/provider.toml:3:11-21 future-date: `sources.cost.checked` is after the build date, 2026-11-23
"#]],
        );
    }

    #[test]
    fn today_this_month_and_announcements_are_fine() {
        let good = "release_date = 2026-11-23\nadded = \"2026-11\"\nretires = 2030-01-01\n";
        assert_eq!(in_model(&RULE, good), "");
    }
}
