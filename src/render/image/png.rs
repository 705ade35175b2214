//! Writes pixels as a PNG file of few bytes: flat colors with smooth edges have room in a palette.

use foldhash::HashMap;
use png::{BitDepth, ColorType, Compression, Encoder, Filter};

use crate::render::image_size::{HEIGHT, WIDTH};

/// How many bits of each channel tell colors of a palette apart. Edges of texts have fewer shades then, which nobody sees.
const BITS: u8 = 5;

/// Writes opaque pixels of four channels.
pub(super) fn write(pixels: &[u8], buffer: &mut Vec<u8>) {
    if let Some((palette, indexes)) = indexed(pixels) {
        encode(ColorType::Indexed, Some(palette), &indexes, buffer);
    } else {
        let colors: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
        encode(ColorType::Rgb, None, &colors, buffer);
    }
}

fn encode(kind: ColorType, palette: Option<Vec<u8>>, data: &[u8], buffer: &mut Vec<u8>) {
    let size = |pixels: usize| u32::try_from(pixels).expect("a small number");
    let is_indexed = palette.is_some();
    let mut encoder = Encoder::new(buffer, size(WIDTH), size(HEIGHT));
    encoder.set_color(kind);
    encoder.set_depth(BitDepth::Eight);
    if let Some(palette) = palette {
        encoder.set_palette(palette);
    }
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(if is_indexed { Filter::NoFilter } else { Filter::Adaptive });
    let mut writer = encoder.write_header().expect("writing to memory does not fail");
    writer.write_image_data(data).expect("writing to memory does not fail");
}

/// The palette of an image and the index of each pixel; `None` for an image of more colors than a palette has, such as a logo with many
/// shades. Colors that differ in the last bits alone become the one of them that is most frequent, so that surfaces keep theirs exactly.
fn indexed(pixels: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let runs = || pixels.as_chunks::<4>().0.chunk_by(|a, b| a == b).map(|run| (rgb(run[0]), run.len()));
    let mut counts: HashMap<[u8; 3], usize> = HashMap::default();
    runs().for_each(|(color, length)| *counts.entry(color).or_default() += length);
    let mut colors: Vec<([u8; 3], usize)> = counts.into_iter().collect();
    colors.sort_unstable_by_key(|(color, count)| (bucket(*color), usize::MAX - count, *color));
    colors.dedup_by_key(|(color, _)| bucket(*color));
    if colors.len() > 256 {
        return None;
    }
    let mut indexes = vec![0_u8; 1 << (3 * BITS)];
    for (index, (color, _)) in (0..=u8::MAX).zip(&colors) {
        indexes[bucket(*color)] = index;
    }
    let mut image = Vec::with_capacity(WIDTH * HEIGHT);
    runs().for_each(|(color, length)| image.extend(std::iter::repeat_n(indexes[bucket(color)], length)));
    Some((colors.iter().flat_map(|(color, _)| color).copied().collect(), image))
}

fn rgb([red, green, blue, _]: [u8; 4]) -> [u8; 3] {
    [red, green, blue]
}

/// Where a color stands among those that are told apart.
fn bucket(color: [u8; 3]) -> usize {
    color.iter().fold(0, |bucket, channel| bucket << BITS | usize::from(channel >> (8 - BITS)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(file: &[u8]) -> (ColorType, Vec<u8>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let kind = reader.info().color_type;
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        (kind, pixels)
    }

    fn written(color: impl Fn(usize) -> [u8; 3]) -> (ColorType, Vec<u8>, Vec<u8>) {
        let pixels: Vec<[u8; 3]> = (0..WIDTH * HEIGHT).map(color).collect();
        let opaque: Vec<u8> = pixels.iter().flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect();
        let mut file = Vec::new();
        write(&opaque, &mut file);
        let (kind, read) = decode(&file);
        (kind, pixels.concat(), read)
    }

    #[test]
    fn surfaces_keep_their_colors_and_edges_take_the_nearest() {
        let colors = [[0xfc, 0xfc, 0xfa], [0x15, 0x19, 0x17], [0xf9, 0xf9, 0xf9]];
        let (kind, given, read) = written(|at| colors[if at == 5 { 2 } else { at / 1000 % 2 }]);
        assert_eq!(kind, ColorType::Indexed);
        assert_eq!(read[15..18], colors[0], "a shade that is seen once is the surface beside it");
        assert_eq!((&given[..15], &given[18..]), (&read[..15], &read[18..]));
    }

    #[test]
    fn a_picture_of_many_colors_keeps_them_all() {
        #[expect(clippy::cast_possible_truncation, reason = "any colors do")]
        let (kind, given, read) = written(|at| [at as u8, (at / 256) as u8, 7]);
        assert_eq!(kind, ColorType::Rgb);
        assert!(given == read);
    }
}
