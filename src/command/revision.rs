//! A revision of the git repository that a site stands in, as the site's sources. Nothing of the repository is touched: the
//! files are written to a temporary folder with an index of its own, read, and forgotten.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context;
use tempfile::TempDir;

use super::Failure;
use crate::discover::{DiscoverError, Sources, discover};

/// Reads a site as it was at a revision: a branch, a tag or a commit.
pub(super) fn sources(site: &Path, revision: &str) -> Result<Sources, Failure> {
    let commit = commit(site, revision)?;
    let prefix = git(site, ["rev-parse", "--show-prefix"]).map_err(Failure::World)?;
    let folder = TempDir::new().context("failed to make a temporary folder").map_err(Failure::World)?;
    let tree = folder.path().join("tree");
    std::fs::create_dir(&tree).map_err(Failure::world)?;
    check_out(site, folder.path(), &format!("{commit}:{}", prefix.trim_end_matches('/')))
        .map_err(Failure::World)?;
    discover(&tree).map_err(|error| Failure::usage(format_args!("revision `{revision}`: {}", cause(&error))))
}

fn cause(error: &DiscoverError) -> String {
    if let DiscoverError::NoModels { .. } = error {
        return "there is no `models` folder in it".to_owned();
    }
    error.to_string()
}

fn commit(site: &Path, revision: &str) -> Result<String, Failure> {
    let name = format!("{revision}^{{commit}}");
    let found = git(site, ["rev-parse", "--verify", "--end-of-options", &name]);
    found.map_err(|error| {
        let is_shallow = git(site, ["rev-parse", "--is-shallow-repository"]).is_ok_and(|said| said == "true");
        let help = if is_shallow { SHALLOW } else { "" };
        Failure::usage(format_args!(
            "`{revision}` is not a revision of the repository of `{}`: {error}{help}",
            site.display()
        ))
    })
}

/// What to do where the history of a repository is cut off, as GitHub Actions fetches it.
const SHALLOW: &str = "\nhelp: the clone is shallow and lacks older commits: use `fetch-depth: 0` with `actions/checkout`, or run \
                       `git fetch --unshallow`";

/// Writes the files of a tree below `folder/tree`, links as links.
fn check_out(site: &Path, folder: &Path, tree: &str) -> anyhow::Result<()> {
    let index = folder.join("index");
    run(site, &index, [OsStr::new("read-tree"), OsStr::new(tree)])?;
    let mut prefix = OsStr::new("--prefix=").to_owned();
    prefix.push(folder.join("tree/"));
    // From the top of the repository: below it, only the files of that folder would be written.
    let top = git(site, ["rev-parse", "--show-toplevel"])?;
    run(Path::new(&top), &index, [OsStr::new("checkout-index"), OsStr::new("--all"), &prefix])?;
    Ok(())
}

fn git<const N: usize>(site: &Path, args: [&str; N]) -> anyhow::Result<String> {
    output(Command::new("git").arg("-C").arg(site).args(args))
}

fn run<const N: usize>(site: &Path, index: &Path, args: [&OsStr; N]) -> anyhow::Result<String> {
    output(Command::new("git").arg("-C").arg(site).args(args).env("GIT_INDEX_FILE", index))
}

fn output(command: &mut Command) -> anyhow::Result<String> {
    let ran = command.stdin(Stdio::null()).output().context("failed to run `git`")?;
    if ran.status.success() {
        return Ok(String::from_utf8_lossy(&ran.stdout).trim_end_matches('\n').to_owned());
    }
    let said = String::from_utf8_lossy(&ran.stderr);
    anyhow::bail!("{}", said.lines().next().unwrap_or("git failed and did not say why"))
}
