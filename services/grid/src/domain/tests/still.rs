//! What another service took on stands still here, wherever it stood.

use shiyu_kit::referral::{Destination, ReferralState};
use time::Duration;

use super::given::*;
use super::referral::taken_on;
use crate::domain::terms::{Ground, Level};
use crate::domain::{Command, Event, StageName};

/// Accepted, and not handled yet.
const UNDER_WAY: [StageName; 6] = [
    StageName::Accepted,
    StageName::InGrid,
    StageName::Filed,
    StageName::Dispatched,
    StageName::Handling,
    StageName::Disputed,
];

fn last(events: &[Event]) -> Option<&'static str> {
    events.last().map(Event::kind)
}

#[test]
fn what_another_service_takes_on_stands_still_until_it_ends_there() {
    for stage in UNDER_WAY {
        let before = Given::an_event(stage);
        let mut given = taken_on(stage);
        assert_eq!(given.stage(), StageName::Suspended, "{stage:?}");
        assert_eq!(given.incident().course.suspensions[0].ground, Ground::Referred);
        assert_eq!(given.refuses(&dispatcher(CENTRE), Command::Resume), "SUSPENSION_OPEN");
        given.now += Duration::days(9);
        given.does(&service("mediation"), answer(ReferralState::Done));
        assert_eq!(given.stage(), stage, "a person reports it handled");
        assert_eq!(given.running(), before.running(), "{stage:?}");
        for limit in before.running() {
            assert!(given.due(limit) > before.due(limit), "{stage:?} {limit}");
        }
        assert_eq!(given.does(&service("mediation"), answer(ReferralState::Refused)), [], "too late");
    }
}

#[test]
fn it_climbs_no_further_and_nobody_is_sent_for_it() {
    let mut given = Given::in_grid();
    given.does(&lead(), escalate());
    given.does(&lead(), escalate());
    given.does(&dispatcher(ROOM), offer(Destination::Mediation));
    given.does(&service("mediation"), answer(ReferralState::Accepted));
    given.now += Duration::days(40);
    for limit in ["dispatch", "handle", "level.town"] {
        assert_eq!(given.rings(limit), [], "{limit}");
    }
    for (by, order) in [
        (dispatcher(ROOM), dispatch()),
        (dispatcher(ROOM), transfer(CENTRE)),
        (dispatcher(CENTRE), escalate()),
    ] {
        assert_eq!(given.refuses(&by, order), "NOT_IN_STAGE");
    }
    given.does(&service("mediation"), answer(ReferralState::Returned));
    assert_eq!((given.stage(), given.incident().level), (StageName::Filed, Level::Town));
    given.does(&dispatcher(ROOM), dispatch());
}

#[test]
fn the_desk_that_had_it_has_it_still() {
    let mut given = Given::an_event(StageName::Handling);
    given.does(&officer(STATION), escalate());
    given.does(&dispatcher(CENTRE), offer(Destination::Mediation));
    given.does(&service("mediation"), answer(ReferralState::Accepted));
    assert_eq!((given.stage(), given.incident().desk().as_str()), (StageName::Suspended, COUNTY));
    assert_eq!(given.refuses(&dispatcher(ROOM), boundary()), "NOT_THE_DISPATCHER");
    given.does(&dispatcher(CENTRE), boundary());
    given.does(&dispatcher(CENTRE), withdraw());
    assert_eq!(given.stage(), StageName::Filed);
}

#[test]
fn what_nobody_accepted_yet_stands_still_once_it_is() {
    for (stage, by, order, goes_on) in [
        (StageName::Reported, dispatcher(ROOM), Command::Accept, StageName::Accepted),
        (StageName::Verifying, supervisor(), verification(true), StageName::Accepted),
        (StageName::Reported, lead(), Command::TakeUpInGrid, StageName::InGrid),
        (StageName::Reported, dispatcher(ROOM), dispatch(), StageName::Dispatched),
    ] {
        let mut given = taken_on(stage);
        assert_eq!(given.stage(), stage, "that it is so, and ours, a person says");
        assert_eq!(last(&given.does(&by, order)), Some("event.suspended"));
        given.does(&service("mediation"), answer(ReferralState::Refused));
        assert_eq!(given.stage(), goes_on);
    }
}

#[test]
fn somebody_looks_at_what_is_handled_and_what_they_find_undone_stands_still() {
    let mut given = taken_on(StageName::Handled);
    assert_eq!((given.stage(), given.incident().course.suspensions.len()), (StageName::Handled, 0));
    assert_eq!(last(&given.does(&supervisor(), inspect(false))), Some("event.suspended"));
    given.does(&service("mediation"), answer(ReferralState::Refused));
    assert_eq!(
        (given.stage(), given.running()),
        (StageName::Handling, ["handle", "level.town"].into())
    );
}

/// Stands still for the weather; enforcement took it on meanwhile.
fn in_the_weather() -> Given {
    let mut given = Given::an_event(StageName::Handling);
    given.does(&dispatcher(ROOM), offer(Destination::Enforcement));
    given.does(&dispatcher(ROOM), suspend(review_day()));
    given.does(&service("enforcement"), answer(ReferralState::Accepted));
    given
}

#[test]
fn what_stands_still_for_the_weather_is_not_woken_by_an_answer() {
    let mut given = in_the_weather();
    given.does(&service("enforcement"), answer(ReferralState::Done));
    assert_eq!(given.stage(), StageName::Suspended);
}

#[test]
fn after_the_weather_it_stands_still_for_whoever_took_it_on() {
    let mut given = in_the_weather();
    given.now += Duration::days(1);
    let events = given.does(&dispatcher(ROOM), Command::Resume);
    assert_eq!((events.len(), last(&events)), (2, Some("event.suspended")));
    assert_eq!(given.refuses(&dispatcher(ROOM), Command::Resume), "SUSPENSION_OPEN");
    given.does(&service("enforcement"), answer(ReferralState::Done));
    assert_eq!(given.stage(), StageName::Handling);
}

#[test]
fn what_was_taken_on_before_this_was_the_rule_stands_still_with_the_next_step() {
    let mut given = Given::an_event(StageName::Filed);
    given.does(&dispatcher(ROOM), offer(Destination::Mediation));
    given.incident.as_mut().unwrap().course.referrals[0].state = ReferralState::Accepted;
    assert_eq!(
        given.does(&service("mediation"), answer(ReferralState::Accepted)),
        [],
        "nothing is done"
    );
    assert_eq!(last(&given.does(&patrol(), attach("a hash"))), Some("event.suspended"));
    given.does(&service("mediation"), answer(ReferralState::Refused));
    assert_eq!(given.stage(), StageName::Filed);
}
