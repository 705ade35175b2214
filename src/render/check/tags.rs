//! The tags of a page, in one pass.
//!
//! A page is looked through after it is drawn, so this has to cost little beside drawing: it jumps from `<` to `<` and from
//! quote to quote, and keeps nothing. A general HTML rewriter takes twenty times as long. What stands in text, in comments and
//! in elements that hold text alone is no tag, whatever it looks like.

use std::borrow::Cow;

use memchr::{memchr, memmem};
use quick_xml::escape::unescape;

/// The elements whose content is text.
const TEXT_ONLY: [&str; 8] = ["script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes"];

/// The pass over the tags of a page: an iterator over tags, each of which may be asked for its attributes before the next.
#[derive(Debug)]
pub struct Tags<'a> {
    html: &'a str,
    at: usize,
    /// The tag whose attributes are being read.
    open: Option<Tag<'a>>,
    /// The element that holds text alone and has just begun.
    text_of: Option<&'a str>,
}

/// A tag without its attributes, which [`Tags::attribute`] reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// The name, as it is written.
    pub name: &'a str,
    /// Whether it ends an element.
    pub is_end: bool,
    /// Where it begins in the page, in bytes.
    pub start: usize,
}

impl Tag<'_> {
    /// Whether it begins an element of this name.
    pub fn begins(&self, name: &str) -> bool {
        !self.is_end && self.name.eq_ignore_ascii_case(name)
    }

    /// Whether it ends an element of this name.
    pub fn ends(&self, name: &str) -> bool {
        self.is_end && self.name.eq_ignore_ascii_case(name)
    }
}

/// An attribute; one without a value has an empty one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// The name, as it is written.
    pub name: &'a str,
    raw: &'a str,
}

impl<'a> Attribute<'a> {
    /// Whether it has this name.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value, with its character references resolved.
    pub fn value(&self) -> Cow<'a, str> {
        if memchr(b'&', self.raw.as_bytes()).is_none() {
            return Cow::Borrowed(self.raw);
        }
        unescape(self.raw).unwrap_or_else(|_| Cow::Owned(resolve_each(self.raw)))
    }
}

/// Resolves the character references of a text one by one. An `&` that begins none stays, as in `?a=1&b=2`.
fn resolve_each(text: &str) -> String {
    let mut parts = text.split('&');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let reference = part.split_once(';').and_then(|(name, rest)| {
            let character = unescape(&format!("&{name};")).ok()?.into_owned();
            Some(character + rest)
        });
        whole.push_str(&reference.unwrap_or_else(|| format!("&{part}")));
    }
    whole
}

impl<'a> Tags<'a> {
    /// Begins at the start of a page.
    pub fn new(html: &'a str) -> Self {
        Self { html, at: 0, open: None, text_of: None }
    }

    /// The next attribute of the last tag. What an end tag has beside its name is passed over.
    #[inline]
    pub fn attribute(&mut self) -> Option<Attribute<'a>> {
        self.open?;
        let bytes = self.html.as_bytes();
        let mut at = self.at;
        let mut has_slash = false;
        while let Some(byte @ (b' ' | b'\n' | b'\t' | b'\r' | 0x0c | b'/')) = bytes.get(at) {
            has_slash = *byte == b'/';
            at += 1;
        }
        if bytes.get(at).is_none_or(|byte| *byte == b'>') {
            self.at = at;
            self.close(has_slash);
            return None;
        }
        let start = at;
        // A name may begin with `=`.
        at = skip(bytes, at + 1, |byte| !is_space(byte) && !matches!(byte, b'=' | b'>' | b'/'));
        let name = &self.html[start..at];
        if bytes.get(at).is_some_and(|byte| is_space(*byte)) {
            at = skip(bytes, at, is_space);
        }
        if bytes.get(at) != Some(&b'=') {
            self.at = at;
            return Some(Attribute { name, raw: "" });
        }
        self.at = skip(bytes, at + 1, is_space);
        Some(Attribute { name, raw: self.raw_value() })
    }

    /// The rest of the last tag up to its end, as it is written from its start.
    pub fn source(&mut self, tag: Tag<'a>) -> &'a str {
        self.finish();
        &self.html[tag.start..self.at]
    }

    /// The content of the last tag's element, if that holds text alone.
    pub fn text(&mut self) -> &'a str {
        self.finish();
        let Some(name) = self.text_of.take() else { return "" };
        let start = self.at;
        self.at = self.end_of_text(name);
        &self.html[start..self.at]
    }

    /// Reads what is left of the last tag.
    fn finish(&mut self) {
        while self.attribute().is_some() {}
    }

    fn raw_value(&mut self) -> &'a str {
        let Some(quote @ (b'"' | b'\'')) = self.html.as_bytes().get(self.at).copied() else {
            let start = self.at;
            self.at = skip(self.html.as_bytes(), start, |byte| !is_space(byte) && byte != b'>');
            return &self.html[start..self.at];
        };
        let rest = &self.html[self.at + 1..];
        let length = find(quote, rest.as_bytes()).unwrap_or(rest.len());
        self.at = (self.at + length + 2).min(self.html.len());
        &rest[..length]
    }

    /// Leaves a tag behind its `>`.
    fn close(&mut self, has_slash: bool) {
        let Some(tag) = self.open.take() else { return };
        self.at = (self.at + 1).min(self.html.len());
        // In a picture such an element may be empty.
        if !has_slash && matches!(tag.name.len(), 3 | 5..=8) && TEXT_ONLY.iter().any(|name| tag.begins(name))
        {
            self.text_of = Some(tag.name);
        }
    }

    /// Where the text of an element ends: at its end tag, or at the end of the page.
    fn end_of_text(&self, name: &str) -> usize {
        let rest = &self.html.as_bytes()[self.at..];
        let is_end = |at: &usize| {
            let after = &rest[at + 2..];
            let is_name =
                after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
            let follows = after.get(name.len()).copied();
            is_name && follows.is_none_or(|byte| is_space(byte) || matches!(byte, b'/' | b'>'))
        };
        memmem::find_iter(rest, "</").find(is_end).map_or(self.html.len(), |at| self.at + at)
    }

    /// Goes behind what begins with `<!` or `<?`, or with `</` and no name: a comment to HTML.
    fn skip_comment(&mut self) {
        let rest = &self.html.as_bytes()[self.at..];
        let length = if let Some(text) = rest.strip_prefix(b"<!--") {
            let is_empty = text.starts_with(b">") || text.starts_with(b"->");
            let end = if is_empty { memchr(b'>', text).map(|at| at + 1) } else { end_of_comment(text) };
            end.map(|end| end + 4)
        } else if rest.starts_with(b"<![CDATA[") {
            memmem::find(rest, b"]]>").map(|at| at + 3)
        } else {
            memchr(b'>', rest).map(|at| at + 1)
        };
        self.at += length.unwrap_or(rest.len());
    }
}

/// Where a byte is next. Most are near: eight bytes are looked at in one step before the search for far ones is called.
#[inline]
fn find(byte: u8, bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    let mut rest = bytes;
    for _ in 0..4 {
        let Some((near, after)) = rest.split_first_chunk() else { break };
        let differs = u64::from_le_bytes(*near) ^ (ONES * u64::from(byte));
        // The lowest bit that is set stands in the first byte that is the same.
        let same = differs.wrapping_sub(ONES) & !differs & (ONES << 7);
        if same != 0 {
            return Some(bytes.len() - rest.len() + (same.trailing_zeros() / 8) as usize);
        }
        rest = after;
    }
    memchr(byte, rest).map(|at| bytes.len() - rest.len() + at)
}

/// Goes on from a place for as long as the bytes are part of something.
#[inline]
fn skip(bytes: &[u8], from: usize, is_part: impl Fn(u8) -> bool) -> usize {
    let mut at = from;
    while bytes.get(at).is_some_and(|byte| is_part(*byte)) {
        at += 1;
    }
    at
}

/// Whether a byte is white space to HTML.
#[inline]
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | 0x0c)
}

/// Where a comment ends, behind its `-->` or `--!>`.
fn end_of_comment(text: &[u8]) -> Option<usize> {
    memmem::find_iter(text, "--").find_map(|at| match &text[at + 2..] {
        [b'>', ..] => Some(at + 3),
        [b'!' | b'-', b'>', ..] => Some(at + 4),
        _ => None,
    })
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    #[inline]
    fn next(&mut self) -> Option<Tag<'a>> {
        if self.open.is_some() {
            self.finish();
        }
        if self.text_of.is_some() {
            self.text();
        }
        loop {
            let start = self.at + find(b'<', &self.html.as_bytes()[self.at..])?;
            let rest = &self.html.as_bytes()[start + 1..];
            let is_end = rest.first() == Some(&b'/');
            let name = &self.html[start + 1 + usize::from(is_end)..];
            self.at = start;
            match name.as_bytes().first() {
                Some(letter) if letter.is_ascii_alphabetic() => {
                    let length =
                        skip(name.as_bytes(), 0, |byte| !is_space(byte) && !matches!(byte, b'/' | b'>'));
                    self.at = self.html.len() - name.len() + length;
                    let name = &name[..length];
                    let tag = Tag { name, is_end, start };
                    self.open = (!is_end).then_some(tag);
                    return Some(tag);
                }
                Some(b'!' | b'?') if !is_end => self.skip_comment(),
                Some(_) if is_end => self.skip_comment(),
                _ => self.at += 1,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tags of a page with their attributes, as a browser reads them.
    fn read(html: &str) -> Vec<String> {
        let mut tags = Tags::new(html);
        let mut read = Vec::new();
        while let Some(tag) = tags.next() {
            let mut line = format!("{}{}", if tag.is_end { "/" } else { "" }, tag.name);
            while let Some(attribute) = tags.attribute() {
                line.extend([" ", attribute.name, "=", &attribute.value()]);
            }
            read.push(line);
        }
        read
    }

    #[test]
    fn attributes_are_read_in_every_spelling() {
        for (html, expected) in [
            (r#"<a href="x" hidden>"#, "a href=x hidden="),
            ("<a href='x y'\nid=\"z\">", "a href=x y id=z"),
            ("<a href=x/ id=y>", "a href=x/ id=y"),
            ("<a href=/x/>", "a href=/x/"),
            ("<A HREF = \"x\" ID\t=\n'y'>", "A HREF=x ID=y"),
            ("<img src=\"x\"/>", "img src=x"),
            ("<img alt=\"a > b < c\" src=\"x\">", "img alt=a > b < c src=x"),
            ("<a href=\"?a=1&amp;b=2&c=3&#38;d&copy;&nope;\">", "a href=?a=1&b=2&c=3&d©&nope;"),
            ("<a href=\"\" title=>", "a href= title="),
            ("<p/id=x>", "p id=x"),
            ("<p ===x>", "p ===x"),
            ("</p >", "/p"),
            ("<p é=\"ü\">", "p é=ü"),
        ] {
            assert_eq!(read(html), [expected], "{html}");
        }
    }

    #[test]
    fn what_is_no_tag_is_passed_over() {
        for html in [
            r#"1 < 2 id="x" href="y" >"#,
            "&lt;a href=\"x\">",
            "<!-- <a href=\"x\"> -- > <b> -->",
            "<!doctype html>",
            "<?xml version=\"1.0\"?>",
            "<![CDATA[ <a> ]]>",
            "</ a><3 <",
            "<!--",
            "<!-- never ends <a>",
            "",
        ] {
            assert_eq!(read(html), [] as [&str; 0], "{html}");
        }
        assert_eq!(read("<!--><a><!---><b><!-- --!><i><!-- ---><u>"), ["a", "b", "i", "u"]);
    }

    #[test]
    fn elements_that_hold_text_hold_no_tags() {
        for name in TEXT_ONLY {
            let html = format!("<{name} x=1><a href=\"x\"></b></{name}x><!--</{}\n><i>", name.to_uppercase());
            assert_eq!(
                read(&html),
                [format!("{name} x=1"), format!("/{}", name.to_uppercase()), "i".to_owned()]
            );
        }
        assert_eq!(read("<svg><title/><a></svg>"), ["svg", "title", "a", "/svg"]);
        assert_eq!(read("<script>a < b"), ["script"]);
    }

    #[test]
    fn a_tag_that_never_ends_is_read_to_the_end() {
        for (html, expected) in
            [("<a href=\"x", "a href=x"), ("<a", "a"), ("<a b", "a b="), ("<a b =", "a b=")]
        {
            assert_eq!(read(html), [expected], "{html}");
        }
    }

    #[test]
    fn the_text_of_an_element_is_given() {
        let mut tags = Tags::new("<title lang=en>A &lt; <b></title><p>x</p>");
        assert!(tags.next().unwrap().begins("TITLE"));
        assert_eq!(tags.text(), "A &lt; <b>");
        assert!(tags.next().unwrap().ends("title"));
        assert!(tags.next().unwrap().begins("p"));
        assert_eq!(tags.text(), "");
    }
}
