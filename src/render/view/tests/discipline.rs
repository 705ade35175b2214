use std::collections::BTreeMap;

use tera::{Context, context};

use super::templates;

#[test]
fn no_template_marks_text_as_safe() {
    for (name, text) in templates() {
        assert!(!text.replace(' ', "").contains("|safe"), "{name}");
    }
}

#[test]
fn no_value_stands_in_an_unquoted_attribute() {
    for (name, text) in templates() {
        for (at, _) in text.match_indices("={{").chain(text.match_indices("={%")) {
            let tag = text[..at].rfind('<').map_or("", |start| &text[start..at]);
            assert_eq!(tag.matches('"').count() % 2, 1, "{name}: …{}", &text[at.saturating_sub(30)..at + 3]);
        }
    }
}

/// Components with data for a script.
const WITH_DATA: [&str; 3] =
    ["component/calculator.html", "component/replacements.html", "component/succession.html"];

#[test]
fn no_script_or_style_stands_in_a_page() {
    for (name, text) in templates() {
        for forbidden in ["<style", " style=", " onclick=", " onload=", "javascript:"] {
            assert!(!text.contains(forbidden), "{name}: {forbidden}");
        }
        for (at, _) in text.match_indices("<script") {
            let tag = &text[at..at + text[at..].find('>').unwrap()];
            let is_data = WITH_DATA.contains(&name.as_str()) && tag == "<script type=\"application/json\"";
            assert!(is_data || tag.contains(" src=") || tag.contains("application/ld+json"), "{name}: {tag}");
        }
    }
}

#[test]
fn each_component_has_a_file_of_its_own_and_says_what_it_takes() {
    let theme = super::loaded();
    for (name, text) in templates() {
        let Some(called) = super::component_name(&name) else { continue };
        let (head, _) = text.split_once("#}").unwrap();
        assert!(head.starts_with("{#-"), "{name} starts with what it is");
        assert_eq!(text.matches("{% component ").count(), 1, "{name}");
        let component = super::definition(&theme, &called);
        for argument in component.args().iter().filter(|argument| !argument.is_implicit()) {
            assert!(head.contains(argument.name()), "{name} does not explain `{}`", argument.name());
        }
    }
}

#[test]
fn templates_use_only_documented_fields() {
    let documented = super::documentation::field_names();
    for (name, text) in templates() {
        for field in fields_used(&text) {
            assert!(
                documented.contains(&field) || ["first", "last"].contains(&&*field) || is_bundle(&field),
                "{name} uses `{field}`"
            );
        }
    }
}

/// Whether it is the name of a script or style sheet of some pages.
fn is_bundle(field: &str) -> bool {
    ["static/js", "static/css"]
        .iter()
        .any(|folder| super::folder(folder).join(field).join("order.txt").is_file())
}

/// The words after a dot in the code of a template, outside of strings.
fn fields_used(template: &str) -> Vec<String> {
    let code = template.split("{%").skip(1).map(|rest| rest.split("%}").next().unwrap());
    let prints = template.split("{{").skip(1).map(|rest| rest.split("}}").next().unwrap());
    code.chain(prints)
        .flat_map(|code| code.split('"').step_by(2))
        .flat_map(|code| code.split(|letter: char| !letter.is_alphanumeric() && !"._".contains(letter)))
        .filter(|path| !path.starts_with("ui.") && !path.starts_with("md."))
        .flat_map(|path| path.split('.').skip(1).map(str::to_owned))
        .collect()
}

#[test]
fn the_order_of_style_sheets_names_files_that_exist() {
    let files: Vec<_> = super::files("static/css", "css").into_iter().map(|(name, _)| name).collect();
    let folders = ["", "offers/", "palette/", "workload/"].map(|folder| {
        let order = std::fs::read_to_string(super::folder(&format!("static/css/{folder}order.txt"))).unwrap();
        order.lines().map(|line| format!("{folder}{line}")).collect::<Vec<_>>().join("\n")
    });
    let order = folders.join("\n");
    for line in order.lines().filter(|line| !line.ends_with('*')) {
        assert!(files.contains(&line.to_owned()), "{line}");
    }
    for name in files.iter().filter(|name| !name.starts_with("component/")) {
        assert!(order.lines().any(|line| line == name), "{name} is in no order");
    }
}

#[test]
fn every_rule_of_a_style_sheet_stands_in_a_layer() {
    for (name, text) in super::files("static/css", "css") {
        let outside = text.lines().find(|line| {
            let is_top = line.ends_with('{') && !line.starts_with(' ');
            is_top && !line.starts_with("@layer") && !line.starts_with("@font-face")
        });
        assert_eq!(outside, None, "{name}");
    }
}

#[test]
fn scripts_are_small_and_never_write_markup() {
    for (name, text) in super::files("static/js", "js") {
        assert!(text.lines().count() <= 60, "{name}");
        for forbidden in ["innerHTML", "insertAdjacentHTML", "document.write", "eval(", "import "] {
            assert!(!text.contains(forbidden), "{name}: {forbidden}");
        }
    }
}

#[test]
fn an_unknown_field_is_reported_with_its_place_and_the_fields_there_are() {
    let mut theme = super::theme();
    let wrong = "{% component ui.facts(facts: array) %}{% for fact in facts %}\n{{ fact.price }}{% endfor %}{% endcomponent %}";
    theme.add_raw_template("component/facts.html", wrong).unwrap();
    let fact = BTreeMap::from([("label", "Input"), ("cell", "$0.15"), ("note", "per 1M tokens")]);
    let arguments = context! { facts => &[fact] };
    let report = theme
        .render_component_with_implicits("ui.facts", &arguments, &Context::new(), None, true)
        .unwrap_err()
        .to_string();
    assert!(report.contains("Available fields: cell, label, note"), "{report}");
    assert!(report.contains("component/facts.html:2:9"), "{report}");
}
