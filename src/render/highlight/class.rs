use std::str::FromStr;
use std::sync::LazyLock;

use syntect::parsing::{Scope, ScopeStack};

/// What a piece of code is, as far as colors tell; each has a class of one letter in `css/component/code.css`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A comment.
    Comment,
    /// Removed, in a patch.
    Deleted,
    /// An escape in a string: `\n`.
    Escape,
    /// The name of a function, where it is called or made.
    Function,
    /// Added, in a patch.
    Inserted,
    /// A keyword: `import`, `const`.
    Keyword,
    /// A number, `true`, `null`.
    Number,
    /// A string.
    String,
    /// A class or a type.
    Type,
    /// A variable of a shell: `$KEY`.
    Variable,
}

impl Class {
    /// Every class, in the order of the letters.
    pub const ALL: [Self; 10] = [
        Self::Comment,
        Self::Deleted,
        Self::Escape,
        Self::Function,
        Self::Inserted,
        Self::Keyword,
        Self::Number,
        Self::String,
        Self::Type,
        Self::Variable,
    ];

    /// The class in HTML: `k`.
    pub fn letter(self) -> char {
        match self {
            Self::Comment => 'c',
            Self::Deleted => 'd',
            Self::Escape => 'e',
            Self::Function => 'f',
            Self::Inserted => 'i',
            Self::Keyword => 'k',
            Self::Number => 'n',
            Self::String => 's',
            Self::Type => 't',
            Self::Variable => 'v',
        }
    }

    /// Returns the class of a letter.
    pub fn of_letter(letter: char) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.letter() == letter)
    }

    /// Returns the class of what stands in these scopes: the innermost that says something decides.
    pub fn of_scopes(scopes: &ScopeStack) -> Option<Self> {
        scopes.as_slice().iter().rev().find_map(|scope| meaning(*scope)).flatten()
    }
}

/// Scopes by prefix, the longer ones first. `None` is plain text, which ends the search: code in a string is not a string.
const MEANINGS: &[(&str, Option<Class>)] = &[
    ("comment", Some(Class::Comment)),
    ("constant.character.escape", Some(Class::Escape)),
    ("constant.language", Some(Class::Number)),
    ("constant.numeric", Some(Class::Number)),
    ("entity.name.class", Some(Class::Type)),
    ("entity.name.function", Some(Class::Function)),
    ("entity.name.section", Some(Class::Keyword)),
    ("entity.name.tag", Some(Class::Keyword)),
    ("entity.name.type", Some(Class::Type)),
    ("keyword.operator.word", Some(Class::Keyword)),
    ("keyword.operator.logical.python", Some(Class::Keyword)),
    ("keyword.operator", None),
    ("keyword", Some(Class::Keyword)),
    ("markup.deleted", Some(Class::Deleted)),
    ("markup.heading", Some(Class::Keyword)),
    ("markup.inserted", Some(Class::Inserted)),
    ("meta.interpolation", None),
    ("meta.mapping.key.js", None),
    ("meta.template.expression", None),
    ("punctuation.definition.variable", Some(Class::Variable)),
    ("storage", Some(Class::Keyword)),
    ("string", Some(Class::String)),
    ("support.class", Some(Class::Type)),
    ("support.function", Some(Class::Function)),
    ("support.type.property-name", None),
    ("support.type", Some(Class::Type)),
    ("variable.function", Some(Class::Function)),
    ("variable.language", Some(Class::Keyword)),
    ("variable.other.readwrite.shell", Some(Class::Variable)),
    ("variable.type", Some(Class::Type)),
];

static SCOPES: LazyLock<Vec<(Scope, Option<Class>)>> = LazyLock::new(|| {
    let read = |name| Scope::from_str(name).expect("every name above is a scope");
    MEANINGS.iter().map(|&(name, class)| (read(name), class)).collect()
});

#[allow(clippy::option_option, reason = "no meaning, plain text and a class are three answers")]
fn meaning(scope: Scope) -> Option<Option<Class>> {
    SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(scope)).map(|&(_, class)| class)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(scopes: &str) -> Option<Class> {
        Class::of_scopes(&ScopeStack::from_str(scopes).expect("scopes"))
    }

    #[test]
    fn the_innermost_scope_that_means_something_decides() {
        assert_eq!(class("source.python"), None);
        assert_eq!(
            class("source.js string.quoted.double.js punctuation.definition.string.begin.js"),
            Some(Class::String)
        );
        assert_eq!(class("source.js string.quoted.js constant.character.escape.js"), Some(Class::Escape));
        assert_eq!(class("source.js string.template.js meta.interpolation.js variable.other.js"), None);
        assert_eq!(class("source.js keyword.operator.assignment.js"), None);
        assert_eq!(class("source.js keyword.operator.word.new.js"), Some(Class::Keyword));
    }

    #[test]
    fn every_class_has_a_letter_of_its_own() {
        for class in Class::ALL {
            assert_eq!(Class::of_letter(class.letter()), Some(class));
        }
        assert!(Class::ALL.is_sorted_by_key(|class| class.letter()));
    }
}
