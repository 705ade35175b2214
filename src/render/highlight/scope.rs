use std::str::FromStr;
use std::sync::LazyLock;

use syntect::parsing::{Scope, ScopeStack};

use super::class::Class;

/// Returns the class of what stands in these scopes: the innermost that says something decides.
pub(super) fn class_of(scopes: &ScopeStack) -> Option<Class> {
    scopes.as_slice().iter().rev().find_map(|scope| meaning(*scope)).flatten()
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
        class_of(&ScopeStack::from_str(scopes).expect("scopes"))
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
}
