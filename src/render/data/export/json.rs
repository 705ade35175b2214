//! Writes JSON straight into bytes, so that a list of many offers is never held as a tree. Decimals are numbers with their exact
//! digits.

use rust_decimal::Decimal;

/// A JSON text that is being written. What is written into an object is a key and a value, in turn.
pub(super) struct Json<'a> {
    out: &'a mut Vec<u8>,
}

impl<'a> Json<'a> {
    /// Appends to a buffer.
    pub(super) fn new(out: &'a mut Vec<u8>) -> Self {
        Self { out }
    }

    /// A value in braces.
    pub(super) fn object(&mut self, members: impl FnOnce(&mut Self)) {
        self.start();
        self.out.push(b'{');
        members(self);
        self.out.push(b'}');
    }

    /// A value in brackets.
    pub(super) fn array<T>(
        &mut self,
        elements: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.start();
        self.out.push(b'[');
        for element in elements {
            write(self, element);
        }
        self.out.push(b']');
    }

    /// A key of an object; its value follows.
    pub(super) fn key(&mut self, key: &str) -> &mut Self {
        self.text(key);
        self.out.push(b':');
        self
    }

    pub(super) fn text(&mut self, text: &str) {
        self.start();
        serde_json::to_writer(&mut *self.out, text).expect("writing to memory does not fail");
    }

    pub(super) fn texts<T: AsRef<str>>(&mut self, texts: &[T]) {
        self.array(texts, |json, text| json.text(text.as_ref()));
    }

    /// A number with the digits of the decimal.
    pub(super) fn number(&mut self, number: Decimal) {
        self.plain(&number.normalize().to_string());
    }

    pub(super) fn count(&mut self, count: u64) {
        self.plain(&count.to_string());
    }

    pub(super) fn integer(&mut self, number: i64) {
        self.plain(&number.to_string());
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.plain(if flag { "true" } else { "false" });
    }

    pub(super) fn null(&mut self) {
        self.plain("null");
    }

    fn plain(&mut self, text: &str) {
        self.start();
        self.out.extend_from_slice(text.as_bytes());
    }

    /// Puts a comma before a value or key that follows another one. A text ends with a quote, so what the last byte is tells.
    fn start(&mut self) {
        if !matches!(self.out.last(), None | Some(b'{' | b'[' | b':')) {
            self.out.push(b',');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_separated_and_numbers_are_exact() {
        let mut out = Vec::new();
        Json::new(&mut out).object(|json| {
            json.key("a:[").texts(&["{", "\"\n[:"]);
            json.key("b").array([1, 2], Json::count);
            json.key("c").object(|_| {});
            json.key("d").number("0.0000000000000000000000000010".parse().expect("a decimal"));
            json.key("e").object(|json| json.key("f").flag(true));
            json.key("g").null();
            json.key("h").integer(-1);
        });
        let text = r#"{"a:[":["{","\"\n[:"],"b":[1,2],"c":{},"d":0.000000000000000000000000001,"e":{"f":true},"g":null,"h":-1}"#;
        assert_eq!(String::from_utf8(out).expect("JSON is UTF-8"), text);
    }
}
