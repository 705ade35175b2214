use serde::Serialize;

/// The parameters that a model supports; templates send only these: `{% if takes.temperature %}`.
///
/// A field is true only if the file says so. Unknown is false, so that no request is rejected because of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "independent answers, each of them a word in templates")]
pub struct SupportedParams {
    /// Messages of the role `system`.
    pub system_messages: bool,
    /// The parameter `temperature`.
    pub temperature: bool,
    /// Tools to call.
    pub tools: bool,
    /// A schema for the output.
    pub structured_output: bool,
    /// A setting for the reasoning.
    pub reasoning: bool,
    /// Images as input.
    pub images: bool,
    /// Text output, also together with other modalities.
    pub text_output: bool,
}

impl SupportedParams {
    /// A model that supports everything; templates are rendered with it as a check when they are loaded.
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
