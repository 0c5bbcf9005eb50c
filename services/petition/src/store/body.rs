//! What has no column of its own.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use shiyu_kit::calendar::Clocks;
use shiyu_kit::unit::Code;
use time::OffsetDateTime;

use super::row;
use crate::domain::{ARCHIVE, Accused, Channel, Course, Filing, Number, Party, Petition, PrivacyNotice, Stage, Submission};

/// What has no column of its own; borrowed to be written, owned when it is read.
#[derive(Serialize, Deserialize)]
pub(super) struct Body<'a> {
    county: Cow<'a, Code>,
    title: Cow<'a, str>,
    request: Cow<'a, str>,
    facts_and_reasons: Cow<'a, str>,
    filing: Filing,
    people: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    privacy_notice: Option<Cow<'a, PrivacyNotice>>,
    parties: Cow<'a, [Party]>,
    #[serde(default, skip_serializing_if = "accuses_nobody")]
    accused: Cow<'a, Accused>,
    #[serde(with = "time::serde::rfc3339")]
    registered_at: OffsetDateTime,
    stage: Cow<'a, Stage>,
    course: Cow<'a, Course>,
    clocks: Cow<'a, Clocks>,
}

fn accuses_nobody(accused: &Accused) -> bool {
    accused.is_empty()
}

impl<'a> Body<'a> {
    pub(super) fn of(petition: &'a Petition) -> Self {
        let submission = &petition.submission;
        Self {
            county: Cow::Borrowed(&petition.county),
            title: Cow::Borrowed(&submission.title),
            request: Cow::Borrowed(&submission.request),
            facts_and_reasons: Cow::Borrowed(&submission.facts_and_reasons),
            filing: submission.filing,
            people: submission.people,
            privacy_notice: submission.privacy_notice.as_ref().map(Cow::Borrowed),
            parties: Cow::Borrowed(&petition.parties),
            accused: Cow::Borrowed(&petition.accused),
            registered_at: petition.registered_at,
            stage: Cow::Borrowed(&petition.stage),
            course: Cow::Borrowed(&petition.course),
            clocks: Cow::Borrowed(&petition.clocks),
        }
    }
}

/// A row as the petition it is the fold of.
pub(super) fn read(row: row::Model) -> Result<Petition, String> {
    let body: Body<'static> = serde_json::from_str(&row.body).map_err(|error| format!("body: {error}"))?;
    let stage = body.stage.into_owned();
    if stage.name().as_str() != row.stage {
        return Err(format!("stage: the column says {}, the body {}", row.stage, stage.name().as_str()));
    }
    let channel = Channel::ALL.into_iter().find(|channel| channel.as_str() == row.channel);
    Ok(Petition {
        county: body.county.into_owned(),
        number: Number {
            text: row.number,
            year: row.year,
            serial: row.serial,
        },
        query_index: row.query_index,
        submission: Submission {
            channel: channel.ok_or("channel: unknown")?,
            filing: body.filing,
            category: row.category.parse().map_err(|error| format!("category: {error}"))?,
            title: body.title.into_owned(),
            request: body.request.into_owned(),
            facts_and_reasons: body.facts_and_reasons.into_owned(),
            place: row.place.parse().map_err(|error| format!("place: {error}"))?,
            source_reference: row.source_reference.or(row.kept_reference),
            people: body.people,
            privacy_notice: body.privacy_notice.map(Cow::into_owned),
        },
        parties: body.parties.into_owned(),
        accused: body.accused.into_owned(),
        received_at: row.opened_at,
        registered_at: body.registered_at,
        receiver: row.receiver.parse().map_err(|error| format!("receiver: {error}"))?,
        unit: row.unit.parse().map_err(|error| format!("unit: {error}"))?,
        stage,
        course: body.course.into_owned(),
        // An older build did not write down that the way to the archive is silent.
        clocks: body.clocks.into_owned().silenced(&ARCHIVE),
    })
}
