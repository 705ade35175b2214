//! What an update changes, and what it leaves.

use super::*;
use crate::bless::assert_snapshot;
use crate::import::Value;
use crate::import::text;
use crate::parse::model::MODEL;

fn price(digits: &str) -> Value {
    Value::Number(digits.parse().unwrap())
}

fn source() -> Fields {
    let mut fields = Fields::default();
    fields.set("name", "One");
    fields.set("type", "chat");
    fields.set("limit.context", 128_000);
    fields.set("cost.input", price("1.25"));
    fields.set("cost.output", price("10"));
    let mut tier = Fields::default();
    tier.set("tier.size", 200_000);
    tier.set("input", price("2.5"));
    fields.push("cost.tiers", tier);
    fields
}

fn updated(old: &str, fields: &Fields, last: &Fields, locks: &str) -> Updated {
    let locks = Locks::of_settings(locks);
    update(old, fields, &MODEL, Some(&leaf::leaves(last)), &locks).unwrap()
}

#[test]
fn the_same_source_changes_nothing() {
    let old = text(&source(), &MODEL);
    for old in
        [old.clone(), old.replace('\n', "\r\n"), old.replace("10", "10.00").replace("1.25", "1.250 # x")]
    {
        let found = updated(&old, &source(), &source(), "");
        assert_eq!(found, Updated { text: old, ..Updated::default() });
    }
}

#[test]
fn comments_and_what_the_source_never_said_stay() {
    let old = "\
# About the file.
name = \"One\" # short
type = \"chat\"
tags = [\"mine\"]

description = \"\"\"
By hand.
\"\"\"

[cost] # dollars
# what is read
input = 1.25 # per 1M
output = 10

# long inputs
[[cost.tiers]]
tier = { size = 200_000 }
input = 2.50

[limit]
context = 128_000 # tokens
";
    let mut new = source();
    new.set("family", "f");
    new.set("cost.input", price("1.5"));
    new.set("cost.cache_read", price("0.1"));
    new.set("knowledge", crate::domain::PartialDate::read("2025-01").unwrap());
    let mut tier = Fields::default();
    tier.set("tier.size", 400_000);
    tier.set("input", price("5"));
    new.push("cost.tiers", tier);
    new.set("modalities.input", ["text".to_owned()].into_iter().collect::<Value>());
    let found = updated(old, &new, &source(), "");
    assert_eq!((&found.overwritten, &found.kept), (&Vec::new(), &Vec::new()));
    assert_snapshot(
        found.text,
        snapbox::str![[r##"
# About the file.
name = "One" # short
family = "f"
type = "chat"
knowledge = "2025-01"
tags = ["mine"]

description = """
By hand.
"""

[cost] # dollars
# what is read
input = 1.5 # per 1M
output = 10
cache_read = 0.1

# long inputs
[[cost.tiers]]
tier = { size = 200_000 }
input = 2.50

[[cost.tiers]]
tier = { size = 400_000 }
input = 5

[limit]
context = 128_000 # tokens

[modalities]
input = ["text"]
"##]],
    );
}

#[test]
fn what_the_source_says_no_more_goes_if_the_import_wrote_it() {
    let old = "name = \"One\"\ntype = \"chat\"\nfamily = \"mine\"\n\n[limit]\ncontext = 64_000\n\n[cost]\ninput = 1.25\noutput = 10\n\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 2.5\n";
    let mut new = Fields::default();
    new.set("name", "One");
    new.set("cost.input", price("1.25"));
    let found = updated(old, &new, &source(), "");
    assert_snapshot(
        found.text,
        snapbox::str![[r#"
name = "One"
family = "mine"

[limit]
context = 64_000

[cost]
input = 1.25
"#]],
    );
    let kept = Met { key: "limit.context".to_owned(), by_hand: "64000".to_owned(), source: None };
    assert_eq!(found.kept, [kept]);
}

#[test]
fn locks_hold_and_what_was_written_by_hand_is_named() {
    let old = "name = \"Mine\"\n\n[cost]\ninput = 7\noutput = 8\n\n[import]\nlock = [\"cost.output\", \"cost.tiers\"]\n";
    let found = updated(old, &source(), &source(), "[import]\nlock = [\"name\"]\n");
    assert_snapshot(
        found.text,
        snapbox::str![[r#"
name = "Mine"
type = "chat"

[limit]
context = 128_000

[cost]
input = 7
output = 8

[import]
lock = ["cost.output", "cost.tiers"]
"#]],
    );
    let met = |key: &str, by_hand: &str, source: &str| Met {
        key: key.to_owned(),
        by_hand: by_hand.to_owned(),
        source: Some(source.to_owned()),
    };
    assert_eq!((&found.overwritten, &found.kept), (&Vec::new(), &Vec::new()), "the source says what it said");
    assert_eq!(found.locked, [met("name", "\"Mine\"", "\"One\""), met("cost.output", "8", "10")]);
    let mut new = source();
    new.set("cost.input", price("1.5"));
    let found = updated(old, &new, &source(), "");
    assert_eq!(found.kept, [met("cost.input", "7", "1.5")]);
    assert!(found.text.contains("input = 7\n"), "{}", found.text);
}

#[test]
fn tables_on_a_line_are_changed_where_they_stand() {
    let old = "name = \"One\"\ncost = { input = 1, tiers = [{ tier = { size = 200_000 }, input = 2 }] } # all\nlimit.context = 1\n";
    let found = update(old, &source(), &MODEL, None, &Locks::of_settings("")).unwrap();
    assert_snapshot(
        found.text,
        snapbox::str![[r#"
name = "One"
type = "chat"
cost = { input = 1.25, tiers = [{ tier = { size = 200_000 }, input = 2.5 }], output = 10 } # all
limit.context = 128_000
"#]],
    );
}

#[test]
fn a_memory_is_read_as_it_was_written() {
    let mut import = crate::import::Import::default();
    import.files.insert("models/a/b.toml".to_owned(), source());
    let memory = Memory::of(&import);
    assert_eq!(Memory::read(&memory.text()), Ok(memory));
    assert!(Memory::read("{}").is_err() && Memory::read("{\"format\": 2, \"files\": {}}").is_err());
}
