//! Decides who keeps what several want: an id or a path.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

/// The holder of each prize, and those who lost one. The least rank wins; the order plays no part.
pub(super) fn decide<P: Eq + Hash, R: Ord>(
    contestants: usize,
    prize: impl Fn(usize) -> P,
    rank: impl Fn(usize) -> R,
) -> (HashMap<P, usize>, Vec<usize>) {
    let mut holders: HashMap<P, usize> = HashMap::with_capacity(contestants);
    let mut losers = Vec::new();
    for at in 0..contestants {
        match holders.entry(prize(at)) {
            Entry::Vacant(free) => _ = free.insert(at),
            Entry::Occupied(mut held) if rank(at) < rank(*held.get()) => losers.push(held.insert(at)),
            Entry::Occupied(_) => losers.push(at),
        }
    }
    (holders, losers)
}
