//! One sample of everything that a template can meet, small enough to read.

use super::super::*;

/// The settings of a site with a gateway and a notice.
pub(super) fn site() -> Site {
    Site {
        title: "Tideline".to_owned(),
        tagline: Some("Prices and limits of language models.".to_owned()),
        language: "en".to_owned(),
        nav: vec![
            Link::internal("Models", "models/"),
            Link::internal("Authors", "authors/"),
            Link::internal("Capabilities", "capabilities/"),
            Link::external("Docs", "https://docs.tideline.example/"),
        ],
        footer: Footer {
            text: None,
            note: Some("Prices in US dollars.".to_owned()),
            links: vec![Link::internal("llms.txt", "llms.txt")],
        },
        brand: Brand { name: "Tideline".to_owned(), ..Brand::default() },
        gateway: None,
        notice: Some(Html::from_text("An example that is not affiliated with anybody.").into()),
        locale: "en_US".to_owned(),
        described_by: Some("llms.txt".to_owned()),
        noindex: true,
        many_providers: false,
        assets: Assets {
            css: "assets/site.css".to_owned(),
            sheets: ["article", "compare", "list", "record"]
                .map(|name| (name.to_owned(), format!("assets/{name}.css")))
                .into(),
            theme: "assets/theme.js".to_owned(),
            scripts: vec!["assets/site.js".to_owned()],
            bundles: ["compare", "index", "list", "missing", "record"]
                .map(|name| (name.to_owned(), format!("assets/{name}.js")))
                .into(),
            font: Some("assets/geist-latin.woff2".to_owned()),
            favicon: "assets/favicon.svg".to_owned(),
            favicon_fallback: Some("favicon.ico".to_owned()),
            touch_icon: Some("assets/apple-touch-icon.png".to_owned()),
            manifest: "site.webmanifest".to_owned(),
        },
        analytics: Some(Analytics {
            script: "https://stats.tideline.example/count.js".to_owned(),
            data: vec![Attribute { name: "data-site".to_owned(), value: "models & prices".to_owned() }],
        }),
        csp: Site::CONTENT_SECURITY_POLICY.to_owned(),
        generator: "modelpress 0.1.0".to_owned(),
    }
}

/// A page of a kind at a path, with the way back to the root that fits the path.
pub(super) fn page(kind: PageKind, url: &str, heading: &str) -> Page {
    let depth = url.matches('/').count();
    Page {
        kind,
        root: if depth == 0 { "./".to_owned() } else { "../".repeat(depth) },
        url: url.to_owned(),
        title: heading.to_owned(),
        heading: heading.to_owned(),
        description: format!("{heading}: prices, limits and code."),
        canonical: Some(format!("https://models.tideline.example/{url}")),
        ..Page::default()
    }
}

fn section(id: &str, title: &str) -> Section {
    Section { id: id.to_owned(), title: title.to_owned() }
}

pub(super) fn price(fact: &'static str, value: &str, text: &str) -> Cell {
    Cell::known(Figure::data(fact, value, text))
}

fn tokens(fact: &'static str, value: &str, text: &str, exact: &str) -> Cell {
    Cell::known(Figure::data(fact, value, text).with_title(exact))
}

/// A model's page with every section.
pub(super) fn model_page() -> View {
    let crumbs =
        [("Models", "models/"), ("OpenAI", "models/openai/"), ("GPT-4o mini", "models/openai/gpt-4o-mini/")];
    let page = Page {
        title: "GPT-4o mini – price, context window and API".to_owned(),
        breadcrumbs: crumbs.map(|(text, url)| Link::internal(text, url)).to_vec(),
        twins: vec![
            Twin {
                label: "Markdown".to_owned(),
                media_type: "text/markdown".to_owned(),
                url: "models/openai/gpt-4o-mini/index.md".to_owned(),
            },
            Twin {
                label: "JSON".to_owned(),
                media_type: "application/json".to_owned(),
                url: "models/openai/gpt-4o-mini/index.json".to_owned(),
            },
        ],
        image: Some("https://models.tideline.example/models/openai/gpt-4o-mini/og.png".to_owned()),
        json_ld: Some(Html::from_safe(r#"{"@context":"https://schema.org"}"#.to_owned())),
        sections: vec![
            section("pricing", "Pricing"),
            section("quickstart", "Quickstart"),
            section("specifications", "Specifications"),
            section("benchmarks", "Benchmarks"),
            section("alternatives", "Alternatives"),
            section("others", "Other OpenAI models"),
            section("faq", "Frequently asked questions"),
        ],
        checked: Some(Figure::time("sources.cost.checked", "2026-11-20", "Nov 20, 2026")),
        ..page(PageKind::Model, "models/openai/gpt-4o-mini/", "GPT-4o mini")
    };
    View { page, body: Body::Model(Box::new(model())) }
}

/// The same model as an offer of one provider among others.
pub(super) fn offer_page() -> View {
    let mut page = page(PageKind::Offer, "providers/azure/gpt-4o-mini/", "GPT-4o mini");
    page.sections = vec![section("pricing", "Pricing"), section("offers", "Other providers of this model")];
    let model = Model {
        key: "providers/azure/models/gpt-4o-mini".to_owned(),
        id: Figure::data("id", "gpt-4o-mini", "gpt-4o-mini"),
        author: Some(Link::internal("OpenAI", "models/openai/")),
        provider: Some(Link::internal("Azure", "providers/azure/")),
        base: Some(Link::internal("GPT-4o mini", "models/openai/gpt-4o-mini/")),
        lifecycle: Some(lifecycle()),
        pricing: Some(pricing_with_everything()),
        offers: Some(offers()),
        ..Model::default()
    };
    View { page, body: Body::Offer(Box::new(model)) }
}

fn model() -> Model {
    Model {
        key: "models/openai/gpt-4o-mini".to_owned(),
        id: Figure::data("id", "openai/gpt-4o-mini", "openai/gpt-4o-mini"),
        author: Some(Link::internal("OpenAI", "models/openai/")),
        added: Some(Added {
            label: "Added".to_owned(),
            date: Figure::time("added", "2024-07-18", "Jul 18, 2024"),
        }),
        description: Some(Html::from_safe(
            "<p>A small, low-cost model that reads text and images and writes text. It follows \
             <a href=\"../gpt-3.5-turbo/\">GPT-3.5 Turbo</a> in the low price range.</p>"
                .to_owned(),
        )),
        badges: badges(),
        actions: vec![Link::external("Get an API key", "https://tideline.example/keys")],
        facts: facts(),
        pricing: Some(pricing()),
        quickstart: Some(quickstart()),
        specifications: Some(specifications()),
        benchmarks: Some(benchmarks()),
        alternatives: Some(alternatives()),
        others: Some(others()),
        faq: faq(),
        call_to_action: Some(call_to_action()),
        ..Model::default()
    }
}

pub(super) fn badges() -> Vec<Badge> {
    [
        ("Vision", "vision"),
        ("Tool calling", "tool-calling"),
        ("Structured output", "structured-output"),
        ("Prompt caching", "prompt-caching"),
    ]
    .map(|(label, slug)| Badge {
        label: label.to_owned(),
        icon: slug.to_owned(),
        url: format!("capabilities/{slug}/"),
    })
    .to_vec()
}

pub(super) fn facts() -> Vec<Fact> {
    let fact = |label: &str, cell: Cell, note: &str| Fact {
        label: label.to_owned(),
        cell,
        note: (!note.is_empty()).then(|| note.into()),
    };
    vec![
        fact("Input", price("cost.input", "0.15", "$0.15"), "per 1M tokens"),
        fact("Output", price("cost.output", "0.60", "$0.60"), "per 1M tokens"),
        fact("Cached input", price("cost.cache_read", "0.075", "$0.075"), "per 1M, 50% less"),
        fact("Context window", price("limit.context", "128000", "128K"), "128,000 tokens"),
        fact("Max output", Cell::dash(CellState::Unsupported, "Not supported"), "not supported"),
        fact("Knowledge cutoff", Cell::known(Figure::time("knowledge", "2023-09", "Sep 2023")), ""),
    ]
}

pub(super) fn lifecycle() -> Lifecycle {
    Lifecycle {
        status: "deprecated".to_owned(),
        headline: Phrase::new()
            .text("Deprecated. Shuts down ")
            .figure(Figure::time("retires", "2027-02-27", "Feb 27, 2027"))
            .text("."),
        consequence: Some("Requests will fail after that date.".into()),
        successor: Some(Link::internal("GPT-4.1 mini", "models/openai/gpt-4.1-mini/")),
    }
}

fn price_row(label: &str, price: Cell, note: &str) -> PriceRow {
    PriceRow {
        label: label.to_owned(),
        price,
        unit: "per 1M tokens".to_owned(),
        note: (!note.is_empty()).then(|| note.into()),
        ..PriceRow::default()
    }
}

pub(super) fn pricing() -> Pricing {
    Pricing {
        state: CellState::Known,
        heading: "Price per 1M tokens".to_owned(),
        groups: vec![PriceGroup {
            title: None,
            rows: vec![
                price_row("Input", price("cost.input", "0.15", "$0.15"), "Text and images"),
                price_row("Output", price("cost.output", "0.60", "$0.60"), "4 times input"),
                price_row("Cache read", price("cost.cache_read", "0.075", "$0.075"), "50% less than input"),
                price_row("Cache write", price("cost.cache_write", "0.15", "$0.15"), "Same as input"),
            ],
        }],
        has_notes: true,
        columns: 3,
        notes: vec!["List price of the provider, no mark-up.".into()],
        trust: trust(),
        estimates: estimates(),
        calculator: Some(calculator()),
        ..Pricing::default()
    }
}

pub(super) fn pricing_with_everything() -> Pricing {
    let mut image = price_row("1024×1024, standard", price("cost.units[0].price", "0.04", "$0.04"), "");
    image.unit = "per image".to_owned();
    image.list_price = Some(price("computed.list_price[0]", "0.038", "$0.038"));
    Pricing {
        record: Some("providers/azure/models/gpt-4o-mini".to_owned()),
        state: CellState::Known,
        heading: "Prices".to_owned(),
        has_notes: true,
        columns: 5,
        statement: Some("Some prices are part of a plan.".into()),
        groups: vec![
            PriceGroup {
                title: None,
                rows: vec![
                    price_row("Input", Cell::words(CellState::Free, "Free"), "no charge per token"),
                    price_row("Output", Cell::words(CellState::Included, "Included in Pro"), ""),
                    price_row("Cache read", Cell::dash(CellState::Unknown, "Not published"), ""),
                    price_row("Audio", Cell::dash(CellState::NotApplicable, "Not applicable"), ""),
                    image,
                ],
            },
            PriceGroup {
                title: Some("Above 200K input tokens".into()),
                rows: vec![price_row("Input", price("cost.tiers[0].input", "0.30", "$0.30"), "")],
            },
        ],
        mixed_units: true,
        markup: Some(Markup {
            charged_label: "You pay".to_owned(),
            list_label: "List price".to_owned(),
            sentence: "Tideline adds 5% to the provider's list price.".into(),
        }),
        estimates: Estimates {
            absent: Some("No estimate: the price of output is not published.".into()),
            ..Estimates::default()
        },
        ..Pricing::default()
    }
}

/// The calculator of a page about one model.
pub(super) fn calculator() -> Calculator {
    let field = |name: &str, label: &str, value: &str, hidden| CalculatorField {
        name: name.to_owned(),
        label: label.to_owned(),
        value: value.to_owned(),
        hidden,
    };
    let line = |at: usize, label: &str, formula: &str, amount: [&str; 2]| BillLine {
        label: label.to_owned(),
        formula: formula.to_owned(),
        amount: Figure::data(format!("computed.calculator.line[{at}]"), amount[0], amount[1]),
    };
    Calculator {
        fields: vec![
            field("requests", "Requests per month", "10,000", false),
            field("quantity", "Units per month", "1,000", true),
        ],
        cached: true,
        services: vec!["Standard".to_owned(), "Batch".to_owned()],
        bills: vec![CalculatorBill {
            total: Some(Figure::data("computed.calculator.total", "6", "$6.00")),
            lines: vec![
                line(0, "Input", "20,000,000 tokens × $0.15", ["3", "$3.00"]),
                line(1, "Output", "5,000,000 tokens × $0.60", ["3", "$3.00"]),
            ],
            request: Some(Figure::data("computed.calculator.request", "0.0006", "$0.0006")),
            ..CalculatorBill::default()
        }],
        note: "An estimate at the listed prices per 1M tokens.".to_owned(),
        data: Html::from_safe(r#"[{"currency":"USD"}]"#.to_owned()),
        ..Calculator::default()
    }
}

/// The bill of one of several, with prices to choose from.
pub(super) fn bill_of_units() -> CalculatorBill {
    CalculatorBill {
        name: Some("Draw <2>".to_owned()),
        record: Some("models/acme/draw".to_owned()),
        total: Some(Figure::data("computed.calculator.total", "40", "$40.00")),
        lines: vec![BillLine {
            label: "Standard".to_owned(),
            formula: "1,000 images × $0.04".to_owned(),
            amount: Figure::data("computed.calculator.line[0]", "40", "$40.00"),
        }],
        prices: vec!["Standard".to_owned(), "HD".to_owned()],
        lowest: true,
        warning: "The input exceeds the 8K context window.".to_owned(),
        notes: "No cache price is published.".to_owned(),
        ..CalculatorBill::default()
    }
}

pub(super) fn trust() -> Trust {
    Trust {
        label: "Price checked".to_owned(),
        checked: Some(Figure::time("sources.cost.checked", "2026-11-20", "Nov 20, 2026")),
        source: Some(Link::external("source", "https://openai.com/api/pricing/")),
        edit: Some(Link::external("edit this file", "https://git.example/edit/gpt-4o-mini.toml")),
    }
}

pub(super) fn estimates() -> Estimates {
    let row = |index: usize, workload: &str, formula: &str, total: [&str; 2], cached: [&str; 2]| Estimate {
        workload: workload.into(),
        total: Figure::data(format!("computed.estimate[{index}].total"), total[0], total[1]),
        formula: formula.to_owned(),
        cached: Some(Figure::data(format!("computed.estimate[{index}].cached"), cached[0], cached[1])),
        cached_formula: None,
    };
    Estimates {
        rows: vec![
            row(
                0,
                "100K input + 10K output",
                "100K × $0.15 + 10K × $0.60",
                ["0.021", "$0.0210"],
                ["0.015", "$0.0150"],
            ),
            row(
                1,
                "1M input + 100K output",
                "1M × $0.15 + 100K × $0.60",
                ["0.21", "$0.21"],
                ["0.15", "$0.15"],
            ),
            row(2, "10M input + 1M output", "10M × $0.15 + 1M × $0.60", ["2.1", "$2.10"], ["1.5", "$1.50"]),
        ],
        caption: Some(
            "Totals over many requests, at the lowest context tier. Formulas per 1M tokens.".into(),
        ),
        workload_label: "Total tokens".to_owned(),
        total_label: "No cache".to_owned(),
        cached_label: Some("80% cached".to_owned()),
        absent: None,
    }
}

pub(super) fn quickstart() -> Quickstart {
    let snippet = |id: &str, label: &str, install: Option<&str>, code: &str| Snippet {
        id: format!("quickstart-{id}"),
        label: label.to_owned(),
        install: install.map(str::to_owned),
        code: Html::from_safe(code.to_owned()),
    };
    Quickstart {
        lead: Some(
            Phrase::new()
                .text("Works with the OpenAI SDK. Change the base URL, use your Tideline API key, and set the model to ")
                .code("openai/gpt-4o-mini")
                .text("."),
        ),
        action: Some(Link::external("Get an API key", "https://tideline.example/keys")),
        snippets: vec![
            snippet(
                "python",
                "Python",
                Some("pip install openai"),
                "<span class=\"k\">from</span> openai <span class=\"k\">import</span> OpenAI\n\nclient = OpenAI()",
            ),
            snippet("javascript", "JavaScript", None, "<span class=\"k\">import</span> OpenAI <span class=\"k\">from</span> <span class=\"s\">\"openai\"</span>;"),
            snippet("curl", "cURL", None, "<span class=\"f\">curl</span> https://api.tideline.example/v1"),
        ],
        notes: vec![],
    }
}

pub(super) fn specifications() -> Specifications {
    let row = |label: &str, cell: Cell, detail: Option<&str>| Specification {
        label: label.to_owned(),
        cell: Some(cell),
        detail: detail.map(str::to_owned),
        ..Specification::default()
    };
    Specifications {
        rows: vec![
            row("Context window", price("limit.context", "128000", "128K"), Some("128,000 tokens")),
            row("Data retention", price("policy.retention_days", "30", "30 days"), None),
            Specification {
                label: "Model ID".to_owned(),
                code: vec!["openai/gpt-4o-mini".to_owned()],
                ..Specification::default()
            },
            Specification {
                label: "temperature".to_owned(),
                text: Some(
                    Phrase::new()
                        .figure(Figure::data("parameters.temperature.min", "0", "0"))
                        .text(" to ")
                        .figure(Figure::data("parameters.temperature.max", "2", "2")),
                ),
                ..Specification::default()
            },
            Specification {
                label: "Tags".to_owned(),
                links: vec![
                    Link::internal("multimodal", "tags/multimodal/"),
                    Link::internal("fast", "tags/fast/"),
                ],
                ..Specification::default()
            },
        ],
        notes: vec![Html::from_safe("<p>Images are charged as tokens.</p>".to_owned())],
    }
}

pub(super) fn benchmarks() -> Benchmarks {
    Benchmarks {
        has_bars: true,
        caption: Some("Higher is better. Compare scores only within one benchmark.".to_owned()),
        rows: vec![
            Benchmark {
                name: "MMLU".to_owned(),
                description: Some("General knowledge".to_owned()),
                score: Figure::data("benchmarks[0].score", "82.0", "82.0%"),
                bar: Some("82.0".to_owned()),
                source: Some(Link::external("OpenAI", "https://openai.com/index/gpt-4o-mini/")),
                date: Some(Figure::time("benchmarks[0].date", "2024-07-18", "Jul 18, 2024")),
                ..Benchmark::default()
            },
            Benchmark {
                name: "Intelligence Index".to_owned(),
                score: Figure::data("benchmarks[1].score", "12.6", "12.6"),
                bar: Some("18".to_owned()),
                scale: Some(Figure::data("computed.scale[1]", "0,70", "0 to 70")),
                ..Benchmark::default()
            },
        ],
        empty: None,
    }
}

pub(super) fn no_benchmarks() -> Benchmarks {
    Benchmarks {
        empty: Some(NoBenchmarks {
            sentence: "No scores have been published for this model yet.".to_owned(),
            links: vec![Link::internal("OpenAI's models", "models/openai/")],
        }),
        ..Benchmarks::default()
    }
}

fn related_row(name: &str, url: &str, difference: Option<&str>) -> RelatedRow {
    RelatedRow {
        key: url.trim_end_matches('/').to_owned(),
        name: Link::internal(name, url),
        author: None,
        status: None,
        difference: difference.map(Into::into),
        context: tokens("limit.context", "400000", "400K", "400,000 tokens"),
        input: price("cost.input", "0.05", "$0.05"),
        output: price("cost.output", "0.40", "$0.40"),
    }
}

pub(super) fn alternatives() -> Related {
    let mut row = related_row("Mistral Small", "models/mistral/mistral-small/", Some("33% less for input"));
    row.author = Some("Mistral".to_owned());
    Related {
        lead: Some("Models of the same type with the same capabilities.".into()),
        rows: vec![row],
        with_difference: true,
        compare: None,
        more: None,
    }
}

pub(super) fn others() -> Related {
    let mut old = related_row("GPT-3.5 Turbo", "models/openai/gpt-3.5-turbo/", None);
    old.status = Some(Status { status: "deprecated".to_owned(), label: "Deprecated".to_owned() });
    Related {
        lead: None,
        rows: vec![related_row("GPT-5 nano", "models/openai/gpt-5-nano/", None), old],
        with_difference: false,
        compare: Some(Link::internal("Compare these", "compare/?m=models/a/b&m=models/a/c")),
        more: Some(Link::internal("All OpenAI models", "models/openai/")),
    }
}

pub(super) fn offers() -> Offers {
    let row = |provider: &str, current: bool| OfferRow {
        key: format!("providers/{provider}/models/gpt-4o-mini"),
        provider: Link::internal(provider, format!("providers/{provider}/gpt-4o-mini/")),
        id: "gpt-4o-mini".to_owned(),
        current,
        best: (!current).then(|| "Lowest".to_owned()),
        input: price("cost.input", "0.15", "$0.15"),
        output: price("cost.output", "0.60", "$0.60"),
        cached: Cell::dash(CellState::Unknown, "Not published"),
        context: tokens("limit.context", "128000", "128K", "128,000 tokens"),
        max_output: tokens("limit.output", "16384", "16K", "16,384 tokens"),
        ..OfferRow::default()
    };
    Offers {
        lead: Some("Prices per 1M tokens, lowest first.".into()),
        rows: vec![row("openai", false), row("azure", true)],
        notes: vec!["Offers in other currencies stand at the end.".into()],
        more: Some(Link::internal("All 12 providers", "models/openai/gpt-4o-mini/")),
    }
}

pub(super) fn faq() -> Vec<Question> {
    vec![Question {
        question: "How much does GPT-4o mini cost?".to_owned(),
        answer: Html::from_safe("<p>$0.15 per 1M input tokens.</p>".to_owned()),
    }]
}

pub(super) fn call_to_action() -> CallToAction {
    CallToAction {
        heading: "Call GPT-4o mini with one API key".to_owned(),
        text: Some("The same key works for every model of this catalogue.".to_owned()),
        link: Link::external("Get an API key", "https://tideline.example/keys"),
    }
}

pub(super) fn model_row() -> ModelRow {
    ModelRow {
        key: "models/openai/gpt-4o-mini".to_owned(),
        url: "models/openai/gpt-4o-mini/".to_owned(),
        name: "GPT-4o mini".to_owned(),
        id_start: "openai/gpt-4o".to_owned(),
        id_end: "-mini".to_owned(),
        source: Some(Link::internal("OpenAI", "models/openai/")),
        status: Some(Status { status: "deprecated".to_owned(), label: "Deprecated".to_owned() }),
        context: tokens("limit.context", "128000", "128K", "128,000 tokens").bare(),
        context_exact: Some("128,000 tokens".to_owned()),
        max_output: tokens("limit.output", "16384", "16K", "16,384 tokens").bare(),
        max_output_exact: Some("16,384 tokens".to_owned()),
        input: price("cost.input", "0.15", "$0.15").bare(),
        output: price("cost.output", "0.60", "$0.60").bare(),
        cached: price("cost.cache_read", "0.075", "$0.075").bare(),
        capabilities: "Vision, Tools, Structured".to_owned(),
        added: Cell::known(Figure::time("added", "2024-07-18", "Jul 18, 2024")).bare(),
        offers: price("computed.offers", "12", "12").bare(),
    }
}

pub(super) fn model_list() -> ModelList {
    ModelList {
        filters: Some(filters()),
        count: Phrase::new().figure(Figure::data("computed.models", "101", "101")).text(" models"),
        source_label: Some("Author".to_owned()),
        with_offers: true,
        rows: vec![model_row().into()],
        pagination: Some(pagination()),
    }
}

pub(super) fn filters() -> Filters {
    let choice = |value: &str, text: &str| Choice { value: value.to_owned(), text: text.to_owned() };
    Filters {
        action: "models/".to_owned(),
        data: "data/search.json".to_owned(),
        every_offer: Some("data/offers.json".to_owned()),
        compare: "compare/".to_owned(),
        words: "model models".to_owned(),
        rows: 101,
        placeholder: "Search by name, ID or provider".to_owned(),
        selects: vec![select()],
        more: vec![Select { table: None, choices: vec![choice("chat", "Chat completions")], ..select() }],
        capabilities: badges()[..1].to_vec(),
        more_capabilities: badges()[1..2].to_vec(),
        policies: vec![choice("zero", "Zero retention")],
        orders: vec![
            choice("", "Newest first"),
            choice("cost-100000-10000", "Lowest cost of 100K input + 10K output"),
        ],
        ways: vec![Link::internal("provider", "providers/"), Link::internal("capability", "capabilities/")],
        blank: ModelRow { source: Some(Link::default()), ..ModelRow::default() },
    }
}

pub(super) fn select() -> Select {
    Select {
        name: "provider".to_owned(),
        label: "Provider".to_owned(),
        any: "All providers".to_owned(),
        table: Some("providers".to_owned()),
        choices: Vec::new(),
    }
}

pub(super) fn pagination() -> Pagination {
    Pagination {
        summary: "101 to 101 of 101".to_owned(),
        previous: Some(Link::internal("Previous page", "models/")),
        next: None,
        pages: vec![
            PageLink { number: 1, url: "models/".to_owned(), current: false },
            PageLink { number: 2, url: "models/page/2/".to_owned(), current: true },
        ],
    }
}

fn plain_list() -> ModelList {
    ModelList { filters: None, source_label: None, with_offers: false, pagination: None, ..model_list() }
}

pub(super) fn counted() -> Counted {
    Counted {
        text: "Vision".to_owned(),
        url: "capabilities/vision/".to_owned(),
        count: "31".to_owned(),
        description: Some("The model reads images.".into()),
    }
}

pub(super) fn browse() -> Vec<Browse> {
    vec![Browse {
        id: "capabilities".to_owned(),
        title: "Capabilities".to_owned(),
        links: vec![Counted { description: None, ..counted() }],
        more: Some(Link::internal("All capabilities", "capabilities/")),
    }]
}

pub(super) fn highlight() -> Highlight {
    Highlight {
        id: "newest".to_owned(),
        title: "Newest".to_owned(),
        rows: vec![model_row().into()],
        more: Some(Link::internal("All models", "models/")),
    }
}

/// The first page of a large site.
pub(super) fn home_page() -> View {
    let home = Home {
        lead: Some("101 models of 9 authors.".into()),
        description: None,
        list: None,
        highlights: vec![highlight()],
        browse: browse(),
        links: vec![Link::internal("Deprecated and retired models", "deprecations/")],
        call_to_action: Some(call_to_action()),
    };
    View { page: page(PageKind::Home, "", "Compare language models"), body: Body::Home(home) }
}

/// The first page of a small site.
pub(super) fn small_home_page() -> View {
    let home = Home {
        description: Some(Html::from_safe("<p>All models behind one key.</p>".to_owned())),
        list: Some(plain_list()),
        browse: browse(),
        ..Home::default()
    };
    View { page: page(PageKind::Home, "", "Compare language models"), body: Body::Home(home) }
}

/// The second page of the list of all models.
pub(super) fn index_page() -> View {
    let index = Index {
        lead: "101 models of 9 authors. Prices per 1M tokens.".into(),
        links: vec![Link::internal("All 12 capabilities", "capabilities/")],
        list: model_list(),
    };
    View { page: page(PageKind::Index, "models/page/2/", "Models"), body: Body::Index(index) }
}

/// An author's page.
pub(super) fn author_page() -> View {
    let author = Author {
        key: "models/openai".to_owned(),
        id: Figure::data("id", "openai", "openai"),
        logo: Some("assets/logos/openai.svg".to_owned()),
        lead: Some("31 models.".into()),
        description: Some(Html::from_safe("<p>A laboratory in San Francisco.</p>".to_owned())),
        links: vec![Link::external("Website", "https://openai.com/")],
        facts: facts(),
        rows: specifications().rows,
        list: plain_list(),
        call_to_action: Some(call_to_action()),
    };
    View { page: page(PageKind::Author, "models/openai/", "OpenAI"), body: Body::Author(Box::new(author)) }
}

/// A provider's page.
pub(super) fn provider_page() -> View {
    let provider = Provider {
        key: "providers/azure".to_owned(),
        id: Figure::data("id", "azure", "azure"),
        lead: Some("94 models.".into()),
        api: Some("https://example.openai.azure.com/openai/v1".to_owned()),
        facts: facts(),
        rows: specifications().rows,
        list: plain_list(),
        deprecations: alternatives().rows,
        all_deprecations: Some(Link::internal("All deprecations", "deprecations/")),
        ..Provider::default()
    };
    View {
        page: page(PageKind::Provider, "providers/azure/", "Azure"),
        body: Body::Provider(Box::new(provider)),
    }
}

/// A capability's page.
pub(super) fn facet_page() -> View {
    let facet = Facet {
        definition: Some("The model reads images as part of a request.".into()),
        evidence: Some(Phrase::new().text("Known from ").code("modalities.input").text(" in the file.")),
        list: plain_list(),
        related: vec![Link::internal("Video input", "capabilities/video-input/")],
    };
    View {
        page: page(PageKind::Capability, "capabilities/vision/", "Models with vision"),
        body: Body::Facet(facet),
    }
}

/// The list of all capabilities.
pub(super) fn overview_page() -> View {
    let group = OverviewGroup { title: Some("Input".to_owned()), links: vec![counted()] };
    let overview = Overview {
        lead: Some("21 capabilities.".into()),
        groups: vec![group, OverviewGroup { title: None, links: vec![counted()] }],
    };
    View {
        page: page(PageKind::Capabilities, "capabilities/", "Capabilities"),
        body: Body::Overview(overview),
    }
}

/// A former id.
pub(super) fn alias_page() -> View {
    let alias = Alias {
        id: "openai/gpt-4o-mini-2024-07-18".to_owned(),
        target: Link::internal("GPT-4o mini", "models/openai/gpt-4o-mini/"),
    };
    let url = "models/openai/gpt-4o-mini-2024-07-18/";
    View { page: page(PageKind::Alias, url, "GPT-4o mini has moved"), body: Body::Alias(alias) }
}

/// Two columns: a row with a mark and a unit, and one in which both say the same.
pub(super) fn comparison() -> Comparison {
    let keys = ["models/a/b", "models/a/c"];
    let retired = Status { status: "retired".to_owned(), label: "Retired".to_owned() };
    let column = |key: &str, status| ComparisonColumn {
        key: key.to_owned(),
        name: Link::internal("A & B", format!("{key}/")),
        source: "by Acme".to_owned(),
        status,
    };
    let cell = |key: &str, value: Cell, best: Option<&str>| ComparisonCell {
        key: key.to_owned(),
        value,
        best: best.map(str::to_owned),
    };
    let lowest = cell(keys[0], price("cost.input", "0.15", "$0.15"), Some("Lowest"));
    let unknown = cell(keys[1], Cell::dash(CellState::Unknown, "Not published"), None);
    let input = ComparisonRow {
        label: "Input".to_owned(),
        unit: Some("per 1M tokens".to_owned()),
        same: false,
        cells: vec![lowest, unknown],
    };
    let vision = price("tool_call", "true", "Yes");
    let tools = ComparisonRow {
        label: "Tool calling".to_owned(),
        unit: None,
        same: true,
        cells: keys.map(|key| cell(key, vision.clone(), None)).to_vec(),
    };
    Comparison {
        columns: vec![column(keys[0], None), column(keys[1], Some(retired))],
        groups: vec![
            ComparisonGroup { title: "Price".to_owned(), unit: None, rows: vec![input] },
            ComparisonGroup {
                title: "Capabilities".to_owned(),
                unit: Some("in words".to_owned()),
                rows: vec![tools],
            },
        ],
        notes: vec!["C is retired and takes no part in “Lowest”.".to_owned()],
    }
}

fn compare() -> Box<Compare> {
    Box::new(Compare {
        lead: "Up to four side by side.".into(),
        comparison: comparison(),
        calculator: None,
        change: Some(Link::internal("Change the models", "compare/?m=models/a/b&m=models/a/c")),
        others: vec![Link::internal("A vs D", "compare/a-and-d/")],
        names: "data/search.json".to_owned(),
        title_pattern: "{names}: compared | Tideline".to_owned(),
        call_to_action: Some(call_to_action()),
    })
}

/// A comparison that the settings name.
pub(super) fn comparison_page() -> View {
    let page = page(PageKind::Comparison, "compare/b-and-c/", "B vs C");
    View { page, body: Body::Comparison(compare()) }
}

/// The page on which readers choose what to compare.
pub(super) fn compare_page() -> View {
    let page = page(PageKind::Compare, "compare/", "Compare models");
    View { page, body: Body::Compare(compare()) }
}

/// The 404 page of a site below `/catalogue/`.
pub(super) fn missing_page() -> View {
    let missing = Missing { links: vec![Link::internal("Models", "models/")] };
    let page = Page {
        root: "/catalogue/".to_owned(),
        canonical: None,
        robots: Some("noindex".to_owned()),
        ..page(PageKind::Missing, "404.html", "Page not found")
    };
    View { page, body: Body::Missing(missing) }
}

/// Two days on which models stop, one model with everything and one with nothing.
pub(super) fn endings() -> Vec<EndingGroup> {
    let named = EndingRow {
        key: "models/openai/gpt-4o".to_owned(),
        name: Link::internal("GPT-4o", "models/openai/gpt-4o/"),
        source: Link::internal("OpenAI", "models/openai/"),
        announced: Cell::known(Figure::time("deprecated", "2026-10-14", "Oct 14, 2026")),
        successor: Some(Link::internal("GPT-6 Luna", "models/openai/gpt-6-luna/")),
    };
    let silent = EndingRow {
        announced: Cell::dash(CellState::Unknown, "Not published"),
        successor: None,
        ..named.clone()
    };
    let day = Figure::time("retires", "2027-01-14", "Jan 14, 2027").of("models/openai/gpt-4o");
    vec![
        EndingGroup { heading: Phrase::new().figure(day), rows: vec![named] },
        EndingGroup { heading: "No shutdown date has been published".into(), rows: vec![silent] },
    ]
}

/// What ends or has ended.
/// A chart with a dot of one model and one of several.
pub(super) fn chart() -> Chart {
    let tick = |at: &str, label: &str| ChartTick { at: at.to_owned(), label: label.to_owned() };
    let dot = |x: &str, more: &str| ChartDot {
        x: x.to_owned(),
        y: "120.5".to_owned(),
        size: "4.0".to_owned(),
        model: Link::internal("GPT-4o <mini>", "models/openai/gpt-4o-mini/"),
        record: "models/openai/gpt-4o-mini".to_owned(),
        more: more.to_owned(),
        across: tokens("limit.context", "128000", "128K", "128,000 tokens"),
        up: price("cost.input", "0.15", "$0.15"),
    };
    Chart {
        id: "context".to_owned(),
        title: "Price against context window".to_owned(),
        caption: "5 models in 2 dots.".to_owned(),
        across: "Context window in tokens".to_owned(),
        up: "Input price per 1M tokens".to_owned(),
        columns: vec![tick("84.0", "100K")],
        lines: vec![tick("378.0", "$0.10")],
        dots: vec![dot("90.0", ""), dot("200.0", "and 3 more")],
    }
}

pub(super) fn charts_page() -> View {
    let charts = Charts { lead: "Input prices in US dollars.".to_owned(), charts: vec![chart()] };
    View { page: page(PageKind::Charts, "charts/", "Charts"), body: Body::Charts(charts) }
}

pub(super) fn deprecations_page() -> View {
    let part =
        EndingPart { id: "planned".to_owned(), title: "Planned shutdowns".to_owned(), groups: endings() };
    let deprecations = Deprecations {
        lead: "2 models are deprecated, as of Nov 23, 2026.".into(),
        with_announced: true,
        with_successors: true,
        parts: vec![part],
        pagination: Some(pagination()),
    };
    View {
        page: page(PageKind::Deprecations, "deprecations/", "Deprecations"),
        body: Body::Deprecations(deprecations),
    }
}

/// What changed by a day.
pub(super) fn change_group() -> ChangeGroup {
    let dearer = ChangedFact {
        label: "Input".to_owned(),
        values: Phrase::new()
            .figure(Figure::data("computed.before.cost.input", "0.15", "$0.15"))
            .text(" to ")
            .figure(Figure::data("computed.after.cost.input", "0.3", "$0.30")),
        percent: Some("+100%".to_owned()),
    };
    let row = ChangeRow {
        key: "models/openai/gpt-4o-mini".to_owned(),
        name: "GPT-4o mini".to_owned(),
        page: Some(Link::internal("GPT-4o mini", "models/openai/gpt-4o-mini/")),
        source: "OpenAI".to_owned(),
        happened: None,
        facts: vec![dearer],
    };
    let gone = ChangeRow {
        key: "models/acme/<gone>".to_owned(),
        name: "<Gone>".to_owned(),
        source: "Acme".to_owned(),
        happened: Some("Removed".to_owned()),
        ..ChangeRow::default()
    };
    ChangeGroup {
        id: "d-2026-11-24".to_owned(),
        day: Figure::time("computed.changed", "2026-11-24", "Nov 24, 2026"),
        rows: vec![row, gone],
    }
}

/// What changed in the past.
pub(super) fn changes_page() -> View {
    let changes = Changes {
        lead: "2 changes by Nov 24, 2026.".into(),
        groups: vec![change_group()],
        pagination: Some(pagination()),
    };
    View { page: page(PageKind::Changes, "changes/", "Changes"), body: Body::Changes(changes) }
}

/// The page on the data.
pub(super) fn about_page() -> View {
    let about = About {
        lead: "101 models of 9 authors.".into(),
        facts: facts(),
        basis: Some("Files hold what you pay.".into()),
        checked: Some("The price of 2 models names the day on which it was checked.".into()),
        today: Figure::time("computed.today", "2026-11-23", "Nov 23, 2026"),
        can_edit: true,
        ..About::default()
    };
    let sections = vec![section("prices", "Prices"), section("mistakes", "Sources and mistakes")];
    let page = Page { sections, ..page(PageKind::About, "about/", "About the data") };
    View { page, body: Body::About(Box::new(about)) }
}

/// The pages of a folder.
pub(super) fn sidebar() -> Sidebar {
    let group = |title: Option<&str>, links: &[(&str, &str)]| SidebarGroup {
        title: title.map(str::to_owned),
        links: links.iter().map(|(text, url)| Link::internal(*text, *url)).collect(),
    };
    Sidebar {
        title: "Docs".to_owned(),
        groups: vec![
            group(None, &[("Docs", "docs/"), ("First call", "docs/first-call/")]),
            group(Some("Guides"), &[("Caching", "docs/guides/caching/")]),
        ],
    }
}

/// A page of the site's own.
pub(super) fn own_page() -> View {
    let page = Page {
        breadcrumbs: vec![Link::internal("Docs", "docs/"), Link::internal("First call", "docs/first-call/")],
        sections: vec![section("get-a-key", "Get a key")],
        ..page(PageKind::Own, "docs/first-call/", "First call")
    };
    let own = Own {
        text: Html::from_safe("<h2 id=\"get-a-key\">Get a key</h2>\n<p>It takes a minute.</p>".to_owned()),
        sidebar: Some(sidebar()),
        previous: Some(Link::internal("Docs", "docs/")),
        next: Some(Link::internal("Caching", "docs/guides/caching/")),
        edit: Some(Link::external(
            "Edit this page",
            "https://git.example/edit/main/pages/docs/first-call.md",
        )),
        ..Own::default()
    };
    View { page, body: Body::Own(Box::new(own)) }
}

/// Every kind of page, by the name of its snapshot.
pub(super) fn pages() -> Vec<(&'static str, View)> {
    vec![
        ("home", home_page()),
        ("home_of_a_small_site", small_home_page()),
        ("index", index_page()),
        ("model", model_page()),
        ("offer", offer_page()),
        ("author", author_page()),
        ("provider", provider_page()),
        ("facet", facet_page()),
        ("overview", overview_page()),
        ("compare", compare_page()),
        ("comparison", comparison_page()),
        ("alias", alias_page()),
        ("charts", charts_page()),
        ("deprecations", deprecations_page()),
        ("changes", changes_page()),
        ("about", about_page()),
        ("own", own_page()),
        ("missing", missing_page()),
    ]
}
