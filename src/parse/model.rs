//! The keys of a model and of an offer: those of models.dev, and additional ones of modelpress.

use super::policy::{POLICY, SOURCES};
use super::schema::{Field, Kind, RATES_FIELD, Schema, ours, shared};
use super::site::LINKING_LEVELS;
use crate::domain::{Modality, ModelType, Status, Unit};

/// `models/<author>/<id>.toml`, and every offer file, which takes the same keys.
pub static MODEL: Schema = Schema {
    name: "model",
    doc: "A model, in `models/<author>/<id>.toml`; an offer of a provider, in `providers/<provider>/models/<id>.toml`, takes the same keys. An absent key means unknown, never no.",
    strict: false,
    fields: &[
        shared("name", Kind::Name, "The display name. An offer inherits it from its base model.")
            .required()
            .at_most(200)
            .aliases(&["title", "display_name"]),
        shared("family", Kind::Name, "The family of models that this one belongs to."),
        ours(
            "id",
            Kind::Text,
            "The exact id that an API call takes, where the path of the file cannot be the id.",
        ),
        ours("slug", Kind::Text, "The path of the page, where two ids would share one."),
        shared(
            "description",
            Kind::Markdown,
            "What the model is, in a paragraph or two of Markdown. The first sentence introduces the page.",
        )
        .aliases(&["summary"]),
        ours(
            "type",
            Kind::Choice(&ModelType::WORDS),
            "What an API call to the model does. Without it, the modalities tell, and a name such as `text-embedding`, `rerank` or `whisper`.",
        )
        .aliases(&["kind", "mode", "api_type"]),
        shared("release_date", Kind::Date, "When the author released the model.")
            .aliases(&["released", "date"]),
        shared("last_updated", Kind::Date, "When the author last changed the model.").aliases(&["updated"]),
        ours("added", Kind::Date, "When this directory listed the model.").aliases(&["created", "listed"]),
        shared("knowledge", Kind::Date, "The end of the training data.")
            .aliases(&["knowledge_cutoff", "cutoff"]),
        shared("status", Kind::Choice(&Status::WORDS), "The stage of life; active without it."),
        ours("deprecated", Kind::Date, "When the end of the model was announced.")
            .aliases(&["deprecation_date"]),
        ours("retires", Kind::Date, "The day on which the model stops answering.").aliases(&[
            "retired",
            "retirement_date",
            "shutdown",
        ]),
        ours("successor", Kind::Text, "The id of the model that takes its place.")
            .aliases(&["replaced_by", "replacement"]),
        shared("attachment", Kind::Boolean, "Whether files can be sent with a request."),
        shared("reasoning", Kind::Boolean, "Whether the model works in reasoning tokens before it answers."),
        shared(
            "reasoning_options",
            Kind::Groups(&REASONING_OPTION),
            "How a request controls the reasoning; an empty array says that it cannot.",
        ),
        shared("tool_call", Kind::Boolean, "Whether the model calls tools.").aliases(&[
            "tools",
            "tool_calling",
            "function_calling",
        ]),
        shared("structured_output", Kind::Boolean, "Whether the model answers by a JSON Schema.")
            .aliases(&["structured_outputs", "json_schema"]),
        shared("temperature", Kind::Boolean, "Whether requests may set the temperature."),
        shared(
            "interleaved",
            Kind::Switch(&INTERLEAVED),
            "Whether reasoning stands between tool calls, and the field that carries it.",
        ),
        shared("open_weights", Kind::Boolean, "Whether the weights can be downloaded.")
            .aliases(&["open_source"]),
        shared("license", Kind::Text, "The licence of the weights, by its SPDX name where it has one.")
            .aliases(&["licence"]),
        ours("tags", Kind::Texts, "Words under which the directory lists the model.").at_most(100),
        ours("aliases", Kind::Texts, "Other ids of the model; each becomes a page that leads here.")
            .at_most(100),
        ours("snapshots", Kind::Texts, "Dated ids of the same model; shown, without pages."),
        ours(
            "variant_of",
            Kind::Text,
            "The id of the model of which this is a region, speed or size variant; folded into it in lists.",
        ),
        ours("draft", Kind::Boolean, "Whether the file is not built yet."),
        ours("unlisted", Kind::Boolean, "Whether the page is built but stands in no list."),
        ours("publish_from", Kind::Date, "The day before which the file is not built."),
        ours("notes", Kind::Markdowns, "Remarks under the specifications, in Markdown.").aliases(&["note"]),
        ours(
            "primary_offer",
            Kind::Text,
            "The provider whose price speaks for the model where many offer it.",
        ),
        ours("seo_title", Kind::Text, "The page's title for search engines."),
        ours("seo_description", Kind::Text, "The page's description for search engines."),
        ours("playground", Kind::Url, "Where the model can be tried."),
        shared("base_model", Kind::Text, "The id of the model whose facts this record inherits.")
            .aliases(&["base", "extends"]),
        shared("base_model_omit", Kind::Texts, "Inherited keys to drop, as dotted paths."),
        ours(
            "model",
            Kind::Text,
            "In an offer: the id of the model that it is an offer of. It inherits no facts, as it does by `base_model`. Without both keys, the offer's id tells the model, as far as `linking` allows.",
        ),
        ours(
            "linking",
            Kind::Choice(&LINKING_LEVELS),
            "In an offer: how uncertain its link to a model may be, in place of `[linking] level`.",
        ),
        ours("capabilities", Kind::Group(&CAPABILITIES), "What the model can do, beyond the keys above."),
        shared("limit", Kind::Group(&LIMIT), "How much the model takes.").aliases(&["limits"]),
        ours(
            "rate_limits",
            Kind::Groups(&RATE_LIMIT),
            "How many requests and tokens a plan allows. Never inherited: they are the provider's.",
        )
        .aliases(&["rate_limit", "rpm", "tpm"]),
        shared("modalities", Kind::Group(&MODALITIES), "What the model reads and writes."),
        ours(
            "parameters",
            Kind::Named(&PARAMETER),
            "Request parameters: `[parameters.temperature]` and so on.",
        ),
        shared(
            "cost",
            Kind::Group(&COST),
            "What the reader pays. Never inherited: it stands whole in the record that it is the price of.",
        )
        .aliases(&["price", "pricing", "prices"]),
        ours("policy", Kind::Group(&POLICY), "What happens to the data of requests."),
        ours("performance", Kind::Group(&PERFORMANCE), "Measured speed, as a snapshot with its source."),
        ours("architecture", Kind::Group(&ARCHITECTURE), "How the model is made."),
        shared("benchmarks", Kind::Groups(&BENCHMARK), "Published scores. An offer does not inherit them.")
            .at_most(500)
            .aliases(&["benchmark"]),
        shared("links", Kind::Groups(&LINK), "Further reading.").aliases(&["link"]),
        shared("weights", Kind::Groups(&WEIGHTS), "Where the weights are.").aliases(&["weight"]),
        ours(
            "faq",
            Kind::Groups(&FAQ),
            "Questions and answers. One with the question of a computed answer replaces it.",
        )
        .aliases(&["faqs"]),
        ours("sources", Kind::Group(&SOURCES), "Where facts come from and when they were checked.")
            .aliases(&["source"]),
        shared(
            "provider",
            Kind::Group(&PROVIDER_OVERRIDE),
            "How this offer is called where it differs from the rest of its provider.",
        ),
        shared("experimental", Kind::Group(&EXPERIMENTAL), "Modes that may change."),
        ours("extra", Kind::Free, "Anything of your own, handed to templates untouched."),
    ],
};

static REASONING_OPTION: Schema = Schema {
    name: "reasoning option",
    doc: "One way in which a request controls the reasoning.",
    strict: false,
    fields: &[
        shared("type", Kind::Choice(&["effort", "toggle", "budget_tokens"]), "The kind of control.")
            .required(),
        shared("values", Kind::Texts, "The values that it takes; `null` is the API's null."),
        shared("min", Kind::Budget, "The smallest budget; -1 says that the model can choose it itself."),
        shared("max", Kind::Count("tokens"), "The largest budget."),
    ],
};

static INTERLEAVED: Schema = Schema {
    name: "interleaved reasoning",
    doc: "The field of a message that carries reasoning between tool calls.",
    strict: false,
    fields: &[shared("field", Kind::Text, "The name of the field.")],
};

static CAPABILITIES: Schema = Schema {
    name: "capabilities",
    doc: "True or false; an absent key is unknown.",
    strict: false,
    fields: &[
        ours("parallel_tool_calls", Kind::Boolean, "Asks for several tool calls in one answer."),
        ours(
            "prompt_caching",
            Kind::Boolean,
            "Charges repeated input at its own price. Without the key, a `cache_read` price says so.",
        )
        .aliases(&["caching"]),
        ours("web_search", Kind::Boolean, "Searches the web."),
        ours("computer_use", Kind::Boolean, "Works a computer's screen."),
        ours("code_execution", Kind::Boolean, "Runs code in a sandbox."),
        ours("streaming", Kind::Boolean, "Sends its answer piece by piece."),
        ours("batch", Kind::Boolean, "Takes batches that are answered later."),
        ours("fine_tuning", Kind::Boolean, "Can be trained further."),
        ours("json_mode", Kind::Boolean, "Can be told to answer in JSON."),
        ours("system_messages", Kind::Boolean, "Follows a system message."),
    ],
};

static LIMIT: Schema = Schema {
    name: "limits",
    doc: "How much the model takes. 0 means not applicable.",
    strict: false,
    fields: &[
        shared("context", Kind::Count("tokens"), "The context window, shared by input and output.")
            .aliases(&["context_window", "max_context", "context_length", "context_size", "max_model_len"]),
        shared("input", Kind::Count("tokens"), "The longest input.").aliases(&[
            "max_input",
            "max_input_tokens",
            "input_tokens",
        ]),
        shared("output", Kind::Count("tokens"), "The longest output.").aliases(&[
            "max_output",
            "max_tokens",
            "max_output_tokens",
            "max_completion_tokens",
            "output_tokens",
        ]),
        ours("dimensions", Kind::Count("numbers"), "The length of an embedding."),
        ours("max_batch", Kind::Count("inputs"), "How many inputs a request takes."),
        ours("images", Kind::Count("images"), "How many images a request takes."),
        ours("file_mb", Kind::Count("megabytes"), "The largest file."),
        ours("duration_seconds", Kind::Count("seconds"), "The longest audio or video."),
    ],
};

static RATE_LIMIT: Schema = Schema {
    name: "rate limit",
    doc: "How many requests and tokens one plan allows.",
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

static MODALITIES: Schema = Schema {
    name: "modalities",
    doc: "What the model reads and writes.",
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
        ours("supported", Kind::Boolean, "False where the model refuses it."),
        ours("min", Kind::Number, "The smallest value."),
        ours("max", Kind::Number, "The largest value."),
        ours("default", Kind::Scalar, "The value without it."),
    ],
};

static COST: Schema = Schema {
    name: "price",
    doc: "What the reader pays, per 1M tokens where nothing else is said. Nothing is multiplied.",
    strict: true,
    fields: &[
        ours(
            "currency",
            Kind::Currency,
            "The currency; the provider's without it, else USD. Never converted.",
        ),
        ours(
            "state",
            Kind::Choice(&["free", "included", "varies"]),
            "Says that nothing is charged, that a plan includes it, or that each request has a price of its own, as a router's have. Without it the prices tell.",
        ),
        ours("plan", Kind::Text, "The plan that includes the model, with `state = \"included\"`."),
        RATES_FIELD,
        ours(
            "tiers_apply",
            Kind::Choice(&["request", "marginal"]),
            "Whether a tier reprices the whole request (`request`, the default) or only the tokens above its size.",
        ),
        shared("tiers", Kind::Groups(&TIER), "Prices above a size of context.").aliases(&["tier"]),
        SERVICE_TIERS,
        UNITS,
        OTHER,
        REGIONS,
        ours(
            "schedule",
            Kind::Groups(&SCHEDULE),
            "Announced changes. The entry in force on the build's day is the price, the next prints with its date.",
        ),
        ours("windows", Kind::Groups(&WINDOW), "Prices at some hours, in UTC."),
    ],
};

const TIERS: Field = ours("tiers", Kind::Groups(&TIER), "Prices above a size of context, here.");

const SERVICE_TIERS: Field = ours(
    "service_tiers",
    Kind::Groups(&SERVICE_TIER),
    "Prices of other levels of service, such as batch, flex or priority.",
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
    ours("other", Kind::Groups(&OTHER_PRICE), "Prices of what `[[cost.units]]` has no word for.");

const REGIONS: Field = ours("regions", Kind::Groups(&REGION), "Prices of regions that differ.");

static TIER: Schema = Schema {
    name: "context tier",
    doc: "Prices above a size of context.",
    strict: true,
    fields: &[
        shared("tier", Kind::Group(&TIER_SIZE), "Where the tier begins.").required().aliases(&["size"]),
        RATES_FIELD,
        UNITS,
    ],
};

static TIER_SIZE: Schema = Schema {
    name: "tier size",
    doc: "Where a tier begins.",
    strict: true,
    fields: &[
        shared("size", Kind::Count("tokens"), "The tokens above which the tier applies.").required(),
        shared("type", Kind::Choice(&["context"]), "What is measured."),
    ],
};

static SERVICE_TIER: Schema = Schema {
    name: "service tier",
    doc: "Prices of another level of service.",
    strict: true,
    fields: &[
        ours(
            "name",
            Kind::Text,
            "The level of service, as requests name it: `batch`, `flex`, `priority`, `fast`, `ultrafast`.",
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
        ours("unit", Kind::Choice(&Unit::WORDS), "What is counted.").required(),
        ours(
            "per",
            Kind::Count("units"),
            "How many of them the price is for: 1 (the default), 1000 or 1000000.",
        ),
        ours("price", Kind::Price, "The price.").required(),
        ours("label", Kind::Text, "What sets this price apart: a size, a quality."),
        ours("size", Kind::Text, "The size that selects the price: `1024x1024`."),
        ours("quality", Kind::Text, "The quality that selects the price."),
        ours("resolution", Kind::Text, "The resolution that selects the price: `720p`."),
        ours("free", Kind::Count("units"), "How many of them are free before the price applies.")
            .aliases(&["free_allowance", "allowance"]),
        ours("free_per", Kind::Choice(&FREE_PER), "After what time the free ones are counted anew."),
    ],
};

/// The periods after which a free allowance starts again.
const FREE_PER: [&str; 3] = ["minute", "day", "month"];

static OTHER_PRICE: Schema = Schema {
    name: "other price",
    doc: "A price with its unit in words. No estimate or calculator counts it.",
    strict: true,
    fields: &[
        ours("amount", Kind::Price, "The price.").required().aliases(&["price"]),
        ours("unit", Kind::Text, "What it is for, after the word per: `provisioned unit and hour`.")
            .required()
            .aliases(&["per"]),
        ours("label", Kind::Text, "What is charged: `Provisioned throughput`."),
    ],
};

static REGION: Schema = Schema {
    name: "regional price",
    doc: "How prices differ in a region: by a factor on every price, or by prices of their own.",
    strict: true,
    fields: &[
        ours("name", Kind::Text, "The region, as the provider names it: `eu`, `us-gov`.").required(),
        ours("factor", Kind::Number, "What every price is multiplied with there: 1.1 for ten percent more."),
        RATES_FIELD,
        TIERS,
        UNITS,
    ],
};

static SCHEDULE: Schema = Schema {
    name: "announced price",
    doc: "Prices from a day on. What an entry does not name stays as it was.",
    strict: true,
    fields: &[
        ours("from", Kind::Date, "The first day.").required(),
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
    doc: "Prices at some hours.",
    strict: true,
    fields: &[ours("utc", Kind::Window, "The hours, in UTC.").required(), RATES_FIELD, TIERS, UNITS],
};

static PERFORMANCE: Schema = Schema {
    name: "performance",
    doc: "A snapshot, never live; `[sources.performance]` says whose and of when.",
    strict: false,
    fields: &[
        ours("tokens_per_second", Kind::Number, "Output tokens a second."),
        ours("first_token_ms", Kind::Number, "Milliseconds to the first token."),
        ours("uptime_percent", Kind::Number, "The share of time in service."),
    ],
};

static ARCHITECTURE: Schema = Schema {
    name: "architecture",
    doc: "How the model is made.",
    strict: false,
    fields: &[
        ours("parameters", Kind::Count("parameters"), "The number of parameters."),
        ours("active_parameters", Kind::Count("parameters"), "The number of parameters at work for a token."),
        ours("quantization", Kind::Text, "The number format of the weights as served."),
        ours("tokenizer", Kind::Text, "The tokenizer."),
        ours("languages", Kind::Texts, "The languages it is made for.").at_most(1_000),
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
        shared("harness", Kind::Text, "The software that ran it."),
        shared("variant", Kind::Text, "The setting of the model, such as its effort."),
        shared("version", Kind::Text, "The version of the benchmark."),
        shared("dataset", Kind::Text, "The part of the benchmark."),
    ],
};

static LINK: Schema = Schema {
    name: "link",
    doc: "Further reading.",
    strict: false,
    fields: &[
        shared("label", Kind::Text, "The text of the link.").aliases(&["title", "name"]),
        shared("url", Kind::Url, "Where it leads.").required().aliases(&["href"]),
        shared("type", Kind::Text, "What stands there: `announcement`, `docs`, `model_card`, `leaderboard`."),
    ],
};

static WEIGHTS: Schema = Schema {
    name: "weights",
    doc: "Where the weights are.",
    strict: false,
    fields: &[
        shared("label", Kind::Text, "Who hosts them."),
        shared("url", Kind::Url, "Where they are.").required(),
        shared("format", Kind::Text, "Their file format: `safetensors`, `gguf`."),
        shared("quantization", Kind::Text, "Their number format."),
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
    doc: "How an offer is called.",
    strict: false,
    fields: &[
        shared("npm", Kind::Text, "The AI SDK package."),
        shared("api", Kind::Url, "The base URL."),
        shared("shape", Kind::Choice(&["completions", "responses"]), "The API that the model answers on."),
        shared("body", Kind::Free, "Further fields of the request."),
        shared("headers", Kind::Free, "Further headers of the request."),
    ],
};

static EXPERIMENTAL: Schema = Schema {
    name: "experimental",
    doc: "What may change.",
    strict: false,
    fields: &[shared("modes", Kind::Named(&MODE), "Modes with prices of their own.")],
};

static MODE: Schema = Schema {
    name: "mode",
    doc: "A mode with prices of its own.",
    strict: false,
    fields: &[
        shared("cost", Kind::Group(&COST), "What the mode costs."),
        shared("provider", Kind::Group(&PROVIDER_OVERRIDE), "How the mode is asked for."),
    ],
};
