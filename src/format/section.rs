//! The tables of a text with their keys, in groups that blank lines part, each with the comments that belong to it.

use super::scan::Part;

/// A table, or the keys above all tables.
#[derive(Debug, Default)]
pub(super) struct Section<'a> {
    /// The comments above its header; an empty line parts those that stand apart.
    pub(super) lead: Vec<&'a str>,
    /// Its header; `None` for the keys above all tables.
    pub(super) header: Option<Header<'a>>,
    /// Its keys and the comments between them.
    pub(super) items: Vec<Item<'a>>,
}

/// A header.
#[derive(Debug)]
pub(super) struct Header<'a> {
    pub(super) path: &'a str,
    pub(super) is_entry: bool,
    pub(super) comment: &'a str,
}

/// What stands in a table.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// The comments above, or alone.
    pub(super) lead: Vec<&'a str>,
    /// Whether a blank line stands above.
    pub(super) has_gap: bool,
    /// The key; `None` for comments that stand alone.
    pub(super) pair: Option<Pair<'a>>,
}

/// A key, its value and the comment behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'a> {
    pub(super) key: &'a str,
    pub(super) value: &'a str,
    pub(super) comment: &'a str,
}

/// The tables of a text, and the comments at its end.
pub(super) fn sections<'a>(parts: &[Part<'a>]) -> (Vec<Section<'a>>, Vec<&'a str>) {
    let mut reader =
        Reader { done: Vec::new(), open: Section::default(), comments: Vec::new(), has_gap: false };
    for part in parts {
        reader.read(*part);
    }
    reader.put_comments();
    let end = reader.take_apart();
    reader.done.push(reader.open);
    (reader.done, end)
}

struct Reader<'a> {
    done: Vec<Section<'a>>,
    open: Section<'a>,
    /// The comments since the last key, header or blank line.
    comments: Vec<&'a str>,
    /// Whether a blank line stands above them.
    has_gap: bool,
}

impl<'a> Reader<'a> {
    fn read(&mut self, part: Part<'a>) {
        match part {
            Part::Blank => {
                self.put_comments();
                self.has_gap = true;
            }
            Part::Comment(comment) => {
                // It tells editors the schema of the file, from its first line.
                self.comments.push(comment);
                if comment.starts_with("#:") && self.is_at_start() {
                    self.put_comments();
                    self.has_gap = true;
                }
            }
            Part::Pair { key, value, comment } => self.put(Some(Pair { key, value, comment })),
            Part::Header { path, is_entry, comment } => {
                let mut lead = self.take_apart();
                if !lead.is_empty() && !self.comments.is_empty() {
                    lead.push("");
                }
                lead.append(&mut self.comments);
                let header = Some(Header { path, is_entry, comment });
                let section = Section { lead, header, items: Vec::new() };
                self.done.push(std::mem::replace(&mut self.open, section));
                self.has_gap = false;
            }
        }
    }

    fn is_at_start(&self) -> bool {
        self.done.is_empty() && self.open.items.is_empty()
    }

    fn put(&mut self, pair: Option<Pair<'a>>) {
        let lead = std::mem::take(&mut self.comments);
        self.open.items.push(Item { lead, has_gap: self.has_gap, pair });
        self.has_gap = false;
    }

    fn put_comments(&mut self) {
        if !self.comments.is_empty() {
            self.put(None);
        }
    }

    /// Takes away the comments at the end of a table that a blank line parts from it: they are about what comes next.
    fn take_apart(&mut self) -> Vec<&'a str> {
        let is_part = |item: &Item<'_>| item.pair.is_some() || !item.has_gap;
        let is_root = self.open.header.is_none();
        let keep = self.open.items.iter().rposition(is_part).map_or(0, |at| at + 1);
        // What stands at the start of a file is about the file.
        let keep = if is_root && keep == 0 { self.open.items.len().min(1) } else { keep };
        let apart = self.open.items.split_off(keep);
        let blocks: Vec<Vec<&str>> = apart.into_iter().map(|item| item.lead).collect();
        blocks.join(&"")
    }
}
