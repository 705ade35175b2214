//! The answer of `OpenRouter`'s models endpoint: `{"data": [...]}`, with prices as texts, in dollars per token.

mod facts;
mod pricing;
mod record;

use std::collections::{BTreeMap, BTreeSet};

use super::place::folder;
use super::{Fields, Import, ImportError, Json, Layout, Options};
use record::Entry;

/// Reads the list.
///
/// # Errors
/// Where the text is no such list.
pub(super) fn read(text: &str, options: &Options) -> Result<Import, ImportError> {
    let json = Json::read(text)?;
    let Some(Json::List(data)) = json.get("data") else {
        return Err(ImportError("it is not a list of models, which is `{\"data\": [...]}`".to_owned()));
    };
    let mut reader = Reader {
        list: List::of(data),
        layout: options.layout,
        folders: BTreeMap::new(),
        import: Import::default(),
    };
    for (at, json) in data.iter().enumerate() {
        match json.get("id").and_then(Json::text) {
            None => reader.skip(&format!("entry {}", at + 1), "it has no ID"),
            Some(id) if is_wanted(id, &options.only) => reader.entry(id, json),
            Some(_) => {}
        }
    }
    Ok(reader.finish())
}

/// Whether the author of an ID is read.
fn is_wanted(id: &str, only: &[String]) -> bool {
    only.is_empty() || only.iter().any(|wanted| *wanted == author(id))
}

/// The author in an ID; aliases of the list's own have a `~` before it.
fn author(id: &str) -> &str {
    id.split('/').next().unwrap_or(id).trim_start_matches('~')
}

/// What an entry reads of the others.
struct List<'a> {
    ids: BTreeSet<&'a str>,
    /// The other IDs of a model, such as `~acme/fast-latest`.
    aliases: BTreeMap<&'a str, Vec<&'a str>>,
    /// What the names of an author's models begin with, where all do: the author's name.
    names: BTreeMap<&'a str, Option<&'a str>>,
}

impl<'a> List<'a> {
    fn of(data: &'a [Json]) -> Self {
        let ids: BTreeSet<&str> = data.iter().filter_map(|json| json.get("id")?.text()).collect();
        let (mut aliases, mut names) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::new());
        for json in data {
            let Some(id) = json.get("id").and_then(Json::text) else { continue };
            if let Some(of) = alias_of(json).filter(|of| *of != id && ids.contains(of)) {
                aliases.entry(of).or_default().push(id);
            }
            let name = json.get("name").and_then(Json::text).and_then(|name| name.split_once(": "));
            let name = name.map(|(author, _)| author);
            let known = names.entry(author(id)).or_insert(name);
            *known = known.filter(|known| Some(*known) == name);
        }
        Self { ids, aliases, names }
    }

    /// The model of which this is a variant: `acme/large` of `acme/large:free`.
    fn base<'i>(&self, id: &'i str) -> Option<&'i str> {
        id.rsplit_once(':').map(|(base, _)| base).filter(|base| self.ids.contains(base))
    }

    fn author_name(&self, id: &str) -> Option<&'a str> {
        self.names.get(author(id)).copied().flatten()
    }
}

/// The model that an alias stands for.
fn alias_of(json: &Json) -> Option<&str> {
    json.get("alias_target")?.get("slug")?.text()
}

struct Reader<'a> {
    list: List<'a>,
    layout: Option<Layout>,
    /// The folders of authors, with their names.
    folders: BTreeMap<String, String>,
    import: Import,
}

impl Reader<'_> {
    fn entry(&mut self, id: &str, json: &Json) {
        // An alias is a name of another record, which says it.
        if alias_of(json).is_some_and(|of| self.list.aliases.get(of).is_some_and(|ids| ids.contains(&id))) {
            return;
        }
        let Some(members) = json.members() else { return };
        let Some((_, rest)) = id.split_once('/') else { return self.skip(id, "its ID names no author") };
        let folder = match folder(author(id)) {
            Ok(folder) => folder,
            Err(error) => return self.skip(id, &error.to_string()),
        };
        let entry = Entry {
            id,
            members,
            base: self.list.base(id),
            author_name: self.list.author_name(id),
            aliases: self.list.aliases.get(id).map_or(&[], Vec::as_slice),
        };
        let mut fields = entry.read(&mut self.import.report);
        let placed = if self.layout == Some(Layout::Providers) {
            self.import.place("providers/openrouter/models", id, fields)
        } else {
            let path = format!("{folder}/{rest}");
            if path != id {
                fields.set("id", id);
            }
            self.import.place("models", &path, fields)
        };
        match placed {
            Ok(()) => {
                self.import.report.entries += 1;
                let name = self.list.author_name(id).unwrap_or(author(id)).to_owned();
                self.folders.entry(folder).or_insert(name);
            }
            Err(error) => self.skip(id, &error.to_string()),
        }
    }

    fn skip(&mut self, entry: &str, why: &str) {
        self.import.report.skipped.push((entry.to_owned(), why.to_owned()));
    }

    /// Adds the files of the authors, or of the one provider.
    fn finish(mut self) -> Import {
        let named = |name: &str| {
            let mut fields = Fields::default();
            fields.set("name", name);
            fields
        };
        if self.layout == Some(Layout::Providers) {
            self.import.files.insert("providers/openrouter/provider.toml".to_owned(), named("OpenRouter"));
            return self.import;
        }
        for (folder, name) in &self.folders {
            self.import.files.insert(format!("models/{folder}/author.toml"), named(name));
        }
        self.import
    }
}
