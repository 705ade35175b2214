//! Files for machines: the directory comes in, the bytes of one file go out.

mod column;
mod host;
mod record;
mod search;
#[cfg(test)]
mod tests;

use crate::plan::{Data, Site};

/// Writes a file for machines into a buffer.
pub fn write(site: &Site, data: Data, buffer: &mut Vec<u8>) {
    let directory = &site.directory;
    match data {
        Data::Search { part } => search::write(directory, &directory.rows, part, buffer),
        Data::Host(host) => host::write(site, host, buffer),
        Data::Offers { part } => search::write(directory, &directory.every_offer, part, buffer),
        Data::Record(place) => record::write(directory, place, buffer),
    }
}
