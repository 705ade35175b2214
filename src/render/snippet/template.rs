use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult};

use crate::endpoint::{Package, RequestKind, Sdk, SupportedParams};

use super::error::SnippetError;
use super::quoting::Quoting;
use super::slot::{Field, Slot, has_mark, quote};

/// The templates of all languages, read once.
#[derive(Debug)]
pub(super) struct Templates {
    tera: Tera,
    names: Vec<String>,
}

/// What decides the text of a shape, beside the template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Switches {
    pub(super) sdk: Sdk,
    pub(super) form: RequestKind,
    pub(super) is_default_address: bool,
    pub(super) takes: SupportedParams,
}

impl Templates {
    /// Reads templates, each under its path below `snippets/`: `python/openai-chat.txt`. The newline at a file's end is
    /// not part of it, so that an included file is followed by what the including one says.
    pub(super) fn read(files: &BTreeMap<String, String>) -> Result<Self, Vec<SnippetError>> {
        let marked: Vec<SnippetError> =
            files.iter().filter_map(|(name, text)| refuse_marks(name, text)).collect();
        if !marked.is_empty() {
            return Err(marked);
        }
        let mut tera = Tera::new();
        for quoting in Quoting::ALL {
            let filter = move |text: &str, _: Kwargs, _: &State| -> TeraResult<String> {
                quote(text, quoting).map_err(tera::Error::message)
            };
            tera.register_filter(quoting.filter(), filter);
        }
        let names = files.keys().cloned().collect();
        let pairs = files.iter().map(|(name, text)| (name.as_str(), text.trim_end()));
        match tera.add_raw_templates(pairs) {
            Ok(()) => Ok(Self { tera, names }),
            Err(error) => Err(vec![SnippetError::of_tera("", &error)]),
        }
    }

    /// The names of the templates, sorted.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Returns the template that a language has for a call: the SDK's, else the one in plain HTTP that says the same.
    pub(super) fn find(&self, language: &str, sdk: Sdk, form: RequestKind) -> Option<&str> {
        let named = |sdk: Sdk| format!("{language}/{}-{}.txt", sdk.word(), form.word());
        let has = |name: String| self.names.binary_search(&name).ok().map(|index| self.names[index].as_str());
        has(named(sdk)).or_else(|| if sdk == Sdk::OpenAi { has(named(Sdk::Http)) } else { None })
    }

    /// Renders a template with marks in the place of values.
    pub(super) fn render(&self, template: &str, switches: Switches) -> Result<String, SnippetError> {
        let rendered = self.tera.render(template, &context(switches));
        rendered.map_err(|error| SnippetError::of_tera(template, &error))
    }
}

fn refuse_marks(name: &str, text: &str) -> Option<SnippetError> {
    has_mark(text).then(|| {
        SnippetError::in_file(name, "the template contains text that is reserved for values of a page")
    })
}

/// The package of the AI SDK, as templates see it.
#[derive(Serialize)]
struct PackageView {
    module: &'static str,
    install: &'static str,
    factory: &'static str,
    settings: Vec<SettingView>,
    wrapper: Option<WrapperView>,
}

#[derive(Serialize)]
struct SettingView {
    option: &'static str,
    variable: &'static str,
}

#[derive(Serialize)]
struct WrapperView {
    function: &'static str,
    module: &'static str,
}

fn context(switches: Switches) -> Context {
    let mut context = Context::new();
    for field in Field::ALL {
        context.insert(field.name(), &Slot::raw(field).to_string());
    }
    context.insert("takes", &switches.takes);
    context.insert("default_address", &switches.is_default_address);
    let package = if let Sdk::AiSdk(package) = switches.sdk { Some(view(package)) } else { None };
    context.insert("package", &package);
    context
}

fn view(package: &Package) -> PackageView {
    PackageView {
        module: package.npm,
        install: package.install,
        factory: package.factory,
        settings: package
            .settings
            .iter()
            .map(|&(option, variable): &(&'static str, &'static str)| SettingView { option, variable })
            .collect(),
        wrapper: package.wrapper.map(|(function, module)| WrapperView { function, module }),
    }
}
