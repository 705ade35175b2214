//! A fact of an offer that is far from what the other offers of its model say.

use super::prelude::*;
use crate::domain::PartialDate;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "stands-apart",
        Level::Warn,
        Level::Hint,
        "A value in an offer is far from those in the model's other offers.",
        "A context window that is ten times the median, or a tenth of it, usually has an extra or missing digit, and a release date a year or more from all others is a typo or belongs to another model. The lint needs three offers that state the value in their own files.",
        "# where the other offers say 131_072 and 128_000\n[limit]\ncontext = 1_310_720",
        "# where the other offers say 131_072 and 128_000\n[limit]\ncontext = 131_072",
    ),
    check: Check::Catalog(check),
};

/// Of fewer offers nobody can tell which one stands apart.
const FEWEST: usize = 3;

/// From this multiple of the median on a window is doubtful, and so is this part of it.
const FAR: u64 = 10;

/// Releases of different models under one name are further apart than this.
const A_YEAR: jiff::SignedDuration = jiff::SignedDuration::from_hours(365 * 24);

fn check(code: &'static Code, context: CatalogContext<'_>, diags: &mut Diagnostics) {
    let mut offers = vec![Vec::new(); context.catalog.models.len()];
    for offer in &context.catalog.offers {
        if let Some(model) = offer.model() {
            offers[model].push(&*offer.record);
        }
    }
    for offers in offers.iter().filter(|offers| offers.len() >= FEWEST) {
        compare_windows(code, offers, diags);
        compare_releases(code, offers, diags);
    }
}

fn compare_windows(code: &'static Code, offers: &[&Record], diags: &mut Diagnostics) {
    let windows = other_values(offers, "limit.context", |record| {
        record.limit.context.known().filter(|context| context.0 > 0)
    });
    let is_near = |one: TokenCount, other: TokenCount| {
        let (less, more) = (one.0.min(other.0), one.0.max(other.0));
        less.checked_mul(FAR).is_none_or(|far| more < far)
    };
    for (record, window, median) in apart(&windows, is_near) {
        let message = format!(
            "the context window is {}, and the median of the {} other offers of this model is {}",
            window.number(),
            windows.len() - 1,
            median.number()
        );
        let found = Diagnostic::new(code, record.span("limit.context"), message);
        diags
            .push(found.help(
                "check the provider's documentation; a digit may be missing, or the link may be wrong",
            ));
    }
}

fn compare_releases(code: &'static Code, offers: &[&Record], diags: &mut Diagnostics) {
    // A year alone says too little.
    let dates = other_values(offers, "release_date", |record| {
        record.release_date.filter(|date| date.unit() != "year")
    });
    let is_near = |one: PartialDate, other: PartialDate| {
        one.first_day().duration_since(other.first_day()).abs() < A_YEAR
    };
    for (record, date, median) in apart(&dates, is_near) {
        let message = format!(
            "the release date is {}, and the median of the {} other offers of this model is {}",
            date.iso(),
            dates.len() - 1,
            median.iso()
        );
        let found = Diagnostic::new(code, record.span("release_date"), message);
        diags.push(found.help("write the model's release date; the link to the model may also be wrong"));
    }
}

/// The offers that state a fact in their own files, with its value. An inherited one says nothing new.
fn other_values<'a, T>(
    offers: &[&'a Record],
    path: &str,
    read: impl Fn(&'a Record) -> Option<T>,
) -> Vec<(&'a Record, T)> {
    let own = offers.iter().filter(|record| record.span(path).file == record.file);
    own.filter_map(|record| Some((*record, read(record)?))).collect()
}

/// The offers whose value is far from the median of the others and from at least three quarters of them, and that median.
fn apart<'a, T: Copy + Ord>(
    offers: &[(&'a Record, T)],
    is_near: impl Fn(T, T) -> bool,
) -> Vec<(&'a Record, T, T)> {
    if offers.len() < FEWEST {
        return Vec::new();
    }
    let mut sorted: Vec<T> = offers.iter().map(|(_, value)| *value).collect();
    sorted.sort_unstable();
    let median = |value: T| {
        let own = sorted.partition_point(|other| *other < value);
        let middle = (sorted.len() - 1) / 2;
        // The sorted values without the offer's own.
        sorted[if middle < own { middle } else { middle + 1 }]
    };
    let is_apart = |(record, value): &(&'a Record, T)| {
        let median = median(*value);
        let first = sorted.partition_point(|other| other < value && !is_near(*value, *other));
        let end = sorted.partition_point(|other| other <= value || is_near(*value, *other));
        let near = end - first - 1;
        (!is_near(*value, median) && near * 4 < offers.len()).then_some((*record, *value, median))
    };
    offers.iter().filter_map(is_apart).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    fn offers(facts: &[&str], link: &str) -> String {
        let mut files =
            vec![("models/acme/one.toml".to_owned(), "name = \"One\"\n[limit]\ncontext = 1\n".to_owned())];
        for (at, fact) in facts.iter().enumerate() {
            files.push((format!("providers/p{at}/provider.toml"), format!("name = \"P{at}\"\n")));
            let text = format!("name = \"One\"\n{link}{fact}\n");
            files.push((format!("providers/p{at}/models/acme/two.toml"), text));
        }
        let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        findings(&RULE, &files)
    }

    #[test]
    fn a_window_of_ten_times_the_others_or_a_tenth_of_them_is_found() {
        let windows = ["limit.context = 131_072", "limit.context = 128_000", "limit.context = 1_310_720"];
        assert_snapshot(
            offers(&windows, "base_model = \"acme/one\"\n"),
            snapbox::str![[r#"
providers/p2/models/acme/two.toml:3:17-26 stands-apart: the context window is 1,310,720, and the median of the 2 other offers of this model is 131,072
  help: check the provider's documentation; a digit may be missing, or the link may be wrong
"#]],
        );
        let windows = ["limit.context = 131_072", "limit.context = 128_000", "limit.context = 12_800"];
        assert_snapshot(
            offers(&windows, ""),
            snapbox::str![[r#"
providers/p2/models/acme/two.toml:2:17-23 stands-apart: the context window is 12,800, and the median of the 2 other offers of this model is 131,072
  help: check the provider's documentation; a digit may be missing, or the link may be wrong
"#]],
        );
    }

    #[test]
    fn a_release_a_year_from_the_others_is_found() {
        let dates = ["release_date = 2025-03-01", "release_date = 2025-03-04", "release_date = 2024-03-01"];
        assert_snapshot(
            offers(&dates, ""),
            snapbox::str![[r#"
providers/p2/models/acme/two.toml:2:16-26 stands-apart: the release date is 2024-03-01, and the median of the 2 other offers of this model is 2025-03-04
  help: write the model's release date; the link to the model may also be wrong
"#]],
        );
    }

    #[test]
    fn what_is_near_or_inherited_or_of_half_of_the_offers_is_fine() {
        let windows = ["limit.context = 131_072", "limit.context = 131_072", "limit.context = 16_384"];
        assert_eq!(offers(&windows, ""), "");
        assert_eq!(
            offers(
                &["limit.context = 131_072", "limit.context = 128_000", ""],
                "base_model = \"acme/one\"\n"
            ),
            ""
        );
        assert_eq!(offers(&["limit.context = 131_072", "limit.context = 1_310_720"], ""), "");
        let halves = [
            "release_date = 2025-03-01",
            "release_date = 2025-03-01",
            "release_date = 2024-03-01",
            "release_date = 2024-03-01",
        ];
        assert_eq!(offers(&halves, ""), "");
        assert_eq!(
            offers(&["release_date = 2025-12-31", "release_date = 2025-12-31", "release_date = 2024"], ""),
            ""
        );
    }
}
