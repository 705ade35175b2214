use serde::Serialize;

/// What a model takes, for templates to ask before they send it: `{% if takes.temperature %}`.
///
/// A field is true only when the file says so; unknown is false, so that nothing is sent which might be refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "independent answers, each of them a word in templates")]
pub struct SupportedParams {
    /// Messages of the role `system`.
    pub system_messages: bool,
    /// The parameter `temperature`.
    pub temperature: bool,
    /// Tools to call.
    pub tools: bool,
    /// A schema for the answer.
    pub structured_output: bool,
    /// A setting for how long the model reasons.
    pub reasoning: bool,
    /// Images as input.
    pub images: bool,
    /// Answers in text, besides what else the model makes.
    pub text_output: bool,
}

impl SupportedParams {
    /// A model that takes everything; templates are tried with it when they are loaded.
    pub const EVERYTHING: Self = Self {
        system_messages: true,
        temperature: true,
        tools: true,
        structured_output: true,
        reasoning: true,
        images: true,
        text_output: true,
    };
}
