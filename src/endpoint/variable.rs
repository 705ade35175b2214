/// The name of an environment variable if the file gives none.
const ANY_KEY: &str = "API_KEY";

/// The last words of the names of variables that hold a key.
const KEY_WORDS: [&str; 4] = ["KEY", "TOKEN", "PAT", "SECRET"];

/// Returns the variable that holds the key, among those in a provider's `env`.
///
/// A provider may list other settings first (`AZURE_RESOURCE_NAME`, `CLOUDFLARE_ACCOUNT_ID`). Google Cloud's
/// `GOOGLE_APPLICATION_CREDENTIALS` is the path of a file, from which a token is made that is sent.
pub fn key_variable<S: AsRef<str>>(names: &[S]) -> String {
    let mut names = names.iter().map(AsRef::as_ref);
    if let Some(key) = names.clone().find(|name| is_key(name)) {
        return safe_variable(key);
    }
    if names.clone().any(|name| name == "GOOGLE_APPLICATION_CREDENTIALS") {
        return "GOOGLE_ACCESS_TOKEN".to_owned();
    }
    names.next().map_or_else(|| ANY_KEY.to_owned(), safe_variable)
}

fn is_key(name: &str) -> bool {
    name.rsplit('_').next().is_some_and(|word| KEY_WORDS.contains(&word))
}

/// Returns a valid name of an environment variable in every shell and language: `[A-Za-z_][A-Za-z0-9_]*`.
///
/// Other characters become `_`, a `_` is put before a leading digit, and a name without letters and digits becomes `API_KEY`.
pub fn safe_variable(name: &str) -> String {
    if !name.chars().any(|letter| letter.is_ascii_alphanumeric()) {
        return ANY_KEY.to_owned();
    }
    let safe = name.replace(|letter: char| !letter.is_ascii_alphanumeric(), "_");
    if safe.starts_with(|first: char| first.is_ascii_digit()) { format!("_{safe}") } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_found_among_other_settings() {
        assert_eq!(key_variable(&["AZURE_RESOURCE_NAME", "AZURE_API_KEY"]), "AZURE_API_KEY");
        assert_eq!(key_variable(&["SNOWFLAKE_ACCOUNT", "SNOWFLAKE_CORTEX_PAT"]), "SNOWFLAKE_CORTEX_PAT");
        assert_eq!(
            key_variable(&["GOOGLE_VERTEX_PROJECT", "GOOGLE_APPLICATION_CREDENTIALS"]),
            "GOOGLE_ACCESS_TOKEN"
        );
        assert_eq!(key_variable(&["PASSPHRASE"]), "PASSPHRASE");
        assert_eq!(key_variable::<&str>(&[]), "API_KEY");
    }

    #[test]
    fn a_name_that_no_shell_takes_is_made_safe() {
        assert_eq!(safe_variable("302AI_API_KEY"), "_302AI_API_KEY");
        assert_eq!(safe_variable("MY-KEY; rm -rf ~"), "MY_KEY__rm__rf__");
        assert_eq!(safe_variable("ключ"), "API_KEY");
        assert_eq!(safe_variable(""), "API_KEY");
    }
}
