//! What a merge is stopped for: kinds of changes, and prices that moved too far.

use rust_decimal::Decimal;

use crate::change::{Changes, Group, What};

/// A kind of change that can be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Refused {
    /// Another place to which readers send requests, keys or money: an address, a key variable, a package, a provider.
    Address,
    /// A price that changed.
    Price,
    /// A record that is gone.
    Removed,
    /// Any change.
    Any,
}

/// What is let through.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    /// Kinds of changes that are refused.
    pub refused: Vec<Refused>,
    /// How far a price may move, in percent of the old one.
    pub max_price_change: Option<Decimal>,
    /// Whether pages may go without an alias that leads on from them.
    pub allow_removed: bool,
}

impl Gate {
    /// Whether it stops anything.
    fn is_closed(&self) -> bool {
        !self.allow_removed || !self.refused.is_empty() || self.max_price_change.is_some()
    }
}

/// Why changes do not pass, a line each; none where they do.
pub fn objections(changes: &Changes, gate: &Gate) -> Vec<String> {
    let unknown = changes.unknown.iter().filter(|_| gate.is_closed()).map(|path| {
        format!("`{path}` has mistakes in the old state, so what changed in it is unknown; review it by hand")
    });
    let refused = gate.refused.iter().filter_map(|refused| refusal(changes, *refused));
    let mut objections: Vec<String> = unknown.chain(refused).collect();
    if let Some(most) = gate.max_price_change {
        objections.extend(too_far(changes, most));
    }
    if !gate.allow_removed {
        let line = |page: &String| {
            format!(
                "the page `/{page}` is gone and no alias leads on from it; add an alias, or pass --allow-removed"
            )
        };
        objections.extend(changes.pages_removed.iter().map(line));
    }
    objections
}

fn refusal(changes: &Changes, refused: Refused) -> Option<String> {
    let count = match refused {
        Refused::Address => changes.addresses().count(),
        Refused::Price => changes.prices().count(),
        Refused::Removed => changes.of(What::Removed).count(),
        Refused::Any => changes.rows().count() + changes.pages_removed.len(),
    };
    let (one, many, kind) = match refused {
        Refused::Address => ("address or key changed", "addresses or keys changed", "address"),
        Refused::Price => ("price changed", "prices changed", "price"),
        Refused::Removed => ("record was removed", "records were removed", "removed"),
        Refused::Any => ("change", "changes", "any"),
    };
    let words = if count == 1 { one } else { many };
    (count > 0).then(|| format!("{count} {words}, and `--fail-on {kind}` lets none pass"))
}

/// A price that moved too far; one that came from zero, went away or changed its currency moved farther than any number.
fn too_far(changes: &Changes, most: Decimal) -> impl Iterator<Item = String> {
    let moved = changes
        .records
        .iter()
        .filter(|record| matches!(record.what, What::Changed | What::Renamed | What::Retired));
    let prices = moved.flat_map(|record| record.facts.iter().map(move |fact| (record, fact)));
    let prices = prices.filter(|(_, fact)| fact.group == Group::Price && fact.old.is_some());
    let far = prices.filter(move |(_, fact)| fact.size().is_none_or(|size| size > most));
    far.map(move |(record, fact)| {
        let by = fact.signed_percent().map_or_else(String::new, |percent| format!(" ({percent})"));
        format!(
            "`{}` of {} went from {} to {}{by}, and `--max-price-change` lets {most}% pass",
            fact.label,
            record.key,
            fact.before(),
            fact.after()
        )
    })
}
