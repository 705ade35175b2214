//! `docs/templates.md` is held to the templates and to the doc comments of the views.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use tera::{ComponentInfo, Tera};

use super::{files, folder, templates, theme};

/// Types that reach a template as markup, so that their fields do not.
const MARKUP: [&str; 4] = ["Html", "Figure", "Phrase", "Cell"];
/// Types that no template sees: a calculator hands its subjects to its script.
const INTERNAL: [&str; 6] =
    ["View", "Element", "CalculatorSubject", "CalculatorService", "CalculatorLevel", "CalculatorUnit"];

struct Structure {
    name: String,
    doc: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    kind: String,
    doc: String,
}

#[test]
fn the_page_on_templates_is_fresh() {
    let path = folder("docs/templates.md");
    let written = std::fs::read_to_string(&path).unwrap();
    let mut fresh = written.clone();
    for (name, text) in [
        ("templates", list_of_templates()),
        ("components", list_of_components()),
        ("fields", list_of_fields()),
    ] {
        fresh = replace(&fresh, name, &text);
    }
    if std::env::var_os("MODELPRESS_BLESS").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    } else {
        assert_eq!(written, fresh, "run the tests with MODELPRESS_BLESS=1 to write docs/templates.md");
    }
}

/// The names of all fields that templates can use.
pub(super) fn field_names() -> BTreeSet<String> {
    structures().into_iter().flat_map(|structure| structure.fields).map(|field| field.name).collect()
}

fn replace(page: &str, name: &str, text: &str) -> String {
    let (open, close) = (format!("<!-- {name}: generated -->\n"), format!("<!-- {name}: end -->"));
    let (before, rest) = page.split_once(&open).expect(name);
    let (_, after) = rest.split_once(&close).expect(name);
    format!("{before}{open}\n{text}\n{close}{after}")
}

fn list_of_templates() -> String {
    let mut list = "| file | what it draws | blocks |\n| --- | --- | --- |\n".to_owned();
    for (name, text) in templates().into_iter().filter(|(name, _)| !name.starts_with("component/")) {
        let blocks: Vec<_> = text
            .split("block ")
            .skip(1)
            .filter(|rest| !rest.starts_with(|letter: char| !letter.is_alphabetic()))
            .map(|rest| rest.split(' ').next().unwrap())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .filter(|block| {
                text.contains(&format!("{{%- block {block} "))
                    || text.contains(&format!("{{% block {block} "))
            })
            .map(|block| format!("`{block}`"))
            .collect();
        writeln!(list, "| `{name}` | {} | {} |", head(&text), blocks.join(", ")).unwrap();
    }
    list
}

fn list_of_components() -> String {
    let theme = theme();
    let mut list = String::new();
    for (name, text) in templates().into_iter().filter(|(name, _)| name.starts_with("component/")) {
        let stem = name.trim_start_matches("component/").trim_end_matches(".html");
        let component = component(&theme, stem);
        writeln!(list, "- `{}`: {}", signature(&component), head(&text)).unwrap();
    }
    list
}

fn component(theme: &Tera, stem: &str) -> ComponentInfo {
    theme.get_component_definition(&format!("ui.{stem}")).expect("one component a file, named as the file")
}

fn signature(component: &ComponentInfo) -> String {
    let arguments: Vec<_> = component
        .args()
        .iter()
        .filter(|argument| !argument.is_implicit())
        .map(|argument| {
            let kind = argument.arg_type().map_or("any", |kind| kind.as_str());
            let default =
                argument.default().map(|value| format!(" = {}", literal(value))).unwrap_or_default();
            format!("{}: {kind}{default}", argument.name())
        })
        .collect();
    format!("{}({})", component.name(), arguments.join(", "))
}

fn literal(value: &tera::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), |text| format!("{text:?}"))
}

/// The comment at the head of a template, on one line.
fn head(text: &str) -> String {
    let comment = text.trim_start().strip_prefix("{#-").expect("a template starts with a comment");
    let (comment, _) = comment.split_once("#}").expect("the comment ends");
    comment.trim_end_matches('-').split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list_of_fields() -> String {
    let mut list = String::new();
    for structure in structures() {
        writeln!(list, "### {}\n\n{}\n", structure.name, structure.doc).unwrap();
        writeln!(list, "| field | value | meaning |\n| --- | --- | --- |").unwrap();
        for field in structure.fields {
            writeln!(list, "| `{}` | {} | {} |", field.name, kind(&field.kind), field.doc).unwrap();
        }
        list.push('\n');
    }
    list.trim_end().to_owned() + "\n"
}

/// A Rust type in the words of a template's author.
fn kind(rust: &str) -> String {
    let inside = |wrapper: &str| rust.strip_prefix(wrapper).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inside("Option<") {
        return format!("{} or null", kind(inner));
    }
    if let Some(inner) = inside("Vec<") {
        return format!("list of {}", kind(inner));
    }
    if let Some(inner) = inside("Shared<") {
        return kind(inner);
    }
    match rust {
        "String" | "&'static str" | "CellState" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "u32" => "number".to_owned(),
        "Extra" => "map".to_owned(),
        "BTreeMap<String, String>" => "texts by name".to_owned(),
        markup if MARKUP.contains(&markup) => "markup".to_owned(),
        other => format!("[{other}](#{})", other.to_lowercase()),
    }
}

fn structures() -> Vec<Structure> {
    let mut all: Vec<_> = files("src/render", "rs")
        .into_iter()
        .filter(|(name, _)| name.starts_with("view/") || name.starts_with("page/"))
        .flat_map(|(_, text)| read(&text))
        .filter(|structure| {
            !MARKUP.contains(&structure.name.as_str()) && !INTERNAL.contains(&structure.name.as_str())
        })
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// Reads the public structures of a source file with their doc comments.
fn read(source: &str) -> Vec<Structure> {
    let mut found: Vec<Structure> = Vec::new();
    let mut doc: Vec<&str> = Vec::new();
    let (mut inside, mut is_view) = (false, false);
    for line in source.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            doc.push(text.trim());
        } else if line.starts_with("#[derive(") {
            is_view = line.contains("Serialize");
        } else if let Some(name) =
            line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {")).filter(|_| is_view)
        {
            found.push(Structure { name: name.to_owned(), doc: joined(&doc), fields: Vec::new() });
            inside = true;
            doc.clear();
        } else if line == "}" {
            inside = false;
            doc.clear();
        } else if let Some(field) = line.strip_prefix("pub ").filter(|_| inside) {
            let (name, kind) = field.trim_end_matches(',').split_once(": ").expect("a field has a type");
            let fields = &mut found.last_mut().expect("inside a structure").fields;
            fields.push(Field { name: name.to_owned(), kind: kind.to_owned(), doc: joined(&doc) });
            doc.clear();
        } else if !line.starts_with("#[") {
            doc.clear();
        }
    }
    found
}

fn joined(doc: &[&str]) -> String {
    doc.iter()
        .map(|line| if line.is_empty() { "\n\n" } else { line })
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" \n\n ", "\n\n")
}
