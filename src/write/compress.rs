//! Compressed copies of texts, for hosts that send them as they lie there.

use std::io::Write;

use blake3::Hash;

use crate::render::Fingerprint;

/// How a copy is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// Brotli.
    Brotli,
    /// Gzip.
    Gzip,
}

impl Coding {
    pub(super) const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// What the name of a copy ends in, after that of the original.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    /// The fingerprint of a copy: that of the original's bytes, in this coding by this version of the tool.
    pub(super) fn fingerprint(self, original: &Hash) -> Fingerprint {
        let parts = [crate::TOOL.as_bytes(), self.ending().as_bytes(), original.as_bytes()];
        Fingerprint::of_parts(parts)
    }

    /// Compresses as far as it goes. The copy holds neither name nor time, so equal originals have equal copies.
    pub(super) fn compress(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Brotli => {
                let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
                writer.write_all(bytes).expect("writing to memory does not fail");
                writer.into_inner()
            }
            Self::Gzip => {
                let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
                writer.write_all(bytes).expect("writing to memory does not fail");
                writer.finish().expect("writing to memory does not fail")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn copies_hold_what_the_original_holds() {
        let text = "a line of text that comes again and again\n".repeat(200);
        let mut read = String::new();
        let packed = Coding::Gzip.compress(text.as_bytes());
        assert!(packed.len() < text.len() / 10 && packed[4..8] == [0; 4], "a copy holds no time");
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
        read.clear();
        let packed = Coding::Brotli.compress(text.as_bytes());
        brotli::Decompressor::new(packed.as_slice(), 4096).read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
    }
}
