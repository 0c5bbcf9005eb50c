//! What has no column of its own.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Clocks;
use shiyu_kit::unit::Code;

use super::row;
use crate::domain::terms::{Party, Procedure};
use crate::domain::{Course, Dispute, Number, SCREEN_COMPLEX, Stage, Submission};

/// What has no column of its own, or stands in one only to be searched; borrowed to be written, owned when it is read.
#[derive(Serialize, Deserialize)]
pub(super) struct Body<'a> {
    county: Cow<'a, Code>,
    submission: Cow<'a, Submission>,
    procedure: Procedure,
    #[serde(default, skip_serializing_if = "<[Party]>::is_empty")]
    parties: Cow<'a, [Party]>,
    stage: Cow<'a, Stage>,
    course: Cow<'a, Course>,
    clocks: Cow<'a, Clocks>,
}

impl<'a> Body<'a> {
    pub(super) fn of(dispute: &'a Dispute) -> Self {
        Self {
            county: Cow::Borrowed(&dispute.county),
            submission: Cow::Borrowed(&dispute.submission),
            procedure: dispute.procedure,
            parties: Cow::Borrowed(&dispute.parties),
            stage: Cow::Borrowed(&dispute.stage),
            course: Cow::Borrowed(&dispute.course),
            clocks: Cow::Borrowed(&dispute.clocks),
        }
    }
}

/// A row as the dispute it is the fold of. Of a row from before it was kept there that a dispute is complex, its clock says it.
pub(super) fn read(row: row::Model) -> Result<Dispute, String> {
    let body: Body<'static> = serde_json::from_str(&row.body).map_err(|error| format!("body: {error}"))?;
    let (stage, submission) = (body.stage.into_owned(), body.submission.into_owned());
    agrees("stage", &row.stage, stage.name().as_str())?;
    agrees("category", &row.category, submission.category.as_str())?;
    agrees("source", &row.source, submission.source.as_str())?;
    agrees("procedure", &row.procedure, body.procedure.as_str())?;
    let (mut course, clocks) = (body.course.into_owned(), body.clocks.into_owned());
    course.complex |= clocks.latest(&SCREEN_COMPLEX.id).is_some();
    Ok(Dispute {
        county: body.county.into_owned(),
        number: Number {
            text: row.number,
            year: row.year,
            serial: row.serial,
        },
        submission,
        procedure: body.procedure,
        parties: body.parties.into_owned(),
        opened_at: row.opened_at,
        receiver: row.receiver.parse().map_err(|error| format!("receiver: {error}"))?,
        unit: row.unit.parse().map_err(|error| format!("unit: {error}"))?,
        stage,
        course,
        clocks,
    })
}

fn agrees(column: &str, says: &str, body: &str) -> Result<(), String> {
    if says == body {
        return Ok(());
    }
    Err(format!("{column}: the column says {says}, the body {body}"))
}

/// Only a time outside the years 0 to 9999 has no JSON, and the wire lets none in: what is written here can be read.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
