//! A change before the beginning.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "updated-before-release",
        Level::Warn,
        Level::Warn,
        "The last update is before the release.",
        "A model cannot change before it exists, so one of the two dates is wrong.",
        "release_date = 2024-07-18\nlast_updated = 2024-06-01",
        "release_date = 2024-07-18\nlast_updated = 2024-07-18",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, context: RecordContext<'_>, diags: &mut Diagnostics) {
    let (Some(updated), Some(released)) = (record.last_updated, record.release_date) else { return };
    // A date that stands for none is another finding.
    if updated.is_before(released) && !is_placeholder(updated, context.today) {
        let message = format!("updated on {}, before the release on {}", updated.iso(), released.iso());
        diags.push(conflict(code, record, ["last_updated", "release_date"], message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn an_update_before_the_release_is_found() {
        let bad = "release_date = 2024-07-18\nlast_updated = \"2024-06\"\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[
                r#"models/acme/one.toml:3:16-25 updated-before-release: updated on 2024-06, before the release on 2024-07-18"#
            ]],
        );
    }

    #[test]
    fn an_update_in_the_month_of_the_release_may_be_after_it() {
        assert_eq!(in_model(&RULE, "release_date = 2024-07-18\nlast_updated = \"2024-07\"\n"), "");
    }
}
