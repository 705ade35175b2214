//! Hours of the day with two prices.

use super::prelude::*;
use crate::domain::Hours;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "window-overlap",
        Level::Warn,
        Level::Warn,
        "Two windows of off-peak prices overlap.",
        "In the hours that both cover, it is unclear which price applies. A window that ends before it starts continues on the next day.",
        "[[cost.windows]]\nutc = \"16:30-00:30\"\ninput = 0.14\n[[cost.windows]]\nutc = \"00:00-06:00\"\ninput = 0.07",
        "[[cost.windows]]\nutc = \"16:30-00:30\"\ninput = 0.14\n[[cost.windows]]\nutc = \"00:30-06:00\"\ninput = 0.07",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    let windows = &record.cost.windows;
    for (at, window) in windows.iter().enumerate() {
        // The same hours are another finding.
        let other = windows[..at]
            .iter()
            .find(|other| other.hours != window.hours && overlap(&other.hours, &window.hours));
        if let Some(other) = other {
            let message = format!("`{}` and `{}` overlap", window.hours, other.hours);
            diags.push(conflict(code, record, [&window.fact, &other.fact], message));
        }
    }
}

fn overlap(one: &Hours, other: &Hours) -> bool {
    let others = other.minutes();
    one.minutes().iter().any(|(from, to)| others.iter().any(|(start, end)| from < end && start < to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    fn windows(hours: &[&str]) -> String {
        let window = |utc: &&str| format!("[[cost.windows]]\nutc = \"{utc}\"\ninput = 1\n");
        in_model(&RULE, &hours.iter().map(window).collect::<String>())
    }

    #[test]
    fn hours_in_two_windows_are_found_over_midnight_too() {
        let found = windows(&["16:30-00:30", "00:00-06:00", "05:59-07:00"]);
        assert_snapshot(
            found,
            snapbox::str![[r#"
models/acme/one.toml:6:7-20 window-overlap: `00:00-06:00` and `16:30-00:30` overlap
models/acme/one.toml:9:7-20 window-overlap: `05:59-07:00` and `00:00-06:00` overlap
"#]],
        );
    }

    #[test]
    fn windows_that_meet_are_fine() {
        assert_eq!(windows(&["16:30-00:30", "00:30-06:00", "06:00-16:30"]), "");
    }

    #[test]
    fn windows_of_different_days_overlap_only_where_one_goes_on() {
        let window = |utc: &str, days: &str| {
            format!("[[cost.windows]]\nutc = \"{utc}\"\ndays = [{days}]\ninput = 1\n")
        };
        let found = |windows: [String; 2]| in_model(&RULE, &windows.concat());
        let weekend = window("00:00-24:00", "\"sat\", \"sun\"");
        assert_eq!(found([weekend.clone(), window("10:00-24:00", "\"mon\", \"fri\"")]), "");
        assert_snapshot(
            found([weekend, window("23:00-01:00", "\"fri\"")]),
            snapbox::str![[r#"
models/acme/one.toml:7:7-20 window-overlap: `23:00-01:00 fri` and `00:00-24:00 sat,sun` overlap
"#]],
        );
    }
}
