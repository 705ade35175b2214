use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

/// What an SDK sent.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

/// A provider on the loopback address: writes down each request and answers as the real endpoint would.
pub(crate) struct Stub {
    port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Stub {
    /// Starts to listen; the threads end with the test.
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests: Arc<Mutex<Vec<Request>>> = Arc::default();
        let log = requests.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let log = log.clone();
                std::thread::spawn(move || serve(&stream, &log));
            }
        });
        Self { port, requests }
    }

    /// The base URL of the provider.
    pub(crate) fn base_url(&self) -> String {
        format!("http://127.0.0.1:{}/it%27s/v1", self.port)
    }

    /// Returns what was sent since the last time.
    pub(crate) fn take(&self) -> Vec<Request> {
        std::mem::take(&mut self.requests.lock().unwrap())
    }
}

fn serve(stream: &TcpStream, log: &Mutex<Vec<Request>>) {
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader) {
        let (kind, body) = answer(&request);
        log.lock().unwrap().push(request);
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n", body.len());
        let mut stream = stream;
        if stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).is_err() {
            return;
        }
    }
}

fn read(reader: &mut BufReader<&TcpStream>) -> Option<Request> {
    let first = line(reader)?;
    let mut words = first.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = BTreeMap::new();
    loop {
        let header = line(reader)?;
        let Some((name, value)) = header.split_once(':') else { break };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let body = match headers.get("content-length") {
        Some(length) => exactly(reader, length.parse().ok()?)?,
        None if headers.contains_key("transfer-encoding") => chunks(reader)?,
        None => Vec::new(),
    };
    Some(Request { method, path, headers, body })
}

fn line(reader: &mut BufReader<&TcpStream>) -> Option<String> {
    let mut line = String::new();
    (reader.read_line(&mut line).ok()? > 0).then(|| line.trim_end().to_owned())
}

fn exactly(reader: &mut BufReader<&TcpStream>, length: usize) -> Option<Vec<u8>> {
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(body)
}

fn chunks(reader: &mut BufReader<&TcpStream>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let length = usize::from_str_radix(&line(reader)?, 16).ok()?;
        body.extend(exactly(reader, length)?);
        line(reader)?;
        if length == 0 {
            return Some(body);
        }
    }
}

fn answer(request: &Request) -> (&'static str, Vec<u8>) {
    let endpoint = request.path.rsplit(['/', ':']).next().unwrap_or_default();
    if endpoint == "speech" {
        return ("audio/mpeg", b"ID3 sound".to_vec());
    }
    let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
    ("application/json", json_answer(endpoint, &request.path, &body).to_string().into_bytes())
}

fn json_answer(endpoint: &str, path: &str, body: &Value) -> Value {
    let picture = "iVBORw0KGgo=";
    match endpoint {
        "completions" if path.ends_with("/chat/completions") => {
            let images =
                json!([{"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}]);
            let message = json!({"role": "assistant", "content": "Hello", "images": images});
            json!({"id": "1", "object": "chat.completion", "created": 0, "model": "m",
                   "choices": [{"index": 0, "finish_reason": "stop", "message": message}]})
        }
        "completions" => json!({"id": "1", "object": "text_completion", "created": 0, "model": "m",
                                "choices": [{"index": 0, "finish_reason": "stop", "text": "Hello"}]}),
        "responses" => {
            let content = json!([{"type": "output_text", "text": "Hello", "annotations": []}]);
            let message = json!({"type": "message", "id": "2", "status": "completed", "role": "assistant", "content": content});
            json!({"id": "1", "object": "response", "created_at": 0, "model": "m", "output": [message],
                   "parallel_tool_calls": true, "tool_choice": "auto", "tools": []})
        }
        "embeddings" => {
            let half_and_two = "AAAAPwAAAEA=";
            let is_packed = body["encoding_format"] == "base64";
            let vector = if is_packed { json!(half_and_two) } else { json!([0.5, 2.0]) };
            json!({"object": "list", "model": "m", "data": [{"object": "embedding", "index": 0, "embedding": vector}],
                   "usage": {"prompt_tokens": 1, "total_tokens": 1}})
        }
        "generations" | "edits" => json!({"created": 0, "data": [{"b64_json": picture}]}),
        "transcriptions" => json!({"text": "Hello"}),
        "moderations" => {
            json!({"id": "1", "model": "m", "results": [{"flagged": false, "categories": {}, "category_scores": {}}]})
        }
        "rerank" => json!({"results": [{"index": 0, "relevance_score": 0.9}]}),
        "ocr" => json!({"pages": [{"index": 0, "markdown": "Hello"}]}),
        "messages" => {
            json!({"id": "1", "type": "message", "role": "assistant", "model": "m", "stop_reason": "end_turn",
                             "stop_sequence": null, "content": [{"type": "text", "text": "Hello"}],
                             "usage": {"input_tokens": 1, "output_tokens": 1}})
        }
        "generateContent" => {
            let parts =
                json!([{"text": "Hello"}, {"inlineData": {"mimeType": "image/png", "data": picture}}]);
            json!({"candidates": [{"content": {"role": "model", "parts": parts}, "finishReason": "STOP"}]})
        }
        "embedContent" => json!({"embedding": {"values": [0.5, 2.0]}}),
        "batchEmbedContents" => json!({"embeddings": [{"values": [0.5, 2.0]}]}),
        other => panic!("the examples never call `{other}`"),
    }
}
