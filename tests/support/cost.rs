//! What a build costs: the time of the processor, which another load on the machine hardly changes.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The seconds that the processor spent on a command.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// In the program.
    pub user: f64,
    /// In the system for it.
    pub system: f64,
}

/// Builds a site on one thread, with findings as JSON. What the command says goes to the file `report` in the site.
pub fn of_build(site: &Path) -> Cost {
    let _ = fs::remove_dir_all(site.join("dist"));
    let words = ["build", "--format", "json", "--threads", "1", "--today", "2026-11-23"].map(OsString::from);
    of(site, &words)
}

/// Runs the program in a folder. What it says goes to the file `report` there.
pub fn of(folder: &Path, words: &[OsString]) -> Cost {
    of_program(folder, env!("CARGO_BIN_EXE_modelpress"), words)
}

/// Runs any program in a folder. What it says goes to the file `report` there.
pub fn of_program(folder: &Path, program: &str, words: &[OsString]) -> Cost {
    let run = Command::new("sh")
        .args(["-c", "\"$@\" >report 2>&1; times", "sh", program])
        .args(words)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", super::cache())
        .output()
        .expect("there is a shell");
    let times = String::from_utf8_lossy(&run.stdout).into_owned();
    let children = times.lines().nth(1).expect("the second line is of the shell's children");
    let mut seconds = children.split_whitespace().map(seconds);
    let (user, system) = (seconds.next(), seconds.next());
    Cost { user: user.expect("two times"), system: system.expect("two times") }
}

/// Reads `1m2.345s`.
fn seconds(time: &str) -> f64 {
    let (minutes, seconds) = time.trim_end_matches('s').split_once('m').expect("minutes and seconds");
    let number = |text: &str| text.parse::<f64>().expect("a number");
    number(minutes) * 60.0 + number(seconds)
}
