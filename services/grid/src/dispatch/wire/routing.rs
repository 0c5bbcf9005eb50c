//! Orders about routing tables, read whole: either an order, or everything that is wrong with it.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

use shiyu_kit::fault::Violations;
use shiyu_kit::reading::Reading;
use shiyu_kit::register::Wanted;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::resource::TABLES;
use super::terms::{read_border, read_days};
use crate::catalogue::terms::{read_kind, read_level, read_platform, read_space};
use crate::dispatch::domain::{Conditions, Destination, Draft, Hours, Order, Rule, Window};

const TITLE: usize = 100;
const DOCUMENT: usize = 200;
const RULES: RangeInclusive<usize> = 1..=500;
const CLASSES: RangeInclusive<usize> = 0..=200;
const PLACES: RangeInclusive<usize> = 0..=200;
const WORDS: RangeInclusive<usize> = 0..=20;
const ID: usize = 40;
const LONGEST: Duration = Duration::DAY.saturating_mul(92);

/// Reads `PutRoutingTable`.
///
/// # Errors
/// All that is wrong with the request.
pub fn put_table(request: pb::PutRoutingTableRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let id = reading.request_id(&request.request_id);
    let table = reading.part("table", request.table);
    let order = table.and_then(|table| {
        let put = reading.put("table.name", &table.name, TABLES, id);
        let title = reading.impersonal("table.title", table.title, TITLE);
        let document = reading.impersonal("table.document", table.document, DOCUMENT);
        let rules = reading.each("table.rules", &RULES, table.rules, rule)?;
        distinct(&mut reading, &rules);
        let (standing, id) = put?;
        let draft = Draft {
            id,
            title: title?,
            document: document?,
            rules,
        };
        Some(Order::PutTable(standing, Box::new(draft)))
    });
    reading.wanted(id, order)
}

fn distinct(reading: &mut Reading<'_>, rules: &[Rule]) {
    let mut seen = BTreeSet::new();
    for (row, rule) in rules.iter().enumerate() {
        let new = seen.insert(rule.id.as_str());
        let field = format!("table.rules[{row}].id");
        reading.violations.require(new, field, "DUPLICATE", "it is there twice");
    }
}

fn rule(reading: &mut Reading<'_>, field: &str, row: pb::RoutingRule) -> Option<Rule> {
    let id = rule_id(reading, &format!("{field}.id"), row.id.clone());
    let title = reading.impersonal(&format!("{field}.title"), row.title.clone(), TITLE);
    let department = parsed(reading, &format!("{field}.department"), &row.department, "DEPARTMENT_INVALID");
    let platform = reading.optional_value(&format!("{field}.platform"), row.platform, read_platform);
    let level = reading.value(&format!("{field}.level"), row.level, read_level);
    let when = conditions(reading, field, row);
    Some(Rule {
        id: id?,
        title: title?,
        when: when?,
        to: Destination {
            department: department?,
            platform,
            level: level?,
        },
    })
}

fn conditions(reading: &mut Reading<'_>, field: &str, row: pb::RoutingRule) -> Option<Conditions> {
    let kind = reading.optional_value(&format!("{field}.kind"), row.kind, read_kind);
    let classes = reading.distinct(&format!("{field}.classes"), &CLASSES, row.classes, |reading, path, text| {
        parsed(reading, path, &text, "CLASS_PATTERN_INVALID")
    });
    let levels = reading.distinct(&format!("{field}.levels"), &WORDS, row.levels, |reading, path, number| {
        reading.value(path, number, read_level)
    });
    let platforms = reading.distinct(&format!("{field}.platforms"), &WORDS, row.platforms, |reading, path, number| {
        reading.value(path, number, read_platform)
    });
    let spaces = reading.each(&format!("{field}.spaces"), &WORDS, row.spaces, |reading, path, number| {
        reading.value(path, number, read_space)
    });
    let places = reading.distinct(&format!("{field}.places"), &PLACES, row.places, |reading, path, text| {
        parsed(reading, path, &text, "PLACE_INVALID")
    });
    let hours = hours(reading, field, row.from_hour, row.to_hour);
    let days = reading.optional_value(&format!("{field}.days"), row.days, read_days);
    let border = reading.optional_value(&format!("{field}.border"), row.border, read_border);
    Some(Conditions {
        kind,
        classes: classes?,
        levels: levels?,
        platforms: platforms?,
        spaces: spaces?,
        places: places?,
        hours,
        days,
        border,
    })
}

fn hours(reading: &mut Reading<'_>, field: &str, from: Option<i32>, to: Option<i32>) -> Option<Hours> {
    let both = from.is_some() == to.is_some() && (from.is_none() || from != to);
    let field = format!("{field}.from_hour");
    if !reading
        .violations
        .require(both, &field, "HOURS_INVALID", "two different hours, or none")
    {
        return None;
    }
    let from = reading.optional_number(&field, from, &(0..=23_u8))?;
    let to = reading.optional_number(&field.replace("from_hour", "to_hour"), to, &(1..=24_u8))?;
    Some(Hours { from, to })
}

fn rule_id(reading: &mut Reading<'_>, field: &str, text: String) -> Option<String> {
    let text = reading.line(field, text, ID)?;
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    reading
        .violations
        .require(plain, field, "RULE_ID_INVALID", "letters, digits, hyphens and underscores")
        .then_some(text)
}

/// A text of a form of its own. Violations: `REQUIRED`, and the reason given.
pub(super) fn parsed<T: FromStr<Err: Display>>(reading: &mut Reading<'_>, field: &str, text: &str, reason: &'static str) -> Option<T> {
    if !reading.given(field, text) {
        return None;
    }
    let read = text.parse();
    read.map_err(|error: T::Err| reading.violations.add(field, reason, error.to_string()))
        .ok()
}

/// The table that `GetRoutingTable` names.
///
/// # Errors
/// All that is wrong with the request.
pub fn named(request: &pb::GetRoutingTableRequest, county: &Code) -> Result<Uuid, Violations> {
    let mut reading = Reading::new(county);
    let table = reading.name("name", &request.name, TABLES);
    reading.finish(table)
}

/// Reads `SimulateRouting`: the request's id, the table and the window, which may end up to `now`.
///
/// # Errors
/// All that is wrong with the request.
pub fn simulate(request: &pb::SimulateRoutingRequest, county: &Code) -> Result<(Uuid, Uuid, Window), Violations> {
    let mut reading = Reading::new(county);
    let table = reading.name("name", &request.name, TABLES);
    let from = reading.time("from_time", request.from_time);
    let to = reading.time("to_time", request.to_time);
    let id = reading.request_id(&request.request_id);
    let window = from.zip(to).map(|(from, to)| Window { from, to });
    if let Some(Window { from, to }) = window {
        let forward = from < to;
        reading
            .violations
            .require(forward, "to_time", "TIMES_REVERSED", "the end lies before the beginning");
        let short = to - from <= LONGEST;
        reading.violations.require(short, "to_time", "WINDOW_TOO_LONG", "at most 92 days");
    }
    let read = id.zip(table).zip(window).map(|((id, table), window)| (id, table, window));
    reading.finish(read)
}

/// Reads `ActivateRouting`.
///
/// # Errors
/// All that is wrong with the request.
pub fn activate(request: &pb::ActivateRoutingRequest, county: &Code) -> Result<Wanted<Order>, Violations> {
    let mut reading = Reading::new(county);
    let table = reading.name("name", &request.name, TABLES);
    let from: Option<OffsetDateTime> = reading.optional_time("effective_time", request.effective_time);
    let id = reading.request_id(&request.request_id);
    let order = table.map(|table| Order::Activate { table, from });
    reading.wanted(id, order)
}
