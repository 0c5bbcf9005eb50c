//! The rules of the teams, without a database.

use std::collections::BTreeSet;

use shiyu_kit::case::Actor;
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::register::Standing;
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};

use super::{Assignment, AssignmentEnding, EndingOrder, LAPSING_DAYS, Post, Refusal, Sitting, active, gap, stranded};
use crate::domain::terms::GridRole;
use crate::team::tests::scene::{CENTRE, COUNTY, EXCLUSIVE, GRID, OTHER_TOWN, ROOM, SECOND, TOWN, VILLAGE, actor, code, grid, units};

/// Half past midnight of the second of May in China, the first in UTC.
const NOW: OffsetDateTime = datetime!(2026-05-01 16:30 UTC);
const TODAY: Date = date!(2026 - 05 - 02);

fn at<T>(by: &Actor, act: impl FnOnce(&Sitting<'_>) -> Result<T, Refusal>) -> Result<T, &'static str> {
    let (county, units) = (code(COUNTY), units());
    let sitting = Sitting {
        by,
        county: &county,
        units: &units,
        now: NOW,
    };
    act(&sitting).map_err(|refusal| refusal.reason())
}

fn assigned(from: Date, to: Option<Date>) -> Assignment {
    Assignment {
        id: new_id(),
        grid: grid(GRID),
        subject: "worker-1".to_owned(),
        role: GridRole::Patrol,
        from,
        to,
        certificate: None,
        ended: None,
    }
}

fn post(role: GridRole, certified_to: Option<Date>) -> Post {
    Post {
        assignment: new_id(),
        subject: "worker-1".to_owned(),
        role,
        from: TODAY,
        to: Some(TODAY + Duration::days(60)),
        certified_to,
    }
}

#[test]
fn an_office_assigns_for_its_division_and_below() {
    let put = |by: &str| at(&actor(by), |sitting| assigned(TODAY, None).put(Standing::New, None, &[], sitting)).map(|_| ());
    for by in [COUNTY, CENTRE, TOWN, ROOM, VILLAGE] {
        assert_eq!(put(by), Ok(()), "{by}");
    }
    assert_eq!(put(OTHER_TOWN), Err("UNIT_NOT_YOURS"));
    let service = Actor::Service {
        name: "petition".to_owned(),
    };
    let put = at(&service, |sitting| assigned(TODAY, None).put(Standing::New, None, &[], sitting));
    assert_eq!(put.unwrap_err(), "NEEDS_A_PERSON");
}

#[test]
fn the_same_person_has_the_same_role_in_the_same_grid_once_a_day() {
    let put = |new: Assignment, other: &Assignment| {
        at(&actor(TOWN), |sitting| {
            new.put(Standing::New, None, std::slice::from_ref(other), sitting)
        })
        .map(|_| ())
    };
    let day = |after: i64| TODAY + Duration::days(after);
    let held = assigned(day(0), Some(day(9)));
    assert_eq!(put(assigned(day(9), None), &held), Err("ASSIGNMENT_OVERLAPS"));
    assert_eq!(put(assigned(day(-5), None), &held), Err("ASSIGNMENT_OVERLAPS"));
    assert_eq!(put(assigned(day(10), None), &held), Ok(()));
    assert_eq!(put(assigned(day(-5), Some(day(-1))), &held), Ok(()));
    let lead = Assignment {
        role: GridRole::Lead,
        ..assigned(day(0), None)
    };
    assert_eq!(put(lead, &held), Ok(()));
    let mistake = assigned(day(5), Some(day(4)));
    assert_eq!(put(assigned(day(0), None), &mistake), Ok(()));
}

#[test]
fn an_assignment_keeps_its_grid_person_and_role() {
    let before = assigned(TODAY, None);
    let put = |new: Assignment| at(&actor(TOWN), |sitting| new.put(Standing::Known, Some(&before), &[], sitting)).map(|_| ());
    let longer = Assignment {
        to: Some(TODAY + Duration::DAY),
        ..before.clone()
    };
    assert_eq!(put(longer), Ok(()));
    let moved = Assignment {
        grid: grid(SECOND),
        ..before.clone()
    };
    let other = Assignment {
        subject: "worker-2".to_owned(),
        ..before.clone()
    };
    let lead = Assignment {
        role: GridRole::Lead,
        ..before.clone()
    };
    for changed in [moved, other, lead] {
        assert_eq!(put(changed), Err("ASSIGNMENT_FIXED"));
    }
    let unknown = at(&actor(TOWN), |sitting| before.clone().put(Standing::Known, None, &[], sitting));
    assert_eq!(unknown.unwrap_err(), "ASSIGNMENT_UNKNOWN");
}

#[test]
fn an_assignment_ends_once_and_not_in_the_past() {
    let end = |held: Assignment, last: Date| {
        let order = EndingOrder {
            id: held.id,
            last,
            why: AssignmentEnding::Resigned,
        };
        at(&actor(TOWN), |sitting| held.end(&order, sitting))
    };
    let held = assigned(TODAY - Duration::days(30), Some(TODAY + Duration::days(9)));
    assert_eq!(end(held.clone(), TODAY - Duration::days(2)).unwrap_err(), "DATE_IN_PAST");
    assert_eq!(end(held.clone(), TODAY + Duration::days(10)).unwrap_err(), "ENDS_BEFORE");
    let ended = end(held, TODAY - Duration::DAY).unwrap();
    assert!(!ended.stands_on(TODAY));
    assert!(ended.stands_on(TODAY - Duration::DAY));
    assert_eq!(end(ended, TODAY).unwrap_err(), "ASSIGNMENT_ENDED");
}

#[test]
fn a_basic_grid_lacks_whom_it_does_not_have() {
    let lead = [post(GridRole::Lead, None), post(GridRole::Volunteer, None)];
    let lacking = gap(&grid(GRID), &lead, TODAY).unwrap();
    assert_eq!(lacking.missing, [GridRole::Patrol, GridRole::Police, GridRole::Supervisor]);
    let yesterday = gap(&grid(GRID), &lead, TODAY - Duration::DAY).unwrap();
    assert_eq!(yesterday.missing.len(), 4);
    assert_eq!(gap(&grid(EXCLUSIVE), &lead, TODAY), None);
}

#[test]
fn whoever_stands_in_a_grid_that_is_gone_is_named() {
    let past = Post {
        to: Some(TODAY - Duration::DAY),
        ..post(GridRole::Patrol, None)
    };
    let lead = post(GridRole::Lead, None);
    let left = stranded(&grid(GRID), &[past.clone(), lead.clone()], TODAY).unwrap();
    assert_eq!((left.stranded, left.missing), (vec![lead.assignment], Vec::new()));
    assert_eq!(stranded(&grid(GRID), &[past], TODAY), None);
}

#[test]
fn a_certificate_is_warned_of_thirty_days_before() {
    let lapsing = |after: i64| {
        let posts = [post(GridRole::Patrol, Some(TODAY + Duration::days(after)))];
        gap(&grid(EXCLUSIVE), &posts, TODAY).map(|gap| gap.lapsing[0].lapsed)
    };
    assert_eq!(lapsing(LAPSING_DAYS + 1), None);
    assert_eq!(lapsing(LAPSING_DAYS), Some(false));
    assert_eq!(lapsing(0), Some(false));
    assert_eq!(lapsing(-1), Some(true));
}

#[test]
fn people_are_counted_once_a_role() {
    let counts = active([
        ("one", GridRole::Lead),
        ("one", GridRole::Lead),
        ("two", GridRole::Lead),
        ("one", GridRole::Patrol),
    ]);
    let some: BTreeSet<_> = counts.iter().filter(|(_, people)| **people > 0).collect();
    assert_eq!(some, [(&GridRole::Lead, &2), (&GridRole::Patrol, &1)].into());
    assert_eq!(counts.len(), 5);
}

#[test]
fn an_item_is_asked_for_once_within_the_days_of_its_frequency() {
    use super::Frequency;
    let (from, day) = (date!(2026 - 02 - 10), date!(2026 - 05 - 06));
    let begins = |frequency: Frequency| frequency.since(from, day);
    assert_eq!(begins(Frequency::Once), Some(from));
    assert_eq!(begins(Frequency::Daily), Some(day));
    assert_eq!(begins(Frequency::Weekly), Some(date!(2026 - 05 - 04)));
    assert_eq!(begins(Frequency::Monthly), Some(date!(2026 - 05 - 01)));
    assert_eq!(begins(Frequency::Quarterly), Some(date!(2026 - 04 - 01)));
    assert_eq!(begins(Frequency::Yearly), Some(date!(2026 - 01 - 01)));
    assert_eq!(begins(Frequency::OnDemand), None, "as often as it is needed");
}
