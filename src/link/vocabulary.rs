//! The words of an id that do not name the model: how it is served, or in which form. `docs/linking.md` shows the same table.

/// What a word of an id says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordClass {
    /// In which number format it is served: `fp8`, `awq`, `4bit`.
    Precision,
    /// On which terms it is served: `free`, `maas`, `fast`.
    Terms,
    /// How much it thinks, which a request can set as well: `thinking`, `high`.
    Reasoning,
    /// That a host made it faster: `turbo`. Some authors name models so.
    Speed,
    /// A context window: `128k`.
    Window,
    /// That it follows instructions: `instruct`, `it`.
    Form,
    /// That the id moves to the newest model: `latest`.
    Moving,
    /// That it is not final: `beta`.
    Stage,
    /// How many parameters are active: `a22b`.
    ActiveSize,
}

/// The words of each class that has a list.
pub(super) const WORDS: [(WordClass, &[&str]); 7] = [
    (WordClass::Precision, &["awq", "gguf", "gptq", "mlx"]),
    (
        WordClass::Terms,
        &[
            "batch",
            "cheaper",
            "default",
            "dynamic",
            "fast",
            "flex",
            "free",
            "hf",
            "maas",
            "original",
            "priority",
            "serverless",
            "short",
            "tee",
            "throughput",
        ],
    ),
    (
        WordClass::Reasoning,
        &["high", "low", "nothink", "nothinking", "reasoning", "think", "thinking", "xhigh"],
    ),
    (WordClass::Speed, &["turbo"]),
    (WordClass::Form, &["instruct", "it"]),
    (WordClass::Moving, &["latest"]),
    (WordClass::Stage, &["beta"]),
];

/// The word of terms that some authors name models with: `grok-4-fast`.
pub(super) const FAST: &str = "fast";

/// What may stand after a colon beside those words, on which terms a request is served: `:nitro`.
pub(super) const TERMS_OF_REQUESTS: [&str; 5] = ["exacto", "extended", "floor", "nitro", "online"];

/// What may stand after a colon beside those words, how much a request lets the model think: `:thinking:max`. A number is a budget of tokens.
pub(super) const EFFORTS: [&str; 4] = ["max", "medium", "minimal", "none"];

/// What a word says; `None` for a word of a name.
pub(super) fn class(word: &str) -> Option<WordClass> {
    let listed = WORDS.iter().find(|(_, words)| words.contains(&word));
    if let Some((class, _)) = listed {
        return Some(*class);
    }
    if is_active_size(word) {
        return Some(WordClass::ActiveSize);
    }
    if is_precision(word) {
        return Some(WordClass::Precision);
    }
    let window = word.strip_suffix(['k', 'm']);
    window.is_some_and(is_number).then_some(WordClass::Window)
}

/// Whether a field is one word although letters follow digits or digits letters.
pub(super) fn is_whole(field: &str) -> bool {
    is_active_size(field) || is_precision(field)
}

/// `fp8`, `bf16`, `int4`, `nvfp4`, `mxfp4`, `w4a16`, `4bit`.
fn is_precision(word: &str) -> bool {
    let after_letters = ["fp", "bf", "int", "nvfp", "mxfp"].iter().find_map(|start| word.strip_prefix(start));
    let weights_and_activations = word.strip_prefix('w').and_then(|rest| rest.split_once('a'));
    after_letters.is_some_and(is_number)
        || word.strip_suffix("bit").is_some_and(is_number)
        || weights_and_activations
            .is_some_and(|(weights, activations)| is_number(weights) && is_number(activations))
}

/// Whether an id may hold a word for a number format. Most hold none, which is told without taking them apart.
pub(super) fn may_hold_precision(id: &str) -> bool {
    let id = id.to_ascii_lowercase();
    let marks = ["awq", "gguf", "gptq", "mlx", "fp", "bf", "int", "bit"];
    let is_weights = |pair: &[u8]| pair[0] == b'w' && pair[1].is_ascii_digit();
    marks.iter().any(|mark| id.contains(mark)) || id.as_bytes().windows(2).any(is_weights)
}

/// `a22b`, `a3.5b`.
fn is_active_size(word: &str) -> bool {
    let size = word.strip_prefix('a').and_then(|rest| rest.strip_suffix('b'));
    size.is_some_and(|size| size.split('.').all(is_number))
}

/// Whether a text is digits alone.
pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
