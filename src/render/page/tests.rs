//! The pages of small sites, drawn with the default theme.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{Tera, Value};

use crate::diag::{Diagnostics, SourceMap};
use crate::discover::Sources;
use crate::plan::fixture::plan_site;
use crate::plan::{PageKind, Site};
use crate::render::check::link_checker::LinkChecker;
use crate::render::check::links::scan;
use crate::render::component::Components;
use crate::render::context::{RenderContext, prepare_snippets};
use crate::render::markdown::Markdown;
use crate::render::page;
use crate::render::page::{Body, Parts, View, site};
use crate::resolve::Settings;
use crate::theme::theme;

/// A planned site with what its pages are drawn with.
struct Drawn {
    site: Site,
    tera: Arc<Tera>,
    context: RenderContext,
    parts: Parts,
}

impl Drawn {
    fn new(files: &[(&str, &str)]) -> Self {
        let planned = plan_site(files);
        assert!(planned.findings.is_empty(), "{:?}", planned.findings);
        let site = planned.site;
        let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
        let theme = theme(&Sources::default(), &Settings::default(), &mut map, &mut diags);
        let routes = Arc::clone(&site.routes);
        let markdown = Markdown::new(Arc::new(move |path| routes.resolve(path)));
        let (snippets, _) = prepare_snippets(theme.templates.snippets.clone());
        let context = RenderContext { markdown, snippets, images: BTreeMap::new() };
        let mut tera = theme.templates.tera.clone();
        let frame = site::view(&site, &theme.assets, &context);
        let frame = Value::from_serializable(&frame);
        tera.global_context().insert_value("site", frame.clone());
        let tera = Arc::new(tera);
        let parts = Parts::new(Components::new(Arc::clone(&tera), BTreeSet::new()), frame);
        Self { site, tera, context, parts }
    }

    fn view(&self, route: &str) -> View {
        let file = self.site.items.iter().find(|file| file.route.as_str() == route).expect(route);
        page::view(&self.site, file.page().expect("a page"), &file.route, &self.parts, &self.context)
    }

    /// Every page, by its route.
    fn pages(&self) -> BTreeMap<String, String> {
        let pages = self.site.items.iter().filter_map(|file| Some((file.page()?, &file.route)));
        let drawn = pages.map(|(kind, route)| {
            let view = page::view(&self.site, kind, route, &self.parts, &self.context);
            let html = self.tera.render(kind.template(), &view.values().context());
            (route.to_string(), html.unwrap_or_else(|error| panic!("{route}: {error}")))
        });
        drawn.collect()
    }
}

/// A site of one vendor with 130 models, and one of many providers with as many offers.
fn large(many_providers: bool) -> Drawn {
    let mut files: Vec<(String, String)> = Vec::new();
    for at in 0..130 {
        let author = ["openai", "mistral", "cohere"][at % 3];
        let text = format!(
            "name = \"Model {at}\"\nrelease_date = \"2025-{:02}\"\nattachment = true\nopen_weights = {}\ntags = [\"t{}\"]\n\
             [limit]\ncontext = {}\n[modalities]\ninput = [\"text\", \"image\"]\noutput = [\"text\"]\n[cost]\ninput = {}.5\noutput = 9",
            at % 12 + 1,
            at % 2 == 0,
            at % 4,
            (at + 1) * 1000,
            at + 1,
        );
        files.push((format!("models/{author}/m{at}.toml"), text));
    }
    if many_providers {
        files.push((
            "providers/azure/provider.toml".to_owned(),
            "name = \"Azure\"\nenv = [\"KEY\"]".to_owned(),
        ));
        for at in 0..130 {
            let author = ["openai", "mistral", "cohere"][at % 3];
            let text = match at {
                0 => "name = \"Alone\"".to_owned(),
                1 => "name = \"Ends\"\nstatus = \"deprecated\"\nretires = 2027-02-27".to_owned(),
                _ => format!("base_model = \"{author}/m{at}\""),
            };
            files.push((format!("providers/azure/models/x/m{at}.toml"), text));
        }
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Drawn::new(&files)
}

/// The routes that links lead to, from the first page on.
fn reached(pages: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut reached = BTreeSet::from([String::new()]);
    let mut open = vec![String::new()];
    while let Some(route) = open.pop() {
        let Some(html) = pages.get(&route) else { continue };
        for link in scan(html).links.into_iter().filter(|link| !link.contains(':') && !link.starts_with('#'))
        {
            let depth = route.matches('/').count();
            let path = link.trim_start_matches("./").split('#').next().unwrap();
            let below = path.trim_start_matches("../");
            assert_eq!(path.matches("../").count(), depth, "{link} on {route} starts at the root");
            if reached.insert(below.to_owned()) {
                open.push(below.to_owned());
            }
        }
    }
    reached
}

#[test]
fn every_page_is_reached_by_links_alone() {
    for many_providers in [false, true] {
        let drawn = large(many_providers);
        let reached = reached(&drawn.pages());
        for item in
            drawn.site.items.iter().filter(|item| item.page().is_some_and(|kind| *kind != PageKind::NotFound))
        {
            assert!(reached.contains(item.route.as_str()), "{}", item.route);
        }
    }
}

#[test]
fn every_link_leads_to_a_page() {
    for many_providers in [false, true] {
        let drawn = large(many_providers);
        for (route, html) in drawn.pages() {
            let is_asset = |path: &str| {
                path.starts_with("assets/") || ["favicon.ico", "site.webmanifest"].contains(&path)
            };
            let exists = |path: &str| drawn.site.routes.contains(path) || is_asset(path);
            let (_, problems) = LinkChecker::new("/".to_owned()).check(&scan(&html), &route, exists);
            assert!(problems.is_empty(), "{route}: {problems:?}");
        }
    }
}

#[test]
fn figures_name_their_records() {
    let drawn = large(true);
    let html = &drawn.pages()["providers/azure/"];
    assert!(html.contains(r#"<data value="azure" data-fact="id">azure</data>"#), "{html}");
    assert!(html.contains(r#"<tr data-record="providers/azure/models/x/m1">"#));
    assert!(
        html.contains(r#"Shuts down on <time datetime="2027-02-27" data-fact="retires">Feb 27, 2027</time>"#)
    );
    let author = &drawn.pages()["models/cohere/"];
    assert!(
        author.contains(
            r#"<data value="3.5" data-fact="cost.input" data-record="models/cohere/m2">$3.50</data>"#
        )
    );
}

#[test]
fn a_small_site_shows_its_whole_list_at_once() {
    let drawn = Drawn::new(&[
        ("models/a/b.toml", "name = \"B\"\naliases = [\"a/old\"]"),
        (
            "site.toml",
            "title = \"T\"\ntagline = \"All models.\"\ndescription = \"**Hello.**\"\nbase_url = \"https://x.example/sub\"",
        ),
    ]);
    let View { page, body: Body::Home(home) } = drawn.view("") else { panic!("home") };
    assert_eq!((page.title.as_str(), page.heading.as_str()), ("T", "All models."));
    assert_eq!(page.canonical.as_deref(), Some("https://x.example/sub/"));
    assert_eq!(
        page.description,
        "Hello. All models. 1 model from 1 author. Prices, context windows, limits and benchmarks of AI models side by side."
    );
    assert!(page.json_ld.unwrap().as_str().contains(r#""@type":"WebSite""#));
    assert_eq!(home.lead.unwrap().plain(), "1 model from 1 author.");
    assert_eq!(home.list.unwrap().rows.len(), 1);
    assert!(home.highlights.is_empty());
    let alias = drawn.view("models/a/old/");
    assert_eq!(alias.page.canonical.as_deref(), Some("https://x.example/sub/models/a/b/"));
    assert_eq!(alias.page.root, "../../../");
}

#[test]
fn a_large_site_shows_short_lists() {
    let drawn = large(false);
    let View { body: Body::Home(home), .. } = drawn.view("") else { panic!("home") };
    assert!(home.list.is_none());
    let lists: Vec<_> = home.highlights.iter().map(|list| (list.id.as_str(), list.rows.len())).collect();
    assert_eq!(
        lists,
        [("newest", 5), ("lowest-price-with-vision", 5), ("longest-context", 5), ("open-weights", 5)]
    );
    assert_eq!(home.highlights[2].rows[0].value().get_from_path("name").unwrap().as_str(), Some("Model 129"));
    assert_eq!(home.highlights[3].more.as_ref().unwrap().text, "All 65 models");
    let titles: Vec<_> = home.browse.iter().map(|way| way.title.as_str()).collect();
    assert_eq!(titles, ["Authors", "Capabilities", "Types", "Tags"]);
    assert_eq!(home.browse[0].links[0].count, "44");
}

#[test]
fn the_index_says_how_much_there_is() {
    let drawn = large(true);
    let View { page, body: Body::Index(index) } = drawn.view("models/page/2/") else { panic!("index") };
    assert_eq!(page.title, "AI models: prices, context windows and capabilities, page 2");
    assert_eq!(index.lead.plain(), "130 models from 3 authors, 130 offers, 1 provider.");
    assert_eq!(
        index.note,
        "Prices per 1M tokens: the author's own price first, then the lowest comparable offer. Sorting \
         and filters use the lowest."
    );
    assert_eq!((index.list.rows.len(), index.list.with_offers), (30, true));
    assert_eq!(index.list.source_label.as_deref(), Some("Author"));
    assert_eq!(index.list.count.plain(), "130 models");
}

#[test]
fn the_missing_page_starts_at_the_base_path() {
    let model = ("models/a/b.toml", "name = \"B\"");
    let root = |settings: &str| Drawn::new(&[model, ("site.toml", settings)]).view("404.html").page.root;
    assert_eq!(root(""), "/");
    assert_eq!(root("base_url = \"https://x.example/catalogue\""), "/catalogue/");
    let drawn = Drawn::new(&[model]);
    let html = &drawn.pages()["404.html"];
    assert!(html.contains(r#"<a href="/models/">"#) && html.contains("noindex"), "{html}");
    assert!(!html.contains("rel=\"canonical\""));
}

#[test]
fn what_ends_is_listed_by_the_day_apart_from_what_is_over() {
    let drawn = Drawn::new(&[
        ("models/a/new.toml", "name = \"New\""),
        ("models/a/one.toml", "name = \"One\"\nretires = 2027-01-14\nsuccessor = \"a/new\""),
        ("models/a/two.toml", "name = \"Two\"\nretires = 2027-01-14"),
        ("models/a/some-day.toml", "name = \"Some day\"\ndeprecated = 2026-10-01"),
        ("models/a/gone.toml", "name = \"Gone\"\nretires = \"2026-10\""),
    ]);
    let View { page, body: Body::Deprecations(body) } = drawn.view("deprecations/") else { panic!() };
    assert_eq!(body.lead.plain(), "3 deprecated and 1 retired models as of Nov 23, 2026.");
    let groups = body.parts.iter().flat_map(|part| part.groups.iter().map(|group| (part.id.as_str(), group)));
    let shown: Vec<_> = groups
        .map(|(part, group)| {
            let names: Vec<_> = group.rows.iter().map(|row| row.name.text.as_str()).collect();
            format!("{part}: {}: {}", group.heading.plain(), names.join(", "))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "planned: Jan 14, 2027: One, Two",
            "planned: No shutdown date yet: Some day",
            "done: Oct 2026: Gone",
        ]
    );
    assert_eq!(body.parts[0].groups[0].rows[0].successor.as_ref().unwrap().url, "models/a/new/");
    assert!((100..=160).contains(&page.description.chars().count()), "{}", page.description);
    for route in ["", "404.html", "deprecations/"] {
        assert!(drawn.pages()[route].contains("deprecations/\">"), "{route}");
    }
}

#[test]
fn the_page_on_the_data_counts_the_states_of_prices() {
    let checked = "name = \"A\"\n[cost]\ninput = 1\n[sources.cost]\nchecked = 2026-11-01";
    let drawn = Drawn::new(&[
        ("models/a/priced.toml", checked),
        ("models/a/free.toml", "name = \"B\"\n[cost]\nstate = \"free\""),
        ("models/a/silent.toml", "name = \"C\""),
        ("models/a/silent-too.toml", "name = \"D\""),
    ]);
    let View { page, body: Body::About(about) } = drawn.view("about/") else { panic!() };
    let states = [&about.states.priced, &about.states.free, &about.states.included, &about.states.unknown];
    assert_eq!(states.map(|figure| figure.text.as_str()), ["1", "1", "0", "2"]);
    assert_eq!(about.checked.unwrap().plain(), "Prices of 1 of 4 models have a check date: Nov 1, 2026.");
    let html = &drawn.pages()["about/"];
    for section in page.sections {
        let heading = format!("<section id=\"{}\"><h2>{}</h2>", section.id, section.title);
        assert!(html.contains(&heading), "{heading}");
    }
}

#[test]
fn facets_say_what_they_are_and_how_it_is_known() {
    let drawn = large(false);
    let View { page, body: Body::Facet(facet) } = drawn.view("capabilities/vision/") else { panic!("facet") };
    assert_eq!(page.heading, "Models with vision");
    let crumbs: Vec<_> = page.breadcrumbs.iter().map(|crumb| crumb.text.as_str()).collect();
    assert_eq!(crumbs, ["Capabilities", "Vision"]);
    assert_eq!(facet.evidence.unwrap().plain(), "Based on modalities.input in each model's file.");
    let View { body: Body::Facet(further), .. } = drawn.view("capabilities/vision/page/2/") else {
        panic!("facet")
    };
    assert_eq!((further.evidence, further.related.len(), further.list.rows.len()), (None, 0, 30));
    let View { body: Body::Overview(overview), .. } = drawn.view("capabilities/") else { panic!("overview") };
    let titles: Vec<_> = overview.groups.iter().map(|group| group.title.as_deref().unwrap()).collect();
    assert_eq!(titles, ["Input", "Serving"]);
    assert_eq!(
        overview.lead.unwrap().plain(),
        "3 capabilities. What models can do, with the number of models that have each capability."
    );
}

#[test]
fn text_of_records_stays_text() {
    let hostile = "</script><script>alert(1)</script>\\\"'&";
    let model = format!("name = \"{hostile}\"\ntags = [\"{hostile}\"]\nattachment = true");
    let author = format!("name = \"{hostile}\"\ndescription = \"{hostile}\"\nurl = \"https://x.example/\"");
    let drawn = Drawn::new(&[
        ("models/a/author.toml", &author),
        ("models/a/b.toml", &model),
        ("site.toml", "base_url = \"https://x.example/\""),
    ]);
    for (route, html) in drawn.pages() {
        assert!(!html.contains("<script>alert"), "{route}");
        assert!(!html.contains("</script><script>"), "{route}");
    }
}
