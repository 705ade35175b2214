//! Dates that stand for no date.

use super::prelude::*;
use crate::fact::{Form, Statement, Value};

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "placeholder-date",
        Level::Warn,
        Level::Warn,
        "A date is a placeholder that programs write for unknown dates.",
        "1970-01-01 is the zero of computer clocks, and 9999-12-31 and 2099-12-31 mean \"never\". Pages show and sort them like real dates. Dates before 1950 and more than 30 years after the build date are also doubtful.",
        "retires = 2099-12-31",
        "retires = 2027-12-31",
    ),
    check: Check::Fact(&[Form::PastDate, Form::Date], check),
};

fn check(
    code: &'static Code,
    statement: &Statement<'_>,
    span: Span,
    context: RecordContext<'_>,
    diags: &mut Diagnostics,
) {
    let Value::Date(date) = statement.value else { return };
    let path = &*statement.path;
    // Organizations may be old, and what has happened cannot be in the future, which is another finding.
    if statement.fact.form == Form::PastDate && context.is_future(date) {
        return;
    }
    if is_placeholder(date, context.today) && (path != "founded" || date.year() > context.today.year()) {
        let message = format!("`{path}` is {}, a placeholder for an unknown date", date.iso());
        diags.push(Diagnostic::new(code, span, message).help("leave the key out if the value is unknown"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn dates_of_programs_that_know_none_are_found() {
        let bad = "release_date = 1970-01-01\nknowledge = \"1900\"\nretires = 9999-12-31\n";
        assert_snapshot(
            in_model(&RULE, bad),
            snapbox::str![[r#"
models/acme/one.toml:2:16-26 placeholder-date: `release_date` is 1970-01-01, a placeholder for an unknown date
  help: leave the key out if the value is unknown
models/acme/one.toml:3:13-19 placeholder-date: `knowledge` is 1900, a placeholder for an unknown date
  help: leave the key out if the value is unknown
models/acme/one.toml:4:11-21 placeholder-date: `retires` is 9999-12-31, a placeholder for an unknown date
  help: leave the key out if the value is unknown
"#]],
        );
    }

    #[test]
    fn true_dates_are_fine() {
        assert_eq!(in_model(&RULE, "release_date = \"2018-06\"\nretires = 2030-01-01\n"), "");
        let files =
            [("models/acme/author.toml", "founded = 1911"), ("models/acme/one.toml", "name = \"One\"")];
        assert_eq!(findings(&RULE, &files), "");
    }
}
