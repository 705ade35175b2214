use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What never stands bare in a URL, and what a shell or a source file would take for its own.
const ODD: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'\'')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The base URL of an API as it is shown and called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The base URL without a slash at its end: `https://api.openai.com/v1`.
    pub base: String,
    /// What the reader fills in, where the file has `${AWS_REGION}`: `YOUR_AWS_REGION`.
    pub placeholders: Vec<String>,
}

impl Address {
    /// Reads a base URL of a file, or returns nothing where it is no web address.
    ///
    /// `${NAME}` becomes `YOUR_NAME`, and a path that is an endpoint already (`…/chat/completions`) is cut back to its base.
    pub fn read(written: &str) -> Option<Self> {
        let (filled, placeholders) = fill_in(written.trim());
        let base = filled.trim_end_matches('/');
        let base = base.strip_suffix("/chat/completions").unwrap_or(base).trim_end_matches('/');
        let is_web = ["https://", "http://", "YOUR_"].iter().any(|start| base.starts_with(start));
        let base = utf8_percent_encode(base, ODD).to_string();
        is_web.then_some(Self { base, placeholders })
    }

    /// Returns the base URL without the version at its end, which some SDKs add themselves.
    pub fn root(&self) -> &str {
        self.split().0
    }

    /// Returns the version at the end of the base URL: `v1beta`; `v1` where there is none.
    pub fn version(&self) -> &str {
        self.split().1
    }

    fn split(&self) -> (&str, &str) {
        let versioned = self.base.rsplit_once('/').filter(|(_, last)| is_version(last));
        versioned.unwrap_or((&self.base, "v1"))
    }
}

fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix('v');
    number.is_some_and(|number| number.starts_with(|first: char| first.is_ascii_digit()))
}

fn fill_in(written: &str) -> (String, Vec<String>) {
    let mut filled = String::with_capacity(written.len());
    let mut placeholders = Vec::new();
    let mut rest = written;
    while let Some((before, name, after)) = next_variable(rest) {
        let placeholder = format!("YOUR_{name}");
        filled.push_str(before);
        filled.push_str(&placeholder);
        if !placeholders.contains(&placeholder) {
            placeholders.push(placeholder);
        }
        rest = after;
    }
    filled.push_str(rest);
    (filled, placeholders)
}

fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let (before, after) = text.split_once("${")?;
    let (name, after) = after.split_once('}')?;
    let is_name =
        !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    is_name.then_some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(written: &str) -> String {
        Address::read(written).expect("a web address").base
    }

    #[test]
    fn a_variable_in_a_url_becomes_a_placeholder() {
        let address = Address::read("https://${AWS_REGION}.x/${AWS_REGION}/${ID}/v1/").unwrap();
        assert_eq!(address.base, "https://YOUR_AWS_REGION.x/YOUR_AWS_REGION/YOUR_ID/v1");
        assert_eq!(address.placeholders, ["YOUR_AWS_REGION", "YOUR_ID"]);
    }

    #[test]
    fn a_url_is_only_ever_its_base() {
        assert_eq!(base(" https://api.x.ai/v1/ "), "https://api.x.ai/v1");
        assert_eq!(base("https://api.tbox.cn/api/llm/v1/chat/completions"), "https://api.tbox.cn/api/llm/v1");
    }

    #[test]
    fn what_a_shell_would_run_is_encoded() {
        assert_eq!(base("https://x/'$(id)`\"\\\n"), "https://x/%27$(id)%60%22%5C");
        assert_eq!(base("https://x/${}/é"), "https://x/$%7B%7D/%C3%A9");
    }

    #[test]
    fn only_a_web_address_is_a_base() {
        assert_eq!(Address::read("javascript:alert(1)"), None);
        assert_eq!(Address::read(""), None);
        assert_eq!(base("${NEON_BASE_URL}/v1"), "YOUR_NEON_BASE_URL/v1");
    }

    #[test]
    fn the_version_is_split_off() {
        let address = Address::read("https://opencode.ai/zen/v1").unwrap();
        assert_eq!((address.root(), address.version()), ("https://opencode.ai/zen", "v1"));
        let bare = Address::read("https://api.vendor.example/models").unwrap();
        assert_eq!((bare.root(), bare.version()), ("https://api.vendor.example/models", "v1"));
    }
}
