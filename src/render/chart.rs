//! Charts: numbers come in, places in a drawing come out. Floats hold geometry alone, never what is printed.

/// The width of a drawing, in its own units.
pub const WIDTH: f64 = 720.0;
/// The height of a drawing.
pub const HEIGHT: f64 = 440.0;
/// The space for labels at the left, and the empty space at the right and above.
const LEFT: f64 = 104.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 62.0;
/// How many dots can stand beside and above each other: models that are nearer share one.
const COLUMNS: f64 = 40.0;
const ROWS: f64 = 24.0;

/// How an axis grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// Each step adds the same.
    Linear,
    /// Each step multiplies by the same.
    Log,
}

/// An axis from the tick below the smallest to the tick above the largest value.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    growth: Growth,
    /// The ticks, smallest first, by the rule of 1, 2 and 5: each is a digit and a power of ten.
    pub ticks: Vec<Tick>,
}

/// One tick, exactly: `digit` times ten to the power of `power`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The whole number before the power.
    pub digit: i64,
    /// The exponent of the power of ten.
    pub power: i32,
}

impl Tick {
    fn value(self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a tick has few digits")]
        let digit = self.digit as f64;
        digit * 10f64.powi(self.power)
    }
}

impl Axis {
    /// An axis that holds the values; `None` where there are none, or where one has no place on it.
    pub fn new(growth: Growth, values: impl Iterator<Item = f64> + Clone) -> Option<Self> {
        let lowest = values.clone().fold(f64::INFINITY, f64::min);
        let highest = values.fold(f64::NEG_INFINITY, f64::max);
        let has_place =
            lowest.is_finite() && highest.is_finite() && (growth == Growth::Linear || lowest > 0.0);
        has_place.then(|| {
            let ticks = if growth == Growth::Log {
                log_ticks(lowest, highest)
            } else {
                linear_ticks(lowest, highest)
            };
            Self { growth, ticks }
        })
    }

    /// Where a value stands between the ends of the axis: 0 to 1.
    pub fn place(&self, value: f64) -> f64 {
        let scaled = |number: f64| if self.growth == Growth::Log { number.log10() } else { number };
        let first = scaled(self.ticks[0].value());
        let last = scaled(self.ticks[self.ticks.len() - 1].value());
        ((scaled(value) - first) / (last - first)).clamp(0.0, 1.0)
    }

    /// Returns the position of a tick on the axis, from 0 to 1.
    pub fn place_of(&self, tick: Tick) -> f64 {
        self.place(tick.value())
    }
}

/// Ticks at 1, 2 and 5 times the powers of ten, or at the powers alone where those would be many.
fn log_ticks(lowest: f64, highest: f64) -> Vec<Tick> {
    let powers = power_of(lowest)..=power_of(highest) + 1;
    let digits: &[i64] = if powers.clone().count() > 4 { &[1] } else { &[1, 2, 5] };
    let all: Vec<Tick> =
        powers.flat_map(|power| digits.iter().map(move |digit| Tick { digit: *digit, power })).collect();
    let first = all.iter().rposition(|tick| tick.value() <= lowest * (1.0 + 1e-9)).unwrap_or(0);
    let last = all.iter().position(|tick| tick.value() >= highest * (1.0 - 1e-9)).unwrap_or(all.len() - 1);
    all[first..=last.max(first + 1).min(all.len() - 1)].to_vec()
}

#[expect(clippy::cast_possible_truncation, reason = "the power of a number is small")]
fn power_of(number: f64) -> i32 {
    number.log10().floor() as i32
}

/// About six ticks whose steps are 1, 2 or 5 times a power of ten.
#[expect(clippy::cast_possible_truncation, reason = "ticks have few digits")]
fn linear_ticks(lowest: f64, highest: f64) -> Vec<Tick> {
    let span = if highest > lowest { highest - lowest } else { highest.abs().max(1.0) };
    let mut power = power_of(span / 6.0);
    let digit = [1, 2, 5].into_iter().find(|digit| f64::from(*digit) * 10f64.powi(power) * 6.0 >= span);
    let digit = digit.unwrap_or_else(|| {
        power += 1;
        1
    });
    let step = f64::from(digit) * 10f64.powi(power);
    let (first, last) = ((lowest / step).floor() as i64, (highest / step).ceil() as i64);
    (first..=last.max(first + 1)).map(|at| Tick { digit: at * i64::from(digit), power }).collect()
}

/// Where a place between the ends of the axes stands in the drawing, from the left and from above.
pub fn position(across: f64, up: f64) -> (f64, f64) {
    (LEFT + across * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM))
}

/// Puts points that share a cell of the drawing together, in the order of their first points: the indexes of each dot's points.
pub fn dots(points: &[(f64, f64)]) -> Vec<Vec<usize>> {
    let mut cells = indexmap::IndexMap::<(u32, u32), Vec<usize>>::new();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "places are 0 to 1")]
    let cell = |place: f64, count: f64| (place * count).round() as u32;
    for (at, (across, up)) in points.iter().enumerate() {
        cells.entry((cell(*across, COLUMNS), cell(*up, ROWS))).or_default().push(at);
    }
    cells.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(growth: Growth, values: &[f64]) -> Vec<String> {
        let axis = Axis::new(growth, values.iter().copied()).unwrap();
        axis.ticks.iter().map(|tick| format!("{}e{}", tick.digit, tick.power)).collect()
    }

    #[test]
    fn ticks_follow_the_rule_of_one_two_and_five() {
        assert_eq!(ticks(Growth::Log, &[0.15, 3.0]), ["1e-1", "2e-1", "5e-1", "1e0", "2e0", "5e0"]);
        assert_eq!(ticks(Growth::Log, &[0.01, 600.0]).len(), 6);
        assert_eq!(ticks(Growth::Linear, &[12.0, 88.0]), ["0e1", "2e1", "4e1", "6e1", "8e1", "10e1"]);
        assert_eq!(ticks(Growth::Linear, &[5.0, 5.0]).len(), 2);
    }

    #[test]
    fn every_value_stands_between_the_ends() {
        let values = [0.02, 0.15, 75.0];
        let axis = Axis::new(Growth::Log, values.iter().copied()).unwrap();
        assert!(values.iter().all(|value| (0.0..=1.0).contains(&axis.place(*value))));
        assert!(axis.place(0.02) < axis.place(0.15));
        assert_eq!(Axis::new(Growth::Log, [0.0].into_iter()), None, "a log axis has no zero");
        assert_eq!(Axis::new(Growth::Linear, [].into_iter()), None);
    }

    #[test]
    fn near_points_share_a_dot_and_none_is_lost() {
        let points = [(0.5, 0.5), (0.501, 0.501), (0.9, 0.1)];
        assert_eq!(dots(&points), [vec![0, 1], vec![2]]);
    }
}
