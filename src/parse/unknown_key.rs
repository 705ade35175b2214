//! Explains a key that its table does not have: a slip, a key of another table, or nothing known.

use toml::de::{DeTable, DeValue};

use super::codes;
use super::correction::group_digits;
use super::policy::SOURCES;
use super::schema::{Field, Kind, Schema};
use crate::diag::{Code, closest, is_slip};
use crate::domain::text::capital;

/// A key that its table does not have.
pub(super) struct UnknownKey<'a> {
    pub(super) key: &'a str,
    pub(super) value: &'a DeValue<'a>,
    /// The keys of its table.
    pub(super) schema: &'static Schema,
    /// The keys above the first table of the file.
    pub(super) root: &'static Schema,
    /// The whole file.
    pub(super) top: &'a DeTable<'a>,
}

/// What to say about an unknown key.
pub(super) struct Explanation {
    pub(super) code: &'static Code,
    pub(super) message: String,
    pub(super) help: String,
    /// The key of the same table that was probably meant.
    pub(super) meant: Option<&'static str>,
    /// Whether writing the key that was meant in its place is all that there is to do, and whether that is safe.
    pub(super) rename: Option<bool>,
    /// The key of the whole file that was probably meant.
    pub(super) misplaced: Option<&'static str>,
}

impl UnknownKey<'_> {
    /// Says what was probably meant. `place` names the table: "a model", "`cost`".
    pub(super) fn explain(&self, place: &str) -> Explanation {
        let alias = self.schema.alias(self.key).map(|field| field.key);
        alias
            .map(|meant| self.slip(meant, place))
            .or_else(|| self.of_root(place))
            .or_else(|| self.of_inner_tables(place))
            .or_else(|| self.of_other_tables(place))
            .or_else(|| {
                let near = closest(self.key, self.schema.fields().map(|field| field.key));
                near.map(|near| self.slip(near, place))
            })
            .or_else(|| self.alias_elsewhere(place))
            .unwrap_or_else(|| self.unknown(place))
    }

    fn slip(&self, meant: &'static str, place: &str) -> Explanation {
        let code = match meant {
            "lints" => &codes::MISPLACED_KEY,
            _ if self.schema.strict => &codes::UNKNOWN_PRICE_KEY,
            _ => &codes::MISSPELLED_KEY,
        };
        let help = match meant {
            "lints" => format!("write `{}` below `[lints]`", self.key),
            "tier" if self.key == "size" => format!("write `tier = {{ size = {} }}`", self.number()),
            "service_tiers" => "prices of other service tiers belong in `[[cost.service_tiers]]`".to_owned(),
            _ if self.key.ends_with("_per_token") => {
                format!("did you mean `{meant}`? It takes the price per 1M tokens")
            }
            "units" => "prices that are not per token belong in `[[cost.units]]`".to_owned(),
            _ => format!("did you mean `{meant}`?"),
        };
        let rename = (help == format!("did you mean `{meant}`?")).then(|| self.rename(meant)).flatten();
        Explanation { meant: Some(meant), rename, ..self.explanation(code, place, help) }
    }

    /// Whether the value fits the key that was meant, and whether that key is safe to write: a known other name, or one letter
    /// away. A price under another name is for a person to look at.
    fn rename(&self, meant: &str) -> Option<bool> {
        self.schema.field(meant).filter(|field| self.may_be(field.kind))?;
        let is_alias = self.schema.alias(self.key).is_some();
        Some(is_slip(self.key, meant) || is_alias && !self.schema.strict)
    }

    /// A key of the whole file, which does not have it yet: it was written below a table.
    fn of_root(&self, place: &str) -> Option<Explanation> {
        let field = self.root.field(self.key).filter(|_| self.may_move_up(self.key))?;
        Some(of_whole_file(field, self.root, place))
    }

    fn number(&self) -> String {
        match self.value {
            DeValue::Integer(number) => group_digits(number.as_str()),
            _ => "128_000".to_owned(),
        }
    }

    fn is_table(&self) -> bool {
        self.value.is_table() || self.value.is_array()
    }

    /// Whether the value can be one of a kind. A text may be meant as anything.
    fn may_be(&self, kind: Kind) -> bool {
        match self.value {
            DeValue::Boolean(_) => {
                matches!(
                    kind,
                    Kind::Boolean | Kind::Switch(_) | Kind::Flag(_) | Kind::Scalar | Kind::Choices(_)
                )
            }
            DeValue::Integer(_) | DeValue::Float(_) => matches!(
                kind,
                Kind::Count(_)
                    | Kind::Budget
                    | Kind::Number
                    | Kind::Score
                    | Kind::Price
                    | Kind::Scalar
                    | Kind::Date
            ),
            DeValue::Array(_) => matches!(
                kind,
                Kind::Texts
                    | Kind::Markdowns
                    | Kind::Choices(_)
                    | Kind::Variables
                    | Kind::Sources
                    | Kind::Groups(_)
            ),
            DeValue::Table(_) => {
                matches!(
                    kind,
                    Kind::Group(_) | Kind::Groups(_) | Kind::Named(_) | Kind::Map(_) | Kind::Switch(_)
                )
            }
            _ => true,
        }
    }

    /// A table of another table, which its header does not name: `[[tiers]]` for `[[cost.tiers]]`.
    fn of_inner_tables(&self, place: &str) -> Option<Explanation> {
        if !self.is_table() {
            return None;
        }
        let mut all = Vec::new();
        add_tables(self.root, "", &mut all);
        let inner = all.iter().filter(|table| !table.is_array).filter_map(|table| {
            let field = table.schema.field(self.key).or_else(|| table.schema.alias(self.key))?;
            let is_array = match field.kind {
                Kind::Groups(_) => true,
                Kind::Group(_) | Kind::Named(_) | Kind::Map(_) => false,
                _ => return None,
            };
            Some(header(&format!("{}.{}", table.path, field.key), is_array))
        });
        let headers: Vec<String> = inner.collect();
        if headers.is_empty() || headers.len() > MOST_TABLES {
            return None;
        }
        let help = format!("write {}", headers.join(" or "));
        let message = format!("`{}` is not a key of {place}", self.key);
        Some(Explanation { message, ..self.explanation(&codes::MISPLACED_KEY, place, help) })
    }

    fn may_move_up(&self, key: &str) -> bool {
        !std::ptr::eq(self.schema, &raw const SOURCES)
            && !std::ptr::eq(self.schema, self.root)
            && self.top.get(key).is_none()
    }

    /// A key of other tables of the file.
    fn of_other_tables(&self, place: &str) -> Option<Explanation> {
        let tables =
            self.tables(|schema| schema.field(self.key).is_some_and(|field| self.may_be(field.kind)));
        let tables: Vec<String> = tables.iter().map(InnerTable::header).collect();
        if tables.is_empty() {
            return None;
        }
        let help = format!("`{}` belongs in {}", self.key, tables.join(" or "));
        let message = format!("`{}` is not a key of {place}", self.key);
        Some(Explanation { message, ..self.explanation(&codes::MISPLACED_KEY, place, help) })
    }

    /// A word that people write for a key of the whole file or of another table.
    fn alias_elsewhere(&self, place: &str) -> Option<Explanation> {
        if let Some(field) = self.root.alias(self.key).filter(|field| self.may_move_up(field.key)) {
            let help = format!("did you mean `{}`? {}", field.key, capital(&way_up_of(field, self.root)));
            let explanation = self.explanation(&codes::MISPLACED_KEY, place, help);
            return Some(Explanation { misplaced: Some(field.key), ..explanation });
        }
        let tables =
            self.tables(|schema| schema.alias(self.key).is_some_and(|field| self.may_be(field.kind)));
        let [table] = tables.as_slice() else { return None };
        let (path, meant) = (&table.path, table.schema.alias(self.key)?.key);
        let help = if table.is_array {
            format!("did you mean `{meant}` in {}?", table.header())
        } else if self.key.ends_with("_per_token") {
            format!("did you mean `{path}.{meant}`? It takes the price per 1M tokens")
        } else {
            format!("did you mean `{path}.{meant}`?")
        };
        Some(self.explanation(&codes::MISPLACED_KEY, place, help))
    }

    fn unknown(&self, place: &str) -> Explanation {
        let code = match self.schema.name {
            _ if self.schema.strict => &codes::UNKNOWN_PRICE_KEY,
            "outputs" => &codes::UNKNOWN_OUTPUT,
            _ => &codes::UNKNOWN_KEY,
        };
        let is_record = self.root.field("extra").is_some() && self.root.name != "site";
        let help = if std::ptr::eq(self.schema, self.root) && is_record {
            "put your own data in `[extra]`".to_owned()
        } else {
            format!("the keys are {}", keys(self.schema))
        };
        self.explanation(code, place, help)
    }

    fn explanation(&self, code: &'static Code, place: &str, help: String) -> Explanation {
        let message = format!("unknown key `{}` in {place}", self.key);
        Explanation { code, message, help, meant: None, rename: None, misplaced: None }
    }

    /// The tables of the file for which the condition holds. Empty if there are too many to be of help.
    fn tables(&self, condition: impl Fn(&Schema) -> bool) -> Vec<InnerTable> {
        let mut all = Vec::new();
        add_tables(self.root, "", &mut all);
        all.retain(|table| !std::ptr::eq(table.schema, self.schema) && condition(table.schema));
        if all.len() > MOST_TABLES {
            all.retain(|table| !table.is_array);
        }
        if all.len() > MOST_TABLES || self.is_table() && !self.value.is_array() { Vec::new() } else { all }
    }
}

/// More tables than these are no help.
const MOST_TABLES: usize = 3;

/// A table of a file, or each of an array of tables.
struct InnerTable {
    /// The keys that lead to it: `cost.tiers`.
    path: String,
    is_array: bool,
    schema: &'static Schema,
}

impl InnerTable {
    fn header(&self) -> String {
        header(&self.path, self.is_array)
    }
}

/// The header of a table as messages have it.
fn header(path: &str, is_array: bool) -> String {
    if is_array { format!("`[[{path}]]`") } else { format!("`[{path}]`") }
}

/// Adds the tables in a table, and those in them.
fn add_tables(schema: &'static Schema, above: &str, all: &mut Vec<InnerTable>) {
    for field in schema.fields() {
        let path = format!("{above}{}", field.key);
        match field.kind {
            Kind::Group(schema) | Kind::Switch(schema) => {
                let inner = format!("{path}.");
                all.push(InnerTable { path, is_array: false, schema });
                add_tables(schema, &inner, all);
            }
            Kind::Groups(schema) => all.push(InnerTable { path, is_array: true, schema }),
            _ => {}
        }
    }
}

/// What to say about a key of the whole file that was written below a table.
pub(super) fn of_whole_file(field: &'static Field, root: &Schema, place: &str) -> Explanation {
    Explanation {
        code: &codes::MISPLACED_KEY,
        message: format!("`{}` in {place} is a key of the {}", field.key, root.name),
        help: way_up(field, root),
        meant: None,
        rename: None,
        misplaced: Some(field.key),
    }
}

/// How a key of the whole file gets to its place.
fn way_up(field: &Field, root: &Schema) -> String {
    match field.kind {
        Kind::Group(_) | Kind::Named(_) | Kind::Map(_) | Kind::Free => {
            format!("write it as a table of the {}: `[{}]`", root.name, field.key)
        }
        Kind::Groups(_) => format!("write it as tables of the {}: `[[{}]]`", root.name, field.key),
        _ => "move it above the first `[table]`".to_owned(),
    }
}

fn way_up_of(field: &Field, root: &Schema) -> String {
    format!("it is a key of the {}: {}", root.name, way_up(field, root))
}

fn keys(schema: &Schema) -> String {
    schema.fields().map(|field| format!("`{}`", field.key)).collect::<Vec<_>>().join(", ")
}
