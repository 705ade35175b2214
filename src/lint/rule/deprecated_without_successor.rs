//! An end without a way on.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "deprecated-without-successor",
        Level::Hint,
        Level::Allow,
        "A deprecated or retired model names no successor.",
        "Readers need to move to another model; `successor` tells them which one.",
        "status = \"deprecated\"",
        "status = \"deprecated\"\nsuccessor = \"openai/gpt-4.1-mini\"",
    ),
    check: Check::Record(check),
};

/// What a model can end by, from the clearest.
const ENDS: [&str; 3] = ["retires", "deprecated", "status"];

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let end = ENDS.into_iter().find(|key| record.source.node(key).is_some());
    let has_successor = record.source.node("successor").is_some() || record.source.is_left_out("successor");
    let Some(end) = end.filter(|_| record.status.is_ending() && !has_successor) else { return };
    diags.push(
        Diagnostic::new(
            code,
            record.span(end),
            format!("the model is {} and names no `successor`", record.status.word()),
        )
        .help("add `successor` with the ID of the model that replaces it, if there is one"),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn an_end_without_a_successor_is_found() {
        assert_snapshot(
            in_model(&RULE, "status = \"deprecated\"\n"),
            snapbox::str![[r#"
models/acme/one.toml:2:10-22 deprecated-without-successor: the model is deprecated and names no `successor`
  help: add `successor` with the ID of the model that replaces it, if there is one
"#]],
        );
        assert_snapshot(
            in_model(&RULE, "retires = 2026-01-01\n"),
            snapbox::str![[r#"
models/acme/one.toml:2:11-21 deprecated-without-successor: the model is retired and names no `successor`
  help: add `successor` with the ID of the model that replaces it, if there is one
"#]],
        );
    }

    #[test]
    fn a_successor_or_a_life_ahead_is_fine() {
        let files = [
            ("models/acme/one.toml", "name = \"One\"\nretires = 2027-01-01\nsuccessor = \"acme/two\"\n"),
            ("models/acme/two.toml", "name = \"Two\"\nstatus = \"beta\"\n"),
        ];
        assert_eq!(findings(&RULE, &files), "");
    }
}
