//! What a price is for: tokens, images, seconds, requests.

use super::money::thousands;

/// What a price in `[[cost.units]]` is charged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// One image.
    Image,
    /// One second of video.
    VideoSecond,
    /// One second of audio.
    AudioSecond,
    /// One minute of audio.
    AudioMinute,
    /// One character of text.
    Character,
    /// One API request.
    Request,
    /// One search.
    Search,
    /// One page of a document.
    Page,
    /// One gigabyte stored for a day.
    GbDay,
    /// One session.
    Session,
    /// One hour.
    Hour,
}

const TABLE: [(Unit, &str, &str, &str); 11] = [
    (Unit::Image, "image", "image", "images"),
    (Unit::VideoSecond, "video_second", "second of video", "seconds of video"),
    (Unit::AudioSecond, "audio_second", "second of audio", "seconds of audio"),
    (Unit::AudioMinute, "audio_minute", "minute of audio", "minutes of audio"),
    (Unit::Character, "character", "character", "characters"),
    (Unit::Request, "request", "request", "requests"),
    (Unit::Search, "search", "search", "searches"),
    (Unit::Page, "page", "page", "pages"),
    (Unit::GbDay, "gb_day", "GB per day", "GB per day"),
    (Unit::Session, "session", "session", "sessions"),
    (Unit::Hour, "hour", "hour", "hours"),
];

impl Unit {
    /// The words that a file may use.
    pub const WORDS: [&'static str; 11] = {
        let (mut words, mut index) = ([""; 11], 0);
        while index < words.len() {
            words[index] = TABLE[index].1;
            index += 1;
        }
        words
    };

    /// Reads the word of a file.
    pub fn read(word: &str) -> Option<Self> {
        TABLE.iter().find(|(_, known, ..)| *known == word).map(|(unit, ..)| *unit)
    }

    /// Returns the word that files use.
    pub fn word(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// The plural: `images`, `seconds of video`.
    pub fn plural(self) -> &'static str {
        TABLE[self as usize].3
    }

    /// What such a price is for, as a label: `Image`, `Video`.
    pub fn title(self) -> &'static str {
        match self {
            Self::Image => "Image",
            Self::VideoSecond => "Video",
            Self::AudioSecond | Self::AudioMinute => "Audio",
            Self::Character => "Text",
            Self::Request => "Request",
            Self::Search => "Search",
            Self::Page => "Page",
            Self::GbDay => "Storage",
            Self::Session => "Session",
            Self::Hour => "Use",
        }
    }

    /// A number of units in words, for a price "per …": `image`, `1,000 searches`, `1M characters`.
    pub fn quantity(self, per: u64) -> String {
        let (_, _, singular, plural) = TABLE[self as usize];
        match per {
            1 => singular.to_owned(),
            1_000_000 => format!("1M {plural}"),
            _ => format!("{} {plural}", thousands(&per.to_string())),
        }
    }
}
