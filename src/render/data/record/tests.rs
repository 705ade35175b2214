use serde_json::Value;

use crate::bless::assert_snapshot;
use crate::plan::fixture::plan_site;
use crate::plan::{Content, DataFile};
use crate::render::data;

/// The JSON of a record of a small site, as it is written.
fn write(files: &[(&str, &str)], key: &str) -> String {
    let site = plan_site(files).site;
    let is_it = |content: &Content| match content {
        Content::Data(DataFile::Record(place)) => site.directory.record(*place).key.as_str() == key,
        _ => false,
    };
    let item = site.items.iter().find(|item| is_it(&item.content)).expect(key);
    assert!(item.route.as_str().ends_with("/index.json"));
    let Content::Data(file) = item.content else { unreachable!() };
    let mut buffer = Vec::new();
    data::write(&site, file, &mut buffer);
    String::from_utf8(buffer).unwrap()
}

fn read(files: &[(&str, &str)], key: &str) -> Value {
    serde_json::from_str(&write(files, key)).unwrap()
}

#[test]
fn the_model_that_inspired_the_project() {
    let files = [
        ("models/openai/author.toml", include_str!("../../../../models/openai/author.toml")),
        ("models/openai/gpt-4o-mini.toml", include_str!("../../../../models/openai/gpt-4o-mini.toml")),
    ];
    let json = read(&files, "models/openai/gpt-4o-mini");
    assert_snapshot(
        serde_json::to_string_pretty(&json).unwrap(),
        snapbox::file!["snapshots/record-the_model_that_inspired_the_project.txt"],
    );
}

#[test]
fn money_is_a_string_with_the_digits_of_the_file() {
    let cost = "name = \"M\"\n[cost]\ninput = 0.10000000000000001\noutput = 7.5e-08\ntiers_apply = \"marginal\"\n\
        [[cost.tiers]]\ntier = { size = 200_000 }\ninput = 2\n[[cost.units]]\nunit = \"search\"\nper = 1000\nprice = 35.50\n\
        [[cost.schedule]]\nfrom = 2026-12-01\ninput = 1\n[[cost.service_tiers]]\nname = \"batch\"\ninput = 0.05\n\
        [[cost.windows]]\nutc = \"16:30-00:30\"\ninput = 0.5\n[experimental.modes.fast]\ncost = { input = 5 }";
    let cost = read(&[("models/a/m.toml", cost)], "models/a/m")["cost"].clone();
    assert_snapshot(
        cost.to_string(),
        snapbox::str![[
            r#"{"state":"priced","currency":"USD","per_1m_tokens":{"input":"0.10000000000000001","output":"0.000000075"},"tiers":[{"above":200000,"per_1m_tokens":{"input":"2"}}],"service_tiers":[{"name":"batch","per_1m_tokens":{"input":"0.05"}}],"units":[{"unit":"search","per":1000,"price":"35.5"}],"tiers_apply":"marginal","schedule":[{"from":"2026-12-01","per_1m_tokens":{"input":"1"}}],"windows":[{"utc":"16:30-00:30","per_1m_tokens":{"input":"0.5"}}],"modes":{"fast":{"state":"priced","currency":"USD","per_1m_tokens":{"input":"5"}}}}"#
        ]],
    );
}

#[test]
fn a_price_names_the_record_that_speaks() {
    let files = [
        ("models/lab/m.toml", "name = \"M\""),
        ("providers/acme/provider.toml", "name = \"Acme\""),
        ("providers/acme/models/m.toml", "base_model = \"lab/m\"\n[cost]\ninput = 2\noutput = 3"),
        ("providers/acme/models/n.toml", "name = \"N\"\n[cost]\nstate = \"included\"\nplan = \"Pro\""),
    ];
    assert_eq!(read(&files, "models/lab/m")["cost"]["record"], "providers/acme/models/m");
    let offer = read(&files, "providers/acme/models/m");
    assert_eq!((&offer["model"], &offer["provider"]["name"]), (&"models/lab/m".into(), &"Acme".into()));
    assert_eq!(offer["cost"]["record"], Value::Null);
    let plan = read(&files, "providers/acme/models/n")["cost"].clone();
    assert_eq!((&plan["state"], &plan["plan"]), (&"included".into(), &"Pro".into()));
}

#[test]
fn what_the_reader_pays_is_the_price() {
    let files = [
        ("site.toml", "[gateway]\nname = \"G\"\ncost_basis = \"upstream\"\nmarkup_percent = 5"),
        ("models/a/m.toml", "name = \"M\"\n[cost]\ninput = 2\noutput = 4"),
    ];
    assert_eq!(read(&files, "models/a/m")["cost"]["per_1m_tokens"]["input"], "2.1");
}

#[test]
fn hostile_text_stays_in_its_string() {
    let text = "</script><!--<script>\u{2028}\\\"";
    let file = format!(
        "name = \"{text}\"\ndescription = \"{text}\"\ntags = [\"{text}\"]\n[cost]\ninput = 1\noutput = 1"
    );
    let files = [("models/a/m.toml", &*file)];
    let json = write(&files, "models/a/m");
    assert!(!json.contains('<') && !json.contains('\u{2028}') && !json.contains('\n'), "{json}");
    let record = read(&files, "models/a/m");
    assert_eq!(record["tags"][0], "</script><!--<script>\u{2028}\"");
    assert_eq!(record["name"], "</script><!--<script> \"", "a name is read as it looks");
}

#[test]
fn an_offer_says_how_its_model_is_known() {
    let files = [
        ("models/lab/m-4-instruct.toml", "name = \"M\""),
        ("providers/p/provider.toml", "name = \"P\""),
        ("providers/p/models/declared.toml", "base_model = \"lab/m-4-instruct\""),
        ("providers/p/models/m-4-instruct.toml", "name = \"M\""),
        ("providers/p/models/m-4-fp8.toml", "name = \"M\""),
    ];
    let link = |id: &str| {
        let json = read(&files, &format!("providers/p/models/{id}"));
        assert_eq!(json["model"], "models/lab/m-4-instruct", "{id}");
        [&json["linked_by"], &json["variant"], &json["assumed"]].map(Value::to_string).join(" ")
    };
    assert_eq!(link("declared"), "\"declared\" null null");
    assert_eq!(link("m-4-instruct"), "\"exact\" null null");
    assert_eq!(link("m-4-fp8"), "\"matched\" [\"fp8\"] [\"instruct\"]");
}

#[test]
fn a_model_without_a_file_has_the_votes_of_its_listings() {
    let files = [
        ("models/lab/y.toml", "name = \"Y\""),
        ("providers/p/provider.toml", "name = \"P\""),
        ("providers/p/models/lab/x-1.toml", "name = \"X 1\"\ntool_call = true\nlimit = { context = 131072 }"),
        ("providers/q/provider.toml", "name = \"Q\""),
        ("providers/q/models/lab/x-1.toml", "name = \"X 1\"\nlimit = { context = 128000 }"),
    ];
    assert_snapshot(
        read(&files, "models/lab/x-1")["listings"].to_string(),
        snapbox::str![[
            r#"{"providers":2,"facts":[{"fact":"tool_call","values":[{"value":true,"votes":1,"offers":["providers/p/models/lab/x-1"]}]},{"fact":"limit.context","values":[{"value":128000,"votes":1,"offers":["providers/q/models/lab/x-1"]},{"value":131072,"votes":1,"offers":["providers/p/models/lab/x-1"]}]}]}"#
        ]],
    );
    assert_eq!(read(&files, "models/lab/y")["listings"], Value::Null);
}
