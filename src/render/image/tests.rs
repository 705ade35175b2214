//! Drawings of cards, as pixels.

use super::font::Font;
use super::*;
use crate::domain::Color;
use crate::render::page::card::{CardFigure, CardStatus};

fn figure(label: &str, text: &str) -> CardFigure {
    CardFigure { label: label.to_owned(), text: text.to_owned(), note: Some("per 1M tokens".to_owned()) }
}

fn model(name: &str, id: &str) -> Card {
    Card {
        author: vec!["Acme".to_owned()],
        name: vec![name.to_owned(), id.to_owned(), "model".to_owned()],
        id: Some(id.to_owned()),
        figures: vec![figure("Input", "$0.15"), figure("Output", "$0.60"), figure("Context window", "128K")],
        capabilities: vec!["Vision".to_owned(), "Tools".to_owned()],
        site: vec!["Models".to_owned()],
        address: "a.example".to_owned(),
        ..Card::default()
    }
}

fn painter() -> Painter {
    Painter::new(&AssetPaths::default(), &[])
}

/// The pixels of a drawing, and what is not background: left, top, right and bottom.
fn ink(card: &Card) -> (Vec<u8>, [usize; 4]) {
    let mut file = Vec::new();
    painter().draw(card, &mut file);
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(&file));
    decoder.set_transformations(::png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    assert_eq!((reader.info().width, reader.info().height), (1200, 630));
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let is_ink = |at: &usize| pixels[at * 3..at * 3 + 3] != pixels[..3];
    let places: Vec<usize> = (0..WIDTH * HEIGHT).filter(is_ink).collect();
    let columns = || places.iter().map(|at| at % WIDTH);
    let rows = || places.iter().map(|at| at / WIDTH);
    let edges = [columns().min(), rows().min(), columns().max(), rows().max()].map(Option::unwrap);
    (pixels, edges)
}

#[test]
fn whatever_a_record_says_stays_within_the_margins() {
    let long = "A Very Long Name of a Model With Many Words and More ".repeat(4);
    let solid = "x".repeat(300);
    let hostile = "</text><script>alert(1)</script><image href=\"file:///etc/passwd\"/>&lt;&#0;]]>";
    for (name, id) in [("M", "m"), (&long, &solid), (&solid, &long), (hostile, hostile), ("Ä̈ Ω Ж ế", "ab")]
    {
        let mut card = model(name, id);
        card.status = Some(CardStatus { label: "Deprecated".to_owned(), is_warning: true });
        card.figures.push(figure(&solid, &long));
        card.capabilities = vec!["Structured".to_owned(); 20];
        card.author = vec![long.clone()];
        card.site = vec![hostile.to_owned()];
        card.address = solid.clone();
        let (_, [left, top, right, bottom]) = ink(&card);
        assert!(left >= 70 && right <= 1130, "{name}: {left} to {right}");
        assert!(top >= 60 && bottom <= 590, "{name}: {top} to {bottom}");
        let mut site = Card { id: None, tagline: Some(long.clone()), ..card };
        site.figures.truncate(3);
        let (_, [left, top, right, bottom]) = ink(&site);
        assert!(left >= 70 && right <= 1130 && top >= 60 && bottom <= 590, "{name} as a site");
    }
}

#[test]
fn a_text_of_a_record_is_only_text() {
    let hostile = "</text><rect width=\"1200\" height=\"630\" fill=\"red\"/><text>";
    let svg = drawing::svg(&model(hostile, hostile), &LightColors::default(), None);
    let document = roxmltree::Document::parse(&svg).unwrap();
    let names: Vec<_> = document.descendants().filter(|node| node.has_tag_name("rect")).collect();
    assert_eq!(names.len(), 4, "the page, two boxes and the line");
    assert!(document.descendants().any(|node| node.text() == Some(hostile)), "{svg}");
}

#[test]
fn what_the_font_lacks_gives_way_and_is_never_a_box() {
    let sans = Font::Regular;
    assert_eq!(sans.drawable(" Größe\n–  “ế” Ж €5 "), Some("Größe – “ế” Ж €5".to_owned()));
    assert_eq!(sans.drawable("Fast 🚀 model\u{202e}\u{0}\u{200d}"), Some("Fast model".to_owned()));
    for text in ["文心一言 4.0", "نموذج", "מודל", "🚀", "", "\u{7}"] {
        assert_eq!(sans.drawable(text), None, "{text}");
    }
    let names = ["文心一言 4.0", "ernie-4.0"];
    assert_eq!(sans.first_drawable(&names), Some("ernie-4.0".to_owned()));
    let chinese = Card { figures: vec![figure("Price", "包含")], ..model("文心一言", "ernie") };
    let latin = Card { figures: Vec::new(), ..model("ernie", "ernie") };
    assert!(ink(&chinese).0 == ink(&latin).0, "the id stands for the name, and a figure is left out");
}

#[test]
fn an_image_follows_from_what_it_shows() {
    let (card, other) = (model("One", "one"), model("Two", "one"));
    let mut files = [Vec::new(), Vec::new(), Vec::new()];
    painter().draw(&card, &mut files[0]);
    painter().draw(&card, &mut files[1]);
    painter().draw(&other, &mut files[2]);
    assert!(files[0] == files[1] && files[0] != files[2]);
    assert!(files[0].len() < 30_000, "{} bytes", files[0].len());
    let prints = [&card, &card, &other].map(|card| painter().fingerprint(card));
    assert!(prints[0] == prints[1] && prints[0] != prints[2]);
}

#[test]
fn colors_and_mark_are_those_of_the_theme() {
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1" fill="#ff0000"/></svg>"##;
    let mark = ThemeFile { path: "mark.svg".into(), source: "mark.svg".into(), bytes: svg.as_bytes().into() };
    let mut assets = AssetPaths::default();
    assets.icons.favicon = "mark.svg".to_owned();
    assets.light.background = Color::from_bytes([1, 2, 3]);
    let painter = Painter::new(&assets, &[mark]);
    let mut file = Vec::new();
    painter.draw(&model("One", "one"), &mut file);
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
    let palette = reader.info().palette.as_ref().unwrap().to_vec();
    assert!(palette.chunks(3).any(|color| color == [255, 0, 0]), "the mark is there");
    let mut indexes = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut indexes).unwrap();
    assert_eq!(palette.chunks(3).nth(usize::from(indexes[0])), Some(&[1_u8, 2, 3][..]));
}

#[test]
fn lines_break_where_words_do() {
    let (lines, is_whole) = Font::Bold.lines("gpt-4o mini/large", 40.0, 140.0, 9);
    assert_eq!((lines.join("|").as_str(), is_whole), ("gpt-4o|mini/|large", true));
    let (lines, is_whole) = Font::Bold.lines("aaaaaaaaaaaaaaaaaaaa bbb", 40.0, 120.0, 2);
    assert_eq!((lines.len(), is_whole), (2, false));
    assert!(lines[1].ends_with('…'), "{lines:?}");
    assert_eq!(Font::Mono.fit_around("acme/a-very-long-id-2026", 20.0, 180.0, 5), "acme/a-ve…-2026");
}
