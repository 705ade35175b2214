//! What the next build wants to know of this one, and no reader of the site needs. Every line of it is a fact that stays true: which
//! files a site of these sources has, what pages were made of, what the system said of a file with some content. So a state that is
//! out of date makes a build slower, never wrong.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::pages::PageTable;
use crate::compile::Options;
use crate::diag::StoredReport;
use crate::discover::{FileStat, FileTime, Inventory, Survey};
use crate::render::digest::NamedDigest;
use crate::render::{Fingerprint, Interner};
use crate::write::disk;
use crate::write::intact::intact;
use crate::write::manifest::{Entry, MARKER};
use crate::write::staged_file::{FileMeta, StagedFile};

/// What a build left for the next one.
#[derive(Debug)]
pub struct State {
    pub(super) head: Head,
    /// The findings and then the pages, as they are stored: only some builds want to read them.
    pub(super) rest: Vec<u8>,
}

/// What a build made a site of, and what it found.
#[derive(Debug)]
pub struct BuildRecord {
    /// The fingerprint of its options.
    pub options: Fingerprint,
    /// Whether the settings name a script, which an option can leave out.
    pub names_script: bool,
    /// The files of the site.
    pub sources: Inventory,
    /// The number of pages.
    pub pages: usize,
    /// The findings of the build.
    pub report: StoredReport,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head {
    /// What the whole site was made of; `None` where files were left out.
    pub(super) site: Option<SiteRecord>,
    /// Every file of the site in the order of paths, and then the list of them.
    pub(super) outputs: Vec<OutputFile>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SiteRecord {
    options: Fingerprint,
    names_script: bool,
    sources: Inventory,
    pages: usize,
}

/// A file of the site.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct OutputFile {
    path: Box<str>,
    entry: Entry,
    /// What the system said of the file with this content, if a later change cannot go unseen.
    stat: Option<FileStat>,
}

/// What is known of a file of the site beside its bytes.
pub(in crate::write) struct FileRecord<'a> {
    pub(in crate::write) path: &'a str,
    pub(in crate::write) entry: Entry,
    pub(in crate::write) stat: Option<FileStat>,
    pub(in crate::write) meta: FileMeta,
}

impl State {
    /// Notes what a build made. `files` stand in the folder, and so does their list.
    pub(in crate::write) fn new(
        folder: &Path,
        files: &BTreeMap<String, StagedFile>,
        list: &[u8],
        names: &Interner,
        read: Vec<NamedDigest>,
        record: Option<BuildRecord>,
    ) -> Self {
        let now = FileTime::now();
        let files: Vec<(&String, &StagedFile)> = files.iter().collect();
        let output = |(path, made): &(&String, &StagedFile)| OutputFile {
            path: path.as_str().into(),
            entry: made.entry,
            stat: stat_of(&folder.join(path)).filter(|stat| {
                // Somebody may have changed the file since it was written or looked at.
                stat.is_same_content(&made.stat) && stat.is_settled(now)
            }),
        };
        let mut outputs: Vec<OutputFile> = files.par_iter().map(output).collect();
        outputs.push(OutputFile { path: MARKER.into(), entry: Entry::of(list), stat: None });
        let (site, report) = record.map(SiteRecord::new).unzip();
        let mut rest = serialize(&report.unwrap_or_default());
        rest.extend(serialize(&PageTable::new(files.iter().map(|(_, made)| &made.meta), names, read)));
        Self { head: Head { site, outputs }, rest }
    }

    /// Whether a site of these options and files is the one that was built.
    pub fn is_made_of(&self, options: &Options, survey: &Survey) -> bool {
        let is_same = |site: &SiteRecord| {
            options.fingerprint(site.names_script) == site.options && survey.is_same(&site.sources)
        };
        self.head.site.as_ref().is_some_and(is_same)
    }

    /// The number of pages, and what was found.
    pub fn findings(&self) -> Option<(usize, StoredReport)> {
        let (report, _) = postcard::take_from_bytes(&self.rest).ok()?;
        Some((self.head.site.as_ref()?.pages, report))
    }

    /// Forgets what the system said of files, so that every file is read and compared.
    pub fn forget_stats(&mut self) {
        if let Some(site) = &mut self.head.site {
            site.sources.forget_stats();
        }
        for output in &mut self.head.outputs {
            output.stat = None;
        }
    }

    /// How many files the site has, and their bytes.
    pub(in crate::write) fn extent(&self) -> (usize, u64) {
        (self.head.outputs.len(), self.head.outputs.iter().map(|output| output.entry.size).sum())
    }

    /// Looks whether the site stands in a folder as it was written, and returns what the system says of its files now.
    pub(in crate::write) fn check_files(&self, folder: &Path) -> Option<Vec<FileStat>> {
        let outputs = &self.head.outputs;
        let are_folders = || folders(outputs).par_iter().all(|path| disk::is_folder(&folder.join(path)));
        let stat = |output: &OutputFile| intact(folder, &output.path, &output.entry, output.stat);
        // What lies behind a link is not ours, so each folder is looked at, too.
        are_folders().then(|| outputs.par_iter().map(stat).collect()).flatten()
    }

    /// Brings the state of an unchanged site up to date with what the system said since a point in time. Says whether anything
    /// changed.
    pub(in crate::write) fn refresh(&mut self, survey: &Survey, stats: &[FileStat], since: FileTime) -> bool {
        let site = self.head.site.as_mut();
        let mut is_changed = site.is_some_and(|site| survey.refresh(&mut site.sources));
        for (output, stat) in self.head.outputs.iter_mut().zip(stats) {
            if output.stat != Some(*stat) {
                let settled = Some(*stat).filter(|stat| stat.is_settled(since));
                is_changed |= output.stat != settled;
                output.stat = settled;
            }
        }
        is_changed
    }

    /// Every file with what is known of it, and what their notes stand for. Their links and ids are added to the names of the site.
    pub(in crate::write) fn files(&self, names: &Interner) -> (Vec<FileRecord<'_>>, Vec<NamedDigest>) {
        let pages = postcard::take_from_bytes::<StoredReport>(&self.rest)
            .and_then(|(_, rest)| postcard::from_bytes::<PageTable>(rest));
        let (metas, read) = pages.ok().and_then(|pages| pages.read(names)).unwrap_or_default();
        let files = self.head.outputs.iter().zip(metas);
        let record = files.map(|(OutputFile { path, entry, stat }, meta)| FileRecord {
            path,
            entry: *entry,
            stat: *stat,
            meta,
        });
        (record.collect(), read)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (head, rest) = postcard::take_from_bytes(bytes).ok()?;
        Some(Self { head, rest: rest.to_owned() })
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serialize(&self.head);
        bytes.extend_from_slice(&self.rest);
        bytes
    }
}

impl SiteRecord {
    fn new(record: BuildRecord) -> (Self, StoredReport) {
        let BuildRecord { options, names_script, sources, pages, report } = record;
        (Self { options, names_script, sources, pages }, report)
    }
}

fn stat_of(path: &Path) -> Option<FileStat> {
    path.symlink_metadata().ok().map(|meta| FileStat::of(&meta))
}

fn serialize(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).expect("plain data becomes bytes")
}

/// The folders that files stand in, each once. The files stand in the order of their paths, so those of a folder are neighbors.
fn folders(files: &[OutputFile]) -> Vec<&str> {
    let mut folders = Vec::new();
    let mut last = "";
    for file in files {
        let shared = last.bytes().zip(file.path.bytes()).take_while(|(one, other)| one == other).count();
        let ends = file.path.match_indices('/').map(|(end, _)| end);
        folders.extend(ends.filter(|end| *end >= shared).map(|end| &file.path[..end]));
        last = &file.path;
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(path: &str) -> OutputFile {
        OutputFile { path: path.into(), entry: Entry::of(b"x"), stat: None }
    }

    #[test]
    fn each_folder_of_a_site_is_listed_once() {
        let paths =
            ["404.html", "a-b/x", "a/b/c/x", "a/b/c/y", "a/b/cd/x", "a/b/x", "a/x", "ab/x", "build.json"];
        let files = paths.map(output);
        assert!(files[..8].is_sorted_by_key(|file| &file.path));
        assert_eq!(folders(&files), ["a-b", "a", "a/b", "a/b/c", "a/b/cd", "ab"]);
    }
}
