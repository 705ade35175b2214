//! The work for a record grows with its size and no faster, whatever it holds much of, and limits say where that ends.
//!
//! Each kind of content is built once so large and once four times as large. The processor's time is compared, not the
//! clock's, and the size of all that is written. Four times the content may cost eight times the time: twice of what is
//! fair, and half of what a square would cost.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use support::cost::of_build;
use support::{Site, tree};

/// What the program costs in any case, in seconds; less more than this is no growth that can be measured.
const NOISE: f64 = 0.25;

/// How often a measurement is repeated before it is believed that it is too much.
const TRIES: usize = 4;

const NAME: &str = "name = \"Plain\"\n";
const FACTS: &str = "[limit]\ncontext = 128_000\noutput = 16_384\n[cost]\ninput = 0.15\noutput = 0.60\n";

/// One kind of content: what it is called, how much of it is built first, and its files.
type Kind = (&'static str, usize, fn(usize) -> Files);
type Files = Vec<(String, String)>;

#[derive(Clone, Copy)]
struct Cost {
    seconds: f64,
    bytes: usize,
}

/// The time of the processor and the bytes of a build: pages, data and findings.
///
/// Of the pages, those count that are more than the `usual` ones of any site.
fn cost(site: &Site, usual: usize) -> Cost {
    let seconds = of_build(&site.path("")).user;
    let pages = if site.path("dist").exists() { tree(&site.path("dist")) } else { BTreeMap::default() };
    let pages: usize = pages.values().map(Vec::len).sum();
    let report = fs::metadata(site.path("report")).unwrap().len();
    Cost { seconds, bytes: pages.saturating_sub(usual) + usize::try_from(report).unwrap() }
}

fn site(files: Files) -> Site {
    files.into_iter().fold(Site::new(), |site, (path, text)| site.file(&path, text))
}

#[track_caller]
fn grows_evenly(kinds: &[Kind]) {
    let plain = site(model("", ""));
    let base = cost(&plain, 0);
    let mut failures = Vec::new();
    for (name, count, files) in kinds {
        let (small, large) = (site(files(*count)), site(files(4 * count)));
        let (mut little, mut much) = (cost(&small, base.bytes), cost(&large, base.bytes));
        let over = |cost: Cost| (cost.seconds - base.seconds).max(0.0);
        let is_even = |little: Cost, much: Cost| over(much) <= (8.0 * over(little)).max(NOISE);
        for _ in 1..TRIES {
            if is_even(little, much) {
                break;
            }
            little.seconds = little.seconds.max(cost(&small, 0).seconds);
            much.seconds = much.seconds.min(cost(&large, 0).seconds);
        }
        if !is_even(little, much) {
            failures.push(format!("{name}: {:.2} s, then {:.2} s", little.seconds, much.seconds));
        }
        if much.bytes > 5 * little.bytes + 64 * 1024 {
            failures.push(format!("{name}: {} bytes, then {}", little.bytes, much.bytes));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A model with text before its facts and after them.
fn model(before: impl AsRef<str>, after: impl AsRef<str>) -> Files {
    let text = format!("{NAME}{}{FACTS}{}", before.as_ref(), after.as_ref());
    vec![("models/acme/plain.toml".to_owned(), text)]
}

fn described(text: &str) -> Files {
    model(format!("description = '''\n{text}\n'''\n"), "")
}

/// A part for each number.
fn each(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

fn list(key: &str, count: usize, entry: impl Fn(usize) -> String) -> Files {
    model(format!("{key} = [{}]\n", each(count, |at| format!("{:?}, ", entry(at)))), "")
}

fn tables(count: usize, table: impl Fn(usize) -> String) -> Files {
    model("", each(count, table))
}

fn with(path: &str, text: String) -> Files {
    let mut files = model("", "");
    files.push(("models/acme/other.toml".to_owned(), format!("name = \"Other\"\n{FACTS}")));
    files.push((path.to_owned(), text));
    files
}

#[test]
fn markdown_grows_evenly() {
    grows_evenly(&[
        ("equal headings", 2_500, |n| described(&"# a\n\n".repeat(n))),
        ("headings", 1_200, |n| described(&each(n, |at| format!("# b{at}\n\n")))),
        ("numbered headings", 1_000, |n| {
            described(&(each(n / 2, |at| format!("# a {at}\n\n")) + &"# a\n\n".repeat(n / 2)))
        }),
        ("dead links", 800, |n| described(&each(n, |at| format!("[a](/x{at}) ")))),
        ("links", 800, |n| described(&"[a](/models/) ".repeat(n))),
        ("links to nowhere on a page", 300, |n| {
            described(&each(n, |at| format!("[a](/models/acme/plain/#x{at}) ")))
        }),
        ("links behind escapes", 500, |n| {
            let links = each(n, |at| format!("[a](/\\u0078{at}) "));
            model(format!("description = \"{links}\"\n"), "")
        }),
        ("addresses", 600, |n| described(&"http://a.example/x ".repeat(n))),
        ("references", 500, |n| described(&each(n, |at| format!("[a{at}]: /x{at}\n\n[a{at}]\n\n")))),
        ("pictures in pictures", 1_500, |n| described(&format!("{}a{}", "![".repeat(n), "](/x)".repeat(n)))),
        ("quotes in quotes", 12_000, |n| described(&">".repeat(n))),
        ("brackets", 12_000, |n| described(&"[".repeat(n))),
        ("emphasis", 1_500, |n| described(&"*a **b ".repeat(n))),
        ("code", 3_000, |n| described(&"`a` ".repeat(n))),
        ("fences", 1_000, |n| described(&"```\na\n```\n".repeat(n))),
        ("rows", 1_500, |n| described(&format!("|a|b|\n|-|-|\n{}", "|x|y|\n".repeat(n)))),
        ("items", 3_000, |n| described(&"- a\n".repeat(n))),
        ("ageing words", 1_500, |n| described(&"latest ".repeat(n))),
        ("ageing words behind escapes", 800, |n| {
            model(format!("description = \"{}\"\n", "a\\tlatest ".repeat(n)), "")
        }),
        ("prices in prose", 1_700, |n| described(&"$0.15 ".repeat(n))),
        ("scores in prose", 1_200, |n| described(&"MMLU 82% ".repeat(n))),
        ("headings of a page", 10_000, |n| with("pages/x.md", format!("# T\n\n{}", "## a\n\n".repeat(n)))),
        ("links of a page", 8_000, |n| {
            with("pages/x.md", format!("# T\n\n{}", each(n, |at| format!("[a](y{at}.md) "))))
        }),
        ("pictures of a page", 8_000, |n| {
            with("pages/x.md", format!("# T\n\n{}", each(n, |at| format!("![](y{at}.png) "))))
        }),
    ]);
}

#[test]
fn lists_grow_evenly() {
    grows_evenly(&[
        ("tags", 25, |n| list("tags", n, |at| format!("t{at}"))),
        ("tags above the limit", 15_000, |n| list("tags", n, |at| format!("t{at}"))),
        ("aliases", 25, |n| list("aliases", n, |at| format!("acme/a{at}"))),
        ("aliases above the limit", 15_000, |n| list("aliases", n, |at| format!("acme/a{at}"))),
        ("snapshots", 50, |n| list("snapshots", n, |at| format!("acme/a{at}"))),
        ("notes", 50, |n| list("notes", n, |at| format!("note {at}"))),
        ("languages", 250, |n| {
            model("", format!("[architecture]\nlanguages = [{}]\n", each(n, |at| format!("\"l{at}\", "))))
        }),
        ("regions", 50, |n| {
            model("", format!("[policy]\nregions = [{}]\n", each(n, |at| format!("\"r{at}\", "))))
        }),
        ("modalities", 8_000, |n| model("", format!("[modalities]\ninput = [{}]\n", "\"text\", ".repeat(n)))),
        ("benchmarks", 125, |n| {
            tables(n, |at| format!("[[benchmarks]]\nname = \"B{at}\"\nscore = {at}\nmetric = \"percent\"\n"))
        }),
        ("benchmarks above the limit", 3_000, |n| {
            tables(n, |at| format!("[[benchmarks]]\nname = \"B{at}\"\nscore = {at}\n"))
        }),
        ("questions", 50, |n| tables(n, |at| format!("[[faq]]\nquestion = \"Q{at}?\"\nanswer = \"A\"\n"))),
        ("tiers", 50, |n| {
            tables(n, |at| format!("[[cost.tiers]]\ntier = {{ size = {}000 }}\ninput = 1\n", at + 1))
        }),
        ("service tiers", 50, |n| {
            tables(n, |_| "[[cost.service_tiers]]\nname = \"batch\"\ninput = 1\n".to_owned())
        }),
        ("units", 50, |n| {
            tables(n, |at| format!("[[cost.units]]\nunit = \"image\"\nprice = 1\nlabel = \"l{at}\"\n"))
        }),
        ("windows", 50, |n| {
            tables(n, |at| format!("[[cost.windows]]\nutc = \"{:02}:00-23:30\"\ninput = 1\n", at % 23))
        }),
        ("schedule", 50, |n| {
            tables(n, |at| format!("[[cost.schedule]]\nfrom = \"{}-01-01\"\ninput = 1\n", 2030 + at))
        }),
        ("links", 50, |n| tables(n, |at| format!("[[links]]\nurl = \"https://a{at}.example/\"\n"))),
        ("weights", 50, |n| tables(n, |at| format!("[[weights]]\nurl = \"https://a{at}.example/\"\n"))),
        ("parameters", 50, |n| tables(n, |at| format!("[parameters.p{at}]\nmin = 0\nmax = 1\n"))),
        ("modes", 50, |n| tables(n, |at| format!("[experimental.modes.m{at}.cost]\ninput = 1\n"))),
        ("extra", 50, |n| tables(n, |at| format!("[extra.e{at}]\nx = 0\n"))),
    ]);
}

#[test]
fn mistakes_grow_evenly() {
    grows_evenly(&[
        ("unknown keys", 8_000, |n| model(each(n, |at| format!("xq{at} = 1\n")), "")),
        ("misspelt keys", 4_000, |n| model(each(n, |at| format!("tool_cal{at} = 1\n")), "")),
        ("keys twice", 8_000, |n| model("a = 1\n".repeat(n), "")),
        ("broken lines", 8_000, |n| model("= \n".repeat(n), "")),
        ("findings on one line", 10_000, |n| {
            let keys = each(n, |at| format!("k{at}=1,")) + "k=1";
            let text = format!("limit = {{{keys}}}\n{NAME}");
            vec![("models/acme/plain.toml".to_owned(), text)]
        }),
        ("escapes of TOML 1.1", 8_000, |n| model(format!("extra = {{ a = \"{}\" }}\n", "\\e".repeat(n)), "")),
        ("unknown lints", 4_000, |n| {
            with("site.toml", format!("[lints]\n{}", each(n, |at| format!("unknown-ke{at} = \"deny\"\n"))))
        }),
        ("a long name", 200_000, |n| {
            vec![("models/acme/m.toml".to_owned(), format!("name = {:?}\n", "a".repeat(n)))]
        }),
        ("a long id", 200_000, |n| model(format!("id = {:?}\n", "a".repeat(n)), "")),
        ("a long address", 200_000, |n| {
            model(format!("playground = \"https://a.example/{}\"\n", "a".repeat(n)), "")
        }),
        ("a long key", 200_000, |n| model(format!("{} = 1\n", "a".repeat(n)), "")),
        ("a long description", 200_000, |n| described(&"# a\n".repeat(n / 4))),
    ]);
}

#[test]
fn settings_and_pages_grow_evenly() {
    grows_evenly(&[
        ("comparisons", 300, |n| {
            let models = "models = [\"acme/plain\", \"acme/other\"]";
            with("site.toml", each(n, |at| format!("[[compare]]\nname = \"c{at}\"\n{models}\n")))
        }),
        ("comparisons of nothing", 2_000, |n| {
            let one =
                |at| format!("[[compare]]\nname = \"c{at}\"\nmodels = [\"acme/plai{at}\", \"acme/other\"]\n");
            with("site.toml", each(n, one))
        }),
        ("links of the header", 50, |n| {
            with("site.toml", each(n, |at| format!("[[nav]]\nlabel = \"n{at}\"\nurl = \"/models/\"\n")))
        }),
        ("sections", 8_000, |n| {
            with("site.toml", format!("[page]\nsections = [{}]\n", "\"faq\", ".repeat(n)))
        }),
        ("workloads", 5, |n| {
            with("site.toml", each(n, |at| format!("[[estimates]]\ninput = {}\noutput = 1\n", at + 1)))
        }),
        ("pages", 100, |n| {
            let page = |at| (format!("pages/p{at}.md"), format!("# T{at}\n\n[x](/p{}/)\n", (at + 1) % n));
            model("", "").into_iter().chain((0..n).map(page)).collect()
        }),
    ]);
}

/// Records that each say one thing of their number.
fn records(count: usize, text: impl Fn(usize) -> String) -> Files {
    (0..count).map(|at| (format!("models/acme/m{at:05}.toml"), text(at))).collect()
}

#[test]
fn records_grow_evenly() {
    grows_evenly(&[
        ("bases that are not there", 700, |n| {
            let mut files = records(n, |at| format!("name = \"M{at}\"\n"));
            let base = |at| (format!("models/beta/x{at}.toml"), format!("base_model = \"acmee/m{at:05}\"\n"));
            files.extend((0..n).map(base));
            files
        }),
        ("successors that are not there", 400, |n| {
            records(n, |at| {
                format!("name = \"M{at}\"\nstatus = \"deprecated\"\nsuccessor = \"m{at}-next\"\n")
            })
        }),
        ("a chain of variants", 400, |n| {
            let variant = |at: usize| format!("name = \"M{at}\"\nvariant_of = \"acme/m{:05}\"\n", at + 1);
            records(n, |at| if at + 1 < n { variant(at) } else { NAME.to_owned() })
        }),
        ("one name", 400, |n| records(n, |_| NAME.to_owned())),
        ("dead links", 400, |n| {
            records(n, |at| format!("name = \"M{at}\"\ndescription = \"[a](/models/acme/x{at}/)\"\n"))
        }),
        ("offers that nobody makes", 400, |n| {
            records(n, |at| format!("name = \"M{at}\"\nprimary_offer = \"p{at}\"\n"))
        }),
        ("authors", 300, |n| {
            (0..n).map(|at| (format!("models/a{at}/m.toml"), format!("name = \"M{at}\"\n"))).collect()
        }),
        ("tags of all records", 200, |n| {
            records(n, |at| format!("name = \"M{at}\"\ntags = [\"all\", \"t{at}\"]\n"))
        }),
    ]);
}

/// What is above a limit: the text of a model, the code, and where it is reported.
fn above_the_limits() -> Vec<(String, &'static str, String)> {
    let long = |key: &str, length: usize| (format!("{key} = {:?}\n", "a".repeat(length)), "too-long");
    let many = |key: &str, count: usize| {
        let entries = each(count, |at| format!("\n  \"e{at}\","));
        (format!("{key} = [{entries}\n]\n"), "too-many")
    };
    let lines = [
        (long("family", 1_001), 2),
        (long("description", 50_001), 2),
        ((format!("playground = \"https://a.example/{}\"\n", "a".repeat(2_000)), "too-long"), 2),
        ((format!("tags = [\"{}\"]\n", "a".repeat(1_001)), "too-long"), 2),
        ((format!("extra = {{ a = \"{}\" }}\n", "a".repeat(50_001)), "too-long"), 2),
        ((format!("parameters.{}.min = 1\n", "a".repeat(1_001)), "too-long"), 2),
        (many("aliases", 101), 103),
        (many("tags", 101), 103),
        (many("snapshots", 201), 203),
    ];
    let mut all: Vec<_> = lines
        .into_iter()
        .map(|((text, code), line)| (format!("{NAME}{text}{FACTS}"), code, format!(":{line}:")))
        .collect();
    let groups = each(501, |at| format!("[[benchmarks]]\nname = \"B{at}\"\nscore = 1\n"));
    let line = 2 + FACTS.lines().count() + 3 * 500;
    all.push((format!("{NAME}{FACTS}{groups}"), "too-many", format!(":{line}:")));
    let named = each(201, |at| format!("[extra.e{at:03}]\nx = 1\n"));
    let line = 2 + FACTS.lines().count() + 2 * 200;
    all.push((format!("{NAME}{FACTS}{named}"), "too-many", format!(":{line}:")));
    all.push((format!("name = {:?}\n{FACTS}", "a".repeat(201)), "too-long", ":1:".to_owned()));
    all
}

#[test]
fn what_is_above_a_limit_is_an_error_at_its_place() {
    for (text, code, place) in above_the_limits() {
        let own = Site::plain().file("site.toml", "").file("models/acme/much.toml", text);
        let run = own.check().exits(1);
        let found = run.stderr.lines().any(|line| line.starts_with("error") && line.contains(code));
        assert!(found, "{code} at {place}: {}", &run.stderr[..run.stderr.len().min(2_000)]);
        run.says(&format!("models/acme/much.toml{place}"));
    }
}

#[test]
fn in_a_tree_of_others_the_rest_is_left_out_with_a_warning() {
    let mut text = format!("{NAME}aliases = [");
    for at in 0..1_000 {
        write!(text, "\"acme/a{at}\", ").unwrap();
    }
    let foreign = Site::new().file("models/acme/plain.toml", format!("{text}]\n{FACTS}"));
    foreign.build().exits(0).says("warning[too-many]").says("`aliases` has 1,000 entries, and may have 100");
    let aliases = tree(&foreign.path("dist/models/acme"));
    assert!(aliases.keys().any(|path| path.starts_with("a99/")));
    assert!(!aliases.keys().any(|path| path.starts_with("a100/")));
}
