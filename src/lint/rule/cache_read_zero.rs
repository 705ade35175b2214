//! A cache that seems to be free.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    code: Code::lint(
        "cache-read-zero",
        Level::Warn,
        Level::Hint,
        "Cached input costs nothing although input has a price.",
        "Usually, zero means that there is no cache. The page would promise free input.",
        "[cost]\ninput = 0.50\ncache_read = 0.00",
        "[cost]\ninput = 0.50",
    ),
    check: Check::Record(check),
};

fn check(code: &'static Code, record: &Record, _: RecordContext<'_>, diags: &mut Diagnostics) {
    for rates in rates(record) {
        let Some(read) = rates.get(RateKind::CacheRead).filter(|read| read.price.is_zero()) else { continue };
        if rates.price(RateKind::Input).is_some_and(|input| !input.is_zero()) {
            let message = "cached input costs nothing, but input has a price";
            diags.push(
                Diagnostic::new(code, record.span(&read.fact), message)
                    .help("leave `cache_read` out if there is no cache"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bless::assert_snapshot;

    #[test]
    fn a_free_cache_beside_priced_input_is_found() {
        assert_snapshot(
            in_model(&RULE, "[cost]\ninput = 0.50\ncache_read = 0\n"),
            snapbox::str![[r#"
models/acme/one.toml:4:14-15 cache-read-zero: cached input costs nothing, but input has a price
  help: leave `cache_read` out if there is no cache
"#]],
        );
    }

    #[test]
    fn a_free_cache_beside_free_input_is_fine() {
        assert_eq!(in_model(&RULE, "[cost]\nstate = \"free\"\ninput = 0\ncache_read = 0\n"), "");
    }
}
