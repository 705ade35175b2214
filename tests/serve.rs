//! The preview as its users and its enemies meet it: the real program, asked over the network.
#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

#[path = "serve/edits.rs"]
mod edits;
#[path = "serve/preview.rs"]
mod preview;
#[path = "serve/requests.rs"]
mod requests;
#[path = "serve/roots.rs"]
mod roots;
mod support;
#[path = "snippets/tools.rs"]
mod tools;

use std::fs;
use std::io::{Read, Write};

use preview::Preview;
use support::{MODEL, Site, tree};
use tools::Tools;

const PAGE: &str = "/models/acme/plain/";

fn preview(site: &Site) -> Preview {
    Preview::of(&site.path("."))
}

#[test]
fn pages_come_as_a_build_writes_them_but_for_one_script() {
    let site = Site::plain().file("static/robots.txt", "User-agent: *\n");
    let before = tree(&site.path("."));
    let preview = preview(&site);
    let served: Vec<_> =
        ["/", "/models/", PAGE, "/404.html"].map(|path| preview.get(path).is(200).text()).into();
    let robots = preview.get("/robots.txt").is(200);
    assert_eq!(
        (robots.header("content-type"), robots.text().as_str()),
        ("text/plain; charset=utf-8", "User-agent: *\n")
    );
    assert_eq!(tree(&site.path(".")), before, "nothing is written");
    drop(preview);

    site.build().exits(0);
    let built = ["index.html", "models/index.html", "models/acme/plain/index.html", "404.html"];
    for (path, served) in built.into_iter().zip(served) {
        let (start, rest) = served.split_once("<script src=\"/__modelpress/live.js\"").unwrap();
        let (_, end) = rest.split_once("</script>").unwrap();
        assert_eq!(format!("{start}{end}"), site.page(path), "{path}");
        assert!(end.starts_with("</body>"), "{path}");
    }
}

#[test]
fn the_preview_image_comes_as_a_build_writes_it() {
    let site = Site::plain()
        .file("site.toml", "base_url = \"https://a.example/\"\n[outputs]\nog_images = \"records\"\n");
    let preview = preview(&site);
    let images = ["/og.png", "/models/acme/plain/og.png"].map(|path| preview.get(path).is(200));
    preview.get("/providers/og.png").is(404);
    drop(preview);
    site.build().exits(0);
    for (image, path) in images.iter().zip(["og.png", "models/acme/plain/og.png"]) {
        let built = std::fs::read(site.path("dist").join(path)).unwrap();
        assert_eq!(image.header("content-type"), "image/png");
        assert!(built.starts_with(b"\x89PNG") && image.body == built, "{path}");
    }
}

#[test]
fn a_preview_does_not_count_visits() {
    let settings = "[analytics]\nscript = \"https://stats.example/script.js\"\n";
    let site = Site::plain().file("site.toml", settings);
    let preview = preview(&site);
    let page = preview.get("/");
    assert_eq!(page.status, 200);
    assert!(!page.text().contains("stats.example"), "neither the script nor its host in the policy");
    site.build().exits(0);
    assert!(site.page("index.html").contains("<script defer src=\"https://stats.example/script.js\""));
    site.run(&["build", "--today", "2026-11-23", "--no-analytics"]).exits(0);
    assert!(!site.page("index.html").contains("stats.example"));
}

#[test]
fn a_saved_file_is_served_and_told() {
    let site = Site::plain();
    let preview = preview(&site);
    let (mut page, mut other) = (preview.listen(PAGE), preview.listen("/authors/"));
    assert_eq!(page.status(), "HTTP/1.1 200 OK\r\n");
    let (first, unmoved) = (page.state(), other.state());
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.17"));
    let second = page.state();
    assert_ne!(first["page"], second["page"], "the page is other than before");
    assert!(preview.get(PAGE).text().contains("0.17"), "the state was ready before it was told");
    assert_eq!(other.state()["page"], unmoved["page"], "a page whose bytes stay is not loaded again");
}

#[test]
fn a_style_sheet_changes_without_its_page() {
    let site = Site::plain().file("static/css/token.css", ":root{--one:1}\n");
    let preview = preview(&site);
    let mut page = preview.listen(PAGE);
    let first = page.state();
    site.put("static/css/token.css", ":root{--two:2}\n");
    let second = page.state();
    assert_eq!(first["page"], second["page"]);
    assert_ne!(first["styles_tag"], second["styles_tag"]);
    let sheet = second["styles"][0]["url"].as_str().unwrap();
    assert!(preview.get(&format!("/{sheet}")).is(200).text().contains("--two"));
}

#[test]
fn a_mistake_is_shown_over_the_last_good_page_until_it_is_mended() {
    let site = Site::own();
    let preview = Preview::with(&site.path("."), &["--port", "0", "--editor", "vscode"]);
    let good = preview.get(PAGE).is(200).text();
    let mut page = preview.listen(PAGE);
    let first = page.state();
    site.put(
        "models/acme/plain.toml",
        format!("{MODEL}output = \"0.60\"\n</script><img src=x onerror=alert(1)>\n"),
    );
    let second = page.state();
    assert_eq!(first["page"], second["page"], "the page stays");
    assert_ne!(first["findings"], second["findings"]);
    assert_eq!(preview.get(PAGE).is(200).text(), good);
    preview.until_said("error[syntax]");
    preview.until_said("--> models/acme/plain.toml:8:1");

    let findings = preview.findings(PAGE);
    assert!(findings["errors"].as_u64().unwrap() > 0);
    let found = &findings["list"][0];
    assert_eq!(found["severity"], "error");
    assert!(found["place"].as_str().unwrap().starts_with("models/acme/plain.toml:"), "{found}");
    assert!(found["link"].as_str().unwrap().starts_with("vscode://file/"), "{found}");
    assert!(found["excerpt"].as_str().unwrap().contains('^'), "{found}");

    site.put("models/acme/plain.toml", MODEL);
    let third = page.state();
    assert_eq!((&third["page"], &third["findings"]), (&first["page"], &first["findings"]));
    assert_eq!(preview.findings(PAGE)["errors"], 0);
}

#[test]
fn a_site_with_errors_starts_and_says_them() {
    let site = Site::own().file("models/acme/bad.toml", "name = \n");
    let preview = preview(&site);
    preview.until_said("error[syntax]");
    preview.get(PAGE).is(200);
    let missing = preview.get("/models/acme/bad/").is(404).text();
    assert!(missing.contains("/__modelpress/live.js"), "the page that is missing comes when it is right");
    site.put("models/acme/bad.toml", MODEL);
    preview.until_page("/models/acme/bad/", "Plain").is(200);
}

#[test]
fn a_folder_without_a_catalog_starts_and_grows() {
    let site = Site::new();
    let mut preview = preview(&site);
    preview.until_said("there are no records to build");
    site.put("models/acme/plain.toml", MODEL);
    preview.until_page(PAGE, "Plain").is(200);
    site.put(
        "templates/page/not_found.html",
        "{% extends \"base.html\" %}{% block main %}own words{% endblock %}",
    );
    preview.until_page("/nowhere/", "own words").is(404);
    assert!(preview.is_running());
}

#[test]
fn a_template_error_is_shown_and_then_its_fix() {
    let site = Site::plain()
        .file("templates/page/model.html", "{% extends \"base.html\" %}{% block main %}one{% endblock %}");
    let preview = preview(&site);
    let mut page = preview.listen(PAGE);
    assert!(preview.get(PAGE).is(200).text().contains("one"));
    let first = page.state();
    for broken in
        ["{% block %}", "{% extends \"base.html\" %}{% block main %}{{ nothing.here }}{% endblock %}"]
    {
        site.put("templates/page/model.html", broken);
        assert_eq!(page.state()["page"], first["page"], "the last good page stays behind");
        let findings = preview.findings(PAGE);
        assert_eq!(findings["list"][0]["code"], "template", "{findings}");
        assert!(preview.get(PAGE).is(200).text().contains("one"));
    }
    preview.until_said("error[template]");
    site.put("templates/page/model.html", "{% extends \"base.html\" %}{% block main %}two{% endblock %}");
    assert_ne!(page.state()["page"], first["page"]);
    assert!(preview.get(PAGE).is(200).text().contains("two"));
    assert_eq!(preview.findings(PAGE)["errors"], 0);
}

#[test]
fn an_override_without_body_still_lives() {
    let site = Site::plain().file("templates/page/model.html", "<p>bare");
    assert!(preview(&site).get(PAGE).text().starts_with("<p>bare<script src=\"/__modelpress/live.js\""));
}

#[test]
fn it_is_a_good_static_server() {
    let site = Site::plain();
    let preview = preview(&site);
    let page = preview.get(PAGE).is(200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("content-length"), page.body.len().to_string());
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert!(page.header("content-security-policy").contains("require-trusted-types-for 'script'"));
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(page.header("access-control-allow-origin"), "");

    let head = preview.ask("HEAD", PAGE, &[]).is(200);
    assert_eq!((head.header("content-length"), head.body.len()), (page.header("content-length"), 0));
    preview.ask("GET", PAGE, &[("If-None-Match", page.header("etag"))]).is(304);
    assert_eq!(preview.get("/models/acme/plain?a=b").is(302).header("location"), "/models/acme/plain/?a=b");
    assert_eq!(preview.get("/models/acme/plain/index.html").is(200).text(), page.text());
    let missing = preview.get("/nowhere").is(404);
    assert!(missing.text().contains("There is no page at this address"));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        assert_eq!(preview.ask(method, PAGE, &[]).is(405).header("allow"), "GET, HEAD", "{method}");
    }
}

#[test]
fn a_base_path_is_served_below_itself() {
    let site = Site::plain();
    let preview =
        Preview::with(&site.path("."), &["--port", "0", "--base-url", "https://acme.example/catalogue/"]);
    assert!(preview.url.ends_with("/catalogue/"), "{}", preview.url);
    assert_eq!(preview.get("/").is(302).header("location"), "/catalogue/");
    assert_eq!(preview.get("/catalogue").is(302).header("location"), "/catalogue/");
    preview.get("/catalogue/models/acme/plain/").is(200);
    assert_eq!(preview.get("/catalogue/models").is(302).header("location"), "/catalogue/models/");
    preview.get("/models/").is(404);
}

#[test]
fn no_path_leaves_the_site() {
    let site = Site::plain().file("secret.txt", "the secret").file("static/.git/config", "the secret");
    let preview = preview(&site);
    let up = ["..", "%2e%2e", "%252e%252e", "%2E.", "..;", "..%5c", "%c0%ae%c0%ae", ".%00."];
    for up in up {
        for path in ["secret.txt", "site.toml", "etc/passwd", "models/acme/plain.toml"] {
            for path in
                [format!("/{up}/{path}"), format!("/models/{up}/{path}"), format!("/models/{up}/{up}/{path}")]
            {
                let answer = preview.get(&path);
                assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
                assert!(
                    !answer.text().contains("the secret") && !answer.text().contains("[limit]"),
                    "{path}"
                );
            }
        }
    }
    for path in [
        "//secret.txt",
        "///etc/passwd",
        "/\\..\\secret.txt",
        "/models/..%2f..%2fsecret.txt",
        "/secret.txt",
        "/.git/config",
        "/secret.txt%00.html",
        "/models/acme/plain.toml",
        "/models//",
        "//evil.example/models",
        "/./models/",
    ] {
        let answer = preview.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.text().contains("the secret"), "{path}");
    }
}

#[test]
fn strangers_are_refused() {
    let site = Site::plain();
    let preview = preview(&site);
    let port = preview.host.rsplit(':').next().unwrap();
    for host in [
        "evil.example",
        &format!("evil.example:{port}"),
        "127.0.0.1.evil.example",
        "10.0.0.1",
        "localhost@evil.example",
    ] {
        let answer = preview.ask("GET", PAGE, &[("Host", host)]).is(403);
        assert!(!answer.text().contains("Plain"), "{host}");
    }
    preview.say(b"GET / HTTP/1.0\r\n\r\n").is(403);
    preview
        .say(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
        .is(400);
    preview.say(b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").is(403);
    for host in ["localhost".to_owned(), format!("localhost:{port}"), "[::1]".to_owned()] {
        preview.ask("GET", PAGE, &[("Host", &host)]).is(200);
    }
    for path in ["/__modelpress/events?page=/", "/__modelpress/findings?page=/"] {
        for stranger in
            [("Origin", "http://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site")]
        {
            let answer = preview.ask("GET", path, &[stranger]).is(403);
            assert_eq!(answer.header("access-control-allow-origin"), "");
        }
    }
    let own = format!("http://{}", preview.host);
    preview.ask("GET", "/__modelpress/findings?page=/", &[("Origin", &own)]).is(200);
}

#[test]
fn a_free_port_is_found_and_a_wanted_one_that_is_taken_is_refused() {
    let site = Site::plain();
    let first = Preview::with(&site.path("."), &[]);
    let second = Preview::with(&site.path("."), &[]);
    assert_ne!(first.host, second.host, "the next free port is taken");
    let port = first.host.rsplit(':').next().unwrap();
    site.run(&["serve", "--port", port]).exits(2).says(&format!("port {port} is in use"));
    site.run(&["serve", "--host", "203.0.113.9"]).exits(2).says("cannot listen on `203.0.113.9`");
    site.run(&["serve", "nowhere"]).exits(2).says("nowhere");
}

#[test]
fn it_listens_on_version_6_where_there_is_one() {
    if std::net::TcpListener::bind("[::1]:0").is_err() {
        assert!(std::env::var_os("CI").is_none(), "this machine has no IPv6, so the case cannot be tried");
        return;
    }
    let site = Site::plain();
    let preview = Preview::with(&site.path("."), &["--port", "0", "--host", "::1"]);
    assert!(preview.host.starts_with("[::1]:"), "{}", preview.host);
    preview.get(PAGE).is(200);
}

#[test]
fn slow_and_greedy_clients_do_no_harm() {
    let site = Site::plain();
    let preview = preview(&site);
    let mut slow: Vec<_> = (0..50).map(|_| preview.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HT").unwrap();
    }
    preview.get(PAGE).is(200);
    let huge = format!("GET / HTTP/1.1\r\nHost: {}\r\nX: {}\r\n\r\n", preview.host, "x".repeat(1 << 20));
    assert!(matches!(preview.say(huge.as_bytes()).status, 0 | 400 | 431));
    let many = format!("GET / HTTP/1.1\r\nHost: {}\r\n{}\r\n", preview.host, "A: b\r\n".repeat(2000));
    assert!(matches!(preview.say(many.as_bytes()).status, 0 | 400 | 431));
    assert!(matches!(preview.say(b"\x16\x03\x01 nonsense\r\n\r\n").status, 0 | 400));
    let body = format!(
        "GET {PAGE} HTTP/1.1\r\nHost: {}\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello",
        preview.host
    );
    assert_eq!(preview.say(body.as_bytes()).status, 200);
    preview.get(PAGE).is(200);
    let mut byte = [0];
    assert_eq!(slow[0].read(&mut byte).unwrap_or(0), 0, "a client that does not ask is let go");
}

#[test]
fn a_thousand_listeners_leave_room_for_pages() {
    let site = Site::plain();
    let preview = preview(&site);
    // The system may give this test fewer connections; the server has its own bound below that.
    let streams: Vec<_> = (0..1000)
        .map_while(|_| {
            let mut stream = std::net::TcpStream::connect(&preview.host).ok()?;
            write!(stream, "GET /__modelpress/events?page=/ HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host)
                .ok()?;
            Some(stream)
        })
        .collect();
    assert!(streams.len() > 300, "{}", streams.len());
    preview.get(PAGE).is(200);
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.17"));
    preview.until_page(PAGE, "0.17");
    drop(streams);
    let mut again = preview.until(|preview| {
        let mut stream = preview.listen(PAGE);
        stream.status().contains("200").then_some(stream)
    });
    again.state();
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_with_open_streams() {
    let site = Site::plain();
    let preview = preview(&site);
    let mut stream = preview.listen(PAGE);
    stream.state();
    assert_eq!(preview.interrupt().code(), Some(0));
}

#[test]
fn saves_of_all_kinds_are_seen() {
    let site = Site::plain();
    let preview = preview(&site);
    let file = site.path("models/acme/plain.toml");
    let price = |price: &str| MODEL.replace("0.15", price);

    fs::write(site.path("models/acme/plain.toml~"), MODEL).unwrap();
    fs::write(site.path("models/acme/.plain.toml.swp"), "b0VIM").unwrap();
    fs::write(site.path("models/acme/4913"), "").unwrap();
    fs::remove_file(site.path("models/acme/4913")).unwrap();
    fs::rename(&file, site.path("models/acme/plain.toml~")).unwrap();
    fs::write(&file, price("0.11")).unwrap();
    fs::remove_file(site.path("models/acme/plain.toml~")).unwrap();
    preview.until_page(PAGE, "0.11");

    fs::write(site.path("models/acme/.plain.tmp"), price("0.12")).unwrap();
    fs::rename(site.path("models/acme/.plain.tmp"), &file).unwrap();
    preview.until_page(PAGE, "0.12");

    fs::File::create(&file).unwrap();
    fs::write(&file, price("0.13")).unwrap();
    preview.until_page(PAGE, "0.13");
}

#[test]
fn folders_come_go_and_move() {
    let site = Site::plain();
    let preview = preview(&site);
    preview.get(PAGE).is(200);
    fs::rename(site.path("models/acme"), site.path("models/apex")).unwrap();
    preview.until_page("/models/apex/plain/", "Plain").is(200);
    preview.until(|preview| (preview.get(PAGE).status == 404).then_some(()));
    fs::remove_dir_all(site.path("models/apex")).unwrap();
    preview.until_said("there are no records to build");
    fs::rename(site.path("models"), site.path("elsewhere")).unwrap();
    site.put("models/new/deep/one.toml", MODEL);
    preview.until_page("/models/new/deep/one/", "Plain").is(200);
    site.put("models/new/deep/one.toml", MODEL.replace("0.15", "0.19"));
    preview.until_page("/models/new/deep/one/", "0.19");
    site.put("providers/cloud/provider.toml", "name = \"Cloud\"\n");
    site.put("providers/cloud/models/x.toml", MODEL);
    preview.until_page("/providers/cloud/x/", "Cloud").is(200);
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_seen_too() {
    let site = Site::plain().file("models/base/one.toml", MODEL);
    std::os::unix::fs::symlink("../base/one.toml", site.path("models/acme/linked.toml")).unwrap();
    let preview = preview(&site);
    preview.get("/models/acme/linked/").is(200);
    site.put("models/base/one.toml", MODEL.replace("0.15", "0.21"));
    preview.until_page("/models/acme/linked/", "0.21");
    fs::remove_file(site.path("models/base/one.toml")).unwrap();
    preview.until_said("dangling-link");
    site.put("models/base/one.toml", MODEL.replace("0.15", "0.22"));
    preview.until_page("/models/acme/linked/", "0.22");
}

#[test]
fn a_checkout_of_a_thousand_files_is_one_change() {
    let site = Site::plain();
    for number in 0..1000 {
        site.put(&format!("models/acme/m{number}.toml"), MODEL);
    }
    let preview = preview(&site);
    for number in 0..1000 {
        site.put(&format!("models/acme/m{number}.toml"), MODEL.replace("0.15", "0.18"));
    }
    preview.until_page("/models/acme/m999/", "0.18");
    let said = preview.said();
    let times = said.lines().filter(|line| line.starts_with("changed ")).count();
    assert!(times <= 2, "a thousand files were {times} changes:\n{said}");
}

#[test]
fn a_build_into_the_watched_tree_is_nobodys_change() {
    let site = Site::plain();
    let preview = preview(&site);
    site.build().exits(0);
    site.put("dist/models/evil.toml", "x");
    site.put("notes.txt", "x");
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.17"));
    preview.until_page(PAGE, "0.17");
    preview.until_said("changed models/acme/plain.toml");
    let said = preview.said();
    assert_eq!(said.lines().filter(|line| line.starts_with("changed ")).count(), 1, "{said}");
}

#[test]
fn an_open_page_lives_in_a_browser() {
    let tools = Tools::find();
    let sheet = fs::read_to_string("static/css/layout.css").unwrap();
    let site = Site::plain().file("static/css/layout.css", sheet);
    let preview = Preview::with(&site.path("."), &["--port", "0", "--drafts"]);
    let output = std::process::Command::new("node")
        .arg("tests/browser/serve.mjs")
        .arg(tools.node_module("playwright-core/index.mjs"))
        .arg(&preview.url)
        .arg(site.path("."))
        .output()
        .expect("node drives the browser; install it with: sh tests/tools.sh node");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains(", 0 problems"), "{said}");
}
