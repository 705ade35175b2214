//! A way on that leads nowhere.

use super::prelude::*;
use crate::domain::Status;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "successor-retired",
        Level::Warn,
        Level::Warn,
        "The successor of a model is itself retired.",
        "The banner sends readers to a model that no longer works.",
        "successor = \"openai/gpt-4-32k\"   # retired",
        "successor = \"openai/gpt-4.1\"",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    for record in context.catalog.records_of_files() {
        let successor = record.successor.as_ref().and_then(|key| context.catalog.record(key));
        if let Some(successor) = successor.filter(|successor| successor.status == Status::Retired) {
            let message = format!("the successor, `{}`, is itself retired", successor.id);
            diags.push(
                Diagnostic::new(code, record.span("successor"), message)
                    .help("name a model that is in service"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_retired_successor_is_found() {
        let files = [
            ("models/acme/one.toml", "name = \"One\"\nstatus = \"retired\"\nsuccessor = \"acme/two\"\n"),
            ("models/acme/two.toml", "name = \"Two\"\nretires = 2026-01-01\n"),
        ];
        assert_snapshot(
            findings(&RULE, &files),
            snapbox::str![[r#"
models/acme/one.toml:3:13-23 successor-retired: the successor, `acme/two`, is itself retired
  help: name a model that is in service
"#]],
        );
    }

    #[test]
    fn a_successor_in_service_is_fine() {
        let files = [
            ("models/acme/one.toml", "name = \"One\"\nstatus = \"retired\"\nsuccessor = \"acme/two\"\n"),
            ("models/acme/two.toml", "name = \"Two\"\nretires = 2027-01-01\n"),
        ];
        assert_eq!(findings(&RULE, &files), "");
    }
}
