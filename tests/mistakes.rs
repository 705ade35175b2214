//! Mistakes that people make, each in a site of its own: every one gives one finding, at its place, that says what to write.
//! `tests/mistakes.txt` is the list of what is said.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::date;
use modelpress::compile::{Options, compile};
use modelpress::diag::{Report, Style, drawing, github_summary, write_github, write_human, write_json};
use modelpress::discover::discover;
use modelpress::render::report;
use rayon::prelude::*;

use support::Site;
use support::bless::assert_snapshot;

/// A mistake: the file that has it, and its text.
type Mistake = (String, String);

const MODEL: &str = "models/acme/one.toml";
const SETTINGS: &str =
    "title = \"Acme models\"\nbase_url = \"https://models.acme.example/\"\ndata = { license = \"MIT\" }\n";

/// A site without a mistake; each mistake adds a file or takes the place of one.
fn sound() -> Site {
    Site::new()
        .file("site.toml", SETTINGS)
        .file(MODEL, "name = \"One\"\nrelease_date = 2026-01-15\n")
        .file("models/acme/two.toml", "name = \"Two\"\nrelease_date = 2026-01-15\n")
}

fn record(lines: &str) -> Mistake {
    (MODEL.to_owned(), format!("name = \"One\"\n{lines}\n"))
}

fn settings(lines: &str) -> Mistake {
    ("site.toml".to_owned(), format!("{SETTINGS}{lines}\n"))
}

fn file(path: &str, text: &str) -> Mistake {
    (path.to_owned(), text.to_owned())
}

fn author(lines: &str) -> Mistake {
    ("models/acme/author.toml".to_owned(), format!("name = \"Acme\"\n{lines}\n"))
}

fn provider(lines: &str) -> Mistake {
    let start = "name = \"North\"\napi = \"https://api.north.example/v1\"\n";
    ("providers/north/provider.toml".to_owned(), format!("{start}{lines}\n"))
}

/// A mistake only in a site that compares providers.
fn beside_providers((path, text): Mistake) -> Mistake {
    (format!("{path}{BESIDE_PROVIDERS}"), text)
}

const BESIDE_PROVIDERS: &str = " beside providers/";

fn page(front: &str, body: &str) -> Mistake {
    let front = if front.is_empty() { String::new() } else { format!("+++\n{front}\n+++\n") };
    ("pages/docs.md".to_owned(), format!("{front}{body}\n"))
}

/// Keys in the wrong table.
fn keys() -> Vec<Mistake> {
    vec![
        record("[limit]\ncontext = 128_000\ntool_call = true"),
        record("[[cost.service_tiers]]\nname = \"batch\"\ninput = 1\naliases = [\"acme/first\"]"),
        record("[parameters.temperature]\nmin = 0\nstatus = \"beta\""),
        record("[parameters]\nknowledge = \"2026-01\""),
        record("[cost.tiers]\ninput = 1"),
        record("[[cost.tiers]]\ntier = 64_000\ninput = 1"),
        record("[[cost.tiers]]\nsize = 64_000\ninput = 1"),
        record("[[tiers]]\ninput = 1"),
        record("[tiers]\ninput = 1"),
        record("[[units]]\nunit = \"image\"\nprice = 1"),
        record("[[service_tiers]]\nname = \"batch\"\ninput = 1"),
        record("[experimental.modes]\nfast = 2"),
        record("parameters.temperature = 1"),
        record("[capabilities]\nimage = true"),
        record("[capabilities]\naudio = true"),
        record("[cost]\ninput = 1\nbatch = 0.5"),
        record("title = \"One\""),
        record("context_length = 128_000"),
        record("max_output_tokens = 8_000"),
        record("[limit]\ncontext_length = 128_000"),
        record("input_price = 1"),
        record("[cost]\ninput_price = 1"),
        record("[cost]\ninput_cost_per_token = 0.000001"),
        record("input_cost_per_token = 0.000001"),
        record("input_modalities = [\"text\"]"),
        record("licence = \"MIT\""),
        record("[sources]\nrelease_date = \"2026-01-01\""),
        record("[sources.release_date]\nurl = \"https://acme.example/\""),
        settings("profile = \"foreign\""),
        settings("[lints]\nfloat-dust = \"off\""),
        settings("[lints]\nprofile = \"others\""),
        record("[limit]\ncontext = 128_000\n[limit.modalities]\ninput = [\"text\"]"),
        record("context = 128_000"),
        record("[cost]\ninput = 1\ncontext = 128_000"),
        record("[limit]\ncontext = 128_000\ncache_read = 0.1"),
        record("score = 82.0"),
        record("[capabilities]\nvision = true"),
        record("[capabilities]\ntool_calling = true"),
        record("[capabilities]\nreasoning = true"),
        record("[limit]\nwindow_size = 5"),
        record("max_tokens = 5"),
        author("[policy]\nretention_days = 30\nurl = \"https://acme.example/\""),
        author("twitter = \"@acme\""),
        provider("[policy]\nretention_days = 30\nenv = [\"NORTH_API_KEY\"]"),
        file(
            "site.toml",
            "base_url = \"https://models.acme.example/\"\n[repo]\nedit_url = \"https://git.example/{path}\"\ntitle = \"Acme models\"\n",
        ),
        settings("[seo]\nindex = true\ntagline = \"All models.\""),
        settings("[lints]\nzero-price = \"warn\"\nnotice = \"Closed on Friday.\""),
        settings("[brand]\ncta_label = \"Get a key\""),
        settings("[gateway]\nname = \"Acme\"\ncta_link = \"https://acme.example/\""),
        settings("logo = \"logo.svg\""),
        settings("theme = \"dark\""),
        settings("[outputs]\nsite_map = true"),
        settings("[outputs]\nredirect = true"),
        page("title = \"Docs\"\nfooter = \"Docs\"\nauthor = \"me\"", "Text."),
    ]
}

/// Files in the wrong place.
fn files() -> Vec<Mistake> {
    vec![
        file("sites.toml", SETTINGS),
        file("Site.toml", SETTINGS),
        file("template/page/home.html", "x"),
        file("page/about.md", "# About\n\nText.\n"),
        file("provider/north/provider.toml", "name = \"North\"\n"),
        file("model/acme/three.toml", "name = \"Three\"\n"),
        file("Models/acme/three.toml", "name = \"Three\"\n"),
        file("Static/a.txt", "a"),
        file("authors.toml", "[acme]\nname = \"Acme\"\n"),
        file("providers.toml", "[north]\nname = \"North\"\n"),
        file("Model.yaml", "name: Three\n"),
        file("models/acme/authors.toml", "name = \"Acme\"\n"),
        file("models/acme/author.tml", "name = \"Acme\"\n"),
        file("models/acme/provider.toml", "name = \"Acme\"\n"),
        file("models/acme/Logo.svg", "<svg viewBox=\"0 0 1 1\"/>"),
        file("models/acme/logo.png", "x"),
        file("models/acme/three.yaml", "name: Three\n"),
        file("models/acme/three.json", "{ \"name\": \"Three\" }\n"),
        file("models/acme/three.tml", "name = \"Three\"\n"),
        file("models/acme/three", "name = \"Three\"\n"),
        file("models/acme/prices.csv", "a,b\n"),
        file("models/acme/one.toml.orig", "name = \"One\"\n"),
        file("models/acme/one.toml.bak", "name = \"One\"\n"),
        file("models/acme/one.bak", "name = \"One\"\n"),
        file("models/acme/one.toml.rej", "--- one.toml\n"),
        file("models/acme/one.old", "name = \"One\"\n"),
        file("models/acme/one.tmp", "name = \"One\"\n"),
        file("models/acme/one.swp", "name = \"One\"\n"),
        file("models/acme/one.toml~", "name = \"One\"\n"),
        file("models/acme/#one.toml#", "name = \"One\"\n"),
        file("models/acme/author.toml~", "name = \"Acme\"\n"),
        file("models/acme/authors.toml.bak", "name = \"Acme\"\n"),
        file("models/acme/Logo.svg.bak", "<svg/>\n"),
        file("pages/docs.md~", "# Docs\n"),
        file("models/acme/hosts.yaml", "hostname: one\n"),
        file("models/acme/hosts.json", "{ \"hostname\": \"one\" }\n"),
        file("models/acme/Makefile", "all:\n\techo one\n"),
        file("models/acme/desktop.ini", "[.ShellClassInfo]\nIconResource=a.ico,0\n"),
        file("models/three.toml", "name = \"Three\"\n"),
        file("models/acme/three.TOML", "name = \"Three\"\n"),
        file("pages/about.markdown", "# About\n"),
        file("pages/team.png", "x"),
        file("templates/page/models.html", "x"),
        file("templates/model.html", "x"),
        file("templates/snippet/python/openai-chat.txt", "x"),
        file("templates/partial.html", "x"),
        file("templates/site.css", "a {}"),
        file("templates/snippets/python/openai-caht.txt", "x"),
    ]
}

/// Settings that would do nothing, or harm.
fn values() -> Vec<Mistake> {
    vec![
        settings("[gateway]\nenv = [\"sk-live-1234567890abcdef\"]"),
        settings("[gateway]\nenv = \"sk-live-1234567890abcdef\""),
        provider("env = [\"acme-api-key\"]"),
        provider("env = [\"$NORTH_API_KEY\"]"),
        settings("[quickstart]\nlanguages = [\"pyhton\"]"),
        settings("[quickstart]\nlanguages = [\"python\", \"go\"]"),
        settings("[quickstart]\nlanguages = [\"python\", \"python\"]"),
        settings("[gateway]\ncta_url = \"https://acme.example/keys?model={model}\""),
        settings("[repo]\nedit_url = \"https://git.example/edit/{file}\""),
        settings("[repo]\nedit_url = \"https://git.example/edit/\""),
        settings("[gateway]\ncta_label = \"Get a key\""),
        beside_providers(settings("[gateway]\nname = \"Acme\"\ncta_url = \"https://acme.example/keys\"")),
        settings("[[compare]]\nname = \"small\"\nmodels = [\"acme/one\", \"acme/one\"]"),
        provider("npm = \"@ai-sdk/openai-compatble\""),
        provider("npm = \"north-ai-provider\""),
        settings("[brand]\ncss = \"owm.css\""),
        file("static/own.css", "body { background: url(nope.png) }\n"),
        file("static/own.css", "body { color: red;\n"),
        file("site.toml", "title = \"Acme\"\nbase_url = \"https://models.acme.example/?x=1\"\n"),
        file("site.toml", "title = \"Acme\"\nbase_url = \"https://models.acme.example/#top\"\n"),
        file("site.toml", "title = \"Acme\"\nbase_url = \"https://me:secret@models.acme.example/\"\n"),
        file("site.toml", "title = \"Acme\"\nbase_url = \"models.acme.example\"\n"),
        file("site.toml", "title = \"Acme\"\nbase_url = \"https://models.acme.example:99999/\"\n"),
        settings("[brand]\naccent = \"#ffcc00\""),
    ]
}

/// What people type in place of TOML.
fn typed() -> Vec<Mistake> {
    let mut lines = [
        "[cost]\ninput = 0,15",
        "[cost]\ninput = $0.15",
        "[cost]\ninput = \"$0.15\"",
        "[cost]\ninput = \"0.15\"",
        "[cost]\ninput = \"0,15\"",
        "[cost]\ninput = .15",
        "[cost]\ninput = 0.15,",
        "[cost]\ncurrency = \"euro\"",
        "[limit]\ncontext = 128,000",
        "[limit]\ncontext = 128k",
        "[limit]\ncontext = \"128k\"",
        "[limit]\ncontext = \"1M\"",
        "[limit]\ncontext = \"1,000,000\"",
        "[limit]\ncontext = 1.000.000",
        "[limit]\ncontext = \"unknown\"",
        "limit = 128_000",
        "limits = 128_000",
        "[[limit]]\ncontext = 128_000",
        "[links]\nurl = \"https://acme.example/\"",
        "links = [\"https://a.example/\", \"https://b.example/\"]",
        "[policy]\nretention_days = \"30 days\"",
        "[policy]\nretention_days = \"2 weeks\"",
        "[policy]\nretention_days = 30 days",
        "[policy]\nlocation = \"Germany\"",
        "[policy]\nlocation = \"UK\"",
        "release_date = 2026-03",
        "release_date = 2026/03/01",
        "release_date = 01.03.2026",
        "release_date = \"01.03.2026\"",
        "release_date = \"March 2026\"",
        "release_date = \"03/04/2026\"",
        "release_date = \"soon\"",
        "knowledge = null",
        "knowledge = \"unknown\"",
        "deprecated = true",
        "retires = true",
        "tool_call = True",
        "tool_call = yes",
        "tool_call = \"yes\"",
        "tool_call = \"no\"",
        "tool_call = 1",
        "tool_call = None",
        "family = “large”",
        "family = ‘large’",
        "family = `large`",
        "family = large",
        "family = \"large",
        "family: \"large\"",
        "family := \"large\"",
        "family == \"large\"",
        "family =",
        "family",
        "family = \"large\";",
        "family = \"large\" // the family",
        "// the family",
        "display name = \"One\"",
        "license = \"C:\\path\"",
        "family = 4",
        "family = [\"large\"]",
        "tags = \"fast\"",
        "tags = [\"fast\" \"cheap\"]",
        "tags = [fast, cheap]",
        "tags = [\n  \"fast\"\n  \"cheap\",\n]",
        "tags = [\n  \"fast\",\n  fast,\n]",
        "tags = [\n  “fast”,\n]",
        "tags = [\n  [\"fast\" \"cheap\"]\n]",
        "limit = {\n  context = 1\n  output = 5\n}",
        "license = [\"say \\\"hi\\\"\"]",
        "[limit]\ncontext = 128.000",
        "[limit]\ncontext = 128.500",
        "[limit]\ncontext = -128.500",
        "tags = [\"fast\", \"cheap\"\nfamily = \"large\"\nlicense = \"MIT\"",
        "description = \"\"\"\nA model.\n\nfamily = \"large\"",
        "[limit\ncontext = 128_000",
        "[[links]\nurl = \"https://acme.example/\"",
        "family = \"large\"\nfamily = \"small\"",
        "[limit]\ncontext = 128_000\n[cost]\ninput = 1\n[limit]\noutput = 5",
        "playground = \"acme.example/try\"",
    ]
    .map(record)
    .to_vec();
    lines.extend([
        file(MODEL, "{\n  \"name\": \"One\",\n  \"family\": \"large\"\n}\n"),
        file(MODEL, "name: One\nfamily: large\ntool_call: yes\n"),
        author("url = \"acme.example\""),
        author("founded = \"March 2019\""),
        settings("[gateway]\nmarkup_percent = \"10%\"\ncost_basis = \"upstream\""),
        settings("[[estimates]]\ninput = \"100k\"\noutput = 5"),
    ]);
    lines
}

/// What people type in place of a value, by what the key takes.
fn kinds() -> Vec<Mistake> {
    [
        "tool_call = maybe",
        "tool_call = “yes”",
        "tool_call: yes",
        "[limit]\ncontext = unlimited",
        "[limit]\ncontext = \"unlimited\"",
        "[limit]\ncontext = large",
        "[limit]\ncontext = \"128KiB\"",
        "[limit]\ncontext = \"128.000\"",
        "[cost]\ninput = free",
        "[cost]\ninput = \"free\"",
        "[cost]\ninput = cheap",
        "[cost]\ninput = 0.60 / 1M",
        "[cost]\ninput = 0.60 USD per 1M tokens",
        "[cost]\ninput = $0.60",
        "[cost]\ninput = €0.60",
        "[cost]\ninput = 0.60 / 1K tokens",
        "[cost]\ninput = \"$0.15 / 1M tokens\"",
        "[cost]\ninput = \"USD 2\"",
        "[cost]\ninput = \"15 cents\"",
        "release_date = soon",
        "release_date = 2026-02-30",
        "release_date = \"2026-13\"",
        "release_date = 2026-13",
        "release_date = \"Maybe 2026\"",
        "release_date = 2026-11-26T10:00:00Z",
        "release_date = \"2026-11-26T10:00:00Z\"",
        "release_date = 20260311",
        "tags = fast, cheap",
        "tags = fast",
        "tags = [“fast”, “cheap”]",
        "[modalities]\ninput = text, image",
        "[modalities]\ninput = \"text, image\"",
        "[modalities]\ninput = \"text and smell\"",
        "status = beta",
        "status = great",
        "status = depracated",
        "tags: [fast, cheap]",
    ]
    .map(record)
    .to_vec()
}

/// Templates and pages.
fn markup() -> Vec<Mistake> {
    vec![
        file(
            "templates/page/home.html",
            "{% extends \"builtin/page/home.html\" %}\n{% block end %}\n<p>Hello</p>\n",
        ),
        file("templates/page/home.html", "{% if true %}\n<p>Hello</p>\n"),
        file("templates/page/model.html", "{% extends \"page/model.html\" %}\n"),
        file("templates/page/about.html", "{% include \"component/lnk.html\" %}\n"),
        file(
            "templates/page/about.html",
            "{% extends \"base.html\" %}\n{% block mian %}Hello{% endblock %}\n",
        ),
        page("title = \"Docs\"\nfooter = \"Docs\"", "See [below](#nope)."),
        page("title = \"Docs\"\nfooter = \"Docs\"", "See [one](/models/acme/one/#nope)."),
        page("title = \"Docs\"\nfooter = \"Docs\"", "See [the list](/models/#nope)."),
        page("title = \"Docs\"\nfooter = \"Docs\"", "See [one](/models/acme/onne/)."),
        page("title = \"Docs\"", "Nothing leads here."),
    ]
}

/// What is found in a site, as lines: severity, code and place, then the message, then the help.
fn findings(site: &Path) -> Vec<String> {
    let sources = discover(site).unwrap();
    let options = Options::new(date(2026, 11, 23));
    let mut compiled = compile(&sources, &options);
    let pages = &compiled.pages;
    let rendered =
        pages.items().iter().map(|item| pages.render(item, &mut Vec::new(), &compiled.map)).collect();
    let found = report(&compiled.pages, rendered, &mut compiled.map, &compiled.diags);
    compiled.diags.merge(found);
    let map = &compiled.map;
    let report = Report::new(compiled.diags, map, &compiled.levels, false);
    let show = |finding: &modelpress::diag::Finding| {
        let diagnostic = &finding.diagnostic;
        let span = diagnostic.span;
        let mut place = map.path(span.file).to_owned();
        if !span.is_whole() {
            let position = map.position(span.file, span.start);
            write!(place, ":{}:{}", position.line, position.column).unwrap();
        }
        let help = diagnostic.help.as_deref().unwrap_or("(none)");
        format!(
            "  {}[{}] {place}\n  {}\n  help: {help}\n",
            finding.severity, diagnostic.code.name, diagnostic.message
        )
    };
    report.findings().iter().map(show).collect()
}

/// A mistake and what is said of it.
fn account((path, text): &Mistake) -> (String, usize) {
    let site = sound();
    if path == "sites.toml" || path == "Site.toml" {
        std::fs::remove_file(site.path("site.toml")).unwrap();
    }
    site.put(path.trim_end_matches(BESIDE_PROVIDERS), text);
    if path.ends_with(BESIDE_PROVIDERS) {
        site.put(
            "providers/north/provider.toml",
            "name = \"North\"\napi = \"https://api.north.example/v1\"\n",
        );
    }
    if path.contains("providers/") {
        site.put("providers/north/models/one.toml", "base_model = \"acme/one\"\n");
    }
    let found = findings(&site.path(""));
    let shown = text.trim_end().lines().filter(|line| !SETTINGS.lines().any(|usual| usual == *line));
    let shown: Vec<String> = shown.map(|line| format!("  | {line}\n")).collect();
    (format!("{path}\n{}{}", shown.concat(), found.concat()), found.len())
}

#[test]
fn every_mistake_has_one_finding_that_says_what_to_do() {
    let sections = [
        ("Keys in the wrong table", keys()),
        ("Files in the wrong place", files()),
        ("Settings that do nothing, or harm", values()),
        ("What people type", typed()),
        ("What people type where a key takes something else", kinds()),
        ("Templates and pages", markup()),
    ];
    let mut list = String::new();
    let mut wrong = Vec::new();
    for (title, mistakes) in sections {
        write!(list, "# {title}\n\n").unwrap();
        let accounts: Vec<_> = mistakes.par_iter().map(account).collect();
        for (account, count) in accounts {
            list.push_str(&account);
            list.push('\n');
            if count != 1 || account.contains("help: (none)") {
                wrong.push(account);
            }
        }
    }
    assert_snapshot(list, snapbox::file!["mistakes.txt"]);
    assert!(wrong.is_empty(), "not one finding with help:\n{}", wrong.join("\n"));
}

/// Everything that is printed of a site's findings: for people, for tools and for GitHub.
fn printed(site: &Path) -> String {
    let sources = discover(site).unwrap();
    let compiled = compile(&sources, &Options::new(date(2026, 11, 23)));
    let map = &compiled.map;
    let report = Report::new(compiled.diags, map, &compiled.levels, false);
    let mut out = Vec::new();
    write_human(&report, map, &Style::default(), &mut out).unwrap();
    write_json(&report, map, &mut out).unwrap();
    write_github(&report, map, "", &mut out).unwrap();
    let drawings: String = report.findings().iter().map(|finding| drawing(finding, map, 100)).collect();
    String::from_utf8(out).unwrap() + &github_summary(&report, map, "") + &drawings
}

#[test]
fn no_key_is_printed() {
    let keys = [
        "sk-live-1234567890abcdef",
        "pplx-0123456789abcdef",
        "nvapi-Ab1-cdefghijkl",
        "hunter2",
        "123e4567-e89b-12d3-a456-426614174000",
        "P@ssw0rd!",
        "c2VjcmV0IHZhbHVlIQ==",
        "AB12CD34EF56GH78",
    ];
    let forms = [
        "env = [\"{}\"]",
        "env = \"{}\"",
        "env = '{}'",
        "env = {}",
        "env: \"{}\"",
        "env: {}",
        "env: [{}]",
        "env = [{}]",
        "env = [\"{}\"",
        "env = [\"{}]",
        "env = \"{}",
        "env = “{}”",
        "env = [“{}”]",
        "env = [[\"{}\"]]",
        "env = { key = \"{}\" }",
        "env = [\n  \"NORTH_API_KEY\",\n  \"{}\",\n]",
        "env = [\"NORTH_API_KEY\", \"{}\"]",
        "env = [5, \"{}\"]",
        "env = [\"ACME_API_KEY={}\"]",
        "env = \"\"\"\n{}\n\"\"\"",
        "env == [\"{}\"]",
        "env [\"{}\"]",
        "ENV = [\"{}\"]",
        "envs = [\"{}\"]",
        "evn = [\"{}\"]",
        "api_key = \"{}\"",
        "apiKey = \"{}\"",
        "auth = { token = \"{}\" }",
        "password = \"{}\"",
    ];
    let wrong: Vec<String> = forms
        .par_iter()
        .flat_map_iter(|form| {
            keys.iter().filter_map(move |key| {
                let site = sound();
                let lines = form.replace("{}", key);
                let (path, text) = provider(&lines);
                site.put(&path, &text);
                site.put("providers/north/models/one.toml", "base_model = \"acme/one\"\n");
                let out = printed(&site.path(""));
                assert!(out.contains("provider.toml"), "no finding: {lines}");
                out.contains(&key[4..]).then(|| format!("{lines}\n{out}"))
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{} outputs show a key:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_site_that_the_mistakes_are_made_in_is_sound() {
    assert_eq!(findings(&sound().path("")), Vec::<String>::new());
}

#[test]
fn a_foreign_tree_gets_warnings_for_what_is_an_error_at_home() {
    let is_toml = |mistake: &&Mistake| mistake.0 == MODEL || mistake.0.starts_with("models/acme/author");
    for mistake in keys().iter().chain(&files()).filter(is_toml) {
        let site = sound();
        site.put(&mistake.0, &mistake.1);
        std::fs::remove_file(site.path("site.toml")).unwrap();
        let found = findings(&site.path(""));
        assert!(found.len() == 1 && !found[0].contains("error["), "{mistake:?}: {found:?}");
    }
}

#[test]
fn a_key_in_place_of_its_variable_is_shown_nowhere() {
    let key = "sk-live-1234567890abcdef";
    for env in [format!("[\"{key}\"]"), format!("\"{key}\""), format!("[\"ACME_API_KEY\", \"{key}\"]")] {
        let site = sound().file("site.toml", format!("{SETTINGS}[gateway]\nname = \"Acme\"\nenv = {env}\n"));
        for format in ["human", "json", "github"] {
            let run = site.run(&["check", "--today", "2026-11-23", "--format", format]).exits(1);
            assert!(!run.stdout.contains(&key[4..]) && !run.stderr.contains(&key[4..]), "{run:?}");
            assert!(run.stdout.contains("bad-env") || run.stderr.contains("bad-env"), "{run:?}");
        }
        site.run(&["build", "--today", "2026-11-23", "--keep-going"]);
        let pages = walkdir::WalkDir::new(site.path("dist")).into_iter().filter_map(Result::ok);
        for page in pages.filter(|page| page.file_type().is_file()) {
            let bytes = std::fs::read(page.path()).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).contains(&key[4..]), "{}", page.path().display());
        }
    }
}

#[test]
fn options_that_are_typed_wrong_say_what_to_write() {
    let site = sound();
    for (args, help) in [
        (["--base-url", "models.example.org"], "write `https://models.example.org/`"),
        (["--base-url", "https://models.example.org/?x"], "write `https://models.example.org/`"),
        (["--today", "26.11.2026"], "did you mean `2026-11-26`?"),
        (["--today", "2026-11"], "dates are YYYY-MM-DD"),
        (["--today", "11/26/2026"], "did you mean `2026-11-26`?"),
    ] {
        site.run(&["check", args[0], args[1]]).exits(2).says(help);
    }
}

#[test]
fn a_clone_without_history_says_how_to_get_it() {
    let git = |folder: &Path, args: &[&str]| {
        let mut command = std::process::Command::new("git");
        let names = ["-c", "user.name=A", "-c", "user.email=a@a.example"];
        let ran = command.arg("-C").arg(folder).args(names).args(args).output().unwrap();
        assert!(ran.status.success(), "{ran:?}");
        String::from_utf8(ran.stdout).unwrap().trim().to_owned()
    };
    let site = sound();
    let folder = site.path("");
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "--quiet", "-m", "one"]);
    let first = git(&folder, &["rev-parse", "HEAD"]);
    git(&folder, &["commit", "--quiet", "--allow-empty", "-m", "two"]);
    let clone = tempfile::TempDir::new().unwrap();
    let address = format!("file://{}", folder.display());
    git(clone.path(), &["clone", "--quiet", "--depth", "1", &address, "shallow"]);
    let shallow = clone.path().join("shallow");
    let old = format!("git:{first}");
    for args in [vec!["diff", &old], vec!["check", "--changed-since", &first]] {
        support::run_in(&shallow, &args).exits(2).says("fetch-depth: 0");
        let run = support::run_in(&folder, &args);
        assert!(!run.stderr.contains("fetch-depth"), "{run:?}");
    }
}

#[test]
fn hosts_have_one_form_everywhere() {
    let site = sound()
        .file("site.toml", "title = \"Acme\"\nbase_url = \"https://MÜNCHEN.Example/Sub\"\n")
        .file("providers/north/provider.toml", "name = \"North\"\napi = \"https://API.Bücher.example/V1\"\n")
        .file("providers/north/models/one.toml", "base_model = \"acme/one\"\naliases = [\"old\"]\n");
    site.build().exits(0);
    let page = site.page("providers/north/one/index.html");
    assert!(page.contains(
        "<link rel=\"canonical\" href=\"https://xn--mnchen-3ya.example/Sub/providers/north/one/\""
    ));
    assert!(page.contains("https://api.xn--bcher-kva.example/V1"));
    for entry in walkdir::WalkDir::new(site.path("dist")).into_iter().filter_map(Result::ok) {
        let text =
            if entry.file_type().is_file() { std::fs::read(entry.path()).unwrap() } else { Vec::new() };
        let text = String::from_utf8_lossy(&text);
        for other in ["MÜNCHEN", "münchen", "M%C3%9CNCHEN", "API.Bücher", "api.bücher", "B%C3%BCcher"] {
            assert!(!text.contains(other), "{other} in {}", entry.path().display());
        }
    }
}

#[test]
fn files_with_a_byte_order_mark_and_windows_line_ends_are_read() {
    let marked = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let site = Site::new()
        .file("site.toml", marked(&format!("{SETTINGS}[brand]\ncss = \"own.css\"\n")))
        .file(MODEL, marked("name = \"One\"\n"))
        .file("models/acme/two.toml", marked("name = \"Two\"\n"))
        .file("models/acme/author.toml", marked("name = \"Acme\"\n"))
        .file("pages/docs.md", marked("+++\ntitle = \"Docs\"\nfooter = \"Docs\"\n+++\n\nText.\n"))
        .file("static/own.css", marked("body { color: red }\n"))
        .file("static/css/component/link.css", marked("a { color: red }\n"))
        .file(
            "templates/page/about.html",
            marked("{% extends \"builtin/page/about.html\" %}\n{% block main %}\nHello\n{% endblock %}\n"),
        )
        .file("templates/snippets/python/openai-chat.txt", marked("print(1)\nprint(2)\n"));
    assert_eq!(findings(&site.path("")), Vec::<String>::new());
    site.build().exits(0);
    assert!(!site.page("about/index.html").contains('\u{feff}'));
}
