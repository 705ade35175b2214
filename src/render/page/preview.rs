//! The image that other sites show beside a link to a page: which one, and what it shows.

use super::card::{Card, CardFigure};
use super::common::number;
use super::listing::words;
use super::record;
use super::words::capital;
use crate::derive::Directory;
use crate::domain::Route;
use crate::plan::{Image, Images, PageKind, image_route};
use crate::render::context::RenderContext;
use crate::render::image_size::{HEIGHT, WIDTH};
use crate::render::view::PreviewImage;

/// Width and height of images that are drawn.
const DRAWN: [usize; 2] = [WIDTH, HEIGHT];

/// The image of a page: the file beside it, or that of its model, or that of the whole site.
pub(super) fn preview(
    directory: &Directory,
    kind: &PageKind,
    route: &Route,
    title: &str,
    context: &RenderContext,
) -> Option<PreviewImage> {
    let base = directory.settings.base_url.as_deref()?;
    let image = |file: &Route, [width, height]: [usize; 2], alt: String| {
        Some(PreviewImage { url: format!("{base}{file}"), width, height, alt })
    };
    let is_folder = route.as_str().is_empty() || route.as_str().ends_with('/');
    let beside = image_route(route);
    if let Some(size) = context.images.get(beside.as_str()).filter(|_| is_folder) {
        return image(&beside, *size, title.to_owned());
    }
    let drawn = Images::of(&directory.settings);
    if let PageKind::Model(at) | PageKind::Offers(at) = kind
        && drawn == Images::Records
    {
        let file = image_route(&directory.catalog.models[*at].record.route);
        let own = context.images.get(file.as_str()).copied();
        return image(&file, own.unwrap_or(DRAWN), card(directory, Image::Model(*at)).words());
    }
    let file = image_route(&Route::home());
    let own = context.images.get(file.as_str()).copied();
    let sides = own.or((drawn >= Images::Site).then_some(DRAWN))?;
    image(&file, sides, directory.settings.title.clone())
}

/// What an image shows.
pub fn card(directory: &Directory, image: Image) -> Card {
    let settings = &directory.settings;
    let base = settings.base_url.as_deref().unwrap_or_default();
    let address = base.split_once("://").map_or(base, |(_, rest)| rest).trim_end_matches('/').to_owned();
    let name = settings.brand_name.as_ref().unwrap_or(&settings.title);
    let site = vec![name.clone(), address.clone()];
    match image {
        Image::Model(at) => Card { site, address, ..record::card::card(directory, at) },
        Image::Site => Card {
            name: site,
            tagline: settings.tagline.clone(),
            figures: counts(directory),
            address,
            ..Card::default()
        },
    }
}

/// How much the site lists.
fn counts(directory: &Directory) -> Vec<CardFigure> {
    let counts = *directory.counts;
    let (one, many) = words(directory);
    let authors = if counts.rows_of_authors == counts.rows { counts.authors } else { 0 };
    let all = [
        (counts.rows, one, many),
        (authors, "author", "authors"),
        (counts.providers, "provider", "providers"),
    ];
    let known = all.into_iter().filter(|(count, ..)| *count > 0);
    let figure = |(count, one, many)| CardFigure {
        label: capital(if count == 1 { one } else { many }),
        text: number(count),
        note: None,
    };
    known.map(figure).collect()
}
