//! A small host for workflows: it reads the YAML that the documentation shows, and runs its steps one after another as GitHub and
//! GitLab do. What belongs to the host itself, such as an upload, has a stand-in here. Whatever it does not know is a panic, so no
//! step of the documentation is passed over.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::stubs::Stubs;
use super::yaml::{Node, read};

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Success,
    Failure,
    Skipped,
}

/// What came of a job.
#[derive(Debug)]
pub struct Ran {
    /// Each step by its name, or by what it uses.
    pub steps: Vec<(String, Outcome)>,
    /// What all steps said.
    pub log: String,
}

/// A host with its temporary folder, the artifacts that were uploaded and what expressions stand for.
pub struct Host {
    pub temp: TempDir,
    pub stubs: Stubs,
    pub values: BTreeMap<String, String>,
    artifacts: TempDir,
}

impl Ran {
    pub fn failed(&self) -> bool {
        self.steps.iter().any(|(_, outcome)| *outcome == Outcome::Failure)
    }

    #[track_caller]
    pub fn succeeds(self) -> Self {
        assert!(!self.failed(), "{:#?}\n{}", self.steps, self.log);
        self
    }

    #[track_caller]
    pub fn fails(self) -> Self {
        assert!(self.failed(), "{:#?}\n{}", self.steps, self.log);
        self
    }
}

impl Host {
    pub fn new(values: &[(&str, &str)]) -> Self {
        let host = Self {
            temp: TempDir::new().unwrap(),
            stubs: Stubs::new(),
            values: BTreeMap::new(),
            artifacts: TempDir::new().unwrap(),
        };
        let temp = host.temp.path().display().to_string();
        let own = [
            ("runner.temp", temp.as_str()),
            ("github.token", "token"),
            ("github.repository", "o/r"),
            ("github.action_ref", "main"),
            ("github.action_repository", "modelpress/modelpress"),
            ("github.server_url", "https://github.example"),
        ];
        let values = own.iter().chain(values).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self { values: values.collect(), ..host }
    }

    /// A folder that a job uploaded.
    pub fn artifact(&self, name: &str) -> PathBuf {
        self.artifacts.path().join(name)
    }

    /// Runs a job of a workflow of GitHub in a checkout.
    pub fn job(&self, workflow: &str, job: &str, checkout: &Path) -> Ran {
        let workflow = read(workflow);
        let job = workflow.at("jobs").at(job);
        known(job, &["runs-on", "needs", "if", "permissions", "environment", "steps"]);
        let mut ran = Ran { steps: Vec::new(), log: String::new() };
        let mut outcomes = BTreeMap::new();
        if job.get("if").is_some_and(|condition| !self.holds(condition.text(), &outcomes, false)) {
            return ran;
        }
        for step in job.at("steps").items() {
            known(step, &["name", "id", "uses", "with", "if", "env", "shell", "run"]);
            let condition = step.get("if").map_or("success()", Node::text);
            let outcome = if self.holds(condition, &outcomes, ran.failed()) {
                self.step(step, checkout, &mut ran.log)
            } else {
                Outcome::Skipped
            };
            let name =
                step.get("name").or(step.get("uses")).expect("a step has a name, or uses something").text();
            if let Some(id) = step.get("id") {
                outcomes.insert(id.text().to_owned(), outcome);
            }
            ran.steps.push((name.to_owned(), outcome));
        }
        ran
    }

    fn step(&self, step: &Node, checkout: &Path, log: &mut String) -> Outcome {
        match step.get("uses") {
            Some(uses) => {
                self.uses(uses.text(), step.get("with").unwrap_or(&Node::Map(Vec::new())), checkout, log)
            }
            None => self.run(step, &self.values, checkout, log),
        }
    }

    /// Runs a script as a step of GitHub does.
    fn run(
        &self,
        step: &Node,
        values: &BTreeMap<String, String>,
        checkout: &Path,
        log: &mut String,
    ) -> Outcome {
        let none = Node::Map(Vec::new());
        let env = step.get("env").unwrap_or(&none).entries();
        let env: Vec<_> = env.map(|(name, value)| (name.to_owned(), filled(value.text(), values))).collect();
        let script = step.at("run").text();
        assert!(!script.contains("${{"), "an expression is never a part of a script: {script}");
        // Without a `shell`, a failure within a pipe goes unseen.
        let flags: &[&str] =
            if step.get("shell").is_some() { &["-eo", "pipefail", "-c"] } else { &["-e", "-c"] };
        let output = self.stubs.output(
            Command::new("bash")
                .args(flags)
                .arg(script)
                .envs(env)
                .env("RUNNER_TEMP", self.temp.path())
                .env("RUNNER_OS", "Linux")
                .env("RUNNER_ARCH", "X64")
                .env("GITHUB_PATH", self.temp.path().join("path"))
                .current_dir(checkout),
        );
        log.push_str(&String::from_utf8_lossy(&output.stdout));
        log.push_str(&String::from_utf8_lossy(&output.stderr));
        if output.status.success() { Outcome::Success } else { Outcome::Failure }
    }

    /// What a step uses: the project's own action as it is written, and stand-ins for what only GitHub has.
    fn uses(&self, uses: &str, with: &Node, checkout: &Path, log: &mut String) -> Outcome {
        let (action, _) = uses.split_once('@').expect("an action has a version");
        let value = |name: &str| filled(with.at(name).text(), &self.values);
        let done = |is_done: bool| if is_done { Outcome::Success } else { Outcome::Failure };
        match action {
            "modelpress/modelpress" => self.action(with, checkout, log),
            "actions/checkout" => done(value("persist-credentials") == "false"),
            "actions/upload-artifact" => {
                done(copy(&checkout.join(value("path")), &self.artifact(&value("name"))))
            }
            "actions/download-artifact" => done(copy(&self.artifact(&value("name")), checkout)),
            "actions/upload-pages-artifact" => {
                let folder = checkout.join(value("path"));
                done(folder.join("index.html").exists() && copy(&folder, &self.artifact("github-pages")))
            }
            "actions/deploy-pages" => done(self.artifact("github-pages").exists()),
            _ => panic!("no stand-in for `{uses}`"),
        }
    }

    /// Runs the action with inputs, as a step that uses it does.
    pub fn action(&self, with: &Node, checkout: &Path, log: &mut String) -> Outcome {
        let action = read(&fs::read_to_string("action.yml").unwrap());
        let mut values = self.values.clone();
        values
            .insert("github.action_path".to_owned(), std::env::current_dir().unwrap().display().to_string());
        let inputs: Vec<&str> = action.at("inputs").entries().map(|(name, _)| name).collect();
        for (name, input) in action.at("inputs").entries() {
            values.insert(format!("inputs.{name}"), input.at("default").text().to_owned());
        }
        for (name, value) in with.entries() {
            assert!(inputs.contains(&name), "the action has no input `{name}`");
            values.insert(format!("inputs.{name}"), filled(value.text(), &self.values));
        }
        for step in action.at("runs").at("steps").items() {
            known(step, &["name", "id", "shell", "env", "run"]);
            if self.run(step, &values, checkout, log) == Outcome::Failure {
                return Outcome::Failure;
            }
        }
        Outcome::Success
    }

    /// Whether a condition of a step or a job holds: parts that are joined with `&&`.
    fn holds(&self, condition: &str, outcomes: &BTreeMap<String, Outcome>, has_failed: bool) -> bool {
        let inner = condition.trim_start_matches("${{").trim_end_matches("}}");
        let status = ["always()", "!cancelled()", "success()"];
        let is_implied = !status.iter().any(|function| inner.contains(function));
        let part = |part: &str| match part.trim() {
            "always()" | "!cancelled()" => true,
            "success()" => !has_failed,
            compared => {
                let (name, wanted) =
                    compared.split_once(" == ").unwrap_or_else(|| panic!("unknown: {compared}"));
                let wanted = wanted.trim_matches('\'');
                match name.strip_prefix("steps.").and_then(|name| name.strip_suffix(".outcome")) {
                    Some(id) => (outcomes[id] == Outcome::Success) == (wanted == "success"),
                    None => self.values[name] == wanted,
                }
            }
        };
        inner.split("&&").all(part) && !(is_implied && has_failed)
    }

    /// Runs a job of GitLab's in a checkout: its lines are one script, which stops at the first failure.
    pub fn gitlab_job(&self, pipeline: &str, job: &str, checkout: &Path, variables: &[(&str, &str)]) -> Ran {
        let pipeline = read(pipeline);
        let job = pipeline.at(job);
        known(job, &["rules", "variables", "script", "artifacts"]);
        let mut lines = vec!["set -eo pipefail"];
        lines.extend(pipeline.get("before_script").into_iter().flat_map(Node::items).map(Node::text));
        lines.extend(job.at("script").items().map(Node::text));
        let mut command = Command::new("bash");
        command.args(["-c", &lines.join("\n")]).envs(variables.iter().copied()).current_dir(checkout);
        let output = self.stubs.output(&mut command);
        let log =
            format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        let outcome = if output.status.success() { Outcome::Success } else { Outcome::Failure };
        let mut ran = Ran { steps: vec![("script".to_owned(), outcome)], log };
        for path in job.at("artifacts").at("paths").items().map(Node::text) {
            // GitLab takes artifacts from the checkout alone.
            let is_kept = !path.contains("..") && copy(&checkout.join(path), &self.artifact(path));
            let outcome = if is_kept { Outcome::Success } else { Outcome::Failure };
            ran.steps.push((format!("artifact {path}"), outcome));
        }
        ran
    }
}

#[track_caller]
fn known(node: &Node, keys: &[&str]) {
    for (key, _) in node.entries() {
        assert!(keys.contains(&key), "the host knows no `{key}`");
    }
}

/// A text with its expressions replaced by what they stand for.
fn filled(text: &str, values: &BTreeMap<String, String>) -> String {
    let mut parts = text.split("${{");
    let mut filled = parts.next().unwrap().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap();
        let name = name.trim();
        filled.push_str(values.get(name).unwrap_or_else(|| panic!("nothing is known of `{name}`")));
        filled.push_str(rest);
    }
    filled
}

/// Copies a file, or what is in a folder, into a folder or to a path that is free.
fn copy(from: &Path, to: &Path) -> bool {
    if from.is_dir() {
        fs::create_dir_all(to).unwrap();
        return Command::new("cp").arg("-R").arg(from.join(".")).arg(to).status().unwrap().success();
    }
    from.is_file() && fs::copy(from, to).is_ok()
}
