//! Ids of offers in, models out.

mod without_file;

use jiff::civil::date;

use super::prefixes::REGIONS;
use super::vocabulary::{EFFORTS, TERMS_OF_REQUESTS, WORDS, WordClass};
use super::{link, precision};
use crate::diag::{Diagnostics, SourceMap};
use crate::parse::parse;
use crate::resolve::settings::Linking;
use crate::resolve::{Catalog, Link, resolve};
use crate::testing::sources;

/// A catalog in which one model is easily taken for another.
const MODELS: [(&str, &str); 24] = [
    ("alibaba/qwen3-235b-a22b", "release_date = \"2025-04\"\nreasoning = true\nopen_weights = true"),
    ("alibaba/qwen3-max", "release_date = \"2025-09-23\"\nreasoning = false\nopen_weights = false"),
    ("alibaba/qwen3-next-80b-a3b-instruct", "reasoning = false\nopen_weights = true"),
    ("alibaba/qwen3-next-80b-a3b-thinking", "reasoning = true\nopen_weights = true"),
    (
        "anthropic/claude-3-5-haiku-20241022",
        "name = \"Claude Haiku 3.5\"\nrelease_date = \"2024-10-22\"\nreasoning = false",
    ),
    ("anthropic/claude-opus-4-5", "release_date = \"2025-11-24\"\nreasoning = true"),
    ("anthropic/claude-opus-4-5-20251101", "release_date = \"2025-11-01\"\nreasoning = true"),
    ("anthropic/claude-sonnet-4-0", "release_date = \"2025-05-22\"\nreasoning = true"),
    (
        "deepseek/deepseek-chat",
        "open_weights = true\nweights = [{ url = \"https://huggingface.co/deepseek-ai/DeepSeek-V3.2\" }]",
    ),
    (
        "deepseek/deepseek-reasoner",
        "reasoning = true\nopen_weights = true\nweights = [{ url = \"https://huggingface.co/deepseek-ai/DeepSeek-V3.2\" }]",
    ),
    ("google/gemma-4-31b-it", "reasoning = true\nopen_weights = true"),
    ("meta/llama-3.3-70b-instruct", "reasoning = false\nopen_weights = true"),
    (
        "mistral/mistral-nemo",
        "open_weights = true\nweights = [{ url = \"https://huggingface.co/mistralai/Mistral-Nemo-Instruct-2407\" }]",
    ),
    ("moonshotai/kimi-k2-thinking-turbo", "reasoning = true\nopen_weights = true"),
    ("moonshotai/kimi-k2.6", "reasoning = true\nopen_weights = true\nsnapshots = [\"kimi-k2.6-2026-04-20\"]"),
    (
        "openai/gpt-3.5-turbo",
        "release_date = \"2023-03-01\"\nlast_updated = \"2023-11-06\"\nreasoning = false\nopen_weights = false",
    ),
    ("openai/gpt-4o", "release_date = \"2024-05-13\"\nreasoning = false"),
    ("openai/gpt-4o-2024-08-06", "release_date = \"2024-08-06\"\nreasoning = false"),
    (
        "openai/gpt-5.1",
        "release_date = \"2025-11-13\"\nreasoning = true\naliases = [\"openai/gpt-5.1-main\"]",
    ),
    ("openai/gpt-oss-120b", "reasoning = true\nopen_weights = true"),
    ("stepfun/step-3.5-flash", "release_date = \"2026-03-01\"\nreasoning = true\nopen_weights = true"),
    ("stepfun/step-3.5-flash-2603", "release_date = \"2026-04-02\"\nreasoning = true\nopen_weights = true"),
    ("zhipuai/glm-5", "reasoning = true\nopen_weights = true"),
    ("zhipuai/glm-4.5v", "reasoning = true\nopen_weights = true"),
];

/// Offers that name their model, by provider and id.
const KEYS: [(&str, &str, &str); 4] = [
    ("one", "zai-org/GLM-5", "zhipuai/glm-5"),
    ("azure", "zai-org/GLM-4.5V", "zhipuai/glm-4.5v"),
    ("bricks", "bricks-gpt-4o", "openai/gpt-4o"),
    ("bricks", "bricks-glm-5", "zhipuai/glm-5"),
];

/// The catalog with further offers of a provider, each with its id and facts.
fn catalog(provider: &str, offers: &[(&str, &str)]) -> Catalog {
    let mut files: Vec<(String, String)> = Vec::new();
    for (id, facts) in MODELS {
        let name = if facts.contains("name =") { String::new() } else { format!("name = \"{id}\"\n") };
        files.push((format!("models/{id}.toml"), name + facts));
    }
    for (at, (provider, id, model)) in KEYS.iter().enumerate() {
        let text = format!("id = \"{id}\"\nbase_model = \"{model}\"");
        files.push((format!("providers/{provider}/models/known-{at}.toml"), text));
    }
    for (at, (id, facts)) in offers.iter().enumerate() {
        let text = format!("id = \"{id}\"\nname = \"An offer\"\n{facts}");
        files.push((format!("providers/{provider}/models/offer-{at:02}.toml"), text));
    }
    for id in ["azure", "bricks", "one", "openai", "host"] {
        files.push((format!("providers/{id}/provider.toml"), format!("name = \"{id}\"")));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
    let raw = parse(&sources(&files), &mut map, &mut diags);
    let mut catalog = resolve(raw, date(2026, 11, 23), &mut diags);
    link(&mut catalog, &Linking::default(), date(2026, 11, 23));
    catalog
}

/// The links of all offers.
fn links(catalog: &Catalog) -> Vec<Option<Link>> {
    catalog.offers.iter().map(|offer| offer.link.clone()).collect()
}

/// A link in a line: `zhipuai/glm-5 matched -fp8`.
fn line(catalog: &Catalog, link: Option<&Link>) -> String {
    let Some(link) = link else { return "none".to_owned() };
    let model = &catalog.models[link.model].record.id;
    let dropped = link.dropped.iter().map(|word| format!(" -{word}"));
    let assumed = link.assumed.iter().map(|word| format!(" +{word}"));
    format!("{model} {}{}", link.degree.as_str(), dropped.chain(assumed).collect::<String>())
}

/// Holds the links of a provider's offers, each alone in its catalog, to what is expected.
#[track_caller]
fn hold(provider: &str, expected: &[(&str, &str)]) {
    for (id, expected) in expected {
        assert_eq!(link_of(provider, id, ""), *expected, "{id}");
    }
}

fn link_of(provider: &str, id: &str, facts: &str) -> String {
    let catalog = catalog(provider, &[(id, facts)]);
    let at = catalog.offers.iter().position(|offer| offer.record.path.contains("offer-")).unwrap();
    line(&catalog, links(&catalog)[at].as_ref())
}

#[test]
fn spelling_and_the_order_of_words_do_not_matter() {
    hold(
        "host",
        &[
            ("kimi-k2.6", "moonshotai/kimi-k2.6 exact"),
            ("Kimi-K2p6", "moonshotai/kimi-k2.6 exact"),
            ("kimi_k2_6", "moonshotai/kimi-k2.6 exact"),
            ("claude-4.5-opus", "anthropic/claude-opus-4-5 exact"),
            ("claude-opus4-5", "anthropic/claude-opus-4-5 exact"),
            ("claude-sonnet-4", "anthropic/claude-sonnet-4-0 exact"),
            ("claude-4.0-sonnet", "anthropic/claude-sonnet-4-0 exact"),
            ("llama3-3-70b-instruct", "meta/llama-3.3-70b-instruct exact"),
            ("gpt-5-1", "openai/gpt-5.1 exact"),
            ("glm-4-5v", "zhipuai/glm-4.5v exact"),
        ],
    );
}

#[test]
fn an_alias_and_a_snapshot_are_the_model() {
    hold(
        "host",
        &[
            ("openai/gpt-5.1-main", "openai/gpt-5.1 exact"),
            ("kimi-k2.6-20260420", "moonshotai/kimi-k2.6 exact"),
        ],
    );
}

#[test]
fn sizes_generations_variants_and_derivatives_are_never_joined() {
    let ids = [
        "gpt-oss-20b",
        "llama-3.3-8b-instruct",
        "llama-3.1-70b-instruct",
        "gpt-5.1-mini",
        "gpt-5.1-codex",
        "gpt-5",
        "glm-5-flash",
        "glm-5v",
        "glm-4.5",
        "qwen3-next-80b-a3b",
        "qwen3-235b-a22b-instruct",
        "qwen3-next-80b",
        "gemma-4-31b-base",
        "gemma-4-31b-it-tts",
        "gemma-4-31B-Larkspur-v0.5",
        "gemma-4-31b-it-abliterated",
        "huihui-ai/Llama-3.3-70B-Instruct-abliterated",
        "tim-kimi-k2.6",
        "glm-5-distill-llama-70b",
        "gpt-3.5-turbo-instruct",
        "thinking",
        "",
    ];
    hold("host", &ids.map(|id| (id, "none")));
}

#[test]
fn what_says_how_a_model_is_served_is_dropped_and_shown() {
    hold(
        "host",
        &[
            ("zai-org/glm-5:free", "zhipuai/glm-5 matched -free"),
            ("zai-org/GLM-5-FP8", "zhipuai/glm-5 matched -fp8"),
            ("zai-org/glm-5-maas", "zhipuai/glm-5 matched -maas"),
            ("kimi-k2.6-nvfp4-fast", "moonshotai/kimi-k2.6 matched -fast -nvfp4"),
            ("kimi-k2.6-4bit", "moonshotai/kimi-k2.6 matched -4bit"),
            ("gpt-oss-120b-w4a16", "openai/gpt-oss-120b matched -w4a16"),
            ("TEE/kimi-k2.6", "moonshotai/kimi-k2.6 matched -tee"),
            ("gemma-4-31b", "google/gemma-4-31b-it matched +it"),
            ("qwen3-235b", "alibaba/qwen3-235b-a22b matched +a22b"),
            ("anthropic.claude-opus-4-5-20251101-v1:0", "anthropic/claude-opus-4-5-20251101 matched -v1:0"),
        ],
    );
}

#[test]
fn thinking_is_a_switch_only_where_the_model_can_think() {
    hold(
        "host",
        &[
            ("claude-opus-4-5:thinking", "anthropic/claude-opus-4-5 matched -thinking"),
            ("claude-opus-4-5-thinking:32000", "anthropic/claude-opus-4-5 matched -thinking -32000"),
            ("gpt-5.1:high", "openai/gpt-5.1 matched -high"),
            ("qwen3-max-thinking", "none"),
            ("qwen3-max:low", "none"),
            ("qwen3-next-80b-a3b-thinking", "alibaba/qwen3-next-80b-a3b-thinking exact"),
            ("kimi-k2-thinking", "none"),
        ],
    );
}

#[test]
fn turbo_is_a_host_s_word_only_where_no_model_of_the_author_has_it() {
    hold(
        "host",
        &[
            (
                "meta-llama/Llama-3.3-70B-Instruct-Turbo",
                "meta/llama-3.3-70b-instruct matched -turbo -meta-llama",
            ),
            ("kimi-k2-thinking-turbo", "moonshotai/kimi-k2-thinking-turbo exact"),
            ("kimi-k2.6-turbo", "none"),
            ("gpt-5.1-turbo", "none"),
            ("gpt-3.5-turbo", "openai/gpt-3.5-turbo exact"),
        ],
    );
}

#[test]
fn a_word_with_which_an_author_names_what_it_serves_is_never_dropped() {
    hold("host", &[("gpt-5.1-fast", "openai/gpt-5.1 matched -fast")]);
    let catalog = catalog("openai", &[("gpt-6-fast", ""), ("gpt-5.1-fast", "")]);
    let links = links(&catalog);
    let at = catalog.offers.iter().position(|offer| offer.record.id == "gpt-5.1-fast").unwrap();
    assert_eq!(line(&catalog, links[at].as_ref()), "none");
}

#[test]
fn every_word_for_a_number_format_is_found() {
    let listed = super::vocabulary::WORDS.iter().filter(|(class, _)| *class == WordClass::Precision);
    let listed = listed.flat_map(|(_, words)| words.iter().copied());
    for word in listed.chain(["fp8", "BF16", "int4", "nvfp4", "mxfp4", "w4a16", "W8A8", "4bit"]) {
        assert_eq!(precision(&format!("acme/nova-{word}:free")), Some(word.to_lowercase()), "{word}");
    }
    assert_eq!(precision("acme/qwen-int-w-print"), None);
}

#[test]
fn the_page_on_linking_lists_every_word_and_region() {
    let page = include_str!("../../../docs/linking.md");
    let words = WORDS.iter().flat_map(|(_, words)| words.iter());
    let further = TERMS_OF_REQUESTS.iter().chain(&EFFORTS).chain(&REGIONS);
    let missing: Vec<_> = words.chain(further).filter(|word| !page.contains(&format!("`{word}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn a_date_is_dropped_only_where_it_is_the_model_s_own() {
    hold(
        "host",
        &[
            ("gpt-5.1-2025-11-13", "openai/gpt-5.1 matched -2025-11-13"),
            ("gpt-5.1-2025-08-07", "none"),
            ("qwen3-max-2025-09-23", "alibaba/qwen3-max matched -2025-09-23"),
            ("qwen3-max-2026-01-23", "none"),
            ("gpt-3.5-turbo-1106", "none"),
            ("gpt-3.5-turbo-0301", "none"),
            ("qwen3-235b-a22b-2504", "alibaba/qwen3-235b-a22b matched -2504"),
            ("qwen3-235b-a22b-2507", "none"),
            ("Mistral-Nemo-Instruct-2407", "mistral/mistral-nemo matched"),
        ],
    );
}

#[test]
fn dates_that_the_catalog_keeps_apart_are_kept_apart() {
    hold(
        "host",
        &[
            ("gpt-4o", "openai/gpt-4o exact"),
            ("gpt-4o-20240806", "openai/gpt-4o-2024-08-06 exact"),
            ("gpt-4o-2024-05-13", "none"),
            ("step-3.5-flash", "stepfun/step-3.5-flash exact"),
            ("step-3.5-flash-2603", "stepfun/step-3.5-flash-2603 exact"),
            ("step-3.5-flash-2604", "none"),
            ("claude-opus-4-5@20251101", "anthropic/claude-opus-4-5-20251101 exact"),
        ],
    );
}

#[test]
fn an_id_without_a_date_is_the_one_dated_model_of_that_time() {
    let haiku = "anthropic/claude-3-5-haiku-20241022 matched +20241022";
    assert_eq!(link_of("host", "claude-3.5-haiku", ""), haiku);
    assert_eq!(link_of("host", "claude-3.5-haiku", "release_date = \"2024-11-05\""), haiku);
    assert_eq!(link_of("host", "claude-3.5-haiku", "release_date = \"2025-08-26\""), "none");
}

#[test]
fn prefixes_of_authors_are_learned_from_offers_that_name_their_model() {
    hold(
        "host",
        &[
            ("zai-org/GLM-5", "zhipuai/glm-5 exact"),
            ("hf:zai-org/GLM-5", "zhipuai/glm-5 exact"),
            ("zai-org-glm-5", "zhipuai/glm-5 exact"),
            ("us.anthropic.claude-opus-4-5", "anthropic/claude-opus-4-5 exact"),
            ("openai-gpt-5.1", "openai/gpt-5.1 exact"),
            ("nobody/glm-5", "zhipuai/glm-5 matched -nobody"),
            ("azure-gpt-5.1", "openai/gpt-5.1 matched -azure"),
            ("nobody-glm-5", "none"),
            ("nobody/zai-org/glm-5", "zhipuai/glm-5 matched -nobody"),
            ("glm-5:20260101", "none"),
        ],
    );
    hold("bricks", &[("bricks-kimi-k2.6", "moonshotai/kimi-k2.6 exact")]);
}

#[test]
fn another_author_s_name_stands_only_before_a_changed_precision() {
    hold(
        "host",
        &[
            ("zai-org/gpt-oss-120b", "none"),
            ("zai-org/gpt-oss-120b-FP8", "openai/gpt-oss-120b matched -fp8 -zai-org"),
            ("openai-glm-5", "none"),
        ],
    );
}

#[test]
fn weights_that_two_models_share_tell_nothing() {
    hold("host", &[("deepseek-v3.2", "none"), ("deepseek-v3.2:thinking", "none")]);
}

#[test]
fn what_all_ids_of_a_provider_begin_with_is_the_provider_s() {
    let ids = ["duo-chat-gpt-5-1", "duo-chat-glm-5", "duo-chat-kimi-k2-6", "duo-chat-other"];
    let catalog = catalog("host", &ids.map(|id| (id, "")));
    let links = links(&catalog);
    let offers = catalog.offers.iter().zip(&links);
    let drawn: Vec<String> = offers
        .filter(|(offer, _)| offer.record.id.starts_with("duo-"))
        .map(|(_, link)| line(&catalog, link.as_ref()))
        .collect();
    assert_eq!(drawn, ["openai/gpt-5.1 exact", "zhipuai/glm-5 exact", "moonshotai/kimi-k2.6 exact", "none"]);
}

#[test]
fn an_offer_that_names_its_model_keeps_it() {
    let declared = link_of("host", "gpt-4o", "base_model = \"openai/gpt-5.1\"");
    assert_eq!(declared, "openai/gpt-5.1 declared");
}

#[test]
fn links_do_not_depend_on_the_order_of_offers() {
    let mut offers =
        vec![("zai-org/glm-5:free", ""), ("gpt-oss-20b", ""), ("kimi-k2p6", ""), ("x/claude-4.5-opus", "")];
    let found = |offers: &[(&str, &str)]| {
        let catalog = catalog("host", offers);
        let links = links(&catalog);
        let pairs = catalog.offers.iter().zip(&links);
        let mut drawn: Vec<String> = pairs
            .map(|(offer, link)| format!("{} {}", offer.record.id, line(&catalog, link.as_ref())))
            .collect();
        drawn.sort();
        drawn
    };
    let before = found(&offers);
    offers.reverse();
    assert_eq!(found(&offers), before);
}
