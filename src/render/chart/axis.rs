//! An axis: where values stand on it, and its ticks, which never touch each other.

use rust_decimal::{Decimal, MathematicalOps};

use super::tenths::Tenths;

/// How an axis grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// Each step adds the same.
    Linear,
    /// Each step multiplies by the same.
    Log,
}

/// An axis that holds some values.
#[derive(Clone, Debug)]
pub struct Axis {
    growth: Growth,
    /// The ends, as logarithms on a log axis.
    from: Decimal,
    to: Decimal,
    /// Whether the highest value stands at the lower end.
    is_turned: bool,
    /// The values of the ticks, lowest first.
    pub ticks: Vec<Decimal>,
}

/// What the labels of ticks take.
#[derive(Clone, Copy)]
struct Room<'a> {
    /// How long the axis is drawn.
    pub length: Tenths,
    /// How much of that the label of a value takes, with a gap.
    pub label: &'a dyn Fn(Decimal) -> Tenths,
}

/// The digits of the ticks of a log axis and how many powers of ten lie between them, the densest first.
const LOG_STEPS: [(&[&str], i64); 6] = [
    (&["1", "1.5", "2", "3", "5", "7"], 1),
    (&["1", "2", "5"], 1),
    (&["1", "3"], 1),
    (&["1"], 1),
    (&["1"], 2),
    (&["1"], 3),
];

impl Axis {
    /// An axis that holds the values; `None` if there are none, or one has no place on it.
    pub fn new(
        growth: Growth,
        values: impl Iterator<Item = Decimal> + Clone,
        length: Tenths,
        label: &dyn Fn(Decimal) -> Tenths,
    ) -> Option<Self> {
        let (lowest, highest) = (values.clone().min()?, values.max()?);
        let room = Room { length, label };
        match growth {
            Growth::Linear => Some(Self::linear(lowest, highest, room)),
            Growth::Log => Self::log(lowest, highest, room),
        }
    }

    /// The same with the highest value at the lower end.
    #[must_use]
    pub fn turned(self, is_turned: bool) -> Self {
        Self { is_turned, ..self }
    }

    /// Where a value stands between the ends: 0 to 1.
    pub fn share(&self, value: Decimal) -> Decimal {
        let value =
            if self.growth == Growth::Log { value.checked_log10().unwrap_or(self.from) } else { value };
        let share = (value - self.from).checked_div(self.to - self.from).unwrap_or_default();
        let share = share.clamp(Decimal::ZERO, Decimal::ONE);
        if self.is_turned { Decimal::ONE - share } else { share }
    }

    /// From the multiple of a step below the lowest value to the one above the highest.
    fn linear(lowest: Decimal, highest: Decimal, room: Room<'_>) -> Self {
        let span = if highest > lowest { highest - lowest } else { highest.abs().max(Decimal::ONE) };
        let mut axes = steps(span).map(|step| {
            let (first, last) = ((lowest / step).floor(), (highest / step).ceil());
            let last = last.max(first + Decimal::ONE);
            let ticks = multiples(first, last).map(|count| (count * step).normalize()).collect();
            Self { growth: Growth::Linear, from: first * step, to: last * step, is_turned: false, ticks }
        });
        axes.find(|axis| axis.has_room(room)).expect("two ticks at the ends have room in the end")
    }

    /// A little beyond the lowest and the highest value, with ticks between them.
    fn log(lowest: Decimal, highest: Decimal, room: Room<'_>) -> Option<Self> {
        let (low, high) = (lowest.checked_log10()?, highest.checked_log10()?);
        if lowest <= Decimal::ZERO {
            return None;
        }
        let margin = ((high - low) / Decimal::from(16)).max(Decimal::new(5, 2));
        let (from, to) = (low - margin, high + margin);
        let with = |(digits, powers): (&[&str], i64)| {
            let all = log_ticks(from, to, digits, powers);
            Self { growth: Growth::Log, from, to, is_turned: false, ticks: all }
        };
        let mut axes = LOG_STEPS.into_iter().map(with);
        let sparse = axes.clone().next_back()?;
        Some(axes.find(|axis| axis.has_room(room)).unwrap_or(sparse))
    }

    /// Whether the labels of neighboring ticks do not touch.
    fn has_room(&self, room: Room<'_>) -> bool {
        let length = Decimal::from(room.length);
        self.ticks.windows(2).all(|pair| {
            let needed = Tenths::midpoint((room.label)(pair[0]), (room.label)(pair[1]));
            (self.share(pair[1]) - self.share(pair[0])).abs() * length >= Decimal::from(needed)
        })
    }
}

/// The values with one of some digits between two logarithms.
fn log_ticks(from: Decimal, to: Decimal, digits: &[&str], powers: i64) -> Vec<Decimal> {
    let ten = |power: Decimal| Decimal::TEN.checked_powd(power);
    let all = multiples(from.floor(), to.ceil()).filter(|power| (power % Decimal::from(powers)).is_zero());
    let values = all.flat_map(|power| {
        let digits = digits.iter().filter_map(|digit| digit.parse::<Decimal>().ok());
        digits.filter_map(move |digit| Some((digit * ten(power)?).normalize()))
    });
    values.filter(|value| value.checked_log10().is_some_and(|log| from <= log && log <= to)).collect()
}

fn multiples(first: Decimal, last: Decimal) -> impl Iterator<Item = Decimal> + Clone {
    std::iter::successors(Some(first), |count| Some(count + Decimal::ONE))
        .take_while(move |count| *count <= last)
}

/// Steps of 1, 2 and 5 times the powers of ten, from a tenth of a span on.
fn steps(span: Decimal) -> impl Iterator<Item = Decimal> {
    let mut power = Decimal::ONE;
    while power * Decimal::TEN > span && power.scale() < 12 {
        power /= Decimal::TEN;
    }
    while power * Decimal::ONE_HUNDRED <= span {
        power *= Decimal::TEN;
    }
    let powers = std::iter::successors(Some(power), |power| power.checked_mul(Decimal::TEN)).take(6);
    let fewest = span / Decimal::TEN;
    powers
        .flat_map(|power| [1, 2, 5].map(|digit| power * Decimal::from(digit)))
        .filter(move |step| *step >= fewest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ticks(growth: Growth, values: &[&str], length: Tenths) -> Vec<String> {
        let values: Vec<Decimal> = values.iter().map(|value| value.parse().unwrap()).collect();
        let axis = Axis::new(growth, values.into_iter(), length, &|_| 400).unwrap();
        axis.ticks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn ticks_are_as_dense_as_their_labels_allow() {
        let prices = ["0.15", "3"];
        assert_eq!(
            ticks(Growth::Log, &prices, 11_000),
            ["0.15", "0.2", "0.3", "0.5", "0.7", "1", "1.5", "2", "3"]
        );
        assert_eq!(ticks(Growth::Log, &prices, 3_000), ["0.2", "0.5", "1", "2"]);
        assert_eq!(
            ticks(Growth::Log, &["0.001", "600"], 3_000),
            ["0.001", "0.01", "0.1", "1", "10", "100", "1000"]
        );
        assert_eq!(
            ticks(Growth::Linear, &["12", "88"], 4_000),
            ["10", "20", "30", "40", "50", "60", "70", "80", "90"]
        );
        assert_eq!(ticks(Growth::Linear, &["12", "88"], 2_500), ["0", "20", "40", "60", "80", "100"]);
        assert_eq!(ticks(Growth::Linear, &["5", "5"], 2_500), ["5", "5.5"]);
        assert_eq!(ticks(Growth::Linear, &["0.31", "0.35"], 2_500), ["0.31", "0.32", "0.33", "0.34", "0.35"]);
    }

    #[test]
    fn a_log_axis_has_no_zero() {
        assert!(Axis::new(Growth::Log, [Decimal::ZERO].into_iter(), 1_000, &|_| 1).is_none());
        assert!(Axis::new(Growth::Linear, [].into_iter(), 1_000, &|_| 1).is_none());
    }

    proptest! {
        #[test]
        fn every_value_has_its_place_and_no_labels_touch(
            values in prop::collection::vec(1u32..100_000_000, 1..20),
            scale in 0u32..8,
            length in 2_000i32..12_000,
        ) {
            let values: Vec<Decimal> = values.into_iter().map(|value| Decimal::new(value.into(), scale)).collect();
            for growth in [Growth::Linear, Growth::Log] {
                let axis = Axis::new(growth, values.iter().copied(), length, &|_| 420).unwrap();
                let mut sorted = values.clone();
                sorted.sort_unstable();
                prop_assert!(sorted.windows(2).all(|pair| axis.share(pair[0]) <= axis.share(pair[1])));
                prop_assert!(sorted.iter().all(|value| (Decimal::ZERO..=Decimal::ONE).contains(&axis.share(*value))));
                prop_assert!(axis.has_room(Room { length, label: &|_| 420 }), "{growth:?} {:?}", axis.ticks);
            }
        }
    }
}
