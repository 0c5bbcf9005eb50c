//! When mediators and rooms are taken: the calendar of whoever plans a session.

use std::collections::BTreeMap;
use std::ops::Range;

use shiyu_kit::booking::{self, begins, slots};
use shiyu_kit::fault::Violations;
use shiyu_kit::operations::timestamp;
use shiyu_kit::reading::Reading;
use shiyu_kit::unit::Code;
use shiyu_proto::mediation::v1 as pb;
use time::{Duration, OffsetDateTime};

use super::{MEDIATORS, ROOMS};

/// Mediators and rooms of one question.
const MANY: usize = 20;
/// Days of one question.
const LONGEST: Duration = Duration::days(7);

/// Whose calendar is asked for, and of which time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusyTimes {
    /// By what they are booked under, their names.
    names: BTreeMap<String, String>,
    /// The quarters of an hour.
    pub slots: Range<i64>,
}

impl BusyTimes {
    /// What they are booked under.
    #[must_use]
    pub fn resources(&self) -> Vec<String> {
        self.names.keys().cloned().collect()
    }
}

/// Reads `ListBusyTimes`.
///
/// # Errors
/// All that is wrong with the request.
pub fn busy_times(request: pb::ListBusyTimesRequest, county: &Code) -> Result<BusyTimes, Violations> {
    let mut reading = Reading::new(county);
    reading.parent(&request.parent);
    let all = request.mediators.len() + request.rooms.len();
    reading
        .violations
        .require(all > 0, "mediators", "REQUIRED", "somebody or some room");
    reading
        .violations
        .require(all <= MANY, "rooms", "TOO_MANY", format!("at most {MANY} in all"));
    let mediators = named(&mut reading, ("mediators", "mediator", MEDIATORS), request.mediators);
    let rooms = named(&mut reading, ("rooms", "room", ROOMS), request.rooms);
    let from = reading.time("from_time", request.from_time);
    let to = reading.time("to_time", request.to_time);
    let slots = from.zip(to).and_then(|(from, to)| within(&mut reading, from, to));
    let read = mediators.zip(rooms).zip(slots).map(|((mediators, rooms), slots)| BusyTimes {
        names: mediators.into_iter().chain(rooms).collect(),
        slots,
    });
    reading.finish(read)
}

fn named(reading: &mut Reading<'_>, (field, kind, collection): (&str, &str, &str), names: Vec<String>) -> Option<Vec<(String, String)>> {
    reading.distinct(field, &(0..=MANY), names, |reading, path, name| {
        let id = reading.name(path, &name, collection)?;
        Some((format!("{kind}/{id}"), name))
    })
}

fn within(reading: &mut Reading<'_>, from: OffsetDateTime, to: OffsetDateTime) -> Option<Range<i64>> {
    let forward = reading
        .violations
        .require(from < to, "to_time", "TIMES_REVERSED", "it ends before it begins");
    let short = to - from <= LONGEST;
    let short = reading.violations.require(short, "to_time", "PERIOD_TOO_LONG", "at most 7 days");
    (forward && short).then(|| slots(from, to))
}

/// What is taken, quarters of an hour that belong together as one time.
#[must_use]
pub fn told_busy(asked: &BusyTimes, taken: &[booking::Model]) -> Vec<pb::BusyTime> {
    let together = |one: &booking::Model, next: &booking::Model| {
        one.resource == next.resource && one.case_id == next.case_id && one.slot + 1 == next.slot
    };
    let time = |chunk: &[booking::Model]| {
        let (first, last) = chunk.first().zip(chunk.last())?;
        Some(pb::BusyTime {
            name: asked.names.get(&first.resource)?.clone(),
            start_time: Some(timestamp(begins(first.slot))),
            end_time: Some(timestamp(begins(last.slot + 1))),
        })
    };
    taken.chunk_by(together).filter_map(time).collect()
}

#[cfg(test)]
mod tests {
    use shiyu_kit::testkit::scene::{COUNTY, code, parent};
    use time::macros::datetime;
    use uuid::Uuid;

    use super::*;

    const NINE: OffsetDateTime = datetime!(2026-12-01 09:00 +8);

    fn name(collection: &str, id: u128) -> String {
        format!("counties/{COUNTY}/{collection}/{}", Uuid::from_u128(id))
    }

    fn request(to: OffsetDateTime) -> pb::ListBusyTimesRequest {
        pb::ListBusyTimesRequest {
            parent: parent(),
            mediators: vec![name("mediators", 1)],
            rooms: vec![name("rooms", 2)],
            from_time: Some(timestamp(NINE)),
            to_time: Some(timestamp(to)),
        }
    }

    fn reasons(request: pb::ListBusyTimesRequest) -> Vec<&'static str> {
        let wrong = busy_times(request, &code(COUNTY)).unwrap_err();
        wrong.iter().map(|one| one.reason).collect()
    }

    #[test]
    fn quarters_of_an_hour_that_belong_together_are_one_time() {
        let asked = busy_times(request(NINE + Duration::days(1)), &code(COUNTY)).unwrap();
        assert_eq!(asked.slots.end - asked.slots.start, 96);
        let first = asked.slots.start;
        let row = |kind: &str, id: u128, slot, case| booking::Model {
            resource: format!("{kind}/{}", Uuid::from_u128(id)),
            slot,
            case_id: Uuid::from_u128(case),
        };
        let taken = [
            row("mediator", 1, first, 7),
            row("mediator", 1, first + 1, 7),
            row("mediator", 1, first + 2, 8),
            row("mediator", 1, first + 9, 8),
            row("room", 2, first + 10, 8),
        ];
        let told = told_busy(&asked, &taken);
        let quarters = |time: &pb::BusyTime| {
            let seconds = |time: &Option<prost_types::Timestamp>| time.as_ref().unwrap().seconds;
            (seconds(&time.end_time) - seconds(&time.start_time)) / 900
        };
        assert_eq!(told.iter().map(quarters).collect::<Vec<_>>(), [2, 1, 1, 1]);
        assert_eq!(told.last().unwrap().name, name("rooms", 2));
    }

    #[test]
    fn nobody_no_time_and_too_much_of_it_are_refused() {
        assert_eq!(reasons(request(NINE)), ["TIMES_REVERSED"]);
        assert_eq!(reasons(request(NINE + Duration::days(8))), ["PERIOD_TOO_LONG"]);
        let nobody = pb::ListBusyTimesRequest {
            mediators: Vec::new(),
            rooms: Vec::new(),
            ..request(NINE + Duration::HOUR)
        };
        assert_eq!(reasons(nobody), ["REQUIRED"]);
        let strange = pb::ListBusyTimesRequest {
            rooms: vec![name("mediators", 2)],
            mediators: vec![name("mediators", 1), name("mediators", 1)],
            ..request(NINE + Duration::HOUR)
        };
        assert_eq!(reasons(strange), ["DUPLICATE", "NAME_INVALID"]);
    }
}
