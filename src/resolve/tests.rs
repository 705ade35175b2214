//! Files in, the catalog and its mistakes out.

use jiff::civil::date;

use super::cost::{PriceState, RateKind};
use super::{Catalog, Place, Record, resolve};
use crate::bless::assert_snapshot;
use crate::diag::{Diagnostics, SourceMap};
use crate::domain::{Capability, ModelType, RecordKey, Status};
use crate::parse::parse;
use crate::testing::{draw, sources};

/// Resolves a site of files as of 2026-11-23, and draws its mistakes.
fn resolved(files: &[(&str, &str)]) -> (Catalog, String) {
    let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
    let raw = parse(&sources(files), &mut map, &mut diags);
    let catalog = resolve(raw, date(2026, 11, 23), &mut diags);
    (catalog, draw(diags, &map))
}

/// The catalog of files without mistakes.
fn catalog(files: &[(&str, &str)]) -> Catalog {
    let (catalog, found) = resolved(files);
    assert_eq!(found, "");
    catalog
}

fn mistakes(files: &[(&str, &str)]) -> String {
    resolved(files).1
}

/// The one model of a site.
fn model(text: &str) -> Record {
    let catalog = catalog(&[("models/acme/one.toml", &format!("name = \"One\"\n{text}"))]);
    Record::clone(&catalog.models[0].record)
}

fn keys(catalog: &Catalog) -> Vec<&str> {
    catalog.records().map(|record| record.key.as_str()).collect()
}

const ONE: (&str, &str) = ("models/acme/one.toml", "name = \"One\"\n");
const PROVIDER: (&str, &str) = ("providers/p/provider.toml", "name = \"P\"\n");

#[test]
fn an_id_is_the_path_unless_the_file_says_otherwise() {
    let catalog = catalog(&[
        ("models/acme/a/b:C.toml", "name = \"A\"\n"),
        ("models/acme/z.toml", "name = \"Z\"\nid = \"Acme/Z@2\"\nslug = \"z-2\"\n"),
        ("providers/p/models/org/x.toml", "name = \"X\"\n"),
        PROVIDER,
    ]);
    let drawn: Vec<_> =
        catalog.records().map(|record| format!("{} {} {}", record.key, record.id, record.route)).collect();
    assert_snapshot(
        drawn.join("\n"),
        snapbox::str![[r#"
models/acme/a/b:C acme/a/b:C models/acme/a/b-c/
models/acme/z Acme/Z@2 models/acme/z-2/
providers/p/models/org/x org/x providers/p/org/x/
"#]],
    );
}

#[test]
fn a_base_that_is_not_there_is_reported_at_the_reference() {
    let files = [
        ONE,
        ("models/acme/two.toml", "name = \"Two\"\nbase_model = \"acme/oen\"\n"),
        ("models/acme/three.toml", "name = \"Three\"\nbase_model = \"elsewhere/entirely\"\n"),
    ];
    assert_snapshot(
        mistakes(&files),
        snapbox::str![[r#"
models/acme/three.toml:2:14-34 unknown-reference: there is no model `elsewhere/entirely`
  help: `base_model` is the path of a file below `models`, without `.toml`
models/acme/two.toml:2:14-24 unknown-reference: there is no model `acme/oen`
  help: did you mean `acme/one`?
"#]],
    );
}

#[test]
fn circles_of_bases_are_reported_once_and_chains_are_followed() {
    let circle = [
        ("models/a/x.toml", "base_model = \"a/y\"\n"),
        ("models/a/y.toml", "base_model = \"a/z\"\n"),
        ("models/a/z.toml", "base_model = \"a/x\"\n"),
        ("models/a/self.toml", "base_model = \"a/self\"\n"),
        ("models/a/into.toml", "base_model = \"a/z\"\n"),
    ];
    assert_snapshot(
        mistakes(&circle),
        snapbox::str![[r#"
models/a/into.toml:1:14-19 broken-base: `a/z` is left out because of a mistake, so this record is too
  help: fix the base record
models/a/self.toml:1:14-22 reference-cycle: `a/self` inherits from itself: models/a/self.toml
  help: remove one `base_model`
models/a/x.toml:1:14-19 broken-base: `a/y` is left out because of a mistake, so this record is too
  help: fix the base record
models/a/y.toml:1:14-19 broken-base: `a/z` is left out because of a mistake, so this record is too
  help: fix the base record
models/a/z.toml:1:14-19 broken-base: `a/x` is left out because of a mistake, so this record is too
  help: fix the base record
models/a/z.toml:1:14-19 reference-cycle: `a/x` inherits from itself: models/a/x.toml -> models/a/y.toml -> models/a/z.toml
  help: remove one `base_model`
"#]],
    );
    let chain: Vec<(String, String)> = (1..=32)
        .map(|at| (format!("models/a/m{at:03}.toml"), format!("base_model = \"a/m{:03}\"\n", at - 1)))
        .chain([("models/a/m000.toml".to_owned(), "name = \"First\"\n".to_owned())])
        .collect();
    let chain: Vec<_> = chain.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    assert!(catalog(&chain).records().all(|record| record.name == "First"));
}

#[test]
fn a_chain_without_end_is_refused() {
    let chain: Vec<(String, String)> = (1..5000)
        .map(|at| (format!("models/a/m{at:04}.toml"), format!("base_model = \"a/m{:04}\"\n", at - 1)))
        .chain([("models/a/m0000.toml".to_owned(), "name = \"First\"\n".to_owned())])
        .collect();
    let chain: Vec<_> = chain.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (catalog, found) = resolved(&chain);
    assert_eq!(catalog.models.len(), 33);
    assert_snapshot(
        found.lines().take(2).collect::<Vec<_>>().join("\n"),
        snapbox::str![[r#"
models/a/m0001.toml:1:14-23 reference-cycle: `a/m0000` is the end of a chain of more than 32 records
  help: remove one `base_model`
"#]],
    );
}

#[test]
fn a_long_row_of_successors_is_followed_in_time() {
    let row: Vec<(String, String)> = (0..5000)
        .map(|at| {
            let text = format!("name = \"M\"\nsuccessor = \"a/m{:04}\"\n", (at + 1) % 5000);
            (format!("models/a/m{at:04}.toml"), text)
        })
        .collect();
    let row: Vec<_> = row.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let (catalog, found) = resolved(&row);
    assert_eq!(found.lines().count(), 2);
    assert!(catalog.records().all(|record| record.successor.is_none()));
}

#[test]
fn a_record_whose_base_failed_is_left_out_without_blame() {
    let files = [
        ("models/acme/one.toml", "name = \n"),
        ("models/acme/two.toml", "base_model = \"acme/one\"\n"),
        ("models/acme/three.toml", "name = \"Three\"\nsuccessor = \"acme/one\"\nvariant_of = \"acme/two\"\n"),
    ];
    let (catalog, found) = resolved(&files);
    assert_eq!(keys(&catalog), ["models/acme/three"]);
    assert_snapshot(
        found,
        snapbox::str![[r#"
models/acme/one.toml:1:8-8 syntax: the key has no value
  help: write one, or remove the line
models/acme/two.toml:1:14-24 broken-base: `acme/one` is left out because of a mistake, so this record is too
  help: fix the base record
"#]],
    );
}

#[test]
fn a_record_needs_a_name_of_its_own_or_its_bases() {
    let files = [
        ("models/acme/one.toml", "family = \"x\"\n"),
        ("models/acme/child.toml", "base_model = \"acme/draft\"\n"),
        ("models/acme/draft.toml", "draft = true\n"),
        ("models/acme/empty.toml", ""),
        ("providers/p/models/x.toml", "base_model = \"acme/one\"\n"),
        PROVIDER,
        ("providers/q/provider.toml", "npm = \"x\"\n"),
    ];
    assert_snapshot(
        mistakes(&files),
        snapbox::str![[r#"
models/acme/child.toml:1:1-11 missing-key: a model needs a `name`
  help: add `name`, or a `base_model` to inherit it from
models/acme/empty.toml missing-key: a model needs a `name`
  help: add `name`, or a `base_model` to inherit it from
models/acme/one.toml:1:1-7 missing-key: a model needs a `name`
  help: add `name`, or a `base_model` to inherit it from
providers/q/provider.toml:1:1-4 missing-key: a provider needs a `name`
  help: add `name`, the display name
"#]],
    );
}

#[test]
fn an_offer_belongs_to_the_model_that_its_file_names() {
    let catalog = catalog(&[
        ONE,
        ("models/acme/two.toml", "name = \"Two\"\naliases = [\"acme/deux\"]\n"),
        ("providers/p/models/as-it-is.toml", "base_model = \"acme/one\"\nmodel = \"acme/two\"\n"),
        ("providers/p/models/by-alias.toml", "name = \"Deux\"\nmodel = \"acme/deux\"\n"),
        ("providers/p/models/by-base.toml", "base_model = \"acme/one\"\n"),
        ("providers/p/models/one.toml", "name = \"Nobody says so\"\n"),
        PROVIDER,
    ]);
    let drawn: Vec<_> = (0..catalog.offers.len())
        .map(|at| {
            let model = catalog.model_of(Place::Offer(at)).map(|model| model.record.key.as_str());
            format!("{} {}", catalog.offers[at].record.id, model.unwrap_or("-"))
        })
        .collect();
    assert_eq!(
        drawn,
        ["as-it-is models/acme/two", "by-alias models/acme/two", "by-base models/acme/one", "one -"]
    );
}

#[test]
fn the_model_of_an_offer_has_to_exist() {
    let files = [
        ONE,
        ("models/acme/draft.toml", "name = \"Draft\"\ndraft = true\n"),
        ("providers/p/models/far.toml", "name = \"Far\"\nmodel = \"elsewhere/entirely\"\n"),
        ("providers/p/models/hidden.toml", "name = \"Hidden\"\nmodel = \"acme/draft\"\n"),
        ("providers/p/models/wrong.toml", "name = \"Wrong\"\nmodel = \"acme/onne\"\n"),
        PROVIDER,
    ];
    assert_snapshot(
        mistakes(&files),
        snapbox::str![[r#"
providers/p/models/far.toml:2:9-29 unknown-reference: there is no model `elsewhere/entirely`
  help: `model` must be the ID of a model that has a file; `modelpress link --model-files` writes one
providers/p/models/wrong.toml:2:9-20 unknown-reference: there is no model `acme/onne`
  help: did you mean `acme/one`?
"#]],
    );
}

#[test]
fn a_model_names_no_model_that_it_is_an_offer_of() {
    let files = [
        ("models/acme/one.toml", "name = \"One\"\n"),
        ("models/acme/two.toml", "base_model = \"acme/one\"\nmodel = \"acme/one\"\nlinking = \"exact\"\n"),
        ("models/acme/three.toml", "base_model = \"acme/two\"\n"),
    ];
    assert_snapshot(
        mistakes(&files),
        snapbox::str![[r#"
models/acme/two.toml:2:1-6 misplaced-key: `model` has no meaning in a model's file
  help: remove it, or write `base_model` to inherit facts or `variant_of` to name the model that this is a variant of
models/acme/two.toml:3:1-8 misplaced-key: `linking` has no meaning in a model's file
  help: remove it; it belongs in the file of an offer or a provider
"#]],
    );
}

#[test]
fn one_id_in_two_files_is_an_error_that_names_both() {
    let files = [
        ("models/acme/one.toml", "name = \"One\"\n"),
        ("models/acme/two.toml", "name = \"Two\"\nid = \"acme/one\"\n"),
        ("providers/p/models/x.toml", "name = \"X\"\nid = \"y\"\n"),
        ("providers/p/models/y.toml", "name = \"Y\"\n"),
        PROVIDER,
        ("providers/q/models/y.toml", "name = \"Y\"\n"),
        ("providers/q/provider.toml", "name = \"Q\"\n"),
    ];
    assert_snapshot(
        mistakes(&files),
        snapbox::str![[r#"
models/acme/two.toml:2:6-16 duplicate-id: `acme/one` is also the ID of `models/acme/one.toml`
  help: give one of them its own `id`, or remove it
providers/p/models/x.toml:2:6-9 duplicate-id: `y` is also the ID of `providers/p/models/y.toml`
  help: give one of them its own `id`, or remove it
"#]],
    );
}

#[test]
fn drafts_and_files_for_later_are_left_out_and_may_be_named() {
    let files = [
        ("models/acme/base.toml", "name = \"Base\"\ndraft = true\n"),
        ("models/acme/child.toml", "base_model = \"acme/base\"\nsuccessor = \"acme/later\"\n"),
        ("models/acme/later.toml", "name = \"Later\"\npublish_from = 2026-11-24\n"),
        ("models/acme/today.toml", "name = \"Today\"\npublish_from = 2026-11-23\ndraft = false\n"),
    ];
    let catalog = catalog(&files);
    assert_eq!(keys(&catalog), ["models/acme/child", "models/acme/today"]);
    assert_eq!(catalog.models[0].record.name, "Base");
    assert_eq!(catalog.models[0].record.successor, None);
}

#[test]
fn references_find_ids_paths_and_keys_and_prefer_their_own() {
    let catalog = catalog(&[
        ("models/acme/a.toml", "name = \"A\"\nsuccessor = \"b\"\nvariant_of = \"models/acme/b\"\n"),
        ("models/acme/b.toml", "name = \"B\"\nid = \"other-id\"\n"),
        ("models/acme/c.toml", "name = \"C\"\nsuccessor = \"other-id\"\nvariant_of = \"acme/b\"\n"),
        ("providers/p/models/other-id.toml", "name = \"Own\"\n"),
        ("providers/p/models/x.toml", "name = \"X\"\nsuccessor = \"other-id\"\nvariant_of = \"acme/b\"\n"),
        PROVIDER,
    ]);
    let drawn: Vec<_> = catalog
        .records()
        .map(|record| {
            let name = |key: &Option<RecordKey>| key.as_ref().map_or("-".to_owned(), ToString::to_string);
            format!("{} {} {}", record.key, name(&record.successor), name(&record.variant_of))
        })
        .collect();
    assert_snapshot(
        drawn.join("\n"),
        snapbox::str![[r#"
models/acme/a models/acme/b models/acme/b
models/acme/b - -
models/acme/c models/acme/b models/acme/b
providers/p/models/other-id - -
providers/p/models/x providers/p/models/other-id models/acme/b
"#]],
    );
}

#[test]
fn wrong_references_and_their_circles_are_errors() {
    let files = [
        ("models/acme/a.toml", "name = \"A\"\nsuccessor = \"acme/b\"\n"),
        ("models/acme/b.toml", "name = \"B\"\nsuccessor = \"acme/a\"\nvariant_of = \"acme/cc\"\n"),
        ("models/acme/c.toml", "name = \"C\"\nvariant_of = \"acme/c\"\nsuccessor = \"nowhere\"\n"),
    ];
    let (catalog, found) = resolved(&files);
    assert_snapshot(
        found,
        snapbox::str![[r#"
models/acme/a.toml:2:13-21 reference-cycle: `successor` leads back to this record: models/acme/a -> models/acme/b
  help: remove one `successor`
models/acme/b.toml:3:14-23 unknown-reference: there is no model `acme/cc`
  help: did you mean `acme/c`?
models/acme/c.toml:2:14-22 reference-cycle: `variant_of` leads back to this record: models/acme/c
  help: remove one `variant_of`
models/acme/c.toml:3:13-22 unknown-reference: there is no model `nowhere`
  help: `successor` must be the ID of a record that has a file
"#]],
    );
    assert!(catalog.records().all(|record| record.successor.is_none() && record.variant_of.is_none()));
}

#[test]
fn an_id_that_cannot_be_a_path_is_an_error() {
    let files = [
        ("models/acme/good.toml", "name = \"B\"\nid = \"acme/../x\"\n"),
        ("models/acme/empty.toml", "name = \"C\"\nid = \"acme//x\"\n"),
        ("models/acme/saved.toml", "name = \"D\"\nid = \"acme/../y\"\nslug = \"y\"\n"),
    ];
    assert_snapshot(
        mistakes(&files),
        snapbox::str![[r#"
models/acme/empty.toml:2:6-15 bad-id: a part of the ID is empty
  help: give the page a plain path as `slug`, beside the exact id as `id`
models/acme/good.toml:2:6-17 bad-id: `..` would leave its folder
  help: give the page a plain path as `slug`, beside the exact id as `id`
"#]],
    );
}

#[test]
fn every_record_of_a_folder_that_cannot_be_a_path_is_reported() {
    let files = [("models/a\u{7}/x.toml", "name = \"X\"\n"), ("models/a\u{7}/y.toml", "name = \"Y\"\n")];
    let found = mistakes(&files);
    assert_eq!(found.matches("bad-id").count(), 2, "{found}");
}

#[test]
fn a_folder_of_offers_without_its_file_is_a_provider_all_the_same() {
    let (catalog, found) = resolved(&[("providers/p/models/x.toml", "name = \"X\"\n")]);
    assert_snapshot(
        found,
        snapbox::str![[r#"
providers/p/models/x.toml missing-provider: `providers/p` has no `provider.toml`
  help: write `providers/p/provider.toml` with at least a `name`
"#]],
    );
    assert_eq!((catalog.providers[0].name.as_str(), catalog.offers.len()), ("p", 1));
}

#[test]
fn defaults_of_a_party_fill_what_a_record_leaves_open() {
    let catalog = catalog(&[
        ("models/acme/author.toml", "currency = \"EUR\"\n[policy]\nretention_days = 30\nlocation = \"FR\"\n"),
        ("models/acme/one.toml", "name = \"One\"\n[cost]\ninput = 1\n[policy]\nretention_days = 0\n"),
        ("models/acme/two.toml", "name = \"Two\"\n[cost]\ncurrency = \"USD\"\ninput = 1\n"),
        ("models/zeta/one.toml", "name = \"One\"\n[cost]\ninput = 1\n"),
    ]);
    let drawn: Vec<_> = catalog
        .records()
        .map(|record| {
            let policy = &record.policy;
            let location = policy.location.map(crate::domain::Country::code);
            format!("{} {} {:?} {location:?}", record.key, record.cost.currency, policy.retention_days)
        })
        .collect();
    assert_snapshot(
        drawn.join("\n"),
        snapbox::str![[r#"
models/acme/one EUR Some(0) Some("FR")
models/acme/two USD Some(30) Some("FR")
models/zeta/one USD None None
"#]],
    );
}

#[test]
fn the_state_of_a_price_is_one_of_four() {
    for (text, state) in [
        ("", PriceState::Unknown),
        ("[cost]\n", PriceState::Unknown),
        ("[cost]\ninput = 1\n", PriceState::Priced),
        ("[cost]\ninput = 0\noutput = 0\n", PriceState::Priced),
        ("[[cost.units]]\nunit = \"image\"\nprice = 1\n", PriceState::Priced),
        ("[cost]\nstate = \"free\"\ninput = 0\n", PriceState::Free),
        ("[cost]\nstate = \"included\"\n", PriceState::Included(None)),
        ("[cost]\nstate = \"included\"\nplan = \"Pro\"\n", PriceState::Included(Some("Pro".to_owned()))),
    ] {
        assert_eq!(model(text).cost.state, state, "{text}");
    }
}

#[test]
fn announced_prices_come_into_force_on_their_day_and_know_where_they_were_written() {
    let cost = model(
        "[cost]\ninput = 1\noutput = 4\n\
         [[cost.schedule]]\nfrom = 2026-12-01\ninput = 3\n\
         [[cost.schedule]]\nfrom = 2026-11-23\ninput = 2\n\
         [[cost.schedule]]\nfrom = \"2026-12\"\noutput = 5\n",
    )
    .cost;
    let fact = |kind| {
        let charge = cost.prices.rates.get(kind).unwrap();
        format!("{} {}", charge.price.value(), charge.fact)
    };
    assert_eq!(fact(RateKind::Input), "2 cost.schedule[1].input");
    assert_eq!(fact(RateKind::Output), "4 cost.output");
    let next: Vec<_> = cost.announced.iter().map(|change| change.from.iso()).collect();
    assert_eq!(next, ["2026-12", "2026-12-01"]);
}

#[test]
fn tiers_stand_by_size_and_keep_their_fact_names() {
    let record = model(
        "[cost]\ninput = 1\n[[cost.tiers]]\ntier = { size = 400_000 }\ninput = 4\n\
         [[cost.tiers]]\ntier = { size = 200_000 }\ninput = 2\n",
    );
    let facts: Vec<_> = record.cost.prices.tiers.iter().map(|tier| tier.fact.as_str()).collect();
    assert_eq!(facts, ["cost.tiers[1].tier.size", "cost.tiers[0].tier.size"]);
    let charge = record.cost.prices.tiers[0].prices.rates.get(RateKind::Input).unwrap();
    assert_eq!(charge.fact, "cost.tiers[1].input");
    assert!(!record.span(&charge.fact).is_whole());
}

#[test]
fn a_stage_of_life_follows_the_day() {
    for (text, status) in [
        ("", Status::Active),
        ("status = \"beta\"\n", Status::Beta),
        ("deprecated = 2026-11-23\n", Status::Deprecated),
        ("deprecated = 2026-11-24\n", Status::Active),
        ("retires = 2027-01-01\n", Status::Deprecated),
        ("retires = 2026-11-23\n", Status::Retired),
        ("status = \"retired\"\nretires = 2027-01-01\n", Status::Retired),
    ] {
        assert_eq!(model(text).status, status, "{text}");
    }
}

#[test]
fn unknown_is_neither_yes_nor_no() {
    let record =
        model("tool_call = false\n[modalities]\ninput = [\"text\", \"image\"]\n[cost]\ncache_read = 0.1\n");
    let known = |capability| record.capabilities.get(capability);
    assert_eq!(known(Capability::ToolCalling), Some(false));
    assert_eq!(known(Capability::Vision), Some(true));
    assert_eq!(known(Capability::AudioInput), Some(false));
    assert_eq!(known(Capability::ImageOutput), None);
    assert_eq!(known(Capability::PromptCaching), Some(true));
    assert_eq!(known(Capability::Reasoning), None);
}

#[test]
fn a_type_is_told_by_the_outputs_where_the_file_gives_none() {
    for (text, kind) in [
        ("", ModelType::Chat),
        ("type = \"rerank\"\n", ModelType::Rerank),
        ("[modalities]\noutput = [\"image\"]\n", ModelType::Image),
        ("id = \"one-image-edit\"\n[modalities]\noutput = [\"image\"]\n", ModelType::ImageEdit),
        ("[modalities]\noutput = [\"audio\"]\n", ModelType::Speech),
        ("[modalities]\noutput = [\"text\", \"image\"]\n", ModelType::Chat),
        ("[limit]\ndimensions = 1536\n", ModelType::Embedding),
        ("family = \"text-embedding\"\n", ModelType::Embedding),
    ] {
        assert_eq!(model(text).kind, kind, "{text}");
    }
}

#[test]
fn what_was_not_understood_never_becomes_another_fact() {
    let record = |text: &str| {
        let (catalog, _) = resolved(&[
            ("models/a/base.toml", "name = \"Base\"\nlicense = \"mit\""),
            ("providers/p/provider.toml", "name = \"P\""),
            ("providers/p/models/m.toml", &format!("base_model = \"a/base\"\n{text}")),
        ]);
        std::sync::Arc::clone(&catalog.offers[0].record)
    };
    let price = "\ninput = 12\noutput = 24\n[[cost.tiers]]\ntier = { size = 1000 }\ninput = 13";
    assert_eq!(record(&format!("[cost]{price}")).cost.state, PriceState::Priced);
    let yuan = record(&format!("[cost]\ncurrency = \"yuan\"{price}"));
    assert_eq!((&yuan.cost.state, yuan.cost.prices.is_empty()), (&PriceState::Unknown, true));
    let lower = record(&format!("[cost]\ncurrency = \"cny\"{price}"));
    assert_eq!((lower.cost.currency.code(), lower.cost.state.clone()), ("CNY", PriceState::Priced));
    assert!(record(&format!("[cost]\ntiers_apply = \"maybe\"{price}")).cost.prices.tiers.is_empty());
    let tier =
        record("[cost]\ninput = 1\n[[cost.tiers]]\ntier = { size = 1000, type = \"pages\" }\ninput = 2");
    assert!(tier.cost.prices.tiers.is_empty() && !tier.cost.prices.rates.is_empty());
    let unit = record("[cost]\ninput = 1\n[[cost.units]]\nunit = \"smile\"\nprice = 2");
    assert!(unit.cost.prices.units.is_empty() && !unit.cost.prices.rates.is_empty());
    assert!(record("type = \"telepathy\"").is_kind_unknown);
    assert!(!record("type = \"Chat\"").is_kind_unknown);
    assert_eq!(record("license = \"\"").license, None);
    let asleep = record("status = \"asleep\"");
    assert_eq!((asleep.status, asleep.license.as_deref()), (Status::Active, Some("mit")));
}

#[test]
fn a_currency_of_the_provider_that_was_not_understood_makes_its_amounts_unknown() {
    let (catalog, _) = resolved(&[
        ("models/a/base.toml", "name = \"Base\""),
        ("providers/p/provider.toml", "name = \"P\"\ncurrency = \"yuan\""),
        ("providers/p/models/m.toml", "base_model = \"a/base\"\n[cost]\ninput = 12"),
        ("providers/p/models/n.toml", "base_model = \"a/base\"\n[cost]\ncurrency = \"EUR\"\ninput = 12"),
    ]);
    let states: Vec<_> = catalog.offers.iter().map(|offer| &offer.record.cost.state).collect();
    assert_eq!(states, [&PriceState::Unknown, &PriceState::Priced]);
}
