//! Resolves inheritance, defaults and references: turns parsed files into the catalog, in which each value still has its
//! span. The next stage is `lint`.

mod absent;
mod cache;
pub mod catalog;
pub mod codes;
mod contest;
pub mod cost;
mod duplicate;
mod inherit;
pub mod link;
pub mod listings;
pub(crate) mod organization;
pub mod page;
mod paths;
mod rare;
pub mod record;
mod reference;
pub mod settings;
#[cfg(test)]
mod tests;

use std::borrow::{Borrow, Cow};
use std::sync::Arc;

use foldhash::{HashMap, HashSet};
use indexmap::IndexSet;
use jiff::civil::Date;
use rayon::prelude::*;

pub use absent::Absent;
pub use cache::Cache;
pub use catalog::{Catalog, Model, Offer, Organization, Place};
pub use link::{Degree, Link, NameSource};
pub use listings::{Agreement, Listings};
pub use page::CustomPage;
pub use rare::Rare;
pub use record::Record;
pub use settings::Settings;

use crate::diag::{Diagnostic, Diagnostics, Proposals, Span};
use crate::domain::route::{below_author, path_of};
use crate::domain::{Currency, RecordKey, Route};
use crate::parse::{Node, Parsed, Raw, RawFile, Table, codes as mistakes};
use absent::AbsentRecord;
use cache::{Cached, is_same};

/// Resolves the records as of a day. Records with mistakes are left out, and references to them are not reported.
///
/// Each parsed offer is dropped as soon as its record is made, so that memory does not hold both.
pub fn resolve(raw: Raw, today: Date, diags: &mut Diagnostics) -> Catalog {
    resolve_incremental(raw, today, &mut Cache::default(), diags)
}

/// Resolves the records that are not in the cache, and puts them there.
pub fn resolve_incremental(mut raw: Raw, today: Date, cache: &mut Cache, diags: &mut Diagnostics) -> Catalog {
    let mut absent = Absent::default();
    let pages = page::pages(std::mem::take(&mut raw.pages), &mut absent, diags);
    cache.set_day(today);
    let authors = organization::authors(&raw, diags);
    let providers = organization::providers(&raw, diags);
    let bases = Bases::new(&raw.models, &raw.offers);
    let owners = Owners::new(&authors, &raw.authors);
    let context = ResolveContext { owners, bases: &bases, today, id_and_path: model_id_and_path, cache };
    let (models, mut new) = records(&raw.models, &context, diags);
    let owners = Owners::new(&providers, &raw.providers);
    let context = ResolveContext { owners, bases: &bases, today, id_and_path: offer_id_and_path, cache };
    let (offers, new_offers) = records(raw.offers, &context, diags);
    if cache.is_enabled() {
        new.extend(new_offers);
        let records = models.iter().chain(&offers).filter_map(Outcome::record);
        cache.update(new, records.clone().count(), records.map(|record| record.path.clone()));
    }
    let mut failed: HashSet<RecordKey> =
        models.iter().chain(&offers).filter_map(Outcome::failed_key).collect();
    for outcome in models.iter().chain(&offers) {
        match outcome {
            Outcome::Resolved(..) => {}
            Outcome::Unpublished(record) => absent.add_record(record),
            Outcome::Failed(_, record) => absent.add_failed_record(record),
        }
    }
    let models = models.into_iter().filter_map(Outcome::into_record);
    let mut models: Vec<Model> = models
        .map(|(author, record)| Model { author, record, listings: None, former_ids: Vec::new() })
        .collect();
    let offers = offers.into_iter().filter_map(Outcome::into_record);
    let mut offers: Vec<Offer> =
        offers.map(|(provider, record)| Offer { provider, link: None, record }).collect();
    let twins = duplicate::remove(&mut models, &mut offers, diags);
    failed.extend(twins.iter().map(|twin| twin.removed.clone()));
    let mut catalog = Catalog::new(authors, providers, models, offers);
    catalog.add_duplicates(&twins);
    catalog.set_pages(pages);
    (catalog.failed, catalog.absent) = (failed, absent);
    paths::settle_records(&mut catalog, diags);
    reference::link(&mut catalog, diags);
    catalog
}

/// A longer chain of bases is a mistake, or an attack.
pub const LONGEST_CHAIN: usize = 32;

/// The files that can be inherited from, by the path of a model below `models/`.
struct Bases<'a> {
    by_id: HashMap<String, &'a RawFile>,
    /// By the other names of a model: an `id` that is not its path, and its aliases.
    by_name: HashMap<String, &'a RawFile>,
    /// The ids that were probably meant, by ids that no model has.
    suggestions: HashMap<String, String>,
}

impl<'a> Bases<'a> {
    fn new(models: &'a [RawFile], offers: &[RawFile]) -> Self {
        let by_id: HashMap<String, &RawFile> =
            models.iter().map(|file| (format!("{}/{}", file.owner, file.rest), file)).collect();
        let mut by_name: HashMap<String, &RawFile> = HashMap::default();
        for file in models {
            let table = &file.parsed.table;
            for name in table.string("id").into_iter().chain(table.texts("aliases")) {
                by_name.entry(name).or_insert(file);
            }
        }
        let mut proposals = Proposals::default();
        let bases = models.iter().chain(offers).filter_map(|file| file.parsed.table.text("base_model"));
        let is_unknown = |base: &&str| !by_id.contains_key(*base) && !by_name.contains_key(*base);
        let unknown: IndexSet<&str> = bases.filter(is_unknown).collect();
        let suggestions = unknown.into_iter().filter_map(|base| {
            let near = proposals.closest(base, || by_id.keys().map(String::as_str))?;
            Some((base.to_owned(), near.to_owned()))
        });
        let suggestions = suggestions.collect();
        Self { by_id, by_name, suggestions }
    }

    /// A file and its bases, nearest first.
    fn chain(&'a self, file: &'a RawFile) -> impl Iterator<Item = &'a Arc<Parsed>> {
        std::iter::successors(Some(file), |file| self.base(file))
            .take(LONGEST_CHAIN + 2)
            .map(|file| &file.parsed)
    }

    fn base(&self, file: &RawFile) -> Option<&'a RawFile> {
        self.find(file.parsed.table.text("base_model")?)
    }

    /// The file of a model by its path below `models/`, or by another of its names.
    fn find(&self, name: &str) -> Option<&'a RawFile> {
        self.by_id.get(name).or_else(|| self.by_name.get(name)).copied()
    }
}

/// Authors or providers by their folders.
struct Owners<'a> {
    organizations: &'a [Organization],
    by_folder: HashMap<&'a str, usize>,
    files: HashMap<&'a str, &'a Arc<Parsed>>,
}

impl<'a> Owners<'a> {
    fn new(organizations: &'a [Organization], files: &'a [RawFile]) -> Self {
        Self {
            organizations,
            by_folder: organizations.iter().map(|organization| organization.id.as_str()).zip(0..).collect(),
            files: files.iter().map(|file| (file.owner.as_str(), &file.parsed)).collect(),
        }
    }
}

/// What records are resolved with.
struct ResolveContext<'a> {
    owners: Owners<'a>,
    bases: &'a Bases<'a>,
    today: Date,
    id_and_path: fn(&Organization, &RawFile, &Table) -> (String, String),
    cache: &'a Cache,
}

impl ResolveContext<'_> {
    /// The cached record of a file, if all files that it was made from are unchanged.
    fn find_cached(&self, file: &RawFile) -> Option<Outcome> {
        let cached = self.cache.find(&file.path)?;
        let owner = *self.owners.by_folder.get(file.owner.as_str())?;
        let has_same_owner =
            is_same(cached.owner.as_ref(), self.owners.files.get(file.owner.as_str()).copied());
        let mut files = self.bases.chain(file);
        let has_same_files =
            cached.files.iter().all(|old| is_same(Some(old), files.next())) && files.next().is_none();
        (has_same_owner && has_same_files).then(|| Outcome::Resolved(owner, Arc::clone(&cached.record)))
    }

    /// What is known of a record that is left out.
    fn absent(&self, file: &RawFile) -> AbsentRecord {
        let owner = self.owners.by_folder.get(file.owner.as_str()).map(|at| &self.owners.organizations[*at]);
        let (id, below) = match owner {
            Some(owner) => (self.id_and_path)(owner, file, &file.parsed.table),
            None => (file.rest.clone(), file.rest.clone()),
        };
        AbsentRecord::new(file, owner.map(|owner| (owner.id.as_str(), &owner.route)), &id, &below)
    }

    /// The cache entry of a record.
    fn to_cached(&self, file: &RawFile, record: &Arc<Record>) -> (String, Cached) {
        let owner = self.owners.files.get(file.owner.as_str()).map(|owner| Arc::clone(owner));
        let files = self.bases.chain(file).cloned().collect();
        (file.path.clone(), Cached { files, owner, record: Arc::clone(record) })
    }
}

/// The result of resolving a file.
enum Outcome {
    /// A record and the index of its owner.
    Resolved(usize, Arc<Record>),
    /// A draft or a record for a later day. References and links to it are not mistakes.
    Unpublished(AbsentRecord),
    /// A record with a mistake of its own. References and links to it are not reported as more mistakes.
    Failed(RecordKey, AbsentRecord),
}

impl Outcome {
    fn into_record(self) -> Option<(usize, Arc<Record>)> {
        if let Self::Resolved(owner, record) = self { Some((owner, record)) } else { None }
    }

    fn record(&self) -> Option<&Arc<Record>> {
        if let Self::Resolved(_, record) = self { Some(record) } else { None }
    }

    fn failed_key(&self) -> Option<RecordKey> {
        if let Self::Failed(key, _) = self { Some(key.clone()) } else { None }
    }
}

/// Resolves records in parallel, in the order of their files, and returns those to add to the cache.
fn records<F: Borrow<RawFile>>(
    files: impl IntoParallelIterator<Item = F, Iter: IndexedParallelIterator>,
    context: &ResolveContext<'_>,
    diags: &mut Diagnostics,
) -> (Vec<Outcome>, Vec<(String, Cached)>) {
    let results = files.into_par_iter().map(|file| {
        let file = file.borrow();
        let mut mistakes = Diagnostics::default();
        if let Some(outcome) = context.find_cached(file) {
            return (outcome, (mistakes, None));
        }
        let outcome = record(file, context, &mut mistakes).unwrap_or_else(|| {
            let is_draft = !file.parsed.failed && is_unpublished(&file.parsed.table, context.today);
            let absent = context.absent(file);
            if is_draft {
                Outcome::Unpublished(absent)
            } else {
                Outcome::Failed(RecordKey::of_path(&file.path), absent)
            }
        });
        let is_cacheable = context.cache.is_enabled() && mistakes.is_empty();
        let cached = outcome.record().filter(|_| is_cacheable).map(|record| context.to_cached(file, record));
        (outcome, (mistakes, cached))
    });
    let (outcomes, rest): (Vec<_>, Vec<_>) = results.unzip();
    let (mistakes, cached): (Vec<_>, Vec<_>) = rest.into_iter().unzip();
    diags.extend(mistakes.into_iter().flatten());
    (outcomes, cached.into_iter().flatten().collect())
}

fn record(file: &RawFile, context: &ResolveContext<'_>, diags: &mut Diagnostics) -> Option<Outcome> {
    let ResolveContext { owners, bases, today, id_and_path, .. } = context;
    let own = &file.parsed.table;
    if file.parsed.failed || is_unpublished(own, *today) {
        return None;
    }
    let Some(&owner) = owners.by_folder.get(file.owner.as_str()) else {
        let message = format!("the folder `{}` cannot be a path", file.owner);
        let mistake = Diagnostic::new(&codes::BAD_ID, Span::whole(file.parsed.file), message);
        diags.push(mistake.help("rename the folder: letters, digits, `.`, `_` and `-`"));
        return None;
    };
    let organization = &owners.organizations[owner];
    let Some(source) = merge_bases(file, bases, &mut vec![file.path.clone()], diags) else {
        if !diags.iter().any(|found| found.span.file == file.parsed.file) {
            diags.push(broken_base(file));
        }
        return None;
    };
    let mut source = source.into_owned();
    inherit::fill(&mut source, &organization.source, &["policy", "sources"]);
    source.shrink();
    let (id, path) = id_and_path(organization, file, &source);
    let name = required_name(file, &source, &id, bases, *today, diags);
    let route = route(&path, organization, file, &source, diags)?;
    let context = record::RecordContext {
        key: RecordKey::of_path(&file.path),
        file: file.parsed.file,
        path: file.path.clone(),
        route,
        id,
        name,
        currency: currency(organization),
        today: *today,
    };
    Some(Outcome::Resolved(owner, Arc::new(Record::read(context, source))))
}

/// The default currency of prices; `None` if the owner's file has one that could not be read.
fn currency(organization: &Organization) -> Option<Currency> {
    let written = organization.source.text("currency").and_then(|code| code.parse().ok());
    written.or_else(|| (!organization.source.is_left_out("currency")).then_some(Currency::USD))
}

/// Whether a file is a draft, or is to be published on a later day.
pub fn is_unpublished(own: &Table, today: Date) -> bool {
    let is_later = own.date("publish_from").is_some_and(|date| !date.has_begun(today));
    // What cannot be read may have said so.
    let is_unclear = own.is_left_out("draft") || own.is_left_out("publish_from");
    own.boolean("draft") == Some(true) || is_later || is_unclear
}

/// The values of a file merged over those of its bases; `None` if a base is missing or failed.
fn merge_bases<'a>(
    file: &'a RawFile,
    bases: &'a Bases<'a>,
    chain: &mut Vec<String>,
    diags: &mut Diagnostics,
) -> Option<Cow<'a, Table>> {
    let own = &file.parsed.table;
    let Some(base) = own.text("base_model") else { return Some(Cow::Borrowed(own)) };
    let span = own.span("base_model").unwrap_or_else(|| Span::whole(file.parsed.file));
    let Some(base_file) = bases.find(base) else {
        let diagnostic =
            Diagnostic::new(&codes::UNKNOWN_REFERENCE, span, format!("there is no model `{base}`"));
        diags.push(match bases.suggestions.get(base) {
            Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
            None => diagnostic.help("`base_model` is the path of a file below `models`, without `.toml`"),
        });
        return None;
    };
    if chain.contains(&base_file.path) || chain.len() > LONGEST_CHAIN {
        diags.extend(report_endless_chain(base, span, &base_file.path, chain));
        return None;
    }
    if base_file.parsed.failed {
        return None;
    }
    chain.push(base_file.path.clone());
    let base = merge_bases(base_file, bases, chain, diags)?;
    Some(Cow::Owned(inherit::inherit(own, &base)))
}

/// Says of a record that is left out with its base which base that is.
fn broken_base(file: &RawFile) -> Diagnostic {
    let base = file.parsed.table.node("base_model");
    let name = base.and_then(Node::text).unwrap_or_default();
    let span = base.map_or_else(|| Span::whole(file.parsed.file), |base| base.span);
    let message = format!("`{name}` is left out because of a mistake, so this record is too");
    Diagnostic::new(&codes::BROKEN_BASE, span, message).help("fix the base record")
}

/// Reports a circle of bases once, for the first of its files, and a chain that is too long at every file in it.
fn report_endless_chain(base: &str, span: Span, path: &str, chain: &[String]) -> Option<Diagnostic> {
    let message = if chain.len() > LONGEST_CHAIN {
        format!("`{base}` is the end of a chain of more than {LONGEST_CHAIN} records")
    } else {
        let first = chain.first().filter(|first| *first == path)?;
        chain.iter().min().filter(|least| *least == first)?;
        format!("`{base}` inherits from itself: {}", chain.join(" -> "))
    };
    Some(Diagnostic::new(&codes::REFERENCE_CYCLE, span, message).help("remove one `base_model`"))
}

/// The name of a record; its id if it has none. If a base lacks the name too, it is reported there, unless
/// the base is unpublished.
fn required_name(
    file: &RawFile,
    source: &Table,
    id: &str,
    bases: &Bases<'_>,
    today: Date,
    diags: &mut Diagnostics,
) -> String {
    if let Some(name) = source.string("name") {
        return name;
    }
    let is_reported = ["name", "base_model"].iter().any(|key| source.is_left_out(key));
    let base = source.text("base_model").and_then(|base| bases.find(base));
    if !is_reported && base.is_none_or(|base| is_unpublished(&base.parsed.table, today)) {
        let first = file.parsed.table.0.values().next();
        let span = first.map_or_else(|| Span::whole(file.parsed.file), |entry| entry.key);
        diags.push(
            Diagnostic::new(&mistakes::MISSING_KEY, span, "a model needs a `name`")
                .help("add `name`, or a `base_model` to inherit it from"),
        );
    }
    id.to_owned()
}

/// The id of a model and its path below the author's page.
fn model_id_and_path(organization: &Organization, file: &RawFile, source: &Table) -> (String, String) {
    let id = source.string("id").unwrap_or_else(|| format!("{}/{}", organization.id, file.rest));
    let below = below_author(&id, &organization.id).to_owned();
    (id, source.string("slug").unwrap_or(below))
}

/// The id of an offer and its path below the provider's page.
fn offer_id_and_path(_: &Organization, file: &RawFile, source: &Table) -> (String, String) {
    let id = source.string("id").unwrap_or_else(|| file.rest.clone());
    (id.clone(), source.string("slug").unwrap_or(id))
}

fn route(
    path: &str,
    organization: &Organization,
    file: &RawFile,
    source: &Table,
    diags: &mut Diagnostics,
) -> Option<Route> {
    match path_of(path) {
        Ok(path) => Some(Route::folder(format_args!("{}{path}", organization.route))),
        Err(error) => {
            let written = source.span("slug").or_else(|| source.span("id"));
            let span = written.unwrap_or_else(|| Span::whole(file.parsed.file));
            diags.push(
                Diagnostic::new(&codes::BAD_ID, span, error.to_string())
                    .help("give the page a plain path as `slug`, beside the exact id as `id`"),
            );
            None
        }
    }
}
