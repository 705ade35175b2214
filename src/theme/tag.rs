//! Finds the tag of a template that nothing closes.

/// A tag without an end.
pub(super) struct OpenTag<'a> {
    /// The bytes of the tag: `{% block main %}`.
    pub(super) start: usize,
    pub(super) text: &'a str,
    /// Its word: `block`.
    pub(super) word: &'a str,
}

/// The tags that have an end.
const PAIRED: [&str; 6] = ["block", "if", "for", "filter", "component", "raw"];

/// The last tag that is still open at the end of a template.
pub(super) fn find(template: &str) -> Option<OpenTag<'_>> {
    let mut open: Vec<OpenTag<'_>> = Vec::new();
    let mut at = 0;
    while let Some(found) = template[at..].find("{%") {
        let start = at + found;
        let end = template[start..].find("%}").map_or(template.len(), |end| start + end + 2);
        let word =
            template[start + 2..].trim_start_matches('-').split_whitespace().next().unwrap_or_default();
        let word = word.trim_end_matches(['-', '%', '}']);
        if let Some(closed) = word.strip_prefix("end") {
            if let Some(last) = open.iter().rposition(|tag| tag.word == closed) {
                open.truncate(last);
            }
        } else if PAIRED.contains(&word) {
            open.push(OpenTag { start, text: &template[start..end], word });
        }
        at = end;
    }
    open.pop()
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
            ("text", None),
        ] {
            assert_eq!(find(template).map(|tag| tag.text), expected, "{template}");
        }
    }
}
