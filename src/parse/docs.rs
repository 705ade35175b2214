//! Writes the field tables as a page of documentation: `docs/schema.md`.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::author::{AUTHOR, PROVIDER};
use super::model::MODEL;
use super::page::CUSTOM_PAGE;
use super::schema::{self, Field, Kind, Schema};
use super::site::SITE;
use crate::domain::money::thousands;

/// Returns the generated page `docs/schema.md`: every key of every file, table by table.
pub fn docs_page() -> String {
    let mut page = Page { text: HEAD.to_owned(), headings: HashMap::new() };
    page.file("A model or an offer", &MODEL);
    page.file("An author", &AUTHOR);
    page.file("A provider", &PROVIDER);
    page.file("The site", &SITE);
    page.file("A page of your own", &CUSTOM_PAGE);
    page.text
}

const HEAD: &str = "\
<!-- Generated from the field tables in `src/parse`. Change a key's own text there, not this page. -->

# The keys of every file

A site is a folder of TOML files. The path of each file says what it is:

| file | what it is |
| --- | --- |
| `models/<author>/<id>.toml` | [a model](#a-model-or-an-offer); its id is `<author>/<id>` |
| `providers/<provider>/models/<id>.toml` | [an offer](#a-model-or-an-offer): one provider's listing of a model, with the same keys |
| `models/<author>/author.toml` | [an author](#an-author) |
| `providers/<provider>/provider.toml` | [a provider](#a-provider) |
| `site.toml` | [the settings](#the-site) |
| `pages/<path>.md` | [a page of your own](#a-page-of-your-own): Markdown behind front matter |

Only `name` is required, and even that is inherited through `base_model`. **A missing key
means unknown, never no**: pages never show \"No\" or \"$0.00\" for a missing value. If
something does not apply, write a limit as 0 and leave out a price.

- Write prices in plain digits: `0.075`. They are never rounded,
  and are per 1M tokens unless their table says otherwise.
- Dates are `2024-07-18`, or `\"2024-07\"` in quotes if the day is unknown, or a year.
- Markdown texts can have several lines, links and lists. Links that start with `/` lead to pages of the site.
- `[extra]` takes anything: templates can use it, and it is not checked.

The column \"from\" shows whether a key belongs to the public [models.dev](https://models.dev) format, with the
same meaning, or only to modelpress. A file that is valid there is valid here.

Values have size limits, because one value is used many times: each alias and tag becomes a page, and a name is in every
list. A line of text can have up to 1,000 characters, a URL 2,000, a Markdown text 50,000; a list can have up to 200
entries. The tables below show other limits. Longer values are left out, with an error, or a warning in data that someone else maintains.

An unknown key is a warning; inside a price table, or similar to a known key, it is an error,
because a misspelled price is a missing price. In data that someone else maintains (without a `site.toml`, or with
`profile = \"foreign\"`), all of these are warnings. [Codes and lints](lints.md) lists every finding and how to change its level.

`modelpress schema model` (or `author`, `provider`, `site`) prints the same tables as JSON Schema, for editors.
";

const RATES_ROW: &str = "| `input`, `output`, … | a price such as 0.15 | Every price per 1M tokens that [`[cost]`](#cost) has, with the same keys. | |\n";

struct Page {
    text: String,
    /// The headings of the tables on the page, by the address of the schema in memory.
    headings: HashMap<*const Schema, String>,
}

impl Page {
    /// Writes the section of a kind of file and of all tables within it.
    fn file(&mut self, title: &str, schema: &'static Schema) {
        let _ = write!(self.text, "\n## {title}\n\n{}\n", schema.doc);
        self.table(schema, "");
    }

    /// Writes the keys of a table, then the tables that they hold.
    fn table(&mut self, schema: &'static Schema, path: &str) {
        let inner: Vec<_> = schema.fields().filter_map(|field| inner(field, path)).collect();
        let mut new = Vec::new();
        for (schema, path, heading) in inner {
            self.headings.entry(schema).or_insert_with(|| {
                new.push((schema, path, heading.clone()));
                heading
            });
        }
        self.text.push_str("\n| key | takes | meaning | from |\n| --- | --- | --- | --- |\n");
        for field in schema.fields {
            match field.kind {
                Kind::Rates if path == "cost" => {
                    schema::rates().for_each(|field| self.row(field));
                }
                Kind::Rates => self.text.push_str(RATES_ROW),
                _ => self.row(field),
            }
        }
        for (schema, path, heading) in new {
            let _ = write!(self.text, "\n### {heading}\n\n{}\n", schema.doc);
            self.table(schema, &path);
        }
    }

    fn row(&mut self, field: &Field) {
        let takes = match field.kind {
            Kind::Group(schema) | Kind::Groups(schema) | Kind::Named(schema) | Kind::Switch(schema) => {
                let heading = &self.headings[&std::ptr::from_ref(schema)];
                format!("{}: [{heading}](#{})", field.kind.describe(), anchor(heading))
            }
            Kind::Map(kind) => format!(
                "{} under names of your choice; each takes {}",
                field.kind.describe(),
                kind.describe()
            ),
            _ => field.kind.describe(),
        };
        let required = if field.required { " **Required.**" } else { "" };
        let most =
            field.most.map(|most| format!(" At most {}.", limit_in_words(field, most))).unwrap_or_default();
        let from = if field.shared { "models.dev" } else { "ours" };
        let (key, doc) = (field.key, cell(field.doc));
        let _ = writeln!(self.text, "| `{key}` | {} | {doc}{most}{required} | {from} |", cell(&takes));
    }
}

/// The limit of a key in words: "100 entries".
fn limit_in_words(field: &Field, most: usize) -> String {
    let of = if matches!(field.kind, Kind::Text | Kind::Name) { "characters" } else { "entries" };
    format!("{} {of}", thousands(&most.to_string()))
}

/// The table that a key holds, its path and its heading: `[limit]`, `[[cost.tiers]]`, `[parameters.<name>]`.
fn inner(field: &Field, above: &str) -> Option<(&'static Schema, String, String)> {
    let path = if above.is_empty() { field.key.to_owned() } else { format!("{above}.{}", field.key) };
    let (schema, path, heading) = match field.kind {
        Kind::Group(schema) | Kind::Switch(schema) => (schema, path.clone(), format!("`[{path}]`")),
        Kind::Groups(schema) => (schema, path.clone(), format!("`[[{path}]]`")),
        Kind::Named(schema) => (schema, format!("{path}.<name>"), format!("`[{path}.<name>]`")),
        _ => return None,
    };
    Some((schema, path, heading))
}

/// The URL fragment of a heading: lower case, without punctuation.
fn anchor(heading: &str) -> String {
    let letters = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    letters.collect::<String>().to_lowercase().replace(' ', "-")
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_page_of_keys_is_fresh() {
        crate::bless::assert_fresh("docs/schema.md", &docs_page());
    }

    #[test]
    fn every_heading_has_its_own_fragment_and_every_link_a_heading() {
        let page = docs_page();
        let mut anchors = BTreeSet::new();
        for heading in page.lines().filter_map(|line| {
            line.trim_start_matches('#').strip_prefix(' ').filter(|_| line.starts_with('#'))
        }) {
            assert!(anchors.insert(anchor(heading)), "{heading}");
        }
        for link in page.split("](#").skip(1) {
            let link = link.split(')').next().unwrap();
            assert!(anchors.contains(link), "{link}");
        }
    }

    #[test]
    fn every_key_says_in_sentences_what_it_means() {
        let mut tables: Vec<&'static Schema> = vec![&MODEL, &AUTHOR, &PROVIDER, &SITE, &CUSTOM_PAGE];
        while let Some(schema) = tables.pop() {
            assert!(schema.doc.ends_with('.'), "{}", schema.name);
            for field in schema.fields() {
                assert!(field.doc.ends_with('.'), "{}", field.key);
                let known: Vec<_> = schema.fields().map(|field| field.key).collect();
                assert!(field.aliases.iter().all(|alias| !known.contains(alias)), "{}", field.key);
                tables.extend(inner(field, "").map(|(schema, ..)| schema));
            }
        }
    }
}
