//! A provider that is said to be the own one of an author who is not there.

use std::collections::HashSet;

use super::prelude::*;
use crate::parse::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "unknown-author",
        Level::Warn,
        Level::Warn,
        "`author` of a provider, or `[linking.own_providers]`, names an author or a provider that does not exist.",
        "The prices of an author's own provider come first in lists. With a wrong ID, the provider is not linked to an author.",
        "# providers/zai/provider.toml, where the author is models/zhipuai\nauthor = \"zhipu\"",
        "# providers/zai/provider.toml\nauthor = \"zhipuai\"",
    ),
    check: Check::Catalog(check),
};

/// Where authors or providers stand.
fn folder(kind: &str) -> &'static str {
    if kind == "author" { "models" } else { "providers" }
}

/// The word for a provider that is nobody's own.
const NOBODY: &str = "none";

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let catalog = context.catalog;
    let ids = |folder: &str| -> HashSet<&str> {
        let of_folder = catalog.organizations().filter(|party| party.key.as_str().starts_with(folder));
        of_folder.map(|party| party.id.as_str()).collect()
    };
    let (authors, providers) = (ids("models/"), ids("providers/"));
    let mut report = |span: Span, kind: &str, name: &str, known: &HashSet<&'_ str>| {
        let found = Diagnostic::new(code, span, format!("there is no {kind} `{name}`"));
        let mut sorted: Vec<&str> = known.iter().copied().collect();
        sorted.sort_unstable();
        diags.push(match closest(name, sorted) {
            Some(near) => found.help(format!("did you mean `{near}`?")),
            None => found.help(format!("an ID is the name of a folder in `{}`", folder(kind))),
        });
    };
    let is_unknown = |name: &str| name != NOBODY && !authors.contains(name);
    for provider in &catalog.providers {
        if let (Some(name), Some(span)) = (provider.source.text("author"), provider.source.span("author"))
            && is_unknown(name)
        {
            report(span, "author", name, &authors);
        }
    }
    let own = context.settings.source.node("linking.own_providers").and_then(Node::table);
    for (provider, entry) in own.into_iter().flat_map(|table| &table.0) {
        if !providers.contains(&**provider) {
            report(entry.key, "provider", provider, &providers);
        }
        if let Some(name) = entry.node.text().filter(|name| is_unknown(name)) {
            report(entry.node.span, "author", name, &authors);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    const FILES: [(&str, &str); 3] = [
        ("models/acme/one.toml", "name = \"One\"\n"),
        ("providers/cloud/models/one.toml", "base_model = \"acme/one\"\n"),
        ("providers/cloud/provider.toml", "name = \"Cloud\"\nauthor = \"acmee\"\n"),
    ];

    #[test]
    fn an_author_or_a_provider_that_is_not_there_is_found() {
        let settings = "[linking.own_providers]\nclod = \"acme\"\ncloud = \"nobody\"\n";
        let files: Vec<_> = FILES.into_iter().chain([("site.toml", settings)]).collect();
        assert_snapshot(
            findings(&RULE, &files),
            snapbox::str![[r#"
providers/cloud/provider.toml:2:10-17 unknown-author: there is no author `acmee`
  help: did you mean `acme`?
site.toml:2:1-5 unknown-author: there is no provider `clod`
  help: did you mean `cloud`?
site.toml:3:9-17 unknown-author: there is no author `nobody`
  help: an ID is the name of a folder in `models`
"#]],
        );
    }

    #[test]
    fn an_author_that_is_there_and_nobody_are_fine() {
        let own = |author: &str| format!("name = \"Cloud\"\nauthor = \"{author}\"\n");
        for author in ["acme", "none"] {
            let provider = own(author);
            let files = [FILES[0], FILES[1], ("providers/cloud/provider.toml", provider.as_str())];
            assert_eq!(findings(&RULE, &files), "");
        }
    }
}
