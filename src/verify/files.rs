//! What the TOML files of a site say, read with the stages up to `fact`.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::known::{Known, Truth};
use crate::diag::{Diagnostics, SourceMap};
use crate::discover::Sources;
use crate::domain::{Capability, Place};
use crate::fact::{Form, GATEWAY, Group, ORGANIZATION, Statement, price_points, price_sections, statements};
use crate::link::link;
use crate::parse::site::SITE;
use crate::parse::{Table, add, parse, read};
use crate::resolve::cost::{Cost, PriceList, PriceState};
use crate::resolve::{Catalog, Record, Settings, resolve};

impl Truth {
    /// Reads the files of a site as of a day.
    pub fn of_files(sources: &Sources, today: Date) -> Self {
        let (mut map, mut diags) = (SourceMap::default(), Diagnostics::default());
        let table = sources.site.as_ref().map_or_else(Table::default, |file| {
            let id = add(&mut map, file);
            read(file, id, &map, &SITE, &mut diags).table
        });
        let settings = Settings::read(table);
        let is_foreign = settings.is_foreign || !sources.has_settings();
        let raw = parse(sources, &mut map, &mut diags);
        let mut catalog = resolve(raw, today, &mut diags);
        link(&mut catalog, &settings.linking, today);
        let gateway = settings.gateway.as_ref().filter(|_| !sources.has_providers);
        let of_site = site(&settings);
        let reader = Reader { catalog: &catalog, markup: gateway.and_then(|gateway| gateway.markup_percent) };
        let changes = sources.changes.iter().map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        Self {
            records: reader.records(),
            parties: reader.parties().into_iter().chain([("site".to_owned(), of_site)]).collect(),
            is_from_files: true,
            is_foreign,
            is_chat_only: settings.outputs("api_chat_only", !is_foreign),
            gateway: gateway.map(|gateway| gateway.id.clone()),
            has_providers: sources.has_providers,
            rows_are_offers: settings.rows_are_offers,
            today: Some(today.to_string()),
            changes: changes.collect(),
        }
    }
}

/// What the settings say, as far as pages show it.
fn site(settings: &Settings) -> Known {
    let said = settings
        .gateway
        .iter()
        .flat_map(|gateway| GATEWAY.iter().flat_map(|entry| entry.statements(gateway)));
    let day = settings.data.as_of.map(|day| ("data.as_of".to_owned(), day.iso()));
    Known {
        key: "site".to_owned(),
        file: "site.toml".to_owned(),
        page: said.map(|said| (said.path.into_owned(), said.value.exact())).chain(day).collect(),
        ..Known::default()
    }
}

struct Reader<'a> {
    catalog: &'a Catalog,
    /// What the gateway adds to prices, in percent.
    markup: Option<Decimal>,
}

impl Reader<'_> {
    fn records(&self) -> BTreeMap<String, Known> {
        let models = (0..self.catalog.models.len()).map(Place::Model);
        let offers = (0..self.catalog.offers.len()).map(Place::Offer);
        models.chain(offers).map(|place| self.record(place)).map(|known| (known.key.clone(), known)).collect()
    }

    /// The authors and providers, with the figures of their pages.
    fn parties(&self) -> BTreeMap<String, Known> {
        let organizations = self.catalog.organizations().filter(|party| !party.is_from_ids);
        let known = organizations.map(|party| {
            let said = ORGANIZATION.iter().flat_map(|entry| entry.statements(party));
            Known {
                key: party.key.as_str().to_owned(),
                file: party.path.clone(),
                url: party.route.as_str().to_owned(),
                id: party.id.clone(),
                name: party.name.clone(),
                page: said
                    .map(|said| (said.path.into_owned(), said.value.exact()))
                    .chain([("id".to_owned(), party.id.clone())])
                    .collect(),
                ..Known::default()
            }
        });
        known.map(|known| (known.key.clone(), known)).collect()
    }

    fn record(&self, place: Place) -> Known {
        let record = self.catalog.at(place);
        let model = self.catalog.model_of(place);
        let is_offer = matches!(place, Place::Offer(_));
        let cost = self.cost(&record.cost);
        let of_modes = record.modes.iter().flat_map(|part| {
            let named = |(key, value)| (format!("modes.{}.{key}", part.name), value);
            self.cost(&part.cost).into_iter().map(named).collect::<Vec<_>>()
        });
        Known {
            key: record.key.as_str().to_owned(),
            file: record.path.clone(),
            url: record.route.as_str().to_owned(),
            id: record.id.clone(),
            name: record.name.clone(),
            kind: if record.is_kind_unknown { String::new() } else { record.kind.word().to_owned() },
            status: record.status.word().to_owned(),
            author: model.map(|model| self.catalog.authors[model.author].key.as_str().to_owned()),
            provider: is_offer.then(|| self.catalog.organization(place).key.as_str().to_owned()),
            model: model.filter(|_| is_offer).map(|model| model.record.key.as_str().to_owned()),
            is_unlisted: Some(record.unlisted),
            has_no_file: self.catalog.has_no_file(place),
            facts: facts(record),
            page: self.page(record),
            cost: cost.into_iter().chain(of_modes).collect(),
            capabilities: Capability::all()
                .map(|kind| (kind.words().slug.to_owned(), record.capabilities.get(kind)))
                .collect(),
            tags: record.tags.clone(),
            cost_of: None,
            odd: odd(record),
        }
    }

    /// What the reader pays for a price of a file.
    fn paid(&self, price: Decimal) -> String {
        let share = self.markup.and_then(|markup| Decimal::ONE_HUNDRED.checked_add(markup));
        let paid = share.and_then(|share| price.checked_mul(share)?.checked_div(Decimal::ONE_HUNDRED));
        paid.unwrap_or(price).normalize().to_string()
    }

    fn cost(&self, cost: &Cost) -> BTreeMap<String, String> {
        let mut found = BTreeMap::new();
        let (state, plan) = match &cost.state {
            PriceState::Priced => ("priced", None),
            PriceState::Free => ("free", None),
            PriceState::Included(plan) => ("included", plan.as_ref()),
            PriceState::Varies => ("varies", None),
            PriceState::Unknown => ("unknown", None),
        };
        found.insert("state".to_owned(), state.to_owned());
        found.extend(plan.map(|plan| ("plan".to_owned(), plan.clone())));
        found.insert("currency".to_owned(), cost.currency.code().to_owned());
        if !cost.prices.tiers.is_empty() {
            let rule = if cost.tiers_are_marginal { "marginal" } else { "request" };
            found.insert("tiers_apply".to_owned(), rule.to_owned());
        }
        self.list(&cost.prices, "", &mut found);
        for (at, entry) in cost.announced.iter().enumerate() {
            found.insert(format!("schedule[{at}].from"), entry.from.iso());
            self.list(&entry.prices, &format!("schedule[{at}]."), &mut found);
        }
        for (at, window) in cost.windows.iter().enumerate() {
            found.insert(format!("windows[{at}].utc"), window.hours.utc().to_owned());
            let days = window.hours.days().join(",");
            found.extend((!days.is_empty()).then(|| (format!("windows[{at}].days"), days)));
            self.list(&window.prices, &format!("windows[{at}]."), &mut found);
        }
        found
    }

    /// The prices of one place in the file, with those that are nested in them.
    fn list(&self, prices: &PriceList, at: &str, found: &mut BTreeMap<String, String>) {
        for (kind, charge) in prices.rates.iter() {
            found.insert(format!("{at}{}", kind.key()), self.paid(charge.price.decimal()));
        }
        for (index, tier) in prices.tiers.iter().enumerate() {
            found.insert(format!("{at}tiers[{index}].above"), tier.above.0.to_string());
            self.list(&tier.prices, &format!("{at}tiers[{index}]."), found);
        }
        for (index, tier) in prices.service_tiers.iter().enumerate() {
            found.insert(format!("{at}service_tiers[{index}].name"), tier.name.clone());
            self.list(&tier.prices, &format!("{at}service_tiers[{index}]."), found);
        }
        for (index, region) in prices.regions.iter().enumerate() {
            found.insert(format!("{at}regions[{index}].name"), region.name.clone());
            let factor = region.factor.as_ref().map(|(factor, _)| factor.to_string());
            found.extend(factor.map(|factor| (format!("{at}regions[{index}].factor"), factor)));
            self.list(&region.prices, &format!("{at}regions[{index}]."), found);
        }
        for (index, unit) in prices.units.iter().enumerate() {
            let at = format!("{at}units[{index}]");
            found.insert(format!("{at}.unit"), unit.unit.word().to_owned());
            found.insert(format!("{at}.per"), unit.per.to_string());
            found.insert(format!("{at}.price"), self.paid(unit.charge.price.decimal()));
            found.extend(unit.label.clone().map(|label| (format!("{at}.label"), label)));
            let selectors = (!unit.selectors.is_empty()).then(|| unit.selectors.join(","));
            found.extend(selectors.map(|words| (format!("{at}.selectors"), words)));
            if let Some(free) = &unit.free {
                found.insert(format!("{at}.free"), free.count.to_string());
                found.extend(free.per.clone().map(|per| (format!("{at}.free_per"), per)));
            }
        }
        for (index, other) in prices.other.iter().enumerate() {
            let at = format!("{at}other[{index}]");
            found.insert(format!("{at}.amount"), self.paid(other.charge.price.decimal()));
            found.insert(format!("{at}.unit"), other.unit.clone());
            found.extend(other.label.clone().map(|label| (format!("{at}.label"), label)));
        }
    }

    /// Every figure that a page may show by its path in the file.
    fn page(&self, record: &Record) -> HashMap<String, String> {
        let mut found: HashMap<String, String> =
            statements(record).map(|said| (said.path.into_owned(), said.value.exact())).collect();
        for said in statements(record).filter(|said| !said.fact.identity.is_empty()) {
            let entry = said.path.rsplit_once('.').map_or("", |(entry, _)| entry).to_owned();
            for key in said.fact.identity {
                let path = format!("{entry}.{key}");
                found.extend(record.source.text(&path).map(str::to_owned).map(|text| (path, text)));
            }
        }
        for (at, option) in record.source.tables("reasoning_options").enumerate() {
            found.extend(option.string("type").map(|word| (format!("reasoning_options[{at}].type"), word)));
        }
        for point in price_points(record) {
            let fact = &*point.charge.fact;
            found.insert(fact.to_owned(), point.charge.price.value());
            if self.markup.is_some() {
                let rest = fact.strip_prefix("cost.").unwrap_or(fact);
                found.insert(format!("computed.charged.{rest}"), self.paid(point.charge.price.decimal()));
            }
        }
        for section in price_sections(record) {
            found.extend(section.at.from.map(|(day, path)| (path.to_owned(), day.iso())));
            found.extend(section.at.window.map(|(hours, path)| (path.to_owned(), hours.utc().to_owned())));
            found.extend(section.at.above.map(|(size, path)| (path.to_owned(), size.0.to_string())));
            found.extend(section.factor.map(|(factor, path)| (path.to_owned(), factor.to_string())));
            for free in section.prices.units.iter().filter_map(|unit| unit.free.as_ref()) {
                found.insert(free.fact.clone(), free.count.to_string());
            }
        }
        for entry in &record.cost.in_force {
            found.insert(entry.fact.clone(), entry.from.iso());
        }
        found
    }
}

/// The facts beside prices by their keys in `index.json`. Entries of which nothing was understood are no entries there.
fn facts(record: &Record) -> BTreeMap<String, String> {
    let mut places = Places::default();
    let said: Vec<Statement<'_>> = statements(record).filter(is_in_json).collect();
    for array in said.iter().filter_map(|said| entry(&said.path)) {
        places.note(array);
    }
    let mut found = BTreeMap::new();
    for said in &said {
        let path = if said.path.starts_with("computed.") { said.fact.path } else { &*said.path };
        let exact = match said.value {
            crate::fact::Value::NotApplicable => "0".to_owned(),
            ref value => value.exact(),
        };
        let Some((array, index)) = entry(path).filter(|_| said.fact.path.contains("[]")) else {
            found.insert(path.to_owned(), exact);
            continue;
        };
        let rest = path.rsplit_once("].").map_or("", |(_, key)| key);
        let at = format!("{array}[{}]", places.ordinal(array, index));
        // An option without values has nothing but its kind.
        let is_kind = said.fact.form == Form::List && !matches!(said.value, crate::fact::Value::List(..));
        if !is_kind {
            found.insert(format!("{at}.{rest}"), exact);
        }
        for key in said.fact.identity {
            let written = record.source.text(&format!("{array}[{index}].{key}")).map(str::to_owned);
            let metric = || record.benchmarks.iter().find(|score| score.index == index)?.metric.clone();
            let is_metric = array == "benchmarks" && *key == "metric";
            let text = written.or_else(|| if is_metric { metric() } else { None });
            found.extend(text.map(|text| (format!("{at}.{key}"), text)));
        }
    }
    if found.keys().any(|key| key.starts_with("interleaved.")) {
        found.remove("interleaved");
    }
    found
}

/// Whether `index.json` has a statement among its facts, and not below another key.
fn is_in_json(said: &Statement<'_>) -> bool {
    let (pattern, path) = (said.fact.path, &*said.path);
    let is_own = path == pattern
        // Modes have settings of their own for calls.
        || path.starts_with("experimental.modes.")
        || path.starts_with("computed.")
        || pattern.split_once("[].").is_some_and(|(array, _)| path.starts_with(&format!("{array}[")))
        || pattern.split_once(".*.").is_some_and(|(table, _)| path.starts_with(&format!("{table}.")));
    let is_elsewhere = said.fact.group == Group::Price
        || pattern.starts_with("capabilities.")
        || ["id", "name", "type", "status"].contains(&pattern);
    is_own && !is_elsewhere
}

/// The array and the position of an entry in a path: `benchmarks[2].score`.
fn entry(path: &str) -> Option<(&str, usize)> {
    let (array, rest) = path.split_once('[')?;
    Some((array, rest.split_once(']')?.0.parse().ok()?))
}

/// Which entries of arrays there are.
#[derive(Default)]
struct Places<'a>(BTreeMap<&'a str, std::collections::BTreeSet<usize>>);

impl<'a> Places<'a> {
    fn note(&mut self, (array, index): (&'a str, usize)) {
        self.0.entry(array).or_default().insert(index);
    }

    fn ordinal(&self, array: &str, index: usize) -> usize {
        self.0.get(array).map_or(index, |known| known.range(..index).count())
    }
}

/// What was read as something else, as the file writes it: dates that do not exist, names with spaces around them.
fn odd(record: &Record) -> BTreeMap<String, String> {
    let keys = ["name", "release_date", "last_updated", "knowledge"];
    let written =
        keys.iter().filter_map(|key| Some(((*key).to_owned(), record.source.written(key)?.to_owned())));
    written.collect()
}
