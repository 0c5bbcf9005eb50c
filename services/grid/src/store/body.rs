//! What has no column of its own.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Clocks;
use shiyu_kit::unit::Code;

use super::row;
use crate::domain::incident::Report;
use crate::domain::terms::{Class, GridCode, Hands, Level, Party, Place, Slot};
use crate::domain::{Course, Incident, Stage};

/// What has no column of its own, or stands in one only to be searched; borrowed to be written, owned when it is read.
#[derive(Serialize, Deserialize)]
pub(super) struct Body<'a> {
    county: Cow<'a, Code>,
    report: Cow<'a, Report>,
    class: Cow<'a, Class>,
    place: Cow<'a, Place>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ground: Option<Cow<'a, GridCode>>,
    #[serde(default, skip_serializing_if = "<[Party]>::is_empty")]
    parties: Cow<'a, [Party]>,
    stage: Cow<'a, Stage>,
    hands: Cow<'a, Hands>,
    course: Cow<'a, Course>,
    clocks: Cow<'a, Clocks>,
}

impl<'a> Body<'a> {
    pub(super) fn of(incident: &'a Incident) -> Self {
        Self {
            county: Cow::Borrowed(&incident.county),
            report: Cow::Borrowed(&incident.report),
            class: Cow::Borrowed(&incident.class),
            place: Cow::Borrowed(&incident.place),
            ground: incident.ground.as_ref().map(Cow::Borrowed),
            parties: Cow::Borrowed(&incident.parties),
            stage: Cow::Borrowed(&incident.stage),
            hands: Cow::Borrowed(&incident.hands),
            course: Cow::Borrowed(&incident.course),
            clocks: Cow::Borrowed(&incident.clocks),
        }
    }
}

/// A row as the event it is the fold of.
pub(super) fn read(row: row::Model) -> Result<Incident, String> {
    let body: Body<'static> = serde_json::from_str(&row.body).map_err(|error| format!("body: {error}"))?;
    let (stage, class, place) = (body.stage.into_owned(), body.class.into_owned(), body.place.into_owned());
    agrees("stage", &row.stage, stage.name().as_str())?;
    agrees("class_code", &row.class_code, &class.code.to_string())?;
    let ground = body.ground.map(Cow::into_owned);
    agrees("grid", &row.grid, ground.as_ref().unwrap_or(&place.grid).as_str())?;
    let level = Level::ALL.into_iter().find(|level| level.as_str() == row.level);
    Ok(Incident {
        county: body.county.into_owned(),
        report: body.report.into_owned(),
        class,
        place,
        ground,
        query_index: row.query_index,
        parties: body.parties.into_owned(),
        reported_at: row.opened_at,
        receiver: row.receiver.parse().map_err(|error| format!("receiver: {error}"))?,
        unit: row.unit.parse().map_err(|error| format!("unit: {error}"))?,
        level: level.ok_or("level: unknown")?,
        stage,
        hands: body.hands.into_owned(),
        course: body.course.into_owned(),
        clocks: body.clocks.into_owned(),
    })
}

fn agrees(column: &str, says: &str, body: &str) -> Result<(), String> {
    if says == body {
        return Ok(());
    }
    Err(format!("{column}: the column says {says}, the body {body}"))
}

/// One bit for each empty slot.
pub(super) fn bits(slots: &[Slot]) -> i32 {
    slots.iter().fold(0, |bits, slot| bits | 1 << place_of(*slot))
}

/// The slot's place among the bits.
pub(super) fn place_of(slot: Slot) -> i32 {
    match slot {
        Slot::PatrolledBy => 0,
        Slot::ReportedBy => 1,
        Slot::Responsible => 2,
        Slot::HandledBy => 3,
        Slot::VerifiedBy => 4,
    }
}
