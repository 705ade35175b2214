use serde_json::Value;

use crate::fact;

/// A value in JSON: whole numbers as numbers, decimals as strings with their digits.
pub(super) fn json(value: &fact::Value<'_>) -> Value {
    use fact::Value as V;
    match value {
        V::NotApplicable => 0.into(),
        V::Dynamic => (-1).into(),
        V::Tokens(tokens) => tokens.0.into(),
        V::Count(number, _) | V::Large(number) => (*number).into(),
        V::Flag(flag) => (*flag).into(),
        V::List(words, _) => words.to_vec().into(),
        value => match value.exact().as_str() {
            "true" => true.into(),
            "false" => false.into(),
            text => text.into(),
        },
    }
}
