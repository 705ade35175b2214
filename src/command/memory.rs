//! How the system hands out memory to the process.

/// Asks the system for memory in small pages. A build fills a little of many places, so that a quarter of the memory in large pages
/// would be cleared for nothing. Programs that the process starts would inherit this: it is for commands that start none.
#[cfg(target_os = "linux")]
pub(super) fn use_small_pages() {
    // Where the system refuses, a build takes more memory.
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

/// Other systems have no such choice.
#[cfg(not(target_os = "linux"))]
pub(super) fn use_small_pages() {}
