//! Every example is checked with the tools that its readers have: interpreters parse it, the real SDKs run it.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

#[path = "snippets/matrix.rs"]
mod matrix;
#[path = "snippets/stub.rs"]
mod stub;
#[path = "snippets/tools.rs"]
mod tools;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use modelpress::domain::ModelType;
use modelpress::endpoint::{Call, RequestKind, Sdk};
use modelpress::render::snippet::{Quoting, Snippet};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use serde_json::Value;

use matrix::{NASTY, NASTY_LINE, call, every_call, examples, snippets, templates};
use stub::{Request, Stub};
use tools::{Tools, run};

#[test]
fn every_example_parses_whatever_the_id_holds() {
    let tools = Tools::find();
    let folder = tools.scratch();
    let snippets = snippets();
    let mut calls = every_call(NASTY);
    calls.extend(every_call("openai/gpt-4o-mini:free"));
    let examples = examples(&snippets, &calls);
    let paths = |language: &str, ending: &str| {
        let of_language = examples.iter().filter(|snippet| snippet.language == language);
        write_all(folder.path(), of_language, language, ending)
    };
    run(tools.python().args(["-m", "py_compile"]).args(paths("python", "py")));
    for path in paths("javascript", "mjs") {
        run(Tools::node().arg("--check").arg(path));
    }
    for path in paths("curl", "sh") {
        run(Tools::bash().arg("-n").arg(path));
    }
}

#[test]
fn every_default_template_is_reached() {
    let mut unreached: BTreeSet<String> = templates().into_iter().map(|(name, _)| name).collect();
    unreached.retain(|name| !name.contains("/_"));
    for call in every_call("id") {
        for language in ["python", "javascript", "curl"] {
            let named = |sdk: Sdk| format!("{language}/{}-{}.txt", sdk.word(), call.access.form.word());
            let own = unreached.remove(&named(call.access.sdk));
            if !own && call.access.sdk == Sdk::OpenAi {
                unreached.remove(&named(Sdk::Http));
            }
        }
    }
    assert!(unreached.is_empty(), "no call leads to {unreached:?}");
}

#[test]
fn quoted_values_mean_themselves() {
    let tools = Tools::find();
    let values = values();
    let literals = |quoting: Quoting, quote: char| {
        values.iter().map(move |value| format!("{quote}{}{quote}", quoting.quote(value))).collect::<Vec<_>>()
    };
    let folder = tools.scratch();

    let python = format!("import json\nprint(json.dumps([{}]))", literals(Quoting::Python, '"').join(",\n"));
    let path = write(folder.path(), "values.py", &python);
    assert_eq!(serde_json::from_str::<Vec<String>>(&run(tools.python().arg(path))).unwrap(), values);

    let script = format!("console.log(JSON.stringify([{}]))", literals(Quoting::JavaScript, '"').join(",\n"));
    let path = write(folder.path(), "values.mjs", &script);
    assert_eq!(serde_json::from_str::<Vec<String>>(&run(Tools::node().arg(path))).unwrap(), values);

    let ruby = format!("require 'json'\nputs JSON.generate([{}])", literals(Quoting::Ruby, '"').join(",\n"));
    let printed = run(Command::new("ruby").arg(write(folder.path(), "values.rb", &ruby)));
    assert_eq!(serde_json::from_str::<Vec<String>>(&printed).unwrap(), values);

    let php = format!("<?php echo json_encode([{}]);", literals(Quoting::Php, '"').join(",\n"));
    let printed = run(Command::new("php").arg(write(folder.path(), "values.php", &php)));
    assert_eq!(serde_json::from_str::<Vec<String>>(&printed).unwrap(), values);

    let shell = format!("printf '%s\\0' {}", literals(Quoting::Shell, '\'').join(" \\\n"));
    assert_eq!(shell_words(folder.path(), &shell), values);

    let strings =
        literals(Quoting::JsonInShell, '"').iter().map(|json| format!("'{json}'")).collect::<Vec<_>>();
    let words = shell_words(folder.path(), &format!("printf '%s\\0' {}", strings.join(" \\\n")));
    let read: Vec<String> = words.iter().map(|word| serde_json::from_str(word).unwrap()).collect();
    assert_eq!(read, values);
}

/// Strings that have hurt somebody, and five hundred more.
fn values() -> Vec<String> {
    let mut values = [NASTY, NASTY_LINE, "", "\\", "\"", "'", "'''", "$(id)", "\u{feff}", "-n", "\r\n"]
        .map(str::to_owned)
        .to_vec();
    let mut runner = TestRunner::deterministic();
    let any = "(?s)[^\0]{0,40}";
    values.extend((0..500).map(|_| any.new_tree(&mut runner).expect("a pattern").current()));
    values
}

fn shell_words(folder: &Path, script: &str) -> Vec<String> {
    let printed = run(Tools::bash().arg(write(folder, "values.sh", script)));
    printed.strip_suffix('\0').expect("every word ends").split('\0').map(str::to_owned).collect()
}

#[test]
fn python_examples_run_with_the_real_sdks() {
    let tools = Tools::find();
    let driver = "import runpy, sys\nfor path in sys.argv[1:]: runpy.run_path(path)";
    try_examples(&tools, "python", "py", |folder, paths| {
        let driver = write(folder, "driver.py", driver);
        run(in_folder(tools.python().arg("-B"), folder).arg(driver).args(paths));
    });
}

#[test]
fn javascript_examples_run_with_the_real_sdks() {
    let driver = "import { pathToFileURL } from 'node:url';\n\
                  for (const path of process.argv.slice(2)) await import(pathToFileURL(path));";
    try_examples(&Tools::find(), "javascript", "mjs", |folder, paths| {
        let driver = write(folder, "driver.mjs", driver);
        run(in_folder(&mut Tools::node(), folder).arg(driver).args(paths));
    });
}

#[test]
fn curl_examples_run() {
    try_examples(&Tools::find(), "curl", "sh", |folder, paths| {
        for path in paths {
            run(in_folder(&mut Tools::bash(), folder).arg(path));
        }
    });
}

fn in_folder<'a>(command: &'a mut Command, folder: &Path) -> &'a mut Command {
    command
        .current_dir(folder)
        .env("STUB_API_KEY", "sk-stub")
        .env("NO_PROXY", "127.0.0.1")
        .env("no_proxy", "127.0.0.1")
}

/// Runs one language's examples of every form against a stub, and compares what arrived with what was meant.
fn try_examples(tools: &Tools, language: &str, ending: &str, execute: impl Fn(&Path, &[PathBuf])) {
    let stub = Stub::start();
    let folder = tools.scratch();
    write(folder.path(), "audio.mp3", "ID3 sound");
    write(folder.path(), "photo.png", "PNG picture");
    let calls = calls_of_the_stub(&stub.base_url());
    let snippets = snippets();
    let found =
        calls.iter().map(|call| (call, snippets.quickstart(call, &[language]).unwrap().snippets.pop()));
    let found: Vec<(&Call, Snippet)> = found.filter_map(|(call, snippet)| Some((call, snippet?))).collect();
    let paths = write_all(folder.path(), found.iter().map(|(_, snippet)| snippet), language, ending);
    execute(folder.path(), &paths);
    let requests = stub.take();
    assert_eq!(requests.len(), found.len(), "each example sends one request");
    for ((call, _), request) in found.iter().zip(&requests) {
        check(call, request);
    }
    assert!(!folder.path().join("pwned").exists(), "an id was run as a command");
    assert_eq!(std::fs::read(folder.path().join("speech.mp3")).unwrap(), b"ID3 sound");
}

fn calls_of_the_stub(base_url: &str) -> Vec<Call> {
    let packages = [
        None,
        Some("@ai-sdk/openai"),
        Some("@ai-sdk/mistral"),
        Some("@openrouter/ai-sdk-provider"),
        Some("vendor-ai"),
        Some("@ai-sdk/anthropic"),
        Some("@ai-sdk/google"),
    ];
    let mut calls: Vec<Call> = Vec::new();
    for npm in packages {
        for kind in ModelType::all() {
            let Some(mut call) = call(npm, Some(base_url), kind, NASTY) else { continue };
            let is_new =
                |known: &Call| (known.access.sdk, known.access.form) != (call.access.sdk, call.access.form);
            if !calls.iter().all(is_new) {
                continue;
            }
            call.model_id = match (call.access.sdk, call.access.form) {
                (Sdk::Google, _) => "gemini-2.5-flash".to_owned(),
                (_, RequestKind::Transcription | RequestKind::ImageEdit) => NASTY_LINE.to_owned(),
                _ => NASTY.to_owned(),
            };
            calls.push(call);
        }
    }
    calls
}

fn check(call: &Call, request: &Request) {
    let (form, place) =
        (call.access.form, format!("{:?} {:?}: {request:?}", call.access.sdk, call.access.form));
    assert_eq!(request.method, "POST", "{place}");
    let path = request.path.strip_prefix("/it%27s/v1/").unwrap_or_else(|| panic!("{place}"));
    match call.access.sdk {
        Sdk::Google => assert!(path.starts_with("models/gemini-2.5-flash:"), "{place}"),
        Sdk::Anthropic => assert_eq!(path, "messages", "{place}"),
        _ => assert_eq!(path, endpoint(form), "{place}"),
    }
    assert!(has_key(call.access.sdk, request), "{place}");
    if form == RequestKind::Transcription {
        let body = String::from_utf8_lossy(&request.body);
        assert!(body.contains(&format!("\r\n\r\n{}\r\n", call.model_id)), "{place}");
        assert!(body.contains("ID3 sound"), "{place}");
        return;
    }
    if form == RequestKind::ImageEdit {
        let body = String::from_utf8_lossy(&request.body);
        let is_sent = |text: &str| body.contains(&format!("\r\n\r\n{text}\r\n"));
        assert!(is_sent(&call.model_id) && is_sent(&call.prompt) && is_sent("PNG picture"), "{place}");
        return;
    }
    let body: Value = serde_json::from_slice(&request.body).expect("a body of JSON");
    let sent: BTreeSet<&str> = body.as_object().unwrap().keys().map(String::as_str).collect();
    if call.access.sdk != Sdk::Google {
        assert_eq!(body["model"], call.model_id.as_str(), "{place}");
        let taken = taken(call.access.sdk, form);
        assert!(sent.iter().all(|name| taken.contains(name)), "only {taken:?} may be sent: {place}");
    }
    if form != RequestKind::Ocr {
        assert!(has_text(&body, &call.prompt), "{place}");
    }
}

/// Anthropic takes a key in either header, and its SDKs have used both.
fn has_key(sdk: Sdk, request: &Request) -> bool {
    let is = |header: &str, value: &str| request.headers.get(header).is_some_and(|found| found == value);
    match sdk {
        Sdk::Google => is("x-goog-api-key", "sk-stub"),
        Sdk::Anthropic => is("x-api-key", "sk-stub") || is("authorization", "Bearer sk-stub"),
        _ => is("authorization", "Bearer sk-stub"),
    }
}

fn endpoint(form: RequestKind) -> &'static str {
    match form {
        RequestKind::Chat | RequestKind::ChatImage => "chat/completions",
        RequestKind::Responses => "responses",
        RequestKind::Completion => "completions",
        RequestKind::Embedding => "embeddings",
        RequestKind::Rerank => "rerank",
        RequestKind::Image => "images/generations",
        RequestKind::Speech => "audio/speech",
        RequestKind::Transcription => "audio/transcriptions",
        RequestKind::Moderation => "moderations",
        RequestKind::Ocr => "ocr",
        RequestKind::ImageEdit => "images/edits",
    }
}

/// The parameters that a request may have. The SDKs themselves ask for packed embeddings.
fn taken(sdk: Sdk, form: RequestKind) -> &'static [&'static str] {
    match form {
        RequestKind::Chat if sdk == Sdk::Anthropic => &["model", "messages", "max_tokens"],
        RequestKind::Chat => &["model", "messages"],
        RequestKind::ChatImage => &["model", "messages", "modalities"],
        RequestKind::Responses | RequestKind::Moderation => &["model", "input"],
        RequestKind::Completion => &["model", "prompt", "max_tokens"],
        RequestKind::Embedding => &["model", "input", "encoding_format"],
        RequestKind::Rerank => &["model", "query", "documents"],
        RequestKind::Image => &["model", "prompt"],
        RequestKind::Speech => &["model", "voice", "input"],
        RequestKind::Transcription => &["model", "file"],
        RequestKind::Ocr => &["model", "document"],
        RequestKind::ImageEdit => &["model", "image", "prompt"],
    }
}

fn has_text(value: &Value, text: &str) -> bool {
    match value {
        Value::String(found) => found == text,
        Value::Array(values) => values.iter().any(|value| has_text(value, text)),
        Value::Object(fields) => fields.values().any(|value| has_text(value, text)),
        _ => false,
    }
}

fn write_all<'a>(
    folder: &Path,
    snippets: impl Iterator<Item = &'a Snippet>,
    language: &str,
    ending: &str,
) -> Vec<PathBuf> {
    let numbered = snippets.enumerate();
    numbered
        .map(|(number, snippet)| write(folder, &format!("{language}_{number:03}.{ending}"), &snippet.text))
        .collect()
}

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}
