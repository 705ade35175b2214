//! Where a build stages its files: beside the output where the folder can be exchanged as a whole, inside it where not.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::WriteError;
use super::lock::Lock;
use super::manifest::MARKER;

/// An output folder, locked, and the new folder beside or inside it.
#[derive(Debug)]
pub(super) struct Place {
    /// Where the site will stand.
    pub(super) output: PathBuf,
    /// Where it is made.
    pub(super) stage: PathBuf,
    /// How the one becomes the other.
    pub(super) way: Way,
    /// Lists of files that killed builds were about to put into the folder one by one.
    pub(super) unfinished: Vec<Vec<u8>>,
    _lock: Lock,
}

/// How a stage becomes the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// The folders change places in one step.
    Exchange,
    /// The folder stays, and its files are replaced one by one.
    OneByOne,
}

/// The words in the names of our own files beside and inside an output folder.
const OURS: &str = ".modelpress-";
const ASIDE: &str = "-old";

impl Place {
    /// Locks an output folder, puts right what killed builds left behind, and makes an empty stage.
    pub(super) fn take(output: &Path) -> Result<Self, WriteError> {
        let beside = format!(".{}{OURS}", file_name(output));
        let parent = match output.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        fs::create_dir_all(&parent).map_err(WriteError::new("create", &parent))?;
        if !is_mount_point(output) {
            match Lock::take(parent.join(format!("{beside}lock")), output) {
                Ok(lock) => return Self::made(output, &parent, &beside, Way::Exchange, lock),
                Err(error) if error.is_refusal() && output.is_dir() => {}
                Err(error) => return Err(error),
            }
        }
        let inside = OURS.to_owned();
        let lock = Lock::take(output.join(format!("{inside}lock")), output)?;
        Self::made(output, output, &inside, Way::OneByOne, lock)
    }

    fn made(output: &Path, folder: &Path, prefix: &str, way: Way, lock: Lock) -> Result<Self, WriteError> {
        let unfinished = swept(output, folder, prefix)?;
        let stage = folder.join(format!("{prefix}{}", std::process::id()));
        if way == Way::Exchange && output.is_dir() {
            may_write(output).map_err(WriteError::new("write", output))?;
        }
        fs::create_dir(&stage).map_err(WriteError::new("create", &stage))?;
        super::disk::set_mode(&stage, 0o755).map_err(WriteError::new("create", &stage))?;
        Ok(Self { output: output.to_owned(), stage, way, unfinished, _lock: lock })
    }

    /// Where the last site waits while the new one takes its place, on a system that cannot exchange folders.
    pub(super) fn aside(&self) -> PathBuf {
        let mut name = self.stage.clone().into_os_string();
        name.push(ASIDE);
        name.into()
    }
}

/// Whether a name inside an output folder is one of ours: a lock or a stage.
pub(super) fn is_ours(name: &str) -> bool {
    name.starts_with(OURS)
}

/// Whether a build was killed while it replaced the files of a folder one by one.
pub(super) fn has_unfinished(output: &Path) -> bool {
    left(output, OURS).any(|stage| stage.join(MARKER).is_file())
}

/// Removes the stages of killed builds, of which none lives while we hold the lock, and hands back their lists.
fn swept(output: &Path, folder: &Path, prefix: &str) -> Result<Vec<Vec<u8>>, WriteError> {
    let mut lists = Vec::new();
    for stage in left(folder, prefix) {
        let was_aside = stage.to_string_lossy().ends_with(ASIDE);
        if was_aside && !output.exists() {
            fs::rename(&stage, output).map_err(WriteError::new("rename", &stage))?;
            continue;
        }
        lists.extend(fs::read(stage.join(MARKER)));
        // What cannot be removed harms nobody: its name is its own.
        let _ = fs::remove_dir_all(&stage);
    }
    Ok(lists)
}

fn left(folder: &Path, prefix: &str) -> impl Iterator<Item = PathBuf> {
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
    false
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
