use serde::Serialize;

use super::answer;
use super::quickstart::Calling;
use super::subject::RecordPage;
use crate::derive::{Question as Asked, Topic};
use crate::domain::Status;
use crate::render::context::RenderContext;
use crate::render::markdown::{MarkdownPlace, plain};
use crate::render::view::{Html, Phrase};

/// One question with its answer; `component/faq.html` draws the list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[allow(clippy::struct_field_names, reason = "templates have the names")]
pub struct Question {
    /// The question, as plain text.
    pub question: String,
    /// The answer, rendered.
    pub answer: Html,
    /// Whether question and answer are the file's own words.
    pub is_own: bool,
}

/// A question with its answer as a page prints it and as plain words.
pub(super) struct Answered {
    pub(super) question: String,
    pub(super) answer: Html,
    pub(super) plain: String,
    pub(super) is_own: bool,
}

impl Answered {
    /// What the page shows.
    pub(super) fn view(&self) -> Question {
        Question { question: self.question.clone(), answer: self.answer.clone(), is_own: self.is_own }
    }
}

/// The questions of the page: those that its facts answer, and the author's own.
pub(super) fn questions(
    subject: &RecordPage<'_>,
    calling: Option<&Calling<'_>>,
    context: &RenderContext,
) -> Vec<Answered> {
    let asked = subject.directory.faq(subject.place, |topic| wording(subject, calling, topic));
    let answered = asked.into_iter().map(|question| match question {
        Asked::Computed(topic) => compute_answers(subject, calling, topic),
        Asked::Own(index) => own(subject, index, context),
    });
    answered.collect()
}

fn compute_answers(subject: &RecordPage<'_>, calling: Option<&Calling<'_>>, topic: Topic) -> Answered {
    let phrase: Phrase = answer::answer(subject, calling, topic);
    Answered {
        question: wording(subject, calling, topic),
        answer: Html::from_safe(format!("<p>{}</p>", phrase.markup())),
        plain: phrase.plain().to_owned(),
        is_own: false,
    }
}

fn own(subject: &RecordPage<'_>, index: usize, context: &RenderContext) -> Answered {
    let entry = &subject.record.faq[index];
    let (prefix, root) = (format!("faq-{}", index + 1), subject.record.route.to_root());
    Answered {
        question: entry.question.clone(),
        answer: context
            .markdown
            .block(&entry.answer, MarkdownPlace { prefix: &prefix, root: &root, level: 4 }),
        plain: plain(&entry.answer),
        is_own: true,
    }
}

fn wording(subject: &RecordPage<'_>, calling: Option<&Calling<'_>>, topic: Topic) -> String {
    let name = &subject.record.name;
    match topic {
        Topic::Cost => format!("How much does {name} cost?"),
        Topic::FreeOfCharge => format!("Is {name} free?"),
        Topic::ContextWindow => format!("What is the context window of {name}?"),
        Topic::Abilities => format!("What can {name} do?"),
        Topic::HowToCall => how_to_call(name, calling),
        Topic::Offers => format!("Which providers offer {name}?"),
        Topic::PromptCaching => format!("How much does prompt caching save with {name}?"),
        Topic::KnowledgeCutoff => format!("What is the knowledge cutoff of {name}?"),
        Topic::Retirement if subject.record.status == Status::Retired => {
            format!("Is {name} still available?")
        }
        Topic::Retirement => format!("When does {name} shut down?"),
        Topic::License if subject.record.license.is_some() => format!("What is the license of {name}?"),
        Topic::License => format!("Are the weights of {name} open?"),
        Topic::DataPolicy => format!("What happens to the data I send to {name}?"),
    }
}

fn how_to_call(name: &str, calling: Option<&Calling<'_>>) -> String {
    use crate::endpoint::Sdk;
    let access = calling.and_then(|calling| calling.call.as_ref()).map(|call| &call.access);
    match access.map(|access| access.sdk) {
        None => format!("How do I call {name}?"),
        Some(Sdk::Http) => format!("How do I call {name} over HTTP?"),
        Some(sdk) => format!("How do I call {name} with the {}?", sdk.label()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::quickstart::calling;
    use super::*;
    use crate::bless::assert_snapshot;
    use crate::derive::Directory;
    use crate::render::page::fixture::{directory, tools};
    use crate::resolve::Place;

    fn lines(directory: &Directory, place: Place) -> String {
        let (subject, context) = (RecordPage::new(directory, place), tools());
        let calling = calling(&subject, &context);
        let questions = questions(&subject, calling.as_ref(), &context);
        questions.iter().flat_map(|entry| [entry.question.as_str(), "\n  ", &entry.plain, "\n"]).collect()
    }

    fn model(text: &str) -> String {
        let text = format!("name = \"M\"\n{text}");
        lines(&directory(&[("models/lab/m.toml", &text)]), Place::Model(0))
    }

    #[test]
    fn the_model_that_inspired_the_project() {
        let directory = directory(&[
            ("site.toml", include_str!("../../../../site.toml")),
            ("models/openai/author.toml", include_str!("../../../../models/openai/author.toml")),
            ("models/openai/gpt-4o-mini.toml", include_str!("../../../../models/openai/gpt-4o-mini.toml")),
        ]);
        assert_snapshot(
            lines(&directory, Place::Model(0)),
            snapbox::file!["snapshots/faq-the_model_that_inspired_the_project.txt"],
        );
    }

    #[test]
    fn an_answer_exists_only_when_its_facts_do() {
        assert_eq!(model(""), "");
    }

    #[test]
    fn odd_cases_have_their_own_words() {
        let odd = r#"
type = "image"
status = "deprecated"
knowledge = 2024-01-31
license = "apache-2.0"
open_weights = true
[modalities]
input = ["text"]
output = ["text", "image"]
[policy]
retention_days = 0
zero_retention = true
used_for_training = true
scope = "gateway"
[[cost.units]]
unit = "image"
price = 0.04
label = "standard"
[[cost.units]]
unit = "image"
price = 0.08
label = "HD"
"#;
        assert_snapshot(model(odd), snapbox::file!["snapshots/faq-odd_cases_have_their_own_words.txt"]);
        let free = model("retires = 2026-01-01\n[cost]\nstate = \"free\"\n[limit]\ncontext = 1000");
        assert_snapshot(free, snapbox::file!["snapshots/faq-odd_cases_have_their_own_words-2.txt"]);
        let tiered = "[cost]\ninput = 1\noutput = 2\ncache_read = 1\n[[cost.tiers]]\ntier = { size = 200_000 }\ninput = 2\noutput = 3";
        assert_snapshot(
            model(tiered),
            snapbox::str![[r#"
How much does M cost?
  M costs $1.00 per 1M input tokens and $2.00 per 1M output tokens. Cached input costs $1.00 per 1M tokens. Prompts above 200K tokens cost $2.00 (input) and $3.00 (output).
What can M do?
  It supports prompt caching.
"#]],
        );
    }

    #[test]
    fn providers_are_counted_and_the_lowest_price_is_named() {
        let directory = directory(&[
            ("models/lab/m.toml", "name = \"M\""),
            ("providers/a/provider.toml", "name = \"Acme\""),
            ("providers/a/models/m.toml", "base_model = \"lab/m\"\n[cost]\ninput = 2\noutput = 4"),
            ("providers/b/provider.toml", "name = \"Best\""),
            ("providers/b/models/m.toml", "base_model = \"lab/m\"\n[cost]\ninput = 1\noutput = 2"),
        ]);
        assert_snapshot(
            lines(&directory, Place::Model(0)),
            snapbox::file!["snapshots/faq-providers_are_counted_and_the_lowest_price_is_named.txt"],
        );
    }

    #[test]
    fn providers_that_tie_are_counted_and_matched_offers_are_left_out() {
        let cost = "name = \"O\"\n[cost]\ninput = 3\noutput = 4";
        let cheap = "name = \"O\"\n[cost]\ninput = 1\noutput = 1";
        let mut files = vec![("models/lab/m-4.toml".to_owned(), "name = \"M 4\"".to_owned())];
        for (id, offer, text) in [
            ("a", "m-4", cost),
            ("b", "m-4", cost),
            ("c", "m-4", cost),
            ("d", "m-4", cost),
            ("e", "m-4-fp8", cheap),
            ("a", "us/m-4", cost),
        ] {
            files.push((format!("providers/{id}/provider.toml"), format!("name = \"{id}\"")));
            files.push((format!("providers/{id}/models/{offer}.toml"), text.to_owned()));
        }
        files.sort();
        files.dedup();
        let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let lines = lines(&directory(&files), Place::Model(0));
        let answer = "4 providers list this model: a, b, c and d. 1 more offer was matched by ID and is not confirmed by its provider. 4 providers charge the lowest input price, $3.00 per 1M tokens.";
        assert!(lines.contains(answer), "{lines}");
    }

    #[test]
    fn figures_in_answers_can_be_checked() {
        let directory = directory(&[("models/lab/m.toml", "name = \"M\"\n[limit]\ncontext = 128_000")]);
        let subject = RecordPage::new(&directory, Place::Model(0));
        let questions = questions(&subject, None, &tools());
        assert_snapshot(
            questions[0].answer.as_str(),
            snapbox::file!["snapshots/faq-figures_in_answers_can_be_checked.txt"],
        );
    }
}
