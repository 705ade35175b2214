//! Parts of a record that most files leave empty.

use std::ops::Deref;

/// A part of a record that most files leave empty: then it takes the room of a pointer, and reads as the empty one.
#[derive(Clone, Debug, Default)]
pub struct Rare<T>(Option<Box<T>>);

/// What can be empty.
pub trait Empty: PartialEq + Sized + 'static {
    /// What says nothing.
    fn empty() -> &'static Self;
}

impl<T: Empty> From<T> for Rare<T> {
    fn from(part: T) -> Self {
        Self((part != *T::empty()).then(|| Box::new(part)))
    }
}

impl<T: Empty> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Some(part) => part,
            None => T::empty(),
        }
    }
}
