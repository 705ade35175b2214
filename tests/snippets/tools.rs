#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What `tests/tools.sh` installs: real interpreters and real SDKs.
pub(crate) struct Tools {
    folder: PathBuf,
}

impl Tools {
    /// Finds the tools, or fails with the line that installs them.
    pub(crate) fn find() -> Self {
        let named = std::env::var_os("MODELPRESS_TEST_TOOLS").map(PathBuf::from);
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let tools = Self { folder: package.join(named.unwrap_or_else(|| "target/test-tools".into())) };
        for needed in ["venv/bin/python", "venv/.packages", "node_modules/.packages", "node_modules/openai"] {
            let path = tools.folder.join(needed);
            assert!(
                path.exists(),
                "`{}` is missing; install the tests' tools with: sh tests/tools.sh",
                path.display()
            );
        }
        tools
    }

    /// Makes an empty folder from which the installed packages of Node are found.
    pub(crate) fn scratch(&self) -> tempfile::TempDir {
        tempfile::Builder::new()
            .prefix("run-")
            .tempdir_in(&self.folder)
            .expect("the tools' folder can be written to")
    }

    /// A file of an installed package of Node.
    pub(crate) fn node_module(&self, path: &str) -> PathBuf {
        std::path::absolute(self.folder.join("node_modules").join(path)).unwrap()
    }

    pub(crate) fn python(&self) -> Command {
        Command::new(std::path::absolute(self.folder.join("venv/bin/python")).unwrap())
    }

    /// Python with the package of `LiteLLM`, which is large and stands alone.
    pub(crate) fn litellm(&self) -> Command {
        let path = self.folder.join("litellm/bin/python");
        assert!(path.exists(), "`{}` is missing; install it with: sh tests/tools.sh litellm", path.display());
        Command::new(std::path::absolute(path).unwrap())
    }

    /// The price list of the package of `LiteLLM`.
    pub(crate) fn litellm_list(&self) -> PathBuf {
        let lib = self.folder.join("litellm/lib");
        let versions = std::fs::read_dir(&lib).unwrap_or_else(|error| panic!("`{}`: {error}", lib.display()));
        let name = "site-packages/litellm/model_prices_and_context_window_backup.json";
        let mut lists = versions.filter_map(|version| Some(version.ok()?.path().join(name)));
        let list = lists.find(|list| list.exists()).expect("the package has its list");
        std::path::absolute(list).unwrap()
    }

    /// Python with the prices of `genai-prices`.
    pub(crate) fn genai(&self) -> Command {
        let path = self.folder.join("genai/bin/python");
        assert!(path.exists(), "`{}` is missing; install it with: sh tests/tools.sh genai", path.display());
        Command::new(std::path::absolute(path).unwrap())
    }

    /// The JSON Schema of SARIF 2.1.0.
    pub(crate) fn sarif_schema(&self) -> String {
        let path =
            self.folder.join("sarif/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
        std::fs::read_to_string(&path).unwrap_or_else(|error| {
            panic!("`{}`: {error}; install it with: sh tests/tools.sh sarif", path.display())
        })
    }

    /// The folder of the types of schema.org, from which their compiler finds them.
    pub(crate) fn schema_org(&self) -> PathBuf {
        let folder = self.folder.join("schema_org");
        let is_there = folder.join("node_modules/typescript").exists() && folder.join(".packages").exists();
        assert!(is_there, "`{}` is missing; install it with: sh tests/tools.sh schema_org", folder.display());
        std::path::absolute(folder).unwrap()
    }

    pub(crate) fn node() -> Command {
        Command::new("node")
    }

    pub(crate) fn bash() -> Command {
        Command::new("bash")
    }
}

/// Runs a command that must succeed, and returns what it printed.
pub(crate) fn run(command: &mut Command) -> String {
    let program = format!("{command:?}");
    let output = command.output();
    let Output { status, stdout, stderr } = output.unwrap_or_else(|error| {
        panic!("{program}: {error}; install the tests' tools with: sh tests/tools.sh")
    });
    let (stdout, stderr) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "{program}\n{status}\n{stdout}\n{stderr}");
    stdout.into_owned()
}
