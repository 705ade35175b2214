//! Tells the name of an environment variable from a key that somebody put in its place.

use super::codes;
use super::mistake::Mistake;
use crate::domain::variable_name;

/// Reads the name of an environment variable. Anything else is refused, for it may be the key itself, which every page would
/// show.
pub(super) fn read(text: &str, key: &str) -> Result<String, Mistake> {
    let Some(name) = variable_name(text) else {
        let message = format!("`{key}` contains what looks like a secret key, not the name of a variable");
        return Err(Mistake::new(&codes::BAD_ENV, message).secret().help(
            "write the name of the variable that holds it, such as `ACME_API_KEY`; if the key was shared, revoke it",
        ));
    };
    if name == text {
        return Ok(name);
    }
    Err(Mistake::new(&codes::BAD_ENV, format!("`{key}` cannot be \"{text}\""))
        .help(format!("names of variables have capital letters, digits and `_`: did you mean \"{name}\"?")))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_name_is_read_and_a_key_is_refused_without_being_shown() {
        assert_eq!(read("OPENAI_API_KEY", "env").ok().as_deref(), Some("OPENAI_API_KEY"));
        for text in ["openai_api_key", "hunter2", "sk-live-1234567890abcdef", ""] {
            assert!(read(text, "env").is_err(), "{text}");
        }
    }
}
