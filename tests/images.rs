//! Preview images as other sites meet them: named in the head of a page, there under that address, and drawn from what the page says.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

mod support;

use std::collections::BTreeMap;
use std::fs;

use scraper::{Html, Selector};
use support::{MODEL, Site, tree};

const RECORDS: &str = "base_url = \"https://a.example/sub/\"\ntitle = \"Acme & Co\"\ntagline = \"All <of> it.\"\n\
                       [outputs]\nog_images = \"records\"\n";

fn site(settings: &str) -> Site {
    Site::plain()
        .file("site.toml", settings)
        .file("models/acme/other.toml", MODEL.replace("Plain", "Other"))
        .file("providers/relay/provider.toml", "name = \"Relay\"\n")
        .file(
            "providers/relay/models/plain.toml",
            "base_model = \"acme/plain\"\n[cost]\ninput = 1\noutput = 2\n",
        )
}

/// The images of the built site.
fn images(site: &Site) -> BTreeMap<String, Vec<u8>> {
    tree(&site.path("dist")).into_iter().filter(|(path, _)| path.ends_with("og.png")).collect()
}

/// What the head of a page says of its image: address, width, height, words and the kind of card.
fn head(site: &Site, page: &str) -> [Option<String>; 5] {
    let html = Html::parse_document(&site.page(page));
    let names =
        ["image", "image:width", "image:height", "image:alt"].map(|name| format!("property=\"og:{name}\""));
    let [url, width, height, alt] = names;
    [url, width, height, alt, "name=\"twitter:card\"".to_owned()].map(|name| {
        let selector = Selector::parse(&format!("meta[{name}]")).unwrap();
        html.select(&selector).next().map(|meta| meta.attr("content").unwrap().to_owned())
    })
}

/// The images that structured data names on a page, by the type of what they are of.
fn named(site: &Site, page: &str) -> Vec<(String, String)> {
    let html = Html::parse_document(&site.page(page));
    let scripts = Selector::parse("script[type='application/ld+json']").unwrap();
    let text: String = html.select(&scripts).next().unwrap().text().collect();
    let document: serde_json::Value = serde_json::from_str(&text).unwrap();
    let text = |thing: &serde_json::Value, key: &str| thing[key].as_str().map(str::to_owned);
    let things = document["@graph"].as_array().unwrap().iter();
    things.filter_map(|thing| Some((text(thing, "@type")?, text(thing, "image")?))).collect()
}

#[test]
fn structured_data_names_the_image_of_what_it_tells_of() {
    let whole = |kind: &str| vec![(kind.to_owned(), "https://a.example/sub/og.png".to_owned())];
    let own = |file: &str| vec![("WebPage".to_owned(), format!("https://a.example/sub/{file}"))];
    let (record, offer) = ("models/acme/plain/index.html", "providers/relay/plain/index.html");
    let site = site("base_url = \"https://a.example/sub/\"\n");
    site.build().exits(0);
    assert_eq!(named(&site, "index.html"), whole("WebSite"));
    assert_eq!(named(&site, "models/index.html"), whole("Dataset"));
    assert_eq!(
        (named(&site, record), named(&site, offer)),
        (vec![], vec![]),
        "that of the site is not theirs"
    );
    let icon = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/static/icon-192.png")).unwrap();
    site.put("static/providers/relay/plain/og.png", icon);
    site.put("site.toml", RECORDS);
    site.build().exits(0);
    assert_eq!(named(&site, record), own("models/acme/plain/og.png"));
    assert_eq!(named(&site, offer), own("providers/relay/plain/og.png"));
    site.put("site.toml", "[outputs]\nog_images = \"records\"\n");
    site.build().exits(0);
    for page in ["index.html", record, offer] {
        assert!(named(&site, page).is_empty(), "no whole address, no image: {page}");
    }
}

fn says(site: &Site, page: &str, expected: [&str; 5]) {
    assert_eq!(head(site, page), expected.map(|text| Some(text.to_owned())), "{page}");
}

/// The width and height of an image that can be read, has ink, and has none at its edges.
#[track_caller]
fn read(file: &[u8]) -> [u32; 2] {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    let row = frame.width as usize * 3;
    let is_ink = |pixels: &[u8]| pixels.chunks(3).filter(|pixel| **pixel != [0xfc, 0xfc, 0xfa]).count();
    assert!(is_ink(&pixels) > 10_000, "there are words");
    let middle = &pixels[60 * row..pixels.len() - 40 * row];
    assert_eq!(is_ink(&pixels), is_ink(middle), "nothing stands in the margins above and below");
    assert!(middle.chunks(row).all(|row| is_ink(&row[..60 * 3]) + is_ink(&row[row.len() - 60 * 3..]) == 0));
    [frame.width, frame.height]
}

#[test]
fn by_default_one_image_stands_for_the_whole_site() {
    let site = site("base_url = \"https://a.example/sub/\"\ntitle = \"Acme & Co\"\n");
    site.build().exits(0);
    let images = images(&site);
    assert_eq!(images.keys().collect::<Vec<_>>(), ["og.png"]);
    assert_eq!(read(&images["og.png"]), [1200, 630]);
    let image = ["https://a.example/sub/og.png", "1200", "630", "Acme & Co", "summary_large_image"];
    for page in ["index.html", "models/acme/plain/index.html", "providers/relay/plain/index.html"] {
        says(&site, page, image);
    }
}

#[test]
fn each_model_has_its_own_where_the_settings_ask_for_them() {
    let site = site(RECORDS);
    site.build().exits(0);
    let images = images(&site);
    assert_eq!(
        images.keys().collect::<Vec<_>>(),
        ["models/acme/other/og.png", "models/acme/plain/og.png", "og.png"]
    );
    assert!(images.values().all(|image| read(image) == [1200, 630] && image.len() < 30_000));
    let address = "https://a.example/sub/models/acme/plain/og.png";
    let words = "Plain by acme: Input $0.15, Output $0.60, Context window 128K, Max output 16K";
    says(&site, "models/acme/plain/index.html", [address, "1200", "630", words, "summary_large_image"]);
    let whole = ["https://a.example/sub/og.png", "1200", "630", "Acme & Co", "summary_large_image"];
    for page in ["index.html", "models/index.html", "providers/relay/plain/index.html"] {
        says(&site, page, whole);
    }
    let outputs = site.run(&["outputs", "--today", "2026-11-23"]).exits(0).stdout;
    assert!(outputs.contains("https://a.example/sub/og.png: on\n"), "{outputs}");
    assert!(outputs.contains("*/og.png: on, 2 files\n"), "{outputs}");
}

#[test]
fn without_an_address_or_where_it_is_switched_off_there_is_none() {
    for settings in ["", "base_url = \"https://a.example/\"\n[outputs]\nog_images = false\n"] {
        let site = site(settings);
        site.build().exits(0);
        assert!(images(&site).is_empty());
        let [url, width, height, alt, card] = head(&site, "index.html");
        assert_eq!([url, width, height, alt], [const { None }; 4]);
        assert_eq!(card.as_deref(), Some("summary"));
    }
    site("[outputs]\nog_images = \"all\"\n").build().exits(1).says("`og_images`");
}

#[test]
fn images_of_the_site_itself_go_before_drawn_ones() {
    let icon = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/static/icon-192.png")).unwrap();
    let site = site(RECORDS)
        .file("static/og.png", &icon)
        .file("static/models/acme/plain/og.png", &icon)
        .file("static/models/og.png", &icon);
    site.build().exits(0);
    let images = images(&site);
    assert!(images["og.png"] == icon && images["models/acme/plain/og.png"] == icon);
    assert_eq!(read(&images["models/acme/other/og.png"]), [1200, 630]);
    let own = |path: &str| format!("https://a.example/sub/{path}og.png");
    for (page, path) in [("index.html", ""), ("models/index.html", "models/"), ("about/index.html", "")] {
        let [url, width, height, ..] = head(&site, page);
        assert_eq!([url, width, height], [own(path), "192".into(), "192".into()].map(Some), "{page}");
    }
    let [url, width, ..] = head(&site, "models/acme/plain/index.html");
    assert_eq!([url, width], [own("models/acme/plain/"), "192".into()].map(Some));
}

#[test]
fn names_of_strangers_are_drawn_as_text_and_fit() {
    let hostile =
        "</text><image href='file:///etc/passwd'/><rect width='1200' height='630' fill='red'/>&#x26;";
    let names = [hostile, &"Long name ".repeat(20), &"x".repeat(200), "文心一言 4.0", "🚀🚀"];
    let mut site = site(RECORDS);
    for (at, name) in names.iter().enumerate() {
        let model = MODEL.replace("Plain", name);
        site = site.file(&format!("models/acme/m{at}.toml"), model);
    }
    site = site.file("models/acme/unpriced.toml", "name = \"U\"\nstatus = \"deprecated\"\n");
    site = site.file("models/acme/free.toml", "name = \"F\"\n[cost]\nstate = \"free\"\n");
    site.build().exits(0);
    let images = images(&site);
    assert_eq!(images.len(), 3 + names.len() + 2);
    for (path, image) in &images {
        assert!(read(image) == [1200, 630] && image.len() < 40_000, "{path}: {} bytes", image.len());
    }
}

#[test]
fn an_image_is_drawn_again_only_if_what_it_shows_changed() {
    let clean = |site: &Site| {
        let fresh = site.path("fresh");
        let _ = fs::remove_dir_all(&fresh);
        site.run(&["build", "--today", "2027-01-01", "--output", "fresh"]).exits(0);
        assert!(tree(&fresh) == tree(&site.path("dist")), "a build on top of another one equals a clean one");
    };
    let site = site(RECORDS);
    let again = || drop(site.run(&["build", "--today", "2027-01-01"]).exits(0));
    let written = |path: &str| fs::metadata(site.path("dist").join(path)).unwrap().modified().unwrap();
    let paths = ["og.png", "models/acme/plain/og.png", "models/acme/other/og.png"];
    site.build().exits(0);
    let first = paths.map(written);
    again();
    assert_eq!(paths.map(written), first, "another day");
    let described = format!("description = \"Another text.\"\n{MODEL}");
    site.put("models/acme/plain.toml", &described);
    again();
    assert_eq!(paths.map(written), first, "a text that no image shows");
    site.put("models/acme/plain.toml", described.replace("0.15", "0.25"));
    again();
    let second = paths.map(written);
    assert_eq!([second[0], second[2]], [first[0], first[2]]);
    assert_ne!(second[1], first[1], "a price that one image shows");
    clean(&site);
    site.put(
        "site.toml",
        RECORDS
            .replace("All <of> it.", "Less.")
            .replace("[outputs]", "[brand]\naccent = \"#a00\"\n[outputs]"),
    );
    again();
    assert!(paths.map(written).iter().zip(second).all(|(third, second)| *third != second), "name and color");
    clean(&site);
}
