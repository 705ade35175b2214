//! The records and pages that are missing on purpose or because of mistakes of their own. Who names one of them is not to blame.
//! A link to a draft is another matter: its readers find nothing there.

use foldhash::HashSet;

use crate::domain::Route;
use crate::domain::route::{below_author, path_of};
use crate::parse::{RawFile, Table};

/// What drafts, records for a later day and records with mistakes would be called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Absent {
    names: HashSet<String>,
    routes: HashSet<String>,
    files: HashSet<String>,
    providers: HashSet<String>,
}

impl Absent {
    /// Whether a missing record has a name: its key, its path below `models/`, its id or an alias.
    pub fn has_name(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether the page at a path is missing because of a mistake, with or without a slash at its end.
    pub fn has_route(&self, path: &str) -> bool {
        let path = path.trim_matches('/');
        self.routes.contains(path) || path_of(path).is_ok_and(|path| self.routes.contains(&path))
    }

    /// Whether the page of a file is missing because of a mistake: `pages/docs/start.md`, `models/acme/small.toml`.
    pub fn has_file(&self, path: &str) -> bool {
        self.files.contains(path)
    }

    /// Whether an offer of a provider is missing.
    pub fn has_offer_of(&self, provider: &str) -> bool {
        self.providers.contains(provider)
    }

    /// Adds a missing record.
    pub(super) fn add_record(&mut self, record: &AbsentRecord) {
        self.names.extend(record.names.iter().cloned());
        self.providers.extend(record.provider.clone());
    }

    /// Adds a record that is missing because of a mistake, with the pages that it would have: its own, those of its aliases and
    /// tags, and that of its owner.
    pub(super) fn add_failed_record(&mut self, record: &AbsentRecord) {
        self.add_record(record);
        self.routes.extend(record.routes.iter().map(|route| route.trim_matches('/').to_owned()));
        self.files.insert(record.path.clone());
    }

    /// Adds a page of the site's own that is missing because of a mistake.
    pub(super) fn add_failed_page(&mut self, path: &str, route: Option<&Route>) {
        self.files.insert(path.to_owned());
        self.routes.extend(route.map(|route| route.as_str().trim_matches('/').to_owned()));
    }
}

/// What is known of a record that is missing.
#[derive(Clone, Debug)]
pub(super) struct AbsentRecord {
    path: String,
    names: Vec<String>,
    routes: Vec<String>,
    provider: Option<String>,
}

impl AbsentRecord {
    /// What is known of a file whose record is missing: the id and the route of its author or provider, its own id, and its path below
    /// that route.
    pub(super) fn new(file: &RawFile, owner: Option<(&str, &Route)>, id: &str, below: &str) -> Self {
        let table = &file.parsed.table;
        let is_model = file.path.starts_with("models/");
        let key = file.path.strip_suffix(".toml").unwrap_or(&file.path).to_owned();
        let aliases = table.texts("aliases");
        let mut routes = vec![key.clone()];
        if let Some((owner_id, owner_route)) = owner {
            let within = |id: &str| {
                let below = if is_model { below_author(id, owner_id) } else { id };
                path_of(below).ok().map(|path| format!("{owner_route}{path}"))
            };
            routes.extend(path_of(below).ok().map(|path| format!("{owner_route}{path}")));
            routes.extend(aliases.iter().filter_map(|alias| within(alias)));
            routes.push(owner_route.as_str().to_owned());
        }
        routes.extend(tags(table));
        routes.extend(path_of(&key).ok());
        let mut names = vec![id.to_owned(), format!("{}/{}", file.owner, file.rest), key];
        names.extend(aliases);
        let provider = (!is_model).then(|| file.owner.clone());
        Self { path: file.path.clone(), names, routes, provider }
    }
}

fn tags(table: &Table) -> impl Iterator<Item = String> {
    let tags = table.texts("tags").into_iter();
    tags.filter_map(|tag| path_of(&tag).ok()).map(|slug| Route::tag(&slug).as_str().to_owned())
}
