//! Files for machines: the directory comes in, the bytes of one file go out.

mod search;

use crate::plan::{Data, Site};

/// Writes a file for machines into a buffer.
pub fn write(site: &Site, data: Data, buffer: &mut Vec<u8>) {
    match data {
        Data::Search => search::write(&site.directory, buffer),
    }
}
