//! The lists of all authors, providers, capabilities, types and tags.

use super::browse::{Entry, Way};
use super::common::{counted, description, head};
use super::index::counts;
use crate::derive::Directory;
use crate::domain::Capability;
use crate::render::view::{Body, Overview, OverviewGroup, Page, PageKind, View};

/// All authors.
pub(super) fn authors(directory: &Directory) -> View {
    view(
        directory,
        Way::Authors,
        PageKind::Authors,
        "Who makes the models, with the number of models of each.",
    )
}

/// All providers.
pub(super) fn providers(directory: &Directory) -> View {
    view(
        directory,
        Way::Providers,
        PageKind::Providers,
        "Who serves models over an API, with the number of offers of each.",
    )
}

/// All types.
pub(super) fn types(directory: &Directory) -> View {
    view(
        directory,
        Way::Types,
        PageKind::Types,
        "What a call to a model does, with the number of models of each type.",
    )
}

/// All tags.
pub(super) fn tags(directory: &Directory) -> View {
    view(
        directory,
        Way::Tags,
        PageKind::Tags,
        "Words under which models are listed, with the number of models of each.",
    )
}

/// All capabilities, in groups.
pub(super) fn capabilities(directory: &Directory) -> View {
    let sentence = "What models can do, with the number of models that are known to do it.";
    let mut view = view(directory, Way::Capabilities, PageKind::Capabilities, sentence);
    if let Body::Overview(overview) = &mut view.body {
        overview.groups = groups(directory);
    }
    view
}

fn view(directory: &Directory, way: Way, kind: PageKind, sentence: &str) -> View {
    let entries = way.entries(directory);
    let (one, many) = way.words();
    let lead = format!("{}. {sentence}", counted(entries.len(), one, many));
    let page = Page {
        title: format!("{} of AI models", way.title()),
        description: description(&[&*lead, &counts(directory), "Each leads to its list, newest first."]),
        ..head(&directory.settings, kind, &way.route(), way.title())
    };
    let body = Overview { lead: Some(lead.into()), groups: vec![group(None, entries)] };
    View { page, body: Body::Overview(body) }
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
        "What they read",
        &[
            Capability::Vision,
            Capability::AudioInput,
            Capability::VideoInput,
            Capability::PdfInput,
            Capability::Attachments,
        ],
    ),
    (
        "What they write",
        &[
            Capability::ImageOutput,
            Capability::AudioOutput,
            Capability::StructuredOutput,
            Capability::JsonMode,
        ],
    ),
    (
        "What they do",
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
    let mut entries: Vec<(Capability, Entry)> = found.zip(Way::Capabilities.entries(directory)).collect();
    let mut groups = Vec::new();
    for (title, members) in GROUPS {
        let (inside, rest): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|(capability, _)| members.contains(capability));
        entries = rest;
        groups.push(group(Some(title), inside.into_iter().map(|(_, entry)| entry).collect()));
    }
    let rest = entries.into_iter().map(|(_, entry)| entry).collect();
    groups.push(group(Some("How they are served"), rest));
    groups.retain(|group| !group.links.is_empty());
    groups
}
