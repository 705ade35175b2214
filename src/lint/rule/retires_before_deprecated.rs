//! An end before its announcement.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "retires-before-deprecated",
        Level::Warn,
        Level::Warn,
        "A model shuts down before its deprecation date.",
        "`deprecated` is the announcement date and `retires` is the shutdown date; they are probably swapped.",
        "deprecated = 2027-02-27\nretires = 2026-08-27",
        "deprecated = 2026-08-27\nretires = 2027-02-27",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let (Some(retires), Some(deprecated)) = (record.retires, record.deprecated) else { return };
    if retires.is_before(deprecated) {
        let message =
            format!("shuts down on {}, before its deprecation on {}", retires.iso(), deprecated.iso());
        diags.push(conflict(code, record, ["retires", "deprecated"], message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn an_end_before_its_announcement_is_found() {
        assert_snapshot(
            in_model(&RULE, "deprecated = 2027-02-27\nretires = 2026-08-27\n"),
            snapbox::str![
                "models/acme/one.toml:3:11-21 retires-before-deprecated: shuts down on 2026-08-27, before its deprecation on 2027-02-27"
            ],
        );
    }

    #[test]
    fn an_end_after_its_announcement_is_fine() {
        assert_eq!(in_model(&RULE, "deprecated = 2026-08-27\nretires = \"2026-08\"\n"), "");
    }
}
