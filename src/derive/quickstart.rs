//! Chooses the call that a record's quickstart shows.

use super::{Directory, ServingProvider};
use crate::domain::{Capability, Modality, Status};
use crate::endpoint::{Call, Endpoint, ProviderConfig, RequestKind, SupportedParams};
use crate::resolve::Record;
use crate::resolve::catalog::Place;

/// Why a page shows no call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCall {
    /// The provider that serves the model is unknown.
    Nobody,
    /// The model is retired.
    Retired,
    /// There is no example for the API; the reason is a sentence.
    NoExample(String),
}

impl Directory {
    /// How a record is called at its [`Directory::serving_provider`].
    ///
    /// # Errors
    /// If the record is retired, or its provider, its type or an example for its API is unknown.
    pub fn call(&self, place: Place) -> Result<Call, NoCall> {
        if self.record(place).status == Status::Retired {
            return Err(NoCall::Retired);
        }
        let serving_provider = self.serving_provider(place).ok_or(NoCall::Nobody)?;
        let record = self.record(serving_provider.record);
        if record.is_kind_unknown {
            return Err(NoCall::NoExample("Its API type is unknown.".to_owned()));
        }
        let access =
            Endpoint::choose(&provider_config(&serving_provider), record.kind).map_err(NoCall::NoExample)?;
        Ok(Call {
            prompt: self.prompt(access.form),
            access,
            model_id: serving_provider.id_there.to_owned(),
            provider_name: serving_provider.name.to_owned(),
            takes: supported_params(record),
            max_output: record.limit.output.known().map(|tokens| tokens.0),
            voice: voice(record),
        })
    }

    /// The prompt from the settings for conversations, otherwise one that fits the kind of request.
    fn prompt(&self, form: RequestKind) -> String {
        match form {
            RequestKind::Chat | RequestKind::Responses => self.settings.prompt.clone(),
            _ => form.prompt().to_owned(),
        }
    }
}

fn provider_config<'a>(serving_provider: &ServingProvider<'a>) -> ProviderConfig<'a> {
    ProviderConfig {
        npm: serving_provider.npm,
        api: serving_provider.api,
        env: serving_provider.env,
        offer_npm: serving_provider.overrides.npm.as_deref(),
        offer_api: serving_provider.overrides.api.as_deref(),
        shape: serving_provider.overrides.shape.as_deref(),
    }
}

fn supported_params(record: &Record) -> SupportedParams {
    let capabilities = record.capabilities;
    SupportedParams {
        system_messages: capabilities.has(Capability::SystemMessages),
        temperature: record.temperature == Some(true),
        tools: capabilities.has(Capability::ToolCalling),
        structured_output: capabilities.has(Capability::StructuredOutput),
        reasoning: record.reasoning_options.as_ref().is_some_and(|options| !options.is_empty()),
        images: capabilities.has(Capability::Vision),
        text_output: record.output.as_ref().is_some_and(|output| output.contains(&Modality::Text)),
    }
}

/// The default of the parameter `voice`.
fn voice(record: &Record) -> Option<String> {
    record.parameters.iter().find(|parameter| parameter.name == "voice")?.default.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::Site;
    use crate::endpoint::Sdk;

    const GATEWAY: &str = "[gateway]\nname = \"G\"\napi = \"https://g.example/v1\"\nenv = [\"G_API_KEY\"]";

    #[test]
    fn a_call_has_the_address_the_key_and_the_supported_parameters() {
        let text = "temperature = true\ntool_call = false\nlimit = { output = 300 }";
        let directory = Site::new().settings(GATEWAY).model("a/m", text).derive();
        let call = directory.call(directory.find("models/a/m")).unwrap();
        assert_eq!((call.access.sdk, call.access.form), (Sdk::OpenAi, RequestKind::Chat));
        assert_eq!(
            (call.access.address.base.as_str(), call.access.key_variable.as_str()),
            ("https://g.example/v1", "G_API_KEY")
        );
        assert_eq!((call.model_id.as_str(), call.provider_name.as_str()), ("a/m", "G"));
        assert_eq!((call.takes.temperature, call.takes.tools, call.max_output), (true, false, Some(300)));
        assert_eq!(call.prompt, directory.settings.prompt);
    }

    #[test]
    fn an_offer_is_called_as_its_own_file_says() {
        let directory = Site::new()
            .provider(
                "p",
                "name = \"P\"\nnpm = \"@ai-sdk/openai-compatible\"\napi = \"https://p.example/v1\"",
            )
            .offer("p", "m", "[provider]\nnpm = \"@ai-sdk/anthropic\"")
            .derive();
        assert_eq!(
            directory.call(directory.find("providers/p/models/m")).unwrap().access.sdk,
            Sdk::Anthropic
        );
    }

    #[test]
    fn a_speech_model_reads_a_text_with_the_voice_of_its_file() {
        let text = "type = \"speech\"\n[parameters.voice]\ndefault = \"river\"";
        let directory = Site::new().settings(GATEWAY).model("a/m", text).derive();
        let call = directory.call(directory.find("models/a/m")).unwrap();
        assert_eq!(
            (call.prompt.as_str(), call.voice.as_deref()),
            (RequestKind::Speech.prompt(), Some("river"))
        );
    }

    #[test]
    fn no_call_has_a_reason() {
        let reason = |settings: &str, text: &str| {
            let directory = Site::new().settings(settings).model("a/m", text).derive();
            directory.call(directory.find("models/a/m")).unwrap_err()
        };
        assert_eq!(reason("", ""), NoCall::Nobody);
        assert_eq!(reason(GATEWAY, "retires = 2026-01-01"), NoCall::Retired);
        assert!(matches!(reason(GATEWAY, "type = \"video\""), NoCall::NoExample(_)));
    }
}
