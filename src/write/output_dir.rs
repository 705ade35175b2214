//! Where a build stages its files: beside the output where the folder can be exchanged as a whole, inside it where not.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::aside::Aside;
use super::lock::Lock;
use super::manifest::{MARKER, Marker};
use super::stage_folder::StageFolder;
use super::{WriteError, disk};

/// An output folder, locked, and the new folder beside or inside it.
#[derive(Debug)]
pub(super) struct OutputDir {
    /// Where the site will stand.
    pub(super) output: PathBuf,
    /// The folder in which the new site is staged.
    pub(super) stage: StageFolder,
    /// How the one becomes the other.
    pub(super) mode: PublishMode,
    /// What killed builds left behind.
    pub(super) left: Leftovers,
    /// How the paths of our own files beside or inside the folder begin.
    ours: PathBuf,
    lock: Lock,
}

/// What killed builds left behind, as far as it concerns this one.
#[derive(Debug, Default)]
pub(super) struct Leftovers {
    /// Lists of files that were about to be put into the folder one by one.
    pub(super) unfinished: Vec<Vec<u8>>,
    /// Folders with the name of a site that was set aside, of which no build says so.
    pub(super) unknown: Vec<PathBuf>,
}

/// How a stage becomes the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PublishMode {
    /// The folders change places in one step.
    Swap,
    /// The folder stays, and its files are replaced one by one.
    InPlace,
}

/// The words in the names of our own files beside and inside an output folder.
const OURS: &str = ".modelpress-";
const ASIDE: &str = "-old";
const KEPT: &str = "kept";

impl OutputDir {
    /// Locks an output folder, puts right what killed builds left behind, and makes an empty stage.
    pub(super) fn take(output: &Path) -> Result<Self, WriteError> {
        let beside = format!(".{}{OURS}", file_name(output));
        let parent = match output.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        fs::create_dir_all(&parent).map_err(WriteError::new("create", &parent))?;
        if !is_mount_point(output) {
            let path = parent.join(format!("{beside}lock"));
            match Lock::take(path.clone(), output) {
                Ok(lock) => return Self::with_stage(output, &parent, &beside, PublishMode::Swap, lock),
                Err(error) if error.is_refusal() && disk::is_free(&path) && output.is_dir() => {}
                Err(error) => return Err(error),
            }
        }
        let inside = OURS.to_owned();
        let lock = Lock::take(output.join(format!("{inside}lock")), output)?;
        Self::with_stage(output, output, &inside, PublishMode::InPlace, lock)
    }

    fn with_stage(
        output: &Path,
        folder: &Path,
        prefix: &str,
        mode: PublishMode,
        lock: Lock,
    ) -> Result<Self, WriteError> {
        let ours = folder.join(prefix);
        let stage = StageFolder::create(free_stage(&ours))?;
        let dir = Self { output: output.to_owned(), stage, mode, left: Leftovers::default(), ours, lock };
        match dir.sweep_leftovers(folder, prefix) {
            Ok(left) => Ok(Self { left, ..dir }),
            Err(error) => {
                let _ = fs::remove_dir(dir.stage.path());
                Err(error)
            }
        }
    }

    /// Puts right what killed builds left behind, none of which lives while we hold the lock. Whatever only has the name of a
    /// stage, and is a link or another user's, stays as it is.
    fn sweep_leftovers(&self, folder: &Path, prefix: &str) -> Result<Leftovers, WriteError> {
        let owner = |path: &Path| fs::symlink_metadata(path).ok().map(|meta| disk::owner(&meta));
        let ours = owner(self.stage.path());
        let mut left = Leftovers::default();
        for stage in stages(folder, prefix).filter(|stage| stage != self.stage.path() && owner(stage) == ours)
        {
            if is_aside(&stage) {
                self.put_back(stage, &mut left)?;
                continue;
            }
            if self.mode == PublishMode::InPlace && disk::is_file(&stage.join(MARKER)) {
                left.unfinished.extend(fs::read(stage.join(MARKER)));
            }
            // What cannot be removed harms nobody: its name is its own.
            let _ = fs::remove_dir_all(&stage);
        }
        if self.mode == PublishMode::Swap && self.output.is_dir() {
            may_write(&self.output).map_err(WriteError::new("write", &self.output))?;
        }
        Ok(left)
    }

    /// Puts the last site back where a build was killed before the new one stood there. A folder that no build set aside is no
    /// site of ours: whoever brings files could bring it.
    fn put_back(&self, aside: PathBuf, left: &mut Leftovers) -> Result<(), WriteError> {
        if !self.lock.aside().is_some_and(|noted| noted.is(&aside)) {
            left.unknown.push(aside);
        } else if disk::is_free(&self.output) {
            fs::rename(&aside, &self.output).map_err(WriteError::new("rename", &aside))?;
        } else {
            let _ = fs::remove_dir_all(&aside);
        }
        Ok(())
    }

    /// Puts the stage in the output's place in two steps, on a system that cannot exchange folders. A build that is killed
    /// between them is put right by the next one.
    pub(super) fn swap_in_two_steps(&self) -> Result<(), WriteError> {
        let (stage, output, aside) = (self.stage.path(), &self.output, self.aside());
        let note = Aside::of(output, file_name(&aside)).and_then(|note| self.lock.note(Some(&note)));
        note.map_err(WriteError::new("set aside", output))?;
        fs::rename(output, &aside).map_err(WriteError::new("rename", output))?;
        if let Err(error) = fs::rename(stage, output) {
            let back = fs::rename(&aside, output);
            return Err(WriteError::new("rename", stage)(back.err().unwrap_or(error)));
        }
        fs::rename(&aside, stage).map_err(WriteError::new("rename", &aside))?;
        self.lock.note(None).map_err(WriteError::new("set aside", output))
    }

    /// Where the folder of the last site is kept for the next build.
    pub(super) fn kept(&self) -> PathBuf {
        append(&self.ours, KEPT)
    }

    /// The first path of a stage at which nothing stands.
    pub(super) fn free_stage(&self) -> PathBuf {
        free_stage(&self.ours)
    }

    /// Where the last site waits while the new one takes its place, on a system that cannot exchange folders.
    fn aside(&self) -> PathBuf {
        append(self.stage.path(), ASIDE)
    }
}

/// Whether a name inside an output folder is one of ours: a lock or a stage.
pub(super) fn is_ours(name: &str) -> bool {
    name.starts_with(OURS)
}

/// Whether a build was killed while it replaced the files of a folder one by one.
pub(super) fn has_unfinished(output: &Path) -> bool {
    stages(output, OURS).any(|stage| matches!(Marker::read(&stage), Marker::Whole(..)))
}

fn free_stage(ours: &Path) -> PathBuf {
    let id = u64::from(std::process::id());
    let mut names = (id..).map(|number| append(ours, &number.to_string()));
    names.find(|path| disk::is_free(path)).expect("there are more numbers than files")
}

fn append(path: &Path, end: &str) -> PathBuf {
    let mut name = path.to_owned().into_os_string();
    name.push(end);
    name.into()
}

fn is_aside(stage: &Path) -> bool {
    stage.to_string_lossy().ends_with(ASIDE)
}

fn stages(folder: &Path, prefix: &str) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_stage = |name: &str, prefix: &str| {
        let number = name.strip_prefix(prefix).map(|rest| rest.trim_end_matches(ASIDE));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let prefix = prefix.to_owned();
    let stages = entries.filter(move |entry| is_stage(&entry.file_name().to_string_lossy(), &prefix));
    stages.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path())
}

fn file_name(output: &Path) -> String {
    let full = std::path::absolute(output).unwrap_or_else(|_| output.to_owned());
    full.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Whether a folder is the root of a file system, which has no place to be exchanged with.
fn is_mount_point(folder: &Path) -> bool {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        let found = statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::TYPE);
        found.is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
    }
    #[cfg(all(unix, not(target_os = "linux")))]
    {
        use std::os::unix::fs::MetadataExt;
        let device = |path: &Path| fs::metadata(path).ok().map(|meta| meta.dev());
        folder.is_dir() && device(folder) != device(&folder.join(".."))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        false
    }
}

/// Whether files of a folder may be replaced. One that its owner made read-only is left alone.
fn may_write(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::fs::{Access, access};
        Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
    }
    #[cfg(not(unix))]
    {
        let meta = fs::metadata(folder)?;
        if meta.permissions().readonly() { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An output folder with a page.
    fn output(folder: &Path) -> PathBuf {
        let output = folder.join("dist");
        fs::create_dir(&output).unwrap();
        fs::write(output.join("page"), "last").unwrap();
        output
    }

    #[test]
    fn two_steps_exchange_the_folders_and_leave_no_note() {
        let folder = tempfile::TempDir::new().unwrap();
        let output = output(folder.path());
        let dir = OutputDir::take(&output).unwrap();
        fs::write(dir.stage.path().join("page"), "new").unwrap();
        dir.swap_in_two_steps().unwrap();
        assert_eq!(fs::read_to_string(output.join("page")).unwrap(), "new");
        assert_eq!(fs::read_to_string(dir.stage.path().join("page")).unwrap(), "last");
        assert!(dir.lock.aside().is_none());
    }

    #[test]
    fn a_site_that_a_killed_build_set_aside_is_put_back() {
        let folder = tempfile::TempDir::new().unwrap();
        let output = output(folder.path());
        let lock = folder.path().join(".dist.modelpress-lock");
        let dir = OutputDir::take(&output).unwrap();
        let aside = dir.aside();
        let note = Aside::of(&output, file_name(&aside)).unwrap();
        dir.lock.note(Some(&note)).unwrap();
        fs::rename(&output, &aside).unwrap();
        let left = fs::read(&lock).unwrap();
        drop(dir);
        fs::write(&lock, left).unwrap();
        let dir = OutputDir::take(&output).unwrap();
        assert_eq!(fs::read_to_string(output.join("page")).unwrap(), "last");
        assert!(dir.left.unknown.is_empty() && disk::is_free(&aside));
    }

    #[cfg(unix)]
    #[test]
    fn a_list_inside_the_output_that_is_a_link_is_not_read() {
        let folder = tempfile::TempDir::new().unwrap();
        let output = output(folder.path());
        let list = crate::write::manifest::write(std::iter::empty());
        fs::write(folder.path().join("list"), list).unwrap();
        fs::create_dir(output.join(".modelpress-1")).unwrap();
        std::os::unix::fs::symlink("../../list", output.join(".modelpress-1").join(MARKER)).unwrap();
        assert!(!has_unfinished(&output));
    }
}
