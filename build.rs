//! Hashes what the tool is made of, so that a changed tool takes no page over from a site that another one built.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// All that decides what a site looks like: code, templates, assets and the versions of dependencies.
const PARTS: [&str; 4] = ["Cargo.lock", "src", "static", "templates"];

fn main() -> io::Result<()> {
    let mut hasher = blake3::Hasher::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        for file in files(Path::new(part))? {
            let bytes = fs::read(&file)?;
            hasher.update(&(bytes.len() as u64).to_le_bytes()).update(&bytes);
        }
    }
    println!("cargo::rustc-env=MODELPRESS_SOURCES={}", &hasher.finalize().to_hex()[..16]);
    Ok(())
}

/// A file, or the files below a folder in the order of their paths.
fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(path.exists().then(|| path.to_owned()).into_iter().collect());
    }
    let entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
    let mut paths: Vec<PathBuf> = entries.collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths.iter().map(|path| files(path)).collect::<io::Result<Vec<_>>>()?.concat())
}
