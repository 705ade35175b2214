//! Pages to disk: into a stage beside the output, which takes the output's place only when all of it is written. Nothing
//! that modelpress did not write is ever deleted or overwritten.

mod output;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

pub use output::{OutputError, check};

/// The file that marks an output folder as ours and lists what we wrote into it.
pub const MARKER: &str = "build.json";

/// What `build.json` holds.
#[derive(Debug, Serialize, Deserialize)]
pub struct Marker {
    /// Name and version of the tool.
    pub generator: String,
    /// Every file written, below the folder, in order.
    pub files: BTreeSet<String>,
}

/// A failure of the disk: the path, the deed and what the system said.
#[derive(Debug, thiserror::Error)]
#[error("failed to {deed} `{}`", path.display())]
pub struct WriteError {
    deed: &'static str,
    path: PathBuf,
    source: io::Error,
}

impl WriteError {
    fn new(deed: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self { deed, path, source }
    }
}

/// A folder that is being filled. Dropping it unfinished removes it and leaves the output as it was.
#[derive(Debug)]
pub struct Stage {
    folder: PathBuf,
    output: PathBuf,
    written: Mutex<Written>,
    finished: bool,
}

#[derive(Debug, Default)]
struct Written {
    files: BTreeSet<String>,
    bytes: u64,
}

impl Stage {
    /// Makes an empty stage beside the output folder.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn open(output: &Path) -> Result<Self, WriteError> {
        let name = output.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = output.with_file_name(format!(".{name}.modelpress-{}", std::process::id()));
        if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
            fs::create_dir_all(parent).map_err(WriteError::new("create", parent))?;
        }
        fs::create_dir(&folder).map_err(WriteError::new("create", &folder))?;
        Ok(Self { folder, output: output.to_owned(), written: Mutex::default(), finished: false })
    }

    /// Writes one file of the site; folders are made as they are needed.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), WriteError> {
        let full = self.folder.join(path);
        if let Err(error) = fs::write(&full, bytes) {
            let parent = full.parent().filter(|_| error.kind() == io::ErrorKind::NotFound);
            let Some(parent) = parent else { return Err(WriteError::new("write", full)(error)) };
            fs::create_dir_all(parent).map_err(WriteError::new("create", parent))?;
            fs::write(&full, bytes).map_err(WriteError::new("write", &full))?;
        }
        let mut written = self.written.lock().expect("no writer panics while it holds the lock");
        written.bytes += bytes.len() as u64;
        written.files.insert(path.to_owned());
        Ok(())
    }

    /// Writes the marker and puts the stage in the output's place. Returns the number of files and of bytes.
    ///
    /// # Errors
    /// When the disk refuses; the output is then as it was.
    pub fn finish(mut self, generator: &str) -> Result<(usize, u64), WriteError> {
        let mut files = self.written.lock().expect("no writer panics while it holds the lock").files.clone();
        files.insert(MARKER.to_owned());
        let marker = Marker { generator: generator.to_owned(), files };
        let json = serde_json::to_string_pretty(&marker).expect("a marker is plain text");
        self.write(MARKER, json.as_bytes())?;
        self.exchange()?;
        self.finished = true;
        let written = self.written.lock().expect("no writer panics while it holds the lock");
        Ok((written.files.len(), written.bytes))
    }

    fn exchange(&self) -> Result<(), WriteError> {
        if !self.output.exists() {
            return fs::rename(&self.folder, &self.output).map_err(WriteError::new("rename", &self.folder));
        }
        let mut old = self.folder.clone().into_os_string();
        old.push(".old");
        let old = PathBuf::from(old);
        fs::rename(&self.output, &old).map_err(WriteError::new("rename", &self.output))?;
        if let Err(error) = fs::rename(&self.folder, &self.output) {
            let back = fs::rename(&old, &self.output);
            return Err(WriteError::new("rename", &self.folder)(back.err().unwrap_or(error)));
        }
        fs::remove_dir_all(&old).map_err(WriteError::new("remove", &old))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.finished {
            // A stage that cannot be removed harms nobody: its name is its own.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}
