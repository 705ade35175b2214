//! What an offer lacks beside its model.

use crate::derive::Directory;
use crate::domain::{Capability, TokenCount};
use crate::render::page::words::lower;
use crate::resolve::{Place, Record};

/// What an offer says less than its model.
#[derive(Debug, Default)]
pub(super) struct OfferDifference {
    /// What the model can do and the offer cannot.
    pub lost: Vec<Capability>,
    /// What the model can do and the offer does not speak of.
    pub unstated: Vec<Capability>,
    /// The model's context window, where the offer's is shorter.
    pub context: Option<TokenCount>,
    /// The model's longest response, where the offer's is shorter.
    pub output: Option<TokenCount>,
    /// The number format of the offer, where its file says another one.
    pub quantization: Option<String>,
}

/// The share of a limit of the model, in percent, below which that of an offer is shorter: 262,000 is 262,144 in round numbers.
const SAME: u128 = 97;

/// What an offer of a model lacks; nothing where it names none.
pub(super) fn difference(directory: &Directory, offer: usize) -> OfferDifference {
    let Some(model) = directory.catalog.offers[offer].model() else { return OfferDifference::default() };
    let model = directory.record(Place::Model(model));
    let record = directory.record(Place::Offer(offer));
    // Whether weights can be downloaded is a fact of the model.
    let of_model = || model.capabilities.iter().filter(|it| *it != Capability::OpenWeights);
    OfferDifference {
        lost: of_model().filter(|it| record.capabilities.get(*it) == Some(false)).collect(),
        unstated: of_model().filter(|it| record.capabilities.get(*it).is_none()).collect(),
        context: shorter(model.limit.context.known(), record.limit.context.known()),
        output: shorter(model.limit.output.known(), record.limit.output.known()),
        quantization: other_format(model, record),
    }
}

/// The number format that the file of an offer says and that of its model does not.
fn other_format(model: &Record, offer: &Record) -> Option<String> {
    let [of_model, of_offer] = [model, offer].map(|record| record.architecture.quantization.as_ref());
    of_offer.filter(|format| of_model.is_none_or(|other| !other.eq_ignore_ascii_case(format))).cloned()
}

fn shorter(model: Option<TokenCount>, offer: Option<TokenCount>) -> Option<TokenCount> {
    let (model, offer) = (model?, offer?);
    (u128::from(offer.0) * 100 < u128::from(model.0) * SAME).then_some(model)
}

impl OfferDifference {
    /// What is lost, in words: "No vision or tool calling".
    pub(super) fn lost_words(&self) -> Option<String> {
        (!self.lost.is_empty()).then(|| format!("No {}", names(&self.lost)))
    }

    /// What is not stated, in words: "Reasoning not stated", "4 capabilities not stated".
    pub(super) fn unstated_words(&self) -> Option<String> {
        match self.unstated.len() {
            0 => None,
            1 => Some(format!("{} not stated", self.unstated[0].words().label)),
            many => Some(format!("{many} capabilities not stated")),
        }
    }
}

/// "vision, video input or tools"
fn names(capabilities: &[Capability]) -> String {
    let names: Vec<String> = capabilities.iter().map(|it| lower(it.words().label)).collect();
    match names.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        few => few.concat(),
    }
}
