//! The keys of an author and of a provider.

use super::policy::{POLICY, SOURCES};
use super::schema::{Kind, Schema, ours, shared};
use super::site::LINKING_LEVELS;

/// `models/<author>/author.toml`.
pub static AUTHOR: Schema = Schema {
    name: "author",
    doc: "Who makes models, in `models/<author>/author.toml`. Every key is optional; `logo.svg` may stand beside it.",
    strict: false,
    fields: &[
        ours("name", Kind::Name, "The display name; without it the name of the folder."),
        ours("url", Kind::Url, "The website."),
        ours("docs", Kind::Url, "The documentation."),
        ours("status_page", Kind::Url, "The page that tells of outages."),
        ours("pricing_url", Kind::Url, "The page of prices."),
        ours("terms", Kind::Url, "The terms of use."),
        ours("location", Kind::Country, "The home country, by ISO 3166."),
        ours("founded", Kind::Date, "When it was founded."),
        ours("description", Kind::Markdown, "Who this is, in Markdown."),
        ours("currency", Kind::Currency, "The currency of prices that name none."),
        ours("logo", Kind::Boolean, "False shows neither `logo.svg` nor the first letter of the name."),
        ours("policy", Kind::Group(&POLICY), "The default policy of its records."),
        ours("sources", Kind::Group(&SOURCES), "The default sources of its records."),
    ],
};

/// `providers/<id>/provider.toml`.
pub static PROVIDER: Schema = Schema {
    name: "provider",
    doc: "Who serves models, in `providers/<id>/provider.toml`. `logo.svg` may stand beside it.",
    strict: false,
    fields: &[
        shared("name", Kind::Name, "The display name.").required(),
        shared("npm", Kind::Text, "The AI SDK package that talks to it."),
        shared("env", Kind::Variables, "The environment variables that hold its keys."),
        shared("doc", Kind::Url, "The documentation of its models."),
        shared("api", Kind::Url, "The base URL of its API; `${NAME}` stands for what the reader fills in."),
        ours(
            "author",
            Kind::Text,
            "The author whose own provider this is, by its id. Its prices are the author's. Without it, the names of the two tell; `none` says that it is nobody's.",
        ),
        ours(
            "linking",
            Kind::Choice(&LINKING_LEVELS),
            "How uncertain the links of its offers to models may be, in place of `[linking] level`.",
        ),
        ours("url", Kind::Url, "The website."),
        ours("docs", Kind::Url, "The documentation."),
        ours("status_page", Kind::Url, "The page that tells of outages."),
        ours("pricing_url", Kind::Url, "The page of prices."),
        ours("terms", Kind::Url, "The terms of use."),
        ours("location", Kind::Country, "The home country, by ISO 3166."),
        ours("founded", Kind::Date, "When it was founded."),
        ours("description", Kind::Markdown, "Who this is, in Markdown."),
        ours("currency", Kind::Currency, "The currency of prices that name none."),
        ours("logo", Kind::Boolean, "False shows neither `logo.svg` nor the first letter of the name."),
        ours("policy", Kind::Group(&POLICY), "The default policy of its records."),
        ours("sources", Kind::Group(&SOURCES), "The default sources of its records."),
    ],
};
