//! How a model is called over an API: with which SDK, at which base URL, with which key, doing what.
//!
//! The words of a provider's file and of an offer's `[provider]` table come in ([`ProviderConfig`]), an [`Endpoint`] or the
//! reason why there is none goes out. With the model's own id it becomes a [`Call`]: what a quickstart is written from
//! and what [`SetupNotes`] puts into words. Nothing here knows a template or a page.

mod address;
mod choice;
mod package;
mod request_kind;
mod sdk;
mod setup_notes;
mod supported_params;
mod variable;

pub use address::Address;
pub use choice::{Endpoint, ProviderConfig};
pub use package::Package;
pub use request_kind::RequestKind;
pub use sdk::Sdk;
pub use setup_notes::{Sentence, SetupNotes, Word};
pub use supported_params::SupportedParams;
pub use variable::{key_variable, safe_variable};

/// One model at one provider, ready to be called: all that a quickstart is written from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// How the provider is reached.
    pub access: Endpoint,
    /// The model's id at the provider, exactly as it is sent.
    pub model_id: String,
    /// The provider's name in words: `OpenAI`.
    pub provider_name: String,
    /// What is asked, said, drawn or embedded; [`RequestKind::prompt`] has a text that fits.
    pub prompt: String,
    /// What the model takes; nothing else is sent.
    pub takes: SupportedParams,
    /// The longest answer in tokens, where the file says so.
    pub max_output: Option<u64>,
    /// A voice that a speech model speaks with, where the file names one.
    pub voice: Option<String>,
}

impl Call {
    /// The most tokens that an example asks for, where an API wants a limit.
    const EXAMPLE_TOKENS: u64 = 1024;

    /// Returns the limit on the answer for APIs that want one: short, and never above what the model can write.
    pub fn max_tokens(&self) -> u64 {
        let longest = self.max_output.filter(|&tokens| tokens > 0).unwrap_or(Self::EXAMPLE_TOKENS);
        longest.min(Self::EXAMPLE_TOKENS)
    }

    /// Returns the voice to speak with, or a placeholder to fill in.
    pub fn voice(&self) -> &str {
        match &self.voice {
            Some(voice) => voice,
            None if self.access.is_openai_itself() => "alloy",
            None => Self::ANY_VOICE,
        }
    }

    /// What stands for a voice that only the reader knows.
    pub(crate) const ANY_VOICE: &'static str = "YOUR_VOICE";

    /// Returns why no command line or source file can carry this call's words, if that is so.
    pub fn obstacle(&self) -> Option<&'static str> {
        let words = [&self.model_id, &self.prompt, &self.access.address.base];
        let has_nul = words.iter().any(|word| word.contains('\0'));
        has_nul.then_some("The model's id holds a NUL character, which no command line can carry.")
    }
}
