use super::*;
use crate::bless::assert_snapshot;
use crate::change::{markdown, text};
use crate::plan::fixture::planned;
use gate::{Gate, Refused, objections};

const MODEL: &str = "name = \"M\"\n[limit]\ncontext = 128_000\n[cost]\ninput = 0.15\noutput = 0.60\n";

fn changes(old: &[(&str, &str)], new: &[(&str, &str)]) -> Changes {
    diff(&planned(old).site, &planned(new).site, Scope::Sites, &BTreeSet::new())
}

fn lines(old: &[(&str, &str)], new: &[(&str, &str)]) -> String {
    text(&changes(old, new))
}

#[test]
fn prices_change_with_their_percentage_and_tiers_are_told_by_their_size() {
    let old = "name = \"M\"\n[cost]\ninput = 0.15\noutput = 0.6\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 3\n\
               [[cost.service_tiers]]\nname = \"batch\"\ninput = 0.075\n[[cost.units]]\nunit = \"image\"\nprice = 0.04";
    let new = "name = \"M\"\n[cost]\ninput = 0.2\noutput = 0\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 2.999\n\
               [[cost.service_tiers]]\nname = \"batch\"\ninput = 0.0751\n[[cost.units]]\nunit = \"image\"\nprice = 0.05";
    assert_snapshot(
        lines(&[("models/a/m.toml", old)], &[("models/a/m.toml", new)]),
        snapbox::str![[r#"
models/a/m (M, a)
  Input: $0.15 -> $0.20 (+33.3%)
  Output: $0.60 -> $0.00 (-100%)
  Input, batch: $0.075 -> $0.0751 (+0.1%)
  Input above 200K tokens: $3.00 -> $2.999 (under -0.1%)
  Image: $0.04 -> $0.05 (+25%)
  warning: a price changed, but neither its source nor the day of its check
5 prices changed
"#]],
    );
}

#[test]
fn records_come_go_and_move() {
    let old = [
        ("models/a/gone.toml", MODEL),
        ("models/a/by-alias.toml", MODEL),
        ("models/a/alike.toml", "name = \"Alike\"\nknowledge = \"2025-01\""),
        ("models/a/ends.toml", MODEL),
    ];
    let aliased = MODEL.replace("name = \"M\"", "name = \"M\"\naliases = [\"a/by-alias\"]");
    let retired = MODEL.replace("name = \"M\"", "name = \"M\"\nstatus = \"retired\"");
    let new = [
        ("models/a/new.toml", "name = \"New\""),
        ("models/a/aliased.toml", &aliased),
        ("models/a/moved.toml", "name = \"Alike\"\nknowledge = \"2025-01\""),
        ("models/a/ends.toml", &retired),
    ];
    assert_snapshot(
        lines(&old, &new),
        snapbox::str![[r#"
removed: models/a/gone (M, a)
retired: models/a/ends (M, a)
  Status: Active -> Retired
renamed: models/a/aliased (M, a), before models/a/by-alias
  Aliases: not published -> a/by-alias
  Model ID: a/by-alias -> a/aliased
renamed: models/a/moved (Alike, a), before models/a/alike
  Model ID: a/alike -> a/moved
added: models/a/new (New, a)
page gone: /models/a/alike/
page gone: /models/a/gone/
1 record added, 1 record removed, 2 records renamed, 1 record retired, 2 pages without a successor
"#]],
    );
}

#[test]
fn limits_policies_capabilities_and_dates_are_named() {
    let new = "name = \"M\"\ntool_call = true\nretires = 2027-01-14\n[modalities]\ninput = [\"text\", \"image\"]\n[limit]\n\
               context = 200_000\n[policy]\nretention_days = 0\nlocation = \"DE\"\n[cost]\ninput = 0.15\noutput = 0.60\n";
    assert_snapshot(
        lines(&[("models/a/m.toml", MODEL)], &[("models/a/m.toml", new)]),
        snapbox::str![[r#"
models/a/m (M, a)
  Shutdown: not published -> Jan 14, 2027
  Status: Active -> Deprecated
  Context window: 128,000 tokens -> 200,000 tokens
  Provider location: not published -> Germany
  Data retention: not published -> None
  Tool calling: not published -> Yes
  Input modalities: not published -> Text, images
1 record with other changes
"#]],
    );
}

#[test]
fn a_price_without_a_new_source_is_said() {
    let dearer = MODEL.replace("0.15", "0.16");
    let changed = |new: &str| changes(&[("models/a/m.toml", MODEL)], &[("models/a/m.toml", new)]);
    assert!(changed(&dearer).records[0].is_unsourced);
    let sourced = format!("{dearer}[sources.cost]\nurl = \"https://a.example/\"\nchecked = 2026-11-20\n");
    assert!(!changed(&sourced).records[0].is_unsourced);
}

#[test]
fn nothing_is_the_same_as_nothing() {
    let same = changes(&[("models/a/m.toml", MODEL)], &[("models/a/m.toml", MODEL)]);
    assert!(same.is_empty());
    assert_eq!(text(&same), "nothing changed\n");
}

#[test]
fn the_gate_stops_what_it_is_told_to() {
    let dearer = MODEL.replace("0.15", "0.21");
    let changes = changes(
        &[("models/a/m.toml", MODEL), ("models/a/gone.toml", MODEL), ("models/a/other.toml", MODEL)],
        &[("models/a/m.toml", &dearer), ("models/a/other.toml", MODEL)],
    );
    let said = |gate: &Gate| objections(&changes, gate).iter().map(gate::Objection::text).collect::<Vec<_>>();
    let lenient = Gate { allow_removed: true, ..Gate::default() };
    assert_eq!(said(&lenient), [] as [&str; 0]);
    assert_eq!(said(&Gate::default()).len(), 1, "the page of the removed record");
    for (refused, count) in [(Refused::Price, 1), (Refused::Removed, 1), (Refused::Any, 1)] {
        assert_eq!(said(&Gate { refused: vec![refused], ..lenient.clone() }).len(), count, "{refused:?}");
    }
    let most = |percent: i64| Gate { max_price_change: Some(percent.into()), ..lenient.clone() };
    assert_eq!(said(&most(40)), [] as [&str; 0]);
    let far =
        ["`Input` of models/a/m went from $0.15 to $0.21 (+40%), and `--max-price-change` lets 39% pass"];
    assert_eq!(said(&most(39)), far);
}

#[test]
fn a_comment_says_which_gate_stopped_which_records() {
    let dearer = MODEL.replace("0.15", "0.21").replace("0.60", "0.90");
    let changes = changes(
        &[("models/a/m.toml", MODEL), ("models/a/gone.toml", MODEL), ("models/a/other.toml", MODEL)],
        &[("models/a/m.toml", &dearer), ("models/a/other.toml", MODEL)],
    );
    let refused = vec![Refused::Price, Refused::Removed];
    let gate = Gate { refused, max_price_change: Some(45.into()), allow_removed: false };
    let reasons: Vec<String> = objections(&changes, &gate).iter().map(gate::Objection::markdown).collect();
    let shown = markdown(&changes, &reasons);
    let (head, _) = shown.split_once("**Pages that are gone").unwrap();
    assert_snapshot(
        head,
        snapbox::str![[r#"
### Catalogue: 2 prices changed, 1 record removed, 1 page without a successor

**Refused**

- `--fail-on price`: 2 prices changed: `models/a/m`
- `--fail-on removed`: 1 record was removed: `models/a/gone`
- `--max-price-change 45%`: `Output` of `models/a/m` went from `$0.60` to `$0.90` (+50%)
- `/models/a/gone/` is gone and no alias leads on from it; add an alias, or pass `--allow-removed`
"#]],
    );
}

#[test]
fn a_reason_names_some_records_and_counts_the_rest() {
    let many: Vec<(String, String)> =
        (0..13).map(|at| (format!("models/a/m{at:02}.toml"), MODEL.to_owned())).collect();
    let new: Vec<(&str, &str)> = many.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let gate = Gate { refused: vec![Refused::Any], ..Gate::default() };
    let said = objections(&changes(&[("models/a/m00.toml", MODEL)], &new), &gate)[0].text();
    assert!(said.starts_with("12 changes, and `--fail-on any` lets none pass: models/a/m01, "), "{said}");
    assert!(said.ends_with("models/a/m10 and 2 more"), "{said}");
}

#[test]
fn a_comment_keeps_hostile_text_in_code_and_folds_what_is_long() {
    let name = "x` | <b> @everyone [a](javascript:1)";
    let hostile = format!("name = \"{name}\"");
    let many: Vec<(String, String)> =
        (0..12).map(|at| (format!("models/a/m{at}.toml"), MODEL.to_owned())).collect();
    let mut new: Vec<(&str, &str)> = many.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    new.push(("models/a/x.toml", &hostile));
    let dearer = MODEL.replace("0.60", "6");
    new.push(("models/a/z.toml", &dearer));
    let shown = markdown(&changes(&[("models/a/z.toml", MODEL)], &new), &[]);
    assert_snapshot(
        shown,
        snapbox::str![[r#"
### Catalogue: 1 price changed, 13 records added

**Prices**

| record | price | before | after | change |
| --- | --- | ---: | ---: | ---: |
| `models/a/z` | `Output` | `$0.60` | `$6.00` | +900% |

**Prices that changed without a new source or day of check**

- `models/a/z`

<details><summary>Added (13)</summary>

- `models/a/m0` `M by a`
- `models/a/m1` `M by a`
- `models/a/m10` `M by a`
- `models/a/m11` `M by a`
- `models/a/m2` `M by a`
- `models/a/m3` `M by a`
- `models/a/m4` `M by a`
- `models/a/m5` `M by a`
- `models/a/m6` `M by a`
- `models/a/m7` `M by a`
- `models/a/m8` `M by a`
- `models/a/m9` `M by a`
- `models/a/x` ``x` │ <b> @everyone [a](javascript:1) by a``

</details>
"#]],
    );
}

#[test]
fn json_is_read_back_as_it_was_written() {
    let written = changes(&[("models/a/m.toml", MODEL)], &[("models/a/n.toml", "name = \"N\"")]);
    let json = serde_json::to_string_pretty(&written).unwrap();
    assert_eq!(crate::change::read(&json).unwrap(), written);
    assert!(
        crate::change::read(&json.replacen("\"format\": 1", "\"format\": 9", 1))
            .unwrap_err()
            .message
            .contains("form 9")
    );
}

#[test]
fn a_list_for_machines_is_read_with_its_digits() {
    let json = r#"{ "lab": { "name": "Lab", "env": ["K"], "models": { "x/m:1": { "id": "x/m:1", "name": "M \"1\"", "tool_call": true,
        "release_date": "2026-01", "limit": { "context": 128000, "output": null }, "modalities": { "input": ["text"], "output": ["text"] },
        "cost": { "input": 0.1500000000001, "output": 7.5e-8 } } } } }"#;
    let read = api::sources(json, api::Layout::Providers).unwrap();
    let files: Vec<String> = read
        .records
        .iter()
        .map(|file| format!("# {}\n{}", file.path, String::from_utf8_lossy(&file.bytes)))
        .collect();
    assert_snapshot(
        files.join("\n"),
        snapbox::str![[r#"
# providers/lab/models/x/m:1.toml
"name" = "M \"1\""
"tool_call" = true
"release_date" = "2026-01"
"limit" = { "context" = 128000 }
"modalities" = { "input" = ["text"], "output" = ["text"] }
"cost" = { "input" = 0.1500000000001, "output" = 7.5e-8 }

# providers/lab/provider.toml
name = "Lab"
env = ["K"]
"#]],
    );
    let gateway = api::sources(json, api::Layout::Gateway("lab")).unwrap();
    assert_eq!(gateway.records[0].path, "models/x/m:1.toml");
    assert!(api::sources("[]", api::Layout::Providers).is_err());
}
