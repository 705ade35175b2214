//! Which pages on the web are an author's own, as far as files and settings tell.
//!
//! A domain belongs to the author or provider whose file names an address on it, or whose id is its first label. A domain that several
//! of them name, or that holds the weights or the home page of one of them below an account, hosts pages for others: there only the
//! account belongs to somebody.

use foldhash::{HashMap, HashSet};

use crate::domain::Place;
use crate::domain::web_address::WebPlace;
use crate::resolve::record::Benchmark;
use crate::resolve::{Catalog, Organization};

/// The sites of authors, and of providers that are nobody's own.
pub(super) struct AuthorSites<'a> {
    catalog: &'a Catalog,
    /// The one owner of each domain.
    domains: HashMap<String, Option<Owner>>,
    /// The owners of accounts: host and first segment of the path.
    accounts: HashSet<(Owner, String, String)>,
}

/// Whose site it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Owner {
    Author(usize),
    Provider(usize),
}

impl<'a> AuthorSites<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let mut sites = Self { catalog, domains: HashMap::default(), accounts: HashSet::default() };
        let authors = (0..).zip(&*catalog.authors).map(|(at, author)| (Owner::Author(at), author));
        let providers = (0..)
            .zip(&*catalog.providers)
            .map(|(at, provider)| (provider.author.map_or(Owner::Provider(at), Owner::Author), provider));
        for (owner, organization) in authors.chain(providers) {
            sites.add(owner, organization);
        }
        for model in &catalog.models {
            for weights in &model.record.weights {
                sites.add_account(Owner::Author(model.author), &weights.url);
            }
        }
        sites
    }

    /// Whether the author of a model, or who offers what has no model, published a score.
    pub(super) fn is_by_author(&self, place: Place, benchmark: &Benchmark) -> bool {
        let owner = self.owner(place);
        let site = benchmark.source.as_deref().and_then(WebPlace::read);
        site.is_some_and(|site| self.is_own(owner, site))
    }

    fn owner(&self, place: Place) -> Owner {
        let offered = |at: usize| {
            let provider = self.catalog.offers[at].provider;
            self.catalog.providers[provider].author.map_or(Owner::Provider(provider), Owner::Author)
        };
        match (self.catalog.model_of(place), place) {
            (Some(model), _) => Owner::Author(model.author),
            (None, Place::Offer(at)) => offered(at),
            (None, Place::Model(at)) => Owner::Author(self.catalog.models[at].author),
        }
    }

    fn is_own(&self, owner: Owner, site: WebPlace) -> bool {
        let of_domain = self.domains.get(&site.domain);
        if of_domain == Some(&Some(owner)) {
            return true;
        }
        let organization = match owner {
            Owner::Author(at) => &self.catalog.authors[at],
            Owner::Provider(at) => &self.catalog.providers[at],
        };
        let is_named = of_domain != Some(&None) && site.domain.split('.').next() == Some(&organization.id);
        is_named || site.segment.is_some_and(|segment| self.accounts.contains(&(owner, site.host, segment)))
    }

    /// Adds the addresses of a file. A home page below an account says that the domain hosts pages for others.
    fn add(&mut self, owner: Owner, organization: &Organization) {
        for key in ["url", "docs", "doc", "api", "pricing_url"] {
            let Some(address) = organization.source.text(key) else { continue };
            let Some(site) = WebPlace::read(address) else { continue };
            if key == "url" && site.segment.is_some() {
                self.add_account(owner, address);
            } else {
                let known = self.domains.entry(site.domain).or_insert(Some(owner));
                *known = known.filter(|known| *known == owner);
            }
        }
    }

    fn add_account(&mut self, owner: Owner, address: &str) {
        let Some(WebPlace { host, domain, segment: Some(segment) }) = WebPlace::read(address) else { return };
        let is_own = self.domains.get(&domain) == Some(&Some(owner));
        if !is_own {
            self.domains.insert(domain, None);
        }
        self.accounts.insert((owner, host, segment));
    }
}
