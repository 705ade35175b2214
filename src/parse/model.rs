//! The keys of a model and of an offer: those of models.dev, and additional ones of modelpress.

use super::policy::{IMPORT, POLICY, SOURCES};
use super::schema::{Field, Kind, RATES_FIELD, Schema, ours, shared};
use super::site::LINKING_LEVELS;
use crate::domain::{Hours, Modality, ModelType, Status, Unit};

/// `models/<author>/<id>.toml`, and every offer file, which takes the same keys.
pub static MODEL: Schema = Schema {
    name: "model",
    doc: "A model, in `models/<author>/<id>.toml`. An offer, in `providers/<provider>/models/<id>.toml`, takes the same keys. A missing key means unknown, never no.",
    strict: false,
    fields: &[
        shared("name", Kind::Name, "The display name. Offers inherit it from their base model.")
            .required()
            .at_most(200)
            .aliases(&["title", "display_name"]),
        shared("family", Kind::Name, "The family of models that this one belongs to."),
        ours(
            "id",
            Kind::Text,
            "The exact ID to use in API calls, if it differs from the file's path.",
        ),
        ours("slug", Kind::Text, "The path of the page, if two IDs would share one."),
        shared(
            "description",
            Kind::Markdown,
            "A description in one or two paragraphs of Markdown. The first sentence introduces the page.",
        )
        .aliases(&["summary"]),
        ours(
            "type",
            Kind::Choice(&ModelType::WORDS),
            "The type of API call. Without it, the type follows from the modalities, or from a name such as `text-embedding`, `rerank` or `whisper`.",
        )
        .aliases(&["kind", "mode", "api_type"]),
        shared("release_date", Kind::Date, "The release date.")
            .aliases(&["released", "date"]),
        shared("last_updated", Kind::Date, "The date of the author's last change to the model.").aliases(&["updated"]),
        ours("added", Kind::Date, "The date on which this directory added the model.").aliases(&["created", "listed"]),
        shared("knowledge", Kind::Date, "The date up to which the training data goes.")
            .aliases(&["knowledge_cutoff", "cutoff"]),
        shared("status", Kind::Choice(&Status::WORDS), "The lifecycle status. Defaults to active."),
        ours("deprecated", Kind::Date, "The date on which the deprecation was announced.")
            .aliases(&["deprecation_date"]),
        ours("retires", Kind::Date, "The shutdown date, from which requests fail.").aliases(&[
            "retired",
            "retirement_date",
            "shutdown",
        ]),
        ours("successor", Kind::Text, "The ID of the model that replaces it.")
            .aliases(&["replaced_by", "replacement"]),
        shared("attachment", Kind::Boolean, "Whether requests can include files."),
        shared("reasoning", Kind::Boolean, "Whether the model uses reasoning tokens before it answers."),
        shared(
            "reasoning_options",
            Kind::Groups(&REASONING_OPTION),
            "How requests control the reasoning. An empty array means that they cannot.",
        ),
        shared("tool_call", Kind::Boolean, "Whether the model supports tool calling.").aliases(&[
            "tools",
            "tool_calling",
            "function_calling",
        ]),
        shared("structured_output", Kind::Boolean, "Whether the model can answer in JSON that follows a schema.")
            .aliases(&["structured_outputs", "json_schema"]),
        shared("temperature", Kind::Boolean, "Whether requests can set the temperature."),
        shared(
            "interleaved",
            Kind::Switch(&INTERLEAVED),
            "Whether the model can reason between tool calls, and which message field has the reasoning.",
        ),
        shared("open_weights", Kind::Boolean, "Whether the weights can be downloaded.")
            .aliases(&["open_source"]),
        shared("license", Kind::Text, "The license of the weights, as an SPDX identifier if it has one.")
            .aliases(&["licence"]),
        ours("tags", Kind::Texts, "Topics under which the model is listed.").at_most(100),
        ours("aliases", Kind::Texts, "Other IDs of the model. Each becomes a page that redirects to this model.")
            .at_most(100),
        ours("snapshots", Kind::Texts, "Dated IDs of the same model. Shown on the page, without pages of their own."),
        ours(
            "variant_of",
            Kind::Text,
            "The ID of the model of which this is a region, speed or size variant. Lists fold it into that model.",
        ),
        ours("draft", Kind::Boolean, "`true` leaves the record out of builds."),
        ours("unlisted", Kind::Boolean, "`true` builds the page but leaves it out of all lists."),
        ours("publish_from", Kind::Date, "The date from which the record is built."),
        ours("notes", Kind::Markdowns, "Notes below the specifications, in Markdown.").aliases(&["note"]),
        ours(
            "primary_offer",
            Kind::Text,
            "The provider whose price is shown for the model if several offer it.",
        ),
        ours("seo_title", Kind::Text, "The page's title for search engines."),
        ours("seo_description", Kind::Text, "The page's description for search engines."),
        ours("playground", Kind::Url, "The page where the model can be tried."),
        shared("base_model", Kind::Text, "The ID of the model whose facts this record inherits.")
            .aliases(&["base", "extends"]),
        shared("base_model_omit", Kind::Texts, "Inherited keys to drop, as dotted paths."),
        ours(
            "model",
            Kind::Text,
            "In an offer: the ID of its model. Unlike `base_model`, it inherits no facts. Without either key, the model is found by the offer's ID, as far as `linking` allows.",
        ),
        ours(
            "linking",
            Kind::Choice(&LINKING_LEVELS),
            "In an offer: how certain its link to a model must be. Overrides `[linking] level`.",
        ),
        ours("capabilities", Kind::Group(&CAPABILITIES), "What the model can do, beyond the keys above."),
        shared("limit", Kind::Group(&LIMIT), "Limits.").aliases(&["limits"]),
        ours(
            "rate_limits",
            Kind::Groups(&RATE_LIMIT),
            "Rate limits by plan. Never inherited, because they belong to the provider.",
        )
        .aliases(&["rate_limit", "rpm", "tpm"]),
        ours(
            "quotas",
            Kind::Groups(&QUOTA),
            "What a plan includes in a period, such as 45 messages in 5 hours. Never inherited, because it belongs to the provider.",
        )
        .aliases(&["quota", "allowances"]),
        shared("modalities", Kind::Group(&MODALITIES), "Input and output modalities."),
        ours(
            "parameters",
            Kind::Named(&PARAMETER),
            "Request parameters, such as `[parameters.temperature]`.",
        ),
        shared(
            "cost",
            Kind::Group(&COST),
            "What the reader pays. Never inherited: each record has its own complete prices.",
        )
        .aliases(&["price", "pricing", "prices"]),
        ours("policy", Kind::Group(&POLICY), "How request data is handled."),
        ours("performance", Kind::Group(&PERFORMANCE), "Measured performance, as a snapshot with its source."),
        ours("architecture", Kind::Group(&ARCHITECTURE), "The model's architecture."),
        shared("benchmarks", Kind::Groups(&BENCHMARK), "Published benchmark scores. Offers do not inherit them.")
            .at_most(500)
            .aliases(&["benchmark"]),
        shared("links", Kind::Groups(&LINK), "Further links.").aliases(&["link"]),
        shared("weights", Kind::Groups(&WEIGHTS), "Download locations of the weights.").aliases(&["weight"]),
        ours(
            "faq",
            Kind::Groups(&FAQ),
            "Questions and answers. They replace generated answers to the same question.",
        )
        .aliases(&["faqs"]),
        ours("sources", Kind::Group(&SOURCES), "Sources of facts, and when they were checked.")
            .aliases(&["source"]),
        shared(
            "provider",
            Kind::Group(&PROVIDER_OVERRIDE),
            "API settings of this offer, if they differ from its provider's.",
        ),
        shared("experimental", Kind::Group(&EXPERIMENTAL), "Experimental modes."),
        ours("import", Kind::Group(&IMPORT), "What an import leaves alone."),
        ours("extra", Kind::Free, "Your own data, passed to templates unchanged."),
    ],
};

static REASONING_OPTION: Schema = Schema {
    name: "reasoning option",
    doc: "One way in which requests control the reasoning.",
    strict: false,
    fields: &[
        shared("type", Kind::Choice(&["effort", "toggle", "budget_tokens"]), "The kind of control.")
            .required(),
        shared("values", Kind::Texts, "The allowed values; `null` is the API's null."),
        shared("min", Kind::Budget, "The smallest budget in tokens; -1 means that the model can choose."),
        shared("max", Kind::Count("tokens"), "The largest budget in tokens."),
        shared(
            "default",
            Kind::Scalar,
            "What applies if a request does not say: a value for `effort`, `true` or `false` for `toggle`, a number of tokens for `budget_tokens`.",
        )
        .aliases(&["default_effort", "default_reasoning_effort"]),
    ],
};

static INTERLEAVED: Schema = Schema {
    name: "interleaved reasoning",
    doc: "The message field with the reasoning between tool calls.",
    strict: false,
    fields: &[shared("field", Kind::Text, "The name of the field.")],
};

static CAPABILITIES: Schema = Schema {
    name: "capabilities",
    doc: "`true` or `false`. A missing key means unknown.",
    strict: false,
    fields: &[
        ours("parallel_tool_calls", Kind::Boolean, "Makes several tool calls in one response."),
        ours("tool_choice", Kind::Boolean, "Lets a request choose a tool, or require a tool call.")
            .aliases(&["forced_tool_use"]),
        ours(
            "prompt_caching",
            Kind::Boolean,
            "Bills repeated input at its own price. Implied by a `cache_read` price.",
        )
        .aliases(&["caching"]),
        ours("web_search", Kind::Boolean, "Searches the web."),
        ours("computer_use", Kind::Boolean, "Operates a computer's screen."),
        ours("code_execution", Kind::Boolean, "Runs code in a sandbox."),
        ours("streaming", Kind::Boolean, "Streams its responses."),
        ours("batch", Kind::Boolean, "Accepts batches that complete later."),
        ours("fine_tuning", Kind::Boolean, "Can be fine-tuned."),
        ours("json_mode", Kind::Boolean, "Can be restricted to valid JSON."),
        ours("system_messages", Kind::Boolean, "Follows system messages."),
    ],
};

static LIMIT: Schema = Schema {
    name: "limits",
    doc: "Limits. 0 means not applicable.",
    strict: false,
    fields: &[
        shared("context", Kind::Count("tokens"), "The context window in tokens, shared by input and output.")
            .aliases(&["context_window", "max_context", "context_length", "context_size", "max_model_len"]),
        shared("input", Kind::Count("tokens"), "The largest input in tokens.").aliases(&[
            "max_input",
            "max_input_tokens",
            "input_tokens",
        ]),
        shared("output", Kind::Count("tokens"), "The largest output in tokens.").aliases(&[
            "max_output",
            "max_tokens",
            "max_output_tokens",
            "max_completion_tokens",
            "output_tokens",
        ]),
        ours("dimensions", Kind::Count("numbers"), "The number of dimensions of an embedding."),
        ours("max_batch", Kind::Count("inputs"), "The number of inputs per request."),
        ours("min_cached_tokens", Kind::Count("tokens"), "The smallest prompt in tokens that is cached.")
            .aliases(&["prompt_cache_min_tokens", "min_cacheable_tokens"]),
        ours("images", Kind::Count("images"), "The number of images per request."),
        ours("image_mb", Kind::Count("megabytes"), "The largest image in MB."),
        ours("image_width", Kind::Count("pixels"), "The width of the largest image in pixels."),
        ours("image_height", Kind::Count("pixels"), "The height of the largest image in pixels."),
        ours("pdf_pages", Kind::Count("pages"), "The number of pages of the longest PDF file."),
        ours("pdf_mb", Kind::Count("megabytes"), "The largest PDF file in MB."),
        ours("file_mb", Kind::Count("megabytes"), "The largest file in MB."),
        ours("duration_seconds", Kind::Count("seconds"), "The longest audio or video in seconds."),
    ],
};

static RATE_LIMIT: Schema = Schema {
    name: "rate limit",
    doc: "The requests and tokens that one plan allows.",
    strict: false,
    fields: &[
        ours(
            "plan",
            Kind::Text,
            "The plan or tier of account, as the provider names it; every account without it.",
        )
        .aliases(&["tier", "name"]),
        ours("requests_per_minute", Kind::Count("requests"), "Requests per minute.").aliases(&["rpm"]),
        ours("requests_per_day", Kind::Count("requests"), "Requests per day.").aliases(&["rpd"]),
        ours("tokens_per_minute", Kind::Count("tokens"), "Tokens per minute, input and output together.")
            .aliases(&["tpm"]),
        ours("tokens_per_day", Kind::Count("tokens"), "Tokens per day, input and output together.")
            .aliases(&["tpd"]),
    ],
};

static QUOTA: Schema = Schema {
    name: "quota",
    doc: "How much of something a plan includes in a period: 45 messages in 5 hours.",
    strict: false,
    fields: &[
        ours(
            "plan",
            Kind::Text,
            "The plan or tier of account, as the provider names it; every account without it.",
        )
        .aliases(&["tier", "name"]),
        ours("amount", Kind::Count("units"), "How much the plan includes: `45`.")
            .required()
            .aliases(&["limit", "count"]),
        ours("unit", Kind::Text, "What is counted, in the plural: `messages`, `requests`, `images`.").required(),
        ours(
            "period",
            Kind::Period,
            "The period after which the quota starts again: `hour`, `day`, `week`, `month` or `year`, or a number of minutes, hours or days such as `30m`, `5h` or `7d`.",
        )
        .required()
        .aliases(&["per", "window"]),
    ],
};

static MODALITIES: Schema = Schema {
    name: "modalities",
    doc: "Input and output modalities.",
    strict: false,
    fields: &[
        shared("input", Kind::Choices(&Modality::WORDS), "What it reads.").aliases(&[
            "vision",
            "image_input",
            "audio_input",
            "video_input",
            "multimodal",
            "input_modalities",
            "image",
            "audio",
            "video",
            "pdf",
        ]),
        shared("output", Kind::Choices(&Modality::WORDS), "What it writes.").aliases(&[
            "image_output",
            "audio_output",
            "image_generation",
            "output_modalities",
        ]),
    ],
};

static PARAMETER: Schema = Schema {
    name: "parameter",
    doc: "A request parameter.",
    strict: false,
    fields: &[
        ours("supported", Kind::Boolean, "`false` if the model rejects it."),
        ours("min", Kind::Number, "The smallest value."),
        ours("max", Kind::Number, "The largest value."),
        ours("default", Kind::Scalar, "The default value."),
    ],
};

static COST: Schema = Schema {
    name: "price",
    doc: "What the reader pays, per 1M tokens unless stated otherwise. Prices are not multiplied.",
    strict: true,
    fields: &[
        ours(
            "currency",
            Kind::Currency,
            "The currency. Defaults to the provider's currency, or USD. Never converted.",
        ),
        ours(
            "state",
            Kind::Choice(&["free", "included", "varies"]),
            "Whether the model is free, included in a plan, or varies in price by request (as for routers). Without it, the state follows from the prices.",
        ),
        ours("plan", Kind::Text, "The plan that includes the model, with `state = \"included\"`."),
        RATES_FIELD,
        ours(
            "tiers_apply",
            Kind::Choice(&["request", "marginal"]),
            "Whether a tier reprices the whole request (`request`, the default) or only the tokens above its size.",
        ),
        shared("tiers", Kind::Groups(&TIER), "Prices above a context size.").aliases(&["tier"]),
        SERVICE_TIERS,
        UNITS,
        OTHER,
        REGIONS,
        ours(
            "schedule",
            Kind::Groups(&SCHEDULE),
            "Announced changes. The entry in force on the build date is the price; the next one is shown with its date.",
        ),
        ours("windows", Kind::Groups(&WINDOW), "Prices at certain hours, in UTC, on all days or on some."),
    ],
};

const TIERS: Field = ours("tiers", Kind::Groups(&TIER), "Prices above a context size, for this entry.");

const SERVICE_TIERS: Field = ours(
    "service_tiers",
    Kind::Groups(&SERVICE_TIER),
    "Prices of other service tiers, such as batch, flex or priority.",
)
.aliases(&["batch", "flex", "priority"]);

const UNITS: Field = ours("units", Kind::Groups(&UNIT_PRICE), "Prices that are not per token.").aliases(&[
    "unit",
    "request",
    "citation",
    "search",
    "per_image",
]);

const OTHER: Field =
    ours("other", Kind::Groups(&OTHER_PRICE), "Prices for anything that `[[cost.units]]` does not cover.");

const REGIONS: Field = ours("regions", Kind::Groups(&REGION), "Prices by region, where they differ.");

static TIER: Schema = Schema {
    name: "context tier",
    doc: "Prices above a context size.",
    strict: true,
    fields: &[
        shared("tier", Kind::Group(&TIER_SIZE), "Where the tier starts.").required().aliases(&["size"]),
        RATES_FIELD,
        UNITS,
    ],
};

static TIER_SIZE: Schema = Schema {
    name: "tier size",
    doc: "Where a tier starts.",
    strict: true,
    fields: &[
        shared("size", Kind::Count("tokens"), "The tokens above which the tier applies.").required(),
        shared("type", Kind::Choice(&["context"]), "What the size counts."),
    ],
};

static SERVICE_TIER: Schema = Schema {
    name: "service tier",
    doc: "Prices of another service tier.",
    strict: true,
    fields: &[
        ours(
            "name",
            Kind::Text,
            "The service tier, as named in requests: `batch`, `flex`, `priority`, `fast`, `ultrafast`.",
        )
        .required(),
        RATES_FIELD,
        TIERS,
        UNITS,
        OTHER,
    ],
};

static UNIT_PRICE: Schema = Schema {
    name: "unit price",
    doc: "A price that is not per token.",
    strict: true,
    fields: &[
        ours("unit", Kind::Choice(&Unit::WORDS), "The unit.").required(),
        ours(
            "per",
            Kind::Count("units"),
            "The number of units that the price is for: 1 (the default), 1000 or 1000000.",
        ),
        ours("price", Kind::Price, "The price.").required(),
        ours("label", Kind::Text, "What distinguishes this price, such as a size or a quality."),
        ours("size", Kind::Text, "The size that selects the price: `1024x1024`."),
        ours("quality", Kind::Text, "The quality that selects the price."),
        ours("resolution", Kind::Text, "The resolution that selects the price: `720p`."),
        ours("free", Kind::Count("units"), "The number of free units before the price applies.")
            .aliases(&["free_allowance", "allowance"]),
        ours("free_per", Kind::Choice(&FREE_PER), "The period after which the free units reset."),
    ],
};

/// The periods after which a free allowance starts again.
const FREE_PER: [&str; 3] = ["minute", "day", "month"];

static OTHER_PRICE: Schema = Schema {
    name: "other price",
    doc: "A price with its unit in words. Estimates and the calculator ignore it.",
    strict: true,
    fields: &[
        ours("amount", Kind::Price, "The price.").required().aliases(&["price"]),
        ours("unit", Kind::Text, "What the price is for, after the word per: `provisioned unit and hour`.")
            .required()
            .aliases(&["per"]),
        ours("label", Kind::Text, "What is charged: `Provisioned throughput`."),
    ],
};

static REGION: Schema = Schema {
    name: "regional price",
    doc: "How prices differ in a region: by a factor on all prices, or by separate prices.",
    strict: true,
    fields: &[
        ours("name", Kind::Text, "The region, as the provider names it: `eu`, `us-gov`.").required(),
        ours("factor", Kind::Number, "The factor for all prices there: 1.1 for ten percent more."),
        RATES_FIELD,
        TIERS,
        UNITS,
    ],
};

static SCHEDULE: Schema = Schema {
    name: "announced price",
    doc: "Prices from a date on. Anything an entry leaves out stays the same.",
    strict: true,
    fields: &[
        ours("from", Kind::Date, "The first day on which the prices apply.").required(),
        RATES_FIELD,
        TIERS,
        SERVICE_TIERS,
        UNITS,
        OTHER,
        REGIONS,
    ],
};

static WINDOW: Schema = Schema {
    name: "price window",
    doc: "Prices at certain hours, on all days or on some.",
    strict: true,
    fields: &[
        ours("utc", Kind::Window, "The hours, in UTC; a whole day is `00:00-24:00`.").required(),
        ours(
            "days",
            Kind::Choices(&Hours::DAYS),
            "The days of the week on which the hours begin, in UTC. Every day without it.",
        )
        .aliases(&["weekdays"]),
        RATES_FIELD,
        TIERS,
        UNITS,
    ],
};

static PERFORMANCE: Schema = Schema {
    name: "performance",
    doc: "A snapshot, never live. `[sources.performance]` says who measured it and when.",
    strict: false,
    fields: &[
        ours("tokens_per_second", Kind::Number, "Output tokens per second."),
        ours("first_token_ms", Kind::Number, "Milliseconds to the first token."),
        ours("uptime_percent", Kind::Number, "Uptime in percent."),
    ],
};

static ARCHITECTURE: Schema = Schema {
    name: "architecture",
    doc: "The model's architecture.",
    strict: false,
    fields: &[
        ours("parameters", Kind::Count("parameters"), "The number of parameters."),
        ours("active_parameters", Kind::Count("parameters"), "The number of active parameters per token."),
        ours("quantization", Kind::Text, "The number format of the served weights."),
        ours("tokenizer", Kind::Text, "The tokenizer."),
        ours("languages", Kind::Texts, "The supported languages.").at_most(1_000),
    ],
};

static BENCHMARK: Schema = Schema {
    name: "benchmark",
    doc: "A published score.",
    strict: false,
    fields: &[
        shared("name", Kind::Text, "The benchmark.").required(),
        shared(
            "score",
            Kind::Score,
            "The score, printed as written. `\"82%\"` is 82 with the metric percent.",
        )
        .required(),
        shared("metric", Kind::Text, "What the score measures: `percent correct`, `index`."),
        shared("source", Kind::Url, "Where the score was published."),
        shared("date", Kind::Date, "When it was published."),
        shared("harness", Kind::Text, "The software that ran the benchmark."),
        shared("variant", Kind::Text, "The model's settings, such as its reasoning effort."),
        shared("version", Kind::Text, "The version of the benchmark."),
        shared("dataset", Kind::Text, "The variant of the benchmark."),
    ],
};

static LINK: Schema = Schema {
    name: "link",
    doc: "Further links.",
    strict: false,
    fields: &[
        shared("label", Kind::Text, "The text of the link.").aliases(&["title", "name"]),
        shared("url", Kind::Url, "Where it leads.").required().aliases(&["href"]),
        shared("type", Kind::Text, "The kind of page: `announcement`, `docs`, `model_card`, `leaderboard`."),
    ],
};

static WEIGHTS: Schema = Schema {
    name: "weights",
    doc: "Download locations of the weights.",
    strict: false,
    fields: &[
        shared("label", Kind::Text, "The host."),
        shared("url", Kind::Url, "The address.").required(),
        shared("format", Kind::Text, "Their file format: `safetensors`, `gguf`."),
        shared("quantization", Kind::Text, "The number format."),
    ],
};

static FAQ: Schema = Schema {
    name: "question",
    doc: "A question and its answer.",
    strict: false,
    fields: &[
        ours("question", Kind::Text, "The question.").required(),
        ours("answer", Kind::Markdown, "The answer, in Markdown.").required(),
    ],
};

static PROVIDER_OVERRIDE: Schema = Schema {
    name: "call",
    doc: "API settings of an offer.",
    strict: false,
    fields: &[
        shared("npm", Kind::Text, "The AI SDK package."),
        shared("api", Kind::Url, "The base URL."),
        shared("shape", Kind::Choice(&["completions", "responses"]), "The API that the model answers on."),
        shared("body", Kind::Free, "Additional fields of the request body."),
        shared("headers", Kind::Free, "Additional request headers."),
    ],
};

static EXPERIMENTAL: Schema = Schema {
    name: "experimental",
    doc: "Experimental features.",
    strict: false,
    fields: &[shared("modes", Kind::Named(&MODE), "Modes with separate prices.")],
};

static MODE: Schema = Schema {
    name: "mode",
    doc: "A mode with separate prices.",
    strict: false,
    fields: &[
        shared("cost", Kind::Group(&COST), "What the mode costs."),
        shared("provider", Kind::Group(&PROVIDER_OVERRIDE), "How requests select the mode."),
    ],
};
