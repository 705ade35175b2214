//! Who may ask a preview, what it says of itself, and how it answers those who keep connections open.

use std::io::{ErrorKind, Read};
use std::net::TcpStream;

use super::PAGE;
use super::preview::Preview;
use super::support::{MODEL, Site};

#[test]
fn further_hosts_are_admitted_by_name() {
    let site = Site::plain();
    let args = ["--port", "0", "--allow-host", "web", "--allow-host", "Preview.example.org"];
    let preview = Preview::with(&site.path("."), &args);
    let port = preview.host.rsplit(':').next().unwrap();
    for host in ["web", &format!("web:{port}"), "preview.example.org", "localhost.", "shop.localhost"] {
        preview.ask("GET", PAGE, &[("Host", host)]).is(200);
    }
    for host in ["evil.example", "web.evil.example", "example.org", "a.web"] {
        preview.ask("GET", PAGE, &[("Host", host)]).is(403);
    }
    let findings = "/__modelpress/findings?page=/";
    preview.ask("GET", findings, &[("Host", "web"), ("Origin", "https://web")]).is(200);
    preview.ask("GET", findings, &[("Host", "web"), ("Origin", "https://evil.example")]).is(403);
    for wrong in ["https://web", "web:8000", "*", ""] {
        site.run(&["serve", "--allow-host", wrong]).exits(2).says("without `https://` and port");
    }
}

#[test]
fn a_stranger_is_told_how_a_name_is_admitted() {
    let site = Site::plain();
    let preview = Preview::of(&site.path("."));
    let answer = preview.ask("GET", PAGE, &[("Host", "studio.example")]).is(403);
    assert!(answer.text().contains("--allow-host NAME"), "{}", answer.text());
}

#[test]
fn a_request_names_its_host_once() {
    let site = Site::plain();
    let preview = Preview::of(&site.path("."));
    for request in [
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n",
    ] {
        preview.say(request.as_bytes()).is(400);
    }
}

#[test]
fn conditions_on_a_page_are_kept() {
    let site = Site::plain();
    let preview = Preview::of(&site.path("."));
    let tag = preview.get(PAGE).is(200).header("etag").to_owned();
    preview.ask("GET", PAGE, &[("If-Match", &tag)]).is(200);
    preview.ask("HEAD", PAGE, &[("If-Match", "\"other\"")]).is(412);
    preview.ask("GET", PAGE, &[("If-Match", "\"other\""), ("If-None-Match", &tag)]).is(412);
    preview
        .ask("GET", PAGE, &[("If-None-Match", &tag), ("If-Modified-Since", "Sun, 01 Nov 2026 00:00:00 GMT")])
        .is(304);
    preview.ask("GET", PAGE, &[("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")]).is(200);
    preview.ask("GET", "/nowhere", &[("If-Match", "\"other\"")]).is(404);
}

#[test]
fn a_quiet_preview_still_says_its_address() {
    let site = Site::plain();
    let preview = Preview::with(&site.path("."), &["--port", "0", "--quiet"]);
    preview.get(PAGE).is(200);
    assert_eq!(preview.said().lines().count(), 1, "{}", preview.said());
}

#[test]
fn drafts_are_shown_and_marked_where_they_are_asked_for() {
    let site = Site::plain()
        .file("models/acme/draft.toml", format!("draft = true\n{MODEL}"))
        .file("models/acme/later.toml", format!("publish_from = 2026-12-24\n{MODEL}"))
        .file("pages/notes.md", "+++\ntitle = \"Notes\"\ndraft = true\n+++\nWords.\n");
    let drafts = ["/models/acme/draft/", "/models/acme/later/", "/notes/"];
    let plain = Preview::of(&site.path("."));
    for path in drafts {
        plain.get(path).is(404);
    }
    let preview = Preview::with(&site.path("."), &["--port", "0", "--drafts"]);
    for path in drafts {
        let page = preview.get(path).is(200);
        assert!(page.text().contains(" data-draft defer"), "{path}");
        assert_eq!(page.header("x-robots-tag"), "noindex");
    }
    assert!(preview.get("/models/").text().contains("acme/draft/"), "lists have it too");
    assert!(!preview.get(PAGE).is(200).text().contains("data-draft"));

    let mut page = preview.listen(drafts[0]);
    let before = page.state();
    site.put("models/acme/draft.toml", MODEL);
    assert_ne!(page.state()["page"], before["page"], "an open page loses its mark");
    assert!(!preview.get(drafts[0]).is(200).text().contains("data-draft"));
    site.build().exits(0);
    assert!(!site.path("dist/models/acme/later").exists() && !site.path("dist/notes").exists());
}

/// Whether the server has closed a connection on which it said nothing.
fn is_closed(stream: &mut TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    match stream.read(&mut [0]) {
        Ok(read) => read == 0,
        Err(error) => error.kind() != ErrorKind::WouldBlock,
    }
}

#[test]
fn idle_connections_give_way_and_the_others_stay() {
    let site = Site::plain();
    let preview = Preview::of(&site.path("."));
    let mut streams: Vec<_> = (0..3).map(|_| preview.listen(PAGE)).collect();
    for stream in &mut streams {
        stream.state();
    }
    let mut idle: Vec<TcpStream> = (0..450).map(|_| preview.connect()).collect();
    preview.get(PAGE).is(200);
    // Those that give way are the ones that were idle for longest, and no more than room is needed for. A server that waited for the
    // end of their time would have closed all of them.
    let closed: Vec<bool> = idle.iter_mut().map(is_closed).collect();
    assert!(closed[0], "the first one gave way");
    assert!(!closed[449], "the last one stays");
    assert!(closed.iter().filter(|closed| **closed).count() < 200, "{closed:?}");
    site.put("models/acme/plain.toml", MODEL.replace("0.15", "0.17"));
    for stream in &mut streams {
        stream.state();
    }
}
