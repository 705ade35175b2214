//! `docs/templates.md` is held to the templates and to the doc comments of the views.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use tera::ComponentInfo;

use super::{component_name, definition, files, folder, loaded, templates};

/// Types that reach a template as markup, so that their fields do not.
const MARKUP: [&str; 4] = ["Html", "Figure", "Phrase", "Cell"];
/// Types that every page has, beside the one of its kind, and that of `llms.txt`.
const ROOTS: [&str; 3] = ["Llms", "Page", "Site"];

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
    let mut page = std::fs::read_to_string(folder("docs/templates.md")).unwrap();
    for (name, text) in [
        ("templates", list_of_templates()),
        ("components", list_of_components()),
        ("fields", list_of_fields()),
    ] {
        page = replace(&page, name, &text);
    }
    crate::bless::assert_fresh("docs/templates.md", &page);
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
    for (name, text) in templates().into_iter().filter(|(name, _)| component_name(name).is_none()) {
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
    let theme = loaded();
    let mut list = String::new();
    let components = templates().into_iter().filter_map(|(name, text)| Some((component_name(&name)?, text)));
    for (name, text) in components {
        writeln!(list, "- `{}`: {}", signature(&definition(&theme, &name)), head(&text)).unwrap();
    }
    list
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
        "u32" | "usize" => "number".to_owned(),
        "Extra" => "map".to_owned(),
        "BTreeMap<String, String>" => "texts by name".to_owned(),
        markup if MARKUP.contains(&markup) => "markup".to_owned(),
        other => format!("[{other}](#{})", other.to_lowercase()),
    }
}

/// The structures that a template can come to from what it sees, by name.
fn structures() -> Vec<Structure> {
    let sources: Vec<_> =
        files("src/render", "rs").into_iter().filter(|(name, _)| !name.contains("tests")).collect();
    let mut all = BTreeMap::new();
    for structure in sources.iter().flat_map(|(_, text)| read(text)) {
        let twin = all.insert(structure.name.clone(), structure);
        assert!(twin.is_none(), "two structures have one name");
    }
    let bodies = sources.iter().flat_map(|(_, text)| bodies(text));
    let mut ahead: Vec<String> = bodies.chain(ROOTS.map(str::to_owned)).collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = ahead.pop() {
        let Some(structure) = all.get(&name).filter(|_| !MARKUP.contains(&name.as_str())) else { continue };
        if reached.insert(name) {
            ahead.extend(structure.fields.iter().flat_map(|field| type_names(&field.kind)));
        }
    }
    all.into_values().filter(|structure| reached.contains(&structure.name)).collect()
}

/// The types of what is particular to each kind of page: those in the variants of the enumeration `Body`.
fn bodies(source: &str) -> Vec<String> {
    let Some((_, rest)) = source.split_once("enum Body {") else { return Vec::new() };
    let (variants, _) = rest.split_once("\n}").expect("an enumeration ends");
    variants.lines().filter_map(|line| line.split_once('(')).flat_map(|(_, kind)| type_names(kind)).collect()
}

/// The names in a Rust type: `Option` and `Fact` of `Option<Fact>`.
fn type_names(kind: &str) -> Vec<String> {
    let names = kind.split(|letter: char| !letter.is_alphanumeric());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// Reads the structures of a source file that templates can see, with their doc comments.
fn read(source: &str) -> Vec<Structure> {
    let mut structures: Vec<Structure> = Vec::new();
    let (mut doc, mut attributes) = (Vec::new(), String::new());
    let mut is_inside = false;
    for line in source.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            doc.push(text.trim());
            continue;
        }
        if line.starts_with("#[") {
            attributes.push_str(line);
            continue;
        }
        let item = visible(line);
        let structure = item.and_then(|item| item.strip_prefix("struct ")?.strip_suffix(" {"));
        if let Some(name) = structure.filter(|_| attributes.contains("Serialize")) {
            structures.push(Structure { name: name.to_owned(), doc: joined(&doc), fields: Vec::new() });
            is_inside = true;
        } else if line == "}" {
            is_inside = false;
        } else if let Some(field) = item.filter(|_| is_inside) {
            let (name, kind) = field.trim_end_matches(',').split_once(": ").expect("a field has a type");
            let fields = &mut structures.last_mut().expect("inside a structure").fields;
            fields.push(Field { name: name.to_owned(), kind: kind.to_owned(), doc: joined(&doc) });
        }
        doc.clear();
        attributes.clear();
    }
    structures
}

/// A line without the words that say who may use the item on it; `None` for an item of the file alone.
fn visible(line: &str) -> Option<&str> {
    ["pub ", "pub(crate) ", "pub(super) "].into_iter().find_map(|words| line.strip_prefix(words))
}

fn joined(doc: &[&str]) -> String {
    doc.iter()
        .map(|line| if line.is_empty() { "\n\n" } else { line })
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" \n\n ", "\n\n")
}
