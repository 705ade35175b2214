use serde::Serialize;
use tera::{Context, context};

use super::super::{Counted, Html, Link, Rooted, Specification, Status};
use super::{sample, theme};

/// A component and its arguments.
type Call = (&'static str, Context);

fn call(name: &'static str, arguments: Context) -> Call {
    (name, arguments)
}

fn section(id: &str, title: &str) -> Context {
    context! { section => &context_map(&[("id", id), ("title", title)]) }
}

fn context_map(entries: &[(&str, &str)]) -> std::collections::BTreeMap<String, String> {
    entries.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn in_section<T: Serialize>(id: &str, title: &str, name: &'static str, view: &T) -> Context {
    let mut arguments = section(id, title);
    arguments.insert(name, view);
    arguments
}

/// One call of every component, in the order of their names.
fn calls() -> Vec<Call> {
    let site = sample::site();
    let page = sample::model_page().page;
    let retired = Status { status: "retired".to_owned(), label: "Retired".to_owned() };
    let author = match sample::author_page().body {
        super::super::Body::Author(author) => author,
        other => panic!("{other:?}"),
    };
    vec![
        call(
            "ui.actions",
            context! { links => &[Link::external("Get a key", "https://a.example/"), Link::internal("Compare", "compare/")] },
        ),
        call("ui.badges", context! { badges => &sample::badges()[..1] }),
        call("ui.benchmark", context! { row => &sample::benchmarks().rows[1], bars => &true }),
        call("ui.benchmarks", in_section("benchmarks", "Benchmarks", "benchmarks", &sample::no_benchmarks())),
        call("ui.bill", context! { bill => &sample::bill_of_units() }),
        call("ui.breadcrumb", context! { crumbs => &page.breadcrumbs }),
        call("ui.browse", context! { browse => &sample::browse() }),
        call("ui.calculator", context! { calculator => &sample::calculator() }),
        call("ui.call_to_action", context! { call => &sample::call_to_action() }),
        call("ui.change_group", context! { group => &sample::change_group() }),
        call("ui.chart", context! { chart => &sample::chart() }),
        call("ui.chip", context! { capability => &sample::badges()[0] }),
        call("ui.comparison", context! { comparison => &sample::comparison() }),
        call(
            "ui.comparison_tools",
            context! { change => &Link::internal("Change the models", "compare/?m=models/a/b") },
        ),
        call("ui.contents", context! { sections => &page.sections[..2], twins => &page.twins[..1] }),
        call("ui.copy_button", context! { from => "record-id", what => "model ID" }),
        call(
            "ui.copyable",
            context! { id => "record-id", what => "model ID", value => "openai/gpt-4o-mini" },
        ),
        call(
            "ui.counted_list",
            context! { links => &[sample::counted(), Counted { description: None, ..sample::counted() }] },
        ),
        call(
            "ui.ending_table",
            context! { groups => &sample::endings(), labelled_by => "planned-title", announced => &true, successors => &true },
        ),
        call("ui.estimates", context! { estimates => &sample::estimates() }),
        call("ui.facts", context! { facts => &sample::facts() }),
        call("ui.faq", in_section("faq", "Questions", "questions", &sample::faq())),
        call("ui.filters", context! { filters => &sample::filters() }),
        call("ui.footer", context! { footer => &site.footer, page => &page }),
        call("ui.header", context! { nav => &site.nav, brand => &site.brand, url => "models/openai/" }),
        call("ui.highlight", context! { highlight => &sample::highlight() }),
        call("ui.icon", context! { name => "vision" }),
        call("ui.lifecycle", context! { lifecycle => &sample::lifecycle() }),
        call("ui.link", context! { link => &Link::external("OpenAI", "https://openai.com/") }),
        call("ui.list_end", context! { filters => &sample::filters(), source => &true, offers => &false }),
        call("ui.model_list", context! { list => &sample::model_list() }),
        call("ui.model_row", context! { row => &sample::model_row(), source => &false, offers => &false }),
        call("ui.offer", context! { row => &sample::offers().rows[1] }),
        call("ui.offers", in_section("offers", "Providers", "offers", &sample::offers())),
        call("ui.pagination", context! { pagination => &sample::pagination() }),
        call("ui.price_table", context! { pricing => &sample::pricing_with_everything() }),
        call("ui.pricing", in_section("pricing", "Pricing", "pricing", &sample::pricing())),
        call("ui.quickstart", in_section("quickstart", "Quickstart", "quickstart", &sample::quickstart())),
        call("ui.record_head", context! { heading => "OpenAI", record => &author }),
        call("ui.related", in_section("others", "Other models", "related", &sample::others())),
        call("ui.related_table", context! { rows => &sample::alternatives().rows, with_difference => &true }),
        call(
            "ui.rooted",
            context! { markup => &Rooted { pieces: ["<a href=\"", "models/\">Models</a>"].map(|piece| Html::from_safe(piece.to_owned())).to_vec() } },
        ),
        call("ui.search_form", context! {}),
        call("ui.select", context! { select => &sample::select() }),
        call("ui.sidebar", context! { sidebar => &sample::sidebar(), url => "docs/first-call/" }),
        call("ui.snippet", context! { snippet => &sample::quickstart().snippets[0] }),
        call(
            "ui.specification_list",
            context! { rows => &sample::specifications().rows as &Vec<Specification> },
        ),
        call(
            "ui.specifications",
            in_section("specifications", "Specifications", "specifications", &sample::specifications()),
        ),
        call("ui.status", context! { status => &retired }),
        call("ui.trust", context! { trust => &sample::trust() }),
    ]
}

#[test]
fn each_component() {
    let theme = theme();
    let mut implicits = context! { root => "../../" };
    implicits.insert("site", &sample::site());
    for (name, arguments) in calls() {
        let html = theme
            .render_component_with_implicits(name, &arguments, &implicits, None, true)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        insta::assert_snapshot!(name, html);
    }
}

#[test]
fn every_component_has_a_snapshot() {
    let theme = theme();
    let mut known: Vec<_> = theme.get_component_names().map(str::to_owned).collect();
    known.sort();
    let called: Vec<_> = calls().into_iter().map(|(name, _)| name.to_owned()).collect();
    assert_eq!(called, known);
}

#[test]
fn no_text_of_a_record_becomes_markup() {
    let theme = theme();
    let hostile = "\"><script>alert(1)</script>";
    let link = Link::external(hostile, hostile);
    let implicits = context! { root => "./" };
    let html = theme
        .render_component_with_implicits("ui.link", &context! { link => &link }, &implicits, None, true)
        .unwrap();
    assert!(!html.contains("<script>"), "{html}");
    assert_eq!(html.matches('"').count(), 4, "{html}");
}
