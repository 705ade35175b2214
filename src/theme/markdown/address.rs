//! Addresses in links of Markdown.

use std::fmt::Write as _;

/// An address as the target of a link: what could end it is percent-encoded.
pub(super) fn address(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for letter in target.chars() {
        let ends = letter.is_whitespace() || letter.is_control() || "()<>\\\"'`|*[]".contains(letter);
        if ends {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_ends_its_link() {
        assert_eq!(address("https://x/a b(c)|\"\n>"), "https://x/a%20b%28c%29%7C%22%0A%3E");
        assert_eq!(address("../../models/a/b/?q=1&r=2#s"), "../../models/a/b/?q=1&r=2#s");
    }
}
