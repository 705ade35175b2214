//! What facts look like in JSON: tables within tables at the paths of the file, each value as its field says.

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use crate::fact::{Entry, Fact};
use crate::parse::{Field, Kind, Schema};
use crate::render::data::form::{date, digits};

/// What stands at a place of a file.
#[derive(Clone, Default)]
pub(super) struct Tree {
    /// The value itself.
    value: Option<Value>,
    /// The entries of an array.
    items: Option<Box<Tree>>,
    /// The values of a table under any name.
    any: Option<Box<Tree>>,
    /// The values of a table by their keys.
    keys: IndexMap<&'static str, Tree>,
}

/// The facts of a table that are wanted. The fields of files say what they are.
pub(super) fn tree<T>(
    facts: &'static [Entry<T>],
    schemas: &[&'static Schema],
    is_wanted: impl Fn(&Fact) -> bool,
) -> Tree {
    let mut tree = Tree::default();
    for fact in facts.iter().map(|entry| &entry.fact).filter(|fact| is_wanted(fact)) {
        let field = |path: &str| schemas.iter().find_map(|schema| schema.field_at(path));
        tree.at(fact.path).value = Some(value(field(fact.path)));
        // The keys that tell entries of an array apart stand beside their values.
        let entry = fact.path.rsplit_once('.').map_or("", |(entry, _)| entry);
        for key in fact.identity {
            let path = format!("{entry}.{key}");
            tree.at(entry).below(key).value = Some(value(field(&path)));
        }
    }
    tree
}

/// Adds the facts to the properties of a schema.
pub(super) fn add(schema: &mut Value, tree: Tree) {
    if let Some(properties) = schema["properties"].as_object_mut() {
        properties.extend(tree.properties());
    }
}

impl Tree {
    /// What stands at a path, whose `[]` are entries of arrays and whose `*` are names.
    fn at(&mut self, path: &'static str) -> &mut Self {
        path.split('.').fold(self, |tree, step| match step.strip_suffix("[]") {
            Some(array) => &mut **tree.below(array).items.get_or_insert_default(),
            None if step == "*" => &mut **tree.any.get_or_insert_default(),
            None => tree.below(step),
        })
    }

    /// Puts a copy of what stands at a key below a path, whose `*` are names.
    pub(super) fn repeat(&mut self, key: &'static str, path: &'static str) {
        let copy = self.keys.get(key).cloned().unwrap_or_default();
        *self.at(path) = copy;
    }

    /// Takes out what stands at a key.
    pub(super) fn take(&mut self, key: &str) -> Self {
        self.keys.shift_remove(key).unwrap_or_default()
    }

    /// Puts something at a key.
    pub(super) fn put(&mut self, key: &'static str, tree: Self) {
        self.keys.insert(key, tree);
    }

    fn below(&mut self, key: &'static str) -> &mut Self {
        self.keys.entry(key).or_default()
    }

    fn properties(self) -> Map<String, Value> {
        self.keys.into_iter().map(|(key, tree)| (key.to_owned(), tree.schema())).collect()
    }

    fn schema(self) -> Value {
        if let Some(items) = self.items {
            return json!({ "type": "array", "items": items.schema() });
        }
        if let Some(any) = self.any {
            return json!({ "type": "object", "additionalProperties": any.schema() });
        }
        match (&self.value, self.keys.is_empty()) {
            (Some(value), true) => value.clone(),
            (None, _) => self.table(),
            // A yes that the file explains is a table.
            (Some(value), false) => json!({ "anyOf": [value.clone(), self.table()] }),
        }
    }

    fn table(self) -> Value {
        json!({ "type": "object", "properties": self.properties(), "additionalProperties": false })
    }
}

/// A value as its field says; text where the file has none.
fn value(field: Option<&Field>) -> Value {
    let mut value = field.map_or_else(super::shape::some_text, |field| form(&field.kind));
    if let (Some(field), Some(object)) = (field, value.as_object_mut()) {
        let description = json!(field.doc);
        object.shift_insert(0, "description".to_owned(), description);
    }
    value
}

/// The form of a value: decimals are texts with their digits, tables of free content are their TOML.
fn form(kind: &Kind) -> Value {
    match kind {
        Kind::Boolean | Kind::Switch(_) => json!({ "type": "boolean" }),
        Kind::Count(_) => json!({ "type": "integer", "minimum": 0 }),
        Kind::Budget => json!({ "type": "integer", "minimum": -1 }),
        Kind::Number | Kind::Score | Kind::Price => digits(),
        Kind::Date => date(),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::Country => json!({ "type": "string", "pattern": "^[A-Z]{2}$" }),
        Kind::Currency => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        Kind::Url | Kind::BaseUrl => {
            json!({ "type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://|\\$\\{)" })
        }
        Kind::Texts | Kind::Markdowns | Kind::Variables | Kind::Sources => {
            json!({ "type": "array", "items": { "type": "string" } })
        }
        Kind::Choices(words) => json!({ "type": "array", "items": { "enum": words } }),
        Kind::Scalar => json!({ "type": ["string", "boolean", "integer"] }),
        Kind::Flag(_) => json!({ "anyOf": [{ "type": "boolean" }, { "type": "string" }] }),
        _ => super::shape::some_text(),
    }
}
