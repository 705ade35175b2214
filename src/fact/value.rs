//! The value of a fact, exact for programs and formatted for people.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::domain::text::{count, decimal, large};
use crate::domain::{Country, Currency, PartialDate, Price, TokenCount};
use crate::resolve::record::Benchmark;

/// The value of a fact.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// A price and its currency.
    Price(Price, Currency),
    /// A number of tokens.
    Tokens(TokenCount),
    /// A limit of 0, which means that it does not apply.
    NotApplicable,
    /// A budget that the model chooses itself.
    Dynamic,
    /// A whole number and the unit that follows it: " MB".
    Count(u64, &'static str),
    /// A large number, abbreviated on pages: 70B.
    Large(u64),
    /// An exact decimal and the unit that follows it.
    Number(Decimal, &'static str),
    /// A date as precise as the file gives it.
    Date(PartialDate),
    /// One line, or Markdown.
    Text(Cow<'a, str>),
    /// A word of a fixed set, and its text on pages.
    Word(Cow<'a, str>, Cow<'a, str>),
    /// Yes or no.
    Flag(bool),
    /// Some words, and their text on pages if it is not the words themselves.
    List(Cow<'a, [String]>, Option<String>),
    /// A country.
    Country(Country),
    /// A published score.
    Score(&'a Benchmark),
}

impl Value<'_> {
    /// The exact value: a plain decimal in the unit of the file, an ISO 8601 date, the words of a list with `,` between them.
    /// Empty if the value does not apply.
    pub fn exact(&self) -> String {
        match self {
            Self::Price(price, _) => price.value(),
            Self::Tokens(tokens) => tokens.0.to_string(),
            Self::NotApplicable => String::new(),
            Self::Dynamic => "-1".to_owned(),
            Self::Count(number, _) | Self::Large(number) => number.to_string(),
            Self::Number(number, _) => number.to_string(),
            Self::Date(date) => date.iso(),
            Self::Text(text) | Self::Word(text, _) => text.clone().into_owned(),
            Self::Flag(flag) => flag.to_string(),
            Self::List(words, _) => words.join(","),
            Self::Country(country) => country.code().to_owned(),
            Self::Score(benchmark) => benchmark.score.to_string(),
        }
    }

    /// The value as pages print it: "$0.15", "128K", "Jul 18, 2024", "Yes".
    pub fn text(&self) -> String {
        match self {
            Self::Price(price, currency) => price.text(*currency),
            Self::Tokens(tokens) => tokens.short(),
            Self::NotApplicable => "not applicable".to_owned(),
            Self::Dynamic => "dynamic".to_owned(),
            Self::Count(number, unit) => format!("{}{unit}", count(*number)),
            Self::Large(number) => large(*number),
            Self::Number(number, unit) => format!("{}{unit}", decimal(*number)),
            Self::Date(date) => date.to_string(),
            Self::Text(text) | Self::Word(_, text) => text.clone().into_owned(),
            Self::Flag(flag) => if *flag { "Yes" } else { "No" }.to_owned(),
            Self::List(words, text) => text.clone().unwrap_or_else(|| words.join(", ")),
            Self::Country(country) => country.name().to_owned(),
            Self::Score(benchmark) if benchmark.is_percent() => format!("{}%", benchmark.score),
            Self::Score(benchmark) => benchmark.score.to_string(),
        }
    }

    /// The value in full, if its text is abbreviated: "128,000 tokens".
    pub fn full(&self) -> Option<String> {
        match self {
            Self::Tokens(tokens) => Some(tokens.exact()),
            Self::Large(number) => Some(count(*number)),
            _ => None,
        }
    }
}
