//! Chooses the questions that a record's page answers. A question is chosen only if the facts for its answer are known; the views word it.

use super::Directory;
use super::price::cache_saving;
use crate::domain::Capability;
use crate::resolve::Record;
use crate::resolve::catalog::Place;
use crate::resolve::cost::PriceState;

/// A question on a record's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// A question that is answered from the facts.
    Computed(Topic),
    /// A question from the record's file: its index in `faq`.
    Own(usize),
}

/// The topic of a computed question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// What it costs; its price source has a price.
    Cost,
    /// Whether it is free: nothing is charged, or a plan includes it.
    FreeOfCharge,
    /// How large the context window is.
    ContextWindow,
    /// What it can do; a capability or a modality is known.
    Abilities,
    /// How it is called.
    HowToCall,
    /// Who offers it; there are two providers or more.
    Offers,
    /// What prompt caching saves; both prices are known.
    PromptCaching,
    /// When its training data ends.
    KnowledgeCutoff,
    /// When it stops, or stopped, working.
    Retirement,
    /// Its license, or whether its weights can be downloaded.
    License,
    /// How long requests are kept and whether they train models.
    DataPolicy,
}

impl Topic {
    /// Every topic, in the order of pages.
    pub const ALL: [Self; 11] = [
        Self::Cost,
        Self::FreeOfCharge,
        Self::ContextWindow,
        Self::Abilities,
        Self::HowToCall,
        Self::Offers,
        Self::PromptCaching,
        Self::KnowledgeCutoff,
        Self::Retirement,
        Self::License,
        Self::DataPolicy,
    ];
}

impl Directory {
    /// The questions of a record's page, in order. `wording` gives the text of a computed question: an entry of the file
    /// with the same text replaces it, and the other entries follow.
    pub fn faq(&self, place: Place, wording: impl Fn(Topic) -> String) -> Vec<Question> {
        let own = &self.record(place).faq;
        let texts: Vec<String> = own.iter().map(|entry| normalize(&entry.question)).collect();
        let mut replaced = vec![false; own.len()];
        let mut questions = Vec::new();
        for topic in self.topics(place) {
            let text = if own.is_empty() { String::new() } else { normalize(&wording(topic)) };
            match texts.iter().position(|own| *own == text) {
                None => questions.push(Question::Computed(topic)),
                Some(index) => {
                    replaced[index] = true;
                    questions.push(Question::Own(index));
                }
            }
        }
        let rest = (0..own.len()).filter(|index| !replaced[*index]);
        questions.extend(rest.map(Question::Own));
        questions
    }

    /// The questions that the facts of a record answer, in order.
    pub fn topics(&self, place: Place) -> impl Iterator<Item = Topic> {
        Topic::ALL.into_iter().filter(move |topic| self.answers(place, *topic))
    }

    fn answers(&self, place: Place, topic: Topic) -> bool {
        let record = self.record(place);
        let cost = &self.priced_record(place).cost;
        if is_of_the_model(topic) && self.catalog.has_no_file(place) {
            return false;
        }
        match topic {
            Topic::Cost => cost.state == PriceState::Priced && !cost.is_doubtful_zero(),
            Topic::FreeOfCharge => matches!(cost.state, PriceState::Free | PriceState::Included(_)),
            Topic::ContextWindow => record.limit.context.known().is_some(),
            Topic::Abilities => knows_abilities(record),
            Topic::HowToCall => self.call(place).is_ok(),
            Topic::Offers => {
                matches!(place, Place::Model(at) if self.count_providers(self.firm_offers(at)) > 1)
            }
            Topic::PromptCaching => cache_saving(cost).is_some(),
            Topic::KnowledgeCutoff => record.knowledge.is_some(),
            Topic::Retirement => record.status.is_ending() || record.retires.is_some(),
            Topic::License => record.license.is_some() || record.capabilities.has(Capability::OpenWeights),
            Topic::DataPolicy => knows_policy(record),
        }
    }
}

/// Whether a topic is about the model itself, of which listings alone say nothing that an answer may state as a fact.
fn is_of_the_model(topic: Topic) -> bool {
    matches!(topic, Topic::ContextWindow | Topic::Abilities | Topic::KnowledgeCutoff | Topic::License)
}

fn knows_abilities(record: &Record) -> bool {
    record.input.is_some() || record.output.is_some() || record.capabilities.iter().next().is_some()
}

fn knows_policy(record: &Record) -> bool {
    let policy = &record.policy;
    policy.retention_days.is_some() || policy.zero_retention.is_some() || policy.used_for_training.is_some()
}

/// The words of a question in lower case, without punctuation.
fn normalize(question: &str) -> String {
    let lower = question.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derive::fixture::Site;

    fn faq(text: &str) -> Vec<Question> {
        let directory = Site::new().model("a/m", text).derive();
        directory.faq(directory.find("models/a/m"), |topic| format!("About {topic:?}?"))
    }

    #[test]
    fn an_answer_exists_only_when_its_facts_do() {
        use Question::Computed as C;
        let cases: [(&str, &[Question]); 8] = [
            ("", &[]),
            ("cost = { input = 1, output = 1 }", &[C(Topic::Cost)]),
            ("cost = { input = 0, output = 0 }", &[]),
            ("cost = { state = \"free\" }", &[C(Topic::FreeOfCharge)]),
            ("limit = { context = 0 }\nknowledge = \"2024-01\"", &[C(Topic::KnowledgeCutoff)]),
            ("limit = { context = 8 }\nlicense = \"MIT\"", &[C(Topic::ContextWindow), C(Topic::License)]),
            ("retires = 2026-12-01\ntool_call = true", &[C(Topic::Abilities), C(Topic::Retirement)]),
            ("policy = { retention_days = 0 }", &[C(Topic::DataPolicy)]),
        ];
        for (text, questions) in cases {
            assert_eq!(faq(text), questions, "{text}");
        }
    }

    #[test]
    fn only_firm_links_and_different_providers_count() {
        let cost = "cost = { input = 1, output = 2 }";
        let topics = |ids: &[(&str, &str)]| {
            let site =
                Site::new().provider("p", "name = \"P\"").provider("q", "name = \"Q\"").model("a/m-4", "");
            let site = ids.iter().fold(site, |site, (provider, id)| site.offer(provider, id, cost));
            let directory = site.derive();
            directory.topics(directory.find("models/a/m-4")).any(|topic| topic == Topic::Offers)
        };
        assert!(topics(&[("p", "m-4"), ("q", "m-4")]));
        assert!(!topics(&[("p", "m-4"), ("q", "m-4-fp8")]));
        assert!(!topics(&[("p", "m-4"), ("p", "us/m-4")]));
    }

    #[test]
    fn nothing_is_answered_of_a_model_without_a_file_that_only_listings_say() {
        let facts = "knowledge = \"2024-01\"\ntool_call = true\nopen_weights = true\nlimit = { context = 8 }\n\
            cost = { input = 1, output = 2 }";
        let site =
            Site::new().provider("p", "name = \"P\"").provider("q", "name = \"Q\"").model("lab/x-1", "");
        let directory = site.offer("p", "lab/y-2", facts).offer("q", "lab/y-2", facts).derive();
        let place = directory.find("models/lab/y-2");
        assert!(directory.catalog.has_no_file(place));
        let topics: Vec<Topic> = directory.topics(place).collect();
        assert_eq!(topics, [Topic::Cost, Topic::Offers]);
    }

    #[test]
    fn a_saving_needs_both_prices_and_a_difference() {
        let saving = Question::Computed(Topic::PromptCaching);
        assert!(faq("cost = { input = 0.15, output = 1, cache_read = 0.075 }").contains(&saving));
        assert!(!faq("cost = { input = 0.15, output = 1, cache_read = 0.15 }").contains(&saving));
        assert!(!faq("cost = { output = 1, cache_read = 0.075 }").contains(&saving));
    }

    #[test]
    fn the_authors_question_replaces_the_computed_one() {
        let text = "limit = { context = 8 }\ncost = { input = 1, output = 1 }\n\
            [[faq]]\nquestion = \"Anything else?\"\nanswer = \"No\"\n\
            [[faq]]\nquestion = \" about COST\"\nanswer = \"Much\"";
        let expected = [Question::Own(1), Question::Computed(Topic::ContextWindow), Question::Own(0)];
        assert_eq!(faq(text), expected);
    }
}
