//! Tables, explanations, rooms and shifts as resources, and the fact about a table.

use shiyu_kit::operations::timestamp;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use time::OffsetDateTime;
use uuid::Uuid;

use super::terms;
use crate::catalogue::domain::Footing;
use crate::catalogue::terms as shared;
use crate::dispatch::domain::{Centre, Explanation, Finding, Replay, Rule, Shift, Table, Tried, Window};

pub(super) const TABLES: &str = "routingTables";
pub(super) const CENTRES: &str = "commandCentres";
pub(super) const SHIFTS: &str = "dutyShifts";
const EVENTS: &str = "events";

fn named(county: &Code, collection: &str, id: Uuid) -> String {
    format!("counties/{county}/{collection}/{id}")
}

/// A table with its rules, as it stands at a time, and what the linter found, if it was asked.
#[must_use]
pub fn table(table: &Table, findings: Option<&[Finding]>, now: OffsetDateTime, county: &Code) -> pb::RoutingTable {
    let draft = &table.draft;
    let ours = table.version > 0;
    pb::RoutingTable {
        name: if ours { named(county, TABLES, draft.id) } else { String::new() },
        version: table.version,
        title: draft.title.clone(),
        document: draft.document.clone(),
        rules: draft.rules.iter().map(rule).collect(),
        state: terms::state(table.state(now)).into(),
        draft_time: ours.then(|| timestamp(table.drafted_at)),
        simulate_time: table.simulated_at.map(timestamp),
        effective_time: table.effective.filter(|_| ours).map(timestamp),
        retire_time: table.until.map(timestamp),
        findings: findings
            .unwrap_or_default()
            .iter()
            .map(|found| finding(found, &draft.rules))
            .collect(),
        rule_count: count(draft.rules.len()),
    }
}

fn rule(rule: &Rule) -> pb::RoutingRule {
    let (when, to) = (&rule.when, &rule.to);
    pb::RoutingRule {
        id: rule.id.clone(),
        title: rule.title.clone(),
        kind: when.kind.map_or(pb::ClassKind::Unspecified, shared::kind).into(),
        classes: when.classes.iter().map(ToString::to_string).collect(),
        levels: when.levels.iter().map(|level| shared::level(*level).into()).collect(),
        platforms: when.platforms.iter().map(|known| shared::platform(Some(*known)).into()).collect(),
        spaces: when.spaces.iter().map(|space| shared::space(*space).into()).collect(),
        places: when.places.iter().map(ToString::to_string).collect(),
        from_hour: when.hours.map(|hours| hours.from.into()),
        to_hour: when.hours.map(|hours| hours.to.into()),
        days: terms::days(when.days).into(),
        border: terms::border(when.border).into(),
        department: to.department.to_string(),
        platform: shared::platform(to.platform).into(),
        level: shared::level(to.level).into(),
    }
}

fn finding(finding: &Finding, rules: &[Rule]) -> pb::LintFinding {
    let (kind, about) = match finding {
        Finding::UnknownUnit { unit, .. } => (pb::LintKind::UnknownUnit, unit.to_string()),
        Finding::Unreachable { by, .. } => (pb::LintKind::Unreachable, by.clone()),
        Finding::ClassWithoutRule(code) => (pb::LintKind::ClassWithoutRule, code.to_string()),
        Finding::AboveTheCounty { unit, .. } => (pb::LintKind::AboveCounty, unit.to_string()),
        Finding::OfAnotherTown { unit, .. } => (pb::LintKind::OtherTown, unit.to_string()),
        Finding::Nowhere { department, .. } => (pb::LintKind::Nowhere, department.to_string()),
    };
    let place = rules.iter().position(|rule| finding.rule() == Some(rule.id.as_str()));
    pb::LintFinding {
        kind: kind.into(),
        rule: finding.rule().unwrap_or_default().to_owned(),
        about,
        rule_number: place.map_or(0, |place| count(place.saturating_add(1))),
        fault: finding.is_fault(),
    }
}

/// Where an event would go, and why.
#[must_use]
pub fn explanation(explanation: &Explanation) -> pb::RoutingExplanation {
    let route = explanation.route.as_ref();
    pb::RoutingExplanation {
        version: explanation.table,
        tried: explanation.tried.iter().map(tried).collect(),
        routed: route.is_some(),
        rule: route.map(|route| route.rule.clone()).unwrap_or_default(),
        department: route.map(|route| route.to.to_string()).unwrap_or_default(),
        platform: shared::platform(route.and_then(|route| route.platform)).into(),
        level: route.map_or(pb::Level::Unspecified, |route| shared::level(route.level)).into(),
        footing: explanation.footing.map_or(pb::Footing::Unspecified, terms::footing).into(),
        claims: explanation.claims.iter().map(claim).collect(),
    }
}

fn claim((footing, unit): &(Footing, Code)) -> pb::Claim {
    pb::Claim {
        footing: terms::footing(*footing).into(),
        unit: unit.to_string(),
    }
}

fn tried(tried: &Tried) -> pb::TriedRule {
    pb::TriedRule {
        rule: tried.rule.clone(),
        matched: tried.matched,
        mismatches: tried.why_not.iter().map(|why| terms::mismatch(*why).into()).collect(),
    }
}

/// What a draft would have done.
#[must_use]
pub fn simulation(table: &Table, window: Window, replay: &Replay, county: &Code) -> pb::RoutingSimulation {
    let moves = replay.moves().into_iter().map(|(from, to, many)| pb::RoutingMove {
        from_department: from.to_string(),
        to_department: to.map(ToString::to_string).unwrap_or_default(),
        count: count(many),
    });
    pb::RoutingSimulation {
        table: named(county, TABLES, table.draft.id),
        from_time: Some(timestamp(window.from)),
        to_time: Some(timestamp(window.to)),
        asked: count(replay.asked),
        unmoved: count(replay.unmoved),
        moved: count(replay.moved),
        unrouted: count(replay.unrouted),
        truncated: replay.truncated,
        moves: moves.collect(),
        examples: replay.examples.iter().map(|id| named(county, EVENTS, *id)).collect(),
        simulate_time: table.simulated_at.map(timestamp),
    }
}

/// A command room or centre.
#[must_use]
pub fn centre(centre: &Centre, county: &Code) -> pb::CommandCentre {
    pb::CommandCentre {
        name: named(county, CENTRES, centre.id),
        unit: centre.unit.to_string(),
        kind: terms::centre_kind(centre.kind).into(),
        parent_unit: centre.parent.as_ref().map(ToString::to_string).unwrap_or_default(),
        towns: centre.towns.iter().map(ToString::to_string).collect(),
        title: centre.title.clone(),
        phone: centre.phone.clone(),
        valid_from: centre.valid_from.to_string(),
        valid_to: centre.valid_to.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// A shift, as those see it who oversee its unit.
#[must_use]
pub fn shift(shift: &Shift, unit: &Code, county: &Code) -> pb::DutyShift {
    let reason = shift.cancelled.as_ref().map(|cancelled| cancelled.reason.clone());
    pb::DutyShift {
        subject: shift.subject.clone(),
        cancel_reason: reason.unwrap_or_default(),
        ..public_shift(shift, unit, county)
    }
}

/// A shift as all others see it: the office, and not who holds it.
#[must_use]
pub fn public_shift(shift: &Shift, unit: &Code, county: &Code) -> pb::DutyShift {
    pb::DutyShift {
        name: named(county, SHIFTS, shift.id),
        centre: named(county, CENTRES, shift.centre),
        unit: unit.to_string(),
        start_time: Some(timestamp(shift.start)),
        end_time: Some(timestamp(shift.end)),
        kind: terms::duty_kind(shift.kind).into(),
        subject: String::new(),
        title: shift.title.clone(),
        cancel_time: shift.cancelled.as_ref().map(|cancelled| timestamp(cancelled.at)),
        cancel_reason: String::new(),
    }
}

/// `routing.activated`.
#[must_use]
pub fn routing_activated(table: &Table, from: OffsetDateTime) -> pb::RoutingActivated {
    pb::RoutingActivated {
        table: table.draft.id.to_string(),
        version: table.version,
        effective_time: Some(timestamp(from)),
        rule_count: count(table.draft.rules.len()),
    }
}

fn count(many: impl TryInto<i32>) -> i32 {
    many.try_into().unwrap_or(i32::MAX)
}
