//! Text that looks like markup is text: it stops no build and hides no mistake, wherever it stands. What is wrong on a finished page
//! is said at the file that it comes from.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use support::{MODEL, Run, Site};

/// What looks like the attributes of tags.
const TEXTS: [&str; 7] = [
    r#" id="main" id="main" "#,
    r#" href="/gone/" href='/gone/' href=/gone/ "#,
    r#" src="/gone.png" src='gone.png' srcset="gone.png 2x" "#,
    r##" href="#gone" "##,
    r#"<a href="/gone/" id="main"><img src="/gone.png"><base href="https://gone.example/">"#,
    r#"</title></script></textarea>--><title></title><meta name="description" content=""> id="main""#,
    r#"</body></head><!-- <script> id="main" <style> <textarea> href="/gone/""#,
];

/// A TOML string.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}

/// A site that has a text in every place for text, which a model, an author, a page and the settings have.
fn site(text: &str) -> Site {
    let (line, fence) =
        (quoted(text), quoted(&format!("Text {text}\n\n    {text}\n\n```html\n{text}\n```\n\n`{text}`\n")));
    let record = format!(
        "name = {line}\ndescription = {fence}\nnotes = [{fence}, {line}]\ntags = [{line}]\nfamily = {line}\nlicense = {line}\n\
         faq = [{{ question = {line}, answer = {fence} }}]\nlinks = [{{ label = {line}, url = \"https://acme.example/\" }}]\n\
         [limit]\ncontext = 128_000\n[cost]\ninput = 1\noutput = 2\n"
    );
    let settings = format!(
        "title = {line}\ntagline = {line}\ndescription = {fence}\nnotice = {line}\n[footer]\ntext = {fence}\n\
         [[nav]]\nlabel = {line}\nurl = \"/models/\"\n[lints]\nprofile = \"foreign\"\nbroken-page = \"deny\"\npage-without-metadata = \"deny\"\n"
    );
    Site::new()
        .file("models/acme/marked.toml", record)
        .file("models/acme/author.toml", format!("name = {line}\ndescription = {fence}\n"))
        .file("site.toml", settings)
        .file("pages/own.md", format!("+++\ntitle = {line}\n+++\n\n{text}\n\n```html\n{text}\n```\n\n## {text}\n\n| a |\n|---|\n| {text} |\n"))
        .file("pages/index.md", format!("# {text}\n\n[Own](own.md)\n\n{text}\n"))
}

#[test]
fn text_that_looks_like_markup_is_text_in_every_place() {
    for text in TEXTS {
        let site = site(text);
        site.build().exits(0);
        site.check().exits(0);
        assert!(site.page("own/index.html").contains("gone") || text.contains("main"), "{text}");
    }
}

#[test]
fn a_dead_link_of_a_template_is_found_beside_such_text() {
    let links = [
        r#"<a href="{{ root }}gone/">x</a>"#,
        "<a href='{{ root }}gone/'>x</a>",
        "<a href={{ root }}gone/>x</a>",
        r#"<A HREF = "{{ root }}gone/">x</A>"#,
        "<a\nhref\n=\n' {{ root }}gone/ '>x</a>",
        r#"<img alt="a > b" src="{{ root }}gone/">"#,
        r#"<img alt="" srcset="{{ root }}models/ 1x, {{ root }}gone/ 2x">"#,
        r#"<form action="{{ root }}gone/"></form>"#,
        r#"<!-- " ' --><a title='">' href="{{ root }}gone/?a=1&amp;b=2#c">x</a>"#,
        r#"<textarea><a href="no"></textarea><a href="{{ root }}gone/">x</a>"#,
    ];
    for link in links {
        for text in [TEXTS[1], TEXTS[6]] {
            let template = format!(
                "{{% extends \"builtin/page/model.html\" %}}\n{{% block page_end %}}<p>{link}</p>{{% endblock %}}"
            );
            let site = site(text).file("templates/page/model.html", template);
            let run = site.build().exits(1).says("broken-page");
            let place = if link.contains('\n') { ":5:" } else { ":2:" };
            run.says(&format!("templates/page/model.html{place}")).says("which is not on the site");
        }
    }
}

#[test]
fn addresses_are_compared_as_a_browser_reads_them() {
    let template = "{% extends \"builtin/page/model.html\" %}{% block page_end %}\
        <a href='{{ root }}models/?q=a&amp;b=1#main'>1</a><a href=\"{{ root }}a%20b&amp;c.txt\">2</a>\
        <a href=\"#top\">3</a><a href=\"#h&eacute;\">4</a><i id=\"h&#233;\"></i><a href=\"#h%C3%A9\">5</a>\
        <script type=\"text/plain\"><a href=\"no\" id=\"main\"></script><!-- <a href=\"no\"> --><style>/* <a href=no> */</style>\
        <base href=\"https://elsewhere.example/\">{% endblock %}";
    let site = Site::plain().file("templates/page/model.html", template).file("static/a b&c.txt", "x");
    site.build().exits(0);
}

/// The findings of a code as `file:line: message`.
fn found(run: &Run, code: &str) -> Vec<String> {
    let of_code = run.findings().into_iter().filter(|found| found["code"] == code);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    of_code
        .map(|found| format!("{}:{}: {}", text(&found["file"]), found["line"], text(&found["message"])))
        .collect()
}

fn json(site: &Site) -> Run {
    site.run(&["check", "--format", "json", "--today", "2026-11-23"])
}

#[test]
fn a_finding_names_the_record_the_page_or_the_setting_that_it_comes_from() {
    let site = Site::plain()
        .file(
            "models/acme/linking.toml",
            format!("description = \"\"\"\nSee\n[this](#nowhere).\"\"\"\n{MODEL}")
                .replace("Plain", "Linking"),
        )
        .file("models/acme/author.toml", "name = \"Acme\"\ndescription = \"[x](#no-author)\"\n")
        .file("pages/own.md", "# Own\n\nSee [there](#no-page)\nand [here](other.md#no-section).\n")
        .file("pages/other.md", "# Other\n")
        .file("site.toml", "title = \"Acme\"\n[footer]\ntext = \"[x](#no-foot)\"\n");
    let found = found(&json(&site), "broken-page");
    let expected = [
        "models/acme/author.toml:2: the page links to `#no-author`, which is not on the page (on `/models/acme/`)",
        "models/acme/linking.toml:3: the page links to `#nowhere`, which is not on the page (on `/models/acme/linking/`)",
        "pages/own.md:3: the page links to `#no-page`, which is not on the page (on `/own/`)",
        "pages/own.md:4: the page links to `other/#no-section`, which does not exist (on `/own/`)",
    ];
    for line in expected {
        assert!(found.contains(&line.to_owned()), "{line} is not in {found:#?}");
    }
    let foot: Vec<_> = found.iter().filter(|line| line.starts_with("site.toml:3:")).collect();
    assert_eq!(foot.len(), 1, "{found:#?}");
    assert!(foot[0].ends_with(" other pages)"), "{foot:?}");
    assert_eq!(found.len(), 5, "{found:#?}");
}

#[test]
fn a_finding_names_the_template_once_for_all_pages() {
    let site = Site::plain()
        .file("models/acme/second.toml", MODEL.replace("Plain", "Second"))
        .file(
            "templates/base.html",
            "{% extends \"builtin/base.html\" %}\n{% block page_end %}<i id=\"twice\"></i><i id='twice'></i>\n<a href=\"{{ root }}gone/\">x</a>\n<img src='{{ root }}x.png'>{% endblock %}",
        )
        .file("static/x.png", "no picture");
    let run = json(&site);
    let broken = found(&run, "broken-page");
    assert_eq!(broken.len(), 2, "{broken:#?}");
    assert!(
        broken.iter().any(|line| line.starts_with("templates/base.html:2: the ID `twice`")),
        "{broken:#?}"
    );
    assert!(broken.iter().any(|line| line.starts_with("templates/base.html:3: ")), "{broken:#?}");
    let poor = found(&run, "page-without-metadata");
    assert!(
        matches!(poor.as_slice(), [line] if line.starts_with("templates/base.html:4: an image")),
        "{poor:#?}"
    );
}

#[test]
fn keep_going_leaves_out_the_record_or_page_of_a_finding_and_builds_the_rest() {
    let site = Site::plain()
        .file("site.toml", "title = \"Acme\"\n")
        .file(
            "models/acme/linking.toml",
            format!("description = \"[x](#nowhere)\"\n{MODEL}").replace("Plain", "Linking"),
        )
        .file("pages/own.md", "# Own\n\n[x](#nowhere)\n")
        .file("pages/good.md", "+++\nfooter = \"Good\"\n+++\n# Good\n");
    site.build().exits(1).says("nothing was written");
    let run = site.run(&["build", "--keep-going", "--today", "2026-11-23"]).exits(1);
    let run = run.says("models/acme/linking.toml:1:").says("pages/own.md:3:");
    run.says("2 files with errors left out");
    for (path, is_there) in
        [("models/acme/plain", true), ("good", true), ("models/acme/linking", false), ("own", false)]
    {
        assert_eq!(site.path("dist").join(path).exists(), is_there, "{path}");
    }
}

#[test]
fn keep_going_writes_pages_on_which_a_template_has_a_dead_link() {
    let site = Site::plain().file("site.toml", "title = \"Acme\"\n").file(
        "templates/page/not_found.html",
        "{% extends \"builtin/page/not_found.html\" %}{% block page_end %}<a href=\"{{ root }}gone/\">x</a>{% endblock %}",
    );
    site.build().exits(1).says("nothing was written");
    let run = site.run(&["build", "--keep-going", "--today", "2026-11-23"]).exits(1);
    let run = run.says("templates/page/not_found.html:1:");
    assert!(!run.stderr.contains("left out"), "{}", run.stderr);
    assert!(site.path("dist/models/acme/plain/index.html").exists());
    assert!(site.page("404.html").contains("gone/"));
    // What cannot be drawn keeps the site from being written.
    site.put("templates/page/not_found.html", "{{ nothing.there }}");
    site.run(&["build", "--keep-going"]).exits(1).says("nothing was written");
}

#[test]
fn a_fault_that_stands_twice_on_a_page_is_one_page() {
    let site = Site::plain().file("pages/p.md", "# P\n\n[x](#g) and [y](#g)\n");
    let run = site.build().says("the page links to `#g`, which is not on the page (on `/p/`)");
    assert!(!run.stderr.contains("other page"), "{}", run.stderr);
}
