//! Hours of the day with two prices.

use super::prelude::*;

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
        let other =
            windows[..at].iter().find(|other| other.utc != window.utc && overlap(&other.utc, &window.utc));
        if let Some(other) = other {
            let message = format!("`{}` and `{}` overlap", window.utc, other.utc);
            diags.push(conflict(code, record, [&window.fact, &other.fact], message));
        }
    }
}

fn overlap(one: &str, other: &str) -> bool {
    minutes(one).iter().any(|(from, to)| minutes(other).iter().any(|(start, end)| from < end && start < to))
}

/// The minutes of the day that a window covers, in two parts where it goes over midnight.
fn minutes(window: &str) -> Vec<(u32, u32)> {
    let minute = |time: &str| {
        let (hour, minute) = time.split_once(':')?;
        Some(hour.parse::<u32>().ok()? * 60 + minute.parse::<u32>().ok()?)
    };
    let ends = window.split_once('-').and_then(|(from, to)| Some((minute(from)?, minute(to)?)));
    match ends {
        Some((from, to)) if from < to => vec![(from, to)],
        Some((from, to)) => vec![(from, 24 * 60), (0, to)],
        None => Vec::new(),
    }
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
}
