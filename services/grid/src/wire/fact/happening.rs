//! The event as it stands, in every fact.

use shiyu_kit::case::Filed;
use shiyu_proto::grid::v1 as pb;

use crate::domain::stage::End;
use crate::domain::terms::Hands;
use crate::domain::{Incident, Stage};
use crate::wire::event_name;
use crate::wire::terms::{self, Word, many, timestamp};

pub(super) fn happening(filed: &Filed<Incident>) -> pb::Happening {
    let incident = &filed.case;
    let (place, class, course) = (&incident.place, &incident.class, &incident.course);
    let reopened = incident.report.reopens.map(|closed| event_name(&incident.county, closed));
    pb::Happening {
        name: event_name(&incident.county, filed.id),
        version: filed.version,
        unit: incident.unit.to_string(),
        receiver: incident.receiver.to_string(),
        responsible_unit: incident.hands.responsible.as_ref().map(ToString::to_string).unwrap_or_default(),
        level: incident.level.number(),
        stage: incident.stage.name().number(),
        class_code: class.code.to_string(),
        kind: class.code.kind.number(),
        hazard: class.hazard,
        source: incident.report.source.number(),
        grid: place.grid.to_string(),
        map_version: place.map,
        village: place.village.to_string(),
        town: place.town.to_string(),
        space: place.space.number(),
        area: place.area.number(),
        professional_grids: place.professional.clone(),
        border_with: place.border_with.iter().map(ToString::to_string).collect(),
        report_time: Some(timestamp(incident.reported_at)),
        clocks: incident.clocks.iter().map(terms::clock).collect(),
        hands: Some(filled(&incident.hands)),
        tier: tier(&incident.stage),
        dispatches: many(course.dispatches.len()),
        returns: many(course.returns.len()),
        reworks: many(course.reworks()),
        escalations: many(course.escalations.len()),
        reopened_event: reopened.unwrap_or_default(),
        handed_over_event: incident.report.handed_over.clone().unwrap_or_default(),
        handed_over_duplicates: course.handed_over().cloned().collect(),
    }
}

fn filled(hands: &Hands) -> pb::HandsFilled {
    pb::HandsFilled {
        patrolled: hands.patrolled_by.is_some(),
        reported: hands.reported_by.is_some(),
        responsible: hands.responsible.is_some(),
        handled: hands.handled_by.is_some(),
        verified: hands.verified_by.is_some(),
    }
}

fn tier(stage: &Stage) -> i32 {
    if let Some(End::Closed { tier }) = stage.ending().map(|ending| &ending.end) {
        return tier.number();
    }
    0
}
