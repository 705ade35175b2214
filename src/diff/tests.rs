use super::*;
use crate::bless::assert_snapshot;
use crate::change::{markdown, text};
use crate::diag::code_span;
use crate::fact::tests::{NO_FACTS, keys};
use crate::import::ImportError;
use crate::import::models_dev::{Place, read_to};
use crate::parse::author::{AUTHOR, PROVIDER};
use crate::parse::schema::Schema;
use crate::parse::{model, site::SITE};
use crate::plan::fixture::plan_site;
use crate::testing::sources;
use gate::{Gate, GateKind, check_gate};

const MODEL: &str = "name = \"M\"\n[limit]\ncontext = 128_000\n[cost]\ninput = 0.15\noutput = 0.60\n";

fn changes(old: &[(&str, &str)], new: &[(&str, &str)]) -> Changes {
    let [(old, old_files), (new, new_files)] =
        [old, new].map(|files| (plan_site(files).site, sources(files)));
    let [before, after] =
        [(&old, &old_files), (&new, &new_files)].map(|(site, sources)| State { site, sources });
    diff(before, after, Scope::Sites, &BTreeSet::new())
}

fn objects(changes: &Changes, gate: &Gate) -> Vec<String> {
    check_gate(changes, gate).iter().map(gate::Objection::text).collect()
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
  warning: a price changed, but not its source or check date
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
  Aliases: not stated -> a/by-alias
  Model ID: a/by-alias -> a/aliased
renamed: models/a/moved (Alike, a), before models/a/alike
  Model ID: a/alike -> a/moved
added: models/a/new (New, a)
page removed: /models/a/alike/
page removed: /models/a/gone/
1 record added, 1 record removed, 2 records renamed, 1 record retired, 2 removed pages
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
  Shutdown: not stated -> Jan 14, 2027
  Status: Active -> Deprecated
  Context window: 128,000 tokens -> 200,000 tokens
  Provider location: not stated -> Germany
  Data retention: not stated -> None
  Tool calling: not stated -> Yes
  Input modalities: not stated -> Text, images
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
    let said = |gate: &Gate| check_gate(&changes, gate).iter().map(gate::Objection::text).collect::<Vec<_>>();
    let lenient = Gate { allow_removed: true, ..Gate::default() };
    assert_eq!(said(&lenient), [] as [&str; 0]);
    assert_eq!(said(&Gate::default()).len(), 1, "the page of the removed record");
    for (refused, count) in [(GateKind::Price, 1), (GateKind::Removed, 1), (GateKind::Any, 1)] {
        assert_eq!(said(&Gate { refused: vec![refused], ..lenient.clone() }).len(), count, "{refused:?}");
    }
    let most = |percent: i64| Gate { max_price_change: Some(percent.into()), ..lenient.clone() };
    assert_eq!(said(&most(40)), [] as [&str; 0]);
    let far = ["`Input` of models/a/m went from $0.15 to $0.21 (+40%), and `--max-price-change` allows 39%"];
    assert_eq!(said(&most(39)), far);
}

#[test]
fn a_comment_says_which_gate_stopped_which_records() {
    let dearer = MODEL.replace("0.15", "0.21").replace("0.60", "0.90");
    let changes = changes(
        &[("models/a/m.toml", MODEL), ("models/a/gone.toml", MODEL), ("models/a/other.toml", MODEL)],
        &[("models/a/m.toml", &dearer), ("models/a/other.toml", MODEL)],
    );
    let refused = vec![GateKind::Price, GateKind::Removed];
    let gate = Gate { refused, max_price_change: Some(45.into()), allow_removed: false };
    let reasons: Vec<String> = check_gate(&changes, &gate).iter().map(gate::Objection::markdown).collect();
    let shown = markdown(&changes, &reasons);
    let (head, _) = shown.split_once("**Removed pages").unwrap();
    assert_snapshot(
        head,
        snapbox::str![[r#"
### Catalog: 2 prices changed, 1 record removed, 1 removed page

**Refused**

- `--fail-on price`: 2 prices changed: `models/a/m`
- `--fail-on removed`: 1 record was removed: `models/a/gone`
- `--max-price-change 45%`: `Output` of `models/a/m` went from `$0.60` to `$0.90` (+50%)
- `/models/a/gone/` was removed and has no alias; add an alias, or pass `--allow-removed`
"#]],
    );
}

#[test]
fn a_reason_names_some_records_and_counts_the_rest() {
    let many: Vec<(String, String)> =
        (0..13).map(|at| (format!("models/a/m{at:02}.toml"), MODEL.to_owned())).collect();
    let new: Vec<(&str, &str)> = many.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let gate = Gate { refused: vec![GateKind::Any], ..Gate::default() };
    let said = check_gate(&changes(&[("models/a/m00.toml", MODEL)], &new), &gate)[0].text();
    assert!(said.starts_with("12 changes, which `--fail-on any` does not allow: models/a/m01, "), "{said}");
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
### Catalog: 1 price changed, 13 records added

**Prices**

| record | price | before | after | change |
| --- | --- | ---: | ---: | ---: |
| `models/a/z` | `Output` | `$0.60` | `$6.00` | +900% |

**Prices that changed without a new source or check date**

- `models/a/z`

<details><summary>Added (13)</summary>

| added | name | prices | limits and other facts |
| --- | --- | --- | --- |
| `models/a/m0` | `M by a` | `Input: $0.15`, `Output: $0.60` | `Context window: 128,000 tokens` |
| `models/a/m1` | `M by a` | `Input: $0.15`, `Output: $0.60` | `Context window: 128,000 tokens` |
| `models/a/m10` | `M by a` | `Input: $0.15`, `Output: $0.60` | `Context window: 128,000 tokens` |
| `models/a/m11` | `M by a` | `Input: $0.15`, `Output: $0.60` | `Context window: 128,000 tokens` |
| `models/a/m2` | `M by a` | `Input: $0.15`, `Output: $0.60` | `Context window: 128,000 tokens` |
| `models/a/m3` | `M by a` | `Input: $0.15`, `Output: $0.60` | `Context window: 128,000 tokens` |
| `models/a/m4` | `M by a` | `Input: $0.15`, `Output: $0.60` | `Context window: 128,000 tokens` |
| `models/a/m5` | `M by a` | `Input: $0.15`, `Output: $0.60` | `Context window: 128,000 tokens` |
| `models/a/m6` | `M by a` | `Input: $0.15`, `Output: $0.60` | `Context window: 128,000 tokens` |
| `models/a/m7` | `M by a` | `Input: $0.15`, `Output: $0.60` | `Context window: 128,000 tokens` |
| `models/a/m8` | `M by a` | `Input: $0.15`, `Output: $0.60` | `Context window: 128,000 tokens` |
| `models/a/m9` | `M by a` | `Input: $0.15`, `Output: $0.60` | `Context window: 128,000 tokens` |
| `models/a/x` | ``x` │ <b> @everyone [a](javascript:1) by a`` |  |  |

</details>
"#]],
    );
}

#[test]
fn a_model_without_a_file_is_said_to_have_none() {
    let author = ("models/lab/y.toml", "name = \"Y\"");
    let listed = [
        author,
        ("providers/a/provider.toml", "name = \"A\""),
        ("providers/a/models/lab/x-1.toml", "name = \"X 1\""),
        ("providers/b/provider.toml", "name = \"B\""),
        ("providers/b/models/lab/x-1.toml", "name = \"X 1\""),
    ];
    let (new, gone) = (changes(&[author], &listed), changes(&listed, &[author]));
    assert!(text(&new).contains("added: models/lab/x-1 (X 1, lab, without a file)\n"), "{}", text(&new));
    assert!(text(&gone).contains("removed: models/lab/x-1 (X 1, lab, without a file)\n"), "{}", text(&gone));
    assert!(markdown(&new, &[]).contains("`X 1 by lab, without a file`"), "{}", markdown(&new, &[]));
    assert_eq!(text(&new).matches("without a file").count(), 1, "{}", text(&new));
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
            .contains("format 9")
    );
}

#[test]
fn a_list_for_machines_is_read_with_its_digits() {
    let json = r#"{ "lab": { "name": "Lab", "env": ["K"], "models": { "x/m:1": { "id": "x/m:1", "name": "M \"1\"", "tool_call": true,
        "release_date": "2026-01", "limit": { "context": 128000, "output": null }, "modalities": { "input": ["text"], "output": ["text"] },
        "cost": { "input": 0.1500000000001, "output": 7.5e-8 } } } } }"#;
    let sources = |json, place| Ok::<_, ImportError>(read_to(json, place, &[])?.sources());
    let read = sources(json, Place::Providers).unwrap();
    let files: Vec<String> = read
        .records
        .iter()
        .map(|file| format!("# {}\n{}", file.path, String::from_utf8_lossy(&file.bytes)))
        .collect();
    assert_snapshot(
        files.join("\n"),
        snapbox::str![[r##"
# providers/lab/models/x/m-1.toml
name = "M \"1\""
id = "x/m:1"
release_date = "2026-01"
tool_call = true

[limit]
context = 128_000

[modalities]
input = ["text"]
output = ["text"]

[cost]
input = 0.1500000000001
output = 0.000000075

# providers/lab/provider.toml
name = "Lab"
env = ["K"]
"##]],
    );
    let gateway = sources(json, Place::Gateway("lab")).unwrap();
    assert_eq!(gateway.records[0].path, "models/x/m-1.toml");
    assert!(sources("[]", Place::Providers).is_err());
}

/// Compares two texts of one file, beside which nothing changes.
fn change_of_file(path: &str, [before, after]: [&str; 2]) -> Changes {
    let others = [
        ("models/a/base.toml", "name = \"Base\""),
        ("models/a/other.toml", "name = \"Other\""),
        ("models/a/z.toml", MODEL),
        ("providers/p/provider.toml", "name = \"P\""),
    ];
    let [before, after] = [before, after].map(|text| {
        let mut files: Vec<_> = others.into_iter().filter(|(known, _)| *known != path).collect();
        files.push((path, text));
        files
    });
    changes(&before, &after)
}

const ALL_GATES: [GateKind; 4] = [GateKind::Address, GateKind::Price, GateKind::Removed, GateKind::Any];

#[test]
fn a_change_of_any_key_is_seen() {
    const SETTINGS: [&str; 4] = ["base_url", "analytics.script", "nav[].", "footer.links[]."];
    let files: [(&'static Schema, &str); 5] = [
        (&model::MODEL, "models/a/m.toml"),
        (&model::MODEL, "providers/p/models/m.toml"),
        (&AUTHOR, "models/a/author.toml"),
        (&PROVIDER, "providers/p/provider.toml"),
        (&SITE, "site.toml"),
    ];
    let mut unseen = Vec::new();
    for (schema, path) in files {
        for key in keys(schema).iter().filter(|key| key.texts[0] != key.texts[1]) {
            let [before, after] = &key.texts;
            let changes = change_of_file(path, [before, after]);
            let is_setting = path == "site.toml";
            let is_fact = if is_setting {
                key.path.starts_with("gateway.") && key.path != "gateway.id"
                    || SETTINGS.iter().any(|setting| key.path.starts_with(setting))
            } else {
                !NO_FACTS.iter().any(|(none, _)| *none == key.path)
            };
            let (shown, comment) = (text(&changes), markdown(&changes, &[]));
            let is_shown = !changes.is_empty() && !shown.starts_with("nothing") && comment.contains("\n**");
            let has_facts = changes.rows().any(|row| !row.facts.is_empty())
                && changes.files_without_fact_changes.is_empty();
            if !is_shown || is_fact && !has_facts {
                unseen.push(format!("{path}: {}\n{before}\n---\n{after}\n---\n{shown}", key.path));
            }
        }
    }
    assert!(unseen.is_empty(), "{}", unseen.join("\n\n"));
}

#[test]
fn a_file_that_changes_without_its_facts_is_listed_and_passes_every_gate() {
    let commented = format!("# checked\n{MODEL}");
    let files = [
        ("models/a/m.toml", [MODEL, &commented]),
        (
            "models/a/m.toml",
            [MODEL, &MODEL.replace("input = 0.15\noutput = 0.60", "output = 0.6\ninput = 0.150")],
        ),
        ("models/a/m.toml", [MODEL, &format!("extra = {{ x = 1 }}\n{MODEL}")]),
        ("models/a/draft.toml", ["draft = true\nname = \"A\"", "draft = true\nname = \"B\""]),
        ("models/a/author.toml", ["name = \"A\"", "name = \"A\" # the lab"]),
        ("providers/p/provider.toml", ["name = \"P\"", "name = \"P\"\n"]),
        ("site.toml", ["title = \"One\"", "title = \"Other\""]),
        ("pages/guide.md", ["# Guide\n", "# Guide\n\nMore.\n"]),
    ];
    for (path, texts) in files {
        let changes = change_of_file(path, texts);
        let line = format!("changed without changing facts: {path}\n");
        assert_eq!(text(&changes), format!("{line}1 file changed without changing facts\n"));
        let shown = markdown(&changes, &[]);
        assert!(shown.ends_with(&format!("without changing facts**\n\n- `{path}`\n")), "{shown}");
        assert_eq!(changes.files_without_fact_changes, [path]);
        let gate =
            Gate { refused: ALL_GATES.to_vec(), max_price_change: Some(0.into()), allow_removed: false };
        assert_eq!(objects(&changes, &gate), [""; 0]);
    }
    assert!(change_of_file("models/a/m.toml", [MODEL, MODEL]).is_empty());
}

#[test]
fn a_new_record_shows_its_prices_and_limits() {
    let new = "name = \"New\"\nknowledge = \"2025-01\"\n[limit]\ncontext = 128_000\n[cost]\ninput = 0.15\n[[cost.units]]\n\
               unit = \"search\"\nper = 1000\nprice = 10\nfree = 50\nfree_per = \"day\"\n[provider]\napi = \"https://n.example/v1\"\n";
    let changes =
        changes(&[("models/a/m.toml", MODEL)], &[("models/a/m.toml", MODEL), ("models/a/n.toml", new)]);
    assert_snapshot(
        text(&changes),
        snapbox::str![[r#"
added: models/a/n (New, a)
  Base URL: https://n.example/v1
  Input: $0.15
  Search: $10.00 per 1,000 searches
  Search, free: 50 per day
  Context window: 128,000 tokens
1 address or key changed, 1 record added
"#]],
    );
    assert_snapshot(
        markdown(&changes, &[]),
        snapbox::str![[r#"
### Catalog: 1 address or key changed, 1 record added

**Addresses and keys**

| provider or record | what | before | after |
| --- | --- | --- | --- |
| `models/a/n`, added | `Base URL` |  | `https://n.example/v1` |

**Added**

| added | name | prices | limits and other facts |
| --- | --- | --- | --- |
| `models/a/n` | `New by a` | `Input: $0.15`, `Search: $10.00 per 1,000 searches`, `Search, free: 50 per day` | `Context window: 128,000 tokens` |
"#]],
    );
    assert!(changes.records[0].facts.iter().all(|fact| fact.old.is_none() && fact.new.is_some()));
    let gate = |refused| Gate { refused: vec![refused], ..Gate::default() };
    let new = "3 prices are new, which `--fail-on price` does not allow: models/a/n";
    assert_eq!(objects(&changes, &gate(GateKind::Price)), [new]);
    assert_eq!(objects(&changes, &gate(GateKind::Removed)), [""; 0]);
    let most = Gate { max_price_change: Some(0.into()), ..Gate::default() };
    assert_eq!(objects(&changes, &most), [""; 0], "there is no price that it could have moved from");
}

#[test]
fn a_price_per_thousand_is_not_the_price_per_one() {
    let units = |rest: &str| format!("name = \"M\"\n[[cost.units]]\nunit = \"search\"\nprice = 10\n{rest}");
    let old = units("per = 1000\nfree = 100\nfree_per = \"day\"");
    let new = units("free = 50\nfree_per = \"month\"");
    assert_snapshot(
        text(&change_of_file("models/a/m.toml", [&old, &new])),
        snapbox::str![[r#"
models/a/m (M, a)
  Search: $10.00 per 1,000 searches -> $10.00 (+99900%)
  Search, free: 100 per day -> 50 per month (-50%)
  warning: a price changed, but not its source or check date
2 prices changed
"#]],
    );
}

#[test]
fn prices_that_a_provider_or_a_gateway_sets_have_their_gate() {
    let gateway =
        |percent| format!("[gateway]\nname = \"G\"\ncost_basis = \"upstream\"\nmarkup_percent = {percent}\n");
    let changes = change_of_file("site.toml", [&gateway("5"), &gateway("6")]);
    let gate =
        Gate { refused: vec![GateKind::Price], max_price_change: Some(10.into()), allow_removed: true };
    let said = objects(&changes, &gate);
    assert_eq!(said[0], "1 price changed, which `--fail-on price` does not allow: site.toml");
    assert!(said[1].starts_with("`Gateway: Markup` of site.toml went from 5% to 6% (+20%)"), "{said:?}");
    assert!(markdown(&changes, &[]).contains("| `site.toml` | `Gateway: Markup` | `5%` | `6%` | +20% |"));
}

#[test]
fn pages_of_lists_may_go_and_pages_of_files_may_not() {
    let many: Vec<(String, String)> =
        (0..101).map(|at| (format!("models/a/page-/m{at}.toml"), MODEL.to_owned())).collect();
    let mut old: Vec<(&str, &str)> = many.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let listed =
        "name = \"L\"\ntype = \"embedding\"\ntags = [\"fast\"]\ntool_call = true\nretires = 2026-01-01\n";
    old.extend([
        ("models/b/l.toml", listed),
        ("pages/guide.md", "# Guide\n"),
        ("site.toml", "[[compare]]\nname = \"two\"\nmodels = [\"a/page-/m0\", \"a/page-/m1\"]\n"),
    ]);
    let new: Vec<(&str, &str)> = old[1..100].to_vec();
    let gone = changes(&old, &new).pages_removed;
    let expected =
        ["compare/two/", "guide/", "models/a/page-/m0/", "models/a/page-/m100/", "models/b/", "models/b/l/"];
    let is_expected = |page: &String| expected.contains(&page.as_str());
    assert!(gone.iter().all(is_expected) && gone.len() == expected.len(), "{gone:#?}");
    let pages = plan_site(&old).site.items;
    for list in
        ["tags/fast/", "types/embedding/", "capabilities/tool-calling/", "models/page/2/", "models/a/page/2/"]
    {
        assert!(pages.iter().any(|page| page.route.as_str() == list), "{list}");
    }
}

const PROVIDER_FILE: &str = "name = \"Lab\"\nnpm = \"@ai-sdk/openai-compatible\"\napi = \"https://api.lab.example/${REGION}/v1\"\n\
                             env = [\"LAB_API_KEY\"]\nurl = \"https://lab.example/\"\n";

const GATEWAY_SITE: &str = "base_url = \"https://models.example/\"\n[gateway]\nname = \"Gate\"\napi = \"https://gate.example/v1\"\n\
                            env = [\"GATE_KEY\"]\ncta_url = \"https://gate.example/keys\"\n";

/// Every printed form begins with the change of an address, and its gate alone stops it.
#[track_caller]
fn assert_address(changes: &Changes, key: &str, [label, before, after]: [&str; 3]) {
    let shown = text(changes);
    let line = format!("  {label}: {before} -> {after}");
    assert!(
        shown.split('\n').take_while(|line| !line.contains("models/z")).any(|shown| shown == line),
        "{shown}"
    );
    let comment = markdown(changes, &[]);
    let (_, first) = comment.split_once("\n\n**").unwrap();
    let row = format!("| `{key}` | `{label}` | {} | {} |", code_span(before), code_span(after));
    assert!(first.starts_with("Addresses and keys**") && first.contains(&row), "{row} in {comment}");
    let row = changes.rows().find(|row| row.key == key).unwrap();
    assert!(row.addresses().next().is_some());
    let gate = |refused: &[GateKind]| Gate { refused: refused.to_vec(), ..Gate::default() };
    assert_eq!(objects(changes, &gate(&[GateKind::Price, GateKind::Removed])), [""; 0]);
    assert_eq!(objects(changes, &gate(&[GateKind::Any])).len(), 1);
    let said = objects(changes, &gate(&[GateKind::Address]));
    assert!(said[0].contains("which `--fail-on address` does not allow"), "{said:?}");
}

#[test]
fn another_address_key_or_package_of_a_provider_comes_first_and_has_its_gate() {
    let base = "https://api.lab.example/YOUR_REGION/v1";
    let keys = "Environment variables";
    for (from, to, change) in [
        ("api.lab.example", "evil.example", ["Base URL", base, "https://evil.example/YOUR_REGION/v1"]),
        ("${REGION}", "${ZONE}", ["Base URL", base, "https://api.lab.example/YOUR_ZONE/v1"]),
        ("LAB_API_KEY", "OPENAI_API_KEY", [keys, "LAB_API_KEY", "OPENAI_API_KEY"]),
        ("\"LAB_API_KEY\"", "\"LAB_API_KEY\", \"B\"", [keys, "LAB_API_KEY", "LAB_API_KEY, B"]),
        ("@ai-sdk/openai-compatible", "evil-sdk", ["npm package", "@ai-sdk/openai-compatible", "evil-sdk"]),
        ("name = \"Lab\"", "name = \"OpenAI\"", ["Name", "Lab", "OpenAI"]),
        (
            "https://lab.example/",
            "https://evil.example/",
            ["Website", "https://lab.example/", "https://evil.example/"],
        ),
    ] {
        let other = PROVIDER_FILE.replace(from, to);
        let changes = change_of_file("providers/p/provider.toml", [PROVIDER_FILE, &other]);
        assert_address(&changes, "providers/p", change);
    }
}

#[test]
fn an_address_that_stays_the_same_in_other_words_is_no_change() {
    let change = |texts| change_of_file("providers/p/provider.toml", texts);
    let endpoint = PROVIDER_FILE.replace("/v1", "/v1/chat/completions/");
    assert_eq!(change([PROVIDER_FILE, &endpoint]).rows().count(), 0);
    let package = "name = \"Lab\"\nnpm = \"@ai-sdk/groq\"\n";
    let written = format!("{package}api = \"https://api.groq.com/openai/v1\"\n");
    assert_eq!(change([package, &written]).rows().count(), 0);
    let shown = text(&change([package, &package.replace("groq", "mistral")]));
    assert!(
        shown.contains("Base URL: https://api.groq.com/openai/v1 -> https://api.mistral.ai/v1"),
        "{shown}"
    );
}

#[test]
fn another_address_or_key_of_the_gateway_or_the_site_comes_first_and_has_its_gate() {
    for (from, to, change) in [
        (
            "gate.example/v1",
            "evil.example/v1",
            ["Gateway: Base URL", "https://gate.example/v1", "https://evil.example/v1"],
        ),
        ("GATE_KEY", "AWS_KEY", ["Gateway: Environment variables", "GATE_KEY", "AWS_KEY"]),
        (
            "gate.example/keys",
            "evil.example/",
            ["Gateway: Link of the call to action", "https://gate.example/keys", "https://evil.example/"],
        ),
        (
            "models.example",
            "evil.example",
            ["Base URL of the site", "https://models.example/", "https://evil.example/"],
        ),
        (
            "[gateway]",
            "analytics = { script = \"https://evil.example/x.js\" }\n[gateway]",
            ["Analytics script", "not stated", "https://evil.example/x.js"],
        ),
    ] {
        let other = GATEWAY_SITE.replacen(from, to, 1);
        assert_address(&change_of_file("site.toml", [GATEWAY_SITE, &other]), "site.toml", change);
    }
}

#[test]
fn a_provider_an_author_or_a_gateway_that_comes_or_goes_is_a_change() {
    let (one, two) = (("models/a/m.toml", MODEL), ("providers/new/provider.toml", "name = \"New\"\n"));
    let gate = Gate { refused: vec![GateKind::Address], allow_removed: true, ..Gate::default() };
    let (added, removed) = (changes(&[one], &[one, two]), changes(&[one, two], &[one]));
    assert!(
        text(&added).starts_with("added: providers/new (New, provider)\n  Name: New\n"),
        "{}",
        text(&added)
    );
    assert!(text(&removed).starts_with("removed: providers/new (New, provider)\n"), "{}", text(&removed));
    assert_eq!([added, removed].map(|changes| objects(&changes, &gate).len()), [1, 1]);
    let without = change_of_file("site.toml", [GATEWAY_SITE, "base_url = \"https://models.example/\"\n"]);
    assert!(text(&without).contains("  Gateway: Name: Gate -> not stated\n"), "{}", text(&without));
    assert_eq!(objects(&without, &gate).len(), 1);
    let author = ("models/new/author.toml", "name = \"New\"\ndescription = \"A lab.\"\n");
    let shown = text(&changes(&[one], &[one, author]));
    assert!(
        shown.starts_with("added: models/new (New, author)\n") && shown.contains("  Description: A lab.\n"),
        "{shown}"
    );
}

#[test]
fn a_record_that_is_called_elsewhere_comes_first_and_has_its_gate() {
    for (path, addition, label, after) in [
        (
            "providers/p/models/m",
            "[provider]\napi = \"https://evil.example/v1/\"\n",
            "Base URL",
            "https://evil.example/v1",
        ),
        ("providers/p/models/m", "[provider]\nnpm = \"evil-sdk\"\n", "npm package", "evil-sdk"),
        ("providers/p/models/m", "[provider]\nshape = \"responses\"\n", "API shape", "responses"),
        ("providers/p/models/m", "[provider.headers]\nx-to = \"evil\"\n", "Request headers", "x-to: evil"),
        (
            "providers/p/models/m",
            "[experimental.modes.fast.provider]\napi = \"https://evil.example\"\n",
            "Base URL, fast mode",
            "https://evil.example",
        ),
        ("models/a/m", "", "Playground", "https://evil.example/"),
    ] {
        let first = if addition.is_empty() { "playground = \"https://evil.example/\"\n" } else { "" };
        let other = format!("{first}{MODEL}{addition}");
        let changes = change_of_file(&format!("{path}.toml"), [MODEL, &other]);
        assert_address(&changes, path, [label, "not stated", after]);
    }
}

#[test]
fn a_new_record_that_is_called_elsewhere_is_stopped_too() {
    let added = |text: &str| {
        changes(&[("models/a/m.toml", MODEL)], &[("models/a/m.toml", MODEL), ("models/a/n.toml", text)])
    };
    let gate = Gate { refused: vec![GateKind::Address], ..Gate::default() };
    let evil = added(&format!("{MODEL}[provider]\napi = \"https://evil.example\"\n"));
    assert!(text(&evil).contains("  Base URL: https://evil.example\n"), "{}", text(&evil));
    assert_eq!(objects(&evil, &gate).len(), 1);
    assert_eq!(objects(&added(MODEL), &gate), [""; 0]);
}
