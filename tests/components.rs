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
fn the_header_marks_the_link_to_each_page() {
    let site = market();
    site.build().exits(0);
    for (route, marked) in [
        ("", ""),
        ("models/", "models/ page"),
        ("models/lab/m/", "models/ true"),
        ("providers/", "providers/ page"),
        ("providers/b/lab/m/", "providers/ true"),
    ] {
        let page = site.page(&format!("{route}index.html"));
        let header = found(&page, "<header", "</header>").concat();
        let links = found(&header, "<li><a href=\"", ">");
        let current = links.iter().filter_map(|link| link.split_once("\" aria-current="));
        let current: Vec<String> = current
            .map(|(url, mark)| format!("{} {}", url.trim_start_matches("../"), mark.trim_matches('"')))
            .collect();
        assert_eq!(current.join(", "), marked, "{route}");
    }
}

#[test]
fn a_breadcrumb_ends_with_each_page() {
    let site = market().file("models/lab/n.toml", "name = 'N <b>'\n");
    site.build().exits(0);
    for (route, before, own) in [
        ("models/lab/m/", [("models/", "Models"), ("models/lab/", "lab")], "M"),
        ("models/lab/n/", [("models/", "Models"), ("models/lab/", "lab")], "N &lt;b&gt;"),
        ("providers/a/m/", [("providers/", "Providers"), ("providers/a/", "A")], "M"),
        ("providers/b/lab/m/", [("providers/", "Providers"), ("providers/b/", "B")], "M"),
    ] {
        let page = site.page(&format!("{route}index.html"));
        let root = "../".repeat(route.matches('/').count());
        let links = before.map(|(url, text)| format!("<li><a href=\"{root}{url}\">{text}</a></li>")).concat();
        let trail =
            format!(" aria-label=\"Breadcrumb\"><ol>{links}<li aria-current=\"page\">{own}</li></ol>");
        assert_eq!(found(&page, "<nav class=\"breadcrumb\"", "</nav>"), [trail], "{route}");
    }
}

#[test]
fn a_header_of_the_sites_own_knows_the_path_of_each_page() {
    let site = market().file(
        "templates/component/header.html",
        "{% component ui.header(nav: array, brand: map, url: string, @root: string) %}<i>{{ root }}|{{ url }}</i>{% endcomponent ui.header %}",
    );
    site.build().exits(0);
    for (route, root) in PAGES {
        let page = site.page(&format!("{route}index.html"));
        assert_eq!(found(&page, "<i>", "</i>"), [format!("{root}|{route}")]);
    }
}

#[test]
fn what_stands_around_every_page_is_the_sites_own() {
    let parts = [
        ("head_links", ""),
        ("head_scripts", ""),
        ("footer_words", "footer: map, "),
        ("footer_links", "footer: map, "),
    ];
    let own = |(part, arguments): (&str, &str)| {
        format!(
            "{{% component ui.{part}({arguments}@root: string) %}}<meta name=\"own\" content=\"{part} {{{{ root }}}}\">\
             {{% endcomponent ui.{part} %}}"
        )
    };
    let site = parts
        .into_iter()
        .fold(market(), |site, part| site.file(&format!("templates/component/{}.html", part.0), own(part)));
    site.build().exits(0);
    for (route, root) in PAGES {
        let page = site.page(&format!("{route}index.html"));
        let drawn = found(&page, "<meta name=\"own\" content=\"", "\">");
        assert_eq!(drawn, parts.map(|(part, _)| format!("{part} {root}")), "{route}");
    }
}

#[test]
fn each_page_draws_what_stands_around_it_where_a_component_takes_something_of_it() {
    let whole = market();
    whole.build().exits(0);
    let text = "{% component ui.link(link: map, class: string = \"\", @page: map = {}) %}<i>{{ page.url }}</i>{% endcomponent ui.link %}";
    let site = market().file("templates/component/link.html", text);
    site.build().exits(0);
    for (route, _) in PAGES {
        let path = format!("{route}index.html");
        let (page, default) = (site.page(&path), whole.page(&path));
        let foot = found(&page, "<footer", "</footer>").concat();
        let drawn = found(&foot, "<i>", "</i>");
        assert!(!drawn.is_empty() && drawn.iter().all(|url| *url == route), "{route}: {drawn:?}");
        let header = |page| found(page, "<header", "</header>").concat();
        assert_eq!(header(&page), header(&default));
        let head = |page| found(page, "<title>", "</head>").concat();
        assert_eq!(head(&page), head(&default));
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
