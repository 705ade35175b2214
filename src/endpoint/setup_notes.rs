use std::borrow::Cow;

use super::Call;
use super::package::Package;
use super::request_kind::RequestKind;
use super::sdk::Sdk;

/// What a reader changes in existing code to call the model, in sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetupNotes {
    /// The SDK to use, and what to set: base URL, key, model id.
    pub lead: Sentence,
    /// What the reader must replace: placeholders, a voice, a file.
    pub notes: Vec<Sentence>,
}

/// A sentence in which some words are code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The words in order, including the spaces between them.
    pub words: Vec<Word>,
}

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// Plain text.
    Text(Cow<'static, str>),
    /// An id, a URL or the name of a variable, to be formatted as code.
    Code(String),
}

impl SetupNotes {
    /// Writes the notes for a call.
    pub fn of(call: &Call) -> Self {
        Self { lead: lead(call), notes: notes(call) }
    }
}

impl Sentence {
    /// Returns the sentence as plain text.
    pub fn plain(&self) -> String {
        self.words.iter().map(Word::as_str).collect()
    }

    fn text(mut self, text: impl Into<Cow<'static, str>>) -> Self {
        self.words.push(Word::Text(text.into()));
        self
    }

    fn code(mut self, code: &str) -> Self {
        self.words.push(Word::Code(code.to_owned()));
        self
    }

    fn codes(mut self, codes: &[&str]) -> Self {
        for (index, code) in codes.iter().enumerate() {
            let separator = match index {
                0 => "",
                _ if index + 1 == codes.len() => " and ",
                _ => ", ",
            };
            self = self.text(separator).code(code);
        }
        self
    }
}

impl Word {
    /// Returns the text of the word.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Code(code) => code,
        }
    }
}

fn lead(call: &Call) -> Sentence {
    let access = &call.access;
    let sentence = Sentence::default();
    let sentence = match access.sdk {
        Sdk::AiSdk(package) => return package_lead(package, call),
        Sdk::Http => sentence.text("Send plain HTTP requests to "),
        Sdk::Google | Sdk::Anthropic if access.is_default_address => {
            return key_and_model(sentence.text(format!("Use the {}: put", access.sdk.label())), call);
        }
        sdk => sentence.text(format!("Use the {}: set the base URL to ", sdk.label())),
    };
    key_and_model(sentence.code(&access.address.base).text(", put"), call)
}

fn key_and_model(sentence: Sentence, call: &Call) -> Sentence {
    let sentence =
        sentence.text(format!(" your {} key in ", call.provider_name)).code(&call.access.key_variable);
    sentence.text(", and set the model to ").code(&call.model_id).text(".")
}

fn package_lead(package: &Package, call: &Call) -> Sentence {
    let own = package.settings.iter().map(|(_, variable)| *variable);
    let variables: Vec<&str> = own.chain(package.variables.iter().copied()).collect();
    let sentence = Sentence::default().text("Use the AI SDK with the package ").code(package.npm);
    let sentence = sentence.text(": set ").codes(&variables).text(" in the environment");
    sentence.text(", and set the model to ").code(&call.model_id).text(".")
}

fn notes(call: &Call) -> Vec<Sentence> {
    let address = &call.access.address;
    let mut notes = Vec::new();
    if !address.placeholders.is_empty() {
        let names: Vec<&str> = address.placeholders.iter().map(String::as_str).collect();
        notes.push(Sentence::default().text("Replace ").codes(&names).text(" with your own."));
    }
    match call.access.form {
        RequestKind::Speech if call.voice() == Call::ANY_VOICE => {
            let sentence = Sentence::default().text("Replace ").code(Call::ANY_VOICE);
            notes.push(sentence.text(" with one of the model's voices."));
        }
        RequestKind::Transcription => {
            notes.push(Sentence::default().code("audio.mp3").text(" is your recording."));
        }
        _ => {}
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::super::{Endpoint, ProviderConfig, SupportedParams};
    use super::*;
    use crate::domain::ModelType;

    fn guide(published: ProviderConfig<'_>, kind: ModelType) -> SetupNotes {
        let access = Endpoint::choose(&published, kind).expect("a way to call");
        SetupNotes::of(&Call {
            access,
            model_id: "openai/gpt-4o-mini".into(),
            provider_name: "Requesty".into(),
            prompt: "Hello".into(),
            takes: SupportedParams::default(),
            max_output: None,
            voice: None,
        })
    }

    #[test]
    fn the_lead_says_what_to_change() {
        let env = ["REQUESTY_API_KEY".to_owned()];
        let api = Some("https://router.requesty.ai/v1");
        let said = guide(ProviderConfig { api, env: &env, ..ProviderConfig::default() }, ModelType::Chat);
        let words = "Use the OpenAI SDK: set the base URL to https://router.requesty.ai/v1, put your Requesty key in REQUESTY_API_KEY, and set the model to openai/gpt-4o-mini.";
        assert_eq!(said.lead.plain(), words);
        assert!(said.notes.is_empty());
    }

    #[test]
    fn a_package_names_its_variables() {
        let npm = Some("@ai-sdk/google-vertex");
        let said = guide(ProviderConfig { npm, ..ProviderConfig::default() }, ModelType::Chat).lead.plain();
        assert!(
            said.contains("GOOGLE_VERTEX_PROJECT, GOOGLE_VERTEX_LOCATION and GOOGLE_APPLICATION_CREDENTIALS")
        );
    }

    #[test]
    fn what_is_left_to_fill_in_is_noted() {
        let api = Some("https://${AWS_REGION}.x.example/v1");
        let said = guide(ProviderConfig { api, ..ProviderConfig::default() }, ModelType::Speech);
        let notes: Vec<String> = said.notes.iter().map(Sentence::plain).collect();
        let voice = "Replace YOUR_VOICE with one of the model's voices.";
        assert_eq!(notes, ["Replace YOUR_AWS_REGION with your own.", voice]);
    }
}
