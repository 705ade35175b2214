//! Ctrl-C and its kin: a build that is asked to end removes its stage first. A second one ends it at once.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{flag, low_level};

use super::Failure;
use crate::write::WriteError;

static SIGNAL: LazyLock<Arc<AtomicUsize>> = LazyLock::new(Arc::default);

/// From now on signals are noted, and [`check`] tells of them.
pub(super) fn watch() -> Result<(), Failure> {
    let is_second = Arc::new(AtomicBool::new(false));
    for (signal, number) in [(SIGINT, 2), (SIGTERM, 15)] {
        flag::register_conditional_default(signal, Arc::clone(&is_second)).map_err(Failure::world)?;
        flag::register(signal, Arc::clone(&is_second)).map_err(Failure::world)?;
        flag::register_usize(signal, Arc::clone(&SIGNAL), number).map_err(Failure::world)?;
    }
    Ok(())
}

/// Whether it is time to end.
pub(super) fn check() -> Result<(), WriteError> {
    if SIGNAL.load(Ordering::Relaxed) == 0 { Ok(()) } else { Err(WriteError::Interrupted) }
}

/// Ends the process as the signal would have.
pub(super) fn end() -> ExitCode {
    let number = SIGNAL.load(Ordering::Relaxed);
    let signal = if number == 2 { SIGINT } else { SIGTERM };
    let _ = low_level::emulate_default_handler(signal);
    ExitCode::from(u8::try_from(128 + number).unwrap_or(3))
}
