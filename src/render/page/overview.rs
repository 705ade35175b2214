//! The lists of all authors, providers, capabilities, types and tags.

use serde::Serialize;

use super::browse::{BrowseBy, Entry};
use super::common::{counted, description, head};
use super::listing::counts;
use crate::derive::Directory;
use crate::domain::Capability;
use crate::render::page::browse::Counted;
use crate::render::page::provider_table::{self, ProviderTable};
use crate::render::view::{Page, Phrase};

/// The list of all authors, providers, capabilities, types or tags; templates see it as `overview`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Overview {
    /// One sentence with the count.
    pub lead: Option<Phrase>,
    /// The entries, in groups.
    pub groups: Vec<OverviewGroup>,
    /// The providers side by side, in the place of groups.
    pub providers: Option<ProviderTable>,
}

/// Entries that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct OverviewGroup {
    /// The heading; absent where there is one group.
    pub title: Option<String>,
    /// The entries.
    pub links: Vec<Counted>,
}

/// All authors.
pub(super) fn authors(directory: &Directory) -> (Page, Overview) {
    view(directory, BrowseBy::Authors, "Companies and labs that make models, and how many each has made.")
}

/// All providers.
pub(super) fn providers(directory: &Directory) -> (Page, Overview) {
    let sentence = "Companies that serve models over an API, and how many each offers.";
    let (page, overview) = view(directory, BrowseBy::Providers, sentence);
    let table = provider_table::table(directory);
    (page, Overview { groups: Vec::new(), providers: Some(table), ..overview })
}

/// All types.
pub(super) fn types(directory: &Directory) -> (Page, Overview) {
    view(directory, BrowseBy::Types, "Models by type of API call.")
}

/// All tags.
pub(super) fn tags(directory: &Directory) -> (Page, Overview) {
    view(directory, BrowseBy::Tags, "Models by topic.")
}

/// All capabilities, in groups.
pub(super) fn capabilities(directory: &Directory) -> (Page, Overview) {
    let sentence = "What models can do, with the number of models that have each capability.";
    let (page, overview) = view(directory, BrowseBy::Capabilities, sentence);
    (page, Overview { groups: groups(directory), ..overview })
}

fn view(directory: &Directory, way: BrowseBy, sentence: &str) -> (Page, Overview) {
    let entries = way.entries(directory);
    let (one, many) = way.words();
    let lead = format!("{}. {sentence}", counted(entries.len(), one, many));
    let page = Page {
        title: format!("{} of AI models", way.title()),
        description: description(&[&*lead, &counts(directory)]),
        ..head(&directory.settings, &way.route(), way.title())
    };
    let body =
        Overview { lead: Some(lead.into()), groups: vec![group(None, entries)], ..Overview::default() };
    (page, body)
}

fn group(title: Option<&str>, entries: Vec<Entry>) -> OverviewGroup {
    OverviewGroup {
        title: title.map(str::to_owned),
        links: entries.into_iter().map(|entry| entry.link).collect(),
    }
}

/// The headings over capabilities; those that stand under none come last.
const GROUPS: [(&str, &[Capability]); 3] = [
    (
        "Input",
        &[
            Capability::Vision,
            Capability::AudioInput,
            Capability::VideoInput,
            Capability::PdfInput,
            Capability::Attachments,
        ],
    ),
    (
        "Output",
        &[
            Capability::ImageOutput,
            Capability::AudioOutput,
            Capability::StructuredOutput,
            Capability::JsonMode,
        ],
    ),
    (
        "Abilities",
        &[
            Capability::Reasoning,
            Capability::ToolCalling,
            Capability::ParallelToolCalls,
            Capability::WebSearch,
            Capability::ComputerUse,
            Capability::CodeExecution,
        ],
    ),
];

fn groups(directory: &Directory) -> Vec<OverviewGroup> {
    let found = directory.facets.capabilities.iter().map(|(capability, _)| *capability);
    let mut entries: Vec<(Capability, Entry)> =
        found.zip(BrowseBy::Capabilities.entries(directory)).collect();
    let mut groups = Vec::new();
    for (title, members) in GROUPS {
        let (inside, rest): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|(capability, _)| members.contains(capability));
        entries = rest;
        groups.push(group(Some(title), inside.into_iter().map(|(_, entry)| entry).collect()));
    }
    let rest = entries.into_iter().map(|(_, entry)| entry).collect();
    groups.push(group(Some("Serving"), rest));
    groups.retain(|group| !group.links.is_empty());
    groups
}
