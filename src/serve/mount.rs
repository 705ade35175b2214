//! File systems that may not report changes: those whose files others change, on another machine or outside of a container.

use std::path::Path;

/// The kind of the file system at a path, where events of changes may not come.
#[cfg(target_os = "linux")]
pub(super) fn kind_without_events(path: &Path) -> Option<&'static str> {
    kind_of(low_half(rustix::fs::statfs(path).ok()?.f_type.into()))
}

/// Other systems tell nothing that would be of use here.
#[cfg(not(target_os = "linux"))]
pub(super) fn kind_without_events(_: &Path) -> Option<&'static str> {
    None
}

/// The lower half of a number, which is all of it. The type of the field differs from system to system, and where it is signed,
/// the upper half of some numbers is filled.
#[cfg(target_os = "linux")]
fn low_half(number: i128) -> u32 {
    u32::try_from(number & i128::from(u32::MAX)).expect("the upper half is masked")
}

/// Names a file system by the number that `statfs` gives it. An overlay, on which containers run, is not among them: it reports what is
/// changed through it.
#[cfg(target_os = "linux")]
fn kind_of(number: u32) -> Option<&'static str> {
    let kinds = [
        (0x6969, "nfs"),
        (0x517B, "smb"),
        (0xFF53_4D42, "cifs"),
        (0xFE53_4D42, "smb2"),
        (0x0102_1997, "9p"),
        // Also virtiofs, sshfs, and the shared folders of Docker Desktop.
        (0x6573_5546, "fuse"),
        (0x786F_4256, "vboxsf"),
        (0xBACB_ACBC, "vmhgfs"),
        (0x00C3_6400, "ceph"),
        (0x5346_414F, "afs"),
        (0x0BD0_0BD0, "lustre"),
    ];
    kinds.into_iter().find(|(known, _)| *known == number).map(|(_, name)| name)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn mounts_of_other_machines_are_known_and_disks_and_overlays_are_not() {
        let kinds = [0x6969, 0x0102_1997, 0x6573_5546, 0xFF53_4D42].map(kind_of);
        assert_eq!(kinds, [Some("nfs"), Some("9p"), Some("fuse"), Some("cifs")]);
        assert_eq!(kind_of(low_half(-0x0100_0000 + 0x0053_4D42)), Some("cifs"), "a number with a sign");
        // ext4, btrfs, xfs, tmpfs, overlay
        for number in [0xEF53, 0x9123_683E, 0x5846_5342, 0x0102_1994, 0x794C_7630] {
            assert_eq!(kind_of(number), None, "{number:#x}");
        }
        assert_eq!(kind_without_events(Path::new("/proc")), None);
        assert_eq!(kind_without_events(Path::new("/nowhere")), None);
    }
}
