use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// The characters that are not allowed in a URL, or have a meaning in a shell or in source code.
const UNSAFE: &AsciiSet = &CONTROLS
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

/// The base URL of an API, as examples use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The base URL without a trailing slash: `https://api.openai.com/v1`.
    pub base: String,
    /// The placeholders that the reader replaces: `YOUR_AWS_REGION` for `${AWS_REGION}` in the file.
    pub placeholders: Vec<String>,
}

impl Address {
    /// Reads a base URL of a file; `None` if it is not an http or https URL.
    ///
    /// `${NAME}` becomes `YOUR_NAME`, and the path of an endpoint (`…/chat/completions`) is removed.
    pub fn read(text: &str) -> Option<Self> {
        let (url, placeholders) = replace_variables(text.trim());
        let base = url.trim_end_matches('/');
        let base = base.strip_suffix("/chat/completions").unwrap_or(base).trim_end_matches('/');
        let is_web = ["https://", "http://", "YOUR_"].iter().any(|start| base.starts_with(start));
        let base = utf8_percent_encode(base, UNSAFE).to_string();
        is_web.then_some(Self { base, placeholders })
    }

    /// Returns the base URL without its trailing version, which some SDKs add themselves.
    pub fn root(&self) -> &str {
        self.split().0
    }

    /// Returns the version at the end of the base URL: `v1beta`; `v1` if there is none.
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

/// Replaces `${NAME}` by `YOUR_NAME`, and returns these placeholders too.
fn replace_variables(text: &str) -> (String, Vec<String>) {
    let mut url = String::with_capacity(text.len());
    let mut placeholders = Vec::new();
    let mut rest = text;
    while let Some((before, name, after)) = next_variable(rest) {
        let placeholder = format!("YOUR_{name}");
        url.push_str(before);
        url.push_str(&placeholder);
        if !placeholders.contains(&placeholder) {
            placeholders.push(placeholder);
        }
        rest = after;
    }
    url.push_str(rest);
    (url, placeholders)
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
