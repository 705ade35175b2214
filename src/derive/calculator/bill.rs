use rust_decimal::Decimal;

use super::{Level, Service, UnitRate, Usage};
use crate::domain::{Amount, Price, Sum, TokenCount};

/// What a month costs, with the lines that add up to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The exact cost of the month.
    pub total: Amount,
    /// What one request costs; `None` if units are counted.
    pub request: Option<Amount>,
    /// The parts of the total.
    pub lines: Vec<Line>,
}

/// One line of a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is charged.
    pub kind: LineKind,
    /// How many tokens or units a month has. Tokens may have two decimals.
    pub quantity: Decimal,
    /// How many tokens or units the price is for.
    pub per: u64,
    /// The price.
    pub price: Price,
    /// The exact amount of the line.
    pub amount: Amount,
}

/// What a line charges for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Input above a number of tokens, which is not 0 only for marginal tiers.
    Input(TokenCount),
    /// Input read from the cache, above a number of tokens.
    CacheRead(TokenCount),
    /// Output.
    Output,
    /// Units.
    Units,
}

/// The largest number that a calculator accepts: twelve digits.
pub const LARGEST: u64 = 999_999_999_999;

const MILLION: u64 = 1_000_000;

/// Tokens of one request at a price, in hundredths.
struct RequestPart {
    kind: LineKind,
    hundredths: u128,
    price: Price,
}

/// What a month of requests costs; `None` if a number is too large for an exact sum.
pub fn bill(service: &Service, usage: &Usage) -> Option<Bill> {
    let cached = u128::from(usage.input) * u128::from(usage.cached);
    bill_of_parts(&parts(service, usage, cached), usage.requests)
}

/// The same where so many tokens of the input of each request are read from the cache, in the place of a share.
pub fn bill_with_cached(service: &Service, usage: &Usage, cached: u64) -> Option<Bill> {
    bill_of_parts(&parts(service, usage, hundredths(cached)), usage.requests)
}

fn bill_of_parts(parts: &[RequestPart], requests: u64) -> Option<Bill> {
    let lines = parts.iter().map(|part| part.line(requests)).collect::<Option<_>>()?;
    Some(Bill { total: total(parts, requests)?, request: Some(total(parts, 1)?), lines })
}

fn total(parts: &[RequestPart], requests: u64) -> Option<Amount> {
    parts.iter().try_fold(Sum::ZERO, |sum, part| sum.plus(part.cost(requests)?))?.amount()
}

impl UnitRate {
    /// What a month of units costs; `None` if a number is too large for an exact sum.
    pub fn bill(&self, quantity: u64) -> Option<Bill> {
        let amount = Sum::of(self.price, quantity.into(), self.per)?.amount()?;
        let (quantity, per, price) = (Decimal::from(quantity), self.per, self.price);
        let line = Line { kind: LineKind::Units, quantity, per, price, amount };
        Some(Bill { total: amount, request: None, lines: vec![line] })
    }
}

/// The parts of one request: input, then cached input, then output.
///
/// The whole request is charged at the highest level that its input reaches. With marginal levels, the input is split among
/// all levels that it reaches, cached input first; the output is charged at the highest of them.
fn parts(service: &Service, usage: &Usage, cached: u128) -> Vec<RequestPart> {
    let reached = service.levels_for(usage.input);
    let spans = if service.is_marginal { reached } else { &reached[reached.len() - 1..] };
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
    /// The levels that a request with so many input tokens reaches, at least the first one.
    pub fn levels_for(&self, input: u64) -> &[Level] {
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
