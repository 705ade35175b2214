use serde::Serialize;

use super::subject::RecordPage;
use crate::derive::Directory;
use crate::render::page::common::listed;
use crate::resolve::{Degree, Place};

/// How it is known which model an offer is of; on the page of the offer and in the rows of offers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ModelLink {
    /// `declared`: the file names the model; `exact`: the id does; `matched`: the id says more or less than the model's name.
    pub degree: &'static str,
    /// The words for readers: "Matched by ID, not confirmed by the provider". What the file itself says needs none.
    pub note: Option<String>,
    /// What the id says beside the model's name: `free`, `fp8`, `thinking`, a date.
    pub variant: Vec<String>,
    /// What the model's name says and the id leaves out: `instruct`, `a22b`, a date.
    pub assumed: Vec<String>,
    /// The words for `assumed`: "The ID leaves out a22b".
    pub assumption: Option<String>,
}

impl ModelLink {
    /// Whether nothing has to be said: the file or the id names the model.
    pub(super) fn is_certain(&self) -> bool {
        self.degree != Degree::Matched.as_str()
    }
}

/// How it is known which model the page's offer is of.
pub(super) fn model_link(subject: &RecordPage<'_>) -> Option<ModelLink> {
    match subject.place {
        Place::Offer(at) => of_offer(subject.directory, at),
        Place::Model(_) => None,
    }
}

/// How it is known which model an offer is of.
pub(super) fn of_offer(directory: &Directory, offer: usize) -> Option<ModelLink> {
    let link = directory.catalog.offers[offer].link.as_ref()?;
    let note = match link.degree {
        Degree::Declared => None,
        Degree::Exact => Some("Linked by ID"),
        Degree::Matched => Some("Matched by ID, not confirmed by the provider"),
    };
    let assumption =
        (!link.assumed.is_empty()).then(|| format!("The ID leaves out {}", listed(&link.assumed)));
    Some(ModelLink {
        degree: link.degree.as_str(),
        note: note.map(str::to_owned),
        variant: link.dropped.clone(),
        assumed: link.assumed.clone(),
        assumption,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::fixture::directory;

    fn link_words(id: &str, text: &str) -> (String, String) {
        let path = format!("providers/p/models/{id}.toml");
        let directory = directory(&[
            ("models/lab/m-4-instruct.toml", "name = \"M\"\nreasoning = true"),
            ("providers/p/provider.toml", "name = \"P\""),
            (&path, &format!("name = \"O\"\n{text}")),
        ]);
        let link = model_link(&RecordPage::new(&directory, Place::Offer(0))).unwrap();
        let words = [link.variant.join(" "), link.assumption.unwrap_or_default()].join("|");
        (link.note.unwrap_or_default(), words)
    }

    #[test]
    fn the_page_of_an_offer_says_how_its_model_is_known() {
        assert_eq!(link_words("x", "base_model = \"lab/m-4-instruct\""), (String::new(), "|".to_owned()));
        assert_eq!(link_words("m-4-instruct", ""), ("Linked by ID".to_owned(), "|".to_owned()));
        let matched = "Matched by ID, not confirmed by the provider".to_owned();
        assert_eq!(link_words("m-4-instruct-fp8", ""), (matched.clone(), "fp8|".to_owned()));
        assert_eq!(link_words("m-4:free", ""), (matched, "free|The ID leaves out instruct".to_owned()));
    }
}
