//! Updates sources in memory: a preview reads only changed paths again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use bytes::Bytes;
use rayon::prelude::*;

use super::{
    DANGLING_LINK, LINK_OUTSIDE, NO_SETTINGS, Skipped, SourceFile, Sources, Surroundings, Walk, is_of_site,
};

impl Sources {
    /// Reads changed paths again, and everything below those that are folders. Returns the sorted paths of files that differ
    /// from before or no longer exist.
    ///
    /// The result equals that of reading the whole site again.
    pub fn update(&mut self, root: &Path, changed: &BTreeSet<String>) -> Vec<String> {
        let Ok(root) = root.canonicalize() else { return Vec::new() };
        let mut paths = changed.clone();
        // The target of a link may appear, disappear or move with any other change.
        let codes = [DANGLING_LINK.name, LINK_OUTSIDE.name, NO_SETTINGS.name];
        let links = self.skipped.iter().filter(|skipped| codes.contains(&skipped.code.name));
        paths.extend(links.map(|skipped| skipped.path.clone()));
        paths.extend(self.links(&root, changed));
        let tops = tops(&paths);

        let had_providers = self.has_providers;
        let before = self.take(&tops);
        let mut walk = Walk::default();
        for path in &tops {
            walk.find(&root, path);
        }
        self.read(&root, walk);
        // What stands beside the folders is looked at anew each time: no change of a file of the site says that it changed.
        self.skipped.retain(|skipped| is_of_site(&skipped.path));
        let surroundings = Surroundings::of(&root, self.has_settings());
        self.complete(surroundings);
        let mut changed = self.differences(&tops, before);
        // Even an empty folder makes the site one that compares providers.
        if self.has_providers != had_providers {
            changed.insert("providers".to_owned());
        }
        changed.into_iter().collect()
    }

    /// The links whose target is one of the changed paths, or above or below one.
    fn links(&self, root: &Path, changed: &BTreeSet<String>) -> Vec<String> {
        let folders = self.linked.par_iter().filter(|link| {
            let targets = targets(root, link);
            targets
                .iter()
                .any(|target| changed.iter().any(|path| contains(target, path) || contains(path, target)))
        });
        folders.cloned().collect()
    }

    /// The targets of links below the site but outside of its folders, whose changes change the site.
    pub fn targets(&self, root: &Path) -> BTreeSet<String> {
        let Ok(root) = root.canonicalize() else { return BTreeSet::new() };
        let dangling = self.skipped.iter().filter(|skipped| skipped.code.name == DANGLING_LINK.name);
        let links: Vec<&String> = self.linked.iter().chain(dangling.map(|skipped| &skipped.path)).collect();
        let targets = links.into_par_iter().flat_map_iter(|link| targets(&root, link));
        targets.filter(|target| !target.is_empty() && !is_of_site(target)).collect()
    }

    /// Removes all files at some paths or below them.
    fn take(&mut self, tops: &BTreeSet<String>) -> Before {
        let is_below = |path: &str| is_below(tops, path);
        let mut before = Before::default();
        let (site, lists) = self.lists_mut();
        let files = lists.into_iter().flat_map(|list| list.extract_if(.., |file| is_below(&file.path)));
        let files = files.chain(site.take_if(|file| is_below(&file.path)));
        before.files = files.map(|file| (file.path, file.bytes)).collect();
        before.skipped = self.skipped.extract_if(.., |skipped| is_below(&skipped.path)).collect();
        self.linked.retain(|link| !is_below(link));
        before
    }

    fn differences(&self, tops: &BTreeSet<String>, mut before: Before) -> BTreeSet<String> {
        let files = self.lists().into_iter().flatten();
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
        changed
    }
}

/// The previous contents of the paths that are read again.
#[derive(Default)]
struct Before {
    files: BTreeMap<String, Bytes>,
    skipped: Vec<Skipped>,
}

fn reason(skipped: &Skipped) -> (&str, &str) {
    (&skipped.path, &skipped.message)
}

/// The paths that are not below another one.
fn tops(paths: &BTreeSet<String>) -> BTreeSet<String> {
    let tops = paths.iter().filter(|path| {
        let above = path.rsplit_once('/').map_or("", |(above, _)| above);
        !is_below(paths, above)
    });
    tops.cloned().collect()
}

/// Whether a path is one of `tops`, or below one of them.
fn is_below(tops: &BTreeSet<String>, path: &str) -> bool {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    ends.into_iter().any(|end| tops.contains(&path[..end]))
}

/// The paths below the site that a link leads over and to, be there something or not: with each link on the way, its target
/// can change.
fn targets(root: &Path, link: &str) -> Vec<String> {
    let mut steps = Vec::new();
    let mut path = root.join(link);
    for _ in 0..MOST_STEPS {
        let Ok(below) = path.strip_prefix(root) else { break };
        let mut prefixes = below.components().scan(root.to_owned(), |prefix, part| {
            prefix.push(part);
            Some(prefix.clone())
        });
        let Some(step) = prefixes.find(|prefix| prefix.is_symlink()) else {
            steps.push(super::with_slashes(below));
            break;
        };
        if super::relative(root, &step) != link {
            steps.push(super::relative(root, &step));
        }
        let above = step.parent().unwrap_or(root);
        let target = above.join(fs::read_link(&step).unwrap_or_default());
        let rest = path.strip_prefix(&step).map(Path::to_owned).unwrap_or_default();
        path = without_steps_up(&target.join(rest));
    }
    steps
}

/// How many links one after the other are followed, as Linux does.
const MOST_STEPS: usize = 40;

/// Removes `..` from a path that does not exist and so cannot be canonicalized.
fn without_steps_up(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

fn contains(above: &str, path: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
