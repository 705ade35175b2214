//! Names of environment variables, told from the keys that they hold.

use std::ops::Range;

/// Returns the name of an environment variable that a text is or spells: `ACME_API_KEY` for `${acme-api-key}`. `None` for all that
/// may be a key itself.
pub fn variable_name(text: &str) -> Option<String> {
    if is_variable(text) {
        return (!is_random(text)).then(|| text.to_owned());
    }
    if !known_keys(text).is_empty() {
        return None;
    }
    let name = text.trim_start_matches(['$', '{']).trim_end_matches('}');
    let name = ["process.env.", "import.meta.env.", "env.", "env:"]
        .iter()
        .find_map(|start| name.strip_prefix(start))
        .unwrap_or(name);
    let name = name.to_ascii_uppercase().replace(['-', ' '], "_");
    let parts: Vec<&str> = name.split('_').collect();
    let is_word = |part: &&str| {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        part.len() <= LONGEST_WORD && (digits == 0 || part.len() <= 5)
    };
    let is_usual = parts.len() > 1 && parts.iter().all(is_word) && USUAL.contains(parts.last()?);
    (is_variable(&name) && is_usual).then_some(name)
}

/// The words that names of variables end in.
const USUAL: [&str; 24] = [
    "KEY",
    "KEYS",
    "APIKEY",
    "TOKEN",
    "SECRET",
    "PASSWORD",
    "API",
    "ID",
    "URL",
    "URI",
    "REGION",
    "PROJECT",
    "ENDPOINT",
    "BASE",
    "HOST",
    "NAME",
    "ACCOUNT",
    "VERSION",
    "LOCATION",
    "ORG",
    "ORGANIZATION",
    "DEPLOYMENT",
    "CREDENTIALS",
    "RESOURCE",
];

/// Words of names are not longer.
const LONGEST_WORD: usize = 16;

/// `302AI_API_KEY` is a name in public catalogs, though no shell takes it.
fn is_variable(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    text.bytes().all(is_part) && text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// From this length on, letters and digits without `_` are no name that people think of.
const LONG: usize = 12;

/// Whether a part of a name looks random: long, with digits amid letters.
fn is_random(name: &str) -> bool {
    name.split('_').any(|part| {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        let changes =
            part.as_bytes().windows(2).filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit());
        let limit = if name.contains('_') { 20 } else { LONG };
        part.len() >= limit && digits > 0 && digits < part.len() && changes.count() >= 2
    }) || !known_keys(name).is_empty()
}

/// How the keys of services begin, and how many letters and digits follow at least.
const STARTS: [(&str, usize); 36] = [
    ("sk-", 5),
    ("sk_", 5),
    ("pk-", 5),
    ("pk_", 5),
    ("rk_", 5),
    ("rk-", 8),
    ("gsk_", 5),
    ("csk-", 5),
    ("hf_", 8),
    ("r8_", 8),
    ("fw_", 8),
    ("tgp_", 8),
    ("nvapi-", 5),
    ("ghp_", 5),
    ("gho_", 5),
    ("ghu_", 5),
    ("ghs_", 5),
    ("ghr_", 5),
    ("github_pat_", 5),
    ("glpat-", 5),
    ("xoxb-", 5),
    ("xoxp-", 5),
    ("xoxa-", 5),
    ("xoxs-", 5),
    ("xapp-", 5),
    ("AIza", 8),
    ("ya29.", 8),
    ("npm_", 20),
    ("dop_v1_", 8),
    ("Bearer ", 8),
    // The ids of some models begin so too, but they have no long parts.
    ("pplx-", RUN),
    ("xai-", RUN),
    ("sess-", RUN),
    ("eyJ", RUN),
    ("AKIA", RUN),
    ("ASIA", RUN),
];

/// A part of a key that is at least so long is no word.
const RUN: usize = 12;

/// The parts of a text that begin as the keys of services do.
pub fn known_keys(text: &str) -> Vec<Range<usize>> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-_.+/=~".contains(c);
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    let mut is_within = false;
    for (at, c) in text.char_indices() {
        let is_start = !std::mem::replace(&mut is_within, c.is_alphanumeric() || matches!(c, '-' | '_'));
        if at < end || !is_start || !c.is_ascii_alphabetic() {
            continue;
        }
        let known = STARTS.iter().find_map(|(start, least)| Some((text[at..].strip_prefix(start)?, *least)));
        let Some((rest, least)) = known else { continue };
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let run = rest[..length].split(|c: char| !c.is_ascii_alphanumeric()).map(str::len).max();
        if if least == RUN { run.unwrap_or_default() >= RUN } else { length >= least } {
            end = text.len() - rest.len() + length;
            found.push(at..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_keys() {
        for (text, name) in [
            ("OPENAI_API_KEY", "OPENAI_API_KEY"),
            ("302AI_API_KEY", "302AI_API_KEY"),
            ("AZURE_COGNITIVE_SERVICES_RESOURCE_NAME", "AZURE_COGNITIVE_SERVICES_RESOURCE_NAME"),
            ("ASIA_API_KEY", "ASIA_API_KEY"),
            ("A1", "A1"),
            ("openai_api_key", "OPENAI_API_KEY"),
            ("$OPENAI_API_KEY", "OPENAI_API_KEY"),
            ("${OPENAI_API_KEY}", "OPENAI_API_KEY"),
            ("process.env.OPENAI_API_KEY", "OPENAI_API_KEY"),
            ("openai-api-key", "OPENAI_API_KEY"),
            ("aws-region", "AWS_REGION"),
        ] {
            assert_eq!(variable_name(text).as_deref(), Some(name), "{text}");
        }
        for key in [
            "sk-live-1234567890abcdef",
            "AIzaSyA1b2C3d4E5f6G7h8I9j0",
            "gsk_abcdefgh",
            "0f3a9c1b2d4e5f60718293a4b5c6d7e8",
            "ACME_API_KEY=sk-live-1234567890",
            "A3B4C5D6E7F8G9H0I1J2",
            "AB12CD34EF56GH78",
            "AKIAIOSFODNN7EXAMPLE",
            "Bearer abcdefgh",
            "pplx-0123456789abcdef",
            "nvapi-abcdef",
            "hunter2",
            "123e4567-e89b-12d3-a456-426614174000",
            "P@ssw0rd!",
            "c2VjcmV0IHZhbHVl",
            "sk-my-key",
            "a8f5f167f44f4964e6c998dee827110c-key",
        ] {
            assert_eq!(variable_name(key), None, "{key}");
        }
    }
}
