use super::Directory;
use crate::resolve::cost::RateKind;

/// How few models a chart can have.
pub const FEWEST_CHARTED: usize = 5;

impl Directory {
    /// Whether enough listed models have a real price of input in dollars and a context window to draw them.
    pub fn has_charts(&self) -> bool {
        let charted = self.rows.iter().filter(|row| {
            let has_context = self.record(row.place).limit.context.known().is_some();
            has_context && self.real_rate(row.place, RateKind::Input).is_some()
        });
        charted.take(FEWEST_CHARTED).count() == FEWEST_CHARTED
    }
}
