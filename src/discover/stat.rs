//! What the system says of a file without reading it.

use std::fs::Metadata;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// Size, times and number of a file. If they are the same twice, the content is the same, as long as the first of them were
/// [settled](FileStat::is_settled).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FileStat {
    size: u64,
    modified: FileTime,
    /// When anything of the file changed, its content, its mode or its number of names; nobody can set it.
    changed: FileTime,
    device: u64,
    inode: u64,
}

/// A point in time as file systems keep it, since 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
pub struct FileTime {
    seconds: i64,
    nanoseconds: u32,
}

impl FileStat {
    /// Takes what the system says.
    #[cfg(unix)]
    pub fn of(meta: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let time = |seconds, nanoseconds: i64| FileTime {
            seconds,
            nanoseconds: u32::try_from(nanoseconds).unwrap_or_default(),
        };
        Self {
            size: meta.len(),
            modified: time(meta.mtime(), meta.mtime_nsec()),
            changed: time(meta.ctime(), meta.ctime_nsec()),
            device: meta.dev(),
            inode: meta.ino(),
        }
    }

    /// Takes what the system says. Where it tells no time of change, that of creation tells files apart that replace each other.
    #[cfg(not(unix))]
    pub fn of(meta: &Metadata) -> Self {
        let time = |time: std::io::Result<SystemTime>| time.map_or(FileTime::EPOCH, FileTime::of);
        let (modified, changed) = (time(meta.modified()), time(meta.created()));
        Self { size: meta.len(), modified, changed, device: 0, inode: 0 }
    }

    /// Whether this was said of the same file, whatever became of it; never where the system gives files no number.
    #[cfg(unix)]
    pub fn is_file(&self, meta: &Metadata) -> bool {
        use std::os::unix::fs::MetadataExt as _;
        (self.device, self.inode) == (meta.dev(), meta.ino())
    }

    /// The system gives files no number.
    #[cfg(not(unix))]
    pub fn is_file(&self, _: &Metadata) -> bool {
        false
    }

    /// Whether any change after a point in time would show. One within the same tick of the clock would not.
    pub fn is_settled(&self, at: FileTime) -> bool {
        [self.modified, self.changed].iter().all(|time| time.is_past(at))
    }

    /// Whether the same file was seen both times with the same content, though it may have got or lost a name in between.
    pub fn is_same_content(&self, other: &Self) -> bool {
        Self { changed: other.changed, ..*self } == *other
    }
}

/// More than a tick of the clock that file systems take times from: at most 10 ms.
const TICK: u32 = 20_000_000;

/// More than a tick of file systems that keep whole seconds, or every other one.
const COARSE_TICK: i64 = 3;

impl FileTime {
    /// A time that is later than that of any file.
    #[cfg(test)]
    pub(crate) const FAR: Self = Self { seconds: i64::MAX, nanoseconds: 0 };

    #[cfg(any(test, not(unix)))]
    pub(super) const EPOCH: Self = Self { seconds: 0, nanoseconds: 0 };

    /// The time by the system's clock.
    pub fn now() -> Self {
        Self::of(SystemTime::now())
    }

    fn of(time: SystemTime) -> Self {
        let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            seconds: i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            nanoseconds: since.subsec_nanos(),
        }
    }

    /// Whether the tick of a time is over at a later one.
    fn is_past(self, at: Self) -> bool {
        let end = if self.nanoseconds == 0 {
            Self { seconds: self.seconds.saturating_add(COARSE_TICK), ..self }
        } else {
            let nanoseconds = self.nanoseconds.saturating_add(TICK);
            let carry = i64::from(nanoseconds / NANOSECONDS);
            Self { seconds: self.seconds.saturating_add(carry), nanoseconds: nanoseconds % NANOSECONDS }
        };
        end < at
    }
}

const NANOSECONDS: u32 = 1_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    fn time(seconds: i64, nanoseconds: u32) -> FileTime {
        FileTime { seconds, nanoseconds }
    }

    #[test]
    fn a_time_is_past_when_its_tick_is_over() {
        assert!(time(5, 1).is_past(time(5, TICK + 2)) && !time(5, 1).is_past(time(5, TICK + 1)));
        let late = time(5, NANOSECONDS - 1);
        assert!(late.is_past(time(6, TICK)) && !late.is_past(time(6, TICK - 1)) && !late.is_past(time(6, 0)));
        assert!(!time(5, 0).is_past(time(7, 999_999_999)), "the disk may keep every other second");
        assert!(time(5, 0).is_past(time(8, 1)));
        assert!(!time(9, 9).is_past(time(5, 0)), "a time to come");
    }

    #[test]
    fn a_file_with_either_time_in_the_running_tick_is_not_settled() {
        let old = FileStat { size: 1, modified: time(1, 1), changed: time(1, 1), device: 1, inode: 1 };
        assert!(old.is_settled(time(9, 0)));
        assert!(!FileStat { modified: time(9, 1), ..old }.is_settled(time(9, 2)));
        assert!(!FileStat { changed: time(9, 1), ..old }.is_settled(time(9, 2)));
        assert!(FileStat { changed: time(9, 1), ..old }.is_same_content(&old));
        assert!(!FileStat { modified: time(9, 1), ..old }.is_same_content(&old));
    }

    #[test]
    fn a_new_file_is_not_settled_and_another_one_in_its_place_is_told_from_it() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a");
        let put = |text: &str| {
            std::fs::write(&path, text).unwrap();
            FileStat::of(&std::fs::metadata(&path).unwrap())
        };
        let first = put("one");
        assert!(!first.is_settled(FileTime::now()));
        assert_ne!(put("three"), first);
    }
}
