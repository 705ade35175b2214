//! Quickstarts: a [`Call`] comes in, the same request in several languages goes out, as text and as colored HTML.
//!
//! A template per language and kind of request (`templates/snippets/python/openai-chat.txt`) is rendered once for each
//! distinct *shape*, with marks in the place of a page's values; the shape is colored once; a page only fills in its
//! values, each quoted for the place where it stands. Text and HTML come from the same pieces, so what is copied is what
//! is seen. A site adds a language by adding a folder.

mod error;
mod language;
mod quoting;
mod shape;
mod slot;
mod template;
#[cfg(test)]
mod tests;
mod trial;

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use crate::endpoint::{Call, SetupNotes};

pub use error::SnippetError;
pub use language::Language;
pub use quoting::Quoting;
pub use slot::Field;

use shape::Shape;
use template::{Switches, Templates};
use trial::trials;

/// The templates of all languages, and the shapes that were made of them so far.
#[derive(Debug)]
pub struct Snippets {
    templates: Templates,
    languages: Vec<Language>,
    shapes: ShapeCache<Switches, Option<Arc<Shape>>>,
    colored: ShapeCache<String, Arc<Shape>>,
}

/// What was made before, by language and what decides.
type ShapeCache<K, V> = RwLock<HashMap<(usize, K), V>>;

/// How to call a model: what to change, and examples that run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quickstart {
    /// What the reader changes, in words; nothing where there are no examples.
    pub guide: Option<SetupNotes>,
    /// The examples, in the order of the languages that were asked for.
    pub snippets: Vec<Snippet>,
    /// Why there are none, in a sentence.
    pub missing: Option<String>,
}

/// One example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The language's folder, fit for an id: `python`.
    pub language: String,
    /// The language in words: `Python`.
    pub label: String,
    /// The command that installs what the code needs: `pip install openai`.
    pub install: Option<String>,
    /// The code, exactly as it is copied.
    pub text: String,
    /// The code with classes; its text is `text`.
    pub html: String,
}

impl Quickstart {
    /// Returns a quickstart without examples, for a reason.
    pub fn missing(reason: impl Into<String>) -> Self {
        Self { guide: None, snippets: Vec::new(), missing: Some(reason.into()) }
    }
}

impl Snippets {
    /// Reads templates: pairs of a path below `templates/` or below `templates/snippets/`, and the text. Files named
    /// `_….txt` are only included.
    ///
    /// Each template is tried once without and once with everything that a model can take.
    ///
    /// # Errors
    ///
    /// All mistakes in the templates.
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Result<Self, Vec<SnippetError>> {
        let is_template = |name: &str| name.rsplit_once('.').is_some_and(|(_, ending)| ending == "txt");
        let below = |name: String| name.strip_prefix("snippets/").map(str::to_owned).unwrap_or(name);
        let files = files.into_iter().filter(|(name, _)| is_template(name));
        let files = files.map(|(name, text)| (below(name), text)).collect();
        let templates = Templates::read(&files)?;
        let languages = languages(&templates);
        let snippets = Self { templates, languages, shapes: RwLock::default(), colored: RwLock::default() };
        let mistakes = snippets.try_all();
        if mistakes.is_empty() { Ok(snippets) } else { Err(mistakes) }
    }

    /// The languages that have a folder: Python, JavaScript and cURL first, others by name. This is the default order.
    pub fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// Writes the examples for a call in these languages, in this order. A language without an honest example is left
    /// out, and so is a name that is no folder.
    ///
    /// # Errors
    ///
    /// A mistake in a template that only this call brings out.
    pub fn quickstart<S: AsRef<str>>(
        &self,
        call: &Call,
        languages: &[S],
    ) -> Result<Quickstart, SnippetError> {
        if let Some(reason) = call.obstacle() {
            return Ok(Quickstart::missing(reason));
        }
        let mut snippets = Vec::with_capacity(languages.len());
        for name in languages {
            let found = self.languages.iter().position(|language| language.name == name.as_ref());
            let Some(index) = found else { continue };
            if let Some(shape) = self.shape(index, Switches::of(call))? {
                snippets.push(self.snippet(index, &shape, call));
            }
        }
        if snippets.is_empty() {
            return Ok(Quickstart::missing("There is no example for this kind of call."));
        }
        Ok(Quickstart { guide: Some(SetupNotes::of(call)), snippets, missing: None })
    }

    fn snippet(&self, index: usize, shape: &Shape, call: &Call) -> Snippet {
        let language = &self.languages[index];
        let (text, html) = shape.fill(call);
        let install = shape.install.clone();
        Snippet { language: language.name.clone(), label: language.label.clone(), install, text, html }
    }

    fn shape(&self, language: usize, switches: Switches) -> Result<Option<Arc<Shape>>, SnippetError> {
        let key = (language, switches);
        if let Some(shape) = self.shapes.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(shape.clone());
        }
        let shape = match self.rendered(language, switches)? {
            Some((template, rendered)) => Some(self.colored(language, template, rendered)?),
            None => None,
        };
        self.shapes.write().unwrap_or_else(PoisonError::into_inner).insert(key, shape.clone());
        Ok(shape)
    }

    fn rendered(&self, language: usize, switches: Switches) -> Result<Option<(&str, String)>, SnippetError> {
        let found = self.templates.find(&self.languages[language].name, switches.sdk, switches.form);
        let Some(template) = found else { return Ok(None) };
        Ok(Some((template, self.templates.render(template, switches)?)))
    }

    /// Many switches change nothing in many templates: a text is colored once.
    fn colored(&self, language: usize, template: &str, rendered: String) -> Result<Arc<Shape>, SnippetError> {
        let key = (language, rendered);
        if let Some(shape) = self.colored.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(shape.clone());
        }
        let grammar = &self.languages[language].grammar;
        let shape =
            Shape::new(&key.1, grammar).map_err(|mistake| SnippetError::in_file(template, mistake))?;
        let shape = Arc::new(shape);
        self.colored.write().unwrap_or_else(PoisonError::into_inner).insert(key, shape.clone());
        Ok(shape)
    }

    fn try_all(&self) -> Vec<SnippetError> {
        let names = self.templates.names().iter().filter(|name| !is_partial(name));
        names.filter_map(|name| self.try_one(name).err()).collect()
    }

    fn try_one(&self, name: &str) -> Result<(), SnippetError> {
        let unknown = |mistake| SnippetError {
            help: Some(trial::help(name).into()),
            ..SnippetError::in_file(name, mistake)
        };
        let trials = trials(name).map_err(unknown)?;
        for trial in trials {
            let rendered = self.templates.render(name, trial)?;
            shape::check(&rendered).map_err(|mistake| SnippetError::in_file(name, mistake))?;
        }
        Ok(())
    }
}

impl Switches {
    fn of(call: &Call) -> Self {
        let access = &call.access;
        let (sdk, form, is_default_address) = (access.sdk, access.form, access.is_default_address);
        Self { sdk, form, is_default_address, takes: call.takes }
    }
}

fn languages(templates: &Templates) -> Vec<Language> {
    let folders: BTreeSet<&str> =
        templates.names().iter().filter_map(|name| name.split_once('/').map(|(folder, _)| folder)).collect();
    let mut languages: Vec<Language> = folders.into_iter().map(Language::of_folder).collect();
    languages.sort_by(|one, other| one.order().cmp(&other.order()));
    languages
}

fn is_partial(name: &str) -> bool {
    name.rsplit('/').next().is_some_and(|file| file.starts_with('_'))
}
