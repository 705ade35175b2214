//! Values that note when they are read.

use std::fmt;
use std::ops::{Deref, DerefMut, Index, IndexMut};
use std::slice;

use super::{List, Note, Total, note};

/// A list that notes which of its elements are read. What is done with it as a slice is a read of all.
#[derive(Clone)]
pub struct Shelf<T> {
    list: List,
    elements: Vec<T>,
}

impl<T> Shelf<T> {
    /// Makes a list that is noted by this name.
    pub fn new(list: List, elements: Vec<T>) -> Self {
        Self { list, elements }
    }

    /// The number of elements.
    pub fn len(&self) -> usize {
        note(|| Note::Length(self.list));
        self.elements.len()
    }

    /// Whether there is no element.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element at an index, if there is one. Whether there is one is noted as the number of elements.
    pub fn get(&self, at: usize) -> Option<&T> {
        (at < self.len()).then(|| &self[at])
    }

    /// The elements, to change them.
    pub fn elements_mut(&mut self) -> &mut Vec<T> {
        &mut self.elements
    }
}

impl<T> Index<usize> for Shelf<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        note(|| Note::Element(self.list, at));
        &self.elements[at]
    }
}

impl<T> IndexMut<usize> for Shelf<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        &mut self.elements[at]
    }
}

impl<T> Deref for Shelf<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        note(|| Note::Whole(self.list));
        &self.elements
    }
}

impl<T> DerefMut for Shelf<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.elements
    }
}

impl<'a, T> IntoIterator for &'a Shelf<T> {
    type Item = &'a T;
    type IntoIter = slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Shelf<T> {
    type Item = &'a mut T;
    type IntoIter = slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.elements.iter_mut()
    }
}

impl<T: fmt::Debug> fmt::Debug for Shelf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.elements.fmt(f)
    }
}

impl<T: PartialEq<U>, U, const N: usize> PartialEq<[U; N]> for Shelf<T> {
    fn eq(&self, other: &[U; N]) -> bool {
        self.elements == *other
    }
}

impl<T: PartialEq<U>, U> PartialEq<Vec<U>> for Shelf<T> {
    fn eq(&self, other: &Vec<U>) -> bool {
        self.elements == *other
    }
}

/// A value of the whole site that notes when it is read.
#[derive(Clone, Debug)]
pub struct Noted<T> {
    total: Total,
    value: T,
}

impl<T> Noted<T> {
    /// Makes a value that is noted by this name.
    pub fn new(total: Total, value: T) -> Self {
        Self { total, value }
    }
}

impl<T> Deref for Noted<T> {
    type Target = T;

    fn deref(&self) -> &T {
        note(|| Note::Total(self.total));
        &self.value
    }
}
