//! The part of YAML that workflows use: maps, lists, texts, block texts, and maps and lists on one line.

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Text(String),
    Map(Vec<(String, Node)>),
    List(Vec<Node>),
}

/// Reads a document.
pub fn read(yaml: &str) -> Node {
    let lines: Vec<&str> = yaml.lines().collect();
    let mut reader = Reader { lines, at: 0 };
    let node = reader.node(0);
    assert_eq!(reader.peek(), None, "everything is read");
    node
}

impl Node {
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().find_map(|(name, node)| (name == key).then_some(node))
    }

    #[track_caller]
    pub fn at(&self, key: &str) -> &Node {
        self.get(key).unwrap_or_else(|| panic!("there is no `{key}` in {self:#?}"))
    }

    pub fn entries(&self) -> impl Iterator<Item = (&str, &Node)> {
        let Self::Map(entries) = self else { panic!("{self:?} is no map") };
        entries.iter().map(|(key, node)| (key.as_str(), node))
    }

    /// The items of a list; a single value is a list of one, as in GitLab's `script`.
    pub fn items(&self) -> impl Iterator<Item = &Node> {
        if let Self::List(items) = self { items.iter() } else { std::slice::from_ref(self).iter() }
    }

    #[track_caller]
    pub fn text(&self) -> &str {
        let Self::Text(text) = self else { panic!("{self:?} is no text") };
        text
    }
}

struct Reader<'a> {
    lines: Vec<&'a str>,
    at: usize,
}

impl<'a> Reader<'a> {
    /// The next line that says something, with its indentation.
    fn peek(&mut self) -> Option<(usize, &'a str)> {
        while let Some(line) = self.lines.get(self.at) {
            let text = line.trim();
            if !text.is_empty() && !text.starts_with('#') {
                return Some((line.len() - line.trim_start().len(), text));
            }
            self.at += 1;
        }
        None
    }

    fn node(&mut self, least: usize) -> Node {
        let Some((indent, text)) = self.peek().filter(|(indent, _)| *indent >= least) else {
            return Node::Text(String::new());
        };
        if text.starts_with("- ") { self.list(indent) } else { self.map(indent) }
    }

    fn list(&mut self, indent: usize) -> Node {
        let mut items = Vec::new();
        while let Some((found, text)) = self.peek().filter(|(found, _)| *found == indent) {
            let Some(item) = text.strip_prefix("- ") else { break };
            if is_entry(item) {
                // The first entry of a map stands behind the dash, the others below it.
                let rest = &self.lines[self.at][found + 2..];
                items.push(self.map_from(found + 2, rest));
            } else {
                self.at += 1;
                items.push(self.value(item, found));
            }
        }
        Node::List(items)
    }

    fn map(&mut self, indent: usize) -> Node {
        let first = &self.lines[self.at][indent..];
        self.map_from(indent, first)
    }

    fn map_from(&mut self, indent: usize, first: &'a str) -> Node {
        let mut entries = Vec::new();
        let mut next = Some(first);
        while let Some(line) = next {
            let (key, value) = line.split_once(':').unwrap_or_else(|| panic!("no entry: {line}"));
            self.at += 1;
            entries.push((key.trim_matches('"').to_owned(), self.value(value, indent)));
            next = self
                .peek()
                .filter(|(found, text)| *found == indent && !text.starts_with("- "))
                .map(|(_, text)| text);
        }
        Node::Map(entries)
    }

    /// A value behind a key or a dash, or below it.
    fn value(&mut self, text: &str, indent: usize) -> Node {
        match without_comment(text) {
            "|" => Node::Text(self.block(indent)),
            "" => self.node(indent + 1),
            text => flow(text),
        }
    }

    fn block(&mut self, indent: usize) -> String {
        let is_inside =
            |line: &&&str| line.trim().is_empty() || line.len() - line.trim_start().len() > indent;
        let lines: Vec<&str> = self.lines[self.at..].iter().take_while(is_inside).copied().collect();
        self.at += lines.len();
        let inner = lines
            .iter()
            .find(|line| !line.trim().is_empty())
            .map_or(0, |line| line.len() - line.trim_start().len());
        lines.iter().map(|line| line.get(inner..).unwrap_or("").to_owned() + "\n").collect()
    }
}

/// Whether the text behind a dash begins a map: a plain word and a colon.
fn is_entry(item: &str) -> bool {
    item.split_once(':').is_some_and(|(key, rest)| {
        let is_word = key.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'));
        is_word && (rest.is_empty() || rest.starts_with(' '))
    })
}

fn without_comment(text: &str) -> &str {
    let text = text.trim();
    if text.starts_with('#') {
        return "";
    }
    text.split_once(" # ").map_or(text, |(text, _)| text.trim())
}

/// A value on one line.
fn flow(text: &str) -> Node {
    let inside = |open, close| text.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    if let Some(inner) = inside('[', ']') {
        return Node::List(inner.split(',').map(|item| flow(item.trim())).collect());
    }
    if let Some(inner) = inside('{', '}').filter(|_| !text.starts_with("{{")) {
        let entry = |entry: &str| {
            let (key, value) = entry.split_once(": ").unwrap_or_else(|| panic!("no entry: {entry}"));
            (key.trim().to_owned(), flow(value.trim()))
        };
        return Node::Map(split(inner).into_iter().map(entry).collect());
    }
    let quoted = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    Node::Text(quoted.map_or_else(|| text.to_owned(), |text| text.replace("\\\"", "\"")))
}

/// The entries of a map on one line; expressions have braces of their own.
fn split(inner: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, letter) in inner.char_indices() {
        match letter {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inner[start..]);
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect()
}
