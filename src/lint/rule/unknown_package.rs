//! A package of the AI SDK that no example can be written with.

use std::collections::HashSet;

use super::prelude::*;
use crate::endpoint::known_packages;
use crate::parse::Table;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "unknown-package",
        Level::Hint,
        Level::Allow,
        "`npm` names a package that modelpress does not know.",
        "Its code examples are plain HTTP requests, or missing without an `api`. A misspelled name has the same effect.",
        "[gateway]\nnpm = \"@ai-sdk/openai-compatble\"",
        "[gateway]\nnpm = \"@ai-sdk/openai-compatible\"",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let (catalog, mut seen) = (context.catalog, HashSet::new());
    let organizations = catalog.providers.iter().map(|provider| (&provider.source, "npm"));
    let records = catalog.records_of_files().map(|record| (&record.source, "provider.npm"));
    let places = organizations.chain(records).chain([(&context.settings.source, "gateway.npm")]);
    diags.extend(
        places.filter_map(|(table, path)| mistake(code, table, path)).filter(|found| seen.insert(found.span)),
    );
}

fn mistake(code: &'static Code, table: &Table, path: &str) -> Option<Diagnostic> {
    let node = table.node(path)?;
    let name = node.text().filter(|name| !known_packages().any(|known| known == *name))?;
    let diagnostic = Diagnostic::new(code, node.span, format!("no SDK is known for the package `{name}`"));
    Some(match closest(name, known_packages()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(
            "code examples are plain HTTP requests to `api`; write `@ai-sdk/openai-compatible` if the API is OpenAI-compatible",
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(npm: &str) -> String {
        let text = format!("name = \"Acme\"\nnpm = \"{npm}\"\n");
        let offer = "name = \"One\"\n";
        findings(&RULE, &[("providers/acme/provider.toml", &text), ("providers/acme/models/one.toml", offer)])
    }

    #[test]
    fn a_misspelled_package_is_found_at_its_provider() {
        assert!(provider("@ai-sdk/openai-compatble").contains("did you mean `@ai-sdk/openai-compatible`?"));
        assert!(provider("acme-ai").contains("no SDK is known"));
    }

    #[test]
    fn packages_with_examples_are_known() {
        for npm in [
            "@ai-sdk/openai",
            "@ai-sdk/google-vertex/anthropic",
            "@ai-sdk/azure",
            "@openrouter/ai-sdk-provider",
        ] {
            assert_eq!(provider(npm), "", "{npm}");
        }
    }
}
