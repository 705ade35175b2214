//! What people see, as text.

use proptest::prelude::*;

use super::*;
use crate::bless::assert_snapshot;
use crate::diag::{Diagnostics, FileId, Level as Strictness, Levels};

static WRONG_TYPE: Code = Code::error("wrong-type", "", "", "", "");
static UNKNOWN_KEY: Code = Code::lint("unknown-key", Strictness::Warn, Strictness::Warn, "", "", "", "");
static UNUSED_FILE: Code = Code::lint("unused-file", Strictness::Hint, Strictness::Hint, "", "", "", "");

/// Files and what was found in them.
#[derive(Default)]
struct Case {
    sources: SourceMap,
    diagnostics: Diagnostics,
    style: Style,
}

impl Case {
    fn file(&mut self, path: &str, text: &str) -> FileId {
        self.sources.add(path, text)
    }

    /// Returns the span of the first place of a word.
    fn at(&self, file: FileId, word: &str) -> Span {
        let start = self.sources.text(file).find(word).unwrap();
        Span::new(file, start, start + word.len())
    }

    fn add(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn draw(self) -> String {
        let report = Report::new(self.diagnostics, &self.sources, &Levels::own_site(), false);
        let mut out = Vec::new();
        write_human(&report, &self.sources, &self.style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}

/// Draws one wrong type in a file, at the first place of a word.
fn draw(text: &str, word: &str) -> String {
    let mut case = Case::default();
    let file = case.file("models/a/b.toml", text);
    let span = case.at(file, word);
    case.add(Diagnostic::new(&WRONG_TYPE, span, "expected a number"));
    case.draw()
}

#[test]
fn a_finding_shows_message_place_source_caret_label_and_help() {
    let mut case = Case::default();
    let file = case.file("models/openai/x.toml", "id = \"x\"\n\n[cost]\ncache_raed = 0.075 # US$\n");
    let span = case.at(file, "cache_raed");
    case.add(
        Diagnostic::new(&UNKNOWN_KEY, span, "unknown key `cache_raed` in `[cost]`")
            .label(span, "not a key of `[cost]`")
            .help("did you mean `cache_read`?"),
    );
    assert_snapshot(
        case.draw(),
        snapbox::str![[r#"
warning[unknown-key]: unknown key `cache_raed` in `[cost]`
 --> models/openai/x.toml:4:1
  |
4 | cache_raed = 0.075 # US$
  | ^^^^^^^^^^ not a key of `[cost]`
  |
  = help: did you mean `cache_read`?
"#]],
    );
}

#[test]
fn a_whole_file_shows_its_path_alone() {
    let mut case = Case::default();
    let file = case.file("models/openai/notes.txt", "");
    case.add(
        Diagnostic::new(&UNUSED_FILE, Span::whole(file), "this file is not read")
            .help("end its name in `.toml`"),
    );
    case.add(Diagnostic::new(&UNUSED_FILE, Span::whole(file), "this name is taken"));
    assert_snapshot(
        case.draw(),
        snapbox::str![[r#"
hint[unused-file]: this file is not read
 --> models/openai/notes.txt
  |
  = help: end its name in `.toml`

hint[unused-file]: this name is taken
 --> models/openai/notes.txt
"#]],
    );
}

#[test]
fn labels_stand_in_their_own_lines_and_files() {
    let mut case = Case::default();
    let here = case.file("models/a/b.toml", "id = \"x\"\nname = \"X\"\n\n\n\n\n\n\n\n\nid = \"y\"\n");
    let there = case.file("models/a/c.toml", "# c\nid = \"x\"\n");
    let logo = case.file("models/a/logo.svg", "");
    let again = case.at(here, "id = \"y\"");
    let (first, other) = (case.at(here, "id = \"x\""), case.at(there, "\"x\""));
    case.add(
        Diagnostic::new(&WRONG_TYPE, again, "`id` appears twice")
            .label(first, "first here")
            .label(again, "again here")
            .label(other, "and there")
            .label(Span::whole(logo), "drawn in")
            .help("remove one"),
    );
    assert_snapshot(
        case.draw(),
        snapbox::str![[r#"
error[wrong-type]: `id` appears twice
  --> models/a/b.toml:11:1
   |
 1 | id = "x"
   | -------- first here
...
11 | id = "y"
   | ^^^^^^^^ again here
   |
  ::: models/a/c.toml:2:6
   |
 2 | id = "x"
   |      --- and there
   |
   = note: drawn in: models/a/logo.svg
   = help: remove one
"#]],
    );
}

#[test]
fn carets_stand_under_wide_characters() {
    assert_snapshot(
        draw("name = \"日本 🦀\" # no\n", "# no"),
        snapbox::str![[r#"
error[wrong-type]: expected a number
 --> models/a/b.toml:1:15
  |
1 | name = "日本 🦀" # no
  |                  ^^^^
"#]],
    );
}

#[test]
fn tabs_line_ends_and_byte_order_marks_do_not_move_the_caret() {
    assert_snapshot(
        draw("\u{feff}\tid = 7\r\n", "7"),
        snapbox::str![[r#"
error[wrong-type]: expected a number
 --> models/a/b.toml:1:7
  |
1 |     id = 7
  |          ^
"#]],
    );
}

#[test]
fn the_end_of_a_file_has_a_caret() {
    let mut case = Case::default();
    let lines = case.file("a.toml", "a = 1\n2\n3\n4\n5\n6\n7\n8\n9\n");
    let open = case.file("b.toml", "a = [");
    case.add(Diagnostic::new(&WRONG_TYPE, Span::new(lines, 22, 22), "expected more"));
    case.add(Diagnostic::new(&WRONG_TYPE, Span::new(open, 5, 5), "expected `]`"));
    assert_snapshot(
        case.draw(),
        snapbox::str![[r#"
error[wrong-type]: expected more
  --> a.toml:10:1
   |
10 |
   | ^

error[wrong-type]: expected `]`
 --> b.toml:1:6
  |
1 | a = [
  |      ^
"#]],
    );
}

#[test]
fn a_span_over_many_lines_shows_its_ends() {
    let text = format!("[a]\n{}b = [\n1,\n2,\n]\n", "x = 1\n".repeat(20));
    assert_snapshot(
        draw(&text, "b = [\n1,\n2,\n]\n"),
        snapbox::str![[r#"
error[wrong-type]: expected a number
  --> models/a/b.toml:22:1
   |
22 | / b = [
23 | | 1,
24 | | 2,
25 | | ]
   | |_^
"#]],
    );
    assert_snapshot(
        draw(&text, &text),
        snapbox::str![[r#"
error[wrong-type]: expected a number
  --> models/a/b.toml:1:1
   |
 1 | / [a]
 2 | | x = 1
 3 | | x = 1
 4 | | x = 1
...  |
24 | | 2,
25 | | ]
   | |_^
"#]],
    );
}

#[test]
fn a_very_long_line_is_cut_around_its_span() {
    let text = format!("a = \"{}\", x = 1, b = \"{}\"", "é".repeat(50_000), "é".repeat(50_000));
    assert_snapshot(
        draw(&text, "x = 1"),
        snapbox::str![[r#"
error[wrong-type]: expected a number
 --> models/a/b.toml:1:50009
  |
1 | ...ééééééééééééééééééééééééé", x = 1, b = "éééééééééééééééééééééééééééééééééééééééééééééé...
  |                                ^^^^^
"#]],
    );
    assert_snapshot(
        draw(&text, &text),
        snapbox::str![[r#"
error[wrong-type]: expected a number
 --> models/a/b.toml:1:1
  |
1 | a = "ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé...
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"#]],
    );
}

#[test]
fn what_a_record_says_is_shown_and_never_obeyed() {
    let mut case = Case::default();
    let file = case.file(
        "models/\u{1b}[2J/\n::error::x.toml",
        "a = '\u{1b}[31m\u{202e}evil\u{7}' # ##[add-mask]a\n::error::b\n",
    );
    let span = case.at(file, "evil");
    let second = case.at(file, "::error::b");
    case.add(
        Diagnostic::new(&WRONG_TYPE, span, "bad `\r\n::error::owned\u{9b}31m`")
            .label(span, "see\n::error::label")
            .label(second, "a\u{2028}b")
            .help("write `\u{200b}`\n::warning::help\n\t##vso[task]"),
    );
    let drawn = case.draw();
    assert!(drawn.chars().all(|character| character == '\n' || !character.is_control()));
    assert!(drawn.lines().all(|line| !line.trim_start().starts_with("::error")));
    assert_snapshot(
        drawn,
        snapbox::str![[r#"
error[wrong-type]: bad `
                   | ::error::owned\u{9b}31m`
 --> models/\u{1b}[2J/\n::error::x.toml:1:12
  |
1 | a = '\u{1b}[31m\u{202e}evil\u{7}' # #\u{23}[add-mask]a
  |                        ^^^^ see\n::error::label
2 | ::error::b
  | ---------- a\u{2028}b
  |
  = help: write `\u{200b}`
          | ::warning::help
          |     #\u{23}vso[task]
"#]],
    );
}

#[test]
fn equal_findings_fold_after_the_third() {
    let case = || {
        let mut case = Case::default();
        for number in 1..=290 {
            let file = case.file(&format!("models/a/{number:03}.toml"), "ctx = 1\n");
            let span = case.at(file, "ctx");
            case.add(Diagnostic::new(&UNKNOWN_KEY, span, "unknown key `ctx`"));
        }
        case
    };
    assert_snapshot(
        case().draw(),
        snapbox::str![[r#"
warning[unknown-key]: unknown key `ctx`
 --> models/a/001.toml:1:1
  |
1 | ctx = 1
  | ^^^

warning[unknown-key]: unknown key `ctx`
 --> models/a/002.toml:1:1
  |
1 | ctx = 1
  | ^^^

warning[unknown-key]: unknown key `ctx`
 --> models/a/003.toml:1:1
  |
1 | ctx = 1
  | ^^^

… and 287 more `unknown-key` warnings (--all shows them)
"#]],
    );
    let all = Case { style: Style { all: true, ..Style::default() }, ..case() }.draw();
    assert_eq!(all.matches("warning[unknown-key]").count(), 290);
    assert!(!all.contains("--all"));
}

#[test]
fn one_folded_finding_is_not_plural() {
    assert_eq!(
        describe_rest(&UNUSED_FILE, Severity::Hint, 1),
        "… and 1 more `unused-file` hint (--all shows it)"
    );
}

#[test]
fn colors_are_written_on_demand_alone() {
    let case = |color| {
        let mut case = Case { style: Style { color, ..Style::default() }, ..Case::default() };
        let file = case.file("a.toml", "a = 1\n");
        let span = case.at(file, "1");
        case.add(Diagnostic::new(&WRONG_TYPE, span, "expected a string").help("write `\"1\"`"));
        case.draw()
    };
    assert!(!case(false).contains('\u{1b}'));
    assert!(case(true).contains("\u{1b}[1m\u{1b}[91merror[wrong-type]"));
    let mut plain = String::new();
    let mut parts = case(true);
    while let Some(start) = parts.find('\u{1b}') {
        plain.push_str(&parts[..start]);
        let end = start + parts[start..].find('m').unwrap() + 1;
        parts = parts[end..].to_owned();
    }
    assert_eq!(plain + &parts, case(false));
}

/// Whether a line begins with something of ours: the margin, a line number, or the mark of lines left out.
fn is_framed(line: &str) -> bool {
    line.is_empty() || line.starts_with([' ', '.']) || line.starts_with(|first: char| first.is_ascii_digit())
}

proptest! {
    #[test]
    fn any_text_and_span_is_drawn_without_characters_that_act(
        text in "([ -~]|[\\n\\r\\t]|\\PC|\\pC){0,80}",
        filler in 0_usize..200,
        spans in prop::collection::vec((0_usize..300, 0_usize..300), 1..4),
        width in 0_usize..200,
    ) {
        let mut case = Case { style: Style { width, ..Style::default() }, ..Case::default() };
        let file = case.file(&text, &format!("{}{text}", " ".repeat(filler)));
        let mut diagnostic = Diagnostic::new(&WRONG_TYPE, Span::new(file, spans[0].0, spans[0].1), &*text).help(&*text);
        for (start, end) in &spans {
            diagnostic = diagnostic.label(Span::new(file, *start, *end), &*text);
        }
        case.add(diagnostic);
        let drawn = case.draw();
        prop_assert!(drawn.chars().all(|character| character == '\n' || !character.is_control()));
        prop_assert!(drawn.lines().skip(1).all(is_framed), "{drawn}");
    }
}

#[test]
fn nothing_is_drawn_when_nothing_was_found() {
    assert_eq!(Case::default().draw(), "");
}
