//! Generated files of the repository, compared with what they are made of. `MODELPRESS_BLESS=1 cargo test --release` writes them.
//! The tests in `tests/` use this file, too.

use std::path::Path;
use std::{env, fs};

use snapbox::assert::Action;
use snapbox::{Assert, IntoData};

/// Whether the tests write generated files instead of comparing them.
pub(crate) fn is_on() -> bool {
    env::var_os("MODELPRESS_BLESS").is_some()
}

/// Compares a file, by its path in the repository, with what is generated for it.
#[track_caller]
pub(crate) fn assert_fresh(path: impl AsRef<Path>, generated: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if is_on() {
        fs::create_dir_all(path.parent().expect("a file is in a folder"))
            .expect("the folder of a generated file can be made");
        fs::write(&path, generated).expect("a generated file can be written");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == generated,
        "`{}` is stale; run `MODELPRESS_BLESS=1 cargo test --release`\n{}",
        path.display(),
        difference(&written, generated)
    );
}

/// Compares a text with what stands in the test, `snapbox::str![…]`, or in a file beside it, `snapbox::file![…]`.
/// A line end after its last line does not count.
#[track_caller]
pub(crate) fn assert_snapshot(actual: impl AsRef<str>, expected: impl IntoData) {
    let action = if is_on() { Action::Overwrite } else { Action::Verify };
    Assert::new().action(action).eq(actual.as_ref().trim_end_matches('\n'), expected.raw());
}

/// Where two texts differ first: the number of the line, and what each has there.
pub(crate) fn difference(expected: &str, actual: &str) -> String {
    let common = expected.bytes().zip(actual.bytes()).take_while(|(one, other)| one == other).count();
    let line = expected.as_bytes()[..common].iter().filter(|byte| **byte == b'\n').count() + 1;
    format!("line {line}\n  expected: {}\n    actual: {}", around(expected, common), around(actual, common))
}

/// The line around a byte of a text; of a long line, what is near.
fn around(text: &str, at: usize) -> String {
    const NEAR: usize = 80;
    let start = text.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |line| line + 1);
    let end =
        text.as_bytes()[at..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |line| at + line);
    let (near, far) = (start.max(at.saturating_sub(NEAR)), end.min(at + NEAR));
    let cut = |is_cut: bool| if is_cut { "…" } else { "" };
    let shown = String::from_utf8_lossy(&text.as_bytes()[near..far]);
    format!("{}{shown}{}", cut(near > start), cut(far < end))
}
