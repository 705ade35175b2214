//! Whether two texts say the same: the order of keys does not count, and a full date in quotes is that date.

use toml::Value;

/// Whether two tables have the same keys and values.
pub(super) fn is_same(one: &toml::Table, other: &toml::Table) -> bool {
    one.len() == other.len()
        && one.iter().all(|(key, value)| other.get(key).is_some_and(|found| is_same_value(value, found)))
}

fn is_same_value(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Table(one), Value::Table(other)) => is_same(one, other),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same_value(one, other))
        }
        (Value::String(text), Value::Datetime(date)) => *text == date.to_string(),
        // Digits are never touched, so that a float tells no less than they do.
        (Value::Float(one), Value::Float(other)) => one.to_bits() == other.to_bits(),
        _ => one == other,
    }
}
