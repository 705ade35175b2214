use tera::Tera;

use super::super::View;
use super::{sample, theme};

fn drawn(theme: &Tera, view: &View) -> String {
    theme.render(view.template(), &view.context()).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_frame_of_a_page() {
    insta::assert_snapshot!("frame", drawn(&theme(), &sample::alias_page()));
}

#[test]
fn what_each_kind_of_page_shows() {
    let theme = theme();
    for (name, view) in sample::pages() {
        let html = drawn(&theme, &view);
        let (_, main) = html.split_once("<main").unwrap();
        let (main, _) = main.split_once("</main>").unwrap();
        insta::assert_snapshot!(name, main);
    }
}

#[test]
fn the_head_of_a_record_with_twins_and_structured_data() {
    let html = drawn(&theme(), &sample::model_page());
    let (head, _) = html.split_once("</head>").unwrap();
    insta::assert_snapshot!("head", head);
}

#[test]
fn the_id_of_a_record_stands_once() {
    let theme = theme();
    for view in [sample::model_page(), sample::offer_page(), sample::author_page(), sample::provider_page()] {
        assert_eq!(drawn(&theme, &view).matches("data-fact=\"id\"").count(), 1, "{}", view.page.url);
    }
}

#[test]
fn every_page_has_one_heading_and_no_id_twice() {
    let theme = theme();
    for (name, view) in sample::pages() {
        let html = drawn(&theme, &view);
        assert_eq!(html.matches("<h1").count(), 1, "{name}");
        let mut ids: Vec<_> =
            html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name}: {ids:?}");
    }
}

#[test]
fn every_page_has_the_template_of_its_kind() {
    let names: Vec<_> = super::templates().into_iter().map(|(name, _)| name).collect();
    let drawn: Vec<_> = sample::pages().iter().map(|(_, view)| view.template()).collect();
    for name in names.iter().filter(|name| name.starts_with("page/")) {
        assert!(drawn.contains(&name.as_str()), "{name} is drawn by no sample");
    }
}
