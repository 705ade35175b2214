//! The codes of mistakes that show when every output path is known.

use crate::diag::{Code, Level};

/// An alias whose path is taken.
pub static ALIAS_TAKEN: Code = Code::record_error(
    "alias-taken",
    "An alias is the path of another page, or another record's alias.",
    "An alias becomes a page that leads to its record, and a path can lead to one record only.",
    "# models/openai/gpt-4o-mini.toml, beside models/openai/gpt-4o.toml\naliases = [\"openai/gpt-4o\"]",
    "# models/openai/gpt-4o-mini.toml\naliases = [\"openai/gpt-4o-mini-2024-07-18\"]",
);

/// A link to nothing.
pub static DEAD_LINK: Code = Code::lint(
    "dead-link",
    Level::Warn,
    Level::Warn,
    "A link in a text leads to no page.",
    "Readers see its words without a link. A link is a whole address, or a path from the site's root with a leading `/`.",
    "description = \"Follows [GPT-4o](/models/openai/gpt-4-o/).\"",
    "description = \"Follows [GPT-4o](/models/openai/gpt-4o/).\"",
);

/// A picture that some readers lack.
pub static PICTURE: Code = Code::lint(
    "picture",
    Level::Warn,
    Level::Warn,
    "A picture on a page of the site's own is no file of `static/`, or has no words that stand for it.",
    "Pages load nothing from other hosts, and who cannot see a picture is read its words.",
    "# pages/about.md: ![](team.png)",
    "# pages/about.md: ![The team in Lisbon](/team.png)",
);

/// More former ids than hosts read rules.
pub static MANY_REDIRECTS: Code = Code::lint(
    "many-redirects",
    Level::Warn,
    Level::Hint,
    "There are more former ids than the rules that hosts read in `_redirects`.",
    "Cloudflare Pages reads 2,000. Behind them the pages of former ids lead readers on, which machines may not follow.",
    "# 2,001 aliases in all records",
    "# site.toml, for a host that reads no such file\n[outputs]\nredirects = false",
);

/// More than some hosts take.
pub static HOST_LIMIT: Code = Code::lint(
    "host-limit",
    Level::Hint,
    Level::Hint,
    "The site has more files, larger files or more rules in `_headers` and `_redirects` than some hosts take.",
    "Cloudflare Pages refuses a deployment of more than 20,000 files (100,000 on paid plans) or with a file above 25 MiB, and does not read more than 100 rules in `_headers`, and 2,000 and 100 with patterns in `_redirects`. Other hosts have other limits.",
    "static/video.mp4   # 30 MiB",
    "# the video is on another host, and a page links to it",
);

/// All of them, in the order of the documentation.
pub static ALL: [&Code; 5] = [&ALIAS_TAKEN, &DEAD_LINK, &PICTURE, &MANY_REDIRECTS, &HOST_LIMIT];
