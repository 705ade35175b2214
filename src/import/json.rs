//! JSON whose numbers keep their digits: `7.5e-08` is a price, not the nearest float.

use std::fmt;

use indexmap::IndexMap;
use rust_decimal::Decimal;
use serde::de::Error as _;
use serde_json::value::RawValue;

use super::ImportError;
use crate::domain::money::read_exact;

/// The deepest nesting that is read.
const DEEPEST: usize = 100;

/// A value of JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// True or false.
    Flag(bool),
    /// A number, with the digits of the file.
    Number(String),
    /// A text.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, in the order of the file; of a key that stands twice, the last value.
    Object(IndexMap<String, Json>),
}

impl Json {
    /// Reads a document.
    ///
    /// # Errors
    /// Where it is not JSON, or nested more than 100 deep.
    pub fn read(text: &str) -> Result<Self, ImportError> {
        let read = serde_json::from_str(text).and_then(|raw| Self::of(raw, DEEPEST));
        read.map_err(|error| ImportError(format!("it is not valid JSON: {error}")))
    }

    fn of(raw: &RawValue, levels: usize) -> Result<Self, serde_json::Error> {
        let below =
            levels.checked_sub(1).ok_or_else(|| serde_json::Error::custom("it is nested too deeply"))?;
        let text = raw.get().trim();
        Ok(match text.as_bytes().first() {
            Some(b'n') => Self::Null,
            Some(b't' | b'f') => Self::Flag(text == "true"),
            Some(b'"') => Self::Text(serde_json::from_str(text)?),
            Some(b'[') => {
                let elements: Vec<&RawValue> = serde_json::from_str(text)?;
                Self::List(elements.into_iter().map(|raw| Self::of(raw, below)).collect::<Result<_, _>>()?)
            }
            Some(b'{') => {
                let members: IndexMap<String, &RawValue> = serde_json::from_str(text)?;
                let members = members.into_iter().map(|(key, raw)| Ok((key, Self::of(raw, below)?)));
                Self::Object(members.collect::<Result<_, serde_json::Error>>()?)
            }
            _ => Self::Number(text.to_owned()),
        })
    }

    /// A member of an object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        if let Self::Object(members) = self { members.get(key) } else { None }
    }

    /// The members of an object.
    pub fn members(&self) -> Option<&IndexMap<String, Self>> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// A text.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// True or false.
    pub fn flag(&self) -> Option<bool> {
        if let Self::Flag(flag) = self { Some(*flag) } else { None }
    }

    /// An exact number, also of a text such as `"0.0000005"`.
    pub fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Number(digits) | Self::Text(digits) => read_exact(digits),
            _ => None,
        }
    }

    /// A whole number that counts, also where it is written as `256000.0`.
    pub fn count(&self) -> Option<u64> {
        let number = self.decimal().filter(Decimal::is_integer)?;
        u64::try_from(number).ok()
    }
}

impl fmt::Display for Json {
    /// The value on one line, texts without quotes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Number(text) | Self::Text(text) => f.write_str(text),
            Self::List(elements) => {
                f.write_str("[")?;
                for (at, element) in elements.iter().enumerate() {
                    write!(f, "{}{element}", if at == 0 { "" } else { ", " })?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (at, (key, value)) in members.iter().enumerate() {
                    write!(f, "{}{key}: {value}", if at == 0 { "" } else { ", " })?;
                }
                f.write_str("}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        let json = Json::read(r#"{"a": 7.5e-08, "b": [256000.0, "0.0000005"], "c": 0.0005666666666666667}"#)
            .unwrap();
        assert_eq!(json.get("a").unwrap().decimal().unwrap().to_string(), "0.000000075");
        assert_eq!(json.get("c").unwrap().decimal().unwrap().to_string(), "0.0005666666666666667");
        let Some(Json::List(list)) = json.get("b") else { panic!("no list") };
        assert_eq!(list[0].count(), Some(256_000));
        assert_eq!(list[1].decimal().unwrap().to_string(), "0.0000005");
    }

    #[test]
    fn deep_nesting_is_refused() {
        assert!(Json::read(&"[".repeat(100_000)).is_err());
        assert!(Json::read(&format!("{}{}", "[".repeat(200), "]".repeat(200))).is_err());
    }
}
