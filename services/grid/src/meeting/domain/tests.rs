//! The rules of meetings and notices, without a database.

use shiyu_kit::case::Actor;
use shiyu_kit::clock::new_id;
use shiyu_kit::fault::Refusal as _;
use shiyu_kit::register::Standing;
use time::macros::{date, datetime};
use time::{Date, Duration, OffsetDateTime};

use super::{Acknowledgement, BroadcastKind, FollowUpState, Meeting, MeetingKind, Notice, Receipt, Refusal, Step, Target};
use crate::domain::terms::GridRole;
use crate::team::domain::Sitting;
use crate::team::tests::scene::{
    CENTRE, COUNTY, ELSEWHERE, GRID, OTHER_COUNTY, OTHER_TOWN, ROOM, TOWN, VILLAGE, actor, code, grid, principal, units,
};

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

fn met(held_on: Date, follow_up_due: Option<Date>) -> Meeting {
    Meeting {
        id: new_id(),
        kind: MeetingKind::Hearing,
        grid: grid(GRID),
        held_on,
        venue: "文化礼堂".to_owned(),
        agenda: "停车位改造".to_owned(),
        attendee_count: 23,
        resolution: String::new(),
        events: Vec::new(),
        follow_up_due,
        steps: [].into(),
        followed_up: None,
    }
}

fn notice(unit: &str, targets: &[Target]) -> Notice {
    Notice {
        id: new_id(),
        unit: code(unit),
        kind: BroadcastKind::HazardWarning,
        text: "今夜有台风".to_owned(),
        urgent: true,
        due_at: NOW + Duration::HOUR,
        targets: targets.iter().cloned().collect(),
    }
}

fn unit(text: &str) -> Target {
    Target::Unit(code(text))
}

fn of_grid(text: &str) -> Target {
    Target::Grid(grid(text))
}

#[test]
fn a_meeting_was_held_before_it_is_on_record() {
    let put = |meeting: Meeting| at(&actor(VILLAGE), |sitting| meeting.put(Standing::New, None, sitting)).map(|_| ());
    assert_eq!(put(met(TODAY, None)), Ok(()));
    assert_eq!(put(met(TODAY + Duration::DAY, None)), Err("MEETING_AHEAD"));
    let ahead = Meeting {
        steps: [(Step::Review, TODAY + Duration::DAY)].into(),
        ..met(TODAY, None)
    };
    assert_eq!(put(ahead), Err("MEETING_AHEAD"));
    let foreign = at(&actor(OTHER_TOWN), |sitting| met(TODAY, None).put(Standing::New, None, sitting));
    assert_eq!(foreign.unwrap_err(), "UNIT_NOT_YOURS");
}

#[test]
fn a_meeting_is_followed_up_once_and_then_closed() {
    let follow = |meeting: Meeting| at(&actor(TOWN), |sitting| meeting.follow("已划线", sitting));
    assert_eq!(follow(met(TODAY, None)).unwrap_err(), "NO_FOLLOW_UP");
    let open = met(TODAY - Duration::DAY, Some(TODAY));
    assert_eq!((open.follow_up(), open.is_overdue(TODAY)), (FollowUpState::Open, false));
    assert!(open.is_overdue(TODAY + Duration::DAY));
    let done = follow(open.clone()).unwrap();
    assert_eq!(
        (done.follow_up(), done.is_overdue(TODAY + Duration::DAY)),
        (FollowUpState::Done, false)
    );
    assert_eq!(follow(done.clone()).unwrap_err(), "MEETING_FOLLOWED_UP");
    let again = at(&actor(TOWN), |sitting| open.put(Standing::Known, Some(&done), sitting));
    assert_eq!(again.unwrap_err(), "MEETING_FOLLOWED_UP");
}

#[test]
fn a_notice_goes_down_and_nowhere_else() {
    let send = |by: &str, unit: &str, target: Target| at(&actor(by), |sitting| notice(unit, &[target]).send(sitting)).map(|_| ());
    assert_eq!(send(TOWN, TOWN, unit(VILLAGE)), Ok(()));
    assert_eq!(send(TOWN, TOWN, of_grid(GRID)), Ok(()));
    assert_eq!(send(VILLAGE, VILLAGE, of_grid(GRID)), Ok(()));
    assert_eq!(send(ROOM, ROOM, unit(VILLAGE)), Ok(()));
    assert_eq!(send(CENTRE, CENTRE, unit(OTHER_TOWN)), Ok(()));
    for target in [unit(TOWN), unit(COUNTY), unit(OTHER_TOWN), of_grid(ELSEWHERE)] {
        assert_eq!(send(TOWN, TOWN, target), Err("TARGET_NOT_BELOW"));
    }
    assert_eq!(send(COUNTY, COUNTY, unit(OTHER_COUNTY)), Err("UNIT_OUTSIDE_JURISDICTION"));
    assert_eq!(send(COUNTY, COUNTY, unit("330602009")), Err("UNIT_UNKNOWN"));
    assert_eq!(send(OTHER_TOWN, TOWN, unit(VILLAGE)), Err("UNIT_NOT_YOURS"));
    let late = Notice {
        due_at: NOW,
        ..notice(TOWN, &[unit(VILLAGE)])
    };
    assert_eq!(at(&actor(TOWN), |sitting| late.send(sitting)).unwrap_err(), "DUE_IN_PAST");
}

#[test]
fn who_works_there_acknowledges_once() {
    let receipts = at(&actor(COUNTY), |sitting| {
        notice(COUNTY, &[unit(TOWN), unit(VILLAGE), of_grid(GRID)]).send(sitting)
    });
    let (sent, receipts) = receipts.unwrap();
    assert_eq!((sent.targets, sent.acknowledged), (3, 0));
    assert!(sent.is_overdue(NOW + Duration::HOUR + Duration::SECOND));
    let hear = |receipt: &Receipt, by: &str, role: Option<GridRole>| {
        let told = Acknowledgement {
            broadcast: sent.id,
            target: receipt.target.clone(),
            contacts_reached: 7,
        };
        at(&actor(by), |sitting| receipt.clone().acknowledge(&told, role, sitting))
    };
    let find = |target: Target| receipts.iter().find(|receipt| receipt.target == target).unwrap();
    let (town, village, of_grid) = (find(unit(TOWN)), find(unit(VILLAGE)), find(of_grid(GRID)));
    let heard = hear(town, ROOM, None).unwrap();
    assert_eq!(heard.acknowledged_at, Some(NOW));
    assert!(!heard.is_overdue(sent.due_at, NOW + Duration::DAY));
    assert_eq!(hear(&heard, TOWN, None).unwrap_err(), "ALREADY_ACKNOWLEDGED");
    assert_eq!(hear(village, TOWN, None).unwrap_err(), "NOT_OF_TARGET");
    assert_eq!(hear(town, COUNTY, None).unwrap_err(), "NOT_OF_TARGET");
    assert!(hear(of_grid, VILLAGE, None).is_ok());
    assert!(hear(of_grid, TOWN, Some(GridRole::Lead)).is_ok());
    assert_eq!(hear(of_grid, TOWN, Some(GridRole::Volunteer)).unwrap_err(), "NOT_OF_TARGET");
    assert_eq!(hear(of_grid, TOWN, None).unwrap_err(), "NOT_OF_TARGET");
    let lead = Actor::from(&principal("lead-1", Some(VILLAGE), "grid_lead"));
    let hear = |receipt: &Receipt, role: Option<GridRole>| {
        let told = Acknowledgement {
            broadcast: sent.id,
            target: receipt.target.clone(),
            contacts_reached: 1,
        };
        at(&lead, |sitting| receipt.clone().acknowledge(&told, role, sitting))
    };
    assert_eq!(hear(of_grid, None).unwrap_err(), "NOT_OF_TARGET", "of another grid of the village");
    assert_eq!(hear(village, None).unwrap_err(), "NOT_OF_TARGET");
    assert!(hear(of_grid, Some(GridRole::Lead)).is_ok());
}
