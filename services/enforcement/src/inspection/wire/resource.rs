//! Objects, visits and draws as resources, and the facts about them.

use shiyu_kit::calendar::Calendar;
use shiyu_kit::operations::timestamp;
use shiyu_kit::unit::Code;
use shiyu_proto::enforcement::v1 as pb;
use time::Date;
use uuid::Uuid;

use super::terms::{draw_state, object_kind, outcome, visit_kind, visit_state};
use super::{DRAWS, INSPECTIONS, OBJECTS, OFFICERS};
use crate::inspection::domain::{Draw, Finding, Lot, Object, Party, StandAside, Visit};

/// An object.
#[must_use]
pub fn object(object: &Object, county: &Code) -> pb::RegulatedObject {
    let draft = &object.draft;
    pb::RegulatedObject {
        name: named(OBJECTS, draft.id, county),
        kind: object_kind(draft.kind).into(),
        credit_code: draft.credit_code.clone().unwrap_or_default(),
        title: draft.title.clone(),
        place: draft.place.to_string(),
        grid: draft.grid.clone().unwrap_or_default(),
        whereabouts: draft.whereabouts.clone(),
        category: draft.category.clone(),
        unit: draft.unit.to_string(),
        cadence_days: draft.cadence.map(i32::from).unwrap_or_default(),
        visited_on: day(object.visited_on),
        due_on: day(object.due_on()),
        closed: object.closed,
    }
}

/// A visit.
#[must_use]
pub fn inspection(visit: &Visit, calendar: &Calendar, county: &Code) -> pb::Inspection {
    let made = visit.result.as_ref();
    let publication = visit.publication.as_ref();
    pb::Inspection {
        name: named(INSPECTIONS, visit.id, county),
        kind: visit_kind(visit.kind).into(),
        object: named(OBJECTS, visit.object, county),
        object_title: visit.title.clone(),
        place: visit.place.to_string(),
        unit: visit.lead().map(ToString::to_string).unwrap_or_default(),
        parties: visit.parties.iter().map(|row| party(row, county)).collect(),
        planned_on: visit.planned_on.to_string(),
        state: visit_state(visit.state).into(),
        draw: visit.draw.map(|draw| named(DRAWS, draw, county)).unwrap_or_default(),
        visited_on: day(made.map(|made| made.on)),
        outcome: made.map(|made| outcome(made.outcome).into()).unwrap_or_default(),
        findings: made.iter().flat_map(|made| &made.findings).map(finding).collect(),
        publication_due: day(visit.publication_due(calendar)),
        published_on: day(publication.map(|publication| publication.on)),
        published_in: publication.map(|publication| publication.place.clone()).unwrap_or_default(),
        reason: visit.reason.clone(),
    }
}

fn party(row: &Party, county: &Code) -> pb::InspectionParty {
    pb::InspectionParty {
        unit: row.unit.to_string(),
        matters: row.matters.clone(),
        officers: row.officers.iter().map(|officer| named(OFFICERS, *officer, county)).collect(),
    }
}

fn finding(row: &Finding) -> pb::InspectionFinding {
    pb::InspectionFinding {
        id: row.id.to_string(),
        unit: row.unit.to_string(),
        power: row.power.clone(),
        text: row.text.clone(),
    }
}

/// A draw with its pool and what was drawn.
#[must_use]
pub fn draw(draw: &Draw, county: &Code) -> pb::Draw {
    let told = &draw.announcement;
    let drawn = draw.drawn.as_ref();
    let publication = draw.publication.as_ref();
    let picks = drawn.iter().flat_map(|drawn| &drawn.picks);
    pb::Draw {
        name: named(DRAWS, told.id, county),
        unit: told.unit.to_string(),
        title: told.title.clone(),
        document: told.document.clone(),
        category: told.category.clone().unwrap_or_default(),
        place: told.place.as_ref().map(ToString::to_string).unwrap_or_default(),
        officer_units: told.officer_units.iter().map(ToString::to_string).collect(),
        object_count: count(told.objects),
        officer_count: count(told.officers),
        matters: told.matters.clone(),
        planned_on: told.planned_on.to_string(),
        stand_aside: told.aside.iter().map(aside).collect(),
        state: draw_state(draw.state).into(),
        announce_time: Some(timestamp(draw.announced_at)),
        object_pool: texts(&draw.pool.objects),
        officer_pool: texts(&draw.pool.officers),
        pool_hash: draw.fingerprint.clone(),
        seed: drawn.map(|drawn| drawn.seed.clone()).unwrap_or_default(),
        seed_source: drawn.map(|drawn| drawn.source.clone()).unwrap_or_default(),
        draw_time: drawn.map(|drawn| timestamp(drawn.at)),
        picks: picks
            .map(|(object, officers, visit)| pb::DrawPick {
                object: object.to_string(),
                officers: texts(officers),
                inspection: named(INSPECTIONS, *visit, county),
            })
            .collect(),
        published_on: day(publication.map(|publication| publication.on)),
        published_in: publication.map(|publication| publication.place.clone()).unwrap_or_default(),
    }
}

/// The same as it stands in a list.
#[must_use]
pub fn without_lists(draw: pb::Draw) -> pb::Draw {
    pb::Draw {
        object_pool: Vec::new(),
        officer_pool: Vec::new(),
        picks: Vec::new(),
        stand_aside: Vec::new(),
        ..draw
    }
}

fn aside(row: &StandAside) -> pb::StandAside {
    pb::StandAside {
        object: row.object.to_string(),
        officer: row.officer.to_string(),
    }
}

/// What a draw leads to when it is computed again.
#[must_use]
pub fn lots(lots: &[Lot]) -> Vec<pb::DrawPick> {
    let pick = |lot: &Lot| pb::DrawPick {
        object: lot.object.to_string(),
        officers: texts(&lot.officers),
        inspection: String::new(),
    };
    lots.iter().map(pick).collect()
}

/// `inspection.done`.
#[must_use]
pub fn done(visit: &Visit, object: &Object) -> pb::InspectionDone {
    let made = visit.result.as_ref();
    pb::InspectionDone {
        inspection: visit.id.to_string(),
        object: visit.object.to_string(),
        unit: visit.lead().map(ToString::to_string).unwrap_or_default(),
        party_count: count(visit.parties.len()),
        place: visit.place.to_string(),
        category: object.draft.category.clone(),
        kind: visit_kind(visit.kind).into(),
        outcome: made.map(|made| outcome(made.outcome).into()).unwrap_or_default(),
        visited_on: day(made.map(|made| made.on)),
        finding_count: count(made.map_or(0, |made| made.findings.len())),
    }
}

/// `inspection.found`.
#[must_use]
pub fn found(visit: &Visit, finding: &Finding) -> pb::InspectionFound {
    pb::InspectionFound {
        finding: finding.id.to_string(),
        inspection: visit.id.to_string(),
        object: visit.object.to_string(),
        unit: finding.unit.to_string(),
        power: finding.power.clone(),
        place: visit.place.to_string(),
        found_on: day(visit.result.as_ref().map(|made| made.on)),
    }
}

/// `draw.done`.
#[must_use]
pub fn draw_done(draw: &Draw) -> pb::DrawDone {
    pb::DrawDone {
        draw: draw.announcement.id.to_string(),
        unit: draw.announcement.unit.to_string(),
        pool_hash: draw.fingerprint.clone(),
        object_count: count(draw.drawn.as_ref().map_or(0, |drawn| drawn.picks.len())),
    }
}

/// `draw.published`.
#[must_use]
pub fn draw_published(draw: &Draw) -> pb::DrawPublished {
    pb::DrawPublished {
        draw: draw.announcement.id.to_string(),
        published_on: day(draw.publication.as_ref().map(|publication| publication.on)),
    }
}

fn named(collection: &str, id: Uuid, county: &Code) -> String {
    format!("counties/{county}/{collection}/{id}")
}

fn texts(ids: &[Uuid]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn count(many: usize) -> i32 {
    i32::try_from(many).unwrap_or(i32::MAX)
}
