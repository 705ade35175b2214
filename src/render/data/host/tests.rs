use super::write;
use crate::plan::Host;
use crate::plan::fixture::{Planned, plan_site, plan_site_with};

const MODEL: (&str, &str) = (
    "models/a/b.toml",
    "name = \"B\"\nrelease_date = 2024-01-02\naliases = [\"a/old\", \"x y\"]\n[cost]\ninput = 1\noutput = 1\n\
     [[cost.schedule]]\nfrom = 2026-03-04\ninput = 2\n[[cost.schedule]]\nfrom = 2027-01-01\ninput = 3",
);

fn text(planned: &Planned, host: Host) -> String {
    let mut buffer = Vec::new();
    write(&planned.site, host, &mut buffer);
    String::from_utf8(buffer).unwrap()
}

fn site(settings: &str) -> Planned {
    let hidden = ("models/a/c.toml", "name = \"C\"\nunlisted = true");
    plan_site(&[MODEL, hidden, ("site.toml", settings)])
}

#[test]
fn former_ids_lead_to_their_records() {
    let expected = "/models/a/old/ /models/a/b/ 301\n/models/a/x-y/ /models/a/b/ 301\n";
    assert_eq!(text(&site(""), Host::Redirects), expected);
}

#[test]
fn the_sitemap_lists_what_may_be_found_with_the_dates_of_the_data() {
    let map = text(&site("base_url = \"https://a.example/sub\""), Host::Sitemap);
    assert!(
        map.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?><urlset xmlns=\"http://www.sitemaps.org/")
    );
    let record = "<url><loc>https://a.example/sub/models/a/b/</loc><lastmod>2026-03-04</lastmod></url>";
    assert!(map.contains(record), "{map}");
    let list = "<url><loc>https://a.example/sub/models/</loc><lastmod>2026-03-04</lastmod></url>";
    assert!(map.contains(list), "{map}");
    for absent in ["models/a/c/", "models/a/old/", "404.html", "_headers"] {
        assert!(!map.contains(absent), "{absent}");
    }
}

#[test]
fn crawlers_are_told_where_the_sitemap_is_and_whether_they_are_welcome() {
    assert_eq!(text(&site(""), Host::Robots), "User-agent: *\nAllow: /\n");
    let robots = text(&site("base_url = \"https://a.example\"\n[seo]\nai_crawlers = \"deny\""), Host::Robots);
    assert!(robots.contains("User-agent: GPTBot\n") && robots.contains("Disallow: /\n\nUser-agent: *\n"));
    assert!(robots.ends_with("\nSitemap: https://a.example/sitemap.xml\n"), "{robots}");
    let hidden = text(&site("base_url = \"https://a.example\"\n[seo]\nindex = false"), Host::Robots);
    assert!(!hidden.contains("Sitemap"));
}

#[test]
fn settings_cannot_forge_a_header() {
    let forged = site("[csp]\nscript = [\"https://a.example\\n/*\", \"x\\n  Set-Cookie: y\"]");
    let headers = text(&forged, Host::Headers);
    assert!(!headers.contains("Set-Cookie"), "{headers}");
    assert!(headers.contains("; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n"), "{headers}");
    assert!(headers.contains("/data/*.json\n  Access-Control-Allow-Origin: *\n"), "{headers}");
    assert!(headers.contains("/models/*\n  Cache-Control: public, max-age=300\n"), "{headers}");
}

#[test]
fn every_header_of_a_path_is_set_once() {
    let headers = text(&site(""), Host::Headers);
    let rules = headers.lines().filter(|line| line.starts_with('/'));
    assert!(rules.clone().count() < 100, "the strictest host takes a hundred rules");
    let mut rules: Vec<&str> = rules.collect();
    rules.sort_unstable();
    assert!(rules.windows(2).all(|pair| pair[0] != pair[1]), "{rules:?}");
}

#[test]
fn pages_name_their_markdown_in_headers_where_all_of_a_folder_have_it() {
    let link = "  Link: <index.md>; rel=\"alternate\"; type=\"text/markdown\"\n";
    let folder = format!("/models/*\n  Cache-Control: public, max-age=300\n{link}");
    assert!(text(&site(""), Host::Headers).contains(&folder));
    // Without `_redirects`, former ids have pages, which have no Markdown.
    let headers = text(&site("[outputs]\nredirects = false"), Host::Headers);
    assert!(!headers.contains(&folder) && headers.contains(&format!("\n/models/\n{link}")), "{headers}");
    let none = text(&site("[outputs]\nmarkdown = false"), Host::Headers);
    assert!(!none.contains("Link:") && !none.contains("/*.md"), "{none}");
}

#[test]
fn the_site_s_own_file_stands_in_place_of_ours() {
    let planned = plan_site_with(&[MODEL], &["robots.txt", "_headers"]);
    assert_eq!(planned.findings, [] as [&str; 0]);
    let routes: Vec<&str> = planned.site.items.iter().map(|item| item.route.as_str()).collect();
    assert!(!routes.contains(&"robots.txt") && routes.contains(&".nojekyll"), "{routes:?}");
}

#[test]
fn the_host_s_name_is_written_on_demand() {
    let named = site("base_url = \"https://models.example/\"\n[outputs]\ncname = true");
    assert!(named.site.routes.contains("CNAME"));
    assert_eq!(text(&named, Host::Cname), "models.example\n");
    assert!(!site("base_url = \"https://models.example/\"").site.routes.contains("CNAME"));
}
