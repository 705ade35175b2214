//! The keys of `site.toml`.

use super::schema::{Kind, Schema, ours};

/// `site.toml`.
pub static SITE: Schema = Schema {
    name: "site",
    doc: "The settings of a site, in `site.toml`. Every key is optional, and so is the file.",
    strict: false,
    fields: &[
        ours("title", Kind::Name, "The name of the site."),
        ours("tagline", Kind::Text, "What it is, in a line."),
        ours("description", Kind::Markdown, "What it is, in Markdown, for the home page."),
        ours("notice", Kind::Markdown, "A line that stands at the top of every page."),
        ours(
            "base_url",
            Kind::BaseUrl,
            "Where the site will stand. Without it canonical addresses are left out.",
        ),
        ours(
            "language",
            Kind::Language,
            "The language of your own texts, as a BCP 47 tag; `en` without it. The interface is in English.",
        ),
        ours("data", Kind::Group(&DATA), "Whose data the site shows, and under which licence."),
        ours("gateway", Kind::Group(&GATEWAY), "The one provider of a site without `providers/`."),
        ours("estimates", Kind::Groups(&ESTIMATE), "The workloads of the estimated costs.").at_most(20),
        ours(
            "cached_share",
            Kind::Count("percent"),
            "The share of the input that the cached estimates read from the cache; 80 without it.",
        ),
        ours("quickstart", Kind::Group(&QUICKSTART), "The code examples."),
        ours("page", Kind::Group(&PAGE), "The model page."),
        ours("index", Kind::Group(&INDEX), "The index."),
        ours("linking", Kind::Group(&LINKING), "How the models of offers are found that name none."),
        ours("nav", Kind::Groups(&NAV), "The links of the header, in place of the default ones."),
        ours("footer", Kind::Group(&FOOTER), "The footer."),
        ours("brand", Kind::Group(&BRAND), "Name and looks."),
        ours("repo", Kind::Group(&REPO), "Where the files are edited."),
        ours("analytics", Kind::Group(&ANALYTICS), "A script of your own on every page."),
        ours("csp", Kind::Group(&CSP), "Additions to the content security policy."),
        ours("seo", Kind::Group(&SEO), "Search engines and crawlers."),
        ours("outputs", Kind::Group(&OUTPUTS), "Which files for hosts are written beside the pages."),
        ours(
            "lints",
            Kind::Map(&Kind::Choice(&LEVELS)),
            "The level of a lint by its code: allow, hint, warn or deny. `profile = \"foreign\"` takes the levels for trees that somebody else keeps.",
        )
        .aliases(&["profile"]),
        ours("compare", Kind::Groups(&COMPARE), "Comparison pages by name.").at_most(10_000),
        ours("import", Kind::Group(&IMPORT), "Imports from other catalogues."),
        ours("extra", Kind::Free, "Anything of your own, handed to templates untouched."),
    ],
};

/// The levels of a lint; the last two are those of `profile` alone.
pub(super) static LEVELS: [&str; 6] = ["allow", "hint", "warn", "deny", "foreign", "own"];

/// The levels that a key of `[lints]` takes.
pub(super) fn levels_of(key: &str) -> &'static [&'static str] {
    let (lints, profiles) = LEVELS.split_at(4);
    if key == "profile" { profiles } else { lints }
}

static DATA: Schema = Schema {
    name: "data",
    doc: "Whose data the site shows, and under which licence: in the footer, in structured data and in JSON files. What is not written is not claimed.",
    strict: false,
    fields: &[
        ours(
            "license",
            Kind::Name,
            "The licence of the data, by its SPDX name where it has one: `MIT`, `CC-BY-4.0`.",
        ),
        ours("license_url", Kind::Url, "The text of the licence."),
        ours(
            "credit",
            Kind::Markdown,
            "Where the data comes from, in one line: `Data from [models.dev](https://models.dev)`.",
        ),
        ours("as_of", Kind::Date, "The day on which the data was taken from there."),
    ],
};

static GATEWAY: Schema = Schema {
    name: "gateway",
    doc: "The one provider of a site without `providers/`.",
    strict: false,
    fields: &[
        ours("id", Kind::Text, "Its id."),
        ours("name", Kind::Name, "Its display name."),
        ours("api", Kind::Url, "The base URL of its API."),
        ours("npm", Kind::Text, "The AI SDK package that talks to it."),
        ours("env", Kind::Variables, "The environment variables that hold its keys."),
        ours("doc", Kind::Url, "Its documentation."),
        ours(
            "cost_basis",
            Kind::Choice(&["charged", "upstream"]),
            "Whether prices in files are what the reader pays (`charged`, the default) or upstream prices that `markup_percent` is added to.",
        ),
        ours("markup_percent", Kind::Price, "The mark-up on upstream prices, in percent."),
        ours("fees", Kind::Markdown, "Fees beside the prices, in Markdown."),
        ours("cta_label", Kind::Text, "The text of the call to action."),
        ours("cta_url", Kind::Url, "Where the call to action leads; `{id}` stands for the model's id."),
    ],
};

static ESTIMATE: Schema = Schema {
    name: "estimate",
    doc: "A workload.",
    strict: false,
    fields: &[
        ours("input", Kind::Count("tokens"), "Input tokens in all.").required(),
        ours("output", Kind::Count("tokens"), "Output tokens in all.").required(),
        ours("label", Kind::Text, "What the workload is called."),
    ],
};

static QUICKSTART: Schema = Schema {
    name: "quickstart",
    doc: "The code examples.",
    strict: false,
    fields: &[
        ours(
            "languages",
            Kind::Texts,
            "The languages in order: `python`, `javascript`, `curl`, or a folder of your own below `templates/snippets`.",
        ),
        ours("prompt", Kind::Text, "The prompt of the examples."),
    ],
};

/// The sections of a model page that can be ordered.
pub const SECTIONS: [&str; 8] =
    ["pricing", "offers", "quickstart", "specifications", "benchmarks", "alternatives", "others", "faq"];

static PAGE: Schema = Schema {
    name: "page",
    doc: "The model page.",
    strict: false,
    fields: &[ours(
        "sections",
        Kind::Choices(&SECTIONS),
        "The sections in order; one that is not named is left out.",
    )],
};

static INDEX: Schema = Schema {
    name: "index",
    doc: "The index.",
    strict: false,
    fields: &[ours("rows", Kind::Choice(&["models", "offers"]), "Whether a row is a model or an offer.")],
};

static LINKING: Schema = Schema {
    name: "linking",
    doc: "How the models of offers are found that name none. `provider.toml` and offers may have a `linking` of their own.",
    strict: false,
    fields: &[
        ours(
            "level",
            Kind::Choice(&LINKING_LEVELS),
            "How uncertain a link may be: `declared` takes what files name, `exact` ids that are the model's too, and `matched`, the default, ids that say beside it only how the model is served.",
        ),
        ours(
            "own_providers",
            Kind::Map(&Kind::Text),
            "Which provider is an author's own, by their ids: `zai = \"zhipuai\"`. The `author` in a `provider.toml` says the same; `none` is nobody.",
        ),
    ],
};

/// How uncertain a link may be.
pub(super) static LINKING_LEVELS: [&str; 3] = ["declared", "exact", "matched"];

static NAV: Schema = Schema {
    name: "navigation link",
    doc: "A link of the header.",
    strict: false,
    fields: &[
        ours("label", Kind::Text, "Its text.").required(),
        ours(
            "url",
            Kind::Path,
            "Where it leads: a path from the site's root with a leading `/`, or an address.",
        )
        .required(),
    ],
};

static FOOTER: Schema = Schema {
    name: "footer",
    doc: "The footer.",
    strict: false,
    fields: &[ours("text", Kind::Markdown, "A line of text."), ours("links", Kind::Groups(&NAV), "Links.")],
};

static BRAND: Schema = Schema {
    name: "brand",
    doc: "Name and looks.",
    strict: false,
    fields: &[
        ours("name", Kind::Name, "The name in the header; the title without it."),
        ours("logo", Kind::Path, "A picture below `static/`, SVG at best, that stands before the name."),
        ours(
            "accent",
            Kind::Color,
            "The brand colour. It fills buttons; the colours of text and links, for light and dark, are made of it so that they can be read.",
        )
        .aliases(&["color", "colour", "primary"]),
        ours("font", Kind::Choice(&["default", "system"]), "`system` leaves the font file out."),
        ours("css", Kind::Path, "A style sheet of your own below `static/`, loaded last."),
    ],
};

static REPO: Schema = Schema {
    name: "repository",
    doc: "Where the files are edited.",
    strict: false,
    fields: &[ours("edit_url", Kind::Url, "The address that edits a file; `{path}` stands for its path.")],
};

static ANALYTICS: Schema = Schema {
    name: "analytics",
    doc: "A script of your own on every page. Its host is added to the content security policy, for scripts and requests.",
    strict: false,
    fields: &[
        ours("script", Kind::Url, "The address of the script; without it there is none.").required(),
        ours(
            "data",
            Kind::Map(&Kind::Text),
            "The `data-` attributes of the script by name: `website-id = \"1\"` is `data-website-id=\"1\"`.",
        ),
    ],
};

static CSP: Schema = Schema {
    name: "content security policy",
    doc: "Hosts that are added to a directive.",
    strict: false,
    fields: &[
        ours("script", Kind::Sources, "Hosts for scripts."),
        ours("style", Kind::Sources, "Hosts for style sheets."),
        ours("img", Kind::Sources, "Hosts for images."),
        ours("font", Kind::Sources, "Hosts for fonts."),
        ours("connect", Kind::Sources, "Hosts for requests."),
        ours("frame", Kind::Sources, "Hosts for frames."),
        ours("trusted_types", Kind::Sources, "Names of Trusted Types policies."),
    ],
};

static SEO: Schema = Schema {
    name: "search engines",
    doc: "Search engines and crawlers.",
    strict: false,
    fields: &[
        ours("index", Kind::Boolean, "False asks search engines to leave the site out."),
        ours("index_offers", Kind::Boolean, "False asks them to leave offer pages out."),
        ours("faq_markup", Kind::Boolean, "False leaves the structured data of questions out."),
        ours(
            "ai_crawlers",
            Kind::Flag(&["allow", "deny"]),
            "Whether crawlers that train models are welcome.",
        ),
    ],
};

static OUTPUTS: Schema = Schema {
    name: "outputs",
    doc: "Which files for hosts are written beside the pages.",
    strict: false,
    fields: &[
        ours("headers", Kind::Boolean, "False leaves `_headers` out."),
        ours("redirects", Kind::Boolean, "False leaves `_redirects` out."),
        ours("nojekyll", Kind::Boolean, "False leaves `.nojekyll` out."),
        ours("robots", Kind::Boolean, "False leaves `robots.txt` out."),
        ours("sitemap", Kind::Boolean, "False leaves the sitemap out."),
        ours("cname", Kind::Boolean, "True writes `CNAME`, with the host of `base_url`."),
        ours("precompress", Kind::Boolean, "True writes each file in a compressed copy too."),
    ],
};

static COMPARE: Schema = Schema {
    name: "comparison",
    doc: "A comparison page.",
    strict: false,
    fields: &[
        ours("name", Kind::Text, "The name in its path.").required(),
        ours("models", Kind::Texts, "The ids of two to four models.").required(),
    ],
};

static IMPORT: Schema = Schema {
    name: "import",
    doc: "Imports from other catalogues.",
    strict: false,
    fields: &[ours("lock", Kind::Texts, "Keys that an import leaves as they are.")],
};
