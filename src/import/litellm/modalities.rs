//! What a model reads and writes: lists where there are some, otherwise flags and what its type means.

use super::entry::{Entry, lines};
use crate::domain::Modality;
use crate::import::{Fields, Json, Report, Value};

const INPUT: &str = "supported_modalities";
const OUTPUT: &str = "supported_output_modalities";

/// Flags, and what they say that the model reads.
const READS: [(&str, &str); 7] = [
    ("supports_vision", "image"),
    ("supports_image_input", "image"),
    ("supports_embedding_image_input", "image"),
    ("supports_pdf_input", "pdf"),
    ("supports_audio_input", "audio"),
    ("supports_video_input", "video"),
    ("supports_text_input", "text"),
];

/// Flags, and what they say that the model writes.
const WRITES: [(&str, &str); 1] = [("supports_audio_output", "audio")];

/// Whether a key is read here.
pub(super) fn takes(key: &str) -> bool {
    [INPUT, OUTPUT].contains(&key) || READS.iter().chain(&WRITES).any(|(flag, _)| *flag == key)
}

/// Writes what is said. Where nothing is, nothing follows from the type alone.
pub(super) fn write(entry: Entry<'_>, fields: &mut Fields, report: &mut Report) {
    let (reads, writes) = of_type(entry.kind);
    side(entry, (INPUT, "modalities.input"), &READS, reads, fields, report);
    side(entry, (OUTPUT, "modalities.output"), &WRITES, writes, fields, report);
}

fn side(
    entry: Entry<'_>,
    (key, path): (&str, &str),
    flags: &[(&str, &'static str)],
    by_type: &[&'static str],
    fields: &mut Fields,
    report: &mut Report,
) {
    let list = entry.get(key).and_then(lines);
    if let Some(json) = entry.get(key).filter(|_| list.is_none()) {
        entry.cannot_write(report, key, json);
    }
    let mut said: Vec<String> = match &list {
        Some(list) => list.clone(),
        None => by_type.iter().map(|word| (*word).to_owned()).collect(),
    };
    let mut is_said = list.is_some();
    for (flag, word) in flags {
        let Some(json) = entry.get(flag) else { continue };
        match json.flag() {
            Some(true) => said.push((*word).to_owned()),
            Some(false) => {}
            None => entry.cannot_write(report, flag, json),
        }
        is_said |= json.flag().is_some();
    }
    for word in said.iter().filter(|word| !Modality::WORDS.contains(&&***word)) {
        entry.cannot_write(report, key, &Json::Text(word.clone()));
    }
    let words = Modality::WORDS.iter().filter(|word| said.iter().any(|said| said == *word));
    let words: Vec<String> = words.map(|word| (*word).to_owned()).collect();
    if is_said && !words.is_empty() {
        fields.set(path, words.into_iter().collect::<Value>());
    }
}

/// What models of a type read and write in any case.
fn of_type(kind: Option<&str>) -> (&'static [&'static str], &'static [&'static str]) {
    match kind.unwrap_or_default() {
        "chat" | "responses" | "completion" => (&["text"], &["text"]),
        "embedding" | "rerank" | "moderation" | "evaluation" | "decision" => (&["text"], &[]),
        "image" => (&["text"], &["image"]),
        "image_edit" => (&["text", "image"], &["image"]),
        "video" => (&["text"], &["video"]),
        "speech" => (&["text"], &["audio"]),
        "transcription" => (&["audio"], &["text"]),
        _ => (&[], &[]),
    }
}
