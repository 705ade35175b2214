//! What is moved, and what stays.

use super::*;
use crate::bless::assert_snapshot;
use crate::parse::model::MODEL;
use crate::parse::site::SITE;

fn formatted(text: &str) -> String {
    let once = format(text, &MODEL).unwrap();
    assert_eq!(format(&once, &MODEL).as_deref(), Ok(&*once), "formatting twice is formatting once");
    once
}

#[test]
fn keys_are_in_the_order_of_the_documentation_and_comments_stay_with_them() {
    let text = "\
#:schema ../../.schema/model.json
# The weights are open.
open_weights = true
  family='one' # its family
\"name\"   =   \"One\"
mine = 1

# Apart.

release_date = \"2026-01-02\"
knowledge = \"2025-04\"
description = \"\"\"
  Text, 128000.
\"\"\"
[cost] # dollars
output=2.00
# what is read
input = 0.50
cache_write_1h = 3
cache_read = 0.1
# reasoning = 9

# The limits.
[limit]
output = 8192
context = 128000


[[cost.tiers]]
input = 1
tier={size=200000}
[[cost.tiers]]
tier = { size = 1_00_000, type='context' }
input = 4
[extra]
z = 10000
a = [ 'x',\"y\",]

# The end.
";
    assert_snapshot(
        formatted(text),
        snapbox::str![[r##"
#:schema ../../.schema/model.json

name = "One"
family = 'one' # its family
# The weights are open.
open_weights = true
mine = 1

# Apart.

description = """
  Text, 128000.
"""
release_date = 2026-01-02
knowledge = "2025-04"

# The limits.
[limit]
context = 128_000
output = 8192

[cost] # dollars
# what is read
input = 0.50
output = 2.00
cache_read = 0.1
cache_write_1h = 3
# reasoning = 9

[[cost.tiers]]
tier = { size = 200_000 }
input = 1

[[cost.tiers]]
tier = { size = 100_000, type = 'context' }
input = 4

[extra]
z = 10000
a = ['x', "y"]

# The end.
"##]],
    );
}

#[test]
fn settings_keep_their_groups() {
    let text = "# Settings.\n\ntitle = \"T\"\n\n# Later.\nlanguage = \"en\"\n\ntagline = \"x\"\n\n[seo]\nindex = false\n\n[footer]\ntext = \"f\"\n";
    let wanted = "# Settings.\n\ntitle = \"T\"\n\n# Later.\nlanguage = \"en\"\n\ntagline = \"x\"\n\n[footer]\ntext = \"f\"\n\n[seo]\nindex = false\n";
    assert_eq!(format(text, &SITE).as_deref(), Ok(wanted));
}

#[test]
fn line_ends_and_the_mark_stay() {
    let text = "\u{feff}family = \"f\"\r\nname = \"One\"\r\n";
    assert_eq!(formatted(text), "\u{feff}name = \"One\"\r\nfamily = \"f\"\r\n");
    assert_eq!(formatted(""), "");
    assert_eq!(formatted("# only\n"), "# only\n");
    assert_eq!(formatted("name = \"One\""), "name = \"One\"\n");
}

#[test]
fn tables_of_entries_stay_with_their_entry() {
    let text = "\
[[cost.service_tiers]]
name = \"batch\"
[[cost.service_tiers.tiers]]
tier.size = 1
input = 1
[[cost.service_tiers]]
name = \"flex\"
[[cost.service_tiers.tiers]]
input = 2
[cost.service_tiers.tiers.tier]
size = 2
[parameters.top_p]
max = 1
[parameters.alpha]
max = 2
";
    assert_snapshot(
        formatted(text),
        snapbox::str![[r#"
[parameters.top_p]
max = 1

[parameters.alpha]
max = 2

[[cost.service_tiers]]
name = "batch"

[[cost.service_tiers.tiers]]
tier.size = 1
input = 1

[[cost.service_tiers]]
name = "flex"

[[cost.service_tiers.tiers]]
input = 2

[cost.service_tiers.tiers.tier]
size = 2
"#]],
    );
}

#[test]
fn what_is_no_toml_is_left() {
    let error = format("name = \"One\"\nb = \n", &MODEL).unwrap_err().to_string();
    assert!(error.starts_with("line 2 is not valid TOML: "), "{error}");
}

#[test]
fn the_front_matter_of_a_page_is_formatted_and_its_text_is_not() {
    let text = "+++\nnav=\"N\"\ntitle = \"T\"\n+++\n+++\nnav=\"N\"\n";
    let wanted = "+++\ntitle = \"T\"\nnav = \"N\"\n+++\n+++\nnav=\"N\"\n";
    assert_eq!(format_file("pages/a.md", text), Some(Ok(wanted.to_owned())));
    assert_eq!(format_file("pages/a.md", "# No front matter\n"), Some(Ok("# No front matter\n".to_owned())));
}
