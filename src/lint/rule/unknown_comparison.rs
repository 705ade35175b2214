//! A comparison with a model that is not there.

use std::collections::HashSet;

use super::prelude::*;
use crate::parse::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "unknown-comparison",
        Level::Deny,
        Level::Warn,
        "`[[compare]]` names a model that does not exist, one model twice, or not two to four of them.",
        "The comparison page would be missing a column.",
        "[[compare]]\nname = \"small\"\nmodels = [\"openai/gpt-4o-minni\", \"google/gemini-2.5-flash\"]",
        "[[compare]]\nname = \"small\"\nmodels = [\"openai/gpt-4o-mini\", \"google/gemini-2.5-flash\"]",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let ids: HashSet<&str> = context.catalog.models.iter().map(|model| model.record.id.as_str()).collect();
    let mut proposals = Proposals::default();
    for comparison in context.settings.source.tables("compare") {
        let Some(models) = comparison.node("models") else { continue };
        if !(2..=4).contains(&models.elements().len()) && !comparison.is_left_out("models") {
            let message = "a comparison needs two to four models";
            diags.push(Diagnostic::new(code, models.span, message));
        }
        let catalog = context.catalog;
        for (at, model) in models.elements().iter().enumerate() {
            let Some(name) = model.text() else { continue };
            let found = catalog.find(name);
            let mut before = models.elements()[..at].iter().filter_map(Node::text);
            if found.is_some() && before.any(|other| catalog.find(other) == found) {
                let message = format!("`{name}` appears twice in the comparison");
                diags.push(Diagnostic::new(code, model.span, message).help("name another model"));
            }
            if found.is_some() || catalog.absent.has_name(name) {
                continue;
            }
            let diagnostic = Diagnostic::new(code, model.span, format!("there is no model `{name}`"));
            diags.push(match proposals.closest(name, || ids.iter().copied()) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    fn compare(models: &str) -> String {
        let settings = format!("[[compare]]\nname = \"x\"\nmodels = {models}\n");
        let files = [
            ("models/acme/one.toml", "name = \"One\"\n"),
            ("models/acme/two.toml", "name = \"Two\"\n"),
            ("site.toml", settings.as_str()),
        ];
        findings(&RULE, &files)
    }

    #[test]
    fn a_model_that_is_not_there_is_found() {
        assert_snapshot(
            compare("[\"acme/one\", \"acme/tow\"]"),
            snapbox::str![[r#"
site.toml:3:23-33 unknown-comparison: there is no model `acme/tow`
  help: did you mean `acme/two`?
"#]],
        );
        assert_snapshot(
            compare("[\"acme/one\"]"),
            snapbox::str![[r#"site.toml:3:10-22 unknown-comparison: a comparison needs two to four models"#]],
        );
    }

    #[test]
    fn a_model_that_stands_twice_is_found_by_id_and_by_key() {
        for models in ["[\"acme/one\", \"acme/one\"]", "[\"acme/one\", \"models/acme/one\"]"] {
            assert!(compare(models).contains("appears twice in the comparison"), "{models}");
        }
        assert_eq!(
            compare("[\"acme/one\", \"acme/tow\", \"acme/tow\"]").matches("unknown-comparison").count(),
            2
        );
    }

    #[test]
    fn ids_and_keys_of_models_are_fine() {
        assert_eq!(compare("[\"acme/one\", \"models/acme/two\"]"), "");
    }

    #[test]
    fn a_model_under_two_names_stands_twice() {
        let files = [
            ("models/acme/one.toml", "name = \"One\"\naliases = [\"acme/uno\"]\n"),
            ("site.toml", "[[compare]]\nname = \"x\"\nmodels = [\"acme/one\", \"acme/uno\"]\n"),
        ];
        let found = findings(&RULE, &files);
        assert!(found.contains("`acme/uno` appears twice in the comparison"), "{found}");
    }

    #[test]
    fn a_model_that_is_a_draft_or_broken_or_has_another_name_is_not_unknown() {
        let settings =
            "[[compare]]\nname = \"x\"\nmodels = [\"acme/draft\", \"acme/Draft:1\", \"acme/uno\"]\n";
        let files = [
            ("models/acme/draft.toml", "name = \"Draft\"\nid = \"acme/Draft:1\"\ndraft = true\n"),
            ("models/acme/one.toml", "name = \"One\"\naliases = [\"acme/uno\"]\n"),
            ("site.toml", settings),
        ];
        assert_eq!(findings(&RULE, &files), "");
    }
}
