//! The codes of mistakes that show when every output path is known.

use crate::diag::{Code, Level};

/// An alias whose path is taken.
pub static ALIAS_TAKEN: Code = Code::record_error(
    "alias-taken",
    "An alias is the path of another page, or another record's alias.",
    "An alias becomes a page that redirects to its record, and each path can only have one target.",
    "# models/openai/gpt-4o-mini.toml, beside models/openai/gpt-4o.toml\naliases = [\"openai/gpt-4o\"]",
    "# models/openai/gpt-4o-mini.toml\naliases = [\"openai/gpt-4o-mini-2024-07-18\"]",
);

/// A link to nothing.
pub static DEAD_LINK: Code = Code::lint(
    "dead-link",
    Level::Warn,
    Level::Warn,
    "A link in a text points to a page that does not exist.",
    "Its text is shown without a link. Links are full URLs, or paths from the site's root with a leading `/`.",
    "description = \"Follows [GPT-4o](/models/openai/gpt-4-o/).\"",
    "description = \"Follows [GPT-4o](/models/openai/gpt-4o/).\"",
);

/// A picture that some readers lack.
pub static PICTURE: Code = Code::lint(
    "picture",
    Level::Warn,
    Level::Warn,
    "An image on a custom page is not in `static/`, or has no alternative text.",
    "Pages load nothing from other hosts, and screen readers need the alternative text.",
    "# pages/about.md: ![](team.png)",
    "# pages/about.md: ![The team in Lisbon](/team.png)",
);

/// More former ids than hosts read rules.
pub static MANY_REDIRECTS: Code = Code::lint(
    "many-redirects",
    Level::Warn,
    Level::Hint,
    "There are more former IDs than hosts allow rules in `_redirects`.",
    "Cloudflare Pages reads 2,000. Further former IDs have pages that redirect readers, but crawlers may not follow them.",
    "# 2,001 aliases in all records",
    "# site.toml, for a host that does not use the file\n[outputs]\nredirects = false",
);

/// More than some hosts take.
pub static HOST_LIMIT: Code = Code::lint(
    "host-limit",
    Level::Hint,
    Level::Hint,
    "The site has more files, larger files or more rules in `_headers` and `_redirects` than some hosts accept.",
    "Cloudflare Pages rejects deployments with more than 20,000 files (100,000 on paid plans) or a file above 25 MiB. It reads up to 100 rules in `_headers`, and up to 2,000 rules plus 100 with patterns in `_redirects`. Other hosts have other limits.",
    "static/video.mp4   # 30 MiB",
    "# the video is on another host, and a page links to it",
);

/// An offer that clients of models.dev would fail with.
pub static NOT_IN_API: Code = Code::lint(
    "not-in-api",
    Level::Hint,
    Level::Allow,
    "An offer is left out of `api.json`.",
    "Clients of models.dev require a release date, and know no retired models; one such entry can make them refuse the whole file.",
    "# providers/acme/models/small.toml, without a base model\nname = \"Small\"",
    "# providers/acme/models/small.toml\nname = \"Small\"\nrelease_date = 2026-03-14",
);

/// All of them, in the order of the documentation.
pub static ALL: [&Code; 6] = [&ALIAS_TAKEN, &DEAD_LINK, &PICTURE, &MANY_REDIRECTS, &HOST_LIMIT, &NOT_IN_API];
