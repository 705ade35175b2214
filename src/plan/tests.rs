use super::fixture::{plan_site, plan_site_with};
use super::{PageKind, pages};
use crate::resolve::catalog::Place;

fn routes(files: &[(&str, &str)]) -> Vec<String> {
    plan_site(files)
        .site
        .items
        .iter()
        .filter(|item| item.is_page())
        .map(|item| item.route.to_string())
        .collect()
}

#[test]
fn every_page_stands_once_in_the_order_of_paths() {
    let files = [
        ("models/openai/gpt-4o.toml", "name = \"GPT-4o\"\ntags = [\"fast\"]\nattachment = true"),
        ("providers/azure/provider.toml", "name = \"Azure\""),
        ("providers/azure/models/gpt-4o.toml", "name = \"GPT-4o\"\nbase_model = \"openai/gpt-4o\""),
    ];
    let expected = [
        "",
        "404.html",
        "about/",
        "authors/",
        "capabilities/",
        "capabilities/attachments/",
        "compare/",
        "models/",
        "models/openai/",
        "models/openai/gpt-4o/",
        "providers/",
        "providers/azure/",
        "providers/azure/gpt-4o/",
        "tags/",
        "tags/fast/",
        "types/",
        "types/chat/",
    ];
    assert_eq!(routes(&files), expected);
}

#[test]
fn lists_exist_only_where_they_have_rows() {
    assert_eq!(
        routes(&[("models/a/b.toml", "name = \"B\"")]),
        [
            "",
            "404.html",
            "about/",
            "authors/",
            "models/",
            "models/a/",
            "models/a/b/",
            "types/",
            "types/chat/"
        ]
    );
    let unlisted = routes(&[("models/a/b.toml", "name = \"B\"\nunlisted = true\ntags = [\"x\"]")]);
    assert_eq!(unlisted, ["", "404.html", "about/", "models/", "models/a/", "models/a/b/"]);
}

#[test]
fn a_page_of_the_site_takes_the_place_of_the_page_on_the_data() {
    let planned = plan_site_with(&[("models/a/b.toml", "name = \"B\"")], &["about/index.html"]);
    assert!(planned.findings.is_empty(), "{:?}", planned.findings);
    assert!(planned.site.items.iter().all(|item| item.page() != Some(&PageKind::About)));
}

#[test]
fn own_pages_link_only_to_files_that_exist() {
    let text = "[Y](../models/lab/y.toml) [X](../models/lab/x-1.toml) [Lab](../models/labor/author.toml)";
    let listing = "name = \"X 1\"";
    let planned = plan_site(&[
        ("pages/start.md", &format!("+++\ntitle = \"Start\"\n+++\n{text}")),
        ("models/lab/y.toml", "name = \"Y\""),
        ("providers/a/provider.toml", "name = \"A\""),
        ("providers/a/models/lab/x-1.toml", listing),
        ("providers/a/models/labor/z-1.toml", listing),
        ("providers/b/provider.toml", "name = \"B\""),
        ("providers/b/models/lab/x-1.toml", listing),
        ("providers/b/models/labor/z-1.toml", listing),
    ]);
    let routes = &planned.site.routes;
    assert!(routes.contains("models/lab/x-1/") && !routes.contains("models/labor/"));
    assert!(planned.site.directory.catalog.authors.iter().any(|author| author.is_from_ids));
    let message = |file: &str| format!("the file `models/{file}.toml` has no page");
    for (file, is_missing) in [("lab/y", false), ("lab/x-1", true), ("labor/author", true)] {
        let is_reported = planned.findings.iter().any(|finding| finding.contains(&message(file)));
        assert_eq!(is_reported, is_missing, "{file}: {:?}", planned.findings);
    }
}

#[test]
fn what_ends_has_a_page() {
    assert!(
        routes(&[("models/a/b.toml", "name = \"B\"\nretires = 2027-01-01")])
            .contains(&"deprecations/".to_owned())
    );
}

#[test]
fn a_list_has_a_page_for_every_hundred_rows() {
    assert_eq!([0, 1, 100, 101, 200, 201].map(pages), [1, 1, 1, 2, 2, 3]);
    let files: Vec<_> = (0..201).map(|at| (format!("models/a/m{at}.toml"), "name = \"M\"")).collect();
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let routes = routes(&files);
    for list in ["models/", "models/a/", "types/chat/"] {
        for page in ["", "page/2/", "page/3/"] {
            assert!(routes.contains(&format!("{list}{page}")), "{list}{page}");
        }
        assert!(!routes.contains(&format!("{list}page/4/")));
    }
}

#[test]
fn two_files_of_one_path_are_both_named_and_get_a_slug_and_a_page() {
    let planned = plan_site(&[
        ("models/minimax/MiniMax-M2.toml", "name = \"M2\""),
        ("models/minimax/minimax-m2.toml", "name = \"M2\""),
        ("models/minimax/minimax-m2-2.toml", "name = \"M2\""),
        ("models/minimax/claude-3.5-haiku.toml", "name = \"H\""),
        ("models/minimax/claude-3-5-haiku.toml", "name = \"H\""),
    ]);
    assert_eq!(
        planned.findings,
        [
            "duplicate-path models/minimax/MiniMax-M2.toml:1:1 `models/minimax/minimax-m2/` is also the path of `models/minimax/minimax-m2.toml` | give it its own path: `slug = \"minimax-m2-3\"`; otherwise it is \
          `minimax-m2-30159e`"
        ]
    );
    assert_eq!(
        planned.site.items.iter().filter(|item| matches!(item.page(), Some(PageKind::Model(_)))).count(),
        5
    );
}

#[test]
fn one_id_in_two_files_is_one_mistake() {
    let planned =
        plan_site(&[("models/a/b.toml", "name = \"B\""), ("models/a/c.toml", "id = \"a/b\"\nname = \"C\"")]);
    assert_eq!(planned.findings.len(), 1, "{:?}", planned.findings);
    assert!(planned.findings[0].starts_with("duplicate-id"));
}

#[test]
fn folders_that_differ_in_case_get_paths_of_their_own() {
    let planned = plan_site(&[("models/A/x.toml", "name = \"X\""), ("models/a/y.toml", "name = \"Y\"")]);
    assert_eq!(
        planned.findings,
        [
            "duplicate-path models/A/x.toml:1:1 `models/a/` is also the path of `models/a` | rename one of the two; \
             otherwise its path is `models/a-32684b/`"
        ]
    );
}

#[test]
fn a_static_file_never_takes_the_place_of_a_page() {
    let model = [("models/a/b.toml", "name = \"B\"")];
    let planned =
        plan_site_with(&model, &["models/a/b/index.html", "Models", "404.html", "models/a/b/c.txt"]);
    assert_eq!(
        planned.findings,
        [
            "duplicate-path static/models/a/b/index.html:1:1 `models/a/b/` is also the path of `models/a/b.toml` \
             | rename one of the two",
            "duplicate-path static/Models:1:1 `Models` would be a file and a folder, because of the list of models \
             | rename one of the two",
            "duplicate-path static/404.html:1:1 `404.html` is also the path of the 404 page \
             | rename one of the two",
        ]
    );
}

#[test]
fn an_alias_is_a_page_that_leads_to_its_record() {
    let planned = plan_site(&[
        (
            "models/openai/gpt-4o.toml",
            "name = \"GPT-4o\"\naliases = [\"openai/GPT-4o-2024\", \"other/x:free\"]",
        ),
        ("providers/azure/provider.toml", "name = \"Azure\""),
        ("providers/azure/models/y.toml", "name = \"Y\"\naliases = [\"azure/y\"]"),
    ]);
    assert_eq!(planned.findings, [] as [&str; 0]);
    let aliases: Vec<_> = planned
        .site
        .items
        .iter()
        .filter(|item| matches!(item.page(), Some(PageKind::Alias { .. })))
        .collect();
    let routes: Vec<_> = aliases.iter().map(|item| item.route.as_str()).collect();
    assert_eq!(
        routes,
        ["models/openai/gpt-4o-2024/", "models/openai/other/x-free/", "providers/azure/azure/y/"]
    );
    let alias = PageKind::Alias { of: Place::Model(0), id: "openai/GPT-4o-2024".to_owned() };
    assert_eq!(aliases[0].page(), Some(&alias));
}

#[test]
fn an_alias_takes_no_page_and_no_other_alias() {
    let planned = plan_site(&[
        ("models/a/b.toml", "name = \"B\"\naliases = [\"a/c\", \"a/old\", \"a/B\"]"),
        ("models/a/c.toml", "name = \"C\"\naliases = [\n  \"a/old\",\n  \"..\",\n]"),
    ]);
    assert_eq!(
        planned.findings,
        [
            "bad-id models/a/c.toml:4:3 `..` would leave its folder | remove the alias: it cannot be a path",
            "alias-taken models/a/b.toml:2:12 `a/c` is also the path of `models/a/c.toml`: `models/a/c/` \
             | remove the alias: each path can only have one target",
            "alias-taken models/a/c.toml:3:3 `a/old` is also the path of `models/a/b.toml`: `models/a/old/` \
             | remove the alias: each path can only have one target",
        ]
    );
}

#[test]
fn an_alias_that_is_the_own_id_in_another_case_needs_no_page() {
    let planned = plan_site(&[("models/a/b.toml", "name = \"B\"\naliases = [\"A/b\", \"a/B\", \"A/old\"]")]);
    assert_eq!(planned.findings, [""; 0]);
    let routes: Vec<_> = planned.site.items.iter().map(|item| item.route.as_str()).collect();
    assert!(routes.contains(&"models/a/old/"), "{routes:?}");
    assert!(!routes.iter().any(|route| route.starts_with("models/a/a/")), "{routes:?}");
}

#[test]
fn a_comparison_has_a_path_of_its_own() {
    let models = [("models/a/b.toml", "name = \"B\""), ("models/a/c.toml", "name = \"C\"")];
    let named = |name: &str| format!("[[compare]]\nname = \"{name}\"\nmodels = [\"a/b\", \"a/c\"]\n");
    let settings = ["small ones", "..", "Small-Ones", "page"].map(named).concat();
    let planned = plan_site(&[models[0], models[1], ("site.toml", &settings)]);
    assert_eq!(
        planned.findings,
        [
            "bad-id site.toml:5:8 `..` would leave its folder | give the comparison a name that can be a path, such as `small-models`",
            "duplicate-path site.toml:8:8 `compare/small-ones/` is also the path of `[[compare]] small ones` | rename one of the two",
        ]
    );
    let routes: Vec<_> = planned.site.items.iter().map(|item| item.route.as_str()).collect();
    for route in ["compare/", "compare/small-ones/", "compare/page-/", "models/a/b/index.json"] {
        assert!(routes.contains(&route), "{route}");
    }
}

#[test]
fn dead_links_are_reported_where_they_are_written() {
    let planned = plan_site(&[
        (
            "models/openai/gpt-4o.toml",
            "name = \"GPT-4o\"\ndescription = \"\"\"\nSee [mini](/models/openai/gpt-4o-mini) and\n\
             [gone](/models/openai/gpt-4o-mni/), [x](../x), [js](javascript:alert), [ok](https://a.example),\n\
             [pricing](/models/openai/gpt-4o-mini/#pricing), [gone again](/models/openai/gpt-4o-mni/), \
             [faq](/models/openai/gpt-4o-mini/#prcing).\"\"\"\n\
             notes = [\"[all](/models/)\", \"[none](/none/)\"]\n\
             [[faq]]\nquestion = \"Q?\"\nanswer = \"[author](/models/opneai/)\"",
        ),
        ("models/openai/gpt-4o-mini.toml", "name = \"Mini\"\nbase_model = \"openai/gpt-4o\""),
        (
            "site.toml",
            "notice = \"[a](/imprint/)\"\n[[nav]]\nlabel = \"Types\"\nurl = \"/types\"\n[[nav]]\nlabel = \"X\"\nurl = \"/x/\"",
        ),
    ]);
    let nowhere = "write a full URL, or a path from the site's root such as `/models/`";
    let other = "link to a page of this site, or remove the link";
    let expected = [
        "dead-link models/openai/gpt-4o.toml:4:8 there is no page `/models/openai/gpt-4o-mni/` \
         | did you mean `/models/openai/gpt-4o-mini/`?"
            .to_owned(),
        format!("dead-link models/openai/gpt-4o.toml:4:41 `../x` is neither a URL nor a path from the site's root | {nowhere}"),
        format!("dead-link models/openai/gpt-4o.toml:4:53 `javascript:alert` is neither a URL nor a path from the site's root | {nowhere}"),
        "dead-link models/openai/gpt-4o.toml:5:62 there is no page `/models/openai/gpt-4o-mni/` \
         | did you mean `/models/openai/gpt-4o-mini/`?"
            .to_owned(),
        "dead-link models/openai/gpt-4o.toml:5:97 the page `/models/openai/gpt-4o-mini/` has no section `#prcing` \
         | did you mean `#pricing`?"
            .to_owned(),
        format!("dead-link models/openai/gpt-4o.toml:6:37 there is no page `/none/` | {other}"),
        "dead-link models/openai/gpt-4o.toml:9:20 there is no page `/models/opneai/` | did you mean `/models/openai/`?"
            .to_owned(),
        format!("dead-link site.toml:1:15 there is no page `/imprint/` | {other}"),
        format!("dead-link site.toml:7:7 there is no page `/x/` | {other}"),
    ];
    assert_eq!(planned.findings, expected);
}
