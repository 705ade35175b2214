//! Files in, mistakes out: what the reader finds, and at which places.

use std::fmt::Write as _;
use std::sync::Arc;

use super::model::MODEL;
use super::{Cache, Value, parse, parse_file, parse_incremental};
use crate::bless::assert_snapshot;
use crate::diag::{Diagnostics, FileId, Levels, SourceMap};
use crate::testing::{draw, sources};

/// The mistakes of a site of files.
fn mistakes<T: AsRef<[u8]>>(files: &[(&str, T)]) -> String {
    let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
    parse(&sources(files), &mut map, &mut diags);
    draw(diags, &map)
}

/// The mistakes of one model.
fn in_model(text: impl AsRef<[u8]>) -> String {
    mistakes(&[("models/acme/one.toml", text)]).replace("models/acme/one.toml", "one")
}

/// Counts what a model's mistakes are in a site of one's own and in a foreign tree: errors, then warnings.
fn severities(text: &str) -> [(usize, usize); 2] {
    let mut map = SourceMap::default();
    let file = map.add("one.toml", text);
    let mut diags = Diagnostics::default();
    parse_file(text, file, &MODEL, &mut diags);
    [Levels::own_site(), Levels::foreign()].map(|levels| {
        let counts = crate::diag::Report::new(diags.clone(), &map, &levels, false).counts();
        (counts.errors, counts.warnings)
    })
}

fn value(text: &str, path: &str) -> Value {
    let mut diags = Diagnostics::default();
    let parsed = parse_file(text, FileId(0), &MODEL, &mut diags);
    assert!(diags.is_empty(), "{text}: {diags:?}");
    parsed.table.node(path).unwrap().value.clone()
}

#[test]
fn a_file_without_mistakes_has_none() {
    assert_eq!(in_model("name = \"One\"\n[cost]\ninput = 0.15\n"), "");
    assert_eq!(in_model(""), "");
    assert_eq!(in_model("# only a comment\n"), "");
}

#[test]
fn every_mistake_of_a_file_is_reported_at_its_place() {
    let text = "\
name = \"Größe\" # ü
reasoning = \"yes\"
release_date = \"2024-02-30\"
tool_cal = true
owner = \"platform\"
type = \"chatbot\"
tags = \"fast\"
playground = \"javascript:alert(1)\"

[limit]
context = 128_000.5
output = -1

[cost]
input = \"0.15\"
cache_input = 0.075

[[benchmarks]]
name = \"MMLU\"
";
    assert_snapshot(
        in_model(text),
        snapbox::str![[r#"
one:2:13-18 wrong-type: `reasoning` takes true or false, not text
  help: write it without quotes: `reasoning = true`
one:3:16-28 bad-date: `release_date` is not a date
  help: write YYYY-MM-DD, or YYYY-MM if the day is unknown, as in `"2026-03-01"`
one:4:1-9 misspelled-key: unknown key `tool_cal` in a model
  help: did you mean `tool_call`?
one:5:1-6 unknown-key: unknown key `owner` in a model
  help: put your own data in `[extra]`
one:6:8-17 unknown-value: `type` cannot be "chatbot"
  help: it is one of "chat", "responses", "completion", "embedding", "rerank", "image", "video", "speech", "transcription", "moderation", "realtime", "ocr", "search", "decision", "image_edit", "evaluation", "reranking"
one:7:8-14 wrong-type: `tags` takes an array of texts, not text
  help: write it in brackets: `tags = ["fast"]`
one:8:14-35 bad-url: `playground` has the scheme `javascript`
  help: write a URL that starts with https://
one:11:11-20 wrong-type: `context` takes a whole number of tokens, not a number with a fraction
  help: write a whole number of tokens, such as `context = 128_000`
one:12:10-12 bad-number: `output` is negative
  help: leave the key out if the value is unknown; 0 means not applicable
one:15:9-15 wrong-type: `input` takes a price such as 0.15, not text
  help: write it without quotes: `input = 0.15`
one:16:1-12 unknown-price-key: unknown key `cache_input` in `cost`
  help: did you mean `cache_read`?
one:18:1-15 missing-key: an entry of `benchmarks` needs `score`
  help: add `score`, a number such as 82.5, or text such as "82%"
"#]],
    );
}

#[test]
fn columns_count_characters() {
    assert_snapshot(
        in_model("limit = { context = 1, ouput = 日 }"),
        snapbox::str![[r#"
one:1:32-33 syntax: the inline table cannot be read
  help: write `{ key = value, key = value }`
"#]],
    );
    assert_snapshot(
        in_model("extra = { a = \"日本🦀\" }\nlimit = { \"日本\" = 1, context = \"x\" }"),
        snapbox::str![[r#"
one:2:11-15 unknown-key: unknown key `日本` in `limit`
  help: the keys are `context`, `input`, `output`, `dimensions`, `max_batch`, `min_cached_tokens`, `images`, `image_mb`, `image_width`, `image_height`, `pdf_pages`, `pdf_mb`, `file_mb`, `duration_seconds`
one:2:31-34 wrong-type: `context` takes a whole number of tokens, not text
  help: write a whole number of tokens, such as `context = 128_000`
"#]],
    );
}

#[test]
fn all_syntax_errors_of_a_file_stand_beside_its_other_mistakes() {
    let text = "name = \"One\nfamily = = 2\nreasoning = 1\n[limit\ncontext = \"x\"\n";
    assert_snapshot(
        in_model(text),
        snapbox::str![[r#"
one:1:12-12 syntax: the text has no closing quote
  help: close it with `"`
one:2:10-11 syntax: a key and its value are separated by one `=`
  help: write `family = "2"`
one:3:13-14 wrong-type: `reasoning` takes true or false, not a whole number
  help: write `reasoning = true`
one:4:7-7 syntax: the header of the table is never closed
  help: write `[limit]`, alone on its line
"#]],
    );
}

#[test]
fn a_mistake_in_one_file_hides_no_other_file() {
    let files = [
        ("models/acme/a.toml", "name = "),
        ("models/acme/b.toml", "name = 1\n"),
        ("models/acme/c.toml", "name = \"C\"\n"),
    ];
    assert_snapshot(
        mistakes(&files),
        snapbox::str![[r#"
models/acme/a.toml:1:8-8 syntax: the key has no value
  help: write one, or remove the line
models/acme/b.toml:1:8-9 wrong-type: `name` takes text, not a whole number
  help: write it in quotes: `name = "1"`
"#]],
    );
}

#[test]
fn ten_mistakes_in_ten_files_are_all_reported() {
    let files = [
        ("models/a/01.toml", "name = \"One\n"),
        ("models/a/02.toml", "name = 2\n"),
        ("models/a/03.toml", "name = \"3\"\n[cost]\ncache_input = 1\n"),
        ("models/a/04.toml", "name = \"4\"\nrelease_date = \"2024-02-30\"\n"),
        ("models/a/05.toml", "name = \"5\"\n[cost]\ninput = -1\n"),
        ("models/a/06.toml", "name = \"6\"\ntool_cal = true\n"),
        ("models/a/07.toml", "name = \"7\"\ntype = \"chta\"\n"),
        ("models/a/08.toml", "name = \"8\"\n[[links]]\nurl = \"ftp://a.b/\"\n"),
        ("models/a/author.toml", "location = \"UK\"\n"),
        ("models/nine.toml", "name = \"9\"\n"),
    ];
    assert_snapshot(
        mistakes(&files),
        snapbox::str![[r#"
models/a/01.toml:1:12-12 syntax: the text has no closing quote
  help: close it with `"`
models/a/02.toml:1:8-9 wrong-type: `name` takes text, not a whole number
  help: write it in quotes: `name = "2"`
models/a/03.toml:3:1-12 unknown-price-key: unknown key `cache_input` in `cost`
  help: did you mean `cache_read`?
models/a/04.toml:2:16-28 bad-date: `release_date` is not a date
  help: write YYYY-MM-DD, or YYYY-MM if the day is unknown, as in `"2026-03-01"`
models/a/05.toml:3:9-11 bad-number: `input`: a price cannot be negative
  help: leave the key out if the price is unknown
models/a/06.toml:2:1-9 misspelled-key: unknown key `tool_cal` in a model
  help: did you mean `tool_call`?
models/a/07.toml:2:8-14 unknown-value: `type` cannot be "chta"
  help: did you mean "chat"?
models/a/08.toml:3:7-19 bad-url: `url` has the scheme `ftp`
  help: write a URL that starts with https://
models/a/author.toml:1:12-16 unknown-value: `location` cannot be "UK"
  help: did you mean "GB"?
models/nine.toml misplaced-file: there can be no record here
  help: a model belongs in its author's folder: `models/<author>/nine.toml`
"#]],
    );
}

#[test]
fn a_misspelled_price_names_the_key_that_is_meant() {
    let text = "[cost]\ncache_input = 1\ncached_write = 1\nimage = 1\nrequest = 1\nouput = 1\nzzz = 1\n\
                [[cost.tiers]]\ntier = { sise = 1 }\ncached_input = 1\n";
    assert_snapshot(
        in_model(text),
        snapbox::str![[r#"
one:2:1-12 unknown-price-key: unknown key `cache_input` in `cost`
  help: did you mean `cache_read`?
one:3:1-13 unknown-price-key: unknown key `cached_write` in `cost`
  help: did you mean `cache_write`?
one:4:1-6 unknown-price-key: unknown key `image` in `cost`
  help: did you mean `image_input`?
one:5:1-8 unknown-price-key: unknown key `request` in `cost`
  help: prices that are not per token belong in `[[cost.units]]`
one:6:1-6 unknown-price-key: unknown key `ouput` in `cost`
  help: did you mean `output`?
one:7:1-4 unknown-price-key: unknown key `zzz` in `cost`
  help: the keys are `currency`, `state`, `plan`, `input`, `output`, `reasoning`, `cache_read`, `cache_write`, `input_audio`, `output_audio`, `image_input`, `image_output`, `input_video`, `output_video`, `cache_read_audio`, `cache_read_image`, `cache_read_video`, `training`, `tiers_apply`, `tiers`, `service_tiers`, `units`, `other`, `regions`, `schedule`, `windows`
one:9:10-14 unknown-price-key: unknown key `sise` in `tier`
  help: did you mean `size`?
one:10:1-13 unknown-price-key: unknown key `cached_input` in an entry of `tiers`
  help: did you mean `cache_read`?
"#]],
    );
}

#[test]
fn misspelled_keys_are_told_from_keys_of_ones_own() {
    assert_snapshot(
        in_model("toolcall = 1\nLicense = 1\nlicense = 1\nowner = 1\n\"\" = 1\n"),
        snapbox::str![[r#"
one:1:1-9 misspelled-key: unknown key `toolcall` in a model
  help: did you mean `tool_call`?
one:2:1-8 misspelled-key: unknown key `License` in a model
  help: did you mean `license`?
one:3:11-12 wrong-type: `license` takes text, not a whole number
  help: write it in quotes: `license = "1"`
one:4:1-6 unknown-key: unknown key `owner` in a model
  help: put your own data in `[extra]`
one:5:1-3 unknown-key: unknown key `` in a model
  help: put your own data in `[extra]`
"#]],
    );
}

#[test]
fn a_key_outside_of_its_table_is_told_where_it_stands() {
    assert_snapshot(
        in_model("context = 1\ninput = 1\nstreaming = true\n"),
        snapbox::str![[r#"
one:1:1-8 misplaced-key: `context` is not a key of a model
  help: `context` belongs in `[limit]`
one:2:1-6 misplaced-key: `input` is not a key of a model
  help: `input` belongs in `[limit]` or `[cost]`
one:3:1-10 misplaced-key: `streaming` is not a key of a model
  help: `streaming` belongs in `[capabilities]`
"#]],
    );
}

#[test]
fn what_is_in_extra_is_nobodys_mistake() {
    let text = "[extra]\nowner = \"x\"\nwhen = 2024-01-01T00:00:00Z\nat = 07:32:00\nlist = [1, [2.5, nan, { a = true }]]\nbig = 99999999999999999999e400\n";
    assert_eq!(in_model(text), "");
}

#[test]
fn text_that_is_no_utf8_is_reported_where_it_stops_being_so() {
    assert_snapshot(
        in_model(b"name = \"Mod\xe8le\"\n"),
        snapbox::str![[r#"
one:1:12-13 not-utf8: the file is not UTF-8 text
  help: save it as UTF-8
"#]],
    );
    assert_snapshot(
        in_model("name = \"\u{fffd}\"\nfamily = \"".bytes().chain(*b"\xff\"\n").collect::<Vec<_>>()),
        snapbox::str![[r#"
one:2:11-12 not-utf8: the file is not UTF-8 text
  help: save it as UTF-8
"#]],
    );
    assert_snapshot(
        in_model(b"\xff\xfen\0a\0m\0e\0"),
        snapbox::str![[r#"
one:1:1-2 not-utf8: the file is not UTF-8 text
  help: save it as UTF-8
"#]],
    );
}

#[test]
fn a_byte_order_mark_and_carriage_returns_shift_nothing() {
    assert_snapshot(
        in_model("\u{feff}name = 1\r\nreasoning = 2\r\n"),
        snapbox::str![[r#"
one:1:8-9 wrong-type: `name` takes text, not a whole number
  help: write it in quotes: `name = "1"`
one:2:13-14 wrong-type: `reasoning` takes true or false, not a whole number
"#]],
    );
    assert_eq!(in_model("\u{feff}name = \"One\"\r\ndescription = \"\"\"\r\nTwo\r\nlines\"\"\"\r\n"), "");
}

#[test]
fn control_and_direction_characters_are_refused() {
    assert_snapshot(
        in_model(
            "name = \"One\"\nfamily = \"a\\u0000b\"\nlicense = \"a\\nb\"\ntags = [\"\", \"x\\u202ey\"]\ndescription = \"a\\u001b[31m\"\n",
        ),
        snapbox::str![[r#"
one:2:10-20 bad-text: `family` contains a line break, a control character or a direction mark
  help: write it as one line of plain text
one:3:11-17 bad-text: `license` contains a line break, a control character or a direction mark
  help: write it as one line of plain text
one:4:9-11 bad-text: `tags` is empty
  help: leave the key out if the value is unknown
one:4:13-23 bad-text: `tags` contains a line break, a control character or a direction mark
  help: write it as one line of plain text
one:5:15-28 bad-text: `description` contains a control character or a direction mark
  help: remove it
"#]],
    );
    assert_snapshot(
        in_model("name = \"O\0ne\"\n"),
        snapbox::str!["one:1:10-11 syntax: the text contains a character that is not allowed in quotes"],
    );
}

#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    for (open, close) in [("[", "]"), ("{ a = ", " }")] {
        let text = format!("name = \"One\"\nextra = {}1{}\n", open.repeat(1000), close.repeat(1000));
        let found = in_model(text);
        assert!(found.starts_with("one:2:") && found.contains(" syntax: "), "{found}");
    }
    let dotted = format!("name = \"One\"\n{} = 1\n", vec!["extra"; 1000].join("."));
    in_model(dotted);
    let headers = format!("name = \"One\"\n[{}]\nx = 1\n", vec!["extra"; 1000].join("."));
    in_model(headers);
}

#[test]
fn a_line_of_a_megabyte_is_read() {
    let text = format!("name = \"One\"\ndescription = \"{}\"\nreasoning = 1\n", "a b ".repeat(1 << 18));
    assert_snapshot(
        in_model(text),
        snapbox::str![[r#"
one:2:15-1048593 too-long: `description` has 1,048,576 characters; the limit is 50,000
  help: shorten it, or put the text elsewhere and link to it
one:3:13-14 wrong-type: `reasoning` takes true or false, not a whole number
  help: write `reasoning = true`
"#]],
    );
}

#[test]
fn garbage_of_a_megabyte_is_refused_with_a_hundred_findings() {
    assert_eq!(in_model("=\n".repeat(1 << 19)).lines().count(), 100);
}

#[test]
fn numbers_are_read_exactly_or_refused() {
    for (digits, exact) in [
        ("0.075", "0.075"),
        ("7.5e-08", "0.000000075"),
        ("1_000.10", "1000.1"),
        ("2", "2"),
        ("+0.5", "0.5"),
        ("0.0", "0"),
        ("-0.0", "0"),
        ("1e2", "100"),
        ("0.049999999999999996", "0.049999999999999996"),
    ] {
        let Value::Number(read) = value(&format!("[cost]\ninput = {digits}\n"), "cost.input") else {
            panic!()
        };
        assert_eq!(read.to_string(), exact, "{digits}");
    }
    let mut text = String::new();
    for digits in
        ["nan", "inf", "-inf", "-1", "-0.5", "1e400", "1e-400", "0x10", "0.12345678901234567890123456789"]
    {
        let _ = write!(text, "[[cost.service_tiers]]\nname = \"batch\"\ninput = {digits}\n");
    }
    assert_snapshot(
        in_model(&text),
        snapbox::str![[r#"
one:3:9-12 bad-number: `input`: a price must be a finite number
  help: leave the key out if the price is unknown
one:6:9-12 bad-number: `input`: a price must be a finite number
  help: leave the key out if the price is unknown
one:9:9-13 bad-number: `input`: a price must be a finite number
  help: leave the key out if the price is unknown
one:12:9-11 bad-number: `input`: a price cannot be negative
  help: leave the key out if the price is unknown
one:15:9-13 bad-number: `input`: a price cannot be negative
  help: leave the key out if the price is unknown
one:18:9-14 bad-number: `input`: a price can have at most 28 digits
  help: leave the key out if the price is unknown
one:21:9-15 bad-number: `input`: a price can have at most 28 digits
  help: leave the key out if the price is unknown
one:24:9-13 wrong-type: `input` takes a price such as 0.15, not a whole number
one:27:9-40 bad-number: `input`: a price can have at most 28 digits
  help: leave the key out if the price is unknown
"#]],
    );
}

#[test]
fn counts_are_whole_and_not_negative() {
    for (digits, count) in [
        ("128_000", 128_000),
        ("0", 0),
        ("0x10", 16),
        ("9223372036854775807", i64::MAX),
        ("1e6", 1_000_000),
        ("128_000.0", 128_000),
        ("64E3", 64_000),
        ("2.5e1", 25),
    ] {
        assert_eq!(value(&format!("[limit]\ncontext = {digits}\n"), "limit.context"), Value::Integer(count));
    }
    for digits in
        ["-1", "-1.0", "1.5", "1e-5", "1e30", "nan", "-inf", "9223372036854775808", "\"128000\"", "true"]
    {
        let found = in_model(format!("[limit]\ncontext = {digits}\n"));
        assert!(found.starts_with("one:2:11-"), "{digits}: {found}");
    }
}

#[test]
fn a_budget_may_be_left_to_the_model() {
    let min = |digits: &str| format!("[[reasoning_options]]\ntype = \"budget_tokens\"\nmin = {digits}\n");
    for (digits, budget) in [("-1", -1), ("-1.0", -1), ("1024", 1024), ("1e3", 1000)] {
        assert_eq!(value(&min(digits), "reasoning_options[0].min"), Value::Integer(budget), "{digits}");
    }
    for digits in ["-2", "0.5", "\"-1\""] {
        assert!(in_model(min(digits)).starts_with("one:3:7-"), "{digits}");
    }
}

#[test]
fn a_score_may_be_text_with_a_percent_sign() {
    let score = |written: &str| format!("[[benchmarks]]\nname = \"B\"\nscore = {written}\n");
    for (written, kept) in [
        ("82.50", Value::Number("82.50".parse().unwrap())),
        ("\"82\"", Value::Number("82".parse().unwrap())),
        ("\" 82.5 % \"", Value::Text("82.5%".into())),
    ] {
        assert_eq!(value(&score(written), "benchmarks[0].score"), kept, "{written}");
    }
    for written in ["\"good\"", "\"%\"", "\"82% of 90%\"", "true", "nan"] {
        assert!(in_model(score(written)).starts_with("one:3:9-"), "{written}");
    }
}

#[test]
fn dates_keep_what_is_known_and_refuse_a_time_of_day() {
    for (written, iso) in [
        ("2024-07-18", "2024-07-18"),
        ("\"2024-07-18\"", "2024-07-18"),
        ("\"2024-07\"", "2024-07"),
        ("\"2024\"", "2024"),
        ("2024", "2024"),
        ("2024-02-29", "2024-02-29"),
    ] {
        let Value::Date(date) = value(&format!("release_date = {written}\n"), "release_date") else {
            panic!()
        };
        assert_eq!(date.iso(), iso);
    }
    let text = "release_date = 2024-07-18T00:00:00Z\nlast_updated = 2024-07-18T10:00:00\nadded = 07:32:00\n\
                knowledge = \"2024-13\"\ndeprecated = 20240718\nretires = \"soon\"\npublish_from = 0x7e8\n";
    assert_snapshot(
        in_model(text),
        snapbox::str![[r#"
one:1:16-36 bad-date: `release_date` has a time of day
  help: write the date alone: `release_date = "2024-07-18"`
one:2:16-35 bad-date: `last_updated` has a time of day
  help: write the date alone: `last_updated = "2024-07-18"`
one:3:9-17 bad-date: `added` has a time of day
  help: write YYYY-MM-DD, or YYYY-MM if the day is unknown, as in `"2026-03-01"`
one:4:13-22 bad-date: `knowledge` is not a date
  help: write YYYY-MM-DD, or YYYY-MM if the day is unknown, as in `"2026-03-01"`
one:5:14-22 bad-date: `deprecated` is not a date
  help: write `deprecated = "2024-07-18"`
one:6:11-17 bad-date: `retires` is not a date
  help: write YYYY-MM-DD, or YYYY-MM if the day is unknown, as in `"2026-03-01"`
one:7:16-21 wrong-type: `publish_from` takes a date such as "2024-07-18" or "2024-07", not a whole number
"#]],
    );
    assert_snapshot(
        in_model("release_date = 2023-02-29\nname = 1\n"),
        snapbox::str![[r#"
one:1:16-26 syntax: this date does not exist
  help: write an existing date, as YYYY-MM-DD
one:2:8-9 wrong-type: `name` takes text, not a whole number
  help: write it in quotes: `name = "1"`
"#]],
    );
}

#[test]
fn addresses_are_http_or_wait_for_the_reader() {
    assert_eq!(
        in_model(
            "playground = \"https://a.b/{id}?x=1\"\n[provider]\napi = \"https://${AWS_REGION}.a.b/v1\"\n"
        ),
        ""
    );
    assert_eq!(in_model("[provider]\napi = \"${BASE_URL}/v1\"\n"), "");
    for address in [
        "javascript:alert(1)",
        "java\\tscript:x",
        "data:text/html,x",
        "//a.b",
        "/models",
        "https://",
        "ftp://a.b",
        "http://a b",
    ] {
        let found = in_model(format!("playground = \"{address}\"\n"));
        assert!(found.starts_with("one:1:14-") && found.contains(" bad-url: "), "{address}: {found}");
    }
}

#[test]
fn elements_of_an_array_need_their_own_keys() {
    assert_snapshot(
        in_model(
            "[[faq]]\n[[faq]]\nquestion = \"Q\"\n[[faq]]\nquestion = \"Q\"\nanswer = 1\n[[cost.units]]\nunit = \"image\"\n[[cost.tiers]]\ntier = {}\ninput = 1\n",
        ),
        snapbox::str![[r#"
one:1:1-8 missing-key: an entry of `faq` needs `question` and `answer`
  help: add `question`, text
one:2:1-8 missing-key: an entry of `faq` needs `answer`
  help: add `answer`, text in Markdown
one:6:10-11 wrong-type: `answer` takes text in Markdown, not a whole number
  help: write it in quotes: `answer = "1"`
one:7:1-15 missing-key: an entry of `units` needs `price`
  help: add `price`, a price such as 0.15
one:10:8-10 missing-key: `tier` needs `size`
  help: add `size`, a whole number of tokens
"#]],
    );
}

#[test]
fn a_site_of_ones_own_is_read_strictly_and_a_foreign_tree_mildly() {
    for mild in [
        "[cost]\ncache_input = 1\n",
        "tool_cal = true\n",
        "type = \"chatbot\"\n",
        "playground = \"ftp://a.b\"\n",
        "family = \"\"\n",
        "release_date = \"2024-02-30\"\n",
        "[limit]\ncontext = -1\n",
    ] {
        assert_eq!(severities(mild), [(1, 0), (0, 1)], "{mild}");
    }
    assert_eq!(severities("owner = \"x\"\n"), [(0, 1), (0, 1)]);
    assert_eq!(severities("limit = { context = 1, }\n"), [(0, 1), (0, 0)]);
    for hard in ["name = 1\n", "name = \n", "[[faq]]\nquestion = \"Q\"\n"] {
        assert_eq!(severities(hard), [(1, 0), (1, 0)], "{hard}");
    }
}

#[test]
fn files_belong_to_the_record_that_their_path_says() {
    let files = [
        ("models/acme/author.toml", "name = \"Acme\"\n"),
        ("models/acme/x/author.toml", "name = \"X\"\n"),
        ("providers/p/models/a/b:c.toml", "name = \"B\"\n"),
        ("providers/p/provider.toml", "name = \"P\"\n"),
    ];
    let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
    let raw = parse(&sources(&files), &mut map, &mut diags);
    assert!(diags.is_empty(), "{diags:?}");
    let place = |files: &[super::RawFile]| {
        files.iter().map(|file| format!("{} {}", file.owner, file.rest)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(place(&raw.authors), "acme ");
    assert_eq!(place(&raw.models), "acme x/author");
    assert_eq!(place(&raw.offers), "p a/b:c");
    assert_eq!(place(&raw.providers), "p ");
    assert_snapshot(
        mistakes(&[("models/x.toml", ""), ("providers/p/x.toml", ""), ("providers/x.toml", "")]),
        snapbox::str![[r#"
models/x.toml misplaced-file: there can be no record here
  help: a model belongs in its author's folder: `models/<author>/x.toml`
providers/p/x.toml misplaced-file: there can be no record here
  help: an offer is `providers/p/models/x.toml`, the provider's own file `provider.toml`
providers/x.toml misplaced-file: there can be no record here
  help: an offer is `providers/<provider>/models/x.toml`, a provider `providers/<provider>/provider.toml`
"#]],
    );
}

#[test]
fn a_record_is_remembered_beside_pages_of_the_sites_own() {
    let model = ("models/acme/one.toml", "name = \"One\"");
    let mut cache = Cache::enabled();
    let mut parsed = |files: &[(&str, &str)]| {
        let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
        let raw = parse_incremental(&sources(files), &mut cache, &mut map, &mut diags);
        Arc::clone(&raw.models[0].parsed)
    };
    let first = parsed(&[model, ("pages/guide.md", "# Guide")]);
    let again = parsed(&[model, ("pages/guide.md", "# Another guide"), ("pages/more.md", "# More")]);
    assert!(Arc::ptr_eq(&first, &again), "the record is not parsed again");
    let edited = parsed(&[("models/acme/one.toml", "name = \"Two\""), ("pages/guide.md", "# Guide")]);
    assert!(!Arc::ptr_eq(&first, &edited));
}
