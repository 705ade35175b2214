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
use crate::write::folders::{FolderStat, FolderStats, folders_of_all};
use crate::write::intact::intact;
use crate::write::manifest::{Entry, MARKER, Manifest};
use crate::write::publish::Untouched;
use crate::write::staged_file::{FileMeta, StagedFile};

/// What a build left for the next one.
#[derive(Debug)]
pub struct State {
    pub(super) head: Head,
    /// The findings and then the pages, as they are stored: only some builds want to read them.
    rest: Vec<u8>,
    /// Where they begin in these bytes.
    from: usize,
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
    /// What the system said of the folders of the site, in the order in which their files name them; nothing where it is not known.
    pub(super) folders: Vec<Option<FolderStat>>,
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
        pages: &[u8],
        record: Option<BuildRecord>,
        untouched: &Untouched,
    ) -> Self {
        let now = FileTime::now();
        let files: Vec<(&String, &StagedFile)> = files.iter().collect();
        let output = |(path, made): &(&String, &StagedFile)| OutputFile {
            path: path.as_str().into(),
            entry: made.entry,
            stat: if untouched.has_file(path, made) {
                Some(made.stat).filter(|stat| stat.is_settled(untouched.since))
            } else {
                // Somebody may have changed the file since it was written or looked at.
                let stat = stat_of(&folder.join(path));
                stat.filter(|stat| stat.is_same_content(&made.stat) && stat.is_settled(now))
            },
        };
        let mut outputs: Vec<OutputFile> = files.par_iter().map(output).collect();
        let folders = folders_of_all(files.iter().map(|(path, _)| path.as_str()));
        let folders = folders.into_iter().map(|folder| untouched.folders.get(folder).copied()).collect();
        outputs.push(OutputFile { path: MARKER.into(), entry: Entry::of(list), stat: None });
        let (site, report) = record.map(SiteRecord::new).unzip();
        let mut rest = serialize(&report.unwrap_or_default());
        rest.extend_from_slice(pages);
        Self { head: Head { site, outputs, folders }, rest, from: 0 }
    }

    /// What a state says of the pages of a site, which needs nothing that is known only when the site stands there.
    pub(in crate::write) fn pages(
        files: &BTreeMap<String, StagedFile>,
        names: &Interner,
        read: Vec<NamedDigest>,
    ) -> Vec<u8> {
        serialize(&PageTable::new(files.values().map(|made| &*made.meta), &names.names(), read))
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
        let (report, _) = postcard::take_from_bytes(self.rest()).ok()?;
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
        self.head.folders.clear();
    }

    /// The files of the site, if their list is the one with these bytes: it need not be read.
    pub(in crate::write) fn manifest(&self, list: &[u8]) -> Option<Manifest> {
        let (marker, files) = self.head.outputs.split_last()?;
        let manifest = || files.iter().map(|file| (file.path.to_string(), file.entry)).collect();
        (marker.entry == Entry::of(list)).then(manifest)
    }

    /// What the system said of the folders of the site when they held what its list says.
    pub(in crate::write) fn folders(&self) -> FolderStats {
        let Some((_, files)) = self.head.outputs.split_last() else { return FolderStats::default() };
        let paths = folders_of_all(files.iter().map(|file| &*file.path));
        let known = paths.into_iter().zip(&self.head.folders);
        known.filter_map(|(path, stat)| Some((path.to_owned(), (*stat)?))).collect()
    }

    /// How many files the site has, and their bytes.
    pub(in crate::write) fn extent(&self) -> (usize, u64) {
        (self.head.outputs.len(), self.head.outputs.iter().map(|output| output.entry.size).sum())
    }

    /// Looks whether the site stands in a folder as it was written, and returns what the system says of its files now.
    pub(in crate::write) fn check_files(&self, folder: &Path) -> Option<Vec<FileStat>> {
        let outputs = &self.head.outputs;
        let folders = folders_of_all(outputs.iter().map(|file| &*file.path));
        let are_folders = || folders.par_iter().all(|path| disk::is_folder(&folder.join(path)));
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
        let pages = postcard::take_from_bytes::<StoredReport>(self.rest())
            .and_then(|(_, rest)| postcard::from_bytes::<PageTable<'_>>(rest));
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

    /// Reads a state, which begins somewhere in bytes.
    pub(super) fn from_bytes(bytes: Vec<u8>, from: usize) -> Option<Self> {
        let (head, rest) = postcard::take_from_bytes(&bytes[from..]).ok()?;
        let from = bytes.len() - rest.len();
        Some(Self { head, rest: bytes, from })
    }

    pub(super) fn rest(&self) -> &[u8] {
        &self.rest[self.from..]
    }

    /// The bytes of a state, in two parts.
    pub(super) fn to_bytes(&self) -> (Vec<u8>, &[u8]) {
        (serialize(&self.head), self.rest())
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
