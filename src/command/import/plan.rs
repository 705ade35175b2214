//! What an import writes: new files, changed ones, and the site that comes of it. Nothing is written here.

use std::collections::BTreeMap;
use std::path::Path;

use super::Failure;
use crate::cli::ImportArgs;
use crate::diag::one_line;
use crate::discover::{SETTINGS, SourceFile, Sources, read_file, scan};
use crate::format::{schema_of, write as style};
use crate::import::update::{Locks, Memory, Met, update};
use crate::import::{Fields, Import, text};
use crate::write;

/// The most bytes of what an import remembers.
const LARGEST: u64 = 64 << 20;

/// What is to be written, and what is known then.
#[derive(Default)]
pub(super) struct Plan {
    /// The texts of new files, by their paths.
    pub(super) new: BTreeMap<String, String>,
    /// The old and new bytes of files that change.
    pub(super) changed: BTreeMap<String, (Vec<u8>, String)>,
    /// The files that stay as they are, and why.
    pub(super) left_alone: BTreeMap<String, String>,
    /// The records that the source lists no more.
    pub(super) gone: Vec<String>,
    /// What people wrote and the import met, by the paths of files.
    pub(super) met: Vec<(String, Meeting, Met)>,
    /// The site as it is; `None` for a new one.
    pub(super) before: Option<Sources>,
    /// The site with what is planned.
    pub(super) after: Sources,
    /// What the next import has to know: the path, what stands there now, and the text.
    pub(super) memory: Option<(String, Option<Vec<u8>>, String)>,
}

/// What comes of a value by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meeting {
    /// The source's stands in its place.
    Overwritten,
    /// It stays, though the source says something else, or nothing of it any more.
    Kept,
    /// It is locked.
    Locked,
}

impl Plan {
    /// Plans what to write.
    pub(super) fn new(import: &Import, args: &ImportArgs, is_update: bool) -> Result<Self, Failure> {
        let before = is_update.then(|| scan(&args.output)).transpose().map_err(Failure::usage)?;
        let mut plan = Self { after: before.clone().unwrap_or_default(), before, ..Self::default() };
        let (path, old) = (Memory::path(args.source), read_memory(args)?);
        let last = old.as_deref().map(|bytes| Memory::read(&String::from_utf8_lossy(bytes))).transpose();
        let last = last.map_err(|why| {
            Failure::Mistake(one_line(&format!(
                "`{path}` is not what an import wrote: {why}; without it, an import takes every value for one by hand: remove it to go on"
            )))
        })?;
        let (is_known, last, unsaid) = (last.is_some(), last.unwrap_or_default(), BTreeMap::new());
        let site_locks =
            plan.after.site.as_ref().map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        let locks = Locks::of_settings(&site_locks.unwrap_or_default());
        for (path, fields) in &import.files {
            let last = is_known.then(|| last.files.get(path).unwrap_or(&unsaid));
            plan.add(&args.output, path, fields, last, &locks);
        }
        if plan.after.site.is_none() && !plan.after.has_settings() {
            let file = SourceFile { path: SETTINGS.to_owned(), bytes: settings(args).into() };
            plan.new.insert(SETTINGS.to_owned(), settings(args));
            plan.after.site = Some(file);
        }
        plan.remember(import, last, args, old);
        plan.finish();
        Ok(plan)
    }

    /// Plans one file.
    fn add(
        &mut self,
        root: &Path,
        path: &str,
        fields: &Fields,
        last: Option<&BTreeMap<String, String>>,
        locks: &Locks,
    ) {
        let Some(schema) = schema_of(path) else { return };
        let there = self.before.as_ref().and_then(|sources| sources.record(path));
        let full = root.join(path);
        if self.before.is_some() && write::link_on_the_way(root, path).is_some() {
            self.left_alone.insert(path.to_owned(), "it is reached through a symbolic link".to_owned());
            return;
        }
        let Some(there) = there else {
            if full.symlink_metadata().is_ok() {
                self.left_alone.insert(path.to_owned(), "something else is at that path".to_owned());
            } else {
                self.new.insert(path.to_owned(), text(fields, schema));
            }
            return;
        };
        let updated = std::str::from_utf8(&there.bytes)
            .map_err(|_| "it is not UTF-8 text".to_owned())
            .and_then(|old| update(old, fields, schema, last, locks));
        match updated {
            Err(why) => drop(self.left_alone.insert(path.to_owned(), format!("it is not valid TOML: {why}"))),
            Ok(updated) => {
                let meetings = [
                    (Meeting::Overwritten, updated.overwritten),
                    (Meeting::Kept, updated.kept),
                    (Meeting::Locked, updated.locked),
                ];
                for (meeting, met) in meetings {
                    self.met.extend(met.into_iter().map(|met| (path.to_owned(), meeting, met)));
                }
                if *updated.text.as_bytes() != there.bytes {
                    self.changed.insert(path.to_owned(), (there.bytes.to_vec(), updated.text));
                }
            }
        }
    }

    /// Plans what the next import has to know: what this one says, and what an earlier one said of records that are not read now.
    fn remember(&mut self, import: &Import, last: Memory, args: &ImportArgs, old: Option<Vec<u8>>) {
        let mut memory = Memory::of(import);
        for path in self.left_alone.keys() {
            memory.files.remove(path);
        }
        let is_read = |path: &str| {
            let folder = path.split('/').nth(1).unwrap_or_default();
            args.only.is_empty() || args.only.iter().any(|only| only == folder)
        };
        for (path, keys) in last.files {
            if import.files.contains_key(&path) && !self.left_alone.contains_key(&path) {
                continue;
            }
            if self.after.record(&path).is_none() {
                continue;
            }
            if is_read(&path) && !import.files.contains_key(&path) {
                self.gone.push(path.clone());
            }
            memory.files.insert(path, keys);
        }
        let text = memory.text();
        if old.as_deref() != Some(text.as_bytes()) {
            self.memory = Some((Memory::path(args.source), old, text));
        }
    }

    /// Puts what is planned into the site.
    fn finish(&mut self) {
        let file =
            |path: &String, text: &String| SourceFile { path: path.clone(), bytes: text.clone().into() };
        for (path, (_, text)) in &self.changed {
            self.after.put_record(file(path, text));
        }
        let new = self.new.iter().filter(|(path, _)| *path != SETTINGS);
        self.after.records.extend(new.map(|(path, text)| file(path, text)));
        self.after.records.sort_by(|a, b| a.path.split('/').cmp(b.path.split('/')));
        self.after.has_providers |= self.new.keys().any(|path| path.starts_with("providers/"));
    }

    /// Whether nothing is to be written.
    pub(super) fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty()
    }
}

/// What the last import of this source wrote, if there was one.
fn read_memory(args: &ImportArgs) -> Result<Option<Vec<u8>>, Failure> {
    let path = Memory::path(args.source);
    let full = args.output.join(&path);
    if full.symlink_metadata().is_err() {
        return Ok(None);
    }
    if let Some(link) = write::link_on_the_way(&args.output, &path) {
        return Err(Failure::Usage(one_line(&format!(
            "`{}` is a symbolic link, which no import follows",
            link.display()
        ))));
    }
    let read = read_file(&full, LARGEST);
    read.map(Some).map_err(|error| Failure::Mistake(one_line(&format!("`{path}` cannot be read: {error}"))))
}

/// The settings of a new site: its title, where it comes from, and that what a lint doubts in it is the source's.
fn settings(args: &ImportArgs) -> String {
    let title = style::text(&format!("Models of {}", args.source.name()));
    let word = args.source.word();
    format!(
        "# Made by `modelpress import {word}`. The same command with `--update` brings in what changed.\n\n\
         title = {title}\n\n\
         # The facts are those of the source: what a lint doubts in them is a warning. Remove this to maintain them yourself.\n\
         [lints]\n\
         profile = \"foreign\"\n"
    )
}
