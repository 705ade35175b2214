//! The keys of `site.toml`.

use super::policy::IMPORT;
use super::schema::{Kind, Schema, ours};

/// `site.toml`.
pub static SITE: Schema = Schema {
    name: "site",
    doc: "The settings of a site, in `site.toml`. Every key is optional, and so is the file.",
    strict: false,
    fields: &[
        ours("title", Kind::Name, "The name of the site."),
        ours("tagline", Kind::Text, "A one-line description."),
        ours("description", Kind::Markdown, "The text on the home page, in Markdown."),
        ours("notice", Kind::Markdown, "A notice at the top of every page."),
        ours(
            "base_url",
            Kind::BaseUrl,
            "The address of the published site. Without it, canonical addresses are left out.",
        ),
        ours(
            "language",
            Kind::Language,
            "The language of your own texts, as a BCP 47 tag. Defaults to `en`. The interface is in English.",
        ),
        ours("data", Kind::Group(&DATA), "The license and the source of the data."),
        ours("gateway", Kind::Group(&GATEWAY), "The only provider of a site without `providers/`."),
        ours("estimates", Kind::Groups(&ESTIMATE), "The workloads for cost estimates.").at_most(20),
        ours(
            "cached_share",
            Kind::Count("percent"),
            "The share of input read from the cache in cached estimates, in percent. Defaults to 80.",
        ),
        ours("quickstart", Kind::Group(&QUICKSTART), "The code examples."),
        ours("page", Kind::Group(&PAGE), "The model page."),
        ours("home", Kind::Group(&HOME), "The home page."),
        ours("index", Kind::Group(&INDEX), "The list of models."),
        ours("show", Kind::Group(&SHOW), "What pages say beyond the facts."),
        ours("linking", Kind::Group(&LINKING), "How offers that name no model are linked to models."),
        ours("nav", Kind::Groups(&NAV), "The header links. They replace the default ones."),
        ours("footer", Kind::Group(&FOOTER), "The footer."),
        ours("brand", Kind::Group(&BRAND), "Name and appearance."),
        ours("repo", Kind::Group(&REPO), "Where readers can edit the files."),
        ours("analytics", Kind::Group(&ANALYTICS), "An analytics script on every page."),
        ours("csp", Kind::Group(&CSP), "Additions to the content security policy."),
        ours("seo", Kind::Group(&SEO), "Search engines and crawlers."),
        ours("outputs", Kind::Group(&OUTPUTS), "The files for hosts, programs and feed readers that are written next to the pages."),
        ours(
            "lints",
            Kind::Map(&Kind::Choice(&LEVELS)),
            "The level of each lint, by code: allow, hint, warn or deny. `profile = \"foreign\"` uses the levels for data that someone else maintains.",
        )
        .aliases(&["profile"]),
        ours("compare", Kind::Groups(&COMPARE), "Comparison pages.").at_most(10_000),
        ours("import", Kind::Group(&IMPORT), "Imports from other catalogs."),
        ours("extra", Kind::Free, "Your own data, passed to templates unchanged."),
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
    doc: "The license and the source of the data, shown in the footer, in structured data and in JSON files. Nothing is claimed that is not set here.",
    strict: false,
    fields: &[
        ours(
            "license",
            Kind::Name,
            "The license of the data, as an SPDX identifier if it has one: `MIT`, `CC-BY-4.0`.",
        ),
        ours("license_url", Kind::Url, "The address of the license text."),
        ours(
            "credit",
            Kind::Markdown,
            "The source of the data, in one line: `Data from [models.dev](https://models.dev)`.",
        ),
        ours("as_of", Kind::Date, "The date on which the data was taken from there."),
    ],
};

static GATEWAY: Schema = Schema {
    name: "gateway",
    doc: "The only provider of a site without `providers/`.",
    strict: false,
    fields: &[
        ours("id", Kind::Text, "The ID."),
        ours("name", Kind::Name, "The display name."),
        ours("api", Kind::Url, "The base URL of its API."),
        ours("npm", Kind::Text, "The npm package of the AI SDK for it."),
        ours("env", Kind::Variables, "The environment variables for its API keys."),
        ours("doc", Kind::Url, "The documentation."),
        ours(
            "cost_basis",
            Kind::Choice(&["charged", "upstream"]),
            "Whether prices in files are what the reader pays (`charged`, the default) or upstream prices to which `markup_percent` is added.",
        ),
        ours("markup_percent", Kind::Price, "The markup on upstream prices, in percent."),
        ours("fees", Kind::Markdown, "Additional fees, in Markdown."),
        ours("cta_label", Kind::Text, "The text of the call to action."),
        ours(
            "cta_url",
            Kind::Url,
            "The address of the call to action. `{id}` is replaced with the model's ID.",
        ),
    ],
};

static ESTIMATE: Schema = Schema {
    name: "estimate",
    doc: "A workload.",
    strict: false,
    fields: &[
        ours("label", Kind::Text, "The name of the workload."),
        ours("input", Kind::Count("tokens"), "Total input tokens.").required(),
        ours("output", Kind::Count("tokens"), "Total output tokens.").required(),
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
            "The languages in order: `python`, `javascript`, `curl`, or your own folders in `templates/snippets`.",
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
        "The sections in order. Sections that are not listed are left out.",
    )],
};

/// The sections of the home page.
pub const HOME_SECTIONS: [&str; 6] = ["search", "list", "map", "price_changes", "highlights", "browse"];

static HOME: Schema = Schema {
    name: "home",
    doc: "The home page.",
    strict: false,
    fields: &[ours(
        "sections",
        Kind::Choices(&HOME_SECTIONS),
        "The sections in order, where there is something to show. `search` has the search field and quick filters, `list` all models of a small site, `map` the map of price and score, `price_changes` the latest of `changes/`, `highlights` short lists, `browse` authors, providers, capabilities, types and tags. Sections that are not listed are left out.",
    )],
};

static SHOW: Schema = Schema {
    name: "show",
    doc: "What pages say beyond the facts. Everything is shown unless it is switched off here.",
    strict: false,
    fields: &[
        ours(
            "ranks",
            Kind::Boolean,
            "Whether a score has its rank in its set, the models next to it, and the mark of the best. Defaults to true.",
        ),
        ours(
            "maps",
            Kind::Boolean,
            "Whether there are maps of price and score, or of price and context. Defaults to true.",
        ),
        ours(
            "lowest",
            Kind::Boolean,
            "Whether the lowest of several prices is marked as “Lowest”. Defaults to true.",
        ),
    ],
};

static INDEX: Schema = Schema {
    name: "index",
    doc: "The list of models.",
    strict: false,
    fields: &[ours("rows", Kind::Choice(&["models", "offers"]), "Whether each row is a model or an offer.")],
};

static LINKING: Schema = Schema {
    name: "linking",
    doc: "How offers that name no model are linked to models. `provider.toml` and offers can have their own `linking`.",
    strict: false,
    fields: &[
        ours(
            "level",
            Kind::Choice(&LINKING_LEVELS),
            "How certain a link must be: `declared` accepts only what files name, `exact` also equal IDs, and `matched` (the default) also IDs that add only how the model is served.",
        ),
        ours(
            "own_providers",
            Kind::Map(&Kind::Text),
            "The author that runs each provider, by ID: `zai = \"zhipuai\"`. `author` in a `provider.toml` does the same; `none` means no author.",
        ),
    ],
};

/// How uncertain a link may be.
pub(super) static LINKING_LEVELS: [&str; 3] = ["declared", "exact", "matched"];

static NAV: Schema = Schema {
    name: "navigation link",
    doc: "A header link.",
    strict: false,
    fields: &[
        ours("label", Kind::Text, "The text.").required(),
        ours("url", Kind::Path, "The target: a path from the site's root with a leading `/`, or a URL.")
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
    doc: "Name and appearance.",
    strict: false,
    fields: &[
        ours("name", Kind::Name, "The name in the header. Defaults to the title."),
        ours("logo", Kind::Path, "An image in `static/`, preferably SVG, shown before the name."),
        ours(
            "accent",
            Kind::Color,
            "The brand color. Buttons use it as is; readable text and link colors for light and dark mode are derived from it.",
        )
        .aliases(&["color", "colour", "primary"]),
        ours("font", Kind::Choice(&["default", "system"]), "`system` uses the system font and leaves the font file out."),
        ours("css", Kind::Path, "Your own style sheet in `static/`, loaded last."),
    ],
};

static REPO: Schema = Schema {
    name: "repository",
    doc: "Where readers can edit the files.",
    strict: false,
    fields: &[ours(
        "edit_url",
        Kind::Url,
        "The address for editing a file. `{path}` is replaced with its path.",
    )],
};

static ANALYTICS: Schema = Schema {
    name: "analytics",
    doc: "An analytics script on every page. Its host is added to the content security policy, for scripts and requests.",
    strict: false,
    fields: &[
        ours("script", Kind::Url, "The address of the script.").required(),
        ours(
            "data",
            Kind::Map(&Kind::Text),
            "The `data-` attributes of the script: `website-id = \"1\"` is `data-website-id=\"1\"`.",
        ),
    ],
};

static CSP: Schema = Schema {
    name: "content security policy",
    doc: "Hosts to add to each directive.",
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
        ours("index", Kind::Boolean, "`false` asks search engines not to index the site."),
        ours("index_offers", Kind::Boolean, "`false` asks them not to index offer pages."),
        ours("faq_markup", Kind::Boolean, "`false` leaves out the structured data for questions."),
        ours(
            "ai_crawlers",
            Kind::Flag(&["allow", "deny"]),
            "Whether crawlers may use the site to train models.",
        ),
    ],
};

/// The fields of newer models.dev clients.
pub const API_FIELDS: [&str; 2] = ["type", "canonical_model_id"];

/// The lists for other systems.
pub const FEEDS: [&str; 3] = ["openai", "litellm", "openrouter"];

static OUTPUTS: Schema = Schema {
    name: "outputs",
    doc: "The files for hosts, programs and feed readers that are written next to the pages.",
    strict: false,
    fields: &[
        ours(
            "api",
            Kind::Boolean,
            "`false` leaves out `api.json`, `api-all.json`, `models.json` and `catalog.json`.",
        ),
        ours(
            "api_chat_only",
            Kind::Boolean,
            "Whether `api.json` has only models for chat. Defaults to `true`, or to `false` for data that someone else maintains.",
        ),
        ours(
            "api_fields",
            Kind::Choices(&API_FIELDS),
            "Fields of newer clients to add to each offer in `api.json`. Defaults to all, or to none for data that someone else maintains.",
        ),
        ours(
            "json",
            Kind::Boolean,
            "`false` leaves out `index.json` of authors, providers and lists, and the JSON Schemas below `schema/`.",
        ),
        ours("csv", Kind::Boolean, "`false` leaves out `data/models.csv` and `data/offers.csv`."),
        ours(
            "feeds",
            Kind::Choices(&FEEDS),
            "The lists for other systems to write below `feeds/`. None by default.",
        ),
        ours("headers", Kind::Boolean, "`false` leaves out `_headers`."),
        ours("redirects", Kind::Boolean, "`false` leaves out `_redirects`."),
        ours("nojekyll", Kind::Boolean, "`false` leaves out `.nojekyll`."),
        ours("robots", Kind::Boolean, "`false` leaves out `robots.txt`."),
        ours("sitemap", Kind::Boolean, "`false` leaves out the sitemap."),
        ours("cname", Kind::Boolean, "`true` writes `CNAME`, with the host of `base_url`."),
        ours("precompress", Kind::Boolean, "`true` also writes a compressed copy of each file."),
        ours(
            "markdown",
            Kind::Boolean,
            "`false` leaves out `index.md`, the Markdown of each page but those of offers.",
        ),
        ours("offer_markdown", Kind::Boolean, "`true` also writes `index.md` for each offer."),
        ours(
            "og_images",
            Kind::Flag(&["site", "records"]),
            "The preview images to draw: one for the site, or `\"records\"` for one per model too. Defaults to `\"site\"`; `false` draws none. They need `base_url`.",
        ),
        ours("llms", Kind::Boolean, "`false` leaves out `llms.txt` and `llms-full.txt`."),
        ours("feed", Kind::Boolean, "`false` leaves out `feed.xml`, which needs `base_url`."),
        ours("party_feeds", Kind::Boolean, "`true` also writes `feed.xml` for each author and provider."),
        ours("calendar", Kind::Boolean, "`false` leaves out `calendar.ics`, the dates on which models end."),
    ],
};

static COMPARE: Schema = Schema {
    name: "comparison",
    doc: "A comparison page.",
    strict: false,
    fields: &[
        ours("name", Kind::Text, "The name in the page's path.").required(),
        ours("models", Kind::Texts, "The IDs of two to four models.").required(),
    ],
};
