//! Puts one key into the text of a TOML file. All other bytes stay as they are: comments, line ends, the end of the file.

use toml::de::DeTable;

/// The text with a key at the top level: below `id` and `name`, else above everything but the comment that a blank line ends. `None` if
/// the text is no TOML or has the key.
pub(super) fn insert(text: &str, key: &str, value: &str) -> Option<String> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let (mark, body) = text.split_at(start);
    let table = DeTable::parse(body).ok()?;
    let table = table.get_ref();
    if table.contains_key(key) {
        return None;
    }
    let ends = ["id", "name"].iter().filter_map(|above| {
        let value = table.get(*above)?;
        value.get_ref().is_str().then_some(value.span().end)
    });
    let at = match ends.max() {
        Some(end) => body[end..].find('\n').map_or(body.len(), |line| end + line + 1),
        None => after_introduction(body),
    };
    let line_end = if body.contains("\r\n") { "\r\n" } else { "\n" };
    let line = format!("{key} = {}", toml::Value::from(value));
    let (above, below) = body.split_at(at);
    let is_last_line_open = !above.is_empty() && !above.ends_with('\n');
    Some(if is_last_line_open {
        format!("{mark}{above}{line_end}{line}{below}")
    } else {
        format!("{mark}{above}{line}{line_end}{below}")
    })
}

/// Where the first paragraph ends, if it is nothing but comments: an introduction, such as a license.
fn after_introduction(body: &str) -> usize {
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        if !is_blank && !line.trim_start().starts_with('#') {
            return 0;
        }
        at += line.len();
        if is_blank {
            return at;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::insert;

    fn insert_model(text: &str) -> Option<String> {
        insert(text, "model", "acme/one")
    }

    #[test]
    fn a_key_stands_below_id_and_name_and_nothing_else_changes() {
        let cases = [
            ("name = \"One\"\n", "name = \"One\"\nmodel = \"acme/one\"\n"),
            (
                "name = \"One\" # its name\n[limit]\n",
                "name = \"One\" # its name\nmodel = \"acme/one\"\n[limit]\n",
            ),
            ("name = \"One\"\r\nid = \"x\"\r\n", "name = \"One\"\r\nid = \"x\"\r\nmodel = \"acme/one\"\r\n"),
            ("a = 1\nname = '''\nOne'''\nb = 2", "a = 1\nname = '''\nOne'''\nmodel = \"acme/one\"\nb = 2"),
            ("name = \"One\"", "name = \"One\"\nmodel = \"acme/one\""),
            ("a = 1\r\nname = \"One\"", "a = 1\r\nname = \"One\"\r\nmodel = \"acme/one\""),
            ("\u{feff}name = \"One\"\n", "\u{feff}name = \"One\"\nmodel = \"acme/one\"\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(insert_model(text).as_deref(), Some(expected));
        }
    }

    #[test]
    fn without_id_and_name_a_key_stands_above_all_keys() {
        let cases = [
            ("", "model = \"acme/one\"\n"),
            ("[limit]\ncontext = 1\n", "model = \"acme/one\"\n[limit]\ncontext = 1\n"),
            ("# a price\n[cost]\n", "model = \"acme/one\"\n# a price\n[cost]\n"),
            ("# a license\n\n[unknown]\n", "# a license\n\nmodel = \"acme/one\"\n[unknown]\n"),
            ("\u{feff}[name]\nx = 1\n", "\u{feff}model = \"acme/one\"\n[name]\nx = 1\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(insert_model(text).as_deref(), Some(expected));
        }
    }

    #[test]
    fn a_value_is_quoted_and_a_key_is_never_written_twice() {
        let text = insert("name = \"One\"\n", "model", "a\"b\nc").unwrap();
        let table: toml::Table = text.parse().unwrap();
        assert_eq!(table["model"].as_str(), Some("a\"b\nc"));
        assert_eq!(insert_model("model = \"x\"\n"), None);
        assert_eq!(insert_model("name = "), None);
    }
}
