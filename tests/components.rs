//! A component of a site's own is drawn wherever ours would be, also in what is drawn once for many pages.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use support::Site;

/// A model with what it can do, and three providers of it; their pages lie at different depths.
fn market() -> Site {
    let offer = |price: u32| format!("base_model = \"lab/m\"\n[cost]\ninput = {price}\noutput = {price}\n");
    Site::new()
        .file(
            "models/lab/m.toml",
            "name = \"M\"\ntool_call = true\nreasoning = true\nstatus = \"deprecated\"\n",
        )
        .file("providers/a/provider.toml", "name = \"A\"\n")
        .file("providers/a/models/m.toml", offer(1))
        .file("providers/b/provider.toml", "name = \"B\"\n")
        .file("providers/b/models/lab/m.toml", offer(2))
        .file("providers/c/provider.toml", "name = \"C\"\n")
        .file("providers/c/models/m.toml", format!("status = \"deprecated\"\n{}", offer(3)))
}

/// The pages that show the offers, each with the way to its root.
const PAGES: [(&str, &str); 4] = [
    ("models/lab/m/", "../../../"),
    ("providers/a/m/", "../../../"),
    ("providers/b/lab/m/", "../../../../"),
    ("providers/c/m/", "../../../"),
];

/// What begins and ends with some words on a page.
fn found<'a>(page: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    page.split(start).skip(1).map(|rest| rest.split_once(end).unwrap().0).collect()
}

#[test]
fn a_component_that_pages_share_is_the_sites_own() {
    let site = market()
        .file(
            "templates/component/offer.html",
            "{% component ui.offer(row: map, @root: string) %}<tr><td>own {{ root }}{{ row.provider.url }}|{{ row.current }}!</td></tr>\
             {% endcomponent ui.offer %}",
        )
        .file(
            "templates/component/icon.html",
            "{% component ui.icon(name: string, @root: string) %}<i>{{ root }}{{ name }}</i>{% endcomponent ui.icon %}",
        );
    site.build().exits(0);
    for (route, root) in PAGES {
        let page = site.page(&format!("{route}index.html"));
        let rows = ["providers/a/m/", "providers/b/lab/m/", "providers/c/m/"]
            .map(|offer| format!("{root}{offer}|{}", offer == route));
        assert_eq!(found(&page, "<td>own ", "!</td>"), rows, "{route}");
        let icons = ["tool-calling", "reasoning"].map(|name| format!("{root}{name}"));
        for icon in icons {
            assert!(found(&page, "<i>", "</i>").contains(&icon.as_str()), "{route}: {icon}");
        }
    }
}

#[test]
fn a_component_that_takes_something_of_its_page_is_drawn_on_each() {
    // The mark is drawn by the row of an offer, and the symbol by the list of badges. Without the page they would be drawn all the same.
    for (name, argument) in [("status", "status: map"), ("icon", "name: string")] {
        let text = format!(
            "{{% component ui.{name}({argument}, @page: map = {{}}) %}}<i>{name} {{% if page.url %}}{{{{ page.url }}}}{{% endif %}}</i>\
             {{% endcomponent ui.{name} %}}"
        );
        let site = market().file(&format!("templates/component/{name}.html"), text);
        site.build().exits(0);
        for (route, _) in PAGES {
            let page = site.page(&format!("{route}index.html"));
            let drawn = found(&page, &format!("<i>{name} "), "</i>");
            assert!(!drawn.is_empty() && drawn.iter().all(|url| *url == route), "{route}: {drawn:?}");
        }
    }
}

#[test]
fn a_mistake_in_a_component_that_pages_share_is_reported() {
    let site = market().file(
        "templates/component/offer.html",
        "{% component ui.offer(row: map) %}{{ row.provider.url / 2 }}{% endcomponent ui.offer %}",
    );
    site.build().exits(1).says("templates/component/offer.html");
}

#[test]
fn a_fact_in_a_row_that_pages_share_is_the_new_one_on_each_of_them() {
    let model =
        |context: u32| format!("name = \"M\"\n[limit]\ncontext = {context}\n[cost]\ninput = 1\noutput = 1\n");
    let models = 'a'..='h';
    let site = models
        .clone()
        .fold(Site::new(), |site, id| site.file(&format!("models/lab/{id}.toml"), model(55_000)));
    site.build().exits(0);
    for edited in models.clone() {
        site.put(&format!("models/lab/{edited}.toml"), model(66_000));
        site.build().exits(0);
        for page in models.clone() {
            let html = site.page(&format!("models/lab/{page}/index.html"));
            let row = format!("<tr data-record=\"models/lab/{edited}\">");
            let rows = found(&html, &row, "</tr>");
            assert!(rows.iter().all(|row| row.contains(">66K<")), "{edited} on the page of {page}: {rows:?}");
        }
    }
}
