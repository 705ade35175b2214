//! Knowledge from the future.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "cutoff-after-release",
        Level::Warn,
        Level::Warn,
        "The knowledge cutoff is after the release date.",
        "A model cannot know what happened after its release, so one of the two dates is wrong.",
        "release_date = 2024-07-18\nknowledge = \"2024-10\"",
        "release_date = 2024-07-18\nknowledge = \"2023-10\"",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let (Some(cutoff), Some(released)) = (record.knowledge, record.release_date) else { return };
    if released.is_before(cutoff) {
        let message =
            format!("the knowledge cutoff, {}, is after the release date, {}", cutoff.iso(), released.iso());
        diags.push(conflict(code, record, ["knowledge", "release_date"], message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_cutoff_after_the_release_is_found() {
        let bad = "release_date = 2024-07-18\nknowledge = \"2024-10\"\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![
                "models/acme/one.toml:3:13-22 cutoff-after-release: the knowledge cutoff, 2024-10, is after the release date, 2024-07-18"
            ],
        );
    }

    #[test]
    fn a_cutoff_in_the_month_of_the_release_may_be_before_it() {
        assert_eq!(in_model(&RULE, "release_date = 2024-07-18\nknowledge = \"2024-07\"\n"), "");
    }
}
