//! What changed, read again: a preview keeps the sources in memory and looks only at the paths that it is told of.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{
    DANGLING_LINK, FOLDERS, LINK_OUTSIDE, Role, SETTINGS, Skipped, SourceFile, Sources, is_hidden_name,
    walk_from,
};

impl Sources {
    /// Reads again what stands at some paths below the site, and below those that are folders. Returns the paths whose
    /// files are other than before, in order; a file that is gone is one of them.
    ///
    /// The result is what reading the whole site anew would be.
    pub fn update(&mut self, root: &Path, changed: &BTreeSet<String>) -> Vec<String> {
        let Ok(root) = root.canonicalize() else { return Vec::new() };
        let mut asked = changed.clone();
        // What a link leads to may have come, gone or moved with any change elsewhere.
        let is_link =
            |skipped: &&Skipped| [DANGLING_LINK.name, LINK_OUTSIDE.name].contains(&skipped.code.name);
        asked.extend(self.skipped.iter().filter(is_link).map(|skipped| skipped.path.clone()));
        asked.extend(self.links(&root, changed));
        let tops = tops(&asked);

        let before = self.take(&tops);
        for path in &tops {
            let found = self.find(&root, path);
            self.read(&root, found);
        }
        self.has_providers = root.join("providers").is_dir();
        self.sort();
        self.differences(&tops, before)
    }

    /// The files that are read through a link and whose target is one of the changed paths, or below it.
    fn links(&self, root: &Path, changed: &BTreeSet<String>) -> Vec<String> {
        let folders = self.linked.iter().filter(|link| {
            let target = fs::canonicalize(root.join(link));
            let target = target.as_ref().ok().and_then(|target| target.strip_prefix(root).ok());
            target.is_none_or(|target| {
                let target = super::slashed(target);
                changed.iter().any(|path| holds(&target, path) || holds(path, &target))
            })
        });
        folders.cloned().collect()
    }

    /// Takes away all that stands at some paths or below them.
    fn take(&mut self, tops: &BTreeSet<String>) -> Before {
        let is_below = |path: &str| is_below(tops, path);
        let mut before = Before::default();
        for list in
            [&mut self.records, &mut self.logos, &mut self.templates, &mut self.statics, &mut self.changes]
        {
            for file in list.extract_if(.., |file| is_below(&file.path)) {
                before.files.insert(file.path, file.bytes);
            }
        }
        if let Some(file) = self.site.take_if(|file| is_below(&file.path)) {
            before.files.insert(file.path, file.bytes);
        }
        before.skipped = self.skipped.extract_if(.., |skipped| is_below(&skipped.path)).collect();
        self.linked.retain(|link| !is_below(link));
        before
    }

    /// Lists what is at a path now.
    fn find(&mut self, root: &Path, path: &str) -> Vec<(Role, String)> {
        if path == SETTINGS {
            return self.settings(root).into_iter().collect();
        }
        let full = root.join(path);
        let is_reachable = full
            .parent()
            .and_then(|parent| parent.canonicalize().ok())
            .is_some_and(|parent| parent.starts_with(root));
        let is_folder = FOLDERS.contains(&path);
        if !is_read(path)
            || !is_reachable
            || (is_folder && !full.is_dir())
            || full.symlink_metadata().is_err()
        {
            return Vec::new();
        }
        let walk = walk_from(root, &full, &mut self.skipped);
        self.linked.extend(walk.linked);
        walk.files
    }

    fn sort(&mut self) {
        for list in
            [&mut self.records, &mut self.logos, &mut self.templates, &mut self.statics, &mut self.changes]
        {
            list.sort_by(|one, other| one.path.split('/').cmp(other.path.split('/')));
        }
        self.linked.sort();
        self.linked.dedup();
    }

    fn differences(&self, tops: &BTreeSet<String>, mut before: Before) -> Vec<String> {
        let lists = [&self.records, &self.logos, &self.templates, &self.statics, &self.changes];
        let files = lists.into_iter().flatten().chain(&self.site);
        let mut changed = BTreeSet::new();
        for SourceFile { path, bytes } in files.filter(|file| is_below(tops, &file.path)) {
            if before.files.remove(path).is_none_or(|old| old != *bytes) {
                changed.insert(path.clone());
            }
        }
        changed.extend(before.files.into_keys());
        let now = self.skipped.iter().filter(|skipped| is_below(tops, &skipped.path));
        let now: BTreeSet<(&str, &str)> = now.map(reason).collect();
        let then: BTreeSet<(&str, &str)> = before.skipped.iter().map(reason).collect();
        changed.extend(now.symmetric_difference(&then).map(|(path, _)| (*path).to_owned()));
        changed.into_iter().collect()
    }
}

/// What stood at the paths that are read again.
#[derive(Default)]
struct Before {
    files: BTreeMap<String, Vec<u8>>,
    skipped: Vec<Skipped>,
}

fn reason(skipped: &Skipped) -> (&str, &str) {
    (&skipped.path, &skipped.message)
}

/// The paths that are not below another one.
fn tops(paths: &BTreeSet<String>) -> BTreeSet<String> {
    let is_top = |path: &&String| !is_below(paths, path.rsplit_once('/').map_or("", |(above, _)| above));
    paths.iter().filter(is_top).cloned().collect()
}

/// Whether a path is one of some, or below one of them.
fn is_below(tops: &BTreeSet<String>, path: &str) -> bool {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    ends.into_iter().any(|end| tops.contains(&path[..end]))
}

fn holds(above: &str, path: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a path is in a folder that is read, and in none that is hidden.
fn is_read(path: &str) -> bool {
    let mut parts = path.split('/');
    let folder = parts.next().unwrap_or_default();
    FOLDERS.contains(&folder) && !parts.any(|part| is_hidden_name(part, folder == "static"))
}
