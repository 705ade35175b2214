//! `build.json`: the mark of a folder that is ours, and the list of what we wrote into it. It follows from the site
//! alone: no time and no path of the machine stands in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::ops::Range;
use std::path::Path;

use blake3::Hash;
use serde::{Deserialize, Serialize};

use crate::render::{Anchors, Fingerprint, Interner, Symbol};

/// The file that marks an output folder as ours and lists what we wrote into it.
pub const MARKER: &str = "build.json";

/// What we wrote into a folder, by paths below it.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// The fingerprint of all that the site was made of; `None` where its pages have findings to be said again.
    pub(super) inputs: Option<Fingerprint>,
    pub(super) files: BTreeMap<String, Entry>,
}

/// A file that we wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// The hash of its bytes.
    pub(super) hash: Hash,
    /// Its size in bytes.
    pub(super) size: u64,
    /// The fingerprint of what it was made of; `None` for a file that is made in every build.
    pub(super) inputs: Option<Fingerprint>,
    /// The links and ids of a page.
    pub(super) anchors: Anchors,
}

/// A file of the new site.
#[derive(Clone, Debug)]
pub(super) struct StagedFile {
    pub(super) entry: Entry,
    /// Whether it was written; else it stands in the last site.
    pub(super) is_written: bool,
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
    /// It is ours.
    Whole(List),
}

/// A list of ours as it stands on disk.
#[derive(Debug)]
pub(super) struct List {
    bytes: Vec<u8>,
    stored: Stored,
}

#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    generator: String,
    /// The hash of all other bytes, so that damage is noticed which leaves the list readable.
    checksum: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inputs: Option<String>,
    #[serde(default)]
    names: Vec<String>,
    files: BTreeMap<String, StoredEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredEntry {
    hash: String,
    size: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inputs: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    links: Vec<usize>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ids: Vec<usize>,
}

/// How every list that we write begins.
const BEGINNING: &[u8] = b"{\"generator\":\"modelpress ";

impl Marker {
    /// Whether a folder has a marker of ours, whole or damaged. The list of a large site is long, and its beginning tells.
    pub(super) fn is_ours(folder: &Path) -> bool {
        begins_as_ours(&folder.join(MARKER)) || matches!(Self::read(folder), Self::Whole(_) | Self::Damaged)
    }

    /// Reads the marker of a folder. What is no JSON at all is taken for ours and damaged: nothing else leaves a half-written
    /// `build.json` in a folder of pages.
    pub(super) fn read(folder: &Path) -> Self {
        let path = folder.join(MARKER);
        let Ok(meta) = fs::symlink_metadata(&path) else { return Self::Absent };
        if !meta.is_file() {
            return Self::Foreign;
        }
        let Ok(bytes) = fs::read(&path) else { return Self::Damaged };
        if let Some(stored) = Stored::read(&bytes)
            && is_ours(&stored.generator)
        {
            return Self::Whole(List { bytes, stored });
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

impl Manifest {
    /// Reads a manifest; `None` where it does not hold together. Its links and ids are added to the names of the site.
    pub(super) fn read(bytes: &[u8], names: &Interner) -> Option<Self> {
        Self::of(Stored::read(bytes)?, names)
    }

    /// Reads the manifest of a list, as [`Manifest::read`] does, and returns it with the bytes of the list.
    pub(super) fn of_list(list: List, names: &Interner) -> Option<(Self, Vec<u8>)> {
        Self::of(list.stored, names).map(|manifest| (manifest, list.bytes))
    }

    fn of(stored: Stored, names: &Interner) -> Option<Self> {
        let table: Vec<Symbol> = stored.names.iter().map(|name| names.intern(name)).collect();
        let files = stored.files.into_iter().map(|(path, entry)| Some((path, entry.read(&table)?)));
        let files: BTreeMap<String, Entry> = files.collect::<Option<_>>()?;
        let inputs = stored.inputs.as_deref().and_then(Fingerprint::read);
        files.keys().all(|path| is_below(path)).then_some(Self { inputs, files })
    }

    /// Writes a manifest, with the links and ids by their numbers in a list of all of them.
    pub(super) fn write(&self, names: &Interner) -> Vec<u8> {
        let texts = names.texts();
        let mut used: Vec<Symbol> = self.files.values().flat_map(|entry| entry.anchors.names()).collect();
        used.sort_unstable_by_key(|name| &texts[name.index()]);
        used.dedup();
        let mut numbers = vec![0; texts.len()];
        for (number, name) in used.iter().enumerate() {
            numbers[name.index()] = number;
        }
        let stored = Stored {
            generator: crate::GENERATOR.to_owned(),
            checksum: NO_CHECKSUM.to_owned(),
            inputs: self.inputs.map(|inputs| inputs.to_string()),
            names: used.iter().map(|name| texts[name.index()].to_string()).collect(),
            files: self
                .files
                .iter()
                .map(|(path, entry)| (path.clone(), StoredEntry::new(entry, &numbers)))
                .collect(),
        };
        let mut json = serde_json::to_vec(&stored).expect("plain data becomes JSON");
        json.push(b'\n');
        let at = checksum_at(&json).expect("a list has a checksum");
        let sum = blake3::hash(&json).to_hex();
        json[at].copy_from_slice(sum.as_bytes());
        json
    }
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
}

impl StoredEntry {
    fn new(entry: &Entry, numbers: &[usize]) -> Self {
        let numbers_of = |names: &[Symbol]| {
            let mut numbers: Vec<usize> = names.iter().map(|name| numbers[name.index()]).collect();
            numbers.sort_unstable();
            numbers
        };
        Self {
            hash: entry.hash.to_hex().to_string(),
            size: entry.size,
            inputs: entry.inputs.map(|inputs| inputs.to_string()),
            links: numbers_of(&entry.anchors.links),
            ids: numbers_of(&entry.anchors.ids),
        }
    }

    fn read(&self, table: &[Symbol]) -> Option<Entry> {
        let names_of = |numbers: &[usize]| {
            let mut names: Vec<Symbol> =
                numbers.iter().map(|number| table.get(*number).copied()).collect::<Option<_>>()?;
            names.sort_unstable();
            Some(names)
        };
        Some(Entry {
            hash: Hash::from_hex(&self.hash).ok()?,
            size: self.size,
            inputs: self.inputs.as_deref().and_then(Fingerprint::read),
            anchors: Anchors { ids: names_of(&self.ids)?, links: names_of(&self.links)? },
        })
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

    fn entry(names: &Interner, ids: &[&str], links: &[&str]) -> Entry {
        Entry {
            hash: blake3::hash(b"x"),
            size: 1,
            inputs: Fingerprint::read("000102030405060708090a0b0c0d0e0f"),
            anchors: Anchors {
                ids: names.intern_all(ids.iter().copied()),
                links: names.intern_all(links.iter().copied()),
            },
        }
    }

    fn manifest(names: &Interner) -> Manifest {
        let page = entry(names, &["main", "faq"], &["/", "/models/#faq"]);
        let files = [("index.html".to_owned(), page), ("x\n".to_owned(), entry(names, &[], &[]))];
        Manifest { inputs: Fingerprint::read(&"ab".repeat(16)), files: files.into() }
    }

    #[test]
    fn a_manifest_is_read_as_it_is_written_whatever_was_named_before() {
        let names = Interner::default();
        let bytes = manifest(&names).write(&names);
        let others = Interner::default();
        others.intern_all(["unused", "faq", "/"]);
        let read = Manifest::read(&bytes, &others).unwrap();
        assert_eq!(read.write(&others), bytes);
        assert_eq!(read.files.len(), 2);
        assert!(String::from_utf8(bytes).unwrap().starts_with("{\"generator\":\"modelpress "));
    }

    #[test]
    fn a_list_that_leaves_its_folder_is_no_manifest() {
        for path in ["../x", "/etc/passwd", "a/../../x", "a//b", "", "build.json"] {
            let names = Interner::default();
            let files = [(path.to_owned(), entry(&names, &[], &[]))].into();
            let bytes = Manifest { inputs: None, files }.write(&names);
            assert!(Manifest::read(&bytes, &names).is_none(), "{path}");
        }
    }

    #[test]
    fn a_marker_is_ours_cut_short_or_not_ours() {
        let folder = tempfile::TempDir::new().unwrap();
        let names = Interner::default();
        let whole = manifest(&names).write(&names);
        let marker = |bytes: &[u8]| {
            fs::write(folder.path().join(MARKER), bytes).unwrap();
            let marker = Marker::read(folder.path());
            let is_ours = matches!(marker, Marker::Whole(_) | Marker::Damaged);
            assert_eq!(Marker::is_ours(folder.path()), is_ours, "{marker:?}");
            marker
        };
        assert!(matches!(Marker::read(folder.path()), Marker::Absent));
        assert!(matches!(marker(&whole), Marker::Whole(_)));
        for cut in [0, 1, 20, whole.len() / 2, whole.len() - 3] {
            assert!(matches!(marker(&whole[..cut]), Marker::Damaged), "{cut}");
        }
        assert!(matches!(marker(b"{\"generator\":\"modelpress 0.0.1\",\"files\":[]}"), Marker::Damaged));
        for at in 0..whole.len() {
            for flipped in [1, 2, 4, 8, 16, 32, 64] {
                let mut damaged = whole.clone();
                damaged[at] ^= flipped;
                let marker = marker(&damaged);
                assert!(!matches!(marker, Marker::Whole(_)), "bit {flipped} of byte {at} passes");
            }
        }
        assert!(matches!(marker(b"{\"generator\":\"hugo\",\"files\":{}}"), Marker::Foreign));
        assert!(matches!(marker(b"{\"scripts\":{}}"), Marker::Foreign));
    }
}
