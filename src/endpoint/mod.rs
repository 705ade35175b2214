//! How a model is called over an API: the SDK, the base URL, the key and the kind of request.
//!
//! [`ProviderConfig`] holds the settings of a provider's file and of an offer's `[provider]` table. From it follows an
//! [`Endpoint`], or the reason why there is none. With the model's id it becomes a [`Call`], from which quickstarts and
//! [`SetupNotes`] are written. This module does not depend on templates and pages.

mod address;
mod choice;
mod package;
mod request_kind;
mod sdk;
mod setup_notes;
mod supported_params;
mod variable;

pub use address::Address;
pub use choice::{Endpoint, ProviderConfig, known_packages};
pub use package::Package;
pub use request_kind::RequestKind;
pub use sdk::Sdk;
pub use setup_notes::{Sentence, SetupNotes, Word};
pub use supported_params::SupportedParams;
pub use variable::{key_variable, safe_variable};

/// A call to one model at one provider: everything that a quickstart is written from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// How the provider is reached.
    pub access: Endpoint,
    /// The model's id at the provider, exactly as it is sent.
    pub model_id: String,
    /// The provider's name in words: `OpenAI`.
    pub provider_name: String,
    /// The prompt, or the text to speak, draw or embed. [`RequestKind::prompt`] has a default.
    pub prompt: String,
    /// The parameters that the model supports; no others are sent.
    pub takes: SupportedParams,
    /// The longest output in tokens, if it is known.
    pub max_output: Option<u64>,
    /// The voice of a speech model, if the file gives one.
    pub voice: Option<String>,
}

impl Call {
    /// The output limit of examples, in tokens, for APIs that require one.
    const EXAMPLE_TOKENS: u64 = 1024;

    /// Returns the output limit in tokens for APIs that require one: short, and never above the model's own limit.
    pub fn max_tokens(&self) -> u64 {
        let longest = self.max_output.filter(|&tokens| tokens > 0).unwrap_or(Self::EXAMPLE_TOKENS);
        longest.min(Self::EXAMPLE_TOKENS)
    }

    /// Returns the voice, or a placeholder for it.
    pub fn voice(&self) -> &str {
        match &self.voice {
            Some(voice) => voice,
            None if self.access.is_openai_itself() => "alloy",
            None => Self::ANY_VOICE,
        }
    }

    /// The placeholder for a voice that is not known.
    pub(crate) const ANY_VOICE: &'static str = "YOUR_VOICE";

    /// Returns why no command line can contain this call; `None` if it can.
    pub fn obstacle(&self) -> Option<&'static str> {
        let texts = [&self.model_id, &self.prompt, &self.access.address.base];
        let has_nul = texts.iter().any(|text| text.contains('\0'));
        has_nul.then_some("The model ID contains a NUL character, which cannot be passed on a command line.")
    }
}
