//! Resolves authors and providers from their files, or from their folders alone.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

use super::catalog::{Logo, Organization};
use super::record::policy;
use super::{codes, paths};
use crate::diag::{Diagnostic, Diagnostics, Span};
use crate::domain::route::path_of;
use crate::domain::{Country, RecordKey, Route};
use crate::parse::{Raw, RawFile, Table, codes as mistakes};

/// The authors: one for each folder below `models/` with an `author.toml` or a record.
///
/// An author without a name gets that of the provider whose folder has the same name: authors often serve their models.
pub(super) fn authors(raw: &Raw, diags: &mut Diagnostics) -> Vec<Organization> {
    let mut authors = organizations("models", "author.toml", &raw.authors, &raw.models, &raw.logos, diags);
    let providers = by_owner(&raw.providers);
    for author in authors.iter_mut().filter(|author| author.source.node("name").is_none()) {
        let provider = providers.get(author.id.as_str());
        if let Some(name) = provider.and_then(|file| file.parsed.table.string("name")) {
            author.name = name;
        }
    }
    authors
}

/// The providers: one for each folder below `providers/` with a `provider.toml` or an offer.
pub(super) fn providers(raw: &Raw, diags: &mut Diagnostics) -> Vec<Organization> {
    let organizations =
        organizations("providers", "provider.toml", &raw.providers, &raw.offers, &raw.logos, diags);
    let offers = by_owner(&raw.offers);
    for organization in organizations.iter().filter(|organization| organization.file.is_none()) {
        if let Some(offer) = offers.get(organization.id.as_str()) {
            let message = format!("`providers/{}` has no `provider.toml`", organization.id);
            let span = Span::whole(offer.parsed.file);
            diags.push(
                Diagnostic::new(&codes::MISSING_PROVIDER, span, message).help(format!(
                    "write `providers/{}/provider.toml` with at least a `name`",
                    organization.id
                )),
            );
        }
    }
    organizations
}

fn organizations(
    folder: &str,
    file_name: &str,
    own: &[RawFile],
    records: &[RawFile],
    logos: &[String],
    diags: &mut Diagnostics,
) -> Vec<Organization> {
    let files = by_owner(own);
    let logos: HashSet<&str> = logos.iter().map(String::as_str).collect();
    let first: BTreeMap<&str, &RawFile> =
        records.iter().rev().chain(own).map(|file| (file.owner.as_str(), file)).collect();
    let mut organizations = Vec::new();
    for (owner, example) in &first {
        let route = match path_of(owner) {
            Ok(path) if !path.contains('/') => Route::folder(format_args!("{folder}/{path}")),
            result => {
                // The records of the folder are reported one by one.
                if example.rest.is_empty() {
                    let why = result
                        .err()
                        .map_or_else(|| "a folder's name contains `/`".to_owned(), |error| error.to_string());
                    diags.push(Diagnostic::new(&codes::BAD_ID, Span::whole(example.parsed.file), why));
                }
                continue;
            }
        };
        let file = files.get(owner).copied();
        let source = file.map(|file| file.parsed.table.clone()).unwrap_or_default();
        let name = source.string("name");
        let is_absent = name.is_none() && !source.is_left_out("name");
        if let Some(file) = file.filter(|file| folder == "providers" && is_absent && !file.parsed.failed) {
            let first =
                source.0.values().next().map_or_else(|| Span::whole(file.parsed.file), |entry| entry.key);
            let missing = Diagnostic::new(&mistakes::MISSING_KEY, first, "a provider needs a `name`");
            diags.push(missing.help("add `name`, the display name"));
        }
        let places: &[&str] = if folder == "models" { &["models", "labs"] } else { &["providers"] };
        let logo = places
            .iter()
            .map(|place| format!("{place}/{owner}/logo.svg"))
            .find(|path| logos.contains(path.as_str()));
        let logo = match (source.boolean("logo"), logo) {
            (Some(false), _) => Logo::Absent,
            (_, Some(path)) => Logo::Picture { path, is_light: false },
            (_, None) => Logo::Monogram,
        };
        organizations.push(organization(
            owner,
            format!("{folder}/{owner}/{file_name}"),
            file,
            route,
            logo,
            name,
            source,
        ));
    }
    let example = |owner: &str| first.get(owner).map(|file| Span::whole(file.parsed.file));
    paths::settle_organizations(&mut organizations, example, diags);
    organizations
}

/// The first file of each owner.
fn by_owner(files: &[RawFile]) -> HashMap<&str, &RawFile> {
    files.iter().rev().map(|file| (file.owner.as_str(), file)).collect()
}

fn organization(
    owner: &str,
    path: String,
    file: Option<&RawFile>,
    route: Route,
    logo: Logo,
    name: Option<String>,
    source: Table,
) -> Organization {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    Organization {
        key: RecordKey::of_path(folder),
        id: owner.to_owned(),
        name: name.unwrap_or_else(|| owner.to_owned()),
        file: file.map(|file| file.parsed.file),
        route,
        logo,
        description: source.string("description"),
        npm: source.string("npm"),
        api: source.string("api"),
        env: source.texts("env"),
        doc: source.string("doc").or_else(|| source.string("docs")),
        location: source.text("location").and_then(Country::read),
        founded: source.date("founded"),
        policy: policy(&source),
        path,
        source,
        author: None,
        is_from_ids: false,
    }
}

/// An author of whom only the ids of offers tell.
pub(crate) fn author_from_ids(id: &str, name: Option<String>, route: Route) -> Organization {
    let path = format!("models/{id}/author.toml");
    let author = organization(id, path, None, route, Logo::Monogram, name, Table::default());
    Organization { is_from_ids: true, ..author }
}
