use serde::Serialize;

use super::subject::RecordPage;
use crate::derive::ServingProvider;
use crate::derive::quickstart::NoCall;
use crate::endpoint::{Call, Sentence, Word};
use crate::render::context::RenderContext;
use crate::render::snippet;
use crate::render::view::{Html, Link, Phrase};

/// The section with code to start from; `component/quickstart.html` draws it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Quickstart {
    /// What to change in code that runs already: base URL, key, model id.
    pub lead: Option<Phrase>,
    /// Where to get what the examples need, such as a key.
    pub action: Option<Link>,
    /// The same call in several languages.
    pub snippets: Vec<Snippet>,
    /// Remarks, such as placeholders to fill in.
    pub notes: Vec<Phrase>,
}

/// One example.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Snippet {
    /// The fragment and the id of the panel: `quickstart-python`.
    pub id: String,
    /// The language in words: "Python".
    pub label: String,
    /// The command that installs what the code needs: `pip install openai`.
    pub install: Option<String>,
    /// The highlighted code; its text is exactly what is copied.
    pub code: Html,
}

/// How a record is called: by whom it is answered, the call where one is known, and the examples.
pub(super) struct Calling<'a> {
    pub(super) serving_provider: ServingProvider<'a>,
    pub(super) call: Option<Call>,
    found: snippet::Quickstart,
}

/// Finds out how the record is called; nothing where nobody answers.
pub(super) fn calling<'a>(subject: &RecordPage<'a>, context: &RenderContext) -> Option<Calling<'a>> {
    let serving_provider = subject.directory.serving_provider(subject.place)?;
    let (call, found) = match subject.directory.call(subject.place) {
        Err(NoCall::Retired | NoCall::Nobody) => return None,
        Err(NoCall::NoExample(reason)) => (None, snippet::Quickstart::missing(reason)),
        Ok(call) => {
            let found = context.snippets.quickstart(&call, &subject.directory.settings.languages);
            let found = found.unwrap_or_else(|mistake| snippet::Quickstart::missing(mistake.message));
            (Some(call), found)
        }
    };
    Some(Calling { serving_provider, call, found })
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
            action: None,
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

    /// Id, base URL and environment variable, in sentences.
    pub(super) fn by_hand(&self, start: Phrase) -> Phrase {
        let serving_provider = &self.serving_provider;
        let words = start
            .text(format!("On {}, the model ID is ", serving_provider.name))
            .code(serving_provider.id_there)
            .text(".");
        let words = match serving_provider.overrides.api.as_deref().or(serving_provider.api) {
            Some(api) => words.text(" The base URL is ").code(api).text("."),
            None => words,
        };
        match serving_provider.env.first() {
            Some(variable) => words.text(" Put your API key in ").code(variable).text("."),
            None => words,
        }
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
        Word::Text(text) => phrase.text(text),
        Word::Code(code) => phrase.code(code),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::{directory, tools};
    use crate::resolve::Place;

    fn lead_and_ids(text: &str) -> Option<(String, Vec<String>)> {
        let gateway = "[gateway]\nname = \"Gate\"\napi = \"https://gate.example/v1\"\nenv = [\"GATE_KEY\"]";
        let text = format!("name = \"M\"\n{text}");
        let directory = directory(&[("site.toml", gateway), ("models/lab/m.toml", &text)]);
        let subject = RecordPage::new(&directory, Place::Model(0));
        let quickstart = calling(&subject, &tools())?.quickstart();
        let ids = quickstart.snippets.into_iter().map(|snippet| snippet.id).collect();
        Some((quickstart.lead.unwrap().plain().to_owned(), ids))
    }

    #[test]
    fn examples_call_the_gateway() {
        let (lead, ids) = lead_and_ids("").unwrap();
        assert!(lead.contains("https://gate.example/v1") && lead.contains("GATE_KEY"), "{lead}");
        assert!(lead.ends_with("set the model to lab/m."), "{lead}");
        assert_eq!(ids, ["quickstart-python", "quickstart-javascript", "quickstart-curl"]);
    }

    #[test]
    fn a_model_without_a_common_api_says_so() {
        let (lead, ids) = lead_and_ids("type = \"video\"").unwrap();
        assert!(lead.contains("On Gate, the model ID is lab/m."), "{lead}");
        assert!(ids.is_empty());
    }

    #[test]
    fn a_retired_model_has_no_quickstart() {
        assert_eq!(lead_and_ids("status = \"retired\""), None);
    }
}
