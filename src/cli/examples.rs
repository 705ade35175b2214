//! Examples of each command, for its `--help` and its man page.

/// The examples of the program.
pub(super) const ALL: &str = "\
Examples:
  modelpress init models-site       make a small site
  modelpress serve --open           preview it in the browser
  modelpress check                  say what is wrong
  modelpress build                  write the site to `dist`

Exit codes: 0 success, 1 errors in the files, 2 wrong usage, 3 system error (disk, permissions).";

pub(super) const INIT: &str = "\
Examples:
  modelpress init                   in the current folder, which is empty
  modelpress init models-site       in a new folder";

pub(super) const NEW: &str = "\
Examples:
  modelpress new model acme/medium
  modelpress new author acme --name \"Acme Labs\"
  modelpress new provider northwind
  modelpress new page docs/limits";

pub(super) const IMPORT: &str = "\
Examples:
  modelpress import litellm model_prices_and_context_window.json --output site
  modelpress import openrouter models.json --output site --only anthropic,openai
  modelpress import csv prices.csv --output site --unit input=1M --unit output=1M";

pub(super) const BUILD: &str = "\
Examples:
  modelpress build
  modelpress build --output public --base-url https://models.example.org/
  modelpress build --strict --format github";

pub(super) const CHECK: &str = "\
Examples:
  modelpress check
  modelpress check --changed-since main
  modelpress check --stale 90
  modelpress check --fix --diff     show what would be mended
  modelpress check --strict --format json";

pub(super) const FMT: &str = "\
Examples:
  modelpress fmt                    all files of the site
  modelpress fmt models/acme        those of an author
  modelpress fmt --check            name those that would change, for CI";

pub(super) const DIFF: &str = "\
Examples:
  modelpress diff git:main
  modelpress diff git:v1 git:v2 --format markdown
  modelpress diff ../yesterday . --fail-on removed --max-price-change 50%";

pub(super) const LINK: &str = "\
Examples:
  modelpress link
  modelpress link --write --level exact";

#[cfg(feature = "serve")]
pub(super) const SERVE: &str = "\
Examples:
  modelpress serve --open
  modelpress serve --drafts --editor vscode";

pub(super) const OUTPUTS: &str = "\
Examples:
  modelpress outputs
  modelpress outputs --format json";

pub(super) const VERIFY: &str = "\
Examples:
  modelpress verify dist .
  modelpress verify dist . --format json";

pub(super) const QUERY: &str = "\
Examples:
  modelpress query vision tools '<$1' '>200k'
  modelpress query --author acme --sort cost.output
  modelpress query --offers --provider northwind --columns id,cost.input --format csv";

pub(super) const COST: &str = "\
Examples:
  modelpress cost acme/small --input 2K --output 500
  modelpress cost acme/small acme/large --input 2K --cached 80% --output 500 --requests 10K
  modelpress cost acme/large --input 1M --output 2K --batch --format json";

pub(super) const EXPLAIN: &str = "\
Examples:
  modelpress explain                list all codes
  modelpress explain unknown-key    a code
  modelpress explain cost.input     a key of a file";

pub(super) const SCHEMA: &str = "\
Examples:
  modelpress schema model";

pub(super) const COMPLETIONS: &str = "\
Examples:
  modelpress completions bash
  modelpress completions zsh";

pub(super) const MAN: &str = "\
Examples:
  modelpress man man1";
