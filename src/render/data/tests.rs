use serde_json::Value;

use super::write;
use crate::bless::assert_snapshot;
use crate::domain::{Capability, Modality, ModelType, PartialDate, Price, Status};
use crate::plan::fixture::plan_site;
use crate::plan::{DataFile, ROWS_A_PART, Site};
use crate::resolve::cost::RateKind;
use crate::resolve::record::Measure;

/// A file that was written, to be read as a browser reads it.
struct Read(Value);

impl Read {
    fn of(site: &Site, data: DataFile) -> Self {
        let mut buffer = Vec::new();
        write(site, data, &mut buffer);
        Self(serde_json::from_slice(&buffer).unwrap())
    }

    /// The value of a column in a row; null where there is none.
    fn at(&self, column: &str, row: usize) -> Value {
        match &self.0["columns"][column] {
            Value::Array(values) => values[row].clone(),
            Value::Object(values) => values.get(&row.to_string()).cloned().unwrap_or(Value::Null),
            _ => Value::Null,
        }
    }

    fn number(&self, column: &str, row: usize) -> Option<u64> {
        self.at(column, row).as_u64()
    }

    fn text(&self, column: &str, row: usize) -> Option<String> {
        self.at(column, row).as_str().map(str::to_owned)
    }

    /// An entry of a table, by a number in a column.
    fn named(&self, table: &str, column: &str, row: usize) -> Option<String> {
        let at = usize::try_from(self.number(column, row)?).unwrap();
        Some(self.0[table][at][1].as_str().unwrap().to_owned())
    }
}

/// A model and an offer of every sort.
fn site() -> Site {
    let files = [
        (
            "models/lab/full.toml",
            "name = \"Full\"\ntype = \"chat\"\nadded = 2026-01-15\nattachment = true\ntool_call = true\nreasoning = false\n\
             open_weights = true\n[limit]\ncontext = 128_000\noutput = 0\n[modalities]\ninput = [\"text\", \"image\", \"pdf\"]\n\
             output = [\"text\"]",
        ),
        (
            "models/lab/Odd:Id@1.toml",
            "name = \"Odd “name”\"\nslug = \"odd\"\nrelease_date = \"2025-03\"\nstatus = \"beta\"",
        ),
        (
            "models/lab/image.toml",
            "name = \"Image\"\ntype = \"image\"\n[[cost.units]]\nunit = \"image\"\nprice = 0.04",
        ),
        (
            "models/lab/free.toml",
            "name = \"Free\"\nstatus = \"deprecated\"\n[cost]\nstate = \"free\"\ninput = 0\noutput = 0",
        ),
        ("models/lab/plan.toml", "name = \"Plan\"\n[cost]\nstate = \"included\"\nplan = \"Pro\""),
        (
            "providers/cloud/provider.toml",
            "name = \"Cloud\"\n[policy]\nretention_days = 30\nlocation = \"US\"\nused_for_training = false",
        ),
        ("providers/other/provider.toml", "name = \"Other\"\ncurrency = \"EUR\""),
        (
            "providers/cloud/models/full.toml",
            "base_model = \"lab/full\"\n[cost]\ninput = 0.150\noutput = 0.6\ncache_read = 7.5e-2",
        ),
        (
            "providers/cloud/models/full-eu.toml",
            "base_model = \"lab/full\"\nvariant_of = \"providers/cloud/models/full\"\n[cost]\ninput = 0.1\noutput = 0.6\n[policy]\nzero_retention = true",
        ),
        (
            "providers/other/models/full.toml",
            "base_model = \"lab/full\"\n[cost]\ninput = 0.01\noutput = 0.02",
        ),
        ("providers/other/models/alone.toml", "name = \"Alone\"\ntype = \"embedding\"\n[cost]\ninput = 2"),
    ];
    plan_site(&files).site
}

/// Compares every value of a file with the records it is made of.
fn compare(site: &Site, data: DataFile, rows: &[crate::derive::Row]) {
    let directory = &site.directory;
    let read = Read::of(site, data);
    assert_eq!(read.0["rows"], rows.len());
    for (at, row) in rows.iter().enumerate() {
        let (record, priced_record) = (directory.record(row.place), directory.record(row.price_source));
        let name = record.key.as_str();
        assert_eq!(read.text("name", at).as_ref(), Some(&record.name));
        assert_eq!(read.text("id", at).as_ref(), Some(&record.id));
        let provider = read.named("providers", "provider", at);
        let folder = provider.clone().unwrap_or_else(|| "models/".to_owned());
        let lower: String = record.id.to_ascii_lowercase().replace([':', '@'], "-");
        let path = read.text("path", at).unwrap_or_else(|| format!("{folder}{lower}/"));
        assert_eq!(path, record.route.as_str(), "{name}");
        let between = if provider.is_some() { "models/" } else { "" };
        let key = read.text("key", at).unwrap_or_else(|| format!("{folder}{between}{}", record.id));
        assert_eq!(key, name);
        let author =
            directory.catalog.model_of(row.place).map(|model| &directory.catalog.authors[model.author]);
        assert_eq!(
            read.named("authors", "author", at),
            author.map(|author| author.route.to_string()),
            "{name}"
        );
        let kind = usize::try_from(read.number("type", at).unwrap()).unwrap();
        assert_eq!(ModelType::all().nth(kind), Some(record.kind), "{name}");
        let status = usize::try_from(read.number("status", at).unwrap_or(0)).unwrap();
        assert_eq!(Status::WORDS[status], record.status.word(), "{name}");
        for (bit, capability) in Capability::all().enumerate() {
            let has = |column| read.number(column, at).unwrap() >> bit & 1 == 1;
            assert_eq!(
                has("known").then(|| has("yes")),
                record.capabilities.get(capability),
                "{name} {capability:?}"
            );
        }
        for (column, modalities) in [("reads", &record.input), ("writes", &record.output)] {
            let listed = read.number(column, at).map(|bits| {
                Modality::ALL
                    .iter()
                    .map(|(modality, ..)| *modality)
                    .filter(|modality| bits >> *modality as u32 & 1 == 1)
                    .collect()
            });
            assert_eq!(&listed, modalities, "{name} {column}");
        }
        for (column, measure) in [("context", record.limit.context), ("max_output", record.limit.output)] {
            let expected = match measure {
                Measure::Unknown => None,
                Measure::NotApplicable => Some(0),
                Measure::Known(count) => Some(count.0),
            };
            assert_eq!(read.number(column, at), expected, "{name} {column}");
        }
        for (column, kind) in
            [("input", RateKind::Input), ("output", RateKind::Output), ("cached", RateKind::CacheRead)]
        {
            let price = priced_record.cost.prices.rates.price(kind).map(Price::value);
            let written =
                read.text(column, at).filter(|_| column != "input" || read.text("unit", at).is_none());
            let is_zero_of_no_price = written.is_none() && price.as_deref() == Some("0");
            assert!(written == price || is_zero_of_no_price, "{name} {column}: {written:?} for {price:?}");
        }
        let currency = read.text("currency", at).unwrap_or_else(|| "USD".to_owned());
        assert_eq!(currency, priced_record.cost.currency.code(), "{name}");
        assert_eq!(read.text("added", at), record.added.map(PartialDate::iso), "{name}");
        let released = record.release_date.filter(|_| record.added.is_none());
        assert_eq!(read.text("released", at), released.map(PartialDate::iso), "{name}");
        let lowest = row.lowest.map(|place| directory.record(place));
        for (column, kind) in [
            ("low_input", RateKind::Input),
            ("low_output", RateKind::Output),
            ("low_cached", RateKind::CacheRead),
        ] {
            let price = lowest.and_then(|record| record.cost.prices.rates.price(kind));
            assert_eq!(read.text(column, at), price.map(Price::value), "{name} {column}");
        }
        let provider = row.lowest.map(|place| directory.catalog.organization(place).route.to_string());
        assert_eq!(read.named("providers", "low_of", at), provider, "{name}");
        assert_eq!(read.number("at_some", at).unwrap_or(0), u64::from(row.at_some), "{name}");
        assert_eq!(read.number("variants", at).unwrap_or(0), row.variants as u64, "{name}");
        let policy = &priced_record.policy;
        assert_eq!(read.number("training", at), policy.used_for_training.map(u64::from), "{name}");
        assert_eq!(read.number("zero_retention", at), policy.zero_retention.map(u64::from), "{name}");
        assert_eq!(read.number("retention_days", at), policy.retention_days, "{name}");
        assert_eq!(
            read.text("location", at),
            policy.location.map(|country| country.code().to_owned()),
            "{name}"
        );
        let checked = priced_record.sources.cost.checked.map(PartialDate::iso);
        assert_eq!(read.text("checked", at), checked, "{name}");
    }
}

#[test]
fn every_value_of_the_search_file_is_the_records_own() {
    let site = site();
    compare(&site, DataFile::Search { part: 1 }, &site.directory.rows);
    assert_eq!(site.directory.rows.len(), 6);
}

#[test]
fn every_offer_stands_in_the_file_for_the_switch() {
    let site = site();
    compare(&site, DataFile::Offers { part: 1 }, &site.directory.every_offer);
    assert_eq!(site.directory.every_offer.len(), 4);
}

#[test]
fn the_five_states_of_a_price_are_told_apart() {
    let site = site();
    let read = Read::of(&site, DataFile::Search { part: 1 });
    let row = |name: &str| {
        let at = (0..6).find(|at| read.text("name", *at).as_deref() == Some(name)).unwrap();
        [read.at("input", at), read.at("output", at), read.at("unit", at), read.at("plan", at)]
    };
    let null = Value::Null;
    assert_eq!(row("Full"), ["0.1".into(), "0.6".into(), null.clone(), null.clone()]);
    assert_eq!(row("Free"), [1.into(), 1.into(), null.clone(), null.clone()]);
    assert_eq!(row("Plan"), [2.into(), 2.into(), null.clone(), "Included in Pro".into()]);
    assert_eq!(row("Image"), ["0.04".into(), 3.into(), "per image".into(), null.clone()]);
    assert_eq!(row("Odd “name”"), [null.clone(), null.clone(), null.clone(), null]);
}

#[test]
fn a_small_search_file() {
    let mut buffer = Vec::new();
    write(&site(), DataFile::Search { part: 1 }, &mut buffer);
    let value: Value = serde_json::from_slice(&buffer).unwrap();
    assert_snapshot(
        serde_json::to_string_pretty(&value["columns"]).unwrap(),
        snapbox::file!["snapshots/data-search.txt"],
    );
}

#[test]
fn a_model_has_each_of_its_other_ids_once() {
    let offer = "base_model = \"lab/a\"";
    let site = plan_site(&[
        ("models/lab/a.toml", "name = \"A\"\naliases = [\"lab/old\"]\nsnapshots = [\"a-2026-01-02\"]"),
        ("models/lab/b.toml", "name = \"B\""),
        ("providers/p/provider.toml", "name = \"P\""),
        ("providers/p/models/A.toml", offer),
        ("providers/p/models/host/a-fast.toml", offer),
        ("providers/q/provider.toml", "name = \"Q\""),
        ("providers/q/models/lab/a.toml", offer),
        ("providers/q/models/host/A-fast.toml", offer),
    ])
    .site;
    let ids = |data| {
        let read = Read::of(&site, data);
        let rows = usize::try_from(read.0["rows"].as_u64().unwrap()).unwrap();
        (0..rows).map(|row| read.at("ids", row)).filter(|ids| !ids.is_null()).collect::<Vec<_>>()
    };
    assert_eq!(
        ids(DataFile::Search { part: 1 }),
        [serde_json::json!(["lab/old", "a-2026-01-02", "host/a-fast"])]
    );
    assert_eq!(ids(DataFile::Offers { part: 1 }), [Value::Null; 0]);
}

#[test]
fn rows_beyond_ten_thousand_stand_in_a_part_of_their_own() {
    let files: Vec<(String, &str)> =
        (0..=ROWS_A_PART).map(|at| (format!("models/a/m{at}.toml"), "name = \"M\"")).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let site = plan_site(&files).site;
    let routes: Vec<_> = site
        .items
        .iter()
        .map(|item| item.route.as_str())
        .filter(|route| route.starts_with("data/search"))
        .collect();
    assert_eq!(routes, ["data/search-2.json", "data/search.json"]);
    let [first, second] = [1, 2].map(|part| Read::of(&site, DataFile::Search { part }));
    assert_eq!((&first.0["rows"], &first.0["parts"]), (&Value::from(ROWS_A_PART + 1), &Value::from(2)));
    assert_eq!(first.0["columns"]["name"].as_array().unwrap().len(), ROWS_A_PART);
    assert_eq!(second.0["columns"]["name"].as_array().unwrap().len(), 1);
    assert!(second.0.get("authors").is_none(), "the tables stand in the first part");
}
