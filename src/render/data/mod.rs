//! Files for machines: the directory comes in, the bytes of one file go out.

mod calendar;
mod column;
mod csv_row;
mod export;
mod feed;
mod form;
mod host;
mod list;
mod record;
mod schema;
mod search;
mod terms;
#[cfg(test)]
mod tests;

pub use csv_row::CsvRow;
pub use export::{LeftOut, check_exports, left_out, offers_in};
pub use host::check_limits;

use crate::plan::{DataFile, Site, TextFile};

/// Writes a file for machines into a buffer.
pub fn write(site: &Site, data: DataFile, buffer: &mut Vec<u8>) {
    let directory = &site.directory;
    match data {
        DataFile::Search { part } => search::write(directory, "search", &directory.rows, part, buffer),
        DataFile::Host(host) => host::write(site, host, buffer),
        DataFile::Offers { part } => search::write(directory, "offers", &directory.every_offer, part, buffer),
        DataFile::Record(place) => record::write(directory, place, buffer),
        DataFile::Export(export) => export::write(directory, export, buffer),
        DataFile::Text(file) => write_text(site, file, buffer),
        // They are drawn with what the theme has.
        DataFile::Image(_) => {}
        DataFile::List { list, part } => list::write(directory, list, part, buffer),
        DataFile::Schema(file) => schema::write(&directory.settings, file, buffer),
    }
}

/// Writes a file for readers of feeds. Those for agents are drawn by templates.
fn write_text(site: &Site, file: TextFile, buffer: &mut Vec<u8>) {
    match file {
        TextFile::Feed(scope) => feed::write(site, scope, buffer),
        TextFile::Calendar => calendar::write(site, buffer),
        TextFile::License => terms::write(&site.directory.settings, buffer),
        TextFile::Llms(_) | TextFile::LlmsFull => {}
    }
}

/// What to switch off if a file for machines has more bytes than some hosts take; `None` if it does not.
pub fn too_large(data: DataFile, size: usize) -> Option<&'static str> {
    let help = match data {
        DataFile::Export(export) => match export.setting().0 {
            "api" => "set `api = false` in `[outputs]`, or publish on another host",
            "csv" => "set `csv = false` in `[outputs]`, or publish on another host",
            _ => "remove it from `feeds` in `[outputs]`, or publish on another host",
        },
        DataFile::List { .. } => "set `json = false` in `[outputs]`, or publish on another host",
        _ => "publish on another host",
    };
    (size > host::FILE_SIZE).then_some(help)
}
