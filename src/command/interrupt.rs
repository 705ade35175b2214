//! Ctrl-C, a closed terminal and their kin: a build that is asked to end removes its stage first. A second one ends it at once.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

#[cfg(unix)]
use signal_hook::consts::SIGHUP;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

use super::Failure;
use crate::write::WriteError;

static SIGNAL: LazyLock<Arc<AtomicUsize>> = LazyLock::new(Arc::default);

/// From now on signals are noted, and [`check`] tells of them.
pub(super) fn watch() -> Result<(), Failure> {
    let is_second = Arc::new(AtomicBool::new(false));
    for signal in signals() {
        flag::register_conditional_default(signal, Arc::clone(&is_second)).map_err(Failure::world)?;
        flag::register(signal, Arc::clone(&is_second)).map_err(Failure::world)?;
        flag::register_usize(signal, Arc::clone(&SIGNAL), signal.unsigned_abs() as usize)
            .map_err(Failure::world)?;
    }
    Ok(())
}

/// The signals that ask for an end.
fn signals() -> impl Iterator<Item = i32> {
    [SIGINT, SIGTERM].into_iter().chain(hangup())
}

/// The signal of a closed terminal. Where `nohup` lets the process ignore it, it stays ignored.
#[cfg(unix)]
fn hangup() -> Option<i32> {
    (!ignores_hangup()).then_some(SIGHUP)
}

/// Other systems have no such signal.
#[cfg(not(unix))]
fn hangup() -> Option<i32> {
    None
}

/// Whether a closed terminal was to be ignored from the start. Where the system does not tell, it is not.
#[cfg(unix)]
fn ignores_hangup() -> bool {
    static IGNORES: LazyLock<bool> = LazyLock::new(|| {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default();
        mask & (1 << (SIGHUP - 1)) != 0
    });
    *IGNORES
}

/// Whether it is time to end.
pub(super) fn check() -> Result<(), WriteError> {
    if SIGNAL.load(Ordering::Relaxed) == 0 { Ok(()) } else { Err(WriteError::Interrupted) }
}

/// Ends the process as the signal would have.
pub(super) fn end() -> ExitCode {
    let number = SIGNAL.load(Ordering::Relaxed);
    let _ = low_level::emulate_default_handler(i32::try_from(number).unwrap_or(SIGTERM));
    ExitCode::from(u8::try_from(128 + number).unwrap_or(3))
}
