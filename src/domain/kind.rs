//! What an API call to a model does: the `type` of a record.

/// The type of a model's API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ModelType {
    /// Chat completions.
    Chat,
    /// The responses API.
    Responses,
    /// Plain text completion.
    Completion,
    /// Vectors for search and clustering.
    Embedding,
    /// Orders documents by relevance.
    Rerank,
    /// Makes images.
    Image,
    /// Makes video.
    Video,
    /// Text to speech.
    Speech,
    /// Speech to text.
    Transcription,
    /// Classifies harmful content.
    Moderation,
    /// Live two-way audio or video.
    Realtime,
    /// Reads documents.
    Ocr,
    /// Web search.
    Search,
    /// Returns a decision.
    Decision,
    /// Edits images.
    ImageEdit,
    /// Scores answers.
    Evaluation,
}

struct Words {
    word: &'static str,
    label: &'static str,
    plural: &'static str,
    definition: &'static str,
}

#[rustfmt::skip]
const TABLE: [(ModelType, Words); 16] = [
    (ModelType::Chat, words("chat", "Chat completions", "Chat models", "Models that respond to a list of messages.")),
    (ModelType::Responses, words("responses", "Responses", "Responses models", "Models that use the Responses API.")),
    (ModelType::Completion, words("completion", "Text completion", "Completion models", "Models that complete a text.")),
    (ModelType::Embedding, words("embedding", "Embeddings", "Embedding models", "Models that turn content into vectors for search and clustering.")),
    (ModelType::Rerank, words("rerank", "Rerank", "Rerank models", "Models that rank documents by relevance to a query.")),
    (ModelType::Image, words("image", "Image generation", "Image models", "Models that generate or edit images.")),
    (ModelType::Video, words("video", "Video generation", "Video models", "Models that generate or edit video.")),
    (ModelType::Speech, words("speech", "Speech", "Speech models", "Models that turn text into speech.")),
    (ModelType::Transcription, words("transcription", "Transcription", "Transcription models", "Models that turn speech into text.")),
    (ModelType::Moderation, words("moderation", "Moderation", "Moderation models", "Models that classify harmful content.")),
    (ModelType::Realtime, words("realtime", "Realtime", "Realtime models", "Models that listen and speak over a persistent connection.")),
    (ModelType::Ocr, words("ocr", "OCR", "OCR models", "Models that extract text from documents and images.")),
    (ModelType::Search, words("search", "Search", "Search models", "Models that search the web and cite sources.")),
    (ModelType::Decision, words("decision", "Decisions", "Decision models", "Models that return a decision instead of text.")),
    (ModelType::ImageEdit, words("image_edit", "Image editing", "Image editing models", "Models that change an image as a prompt says.")),
    (ModelType::Evaluation, words("evaluation", "Evaluation", "Evaluation models", "Models that score the answers of other models.")),
];

/// Other words of the models.dev format, and the types that they mean.
const SYNONYMS: [(&str, ModelType); 1] = [("reranking", ModelType::Rerank)];

const fn words(
    word: &'static str,
    label: &'static str,
    plural: &'static str,
    definition: &'static str,
) -> Words {
    Words { word, label, plural, definition }
}

impl ModelType {
    /// The words that a file may use.
    pub const WORDS: [&'static str; TABLE.len() + SYNONYMS.len()] = {
        let (mut words, mut index) = ([""; TABLE.len() + SYNONYMS.len()], 0);
        while index < words.len() {
            words[index] =
                if index < TABLE.len() { TABLE[index].1.word } else { SYNONYMS[index - TABLE.len()].0 };
            index += 1;
        }
        words
    };

    /// Every type, in the order of the schema.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(kind, _)| *kind)
    }

    /// Reads the word of a file.
    pub fn read(word: &str) -> Option<Self> {
        let kind = TABLE.iter().find(|(_, words)| words.word == word).map(|(kind, _)| *kind);
        kind.or_else(|| SYNONYMS.iter().find(|(synonym, _)| *synonym == word).map(|(_, kind)| *kind))
    }

    /// The word in a file and in paths: `chat`.
    pub fn word(self) -> &'static str {
        TABLE[self as usize].1.word
    }

    /// The API in words: `Chat completions`.
    pub fn label(self) -> &'static str {
        TABLE[self as usize].1.label
    }

    /// The models of this type: `Chat models`.
    pub fn plural(self) -> &'static str {
        TABLE[self as usize].1.plural
    }

    /// What models of this type do, in a sentence.
    pub fn definition(self) -> &'static str {
        TABLE[self as usize].1.definition
    }

    /// Whether a model of this type is prompted with messages or text and priced by tokens in and out.
    pub fn is_conversation(self) -> bool {
        matches!(self, Self::Chat | Self::Responses | Self::Completion | Self::Realtime)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_agree_with_the_enum() {
        for (index, kind) in ModelType::all().enumerate() {
            assert_eq!(kind as usize, index);
            assert_eq!(kind.word(), ModelType::WORDS[index]);
            assert_eq!(ModelType::read(kind.word()), Some(kind));
        }
        assert!(ModelType::WORDS.iter().all(|word| ModelType::read(word).is_some()));
        assert_eq!(ModelType::read("reranking"), Some(ModelType::Rerank));
    }
}
