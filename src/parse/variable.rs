//! Tells the name of an environment variable from a key that somebody put in its place.

use super::codes;
use super::mistake::Mistake;

/// Reads the name of an environment variable. Anything else is refused, for it may be the key itself, which every page would
/// show.
pub(super) fn read(text: &str, key: &str) -> Result<String, Mistake> {
    if is_name(text) && !is_secret(text) {
        return Ok(text.to_owned());
    }
    let name = text.trim_start_matches(['$', '{']).trim_end_matches('}');
    let name = name.rsplit("env.").next().unwrap_or(name).to_uppercase().replace(['-', ' '], "_");
    if is_secret(text) || !is_name(&name) {
        let shown: String = text.chars().take(SHOWN).collect();
        let message = format!("`{key}` holds what looks like a key, `{shown}…`, not the name of a variable");
        return Err(Mistake::new(&codes::BAD_ENV, message).secret().help(
            "write the name of the variable that holds it, such as `ACME_API_KEY`; if the key was shared, revoke it",
        ));
    }
    Err(Mistake::new(&codes::BAD_ENV, format!("`{key}` cannot be \"{text}\""))
        .help(format!("names of variables have capital letters, digits and `_`: did you mean \"{name}\"?")))
}

/// How many characters of a key a message shows.
const SHOWN: usize = 4;

/// `302AI_API_KEY` is a name in public catalogues, though no shell takes it.
fn is_name(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    text.bytes().all(is_part) && text.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// How the keys of common services begin.
const STARTS: [&str; 18] = [
    "sk-",
    "sk_",
    "pk-",
    "pk_",
    "rk_",
    "gsk_",
    "xai-",
    "hf_",
    "r8_",
    "ghp_",
    "gho_",
    "github_pat_",
    "glpat-",
    "AIza",
    "AKIA",
    "ASIA",
    "eyJ",
    "Bearer ",
];

/// From this length on a word with digits in the midst of letters is no name that people think of.
const LONG: usize = 20;

/// Whether a text looks like a key: by how it begins, or by letters and digits at random.
pub(super) fn is_secret(text: &str) -> bool {
    let value = text.split_once('=').map_or(text, |(_, value)| value.trim().trim_matches('"'));
    if STARTS.iter().any(|start| value.starts_with(start)) && value.len() >= 8 {
        return true;
    }
    let longest = value.split(['_', '-', '.', ' ', ':']).max_by_key(|part| part.len()).unwrap_or_default();
    let changes =
        longest.as_bytes().windows(2).filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit());
    longest.len() >= LONG && changes.count() >= 3
        || value.len() >= 2 * LONG && value.contains(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_keys() {
        for name in
            ["OPENAI_API_KEY", "302AI_API_KEY", "AZURE_COGNITIVE_SERVICES_RESOURCE_NAME", "AWS_REGION", "A1"]
        {
            assert_eq!(read(name, "env").ok().as_deref(), Some(name));
        }
        for key in [
            "sk-live-1234567890abcdef",
            "AIzaSyA1b2C3d4E5f6G7h8I9j0",
            "gsk_abcdefgh",
            "0f3a9c1b2d4e5f60718293a4b5c6d7e8",
            "ACME_API_KEY=sk-live-1234567890",
            "A3B4C5D6E7F8G9H0I1J2",
            "Bearer abcdef",
        ] {
            assert!(is_secret(key), "{key}");
            assert!(read(key, "env").is_err(), "{key}");
        }
        for slip in [
            "openai_api_key",
            "$OPENAI_API_KEY",
            "${OPENAI_API_KEY}",
            "process.env.OPENAI_API_KEY",
            "openai-api-key",
        ] {
            assert!(!is_secret(slip), "{slip}");
            assert!(read(slip, "env").is_err(), "{slip}");
        }
    }
}
