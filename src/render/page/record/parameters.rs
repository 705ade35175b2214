use crate::domain::{Capability, TokenCount};
use crate::render::page::specification::Specification;
use crate::render::page::words::{capital, count};
use crate::render::view::{Cell, CellState, Figure, Phrase};
use crate::resolve::Record;
use crate::resolve::record::{Budget, Parameter, ReasoningDefault, ReasoningOption};

/// How requests set the model: parameters with their ranges, and the control of reasoning.
pub(super) fn rows(record: &Record) -> Vec<Specification> {
    let has_range = record.parameters.iter().any(|parameter| parameter.name == "temperature");
    let temperature = record.temperature.filter(|_| !has_range).map(temperature);
    let parameters = record.parameters.iter().filter_map(parameter);
    let keys = temperature.into_iter().chain(parameters).map(|row| Specification { is_code: true, ..row });
    let reasoning = reasoning(record).into_iter().chain(interleaved_row(record));
    keys.chain(reasoning).collect()
}

fn temperature(can_be_set: bool) -> Specification {
    let text = if can_be_set { "Can be set" } else { "Cannot be set" };
    Specification::figure("temperature", Figure::data("temperature", can_be_set.to_string(), text))
}

/// "0 to 2, default 1".
fn parameter(parameter: &Parameter) -> Option<Specification> {
    let name = &parameter.name;
    let fact = |key: &str| format!("parameters.{name}.{key}");
    if parameter.supported == Some(false) {
        return Some(Specification::figure(name, Figure::data(fact("supported"), "false", "Not supported")));
    }
    let number = |key: &str, value: String| Figure::data(fact(key), value.clone(), value);
    let min = parameter.min.map(|min| number("min", min.to_string()));
    let max = parameter.max.map(|max| number("max", max.to_string()));
    let default = parameter.default.clone().filter(|text| !text.is_empty());
    let range = match (min, max) {
        (Some(min), Some(max)) => Some(Phrase::new().figure(min).text(" to ").figure(max)),
        (Some(min), None) => Some(Phrase::new().text("From ").figure(min)),
        (None, Some(max)) => Some(Phrase::new().text("Up to ").figure(max)),
        (None, None) => None,
    };
    let text = match (range, default.map(|text| number("default", text))) {
        (Some(range), Some(default)) => range.text(", default ").figure(default),
        (Some(range), None) => range,
        (None, Some(default)) => Phrase::new().text("Default ").figure(default),
        (None, None) => {
            return parameter
                .supported
                .map(|_| Specification::figure(name, Figure::data(fact("supported"), "true", "Supported")));
        }
    };
    Some(Specification::words(name, text))
}

/// How a request controls the reasoning, for a model that is not known to do without.
fn reasoning(record: &Record) -> Option<Specification> {
    let label = "Reasoning control";
    let options = record.reasoning_options.as_deref()?;
    let reasons = record.capabilities.get(Capability::Reasoning);
    if options.is_empty() {
        let words = Cell::words(CellState::Known, "Reasons, no control offered");
        let row = Specification { label: label.to_owned(), cell: Some(words), ..Specification::default() };
        return (reasons == Some(true)).then_some(row);
    }
    let mut text = Phrase::new();
    for (at, option) in options.iter().enumerate() {
        text = with_option(if at == 0 { text } else { text.text("; ") }, at, option);
    }
    Some(Specification::words(label, text))
}

fn with_option(text: Phrase, at: usize, option: &ReasoningOption) -> Phrase {
    let fact = |key: &str| format!("reasoning_options[{at}].{key}");
    let word = match option.kind.as_str() {
        "toggle" => "on or off".to_owned(),
        "budget_tokens" => "budget".to_owned(),
        other => other.replace('_', " "),
    };
    let word = if at == 0 { capital(&word) } else { word };
    let mut text = text.figure(Figure::data(fact("type"), option.kind.as_str(), word));
    if !option.values.is_empty() {
        let shown: Vec<&str> = option.values.iter().map(|value| effort(value)).collect();
        text =
            text.text(": ").figure(Figure::data(fact("values"), option.values.join(","), shown.join(", ")));
    }
    let tokens = |key: &str, number: u64| Figure::data(fact(key), number.to_string(), count(number));
    let dynamic = || Figure::data(fact("min"), "-1", "dynamic");
    let text = match (option.min, option.max) {
        (Some(Budget::Dynamic), Some(max)) => {
            text.text(", ").figure(dynamic()).text(" or up to ").figure(tokens("max", max)).text(" tokens")
        }
        (Some(Budget::Dynamic), None) => text.text(", ").figure(dynamic()),
        (Some(Budget::Tokens(min)), Some(max)) => text
            .text(" of ")
            .figure(tokens("min", min))
            .text(" to ")
            .figure(tokens("max", max))
            .text(" tokens"),
        (Some(Budget::Tokens(min)), None) => {
            text.text(" from ").figure(tokens("min", min)).text(format!(" {}", TokenCount(min).unit()))
        }
        (None, Some(max)) => text.text(" up to ").figure(tokens("max", max)).text(" tokens"),
        (None, None) => text,
    };
    match option.default.as_ref().map(|default| default_of(&fact("default"), default)) {
        Some(default) => text.text(", default ").figure(default),
        None => text,
    }
}

/// What applies if a request does not say.
fn default_of(fact: &str, default: &ReasoningDefault) -> Figure {
    let figure = |value: String, text: String| Figure::data(fact.to_owned(), value, text);
    match default {
        ReasoningDefault::Effort(level) => figure(level.clone(), effort(level).to_owned()),
        ReasoningDefault::Toggle(is_on) => {
            figure(is_on.to_string(), if *is_on { "on" } else { "off" }.to_owned())
        }
        ReasoningDefault::Budget(Budget::Dynamic) => figure("-1".to_owned(), "dynamic".to_owned()),
        ReasoningDefault::Budget(Budget::Tokens(tokens)) => figure(tokens.to_string(), count(*tokens)),
    }
}

/// A level of effort; the word `null` stands for the value of the API.
fn effort(value: &str) -> &str {
    if value == "null" { "null (the API's null)" } else { value }
}

/// Whether the model can reason between tool calls, and which message field has the reasoning.
fn interleaved_row(record: &Record) -> Option<Specification> {
    let label = "Interleaved reasoning";
    if let Some(field) = record.source.text("interleaved.field") {
        let figure = Figure::data("interleaved.field", field, field);
        return Some(Specification::words(label, Phrase::new().text("Yes, in the field ").figure(figure)));
    }
    let value = record.source.boolean("interleaved")?;
    Some(Specification::figure(
        label,
        Figure::data("interleaved", value.to_string(), if value { "Yes" } else { "No" }),
    ))
}
