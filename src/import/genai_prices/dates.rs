//! Prices with the days and hours on which they apply. Each set of prices is complete, while files say only what changes: a price
//! that a later set leaves out is written as what is charged then.

use std::collections::BTreeMap;

use super::set::{Wrong, sheet, start};
use crate::domain::PartialDate;
use crate::import::sheet::Sheet;
use crate::import::{Fields, Json};

/// The most days and hours of a model.
const MOST: usize = 200;

/// The prices of a model by the day from which they apply.
#[derive(Default)]
pub(super) struct Dated {
    first: Step,
    later: BTreeMap<PartialDate, Step>,
    hours: Vec<(String, Sheet)>,
}

/// What applies from a day on.
#[derive(Default)]
struct Step {
    standard: Sheet,
    regions: BTreeMap<String, Sheet>,
}

impl Dated {
    /// Reads one set of prices, or a list of sets of which the last that applies counts.
    ///
    /// # Errors
    /// A set that cannot be read, or whose place in the list gives it a meaning that files do not have.
    pub(super) fn read(json: &Json) -> Result<Self, Wrong> {
        let Json::List(sets) = json else {
            return Ok(Self { first: Step::of(sheet(json)?), ..Self::default() });
        };
        let mut list = Self::default();
        for (at, set) in sets.iter().enumerate() {
            let wrong = || Wrong::new("prices", json);
            let prices = sheet(set.get("prices").ok_or_else(wrong)?)?;
            let constraint = set.get("constraint").filter(|json| **json != Json::Null);
            let is_written = match (constraint, constraint.and_then(start)) {
                // Of two sets without a condition, the later one hides what stands before it.
                (None, _) if at == 0 => {
                    list.first = Step::of(prices);
                    true
                }
                (Some(_), Some(from)) if at > 0 && list.hours.is_empty() => list.from(from, prices),
                (Some(constraint), None) if at > 0 => list.between(constraint, prices),
                _ => false,
            };
            is_written.then_some(()).ok_or_else(wrong)?;
        }
        Ok(list)
    }

    /// Adds complete prices from a day on, later than all others.
    fn from(&mut self, from: PartialDate, mut prices: Sheet) -> bool {
        let last = self.later.last_key_value();
        let is_later = last.is_none_or(|(day, _)| day.is_before(from));
        let before = last.map_or(&self.first.standard, |(_, step)| &step.standard);
        if !is_later || self.later.len() >= MOST || !prices.complete(before) {
            return false;
        }
        self.later.insert(from, Step::of(prices));
        true
    }

    /// Adds complete prices of certain hours.
    fn between(&mut self, constraint: &Json, mut prices: Sheet) -> bool {
        let time = |key| constraint.get(key).and_then(Json::text).and_then(utc);
        let Some((from, to)) = time("start_time").zip(time("end_time")).filter(|(from, to)| from != to)
        else {
            return false;
        };
        let day = self.later.values().last().unwrap_or(&self.first);
        if self.hours.len() >= MOST || !prices.complete(&day.standard) {
            return false;
        }
        self.hours.push((format!("{from}-{to}"), prices));
        true
    }

    /// Adds the prices of a level of service. The first of several that apply counts, so a later one has to be older.
    pub(super) fn service(&mut self, from: Option<PartialDate>, name: &str, mut prices: Sheet) -> bool {
        let has_older = self.steps_until(from).any(|step| step.standard.has_service(name));
        !has_older && self.add_tiers(from, &mut prices) && self.step(from).standard.put_service(name, prices)
    }

    /// Adds the prices of a region, in the same way.
    pub(super) fn region(&mut self, from: Option<PartialDate>, name: String, mut prices: Sheet) -> bool {
        let has_older = self.steps_until(from).any(|step| step.regions.contains_key(&name));
        !has_older
            && self.add_tiers(from, &mut prices)
            && self.step(from).regions.insert(name, prices).is_none()
    }

    /// Adds the tiers of the standard prices where they apply too. `false` where those change later.
    fn add_tiers(&self, from: Option<PartialDate>, prices: &mut Sheet) -> bool {
        let in_force = self.steps_until(from).filter(|step| step.standard.has_rates()).last();
        let Some(standard) = in_force.map(|step| &step.standard).filter(|it| prices.leaves_tiers_to(it))
        else {
            return true;
        };
        let mut later = self.later.iter().filter(|(day, _)| from.is_none_or(|from| from.is_before(**day)));
        let is_last = later.all(|(_, step)| !step.standard.has_rates());
        if is_last {
            prices.take_tiers_of(standard);
        }
        is_last
    }

    /// What applies on a day already.
    fn steps_until(&self, from: Option<PartialDate>) -> impl Iterator<Item = &Step> {
        let until = move |day: &PartialDate| from.is_some_and(|from| !from.is_before(*day));
        let later = self.later.iter().filter(move |(day, _)| until(day)).map(|(_, step)| step);
        std::iter::once(&self.first).chain(later)
    }

    fn step(&mut self, from: Option<PartialDate>) -> &mut Step {
        match from {
            None => &mut self.first,
            Some(from) => self.later.entry(from).or_default(),
        }
    }

    /// Writes the keys of `[cost]`.
    pub(super) fn write(&self, fields: &mut Fields) {
        self.first.write(fields);
        for (day, step) in &self.later {
            let mut entry = Fields::default();
            entry.set("from", *day);
            step.write(&mut entry);
            fields.push("schedule", entry);
        }
        for (utc, prices) in &self.hours {
            let mut window = Fields::default();
            window.set("utc", utc.as_str());
            prices.write(None, &mut window);
            fields.push("windows", window);
        }
    }
}

impl Step {
    fn of(standard: Sheet) -> Self {
        Self { standard, regions: BTreeMap::new() }
    }

    fn write(&self, fields: &mut Fields) {
        self.standard.write(None, fields);
        for (name, prices) in &self.regions {
            let mut region = Fields::default();
            region.set("name", name.as_str());
            prices.write(None, &mut region);
            fields.push("regions", region);
        }
    }
}

/// `16:30` of `16:30:00Z`; `None` for a time of another clock, or with seconds.
fn utc(text: &str) -> Option<String> {
    let time = text.strip_suffix('Z').or_else(|| text.strip_suffix("+00:00")).unwrap_or(text);
    let time = time.strip_suffix(":00").filter(|time| time.len() == 5).unwrap_or(time);
    let (hour, minute) = time.split_once(':')?;
    let is_number = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_time = is_number(hour) && is_number(minute);
    let is_in_day = is_time && hour.parse::<u8>().ok()? < 24 && minute.parse::<u8>().ok()? < 60;
    is_in_day.then(|| time.to_owned())
}
