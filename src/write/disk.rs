//! Small deeds on the disk: folders and files that everybody can read, whatever the process's mask, and copies that keep
//! their time.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::WriteError;

/// Makes a folder and those above it, down from `root`, for everybody to read.
pub(super) fn make_folder(root: &Path, folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Ok(()) => set_mode(folder, 0o755),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound && folder != root => {
            let parent = folder.parent().ok_or(error)?;
            make_folder(root, parent)?;
            make_folder(root, folder)
        }
        Err(error) => Err(error),
    }
}

/// Does a deed below a folder, and again with its folders made where they are missing.
pub(super) fn with_folders<T>(
    root: &Path,
    path: &Path,
    mut deed: impl FnMut() -> io::Result<T>,
) -> io::Result<T> {
    match deed() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make_folder(root, path.parent().unwrap_or(root))?;
            deed()
        }
        done => done,
    }
}

/// Writes a new file below a folder, for everybody to read.
pub(super) fn write(root: &Path, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
    let full = root.join(path);
    let written = with_folders(root, &full, || {
        let mut file = File::create_new(&full)?;
        file.write_all(bytes)?;
        set_file_mode(&file, 0o644)
    });
    written.map_err(WriteError::new("write", full))
}

/// Gives a file a second name, or copies it with its time and mode where that cannot be.
pub(super) fn link(root: &Path, from: &Path, to: &Path) -> Result<(), WriteError> {
    let linked = with_folders(root, to, || fs::hard_link(from, to).or_else(|_| copy(from, to)));
    linked.map_err(WriteError::new("write", to))
}

/// Copies a file with its time and its mode.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    let time = fs::metadata(from)?.modified()?;
    File::options().append(true).open(to)?.set_modified(time)
}

/// Sets who may read a file or folder; systems without modes have nothing to set.
#[cfg(unix)]
pub(super) fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
pub(super) fn set_mode(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn set_file_mode(file: &File, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_file_mode(_: &File, _: u32) -> io::Result<()> {
    Ok(())
}

/// Whether a file has the mode that we write files with.
#[cfg(unix)]
pub(super) fn is_world_readable(meta: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    meta.permissions().mode() & 0o7777 == 0o644
}

#[cfg(not(unix))]
pub(super) fn is_world_readable(_: &fs::Metadata) -> bool {
    true
}

/// Makes a symbolic link that leads where another one leads.
#[cfg(unix)]
pub(super) fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
pub(super) fn link_again(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Lets two folders change places in one step.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
