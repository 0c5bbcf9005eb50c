//! What of two reports at one instant only one can have.

use shiyu_kit::booking::Model;
use shiyu_kit::case::{Filed, Record};
use time::Duration;
use time::macros::date;
use uuid::Uuid;

use super::filed;
use crate::domain::terms::Source;
use crate::domain::tests::given::{Given, class, merge, reclassify, reject, report};
use crate::domain::{Command, Incident, Known, Order, StageName};

/// The day of the scene.
const DAY: time::Date = date!(2025 - 08 - 04);

fn order(command: Command, known: Known) -> Order {
    Order { command, known }
}

fn first() -> Known {
    Known {
        is_first: true,
        ..Known::default()
    }
}

/// An event of this id at a stage.
fn at(stage: StageName, id: Uuid) -> Filed<Incident> {
    Filed {
        id,
        ..filed(&Given::an_event(stage))
    }
}

/// The same, asked for by a department.
fn asked(stage: StageName, id: Uuid) -> Filed<Incident> {
    let mut filed = at(stage, id);
    filed.case.report.source = Source::Department;
    filed.case.report.admission_item = Some(Uuid::from_u128(18));
    filed
}

fn told(rows: &[Model]) -> Vec<(&str, i64)> {
    rows.iter().map(|row| (row.resource.as_str(), row.slot)).collect()
}

#[test]
fn the_first_of_a_subclass_in_a_grid_takes_its_day_and_the_next() {
    let day = i64::from(DAY.to_julian_day());
    let after = at(StageName::Reported, Uuid::from_u128(1));
    let taken = Incident::beside(&order(report(), first()), None, &after).booked;
    let of = "first/330602001003001/E1201";
    assert_eq!(told(&taken), [(of, day), (of, day + 1)]);
    assert!(taken.iter().all(|row| row.case_id == after.id));
    let mut tomorrow = at(StageName::Reported, Uuid::from_u128(2));
    tomorrow.case.reported_at += Duration::days(1);
    let taken = Incident::beside(&order(report(), first()), None, &tomorrow).booked;
    assert_eq!(told(&taken)[0], (of, day + 1), "two that midnight parts meet");
    let another = Incident::beside(&order(report(), Known::default()), None, &after).booked;
    assert_eq!(another, [], "what repeats takes nothing");
}

#[test]
fn it_is_free_again_as_it_ends_or_is_about_something_else() {
    let id = Uuid::from_u128(1);
    let reported = at(StageName::Reported, id);
    let taken = Incident::beside(&order(report(), first()), None, &reported).booked;
    for (command, before, after) in [
        (Command::Close, StageName::Verified, StageName::Closed),
        (reject(), StageName::Reported, StageName::Rejected),
        (merge(), StageName::Reported, StageName::Duplicate),
    ] {
        let (before, after) = (at(before, id), at(after, id));
        let beside = Incident::beside(&order(command, Known::default()), Some(&before), &after);
        assert_eq!((beside.freed, beside.booked), (taken.clone(), Vec::new()));
    }
    let mut another = reported.clone();
    another.case.class = class("E0101", 3);
    let order = order(reclassify("E0101"), Known::default());
    assert_eq!(Incident::beside(&order, Some(&reported), &another).freed, taken);
    assert_eq!(Incident::beside(&order, Some(&reported), &reported).freed, []);
}

#[test]
fn an_item_is_taken_for_its_days_and_free_again_where_nothing_was_asked_of_the_grid() {
    let id = Uuid::from_u128(1);
    let known = || Known {
        asked_since: Some(DAY),
        ..Known::default()
    };
    let reported = asked(StageName::Reported, id);
    let taken = Incident::beside(&order(report(), known()), None, &reported).booked;
    let of = format!("asked/{}/330602001003001", Uuid::from_u128(18));
    assert_eq!(told(&taken), [(of.as_str(), i64::from(DAY.to_julian_day()))]);
    let mut again = reported.clone();
    again.case.report.reopens = Some(Uuid::from_u128(9));
    assert_eq!(
        Incident::beside(&order(report(), known()), None, &again).booked,
        [],
        "it was asked for before"
    );
    let by_patrol = at(StageName::Reported, id);
    assert_eq!(Incident::beside(&order(report(), known()), None, &by_patrol).booked, []);
    let rejected = asked(StageName::Rejected, id);
    let freed = Incident::beside(&order(reject(), known()), Some(&reported), &rejected).freed;
    assert!(freed.contains(&taken[0]));
    let (verified, closed) = (asked(StageName::Verified, id), asked(StageName::Closed, id));
    let kept = Incident::beside(&order(Command::Close, known()), Some(&verified), &closed).freed;
    assert!(!kept.contains(&taken[0]), "it was asked for, and done");
}
