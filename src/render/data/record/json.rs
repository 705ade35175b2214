use serde_json::Value;

use crate::fact::{self, Fact, Form};

/// The one text that may be a yes or no of the file.
const DEFAULT: &str = "parameters.*.default";

/// A value in JSON: whole numbers as numbers, decimals as strings with their digits.
pub(in crate::render::data) fn json(fact: &Fact, value: &fact::Value<'_>) -> Value {
    use fact::Value as V;
    match value {
        V::NotApplicable => 0.into(),
        V::Dynamic => (-1).into(),
        V::Tokens(tokens) => tokens.0.into(),
        V::Count(number, _) | V::Large(number) => (*number).into(),
        V::Flag(flag) => (*flag).into(),
        V::List(words, _) => words.to_vec().into(),
        value => {
            let may_be_flag = matches!(value, V::Word(..)) || fact.path == DEFAULT;
            match value.exact().as_str() {
                "true" if may_be_flag => true.into(),
                "false" if may_be_flag => false.into(),
                // A count that pages have a word for.
                text => match text.parse::<u64>() {
                    Ok(count) if fact.form == Form::Count => count.into(),
                    _ => text.into(),
                },
            }
        }
    }
}
