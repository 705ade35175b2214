use rust_decimal::Decimal;

use super::{Level, Service, UnitRate, Usage};
use crate::domain::{Amount, Price, Sum, TokenCount};

/// What a month costs, with the lines that it is the sum of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// What the month costs, exactly.
    pub total: Amount,
    /// What one request costs; nothing where units are counted.
    pub request: Option<Amount>,
    /// The parts of the total.
    pub lines: Vec<Line>,
}

/// One line of a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is charged.
    pub kind: LineKind,
    /// How many tokens or units a month has; a share of a token counts in hundredths.
    pub quantity: Decimal,
    /// How many of them the price is for.
    pub per: u64,
    /// The price.
    pub price: Price,
    /// What the line costs.
    pub amount: Amount,
}

/// What a line charges for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Input above a size of a request, which is 0 but for prices that reprice only the tokens above it.
    Input(TokenCount),
    /// Input read from the cache, above a size.
    CacheRead(TokenCount),
    /// Output.
    Output,
    /// Units.
    Units,
}

/// The largest number that a calculator takes: twelve digits.
pub const LARGEST: u64 = 999_999_999_999;

const MILLION: u64 = 1_000_000;

/// Hundredths of a token at a price.
struct RequestPart {
    kind: LineKind,
    hundredths: u128,
    price: Price,
}

/// What a month of requests costs; `None` where a number is too large for an exact sum.
pub fn bill(service: &Service, usage: &Usage) -> Option<Bill> {
    let parts = parts(service, usage);
    let sum_of = |requests: u64| {
        parts.iter().try_fold(Sum::ZERO, |sum, part| sum.plus(part.cost(requests)?))?.amount()
    };
    let lines = parts.iter().map(|part| part.line(usage.requests)).collect::<Option<_>>()?;
    Some(Bill { total: sum_of(usage.requests)?, request: Some(sum_of(1)?), lines })
}

impl UnitRate {
    /// What a month of units costs; `None` where a number is too large for an exact sum.
    pub fn bill(&self, quantity: u64) -> Option<Bill> {
        let amount = Sum::of(self.price, quantity.into(), self.per)?.amount()?;
        let (quantity, per, price) = (Decimal::from(quantity), self.per, self.price);
        let line = Line { kind: LineKind::Units, quantity, per, price, amount };
        Some(Bill { total: amount, request: None, lines: vec![line] })
    }
}

/// The parts of one request: input, then what comes from the cache, then output.
///
/// A request is charged as a whole at the level that its input reaches, or, where levels reprice only the tokens above
/// their sizes, its input at one level after the other, what comes from the cache first. Output is charged at the level
/// that the input reaches.
fn parts(service: &Service, usage: &Usage) -> Vec<RequestPart> {
    let reached = service.reached(usage.input);
    let spans = if service.is_marginal { reached } else { &reached[reached.len() - 1..] };
    let cached = u128::from(usage.input) * u128::from(usage.cached);
    let mut from_cache = Vec::new();
    let mut parts = Vec::new();
    for (at, level) in spans.iter().enumerate() {
        let start = if at == 0 { 0 } else { hundredths(level.above.0) };
        let end = spans.get(at + 1).map_or(hundredths(usage.input), |next| hundredths(next.above.0));
        let read = if level.cache_read.is_some() { cached.clamp(start, end) - start } else { 0 };
        let above = if at == 0 { TokenCount(0) } else { level.above };
        if at == 0 || end - start > read {
            let hundredths = end - start - read;
            parts.push(RequestPart { kind: LineKind::Input(above), hundredths, price: level.input });
        }
        if let Some(price) = level.cache_read.filter(|_| at == 0 || read > 0) {
            from_cache.push(RequestPart { kind: LineKind::CacheRead(above), hundredths: read, price });
        }
    }
    parts.append(&mut from_cache);
    if let Some(price) = reached.last().and_then(|level| level.output) {
        parts.push(RequestPart { kind: LineKind::Output, hundredths: hundredths(usage.output), price });
    }
    parts
}

impl Service {
    /// The levels that a request of so many input tokens reaches: the first one at least.
    pub fn reached(&self, input: u64) -> &[Level] {
        let above = self.levels.iter().skip(1).take_while(|level| input > level.above.0).count();
        &self.levels[..=above]
    }
}

fn hundredths(tokens: u64) -> u128 {
    u128::from(tokens) * 100
}

impl RequestPart {
    fn cost(&self, requests: u64) -> Option<Sum> {
        Sum::of(self.price, self.hundredths.checked_mul(requests.into())?, MILLION * 100)
    }

    fn line(&self, requests: u64) -> Option<Line> {
        let hundredths = i128::try_from(self.hundredths.checked_mul(requests.into())?).ok()?;
        Some(Line {
            kind: self.kind,
            quantity: Decimal::try_from_i128_with_scale(hundredths, 2).ok()?.normalize(),
            per: MILLION,
            price: self.price,
            amount: self.cost(requests)?.amount()?,
        })
    }
}
