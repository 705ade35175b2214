//! Where a record stands.

/// The position of a record in its catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// An index into the models.
    Model(usize),
    /// An index into the offers.
    Offer(usize),
}
