//! A strict reader of JSON that keeps the digits of numbers as they are written.

use std::collections::HashSet;

/// The deepest nesting that is read.
const DEEPEST: usize = 100;

/// A value of JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Json {
    Null,
    Flag(bool),
    /// The digits of a number.
    Number(String),
    Text(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a document; `None` if it is not JSON, or nested too deeply.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader { text: std::str::from_utf8(bytes).ok()?, at: 0 };
        let value = reader.value(0)?;
        reader.space();
        (reader.at == reader.text.len()).then_some(value)
    }

    /// A member of an object.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.members().iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// A value at keys with dots between them.
    pub(super) fn at(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |value, key| value.get(key))
    }

    /// The members of an object; none of anything else.
    pub(super) fn members(&self) -> &[(String, Self)] {
        if let Self::Object(members) = self { members } else { &[] }
    }

    /// The elements of an array; none of anything else.
    pub(super) fn elements(&self) -> &[Self] {
        if let Self::Array(elements) = self { elements } else { &[] }
    }

    /// A text.
    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// A whole number that counts or points.
    pub(super) fn index(&self) -> Option<usize> {
        if let Self::Number(digits) = self { digits.parse().ok() } else { None }
    }

    /// A value without parts as a text: the digits, the word, `true`; the elements of a list with commas between them.
    pub(super) fn scalar(&self) -> Option<String> {
        match self {
            Self::Null | Self::Object(_) => None,
            Self::Flag(flag) => Some(flag.to_string()),
            Self::Number(text) | Self::Text(text) => Some(text.clone()),
            Self::Array(elements) => {
                let parts: Option<Vec<String>> = elements.iter().map(Self::scalar).collect();
                Some(parts?.join(","))
            }
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\t']).len();
    }

    fn take(&mut self, part: &str) -> Option<()> {
        self.space();
        self.text[self.at..].starts_with(part).then(|| self.at += part.len())
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        self.space();
        match self.text[self.at..].bytes().next()? {
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => self.string().map(Json::Text),
            b't' => self.take("true").map(|()| Json::Flag(true)),
            b'f' => self.take("false").map(|()| Json::Flag(false)),
            b'n' => self.take("null").map(|()| Json::Null),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        self.take("{")?;
        let (mut members, mut keys) = (Vec::new(), HashSet::new());
        if self.take("}").is_some() {
            return Some(Json::Object(members));
        }
        loop {
            self.space();
            let key = self.string()?;
            // Of two members with one name, readers see one or the other.
            keys.insert(key.clone()).then_some(())?;
            self.take(":")?;
            members.push((key, self.value(depth + 1)?));
            if self.take(",").is_none() {
                return self.take("}").map(|()| Json::Object(members));
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<Json> {
        self.take("[")?;
        let mut elements = Vec::new();
        if self.take("]").is_some() {
            return Some(Json::Array(elements));
        }
        loop {
            elements.push(self.value(depth + 1)?);
            if self.take(",").is_none() {
                return self.take("]").map(|()| Json::Array(elements));
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        let rest = &self.text[self.at..];
        let bytes = rest.as_bytes();
        let mut end = 1;
        while *bytes.get(end)? != b'"' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let raw = rest.get(..=end).filter(|raw| raw.starts_with('"'))?;
        self.at += raw.len();
        if raw.contains('\\') { serde_json::from_str(raw).ok() } else { Some(raw[1..end].to_owned()) }
    }

    fn number(&mut self) -> Option<Json> {
        let rest = &self.text[self.at..];
        let is_part = |letter: char| letter.is_ascii_digit() || "+-.eE".contains(letter);
        let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
        self.at += end;
        // The grammar of numbers is that of serde_json, which would make a float of them.
        serde_json::from_str::<serde::de::IgnoredAny>(&rest[..end]).ok()?;
        Some(Json::Number(rest[..end].to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stay_as_they_are_written() {
        let read =
            Json::read(br#" {"a": [1.50e-7, -2, "x\n\"y", true, null], "b": {}} "#).expect("it is JSON");
        assert_eq!(read.get("a").expect("a").elements()[0], Json::Number("1.50e-7".to_owned()));
        assert_eq!(read.get("a").expect("a").elements()[2], Json::Text("x\n\"y".to_owned()));
        for wrong in
            ["", "{", "[1,]", "{\"a\"}", "01", "1 2", "\"\\", "nul", "[\"é", "-", "{\"a\":1,\"a\":2}"]
        {
            assert_eq!(Json::read(wrong.as_bytes()), None, "{wrong}");
        }
        assert_eq!(Json::read("[".repeat(100_000).as_bytes()), None);
    }
}
