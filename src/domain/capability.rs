//! What a model can do, as badges, filters and pages name it. Each capability is yes, no or unknown.

/// A capability that a page can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capability {
    /// Reads images.
    Vision,
    /// Reads audio.
    AudioInput,
    /// Reads video.
    VideoInput,
    /// Reads PDF files.
    PdfInput,
    /// Makes images.
    ImageOutput,
    /// Makes audio.
    AudioOutput,
    /// Calls tools.
    ToolCalling,
    /// Answers by a schema.
    StructuredOutput,
    /// Thinks before it answers.
    Reasoning,
    /// Charges less for repeated input.
    PromptCaching,
    /// You can download its weights.
    OpenWeights,
    /// Takes files.
    Attachments,
    /// Calls several tools at once.
    ParallelToolCalls,
    /// Searches the web.
    WebSearch,
    /// Operates a computer's screen.
    ComputerUse,
    /// Runs code.
    CodeExecution,
    /// Streams its answer.
    Streaming,
    /// Takes batches at another price.
    Batch,
    /// Can be fine-tuned.
    FineTuning,
    /// Answers in JSON.
    JsonMode,
    /// Takes system messages.
    SystemMessages,
    /// Lets a request choose or require a tool.
    ToolChoice,
}

/// The texts about a capability.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// The last segment of its page's path: `tool-calling`.
    pub slug: &'static str,
    /// Its badge: `Tool calling`.
    pub label: &'static str,
    /// Its short form in tables: `Tools`.
    pub short: &'static str,
    /// The heading of its page: `Models with tool calling`.
    pub heading: &'static str,
    /// What it means, in a sentence.
    pub definition: &'static str,
    /// The key in a file that sets it.
    pub field: &'static str,
    /// The end of the sentence "It supports …"; empty if another sentence of the page mentions it.
    pub phrase: &'static str,
}

const fn words(
    label: &'static str,
    short: &'static str,
    slug: &'static str,
    heading: &'static str,
    field: &'static str,
    phrase: &'static str,
    definition: &'static str,
) -> Words {
    Words { slug, label, short, heading, definition, field, phrase }
}

use Capability as C;

#[rustfmt::skip]
const TABLE: [(Capability, Words); 22] = [
    (C::Vision, words("Vision", "Vision", "vision", "Models with vision", "modalities.input", "", "The model accepts images as input.")),
    (C::AudioInput, words("Audio input", "Audio", "audio-input", "Models with audio input", "modalities.input", "", "The model accepts audio as input.")),
    (C::VideoInput, words("Video input", "Video", "video-input", "Models with video input", "modalities.input", "", "The model accepts video as input.")),
    (C::PdfInput, words("PDF input", "PDF", "pdf-input", "Models with PDF input", "modalities.input", "", "The model accepts PDF files as input.")),
    (C::ImageOutput, words("Image output", "Image output", "image-output", "Models with image output", "modalities.output", "", "The model generates images.")),
    (C::AudioOutput, words("Audio output", "Audio output", "audio-output", "Models with audio output", "modalities.output", "", "The model generates audio.")),
    (C::ToolCalling, words("Tool calling", "Tools", "tool-calling", "Models with tool calling", "tool_call", "tool calling", "The model can call functions that you define and use their results.")),
    (C::StructuredOutput, words("Structured output", "Structured", "structured-output", "Models with structured output", "structured_output", "structured output", "The model returns JSON that follows your schema.")),
    (C::Reasoning, words("Reasoning", "Reasoning", "reasoning", "Reasoning models", "reasoning", "reasoning", "The model thinks in reasoning tokens before it answers.")),
    (C::PromptCaching, words("Prompt caching", "Caching", "prompt-caching", "Models with prompt caching", "capabilities.prompt_caching, or a cost.cache_read price", "prompt caching", "Repeated input is cached and billed at its own price.")),
    (C::OpenWeights, words("Open weights", "Open weights", "open-weights", "Models with open weights", "open_weights", "", "You can download the weights and run them yourself.")),
    (C::Attachments, words("Attachments", "Files", "attachments", "Models with attachments", "attachment", "file attachments", "Requests can include files.")),
    (C::ParallelToolCalls, words("Parallel tool calls", "Parallel tools", "parallel-tool-calls", "Models with parallel tool calls", "capabilities.parallel_tool_calls", "parallel tool calls", "One response can contain several tool calls.")),
    (C::WebSearch, words("Web search", "Web search", "web-search", "Models with web search", "capabilities.web_search", "web search", "The model can search the web while it answers.")),
    (C::ComputerUse, words("Computer use", "Computer use", "computer-use", "Models with computer use", "capabilities.computer_use", "computer use", "The model can use a screen, a mouse and a keyboard.")),
    (C::CodeExecution, words("Code execution", "Code", "code-execution", "Models with code execution", "capabilities.code_execution", "code execution", "The model can run code in the provider's sandbox.")),
    (C::Streaming, words("Streaming", "Streaming", "streaming", "Models with streaming", "capabilities.streaming", "streaming", "Responses can be streamed.")),
    (C::Batch, words("Batch", "Batch", "batch", "Models with batch processing", "capabilities.batch", "batch processing", "Requests can be sent in batches that complete later.")),
    (C::FineTuning, words("Fine-tuning", "Fine-tuning", "fine-tuning", "Models with fine-tuning", "capabilities.fine_tuning", "fine-tuning", "The model can be trained on your data.")),
    (C::JsonMode, words("JSON mode", "JSON", "json-mode", "Models with JSON mode", "capabilities.json_mode", "JSON mode", "The model can be restricted to valid JSON.")),
    (C::SystemMessages, words("System messages", "System", "system-messages", "Models with system messages", "capabilities.system_messages", "system messages", "The model follows system messages.")),
    (C::ToolChoice, words("Tool choice", "Tool choice", "tool-choice", "Models with tool choice", "capabilities.tool_choice", "tool choice", "A request can choose the tool that the model calls, or require a call.")),
];

impl Capability {
    /// Every capability, in the order of badges.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(capability, _)| *capability)
    }

    /// The texts about it.
    pub const fn words(self) -> &'static Words {
        &TABLE[self as usize].1
    }
}

/// Which capabilities a record has: yes, no or unknown for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Capabilities {
    known: u32,
    yes: u32,
}

impl Capabilities {
    /// Sets a capability to yes or no; `None` leaves it unknown.
    pub fn set(&mut self, capability: Capability, value: Option<bool>) {
        let Some(value) = value else { return };
        let bit = 1 << capability as u32;
        self.known |= bit;
        self.yes = if value { self.yes | bit } else { self.yes & !bit };
    }

    /// Whether the record has a capability; `None` if that is unknown.
    pub fn get(self, capability: Capability) -> Option<bool> {
        let bit = 1 << capability as u32;
        (self.known & bit != 0).then_some(self.yes & bit != 0)
    }

    /// Whether the record is known to have it.
    pub fn has(self, capability: Capability) -> bool {
        self.get(capability) == Some(true)
    }

    /// Two bit sets in the order of [`Capability::all`]: the capabilities that are known to be yes or no, and those that
    /// are yes.
    pub fn bits(self) -> (u32, u32) {
        (self.known, self.yes)
    }

    /// The capabilities that the record is known to have, in the order of badges.
    pub fn iter(self) -> impl Iterator<Item = Capability> {
        Capability::all().filter(move |capability| self.has(*capability))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_enum() {
        for (index, capability) in Capability::all().enumerate() {
            assert_eq!(capability as usize, index);
        }
    }

    #[test]
    fn unknown_is_neither_yes_nor_no() {
        let mut set = Capabilities::default();
        set.set(Capability::Vision, Some(true));
        set.set(Capability::Reasoning, Some(false));
        set.set(Capability::Batch, None);
        assert_eq!(set.get(Capability::Vision), Some(true));
        assert_eq!(set.get(Capability::Reasoning), Some(false));
        assert_eq!(set.get(Capability::Batch), None);
        assert_eq!(set.iter().collect::<Vec<_>>(), [Capability::Vision]);
    }
}
