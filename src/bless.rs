//! Holds generated pages fresh: `MODELPRESS_BLESS=1 cargo test --release fresh` writes them anew.

use std::{env, fs, path::Path};

/// Compares a file of the repository with what it is generated from, or writes it where `MODELPRESS_BLESS` is set.
pub(crate) fn assert_fresh(path: &str, generated: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if env::var_os("MODELPRESS_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("a page stands in a folder")).unwrap();
        fs::write(&path, generated).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == generated,
        "`{}` is stale: run `MODELPRESS_BLESS=1 cargo test --release fresh`",
        path.display()
    );
}
