//! `robots.txt`. A site that search engines shall leave out is open to them all the same: what they may not read, they
//! cannot know to leave out.

use std::fmt::Write as _;

use crate::plan::Site;

/// Crawlers that gather texts for training, by the names that their makers publish.
const AI_CRAWLERS: [&str; 18] = [
    "AI2Bot",
    "Amazonbot",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "Claude-Web",
    "Diffbot",
    "FacebookBot",
    "GPTBot",
    "Google-Extended",
    "ImagesiftBot",
    "Omgilibot",
    "PerplexityBot",
    "Timpibot",
    "anthropic-ai",
    "cohere-ai",
    "meta-externalagent",
];

/// Writes who may read what, and where the sitemap is.
pub(super) fn text(site: &Site) -> String {
    let settings = &site.directory.settings;
    let mut text = String::new();
    let denied = settings.source.text("seo.ai_crawlers") == Some("deny")
        || settings.source.boolean("seo.ai_crawlers") == Some(false);
    if denied {
        for crawler in AI_CRAWLERS {
            let _ = writeln!(text, "User-agent: {crawler}");
        }
        text.push_str("Disallow: /\n\n");
    }
    text.push_str("User-agent: *\nAllow: /\n");
    let base = settings.base_url.as_deref().and_then(|base| url::Url::parse(base).ok());
    if let (Some(base), true) = (base, site.routes.contains("sitemap.xml")) {
        let _ = write!(text, "\nSitemap: {base}sitemap.xml\n");
    }
    text
}
