use super::package::Package;

/// The library, or plain HTTP, that an example uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sdk {
    /// `OpenAI`'s SDK with an OpenAI-compatible base URL.
    OpenAi,
    /// Anthropic's SDK.
    Anthropic,
    /// Google's Gen AI SDK.
    Google,
    /// The AI SDK with the provider's own package; JavaScript only.
    AiSdk(&'static Package),
    /// No library: HTTP requests in the format of OpenAI-compatible APIs.
    Http,
}

impl Sdk {
    /// The word in a template's name: `openai`.
    pub fn word(self) -> &'static str {
        match self {
            Self::OpenAi => "openai",
            Self::Anthropic => "anthropic",
            Self::Google => "google",
            Self::AiSdk(_) => "ai-sdk",
            Self::Http => "http",
        }
    }

    /// The display name of the library: `OpenAI SDK`.
    pub fn label(self) -> &'static str {
        match self {
            Self::OpenAi => "OpenAI SDK",
            Self::Anthropic => "Anthropic SDK",
            Self::Google => "Google Gen AI SDK",
            Self::AiSdk(_) => "AI SDK",
            Self::Http => "plain HTTP",
        }
    }
}
