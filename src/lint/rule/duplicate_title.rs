//! Two pages of the site's own that readers cannot tell apart.

use std::collections::HashMap;

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "duplicate-title",
        Level::Warn,
        Level::Hint,
        "Two custom pages have the same title.",
        "Tabs, search results and page lists show only the title.",
        "# pages/docs/start.md and pages/guide.md\ntitle = \"Start\"",
        "# pages/guide.md\ntitle = \"Start with the guide\"",
    ),
    check: Check::Catalog(check),
};

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let mut first = HashMap::new();
    for page in &context.catalog.pages {
        let span = page.source.span("title").unwrap_or(Span::whole(page.file));
        let Some((other, place)) = first.insert(page.title.to_lowercase(), (page, span)) else { continue };
        let message = format!("`{}` is also the title of `{}`", page.title, other.path);
        diags.push(
            Diagnostic::new(code, span, message)
                .label(place, "the other one")
                .help("make the title specific to the page"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_title_twice_is_found_at_the_second_page() {
        let files = [
            ("models/acme/one.toml", "name = \"One\"\n"),
            ("pages/a.md", "# Start\n"),
            ("pages/b.md", "+++\ntitle = \"start\"\n+++\n"),
            ("pages/c.md", "# Other\n"),
        ];
        assert_snapshot(
            findings(&RULE, &files),
            snapbox::str![[r#"
pages/b.md:2:9-16 duplicate-title: `start` is also the title of `pages/a.md`
  help: make the title specific to the page
"#]],
        );
    }
}
