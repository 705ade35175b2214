use super::Directory;
use crate::resolve::cost::RateKind;

/// The fewest models for which charts are drawn.
pub const FEWEST_CHARTED: usize = 5;

/// Whether enough listed models have an input price in dollars and a context window.
pub(super) fn has_charts(directory: &Directory) -> bool {
    let charted = directory.rows.iter().filter(|row| {
        let has_context = directory.record(row.place).limit.context.known().is_some();
        has_context && directory.real_rate(row.place, RateKind::Input).is_some()
    });
    charted.take(FEWEST_CHARTED).count() == FEWEST_CHARTED
}
