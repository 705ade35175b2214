use std::sync::LazyLock;

use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

use super::run::{Run, push_run};
use super::scope::class_of;

/// Longest code that is colored, in bytes, and its longest line: a grammar takes its time with either, and the
/// code in a record is a stranger's.
const LONGEST: usize = 32 * 1024;
const LONGEST_LINE: usize = 1024;

static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Colors code by a grammar, or returns nothing where there is none for the language or the code is too long.
pub(super) fn runs(code: &str, canonical: &str) -> Option<Vec<Run>> {
    if code.len() > LONGEST || code.lines().any(|line| line.len() > LONGEST_LINE) {
        return None;
    }
    let grammar = find(canonical)?;
    let mut state = ParseState::new(grammar);
    let mut scopes = ScopeStack::new();
    let mut runs = Vec::new();
    for line in code.split_inclusive('\n') {
        let changes = state.parse_line(line, &GRAMMARS).ok()?;
        let mut done = 0;
        for (place, change) in changes {
            push_run(&mut runs, place - done, class_of(&scopes));
            scopes.apply(&change).ok()?;
            done = place;
        }
        push_run(&mut runs, line.len() - done, class_of(&scopes));
    }
    Some(runs)
}

fn find(canonical: &str) -> Option<&'static SyntaxReference> {
    let by_name = || GRAMMARS.syntaxes().iter().find(|grammar| grammar.name == canonical);
    let grammar = by_name().or_else(|| GRAMMARS.find_syntax_by_token(canonical))?;
    (grammar.name != "Plain Text").then_some(grammar)
}
