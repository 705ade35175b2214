//! `build.json`: the mark of a folder that is ours, and the list of what we wrote into it. It follows from the site
//! alone: no time and no path of the machine stands in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::ops::Range;
use std::path::Path;

use blake3::Hash;
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize, Serializer};

/// The file that marks an output folder as ours and lists what we wrote into it.
pub const MARKER: &str = "build.json";

/// What we wrote into a folder, by paths below it.
pub(super) type Manifest = BTreeMap<String, Entry>;

/// A file that we wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The hash of its bytes.
    pub(super) hash: Hash,
    /// Its size in bytes.
    pub(super) size: u64,
}

impl Entry {
    /// What is listed of a file with these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { hash: blake3::hash(bytes), size: bytes.len() as u64 }
    }
}

/// What the marker of a folder says.
#[derive(Debug)]
pub(super) enum Marker {
    /// There is none.
    Absent,
    /// It is not ours.
    Foreign,
    /// It is ours, but cannot be read: the folder is ours, and nothing is known of its files.
    Damaged,
    /// It is ours: what it says, and its bytes.
    Whole(Manifest, Vec<u8>),
}

#[derive(Debug, Deserialize)]
struct Stored {
    generator: String,
    files: BTreeMap<String, StoredEntry>,
}

#[derive(Debug, Deserialize)]
struct StoredEntry {
    hash: String,
    size: u64,
}

/// A list that is written.
#[derive(Serialize)]
struct Written<F: Serialize> {
    generator: &'static str,
    /// The hash of all other bytes, so that damage is noticed which leaves the list readable.
    checksum: &'static str,
    files: F,
}

/// The files of a list, made into JSON one by one.
struct WrittenFiles<F>(F);

impl<'a, F: Iterator<Item = (&'a str, &'a Entry)> + Clone> Serialize for WrittenFiles<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct WrittenEntry<'h> {
            hash: &'h str,
            size: u64,
        }
        let mut map = serializer.serialize_map(None)?;
        for (path, entry) in self.0.clone() {
            map.serialize_entry(path, &WrittenEntry { hash: &entry.hash.to_hex(), size: entry.size })?;
        }
        map.end()
    }
}

/// How every list that we write begins.
const BEGINNING: &[u8] = b"{\"generator\":\"modelpress ";

impl Marker {
    /// Whether a folder has a marker of ours, whole or damaged. The list of a large site is long, and its beginning tells.
    pub(super) fn is_ours(folder: &Path) -> bool {
        begins_as_ours(&folder.join(MARKER)) || matches!(Self::read(folder), Self::Whole(..) | Self::Damaged)
    }

    /// Reads the marker of a folder. What is no JSON at all is taken for ours and damaged: nothing else leaves a half-written
    /// `build.json` in a folder of pages.
    pub(super) fn read(folder: &Path) -> Self {
        Self::read_known(folder, |_| None)
    }

    /// Reads the marker of a folder. `known` has the list with some bytes if it was read before.
    pub(super) fn read_known(folder: &Path, known: impl FnOnce(&[u8]) -> Option<Manifest>) -> Self {
        let path = folder.join(MARKER);
        let Ok(meta) = fs::symlink_metadata(&path) else { return Self::Absent };
        if !meta.is_file() {
            return Self::Foreign;
        }
        let Ok(bytes) = fs::read(&path) else { return Self::Damaged };
        if let Some(manifest) = known(&bytes) {
            return Self::Whole(manifest, bytes);
        }
        if let Some(stored) = Stored::read(&bytes)
            && is_ours(&stored.generator)
        {
            return stored.manifest().map_or(Self::Damaged, |manifest| Self::Whole(manifest, bytes));
        }
        let value: Option<serde_json::Value> = serde_json::from_slice(&bytes).ok();
        let generator = |value: &serde_json::Value| value["generator"].as_str().is_some_and(is_ours);
        if value.as_ref().is_none_or(generator) { Self::Damaged } else { Self::Foreign }
    }
}

fn begins_as_ours(path: &Path) -> bool {
    let is_file = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file());
    let mut beginning = [0; BEGINNING.len()];
    is_file
        && fs::File::open(path).and_then(|mut file| file.read_exact(&mut beginning)).is_ok()
        && beginning == BEGINNING
}

fn is_ours(generator: &str) -> bool {
    generator.starts_with("modelpress ")
}

/// Reads a manifest; `None` where it does not hold together.
pub(super) fn read(bytes: &[u8]) -> Option<Manifest> {
    Stored::read(bytes)?.manifest()
}

/// Writes a manifest of files that come in the order of their paths.
pub(super) fn write<'a>(files: impl Iterator<Item = (&'a str, &'a Entry)> + Clone) -> Vec<u8> {
    let stored = Written { generator: crate::GENERATOR, checksum: NO_CHECKSUM, files: WrittenFiles(files) };
    let mut json = serde_json::to_vec(&stored).expect("plain data becomes JSON");
    json.push(b'\n');
    let at = checksum_at(&json).expect("a list has a checksum");
    let sum = blake3::hash(&json).to_hex();
    json[at].copy_from_slice(sum.as_bytes());
    json
}

/// What stands in the place of the checksum while it is computed.
const NO_CHECKSUM: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Where the checksum of a list stands: behind its first key of that name, which is that of the list itself.
fn checksum_at(bytes: &[u8]) -> Option<Range<usize>> {
    const KEY: &[u8] = b",\"checksum\":\"";
    let at = memchr::memmem::find(bytes, KEY)? + KEY.len();
    Some(at..at + NO_CHECKSUM.len()).filter(|place| place.end <= bytes.len())
}

impl Stored {
    /// Reads a list; `None` if it is none, or any byte is not as it was written.
    fn read(bytes: &[u8]) -> Option<Self> {
        let stored: Self = serde_json::from_slice(bytes).ok()?;
        let at = checksum_at(bytes)?;
        let mut hasher = blake3::Hasher::new();
        for part in [&bytes[..at.start], NO_CHECKSUM.as_bytes(), &bytes[at.end..]] {
            hasher.update(part);
        }
        (bytes[at] == *hasher.finalize().to_hex().as_bytes()).then_some(stored)
    }

    fn manifest(self) -> Option<Manifest> {
        let files = self.files.into_iter().map(|(path, entry)| Some((path, entry.read()?)));
        let files: Manifest = files.collect::<Option<_>>()?;
        files.keys().all(|path| is_below(path)).then_some(files)
    }
}

impl StoredEntry {
    fn read(&self) -> Option<Entry> {
        Some(Entry { hash: Hash::from_hex(&self.hash).ok()?, size: self.size })
    }
}

/// Whether a listed path stays below its folder, so that a forged list names nothing outside.
fn is_below(path: &str) -> bool {
    path != MARKER
        && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && !path.contains(['\\', '\0'])
        && !Path::new(path).is_absolute()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: Entry = Entry { hash: Hash::from_bytes([7; 32]), size: 1 };

    fn manifest() -> Manifest {
        [("index.html".to_owned(), ENTRY), ("x\n".to_owned(), ENTRY)].into()
    }

    fn write(manifest: &Manifest) -> Vec<u8> {
        super::write(manifest.iter().map(|(path, entry)| (path.as_str(), entry)))
    }

    #[test]
    fn a_manifest_is_read_as_it_is_written() {
        let bytes = write(&manifest());
        assert_eq!(read(&bytes).unwrap(), manifest());
        assert!(String::from_utf8(bytes).unwrap().starts_with("{\"generator\":\"modelpress "));
    }

    #[test]
    fn a_list_that_leaves_its_folder_is_no_manifest() {
        for path in ["../x", "/etc/passwd", "a/../../x", "a//b", "", "build.json"] {
            let bytes = write(&[(path.to_owned(), ENTRY)].into());
            assert!(read(&bytes).is_none(), "{path}");
        }
    }

    #[test]
    fn a_marker_is_ours_cut_short_or_not_ours() {
        let folder = tempfile::TempDir::new().unwrap();
        let whole = write(&manifest());
        let marker = |bytes: &[u8]| {
            fs::write(folder.path().join(MARKER), bytes).unwrap();
            let marker = Marker::read(folder.path());
            let is_ours = matches!(marker, Marker::Whole(..) | Marker::Damaged);
            assert_eq!(Marker::is_ours(folder.path()), is_ours, "{marker:?}");
            marker
        };
        assert!(matches!(Marker::read(folder.path()), Marker::Absent));
        assert!(matches!(marker(&whole), Marker::Whole(..)));
        for cut in [0, 1, 20, whole.len() / 2, whole.len() - 3] {
            assert!(matches!(marker(&whole[..cut]), Marker::Damaged), "{cut}");
        }
        assert!(matches!(marker(b"{\"generator\":\"modelpress 0.0.1\",\"files\":[]}"), Marker::Damaged));
        for at in 0..whole.len() {
            for flipped in [1, 2, 4, 8, 16, 32, 64] {
                let mut damaged = whole.clone();
                damaged[at] ^= flipped;
                let marker = marker(&damaged);
                assert!(!matches!(marker, Marker::Whole(..)), "bit {flipped} of byte {at} passes");
            }
        }
        assert!(matches!(marker(b"{\"generator\":\"hugo\",\"files\":{}}"), Marker::Foreign));
        assert!(matches!(marker(b"{\"scripts\":{}}"), Marker::Foreign));
    }
}
