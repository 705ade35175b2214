use crate::domain::ModelType;

use super::address::Address;
use super::package::{ANTHROPIC, BASE_URLS, COHERE_RERANK, GOOGLE, PACKAGES, Package};
use super::request_kind::RequestKind;
use super::sdk::Sdk;
use super::variable::key_variable;

/// The settings for calls in a provider's file, and in the `[provider]` table of one offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProviderConfig<'a> {
    /// `npm` of the provider: its AI SDK package.
    pub npm: Option<&'a str>,
    /// `api` of the provider: its base URL.
    pub api: Option<&'a str>,
    /// `env` of the provider: the environment variables.
    pub env: &'a [String],
    /// `provider.npm` of the offer: the package for this model.
    pub offer_npm: Option<&'a str>,
    /// `provider.api` of the offer: the base URL for this model.
    pub offer_api: Option<&'a str>,
    /// `provider.shape` of the offer: `responses` or `completions`, which of `OpenAI`'s two chat APIs it supports.
    pub shape: Option<&'a str>,
}

/// How a model of one type is called at one provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The SDK of the examples.
    pub sdk: Sdk,
    /// The type of request.
    pub form: RequestKind,
    /// The base URL; empty for a package of the AI SDK, which has its own.
    pub address: Address,
    /// Whether this is the default base URL of the SDK.
    pub is_default_address: bool,
    /// The environment variable that holds the key.
    pub key_variable: String,
}

/// The API of a provider, by the name of its package.
#[derive(Clone, Copy)]
enum Family {
    OpenAiCompatible,
    OpenAi,
    Anthropic,
    Google,
    Unknown,
}

impl Endpoint {
    /// Chooses how examples call a model. The offer's settings take precedence over the provider's. Then the package
    /// decides:
    ///
    /// | `npm` | examples |
    /// | --- | --- |
    /// | `@ai-sdk/openai-compatible`, or none with an `api` | `OpenAI` SDK at `api`; `shape = "responses"` uses that API |
    /// | `@ai-sdk/openai` | `OpenAI` SDK; chat goes to the Responses API unless `shape = "completions"`, as the package does |
    /// | `@ai-sdk/azure` | `OpenAI` SDK at the resource's `/openai/v1` |
    /// | `@ai-sdk/anthropic`, `@ai-sdk/google` | the vendor's SDK, at `api` if there is one |
    /// | a package whose provider has a public OpenAI-compatible base URL (Groq, Mistral, xAI, …) | `OpenAI` SDK there |
    /// | a known package of the AI SDK | the AI SDK with it, in JavaScript |
    /// | any other, with an `api` | plain HTTP |
    ///
    /// A base URL that is known only from a package's name is never used for an offer's override of another provider:
    /// `npm = "@ai-sdk/anthropic"` at a gateway does not mean Anthropic's own address.
    ///
    /// # Errors
    /// If there are no examples, with the reason in a sentence.
    pub fn choose(config: &ProviderConfig<'_>, kind: ModelType) -> Result<Self, String> {
        let form = RequestKind::of(kind)?;
        let own = ProviderConfig { offer_npm: None, ..*config };
        let is_override = config.offer_npm.is_some_and(|npm| config.npm.is_some_and(|own| own != npm));
        match config.endpoint(form, !is_override) {
            None if is_override => own.endpoint(form, true),
            endpoint => endpoint,
        }
        .unwrap_or_else(|| Err("There is no code example for this provider's API.".into()))
    }

    /// Whether the model is served by `OpenAI` itself.
    pub(super) fn is_openai_itself(&self) -> bool {
        self.address.base == "https://api.openai.com/v1"
    }
}

impl ProviderConfig<'_> {
    fn endpoint(&self, form: RequestKind, is_own: bool) -> Option<Result<Endpoint, String>> {
        let npm = self.offer_npm.or(self.npm);
        if let Some(package) = PACKAGES.iter().find(|package| Some(package.npm) == npm) {
            return Some(self.package_endpoint(package, form));
        }
        let known = if is_own { self.known_address(npm, form) } else { None };
        let address = Address::read(self.api().or(known.as_deref())?)?;
        let sdk_and_form = match family(npm) {
            Family::Anthropic => only(Sdk::Anthropic, form, &[RequestKind::Chat]),
            Family::Google => {
                only(Sdk::Google, form, &[RequestKind::Chat, RequestKind::Embedding, RequestKind::Image])
            }
            Family::Unknown => Ok((Sdk::Http, self.chat_form(form, RequestKind::Chat))),
            Family::OpenAi => compatible(npm, self.chat_form(form, RequestKind::Responses)),
            Family::OpenAiCompatible => compatible(npm, self.chat_form(form, RequestKind::Chat)),
        };
        let is_default_address = [ANTHROPIC, GOOGLE].contains(&address.base.as_str());
        let key_variable = key_variable(self.env);
        Some(sdk_and_form.map(|(sdk, form)| Endpoint {
            sdk,
            form,
            address,
            is_default_address,
            key_variable,
        }))
    }

    fn api(&self) -> Option<&str> {
        self.offer_api.or(self.api).filter(|api| !api.trim().is_empty())
    }

    fn package_endpoint(&self, package: &'static Package, form: RequestKind) -> Result<Endpoint, String> {
        let sdk = Sdk::AiSdk(package);
        let form = if form == RequestKind::Responses { RequestKind::Chat } else { form };
        let (sdk, form) = only(sdk, form, package.forms)?;
        let address = Address { base: String::new(), placeholders: Vec::new() };
        Ok(Endpoint { sdk, form, address, is_default_address: true, key_variable: key_variable(self.env) })
    }

    /// Chooses among `OpenAI`'s chat APIs: the one of `shape`, otherwise the default of the package. Other kinds stay.
    fn chat_form(&self, form: RequestKind, default: RequestKind) -> RequestKind {
        match (form, self.shape) {
            (RequestKind::Chat, Some("responses")) => RequestKind::Responses,
            (RequestKind::Chat, Some("completions")) => RequestKind::Chat,
            (RequestKind::Chat, _) => default,
            (form, _) => form,
        }
    }

    fn known_address(&self, npm: Option<&str>, form: RequestKind) -> Option<String> {
        let npm = npm?;
        match npm {
            "@ai-sdk/anthropic" => Some(ANTHROPIC.to_owned()),
            "@ai-sdk/google" => Some(GOOGLE.to_owned()),
            "@ai-sdk/azure" => Some(self.azure_address()),
            "@ai-sdk/cohere" if form == RequestKind::Rerank => Some(COHERE_RERANK.to_owned()),
            _ => BASE_URLS.iter().find(|(name, _)| *name == npm).map(|(_, base)| (*base).to_owned()),
        }
    }

    fn azure_address(&self) -> String {
        let resource = self.env.iter().find(|name| name.ends_with("RESOURCE_NAME"));
        let resource = resource.map_or("AZURE_RESOURCE_NAME", String::as_str);
        format!("https://${{{resource}}}.openai.azure.com/openai/v1")
    }
}

/// The packages of the AI SDK for which examples can be written.
pub fn known_packages() -> impl Iterator<Item = &'static str> {
    let families = FAMILIES.iter().map(|(name, _)| *name);
    let by_address = BASE_URLS.iter().map(|(name, _)| *name);
    families.chain(by_address).chain(PACKAGES.iter().map(|package| package.npm))
}

/// The packages whose names say the API, but for those with a base URL of their own.
const FAMILIES: [(&str, Family); 4] = [
    ("@ai-sdk/openai-compatible", Family::OpenAiCompatible),
    ("@ai-sdk/azure", Family::OpenAiCompatible),
    ("@ai-sdk/anthropic", Family::Anthropic),
    ("@ai-sdk/google", Family::Google),
];

fn family(npm: Option<&str>) -> Family {
    let Some(npm) = npm else {
        return Family::OpenAiCompatible;
    };
    if let Some((_, family)) = FAMILIES.iter().find(|(name, _)| *name == npm) {
        return *family;
    }
    match npm {
        "@ai-sdk/openai" => Family::OpenAi,
        _ if BASE_URLS.iter().any(|(name, _)| *name == npm) => Family::OpenAiCompatible,
        _ => Family::Unknown,
    }
}

fn only(sdk: Sdk, form: RequestKind, able: &[RequestKind]) -> Result<(Sdk, RequestKind), String> {
    let form = if form == RequestKind::Responses { RequestKind::Chat } else { form };
    if able.contains(&form) {
        return Ok((sdk, form));
    }
    Err(format!("There is no {} example for models of this type.", sdk.label()))
}

fn compatible(npm: Option<&str>, form: RequestKind) -> Result<(Sdk, RequestKind), String> {
    match form {
        RequestKind::Ocr if npm != Some("@ai-sdk/mistral") => Err("Document APIs differ by provider.".into()),
        RequestKind::ImageEdit if npm == Some("@openrouter/ai-sdk-provider") => {
            Err("OpenRouter edits images in chat completions, of which there is no example yet.".into())
        }
        RequestKind::Image if npm == Some("@openrouter/ai-sdk-provider") => {
            Ok((Sdk::OpenAi, RequestKind::ChatImage))
        }
        RequestKind::Rerank | RequestKind::Ocr => Ok((Sdk::Http, form)),
        _ => Ok((Sdk::OpenAi, form)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(published: ProviderConfig<'_>, kind: ModelType) -> (Sdk, RequestKind, String) {
        let access = Endpoint::choose(&published, kind).expect("a way to call");
        (access.sdk, access.form, access.address.base)
    }

    fn at(npm: &'static str) -> ProviderConfig<'static> {
        ProviderConfig { npm: Some(npm), ..ProviderConfig::default() }
    }

    #[test]
    fn a_base_url_is_called_with_the_openai_sdk() {
        let gateway =
            ProviderConfig { api: Some("https://router.requesty.ai/v1"), ..ProviderConfig::default() };
        let base = "https://router.requesty.ai/v1".to_owned();
        assert_eq!(choose(gateway, ModelType::Chat), (Sdk::OpenAi, RequestKind::Chat, base.clone()));
        assert_eq!(choose(gateway, ModelType::Rerank), (Sdk::Http, RequestKind::Rerank, base.clone()));
        let responses = ProviderConfig { shape: Some("responses"), ..gateway };
        assert_eq!(choose(responses, ModelType::Chat), (Sdk::OpenAi, RequestKind::Responses, base));
    }

    #[test]
    fn the_openai_package_speaks_responses_unless_told_otherwise() {
        assert_eq!(choose(at("@ai-sdk/openai"), ModelType::Chat).1, RequestKind::Responses);
        let completions = ProviderConfig { shape: Some("completions"), ..at("@ai-sdk/openai") };
        assert_eq!(choose(completions, ModelType::Chat).1, RequestKind::Chat);
        assert_eq!(choose(at("@ai-sdk/openai"), ModelType::Embedding).1, RequestKind::Embedding);
    }

    #[test]
    fn an_override_never_leads_to_the_vendors_own_address() {
        let zen = ProviderConfig {
            npm: Some("@ai-sdk/openai-compatible"),
            api: Some("https://opencode.ai/zen/v1"),
            offer_npm: Some("@ai-sdk/anthropic"),
            ..ProviderConfig::default()
        };
        let base = "https://opencode.ai/zen/v1".to_owned();
        assert_eq!(choose(zen, ModelType::Chat), (Sdk::Anthropic, RequestKind::Chat, base));
        let cloudflare = ProviderConfig { offer_npm: Some("@ai-sdk/anthropic"), ..at("ai-gateway-provider") };
        let (sdk, ..) = choose(cloudflare, ModelType::Chat);
        assert_eq!(sdk.word(), "ai-sdk");
    }

    #[test]
    fn azure_names_the_readers_resource() {
        let env = ["AZURE_COGNITIVE_SERVICES_RESOURCE_NAME".to_owned(), "AZURE_KEY".to_owned()];
        let azure = ProviderConfig { env: &env, ..at("@ai-sdk/azure") };
        let access = Endpoint::choose(&azure, ModelType::Chat).unwrap();
        let base = "https://YOUR_AZURE_COGNITIVE_SERVICES_RESOURCE_NAME.openai.azure.com/openai/v1";
        assert_eq!(access.address.base, base);
        assert_eq!(access.key_variable, "AZURE_KEY");
    }

    #[test]
    fn each_provider_is_called_where_it_listens() {
        assert_eq!(choose(at("@ai-sdk/groq"), ModelType::Chat).2, "https://api.groq.com/openai/v1");
        assert_eq!(choose(at("@ai-sdk/cohere"), ModelType::Rerank).2, "https://api.cohere.com/v2");
        assert_eq!(choose(at("@ai-sdk/mistral"), ModelType::Ocr).0, Sdk::Http);
        assert_eq!(choose(at("@openrouter/ai-sdk-provider"), ModelType::Image).1, RequestKind::ChatImage);
        assert_eq!(choose(at("@ai-sdk/google"), ModelType::Responses).1, RequestKind::Chat);
    }

    #[test]
    fn an_unknown_package_is_called_by_http_or_not_at_all() {
        let named = ProviderConfig { api: Some("https://api.vendor.example/v1"), ..at("vendor-ai") };
        assert_eq!(choose(named, ModelType::Chat).0, Sdk::Http);
        assert!(Endpoint::choose(&at("vendor-ai"), ModelType::Chat).is_err());
        assert!(Endpoint::choose(&ProviderConfig::default(), ModelType::Chat).is_err());
    }

    #[test]
    fn what_has_no_common_api_has_a_reason() {
        for kind in [ModelType::Video, ModelType::Realtime, ModelType::Search] {
            assert!(Endpoint::choose(&at("@ai-sdk/openai"), kind).unwrap_err().ends_with('.'));
        }
        assert!(Endpoint::choose(&at("@ai-sdk/anthropic"), ModelType::Embedding).is_err());
        assert!(Endpoint::choose(&at("@ai-sdk/openai"), ModelType::Ocr).is_err());
    }
}
