//! The folder at the site's path: which one it is, and whether another one has come in its place.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::discover::file_number;

/// The site's path, and the folder that was found there last.
pub(super) struct SiteRoot {
    path: PathBuf,
    /// The folder without links on the way to it.
    folder: PathBuf,
    identity: Option<Identity>,
    is_gone: bool,
}

/// What tells a folder from one that later has its name. A file system may give a number again, so the time counts too.
#[derive(PartialEq, Eq)]
struct Identity {
    number: Option<(u64, u64)>,
    created: Option<SystemTime>,
}

/// What happened at the site's path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RootChange {
    /// Nothing new.
    None,
    /// The folder is gone; said once.
    Gone,
    /// Another folder is there, or the folder is back.
    Other,
}

impl SiteRoot {
    /// Finds the folder at a path.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let path = std::path::absolute(path)?;
        let folder = path.canonicalize()?;
        fs::read_dir(&folder)?;
        let identity = Identity::of(&fs::metadata(&folder)?);
        Ok(Self { path, folder, identity: Some(identity), is_gone: false })
    }

    /// The site's path as it was given, from the root of the disk on.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The folder that was found last, without links on the way to it.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Forgets the folder: it was removed or renamed, and one that has its name and number now is another one.
    pub(super) fn forget(&mut self) {
        self.identity = None;
    }

    /// Whether there is no folder that can be read.
    pub(super) fn is_gone(&self) -> bool {
        self.is_gone
    }

    /// Looks whether the folder is still the same.
    pub(super) fn check(&mut self) -> RootChange {
        let found = self.path.canonicalize().and_then(|folder| Ok((fs::metadata(&folder)?, folder)));
        let Some((meta, folder)) = found.ok().filter(|(_, folder)| fs::read_dir(folder).is_ok()) else {
            self.identity = None;
            return if std::mem::replace(&mut self.is_gone, true) {
                RootChange::None
            } else {
                RootChange::Gone
            };
        };
        self.is_gone = false;
        let identity = Identity::of(&meta);
        if self.identity.as_ref() == Some(&identity) && folder == self.folder {
            return RootChange::None;
        }
        (self.folder, self.identity) = (folder, Some(identity));
        RootChange::Other
    }
}

impl Identity {
    fn of(meta: &Metadata) -> Self {
        Self { number: file_number(meta), created: meta.created().ok() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_replaced_is_another_one_and_one_that_is_gone_is_said_once() {
        let above = tempfile::TempDir::new().unwrap();
        let (site, aside) = (above.path().join("site"), above.path().join("aside"));
        fs::create_dir(&site).unwrap();
        let mut root = SiteRoot::open(&site).unwrap();
        assert_eq!(root.check(), RootChange::None);
        fs::write(site.join("a"), "a").unwrap();
        assert_eq!(root.check(), RootChange::None, "what is in it does not count");

        fs::rename(&site, &aside).unwrap();
        assert_eq!((root.check(), root.check()), (RootChange::Gone, RootChange::None));
        fs::create_dir(&site).unwrap();
        assert_eq!((root.check(), root.check()), (RootChange::Other, RootChange::None));
        fs::remove_dir(&site).unwrap();
        fs::rename(&aside, &site).unwrap();
        assert_eq!(root.check(), RootChange::Other);
        root.forget();
        assert_eq!((root.check(), root.check()), (RootChange::Other, RootChange::None));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_elsewhere_is_another_folder() {
        let above = tempfile::TempDir::new().unwrap();
        let site = above.path().join("current");
        for name in ["one", "two"] {
            fs::create_dir(above.path().join(name)).unwrap();
        }
        std::os::unix::fs::symlink("one", &site).unwrap();
        let mut root = SiteRoot::open(&site).unwrap();
        assert!(root.folder().ends_with("one"));
        fs::remove_file(&site).unwrap();
        std::os::unix::fs::symlink("two", &site).unwrap();
        assert_eq!(root.check(), RootChange::Other);
        assert!(root.folder().ends_with("two") && root.path().ends_with("current"));
    }
}
