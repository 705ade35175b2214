//! A record with typed facts, after inheritance: what a model is, or how a provider offers it.

use std::sync::LazyLock;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::cost::Cost;
use super::rare::{Empty, Rare};
use crate::diag::{FileId, Span};
use crate::domain::capability::Capabilities;
use crate::domain::money::read_exact;
use crate::domain::web_address::WebPlace;
use crate::domain::{
    Capability, Country, Currency, Modality, ModelType, PartialDate, Period, RecordKey, Route, Status,
    TokenCount,
};
use crate::parse::{Node, Table, Value};

/// A model or an offer.
#[derive(Clone, Debug)]
pub struct Record {
    /// The key, which is unique in the catalog.
    pub key: RecordKey,
    /// The file it was read from.
    pub file: FileId,
    /// The file's path below the site.
    pub path: String,
    /// The route of its page.
    pub route: Route,
    /// The values after inheritance, each with its span.
    pub source: Table,
    /// The exact id that an API call takes.
    pub id: String,
    /// The display name.
    pub name: String,
    /// The family of models.
    pub family: Option<String>,
    /// What it is, in Markdown.
    pub description: Option<String>,
    /// What an API call to it does.
    pub kind: ModelType,
    /// Whether the file has a type that could not be read, so that the kind of API is unknown.
    pub is_kind_unknown: bool,
    /// When the author released it.
    pub release_date: Option<PartialDate>,
    /// When the author last changed it.
    pub last_updated: Option<PartialDate>,
    /// When the directory listed it.
    pub added: Option<PartialDate>,
    /// The date up to which the training data goes.
    pub knowledge: Option<PartialDate>,
    /// The lifecycle stage on the build's day.
    pub status: Status,
    /// When its deprecation was announced.
    pub deprecated: Option<PartialDate>,
    /// When it stops working.
    pub retires: Option<PartialDate>,
    /// The record that replaces it.
    pub successor: Option<RecordKey>,
    /// What it can do: yes, no or unknown.
    pub capabilities: Capabilities,
    /// Whether requests can set the temperature.
    pub temperature: Option<bool>,
    /// How a request controls the reasoning; an empty list says that it cannot.
    pub reasoning_options: Option<Vec<ReasoningOption>>,
    /// Whether the model reasons between tool calls.
    pub interleaved: Option<Interleaved>,
    /// The license of the weights.
    pub license: Option<String>,
    /// The tags under which the directory lists it.
    pub tags: Vec<String>,
    /// Other ids that lead here.
    pub aliases: Vec<String>,
    /// Dated ids of the same model.
    pub snapshots: Vec<String>,
    /// The record that this is a variant of.
    pub variant_of: Option<RecordKey>,
    /// Whether it is left out of every list.
    pub unlisted: bool,
    /// Remarks in Markdown.
    pub notes: Vec<String>,
    /// The provider whose price is shown for the model.
    pub primary_offer: Option<String>,
    /// The title for search engines.
    pub seo_title: Option<String>,
    /// The description for search engines.
    pub seo_description: Option<String>,
    /// The URL of a page on which it can be tried.
    pub playground: Option<String>,
    /// The limits of its input and output.
    pub limit: Limits,
    /// How many requests and tokens each plan allows, in file order.
    pub rate_limits: Vec<RateLimit>,
    /// What plans include in a period, in file order.
    pub quotas: Vec<Quota>,
    /// The modalities of its input; `None` if the file does not say.
    pub input: Option<Vec<Modality>>,
    /// The modalities of its output; `None` if the file does not say.
    pub output: Option<Vec<Modality>>,
    /// Request parameters, in file order.
    pub parameters: Vec<Parameter>,
    /// The prices.
    pub cost: Cost,
    /// How request data is handled.
    pub policy: Rare<Policy>,
    /// Measured performance.
    pub performance: Rare<Performance>,
    /// Its size, weights and tokenizer.
    pub architecture: Rare<Architecture>,
    /// Published scores.
    pub benchmarks: Vec<Benchmark>,
    /// Further links.
    pub links: Vec<Link>,
    /// Where the weights can be downloaded.
    pub weights: Vec<Link>,
    /// The author's own questions.
    pub faq: Vec<Question>,
    /// The sources of facts.
    pub sources: Rare<Sources>,
    /// What differs from the provider's other models when it is called.
    pub call: Rare<CallOverride>,
    /// Modes with separate prices.
    pub modes: Vec<Mode>,
}

/// Makes what says nothing of each part.
macro_rules! empty {
    ($($part:ty),*) => {
        $(impl Empty for $part {
            fn empty() -> &'static Self {
                static EMPTY: LazyLock<$part> = LazyLock::new(<$part>::default);
                &EMPTY
            }
        })*
    };
}

empty!(Architecture, CallOverride, OtherLimits, Performance, Policy, Sources);

/// A number of tokens, or why there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// The file does not say.
    #[default]
    Unknown,
    /// The file says 0.
    NotApplicable,
    /// The number.
    Known(TokenCount),
}

impl Measure {
    /// The number; `None` if it is unknown or not applicable.
    pub fn known(self) -> Option<TokenCount> {
        if let Self::Known(count) = self { Some(count) } else { None }
    }
}

/// The limits of a model's input and output.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    /// The context window, in tokens.
    pub context: Measure,
    /// The largest input, in tokens.
    pub input: Measure,
    /// The largest output, in tokens.
    pub output: Measure,
    /// The smallest prompt that is cached, in tokens.
    pub min_cached_tokens: Measure,
    /// What few files limit.
    pub other: Rare<OtherLimits>,
}

/// Limits that few models have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherLimits {
    /// The number of dimensions of an embedding.
    pub dimensions: Option<u64>,
    /// The most inputs per request.
    pub max_batch: Option<u64>,
    /// The most images per request.
    pub images: Option<u64>,
    /// The largest image, in megabytes.
    pub image_mb: Option<u64>,
    /// The width of the largest image, in pixels.
    pub image_width: Option<u64>,
    /// The height of the largest image, in pixels.
    pub image_height: Option<u64>,
    /// The most pages of a PDF file.
    pub pdf_pages: Option<u64>,
    /// The largest PDF file, in megabytes.
    pub pdf_mb: Option<u64>,
    /// The largest file, in megabytes.
    pub file_mb: Option<u64>,
    /// The longest audio or video, in seconds.
    pub duration_seconds: Option<u64>,
}

/// How many requests and tokens a plan allows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RateLimit {
    /// The plan, as the provider names it; `None` for every account.
    pub plan: Option<String>,
    /// Requests per minute.
    pub requests_per_minute: Option<u64>,
    /// Requests per day.
    pub requests_per_day: Option<u64>,
    /// Tokens per minute.
    pub tokens_per_minute: Option<u64>,
    /// Tokens per day.
    pub tokens_per_day: Option<u64>,
}

/// How much of something a plan includes in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Its index in the file, from 0.
    pub index: usize,
    /// The plan, as the provider names it; `None` for every account.
    pub plan: Option<String>,
    /// How much.
    pub amount: u64,
    /// What is counted, in the plural.
    pub unit: String,
    /// After which period the quota starts again.
    pub period: Period,
}

/// A way for a request to control the reasoning.
#[derive(Clone, Debug)]
pub struct ReasoningOption {
    /// `effort`, `toggle` or `budget_tokens`.
    pub kind: String,
    /// The values it takes.
    pub values: Vec<String>,
    /// The smallest budget, in tokens.
    pub min: Option<Budget>,
    /// The largest budget, in tokens.
    pub max: Option<u64>,
    /// What applies if a request does not say.
    pub default: Option<ReasoningDefault>,
}

/// How a model reasons if a request does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReasoningDefault {
    /// At a level of effort.
    Effort(String),
    /// Whether it reasons.
    Toggle(bool),
    /// With a budget.
    Budget(Budget),
}

/// A budget of reasoning tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// The model chooses; -1 in files and requests.
    Dynamic,
    /// So many tokens.
    Tokens(u64),
}

/// Whether a model reasons between tool calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interleaved {
    /// Whether the model can reason between tool calls.
    pub is_supported: bool,
    /// The field of a message that carries the reasoning.
    pub field: Option<String>,
}

/// A request parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name in a request.
    pub name: String,
    /// Whether the model takes it.
    pub supported: Option<bool>,
    /// The smallest value, as written.
    pub min: Option<Decimal>,
    /// The largest value, as written.
    pub max: Option<Decimal>,
    /// The default value, as written.
    pub default: Option<String>,
}

/// How request data is handled. A value may come from the author's or provider's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// How many days requests are kept.
    pub retention_days: Option<u64>,
    /// Whether zero retention is available.
    pub zero_retention: Option<bool>,
    /// Whether requests are used for training.
    pub used_for_training: Option<bool>,
    /// Where requests are processed.
    pub location: Option<Country>,
    /// The regions to choose from.
    pub regions: Vec<String>,
    /// `provider` or `gateway`.
    pub scope: Option<String>,
    /// Certificates and reports of auditors.
    pub attestations: Vec<Attestation>,
}

/// A certificate, or a report of an auditor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attestation {
    /// Its index in the file, from 0.
    pub index: usize,
    /// What is attested.
    pub name: String,
    /// The page that says so.
    pub url: Option<String>,
    /// The date of the report or certificate.
    pub date: Option<PartialDate>,
    /// The last day on which it is valid.
    pub valid_until: Option<PartialDate>,
}

/// Measured performance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Performance {
    /// Output tokens per second, as written.
    pub tokens_per_second: Option<Decimal>,
    /// Milliseconds to the first token, as written.
    pub first_token_ms: Option<Decimal>,
    /// The uptime in percent, as written.
    pub uptime_percent: Option<Decimal>,
}

/// The size, weights and tokenizer of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Architecture {
    /// The number of parameters.
    pub parameters: Option<u64>,
    /// The number of parameters that are active for a token.
    pub active_parameters: Option<u64>,
    /// The number format of the served weights.
    pub quantization: Option<String>,
    /// The tokenizer.
    pub tokenizer: Option<String>,
    /// The supported languages.
    pub languages: Vec<String>,
}

/// A published score.
#[derive(Clone, Debug)]
pub struct Benchmark {
    /// Its index in the file, from 0.
    pub index: usize,
    /// The name of the benchmark.
    pub name: String,
    /// The score with the digits of the file.
    pub score: Decimal,
    /// What the score measures; `percent` if the file says no more than a percent sign.
    pub metric: Option<String>,
    /// Whether the file writes the score with a percent sign.
    pub has_percent_sign: bool,
    /// Where it was published.
    pub source: Option<String>,
    /// When it was published.
    pub date: Option<PartialDate>,
    /// The host of the source, in one spelling: lower case, without `www.`.
    pub host: Option<String>,
    /// The version of the benchmark.
    pub version: Option<String>,
    /// The part of the benchmark.
    pub dataset: Option<String>,
    /// The setting of the model, such as its effort.
    pub variant: Option<String>,
    /// The software that ran it.
    pub harness: Option<String>,
}

impl Benchmark {
    /// Version, dataset, variant and harness, as far as the file gives them.
    pub fn setup(&self) -> impl Iterator<Item = &str> {
        [&self.version, &self.dataset, &self.variant, &self.harness].into_iter().filter_map(Option::as_deref)
    }

    /// Whether the metric or the score itself says that it is in percent.
    pub fn is_percent(&self) -> bool {
        self.has_percent_sign
            || self.metric.as_deref().is_some_and(|metric| metric.contains("percent") || metric.contains('%'))
    }
}

/// A link out of the site.
#[derive(Clone, Debug)]
pub struct Link {
    /// The text.
    pub label: Option<String>,
    /// The address.
    pub url: String,
    /// What the page is, or the number format of weights.
    pub kind: Option<String>,
    /// The file format of weights.
    pub format: Option<String>,
}

/// A question and its answer.
#[derive(Clone, Debug)]
pub struct Question {
    /// The question.
    pub question: String,
    /// The answer in Markdown.
    pub answer: String,
    /// Where the answer was written.
    pub span: Span,
}

/// The sources of facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The prices.
    pub cost: Source,
    /// The limits.
    pub limit: Source,
    /// The capabilities, modalities and request parameters.
    pub capabilities: Source,
    /// The dates and the lifecycle.
    pub dates: Source,
    /// The weights, the license and the architecture.
    pub architecture: Source,
    /// The policy.
    pub policy: Source,
    /// The performance.
    pub performance: Source,
    /// The scores that name none themselves.
    pub benchmarks: Source,
    /// The description.
    pub description: Source,
}

impl Sources {
    /// The days of the checks, by their paths in the file.
    pub fn checks(&self) -> impl Iterator<Item = (&'static str, PartialDate)> {
        let all = [
            ("sources.cost.checked", &self.cost),
            ("sources.limit.checked", &self.limit),
            ("sources.capabilities.checked", &self.capabilities),
            ("sources.dates.checked", &self.dates),
            ("sources.architecture.checked", &self.architecture),
            ("sources.policy.checked", &self.policy),
            ("sources.performance.checked", &self.performance),
            ("sources.benchmarks.checked", &self.benchmarks),
            ("sources.description.checked", &self.description),
        ];
        all.into_iter().filter_map(|(path, source)| Some((path, source.checked?)))
    }
}

/// The source of a fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The source page.
    pub url: Option<String>,
    /// The date on which the source was checked.
    pub checked: Option<PartialDate>,
}

/// What differs from the provider's other models when a record is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallOverride {
    /// The AI SDK package.
    pub npm: Option<String>,
    /// The base URL.
    pub api: Option<String>,
    /// `completions` or `responses`.
    pub shape: Option<String>,
}

/// A mode with separate prices.
#[derive(Clone, Debug)]
pub struct Mode {
    /// Its name.
    pub name: String,
    /// The prices.
    pub cost: Cost,
}

/// What a record does not get from the values of its own file.
pub(crate) struct RecordContext {
    pub(crate) key: RecordKey,
    pub(crate) file: FileId,
    pub(crate) path: String,
    pub(crate) route: Route,
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) currency: Option<Currency>,
    pub(crate) today: Date,
}

impl Record {
    /// Types the values of a record. References to other records are filled in afterwards.
    pub(crate) fn read(context: RecordContext, source: Table) -> Self {
        let t = &source;
        let (input, output) = (modalities(t, "modalities.input"), modalities(t, "modalities.output"));
        let (deprecated, retires) = (t.date("deprecated"), t.date("retires"));
        let cost = t.node("cost").and_then(Node::table);
        let cost = cost.map_or_else(
            || Cost::unknown(context.currency.unwrap_or(Currency::USD)),
            |table| Cost::read(table, "cost", context.currency, context.today),
        );
        let cost = if is_free_variant(&context.id) { cost.with_zero_as_free() } else { cost };
        let status = t.text("status").and_then(Status::read).unwrap_or_default();
        Self {
            kind: t.text("type").and_then(ModelType::read).unwrap_or_else(|| {
                kind_of(t, &[&context.name, &context.id], input.as_deref(), output.as_deref())
            }),
            is_kind_unknown: t.is_left_out("type") && t.node("type").is_none(),
            status: status.on(context.today, deprecated, retires),
            capabilities: capabilities(t, input.as_deref(), output.as_deref(), &cost),
            family: t.string("family"),
            description: t.string("description").filter(|text| !text.is_empty()),
            release_date: t.date("release_date"),
            last_updated: t.date("last_updated"),
            added: t.date("added"),
            knowledge: t.date("knowledge"),
            successor: None,
            variant_of: None,
            temperature: t.boolean("temperature").or_else(|| t.boolean("parameters.temperature.supported")),
            reasoning_options: t
                .node("reasoning_options")
                .map(|_| t.tables("reasoning_options").map(reasoning_option).collect()),
            interleaved: interleaved(t),
            license: t.string("license"),
            tags: t.texts("tags"),
            aliases: t.texts("aliases"),
            snapshots: t.texts("snapshots"),
            unlisted: t.boolean("unlisted") == Some(true) || t.is_left_out("unlisted"),
            notes: t.texts("notes"),
            primary_offer: t.string("primary_offer"),
            seo_title: t.string("seo_title"),
            seo_description: t.string("seo_description"),
            playground: t.string("playground"),
            limit: limits(t),
            rate_limits: t.tables("rate_limits").map(rate_limit).collect(),
            quotas: t.tables("quotas").enumerate().filter_map(quota).collect(),
            parameters: t.entries("parameters").map(|(name, table)| parameter(name, table)).collect(),
            policy: policy(t).into(),
            performance: Performance {
                tokens_per_second: t.number("performance.tokens_per_second"),
                first_token_ms: t.number("performance.first_token_ms"),
                uptime_percent: t.number("performance.uptime_percent"),
            }
            .into(),
            architecture: Architecture {
                parameters: t.integer("architecture.parameters"),
                active_parameters: t.integer("architecture.active_parameters"),
                quantization: t.string("architecture.quantization"),
                tokenizer: t.string("architecture.tokenizer"),
                languages: t.texts("architecture.languages"),
            }
            .into(),
            benchmarks: t.tables("benchmarks").enumerate().filter_map(benchmark).collect(),
            links: t.tables("links").filter_map(|table| link(table, "type")).collect(),
            weights: t.tables("weights").filter_map(|table| link(table, "quantization")).collect(),
            faq: t.tables("faq").filter_map(question).collect(),
            sources: Sources {
                cost: source_of(t, "sources.cost"),
                limit: source_of(t, "sources.limit"),
                capabilities: source_of(t, "sources.capabilities"),
                dates: source_of(t, "sources.dates"),
                architecture: source_of(t, "sources.architecture"),
                policy: source_of(t, "sources.policy"),
                performance: source_of(t, "sources.performance"),
                benchmarks: source_of(t, "sources.benchmarks"),
                description: source_of(t, "sources.description"),
            }
            .into(),
            call: CallOverride {
                npm: t.string("provider.npm"),
                api: t.string("provider.api"),
                shape: t.string("provider.shape"),
            }
            .into(),
            modes: t
                .entries("experimental.modes")
                .filter_map(|(name, table)| mode(name, table, &context))
                .collect(),
            key: context.key,
            file: context.file,
            path: context.path,
            route: context.route,
            id: context.id,
            name: context.name,
            deprecated,
            retires,
            input,
            output,
            cost,
            source,
        }
    }

    /// The span of a value, or the whole file if there is none.
    pub fn span(&self, path: &str) -> Span {
        self.source.span(path).unwrap_or_else(|| Span::whole(self.file))
    }

    /// The span of a key, or the whole file if there is none.
    pub fn key_span(&self, path: &str) -> Span {
        self.source.entry(path).map_or_else(|| Span::whole(self.file), |entry| entry.key)
    }

    /// The date that lists sort by and show: when the directory added the record, or otherwise its release date.
    pub fn since(&self) -> Option<PartialDate> {
        self.added.or(self.release_date)
    }
}

/// Whether an id names the free variant of a model: `qwen/qwen3-coder:free`.
fn is_free_variant(id: &str) -> bool {
    id.rsplit('/').next().is_some_and(|name| name.split(':').skip(1).any(|option| option == "free"))
}

fn modalities(table: &Table, path: &str) -> Option<Vec<Modality>> {
    table.node(path)?;
    let mut modalities: Vec<Modality> =
        table.texts(path).iter().filter_map(|word| Modality::read(word)).collect();
    modalities.sort_unstable();
    modalities.dedup();
    Some(modalities)
}

/// The type of a record whose file gives none, by its modalities, limits and names.
fn kind_of(
    table: &Table,
    names: &[&str],
    input: Option<&[Modality]>,
    output: Option<&[Modality]>,
) -> ModelType {
    let output = output.unwrap_or(&[Modality::Text]);
    if !output.is_empty() && !output.contains(&Modality::Text) {
        return match output[0] {
            Modality::Video => ModelType::Video,
            Modality::Audio => ModelType::Speech,
            _ if names.iter().any(|name| is_of_image_edits(name)) => ModelType::ImageEdit,
            _ => ModelType::Image,
        };
    }
    let has_no_context = table.integer("limit.context") == Some(0);
    if has_no_context && output.contains(&Modality::Image) {
        return ModelType::Image;
    }
    if table.node("limit.dimensions").is_some() || table.text("family").is_some_and(|f| f.contains("embed")) {
        return ModelType::Embedding;
    }
    if input == Some(&[Modality::Audio]) && output == [Modality::Text] {
        return ModelType::Transcription;
    }
    let names: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    if let Some(kind) = names.iter().find_map(|name| kind_of_name(name)) {
        return kind;
    }
    if table.text("provider.shape") == Some("responses") { ModelType::Responses } else { ModelType::Chat }
}

/// Whether a name says that a model edits images: `qwen-image-edit`.
fn is_of_image_edits(name: &str) -> bool {
    name.to_lowercase().replace(' ', "-").contains("image-edit")
}

/// The type that follows from a name in lower case: `qwen3-embedding-8b`, `whisper large v3`.
fn kind_of_name(name: &str) -> Option<ModelType> {
    const KEYWORDS: [(&str, ModelType); 6] = [
        ("rerank", ModelType::Rerank),
        ("embed", ModelType::Embedding),
        ("whisper", ModelType::Transcription),
        ("transcribe", ModelType::Transcription),
        ("realtime", ModelType::Realtime),
        ("moderation", ModelType::Moderation),
    ];
    KEYWORDS.iter().find(|(word, _)| name.contains(word)).map(|(_, kind)| *kind)
}

fn capabilities(
    table: &Table,
    input: Option<&[Modality]>,
    output: Option<&[Modality]>,
    cost: &Cost,
) -> Capabilities {
    use Capability as C;
    let mut set = Capabilities::default();
    let reads = |modality| input.map(|list| list.contains(&modality));
    let writes = |modality| output.map(|list| list.contains(&modality));
    set.set(C::Vision, reads(Modality::Image));
    set.set(C::AudioInput, reads(Modality::Audio));
    set.set(C::VideoInput, reads(Modality::Video));
    set.set(C::PdfInput, reads(Modality::Pdf));
    set.set(C::ImageOutput, writes(Modality::Image));
    set.set(C::AudioOutput, writes(Modality::Audio));
    set.set(C::ToolCalling, table.boolean("tool_call"));
    set.set(C::StructuredOutput, table.boolean("structured_output"));
    set.set(C::Reasoning, table.boolean("reasoning"));
    set.set(C::OpenWeights, table.boolean("open_weights"));
    set.set(C::Attachments, table.boolean("attachment"));
    let caches = cost.prices.rates.get(super::cost::RateKind::CacheRead).map(|_| true);
    set.set(C::PromptCaching, table.boolean("capabilities.prompt_caching").or(caches));
    for capability in [
        C::ParallelToolCalls,
        C::ToolChoice,
        C::WebSearch,
        C::ComputerUse,
        C::CodeExecution,
        C::Streaming,
        C::Batch,
        C::FineTuning,
        C::JsonMode,
        C::SystemMessages,
    ] {
        set.set(capability, table.boolean(capability.words().field));
    }
    set
}

fn limits(table: &Table) -> Limits {
    Limits {
        context: measure(table, "limit.context"),
        input: measure(table, "limit.input"),
        output: measure(table, "limit.output"),
        min_cached_tokens: measure(table, "limit.min_cached_tokens"),
        other: other_limits(table).into(),
    }
}

fn other_limits(table: &Table) -> OtherLimits {
    OtherLimits {
        dimensions: positive(table, "limit.dimensions"),
        max_batch: positive(table, "limit.max_batch"),
        images: positive(table, "limit.images"),
        image_mb: positive(table, "limit.image_mb"),
        image_width: positive(table, "limit.image_width"),
        image_height: positive(table, "limit.image_height"),
        pdf_pages: positive(table, "limit.pdf_pages"),
        pdf_mb: positive(table, "limit.pdf_mb"),
        file_mb: positive(table, "limit.file_mb"),
        duration_seconds: positive(table, "limit.duration_seconds"),
    }
}

fn measure(table: &Table, path: &str) -> Measure {
    match table.integer(path) {
        None => Measure::Unknown,
        Some(0) => Measure::NotApplicable,
        Some(count) => Measure::Known(TokenCount(count)),
    }
}

fn positive(table: &Table, path: &str) -> Option<u64> {
    table.integer(path).filter(|number| *number > 0)
}

fn rate_limit(table: &Table) -> RateLimit {
    RateLimit {
        plan: table.string("plan"),
        requests_per_minute: table.integer("requests_per_minute"),
        requests_per_day: table.integer("requests_per_day"),
        tokens_per_minute: table.integer("tokens_per_minute"),
        tokens_per_day: table.integer("tokens_per_day"),
    }
}

fn quota((index, table): (usize, &Table)) -> Option<Quota> {
    Some(Quota {
        index,
        plan: table.string("plan"),
        amount: table.integer("amount")?,
        unit: table.string("unit")?,
        period: table.text("period").and_then(Period::read)?,
    })
}

fn reasoning_option(table: &Table) -> ReasoningOption {
    ReasoningOption {
        kind: table.string("type").unwrap_or_default(),
        values: table.texts("values"),
        min: table.node("min").and_then(budget),
        max: table.integer("max"),
        default: table.node("default").and_then(reasoning_default),
    }
}

fn reasoning_default(node: &Node) -> Option<ReasoningDefault> {
    Some(match &node.value {
        Value::Text(level) => ReasoningDefault::Effort(level.to_string()),
        Value::Boolean(is_on) => ReasoningDefault::Toggle(*is_on),
        _ => ReasoningDefault::Budget(budget(node)?),
    })
}

fn budget(node: &Node) -> Option<Budget> {
    let Value::Integer(tokens) = node.value else { return None };
    Some(u64::try_from(tokens).map_or(Budget::Dynamic, Budget::Tokens))
}

fn interleaved(table: &Table) -> Option<Interleaved> {
    let field = table.string("interleaved.field");
    let is_supported = table.boolean("interleaved").or_else(|| table.node("interleaved").map(|_| true))?;
    Some(Interleaved { is_supported, field })
}

fn parameter(name: &str, table: &Table) -> Parameter {
    let default = table.node("default").map(|node| match &node.value {
        Value::Text(text) => text.to_string(),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        _ => String::new(),
    });
    Parameter {
        name: name.to_owned(),
        supported: table.boolean("supported"),
        min: table.number("min"),
        max: table.number("max"),
        default,
    }
}

pub(super) fn policy(table: &Table) -> Policy {
    Policy {
        retention_days: table.integer("policy.retention_days"),
        zero_retention: table.boolean("policy.zero_retention"),
        used_for_training: table.boolean("policy.used_for_training"),
        location: table.text("policy.location").and_then(Country::read),
        regions: table.texts("policy.regions"),
        scope: table.string("policy.scope"),
        attestations: table.tables("policy.attestations").enumerate().filter_map(attestation).collect(),
    }
}

fn attestation((index, table): (usize, &Table)) -> Option<Attestation> {
    Some(Attestation {
        index,
        name: table.string("name")?,
        url: table.string("url"),
        date: table.date("date"),
        valid_until: table.date("valid_until"),
    })
}

fn benchmark((index, table): (usize, &Table)) -> Option<Benchmark> {
    let percentage = table.text("score").and_then(|text| read_exact(text.strip_suffix('%')?));
    Some(Benchmark {
        index,
        name: table.string("name")?,
        score: percentage.or_else(|| table.number("score"))?,
        metric: table.string("metric").or_else(|| percentage.map(|_| "percent".to_owned())),
        has_percent_sign: percentage.is_some(),
        host: table.text("source").and_then(WebPlace::read).map(|place| place.host),
        source: table.string("source"),
        date: table.date("date"),
        version: table.string("version"),
        dataset: table.string("dataset"),
        variant: table.string("variant"),
        harness: table.string("harness"),
    })
}

fn link(table: &Table, kind: &str) -> Option<Link> {
    Some(Link {
        label: table.string("label"),
        url: table.string("url")?,
        kind: table.string(kind),
        format: table.string("format"),
    })
}

fn question(table: &Table) -> Option<Question> {
    Some(Question {
        question: table.string("question")?,
        answer: table.string("answer")?,
        span: table.span("answer")?,
    })
}

fn source_of(table: &Table, path: &str) -> Source {
    let inner = table.node(path).and_then(Node::table);
    inner.map_or_else(Source::default, |table| Source {
        url: table.string("url"),
        checked: table.date("checked"),
    })
}

fn mode(name: &str, table: &Table, context: &RecordContext) -> Option<Mode> {
    let path = format!("experimental.modes.{name}.cost");
    let cost = Cost::read(table.node("cost")?.table()?, &path, context.currency, context.today);
    Some(Mode { name: name.to_owned(), cost })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_follows_from_a_clear_name() {
        let cases = [
            ("qwen3-embedding-8b", Some(ModelType::Embedding)),
            ("nomic-embed-text", Some(ModelType::Embedding)),
            ("llama nemotron rerank vl 1b", Some(ModelType::Rerank)),
            ("whisper large v3", Some(ModelType::Transcription)),
            ("qwen3-omni-flash-realtime", Some(ModelType::Realtime)),
            ("omni-moderation-latest", Some(ModelType::Moderation)),
            ("gpt-4o-mini", None),
            ("llama-guard-4", None),
        ];
        for (name, kind) in cases {
            assert_eq!(kind_of_name(name), kind, "{name}");
        }
    }
}
