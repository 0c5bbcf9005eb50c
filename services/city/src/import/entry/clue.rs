//! A row that is a clue: a case begins with it.

use shiyu_proto::enforcement::v1::{Clue, ClueSource, Party, PartyRole, ReceiveClueRequest};
use time::format_description::BorrowedFormatItem;
use time::format_description::well_known::Rfc3339;
use time::macros::{format_description, offset};
use time::{Date, OffsetDateTime, PrimitiveDateTime};
use uuid::Uuid;

use super::super::draft::Request;
use super::super::petitioner::Petitioner;
use super::Row;
use crate::cases::words;
use crate::times;

const MINUTE: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day] [hour]:[minute]");
const SECOND: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");
const DAY: &[BorrowedFormatItem<'static>] = format_description!("[year]-[month]-[day]");

pub(super) fn clue(row: &mut Row<'_>, key: &str, people: &[Option<Petitioner>; 2]) -> Request {
    let found = row.text("found_time");
    let found_time = moment(&found).unwrap_or_else(|| {
        let what = format!("`{found}` is no time: 2026-05-06, 2026-05-06 14:30 (in Beijing) or 2026-05-06T14:30:00+08:00");
        row.wrong("TIME_INVALID", "found_time", what);
        OffsetDateTime::UNIX_EPOCH
    });
    let clue = Clue {
        source: row.word("source", ClueSource::Complaint, words::parse_source).into(),
        source_reference: key.to_owned(),
        title: row.text("title"),
        description: row.text("description"),
        place: row.text("place"),
        found_time: Some(times::to_stamp(found_time)),
        ..Clue::default()
    };
    let roles = [PartyRole::Suspect, PartyRole::Complainant];
    let mut parties = Vec::new();
    for (who, role) in people.iter().zip(roles) {
        match who.as_ref().map(|who| who.identity(row.cells)).transpose() {
            Ok(identity) => parties.extend(identity.flatten().map(|identity| Party {
                id: Uuid::new_v5(&row.id, role.as_str_name().as_bytes()).to_string(),
                role: role.into(),
                identity: Some(identity),
            })),
            Err(more) => row.reasons.extend(more),
        }
    }
    Request::Clue(ReceiveClueRequest {
        parent: row.parent(),
        request_id: row.id.to_string(),
        clue: Some(clue),
        parties,
    })
}

/// A time with its offset, or one of Beijing; of a day its beginning.
fn moment(text: &str) -> Option<OffsetDateTime> {
    let local = |at: PrimitiveDateTime| at.assume_offset(offset!(+8));
    OffsetDateTime::parse(text, &Rfc3339)
        .or_else(|_| PrimitiveDateTime::parse(text, SECOND).map(local))
        .or_else(|_| PrimitiveDateTime::parse(text, MINUTE).map(local))
        .or_else(|_| Date::parse(text, DAY).map(|day| local(day.midnight())))
        .ok()
}
