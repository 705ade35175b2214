//! Writes the table of facts as a page of documentation: `docs/terms.md`.

use std::fmt::Write as _;

use super::{Fact, Form, GATEWAY, Group, ORGANIZATION, RECORD};
use crate::domain::rate::RATES;

/// Returns the generated page `docs/terms.md`: every fact by its group, with its label and its path in the file.
pub fn terms_page() -> String {
    let mut page = HEAD.to_owned();
    section(&mut page, "A model or an offer", &RECORD.iter().map(|entry| &entry.fact).collect::<Vec<_>>());
    rates(&mut page);
    section(
        &mut page,
        "An author or a provider",
        &ORGANIZATION.iter().map(|entry| &entry.fact).collect::<Vec<_>>(),
    );
    section(&mut page, "The gateway", &GATEWAY.iter().map(|entry| &entry.fact).collect::<Vec<_>>());
    page
}

const HEAD: &str = "\
<!-- Generated from the tables in `src/fact` and `src/domain/rate.rs`. Change a label there, not this page. -->

# Terms

The label of each fact on pages, in comparisons, in data files and in `modelpress diff`, and its key in
the file. Labels are the same everywhere. `[]` is an entry of an array, and `*` a name of your choice.
";

fn section(page: &mut String, title: &str, facts: &[&Fact]) {
    let _ = write!(page, "\n## {title}\n");
    let mut groups: Vec<Group> = facts.iter().map(|fact| fact.group).collect();
    groups.sort_unstable();
    groups.dedup();
    for group in groups {
        let _ =
            write!(page, "\n**{}**\n\n| label | key | written as |\n| --- | --- | --- |\n", group.title());
        for fact in facts.iter().filter(|fact| fact.group == group) {
            let _ = writeln!(page, "| {} | `{}` | {} |", fact.label, fact.path, fact.form.words());
        }
    }
}

fn rates(page: &mut String) {
    page.push_str(RATES_HEAD);
    for rate in &RATES {
        let _ = writeln!(page, "| {} | `{}` | {} |", rate.label, rate.path, rate.doc);
    }
    page.push_str(RATES_FOOT);
}

const RATES_HEAD: &str = "
**Prices per 1M tokens**

| label | key | meaning |
| --- | --- | --- |
";

const RATES_FOOT: &str = "| Cache write, 1 hour | `cost.cache_write_1h` | Input tokens written to the cache for that time; the same for `5m`, `12h`, `7d` and any other time. |

Conditions of a price follow its label, in this order: `fast mode`, `batch` (a service tier), a region, hours in UTC and their days,
`above 200K tokens`, `from Dec 1, 2026`.
";

impl Form {
    /// How a value of this form is written on pages.
    fn words(self) -> &'static str {
        match self {
            Self::Price => "a price",
            Self::Tokens => "tokens, in short: 128K",
            Self::Count => "a whole number",
            Self::Number => "a number as written",
            Self::PastDate | Self::Date => "a date",
            Self::Text => "text",
            Self::Prose => "Markdown",
            Self::Url => "a link",
            Self::Code => "an ID or a key",
            Self::Word => "one of some words",
            Self::Flag => "yes or no",
            Self::List => "a list",
            Self::Country => "a country",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_terms_is_fresh() {
        crate::bless::assert_fresh("docs/terms.md", &terms_page());
    }
}
