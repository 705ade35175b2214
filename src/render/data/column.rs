//! A column of a table in JSON, as short as its values allow.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The values of a column, one a row. In JSON an array with `null` where a row has none; where few rows have a value, an
/// object from the number of the row, counted from 0 in its part, to the value.
#[derive(Debug)]
pub(super) struct Column<T>(Vec<Option<T>>);

/// How many times more rows than values a column has when it is written as an object.
const SPARSE: usize = 8;

impl<T> Column<T> {
    /// Whether no row has a value, so that the column is left out.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    fn is_sparse(&self) -> bool {
        self.0.iter().flatten().count() * SPARSE < self.0.len()
    }
}

impl<T> FromIterator<Option<T>> for Column<T> {
    fn from_iter<I: IntoIterator<Item = Option<T>>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl<T: JsonSchema> JsonSchema for Column<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("ColumnOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({
            "anyOf": [
                { "type": "array", "items": { "anyOf": [value, { "type": "null" }] } },
                { "type": "object", "propertyNames": { "pattern": "^[0-9]+$" }, "additionalProperties": value },
            ],
        })
    }
}

impl<T: Serialize> Serialize for Column<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !self.is_sparse() {
            return self.0.serialize(serializer);
        }
        let mut map = serializer.serialize_map(None)?;
        for (row, value) in self.0.iter().enumerate() {
            if let Some(value) = value {
                map.serialize_entry(&row, value)?;
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(values: &[Option<u8>]) -> String {
        serde_json::to_string(&values.iter().copied().collect::<Column<u8>>()).unwrap()
    }

    #[test]
    fn a_column_is_written_the_shorter_way() {
        assert_eq!(write(&[Some(1), None]), "[1,null]");
        let mut few = vec![None; 17];
        (few[3], few[16]) = (Some(7), Some(9));
        assert_eq!(write(&few), r#"{"3":7,"16":9}"#);
        assert!([None::<u8>, None].into_iter().collect::<Column<u8>>().is_empty());
    }
}
