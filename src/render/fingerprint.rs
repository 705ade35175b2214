//! Fingerprints: hashes of what pages and files are made of.

use serde::{Deserialize, Serialize};

/// A hash of what something is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// Hashes what pages share: each part by its length and bytes.
    pub fn of_parts<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self::short(hasher.finalize())
    }

    /// Hashes a value on top of another fingerprint.
    #[must_use]
    pub fn with(self, value: &impl Serialize) -> Self {
        let mut bytes = self.0.to_vec();
        serde_json::to_writer(&mut bytes, value).expect("writing to memory does not fail");
        Self::short(blake3::hash(&bytes))
    }

    /// The bytes, to make another fingerprint of.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    fn short(hash: blake3::Hash) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        Self(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        let of = |parts: &[&str]| Fingerprint::of_parts(parts.iter().map(|part| part.as_bytes()));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        let base = of(&[]);
        assert_ne!(base.with(&["a"]), base.with(&["b"]));
        assert_ne!(base.with(&1), of(&["x"]).with(&1));
    }
}
