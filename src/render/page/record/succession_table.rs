//! Says what changes from a model that ends to the one that replaces it.

use std::str::FromStr as _;

use rust_decimal::Decimal;

use super::code_change::code_change;
use super::column::column;
use super::difference::{self, Difference};
use super::parameters;
use super::replacement_table::month_difference;
use super::subject::RecordPage;
use super::succession::{Succession, SuccessionRow};
use crate::derive;
use crate::fact::Group;
use crate::render::context::RenderContext;
use crate::render::page::calculator::Months;
use crate::render::page::common::{counted, link};
use crate::render::page::compare::table::{self, ComparisonRow};
use crate::render::page::specification::Specification;
use crate::render::page::words::lower;
use crate::render::view::{Cell, Html, Phrase};

/// What is said of the groups of facts, in this order. Names, dates and the lifecycle always differ.
const GROUPS: [Group; 5] = [Group::Price, Group::Limit, Group::Capability, Group::Modality, Group::Policy];

/// What changes from the page's model to the one that replaces it.
pub(super) fn succession(
    subject: &RecordPage<'_>,
    found: derive::Succession,
    context: &RenderContext,
) -> Succession {
    let directory = subject.directory;
    let other = &RecordPage::new(directory, found.to);
    let months = Months::new(directory, &[subject.place, other.place]);
    let changes = Changes::of(subject, other);
    Succession {
        to: link(&other.record.name, &other.record.route),
        key: other.record.key.as_str().to_owned(),
        lead: lead(subject, other, found),
        own: subject.record.name.clone(),
        month: months.is_known().then(|| month(&months)),
        usage: months.usage(),
        notes: changes.notes(&subject.record.name, &other.record.name),
        rows: changes.rows,
        data: months.data(),
        code: code_change(subject, other, context),
    }
}

fn lead(subject: &RecordPage<'_>, other: &RecordPage<'_>, found: derive::Succession) -> Phrase {
    let name = &other.record.name;
    let Some(passed) = found.passed.map(|place| subject.directory.record(place)) else {
        return format!("{name} is the successor. This is what changes.").into();
    };
    let status = passed.status.label().to_lowercase();
    format!("The successor, {}, is {status} too; {name} follows it. This is what changes.", passed.name)
        .into()
}

fn month(months: &Months) -> SuccessionRow {
    let (own, other) = (months.of(0), months.of(1));
    SuccessionRow {
        difference: month_difference(&own, &other),
        ..SuccessionRow::of_cells("Your month", &own.cell, &other.cell)
    }
}

/// What changes from one model to the other.
#[derive(Default)]
struct Changes {
    /// What both state and differ in.
    rows: Vec<SuccessionRow>,
    /// What only the page's model states.
    only_own: Vec<String>,
    /// What only the other one states.
    only_other: Vec<String>,
    /// How many facts are the same.
    same: usize,
}

impl Changes {
    fn of(subject: &RecordPage<'_>, other: &RecordPage<'_>) -> Self {
        let mut changes = Self::default();
        let columns = [subject, other].map(|it| column(it.directory, it.place));
        let is_one_currency = subject.priced_record.cost.currency == other.priced_record.cost.currency;
        let compared = table::table(&columns).groups;
        for group in GROUPS {
            for found in compared.iter().filter(|found| found.title == group.title()) {
                for row in &found.rows {
                    changes.add(group, row, found.unit.as_deref(), is_one_currency);
                }
            }
        }
        changes.add_parameters(subject, other);
        changes
    }

    fn add(&mut self, group: Group, row: &ComparisonRow, unit: Option<&str>, is_one_currency: bool) {
        let (own, other) = (&row.cells[0].value, &row.cells[1].value);
        match (&own.figure, &other.figure) {
            _ if row.same => self.same += 1,
            (Some(_), Some(_)) => {
                let unit = row.unit.as_deref().or(unit);
                let label = unit.map_or_else(|| row.label.clone(), |unit| format!("{}, {unit}", row.label));
                let difference = difference(group, own, other, is_one_currency);
                self.rows.push(SuccessionRow { difference, ..SuccessionRow::of_cells(&label, own, other) });
            }
            (Some(_), None) => self.only_own.push(lower(&row.label)),
            (None, _) => self.only_other.push(lower(&row.label)),
        }
    }

    fn add_parameters(&mut self, subject: &RecordPage<'_>, other: &RecordPage<'_>) {
        let [own, other] = [subject, other].map(|it| parameters::rows(it.record));
        let name = |row: &Specification| if row.is_code { row.label.clone() } else { lower(&row.label) };
        let is_new = |row: &&Specification| own.iter().all(|it| it.label != row.label);
        self.only_other.extend(other.iter().filter(is_new).map(name));
        for row in &own {
            let Some(after) = other.iter().find(|it| it.label == row.label) else {
                self.only_own.push(name(row));
                continue;
            };
            let ((before, own), (after, other)) = (shown(row), shown(after));
            if before == after {
                self.same += 1;
                continue;
            }
            let (label, is_code) = (row.label.clone(), row.is_code);
            self.rows.push(SuccessionRow { label, is_code, own, other, difference: None });
        }
    }

    fn notes(&self, own: &str, other: &str) -> Vec<String> {
        let only = |name: &str, facts: &[String]| {
            (!facts.is_empty()).then(|| format!("Stated only for {name}: {}.", facts.join("; ")))
        };
        let same =
            (self.same > 0).then(|| format!("{} the same.", counted(self.same, "fact is", "facts are")));
        [only(own, &self.only_own), only(other, &self.only_other), same].into_iter().flatten().collect()
    }
}

fn difference(group: Group, own: &Cell, other: &Cell, is_one_currency: bool) -> Option<Difference> {
    match group {
        Group::Price if is_one_currency => both(own, other)
            .and_then(|(own, other)| difference::price("computed.difference.price", own, other)),
        Group::Limit => both(own, other)
            .and_then(|(own, other)| difference::limit("computed.difference.limit", own, other)),
        Group::Capability => capability(own, other),
        _ => None,
    }
}

/// The exact numbers of two cells.
fn both(own: &Cell, other: &Cell) -> Option<(Decimal, Decimal)> {
    let number = |cell: &Cell| Decimal::from_str(&cell.figure.as_ref()?.value).ok();
    number(own).zip(number(other))
}

/// What it means that one model can do what the other cannot.
fn capability(own: &Cell, other: &Cell) -> Option<Difference> {
    let flag = |cell: &Cell| cell.figure.as_ref().map(|figure| figure.value == "true");
    match (flag(own)?, flag(other)?) {
        (true, false) => Some(Difference::worse("Lost")),
        (false, true) => Some(Difference::better("Gained")),
        _ => None,
    }
}

/// The value of a specification, as words to compare and as markup.
fn shown(row: &Specification) -> (String, Html) {
    match (&row.text, &row.cell) {
        (Some(text), _) => (text.plain().to_owned(), text.to_html()),
        (None, Some(cell)) => {
            let words =
                cell.figure.as_ref().map_or_else(|| cell.text.to_string(), |figure| figure.text.clone());
            (words, cell.to_html())
        }
        (None, None) => (String::new(), Html::default()),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::bless::assert_snapshot;
    use crate::derive::Directory;
    use crate::render::page::fixture::{directory, tools, words};

    fn lines(directory: &Directory, name: &str) -> String {
        let at = directory.catalog.models.iter().position(|model| model.record.name == name).unwrap();
        let place = crate::domain::Place::Model(at);
        let subject = RecordPage::new(directory, place);
        let found = succession(&subject, directory.succession(place).unwrap(), &tools());
        let mut lines = format!("{}\n", found.lead.plain());
        for row in found.month.iter().chain(&found.rows) {
            let difference = row.difference.as_ref().map(|it| it.text.as_str()).unwrap_or_default();
            let [own, other] = [&row.own, &row.other].map(|it| words(it.as_str()));
            writeln!(lines, "{} | {own} | {other} | {difference}", row.label).unwrap();
        }
        writeln!(lines, "{}", found.notes.join("\n")).unwrap();
        if let Some(code) = found.code {
            writeln!(lines, "{} Copy: {}", code.lead.plain(), code.id).unwrap();
            for line in code.lines {
                writeln!(lines, "{}\n- {}\n+ {}", line.label, line.before, line.after).unwrap();
            }
        }
        lines
    }

    const OLD: &str = "name = \"Old\"\nstatus = \"deprecated\"\nsuccessor = \"a/new\"\ntemperature = true\ntool_call = true\nreasoning = false\n\
                       [limit]\ncontext = 8_000\noutput = 4_000\n[cost]\ninput = 2\noutput = 4\n[parameters.top_p]\nmin = 0\nmax = 1\n[parameters.seed]\nsupported = true\n";
    const NEW: &str = "name = \"New\"\ntemperature = true\ntool_call = false\nreasoning = true\n[limit]\ncontext = 64_000\n\
                       output = 4_000\n[cost]\ninput = 1\noutput = 12\ncache_read = 0.5\n[parameters.top_p]\nmin = 0\nmax = 2\n";

    #[test]
    fn all_that_changes_is_said_and_the_rest_is_counted() {
        let gateway = "[gateway]\nname = \"Gate\"\napi = \"https://gate.example/v1\"\nenv = [\"GATE_KEY\"]";
        let directory =
            directory(&[("site.toml", gateway), ("models/a/old.toml", OLD), ("models/a/new.toml", NEW)]);
        assert_snapshot(
            lines(&directory, "Old"),
            snapbox::str![[r#"
New is the successor. This is what changes.
Your month | $60.00 | $80.00 | 33% more
Input, per 1M tokens | $2.00 | $1.00 | 50% less
Output, per 1M tokens | $4.00 | $12.00 | 3× the price
Context window | 8K | 64K | 8×
Tool calling | Yes | No | Lost
Reasoning | No | Yes | Gained
top_p | 0 to 1 | 0 to 2 | 
Stated only for Old: seed.
Stated only for New: cached input; prompt caching.
2 facts are the same.
Base URL and key stay the same on Gate. Copy: a/new
Python
- model="a/old",
+ model="a/new",
JavaScript
- model: "a/old",
+ model: "a/new",
cURL
- "model": "a/old",
+ "model": "a/new",
"#]],
        );
    }

    #[test]
    fn a_provider_that_serves_both_keeps_its_address() {
        let provider = |name: &str| {
            format!(
                "name = \"{name}\"\nnpm = \"@ai-sdk/openai-compatible\"\napi = \"https://{name}.example/v1\"\nenv = [\"{name}_KEY\"]"
            )
        };
        let (p, q) = (provider("P"), provider("Q"));
        let offer = |model: &str, price: u8| {
            format!("base_model = \"a/{model}\"\n[cost]\ninput = {price}\noutput = {price}")
        };
        let (old, new, cheap) = (offer("old", 2), offer("new", 2), offer("new", 1));
        let model = "name = \"Old\"\nstatus = \"deprecated\"\nsuccessor = \"a/new\"";
        let files = [
            ("models/a/old.toml", model),
            ("models/a/new.toml", "name = \"New\""),
            ("providers/p/provider.toml", &p),
            ("providers/q/provider.toml", &q),
            ("providers/p/models/old@p.toml", &old),
            ("providers/p/models/new@p.toml", &new),
            ("providers/q/models/new@q.toml", &cheap),
        ];
        let found = lines(&directory(&files), "Old");
        assert!(found.contains("+ model=\"new@p\""), "{found}");
        assert!(found.contains("Base URL and key stay the same"), "{found}");
        let without: Vec<_> =
            files.iter().copied().filter(|(path, _)| !path.ends_with("new@p.toml")).collect();
        let found = lines(&directory(&without), "Old");
        assert!(found.contains("+ model=\"new@q\""), "{found}");
        assert!(found.contains("https://q.example/v1"), "{found}");
    }
}
