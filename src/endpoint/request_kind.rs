use crate::domain::ModelType;

/// The kind of request, which is part of a template's name: `openai-chat.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestKind {
    /// Messages in, a message out: `/chat/completions`, Anthropic's messages, Google's `generateContent`.
    Chat,
    /// `OpenAI`'s `/responses`.
    Responses,
    /// A text to continue: `/completions`.
    Completion,
    /// Text in, a vector out: `/embeddings`.
    Embedding,
    /// A query and documents in, their order out: `/rerank` in the format of Cohere and Jina.
    Rerank,
    /// A prompt in, an image out: `/images/generations`.
    Image,
    /// A prompt in, an image out: `/chat/completions` with `modalities`, in the format of `OpenRouter`.
    ChatImage,
    /// Text in, a sound file out: `/audio/speech`.
    Speech,
    /// A sound file in, text out: `/audio/transcriptions`.
    Transcription,
    /// Text in, flags out: `/moderations`.
    Moderation,
    /// A document in, its text out: `/ocr` in the format of Mistral.
    Ocr,
    /// An image and a prompt in, an image out: `/images/edits`.
    ImageEdit,
}

impl RequestKind {
    /// Every kind, in the order of the schema's types.
    pub const ALL: [Self; 12] = [
        Self::Chat,
        Self::Responses,
        Self::Completion,
        Self::Embedding,
        Self::Rerank,
        Self::Image,
        Self::ChatImage,
        Self::Speech,
        Self::Transcription,
        Self::Moderation,
        Self::Ocr,
        Self::ImageEdit,
    ];

    /// The word in a template's name: `chat-image`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Chat => "chat",
            Self::Responses => "responses",
            Self::Completion => "completion",
            Self::Embedding => "embedding",
            Self::Rerank => "rerank",
            Self::Image => "image",
            Self::ChatImage => "chat-image",
            Self::Speech => "speech",
            Self::Transcription => "transcription",
            Self::Moderation => "moderation",
            Self::Ocr => "ocr",
            Self::ImageEdit => "image-edit",
        }
    }

    /// The default prompt for this kind of request.
    pub fn prompt(self) -> &'static str {
        match self {
            Self::Chat | Self::Responses => "Explain quantum computing in one paragraph.",
            Self::Completion => "The three laws of thermodynamics are",
            Self::Image | Self::ChatImage => "A lighthouse at dawn, in watercolor",
            Self::ImageEdit => "Make it night, with a full moon",
            Self::Rerank => "How do tides work?",
            Self::Embedding | Self::Speech | Self::Moderation => "The tide comes in twice a day.",
            Self::Transcription | Self::Ocr => "",
        }
    }

    /// Returns the kind of request for a type of model.
    ///
    /// # Errors
    /// If there is no example for the type, with the reason in a sentence.
    pub(super) fn of(kind: ModelType) -> Result<Self, &'static str> {
        match kind {
            ModelType::Chat => Ok(Self::Chat),
            ModelType::Responses => Ok(Self::Responses),
            ModelType::Completion => Ok(Self::Completion),
            ModelType::Embedding => Ok(Self::Embedding),
            ModelType::Rerank => Ok(Self::Rerank),
            ModelType::Image => Ok(Self::Image),
            ModelType::Speech => Ok(Self::Speech),
            ModelType::Transcription => Ok(Self::Transcription),
            ModelType::Moderation => Ok(Self::Moderation),
            ModelType::Ocr => Ok(Self::Ocr),
            ModelType::ImageEdit => Ok(Self::ImageEdit),
            ModelType::Video => {
                Err("Video APIs differ by provider: you start a job and poll for the result.")
            }
            ModelType::Realtime => {
                Err("Realtime models use a persistent connection, which a short example cannot show.")
            }
            ModelType::Search => Err("Search APIs differ by provider."),
            ModelType::Decision => Err("Decision APIs differ by provider."),
            ModelType::Evaluation => Err("Evaluation APIs differ by provider."),
        }
    }
}
