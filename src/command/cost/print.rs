//! The steps of a computation, for people and for programs. Every figure is exact.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::quote::{NoQuote, Quote};
use crate::cli::{Cached, CostArgs};
use crate::derive::calculator::{Line, LineKind};
use crate::diag::one_line;
use crate::domain::money::thousands;
use crate::domain::{Amount, Currency, Price, TokenCount};

/// The version of the document.
const VERSION: u32 = 1;

/// The steps, one a line, record by record.
pub(super) fn text(quotes: &[Result<Quote, NoQuote>], args: &CostArgs) -> String {
    let text = |quote: &Result<Quote, NoQuote>| match quote {
        Ok(quote) => one(quote, args),
        Err(none) => none.line() + "\n",
    };
    quotes.iter().map(text).collect::<Vec<_>>().join("\n")
}

impl NoQuote {
    /// The record and the reason on one line.
    pub(super) fn line(&self) -> String {
        one_line(&format!("`{}`: {}", self.title, self.why))
    }
}

fn one(quote: &Quote, args: &CostArgs) -> String {
    let whose = quote.provider.as_ref().filter(|provider| !quote.title.starts_with(&format!("{provider}/")));
    let whose = whose.map_or_else(String::new, |provider| format!(", prices of {provider}"));
    let service = if quote.service == "standard" { String::new() } else { format!(", {}", quote.service) };
    let mut text =
        one_line(&format!("{} ({}){service}{whose}: {}", quote.name, quote.title, usage(quote, args)));
    text.push('\n');
    let is_unused = |line: &&Line| matches!(line.kind, LineKind::CacheRead(_)) && line.quantity.is_zero();
    let lines: Vec<&Line> = quote.bill.lines.iter().filter(|line| !is_unused(line)).collect();
    let labels: Vec<String> = lines.iter().map(|line| label(line.kind)).collect();
    let others = quote.others.iter().map(|(name, _)| name.chars().count());
    let width =
        labels.iter().map(|label| label.chars().count()).chain(others).max().unwrap_or(0).max("total".len());
    for (line, label) in lines.iter().zip(&labels) {
        let _ = writeln!(text, "  {label:width$}  {}", formula(line, quote));
    }
    let a_request = quote.bill.request.filter(|_| args.requests != 1);
    let a_request =
        a_request.map_or_else(String::new, |cost| format!(" ({} a request)", money(cost, quote.currency)));
    let _ = writeln!(text, "  {:width$}  {}{a_request}", "total", money(quote.bill.total, quote.currency));
    for (name, bill) in &quote.others {
        let _ = writeln!(text, "  {:width$}  {}", one_line(name), money(bill.total, quote.currency));
    }
    for note in &quote.notes {
        let _ = writeln!(text, "  note: {}", one_line(note));
    }
    text
}

/// "1,000 requests of 2,000 input tokens (500 cached) and 500 output tokens".
fn usage(quote: &Quote, args: &CostArgs) -> String {
    if let Some([one, many]) = &quote.unit {
        let quantity = args.quantity.unwrap_or(0);
        return if quantity == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(quantity)) };
    }
    let requests = if args.requests == 1 {
        "1 request".to_owned()
    } else {
        format!("{} requests", grouped(args.requests))
    };
    let cached = match args.cached {
        Some(Cached::Tokens(tokens)) => format!(" ({} cached)", grouped(tokens.min(args.input.unwrap_or(0)))),
        Some(Cached::Percent(share)) => format!(" ({share}% cached)"),
        None => String::new(),
    };
    let tokens = |count: Option<u64>, kind: &str| {
        let count = count.unwrap_or(0);
        format!("{} {kind} {}", grouped(count), if count == 1 { "token" } else { "tokens" })
    };
    format!("{requests} of {}{cached} and {}", tokens(args.input, "input"), tokens(args.output, "output"))
}

fn label(kind: LineKind) -> String {
    let above = |label: &str, size: TokenCount| {
        if size.0 == 0 { label.to_owned() } else { format!("{label} above {}", size.short()) }
    };
    match kind {
        LineKind::Input(size) => above("input", size),
        LineKind::CacheRead(size) => above("cached input", size),
        LineKind::Output => "output".to_owned(),
        LineKind::Units => "units".to_owned(),
    }
}

/// "400,000 ÷ 1,000,000 × $2.50 = $1.00".
fn formula(line: &Line, quote: &Quote) -> String {
    let quantity = decimal(line.quantity);
    let price = line.price.text(quote.currency);
    let divided = if line.per == 1 { String::new() } else { format!(" ÷ {}", grouped(line.per)) };
    format!("{quantity}{divided} × {price} = {}", money(line.amount, quote.currency))
}

fn grouped(number: u64) -> String {
    thousands(&number.to_string())
}

fn decimal(number: Decimal) -> String {
    let digits = number.normalize().to_string();
    match digits.split_once('.') {
        Some((whole, fraction)) => format!("{}.{fraction}", thousands(whole)),
        None => thousands(&digits),
    }
}

/// A sum in full: no digit is rounded away.
fn money(amount: Amount, currency: Currency) -> String {
    Price::new(amount.decimal()).map_or_else(|_| amount.value(), |exact| exact.text(currency))
}

/// One document. Money is text with its exact digits.
pub(super) fn json(quotes: &[Result<Quote, NoQuote>], args: &CostArgs) -> String {
    let document = |quote: &Result<Quote, NoQuote>| match quote {
        Ok(quote) => document(quote),
        Err(none) => json!({ "id": none.title, "none": none.why }),
    };
    let models: Vec<Value> = quotes.iter().map(document).collect();
    let mut usage = Map::new();
    usage.insert("requests".to_owned(), args.requests.into());
    let numbers = [("input", args.input), ("output", args.output), ("quantity", args.quantity)];
    usage.extend(numbers.into_iter().filter_map(|(key, number)| Some((key.to_owned(), number?.into()))));
    match args.cached {
        Some(Cached::Tokens(tokens)) => usage.insert("cached".to_owned(), tokens.into()),
        Some(Cached::Percent(share)) => usage.insert("cached_percent".to_owned(), share.into()),
        None => None,
    };
    format!("{:#}\n", json!({ "version": VERSION, "usage": usage, "models": models }))
}

fn document(quote: &Quote) -> Value {
    let line = |line: &Line| {
        json!({
            "label": label(line.kind),
            "quantity": line.quantity.normalize().to_string(),
            "per": line.per,
            "price": line.price.value(),
            "amount": line.amount.value(),
        })
    };
    let others =
        quote.others.iter().map(|(name, bill)| json!({ "service": name, "total": bill.total.value() }));
    let others: Vec<Value> = others.collect();
    json!({
        "id": quote.title,
        "key": quote.key,
        "name": quote.name,
        "provider": quote.provider,
        "currency": quote.currency.code(),
        "service": quote.service,
        "total": quote.bill.total.value(),
        "request": quote.bill.request.map(Amount::value),
        "lines": quote.bill.lines.iter().map(line).collect::<Vec<_>>(),
        "others": others,
        "notes": quote.notes,
    })
}
