//! Small deeds on the disk: folders and files that everybody can read, whatever the process's mask, and copies that keep
//! their time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// The mode of our files.
pub(super) const FILE: u32 = 0o644;
/// The mode of our folders.
pub(super) const FOLDER: u32 = 0o755;

/// Makes a folder and those above it, down from `root`, for everybody to read.
pub(super) fn make_folder(root: &Path, folder: &Path) -> io::Result<()> {
    match create_folder(folder) {
        Ok(()) => set_mode(folder, FOLDER),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_folder(folder) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound && folder != root => {
            let parent = folder.parent().ok_or(error)?;
            make_folder(root, parent)?;
            make_folder(root, folder)
        }
        Err(error) => Err(error),
    }
}

/// Does an action below a folder, and again with its folders made where they are missing.
pub(super) fn with_folders<T>(
    root: &Path,
    path: &Path,
    mut action: impl FnMut() -> io::Result<T>,
) -> io::Result<T> {
    match action() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make_folder(root, path.parent().unwrap_or(root))?;
            action()
        }
        done => done,
    }
}

/// Makes a folder with the mode of all of ours, as far as the process's mask lets it.
#[cfg(unix)]
pub(super) fn create_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(FOLDER).create(folder)
}

#[cfg(not(unix))]
pub(super) fn create_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir(folder)
}

/// Writes a new file, for everybody to read, and returns what the system says of it. Where the process's mask takes nothing from
/// modes, it has the right one at once.
pub(super) fn write(path: &Path, bytes: &[u8], keeps_modes: bool) -> io::Result<fs::Metadata> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, FILE);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    if !keeps_modes {
        set_file_mode(&file, FILE)?;
    }
    file.metadata()
}

/// Copies a file with its time and its mode into a new one.
pub(super) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut original = never_follow(File::options().read(true)).open(from)?;
    let meta = original.metadata()?;
    let mut copy = File::create_new(to)?;
    io::copy(&mut original, &mut copy)?;
    copy.set_permissions(meta.permissions())?;
    copy.set_modified(meta.modified()?)
}

/// Whether a folder stands at a path, not a link to one.
pub(super) fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir())
}

/// Whether a plain file stands at a path, not a link to one.
pub(super) fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file())
}

/// Whether nothing stands at a path, not even a link to nothing.
pub(super) fn is_free(path: &Path) -> bool {
    fs::symlink_metadata(path).is_err()
}

/// What stands at a path where a plain file is to be written, in words; nothing where it is free or a file.
pub(super) fn in_the_way(path: &Path) -> Option<&'static str> {
    let meta = fs::symlink_metadata(path).ok()?;
    let words = [
        (meta.is_symlink(), "a symbolic link"),
        (meta.is_dir(), "a folder"),
        (!meta.is_file(), "no plain file"),
    ];
    words.into_iter().find_map(|(is_so, words)| is_so.then_some(words))
}

/// Makes an opening fail where the path is a link, and never wait for the other end of a pipe.
#[cfg(unix)]
pub(super) fn never_follow(options: &mut OpenOptions) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    options.custom_flags(flags.bits().cast_signed())
}

#[cfg(windows)]
pub(super) fn never_follow(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_FLAG_OPEN_REPARSE_POINT: u32 = 0x0020_0000;
    options.custom_flags(FILE_FLAG_OPEN_REPARSE_POINT)
}

#[cfg(not(any(unix, windows)))]
pub(super) fn never_follow(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// How many names a file has.
#[cfg(unix)]
pub(super) fn names(meta: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(meta)
}

#[cfg(not(unix))]
pub(super) fn names(_: &fs::Metadata) -> u64 {
    1
}

/// Whether a file belongs to another user than the one who builds.
#[cfg(unix)]
pub(super) fn is_foreign(meta: &fs::Metadata) -> bool {
    owner(meta) != rustix::process::geteuid().as_raw()
}

#[cfg(not(unix))]
pub(super) fn is_foreign(_: &fs::Metadata) -> bool {
    false
}

/// The user to whom a file or folder belongs; systems without such numbers have one user.
#[cfg(unix)]
pub(super) fn owner(meta: &fs::Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::uid(meta)
}

#[cfg(not(unix))]
pub(super) fn owner(_: &fs::Metadata) -> u32 {
    0
}

/// Lets a temporary file have the mode of any new file, as the process's mask has it.
#[cfg(unix)]
pub(super) fn readable_as_usual(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
pub(super) fn readable_as_usual(_: &mut tempfile::Builder<'_, '_>) {}

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
pub(super) fn is_world_readable(meta: &fs::Metadata) -> bool {
    has_mode(meta, FILE)
}

/// Whether a file or folder has a mode; systems without modes have nothing to compare.
#[cfg(unix)]
pub(super) fn has_mode(meta: &fs::Metadata, mode: u32) -> bool {
    use std::os::unix::fs::PermissionsExt;
    meta.permissions().mode() & 0o7777 == mode
}

#[cfg(not(unix))]
pub(super) fn has_mode(_: &fs::Metadata, _: u32) -> bool {
    true
}

/// Whether a file belongs to the user who builds, and nobody else may read or write it.
#[cfg(unix)]
pub(super) fn is_private(meta: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    !is_foreign(meta) && meta.permissions().mode() & 0o777 == 0o600
}

#[cfg(not(unix))]
pub(super) fn is_private(_: &fs::Metadata) -> bool {
    true
}

/// Makes a new file be for its owner alone.
#[cfg(unix)]
pub(super) fn for_its_owner_alone(options: &mut OpenOptions) -> &mut OpenOptions {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600)
}

#[cfg(not(unix))]
pub(super) fn for_its_owner_alone(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// Whether the time of a folder changes whenever a name in it comes, goes or gets another file. Some disks and networks do not keep to
/// that, so only those count that are known to.
#[cfg(target_os = "linux")]
pub(super) fn shows_changes_of_folders(folder: &Path) -> bool {
    const BTRFS: u64 = 0x9123_683e;
    const EXT: u64 = 0xef53;
    const F2FS: u64 = 0xf2f5_2010;
    const OVERLAY: u64 = 0x794c_7630;
    const TMPFS: u64 = 0x0102_1994;
    const XFS: u64 = 0x5846_5342;
    const ZFS: u64 = 0x2fc1_2fc1;
    let known = [BTRFS, EXT, F2FS, OVERLAY, TMPFS, XFS, ZFS];
    rustix::fs::statfs(folder)
        .is_ok_and(|disk| u64::try_from(disk.f_type).is_ok_and(|kind| known.contains(&kind)))
}

#[cfg(not(target_os = "linux"))]
pub(super) fn shows_changes_of_folders(_: &Path) -> bool {
    false
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

/// A path below a folder, with `/` between its parts.
pub(super) fn below(folder: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap_or(path).iter();
    parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The folders that a file stands in.
pub(super) fn folders_of(file: &str) -> impl Iterator<Item = &str> {
    file.match_indices('/').map(|(at, _)| &file[..at])
}
