use std::collections::BTreeSet;
use std::path::Path;

use modelpress::domain::ModelType;
use modelpress::endpoint::{Call, Endpoint, Package, ProviderConfig, SupportedParams};
use modelpress::render::snippet::{Snippet, Snippets};
use walkdir::WalkDir;

/// An id with something in it for every parser on the way.
pub(crate) const NASTY: &str = "a\"b'c\\d$(touch pwned)`touch pwned`${HOME}!x\n\r\t\u{2028}\u{202e}é𝄞;type=@<x>&#{1}%0a%s\u{1}'''\"\"\"\\";

/// The same on one line, for forms of a browser, which know only one kind of line end.
pub(crate) const NASTY_LINE: &str =
    "a\"b'c\\d$(touch pwned)`touch pwned`${HOME}!x\t\u{2028}é𝄞;type=text/x@<x>&#{1}%0a%s\\";

/// The default templates, read from the folder that is embedded in the binary.
pub(crate) fn snippets() -> Snippets {
    Snippets::new(templates()).expect("the default templates are right")
}

pub(crate) fn templates() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/snippets");
    let files = WalkDir::new(&folder)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.is_file());
    files
        .map(|path| {
            let name = path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// A call of a model at the base URL `api`, or wherever the package leads.
pub(crate) fn call(npm: Option<&str>, api: Option<&str>, kind: ModelType, id: &str) -> Option<Call> {
    let env = ["STUB_API_KEY".to_owned()];
    let published = ProviderConfig { npm, api, env: &env, ..ProviderConfig::default() };
    let access = Endpoint::choose(&published, kind).ok()?;
    Some(Call {
        access,
        model_id: id.to_owned(),
        provider_name: "Stub".to_owned(),
        prompt: format!("Say {NASTY_LINE}"),
        takes: SupportedParams::default(),
        max_output: Some(4096),
        voice: None,
    })
}

/// Calls that bring out every shape of every default template.
pub(crate) fn every_call(id: &str) -> Vec<Call> {
    let address = Some("https://${REGION}.example.com/it's/$(id)/v1");
    let mut calls = Vec::new();
    for (npm, api) in packages(address) {
        for kind in ModelType::all() {
            let Some(call) = call(npm, api, kind, id) else { continue };
            calls.push(Call { takes: SupportedParams::EVERYTHING, ..call.clone() });
            calls.push(call);
        }
    }
    calls
}

fn packages(address: Option<&'static str>) -> Vec<(Option<&'static str>, Option<&'static str>)> {
    let named = ["@ai-sdk/openai", "@ai-sdk/mistral", "@openrouter/ai-sdk-provider", "vendor-ai"];
    let vendors = ["@ai-sdk/anthropic", "@ai-sdk/google"];
    let mut packages = vec![(None, address)];
    packages.extend(named.into_iter().chain(vendors).map(|npm| (Some(npm), address)));
    packages.extend(vendors.map(|npm| (Some(npm), None)));
    packages.extend(Package::ALL.iter().map(|package| (Some(package.npm), None)));
    packages
}

/// Every distinct example of these calls, each once.
pub(crate) fn examples(snippets: &Snippets, calls: &[Call]) -> Vec<Snippet> {
    let languages: Vec<&str> = snippets.languages().iter().map(|language| language.name.as_str()).collect();
    let mut seen = BTreeSet::new();
    let quickstarts =
        calls.iter().map(|call| snippets.quickstart(call, &languages).expect("the templates render"));
    let all = quickstarts.flat_map(|quickstart| quickstart.snippets);
    all.filter(|snippet| seen.insert((snippet.language.clone(), snippet.text.clone()))).collect()
}
