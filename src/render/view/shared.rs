use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::Value;

/// A view that stands on several pages: made into what templates see once, and handed out by a pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared<T>(Value, PhantomData<T>);

impl<T> Shared<T> {
    /// What templates see of it.
    pub fn value(&self) -> &Value {
        &self.0
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
