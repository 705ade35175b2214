//! A preview that runs, and a client of few lines that says to it exactly what a test wants said.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test file uses its own part")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Longer than any machine needs; a test that waits this long has failed.
pub const LONG: Duration = Duration::from_mins(1);

/// A running `modelpress serve`; it ends with its test.
pub struct Preview {
    child: Child,
    /// `127.0.0.1:8000`, `[::1]:8000`.
    pub host: String,
    /// The whole address that was said.
    pub url: String,
    said: Arc<Mutex<String>>,
}

/// An answer.
#[derive(Debug, Default)]
pub struct Answer {
    pub status: u16,
    headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Preview {
    /// Starts a preview of a folder on any free port.
    pub fn of(folder: &Path) -> Self {
        Self::with(folder, &["--port", "0"])
    }

    pub fn with(folder: &Path, args: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_modelpress"));
        command.args(["serve", "--today", "2026-11-23"]).args(args);
        Self::run(folder, command)
    }

    pub fn run(folder: &Path, mut command: Command) -> Self {
        command.current_dir(folder).env_remove("SOURCE_DATE_EPOCH").env_remove("MODELPRESS_EDITOR");
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let kept = Arc::clone(&said);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let mut said = kept.lock().unwrap();
                said.push_str(&line);
                said.push('\n');
            }
        });
        let mut preview = Self { child, host: String::new(), url: String::new(), said };
        let url = preview.until(|preview| {
            let said = preview.said();
            let line = said.lines().find_map(|line| line.strip_prefix("serving "))?;
            Some(line.split(' ').next().unwrap().to_owned())
        });
        preview.host = url.split('/').nth(2).map(str::to_owned).unwrap();
        preview.url = url;
        preview
    }

    /// What the terminal shows so far.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Waits until there is something.
    #[track_caller]
    pub fn until<T>(&self, mut wanted: impl FnMut(&Self) -> Option<T>) -> T {
        let mut found = None;
        let has_come = self.wait(|preview| {
            found = wanted(preview);
            found.is_some()
        });
        assert!(has_come, "what was waited for did not come; the terminal shows:\n{}", self.said());
        found.expect("it has come")
    }

    /// Waits until something holds, and says whether it came to that.
    pub fn wait(&self, mut holds: impl FnMut(&Self) -> bool) -> bool {
        let start = Instant::now();
        while start.elapsed() < LONG {
            if holds(self) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }

    #[track_caller]
    pub fn until_said(&self, text: &str) {
        self.until(|preview| preview.said().contains(text).then_some(()));
    }

    /// Waits until the page at a path holds a text.
    #[track_caller]
    pub fn until_page(&self, path: &str, text: &str) -> Answer {
        self.until(|preview| Some(preview.get(path)).filter(|answer| answer.text().contains(text)))
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        stream.set_write_timeout(Some(LONG)).unwrap();
        stream
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Sends a request with further headers and reads the answer. A path is sent as it is.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut head = Vec::new();
        write!(head, "{method} {path} HTTP/1.1\r\nConnection: close\r\n").unwrap();
        if !headers.iter().any(|(name, _)| *name == "Host") {
            write!(head, "Host: {}\r\n", self.host).unwrap();
        }
        for (name, value) in headers {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        head.extend_from_slice(b"\r\n");
        self.say(&head)
    }

    /// Sends bytes as they are, and reads until the server closes.
    pub fn say(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that refuses a head may close before all of it is written.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Answer::read(&answer)
    }

    /// Opens a stream of events for a page.
    pub fn listen(&self, page: &str) -> Stream {
        let mut stream = self.connect();
        write!(stream, "GET /__modelpress/events?page={page} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host)
            .unwrap();
        Stream(BufReader::new(stream))
    }

    pub fn findings(&self, page: &str) -> serde_json::Value {
        let answer = self.get(&format!("/__modelpress/findings?page={page}"));
        serde_json::from_slice(&answer.body).unwrap()
    }

    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Presses Ctrl-C and waits for the end.
    pub fn interrupt(mut self) -> ExitStatus {
        let sent = Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
        self.child.wait().unwrap()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            return Self::default();
        };
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        Self { status, headers, body: bytes[end + 4..].to_vec() }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:?} {}", self.headers, self.text());
        self
    }
}

/// A stream of events.
pub struct Stream(BufReader<TcpStream>);

impl Stream {
    /// The next state that is told.
    pub fn state(&mut self) -> serde_json::Value {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data.trim()).unwrap();
            }
        }
    }

    /// The status line.
    pub fn status(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).unwrap();
        line
    }
}
