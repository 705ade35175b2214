/// Names for a language that the grammars do not know by themselves, or that have a lighter grammar.
const ALIASES: &[(&str, &str)] = &[
    ("cjs", "JavaScript"),
    ("console", "bash"),
    ("csharp", "cs"),
    ("curl", "bash"),
    ("golang", "go"),
    ("http", "HTTP Request and Response"),
    ("javascript", "JavaScript"),
    ("js", "JavaScript"),
    ("jsonc", "json"),
    ("mjs", "JavaScript"),
    ("node", "JavaScript"),
    ("shell", "bash"),
    ("shell-session", "bash"),
    ("zsh", "bash"),
];

/// Returns the name of a grammar that two names of a language share, so that prepared work is found by it.
pub(super) fn canonical(language: &str) -> String {
    let language = language.trim().to_ascii_lowercase();
    let alias = ALIASES.iter().find(|(name, _)| *name == language);
    alias.map_or(language, |(_, grammar)| (*grammar).to_owned())
}
