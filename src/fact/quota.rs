//! What plans include in a period.

use super::{Fact, Statement, Value};
use crate::domain::text::capital;
use crate::resolve::Record;

/// The amount of each quota. Its label says of what, in which period and in which plan: "Messages per 5 hours, Pro".
pub(super) fn amounts<'a>(record: &'a Record, fact: &'static Fact) -> Vec<Statement<'a>> {
    let statements = record.quotas.iter().map(|quota| {
        let plan = quota.plan.as_deref().unwrap_or_default();
        let (unit, period) = (quota.unit.as_str(), quota.period.words());
        let path = format!("quotas[{}].amount", quota.index);
        let statement = fact.state_at(
            path,
            format!("quotas[{plan}, {unit} per {period}].amount"),
            Value::Count(quota.amount, ""),
        );
        let label = format!("{} per {period}", capital(unit));
        statement.with_label(if plan.is_empty() { label } else { format!("{label}, {plan}") })
    });
    statements.collect()
}
