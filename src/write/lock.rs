//! One build at a time into a folder. The lock belongs to the process, so a killed build does not leave it behind. Its file
//! is opened through no link, and what is not ours is neither changed nor removed.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use super::aside::Aside;
use super::{WriteError, disk};
use crate::discover::file_number;

/// A lock that is held. Dropping it lets go.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

/// How often the file is opened anew where another build removes it in between.
const TRIES: usize = 1000;

/// More than a lock file of ours ever holds.
const LONGEST: u64 = 4096;

impl Lock {
    /// Takes the lock that stands at a path, for builds into `output`.
    ///
    /// # Errors
    /// When another build holds it, something else is at that path, or the disk refuses.
    pub(super) fn take(path: PathBuf, output: &Path) -> Result<Self, WriteError> {
        for _ in 0..TRIES {
            let file = open(&path)?;
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => return Err(WriteError::Busy(output.to_owned())),
                Err(TryLockError::Error(error)) if error.kind() != io::ErrorKind::Unsupported => {
                    return Err(WriteError::new("lock", path)(error));
                }
                _ => {} // On a disk without locks, builds at once are not told apart.
            }
            // Its last holder may have removed it between the two steps.
            if is_still(&file, &path) {
                refuse_foreign(&file, &path)?;
                return Ok(Self { path, file });
            }
        }
        Err(WriteError::Busy(output.to_owned()))
    }

    /// What the last build said that it sets aside, if it was killed before it was done.
    pub(super) fn aside(&self) -> Option<Aside> {
        content(&self.file).ok().as_deref().and_then(Aside::read)
    }

    /// Says in the lock file which folder is set aside, for the next build, should this one be killed; `None` when it is done.
    pub(super) fn note(&self, aside: Option<&Aside>) -> io::Result<()> {
        let mut file = &self.file;
        file.set_len(0)?;
        file.rewind()?;
        aside.map_or(Ok(()), |aside| file.write_all(aside.write().as_bytes()))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The file goes while the lock is held, so nobody else's is taken away; one that stays harms nobody.
        if is_still(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn open(path: &Path) -> Result<File, WriteError> {
    // Opening a pipe or a device can wait or act, so the kind is looked at before.
    if let Some(found) = disk::in_the_way(path) {
        return Err(path_in_use(path, found));
    }
    let mut options = File::options();
    let opened = disk::never_follow(options.read(true).write(true).create(true).truncate(false)).open(path);
    opened.map_err(|error| match disk::in_the_way(path) {
        Some(found) => path_in_use(path, found),
        None => WriteError::new("open", path)(error),
    })
}

/// Refuses a file that no build of ours made: ours has one name, and is empty or says what is set aside.
fn refuse_foreign(file: &File, path: &Path) -> Result<(), WriteError> {
    let meta = file.metadata().map_err(WriteError::new("read", path))?;
    if !meta.is_file() {
        return Err(path_in_use(path, "something that is not a file"));
    }
    if disk::names(&meta) > 1 {
        return Err(path_in_use(path, "a file with another hard link"));
    }
    if disk::is_foreign(&meta) {
        return Err(path_in_use(path, "a file owned by another user"));
    }
    let content = content(file).map_err(WriteError::new("read", path))?;
    if content.is_empty() || Aside::read(&content).is_some() {
        return Ok(());
    }
    Err(path_in_use(path, "a file with content"))
}

fn content(mut file: &File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn path_in_use(path: &Path, found: &'static str) -> WriteError {
    let advice = "in place of the build lock; move it away, or choose another folder with --output";
    WriteError::Occupied { path: path.to_owned(), found, advice }
}

/// Whether the path still names the file. Where the system gives no numbers, any file may be it.
fn is_still(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(file), Ok(path)) => path.is_file() && file_number(&file) == file_number(&path),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_that_stands_for_another_file_is_let_go_without_removing_it() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("lock");
        let lock = Lock::take(path.clone(), folder.path()).unwrap();
        fs::remove_file(&path).unwrap();
        fs::write(&path, "mine").unwrap();
        drop(lock);
        assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
    }

    #[test]
    fn a_second_lock_is_refused_and_the_file_goes_with_the_first() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("lock");
        let lock = Lock::take(path.clone(), folder.path()).unwrap();
        assert!(matches!(Lock::take(path.clone(), folder.path()), Err(WriteError::Busy(_))));
        drop(lock);
        assert!(!path.exists());
        drop(Lock::take(path.clone(), folder.path()).unwrap());
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_of_another_user_is_refused_and_stays() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("lock");
        fs::write(&path, "").unwrap();
        if std::os::unix::fs::chown(&path, Some(65_534), None).is_err() {
            // Only root can give a file away; anybody else finds one of root's.
            assert!(
                disk::is_foreign(&fs::metadata("/").unwrap())
                    && !disk::is_foreign(&fs::metadata(&path).unwrap())
            );
            return;
        }
        let refused = Lock::take(path.clone(), folder.path()).unwrap_err();
        assert!(refused.to_string().contains("a file owned by another user"), "{refused}");
        assert!(path.exists());
    }

    #[test]
    fn many_at_once_hold_a_lock_one_after_another() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let folder = tempfile::TempDir::new().unwrap();
        let (path, inside) = (folder.path().join("lock"), AtomicUsize::new(0));
        let held: usize = std::thread::scope(|scope| {
            let take = || {
                let mut held = 0;
                while held < 200 {
                    let Ok(lock) = Lock::take(path.clone(), folder.path()) else { continue };
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0, "two hold the lock");
                    inside.fetch_sub(1, Ordering::SeqCst);
                    drop(lock);
                    held += 1;
                }
                held
            };
            let threads: Vec<_> = (0..4).map(|_| scope.spawn(take)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!((held, path.exists()), (800, false));
    }

    #[test]
    fn a_killed_build_says_what_it_set_aside() {
        let folder = tempfile::TempDir::new().unwrap();
        let (path, old) = (folder.path().join("lock"), folder.path().join("old"));
        fs::create_dir(&old).unwrap();
        let lock = Lock::take(path.clone(), folder.path()).unwrap();
        lock.note(Some(&Aside::of(&old, "old".to_owned()).unwrap())).unwrap();
        let left = fs::read(&path).unwrap();
        drop(lock);
        fs::write(&path, left).unwrap();
        let lock = Lock::take(path, folder.path()).unwrap();
        assert!(lock.aside().unwrap().is(&old));
        lock.note(None).unwrap();
        assert!(lock.aside().is_none());
    }
}
