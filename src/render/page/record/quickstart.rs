use super::subject::Subject;
use crate::call::{Access, Call, Form, Published, Sentence, Takes, Word};
use crate::derive::Caller;
use crate::domain::{Capability, Modality, Status};
use crate::render::snippet;
use crate::render::tools::Tools;
use crate::render::view::{Html, Phrase, Quickstart, Snippet};
use crate::resolve::Record;

/// How a record is called: by whom it is answered, the call where one is known, and the examples.
pub(super) struct Calling<'a> {
    pub(super) caller: Caller<'a>,
    pub(super) call: Option<Call>,
    found: snippet::Quickstart,
}

/// Finds out how the record is called; nothing where nobody answers.
pub(super) fn calling<'a>(subject: &Subject<'a>, tools: &Tools) -> Option<Calling<'a>> {
    if subject.record.status == Status::Retired {
        return None;
    }
    let caller = subject.directory.caller(subject.place)?;
    let record = subject.directory.record(caller.record);
    let (call, found) = match call(subject, &caller, record) {
        Err(reason) => (None, snippet::Quickstart::missing(reason)),
        Ok(call) => {
            let found = tools.snippets.quickstart(&call, &subject.directory.settings.languages);
            let found = found.unwrap_or_else(|mistake| snippet::Quickstart::missing(mistake.message));
            (Some(call), found)
        }
    };
    Some(Calling { caller, call, found })
}

impl Calling<'_> {
    /// The languages of the examples, in words.
    pub(super) fn languages(&self) -> Vec<&str> {
        self.found.snippets.iter().map(|snippet| snippet.label.as_str()).collect()
    }

    /// What to change in code that runs already.
    pub(super) fn lead(&self) -> Option<Phrase> {
        self.found.guide.as_ref().map(|guide| phrase(&guide.lead))
    }

    /// The section with the examples, or with why there are none.
    pub(super) fn quickstart(&self) -> Quickstart {
        let Some(guide) = &self.found.guide else {
            return Quickstart { lead: Some(self.without_examples()), ..Quickstart::default() };
        };
        Quickstart {
            lead: Some(phrase(&guide.lead)),
            snippets: self.found.snippets.iter().map(example).collect(),
            notes: guide.notes.iter().map(phrase).collect(),
        }
    }

    /// Why there are no examples, and what is known all the same.
    fn without_examples(&self) -> Phrase {
        let reason = self.found.missing.clone().unwrap_or_default();
        let gap = if reason.is_empty() { "" } else { " " };
        self.by_hand(Phrase::new().text(format!("{reason}{gap}")))
    }

    /// Id, base URL and key variable, in sentences.
    pub(super) fn by_hand(&self, start: Phrase) -> Phrase {
        let caller = &self.caller;
        let words =
            start.text(format!("At {} the model's id is ", caller.name)).code(caller.id_there).text(".");
        let words = match caller.overrides.api.as_deref().or(caller.api) {
            Some(api) => words.text(" The base URL is ").code(api).text("."),
            None => words,
        };
        match caller.env.first() {
            Some(variable) => words.text(" The key belongs into ").code(variable).text("."),
            None => words,
        }
    }
}

fn call(subject: &Subject<'_>, caller: &Caller<'_>, record: &Record) -> Result<Call, String> {
    let published = Published {
        npm: caller.npm,
        api: caller.api,
        env: caller.env,
        offer_npm: caller.overrides.npm.as_deref(),
        offer_api: caller.overrides.api.as_deref(),
        shape: caller.overrides.shape.as_deref(),
    };
    let access = Access::choose(&published, record.kind)?;
    let voice = record.parameters.iter().find(|parameter| parameter.name == "voice");
    Ok(Call {
        prompt: prompt(subject, access.form),
        access,
        model_id: caller.id_there.to_owned(),
        provider_name: caller.name.to_owned(),
        takes: takes(record),
        max_output: record.limit.output.known().map(|count| count.0),
        voice: voice.and_then(|parameter| parameter.default.clone()),
    })
}

/// The prompt of the settings for models that are talked to, else one that fits what the model does.
fn prompt(subject: &Subject<'_>, form: Form) -> String {
    match form {
        Form::Chat | Form::Responses | Form::Completion => subject.directory.settings.prompt.clone(),
        other => other.prompt().to_owned(),
    }
}

fn takes(record: &Record) -> Takes {
    let can = |capability| record.capabilities.has(capability);
    let writes_text = record.output.as_ref().is_some_and(|output| output.contains(&Modality::Text));
    Takes {
        system_messages: can(Capability::SystemMessages),
        temperature: record.temperature == Some(true),
        tools: can(Capability::ToolCalling),
        structured_output: can(Capability::StructuredOutput),
        reasoning: can(Capability::Reasoning),
        images: can(Capability::Vision),
        text_output: writes_text,
    }
}

fn example(snippet: &snippet::Snippet) -> Snippet {
    Snippet {
        id: format!("quickstart-{}", snippet.language),
        label: snippet.label.clone(),
        install: snippet.install.clone(),
        code: Html::from_safe(snippet.html.clone()),
    }
}

fn phrase(sentence: &Sentence) -> Phrase {
    sentence.words.iter().fold(Phrase::new(), |phrase, word| match word {
        Word::Text(text) => phrase.text(text.as_ref()),
        Word::Code(code) => phrase.code(code),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::{directory, tools};
    use crate::resolve::Place;

    fn shown(text: &str) -> Option<(String, Vec<String>)> {
        let gateway = "[gateway]\nname = \"Gate\"\napi = \"https://gate.example/v1\"\nenv = [\"GATE_KEY\"]";
        let text = format!("name = \"M\"\n{text}");
        let directory = directory(&[("site.toml", gateway), ("models/lab/m.toml", &text)]);
        let subject = Subject::new(&directory, Place::Model(0));
        let quickstart = calling(&subject, &tools())?.quickstart();
        let ids = quickstart.snippets.into_iter().map(|snippet| snippet.id).collect();
        Some((quickstart.lead.unwrap().plain(), ids))
    }

    #[test]
    fn examples_call_the_gateway() {
        let (lead, ids) = shown("").unwrap();
        assert!(lead.contains("https://gate.example/v1") && lead.contains("GATE_KEY"), "{lead}");
        assert!(lead.ends_with("set the model to lab/m."), "{lead}");
        assert_eq!(ids, ["quickstart-python", "quickstart-javascript", "quickstart-curl"]);
    }

    #[test]
    fn a_model_without_a_common_api_says_so() {
        let (lead, ids) = shown("type = \"video\"").unwrap();
        assert!(lead.contains("At Gate the model's id is lab/m."), "{lead}");
        assert!(ids.is_empty());
    }

    #[test]
    fn a_retired_model_has_no_quickstart() {
        assert_eq!(shown("status = \"retired\""), None);
    }
}
