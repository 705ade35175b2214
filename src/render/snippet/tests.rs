use std::collections::BTreeSet;
use std::path::Path;

use walkdir::WalkDir;

use crate::bless::assert_snapshot;
use crate::domain::ModelType;
use crate::endpoint::{Endpoint, ProviderConfig, SupportedParams};
use crate::render::highlight;

use super::*;

fn default_templates() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/snippets");
    let files = WalkDir::new(&folder).into_iter().map(|entry| entry.unwrap().into_path());
    let name = |path: &Path| path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
    files
        .filter(|path| path.is_file())
        .map(|path| (name(&path), std::fs::read_to_string(&path).unwrap()))
        .collect()
}

fn with(extra: &[(&str, &str)]) -> Result<Snippets, Vec<SnippetError>> {
    let extra = extra.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    Snippets::new(default_templates().into_iter().chain(extra))
}

fn call(published: ProviderConfig<'_>, kind: ModelType) -> Call {
    let access = Endpoint::choose(&published, kind).unwrap();
    Call {
        prompt: access.form.prompt().to_owned(),
        access,
        model_id: "openai/gpt-4o-mini".into(),
        provider_name: "Requesty".into(),
        takes: SupportedParams::default(),
        max_output: Some(16_384),
        voice: None,
    }
}

fn gateway() -> ProviderConfig<'static> {
    ProviderConfig { api: Some("https://router.requesty.ai/v1"), ..ProviderConfig::default() }
}

fn names(snippets: &Snippets) -> Vec<String> {
    snippets.languages().iter().map(|language| language.name.clone()).collect()
}

fn text_of(html: &str) -> String {
    let pieces = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    pieces.collect::<String>().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[test]
fn a_chat_model_is_called_in_three_languages() {
    let snippets = with(&[]).unwrap();
    let quickstart = snippets.quickstart(&call(gateway(), ModelType::Chat), &names(&snippets)).unwrap();
    let labels: Vec<&str> = quickstart.snippets.iter().map(|snippet| snippet.label.as_str()).collect();
    assert_eq!(labels, ["Python", "JavaScript", "cURL"]);
    assert_eq!(quickstart.snippets[0].install.as_deref(), Some("pip install openai"));
    assert_snapshot(
        quickstart.snippets.iter().map(|snippet| snippet.text.as_str()).collect::<Vec<_>>().join("\n\n"),
        snapbox::file!["snapshots/snippet-a_chat_model_is_called_in_three_languages.txt"],
    );
    assert_snapshot(
        &quickstart.snippets[2].html,
        snapbox::file!["snapshots/snippet-a_chat_model_is_called_in_three_languages-2.txt"],
    );
}

#[test]
fn what_is_copied_is_what_is_seen() {
    let snippets = with(&[]).unwrap();
    let mut call = call(gateway(), ModelType::Chat);
    for id in ["a</span><b>&amp;\"'\\\n$(id)`x`", "\u{2028}\u{202e}é𝄞", "<!--", "710710710", "\u{10f00a}"]
    {
        call.model_id = id.to_owned();
        for snippet in snippets.quickstart(&call, &names(&snippets)).unwrap().snippets {
            assert_eq!(text_of(&snippet.html), snippet.text);
            assert!(!snippet.html.contains("<b>"));
        }
    }
}

#[test]
fn nul_is_refused_with_a_reason() {
    let snippets = with(&[]).unwrap();
    let call = Call { model_id: "a\0b".into(), ..call(gateway(), ModelType::Chat) };
    let quickstart = snippets.quickstart(&call, &names(&snippets)).unwrap();
    assert!(quickstart.snippets.is_empty());
    assert!(quickstart.missing.unwrap().contains("NUL"));
}

#[test]
fn a_site_adds_a_language_by_a_folder() {
    let ruby = "install: gem install openai\n\nclient.chat(model: \"{{ model_id | ruby }}\")\n";
    let snippets = with(&[("snippets/ruby/openai-chat.txt", ruby)]).unwrap();
    assert_eq!(names(&snippets), ["python", "javascript", "curl", "ruby"]);
    let quickstart = snippets.quickstart(&call(gateway(), ModelType::Chat), &["ruby", "cobol"]).unwrap();
    assert_eq!(quickstart.snippets.len(), 1);
    assert_eq!(quickstart.snippets[0].label, "Ruby");
    assert_eq!(quickstart.snippets[0].install.as_deref(), Some("gem install openai"));
    assert_eq!(quickstart.snippets[0].text, "client.chat(model: \"openai/gpt-4o-mini\")");
    let none = snippets.quickstart(&call(gateway(), ModelType::Image), &["ruby"]).unwrap();
    assert_eq!((none.snippets.len(), none.guide), (0, None));
}

#[test]
fn mistakes_in_templates_name_file_and_place() {
    let bare = with(&[("ruby/openai-chat.txt", "x = {{ model_id }}")]).unwrap_err();
    assert_eq!(bare[0].template, "snippets/ruby/openai-chat.txt");
    assert!(bare[0].message.contains("{{ model_id | py }}"));
    let unknown = with(&[("ruby/openai-chat.txt", "a\n  {{ modle_id | ruby }}")]).unwrap_err();
    assert_eq!((unknown[0].line, unknown[0].column), (Some(2), Some(6)), "{}", unknown[0].report);
    let syntax = with(&[("ruby/openai-chat.txt", "{% if %}")]).unwrap_err();
    assert_eq!((syntax[0].template.as_str(), syntax[0].line), ("snippets/ruby/openai-chat.txt", Some(1)));
    assert!(with(&[("ruby/openai-chat.txt", "{{ model_id | py | sh }}")]).is_err());
    assert!(with(&[("ruby/openai-chat.txt", "{{ model_id | name }}")]).is_err());
    assert!(with(&[("ruby/opnai-chat.txt", "")]).is_err());
    assert!(with(&[("ruby/openai-chat.txt", "modelpressName")]).is_err());
}

#[test]
fn parameters_follow_what_a_model_takes() {
    let template = "{% if takes.temperature %}temperature {% endif %}{{ max_tokens | number }}";
    let snippets = with(&[("ruby/openai-chat.txt", template)]).unwrap();
    let mut call = call(gateway(), ModelType::Chat);
    let text = |call: &Call| snippets.quickstart(call, &["ruby"]).unwrap().snippets.remove(0).text;
    assert_eq!(text(&call), "1024");
    call.max_output = Some(512);
    call.takes.temperature = true;
    assert_eq!(text(&call), "temperature 512");
}

#[test]
fn the_documentation_names_every_field_filter_and_answer() {
    let page = include_str!("../../../docs/snippets.md");
    let takes = serde_json::to_value(SupportedParams::EVERYTHING).unwrap();
    let answers = takes.as_object().unwrap().keys().cloned();
    let fields = Field::ALL.map(|field| field.name().to_owned());
    let filters = Quoting::ALL.map(|quoting| quoting.filter().to_owned());
    let requests = crate::endpoint::RequestKind::ALL.map(|form| form.word().to_owned());
    for word in answers.chain(fields).chain(filters).chain(requests) {
        assert!(page.contains(&format!("`{word}`")), "docs/snippets.md says nothing of `{word}`");
    }
}

/// The shapes of all default templates, each with its grammar.
fn default_shapes(snippets: &Snippets) -> BTreeSet<(String, String)> {
    let mut shapes = BTreeSet::new();
    for name in snippets.templates.names().iter().filter(|name| !is_partial(name)) {
        let language = Language::of_folder(name.split_once('/').unwrap().0);
        for trial in trials(name).unwrap() {
            let rendered = snippets.templates.render(name, trial).unwrap();
            shapes.insert((shape::code(&rendered).to_owned(), language.grammar.clone()));
        }
    }
    shapes
}

/// Colors are kept for every default example: see `render/highlight/prepared.rs`.
#[test]
fn prepared_colors_are_what_the_grammars_say() {
    let snippets = with(&[]).unwrap();
    let shapes = default_shapes(&snippets);
    let codes = shapes.iter().map(|(code, grammar)| (code.as_str(), grammar.as_str()));
    let lines = highlight::prepared_lines(codes);
    crate::bless::assert_fresh("src/render/highlight/prepared.txt", &lines);
}
