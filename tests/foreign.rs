//! A tree that others keep builds whatever is in it: a record goes without what is wrong, or the site without the record, and each
//! time a warning says so.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeMap;

use modelpress::parse::author::{AUTHOR, PROVIDER};
use modelpress::parse::model::MODEL as MODEL_KEYS;
use modelpress::parse::{Field, Kind, Schema};
use serde_json::Value;
use support::{MODEL, Run, Site, tree};

/// A value of each type of TOML. Which of them are wrong depends on the key.
const VALUES: [&str; 7] = ["\"text\"", "7", "-0.5", "true", "2024-05-01", "[1, \"a\", {}]", "{ other = 1 }"];

/// A value that a key takes.
fn right(kind: &Kind) -> String {
    match kind {
        Kind::Count(_) | Kind::Budget | Kind::Scalar => "7".to_owned(),
        Kind::Number | Kind::Score | Kind::Price => "1.5".to_owned(),
        Kind::Date => "\"2024-05-01\"".to_owned(),
        Kind::Boolean | Kind::Switch(_) | Kind::Flag(_) => "true".to_owned(),
        Kind::Url => "\"https://a.example/\"".to_owned(),
        Kind::Window => "\"16:30-00:30\"".to_owned(),
        Kind::Choice(words) => format!("\"{}\"", words[0]),
        Kind::Group(schema) => table(schema, None),
        _ => "\"word\"".to_owned(),
    }
}

/// A table with its required keys and one further key.
fn table(schema: &'static Schema, key: Option<(&Field, &str)>) -> String {
    let required = schema.fields().filter(|field| field.required);
    let required = required.filter(|field| key.is_none_or(|(other, _)| other.key != field.key));
    let mut pairs: Vec<String> =
        required.map(|field| format!("{} = {}", field.key, right(&field.kind))).collect();
    pairs.extend(key.map(|(field, value)| format!("{} = {value}", field.key)));
    format!("{{ {} }}", pairs.join(", "))
}

/// A line of a file, with one value in one key.
struct Case {
    /// The key of the file, which may hold that key further in.
    key: &'static str,
    text: String,
    /// Whether the value is an array or a table in a key that takes neither.
    is_wrong: bool,
}

/// Whether a key takes one value that is neither an array nor a table.
fn is_single(kind: &Kind) -> bool {
    use Kind::{
        BaseUrl, Boolean, Budget, Choice, Count, Date, Markdown, Name, Number, Path, Price, Score, Text, Url,
        Window,
    };
    let is_text = matches!(kind, Text | Name | Path | Url | BaseUrl | Markdown);
    is_text
        || matches!(kind, Boolean | Budget | Choice(_) | Count(_) | Date | Number | Price | Score | Window)
}

/// Calls back with the top-level key and the text of a file for every key of a table and those within it, with every value.
fn walk(
    schema: &'static Schema,
    top: Option<&'static str>,
    file: &dyn Fn(&'static Field, &str) -> String,
    found: &mut Vec<Case>,
) {
    for field in schema.fields() {
        let top = top.unwrap_or(field.key);
        found.extend(VALUES.iter().enumerate().map(|(at, value)| Case {
            key: top,
            text: file(field, value),
            is_wrong: at >= 5 && is_single(&field.kind),
        }));
        match field.kind {
            // Prices stand in each other without end.
            _ if file(field, "").matches("= [").count() > 1 => {}
            Kind::Group(inner) | Kind::Switch(inner) => {
                walk(inner, Some(top), &|key, value| file(field, &table(inner, Some((key, value)))), found);
            }
            Kind::Groups(inner) => {
                let entry =
                    |key, value: &str| file(field, &format!("[{}]", table(inner, Some((key, value)))));
                walk(inner, Some(top), &entry, found);
            }
            Kind::Named(inner) => {
                let entry = |key, value: &str| {
                    file(field, &format!("{{ x = {} }}", table(inner, Some((key, value)))))
                };
                walk(inner, Some(top), &entry, found);
            }
            _ => {}
        }
    }
}

fn line(field: &'static Field, value: &str) -> String {
    format!("{} = {value}", field.key)
}

fn cases(schema: &'static Schema) -> Vec<Case> {
    let mut found = Vec::new();
    walk(schema, None, &line, &mut found);
    found
}

#[track_caller]
fn assert_no_errors(run: &Run) -> Vec<Value> {
    let findings = run.findings();
    let errors: Vec<_> = findings.iter().filter(|found| found["severity"] == "error").collect();
    assert!(errors.is_empty(), "{errors:#?}");
    findings
}

/// The warnings of a run, by file: the line and the message of each.
#[track_caller]
fn warnings(run: &Run) -> BTreeMap<String, Vec<(u64, String)>> {
    let mut by_file: BTreeMap<String, Vec<(u64, String)>> = BTreeMap::new();
    for found in assert_no_errors(run).iter().filter(|found| found["severity"] == "warning") {
        let warning = (found["line"].as_u64().unwrap(), found["message"].as_str().unwrap().to_owned());
        by_file.entry(found["file"].as_str().unwrap().to_owned()).or_default().push(warning);
    }
    by_file
}

/// Each warning is about the line of the case, and a value of a wrong type has one.
#[track_caller]
fn assert_warns(found: Option<&Vec<(u64, String)>>, line: usize, case: &Case) {
    let found = found.map_or(&[][..], Vec::as_slice);
    assert!(found.iter().all(|(at, _)| *at == line as u64), "{}: {found:#?}", case.text);
    assert!(!found.is_empty() || !case.is_wrong, "{} has no warning", case.text);
}

/// Whether a record with this line has its page at the path of its file.
fn is_at_its_path(Case { key, text, .. }: &Case) -> bool {
    match *key {
        // A value that cannot be read may have held the record back.
        "draft" => false,
        "publish_from" => text.ends_with("= 2024-05-01"),
        "slug" | "id" => !text.ends_with("= \"text\""),
        _ => true,
    }
}

#[test]
fn a_value_of_any_type_in_any_key_of_a_record_loses_that_key_alone() {
    let site = Site::plain();
    let cases: Vec<(Case, usize)> = cases(&MODEL_KEYS)
        .into_iter()
        .enumerate()
        .map(|(at, case)| {
            let others =
                [format!("name = \"Kept {at}\""), "family = \"kept\"".into(), "license = \"Kept\"".into()];
            let mut lines: Vec<String> = others.into();
            lines.retain(|line| !line.starts_with(&format!("{} =", case.key)));
            lines.push(case.text.clone());
            site.put(&format!("models/acme/m{at}.toml"), lines.join("\n"));
            (case, lines.len())
        })
        .collect();
    let wrong = cases.iter().filter(|(case, _)| case.is_wrong).count();
    assert!(wrong > 700, "{wrong} of {}", cases.len());
    let run = site.run(&["build", "--format", "json", "--today", "2026-11-23"]).exits(0);
    let warnings = warnings(&run);
    for (at, (case, line)) in cases.iter().enumerate() {
        assert_warns(warnings.get(&format!("models/acme/m{at}.toml")), *line, case);
        let page = format!("models/acme/m{at}/index.json");
        let is_there = site.path("dist").join(&page).exists();
        assert_eq!(is_there, is_at_its_path(case), "{}", case.text);
        if !is_there {
            continue;
        }
        let json: Value = serde_json::from_str(&site.page(&page)).unwrap();
        for (other, kept) in
            [("name", format!("Kept {at}").as_str()), ("family", "kept"), ("license", "Kept")]
        {
            assert!(json[other] == kept || case.key == other, "{}: {other} is {}", case.text, json[other]);
        }
    }
}

#[test]
fn a_value_of_any_type_in_any_key_of_an_author_or_a_provider_loses_that_key_alone() {
    let site = Site::plain();
    let mut all = Vec::new();
    for (folder, file, schema) in
        [("models", "author.toml", &AUTHOR), ("providers", "provider.toml", &PROVIDER)]
    {
        for (at, case) in cases(schema).into_iter().enumerate() {
            let record = if folder == "models" { "m.toml" } else { "models/m.toml" };
            let name = if case.key == "name" { "# Kept" } else { "name = \"Kept\"" };
            let path = format!("{folder}/o{at}/{file}");
            site.put(&path, format!("{name}\n{}\n", case.text));
            site.put(&format!("{folder}/o{at}/{record}"), "name = \"M\"\n");
            all.push((path, format!("{folder}/o{at}/index.html"), case));
        }
    }
    let run = site.run(&["build", "--format", "json", "--today", "2026-11-23"]).exits(0);
    let warnings = warnings(&run);
    for (path, page, case) in all {
        assert_warns(warnings.get(&path), 2, &case);
        assert!(site.page(&page).contains("Kept") || case.key == "name", "{}: {page} has no name", case.text);
    }
}

#[test]
fn what_the_schema_of_models_dev_allows_is_read() {
    let text = "name = \"Wide\"\ntype = \"reranking\"\nreasoning = true\n\
                [limit]\ncontext = 1e6\noutput = 128_000.0\n\
                [cost]\ninput = 1\noutput = 2\n[[cost.tiers]]\ninput = 3\noutput = 4\ntier = { size = 64e3 }\n\
                [[cost.tiers]]\ninput = 5\noutput = 6\ntier = {}\n\
                [[benchmarks]]\nname = \"B\"\nscore = \"82%\"\n\
                [[reasoning_options]]\ntype = \"budget_tokens\"\nmin = -1\nmax = 24_576\n\
                [[weights]]\nurl = \"https://huggingface.co/acme/wide\"\nformat = \"safetensors\"\n";
    let site = Site::plain()
        .file("models/acme/wide.toml", text)
        .file("models/acme/decider.toml", "name = \"Decider\"\ntype = \"decision\"\n");
    let run = site.run(&["build", "--format", "json", "--today", "2026-11-23"]).exits(0);
    let findings = assert_no_errors(&run);
    let warnings = findings.iter().filter(|found| found["severity"] == "warning");
    let messages: Vec<_> = warnings.map(|found| found["message"].as_str().unwrap()).collect();
    assert_eq!(messages, ["`tier` needs `size`"]);
    let json: Value = serde_json::from_str(&site.page("models/acme/wide/index.json")).unwrap();
    assert_eq!(json["type"], "rerank");
    assert_eq!((&json["limit"]["context"], &json["limit"]["output"]), (&1_000_000.into(), &128_000.into()));
    assert_eq!(json["benchmarks"][0]["score"], "82");
    assert_eq!(json["benchmarks"][0]["metric"], "percent");
    assert_eq!(json["reasoning_options"][0]["min"], -1);
    assert_eq!(json["weights"][0]["format"], "safetensors");
    let page = site.page("models/acme/wide/index.html");
    let words =
        page.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect::<String>();
    for shown in ["82%", "dynamic or up to 24,576 tokens", "64K", "$3.00", "safetensors"] {
        assert!(words.contains(shown), "{shown} is not shown");
    }
    assert!(!words.contains("$5.00"), "a tier without a size is left out");
    assert!(site.page("models/acme/decider/index.html").contains("Decisions"));
}

/// Files of which no other than a wrong one may be named in a warning, and the records that keep their pages.
#[test]
fn no_hard_mistake_of_a_record_stops_the_build() {
    let site = Site::plain()
        .file("models/acme/syntax.toml", "name = \"cut\n")
        .file("models/acme/latin.toml", b"name = \"Caf\xe9\"\n")
        .file("models/acme/nameless.toml", "family = \"x\"\n")
        .file("models/acme/heir.toml", "name = \"Heir\"\nbase_model = \"acme/syntax\"\n")
        .file("models/acme/lost.toml", "name = \"Lost\"\nbase_model = \"acme/nobody\"\n")
        .file("models/acme/loop.toml", "name = \"Loop\"\nbase_model = \"acme/loop\"\n")
        .file(
            "models/acme/next.toml",
            "name = \"Next\"\nsuccessor = \"acme/nobody\"\nvariant_of = \"acme/next\"\n",
        )
        .file("models/acme/out.toml", "name = \"Out\"\nid = \"acme/../out\"\n")
        .file("models/acme/twin.toml", "name = \"Twin\"\nid = \"acme/plain\"\n")
        .file(
            "models/acme/named.toml",
            "name = \"Named\"\naliases = [\"acme/plain\", \"..\", \"acme/NAMED\"]\n",
        )
        .file("models/acme/large.toml", format!("{MODEL}# {}", "x".repeat(2 << 20)))
        .file("models/loose.toml", MODEL)
        .file("providers/cloud/provider.toml", "npm = 1\n")
        .file("providers/cloud/loose.toml", MODEL)
        .file("providers/cloud/models/x.toml", "name = \"X\"\n");
    let run = site.run(&["build", "--format", "json", "--today", "2026-11-23"]).exits(0);
    let findings = assert_no_errors(&run);
    let warned: std::collections::BTreeSet<&str> = findings
        .iter()
        .filter(|found| found["severity"] == "warning")
        .map(|found| found["file"].as_str().unwrap())
        .collect();
    for (path, has_page) in [
        ("models/acme/syntax", false),
        ("models/acme/latin", false),
        ("models/acme/nameless", true),
        ("models/acme/heir", false),
        ("models/acme/lost", false),
        ("models/acme/loop", false),
        ("models/acme/next", true),
        ("models/acme/out", false),
        ("models/acme/twin", false),
        ("models/acme/named", true),
        ("models/acme/large", false),
        ("models/loose", false),
        ("providers/cloud/loose", false),
        ("providers/cloud/provider", false),
    ] {
        assert!(warned.contains(format!("{path}.toml").as_str()), "{path} has no warning: {warned:#?}");
        assert_eq!(site.path(&format!("dist/{path}/index.html")).exists(), has_page, "{path}");
    }
    for page in ["models/acme/plain", "providers/cloud", "providers/cloud/x"] {
        assert!(site.path(&format!("dist/{page}/index.html")).exists(), "{page}");
    }
    let named: Vec<_> = findings.iter().filter(|found| found["file"] == "models/acme/named.toml").collect();
    assert_eq!(named.len(), 2, "an alias that is its own id but for case is fine: {named:#?}");
    site.put("site.toml", "base_url = \"https://example.org/\"\n");
    let run = site.run(&["check", "--format", "json", "--today", "2026-11-23"]).exits(1);
    let errors = run.findings().into_iter().filter(|found| found["severity"] == "error");
    let errors: std::collections::BTreeSet<String> =
        errors.map(|found| found["file"].as_str().unwrap().to_owned()).collect();
    let own: Vec<_> =
        warned.iter().filter(|path| !errors.contains(**path) && **path != "models/acme/heir.toml").collect();
    assert!(own.is_empty(), "no errors in a site of one's own: {own:#?}");
}

/// Each id of a record with the path of the page that shows it.
fn pages_of(site: &Site) -> BTreeMap<String, String> {
    let json = tree(&site.path("dist")).into_iter().filter(|(path, _)| path.ends_with("/index.json"));
    let json = json.map(|(path, bytes)| (path, serde_json::from_slice::<Value>(&bytes).unwrap()));
    // Lists, authors and providers are in parts, and records are whole.
    let records = json.filter(|(_, json)| json.get("parts").is_none());
    let page = |path: &str| path.strip_suffix("/index.json").unwrap().to_owned();
    records.map(|(path, json)| (json["id"].as_str().unwrap().to_owned(), page(&path))).collect()
}

#[test]
fn ids_that_meet_get_paths_by_their_ids_and_never_by_their_files() {
    let ids =
        ["acme/Big-1", "acme/big-1", "acme/big:1", "acme/BIG@1", "acme/x:y", "acme/x@y", "acme/q", "acme/Q"];
    let build = |order: &[usize]| {
        let mut site = Site::new();
        for (at, index) in order.iter().enumerate() {
            let slug = if ids[*index] == "acme/Q" { "slug = \"q\"\n" } else { "" };
            let text = format!("name = \"M{index}\"\nid = \"{}\"\n{slug}", ids[*index]);
            site = site.file(&format!("models/acme/f{at}.toml"), text);
        }
        site = site
            .file(
                "models/acme/links.toml",
                "name = \"L\"\ndescription = \"[A](/models/acme/BIG@1/) and [B](/models/acme/big-1/).\"\n",
            )
            .file("models/Acme/one.toml", "name = \"One\"\n");
        let run = site.run(&["build", "--format", "json", "--today", "2026-11-23"]).exits(0);
        let findings = assert_no_errors(&run);
        assert!(
            findings.iter().all(|found| found["code"] != "dead-link" && found["code"] != "broken-page"),
            "{findings:#?}"
        );
        let met = findings.iter().filter(|found| found["code"] == "duplicate-path").count();
        assert_eq!(met, 6, "{findings:#?}");
        (pages_of(&site), site)
    };
    let (pages, site) = build(&[0, 1, 2, 3, 4, 5, 6, 7]);
    for order in [[7, 6, 5, 4, 3, 2, 1, 0], [3, 1, 4, 0, 5, 2, 7, 6]] {
        assert_eq!(build(&order).0, pages);
    }
    for (id, path) in
        [("acme/big-1", "models/acme/big-1"), ("acme/x:y", "models/acme/x-y"), ("acme/Q", "models/acme/q")]
    {
        assert_eq!(pages[id], path);
    }
    for (id, start) in [
        ("acme/Big-1", "models/acme/big-1-"),
        ("acme/big:1", "models/acme/big-1-"),
        ("acme/x@y", "models/acme/x-y-"),
        ("acme/q", "models/acme/q-"),
        ("Acme/one", "models/acme-"),
    ] {
        let mark = pages[id].strip_prefix(start).unwrap_or_else(|| panic!("{id} is at {}", pages[id]));
        let mark = mark.strip_suffix("/one").unwrap_or(mark);
        assert!(mark.len() == 6 && mark.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}: {mark}");
    }
    let page = site.page("models/acme/links/index.html");
    let own = pages["acme/BIG@1"].rsplit('/').next().unwrap();
    assert!(page.contains(&format!("{own}/\">A</a>")), "a link by an exact id leads to its own page");
    let search = site.page("data/search.json");
    assert!(search.contains(&format!("\"{}/\"", pages["acme/BIG@1"])), "the search knows the path");
}

#[test]
fn the_output_says_why_settings_are_strict_and_how_to_stay_lenient() {
    let note = "write `profile = \"foreign\"` below `[lints]` in `site.toml`";
    let site = Site::plain()
        .file("models/acme/x.toml", "name = \"X\"\nrelease_date = \"soon\"\ntool_call = \"yes\"\n");
    assert!(!site.build().exits(0).stderr.contains(note));
    site.put("site.toml", "title = \"Mine\"\n");
    for command in ["build", "check"] {
        let run = site
            .run(&[command])
            .exits(1)
            .says(note)
            .says("2 findings are errors because there is a `site.toml`");
        assert_eq!(run.stderr.matches(note).count(), 1, "{}", run.stderr);
    }
    site.run(&["build", "--keep-going"]).exits(1).says(note);
    for profile in ["own", "foreign"] {
        site.put("site.toml", format!("title = \"Mine\"\n[lints]\nprofile = \"{profile}\"\n"));
        let run = site.build().exits(i32::from(profile == "own"));
        assert!(!run.stderr.contains(note), "{}", run.stderr);
    }
    let site = Site::own().file("templates/page/home.html", "{{ nothing.here }}");
    assert!(!site.build().exits(1).stderr.contains(note), "a template is the site's own in any case");
}
