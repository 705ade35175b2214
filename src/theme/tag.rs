//! Finds the tags of a template: `{% block main %}`. What stands in a comment is none.

/// A tag of a template.
pub(super) struct Tag<'a> {
    /// Its first byte.
    pub(super) start: usize,
    /// All of it.
    pub(super) text: &'a str,
    /// Its first word: `block`.
    pub(super) word: &'a str,
    /// What follows the word: `main`.
    rest: &'a str,
}

impl<'a> Tag<'a> {
    fn new(start: usize, text: &'a str) -> Self {
        let inner = text.strip_prefix("{%").unwrap_or(text);
        let inner = inner.strip_suffix("%}").unwrap_or(inner).trim_matches('-').trim();
        let (word, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
        Self { start, text, word, rest: rest.trim_start() }
    }

    /// The name of the block or component that it begins.
    fn name(&self) -> Option<&'a str> {
        self.rest.split(|letter: char| letter == '(' || letter.is_whitespace()).next()
    }
}

/// The tags that have an end.
const PAIRED: [&str; 6] = ["block", "if", "for", "filter", "component", "raw"];

/// The last tag that is still open at the end of a template.
pub(super) fn open(template: &str) -> Option<Tag<'_>> {
    let mut open: Vec<Tag<'_>> = Vec::new();
    for tag in tags(template) {
        if let Some(closed) = tag.word.strip_prefix("end") {
            if let Some(last) = open.iter().rposition(|tag| tag.word == closed) {
                open.truncate(last);
            }
        } else if PAIRED.contains(&tag.word) {
            open.push(tag);
        }
    }
    open.pop()
}

/// The names of what a template defines with tags of a word: its blocks or its components.
pub(super) fn names<'a>(template: &'a str, word: &str) -> impl Iterator<Item = &'a str> {
    tags(template).filter(move |tag| tag.word == word).filter_map(|tag| tag.name())
}

fn tags(template: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    let end_after = |start: usize, mark: &str| {
        template[start..].find(mark).map_or(template.len(), |end| start + end + mark.len())
    };
    std::iter::from_fn(move || {
        loop {
            let start = at + template[at..].find("{%")?;
            if let Some(comment) = template[at..start].find("{#") {
                at = end_after(at + comment, "#}");
                continue;
            }
            at = end_after(start, "%}");
            return Some(Tag::new(start, &template[start..at]));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_that_is_left_open_is_found() {
        for (template, expected) in [
            ("{% block a %}{% if b %}{% endblock %}", None),
            ("{% block a %}\n{%- if b -%}{% endif %}", Some("{% block a %}")),
            ("{% for a in b %}{% if a %}x{% endfor", None),
            ("{% if a %}{% else %}", Some("{% if a %}")),
            ("{% if a %}{# {% if b %} #}", Some("{% if a %}")),
            ("{# {% if a %} #}{%-endif-%}{# {% if", None),
            ("text", None),
        ] {
            assert_eq!(open(template).map(|tag| tag.text), expected, "{template}");
        }
    }

    #[test]
    fn blocks_and_components_have_names() {
        let template = "{% block main %}{%- block  aside -%}{# {% block no %} #}{% component ui.x(a: map) -%}{%-component y()%}";
        assert_eq!(names(template, "block").collect::<Vec<_>>(), ["main", "aside"]);
        assert_eq!(names(template, "component").collect::<Vec<_>>(), ["ui.x", "y"]);
    }
}
