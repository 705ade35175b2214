//! The keys of an author and of a provider.

use super::policy::{IMPORT, POLICY, SOURCES};
use super::schema::{Kind, Schema, ours, shared};
use super::site::LINKING_LEVELS;

/// `models/<author>/author.toml`.
pub static AUTHOR: Schema = Schema {
    name: "author",
    doc: "An author of models, in `models/<author>/author.toml`. Every key is optional. A logo can be added next to it as `logo.svg`.",
    strict: false,
    fields: &[
        ours("name", Kind::Name, "The display name. Defaults to the folder name."),
        ours("url", Kind::Url, "The website."),
        ours("docs", Kind::Url, "The documentation page."),
        ours("status_page", Kind::Url, "The status page."),
        ours("pricing_url", Kind::Url, "The pricing page."),
        ours("terms", Kind::Url, "The terms of use."),
        ours("location", Kind::Country, "The home country, as an ISO 3166 code."),
        ours("founded", Kind::Date, "The founding date."),
        ours("description", Kind::Markdown, "The description, in Markdown."),
        ours("currency", Kind::Currency, "The default currency of prices."),
        ours("logo", Kind::Boolean, "`false` hides both `logo.svg` and the first letter of the name."),
        ours("policy", Kind::Group(&POLICY), "The default policy for its records."),
        ours("sources", Kind::Group(&SOURCES), "The default sources for its records."),
        ours("import", Kind::Group(&IMPORT), "What an import leaves alone."),
    ],
};

/// `providers/<id>/provider.toml`.
pub static PROVIDER: Schema = Schema {
    name: "provider",
    doc: "A provider that serves models, in `providers/<id>/provider.toml`. A logo can be added next to it as `logo.svg`.",
    strict: false,
    fields: &[
        shared("name", Kind::Name, "The display name.").required(),
        shared("npm", Kind::Text, "The npm package of the AI SDK for it."),
        shared("env", Kind::Variables, "The environment variables for its API keys."),
        shared("doc", Kind::Url, "Its model documentation."),
        shared(
            "api",
            Kind::Url,
            "The base URL of its API. `${NAME}` is a placeholder that the reader fills in.",
        ),
        ours(
            "author",
            Kind::Text,
            "The ID of the author who runs this provider. Its prices are then the author's own. Without this key, matching names decide; `none` means that it belongs to no author.",
        ),
        ours(
            "linking",
            Kind::Choice(&LINKING_LEVELS),
            "How certain the links from its offers to models must be. Overrides `[linking] level`.",
        ),
        ours("url", Kind::Url, "The website."),
        ours("docs", Kind::Url, "The documentation page."),
        ours("status_page", Kind::Url, "The status page."),
        ours("pricing_url", Kind::Url, "The pricing page."),
        ours("terms", Kind::Url, "The terms of use."),
        ours("location", Kind::Country, "The home country, as an ISO 3166 code."),
        ours("founded", Kind::Date, "The founding date."),
        ours("description", Kind::Markdown, "The description, in Markdown."),
        ours("currency", Kind::Currency, "The default currency of prices."),
        ours("logo", Kind::Boolean, "`false` hides both `logo.svg` and the first letter of the name."),
        ours("policy", Kind::Group(&POLICY), "The default policy for its records."),
        ours("sources", Kind::Group(&SOURCES), "The default sources for its records."),
        ours("import", Kind::Group(&IMPORT), "What an import leaves alone."),
    ],
};
