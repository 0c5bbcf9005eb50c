//! What happened and what did not, by all that was heard of a case.

use shiyu_kit::testkit::scene::TOWN;
use shiyu_proto::grid::v1 as grid;
use time::OffsetDateTime;
use time::macros::datetime;
use uuid::Uuid;

use super::*;
use crate::scene::fact;

const AT: OffsetDateTime = datetime!(2026-05-04 02:00 UTC);

/// An event that was told to happen again, and then this, of these classes.
fn repeated(steps: &[(&str, &str)]) -> usize {
    let of = |class: &str| grid::Happening {
        unit: TOWN.to_owned(),
        class_code: class.to_owned(),
        ..grid::Happening::default()
    };
    let case = Uuid::from_u128(7);
    let report = grid::EventReported {
        happening: Some(of("E0101")),
        repeats: true,
        ..grid::EventReported::default()
    };
    let mut facts = vec![fact("grid.event.reported", case, 1, AT, &report)];
    facts.extend((2_i64..).zip(steps).map(|(version, (kind, class))| {
        let moved = grid::EventMoved {
            happening: Some(of(class)),
        };
        fact(kind, case, version, AT + Duration::HOUR, &moved)
    }));
    let heard: Vec<Heard> = facts.iter().rev().map(|fact| Heard::read(fact).unwrap().unwrap()).collect();
    tally(&heard).occurrences.iter().filter(|it| it.source == REPEATED).count()
}

#[test]
fn what_is_no_event_of_its_own_is_no_repeated_one() {
    let (accepted, merged) = (("grid.event.accepted", "E0101"), ("grid.event.merged", "E0101"));
    assert_eq!(repeated(&[]), 1);
    assert_eq!(repeated(&[accepted]), 1);
    assert_eq!(repeated(&[("grid.event.rejected", "E0101")]), 0);
    assert_eq!(repeated(&[accepted, merged]), 0);
    assert_eq!(repeated(&[accepted, merged, ("grid.event.unmerged", "E0101")]), 1);
}

#[test]
fn what_turns_out_to_be_something_else_is_no_repeated_one() {
    assert_eq!(repeated(&[("grid.event.reclassified", "E0102")]), 0);
    assert_eq!(
        repeated(&[("grid.event.reclassified", "E0102"), ("grid.event.reclassified", "E0101")]),
        1
    );
}

#[test]
fn a_first_report_and_one_that_takes_up_a_closed_one() {
    let count = |reopened: &str| {
        let report = grid::EventReported {
            happening: Some(grid::Happening {
                reopened_event: reopened.to_owned(),
                ..grid::Happening::default()
            }),
            ..grid::EventReported::default()
        };
        let told = fact("grid.event.reported", Uuid::from_u128(8), 1, AT, &report);
        let heard = Heard::read(&told).unwrap().unwrap();
        tally(&[heard]).occurrences.iter().filter(|it| it.source == REPEATED).count()
    };
    assert_eq!((count(""), count("counties/330602/events/x")), (0, 1));
}

/// The limit of an event of this source, when somebody spoke with whoever told it so many hours later, and it ended so.
fn answered(source: grid::EventSource, after: Option<i64>, end: &str) -> Option<Limit> {
    let case = Uuid::from_u128(9);
    let happening = || {
        Some(grid::Happening {
            unit: TOWN.to_owned(),
            source: source.into(),
            ..grid::Happening::default()
        })
    };
    let moved = |kind: &str, version: i64, at: OffsetDateTime| {
        let moved = grid::EventMoved { happening: happening() };
        fact(kind, case, version, at, &moved)
    };
    let mut facts = vec![moved("grid.event.reported", 1, AT)];
    facts.extend(after.map(|hours| moved("grid.event.contacted", 2, AT + Duration::hours(hours))));
    facts.push(moved(end, 3, AT + Duration::days(3)));
    let heard: Vec<Heard> = facts.iter().rev().map(|fact| Heard::read(fact).unwrap().unwrap()).collect();
    tally(&heard).limits.into_iter().find(|limit| limit.limit == "grid.contact")
}

#[test]
fn whoever_told_it_is_spoken_with_within_a_day() {
    let of = |after| answered(grid::EventSource::Hotline, after, "grid.event.closed").unwrap();
    assert_eq!((of(Some(24)).in_time, of(Some(25)).in_time, of(None).in_time), (true, false, false));
    assert_eq!((of(Some(25)).met.is_some(), of(None).met), (true, None));
    assert_eq!(of(None).due, local_date(AT + Duration::DAY));
}

#[test]
fn nobody_is_waited_for_where_staff_told_it_or_it_is_no_event_of_its_own() {
    assert_eq!(answered(grid::EventSource::Patrol, None, "grid.event.closed"), None);
    for end in ["rejected", "merged", "handed_over", "handed_outside", "emergency_transferred"] {
        let end = format!("grid.event.{end}");
        assert_eq!(answered(grid::EventSource::Citizen, None, &end), None, "{end}");
    }
}
