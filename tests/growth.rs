//! The work for a record grows with its size and no faster, whatever it holds much of, and limits say where that ends.
//!
//! Each kind of content is compiled, drawn and checked once so large and once four times as large. The time of the processor is
//! compared, not that of the clock, and the size of all that is made. Four times the content may cost eight times the time: twice of
//! what is fair, and half of what a square would cost. A busy machine makes work slower, never faster: what seems too much is measured
//! again, one at a time, and the least counts.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::fmt::Write as _;
use std::sync::{Mutex, OnceLock, PoisonError};

use jiff::civil::date;
use modelpress::compile::{Options, compile};
use modelpress::diag::{Report, write_json};
use modelpress::discover::{SourceFile, Sources};
use modelpress::render::report;
use rustix::time::{ClockId, clock_gettime};
use support::cost::of_build;
use support::{Site, tree};

/// What any site costs, in seconds; less more than this is no growth that can be measured.
const NOISE: f64 = 0.1;

/// What any site has more in a larger one, in bytes.
const SPARE: usize = 64 * 1024;

/// How often a measurement is repeated before it is believed that it is too much.
const TRIES: usize = 12;

/// Held by what is measured again, so that other tests of this file do not slow it.
static ALONE: Mutex<()> = Mutex::new(());

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

/// What a site costs above what any site does.
fn cost(files: &Files) -> Cost {
    static BASE: OnceLock<Cost> = OnceLock::new();
    let base = BASE.get_or_init(|| {
        let tries: Vec<Cost> = (0..TRIES).map(|_| measured(&model("", ""))).collect();
        Cost {
            seconds: tries.iter().map(|cost| cost.seconds).fold(f64::INFINITY, f64::min),
            bytes: tries[0].bytes,
        }
    });
    let cost = measured(files);
    Cost { seconds: (cost.seconds - base.seconds).max(0.0), bytes: cost.bytes.saturating_sub(base.bytes) }
}

/// The time of the processor and the bytes of a site: pages, data and findings.
fn measured(files: &Files) -> Cost {
    let sources = sources(files);
    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    one_thread.install(|| {
        let start = processor_seconds();
        let bytes = bytes_made(&sources);
        Cost { seconds: processor_seconds() - start, bytes }
    })
}

/// The time that the processor has spent on this thread.
fn processor_seconds() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    std::time::Duration::try_from(time).unwrap().as_secs_f64()
}

/// Makes a site as `modelpress build` does, without a disk.
fn bytes_made(sources: &Sources) -> usize {
    let options = Options::new(date(2026, 11, 23));
    let mut compiled = compile(sources, &options);
    let (mut buffer, mut bytes, mut checked) = (Vec::new(), 0, Vec::new());
    let pages = &compiled.pages;
    for item in pages.items() {
        pages.inputs(item);
        checked.push(pages.render_traced(item, &mut buffer, &compiled.map).0);
        bytes += buffer.len();
    }
    let found = report(&compiled.pages, checked, &mut compiled.map, &compiled.diags);
    compiled.diags.merge(found);
    let report = Report::new(compiled.diags, &compiled.map, &compiled.levels, false);
    let mut findings = Vec::new();
    write_json(&report, &compiled.map, &mut findings).unwrap();
    bytes + findings.len()
}

fn sources(files: &Files) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files {
        let file = SourceFile { path: path.clone(), bytes: text.as_bytes().to_vec().into() };
        match path.split('/').next().unwrap() {
            "site.toml" => sources.site = Some(file),
            "pages" => sources.pages.push(file),
            "models" => sources.records.push(file),
            folder => panic!("nothing is read from `{folder}`"),
        }
    }
    sources.records.sort_by(|one, other| one.path.cmp(&other.path));
    sources
}

#[track_caller]
fn grows_evenly(kinds: &[Kind]) {
    let mut failures = Vec::new();
    for (name, count, files) in kinds {
        let (small, large) = (files(*count), files(4 * count));
        let mut much = cost(&large);
        if much.seconds <= NOISE && much.bytes <= SPARE {
            continue;
        }
        let mut little = cost(&small);
        let is_even = |little: Cost, much: Cost| much.seconds <= (8.0 * little.seconds).max(NOISE);
        for _ in 1..TRIES {
            if is_even(little, much) {
                break;
            }
            let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
            little.seconds = little.seconds.min(cost(&small).seconds);
            much.seconds = much.seconds.min(cost(&large).seconds);
        }
        if !is_even(little, much) {
            failures.push(format!("{name}: {:.2} s, then {:.2} s", little.seconds, much.seconds));
        }
        if much.bytes > 5 * little.bytes + SPARE {
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
        ("misspelled keys", 4_000, |n| model(each(n, |at| format!("tool_cal{at} = 1\n")), "")),
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

#[test]
fn what_is_written_grows_evenly() {
    let built = |count| {
        let files = records(count, |at| format!("name = \"M{at}\"\n{FACTS}"));
        let site = files.into_iter().fold(Site::new(), |site, (path, text)| site.file(&path, text));
        (of_build(&site.path("")).user, std::fs::metadata(site.path("dist/build.json")).unwrap().len())
    };
    let ((mut little, few), (mut much, many)) = (built(100), built(400));
    let is_even = |little: f64, much: f64| much <= 8.0 * little.max(NOISE);
    for _ in 1..TRIES {
        if is_even(little, much) {
            break;
        }
        (little, much) = (little.min(built(100).0), much.min(built(400).0));
    }
    assert!(is_even(little, much), "{little:.2} s, then {much:.2} s");
    assert!(many <= 5 * few, "{few} bytes of `build.json`, then {many}");
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
    let writes = each(21, |at| format!("cache_write_{}h = 1\n", at + 2));
    let line = 2 + FACTS.lines().count() + 20;
    all.push((format!("{NAME}{FACTS}{writes}"), "too-many", format!(":{line}:")));
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
    foreign.build().exits(0).says("warning[too-many]").says("`aliases` has 1,000 entries; the limit is 100");
    let aliases = tree(&foreign.path("dist/models/acme"));
    assert!(aliases.keys().any(|path| path.starts_with("a99/")));
    assert!(!aliases.keys().any(|path| path.starts_with("a100/")));
}
