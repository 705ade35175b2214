//! Interns the ids and links of a site's pages: pages share most of theirs with others.

use std::sync::{RwLock, RwLockReadGuard};

use foldhash::fast::RandomState;
use indexmap::IndexSet;

/// An id or a link, by its number in [`Interner`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(u32);

impl Symbol {
    /// The place of the text among [`Interner::texts`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Every id and every link of a site. A link begins with `/`, from the site's root; an id is as it stands on its page.
#[derive(Debug, Default)]
pub struct Interner(RwLock<Texts>);

type Texts = IndexSet<Box<str>, RandomState>;

impl Interner {
    /// The numbers of texts. Most are known already, so that threads wait for each other only where one is new.
    pub fn intern_all<'a>(&self, texts: impl IntoIterator<Item = &'a str> + Clone) -> Vec<Symbol> {
        let known: Option<Vec<Symbol>> = {
            let known = self.0.read().expect("nobody panics with the lock");
            texts.clone().into_iter().map(|text| known.get_index_of(text).map(symbol)).collect()
        };
        known.unwrap_or_else(|| {
            let mut known = self.0.write().expect("nobody panics with the lock");
            texts.into_iter().map(|text| intern(&mut known, text)).collect()
        })
    }

    /// The number of one text.
    pub fn intern(&self, text: &str) -> Symbol {
        intern(&mut self.0.write().expect("nobody panics with the lock"), text)
    }

    /// The numbers of texts of which most are new.
    pub fn intern_new<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<Symbol> {
        let mut known = self.0.write().expect("nobody panics with the lock");
        texts.into_iter().map(|text| intern(&mut known, text)).collect()
    }

    /// The texts so far, to read them. None can be added meanwhile.
    pub fn names(&self) -> Names<'_> {
        Names(self.0.read().expect("nobody panics with the lock"))
    }
}

/// The texts of an [`Interner`].
#[derive(Debug)]
pub struct Names<'a>(RwLockReadGuard<'a, Texts>);

impl Names<'_> {
    /// The number of texts.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of a number.
    pub fn text(&self, symbol: Symbol) -> &str {
        &self.0[symbol.index()]
    }

    /// The number of a text that is known.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        self.0.get_index_of(text).map(symbol)
    }

    /// The texts in the order of their numbers.
    pub fn all(&self) -> Vec<&str> {
        self.0.iter().map(|text| &**text).collect()
    }
}

fn intern(known: &mut Texts, text: &str) -> Symbol {
    symbol(known.get_index_of(text).unwrap_or_else(|| known.insert_full(text.into()).0))
}

fn symbol(at: usize) -> Symbol {
    Symbol(u32::try_from(at).expect("a site has fewer names than there are numbers"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_kept_once() {
        let names = Interner::default();
        let page = names.intern_all(["b", "a", "b"]);
        assert_eq!((page.len(), page[0]), (3, page[2]));
        assert_eq!(names.intern("a"), page[1]);
        assert_eq!(names.intern_all(["a", "b"]), [page[1], page[0]]);
        assert_eq!(names.intern_new(["c", "a"])[1], page[1]);
        let read = names.names();
        assert_eq!((read.text(page[0]), read.find("a"), read.find("d")), ("b", Some(page[1]), None));
        assert_eq!((read.all(), read.len(), read.is_empty()), (vec!["b", "a", "c"], 3, false));
    }
}
