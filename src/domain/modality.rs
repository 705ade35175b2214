//! The kinds of content that a model reads and writes.

/// A kind of content in `[modalities]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// Text.
    Text,
    /// Still images.
    Image,
    /// Sound.
    Audio,
    /// Moving pictures.
    Video,
    /// PDF documents.
    Pdf,
}

impl Modality {
    /// Every modality with its word in files and its plural on pages, in reading order.
    pub const ALL: [(Self, &'static str, &'static str); 5] = [
        (Self::Text, "text", "text"),
        (Self::Image, "image", "images"),
        (Self::Audio, "audio", "audio"),
        (Self::Video, "video", "video"),
        (Self::Pdf, "pdf", "PDF files"),
    ];

    /// The words that a file may use.
    pub const WORDS: [&'static str; 5] = ["text", "image", "audio", "video", "pdf"];

    /// Reads the word of a file.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == word).map(|(modality, ..)| *modality)
    }

    /// Returns the word that files use.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The word in a sentence: `images`.
    pub fn plural(self) -> &'static str {
        Self::ALL[self as usize].2
    }
}
