//! `llms.txt`: what there is to read, a line each, with links to Markdown. It is for agents; pages link to it as what describes them.

use serde::Serialize;

use super::common::{by_kind, counted};
use super::listing::counts;
use super::row::{self, ModelRow, Rows};
use crate::derive::Directory;
use crate::domain::Route;
use crate::plan::{PageKind, Scope, Site, has_markdown, has_party_llms, markdown_route};
use crate::render::markdown::plain;
use crate::render::view::Shared;
use crate::resolve::{Organization, Place};

/// The description of a site, an author or a provider for agents; `markdown/llms.md` sees it as `llms`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Llms {
    /// What it is about: the site, the author or the provider.
    pub title: String,
    /// One sentence on it.
    pub summary: String,
    /// What is to be known of the figures.
    pub notes: Vec<String>,
    /// What addresses begin with: the site's address, or the way to its root.
    pub base: String,
    /// The groups of links.
    pub sections: Vec<LlmsSection>,
}

/// A group of links.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct LlmsSection {
    /// Its heading: "Models".
    pub title: String,
    /// The links.
    pub links: Vec<LlmsLink>,
}

/// A link with what stands behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LlmsLink {
    /// What it leads to.
    pub text: String,
    /// Its path below the root.
    pub url: String,
    /// A few words on it.
    pub note: Option<String>,
    /// The model or offer that it leads to.
    pub row: Option<Shared<ModelRow>>,
}

/// Makes the description.
pub fn view(site: &Site, scope: Scope, rows: &Rows) -> Llms {
    let directory = &site.directory;
    let settings = &directory.settings;
    let root = scope.page(directory).to_root();
    let (title, summary) = match scope.organization(directory) {
        None => (settings.title.clone(), summary(directory)),
        Some(organization) => (organization.name.clone(), summary_of(directory, scope, organization)),
    };
    let sections = match scope {
        Scope::Site => sections(site, rows),
        _ => vec![own_page(directory, scope), models(directory, scope, rows)],
    };
    Llms {
        title,
        summary,
        notes: notes(directory),
        base: settings.base_url.clone().unwrap_or(root),
        sections: sections.into_iter().filter(|section| !section.links.is_empty()).collect(),
    }
}

fn summary(directory: &Directory) -> String {
    let settings = &directory.settings;
    let tagline = settings.tagline.as_deref().map(|line| format!("{}. ", line.trim_end_matches('.')));
    format!("{}{}", tagline.unwrap_or_default(), counts(directory))
}

fn summary_of(directory: &Directory, scope: Scope, organization: &Organization) -> String {
    let kinds = places(directory, scope).into_iter().map(|place| directory.record(place).kind);
    let about = organization.description.as_deref().map(plain).unwrap_or_default();
    format!("{} {about}", by_kind(kinds)).trim_end().to_owned()
}

fn notes(directory: &Directory) -> Vec<String> {
    let data = &directory.settings.data;
    let license = data.license.as_ref().map(|license| format!("Data license: {license}."));
    let credit = data.credit.as_deref().map(|credit| format!("{}.", plain(credit).trim_end_matches('.')));
    let prices = "Prices are per 1M tokens where no other unit is named. They are exact; what no source states is “Not stated” and never zero.";
    [Some(prices.to_owned()), credit, license].into_iter().flatten().collect()
}

fn sections(site: &Site, rows: &Rows) -> Vec<LlmsSection> {
    let directory = &site.directory;
    let mut sections = vec![lists(site), own_pages(directory)];
    if has_party_llms(directory) {
        let authors = (0..directory.catalog.authors.len()).map(Scope::Author);
        let providers = (0..directory.catalog.providers.len()).map(Scope::Provider);
        sections.push(parties(site, "Authors", authors));
        sections.push(parties(site, "Providers", providers));
    } else {
        sections.push(models(directory, Scope::Site, rows));
    }
    sections.push(files(site));
    sections
}

/// The lists of the site.
fn lists(site: &Site) -> LlmsSection {
    let lists = [
        (PageKind::Index { page: 1 }, Route::models(), "All models", "newest first"),
        (PageKind::Authors, Route::authors(), "Authors", "who makes models"),
        (PageKind::Providers, Route::providers(), "Providers", "who serves models"),
        (PageKind::Capabilities, Route::capabilities(), "Capabilities", "what models can do"),
        (PageKind::Types, Route::types(), "Types", "kinds of models"),
        (PageKind::Charts, Route::charts(), "Maps of prices", "price, score and context window"),
        (PageKind::Deprecations { page: 1 }, Route::deprecations(), "Deprecations", "what ends, by date"),
        (PageKind::Changes { page: 1 }, Route::changes(), "Changes", "what changed, by date"),
        (PageKind::About, Route::about(), "About the data", "what the figures mean"),
    ];
    let there = lists.into_iter().filter(|(_, route, ..)| site.routes.contains(route.as_str()));
    let links = there
        .map(|(kind, route, text, note)| link(&site.directory, &kind, &route, text, Some(note.to_owned())));
    LlmsSection { title: "Lists".to_owned(), links: links.collect() }
}

/// The pages of the site's own.
fn own_pages(directory: &Directory) -> LlmsSection {
    let pages = directory.catalog.pages.iter().enumerate();
    let pages = pages.filter(|(_, page)| page.route != Route::not_found());
    let links = pages.map(|(at, page)| {
        link(directory, &PageKind::Custom(at), &page.route, &page.title, page.description.clone())
    });
    LlmsSection { title: "Pages".to_owned(), links: links.collect() }
}

/// The authors or providers that have a description of their own.
fn parties(site: &Site, title: &str, scopes: impl Iterator<Item = Scope>) -> LlmsSection {
    let directory = &site.directory;
    let links = scopes.filter_map(|scope| {
        let organization = scope.organization(directory)?;
        let file = organization.route.beside("llms.txt");
        let models = counted(places(directory, scope).len(), "model", "models");
        site.routes.contains(file.as_str()).then(|| LlmsLink {
            text: organization.name.clone(),
            url: file.as_str().to_owned(),
            note: Some(models),
            row: None,
        })
    });
    LlmsSection { title: title.to_owned(), links: links.collect() }
}

/// The page of an author or a provider.
fn own_page(directory: &Directory, scope: Scope) -> LlmsSection {
    let kind = match scope {
        Scope::Author(author) => PageKind::Author { author, page: 1 },
        Scope::Provider(provider) => PageKind::Provider { provider, page: 1 },
        Scope::Site => PageKind::Home,
    };
    let name = scope.organization(directory).map_or("Home", |organization| organization.name.as_str());
    let page = link(directory, &kind, &scope.page(directory), name, None);
    LlmsSection { title: "About".to_owned(), links: vec![page] }
}

/// The models of a site or an author, or the offers of a provider.
fn models(directory: &Directory, scope: Scope, rows: &Rows) -> LlmsSection {
    let facets = &directory.facets;
    let of_row = |at: usize| entry(directory, directory.rows[at].place, rows.at(directory, at));
    let links = match scope {
        Scope::Site => (0..directory.rows.len()).map(of_row).collect(),
        Scope::Author(author) => facets.authors[author].iter().copied().map(of_row).collect(),
        Scope::Provider(provider) => {
            let offers = facets.providers[provider].iter();
            let of_offer =
                |at: &usize| entry(directory, Place::Offer(*at), row::of_provider(directory, *at).into());
            offers.map(of_offer).collect()
        }
    };
    LlmsSection { title: "Models".to_owned(), links }
}

fn entry(directory: &Directory, place: Place, row: Shared<ModelRow>) -> LlmsLink {
    let record = directory.record(place);
    let kind = match place {
        Place::Model(at) => PageKind::Model(at),
        Place::Offer(at) => PageKind::Offer(at),
    };
    LlmsLink { row: Some(row), ..link(directory, &kind, &record.route, &record.name, None) }
}

/// The files for programs and readers of feeds that the site has.
fn files(site: &Site) -> LlmsSection {
    let files = [
        ("llms-full.txt", "the Markdown of all models in one file"),
        ("api.json", "all providers with their models, as models.dev has it"),
        ("models.json", "all models, as models.dev has it"),
        ("catalog.json", "models and providers, as models.dev has it"),
        ("data/search.json", "the list of models as columns"),
        ("data/models.csv", "models as a table"),
        ("data/offers.csv", "offers as a table"),
        ("feed.xml", "new models and changes, as Atom"),
        ("calendar.ics", "deprecations and shutdowns, as iCalendar"),
    ];
    let there = files.into_iter().filter(|(path, _)| site.routes.contains(path));
    let links = there.map(|(path, note)| LlmsLink {
        text: path.to_owned(),
        url: path.to_owned(),
        note: Some(note.to_owned()),
        row: None,
    });
    LlmsSection { title: "Data".to_owned(), links: links.collect() }
}

/// A link to the Markdown of a page, or to the page where it has none.
fn link(directory: &Directory, kind: &PageKind, route: &Route, text: &str, note: Option<String>) -> LlmsLink {
    let has_twin = has_markdown(&directory.settings, kind, route);
    let target = if has_twin { markdown_route(route) } else { route.clone() };
    LlmsLink { text: text.to_owned(), url: target.as_str().to_owned(), note, row: None }
}

fn places(directory: &Directory, scope: Scope) -> Vec<Place> {
    let (rows, facets) = (&directory.rows, &directory.facets);
    match scope {
        Scope::Site => rows.iter().map(|row| row.place).collect(),
        Scope::Author(at) => facets.authors[at].iter().map(|row| rows[*row].place).collect(),
        Scope::Provider(at) => facets.providers[at].iter().map(|offer| Place::Offer(*offer)).collect(),
    }
}
