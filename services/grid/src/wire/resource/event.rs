//! An event, in full and in lists.

use shiyu_kit::case::Filed;
use shiyu_kit::party::Masked;
use shiyu_kit::unit::Code;
use shiyu_proto::grid::v1 as pb;
use uuid::Uuid;

use super::{course, ending, party};
use crate::domain::Incident;
use crate::domain::incident::Report;
use crate::domain::terms::{Class, Hands, Place, Slot, Thing};
use crate::wire::terms::{self, Word, limit_unit, timestamp};
use crate::wire::{event_name, masking};

/// An event in full, its parties masked.
#[must_use]
pub fn event(filed: &Filed<Incident>, identities: &[(Uuid, Masked)]) -> pb::Event {
    let incident = &filed.case;
    let parties = incident.parties.iter().map(|of| party::masked(*of, identities));
    pb::Event {
        report: Some(report(&incident.report)),
        parties: parties.collect(),
        course: Some(course::course(&incident.course, &incident.county)),
        ..summary(filed)
    }
}

/// An event as lists show it: without parties and course, and without the number of a person that somebody wrote into its texts.
#[must_use]
pub fn summary(filed: &Filed<Incident>) -> pb::Event {
    let incident = &filed.case;
    let mut listed = report(&incident.report);
    masking::report(&mut listed);
    let reopened = incident.report.reopens.map(|closed| event_name(&incident.county, closed));
    pb::Event {
        name: event_name(&incident.county, filed.id),
        etag: filed.version.to_string(),
        report: Some(listed),
        class: Some(class(&incident.class)),
        place: Some(place(&incident.place)),
        stage: incident.stage.name().number(),
        level: incident.level.number(),
        unit: incident.unit.to_string(),
        receiver: incident.receiver.to_string(),
        report_time: Some(timestamp(incident.reported_at)),
        clocks: incident.clocks.iter().map(terms::clock).collect(),
        hands: Some(hands(&incident.hands)),
        missing_slots: incident.hands.missing().into_iter().map(Word::number).collect(),
        reopened_event: reopened.unwrap_or_default(),
        ending: incident.stage.ending().map(|end| ending::ending(end, incident)),
        suggested_unit: incident.suggested().map(ToString::to_string).unwrap_or_default(),
        parties: Vec::new(),
        course: None,
    }
}

/// An event that may be the same.
#[must_use]
pub fn candidate(filed: &Filed<Incident>, same_grid: bool, metres: Option<u32>) -> pb::DuplicateCandidate {
    pb::DuplicateCandidate {
        event: Some(summary(filed)),
        same_grid,
        metres: metres.map_or(-1, |metres| i32::try_from(metres).unwrap_or(i32::MAX)),
    }
}

/// How many open events of a unit have an empty slot.
#[must_use]
pub fn gap(unit: &Code, slot: Slot, count: i64) -> pb::SlotGap {
    pb::SlotGap {
        unit: unit.to_string(),
        slot: slot.number(),
        count,
    }
}

fn report(report: &Report) -> pb::EventReport {
    pb::EventReport {
        source: report.source.number(),
        source_reference: report.source_reference.clone().unwrap_or_default(),
        title: report.title.clone(),
        description: report.description.clone(),
        whereabouts: report.whereabouts.clone(),
        seen_time: Some(timestamp(report.seen_at)),
        admission_item: report.admission_item.map(|item| item.to_string()).unwrap_or_default(),
        handed_over_event: report.handed_over.clone().unwrap_or_default(),
        offered_case: report.offered.as_ref().map(|offered| offered.case.clone()).unwrap_or_default(),
    }
}

fn class(class: &Class) -> pb::EventClass {
    pb::EventClass {
        code: class.code.to_string(),
        kind: class.code.kind.number(),
        catalogue_version: class.version,
        limit_amount: i32::try_from(class.limit.amount).unwrap_or(i32::MAX),
        limit_unit: limit_unit(class.limit.unit).into(),
        limit_version: class.limit.version,
        hazard: class.hazard,
    }
}

fn place(place: &Place) -> pb::EventPlace {
    pb::EventPlace {
        point: place.point.map(terms::point),
        address: place.address.map(|address| address.to_string()).unwrap_or_default(),
        grid: place.grid.to_string(),
        map_version: place.map,
        village: place.village.to_string(),
        town: place.town.to_string(),
        space: place.space.number(),
        area: place.area.number(),
        professional_grids: place.professional.clone(),
        border_with: place.border_with.iter().map(ToString::to_string).collect(),
        component: place.component.as_ref().map(thing),
    }
}

fn thing(thing: &Thing) -> pb::EventComponent {
    let unit = |unit: &Option<Code>| unit.as_ref().map(ToString::to_string).unwrap_or_default();
    pb::EventComponent {
        code: thing.code.to_string(),
        owner_unit: unit(&thing.owner),
        maintainer_unit: unit(&thing.maintainer),
    }
}

fn hands(hands: &Hands) -> pb::EventHands {
    let text = |subject: &Option<String>| subject.clone().unwrap_or_default();
    pb::EventHands {
        patrolled_by: text(&hands.patrolled_by),
        reported_by: text(&hands.reported_by),
        responsible_unit: hands.responsible.as_ref().map(ToString::to_string).unwrap_or_default(),
        handled_by: text(&hands.handled_by),
        verified_by: text(&hands.verified_by),
    }
}
