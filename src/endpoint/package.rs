use super::request_kind::RequestKind;

/// A package of the AI SDK whose provider has no base URL for other SDKs.
///
/// Names and settings were checked against the packages in November 2026. A package that is not listed gets no
/// AI SDK example, since the name of its factory cannot be guessed.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Package {
    /// The value of `npm` in a provider's file, and the module that is imported: `@ai-sdk/google-vertex/anthropic`.
    pub npm: &'static str,
    /// The packages to install, including the AI SDK itself: `ai @ai-sdk/google-vertex`.
    pub install: &'static str,
    /// The function that creates the provider: `createVertex`.
    pub factory: &'static str,
    /// Options of the factory, each with the environment variable for its value.
    pub settings: &'static [(&'static str, &'static str)],
    /// Variables that the package reads by itself.
    pub variables: &'static [&'static str],
    /// A function that wraps the model's id, and its module, if the provider takes a model instead of an id.
    pub wrapper: Option<(&'static str, &'static str)>,
    /// What the package can be asked for.
    pub forms: &'static [RequestKind],
}

const TEXT: &[RequestKind] = &[RequestKind::Chat];
const TEXT_AND_VECTORS: &[RequestKind] = &[RequestKind::Chat, RequestKind::Embedding];
const ALL: &[RequestKind] = &[RequestKind::Chat, RequestKind::Embedding, RequestKind::Image];

impl Package {
    /// The known packages.
    pub const ALL: &'static [Self] = PACKAGES;
}

/// The packages by their `npm` name.
pub(super) const PACKAGES: &[Package] = &[
    Package {
        npm: "@ai-sdk/google-vertex",
        install: "ai @ai-sdk/google-vertex",
        factory: "createVertex",
        settings: &[("project", "GOOGLE_VERTEX_PROJECT"), ("location", "GOOGLE_VERTEX_LOCATION")],
        variables: &["GOOGLE_APPLICATION_CREDENTIALS"],
        wrapper: None,
        forms: ALL,
    },
    Package {
        npm: "@ai-sdk/google-vertex/anthropic",
        install: "ai @ai-sdk/google-vertex",
        factory: "createVertexAnthropic",
        settings: &[("project", "GOOGLE_VERTEX_PROJECT"), ("location", "GOOGLE_VERTEX_LOCATION")],
        variables: &["GOOGLE_APPLICATION_CREDENTIALS"],
        wrapper: None,
        forms: TEXT,
    },
    Package {
        npm: "@ai-sdk/amazon-bedrock",
        install: "ai @ai-sdk/amazon-bedrock",
        factory: "createAmazonBedrock",
        settings: &[("region", "AWS_REGION"), ("apiKey", "AWS_BEARER_TOKEN_BEDROCK")],
        variables: &[],
        wrapper: None,
        forms: ALL,
    },
    Package {
        npm: "gitlab-ai-provider",
        install: "ai gitlab-ai-provider",
        factory: "createGitLab",
        settings: &[("apiKey", "GITLAB_TOKEN")],
        variables: &[],
        wrapper: None,
        forms: TEXT,
    },
    Package {
        npm: "@jerome-benoit/sap-ai-provider-v2",
        install: "ai@6 @jerome-benoit/sap-ai-provider-v2",
        factory: "createSAPAIProvider",
        settings: &[],
        variables: &["AICORE_SERVICE_KEY"],
        wrapper: None,
        forms: TEXT_AND_VECTORS,
    },
    Package {
        npm: "ai-gateway-provider",
        install: "ai ai-gateway-provider @ai-sdk/openai-compatible",
        factory: "createAiGateway",
        settings: &[
            ("accountId", "CLOUDFLARE_ACCOUNT_ID"),
            ("gateway", "CLOUDFLARE_GATEWAY_ID"),
            ("apiKey", "CLOUDFLARE_API_TOKEN"),
        ],
        variables: &[],
        wrapper: Some(("unified", "ai-gateway-provider/providers/unified")),
        forms: TEXT,
    },
];

/// Public OpenAI-compatible base URLs of the providers of AI SDK packages, from their documentation. A base URL in a file
/// takes precedence.
pub(super) const BASE_URLS: &[(&str, &str)] = &[
    ("@ai-sdk/openai", "https://api.openai.com/v1"),
    ("@ai-sdk/baseten", "https://inference.baseten.co/v1"),
    ("@ai-sdk/cerebras", "https://api.cerebras.ai/v1"),
    ("@ai-sdk/cohere", "https://api.cohere.ai/compatibility/v1"),
    ("@ai-sdk/deepinfra", "https://api.deepinfra.com/v1/openai"),
    ("@ai-sdk/deepseek", "https://api.deepseek.com"),
    ("@ai-sdk/fireworks", "https://api.fireworks.ai/inference/v1"),
    ("@ai-sdk/gateway", "https://ai-gateway.vercel.sh/v1"),
    ("@ai-sdk/groq", "https://api.groq.com/openai/v1"),
    ("@ai-sdk/huggingface", "https://router.huggingface.co/v1"),
    ("@ai-sdk/mistral", "https://api.mistral.ai/v1"),
    ("@ai-sdk/moonshotai", "https://api.moonshot.ai/v1"),
    ("@ai-sdk/perplexity", "https://api.perplexity.ai"),
    ("@ai-sdk/togetherai", "https://api.together.xyz/v1"),
    ("@ai-sdk/vercel", "https://api.v0.dev/v1"),
    ("@ai-sdk/xai", "https://api.x.ai/v1"),
    ("@aihubmix/ai-sdk-provider", "https://aihubmix.com/v1"),
    ("@openrouter/ai-sdk-provider", "https://openrouter.ai/api/v1"),
];

/// Cohere's API for reranking, which is not at its OpenAI-compatible base URL.
pub(super) const COHERE_RERANK: &str = "https://api.cohere.com/v2";
/// Anthropic's API.
pub(super) const ANTHROPIC: &str = "https://api.anthropic.com/v1";
/// Google's Gemini API.
pub(super) const GOOGLE: &str = "https://generativelanguage.googleapis.com/v1beta";
