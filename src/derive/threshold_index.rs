//! Finds the cheapest records whose value is above a threshold, in logarithmic time.

/// How many records a step keeps: more than a page can skip because it shows them already.
const KEPT: usize = 8;

/// For each value that occurs, the cheapest records that have it or a higher one.
#[derive(Debug)]
pub(super) struct ThresholdIndex<V> {
    steps: Vec<(V, Vec<u32>)>,
}

impl<V: Ord + Copy> ThresholdIndex<V> {
    /// Makes an index of values and records, which come cheapest first.
    pub(super) fn new(records: impl IntoIterator<Item = (V, u32)>) -> Self {
        let mut ranked: Vec<(V, usize, u32)> =
            records.into_iter().enumerate().map(|(rank, (value, record))| (value, rank, record)).collect();
        ranked.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut best: Vec<(usize, u32)> = Vec::new();
        let mut steps: Vec<(V, Vec<u32>)> = Vec::new();
        for group in ranked.chunk_by(|a, b| a.0 == b.0) {
            best.extend(group.iter().take(KEPT).map(|(_, rank, record)| (*rank, *record)));
            best.sort_unstable();
            best.truncate(KEPT);
            steps.push((group[0].0, best.iter().map(|(_, record)| *record).collect()));
        }
        steps.reverse();
        Self { steps }
    }

    /// Records with at least `value`, cheapest first.
    pub(super) fn from(&self, value: V) -> &[u32] {
        let step = self.steps.partition_point(|(step, _)| *step < value);
        self.steps.get(step).map_or(&[], |(_, records)| records)
    }

    /// Records with more than `value`, cheapest first.
    pub(super) fn above(&self, value: V) -> &[u32] {
        let step = self.steps.partition_point(|(step, _)| *step <= value);
        self.steps.get(step).map_or(&[], |(_, records)| records)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_index_agrees_with_a_search_of_all_records(values in prop::collection::vec(0u8..20, 0..60), at in 0u8..22) {
            let records = || values.iter().zip(0u32..).map(|(value, record)| (*value, record));
            let threshold_index = ThresholdIndex::new(records());
            let search = |keep: &dyn Fn(u8) -> bool| -> Vec<u32> {
                records().filter(|(value, _)| keep(*value)).map(|(_, record)| record).take(KEPT).collect()
            };
            prop_assert_eq!(threshold_index.from(at), search(&|value| value >= at));
            prop_assert_eq!(threshold_index.above(at), search(&|value| value > at));
        }
    }
}
