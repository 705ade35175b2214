use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::Value;

use super::html::Html;

/// A view that stands on several pages: made into what templates see once, and handed out by a pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared<T>(Value, PhantomData<T>);

impl<T> Shared<T> {
    /// What templates see of it.
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// The view with other values in some of its fields.
    #[must_use]
    pub fn with<const N: usize>(self, fields: [(&'static str, Value); N]) -> Self {
        let mut map = self.0.into_map().expect("a view with fields is a map");
        map.extend(fields.map(|(name, value)| (name.into(), value)));
        Self(Value::from(map), PhantomData)
    }
}

impl Shared<Html> {
    /// Returns the markup.
    pub fn as_str(&self) -> &str {
        self.0.as_str().expect("markup is a text")
    }
}

impl<T: Serialize> From<T> for Shared<T> {
    fn from(view: T) -> Self {
        Self(Value::from_serializable(&view), PhantomData)
    }
}

impl<T> Serialize for Shared<T> {
    /// Reaches a template as the view itself.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
