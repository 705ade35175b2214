//! Where the record of an ID stands: a path that every disk takes. An ID with other characters is written as `id`.

use crate::domain::route;

use super::{Fields, Import, Value};

impl Import {
    /// Puts a record in a folder, under a path made of its ID. Where that path is another record's, also on disks that ignore
    /// case, it gets a mark.
    ///
    /// # Errors
    /// Where an ID can be no path: what is wrong with it.
    pub(super) fn place(
        &mut self,
        folder: &str,
        id: &str,
        mut fields: Fields,
    ) -> Result<(), route::RouteError> {
        without_empty(&mut fields);
        let lower = route::path_of(id)?;
        let plain = id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/'));
        // The same path but for the case of its letters: what a person would name the file.
        let mut path = if plain && lower.eq_ignore_ascii_case(id) { id.to_owned() } else { lower };
        if is_read_otherwise(folder, &path) {
            path = route::with_mark(&without_dots(&path), id);
        }
        if !self.taken.insert(format!("{folder}/{}", path.to_ascii_lowercase())) {
            path = route::with_mark(&path, id);
            self.taken.insert(format!("{folder}/{}", path.to_ascii_lowercase()));
        }
        if path != id && fields.get("id").is_none() {
            fields.0.shift_insert(0, "id".to_owned(), Value::Text(id.to_owned()));
        }
        self.files.insert(format!("{folder}/{path}.toml"), fields);
        Ok(())
    }
}

/// Leaves out tables of which no key could be written.
fn without_empty(fields: &mut Fields) {
    fields.0.retain(|_, value| {
        let Value::Table(table) = value else { return true };
        without_empty(table);
        !table.is_empty()
    });
}

/// Whether a file of this name is no record: hidden files are not read, and an author has one.
fn is_read_otherwise(folder: &str, path: &str) -> bool {
    let is_author = path.split_once('/').is_some_and(|(_, rest)| rest.eq_ignore_ascii_case("author"));
    path.starts_with('.') || path.contains("/.") || (folder == "models" && is_author)
}

/// A path without the dots that hide a file.
fn without_dots(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').map(|part| part.trim_start_matches('.')).collect();
    parts.join("/")
}

/// The folder of an organization: its ID, where every disk takes that.
///
/// # Errors
/// Where an ID can be no folder: what is wrong with it.
pub(super) fn folder(id: &str) -> Result<String, route::RouteError> {
    let lower = route::path_of(id)?;
    if lower.contains('/') || lower.starts_with('.') {
        return Ok(route::with_mark(&without_dots(&lower).replace('/', "-"), id));
    }
    Ok(if lower.eq_ignore_ascii_case(id) { id.to_owned() } else { lower })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_id_or_says_it() {
        let mut import = Import::default();
        for id in ["openai/GPT-5", "openai/gpt-5", "bedrock/*/command", "r1:free"] {
            import.place("models", id, Fields::default()).unwrap();
        }
        let ids: Vec<_> =
            import.files.iter().map(|(path, file)| (path.as_str(), file.get("id").is_some())).collect();
        assert_eq!(ids.len(), 4);
        assert!(ids.contains(&("models/openai/GPT-5.toml", false)));
        assert!(
            ids.iter().filter(|(path, _)| *path != "models/openai/GPT-5.toml").all(|(_, has_id)| *has_id)
        );
        assert!(import.place("models", "../up", Fields::default()).is_err());
    }

    #[test]
    fn no_record_is_hidden_or_takes_the_place_of_an_author() {
        let mut import = Import::default();
        for id in ["acme/Author", "acme/.hidden", ".acme/x"] {
            import.place("models", id, Fields::default()).unwrap();
        }
        for (path, fields) in &import.files {
            assert!(!path.contains("/.") && !path.eq_ignore_ascii_case("models/acme/author.toml"), "{path}");
            assert!(fields.get("id").is_some(), "{path}");
        }
        assert_eq!(folder(".acme").unwrap(), folder(".acme").unwrap().trim_start_matches('.'));
    }
}
